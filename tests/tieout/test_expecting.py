"""Verdicts on what is said of periods ahead: guidance, what it implies, and the consensus."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.decks import figures_of
from tests.tieout.made import CONSISTENT, CONTRADICTED, TIES, UNVERIFIABLE, claim, growth, judged
from tests.tieout.presentation import PRESENTATION
from xl_addin.tieout.claims import Claim, Qualifier
from xl_addin.tieout.judging.verdicts import judge

SHIPPED = figures_of()
OWN = replace(SHIPPED, sources={})


def test_what_holds_at_one_end_only_is_contradicted_and_the_end_named() -> None:
    half = next(row.claim for row in PRESENTATION if row.claim.printed == "15%")
    assert judged(SHIPPED, half).reason == (
        "it holds at the high end of what is guided, but not at the low end: by total_revenues of 1Q02,"
        " 2Q02 as guided it is 13.4% to 14.5% at the low end and 16.2% to 17.4% at the high end"
    )


def test_growth_guided_holds_where_the_amounts_guided_bear_it() -> None:
    guided = replace(SHIPPED, guidance=tuple(replace(line) for line in SHIPPED.guidance))
    lines = [replace(line, low=replace(line.low, value=13)) if line.item.endswith("growth") else line
             for line in guided.guidance]  # fmt: skip
    made = growth("13%", "0.13", "total_revenues", "1H02", "1H01", qualifier=Qualifier.MORE_THAN)
    found = judged(replace(guided, guidance=tuple(lines)), made)
    assert found.verdict == TIES
    assert "it holds at both ends" in found.reason


def test_a_figure_of_the_consensus_is_none_of_the_companys_guidance() -> None:
    made = claim("JPY980M", "980E6", "operating_income", "FY2002", text="we expect JPY980M", outlook=True)
    found = judged(SHIPPED, made)
    assert found.verdict == UNVERIFIABLE
    assert "the analysts' consensus, which the text does not speak of, is 980 JPY million" in found.reason


@pytest.mark.parametrize(
    ("made", "verdict"),
    [
        # 9,851 with 10,500 or 11,000; against 8,334 and 9,511 that is 14.04% or 16.85%.
        (claim("JPY20.4B", "20.4E9", "total_revenues", "1H02", qualifier=Qualifier.LOW), TIES),
        (claim("JPY20.9B", "20.9E9", "total_revenues", "1H02", qualifier=Qualifier.HIGH), TIES),
        (claim("JPY20.9B", "20.9E9", "total_revenues", "1H02", qualifier=Qualifier.LOW), CONTRADICTED),
        (claim("JPY20.6B", "20.6E9", "total_revenues", "1H02"), CONSISTENT),
        # 10,500 or 11,000 over 9,511: 10.40% or 15.66%.
        (growth("10.4%", "0.104", "total_revenues", "2Q02", "2Q01", qualifier=Qualifier.LOW), TIES),
        (growth("15.7%", "0.157", "total_revenues", "2Q02", "2Q01", qualifier=Qualifier.HIGH), TIES),
        (growth("15.8%", "0.158", "total_revenues", "2Q02", "2Q01", qualifier=Qualifier.HIGH), CONTRADICTED),
        (growth("12%", "0.12", "total_revenues", "2Q02", "2Q01"), CONSISTENT),
        (
            growth("16%", "0.16", "total_revenues", "2Q02", "2Q01", qualifier=Qualifier.MORE_THAN),
            CONTRADICTED,
        ),
        (growth("10%", "0.10", "total_revenues", "2Q02", "2Q01", qualifier=Qualifier.AT_LEAST), TIES),
        (growth("20%", "0.20", "total_revenues", "2Q02", "1Q01", qualifier=Qualifier.AT_LEAST), TIES),
        (claim("JPY10.7B", "10.7E9", "total_revenues", "2Q02"), CONSISTENT),
        (claim("JPY11.1B", "11.1E9", "total_revenues", "2Q02"), CONTRADICTED),
        (claim("JPY10.5B", "10.5E9", "total_revenues", "2Q02", qualifier=Qualifier.AT_LEAST), TIES),
    ],
    ids=lambda value: value.printed if isinstance(value, Claim) else str(value),
)
def test_claims_about_periods_ahead_are_held_against_what_is_guided(made: Claim, verdict: str) -> None:
    found = judged(OWN, made)
    assert found.verdict == verdict, found.reason


def test_a_sentence_may_tell_guidance_beside_the_consensus() -> None:
    text = "We expect JPY10.5B at least, against the JPY10.6B of the analysts' consensus"
    least = claim(
        "JPY10.5B", "10.5E9", "total_revenues", "2Q02", text=text, qualifier=Qualifier.AT_LEAST, outlook=True
    )
    mean = claim("JPY10.6B", "10.6E9", "total_revenues", "2Q02", text=text, outlook=True)
    forecast = replace(SHIPPED.consensus[0], item="total_revenues", period=least.period)
    at_10600 = replace(forecast, value=replace(forecast.value, value=10600))
    figures = replace(SHIPPED, consensus=(at_10600,))
    assert [each.verdict for each in judge([least, mean], figures)] == [TIES, TIES]
    wrong = replace(mean, value=mean.value * 2)
    assert judged(figures, wrong).reason.startswith("the consensus on total_revenues of 2Q02 is 10,600")


def test_break_even_is_no_other_amount() -> None:
    made = claim("JPY100M", "100E6", "operating_income", "2Q02", qualifier=Qualifier.NEAR)
    assert judged(SHIPPED, made).verdict == CONTRADICTED


def test_growth_guided_on_another_base_is_contradicted() -> None:
    made = growth("20%", "0.20", "total_revenues", "FY2002", "FY2000", qualifier=Qualifier.ABOUT)
    assert judged(SHIPPED, made).reason == "the growth guided for FY2002 is on FY2001, not on FY2000"
