"""Fiscal years: from columns or quarters, and the one that is forecast."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.decks import figures_of
from tests.unit.inputs.books import BASE, book_of, saved
from xl_addin.domain.periods import FiscalYear
from xl_addin.release.book import Book
from xl_addin.release.years import actual_years, forecast_revenue, forecast_year, guidance_of, year_figure

YEAR, NEXT = FiscalYear(2001), FiscalYear(2002)
REVENUES = "total_revenues"
NO_EDITS: Mapping[str, str] = {}

# In the small workbook F to J are 1Q01 to 1Q02 and K is FY2001; row 2 is total revenues.
NO_YEAR = {f"Figures!K{row}": "" for row in range(2, 7)}


def book(folder: Path, edits: Mapping[str, str] = NO_EDITS) -> Book:
    return Book(figures_of(saved(book_of(BASE, edits), folder)))


def test_a_years_own_column_comes_before_its_quarters(tmp_path: Path) -> None:
    known = book(tmp_path)
    assert year_figure(known, REVENUES, YEAR) == known.ref(REVENUES, YEAR)


def test_a_year_without_a_column_is_the_sum_of_its_quarters(tmp_path: Path) -> None:
    known = book(tmp_path, NO_YEAR)
    assert known.value(year_figure(known, REVENUES, YEAR)) == 100 + 110 + 120 + 130
    assert actual_years(known, REVENUES) == (YEAR,)


def test_a_missing_quarter_makes_the_year_missing(tmp_path: Path) -> None:
    known = book(tmp_path, {**NO_YEAR, "Figures!G2": ""})
    assert year_figure(known, REVENUES, YEAR) is None
    assert actual_years(known, REVENUES) == ()


def test_counts_are_not_summed_over_a_year(tmp_path: Path) -> None:
    assert year_figure(book(tmp_path), "ip_service_contracts", YEAR) is None


@pytest.mark.parametrize(("quarter", "year"), [("1Q02", NEXT), ("3Q01", YEAR), ("4Q01", NEXT)])
def test_the_running_year_is_forecast_and_after_its_end_the_next(
    quarter: str, year: FiscalYear, tmp_path: Path
) -> None:
    day = {"1Q02": "2002-06-28", "3Q01": "2001-12-31", "4Q01": "2002-03-29"}[quarter]
    assert day in BASE
    assert forecast_year(book(tmp_path, {"Settings!B3": quarter})) == year


# Row 4 of Guidance: FY2002 | total_revenues_growth | 20 | 20 | about | %
AMOUNTS = {"Guidance!B4": REVENUES, "Guidance!E4": "range"}


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        (NO_EDITS, 460 * 1.2),
        ({"Guidance!C4": "18", "Guidance!D4": "22", "Guidance!E4": "range"}, 460 * 1.2),
        ({"Guidance!D4": "", "Guidance!E4": "at_least"}, 460 * 1.2),
        ({**AMOUNTS, "Guidance!C4": "500", "Guidance!D4": "540", "Guidance!F4": "JPY million"}, 520),
        ({**AMOUNTS, "Guidance!C4": "0.5", "Guidance!D4": "0.54", "Guidance!F4": "JPY billion"}, 520),
    ],
)
def test_a_year_is_forecast_at_the_middle_of_what_is_guided(
    edits: Mapping[str, str], expected: float, tmp_path: Path
) -> None:
    known = book(tmp_path, edits)
    assert known.value(forecast_revenue(known, REVENUES, NEXT)) == pytest.approx(expected)


def test_without_guidance_or_a_year_before_nothing_is_forecast(tmp_path: Path) -> None:
    assert forecast_revenue(book(tmp_path), REVENUES, FiscalYear(2003)) is None
    assert forecast_revenue(book(tmp_path, {**NO_YEAR, "Figures!F2": ""}), REVENUES, NEXT) is None


def test_a_revision_replaces_what_was_guided_before(tmp_path: Path) -> None:
    revised = {
        f"Guidance!{column}5": text
        for column, text in zip(
            "ABCDEFG",
            ("FY2002", "total_revenues_growth", "25", "25", "about", "%", "2002-11-08"),
            strict=True,
        )
    } | {"Settings!B10": "2002-11-08"}
    latest = guidance_of(book(tmp_path, revised), "total_revenues_growth", NEXT)
    assert latest is not None
    assert latest.low.value == 25
