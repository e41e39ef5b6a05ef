"""What a contradicted claim may have meant, from the shipped figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.decks import figures_of
from tests.tieout.made import CONTRADICTED, claim
from xl_addin.domain.periods import Quarter
from xl_addin.inputs.model import Figures, Restatement
from xl_addin.tieout.claims import Claim, Measure, Qualifier
from xl_addin.tieout.entries import entry
from xl_addin.tieout.judging.verdicts import Judged, judge

SHIPPED = figures_of()
OWN = replace(SHIPPED, sources={})
GROWTH, MARGIN = Measure.GROWTH, Measure.MARGIN


def contradicted(made: Claim, figures: Figures = OWN) -> Judged:
    found = judge([made], figures)[0]
    assert found.verdict == CONTRADICTED
    return found


def texts(made: Claim, figures: Figures = OWN) -> list[str]:
    return [candidate.text for candidate in contradicted(made, figures).candidates]


@pytest.mark.parametrize(
    ("period", "value", "computed"),
    [("1Q02", "0.091", "9.09% to 9.10%"), ("4Q01", "0.116", "11.59% to 11.62%")],
)
def test_the_presentations_operating_margin_is_the_gross_margin_of_illustrative_figures(
    period: str, value: str, computed: str
) -> None:
    # 896 over 9,845 to 9,858; 1,405 over 12,090 to 12,121.
    made = claim("%", value, "operating_income", period, measure=MARGIN, unit="%")
    found = contradicted(made, SHIPPED).candidates
    assert [candidate.text for candidate in found] == [
        f"gross margin of {period} is {computed} (illustrative)"
    ]
    assert found[0].is_illustrative


@pytest.mark.parametrize(
    ("made", "first"),
    [
        (
            claim("JPY464M", "464E6", "operating_income"),
            "with the other sign, Operating income (loss) of 1Q02 is -464 JPY million",
        ),
        (
            claim("$464M", "-464E6", "operating_income", unit="USD"),
            "in JPY instead of USD, Operating income (loss) of 1Q02 is -464 JPY million",
        ),
        (
            claim("JPY9.9M", "9.9E6", "total_revenues"),
            "a thousand times as much, Total revenues of 1Q02 is 9,851 JPY million",
        ),
        (
            claim("JPY9,851M", "9851E6", "total_revenues", "4Q01"),
            "Total revenues of 1Q02 is 9,851 JPY million",
        ),
        (claim("JPY329M", "329E6", "operating_income"), "EBITDA of 1Q02 is 329 JPY million"),
        (
            claim("18.2%", "0.182", "total_revenues", measure=GROWTH, unit="%", base="4Q01"),
            "growth of Total revenues 1Q02 against 1Q01 is 18.2%",
        ),
        (
            claim("JPY11.0B", "11.0E9", "total_revenues", "2Q02", qualifier=Qualifier.LOW),
            "the high end of Total revenues guided for 2Q02 is 11,000 JPY million",
        ),
        (
            claim("JPY10.5B", "10.5E9", "total_revenues"),
            "the low end of Total revenues guided for 2Q02 is 10,500 JPY million",
        ),
    ],
    ids=lambda value: value.printed if isinstance(value, Claim) else "",
)
def test_the_first_candidate_is_what_was_meant(made: Claim, first: str) -> None:
    assert texts(made)[0] == first


def test_the_own_period_of_another_line_comes_before_another_period() -> None:
    # 896 of 9,851 and, moved there, 1,105 of 12,115 are both 9.1%.
    moved = {
        key: replace(figure, value=1105) if key[0] == "net_income" and str(key[1]) == "4Q01" else figure
        for key, figure in OWN.cells.items()
    }
    made = claim("9.1%", "0.091", "net_income", measure=MARGIN, unit="%")
    assert texts(made, replace(OWN, cells=moved)) == [
        "gross margin of 1Q02 is 9.1%",
        "net margin of 4Q01 is 9.12%",
    ]


def test_a_figure_as_it_was_before_its_restatement_comes_first() -> None:
    was = Restatement(9123, None, "equipment sales net")
    figures = replace(OWN, restated={("total_revenues", Quarter(2002, 1)): was})
    assert texts(claim("JPY9,123M", "9123E6", "total_revenues"), figures)[0] == (
        "Total revenues of 1Q02 was 9,123 JPY million before it was restated"
    )


def test_there_are_five_candidates_at_most() -> None:
    alike = {key: replace(figure, value=700) if figure.value else figure for key, figure in OWN.cells.items()}
    figures = replace(OWN, cells={**alike, **_only(OWN, "operating_income", 5)})
    assert len(texts(claim("JPY700M", "700E6", "operating_income"), figures)) == 5


def _only(figures: Figures, item: str, value: float) -> dict[tuple[str, object], object]:
    return {key: replace(figure, value=value) for key, figure in figures.cells.items() if key[0] == item}


def test_growth_that_the_amounts_guided_do_not_bear_has_no_other_base_for_candidate() -> None:
    made = claim(
        "15%",
        "0.15",
        "total_revenues",
        "1H02",
        measure=GROWTH,
        unit="%",
        base="1H01",
        qualifier=Qualifier.MORE_THAN,
    )
    assert texts(made, SHIPPED) == []


def test_what_ties_nowhere_has_no_candidate() -> None:
    assert texts(claim("JPY123,457M", "123457E6", "total_revenues")) == []


def test_a_candidate_is_an_object_of_the_entry() -> None:
    made = claim("9.1%", "0.091", "operating_income", measure=MARGIN, unit="%")
    assert entry(contradicted(made), OWN)["candidates"] == [
        {
            "text": "gross margin of 1Q02 is 9.1%",
            "item": "gross_profit",
            "period": "1Q02",
            "base": None,
            "unit": "%",
            "computed": pytest.approx(100 * 896 / 9851),
            "illustrative": False,
        }
    ]
