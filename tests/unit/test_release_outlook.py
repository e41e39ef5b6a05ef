"""Outlook: what guidance implies for halves and years, and what it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import edits as of
from tests.decks import deck_of, figures_of
from tests.input_workbook import Input
from tests.printed import table
from xl_addin.inputs.model import CellRef, CellValue
from xl_addin.release.deck import Deck
from xl_addin.release.layout import NO_FIGURE

OUTLOOK = "Outlook"
PARTLY = "The growth guided does not hold at the low end of the amounts guided; it holds at the high end."
NEVER = "The growth guided does not hold for the amounts guided."
HOLDS = "The growth guided holds for the amounts guided."


def guided(*rows: tuple[CellValue, ...]) -> of.Edit:
    """Guidance of these rows alone: period, item, low, high, qualifier, unit."""

    def edit(book: Input) -> None:
        guidance = book.sheets["Guidance"]
        guidance.rows.clear()
        for row in rows:
            guidance.add(*row, None, None)

    return edit


def deck(folder: Path, *edits: of.Edit, language: str = "en") -> Deck:
    book = Input()
    for edit in edits:
        edit(book)
    return deck_of(figures_of(book.saved(folder), {"language": language}))


def texts(built: Deck) -> set[object]:
    spec = next(spec for spec in built.sheets if spec.name == OUTLOOK)
    return {built.book.value(cell.content) for (_, column), cell in spec.cells.items() if column == 2}


def amounts(period: str, low: float, high: float) -> tuple[CellValue, ...]:
    return period, "total_revenues", low, high, "range", "JPY million"


def growth(period: str, low: float | None, high: float | None, qualifier: str) -> tuple[CellValue, ...]:
    return period, "total_revenues_growth", low, high, qualifier, "%"


# 17,845 x 1.15 = 20,521.75, which 9,851 + 10,670.75 reach.
@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [(10500, 11000, PARTLY), (10500, 10670, NEVER), (10671, 11000, HOLDS)],
)
def test_growth_of_at_least_so_much_is_judged_at_both_ends(
    low: float, high: float, verdict: str, tmp_path: Path
) -> None:
    built = deck(tmp_path, guided(amounts("2Q02", low, high), growth("1H02", 15, None, "at_least")))
    assert texts(built) & {PARTLY, NEVER, HOLDS} == {verdict}


def test_growth_of_about_so_much_is_not_judged(tmp_path: Path) -> None:
    built = deck(tmp_path, guided(amounts("2Q02", 10500, 11000), growth("1H02", 15, 15, "about")))
    assert texts(built) & {PARTLY, NEVER, HOLDS} == set()


def test_growth_between_two_bounds_gives_two_targets(tmp_path: Path) -> None:
    shown = table(deck(tmp_path, guided(growth("FY2002", 18, 22, "range"))), OUTLOOK)
    assert shown["FY2002 at the growth guided", "low"] == pytest.approx(39900 * 1.18)
    assert shown["FY2002 at the growth guided", "high"] == pytest.approx(39900 * 1.22)
    assert shown["Left for 2Q02–4Q02", "low"] == pytest.approx(39900 * 1.18 - 9851)


def test_quarters_left_over_are_named_one_by_one(tmp_path: Path) -> None:
    lines = guided(amounts("3Q02", 11000, 11500), growth("FY2002", 20, 20, "about"))
    shown = table(deck(tmp_path, lines), OUTLOOK)
    # 47,880 - 9,851 - 11,000 = 27,029 against 9,511 + 12,115 = 21,626.
    assert shown["Left for 2Q02, 4Q02", "low"] == pytest.approx(27029)
    assert shown["2Q01, 4Q01", "low"] == 9511 + 12115
    assert shown["Growth needed in 2Q02, 4Q02", "low"] == pytest.approx(27029 / 21626 - 1)


def test_a_half_that_is_guided_leaves_its_last_quarter(tmp_path: Path) -> None:
    shown = table(deck(tmp_path, guided(amounts("1H02", 20000, 21000))), OUTLOOK)
    assert shown["1H02 as guided", "low"] == 20000
    assert shown["Growth implied", "high"] == pytest.approx(21000 / 17845 - 1)
    assert shown["Left for 2Q02", "low"] == 20000 - 9851


def test_a_quarter_of_a_half_that_is_not_complete_implies_nothing(tmp_path: Path) -> None:
    built = deck(tmp_path, guided(amounts("4Q02", 12000, 13000)))
    assert not [text for text in texts(built) if str(text).startswith(("2H02", "Growth"))]


def test_an_open_bound_implies_nothing(tmp_path: Path) -> None:
    line = ("2Q02", "total_revenues", 10500, None, "at_least", "JPY million")
    built = deck(tmp_path, guided(line))
    shown = table(built, OUTLOOK)
    assert shown["2Q02: Total revenues (JPY million)", "high"] == NO_FIGURE
    assert "Growth implied" not in texts(built)


def test_nothing_grows_on_a_loss(tmp_path: Path) -> None:
    lines = guided(
        ("2Q02", "operating_income", 100, 200, "range", "JPY million"),
        ("1H02", "operating_income_growth", 10, None, "at_least", "%"),
    )
    built = deck(tmp_path, lines)
    shown = table(built, OUTLOOK)
    # 1H01 is -283; -464 + 100 = -364.
    assert shown["Sum of 1Q02, 2Q02 as guided", "low"] == -364
    assert shown["Growth implied", "low"] == "n.m."
    assert texts(built) & {PARTLY, NEVER, HOLDS, "1H02 at the growth guided"} == set()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_counts_are_guided_and_never_summed(language: str, tmp_path: Path) -> None:
    lines = guided(
        ("2Q02", "contracted_bandwidth", 15000, 16000, "range", None),
        ("1H02", "ip_service_contracts_growth", 10, 10, "about", "%"),
    )
    built = deck(tmp_path, lines, language=language)
    assert len([text for text in texts(built) if "1H02" in str(text)]) == 1


def test_a_note_that_begins_with_the_qualifier_does_not_say_it_twice(tmp_path: Path) -> None:
    shown = table(deck(tmp_path), OUTLOOK)
    note = shown["2Q02: Operating income (loss) (JPY million)", "qualifier, note"]
    assert str(note).startswith("At or near break-even; published")
    assert str(shown["2Q02: Total revenues (JPY million)", "qualifier, note"]).startswith("range: Published")


def test_a_date_of_issue_has_a_column_where_there_is_one(tmp_path: Path) -> None:
    dated, undated = deck(tmp_path, of.year_in_amounts), deck(tmp_path)
    for built, heading in ((dated, "issued"), (undated, 0)):
        assert built.book.value(CellRef(OUTLOOK, 4, 9)) == heading


@pytest.mark.parametrize(("language", "name"), [("en", "Income taxes"), ("ja", "法人税等")])
def test_a_guided_item_without_figures_has_its_usual_name(tmp_path: Path, language: str, name: str) -> None:
    guidance = guided(("2Q02", "income_taxes", 10, 20, "range", "JPY million"))
    shown = texts(deck(tmp_path, guidance, language=language))
    assert any(name in str(text) for text in shown)
    assert not any("income_taxes" in str(text) for text in shown)
