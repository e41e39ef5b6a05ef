"""A deck while it is being written: sheets are filled cell by cell, and cells point at each other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from string import Formatter
from typing import Any

from xl_addin.catalog.spec import Scalar
from xl_addin.domain.labels import printed_label
from xl_addin.domain.periods import Period, Quarter
from xl_addin.domain.precision import footing_tolerance
from xl_addin.errors import Issue, Severity
from xl_addin.inputs.dates import serial
from xl_addin.inputs.model import CellRef, Figures, Status
from xl_addin.release.expressions import Area, Call, Cells, Expression, Join, references, value
from xl_addin.release.phrases import phrase
from xl_addin.release.spec import Cell, Check, Content, SheetSpec


class Book:
    """The figures, what was written so far, and what later sheets need to point at."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self.language = figures.settings.language
        self.contents: dict[CellRef, Content] = {}
        self.named: dict[str, CellRef] = {}
        self.checks: list[Check] = []
        self.issues: list[Issue] = []
        self._inputs = _input_values(figures)
        self._figures = {figure.ref: key for key, figure in figures.cells.items()}
        self._statuses = {ref: figures.status(*key) for ref, key in self._figures.items()}
        self._statuses |= _forecast_statuses(figures)
        self._values: dict[CellRef, Scalar] = {}

    def say(self, english: str, **parts: object) -> str:
        """A phrase of the deck in its language, its blanks filled, periods as they are printed."""
        shown = {
            name: self.period(part) if isinstance(part, Period) else part for name, part in parts.items()
        }
        return phrase(english, self.language).format(**shown)

    def period(self, period: Period) -> str:
        """A period as the company prints it."""
        settings = self.figures.settings
        return printed_label(period, settings.period_style, settings.calendar)

    def footing(self, parts: int) -> float:
        """By how much a total may miss the sum of so many parts, as the company rounds."""
        return footing_tolerance(parts, rounding=self.figures.settings.rounding)

    def tell(self, english: str, **parts: Expression) -> Join:
        """A phrase whose blanks are filled with what cells show: a live text."""
        return self.filled(phrase(english, self.language), **parts)

    def filled(self, words: str, /, **parts: Expression) -> Join:
        """Words of any sort whose blanks are filled so."""
        pieces: list[Expression] = []
        for text, name, _, _ in Formatter().parse(words):
            pieces += [text] if text else []
            pieces += [parts[name]] if name else []
        return Join(tuple(pieces))

    def leave_out(self, sheet: str, reason: str) -> None:
        """Note that a sheet of the deck is not written, and why."""
        remedy = "give the figures to have it"
        self.issues.append(Issue(f"sheet {sheet} is left out: {reason}", remedy, severity=Severity.NOTE))

    def ref(self, item: str, period: Period) -> CellRef | None:
        """The input cell of a figure, where there is a row and a column for it."""
        figure = self.figures.figure(item, period)
        return None if figure is None else figure.ref

    def has(self, item: str, period: Period) -> bool:
        """Whether the figure is given."""
        return self.figures.value(item, period) is not None

    def value(self, content: Content) -> Scalar:
        """What a cell with this content shows; dates as serial numbers."""
        return _shown(content, self._cell)

    def _cell(self, ref: CellRef) -> Scalar:
        if ref not in self.contents:
            return self._inputs.get(ref)
        if ref not in self._values:
            self._values[ref] = self.value(self.contents[ref])
        return self._values[ref]

    def weakest(self, content: Content) -> str:
        """The style that marks a figure resting on an estimate or an illustration; "" for neither."""
        statuses = self._origins(content)
        marks = (Status.ILLUSTRATIVE, Status.ESTIMATE)
        return next((status.value for status in marks if status in statuses), "")

    def restated_in(self, content: Content) -> list[tuple[str, Period]]:
        """The restated figure that a cell shows as it is; none for what is computed from one."""
        shown = self._own_figure(content)
        key = None if shown is None else self._figures.get(shown)
        return [key] if key in self.figures.restated else []  # type: ignore[list-item]

    def _own_figure(self, content: Content) -> CellRef | None:
        """The one input cell that a cell shows: behind another cell, its dash, its truncation."""
        match content:
            case CellRef():
                is_own = content in self._figures or content not in self.contents
                return content if is_own else self._own_figure(self.contents[content])
            case Call("TRUNC" | "IFNA", (inner, *_)):
                return self._own_figure(inner)
            case Call("IF", (_, *choices)):
                found = {ref for choice in choices if (ref := self._own_figure(choice)) is not None}
                return found.pop() if len(found) == 1 else None
        return None

    def _origins(self, content: Content) -> set[Status]:
        if isinstance(content, date) or content is None:
            return set()
        found: set[Status] = set()
        for ref in references(content):
            if ref in self.contents:
                found |= self._origins(self.contents[ref])
            if ref in self._statuses:
                found.add(self._statuses[ref])
        return found


