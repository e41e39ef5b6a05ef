"""The sheet Examples: every example worked by hand, called and compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xl_addin.catalog import Arg, Example, FunctionSpec, Kind, Rows, Term, Value
from xl_addin.inputs.model import CellRef
from xl_addin.release.expressions import Area, Mode, reference
from xl_addin.release.functions.canvas import AROUND, LINE, Canvas, constant, exact, shown_width
from xl_addin.release.functions.groups import grouped
from xl_addin.release.spec import Page, SheetSpec, Stated

NAME = "Examples"
FIRST_ROW = 5
NUMBER, AGREES, GIVES = 2, 3, 4
WIDTH = 13.0
WIDTHS = {1: 1.5, NUMBER: 4.0, AGREES: 9.0, GIVES: 23.0, GIVES + 1: 23.0}
SUBTITLES = (
    "Constants are blue: arguments, and the results worked by hand. An empty tinted cell is blank.",
    "青字は定数(引数と手計算の結果)です。色の付いた空のセルは空白の引数です。",
)
LONGEST_HEADING = 12
# The days that Excel's calendar has.
DAYS = range(1, 2_958_466)


@dataclass(frozen=True, slots=True)
class Entry:
    """Where the examples of a function stand, and how many of them are called."""

    heading: CellRef
    verdicts: Area
    called: int


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the parts of a function's examples begin, and how wide its result is."""

    result: int
    arguments: tuple[int, ...]
    note: int

    @property
    def expected(self) -> int:
        return GIVES + self.result


def build_examples(
    specs: Sequence[FunctionSpec], mode: Mode, described: Mapping[str, CellRef]
) -> tuple[SheetSpec, Mapping[str, Entry]]:
    """The sheet, and where each function stands on it; `described` tells where each is described."""
    canvas = Canvas(NAME)
    canvas.heights[1] = 24
    canvas.put(1, NUMBER, "Examples worked by hand  手計算による例", "title")
    for row, text in enumerate(SUBTITLES, 2):
        canvas.put(row, NUMBER, text, "subtitle")
    entries: dict[str, Entry] = {}
    row, widest = FIRST_ROW, GIVES
    for _, members in grouped(specs):
        for spec in members:
            block = _Block(canvas, spec, mode, row)
            entries[spec.name] = block.write(described[spec.name])
            row, widest = block.row + 1, max(widest, block.last_column)
    sheet = canvas.spec(
        dict.fromkeys(range(GIVES, widest + 1), WIDTH) | WIDTHS,
        page=Page(last=(row, widest), repeat_rows=(1, 3), footer="&L&A&R&P / &N"),
        freeze=(FIRST_ROW - 1, GIVES),
        flagged=((FIRST_ROW, AGREES, row, AGREES),),
    )
    return sheet, entries


