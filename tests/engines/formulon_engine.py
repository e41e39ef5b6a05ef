"""formulon: recalculates a workbook, and single formulas, with the semantics of Excel 365.

LAMBDA, LET and spilled ranges included. The first workbook of a process takes about two seconds (the
WebAssembly engine is compiled then), everything later milliseconds. `recalc()` is incremental: after a
change it costs what the dependent cells cost, so there is no use for a partial one; reading is what
takes time, about 0.1 ms a cell.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from types import TracebackType
from typing import Literal, TypeAlias, overload

import formulon
from formulon import ErrorCode, ValueKind, Workbook

from tests.engines.values import Sheets, Value, a1, position
from xl_addin.errors import ExcelError

CellKey: TypeAlias = tuple[str, str]
Rows: TypeAlias = list[list[Value]]

ERRORS = {code: ExcelError(formulon.error_display_name(code)) for code in ErrorCode}
CODES = {error: code for code, error in ERRORS.items()}

# Anchors of array formulas stand this far apart; a wider result is #SPILL!.
SPILL_WIDTH = 64
ARRAYS_AT_ONCE = 200
NO_NAMES: Mapping[str, str] = {}


def for_formulon(formula: str) -> str:
    """The text of a LAMBDA as formulon 0.18 reads it.

    Excel stores the declaration of an optional parameter as `_xlop.if_nm` and each use as `_xlpm.if_nm`;
    formulon takes the declaration only as it is typed, `[_xlpm.if_nm]`. Nothing else is touched.
    """
    return re.sub(r"\b_xlop\.([\w.]+)", r"[_xlpm.\1]", formula)


def recalculated(
    data: bytes, changes: Mapping[CellKey, Value] | None = None, names: Mapping[str, str] = NO_NAMES
) -> Sheets:
    """All values of an .xlsx after a recalculation.

    Args:
        data: the file.
        changes: new contents of input cells, by sheet name and address.
        names: defined names to add before, such as the LAMBDAs of a workbook that calls `=IIJ_...`.
    """
    with Formulon(data, names) as book:
        for (sheet, address), value in (changes or {}).items():
            book.change(sheet, address, value)
        book.recalculate()
        return book.values()


class Formulon:
    """A workbook that is loaded once and then changed, recalculated and read many times.

    A context manager. Entering recalculates, so no value is the file's cached one.
    """

    def __init__(self, data: bytes, names: Mapping[str, str] = NO_NAMES) -> None:
        self._book = Workbook.load(_translated(data))
        self._indexes = {self._book.sheet_name(i): i for i in range(self._book.sheet_count())}
        self._originals: dict[CellKey, tuple[str | None, Value]] = {}
        for name, formula in names.items():
            self._book.set_defined_name(name, for_formulon(formula))

    def __enter__(self) -> Formulon:
        self.recalculate()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._book.close()

    @property
    def sheets(self) -> tuple[str, ...]:
        """Sheet names in the workbook's order."""
        return tuple(self._indexes)

    def change(self, sheet: str, address: str, value: Value) -> None:
        """Put a constant into a cell, in place of its value or formula; None clears it."""
        place = self._place(sheet, address)
        if (sheet, address) not in self._originals:
            self._originals[sheet, address] = self._book.get_formula(*place), self.value(sheet, address)
        _put(self._book, place, value)

    def recalculate(self) -> None:
        """Bring every cell that depends on a change up to date."""
        self._book.recalc()

    def restore(self) -> None:
        """Undo all changes and recalculate."""
        for (sheet, address), (formula, value) in self._originals.items():
            place = self._place(sheet, address)
            if formula:
                self._book.set_formula(*place, formula)
            else:
                _put(self._book, place, value)
        self._originals.clear()
        self.recalculate()

    @contextmanager
    def changed(self, changes: Mapping[CellKey, Value]) -> Iterator[Formulon]:
        """The workbook with some cells changed and recalculated; restored afterwards."""
        try:
            for (sheet, address), value in changes.items():
                self.change(sheet, address, value)
            self.recalculate()
            yield self
        finally:
            self.restore()

    def value(self, sheet: str, address: str) -> Value:
        """The value of one cell."""
        return _read(self._book, self._place(sheet, address))

    def values(self, cells: Iterable[CellKey] | None = None) -> Sheets:
        """The values of the given cells, or of all; blank ones are left out.

        Reading only `dependents` of a change is far quicker than reading all.
        """
        found: Sheets = {sheet: {} for sheet in self._indexes}
        for sheet, address, value in self._all() if cells is None else self._some(cells):
            if value is not None:
                found[sheet][address] = value
        return found

    def formulas(self) -> dict[str, dict[str, str]]:
        """The formula cells of each sheet."""
        return {
            sheet: {a1(cell.row, cell.col): cell.formula for cell in self._book.iter_cells(i) if cell.formula}
            for sheet, i in self._indexes.items()
        }

    def dependents(self, sheet: str, address: str) -> set[CellKey]:
        """All cells that depend on a cell, directly or through others."""
        names = self.sheets
        nodes = self._book.dependents(*self._place(sheet, address), depth=2**16)
        return {(names[node.sheet], a1(node.row, node.col)) for node in nodes}

    def _place(self, sheet: str, address: str) -> tuple[int, int, int]:
        return self._indexes[sheet], *position(address)

    def _all(self) -> Iterator[tuple[str, str, Value]]:
        for sheet, index in self._indexes.items():
            for cell in self._book.iter_cells(index):
                yield sheet, a1(cell.row, cell.col), _value(cell.value)

    def _some(self, cells: Iterable[CellKey]) -> Iterator[tuple[str, str, Value]]:
        return ((sheet, address, self.value(sheet, address)) for sheet, address in cells)


