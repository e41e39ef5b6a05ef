"""Figures of the year to date: rows and columns that hold them, the quarters derived, years alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.decks import deck_of, figures_of
from tests.unit.inputs.books import book_of, saved
from xl_addin.domain.periods import Cumulative, FiscalYear, Period, Quarter
from xl_addin.errors import ExcelError, Issue, Severity
from xl_addin.inputs.load import read_figures
from xl_addin.inputs.model import Basis, CellRef, Figures, Status
from xl_addin.release.expressions import Mode, formula

SETTINGS = """
# Settings
key | value
company | Example Inc.
release_quarter | 4Q02
presentation_currency | none

# Rates
pair | date | basis | rate

"""
# Total revenues: 4Q02 is 620 - 140 - 150 - 160 = 170. Operating cash flow to date 10, 25, 28, 50 is
# 10, 15, 3, 22 by quarter; the year after 7, 20, 45, 60 is 7, 13, 25, 15.
ROWS = """
# Figures
item | unit | basis | total_of | 1Q01 | 2Q01 | 3Q01 | 4Q01 | 1Q02 | 2Q02 | 3Q02 | 4Q02 | FY2001 | FY2002
total_revenues | | | | 100 | 110 | 120 | 130 | 140 | 150 | 160 |  | 460 | 620
operating_cash_flow | | cumulative | | 10 | 25 | 28 | 50 | 7 | 20 | 45 | 60 | |
capex | | | | 3 | | | 4 | 5 | 6 | 7 | 8 | |
capex | | cumulative | | 3 | 5 | 9 | 13 | | | | | |
eps_basic | JPY per share | cumulative | | 1 | 2 | 3 | 4 | 1 | 2 | 3 | 4 | |
"""
# No column for 2Q, 3Q and 4Q of the first year: 210 - 100, 330 - 210, 460 - 330.
COLUMNS = """
# Figures
item | unit | 1Q01 | 1H01 | 9M01 | FY2001 | 1Q02 | 2Q02 | 3Q02 | FY2002
total_revenues | | 100 | 210 | 330 | 460 | 140 | 150 | 160 | 620
total_assets | | 1000 | 1010 | 1020 | 1030 | 1040 | 1050 | 1060 | 1070
eps_basic | JPY per share | 1 | 2.1 | 3.3 | 4.6 | 1 | 2 | 3 | 7
"""
YEARS = """
# Figures
item | FY2000 | FY2001 | FY2002
total_revenues | 400 | 460 | 620
operating_income | 10 | -20 | 30
"""


def read(
    folder: Path, figures: str, edits: dict[str, str] | None = None
) -> tuple[Figures | None, tuple[Issue, ...]]:
    return read_figures(saved(book_of(SETTINGS + figures, edits), folder))


def loaded(folder: Path, figures: str, edits: dict[str, str] | None = None) -> Figures:
    return figures_of(saved(book_of(SETTINGS + figures, edits), folder))


def quarterly(figures: Figures, item: str) -> list[float | int | None]:
    return [figures.value(item, quarter) for quarter in figures.quarters]


def test_quarters_of_a_cumulative_row_are_differences_within_each_year(tmp_path: Path) -> None:
    figures = loaded(tmp_path, ROWS)
    assert quarterly(figures, "operating_cash_flow") == [10, 15, 3, 22, 7, 13, 25, 15]
    assert figures.items["operating_cash_flow"].basis is Basis.CUMULATIVE


def test_what_a_cumulative_row_holds_is_kept_as_year_to_date(tmp_path: Path) -> None:
    figures = loaded(tmp_path, ROWS)
    to_date: list[Period] = [Quarter(2001, 1), Cumulative(2001, 2), Cumulative(2001, 3), FiscalYear(2001)]
    assert [figures.value("operating_cash_flow", period) for period in to_date] == [10, 25, 28, 50]
    assert figures.value("operating_cash_flow", Cumulative(2001, 4)) == 50


def test_a_fourth_quarter_is_the_year_less_its_quarters(tmp_path: Path) -> None:
    figure = loaded(tmp_path, ROWS).figure("total_revenues", Quarter(2002, 4))
    assert figure is not None
    assert figure.derivation is not None
    assert figure.value == 170
    assert [ref.a1 for ref in figure.derivation.refs] == ["N2", "I2", "J2", "K2"]


def test_standalone_holds_and_the_cumulative_row_fills(tmp_path: Path) -> None:
    figures = loaded(tmp_path, ROWS, {"Figures!E4": ""})
    assert quarterly(figures, "capex") == [3, 2, 4, 4, 5, 6, 7, 8]
    first = figures.figure("capex", Quarter(2001, 1))
    assert first is not None
    assert first.ref == CellRef("Figures", 5, 5)


def test_what_is_of_each_share_is_never_a_difference(tmp_path: Path) -> None:
    assert quarterly(loaded(tmp_path, ROWS), "eps_basic") == [1, None, None, None, 1, None, None, None]
    assert quarterly(loaded(tmp_path, COLUMNS), "eps_basic") == [1, None, None, None, 1, 2, 3, None]


def test_columns_of_the_year_to_date_give_quarters_that_have_none(tmp_path: Path) -> None:
    figures = loaded(tmp_path, COLUMNS)
    assert [str(quarter) for quarter in figures.quarters][:4] == ["1Q01", "2Q01", "3Q01", "4Q01"]
    assert quarterly(figures, "total_revenues") == [100, 110, 120, 130, 140, 150, 160, 170]


def test_a_balance_of_a_half_is_that_of_its_last_quarter(tmp_path: Path) -> None:
    figures = loaded(tmp_path, COLUMNS)
    assert quarterly(figures, "total_assets") == [1000, 1010, 1020, 1030, 1040, 1050, 1060, 1070]
    assert not any(figure.derivation for (key, _), figure in figures.cells.items() if key == "total_assets")


@pytest.mark.parametrize(
    "headings",
    [
        ("6M01", "9M01"),
        ("2001年度上期", "2001年度第3四半期累計"),
        ("1Q-2Q01", "1Q-3Q01"),
        ("H1 FY2001", "9M01"),
    ],
)
def test_year_to_date_headings_have_many_spellings(tmp_path: Path, headings: tuple[str, str]) -> None:
    edits = {"Figures!D1": headings[0], "Figures!E1": headings[1]}
    assert quarterly(loaded(tmp_path, COLUMNS, edits), "total_revenues")[:4] == [100, 110, 120, 130]


@pytest.mark.parametrize("word", ["cumulative", "累計", "YTD", "Year to date"])
def test_the_basis_is_said_in_either_language(tmp_path: Path, word: str) -> None:
    figures = loaded(tmp_path, ROWS, {"Figures!C3": word})
    assert quarterly(figures, "operating_cash_flow")[1] == 15


def test_fractions_come_without_the_dust_of_binary_ones(tmp_path: Path) -> None:
    figures = loaded(tmp_path, ROWS, {"Figures!E3": "2.2", "Figures!F3": "3.1"})
    assert figures.value("operating_cash_flow", Quarter(2001, 2)) == 0.9


def test_a_derived_figure_is_a_live_formula_of_the_deck(tmp_path: Path) -> None:
    deck = deck_of(loaded(tmp_path, ROWS))
    sheet = next(sheet for sheet in deck.sheets if sheet.name == "Derived")
    texts = {
        formula(cell.content, Mode.NATIVE, "Derived")
        for cell in sheet.cells.values()
        if cell.content is not None and not isinstance(cell.content, str | int | float)
    }
    assert "=IF(COUNT(Figures!F3,Figures!E3)=2,Figures!F3-Figures!E3,NA())" in texts
    values = {deck.book.value(cell.content) for cell in sheet.cells.values()}
    assert {15, 3, 22, 13, 25, 170} <= values
    assert ExcelError.NA not in values


def test_where_nothing_is_derived_there_is_no_such_sheet(tmp_path: Path) -> None:
    rows = ROWS.replace("| 160 |  |", "| 160 | 170 |")
    kept = "\n".join(line for line in rows.splitlines() if "cumulative" not in line and "capex" not in line)
    assert "Derived" not in [sheet.name for sheet in deck_of(loaded(tmp_path, kept)).sheets]


def test_one_note_says_what_was_derived(tmp_path: Path) -> None:
    _, issues = read(tmp_path, ROWS)
    (note,) = issues
    assert note.severity is Severity.NOTE
    assert "9 quarterly figures of 3 items are derived, from 2Q01 to 4Q02" in note.message


def test_bounds_of_a_derived_figure_are_those_of_its_parts(tmp_path: Path) -> None:
    said = """
