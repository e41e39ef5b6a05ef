"""A deck compiled to frozen edits: what is written where, with the value it has and how it looks.

Every way to write (a file, an open book) takes the same edits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from xl_addin.catalog.spec import Rows, Scalar
from xl_addin.domain.functions import FUNCTIONS
from xl_addin.errors import ExcelError
from xl_addin.inputs.model import CellRef, SourceSheet
from xl_addin.release.book import constant
from xl_addin.release.deck import Deck
from xl_addin.release.expressions import (
    Area,
    Call,
    Join,
    Mode,
    Op,
    area_rows,
    calls_catalogue,
    formula,
    reference,
)
from xl_addin.release.lists import lists_of
from xl_addin.release.source_sheets import dressed
from xl_addin.release.spec import Cell, Chart, Content, Marked, Offered, Page, SheetKind, SheetSpec, Stated
from xl_addin.release.styles import Style, merged, number_format

_DAYS_TO_1904 = 1462


@dataclass(frozen=True, slots=True)
class CellEdit:
    """One cell: a formula with its cached value, or a constant; None writes the format alone.

    `value` is as a cell holds it, dates as serial numbers. An array formula has the cached values of all
    its cells as rows in `spilled`; a dynamic one may give an array, as calls of LAMBDAs and of the add-in
    may. Of a text, `stretches` are coloured.
    """

    row: int
    column: int
    formula: str | None
    value: Scalar
    style: Style
    number_format: str
    spilled: Rows = field(default_factory=list)
    stretches: tuple[tuple[int, int, str], ...] = ()
    is_dynamic: bool = False


@dataclass(frozen=True, slots=True)
class SeriesEdit:
    """A series of a chart with absolute references, and the cached name, values and their number formats."""

    name: str
    values: str
    color: str
    kind: str
    secondary: bool
    labels: str
    label_color: str
    hidden: bool
    number_format: str
    point_colors: tuple[str, ...]
    cached_name: str
    cached_values: tuple[Scalar, ...]
    cached_formats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChartEdit:
    """A chart of a sheet; rows and columns are counted from 1."""

    row: int
    column: int
    title: str
    cached_title: str
    categories: str
    cached_categories: tuple[Scalar, ...]
    series: tuple[SeriesEdit, ...]
    axis_title: str
    number_format: str
    alt_text: str
    width: int
    height: int
    stacked: bool
    second_axis_title: str


@dataclass(frozen=True, slots=True)
class ListEdit:
    """What the cells of an area offer: words, or a reference with a leading = to where they stand."""

    area: tuple[int, int, int, int]
    source: tuple[str, ...] | str
    open: bool


@dataclass(frozen=True, slots=True)
class SheetEdit:
    """All that is written to one sheet."""

    name: str
    kind: SheetKind
    cells: tuple[CellEdit, ...]
    widths: Mapping[int, float]
    heights: Mapping[int, float]
    merged: tuple[tuple[int, int, int, int], ...]
    charts: tuple[ChartEdit, ...]
    page: Page
    freeze: tuple[int, int] | None
    gridlines: bool
    filtered: tuple[int, int, int, int] | None
    notes: Mapping[tuple[int, int], str]
    choices: tuple[ListEdit, ...]
    links: Mapping[tuple[int, int], str]
    flagged: tuple[tuple[int, int, int, int], ...]
    tab_color: str

    @property
    def owned(self) -> bool:
        """Whether the add-in makes it up; the others are copies of the input sheets."""
        return self.kind is not SheetKind.INPUT


@dataclass(frozen=True, slots=True)
class DeckEdit:
    """A whole deck: sheets in order, names of the workbook, and what its properties say.

    A `signed` one is the add-in's to replace; an accountant's input workbook is not. Values of cells are
    dates of the 1900 system; a workbook `in_1904` holds them in its own.
    """

    sheets: tuple[SheetEdit, ...]
    names: Mapping[str, str]
    language: str
    title: str
    company: str
    signed: bool = True
    in_1904: bool = False


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the contents of cells come to: their values, in a language and a mode."""

    value: Callable[[Content], Scalar]
    language: str
    mode: Mode


def counted_from_1904(cell: CellEdit) -> CellEdit:
    """The cell for a workbook whose dates begin four years and a day later."""
    is_date = cell.style.number == "date" and type(cell.value) in (int, float)
    return replace(cell, value=cell.value - _DAYS_TO_1904) if is_date else cell  # type: ignore[operator]


def compile_deck(deck: Deck, mode: Mode) -> DeckEdit:
    """The edits of a deck in a mode."""
    settings = deck.book.figures.settings
    reading = _Reading(deck.book.value, settings.language, mode)
    return DeckEdit(
        tuple(_sheet(reading, sheet) for sheet in deck.sheets),
        _names(mode),
        settings.language,
        f"{settings.company}: {settings.release_quarter}",
        settings.company,
    )


