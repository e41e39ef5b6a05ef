"""Workbooks of real companies: they load, hold the figures published, and show the differences known."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.companies import COMPANIES, EARLIER, rows_of, saved
from tests.decks import deck_of
from xl_addin.domain.periods import FiscalYear, Period, Quarter
from xl_addin.errors import Issue, Severity
from xl_addin.inputs.load import read_figures
from xl_addin.inputs.model import Figures
from xl_addin.release.deck import Deck

TOP_LINE = "total_revenues"
NAMES = sorted(COMPANIES)


@cache
def read(name: str) -> tuple[Figures, tuple[Issue, ...]]:
    with TemporaryDirectory() as folder:
        figures, issues = read_figures(saved(COMPANIES[name], Path(folder)))
    assert figures is not None, "\n".join(map(str, issues))
    return figures, issues


@cache
def deck(name: str) -> Deck:
    return deck_of(read(name)[0])


def period(text: str) -> Period:
    if text.startswith("FY"):
        return FiscalYear(int(text[2:]))
    return Quarter(2000 + int(text[2:]), int(text[0]))


@pytest.mark.parametrize("name", NAMES)
def test_the_workbook_of_a_company_loads_without_an_error(name: str) -> None:
    figures, issues = read(name)
    assert [issue for issue in issues if issue.severity is Severity.ERROR] == []
    assert str(figures.settings.unit) == COMPANIES[name].unit
    assert figures.settings.fiscal_year_named == COMPANIES[name].named


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_published_is_read_as_it_stands(name: str) -> None:
    figures, _ = read(name)
    for row in rows_of(name):
        if row["basis"] == "cumulative" or row["item"].endswith(EARLIER):
            continue
        key = row["item"]
        assert str(figures.items[key].kind) == row["kind"]
        published = {text: row[text] for text in row if text[0] in "1234F"}
        for text, value in published.items():
            figure = figures.figure(key, period(text))
            if value or figure is None or figure.ref.sheet == "Figures":  # a blank quarter may be derived
                assert figures.value(key, period(text)) == (float(value) if value else None), (key, text)


@pytest.mark.parametrize("name", NAMES)
def test_each_figure_says_where_it_was_published(name: str) -> None:
    figures, _ = read(name)
    (sheet,) = [sheet for sheet in figures.sheets if sheet.kind == "Figures"]
    alone = {row for row in range(1, 99) if sheet.cells.get((row, sheet.columns["basis"])) == "standalone"}
    typed = {figure.ref for figure in figures.cells.values() if figure.value is not None}
    told = {figures.cells[key].ref for key in figures.sources}
    assert {ref for ref in told if ref.sheet == "Figures"} == {
        ref for ref in typed if ref.sheet == "Figures" and ref.row in alone
    }


def test_guidance_issued_before_the_release_is_read_with_its_revisions() -> None:
    figures, _ = read("IIJ")
    year = FiscalYear(2016)
    assert figures.items[TOP_LINE].key == "revenues"
    (now,) = [line for line in figures.guidance if (line.item, line.period) == ("revenues", year)]
    (before,) = [line for line in figures.replaced_guidance if (line.item, line.period) == ("revenues", year)]
    assert (before.low.value, now.low.value) == (159000, 158000)
    assert {str(line.period) for line in figures.guidance} == {"FY2015", "FY2016", "1H17", "FY2017"}


def test_what_was_printed_before_is_kept_beside_the_figure_that_holds() -> None:
    minebea, _ = read("MINEBEA")
    key = ("operating_income", FiscalYear(2023))
    assert (minebea.restated[key].as_reported, minebea.value(*key)) == (100471, 97530)
    nvidia, _ = read("NVIDIA")
    split = ("eps_diluted", Quarter(2024, 1))
    assert (nvidia.restated[split].as_reported, nvidia.value(*split)) == (0.82, 0.08)


OWNERS = "Profit for the period attributable to owners of the parent"
# Of CHECKS.csv: the check that finds each difference, what is told more than expected, and whether it is more
# than rounding explains.
DIFFERENCES = [
    ("IIJ", "Depreciation and amortization: sum of quarters, FY2015", -1, False),
    ("IIJ", "Adjusted EBITDA: sum of quarters, FY2016", -1, False),
    ("MINEBEA", "Earnings per share, basic: sum of quarters, roughly, FY2022", 0.01, False),
    ("MINEBEA", "Earnings per share, diluted: sum of quarters, roughly, FY2022", -0.23, False),
    ("IIJ", "Adjusted EBITDA: operating income and D&A, 3Q15", -1, False),
    ("IIJ", "Adjusted EBITDA: operating income and D&A, 4Q15", -11, True),
    ("IIJ", "Adjusted EBITDA: operating income and D&A, FY2015", -11, True),
    ("IIJ", "Adjusted EBITDA: operating income and D&A, 2Q16", 1, False),
    ("IIJ", "Adjusted EBITDA: operating income and D&A, 4Q16", -81, True),
    ("IIJ", "Adjusted EBITDA: operating income and D&A, FY2016", -81, True),
    ("MINEBEA", "Operating income: year to date and its parts, 1Q-3Q21", 40474 - 42516, True),
    ("MINEBEA", "Profit before income taxes: year to date and its parts, 1Q-3Q21", 39599 - 41641, True),
    ("MINEBEA", f"{OWNERS}: year to date and its parts, 1Q-3Q21", 31567 - 32984, True),
]


@pytest.mark.parametrize(("company", "name", "difference", "fails"), DIFFERENCES)
def test_a_known_difference_is_found_by_its_check(
    company: str, name: str, difference: float, fails: bool
) -> None:
    (check,) = [check for check in deck(company).checks if check.name == name]
    assert isinstance(check.actual, int | float)
    assert isinstance(check.expected, int | float)
    assert check.actual - check.expected == pytest.approx(difference, abs=1e-9)
    assert check.passed is not fails


@pytest.mark.parametrize("name", NAMES)
def test_no_other_check_fails_on_published_figures(name: str) -> None:
    known = {check for company, check, _, fails in DIFFERENCES if fails and company == name}
    assert {check.name for check in deck(name).checks if not check.passed} == known


def test_current_assets_without_their_securities_are_said_not_to_be_checked() -> None:
    (issue,) = [issue for issue in deck("NVIDIA").issues if "not checked" in issue.message]
    assert issue.message == (
        "total_current_assets is not checked: it is the sum of its components without marketable_securities"
        " in 0 of 3 periods"
    )


def test_total_assets_are_checked_before_a_line_of_them_appeared() -> None:
    names = {check.name for check in deck("NVIDIA").checks}
    assert {f"Total assets: sum of components, {quarter}" for quarter in ("1Q24", "3Q26", "1Q27")} <= names


def test_earnings_of_a_share_agree_with_net_income_wherever_shares_are_given() -> None:
    given = [check for check in deck("NVIDIA").checks if "net income over average shares" in check.name]
    # Ten quarters but the fourth ones, and three years, basic and diluted.
    assert len(given) == 2 * (10 + 3)
    for check in given:
        assert isinstance(check.actual, int | float)
        assert isinstance(check.expected, int | float)
        assert abs(check.actual - check.expected) < 0.01