# Sources
item | period | status | low | high
total_revenues | FY2002 | estimate | 615 | 625
total_revenues | 1Q02 | estimate | 139 | 141
"""
    figures = loaded(tmp_path, ROWS + said)
    known = figures.sources["total_revenues", Quarter(2002, 4)]
    # 615 - 141 - 150 - 160 and 625 - 139 - 150 - 160
    assert (known.status, known.low, known.high) == (Status.ESTIMATE, 164, 176)


def test_a_figure_given_twice_may_differ_by_one_as_rounded(tmp_path: Path) -> None:
    for value, count in (("4", 0), ("4.1", 1)):
        _, issues = read(tmp_path, ROWS, {"Figures!E5": value})
        assert sum("in E4 3" in issue.message for issue in issues) == count


def test_zero_is_a_part_like_any_other(tmp_path: Path) -> None:
    said = """
# Sources
item | period | status | low | high
total_revenues | FY2002 | estimate | 615 | 625
"""
    figures = loaded(tmp_path, ROWS + said, {"Figures!K2": "0"})
    known = figures.sources["total_revenues", Quarter(2002, 4)]
    # 620 - 140 - 150 - 0, and so on.
    assert figures.value("total_revenues", Quarter(2002, 4)) == 330
    assert (known.low, known.high, known.rests_on) == (325, 335, "FY2002, 1Q02, 2Q02, 3Q02")


def test_derived_figures_stand_on_their_sheet_without_rows_and_columns_between(tmp_path: Path) -> None:
    rows = """
