"""Checks of what is made of other items: each agrees on right figures, and names the wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.decks import deck_of, figures_of
from tests.unit.inputs.books import book_of, saved
from xl_addin.release.deck import CheckResult, Deck
from xl_addin.release.phrases import JAPANESE
from xl_addin.release.ratio_checks import QUOTIENTS
from xl_addin.release.relation_checks import RELATIONS

# 2,051 are 5,102 less 3,051; 40.0% are 2,040 over 5,102; 4.05 are 81 over 20.
COMPANY = """
# Settings
key | value
company | Example KK
release_quarter | 4Q24
first_month | 1
unit | JPY million
presentation_currency | none

# Figures
item | unit | 1Q24 | 2Q24 | 3Q24 | 4Q24 | FY2024
total_revenues             |                | 1001 | 1102 | 1203 | 1304 |
cost_of_sales              |                | 601  | 652  | 703  | 754  |
gross_profit               |                | 400  | 450  | 500  | 550  |
operating_expenses         |                | 300  | 320  | 340  | 360  |
operating_income           |                | 100  | 130  | 160  | 190  |
depreciation_amortization  |                | 50   | 51   | 52   | 53   |
ebitda                     |                | 150  | 181  | 212  | 243  |
adjusted_ebitda            |                | 170  | 205  | 239  | 268  |
other_income_expense       |                | 11   | -12  | 13   | -14  |
income_before_income_taxes |                | 111  | 118  | 173  | 176  |
income_taxes               |                | 33   | 35   | 52   | 53   |
minority_interests         |                | 1    | 2    | 3    | 4    |
net_income                 |                | 77   | 81   | 118  | 119  | 395
eps_basic                  |                | 3.85 | 4.05 | 5.9  | 5.95 | 19.75
shares_basic               | million shares | 20   | 20   | 20   | 20   | 20
total_assets               |                | 5001 | 5102 | 5203 | 5304 |
total_liabilities          |                | 3001 | 3051 | 3101 | 3152 |
total_equity               |                | 2000 | 2051 | 2102 | 2152 |
shareholders_equity        |                | 1990 | 2040 | 2090 | 2140 |
equity_ratio               | %              | 39.8 | 40   | 40.2 | 40.3 |
book_value_per_share       |                | 99.5 | 102  | 104.5 | 107 |
shares_period_end          | million shares | 20   | 20   | 20   | 20   |
operating_cash_flow        |                | 121  | 131  | 141  | 151  |
investing_cash_flow        |                | -50  | -61  | -72  | -83  |
free_cash_flow             |                | 71   | 70   | 69   | 68   |

