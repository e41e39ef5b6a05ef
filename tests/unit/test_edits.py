"""Specs compiled to edits: formulas in a mode with their values, looks, charts, names."""

from __future__ import annotations

from datetime import date

import pytest

from tests.decks import figures_of, shipped_deck
from xl_addin import FUNCTIONS, ExcelError
from xl_addin.domain.periods import Quarter
from xl_addin.inputs.model import CellRef
from xl_addin.release.book import Book, Grid
from xl_addin.release.deck import Deck
from xl_addin.release.expressions import Mode, Op, call, join
from xl_addin.release.spec import Chart, Content, Series
from xl_addin.writer.edits import CellEdit, DeckEdit, SheetEdit, compile_deck

NAME = "A sheet"
LAST_QUARTER = Quarter(2002, 1)


@pytest.fixture
def grid() -> Grid:
    """An empty sheet over the shipped figures."""
    return Grid(Book(figures_of()), NAME)


def compiled(grid: Grid, mode: Mode = Mode.NATIVE, **options: object) -> SheetEdit:
    return compile_deck(Deck(grid.book, (grid.spec({}, **options),)), mode).sheets[0]


def cell_of(grid: Grid, content: Content, *styles: str, mode: Mode = Mode.NATIVE) -> CellEdit:
    """The edit of one cell with this content."""
    grid.put(2, 3, content, *styles)
    (cell,) = compiled(grid, mode).cells
    assert (cell.row, cell.column) == (2, 3)
    return cell


def revenues(grid: Grid) -> CellRef:
    ref = grid.book.ref("total_revenues", LAST_QUARTER)
    assert ref == CellRef("Figures", 2, 11)
    return ref


@pytest.mark.parametrize("constant", ["words", "=1+1", 9851, 0.5, True])
def test_a_constant_is_no_formula(grid: Grid, constant: Content) -> None:
    cell = cell_of(grid, constant)
    assert cell.formula is None
    assert cell.value is constant


def test_a_cell_of_looks_alone_holds_nothing(grid: Grid) -> None:
    grid.paint(2, 3, 3, "current")
    (cell,) = compiled(grid).cells
    assert (cell.formula, cell.value, cell.style.fill) == (None, None, "EEF3F9")


def test_an_empty_text_is_not_written(grid: Grid) -> None:
    cell = cell_of(grid, "")
    assert (cell.formula, cell.value) == (None, None)


def test_a_date_is_the_number_that_excel_counts(grid: Grid) -> None:
    # 1 January 2002 is day 37,257; 8 August is 219 days later.
    cell = cell_of(grid, date(2002, 8, 8), "date")
    assert (cell.formula, cell.value, cell.number_format) == (None, 37476, "d mmm yyyy")


def test_a_formula_carries_its_value(grid: Grid) -> None:
    cell = cell_of(grid, Op("/", revenues(grid), 4))
    assert (cell.formula, cell.value) == ("=Figures!K2/4", 9851 / 4)


def test_a_formula_over_a_blank_shows_zero(grid: Grid) -> None:
    """Figures has no contracts for FY2000."""
    cell = cell_of(grid, CellRef("Figures", 16, 12))
    assert (cell.formula, cell.value) == ("=Figures!L16", 0)


@pytest.mark.parametrize(
    ("mode", "text"),
    [
        (Mode.LAMBDA, "=IIJ_MARGIN(896,Figures!K2)"),
        (Mode.UDF, "=IIJ_MARGIN(896,Figures!K2)"),
        (Mode.VALUES, None),
    ],
)
def test_modes_differ_in_the_text_alone(grid: Grid, mode: Mode, text: str | None) -> None:
    cell = cell_of(grid, call("IIJ_MARGIN", 896, revenues(grid)), mode=mode)
    assert (cell.formula, cell.value) == (text, 896 / 9851)


def test_the_native_mode_calls_no_function_of_the_add_in(grid: Grid) -> None:
    cell = cell_of(grid, call("IIJ_MARGIN", 896, revenues(grid)))
    assert cell.formula is not None
    assert "IIJ_" not in cell.formula
    assert "896/Figures!K2" in cell.formula
    assert cell.value == 896 / 9851


def test_a_cell_of_its_own_sheet_is_named_without_the_sheet(grid: Grid) -> None:
    grid.put(2, 3, join(grid.put(1, 1, "1Q02"), " results"))
    cell = cell_at(compiled(grid), 2, 3)
    assert (cell.formula, cell.value) == ('=A1&" results"', "1Q02 results")


def cell_at(sheet: SheetEdit, row: int, column: int) -> CellEdit:
    return next(cell for cell in sheet.cells if (cell.row, cell.column) == (row, column))


def test_an_error_is_a_value_of_a_formula_and_nothing_in_frozen_values(grid: Grid) -> None:
    missing = call("NA")
    assert cell_of(grid, missing).value is ExcelError.NA
    assert cell_of(grid, missing, mode=Mode.VALUES).value is None


def test_cells_come_in_the_order_of_rows(grid: Grid) -> None:
    for row, column in ((3, 1), (1, 2), (2, 5), (1, 1)):
        grid.put(row, column, "x")
    assert [(cell.row, cell.column) for cell in compiled(grid).cells] == [(1, 1), (1, 2), (2, 5), (3, 1)]


