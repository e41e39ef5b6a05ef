"""How many analysts a consensus is of: a count in words or digits, where the workbook has forecasts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from xl_addin.domain.periods import FiscalYear, Quarter
from xl_addin.tieout.claims import Claim, Measure
from xl_addin.tieout.claims_of import Context, read_claims
from xl_addin.tieout.document import Document, Passage

YEAR = FiscalYear(2002)


def read(text: str, forecast: FiscalYear | None = YEAR) -> list[Claim]:
    document = Document("release.md", (Passage(text),))
    return [
        claim
        for claim in read_claims(document, Context(Quarter(2002, 1), forecast=forecast))
        if claim.item == "contributors"
    ]


@pytest.mark.parametrize(
    ("text", "printed", "count"),
    [
        ("The consensus is the average of the forecasts of the following five firms.", "five", 5),
        ("Consensus: mean of 7 analysts", "7", 7),
        ("コンセンサスは証券会社5社の予想の平均です。", "5", 5),
        ("アナリスト12名の平均予想", "12", 12),
    ],
)
def test_a_count_of_forecasters_is_a_claim(text: str, printed: str, count: int) -> None:
    (claim,) = read(text)
    assert (claim.printed, claim.value, claim.measure, claim.period) == (
        printed, Decimal(count), Measure.COUNT, YEAR
    )  # fmt: skip
    assert text[claim.start : claim.end] == printed


@pytest.mark.parametrize("text", ["Two firms merged.", "Five analysts attended the meeting.", "5社の子会社"])
def test_other_counts_of_firms_are_none(text: str) -> None:
    assert read(text) == []


def test_without_forecasts_in_the_workbook_there_is_nothing_to_count() -> None:
    assert read("The consensus is the mean of five firms.", forecast=None) == []