class _Block:
    """One function on the sheet while it is being written."""

    def __init__(self, canvas: Canvas, spec: FunctionSpec, mode: Mode, row: int) -> None:
        self.canvas = canvas
        self.spec = spec
        self.mode = mode
        self.row = row
        self.is_called = is_called(spec, mode)
        self.tables: dict[str, Area] = {}
        self.columns = _columns(spec)

    @property
    def last_column(self) -> int:
        """The last column that its longest text reaches."""
        texts = [shown_width(example.note) for example in self.spec.examples]
        notes = self.columns.note + int(max(texts) * 0.8 // WIDTH)
        return max(notes, *(table.last.column for table in self.tables.values()), self.columns.note)

    def write(self, described: CellRef) -> Entry:
        """The function with its examples; its name leads to where it is described."""
        canvas, spec = self.canvas, self.spec
        heading = canvas.link(self.row, NUMBER, spec.signature, described, "section")
        canvas.paint(self.row, NUMBER + 1, max(self.columns.note + 2, GIVES + 6), "section")
        canvas.put(self.row + 1, NUMBER, spec.help, "label")
        canvas.put(self.row + 2, NUMBER, spec.help_ja, "label", "small")
        self.row += 3
        if spec.lambda_formula is None:
            canvas.put(self.row, NUMBER, without_lambda(spec), "label", "small")
            self.row += 1
        self._write_tables()
        self._write_headings()
        first = self.row
        for number, example in enumerate(spec.examples, 1):
            self._write_example(number, example)
        verdicts = Area(CellRef(NAME, first, AGREES), CellRef(NAME, self.row - 1, AGREES))
        return Entry(heading, verdicts, len(spec.examples) if self.is_called else 0)

    def _write_tables(self) -> None:
        """The ranges that several examples share, each once."""
        for index, table in shared_tables(self.spec).values():
            self.canvas.put(self.row, GIVES, self.spec.args[index].name, "heading_left")
            self.tables[repr(table)] = self._write_range(self.row + 1, GIVES, table)
            self.row += len(table) + 2

    def _write_headings(self) -> None:
        canvas, columns = self.canvas, self.columns
        canvas.put(self.row, NUMBER, "#", "heading")
        canvas.put(self.row, AGREES, "Agrees\n一致", "heading", "center")
        canvas.put(self.row, GIVES, "Function gives\n関数の結果", "heading")
        canvas.put(self.row, columns.expected, "Expected\n手計算の結果", "heading")
        for column, arg in zip(columns.arguments, self.spec.args, strict=False):
            name = f"[{arg.name}]" if arg.optional else arg.name
            canvas.put(self.row, column, _broken(name), "heading")
        canvas.put(self.row, columns.note, "Note\n備考", "heading", "indented")
        canvas.paint(self.row, columns.note + 1, columns.note + 2, "heading_left")
        for column in range(GIVES, columns.note):
            if (self.row, column) not in canvas.cells:
                canvas.put(self.row, column, None, "heading")
        canvas.heights[self.row] = 2 * LINE + 2 * AROUND
        self.row += 1

    def _write_example(self, number: int, example: Example) -> None:
        canvas, columns, spec = self.canvas, self.columns, self.spec
        canvas.put(self.row, NUMBER, number, "small", "right")
        references = [
            self._write_argument(column, arg, value)
            for column, arg, value in zip(columns.arguments, spec.args, example.args, strict=False)
        ]
        expected = self._write_expected(example.result)
        if self.is_called:
            call = self._call(references[: _given(spec, example)])
            stated = Stated(call, example.result, is_dynamic=self.mode is not Mode.NATIVE)
            canvas.put(self.row, GIVES, stated, *_dated(spec.result, example.result), "right")
            canvas.put(self.row, AGREES, Stated("=" + self._agreement(expected), True), "pass")
        else:
            canvas.put(
                self.row, GIVES, "no LAMBDA" if self.mode is Mode.LAMBDA else "no formula", "small", "right"
            )
        if example.note:
            canvas.put(self.row, columns.note, example.note, "indented", "small")
        self.row += max(map(_height, [example.result, *self._blocks(example)]))

    def _blocks(self, example: Example) -> list[Value]:
        """The arguments that stand in the example's own rows."""
        return [value for value in example.args if repr(value) not in self.tables]

    def _write_argument(self, column: int, arg: Arg, value: Value) -> str:
        """An argument in cells, and how a formula refers to them."""
        if isinstance(value, list):
            shared = self.tables.get(repr(value))
            area = shared or self._write_range(self.row, column, value)
            if shared is not None:
                self.canvas.put(self.row, column, reference(shared, NAME), "small", "right")
            return reference(area.first if area.first == area.last else area, NAME)
        styles = _dated(arg.term, value)
        cell = self.canvas.put(self.row, column, exact(value), *styles, "right", "argument")
        return reference(cell, NAME)

    def _write_range(self, row: int, column: int, rows: Rows) -> Area:
        days = {x for x, heading in enumerate(rows[0]) if heading == "date"}
        for y, cells in enumerate(rows):
            for x, cell in enumerate(cells):
                styles = ("date", "argument") if x in days and _is_day(cell) else ("argument",)
                self.canvas.put(row + y, column + x, exact(cell), *styles)
        last = CellRef(NAME, row + len(rows) - 1, column + len(rows[0]) - 1)
        return Area(CellRef(NAME, row, column), last)

    def _write_expected(self, result: Value) -> list[tuple[CellRef, CellRef]]:
        """The result worked by hand; gives the pairs of cells to compare, the calculated one first."""
        pairs = []
        for y, cells in enumerate(_rows(result)):
            for x, cell in enumerate(cells):
                row, column = self.row + y, self.columns.expected + x
                styles = (*_dated(self.spec.result, cell), "right", "constant")
                pairs.append(
                    (CellRef(NAME, row, GIVES + x), self.canvas.put(row, column, constant(cell), *styles))
                )
        return pairs

    def _call(self, references: Sequence[str]) -> str:
        if self.mode is Mode.NATIVE:
            return self.spec.native(*references) or ""
        return f"={self.spec.name}({','.join(references)})"

    def _agreement(self, pairs: Sequence[tuple[CellRef, CellRef]]) -> str:
        texts = [agreement(reference(one, NAME), reference(other, NAME)) for one, other in pairs]
        return texts[0] if len(texts) == 1 else f"AND({','.join(texts)})"


def is_called(spec: FunctionSpec, mode: Mode) -> bool:
    """Whether there is anything that calculates a function in a mode."""
    return mode is Mode.UDF or spec.lambda_formula is not None


def agreement(gives: str, expected: str) -> str:
    """A formula that is TRUE where two cells agree.

    Numbers within 10^-12 of the larger of the expected one and 1, errors and texts exactly; a boolean is no
    number and a number in a text is none.
    """
    return (
        f"IF(ISERROR({gives})+ISERROR({expected})>0,"
        f"IF(ISERROR({gives})*ISERROR({expected})>0,"
        f"IFERROR(ERROR.TYPE({gives})=ERROR.TYPE({expected}),FALSE),FALSE),"
        f"IF(ISNUMBER({gives})*ISNUMBER({expected})>0,"
        f"ABS({gives}-{expected})<=MAX(ABS({expected}),1)/10^12,"
        f"IF(ISTEXT({gives})*ISTEXT({expected})+ISLOGICAL({gives})*ISLOGICAL({expected})>0,"
        f"EXACT({gives},{expected}),FALSE)))"
    )


def without_lambda(spec: FunctionSpec) -> str:
    """Why a function has no LAMBDA."""
    return f"Calculated by the add-in alone: {spec.reason}.  アドインでのみ計算します。"


def _columns(spec: FunctionSpec) -> _Columns:
    shared = shared_tables(spec)
    result = max(len(_rows(example.result)[0]) for example in spec.examples)
    column = GIVES + 2 * result
    starts = []
    for index in range(max(len(example.args) for example in spec.examples)):
        starts.append(column)
        values = [example.args[index] for example in spec.examples if index < len(example.args)]
        own = [value for value in values if repr(value) not in shared]
        column += max((len(_rows(value)[0]) for value in own), default=1)
    return _Columns(result, tuple(starts), column)


def shared_tables(spec: FunctionSpec) -> Mapping[str, tuple[int, Rows]]:
    """The tables that more than one example is given, with the argument that they are."""
    found = [
        (index, value)
        for example in spec.examples
        for index, value in enumerate(example.args)
        if isinstance(value, list) and len(value) > 1 and len(value[0]) > 1
    ]
    counts = Counter(repr(table) for _, table in found)
    return {repr(table): (index, table) for index, table in found if counts[repr(table)] > 1}


def _given(spec: FunctionSpec, example: Example) -> int:
    """How many arguments are written: optional ones without a value at the end are left out."""
    count = len(example.args)
    while count and spec.args[count - 1].optional and example.args[count - 1] is None:
        count -= 1
    return count


def _rows(value: Value) -> Rows:
    return value if isinstance(value, list) else [[value]]


def _height(value: Value) -> int:
    return len(value) if isinstance(value, list) else 1


def _dated(term: Term, value: Value) -> tuple[str, ...]:
    """The style of a day where the value is one."""
    takes_days = term.kind is Kind.DATE or "serial number of a day" in term.unit
    return ("date",) if takes_days and _is_day(value) else ()


def _is_day(value: Value) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value in DAYS


def _broken(name: str) -> str:
    """A long name with a line break behind the underscore nearest to its middle."""
    places = [place + 1 for place, letter in enumerate(name) if letter == "_"]
    if len(name) <= LONGEST_HEADING or not places:
        return name
    middle = min(places, key=lambda place: abs(place - len(name) / 2))
    return f"{name[:middle]}\n{name[middle:]}"
