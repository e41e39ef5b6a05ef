"""A deck compiled to frozen edits: what is written where, with the value it has and how it looks.

Every way to write (a file, an open book) takes the same edits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xl_addin.catalog.spec import Scalar
from xl_addin.domain.functions import FUNCTIONS
from xl_addin.errors import ExcelError
from xl_addin.inputs.model import CellRef
from xl_addin.release.book import Book
from xl_addin.release.deck import Deck
from xl_addin.release.expressions import Area, Call, Join, Mode, Op, formula, reference
from xl_addin.release.spec import Cell, Chart, Page, SheetSpec
from xl_addin.release.styles import Style, merged, number_format


@dataclass(frozen=True, slots=True)
class CellEdit:
    """One cell: a formula with its cached value, or a constant; None writes the format alone.

    `value` is as a cell holds it, dates as serial numbers.
    """

    row: int
    column: int
    formula: str | None
    value: Scalar
    style: Style
    number_format: str


@dataclass(frozen=True, slots=True)
class SeriesEdit:
    """A series of a chart with absolute references and the cached name and values."""

    name: str
    values: str
    color: str
    kind: str
    secondary: bool
    labels: str
    label_color: str
    hidden: bool
    cached_name: str
    cached_values: tuple[Scalar, ...]


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


@dataclass(frozen=True, slots=True)
class SheetEdit:
    """All that is written to one sheet."""

    name: str
    owned: bool
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
    choices: Mapping[tuple[int, int], tuple[str, ...]]
    tab_color: str


@dataclass(frozen=True, slots=True)
class DeckEdit:
    """A whole deck: sheets in order, names of the workbook, and what its properties say."""

    sheets: tuple[SheetEdit, ...]
    names: Mapping[str, str]
    language: str
    title: str
    company: str


def compile_deck(deck: Deck, mode: Mode) -> DeckEdit:
    """The edits of a deck in a mode."""
    settings = deck.book.figures.settings
    names = {spec.name: spec.lambda_formula for spec in FUNCTIONS.values() if spec.lambda_formula}
    return DeckEdit(
        tuple(_sheet(deck.book, sheet, mode) for sheet in deck.sheets),
        names if mode is Mode.LAMBDA else {},
        settings.language,
        f"{settings.company}: {settings.release_quarter}",
        settings.company,
    )


def _sheet(book: Book, sheet: SheetSpec, mode: Mode) -> SheetEdit:
    return SheetEdit(
        sheet.name,
        sheet.owned,
        tuple(_cell(book, sheet.name, at, sheet.cells[at], mode) for at in sorted(sheet.cells)),
        sheet.widths,
        sheet.heights,
        sheet.merged,
        tuple(_chart(book, chart) for chart in sheet.charts),
        sheet.page,
        sheet.freeze,
        sheet.gridlines,
        sheet.filtered,
        sheet.notes,
        sheet.choices,
        sheet.tab_color,
    )


def _cell(book: Book, sheet: str, at: tuple[int, int], cell: Cell, mode: Mode) -> CellEdit:
    style = merged(cell.styles)
    shown = number_format(style.number, style.mark or "", book.language) if style.number else "General"
    content = cell.content
    live = isinstance(content, CellRef | Area | Call | Op | Join) and mode is not Mode.VALUES
    text = formula(content, mode, sheet) if live else None  # type: ignore[arg-type]
    value = book.value(content)
    if mode is Mode.VALUES and text is None and isinstance(value, ExcelError):
        value = None  # a chart leaves out an empty cell as it does #N/A
    return CellEdit(*at, text, value, style, shown)


def _chart(book: Book, chart: Chart) -> ChartEdit:
    return ChartEdit(
        chart.anchor.row,
        chart.anchor.column,
        "=" + reference(chart.title, absolute=True),
        str(book.value(chart.title)),
        "=" + reference(chart.categories, absolute=True),
        _cached(book, chart.categories),
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
                str(book.value(series.name)),
                _cached(book, series.values),
            )
            for series in chart.series
        ),
        chart.axis_title,
        number_format(chart.number, "", book.language),
        chart.alt_text,
        chart.width,
        chart.height,
        chart.stacked,
    )


def _cached(book: Book, area: Area) -> tuple[Scalar, ...]:
    first, last = area.first, area.last
    return tuple(
        book.value(CellRef(first.sheet, row, column))
        for row in range(first.row, last.row + 1)
        for column in range(first.column, last.column + 1)
    )
