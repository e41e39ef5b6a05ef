"""What is read from input workbooks that are right, however they are laid out."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import load_workbook
from openpyxl.worksheet.table import Table

from tests.edits import QUARTERS
from tests.input_workbook import Input
from tests.unit.inputs.books import BASE, SMALLEST, Sheets, book_of, saved, sheets_of
from tests.work import calls
from xl_addin.domain.periods import FiscalYear, HalfYear, Quarter
from xl_addin.domain.precision import Rounding
from xl_addin.errors import Issue, Severity
from xl_addin.inputs.cells import Cell
from xl_addin.inputs.fingerprint import fingerprint
from xl_addin.inputs.load import read_figures
from xl_addin.inputs.model import CellRef, CellValue, Figure, Figures, Provenance, Restatement, Status
from xl_addin.inputs.problems import Problems

SHIPPED = Path(__file__).parents[2] / "workbooks" / "iij_quarterly.xlsx"
NO_EDITS: Mapping[str, str] = {}


def read(sheets: str | Sheets, folder: Path, edits: Mapping[str, str] = NO_EDITS) -> Figures:
    """The figures of a workbook without any issue."""
    figures, issues = read_figures(saved(book_of(sheets, edits), folder))
    assert issues == ()
    assert figures is not None
    return figures


def issues_of(folder: Path, edits: Mapping[str, str]) -> tuple[Issue, ...]:
    """The issues of the base workbook with some cells typed over, none of them an error."""
    figures, issues = read_figures(saved(book_of(BASE, edits), folder))
    assert figures is not None
    return issues


def test_settings_are_read_with_their_types(tmp_path: Path) -> None:
    settings = read(BASE, tmp_path).settings
    assert settings.company == "Example KK"
    assert settings.ticker == "3774"
    assert settings.release_quarter == Quarter(2002, 1)
    assert settings.release_date == date(2002, 8, 8)
    assert settings.rounding is Rounding.HALF_UP
    assert settings.cells["company"] == CellRef("Settings", 2, 2)
    assert "safe_harbor" not in settings.cells


def test_figures_keep_value_type_and_cell(tmp_path: Path) -> None:
    figures = read(BASE, tmp_path)
    assert figures.quarters == (*FiscalYear(2001).quarters, Quarter(2002, 1))
    assert figures.years == (FiscalYear(2001),)
    assert figures.figure("total_revenues", Quarter(2002, 1)) == Figure(140, CellRef("Figures", 2, 10))
    assert figures.value("operating_income", Quarter(2001, 4)) == 3.5
    assert isinstance(figures.value("total_revenues", Quarter(2002, 1)), int)
    assert figures.figure("ip_service_contracts", FiscalYear(2001)) == Figure(None, CellRef("Figures", 6, 11))
    assert figures.figure("ip_service_contracts", FiscalYear(2000)) is None
    assert figures.period_cells[Quarter(2001, 1)].a1 == "F1"


def test_items_have_the_unit_of_the_settings_where_they_have_none(tmp_path: Path) -> None:
    items = read(BASE, tmp_path).items
    assert list(items) == [
        "total_revenues",
        "ip_service_revenues",
        "equipment_sales",
        "operating_income",
        "ip_service_contracts",
    ]
    assert (str(items["total_revenues"].unit), items["total_revenues"].is_flow) == ("JPY million", True)
    assert (str(items["ip_service_contracts"].unit), items["ip_service_contracts"].is_flow) == (
        "contracts",
        False,
    )
    assert items["operating_income"].label_ja == "営業利益"


def test_components_stand_in_the_order_of_the_sheet(tmp_path: Path) -> None:
    components = read(BASE, tmp_path).components
    assert [item.key for item in components["total_revenues"]] == ["ip_service_revenues", "equipment_sales"]


def test_sources_and_restatements_are_found_by_item_and_period(tmp_path: Path) -> None:
    figures = read(BASE, tmp_path)
    revenues = ("total_revenues", Quarter(2002, 1))
    assert figures.sources[revenues] == Provenance(Status.ESTIMATE, 138, 142, "JPY0.14bn", "press")
    assert figures.status(*revenues) is Status.ESTIMATE
    assert figures.status("total_revenues", Quarter(2001, 1)) is Status.OWN
    restated = {("total_revenues", Quarter(2001, 1)): Restatement(99, date(2001, 8, 10), "reclassified")}
    assert figures.restated == restated


def test_guidance_and_consensus_keep_blank_bounds_and_their_units(tmp_path: Path) -> None:
    figures = read(BASE, tmp_path)
    revenues, income, growth = figures.guidance
    assert (revenues.low.value, revenues.high.value, str(revenues.unit)) == (150, 160, "JPY million")
    assert (income.low, income.qualifier) == (Figure(None, CellRef("Guidance", 3, 3)), "break_even")
    assert (str(income.unit), str(growth.unit)) == ("JPY million", "%")
    assert growth.period == FiscalYear(2002)
    assert [line.contributor for line in figures.consensus] == ["mean", "Broker 1"]
    assert str(figures.consensus[1].unit) == "JPY million"
    assert figures.consensus[1].date is None


def test_commentary_has_the_cell_of_each_language(tmp_path: Path) -> None:
    (line,) = read(BASE, tmp_path).commentary
    assert (line.sheet, line.order, line.text) == ("Highlights", 1, "Revenues rose.")
    assert (line.ref.a1, line.ref_ja and line.ref_ja.a1) == ("D2", "E2")


def test_source_sheets_hold_every_cell_at_its_own_address(tmp_path: Path) -> None:
    figures = read(BASE, tmp_path, {"Figures!N20": "a remark", "Rates!G1": "my notes"})
    by_kind = {sheet.kind: sheet for sheet in figures.sheets}
    assert list(by_kind) == list(sheets_of(BASE))
    assert by_kind["Figures"].cells[20, 14] == "a remark"
    assert by_kind["Rates"].cells[6, 2] == date(2002, 6, 28)
    assert by_kind["Rates"].cells[1, 7] == "my notes"
    assert by_kind["Figures"].columns["1Q02"] == 10
    assert by_kind["Settings"].heading_row == 1


def test_the_three_required_sheets_and_total_revenues_suffice(tmp_path: Path) -> None:
    figures = read(SMALLEST, tmp_path)
    assert figures.items["total_revenues"].label == "Total revenues"
    settings = figures.settings
    assert (settings.fx_mode, settings.look, settings.language) == ("convenience", "presentation", "en")
    assert (figures.guidance, figures.consensus, figures.commentary, figures.sources) == ((), (), (), {})


def test_thousands_and_another_first_month(tmp_path: Path) -> None:
    edits = {
        "Settings!B5": "JPY thousand",
        "Settings!B4": "1",
        "Rates!B6": "2002-03-29",
        "Rates!B5": "2001-12-28",
    }
    figures = read(BASE, tmp_path, edits | {"Guidance!F2": "", "Consensus!F2": ""})
    assert str(figures.items["total_revenues"].unit) == "JPY thousand"
    assert figures.settings.first_month == 1


def test_forty_quarters(tmp_path: Path) -> None:
    quarters = [str(Quarter(1992, 2) + index) for index in range(40)]
    assert (quarters[0], quarters[-1]) == ("2Q92", "1Q02")
    rows = [["item", *quarters], ["total_revenues", *(str(100 + index) for index in range(40))]]
    figures = read(sheets_of(SMALLEST) | {"Figures": rows}, tmp_path)
    assert len(figures.quarters) == 40
    assert figures.value("total_revenues", Quarter(1999, 4)) == 130


def test_years_without_quarters(tmp_path: Path) -> None:
    rows = [["item", "FY1999", "FY2000", "1Q02"], ["total_revenues", "300", "400", "140"]]
    figures = read(sheets_of(SMALLEST) | {"Figures": rows}, tmp_path)
    assert figures.years == (FiscalYear(1999), FiscalYear(2000))
    assert figures.value("total_revenues", FiscalYear(1999)) == 300


def test_a_year_may_miss_the_sum_of_its_quarters_by_what_rounding_explains(tmp_path: Path) -> None:
    assert read(BASE, tmp_path, {"Figures!K2": "462.5"}).value("total_revenues", FiscalYear(2001)) == 462.5


def test_balances_are_not_summed_to_years(tmp_path: Path) -> None:
    assert read(BASE, tmp_path, {"Figures!K6": "13"}).value("ip_service_contracts", FiscalYear(2001)) == 13


JAPANESE = """
# Settings
キー | 値
company | 例示株式会社
release_quarter | 2002年度第1四半期

