"""Sentences about a forecast that was replaced, against the guidance before and after."""

from __future__ import annotations

import pytest

from tests.unit.inputs.books import BASE, book_of, saved
from xl_addin.inputs.load import read_figures
from xl_addin.inputs.model import Figures
from xl_addin.tieout.claims_of import context_of, read_claims
from xl_addin.tieout.document import Document, Passage
from xl_addin.tieout.judging.verdicts import judge

TIES, CONSISTENT, CONTRADICTED, UNVERIFIABLE = "ties", "consistent", "contradicted", "unverifiable"


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    """Revenues of 2Q02: guided at 140 to 145 in May, at 150 to 160 in August."""
    typed = {"A": "2Q02", "B": "total_revenues", "C": "140", "D": "145", "G": "2002-05-10"}
    book = book_of(BASE, {f"Guidance!{column}5": text for column, text in typed.items()})
    found, issues = read_figures(saved(book, tmp_path_factory.mktemp("guided")))
    assert found is not None, issues
    return found


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        (
            "We revised our forecast for revenues in 2Q02 from between JPY140 million and JPY145 million to"
            " between JPY150 million and JPY160 million.",
            [TIES] * 4,
        ),
        ("Our previous forecast for revenues in 2Q02 was at least JPY140 million.", [TIES]),
        ("Our previous forecast for revenues in 2Q02 was at least JPY141 million.", [UNVERIFIABLE]),
        (
            "Our guidance for revenues for 2Q02 was raised from JPY145 million to JPY155 million.",
            [UNVERIFIABLE, CONSISTENT],
        ),
        ("2Q02の売上高予想を140百万円から150百万円に上方修正しました。", [UNVERIFIABLE, CONSISTENT]),
        # What is told as the present forecast, is checked as that.
        ("We expect revenues in 2Q02 of between JPY140 million and JPY145 million.", [CONTRADICTED] * 2),
        # Figures of the past in a sentence about forecasts.
        (
            "Revenues increased from JPY100 million in 1Q01 to JPY140 million in 1Q02, as by our plan.",
            [TIES, CONSISTENT],
        ),
        (
            "We raised our target for dividends, and revenues rose from JPY130 million in 4Q01 to"
            " JPY140 million in 1Q02.",
            [TIES, CONSISTENT],
        ),
    ],
)
def test_an_earlier_forecast_ties_with_what_was_replaced_or_is_left_open(
    text: str, verdicts: list[str], figures: Figures
) -> None:
    claims = read_claims(Document("test", (Passage(text),)), context_of(figures))
    assert [found.verdict for found in judge(claims, figures)] == verdicts
