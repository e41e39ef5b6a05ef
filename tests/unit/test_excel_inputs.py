"""Input sheets of an open workbook: the same cells as those of its file, and what only Excel knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tests.decks import SHIPPED
from tests.excel.application import RangeImpl, SheetImpl, add_book, as_book, com_error, excel, open_file
from xl_addin.errors import ExcelError
from xl_addin.hosts.desktop import inputs
from xl_addin.hosts.desktop.inputs import open_grids
from xl_addin.inputs.grids import Grid
from xl_addin.inputs.layout import Area
from xl_addin.inputs.load import read_figures, read_figures_of_grids


@pytest.fixture
def sheet() -> SheetImpl:
    return add_book(excel(), "/home/Book1.xlsx").add("Figures")


def grid(sheet: SheetImpl) -> Grid:
    return open_grids(as_book(sheet.book))["Figures"]


def test_the_shipped_workbook_says_the_same_open_and_as_a_file() -> None:
    open_book = open_file(excel(), SHIPPED)
    figures, issues = read_figures_of_grids("shipped", open_grids(as_book(open_book)))
    from_file, file_issues = read_figures(SHIPPED)
    assert figures is not None
    assert from_file is not None
    assert replace(figures, file="") == replace(from_file, file="")
    assert issues == file_issues == ()


def test_a_sheet_is_read_in_one_block() -> None:
    open_book = open_file(excel(), SHIPPED)
    open_grids(as_book(open_book))
    assert {sheet.blocks_read for sheet in open_book.sheets} == {1}


def test_a_large_sheet_is_read_in_pieces_at_its_own_addresses(
    sheet: SheetImpl, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "_CELLS_AT_ONCE", 6)
    sheet.values.update({(row, 2): float(row) for row in range(3, 11)} | {(10, 4): "end"})
    assert grid(sheet).cells == {(row, 2): row for row in range(3, 11)} | {(10, 4): "end"}
    assert sheet.blocks_read == 4


def test_sheets_are_found_by_name_without_regard_to_case_and_others_are_not_read(sheet: SheetImpl) -> None:
    own = sheet.book.add("Our own")
    sheet.book.add(" RATES ").values[1, 1] = "pair"
    grids = open_grids(as_book(sheet.book))
    assert {kind: found.name for kind, found in grids.items()} == {"Figures": "Figures", "Rates": " RATES "}
    assert own.blocks_read == 0


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (9851.0, 9851),
        (3.5, 3.5),
        (True, True),
        ("n/a", "n/a"),
        (" ", " "),
        (Decimal("82.25"), 82.25),
        (datetime(2002, 6, 28, tzinfo=UTC), date(2002, 6, 28)),
        (datetime(2002, 6, 28, 12, tzinfo=UTC), datetime(2002, 6, 28, 12)),  # noqa: DTZ001 - a cell has no zone
        (datetime(1899, 12, 30, 6, tzinfo=UTC), 0.25),
        (com_error("#N/A"), ExcelError.NA),
        (com_error("#DIV/0!"), ExcelError.DIV0),
        (2045 + 0x800A0000 - 2**32, ExcelError.SPILL),
        (2099 + 0x800A0000 - 2**32, ExcelError.UNKNOWN),
    ],
)
def test_a_value_arrives_with_its_type(raw: object, expected: object, sheet: SheetImpl) -> None:
    sheet.values[7, 3] = raw
    (value,) = grid(sheet).cells.values()
    assert value == expected
    assert type(value) is type(expected)


def test_a_formula_without_value_is_no_blank_and_one_of_empty_text_is_no_fault(sheet: SheetImpl) -> None:
    sheet.values.update({(1, 1): "item", (2, 2): ""})
    sheet.formulas.update({(2, 1): "=B1*2", (2, 2): '=IF(TRUE,"","x")'})
    read = grid(sheet)
    assert read.layout.formulas_without_value == {(2, 1)}
    assert read.cells == {(1, 1): "item", (2, 2): ""}


def test_hidden_rows_and_columns_are_known(sheet: SheetImpl) -> None:
    sheet.values.update({(1, 1): "item", (5, 4): 1.0})
    sheet.hidden_rows, sheet.hidden_columns = {2, 3}, {4}
    layout = grid(sheet).layout
    assert layout.hidden_rows == {2, 3}
    assert [column for column in range(1, 6) if layout.hides_column(column)] == [4]


@pytest.mark.parametrize(("visible", "is_hidden"), [(-1, False), (0, True), (2, True)])
def test_a_hidden_sheet_is_known(visible: int, is_hidden: bool, sheet: SheetImpl) -> None:
    sheet.values[1, 1] = "item"
    sheet._com._members["Visible"] = visible
    assert grid(sheet).is_hidden is is_hidden


def test_numbers_are_told_with_their_formats_and_uniform_ranges_in_one_call(sheet: SheetImpl) -> None:
    sheet.values.update({(row, column): 1.0 for row in range(1, 9) for column in range(1, 5)} | {(9, 1): "n"})
    sheet.looks.update({(row, 3): {"number format": "0%"} for row in range(1, 10)})
    sheet.looks[2, 4] = {"number format": "#,##0,"}
    sheet.looks[9, 1] = {"number format": "0%"}
    formats = grid(sheet).formats
    assert formats == {(row, 3): "0%" for row in range(1, 9)} | {(2, 4): "#,##0,"}
    asked = sheet.calls.kinds["Range.number_format"]
    sheet.looks.clear()
    assert grid(sheet).formats == {}
    assert sheet.calls.kinds["Range.number_format"] == asked + 1


def test_merged_cells_are_known_once_each(sheet: SheetImpl) -> None:
    sheet.values.update({(1, 1): "item", (6, 6): 1.0})
    sheet.merged = [(1, 2, 1, 3), (3, 1, 2, 2)]
    assert set(grid(sheet).layout.merged) == {Area(1, 2, 1, 4), Area(3, 1, 4, 2)}
    assert len(grid(sheet).layout.merged) == 2


def test_an_empty_sheet_is_an_empty_grid(sheet: SheetImpl) -> None:
    assert grid(sheet).cells == {}


def test_on_a_mac_errors_are_told_by_their_text_row_by_row(
    sheet: SheetImpl, monkeypatch: pytest.MonkeyPatch
) -> None:
    def by_apple_script(area: RangeImpl) -> object:
        # As xlwings 0.37.8 does it: of several rows it can tell no errors at all.
        assert area.height_ == 1 or not area.options.get("err_to_str")
        values = area._block(area.sheet.values, "")
        return list(values[0]) if isinstance(values, tuple) else values

    monkeypatch.setattr(inputs.sys, "platform", "darwin")
    sheet.book.app.hand_over = by_apple_script
    sheet.values.update({(1, 1): "item", (1, 2): 3.0, (2, 1): "#N/A", (3, 2): datetime(2002, 6, 28)})  # noqa: DTZ001
    assert grid(sheet).cells == {
        (1, 1): "item",
        (1, 2): 3,
        (2, 1): ExcelError.NA,
        (3, 2): date(2002, 6, 28),
    }
