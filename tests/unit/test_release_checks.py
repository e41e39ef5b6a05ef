"""The sheet Checks: what is compared, how far apart it may be, and what fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests import edits as of
from tests.decks import deck_of, figures_of
from tests.input_workbook import Input
from xl_addin.release.deck import Deck
from xl_addin.release.spec import Check

Build = Callable[..., Deck]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """The deck of the shipped workbook with something typed over."""

    def built(*edits: of.Edit, language: str = "en") -> Deck:
        book = Input()
        for edit in edits:
            edit(book)
        return deck_of(figures_of(book.saved(tmp_path), {"language": language}))

    return built


def typed(item: str, **figures: float | None) -> of.Edit:
    """Figures typed over, by period: `_1Q02`."""
    return lambda book: book.type(item, {period.removeprefix("_"): v for period, v in figures.items()})


def settings(**values: str) -> of.Edit:
    return lambda book: book.set(**values)


def rows(deck: Deck, words: str) -> list[tuple[object, object, object, object]]:
    """Expected, actual, tolerance and result of the checks whose names hold these words."""
    value = deck.book.value
    return [
        (value(check.expected), value(check.actual), value(check.tolerance), value(check.passed))
        for check in deck.book.checks
        if words in check.name
    ]


def named(deck: Deck, words: str) -> Check:
    (check,) = [check for check in deck.book.checks if words in check.name]
    return check


def test_a_headline_in_billions_may_miss_its_figure_by_half_of_its_last_digit(build: Build) -> None:
    # 9,851 million print as JPY9.9B, whose last digit is of 100 million.
    assert rows(build(), "revenues as printed") == [(9851, 9900, 50, "OK")]


def test_a_headline_in_millions_may_miss_its_figure_by_half_a_million(build: Build) -> None:
    deck = build(typed("operating_income", _1Q02=464.4))
    assert rows(deck, "operating income as printed") == [(464.4, 464, 0.5, "OK")]


def test_a_headline_cut_off_may_miss_its_figure_by_its_whole_last_digit(build: Build) -> None:
    deck = build(settings(rounding="truncate"), typed("operating_income", _1Q02=464.9))
    assert rows(deck, "revenues as printed") == [(9851, 9800, 100, "OK")]
    assert rows(deck, "operating income as printed") == [(464.9, 464, 1, "OK")]


def test_a_japanese_headline_is_read_back_in_its_own_scales(build: Build) -> None:
    # 99億円 are 9,900 million, to half of 100 million.
    deck = build(typed("operating_income", _1Q02=464.4), language="ja")
    assert rows(deck, "端数処理") == [(9851, 9900, 50, "OK"), (464.4, 464, 0.5, "OK")]


def test_a_headline_of_a_workbook_in_thousands_is_compared_in_millions(build: Build) -> None:
    assert rows(build(of.thousands), "revenues as printed") == [(9851, 9900, 50, "OK")]


def test_a_loss_is_read_back_by_its_size(build: Build) -> None:
    # "Operating loss of JPY464M"
    assert rows(build(), "operating income as printed") == [(464, 464, 0.5, "OK")]
    none = build(typed("operating_income", _1Q02=0))
    assert rows(none, "operating income as printed") == [(0, 0, 0.5, "OK")]


@pytest.mark.parametrize(
    ("income", "result"), [(-462, "OK"), (-466, "OK"), (-461, "differs"), (-467, "differs")]
)
def test_gross_profit_less_expenses_may_miss_operating_income_by_two(
    income: int, result: str, build: Build
) -> None:
    # 896 - 1,265 - 95 = -464; half a unit for each of the three and for their result.
    deck = build(typed("operating_income", _1Q02=income))
    assert rows(deck, "gross profit less SG&A and R&D, 1Q02") == [(income, -464, 2, result)]


@pytest.mark.parametrize(
    ("total", "result"), [(9848, "OK"), (9854, "OK"), (9855, "differs"), (9847, "differs")]
)
def test_six_parts_may_miss_their_total_by_three_and_a_half(total: int, result: str, build: Build) -> None:
    deck = build(typed("total_revenues", _1Q02=total))
    assert rows(deck, "Total revenues: sum of components, 1Q02") == [(total, 9851, 3.5, result)]


@pytest.mark.parametrize("year", [39900, 39902])
def test_four_quarters_may_miss_their_year_by_two_and_a_half(year: int, build: Build) -> None:
    # 8,334 + 9,511 + 9,940 + 12,115 = 39,900.
    deck = build(typed("total_revenues", FY2001=year))
    assert rows(deck, "Total revenues: sum of quarters, FY2001") == [(year, 39900, 2.5, "OK")]


def test_dollars_times_the_rate_are_the_yen_they_come_from(build: Build) -> None:
    ((yen, product, tolerance, result),) = rows(build(), "revenues in dollars times the rate")
    assert (yen, tolerance, result) == (9851, 0.001, "OK")
    assert product == pytest.approx(9851, abs=1e-9)
    ((loss, *_),) = rows(build(), "operating income in dollars times the rate")
    assert loss == 464


def test_the_columns_compared_stand_four_and_one_quarter_apart(build: Build) -> None:
    deck = build()
    assert rows(deck, "Year-ago column") == [(4, 4, 0, "OK")]
    assert rows(deck, "Previous column") == [(1, 1, 0, "OK")]


def test_what_is_not_given_is_not_checked(build: Build) -> None:
    assert not rows(build(typed("gross_profit", _1Q02=None)), "gross profit less SG&A and R&D, 1Q02")
    assert not rows(build(typed("equipment_sales", _1Q02=None)), "sum of components, 1Q02")
    assert not rows(build(typed("total_revenues", _3Q01=None)), "Total revenues: sum of quarters, FY2001")


def test_a_balance_is_not_the_sum_of_its_quarters(build: Build) -> None:
    assert not rows(
        build(typed("ip_service_contracts", FY2001=3760)), "IP service contracts: sum of quarters"
    )


def test_the_sheet_counts_what_fails_and_names_the_cell(build: Build) -> None:
    deck = build(typed("operating_income", _1Q02=-461), typed("total_revenues", _1Q02=9900))
    failed = [check for check in deck.book.checks if deck.book.value(check.passed) != "OK"]
    assert deck.book.value(deck.book.named["checks_failed"]) == len(failed) == 2
    assert deck.checks_failed == 2
    check = named(deck, "gross profit less SG&A and R&D, 1Q02")
    assert (check.sheet, deck.book.value(check.passed)) == ("Figures", "differs")