# Rates
pair | date | basis | rate
"""
ROWS = [
    line.split("|")[0].strip()
    for line in COMPANY.split("# Figures")[1].split("# Rates", maxsplit=1)[0].split("\n")
]


def built(folder: Path, text: str = COMPANY, **second_quarter: str) -> Deck:
    """The deck, with figures of 2Q24 typed over."""
    edits = {f"Figures!D{ROWS.index(item)}": figure for item, figure in second_quarter.items()}
    return deck_of(figures_of(saved(book_of(text, edits), folder)))


def failed(deck: Deck) -> dict[str, CheckResult]:
    return {check.name: check for check in deck.checks if not check.passed}


def test_right_figures_pass_every_check(tmp_path: Path) -> None:
    deck = built(tmp_path)
    assert failed(deck) == {}
    names = " ".join(check.name for check in deck.checks)
    for relation in (
        "Gross profit: revenues less cost of sales, 1Q24",
        "gross profit less operating expenses, 4Q24",
        "Ebitda: operating income and D&A, 3Q24",
        "operating income and other, 2Q24",
        "Net income: pre-tax income less taxes and minorities, 1Q24",
        "Total equity: total assets less liabilities, 1Q24",
        "Free cash flow: operating and investing cash flow, 1Q24",
        "Equity ratio: equity over total assets, 2Q24",
        "Eps basic: net income over average shares, FY2024",
        "Book value per share: equity over shares at the end, 4Q24",
        "Eps basic: sum of quarters, roughly, FY2024",
    ):
        assert relation in names


@pytest.mark.parametrize(
    ("item", "figure", "names"),
    [
        ("cost_of_sales", "625", ["Gross profit: revenues less cost of sales"]),
        ("operating_expenses", "230", ["Operating income: gross profit less operating expenses"]),
        ("ebitda", "118", ["Ebitda: operating income and D&A"]),
        ("other_income_expense", "12", ["Income before income taxes: operating income and other"]),
        ("income_taxes", "53", ["Net income: pre-tax income less taxes and minorities"]),
        ("minority_interests", "-2", ["Net income: pre-tax income less taxes and minorities"]),
        ("total_liabilities", "3501", ["Total equity: total assets less liabilities"]),
        ("free_cash_flow", "77", ["Free cash flow: operating and investing cash flow"]),
        ("equity_ratio", "44", ["Equity ratio: equity over total assets"]),
        ("shares_basic", "25", ["Eps basic: net income over average shares"]),
        ("book_value_per_share", "120", ["Book value per share: equity over shares at the end"]),
    ],
)
def test_a_wrong_figure_fails_the_check_of_its_period_alone(
    item: str, figure: str, names: list[str], tmp_path: Path
) -> None:
    assert list(failed(built(tmp_path, **{item: figure}))) == [f"{name}, 2Q24" for name in names]


@pytest.mark.parametrize(("ebitda", "passes"), [("182", True), ("183", False), ("179", False)])
def test_two_parts_and_their_sum_may_miss_each_other_by_one_and_a_half(
    ebitda: str, passes: bool, tmp_path: Path
) -> None:
    assert (failed(built(tmp_path, ebitda=ebitda)) == {}) is passes


@pytest.mark.parametrize(
    ("ratio", "passes"), [("40.1", True), ("39.9", True), ("40.3", False), ("39.7", False)]
)
def test_a_ratio_may_miss_by_its_last_decimal_and_what_its_parts_move(
    ratio: str, passes: bool, tmp_path: Path
) -> None:
    # 39.984 by 0.1 + 100 x (1 + 0.4) / 5,102 = 0.127: from 39.86 to 40.11.
    assert (failed(built(tmp_path, equity_ratio=ratio)) == {}) is passes


@pytest.mark.parametrize(("eps", "passes"), [("4.31", True), ("4.33", False), ("3.8", True), ("3.79", False)])
def test_earnings_of_a_share_may_miss_by_what_rounded_income_and_shares_move(
    eps: str, passes: bool, tmp_path: Path
) -> None:
    # 81 / 20 = 4.05 by 0.01 + (1 + 4.31) / 20 = 0.2755, for 3.8 by 0.01 + (1 + 3.8) / 20 = 0.25.
    checks = failed(built(tmp_path, eps_basic=eps))
    assert ("Eps basic: net income over average shares, 2Q24" not in checks) is passes


def test_quarters_earnings_of_a_share_may_miss_the_year_as_far_as_the_shares_moved(tmp_path: Path) -> None:
    # 1% more: 19.9475 by 5 x 0.01, and no share was issued.
    wrong = COMPANY.replace("5.95 | 19.75", "5.95 | 19.95")
    assert "Eps basic: sum of quarters, roughly, FY2024" in failed(built(tmp_path, wrong))
    issued = wrong.replace("20   | 20   | 20   | 20   | 20\n", "20   | 20   | 20   | 22   | 20\n", 1)
    assert "Eps basic: sum of quarters, roughly, FY2024" not in failed(built(tmp_path, issued))


def test_what_a_company_defines_otherwise_is_not_checked_and_the_build_says_so(tmp_path: Path) -> None:
    # Adjusted for stock compensation too, in every quarter.
    deck = built(tmp_path)
    assert not [check for check in deck.checks if check.name.startswith("Adjusted")]
    (issue,) = [issue for issue in deck.issues if "adjusted_ebitda" in issue.message]
    assert issue.message == (
        "adjusted_ebitda is not checked: it is operating_income + depreciation_amortization in 0 of 4 periods"
    )


def test_shares_are_read_in_the_scale_that_their_unit_says(tmp_path: Path) -> None:
    for unit, factor in (("thousand shares", 1000), ("株", 10**6), ("百万株", 1), ("shares", 10**6)):
        row = f"shares_basic               | {unit}" + f" | {20 * factor + (factor > 1)}" * 5
        text = "\n".join(row if line.startswith("shares_basic") else line for line in COMPANY.split("\n"))
        deck = built(tmp_path, text)
        assert failed(deck) == {}
        assert "Eps basic: net income over average shares, FY2024" in [check.name for check in deck.checks]
        assert "Eps basic: net income over average shares, 2Q24" in failed(
            built(tmp_path, text, eps_basic="5.05")
        )


def test_figures_of_another_scale_are_compared_in_that_of_the_result(tmp_path: Path) -> None:
    thousands = COMPANY.replace(
        "depreciation_amortization  |                | 50   | 51   | 52   | 53 ",
        "depreciation_amortization  | JPY thousand   | 50012 | 51499 | 52000 | 52501 ",
    )
    assert failed(built(tmp_path, thousands)) == {}
    assert list(failed(built(tmp_path, thousands, depreciation_amortization="54000"))) == [
        "Ebitda: operating income and D&A, 2Q24"
    ]


def test_a_line_that_is_blank_counts_as_none_as_long_as_the_others_make_up_the_total(tmp_path: Path) -> None:
    parts = COMPANY.replace("item | unit |", "item | unit | total_of |").replace("|                |", "|||")
    parts = parts.replace("| million shares |", "| million shares | |").replace(
        "| %              |", "| % | |"
    )
    lines = "\n".join(
        (
            "north || total_revenues | 501 | 552 | 603 | 604",
            "south || total_revenues | 500 | 550 | 600 | 650",
            "west  || total_revenues |     |     |     | 50",
        )
    )
    text = parts.replace("\n# Rates", f"{lines}\n\n# Rates")
    assert failed(built(tmp_path, text)) == {}
    wrong = text.replace("501 | 552 |", "501 | 562 |")
    assert list(failed(built(tmp_path, wrong))) == ["Total revenues: sum of components, 2Q24"]
    other = text.replace("501 | 552 | 603 |", "401 | 452 | 503 |")
    (issue,) = [issue for issue in built(tmp_path, other).issues if "sum of its" in issue.message]
    assert issue.message == (
        "total_revenues is not checked: it is the sum of its components without west in 0 of 3 periods"
    )


def test_every_relation_is_named_in_both_languages() -> None:
    for words in [*(relation.words for relation in RELATIONS), *(quotient.words for quotient in QUOTIENTS)]:
        assert words in JAPANESE