# Figures
項目 | 日本語表示名 | 単位 | 内訳(total_of) | ２００１年度第４四半期 | 1Q02 | 2001年度
total_revenues | 売上高 | 百万円 |  | 130 | 140 | 460
equipment_sales | 機器売上高 | 百万円 | total_revenues | 45 | 50 |

# Rates
通貨 | 日付 | 基準 | レート | 出典
USDJPY | 2002-06-28 | period_end | 119.85 | 連銀

# Sources
項目 | 期間 | 区分 | 下限 | 上限 | 根拠 | 出典
total_revenues | 1Q02 | published | | | | 短信

# Restated
項目 | 期間 | 発表値 | 日付 | 理由
total_revenues | 4Q01 | 131 | 2002-05-10 | 組替

# Guidance
期間 | 項目 | 下限 | 上限 | 種別 | 単位 | 発表日 | 備考
2Q02 | total_revenues | 150 | 160 | range | 百万円 | 2002-08-08 |

# Consensus
期間 | 項目 | 証券会社 | 予想値 | 単位 | 日付
FY2002 | total_revenues | A証券 | 600 | 百万円 | 2002-08-01

# Commentary
期間 | シート | 順序 | 本文 | 日本語文
1Q02 | Highlights | 1 | | 増収となりました。
"""


def test_a_japanese_header_row_works_on_every_sheet(tmp_path: Path) -> None:
    figures = read(JAPANESE, tmp_path)
    assert figures.settings.release_quarter == Quarter(2002, 1)
    assert figures.quarters == (Quarter(2001, 4), Quarter(2002, 1))
    assert figures.items["equipment_sales"].total_of == "total_revenues"
    assert str(figures.items["equipment_sales"].unit) == "JPY million"
    assert figures.rates[0].source == "連銀"
    assert figures.sources["total_revenues", Quarter(2002, 1)].source == "短信"
    assert figures.restated["total_revenues", Quarter(2001, 4)].as_reported == 131
    assert figures.guidance[0].issued == date(2002, 8, 8)
    assert figures.consensus[0].value.value == 600
    assert figures.commentary[0].text_ja == "増収となりました。"


@pytest.mark.parametrize(
    "heading", ["Q1 FY2002", "FY02/1Q", "1q2002", "FY2002 Q1", "2002-06-30", "'2002-04-01", "2002年度1Q"]
)
def test_quarters_may_be_headed_in_other_spellings_and_by_days(heading: str, tmp_path: Path) -> None:
    assert read(SMALLEST, tmp_path, {"Figures!B1": heading}).quarters == (Quarter(2002, 1),)


def test_titles_above_the_header_row_and_notes_below_are_no_rows(tmp_path: Path) -> None:
    book = book_of(BASE, {"Figures!A8": "Unaudited.", "Figures!B9": "Source: own books"})
    for name in ("Settings", "Figures", "Rates", "Guidance"):
        book[name].insert_rows(1, 3)
        book[name]["A1"] = f"{name} of Example KK"
    book["Figures"].merge_cells("A1:D1")
    figures, issues = read_figures(saved(book, tmp_path))
    assert issues == ()
    assert figures is not None
    assert figures.items["total_revenues"].row == 5
    assert len(figures.items) == 5


def test_blank_rows_and_cells_of_spaces_are_nothing(tmp_path: Path) -> None:
    book = book_of(BASE, {"Figures!F6": "'  ", "Settings!B11": "' ", "Rates!A9": "'  "})
    book["Figures"].insert_rows(3, 2)
    figures, issues = read_figures(saved(book, tmp_path))
    assert issues == ()
    assert figures is not None
    assert figures.value("ip_service_contracts", Quarter(2001, 1)) is None
    assert figures.settings.ticker == ""


def test_a_heading_between_items_is_no_item(tmp_path: Path) -> None:
    book = book_of(BASE)
    book["Figures"].insert_rows(5)
    book["Figures"]["B5"] = "Profit"
    figures, issues = read_figures(saved(book, tmp_path))
    assert issues == ()
    assert figures is not None
    assert len(figures.items) == 5


def test_sheets_are_found_without_regard_to_case_and_others_are_ignored(tmp_path: Path) -> None:
    renamed = {name.upper(): rows for name, rows in sheets_of(BASE).items()}
    figures = read({"My notes": [["item", "n/a"]]} | renamed, tmp_path)
    assert figures.rates[0].ref.sheet == "RATES"
    assert [sheet.kind for sheet in figures.sheets] == list(sheets_of(BASE))


def test_excel_tables_may_hold_the_rows(tmp_path: Path) -> None:
    book = book_of(BASE)
    for name, area in {"Rates": "A1:E6", "Figures": "A1:K6"}.items():
        book[name].add_table(Table(displayName=f"My{name}", ref=area))
    figures, issues = read_figures(saved(book, tmp_path))
    assert issues == ()
    assert figures == read(BASE, tmp_path)


def test_formulas_count_with_the_value_they_were_saved_with(tmp_path: Path) -> None:
    path = tmp_path / "formulas.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets_of(SMALLEST).items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                sheet.write_row(row, 0, cells)
        sheet = book.get_worksheet_by_name("Figures")
        sheet.write_formula("B2", "=100+39.85", None, 139.85)
        sheet.write_formula("C2", '=""', None, "")
        rates = book.get_worksheet_by_name("Rates")
        rates.write_number("D2", 119.85)
    figures, issues = read_figures(path)
    assert issues == ()
    assert figures is not None
    assert figures.value("total_revenues", Quarter(2002, 1)) == 139.85


@pytest.mark.parametrize(
    ("value", "word"),
    [(3774, "3774"), (3774.0, "3774"), (37.5, "37.5"), (True, "TRUE"), (date(2002, 8, 8), "2002-08-08")],
)
def test_a_number_or_day_where_a_text_is_wanted_is_read_as_it_is_written(value: CellValue, word: str) -> None:
    assert Cell("ticker", value, None, Problems("book")).text() == word


def test_a_moment_where_a_day_is_wanted_is_its_day(tmp_path: Path) -> None:
    book = book_of(BASE)
    book["Settings"]["B10"] = datetime(2002, 8, 8, 15, 30)  # noqa: DTZ001 - a cell has no zone
    figures, issues = read_figures(saved(book, tmp_path))
    assert issues == ()
    assert figures is not None
    assert type(figures.settings.release_date) is date
    assert figures.settings.release_date == date(2002, 8, 8)


def test_only_quarters_with_amounts_of_money_that_are_summed_need_a_rate(tmp_path: Path) -> None:
    """1Q01 has contracts and a balance alone."""
    blank = {f"Figures!{column}{row}": "" for column in "FK" for row in range(2, 6)}
    assets = {"Figures!A7": "total_assets", "Figures!F7": "500", "Settings!B6": "period_end"}
    edits = blank | assets | {"Rates!B2": "2001-06-20", "Restated!B2": "2Q01", "Sources!A3": "total_revenues"}
    assert not [
        issue for issue in read_figures(saved(book_of(BASE, edits), tmp_path))[1] if issue.sheet == "Rates"
    ]


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    figures = read(BASE, tmp_path, {"Figures!B2": "'=Revenues", "Settings!B2": "'+81 KK"})
    assert figures.items["total_revenues"].label == "=Revenues"
    assert figures.settings.company == "+81 KK"


def test_control_characters_and_what_looks_like_them_survive(tmp_path: Path) -> None:
    path = tmp_path / "escaped.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets_of(SMALLEST).items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                sheet.write_row(row, 0, cells)
        book.get_worksheet_by_name("Settings").write_string("B2", "Example _x0041_ KK\rTokyo")
        book.get_worksheet_by_name("Figures").write_number("B2", 140)
        book.get_worksheet_by_name("Rates").write_number("D2", 119.85)
    figures, issues = read_figures(path)
    assert issues == ()
    assert figures is not None
    assert figures.settings.company == "Example _x0041_ KK\rTokyo"


def test_numbers_apart_from_the_table_are_the_accountants_own(tmp_path: Path) -> None:
    figures = read(BASE, tmp_path, {"Figures!M2": "40", "Figures!M3": "=J3-I3", "Figures!A20": "Unaudited"})
    assert len(figures.items) == 5


def test_rows_beyond_the_stated_dimension_are_read(tmp_path: Path) -> None:
    whole, path = saved(book_of(BASE), tmp_path), tmp_path / "small.xlsx"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            target.writestr(
                name, source.read(name).replace(b'<dimension ref="A1:K6"/>', b'<dimension ref="A1"/>')
            )
    figures, issues = read_figures(path)
    assert issues == ()
    assert figures is not None
    assert len(figures.items) == 5


def test_the_quarter_may_be_given_with_the_command(tmp_path: Path) -> None:
    figures, issues = read_figures(saved(book_of(BASE), tmp_path), {"release_quarter": "Q4 FY2001"})
    assert issues == ()
    assert figures is not None
    assert figures.settings.release_quarter == Quarter(2001, 4)
    assert "release_quarter" not in figures.settings.cells


def test_sources_may_speak_of_what_is_guided_or_forecast(tmp_path: Path) -> None:
    figures = read(BASE, tmp_path, {"Sources!B3": "FY2002"})
    assert figures.status("operating_income", FiscalYear(2002)) is Status.PUBLISHED


def test_growth_of_a_half_may_be_guided(tmp_path: Path) -> None:
    edits = {"Guidance!A4": "1H02", "Guidance!C4": "15", "Guidance!D4": "", "Guidance!E4": ""}
    growth = read(BASE, tmp_path, edits).guidance[2]
    assert (growth.period, growth.qualifier) == (HalfYear(2002, 1), "at_least")


def test_hidden_rows_and_columns_are_read_with_a_warning(tmp_path: Path) -> None:
    book = book_of(BASE)
    book["Figures"].row_dimensions[3].hidden = True
    book["Figures"].column_dimensions["H"].hidden = True
    book["Figures"].row_dimensions[12].hidden = True
    figures, issues = read_figures(saved(book, tmp_path))
    assert figures == read(BASE, tmp_path)
    assert [(issue.cell, issue.severity, issue.message) for issue in issues] == [
        ("H1", Severity.WARNING, "the column of 3Q01 is hidden, and is read"),
        ("A3", Severity.WARNING, "row 3 is hidden, and is read"),
    ]


@pytest.mark.parametrize(
    ("area", "last"),
    [
        ("J2:J3", "J3"),
        ("J6:J9", "J9"),
        ("K4:M4", "M4"),
        ("A6:B6", "B6"),
        ("M2:N2", None),
        ("J7:K7", None),
        ("B3:C3", None),
    ],
)
def test_figures_under_a_merge_are_named(area: str, last: str | None, tmp_path: Path) -> None:
    """Columns A and F to K, rows 2 to 6; what is merged beside them hides no figure."""
    book = book_of(BASE)
    book["Figures"].merge_cells(area)
    _, issues = read_figures(saved(book, tmp_path))
    found = [(issue.cell, issue.message) for issue in issues if "merged" in issue.message]
    message = f"merged cells, up to {last}: only the first has a value"
    assert found == ([(area.partition(":")[0], message)] if last else [])
    assert all(issue.severity is Severity.WARNING and issue.remedy == "unmerge them" for issue in issues)


@pytest.mark.parametrize(("row", "is_found"), [(19, True), (20, True), (21, False)])
def test_the_header_row_is_one_of_the_first_twenty(row: int, is_found: bool, tmp_path: Path) -> None:
    book = book_of(BASE)
    book["Rates"].insert_rows(1, row - 1)
    _, issues = read_figures(saved(book, tmp_path))
    assert [issue.message for issue in issues] == (
        [] if is_found else ["no header row: no heading 'pair' in the first 20 rows"]
    )


def test_a_part_may_have_a_name_that_is_nearly_a_usual_one(tmp_path: Path) -> None:
    assert issues_of(tmp_path, {"Figures!A4": "gross_profits"}) == ()
    (issue,) = issues_of(tmp_path, {"Figures!A4": "gross_profits", "Figures!E4": ""})
    assert (issue.cell, issue.severity) == ("A4", Severity.WARNING)
    assert issue.message == "gross_profits is none of the usual items, but looks like gross_profit"


@pytest.mark.parametrize(
    ("edits", "cell", "severity", "words"),
    [
        ({"Figures!L1": "remarks"}, "L1", Severity.NOTE, "column 'remarks' is ignored"),
        (
            {"Figures!L1": "plan", "Figures!L2": "150"},
            "L1",
            Severity.WARNING,
            "column 'plan' is ignored; if it holds",
        ),
        ({"Figures!C1": "labels ja"}, "C1", Severity.WARNING, "if label_ja is meant, write label_ja"),
        ({"Sources!G1": "sorce"}, "G1", Severity.WARNING, "if source is meant, write source"),
        (
            {"Figures!A5": "operating_incom", "Sources!A3": "total_revenues"},
            "A5",
            Severity.WARNING,
            "if operating_income is",
        ),
        ({"Guidance!B3": "net_income"}, "B3", Severity.NOTE, "Figures has no item net_income"),
        ({"Settings!A12": "Remarks"}, "A12", Severity.NOTE, "'Remarks' is no setting and is ignored"),
    ],
)
def test_what_is_not_read_is_said(
    edits: dict[str, str], cell: str, severity: Severity, words: str, tmp_path: Path
) -> None:
    issue, *others = [issue for issue in issues_of(tmp_path, edits) if issue.cell == cell]
    assert others == []
    assert issue.severity is severity
    assert words in f"{issue.message}; {issue.remedy}"


def test_the_shipped_workbook_has_no_issue() -> None:
    figures, issues = read_figures(SHIPPED)
    assert issues == ()
    assert figures is not None
    assert figures.file == str(SHIPPED)
    assert figures.settings.company == "Internet Initiative Japan Inc."
    assert figures.value("total_revenues", Quarter(2002, 1)) == 9851
    assert figures.value("operating_income", Quarter(2002, 1)) == -464
    assert figures.rates[-1].rate == 119.85
    assert len(figures.components["total_revenues"]) == 6


def test_the_work_of_reading_grows_with_the_rows_and_no_faster(tmp_path: Path) -> None:
    def work(rows: int) -> int:
        book = Input()
        for number in range(rows):
            book.add_item(f"item_{number}", f"Item {number}", dict.fromkeys(QUARTERS, 100 + number))
        (tmp_path / str(rows)).mkdir()
        path = book.saved(tmp_path / str(rows))
        return calls(lambda: read_figures(path))

    none, some, twice = work(0), work(100), work(200)
    assert twice - none < 2.2 * (some - none)
    # Each of the seven cells is read by openpyxl, looked at a few times and kept.
    assert (some - none) / 100 / len(QUARTERS) < 1000


def test_a_workbook_saved_again_by_another_program_reads_the_same(tmp_path: Path) -> None:
    book = load_workbook(SHIPPED)
    again, issues = read_figures(saved(book, tmp_path))
    shipped, _ = read_figures(SHIPPED)
    assert issues == ()
    assert again is not None
    assert shipped is not None
    assert fingerprint(again) == fingerprint(shipped)
