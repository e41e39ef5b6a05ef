"""Sheets, rows and columns that count although nobody sees them, or that would count twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.table import Table

from tests.decks import SHIPPED
from tests.excel.application import add_book, as_book, excel
from tests.unit.inputs.books import BASE, book_of, saved, sheets_of
from tests.unit.inputs.written import Formulas, changed, written
from xl_addin.errors import Issue
from xl_addin.hosts.desktop.inputs import open_grids
from xl_addin.inputs.load import INPUT_SHEETS, read_figures, read_figures_of_grids
from xl_addin.inputs.model import deck_sheets
from xl_addin.inputs.problems import Problems
from xl_addin.inputs.sheet_names import report_sheet_names


def lines(issues: tuple[Issue, ...]) -> list[str]:
    return [f"{i.severity} {i.sheet}!{i.cell}: {i.message}; {i.remedy}" for i in issues]


def said(path: Path) -> list[str]:
    return lines(read_figures(path)[1])


@pytest.mark.parametrize(
    "name", ["RATES ", "Ｒａｔｅｓ", "Ra\u200btes", "\ufeffRates", " rates", "Ra\u00adtes"]
)
def test_two_sheets_of_one_name_are_an_error_that_names_both(name: str, tmp_path: Path) -> None:
    book = book_of(BASE)
    book.create_sheet(name)["A1"] = "mine"
    (line,) = said(saved(book, tmp_path))
    assert line.startswith(f"error {name}!: two sheets have one name, 'Rates' and '{name}'; delete or rename")


def test_of_two_sheets_of_one_name_the_first_is_read(tmp_path: Path) -> None:
    book = book_of(BASE)
    book.create_sheet("rates ", 0)["A1"] = "mine"
    first, second = said(saved(book, tmp_path))
    assert first.startswith("error Rates!: two sheets have one name, 'rates ' and 'Rates'")
    assert second.startswith("error rates !: no header row")


@pytest.mark.parametrize("name", ["Rates ", "RATES", "Ra\u200btes", "Rates\u00a0"])
def test_a_name_alone_is_found_however_it_is_written(name: str, tmp_path: Path) -> None:
    sheets = {name if kind == "Rates" else kind: rows for kind, rows in sheets_of(BASE).items()}
    assert said(saved(book_of(sheets), tmp_path)) == []


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("Guidence", "warning Guidence!: the sheet is not read; if Guidance is meant, rename it Guidance"),
        (
            "Guidаnce",
            "error Guidаnce!: the name looks like one that it is not: 'а' in it is CYRILLIC SMALL LETTER A "
            "(U+0430), not the letter a; rename the sheet",
        ),
    ],
)
def test_a_sheet_that_is_nearly_an_input_sheet_is_named(name: str, line: str, tmp_path: Path) -> None:
    sheets = {name if kind == "Guidance" else kind: rows for kind, rows in sheets_of(BASE).items()}
    assert said(saved(book_of(sheets), tmp_path)) == [line]


def test_sheets_of_the_deck_and_of_the_accountant_are_nearly_none() -> None:
    problems = Problems("book")
    required = [
        *deck_sheets("JPY", "USD"),
        "Settings",
        "Figures",
        "Rates",
        "Work",
        "Notes",
        "Sheet1",
        "Budget 2002",
        "Rates (2)",
    ]
    report_sheet_names(required, INPUT_SHEETS, problems)
    assert problems.listed() == ()


def test_an_open_workbook_is_looked_at_in_the_same_way(tmp_path: Path) -> None:
    book = add_book(excel(), "/home/Book1.xlsx")
    for name in ("Figures", "Rates", "RATES "):
        book.add(name).values[1, 1] = "x"
    _, issues = read_figures_of_grids("b", open_grids(as_book(book)), sheets=book.sheet_names)
    assert any("two sheets have one name, 'Rates' and 'RATES '" in line for line in lines(issues))


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_read_with_a_warning(state: str, tmp_path: Path) -> None:
    book = book_of(BASE)
    book["Consensus"].sheet_state = state
    book.create_sheet("Mine").sheet_state = state
    (line,) = said(saved(book, tmp_path))
    assert line.startswith("warning Consensus!: the sheet is hidden, and is read; unhide it, or delete it")


@pytest.mark.parametrize("name", [name for name in sheets_of(BASE) if name != "Figures"])
def test_hidden_rows_and_columns_of_every_sheet_are_read_with_a_warning(name: str, tmp_path: Path) -> None:
    book = book_of(BASE)
    book[name].row_dimensions[2].hidden = True
    book[name].row_dimensions[30].hidden = True
    book[name].column_dimensions["B"].hidden = True
    heading = book[name]["B1"].value
    remedy = "unhide it, or delete it where it is not meant to count"
    assert said(saved(book, tmp_path)) == [
        f"warning {name}!B1: the column {heading} is hidden, and is read; {remedy}",
        f"warning {name}!A2: row 2 is hidden, and is read; {remedy}",
    ]


def test_a_filtered_row_is_a_hidden_one(tmp_path: Path) -> None:
    book = book_of(BASE)
    book["Consensus"].auto_filter.ref = "A1:F3"
    book["Consensus"].auto_filter.add_filter_column(2, ["mean"])
    book["Consensus"].row_dimensions[3].hidden = True
    assert [line.partition(";")[0] for line in said(saved(book, tmp_path))] == [
        "warning Consensus!A3: row 3 is hidden, and is read"
    ]


@pytest.mark.parametrize(
    ("edits", "place", "words"),
    [
        ({"Consensus!C3": "Average"}, "Consensus!C3", "'average' is a row of totals or averages"),
        ({"Consensus!C3": "AVG."}, "Consensus!C3", "'avg.' is"),
        ({"Consensus!C3": "Total (2 brokers)"}, "Consensus!C3", "'total_(2_brokers)' is"),
        ({"Consensus!C3": "平均"}, "Consensus!C3", "'平均' is"),
        ({"Consensus!C3": "コンセンサス"}, "Consensus!C3", "'コンセンサス' is"),
        ({"Consensus!C3": "Median"}, "Consensus!C3", "'median' is"),
        ({"Consensus!C3": "High"}, "Consensus!C3", "'high' is"),
        ({"Consensus!A4": "Average", "Consensus!D4": "29"}, "Consensus!C4", "'average' is"),
        ({"Consensus!A4": "合計", "Consensus!D4": "58"}, "Consensus!C4", "'合計' is"),
        ({"Rates!A7": "Average", "Rates!D7": "125.51"}, "Rates!A7", "'average' is"),
        (
            {"Rates!A7": "期中平均", "Rates!D7": "125.51", "Rates!B7": "2002-06-28"},
            "Rates!A7",
            "unknown currency",
        ),
        ({"Guidance!A5": "Total:", "Guidance!C5": "150"}, "Guidance!A5", "'total:' is"),
    ],
)
def test_a_row_that_is_called_a_total_is_one_error(
    edits: dict[str, str], place: str, words: str, tmp_path: Path
) -> None:
    found = [line for line in said(saved(book_of(BASE, edits), tmp_path)) if "is blank" not in line]
    assert len(found) == 1, found
    assert found[0].startswith(f"error {place}: {words}")


def test_what_to_do_about_a_row_of_totals_says_how_a_published_mean_is_given(tmp_path: Path) -> None:
    edits = {"Consensus!C3": "Average", "Rates!A7": "Average", "Rates!D7": "125.51"}
    rates, consensus = said(saved(book_of(BASE, edits), tmp_path))
    assert rates.endswith("; delete the row, or move it to a sheet of your own")
    assert consensus.endswith("; delete the row; a published mean has the contributor mean")


@pytest.mark.parametrize(
    "name", ["mean", "Mean", " MEAN", "me\u200ban", "Averill Securities", "Total Securities", "平均証券"]
)
def test_contributors_with_other_names_and_the_published_mean_are_good(name: str, tmp_path: Path) -> None:
    figures, issues = read_figures(saved(book_of(BASE, {"Consensus!C2": name}), tmp_path))
    assert issues == ()
    assert figures is not None
    assert (figures.consensus[0].contributor == "mean") is ("me" in name.casefold())


@pytest.mark.parametrize(
    ("formulas", "place"),
    [
        ({"Consensus!D5": ("=AVERAGE(D2:D4)", 29)}, "Consensus!C5"),
        ({"Consensus!D5": ("=SUBTOTAL(101,D2:D4)", 29)}, "Consensus!C5"),
        ({"Consensus!D5": ("=ROUND(SUM($D$2:$D$4),0)", 87)}, "Consensus!C5"),
        ({"Rates!D7": ("=AVERAGE(D2:D6)", 125.51)}, "Rates!A7"),
    ],
)
def test_a_row_whose_formula_gathers_its_peers_is_an_error(
    formulas: Formulas, place: str, tmp_path: Path
) -> None:
    edits = {"Consensus!A4": "FY2002", "Consensus!B4": "operating_income", "Consensus!C4": "Broker 2"}
    edits |= {"Consensus!D4": "29", "Consensus!A5": "FY2002", "Consensus!B5": "operating_income"}
    edits |= {"Consensus!C5": "Street", "Consensus!D5": "1"}
    edits |= {"Rates!A7": "USDJPY", "Rates!B7": "2002-07-01", "Rates!C7": "period_end", "Rates!D7": "119.8"}
    (line,) = said(written(tmp_path, formulas, edits=edits))
    assert line.startswith(f"error {place}: the formula ")
    assert "makes it a row of totals or averages" in line


@pytest.mark.parametrize(
    ("formulas", "edits"),
    [
        ({"Consensus!D2": ("=AVERAGE(D3:D4)", 28.5)}, {}),
        ({"Guidance!C2": ("=SUM(C4:C5)", 40)}, {"Guidance!A5": "2Q02", "Guidance!B5": "equipment_sales"}),
        ({"Rates!D7": ("=AVERAGE(D2:D6)", 125.51)}, {"Rates!C7": "average"}),
        ({"Figures!F2": ("=SUM(F3:F4)", 100)}, {}),
        ({"Consensus!D4": ("=AVERAGE(D3:D3)+1", 29)}, {}),
    ],
)
def test_sums_and_means_that_say_what_they_are_are_good(
    formulas: Formulas, edits: dict[str, str], tmp_path: Path
) -> None:
    edits = {"Consensus!A4": "FY2002", "Consensus!B4": "operating_income", "Consensus!C4": "Broker 2"} | edits
    edits |= {"Consensus!D4": "29"}
    if "Rates!C7" in edits:
        edits |= {"Rates!A7": "USDJPY", "Rates!B7": "2002-06-28", "Rates!D7": "1"}
    if "Guidance!A5" in edits:
        edits |= {"Guidance!C5": "20", "Guidance!D5": "160"}
    assert said(written(tmp_path, formulas, edits=edits)) == []


def totals_row(name: str, area: str) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        book[name].add_table(Table(displayName="T1", ref=area))

    return change


@pytest.mark.parametrize(
    ("name", "area", "edits", "place"),
    [
        ("Consensus", "A1:F4", {"A4": "FY2002", "B4": "operating_income", "C4": "all", "D4": "29"}, "C4"),
        ("Rates", "A1:E7", {"A7": "USDJPY", "B7": "2002-07-01", "C7": "period_end", "D7": "125"}, "A7"),
        ("Guidance", "A1:H5", {"A5": "FY2002", "B5": "total_revenues", "C5": "150"}, "A5"),
        ("Sources", "A1:G4", {"A4": "total_revenues", "B4": "4Q01", "C4": "published"}, "A4"),
        ("Restated", "A1:E3", {"A3": "total_revenues", "B3": "4Q01", "C3": "99"}, "A3"),
    ],
)
def test_a_tables_own_row_of_totals_is_certain(
    name: str, area: str, edits: dict[str, str], place: str, tmp_path: Path
) -> None:
    book = book_of(BASE, {f"{name}!{cell}": text for cell, text in edits.items()})
    totals_row(name, area)(book)
    path = saved(book, tmp_path)
    assert said(path) == []
    path = changed(
        path, "xl/tables/table1.xml", 'headerRowCount="1"', 'headerRowCount="1" totalsRowCount="1"'
    )
    (line,) = said(path)
    assert line.startswith(f"error {name}!{place}: this is the table's row of totals among rows that stand")


def test_the_shipped_workbook_has_no_issue_when_it_is_open() -> None:
    assert read_figures(SHIPPED)[1] == ()
