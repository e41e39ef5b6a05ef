"""Decks for tests: built as the command builds them, from the shipped workbook or from variants of it.

A variant is the shipped workbook with something typed over, deleted or renamed in a spreadsheet
program; each stands for a company or a quarter that the deck must get right as well.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.engines.formulon_engine import CellKey
from tests.engines.values import Sheets
from xl_addin.errors import ExcelError
from xl_addin.inputs.load import read_figures
from xl_addin.inputs.model import CellRef, CellValue, Figure, Figures, Items, SourceSheet
from xl_addin.release.deck import Deck, build_deck
from xl_addin.release.expressions import Mode, area_rows
from xl_addin.release.spec import SheetSpec
from xl_addin.writer.edits import compile_deck
from xl_addin.writer.headless import write_stream

SHIPPED = Path(__file__).parents[1] / "workbooks" / "iij_quarterly.xlsx"
BUILT = datetime.datetime(2002, 8, 8, 6, 0, tzinfo=datetime.UTC)
NO_OVERRIDES: Mapping[str, str] = {}

# The items that make up total revenues in the shipped workbook.
COMPONENTS = (
    "ip_service_revenues",
    "dialup_access_revenues",
    "value_added_service_revenues",
    "other_network_service_revenues",
    "systems_integration_revenues",
    "equipment_sales",
)


def figures_of(path: Path = SHIPPED, overrides: Mapping[str, str] = NO_OVERRIDES) -> Figures:
    """The figures of an input workbook that has no errors."""
    figures, issues = read_figures(path, overrides)
    assert figures is not None, "\n".join(map(str, issues))
    return figures


def deck_of(figures: Figures) -> Deck:
    """The deck of the figures, always of the same build time."""
    return build_deck(figures, f"{BUILT:%Y-%m-%d %H:%M} UTC")


def written(deck: Deck, mode: Mode) -> bytes:
    """The workbook of a deck as a file."""
    stream = io.BytesIO()
    write_stream(compile_deck(deck, mode), stream, BUILT)
    return stream.getvalue()


@lru_cache(maxsize=4)
def shipped_deck(language: str = "en") -> Deck:
    """The deck of the shipped workbook."""
    return deck_of(figures_of(overrides={"language": language}))


@lru_cache(maxsize=8)
def shipped_file(mode: Mode, language: str = "en") -> bytes:
    """The release workbook of the shipped figures."""
    return written(shipped_deck(language), mode)


def deck_sheets(deck: Deck) -> tuple[SheetSpec, ...]:
    """The sheets of the deck itself, without the copies of the input sheets."""
    return tuple(sheet for sheet in deck.sheets if sheet.owned)


def computed(deck: Deck) -> Sheets:
    """What Python computes for each cell of the deck's own sheets; blank ones are left out."""
    return {
        sheet.name: {
            CellRef(sheet.name, *at).a1: value
            for at, cell in sheet.cells.items()
            if (value := deck.book.value(cell.content)) is not None
        }
        for sheet in deck_sheets(deck)
    }


def chart_cells(deck: Deck) -> set[CellKey]:
    """The cells whose figures the charts draw."""
    areas = [series.values for sheet in deck.sheets for chart in sheet.charts for series in chart.series]
    return {(ref.sheet, ref.a1) for area in areas for row in area_rows(area) for ref in row}


def errors_seen(deck: Deck, values: Sheets) -> list[str]:
    """The error values of the deck's sheets where a reader would see them: not in a chart's range."""
    hidden = chart_cells(deck)
    return [
        f"{sheet.name}!{address}: {value}"
        for sheet in deck_sheets(deck)
        for address, value in values[sheet.name].items()
        if isinstance(value, ExcelError) and (sheet.name, address) not in hidden
    ]


def changed(figures: Figures, ref: CellRef, value: CellValue) -> Figures:
    """The figures with one input cell changed: in the sheet's copy and wherever it was read to.

    For figures, bounds, forecasts, rates, labels, settings that are texts, and sentences.
    """
    return replace(
        figures,
        sheets=tuple(_changed_sheet(sheet, ref, value) for sheet in figures.sheets),
        cells={key: _changed_figure(figure, ref, value) for key, figure in figures.cells.items()},
        rates=tuple(replace(rate, rate=value) if rate.ref == ref else rate for rate in figures.rates),
        guidance=tuple(
            replace(
                line, low=_changed_figure(line.low, ref, value), high=_changed_figure(line.high, ref, value)
            )
            for line in figures.guidance
        ),
        consensus=tuple(
            replace(line, value=_changed_figure(line.value, ref, value)) for line in figures.consensus
        ),
        commentary=tuple(
            replace(line, text=value)
            if line.ref == ref
            else replace(line, text_ja=value)
            if line.ref_ja == ref
            else line
            for line in figures.commentary
        ),
        items=Items(
            {
                key: replace(item, **_labels_at(figures, item.row, ref, value))
                for key, item in figures.items.items()
            }
        ),
        settings=replace(
            figures.settings,
            **{name: value for name, cell in figures.settings.cells.items() if cell == ref},
        ),
    )