def constant(content: Content) -> Scalar:
    """What a cell shows that points at no other."""
    return _shown(content, _no_cells)


def _no_cells(ref: CellRef) -> Scalar:
    raise LookupError(f"{ref} is read where there are constants only")


def _shown(content: Content, cells: Cells) -> Scalar:
    if isinstance(content, date):
        return serial(content)
    result = value(content, cells)
    if isinstance(result, list):
        raise TypeError(f"{content} gives a range; a cell of the deck holds one value")
    # A formula that gives a blank cell shows zero.
    return 0 if result is None and content is not None else result


def _forecast_statuses(figures: Figures) -> Mapping[CellRef, Status]:
    """Single forecasts are what Sources says of their item and period; a published mean is published."""
    return {
        forecast.value.ref: figures.status(forecast.item, forecast.period)
        for forecast in figures.consensus
        if forecast.contributor != "mean"
    }


def _input_values(figures: Figures) -> Mapping[CellRef, Scalar]:
    return {
        CellRef(sheet.name, row, column): serial(cell) if isinstance(cell, date) else cell
        for sheet in figures.sheets
        for (row, column), cell in sheet.cells.items()
    }


class Grid:
    """One sheet while it is being written."""

    def __init__(self, book: Book, name: str) -> None:
        self.book = book
        self.name = name
        self.cells: dict[tuple[int, int], Cell] = {}
        self.heights: dict[int, float] = {}
        self.merged: list[tuple[int, int, int, int]] = []
        self.marks: set[str] = set()
        self.restated: dict[tuple[str, Period], None] = {}

    def put(self, row: int, column: int, content: Content, *styles: str, marked: bool = False) -> CellRef:
        """Write a cell; a `marked` one shows where its figures come from."""
        ref = CellRef(self.name, row, column)
        content = None if content == "" else content
        # "n/a" and "n.m." are no figures, whatever they rest on.
        mark = self.book.weakest(content) if marked and not isinstance(self.book.value(content), str) else ""
        if mark:
            self.marks.add(mark)
            styles = (*styles, mark)
        for key in self.book.restated_in(content) if marked else ():
            self.restated.setdefault(key)
            styles = (*styles, "restated")
        self.cells[row, column] = Cell(content, styles)
        self.book.contents[ref] = content
        return ref

    def paint(self, row: int, first: int, last: int, *styles: str) -> None:
        """Lay styles over a stretch of a row, written or not."""
        for column in range(first, last + 1):
            cell = self.cells.get((row, column), Cell(None))
            self.cells[row, column] = Cell(cell.content, (*cell.styles, *styles))

    def merge(self, row: int, first: int, last: int) -> None:
        """Make one cell of a stretch of a row."""
        if last > first:
            self.merged.append((row, first, row, last))

    def area(self, row: int, first: int, last: int) -> Area:
        """A stretch of a row."""
        return Area(CellRef(self.name, row, first), CellRef(self.name, row, last))

    def paragraph(
        self, row: int, first: int, last: int, content: Content, *styles: str, width: float
    ) -> None:
        """A wrapped text across columns, with the height that its length needs.

        `width` is that of the columns together, in characters.
        """
        self.put(row, first, content, *(styles or ("text",)))
        self.merge(row, first, last)
        shown = self.book.value(content)
        per_line = width * (0.58 if self.book.language == "ja" else 1.12)
        size = 11.5 if "legal" in styles else 14.0
        self.heights[row] = size * max(1, -(-len(str(shown)) // int(per_line))) + 2

    def spec(self, widths: Mapping[int, float], **options: Any) -> SheetSpec:
        """The finished sheet."""
        return SheetSpec(
            self.name, dict(self.cells), widths, dict(self.heights), merged=tuple(self.merged), **options
        )


def known_quarters(figures: Figures, item: str = "total_revenues") -> tuple[Quarter, ...]:
    """The quarters from the first with the item's figure up to the release's."""
    last = figures.settings.release_quarter
    known = [q for q in figures.quarters if q <= last and figures.value(item, q) is not None]
    return tuple(q for q in figures.quarters if known and known[0] <= q <= last)