def _names(mode: Mode) -> Mapping[str, str]:
    """The functions that a workbook carries with it."""
    specs = FUNCTIONS.values() if mode is Mode.LAMBDA else ()
    return {spec.name: spec.lambda_formula for spec in specs if spec.lambda_formula}


def compile_functions(sheets: Iterable[SheetSpec], mode: Mode) -> DeckEdit:
    """The workbook of the worksheet functions in a mode."""
    reading = _Reading(constant, "en", mode)
    title = "Worksheet functions of xl_addin"
    return DeckEdit(tuple(_sheet(reading, sheet) for sheet in sheets), _names(mode), "en", title, "")


def compile_sources(sheets: Sequence[SourceSheet], title: str) -> DeckEdit:
    """Input sheets alone, dressed as those of a release workbook."""
    lists = lists_of(sheets)
    return compile_inputs((dressed(sheet, lists) for sheet in sheets), title, "en")


def compile_inputs(sheets: Iterable[SheetSpec], title: str, language: str, company: str = "") -> DeckEdit:
    """An accountant's own workbook of input sheets."""
    reading = _Reading(constant, language, Mode.VALUES)
    edits = tuple(_sheet(reading, sheet) for sheet in sheets)
    return DeckEdit(edits, {}, language, title, company, signed=False)


def _sheet(reading: _Reading, sheet: SheetSpec) -> SheetEdit:
    cells = tuple(_cell(reading, sheet.name, at, sheet.cells[at]) for at in sorted(sheet.cells))
    formats = {(cell.row, cell.column): cell.number_format for cell in cells}
    return SheetEdit(
        sheet.name,
        sheet.kind,
        cells,
        sheet.widths,
        sheet.heights,
        sheet.merged,
        tuple(_chart(reading, chart, formats) for chart in sheet.charts),
        sheet.page,
        sheet.freeze,
        sheet.gridlines,
        sheet.filtered,
        sheet.notes,
        tuple(map(_list, sheet.choices)),
        {at: reference(target) for at, target in sheet.links.items()},
        sheet.flagged,
        sheet.tab_color,
    )


def _list(offered: Offered) -> ListEdit:
    words = offered.words
    source = "=" + reference(words, absolute=True) if isinstance(words, Area) else words
    return ListEdit(offered.area, source, offered.open)


def _cell(reading: _Reading, sheet: str, at: tuple[int, int], cell: Cell) -> CellEdit:
    style = merged(cell.styles)
    shown = number_format(style.number, style.mark or "", reading.language) if style.number else "General"
    content = cell.content
    if isinstance(content, Stated):
        rows = content.value if isinstance(content.value, list) else []
        first = rows[0][0] if isinstance(content.value, list) else content.value
        return CellEdit(*at, content.formula, first, style, shown, rows, is_dynamic=content.is_dynamic)
    if isinstance(content, Marked):
        return CellEdit(*at, None, content.text, style, shown, stretches=content.stretches)
    value = reading.value(content)
    if not isinstance(content, CellRef | Area | Call | Op | Join):
        return CellEdit(*at, None, value, style, shown)
    if reading.mode is Mode.VALUES:
        # A chart leaves out an empty cell as it does #N/A, and a file keeps no empty text.
        frozen = None if value == "" or isinstance(value, ExcelError) else value
        return CellEdit(*at, None, frozen, style, shown)
    is_dynamic = reading.mode is not Mode.NATIVE and calls_catalogue(content)
    text = formula(content, reading.mode, sheet)
    return CellEdit(*at, text, value, style, shown, is_dynamic=is_dynamic)


def _chart(reading: _Reading, chart: Chart, formats: Mapping[tuple[int, int], str]) -> ChartEdit:
    """A chart over cells of a sheet that have these number formats."""
    return ChartEdit(
        chart.anchor.row,
        chart.anchor.column,
        "=" + reference(chart.title, absolute=True),
        str(reading.value(chart.title)),
        "=" + reference(chart.categories, absolute=True),
        _cached(reading, chart.categories),
        tuple(
            SeriesEdit(
                "=" + reference(series.name, absolute=True),
                "=" + reference(series.values, absolute=True),
                series.color,
                series.kind,
                series.secondary,
                series.labels,
                series.label_color,
                series.hidden,
                number_format(series.number or chart.number, "", reading.language),
                series.point_colors,
                str(reading.value(series.name)),
                _cached(reading, series.values),
                tuple(formats.get((cell.row, cell.column), "General") for cell in _cells(series.values)),
            )
            for series in chart.series
        ),
        chart.axis_title,
        number_format(chart.number, "", reading.language),
        chart.alt_text,
        chart.width,
        chart.height,
        chart.stacked,
        chart.second_axis_title,
    )


def _cached(reading: _Reading, area: Area) -> tuple[Scalar, ...]:
    return tuple(reading.value(cell) for cell in _cells(area))


def _cells(area: Area) -> Iterator[CellRef]:
    return (cell for row in area_rows(area) for cell in row)