def test_later_styles_lie_on_top(grid: Grid) -> None:
    cell = cell_of(grid, 9851, "amount", "strong", "total", "current")
    style = cell.style
    assert (style.bold, style.align, style.top, style.fill, style.size) == (
        True,
        "right",
        "thin",
        "EEF3F9",
        10,
    )


# The mark stands behind the figure, and its width stays free where there is none.
FORMATS = {
    ("amount",): "#,##0_)_ⁱ;(#,##0)_ⁱ;#,##0_)_ⁱ;@_)_ⁱ",
    ("amount", "estimate"): '#,##0_)"ᵉ";(#,##0)"ᵉ";#,##0_)"ᵉ";@_)"ᵉ"',
    ("percent", "illustrative"): '#,##0.0%_)"ⁱ";(#,##0.0)%"ⁱ";#,##0.0%_)"ⁱ";@_)"ⁱ"',
    ("rate",): "#,##0.00##",
    ("plain",): "General",
    (): "General",
}


@pytest.mark.parametrize(("styles", "shown"), FORMATS.items())
def test_number_formats_show_losses_and_marks(grid: Grid, styles: tuple[str, ...], shown: str) -> None:
    assert cell_of(grid, 1, *styles).number_format == shown


def test_japanese_losses_have_a_triangle() -> None:
    grid = Grid(Book(figures_of(overrides={"language": "ja"})), NAME)
    assert cell_of(grid, -464, "amount").number_format == "#,##0_ⁱ;△#,##0_ⁱ;#,##0_ⁱ;@_ⁱ"
    assert cell_of(grid, date(2002, 8, 8), "date").number_format == 'yyyy"年"m"月"d"日"'


def test_a_chart_refers_to_its_cells_and_keeps_what_they_hold(grid: Grid) -> None:
    title = grid.put(1, 1, join("Revenues", " by quarter"))
    for column, (heading, amount) in enumerate({"4Q01": 12115, "1Q02": revenues(grid)}.items(), start=2):
        grid.put(2, column, heading)
        grid.put(3, column, amount)
    grid.put(3, 4, call("NA"))
    name = grid.put(3, 1, "Total")
    series = Series(name, grid.area(3, 2, 4), "1F3864", labels="last")
    chart = Chart(CellRef(NAME, 5, 2), title, grid.area(2, 2, 3), (series,), "JPY million", "amount", "Bars")
    (edit,) = compiled(grid, charts=(chart,)).charts
    assert (edit.row, edit.column) == (5, 2)
    assert (edit.title, edit.cached_title) == ("='A sheet'!$A$1", "Revenues by quarter")
    assert (edit.categories, edit.cached_categories) == ("='A sheet'!$B$2:$C$2", ("4Q01", "1Q02"))
    (drawn,) = edit.series
    assert (drawn.name, drawn.cached_name) == ("='A sheet'!$A$3", "Total")
    assert (drawn.values, drawn.cached_values) == ("='A sheet'!$B$3:$D$3", (12115, 9851, ExcelError.NA))
    assert (drawn.kind, drawn.secondary, drawn.labels) == ("column", False, "last")


def shipped(mode: Mode) -> DeckEdit:
    return compile_deck(shipped_deck(), mode)


def test_the_lambda_mode_alone_defines_names() -> None:
    assert set(shipped(Mode.LAMBDA).names) == {
        name for name, spec in FUNCTIONS.items() if spec.lambda_formula
    }
    assert [dict(shipped(mode).names) for mode in (Mode.NATIVE, Mode.UDF, Mode.VALUES)] == [{}, {}, {}]


def test_the_file_is_named_after_company_and_quarter() -> None:
    deck = shipped(Mode.NATIVE)
    assert deck.title == "Internet Initiative Japan Inc.: 1Q02"
    assert (deck.company, deck.language, deck.signed) == ("Internet Initiative Japan Inc.", "en", True)


def test_the_decks_own_sheets_come_before_copies_of_the_input_sheets() -> None:
    owned = [sheet.owned for sheet in shipped(Mode.NATIVE).sheets]
    assert owned == sorted(owned, reverse=True)
    assert {True, False} == set(owned)


@pytest.mark.parametrize("mode", Mode)
def test_input_sheets_are_copied_cell_by_cell(mode: Mode) -> None:
    """The figure of 1Q02, a rate with its date, a text that is long, a blank."""
    sheets = {sheet.name: sheet for sheet in shipped(mode).sheets if not sheet.owned}
    assert cell_at(sheets["Figures"], 2, 11).value == 9851
    # 28 June 2002 is day 37,435.
    assert [cell_at(sheets["Rates"], 11, column).value for column in (1, 2, 4)] == ["USDJPY", 37435, 119.85]
    assert str(cell_at(sheets["Settings"], 13, 2).value).startswith("Parts of this release look ahead.")
    assert all((cell.row, cell.column) != (2, 12) for cell in sheets["Figures"].cells)
    assert {cell.formula for sheet in sheets.values() for cell in sheet.cells} == {None}