def _changed_sheet(sheet: SourceSheet, ref: CellRef, value: CellValue) -> SourceSheet:
    if sheet.name != ref.sheet:
        return sheet
    return replace(sheet, cells={**sheet.cells, (ref.row, ref.column): value})


def _changed_figure(figure: Figure, ref: CellRef, value: CellValue) -> Figure:
    return replace(figure, value=value) if figure.ref == ref else figure


def _labels_at(figures: Figures, row: int, ref: CellRef, value: CellValue) -> dict[str, CellValue]:
    sheet = next(sheet for sheet in figures.sheets if sheet.kind == "Figures")
    columns = {name: sheet.columns.get(name) for name in ("label", "label_ja")}
    return {name: value for name, column in columns.items() if ref == CellRef(sheet.name, row, column or 0)}


Edit = Callable[[Workbook], None]


@dataclass(frozen=True, slots=True)
class Variant:
    """An edit of the shipped workbook, and words that its Highlights must then show.

    The words are worked out by hand from the edited figures.
    """

    name: str
    edit: Edit
    shows: tuple[str, ...]

    def __str__(self) -> str:
        return self.name

    def saved(self, folder: Path) -> Path:
        """The edited workbook's file."""
        book = load_workbook(SHIPPED)
        self.edit(book)
        path = folder / "input.xlsx"
        book.save(path)
        return path


def cell_of(sheet: Worksheet, item: str, heading: str) -> str:
    """The address of a figure or a setting: by the first column's text and the first row's."""
    row = next(cell.row for cell in sheet["A"] if cell.value == item)
    column = next(cell.column_letter for cell in sheet[1] if cell.value == heading)
    return f"{column}{row}"


def _type(book: Workbook, item: str, heading: str, value: CellValue, sheet: str = "Figures") -> None:
    cell = book[sheet][cell_of(book[sheet], item, heading)]
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # also a text that begins with =


def _set(book: Workbook, **settings: CellValue) -> None:
    for key, value in settings.items():
        _type(book, key, "value", value, "Settings")


def _without_sheets(book: Workbook, *names: str) -> None:
    for name in names:
        del book[name]


def _without_items(book: Workbook, items: Iterable[str]) -> None:
    """Rows deleted; what other sheets say of their figures goes with them."""
    for item in items:
        for name in ("Figures", "Sources"):
            sheet = book[name]
            for row in reversed([cell.row for cell in sheet["A"] if cell.value == item]):
                sheet.delete_rows(row)


def _in_thousands(book: Workbook) -> None:
    """Every amount times 1,000, and something beside the zeros so that rounding has work to do."""
    _without_sheets(book, "Sources")
    _set(book, unit="JPY thousand")
    for row in book["Figures"].iter_rows(min_row=2):
        if row[3].value == "JPY million":
            row[3].value = None
            for position, cell in enumerate(row[5:11]):
                cell.value = None if cell.value is None else cell.value * 1000 + 37 * position
            for cell in row[11:]:
                cell.value = None
    for row in book["Guidance"].iter_rows(min_row=2):
        if row[5].value == "JPY million":
            row[5].value = "JPY thousand"
            for cell in row[2:4]:
                cell.value = None if cell.value is None else cell.value * 1000


def _truncated(book: Workbook) -> None:
    """Figures with decimals, which truncation and rounding print differently."""
    _without_sheets(book, "Sources")
    _set(book, rounding="truncate")
    for row in book["Figures"].iter_rows(min_row=2):
        if row[3].value == "JPY million":
            for cell in row[5:11]:
                cell.value = None if cell.value is None else cell.value + 0.75
            for cell in row[11:]:
                cell.value = None


def _one_quarter(book: Workbook) -> None:
    _without_sheets(book, "Sources")
    figures = book["Figures"]
    for heading in ("FY2001", "FY2000", "4Q01", "3Q01", "2Q01", "1Q01", "4Q00"):
        figures.delete_cols(next(cell.column for cell in figures[1] if cell.value == heading))


def _thirteen_quarters(book: Workbook) -> None:
    """Quarters back to 1Q99, each a little smaller than the one after it."""
    _without_sheets(book, "Sources")
    _type(book, "net_income", "FY2000", None)
    figures = book["Figures"]
    older = [f"{number}Q{year:02}" for year in (99, 0) for number in (1, 2, 3, 4)]
    figures.delete_cols(6)
    figures.insert_cols(6, len(older))
    for column, label in enumerate(older, start=6):
        figures.cell(1, column).value = label
        for row in range(2, figures.max_row + 1):
            oldest = figures.cell(row, 6 + len(older)).value
            if oldest is not None and figures.cell(row, 1).value != "ip_service_contracts":
                figures.cell(row, column).value = round(oldest * (0.5 + 0.05 * (column - 6)), 3)


def _calendar_year(book: Workbook) -> None:
    """A fiscal year from January: 1Q02 ends in March, with the rate of 29 March 2002."""
    _set(book, first_month=1)


