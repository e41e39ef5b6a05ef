"""Every number that IIJ presented of 1Q02, and the formula of the deck that shows it.

Not in the table: the periods' names, the date, the ticker (printed IJJI, it is IIJI), the form 20-F. What
the presentation says wrongly stands beside what the deck shows instead.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.decks import shipped_file
from tests.engines.cached import formulas
from tests.engines.formulon_engine import recalculated
from tests.engines.values import a1
from tests.printed import LABELS, Cell, Page, Words, pages
from xl_addin.release.expressions import Mode


class Number(NamedTuple):
    """A number as it is printed, with the words around it, and where the deck has it."""

    printed: str
    shown: tuple[Cell | Words, ...]


HIGHLIGHTS, YEN, DOLLARS = "Highlights", "Revenue JPY", "Revenue USD"
IP, INTEGRATION, OPERATING = "IP service", "Systems integration", "Operating result"
YEAR_REVENUE, YEAR_PROFIT, OUTLOOK = "Full-year revenue", "Full-year profit", "Outlook"
GUIDED, HALF_GROWTH, YEAR_GROWTH = (
    "2Q02: Total revenues (JPY million)",
    "1H02: Total revenues growth, %",
    "FY2002: Total revenues growth, %",
)
RATE = "$1 = JPY119.85"

PRESENTED = (
    Number("JPY9.9B", (Words(HIGHLIGHTS, "JPY9.9B ($82M)"), Cell(YEN, "Total revenues", "1Q02", "9,851"))),
    Number("($82M)", (Words(HIGHLIGHTS, "($82M)"), Cell(DOLLARS, "Total revenues", "1Q02", "82.2"))),
    Number(
        "18.2% up from 1Q01",
        (
            Words(HIGHLIGHTS, "18.2% up from 1Q01"),
            Words(YEN, "Revenues 18.2% up from 1Q01"),
            Cell(YEN, "Total revenues", "YoY", "18.2%"),
        ),
    ),
    Number(
        "18.7% down from 4Q01",
        (Words(HIGHLIGHTS, "18.7% down from 4Q01"), Cell(YEN, "Total revenues", "QoQ", "(18.7)%")),
    ),
    Number("Operating margin declined to 9.1%", (Cell(OPERATING, "Gross margin", "1Q02", "9.1%"),)),
    Number("from 12.5% in 1Q01", (Cell(OPERATING, "Gross margin", "1Q01", "12.5%"),)),
    Number("and 11.6% in 4Q01", (Cell(OPERATING, "Gross margin", "4Q01", "11.6%"),)),
    Number(
        "Operating loss of JPY464M",
        (
            Words(HIGHLIGHTS, "Operating loss of JPY464M"),
            Words(OPERATING, "Operating loss of JPY464M"),
            Cell(OPERATING, "Operating income (loss)", "1Q02", "(464)"),
        ),
    ),
    Number("($3.9M)", (Words(HIGHLIGHTS, "JPY464M ($3.9M)"),)),
    Number(
        "EBITDA remained positive at JPY329M",
        (
            Words(HIGHLIGHTS, "EBITDA JPY329M"),
            Cell(OPERATING, "EBITDA (operating income (loss) + D&A)", "1Q02", "329"),
        ),
    ),
    Number("between JPY10.5B", (Words(HIGHLIGHTS, "JPY10.5B"), Cell(OUTLOOK, GUIDED, "low", "10,500"))),
    Number("($87.6M)", (Words(HIGHLIGHTS, "($87.6M)"), Cell(OUTLOOK, GUIDED, "low, USD million", "87.6"))),
    Number("and JPY11.0B", (Words(HIGHLIGHTS, "JPY11.0B"), Cell(OUTLOOK, GUIDED, "high", "11,000"))),
    Number("($91.8M)", (Words(HIGHLIGHTS, "($91.8M)"), Cell(OUTLOOK, GUIDED, "high, USD million", "91.8"))),
    Number(
        "first half of fiscal year to grow by more than 15%",
        (Words(HIGHLIGHTS, "growth of at least 15%"), Cell(OUTLOOK, HALF_GROWTH, "low", "15")),
    ),
    Number(
        "Revenues to grow by approximately 20%",
        (
            Words(HIGHLIGHTS, "growth of about 20%"),
            Words(YEAR_REVENUE, "20.0% up from FY2001"),
            Cell(YEAR_REVENUE, "Growth YoY", "FY2002E", "20.0%"),
            Cell(OUTLOOK, YEAR_GROWTH, "low", "20"),
        ),
    ),
    Number(
        "consensus expectations for operating income, which is JPY980 M",
        (
            Words(YEAR_PROFIT, "operating income of JPY980M"),
            Cell(YEAR_PROFIT, "Operating income (loss)", "FY2002E", "980"),
            Cell(YEAR_PROFIT, "Published mean", "FY2002E", "980"),
            Cell(YEAR_PROFIT, "Mean of contributors", "FY2002E", "980"),
        ),
    ),
    Number(
        "$1=JPY119.85",
        tuple(Words(sheet, RATE) for sheet in (HIGHLIGHTS, DOLLARS, YEAR_REVENUE, OUTLOOK, "About")),
    ),
    Number("14.4Gbps", (Cell(IP, "Contracted bandwidth (Mbps)", "1Q02", "14,400"),)),
    Number("a 26% quarter-over-quarter growth", (Cell(IP, "Contracted bandwidth (Mbps)", "QoQ", "26.0%"),)),
    Number(
        "46.0% year-over-year growth",
        (
            Words(INTEGRATION, "Systems integration revenues 46.0% up from 1Q01"),
            Cell(INTEGRATION, "Systems integration revenues", "YoY", "46.0%"),
        ),
    ),
    Number("five firms", (Cell(YEAR_PROFIT, "Contributors", "FY2002E", "5"),)),
)

# Both statements are false, whatever unpublished figures were: a loss has no positive margin, and at the low
# end of the amounts guided the first half grows by 20,351 / 17,845 - 1 = 14.0%.
INSTEAD = (
    Number(
        "Operating margin declined to 9.1%, from 12.5% in 1Q01 and 11.6% in 4Q01",
        (
            Words(HIGHLIGHTS, "Operating margin (4.7)%, from (1.8)% in 1Q01 and 1.5% in 4Q01"),
            Cell(OPERATING, "Operating margin", "1Q02", "(4.7)%"),
            Cell(OPERATING, "Operating margin", "1Q01", "(1.8)%"),
            Cell(OPERATING, "Operating margin", "4Q01", "1.5%"),
        ),
    ),
    Number(
        "revenues in the first half of fiscal year to grow by more than 15%",
        (
            Words(HIGHLIGHTS, "the amounts guided give 14.0% to 16.8%"),
            Cell(OUTLOOK, "Growth implied", "low", "14.0%"),
            Cell(OUTLOOK, "Growth implied", "high", "16.8%"),
            Words(OUTLOOK, "The growth guided does not hold at the low end of the amounts guided"),
        ),
    ),
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("presentation") / "release.xlsx"
    path.write_bytes(shipped_file(Mode.NATIVE))
    return path


@pytest.fixture(scope="module")
def deck(path: Path) -> dict[str, Page]:
    """The pages as formulon calculates them."""
    return pages(path, recalculated(path.read_bytes()))


@pytest.fixture(scope="module")
def live(path: Path) -> dict[str, dict[str, str]]:
    """The formulas, without those that only repeat a sentence of the release."""
    return {
        sheet: {address: text for address, text in cells.items() if "Commentary!" not in text}
        for sheet, cells in formulas(path).items()
    }


@pytest.mark.parametrize("number", [*PRESENTED, *INSTEAD], ids=lambda number: number.printed)
def test_a_formula_of_the_deck_shows_what_was_presented(
    number: Number, deck: dict[str, Page], live: dict[str, dict[str, str]]
) -> None:
    for shown in number.shown:
        written = [live[sheet].get(a1(row - 1, column - 1), "") for sheet, row, column in shown.places(deck)]
        assert [formula for formula in written if calculates(shown.shows, formula)], shown


def calculates(words: str, formula: str) -> bool:
    """Whether a cell is a formula, and has the number not from its own text."""
    return formula.startswith("=") and (words not in formula or not re.search("[0-9]", words))


def test_what_is_false_of_the_presentation_is_shown_nowhere(deck: dict[str, Page]) -> None:
    """9.1% is a gross margin and no other ratio; 15% is printed as guided and not as what results."""
    labels = {
        page.cells.get((row, LABELS), "")
        for page in deck.values()
        for (row, _), text in page.cells.items()
        if text.rstrip("ᵉⁱ") == "9.1%"
    }
    assert labels == {"Gross profit", "Gross margin"}
    margins = [text for page in deck.values() for text in page.texts if "perating margin" in text]
    assert margins
    assert [text for text in margins if "9.1%" in text] == []
