"""Operating result and full-year profit: what lies between, and whose forecasts in which unit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import edits as of
from tests.decks import deck_of, figures_of
from tests.input_workbook import Input
from tests.printed import table
from xl_addin.inputs.model import CellRef
from xl_addin.release.deck import Deck

OPERATING, PROFIT = "Operating result", "Full-year profit"
INCOME = "Operating income (loss)"


def deck(folder: Path, *edits: of.Edit) -> Deck:
    book = Input()
    for edit in edits:
        edit(book)
    return deck_of(figures_of(book.saved(folder)))


def test_items_not_given_one_by_one_are_one_difference(tmp_path: Path) -> None:
    # -1,480 - -464 = -1,016, and -1,850 - -148 = -1,702.
    shown = table(deck(tmp_path), OPERATING)
    assert shown["Items between, net", "1Q02"] == -1016
    assert shown["Items between, net", "1Q01"] == -1702


def test_a_quarter_in_which_an_item_is_blank_still_adds_up(tmp_path: Path) -> None:
    def interest_from_4q01(book: Input) -> None:
        book.add_item("interest_expense", "Interest expense", {"4Q01": 190, "1Q02": 180})

    shown = table(deck(tmp_path, interest_from_4q01), OPERATING)
    assert shown["Less: Interest expense", "1Q02"] == -180
    assert shown["Items between, net", "1Q02"] == -1016 + 180
    assert shown["Less: Interest expense", "1Q01"] == "–"
    assert shown["Items between, net", "1Q01"] == -1702


def test_a_part_of_an_item_between_is_not_taken_off_twice(tmp_path: Path) -> None:
    def interest_within_other(book: Input) -> None:
        book.add_item("other_income_expense", "Other income", {"1Q02": -900})
        book.add_item("interest_expense", "Interest", {"1Q02": -180}, total_of="other_income_expense")

    shown = table(deck(tmp_path, interest_within_other), OPERATING)
    assert ("Less: Interest", "1Q02") not in shown
    assert shown["Items between, net", "1Q02"] == -1016 + 900


@pytest.mark.parametrize(("net", "said"), [(-1480, False), (-1483, False), (-1484, True)])
def test_given_items_that_miss_net_income_are_no_secret(net: int, said: bool, tmp_path: Path) -> None:
    """Seven figures rounded explain a difference of 3.5."""

    def other_net(book: Input) -> None:
        book.type("net_income", {"1Q02": net})

    shown = table(deck(tmp_path, of.all_between, other_net), OPERATING)
    assert (("Not explained by these items", "1Q02") in shown) is said


def forecasts(*rows: tuple[str, float, str]) -> of.Edit:
    def edit(book: Input) -> None:
        consensus = book.sheets["Consensus"]
        consensus.rows.clear()
        for contributor, value, unit in rows:
            consensus.add("FY2002", "operating_income", contributor, value, unit, None)

    return edit


@pytest.mark.parametrize(
    ("rows", "mean"),
    [
        ((("A", 900, "JPY million"), ("B", 1100, "JPY million")), 1000),
        ((("A", 0.9, "JPY billion"), ("B", 1.1, "JPY billion")), 1000),
        ((("A", 0.9, "JPY billion"), ("B", 1100, "JPY million")), 1000),
        ((("A", 900, "JPY million"), ("mean", 980, "JPY million"), ("B", 1100, "JPY million")), 980),
    ],
)
def test_the_consensus_is_the_published_mean_or_that_of_the_contributors(
    rows: tuple[tuple[str, float, str], ...], mean: float, tmp_path: Path
) -> None:
    shown = table(deck(tmp_path, forecasts(*rows)), PROFIT)
    assert shown[INCOME, "FY2002E"] == pytest.approx(mean)
    assert shown["Mean of contributors", "FY2002E"] == pytest.approx(1000)
    assert shown["Highest", "FY2002E"] == pytest.approx(1100)
    assert shown["A", "FY2002E"] == pytest.approx(900)
    assert shown["Contributors", "FY2002E"] == 2
    assert ("A", "FY2001") not in shown


@pytest.mark.parametrize(
    ("value", "title"),
    [
        (980, "Analysts expect operating income of JPY980M in FY2002"),
        (-250, "Analysts expect an operating loss of JPY250M in FY2002"),
    ],
)
def test_a_loss_that_is_expected_is_called_one(value: float, title: str, tmp_path: Path) -> None:
    built = deck(tmp_path, forecasts(("mean", value, "JPY million")))
    assert built.book.value(CellRef(PROFIT, 1, 2)) == title


def test_a_year_of_losses_is_called_one(tmp_path: Path) -> None:
    built = deck(tmp_path, of.losses, of.without_sheets("Consensus"))
    assert built.book.value(CellRef(PROFIT, 1, 2)) == "Operating loss of JPY620M in FY2001"
