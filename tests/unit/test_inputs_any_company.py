"""Workbooks of companies in any currency: what is read, and each mistake in one line with its remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.inputs.books import BASE, book_of, saved
from xl_addin.errors import Issue, Severity
from xl_addin.inputs.load import read_figures

EURO_COMPANY = """
# Settings
key                   | value
company               | Example AG
release_quarter       | 1Q02
first_month           | 4
fiscal_year_named     | start
period_style          | 1Q02
unit                  | EUR million
presentation_currency | USD
accent                | 1F3864

# Figures
item               | unit      | kind | total_of       | 1Q01 | 2Q01 | 3Q01 | 4Q01 | 1Q02
total_revenues     |           |      |                | 100  | 110  | 120  | 130  | 140
north              |           |      | total_revenues | 60   | 65   | 70   | 75   | 80
south              |           |      | total_revenues | 40   | 45   | 50   | 55   | 60
operating_income   |           |      |                | 5    | 6    | 7    | 8    | 9
eps_basic          |           |      |                | 0.5  | 0.6  | 0.7  | 0.8  | 0.9
equity_ratio       | %         |      |                | 40.5 | 40.6 | 41.2 | 40.8 | 40.9
employees          | employees |      |                | 500  | 510  | 520  | 530  | 540

# Rates
pair   | date       | basis      | rate   | source
EURUSD | 2002-06-28 | period_end | 0.9915 | ECB
"""


def issues_of(edits: dict[str, str], folder: Path) -> tuple[Issue, ...]:
    return read_figures(saved(book_of(EURO_COMPANY, edits), folder))[1]


def reverse_rate(rate: str) -> dict[str, str]:
    """A second row: the same day, the other way round."""
    return {"Rates!A3": "USDEUR", "Rates!B3": "2002-06-28", "Rates!C3": "period_end", "Rates!D3": rate}


def test_a_company_in_euros_is_read_without_a_word(tmp_path: Path) -> None:
    assert issues_of({}, tmp_path) == ()


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("百万円", "JPY million"),
        ("千円", "JPY thousand"),
        ("億円", "JPY 100 million"),
        ("¥ million", "JPY million"),
        ("EUR k", "EUR thousand"),
        ("T€", "EUR thousand"),
        ("TEUR", "EUR thousand"),
        ("T CHF", "CHF thousand"),
        ("Mio. EUR", "EUR million"),
        ("Mrd. EUR", "EUR billion"),
        ("€m", "EUR million"),
        ("EUR (in millions)", "EUR million"),
        ("million euros", "EUR million"),
        ("eur millions", "EUR million"),
        ("$ thousands", "USD thousand"),
        ("HK$ million", "HKD million"),
        ("EUR", "EUR"),
    ],
)
def test_a_unit_is_read_in_any_usual_spelling(text: str, unit: str, tmp_path: Path) -> None:
    edits = {"Settings!B7": text, "Settings!B8": "none"}
    figures, issues = read_figures(saved(book_of(EURO_COMPANY, edits), tmp_path))
    assert issues == ()
    assert figures is not None
    assert str(figures.settings.unit) == unit


@pytest.mark.parametrize(
    "edits",
    [
        pytest.param({"Settings!B8": "none"}, id="none with rates there"),
        pytest.param({"Settings!B8": ""}, id="blank, of a company that reports in no yen"),
        pytest.param(reverse_rate("1.00857"), id="both directions that agree"),
        pytest.param({"Rates!A2": "EUR/USD"}, id="pair with a stroke"),
        pytest.param({"Rates!A2": "USDEUR", "Rates!D2": "1.0086"}, id="pair the other way round"),
        pytest.param({"Settings!B3": "2003年3月期 第1四半期"}, id="Japanese quarter that ends with the year"),
        pytest.param({"Settings!B6": "Q1 FY2002"}, id="style of periods"),
        pytest.param({"Settings!B9": "#1f3864"}, id="colour as on a web page"),
        pytest.param({"Figures!B6": "USD per share"}, id="earnings of a depositary share"),
        pytest.param({"Figures!B5": "EUR thousand"}, id="item in another scale"),
    ],
)
def test_what_makes_sense_is_no_problem(edits: dict[str, str], tmp_path: Path) -> None:
    assert issues_of(edits, tmp_path) == ()


UNITS = "use a currency and its scale: JPY million, USD thousand, EUR"
PAIR = "write it like USDJPY, for yen per dollar"
BROKEN = [
    ("Settings!B7", "XYZ million", f"unknown unit 'XYZ million'; {UNITS}"),
    ("Settings!B7", "EUR zillion", "unknown unit 'EUR zillion'; did you mean EUR million?"),
    ("Settings!B7", "million", f"unknown unit 'million'; {UNITS}"),
    ("Settings!B7", "%", f"unknown unit '%'; {UNITS}"),
    ("Settings!B7", "EUR per share", f"unknown unit 'EUR per share'; {UNITS}"),
    ("Settings!B7", "1000000", f"unknown unit '1000000'; {UNITS}"),
    ("Settings!B7", "EUR USD million", "unknown unit 'EUR USD million'"),
    ("Settings!B8", "EUR", "the figures are in EUR already; give another currency, or none"),
    ("Settings!B8", "XYZ", "unknown currency 'XYZ'; use none, or one of: JPY, USD"),
    ("Settings!B8", "USD million", "unknown currency 'USD million'; use none, or one of"),
    ("Settings!B8", "no", "unknown currency 'no'; use none, or one of"),
    ("Rates!A2", "EURXXX", f"unknown currency pair 'EURXXX'; {PAIR}"),
    ("Rates!A2", "EUREUR", f"unknown currency pair 'EUREUR'; {PAIR}"),
    ("Rates!A2", "EUR", f"unknown currency pair 'EUR'; {PAIR}"),
    ("Rates!C2", "spot", "unknown basis 'spot'; use one of: period_end, average"),
    ("Rates!D2", "99.15", "out of all proportion; EURUSD is USD for one EUR: if the point is misplaced"),
    ("Rates!D2", "0", "the rate is 0; a rate is above zero"),
    ("Settings!B5", "begin", "unknown fiscal_year_named 'begin'; use one of: start, end"),
    ("Settings!B4", "April", "text 'April' where a number belongs"),
    ("Settings!B4", "13", "first_month 13 is no month; give 1 to 12"),
    ("Settings!B4", "4.5", "first_month 4.5 is no month; give 1 to 12"),
    ("Settings!B6", "quarterly", "unknown period_style 'quarterly'; use one of: 1Q02, Q1 FY2002"),
    ("Settings!B3", "2003年12月期 第1四半期", "'2003年12月期 第1四半期' is not a period"),
    ("Settings!B3", "2003年12月期", "'2003年12月期' is not a period"),
    ("Settings!B3", "FY2002", "FY2002 is no quarter; give the quarter that is reported"),
    ("Settings!B9", "navy", "'navy' is no colour; give it as RRGGBB, such as 1F3864"),
    ("Settings!B9", "1F386", "'1F386' is no colour; give it as RRGGBB"),
    (
        "Figures!B5",
        "USD million",
        "in USD million, the company's amounts in EUR; write EUR million or EUR in",
    ),
    ("Figures!B5", "XYZ million", "operating_income is in XYZ million, the company's amounts in EUR"),
    ("Figures!B5", "%", "operating_income is of the kind flow, its unit %; correct the unit or the kind"),
    ("Figures!B6", "EUR million", "eps_basic is of each share, its unit EUR million; write EUR per share"),
    ("Figures!B6", "EUR million per share", "unknown unit 'EUR million per share'"),
    ("Figures!B6", "%", "eps_basic is of the kind per_share, its unit %"),
    ("Figures!B7", "EUR million", "equity_ratio is of the kind ratio, its unit EUR million"),
    ("Figures!B8", "EUR", "employees is of the kind count, its unit EUR; write what is counted"),
    ("Figures!C7", "sum", "unknown kind 'sum'"),
    ("Figures!C5", "sum", "unknown kind 'sum'; use one of: flow, balance, ratio, per_share, count"),
]


@pytest.mark.parametrize(
    ("cell", "text", "words"), [pytest.param(*case, id=f"{case[0]} {case[1]}") for case in BROKEN]
)
def test_a_mistake_is_one_line_at_its_cell_with_its_remedy(
    cell: str, text: str, words: str, tmp_path: Path
) -> None:
    (issue,) = issues_of({cell: text}, tmp_path)
    assert f"{issue.sheet}!{issue.cell}" == cell
    assert words in str(issue)


@pytest.mark.parametrize(("unit", "total"), [("USD million", "EUR million"), ("EUR thousand", "EUR million")])
def test_a_part_in_another_unit_than_its_total_is_no_part(unit: str, total: str, tmp_path: Path) -> None:
    (issue,) = issues_of({"Figures!B3": unit}, tmp_path)
    assert f"north is in {unit}, its total total_revenues in {total}; give both in one unit" in str(issue)


def test_revenues_in_another_currency_than_the_companys_are_named(tmp_path: Path) -> None:
    (issue,) = issues_of({"Figures!B2": "USD million", "Figures!D3": "", "Figures!D4": ""}, tmp_path)
    assert (issue.sheet, issue.cell) == ("Figures", "B2")
    assert "total_revenues is in USD million, the company's amounts in EUR" in issue.message


def test_revenues_are_a_flow(tmp_path: Path) -> None:
    (issue,) = issues_of({"Figures!C2": "balance", "Figures!D3": "", "Figures!D4": ""}, tmp_path)
    assert (issue.sheet, issue.cell) == ("Figures", "C2")
    assert f"{issue.message}; {issue.remedy}" == (
        "total_revenues is of the kind balance; revenues are a flow: clear the cell"
    )


def test_an_own_item_may_have_any_unit_whatever_its_name_reminds_of(tmp_path: Path) -> None:
    assert issues_of({"Figures!A5": "service_margin", "Figures!B5": "EUR million"}, tmp_path) == ()


def test_of_an_unknown_kind_nothing_else_is_said(tmp_path: Path) -> None:
    (issue,) = issues_of({"Figures!A7": "own_share", "Figures!C7": "sum"}, tmp_path)
    assert issue.message == "unknown kind 'sum'"


def test_the_pair_that_is_needed_is_named_as_markets_quote_it(tmp_path: Path) -> None:
    (dollars,) = issues_of({"Rates!A2": "USDJPY", "Rates!D2": "119.85"}, tmp_path)
    assert "no EURUSD rate (period_end)" in str(dollars)
    (yen,) = issues_of({"Settings!B8": "JPY"}, tmp_path)
    assert "no EURJPY rate (period_end)" in str(yen)
    (francs,) = issues_of({"Settings!B7": "CHF million"}, tmp_path)
    assert "no USDCHF rate (period_end)" in str(francs)


@pytest.mark.parametrize("rate", ["1.08", "0.9915"])
def test_two_directions_that_contradict_each_other_are_an_error_that_names_both(
    rate: str, tmp_path: Path
) -> None:
    (issue,) = issues_of({**reverse_rate(rate), "Rates!D2": rate}, tmp_path)
    assert (issue.sheet, issue.cell) == ("Rates", "D3")
    assert f"the rate {rate} of USDEUR contradicts {rate} of EURUSD in D2" in str(issue)


def test_quarters_that_were_cut_off_may_miss_their_year_by_nearly_one_each(tmp_path: Path) -> None:
    # 100.9 + 110.9 + 120.9 + 130.9 is 463.6: cut off 463, and the quarters 100 + 110 + 120 + 130 = 460.
    edits = {"Figures!K2": "463", "Figures!K3": "", "Figures!K4": ""}
    for rounding, severity in (("half_up", [Severity.ERROR]), ("truncate", [])):
        _, issues = read_figures(saved(book_of(BASE, edits | {"Settings!B7": rounding}), tmp_path))
        found = [issue.severity for issue in issues if "the sum of its quarters" in issue.message]
        assert found == severity