# Figures
item | unit | basis | 1Q01 | 2Q01 | 3Q01 | 4Q01 | 1Q02 | 2Q02 | 3Q02 | 4Q02 | FY2002
total_revenues | | | 100 | 110 | 120 | 130 | 140 | 150 | 160 | 170 |
own_flow | | | 1 | 1 | 1 | 1 | 1 | 1 | | 1 | 4
own_cost | | | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1 |
other_flow | | | 1 | 1 | 1 | 1 | 1 | 1 | 1 | | 5
"""
    figures = loaded(tmp_path, rows)
    places = {
        (key, str(period)): (figure.ref.a1, figure.value)
        for (key, period), figure in figures.cells.items()
        if figure.ref.sheet == "Derived"
    }
    assert places == {("own_flow", "3Q02"): ("C5", 1), ("other_flow", "4Q02"): ("D6", 2)}


def test_sources_name_the_cell_of_a_cumulative_row(tmp_path: Path) -> None:
    said = """
# Restated
item | period | as_reported
operating_cash_flow | 2Q01 | 24
total_revenues | FY2001 | 459
"""
    figures = loaded(tmp_path, ROWS + said)
    assert set(figures.restated) == {
        ("operating_cash_flow", Cumulative(2001, 2)),
        ("total_revenues", FiscalYear(2001)),
    }


def test_year_to_date_is_checked_against_its_parts(tmp_path: Path) -> None:
    edits = {"Figures!F4": "2", "Figures!G4": "4"}
    checks = [check for check in deck_of(loaded(tmp_path, ROWS, edits)).checks if "Capex" in check.name]
    assert {(check.expected, check.actual, check.passed) for check in checks} == {
        (5, 5, True),
        (9, 9, True),
        (13, 13, True),
    }


def test_no_check_compares_what_is_derived_with_itself(tmp_path: Path) -> None:
    names = [check.name for check in deck_of(loaded(tmp_path, ROWS)).checks]
    assert not [name for name in names if "FY2002" in name or "Operating cash flow" in name]
    assert "Capex: year to date and its parts, FY2001" in names


def test_years_alone_make_the_pages_of_years(tmp_path: Path) -> None:
    figures = loaded(tmp_path, YEARS)
    deck = deck_of(figures)
    names = [sheet.name for sheet in deck.sheets if sheet.owned]
    assert names == ["Full-year revenue", "Full-year profit", "Checks", "About"]
    assert sum("years alone" in issue.message for issue in deck.issues) == 5


Broken = tuple[str, dict[str, str], Severity, str, str]
ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
BROKEN: list[Broken] = [
    (ROWS, {"Figures!C3": "cumulativ"}, ERROR, "C3", "unknown basis 'cumulativ'"),
    (ROWS, {"Figures!C3": "半期"}, ERROR, "C3", "unknown basis"),
    (ROWS, {"Figures!A3": "total_assets"}, ERROR, "C3", "total_assets is a balance, which is never"),
    (ROWS, {"Figures!A3": "inventories"}, ERROR, "C3", "if it is summed over time, write flow"),
    (
        ROWS,
        {"Figures!C5": ""},
        ERROR,
        "A5",
        "duplicate item capex, already in A4; keep one of the two rows, or",
    ),
    (ROWS, {"Figures!C4": "cumulative"}, ERROR, "A5", "duplicate item capex"),
    (
        ROWS,
        {"Figures!B5": "JPY thousand"},
        ERROR,
        "B5",
        "capex is in JPY thousand, its standalone row 4 in JPY",
    ),
    (ROWS, {"Figures!B4": "USD million"}, ERROR, "B5", "give both rows in one unit"),
    (ROWS, {"Figures!E5": "4.5"}, WARNING, "E5", "capex of 1Q01 is 4.5, in E4 3"),
    (ROWS, {"Figures!H5": "17"}, WARNING, "H5", "capex of FY2001 is 17, the sum of G5, H4 is 13"),
    (
        ROWS,
        {"Figures!F4": "2", "Figures!F5": "8"},
        WARNING,
        "F5",
        "capex of 1H01 is 8, the sum of E4, F4 is 5",
    ),
    # A half of two quarters may be 1.5 off as rounded; zero is a figure.
    (
        ROWS,
        {"Figures!E4": "0.8", "Figures!F4": "0.8", "Figures!E5": "0.8", "Figures!F5": "0"},
        WARNING,
        "F5",
        "capex of 1H01 is 0, the sum of E4, F4 is 1.6",
    ),
    (
        ROWS,
        {"Figures!H4": "0", "Figures!H5": "10.6"},
        WARNING,
        "H5",
        "capex of FY2001 is 10.6, the sum of G5, H4 is 9",
    ),
    (
        ROWS,
        {"Figures!C2": "cumulative", "Figures!I2": "150", "Figures!J2": "140"},
        ERROR,
        "J2",
        "would be -10",
    ),
    (ROWS, {"Figures!C2": "cumulative", "Figures!G2": "90"}, ERROR, "G2", "a row of single quarters has no"),
    (ROWS, {"Figures!N2": "440"}, ERROR, "N2", "total_revenues of 4Q02 would be -10: N2 less I2, J2, K2"),
    (
        ROWS,
        {f"Figures!{column}2": text for column, text in zip("FGH", ["210", "330", "460"], strict=True)},
        ERROR,
        "M2",
        "if the row is year to date, write cumulative in a column basis",
    ),
    (
        ROWS,
        {
            f"Figures!{column}2": text
            for column, text in zip(
                "FGHJKLMN", ["210", "330", "460", "290", "450", "620", "", ""], strict=True
            )
        },
        WARNING,
        "E2",
        "grows through each year and starts anew with the next",
    ),
    (COLUMNS, {"Figures!E1": "6M01"}, ERROR, "E1", "duplicate column 1Q-2Q01, already in D1"),
    (COLUMNS, {"Figures!E1": "2H01"}, ERROR, "E1", "2H01 is neither a quarter, a year nor a year to date"),
    (COLUMNS, {"Figures!D1": "LTM 1Q02"}, ERROR, "D1", "neither a quarter, a year nor a year to date"),
    (COLUMNS, {"Figures!E1": "memo"}, ERROR, "E1", "'memo' is not a quarter"),
    (COLUMNS, {"Figures!D1": "9M00"}, ERROR, "G1", "2Q01 and 3Q01 missing before 1Q02"),
    (COLUMNS, {"Figures!D2": "90"}, ERROR, "D2", "would be -10: D2 less C2"),
    (COLUMNS, {"Figures!D2": "two"}, ERROR, "D2", "text 'two' where a number belongs"),
    (COLUMNS, {"Figures!J2": ""}, ERROR, "B3", "the release quarter 4Q02 is no column"),
    (
        COLUMNS,
        {"Figures!J1": "1H02", "Figures!J2": "320"},
        WARNING,
        "J2",
        "1H02 is 320, the sum of G2, H2 is 290",
    ),
    (YEARS, {"Settings!B3": "3Q02"}, ERROR, "B3", "none of which ends with the release quarter 3Q02"),
    (YEARS, {"Settings!B3": "4Q03"}, ERROR, "B3", "name the last quarter of one of them, such as 4Q02"),
    (YEARS, {"Figures!D2": ""}, ERROR, "D2", "total_revenues of the year released, FY2002, is blank"),
]


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: f"{case[3]} {case[4][:40]}")
def test_each_problem_is_named_with_its_cell(tmp_path: Path, case: Broken) -> None:
    figures, edits, severity, cell, words = case
    _, issues = read(tmp_path, figures, edits)
    told = [(issue.severity, issue.cell, f"{issue.message}; {issue.remedy}") for issue in issues]
    assert any(found[:2] == (severity, cell) and words in found[2] for found in told), told


@pytest.mark.parametrize(
    ("first", "then", "is_likely"),
    [
        ((100, 200, 300, 400), (100,), True),
        # Anew is below six tenths of what the year before ended with: 240 of 400.
        ((100, 200, 300, 400), (239,), True),
        ((100, 200, 300, 400), (240,), False),
        # The second is twice the first, 200, from seven tenths of it to one and four tenths.
        ((100, 140, 300, 400), (100,), True),
        ((100, 139, 300, 400), (100,), False),
        ((100, 280, 300, 400), (100,), True),
        ((100, 281, 300, 400), (100,), False),
        # Three steps tell, two may be chance.
        ((100, 200, 300), (100, 200), True),
        ((100, 200), (100, 200), False),
        ((100, 200, 300, 400), (), False),
    ],
)
def test_a_row_that_grows_within_the_year_and_starts_anew_is_most_likely_year_to_date(
    first: tuple[int, ...], then: tuple[int, ...], is_likely: bool, tmp_path: Path
) -> None:
    figures = {f"{number}Q01": value for number, value in enumerate(first, 1)}
    blank = {f"{number}Q01": "" for number in range(len(first) + 1, 5) if then}
    figures |= blank | {f"{number}Q02": value for number, value in enumerate(then, 1)}
    text = (
        f"# Figures\nitem | {' | '.join(figures)}\ntotal_revenues | {' | '.join(map(str, figures.values()))}"
    )
    _, issues = read(tmp_path, text, {"Settings!B3": list(figures)[-1]})
    found = [(issue.cell, issue.severity) for issue in issues if "starts anew" in issue.message]
    assert found == ([("B2", WARNING)] if is_likely else [])


def test_nine_months_from_which_nothing_can_be_told_are_named(tmp_path: Path) -> None:
    rows = """
# Figures
item | 9M01 | 1Q02 | 2Q02 | 3Q02 | FY2002
total_revenues | 330 | 140 | 150 | 160 | 620
"""
    _, issues = read(tmp_path, rows)
    told = [issue for issue in issues if "no quarter can be told from 9M01" in issue.message]
    assert [(issue.severity, issue.cell) for issue in told] == [(NOTE, "B1")]


def test_nine_months_of_which_the_year_leaves_a_quarter_are_used(tmp_path: Path) -> None:
    rows = """
# Figures
item | 9M01 | FY2001 | 1Q02 | 2Q02 | 3Q02 | FY2002
total_revenues | 330 | 460 | 140 | 150 | 160 | 620
"""
    figures = loaded(tmp_path, rows)
    assert quarterly(figures, "total_revenues") == [130, 140, 150, 160, 170]
    assert len(read(tmp_path, rows)[1]) == 1
