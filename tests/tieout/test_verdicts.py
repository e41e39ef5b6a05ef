"""Verdicts on claims built by hand, against the shipped workbook and small changes of it."""

from __future__ import annotations

import pytest

from tests.decks import figures_of
from tests.tieout.presentation import CLAIMS, PRESENTATION, Row
from xl_addin.tieout.entries import entry
from xl_addin.tieout.verdicts import judge

SHIPPED = figures_of()
JUDGED = dict(zip(CLAIMS, judge(CLAIMS, SHIPPED), strict=True))


@pytest.mark.parametrize("row", PRESENTATION, ids=str)
def test_every_number_of_the_presentation_gets_its_verdict(row: Row) -> None:
    judged = JUDGED[row.claim]
    assert judged.verdict == row.verdict, judged.reason


@pytest.mark.parametrize("row", PRESENTATION, ids=str)
def test_what_is_computed_is_given_in_the_unit_of_the_entry(row: Row) -> None:
    computed = entry(JUDGED[row.claim], SHIPPED)["computed"]
    ends = computed if isinstance(computed, list) else [computed, computed]
    assert ends == pytest.approx([row.low, row.high], abs=0.006)