def _losses_in_base(book: Workbook) -> None:
    """Every base of an operating comparison a loss or zero, the quarter itself a profit."""
    _without_sheets(book, "Sources")
    _type(book, "operating_income", "1Q02", 12.5)
    _type(book, "operating_income", "4Q01", -186)
    _type(book, "operating_income", "FY2001", None)
    _type(book, "gross_profit", "1Q01", 0)
    _type(book, "gross_profit", "FY2001", None)
    _type(book, "net_income", "1Q01", 1850)
    _type(book, "net_income", "4Q01", 0)
    _type(book, "net_income", "FY2001", None)


def _no_base(book: Workbook) -> None:
    """Total revenues that were zero a year ago and negative a quarter ago."""
    _without_sheets(book, "Sources")
    _type(book, "total_revenues", "1Q01", 0)
    _type(book, "total_revenues", "4Q01", -12115)
    _type(book, "total_revenues", "FY2001", None)


def _gaps(book: Workbook) -> None:
    """Blank figures: a component, a total, an item of the margins, a guided bound."""
    _type(book, "equipment_sales", "4Q01", None)
    _type(book, "dialup_access_revenues", "1Q02", None)
    _type(book, "total_revenues", "2Q01", None)
    _type(book, "operating_income", "1Q01", None)
    _type(book, "depreciation_amortization", "1Q02", None)
    book["Guidance"]["D2"].value = None


def _own_words(book: Workbook) -> None:
    """Names with signs that formulas give a meaning, a sheet's name that needs quotes, more settings."""
    _set(
        book,
        company='="Tom & "Jerry"\'s" {K}.K.',
        ticker=3774,
        release_date=datetime.date(2002, 8, 8),
        ebitda_label='Adjusted "EBITDA"',
    )
    _type(book, "total_revenues", "label", '+Revenues "net" & {other} 50%')
    _type(book, "equipment_sales", "label", "'=1+1")
    book["Figures"].title = " figures "
    book["Rates"]["E11"].value = 'the bank\'s "noon" rate, 100% & {more}'


def _odd_cells(book: Workbook) -> None:
    """Cells of other kinds beside the table, which are copied as they stand."""
    memo = book["Figures"]
    for row, value in enumerate(
        ("memo", True, "#N/A", "#DIV/0!", 0.1 + 0.2, datetime.date(2002, 6, 28), "=x", 1e300), start=1
    ):
        memo.cell(row, 14).value = value
    memo["N7"].data_type = "s"


# 9,851 / 119.85 = 82.2; 9,851 / 8,334 = 1.182; 9,851 / 12,115 = 0.813.
_REVENUES = "JPY9.9B ($82M), 18.2% up from 1Q01 & 18.7% down from 4Q01"
_LOSS = "Operating loss of JPY464M ($3.9M)"

VARIANTS = (
    # 9,851.75 is JPY9.8B truncated; -463.25 / 119.85 = -3.865.
    Variant("truncated", _truncated, ("JPY9.8B ($82M), 18.2% up from 1Q01", "loss of JPY463M ($3.8M)")),
    # 9,851,185 and -463,815 thousand.
    Variant("thousands", _in_thousands, (_REVENUES, _LOSS, "between JPY10.5B ($87.6M) and JPY11.0B")),
    Variant("one quarter", _one_quarter, ("JPY9.9B ($82M)", _LOSS, "Operating margin (4.7)%")),
    Variant("thirteen quarters", _thirteen_quarters, (_REVENUES, _LOSS)),
    # 9,851 / 132.7 = 74.2; 464 / 132.7 = 3.50.
    Variant("calendar year", _calendar_year, ("JPY9.9B ($74M), 18.2% up", "JPY464M ($3.5M)")),
    Variant("no components", lambda book: _without_items(book, COMPONENTS), (_REVENUES, _LOSS)),
    Variant("two components gone", lambda book: _without_items(book, COMPONENTS[1:3]), (_REVENUES, _LOSS)),
    Variant("no operating income", lambda book: _without_items(book, ["operating_income"]), (_REVENUES,)),
    Variant(
        "no depreciation",
        lambda book: _without_items(book, ["depreciation_amortization"]),
        (_REVENUES, _LOSS),
    ),
    # 12.5 / 9,851 = 0.13%; -148 / 8,334 = -1.78%; -186 / 12,115 = -1.54%.
    Variant(
        "losses in the base",
        _losses_in_base,
        (
            "Operating income of JPY13M ($0.1M)",
            "Operating margin 0.1%, from (1.8)% in 1Q01 and (1.5)% in 4Q01",
        ),
    ),
    Variant("no base", _no_base, ("JPY9.9B ($82M)",)),
    Variant("gaps", _gaps, (_REVENUES, _LOSS, "at least JPY10.5B ($87.6M)")),
    Variant("no guidance", lambda book: _without_sheets(book, "Guidance"), (_REVENUES, _LOSS)),
    Variant("no commentary", lambda book: _without_sheets(book, "Commentary"), (_REVENUES, _LOSS)),
    Variant("no sources", lambda book: _without_sheets(book, "Sources"), (_REVENUES, _LOSS)),
    Variant("own words", _own_words, ('="Tom & "Jerry"\'s" {K}.K. (3774)', 'Adjusted "EBITDA" JPY329M')),
    Variant("odd cells", _odd_cells, (_REVENUES, _LOSS)),
)
