"""Broken input workbooks: each problem is reported once, at its cell, with what to do about it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.unit.inputs.books import BASE, SMALLEST, book_of, saved, sheets_of, without_column, without_sheets
from xl_addin.errors import Issue, Severity
from xl_addin.inputs.load import read_figures

Expected = tuple[str, str, str]


def broken(name: str, edits: dict[str, str], *expected: Expected) -> object:
    """A case: cells typed over, and the sheet, cell and words of each problem that this makes."""
    return pytest.param(edits, expected, id=name)


CELLS = [
    broken(
        "figure n/a", {"Figures!F5": "n/a"}, ("Figures", "F5", "'n/a' where a number belongs; clear the cell")
    ),
    broken("figure dash", {"Figures!F5": "-"}, ("Figures", "F5", "or type 0 where it is zero")),
    broken("figure long dash", {"Figures!F5": "―"}, ("Figures", "F5", "or type 0 where it is zero")),
    broken("numeric text", {"Figures!J2": "'9,851"}, ("Figures", "J2", "type it as the number 9851")),
    broken("full-width digits", {"Figures!J2": "９８５１"}, ("Figures", "J2", "type it as the number 9851")),
    broken("loss in parentheses", {"Figures!J5": "(464)"}, ("Figures", "J5", "type it as the number -464")),
    broken("loss with a triangle", {"Figures!J5": "△464"}, ("Figures", "J5", "type it as the number -464")),
    broken(
        "words for a figure", {"Figures!J5": "to come"}, ("Figures", "J5", "'to come' where a number belongs")
    ),
    broken(
        "forty characters",
        {"Figures!J5": "a" * 40},
        ("Figures", "J5", f"text '{'a' * 40}' where a number belongs"),
    ),
    broken(
        "more than forty",
        {"Figures!J5": "a" * 41},
        ("Figures", "J5", f"text '{'a' * 39}…' where a number belongs"),
    ),
    broken("logical figure", {"Figures!F2": "TRUE"}, ("Figures", "F2", "TRUE where a number belongs")),
    broken("date for a figure", {"Figures!F2": "2002-06-28"}, ("Figures", "F2", "a date (2002-06-28)")),
    broken("error value", {"Figures!F2": "#DIV/0!"}, ("Figures", "F2", "the error #DIV/0! where a number")),
    broken("missing value as error", {"Figures!F2": "#N/A"}, ("Figures", "F2", "the error #N/A")),
    broken(
        "formula never calculated", {"Figures!F2": "=50+50"}, ("Figures", "F2", "formula has no value; open")
    ),
    broken("unreadable quarter", {"Figures!G1": "5Q01"}, ("Figures", "G1", "'5Q01' is not a quarter")),
    broken("letter for a digit", {"Figures!J1": "1Q0Z"}, ("Figures", "J1", "'1Q0Z' is not a quarter")),
    broken("word among quarters", {"Figures!G1": "memo"}, ("Figures", "G1", "'memo' is not a quarter")),
    broken(
        "bare year",
        {"Figures!K1": "2001"},
        ("Figures", "K1", "'2001' is not a quarter; write it like 1Q02, or FY"),
    ),
    broken(
        "second half among quarters",
        {"Figures!K1": "2H01"},
        ("Figures", "K1", "2H01 is neither a quarter, a year nor a year to date"),
    ),
    broken(
        "no heading above figures",
        {"Figures!H1": ""},
        ("Figures", "H1", "figures without a period above them"),
    ),
    broken(
        "duplicate quarter",
        {"Figures!K1": "1Q02"},
        ("Figures", "K1", "duplicate quarter 1Q02, already in J1"),
    ),
    broken("respelled quarter", {"Figures!K1": "Q1 FY2002"}, ("Figures", "K1", "duplicate quarter 1Q02")),
    broken(
        "duplicate year",
        {"Figures!L1": "FY01", "Figures!L2": "460"},
        ("Figures", "L1", "duplicate year FY2001, already in K1"),
    ),
    broken("gap", {"Figures!F1": "4Q00"}, ("Figures", "G1", "1Q01 missing before 2Q01")),
    broken(
        "two gaps",
        {"Figures!F1": "3Q00", "Figures!J1": "2Q02", "Settings!B3": "4Q01"},
        ("Figures", "G1", "4Q00 and 1Q01 missing before 2Q01"),
        ("Figures", "J1", "1Q02 missing before 2Q02"),
    ),
    broken(
        "disorder",
        {"Figures!G1": "3Q01", "Figures!H1": "2Q01"},
        ("Figures", "H1", "2Q01 stands after 3Q01; order the quarters oldest first"),
    ),
    broken(
        "a quarter too early",
        {"Figures!G1": "4Q01", "Figures!H1": "2Q01", "Figures!I1": "3Q01"},
        ("Figures", "G1", "4Q01 stands before 2Q01; order the quarters oldest first"),
    ),
    broken(
        "two pairs exchanged",
        {"Figures!F1": "2Q01", "Figures!G1": "1Q01", "Figures!H1": "4Q01", "Figures!I1": "3Q01"},
        ("Figures", "G1", "1Q01 stands after 2Q01"),
        ("Figures", "I1", "3Q01 stands after 4Q01"),
    ),
    broken(
        "newest first",
        {
            f"Figures!{column}1": label
            for column, label in zip("FGHIJ", ["1Q02", "4Q01", "3Q01", "2Q01", "1Q01"], strict=True)
        }
        | {f"Figures!K{row}": "" for row in range(2, 6)},
        ("Figures", "F1", "quarters run from the newest to the oldest"),
    ),
    broken(
        "duplicate item",
        {"Figures!A6": "operating_income"},
        ("Figures", "A6", "duplicate item operating_income, already in A5"),
    ),
    broken(
        "item in capitals",
        {"Figures!A6": "Operating Income"},
        ("Figures", "A6", "duplicate item operating_income"),
    ),
    broken("figures without item", {"Figures!A6": ""}, ("Figures", "A6", "figures without an item")),
    broken(
        "no total revenues",
        {"Figures!A2": "revenues_total", "Figures!E3": "", "Figures!E4": ""},
        ("Figures", "A7", "missing item total_revenues"),
    ),
    broken(
        "duplicate heading",
        {"Figures!C1": "label"},
        ("Figures", "C1", "duplicate heading label, already in B1"),
    ),
    broken(
        "unknown total",
        {"Figures!E3": "total_revnues"},
        ("Figures", "E3", "unknown item 'total_revnues'; did you mean total_revenues?"),
    ),
    broken("own total", {"Figures!E3": "ip_service_revenues"}, ("Figures", "E3", "a component of itself")),
    broken(
        "circular total",
        {"Figures!E2": "ip_service_revenues"},
        ("Figures", "E2", "circular: total_revenues of ip_service_revenues of total_revenues"),
    ),
    broken(
        "total in another unit",
        {"Figures!D3": "JPY thousand"},
        ("Figures", "E3", "is in JPY thousand, its total total_revenues in JPY million"),
    ),
    broken(
        "unknown unit",
        {"Figures!D5": "JPY milion"},
        ("Figures", "D5", "unknown unit 'JPY milion'; did you mean JPY million?"),
    ),
    broken(
        "revenues counted",
        {"Figures!D2": "contracts", "Figures!E3": "", "Figures!E4": "", "Guidance!F2": ""},
        ("Figures", "D2", "total_revenues is in contracts"),
    ),
    broken(
        "year against quarters",
        {"Figures!K2": "463"},
        ("Figures", "K2", "total_revenues of FY2001 is 463, the sum of its quarters 460"),
    ),
    # -5 + 1 + 2 + 3.5 = 1.5; the last quarter is 3.5, and one off as rounded.
    broken(
        "year like the last quarter",
        {"Figures!K5": "4.5"},
        ("Figures", "K5", "if the row is year to date, write cumulative in a column basis"),
    ),
    broken(
        "year unlike the last quarter",
        {"Figures!K5": "4.6"},
        ("Figures", "K5", "correct the year or a quarter, or clear the year"),
    ),
    broken(
        "release quarter blank",
        {"Figures!J2": ""},
        ("Figures", "J2", "total_revenues of the release quarter 1Q02 is blank"),
    ),
    broken(
        "release quarter elsewhere",
        {"Settings!B3": "2Q02"},
        ("Settings", "B3", "the release quarter 2Q02 is no column of Figures"),
        ("Rates", "A7", "no USDJPY rate (period_end) in the last 7 days of 2Q02"),
    ),
    broken(
        "release quarter unreadable", {"Settings!B3": "first"}, ("Settings", "B3", "'first' is not a period")
    ),
    broken("release quarter a year", {"Settings!B3": "FY2001"}, ("Settings", "B3", "FY2001 is no quarter")),
    broken("no company", {"Settings!B2": ""}, ("Settings", "B2", "company is blank")),
    broken(
        "no release quarter",
        {"Settings!A3": "", "Settings!B3": ""},
        ("Settings", "A12", "missing setting release_quarter"),
    ),
    broken(
        "unknown setting",
        {"Settings!A11": "tickr"},
        ("Settings", "A11", "unknown setting 'tickr'; did you mean ticker?"),
    ),
    broken(
        "unknown setting without a value",
        {"Settings!A11": "tickr", "Settings!B11": ""},
        ("Settings", "A11", "unknown setting 'tickr'; did you mean ticker?"),
    ),
    broken(
        "duplicate setting",
        {"Settings!A11": "unit"},
        ("Settings", "A11", "duplicate setting unit, already in A5"),
    ),
    broken("value without key", {"Settings!A11": ""}, ("Settings", "A11", "a value without a key")),
    broken("first month 13", {"Settings!B4": "13"}, ("Settings", "B4", "first_month 13 is no month")),
    broken("first month in text", {"Settings!B4": "'4"}, ("Settings", "B4", "type it as the number 4")),
    broken(
        "unit of the release",
        {"Settings!B5": "EUR gazillion"},
        ("Settings", "B5", "unknown unit 'EUR gazillion'"),
    ),
    broken(
        "first month under which no rate would do",
        {"Settings!B4": "0", "Rates!B6": "2002-06-20"},
        ("Settings", "B4", "first_month 0 is no month; give 1 to 12"),
    ),
    broken(
        "error as a heading", {"Figures!K1": "#REF!"}, ("Figures", "K1", "the error #REF! where text belongs")
    ),
    broken(
        "heading never calculated", {"Figures!J1": '="1Q"&"02"'}, ("Figures", "J1", "formula has no value")
    ),
    broken(
        "new quarter without heading",
        {"Figures!L2": "150"},
        ("Figures", "L1", "figures without a period above them"),
    ),
    broken(
        "duplicate quarter in place of another",
        {"Figures!H1": "2Q01"},
        ("Figures", "H1", "duplicate quarter 2Q01, already in G1"),
    ),
    broken(
        "company misspelt",
        {"Settings!A2": "compani"},
        ("Settings", "A2", "unknown setting 'compani'; did you mean company?"),
    ),
    broken(
        "total without a key",
        {"Figures!A2": ""},
        ("Figures", "A2", "figures without an item; write the item's key"),
    ),
    broken("item twice in the header", {"Figures!K1": "item"}, ("Figures", "K1", "duplicate heading item")),
    broken(
        "fx_mode",
        {"Settings!B6": "spot"},
        ("Settings", "B6", "unknown fx_mode 'spot'; use one of: convenience, period_end, average"),
    ),
    broken(
        "rounding",
        {"Settings!B7": "truncated"},
        ("Settings", "B7", "unknown rounding 'truncated'; did you mean truncate?"),
    ),
    broken(
        "language", {"Settings!B8": "fr"}, ("Settings", "B8", "unknown language 'fr'; use one of: en, ja")
    ),
    broken("currency", {"Settings!B9": "ECU"}, ("Settings", "B9", "unknown currency 'ECU'")),
    broken(
        "date in words",
        {"Settings!B10": "August 8, 2002"},
        ("Settings", "B10", "'August 8, 2002' where a date belongs"),
    ),
    broken(
        "error in a setting",
        {"Settings!B2": "#REF!"},
        ("Settings", "B2", "the error #REF! where text belongs"),
    ),
    broken(
        "no rate",
        {"Rates!B6": "2002-06-20"},
        ("Rates", "A7", "no USDJPY rate (period_end) in the last 7 days of 1Q02"),
    ),
    broken("rate of another pair", {"Rates!A6": "EURJPY"}, ("Rates", "A7", "no USDJPY rate (period_end)")),
    broken("rate zero", {"Rates!D6": "0"}, ("Rates", "D6", "the rate is 0; a rate is above zero")),
    broken("rate negative", {"Rates!D2": "-124.73"}, ("Rates", "D2", "the rate is -124.73")),
    broken("rate blank", {"Rates!D6": ""}, ("Rates", "D6", "rate is blank")),
    broken(
        "dollars per yen",
        {"Rates!A6": "JPYUSD"},
        ("Rates", "D6", "the rate 119.85 of JPYUSD is the wrong way round"),
    ),
    broken("unknown pair", {"Rates!A6": "dollar"}, ("Rates", "A6", "unknown currency pair 'dollar'")),
    broken(
        "unknown basis",
        {"Rates!C6": "period end rate"},
        ("Rates", "C6", "unknown basis 'period end rate'; did you mean period_end?"),
    ),
    broken(
        "duplicate rate",
        {"Rates!B5": "2002-06-28"},
        ("Rates", "A6", "duplicate row for USDJPY 2002-06-28 period_end, already in row 5"),
    ),
    broken(
        "date as other text",
        {"Rates!B6": "'28/06/2002"},
        ("Rates", "B6", "'28/06/2002' where a date belongs"),
    ),
    broken(
        "date as a number",
        {"Rates!B6": "37435"},
        ("Rates", "B6", "the number 37435 where a date belongs; give the cell a date format"),
    ),
    broken(
        "impossible date", {"Rates!B6": "'2002-06-31"}, ("Rates", "B6", "'2002-06-31' where a date belongs")
    ),
    broken(
        "averages missing",
        {"Settings!B6": "average"},
        *(
            ("Rates", "A7", f"no USDJPY rate (average) in the last 7 days of {quarter}")
            for quarter in ("1Q01", "2Q01", "3Q01", "4Q01", "1Q02")
        ),
    ),
    broken(
        "one period end missing",
        {"Settings!B6": "period_end", "Rates!B3": "2001-09-20"},
        ("Rates", "A7", "no USDJPY rate (period_end) in the last 7 days of 2Q01"),
    ),
    broken(
        "source of an unknown item",
        {"Sources!A2": "total_revnues"},
        ("Sources", "A2", "unknown item 'total_revnues'; did you mean total_revenues?"),
    ),
    broken(
        "source of an unknown quarter",
        {"Sources!B2": "1Q99"},
        ("Sources", "B2", "1Q99 is no column of Figures"),
    ),
    broken("source of no period", {"Sources!B2": "summer"}, ("Sources", "B2", "'summer' is not a period")),
    broken("unknown status", {"Sources!C2": "guess"}, ("Sources", "C2", "unknown status 'guess'")),
    broken("status blank", {"Sources!C2": ""}, ("Sources", "C2", "status is blank")),
    broken("source bounds", {"Sources!D2": "143"}, ("Sources", "D2", "low 143 is above high 142")),
    broken(
        "duplicate source",
        {"Sources!A3": "total_revenues", "Sources!B3": "FY02 Q1"},
        ("Sources", "A3", "duplicate row for total_revenues 1Q02, already in row 2"),
    ),
    broken("restated unknown item", {"Restated!A2": "gadgets"}, ("Restated", "A2", "unknown item 'gadgets'")),
    broken(
        "restated text", {"Restated!C2": "about 99"}, ("Restated", "C2", "'about 99' where a number belongs")
    ),
    broken("restated blank", {"Restated!C2": ""}, ("Restated", "C2", "as_reported is blank")),
    broken(
        "guidance of an unknown item",
        {"Guidance!B2": "gadgets"},
        ("Guidance", "B2", "unknown item 'gadgets'"),
    ),
    broken(
        "growth of an unknown item",
        {"Guidance!B4": "gadgets_growth"},
        ("Guidance", "B4", "unknown item 'gadgets_growth'"),
    ),
    broken("guidance upside down", {"Guidance!C2": "170"}, ("Guidance", "C2", "low 170 is above high 160")),
    broken(
        "guidance without figure",
        {"Guidance!C2": "", "Guidance!D2": ""},
        ("Guidance", "C2", "guidance without a figure"),
    ),
    broken(
        "at least nothing",
        {"Guidance!C2": "", "Guidance!E2": "at_least"},
        ("Guidance", "C2", "'at_least' without a low end"),
    ),
    broken(
        "unknown qualifier", {"Guidance!E2": "roughly"}, ("Guidance", "E2", "unknown qualifier 'roughly'")
    ),
    broken("guidance in percent", {"Guidance!F2": "%"}, ("Guidance", "F2", "unknown unit '%'")),
    broken(
        "growth in yen",
        {"Guidance!F4": "JPY million"},
        ("Guidance", "F4", "unknown unit 'JPY million'; use %"),
    ),
    broken(
        "duplicate guidance",
        {"Guidance!B3": "total_revenues", "Guidance!C3": "1"},
        ("Guidance", "A3", "duplicate row for 2Q02 total_revenues 2002-08-08, already in row 2"),
    ),
    broken(
        "consensus of an unknown item",
        {"Consensus!B3": "gadgets"},
        ("Consensus", "B3", "unknown item 'gadgets'"),
    ),
    broken("forecast blank", {"Consensus!D3": ""}, ("Consensus", "D3", "value is blank")),
    broken(
        "contributor twice",
        {"Consensus!C3": "Mean"},
        ("Consensus", "C3", "duplicate row for mean FY2002 operating_income, already in row 2"),
    ),
    broken(
        "commentary on no sheet",
        {"Commentary!B2": "Highlight"},
        ("Commentary", "B2", "unknown sheet 'Highlight'; did you mean Highlights?"),
    ),
    broken(
        "commentary on no period",
        {"Commentary!A2": "this quarter"},
        ("Commentary", "A2", "'this quarter' is not a period"),
    ),
    broken(
        "commentary without text",
        {"Commentary!D2": "", "Commentary!E2": ""},
        ("Commentary", "D2", "text is blank"),
    ),
    broken(
        "no header row",
        {"Rates!A1": "x", "Rates!B1": "x", "Rates!C1": "x", "Rates!D1": "x", "Rates!E1": "x"},
        ("Rates", "", "no header row"),
    ),
    broken("heading of the key", {"Rates!A1": "what"}, ("Rates", "F1", "missing column pair")),
    broken(
        "many at once",
        {
            "Settings!B5": "contracts",
            "Settings!B8": "english",
            "Figures!F2": "n/a",
            "Figures!H5": "#VALUE!",
            "Figures!J3": "=J2-J4",
            "Rates!D3": "0",
            "Sources!C3": "rumour",
            "Restated!B2": "1Q00",
            "Guidance!C2": "'150",
            "Consensus!D2": "FALSE",
            "Commentary!B2": "Front page",
        },
        ("Settings", "B5", "unknown unit 'contracts'"),
        ("Settings", "B8", "unknown language 'english'"),
        ("Figures", "F2", "'n/a'"),
        ("Figures", "J3", "formula has no value"),
        ("Figures", "H5", "#VALUE!"),
        ("Rates", "D3", "the rate is 0"),
        ("Sources", "C3", "unknown status 'rumour'"),
        ("Restated", "B2", "1Q00 is no column"),
        ("Guidance", "C2", "type it as the number 150"),
        ("Consensus", "D2", "FALSE where a number belongs"),
        ("Commentary", "B2", "unknown sheet 'Front page'"),
    ),
]


def errors_of(path: Path) -> tuple[Issue, ...]:
    figures, issues = read_figures(path)
    errors = tuple(issue for issue in issues if issue.severity is Severity.ERROR)
    assert figures is None
    assert len(set(map(str, issues))) == len(issues), "a problem is reported twice"
    assert all(issue.file == str(path) and issue.remedy for issue in errors)
    return errors


def assert_exactly(errors: tuple[Issue, ...], expected: tuple[Expected, ...]) -> None:
    listing = "\n".join(map(str, errors))
    assert [(issue.sheet, issue.cell) for issue in errors] == [place[:2] for place in expected], listing
    for issue, (_, _, words) in zip(errors, expected, strict=True):
        assert words in f"{issue.message}; {issue.remedy}"


@pytest.mark.parametrize(("edits", "expected"), CELLS)
def test_each_problem_is_reported_at_its_cell(
    edits: dict[str, str], expected: tuple[Expected, ...], tmp_path: Path
) -> None:
    assert_exactly(errors_of(saved(book_of(BASE, edits), tmp_path)), expected)


Change = Callable[[Workbook], None]


def merge_quarters(book: Workbook) -> None:
    book["Figures"].merge_cells("F1:G1")


def merge_heading_down(book: Workbook) -> None:
    book["Rates"].insert_rows(2)
    book["Rates"].merge_cells("A1:A2")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(
            merge_quarters,
            [("Figures", "F1", "merged cells in the header row, up to G1; unmerge")],
            id="across",
        ),
        pytest.param(
            merge_heading_down, [("Rates", "A1", "merged cells in the header row, up to A2")], id="down"
        ),
    ],
)
def test_merged_header_cells_are_a_problem_and_make_no_others(
    change: Change, expected: list[Expected], tmp_path: Path
) -> None:
    book = book_of(BASE)
    change(book)
    assert_exactly(errors_of(saved(book, tmp_path)), tuple(expected))


@pytest.mark.parametrize("name", ["Settings", "Figures", "Rates"])
def test_a_required_sheet_is_missed(name: str, tmp_path: Path) -> None:
    book = book_of(without_sheets(sheets_of(BASE), [name]))
    assert_exactly(
        errors_of(saved(book, tmp_path)), ((name, "", f"the sheet is missing; add a sheet {name} with"),)
    )


def test_without_figures_no_rate_is_missed_but_that_of_the_release(tmp_path: Path) -> None:
    book = book_of(without_sheets(sheets_of(BASE), ["Figures"]), {"Settings!B6": "average"})
    assert_exactly(errors_of(saved(book, tmp_path)), (("Figures", "", "the sheet is missing"),))


@pytest.mark.parametrize(
    ("sheet", "heading", "cell"),
    [
        ("Settings", "value", "B1"),
        ("Figures", "item", "K1"),
        ("Sources", "status", "G1"),
        ("Restated", "as_reported", "E1"),
        ("Rates", "basis", "E1"),
        ("Guidance", "low", "H1"),
        ("Consensus", "contributor", "F1"),
        ("Commentary", "sheet", "E1"),
    ],
)
def test_a_missing_column_is_named_where_it_would_be_added(
    sheet: str, heading: str, cell: str, tmp_path: Path
) -> None:
    book = book_of(without_column(sheets_of(BASE), sheet, heading))
    assert_exactly(errors_of(saved(book, tmp_path)), ((sheet, cell, f"missing column {heading}"),))


def test_an_empty_sheet_has_no_header_row(tmp_path: Path) -> None:
    book = book_of(sheets_of(BASE) | {"Rates": []})
    assert_exactly(errors_of(saved(book, tmp_path)), (("Rates", "", "no header row"),))


def test_figures_without_quarters_say_so_once(tmp_path: Path) -> None:
    rows = [["item", "label"], ["total_revenues", "Total revenues"]]
    book = book_of(sheets_of(SMALLEST) | {"Figures": rows})
    assert_exactly(errors_of(saved(book, tmp_path)), (("Figures", "C1", "no quarters"),))


def test_figures_whose_only_quarter_cannot_be_read_say_that_alone(tmp_path: Path) -> None:
    book = book_of(SMALLEST, {"Figures!B1": "5Q02"})
    assert_exactly(errors_of(saved(book, tmp_path)), (("Figures", "B1", "'5Q02' is not a quarter"),))


def test_the_line_of_a_problem_reads_file_sheet_cell_what_and_what_to_do(tmp_path: Path) -> None:
    path = saved(book_of(BASE, {"Figures!F5": "n/a"}), tmp_path)
    assert [str(issue) for issue in errors_of(path)] == [
        f"{path}: Figures!F5: text 'n/a' where a number belongs; clear the cell: a blank is a missing figure"
    ]


def written(content: bytes, folder: Path, name: str = "input.xlsx") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def zipped(folder: Path, **parts: str) -> Path:
    path = folder / "input.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def damaged(folder: Path, part: str) -> Path:
    """The base workbook with one part cut in half."""
    whole, path = saved(book_of(BASE), folder), folder / "damaged.xlsx"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content[: len(content) // 2] if name == part else content)
    return path


def declared(folder: Path, old: bytes, new: bytes) -> Path:
    """The base workbook with another word on which part is the workbook."""
    whole, path = saved(book_of(BASE), folder), folder / "headless.xlsx"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(old, new))
    return path


def strict(folder: Path) -> Path:
    whole, path = saved(book_of(BASE), folder), folder / "strict.xlsx"
    usual, other = (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(usual, other))
    return path


COMPOUND_FILE = bytes.fromhex("D0CF11E0A1B11AE1")

FILES: list[tuple[str, Callable[[Path], Path], str]] = [
    ("no file", lambda folder: folder / "input.xlsx", "there is no such file; check its name"),
    ("a folder", lambda folder: folder, "it is a folder"),
    ("empty", lambda folder: written(b"", folder), "the file is empty"),
    ("text", lambda folder: written(b"item,1Q02\n", folder), "it is not an Excel workbook; open it in Excel"),
    ("old", lambda folder: written(COMPOUND_FILE + bytes(512), folder), "(.xls), which cannot be read"),
    (
        "encrypted",
        lambda folder: written(COMPOUND_FILE + bytes(512) + "EncryptedPackage".encode("utf-16-le"), folder),
        "it is encrypted with a password; save it without",
    ),
    ("no list of parts", lambda folder: zipped(folder, **{"xl/workbook.xml": ""}), "it is not an Excel"),
    ("another zip", lambda folder: zipped(folder, readme=""), "it is not an Excel workbook"),
    ("a zip with a type", lambda folder: zipped(folder, mimetype="text/plain"), "it is not an Excel"),
    (
        "OpenDocument",
        lambda folder: zipped(folder, mimetype="application/vnd.oasis.opendocument.spreadsheet"),
        "it is an OpenDocument file",
    ),
    (
        "cut short",
        lambda folder: written(saved(book_of(BASE), folder).read_bytes()[:3000], folder, "b.xlsx"),
        "damaged",
    ),
    (
        "damaged sheet",
        lambda folder: damaged(folder, "xl/worksheets/sheet2.xml"),
        "it is damaged and cannot be read",
    ),
    (
        "damaged workbook",
        lambda folder: damaged(folder, "xl/workbook.xml"),
        "it is damaged and cannot be read",
    ),
    (
        "damaged list of parts",
        lambda folder: damaged(folder, "[Content_Types].xml"),
        "it is damaged and cannot",
    ),
    (
        "no workbook in it",
        lambda folder: declared(folder, b"sheet.main+xml", b"sheet.other+xml"),
        "xl/workbook.xml is not declared as a workbook",
    ),
    (
        "another workbook in it",
        lambda folder: declared(folder, b'PartName="/xl/workbook.xml"', b'PartName="/xl/other.xml"'),
        "xl/workbook.xml is not declared as a workbook",
    ),
    ("damaged styles", lambda folder: damaged(folder, "xl/styles.xml"), "it is damaged and cannot be read"),
    ("strict", strict, "Strict Open XML, which cannot be read; open it in Excel and save it"),
]


@pytest.mark.parametrize(
    ("make", "words"), [pytest.param(make, words, id=name) for name, make, words in FILES]
)
def test_a_file_that_is_no_workbook_is_one_problem(
    make: Callable[[Path], Path], words: str, tmp_path: Path
) -> None:
    assert_exactly(errors_of(make(tmp_path)), (("", "", words),))


def test_a_binary_workbook_is_told_from_other_files(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "input.xlsb", "w") as archive:
        archive.writestr("xl/workbook.bin", "")
    assert_exactly(errors_of(tmp_path / "input.xlsb"), (("", "", "it is a binary workbook (.xlsb)"),))


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "input.xlsx"
    path.symlink_to(path)
    assert_exactly(errors_of(path), (("", "", "it cannot be opened (Too many levels of symbolic links)"),))


@pytest.mark.parametrize(
    ("overrides", "words"),
    [
        ({"release_quarter": "9Q02"}, "release_quarter as given with the command: '9Q02' is not a period"),
        ({"release_quarter": "FY2001"}, "release_quarter as given with the command: FY2001 is no quarter"),
        ({"language": "fr"}, "language as given with the command: unknown language 'fr'; use one of: en, ja"),
        ({"langage": "ja"}, "unknown setting 'langage' given with the command; did you mean language?"),
    ],
)
def test_a_setting_given_with_the_command_is_checked_like_one_of_the_sheet(
    overrides: dict[str, str], words: str, tmp_path: Path
) -> None:
    figures, issues = read_figures(saved(book_of(BASE), tmp_path), overrides)
    assert figures is None
    assert_exactly(issues, (("", "", words),))


def test_problems_are_listed_as_a_person_walks_through_the_workbook(tmp_path: Path) -> None:
    """What is of the file, sheets that are not there, then sheet by sheet, row by row."""
    edits = {"Settings!B8": "fr", "Settings!B4": "13", "Figures!J5": "n/a", "Figures!K4": "n/a"}
    book = book_of(without_sheets(sheets_of(BASE), ["Rates"]), edits)
    _, issues = read_figures(saved(book, tmp_path), {"langage": "ja"})
    places = [
        ("", ""),
        ("Rates", ""),
        ("Settings", "B4"),
        ("Settings", "B8"),
        ("Figures", "K4"),
        ("Figures", "J5"),
    ]
    assert [(issue.sheet, issue.cell) for issue in issues] == places


def test_the_setting_of_the_sheet_is_not_checked_when_it_is_replaced(tmp_path: Path) -> None:
    path = saved(book_of(BASE, {"Settings!B3": "unknown", "Settings!B8": "fr"}), tmp_path)
    figures, issues = read_figures(path, {"release_quarter": "1Q02", "language": "ja"})
    assert issues == ()
    assert figures is not None
    assert figures.settings.language == "ja"