@overload
def calculate(
    formulas: Sequence[str],
    cells: Mapping[str, Value] = ...,
    names: Mapping[str, str] = ...,
    array: Literal[False] = ...,
) -> list[Value]: ...


@overload
def calculate(
    formulas: Sequence[str],
    cells: Mapping[str, Value] = ...,
    names: Mapping[str, str] = ...,
    *,
    array: Literal[True],
) -> list[Rows]: ...


def calculate(
    formulas: Sequence[str],
    cells: Mapping[str, Value] | None = None,
    names: Mapping[str, str] = NO_NAMES,
    array: bool = False,
) -> list[Value] | list[Rows]:
    """The results of many formulas on one sheet, each entered in a cell of its own.

    Args:
        formulas: with or without `=`; one that Excel could not read raises `formulon.FormulonError`.
        cells: the input cells they may refer to, by address; text stays text, also "=1".
        names: defined names, such as LAMBDAs. Only those the formulas use are defined, for every
            `set_formula` costs as much as all names of the workbook are long.
        array: give each result as rows, spilled ranges in full. Without it a spilled result raises
            ValueError rather than pass for its first cell.
    """
    book = _book(_used(names, formulas))
    inputs = {position(address): value for address, value in (cells or {}).items()}
    first = max((column for _, column in inputs), default=-1) + 2
    try:
        for place, value in inputs.items():
            _put(book, (0, *place), value)
        if array:
            return _spilled(book, formulas, first)
        return _scalars(book, formulas, first)
    finally:
        for place in inputs:
            book.set_blank(0, *place)


def _scalars(book: Workbook, formulas: Sequence[str], column: int) -> list[Value]:
    places = [(0, row, column) for row in range(len(formulas))]
    with _entered(book, formulas, places):
        for formula, place in zip(formulas, places, strict=True):
            if book.spill_info(*place).engaged:
                raise ValueError(f"{formula} gives a range; ask for array=True")
        return [_read(book, place) for place in places]


def _spilled(book: Workbook, formulas: Sequence[str], column: int) -> list[Rows]:
    results: list[Rows] = []
    for start in range(0, len(formulas), ARRAYS_AT_ONCE):
        batch = formulas[start : start + ARRAYS_AT_ONCE]
        places = [(0, 0, column + index * SPILL_WIDTH) for index in range(len(batch))]
        with _entered(book, batch, places):
            results += [_area(book, place) for place in places]
    return results


def _area(book: Workbook, place: tuple[int, int, int]) -> Rows:
    """The result of a formula with all cells it spills into."""
    spill = book.spill_info(*place)
    if not spill.engaged:
        return [[_read(book, place)]]
    sheet, top, left = place
    return [
        [_read(book, (sheet, row, column)) for column in range(left, left + spill.cols)]
        for row in range(top, top + spill.rows)
    ]


@contextmanager
def _entered(
    book: Workbook, formulas: Sequence[str], places: Sequence[tuple[int, int, int]]
) -> Iterator[None]:
    """The formulas in their cells, calculated; cleared afterwards."""
    try:
        for formula, place in zip(formulas, places, strict=True):
            book.set_formula(*place, for_formulon(formula))
        book.recalc()
        yield
    finally:
        for place in places:
            book.set_blank(*place)


def _used(names: Mapping[str, str], formulas: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The names that the formulas mention, themselves or through other names."""
    used: dict[str, str] = {}
    texts = list(formulas)
    while texts:
        words = set(re.findall(r"[\w.]+", " ".join(texts).upper()))
        found = {name: text for name, text in names.items() if name.upper() in words and name not in used}
        used |= found
        texts = list(found.values())
    return tuple(sorted(used.items()))


@lru_cache(maxsize=64)
def _book(names: tuple[tuple[str, str], ...]) -> Workbook:
    book = Workbook.create_default()
    for name, formula in names:
        book.set_defined_name(name, for_formulon(formula))
    return book


def _put(book: Workbook, place: tuple[int, int, int], value: Value) -> None:
    match value:
        case None:
            book.set_blank(*place)
        case bool():
            book.set_bool(*place, value)
        case int() | float():
            book.set_number(*place, value)
        case str():
            book.set_text(*place, value)
        case ExcelError():
            book.set_error(*place, CODES[value])


def _read(book: Workbook, place: tuple[int, int, int]) -> Value:
    return _value(book.get_value(*place))


def _value(value: formulon.Value) -> Value:
    if value.kind is ValueKind.ERROR:
        return ERRORS[ErrorCode(value.error_code)]
    plain = value.to_python()
    if isinstance(plain, formulon.Value):
        raise TypeError(f"formulon gives no cell value: {plain}")
    return plain


def _translated(data: bytes) -> bytes:
    """The file with its defined names as formulon reads them; the same bytes where nothing changes."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    book = {n: for_formulon(t.decode()).encode() for n, t in parts.items() if n.endswith("workbook.xml")}
    if all(parts[name] == text for name, text in book.items()):
        return data
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as copy:
        for name, part in (parts | book).items():
            copy.writestr(name, part)
    return target.getvalue()
