"""The numbers of a text beside each other, where the workbook has no figure for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tests.decks import figures_of
from tests.tieout.made import CONTRADICTED, TIES, UNVERIFIABLE, claim
from xl_addin.tieout.claims import Claim, Measure, Qualifier
from xl_addin.tieout.document import Kind
from xl_addin.tieout.judging.verdicts import Judged, judge

SHIPPED = figures_of()
OWN = replace(SHIPPED, sources={})
GROWTH = Measure.GROWTH


def judged(claims: Sequence[Claim]) -> tuple[Judged, ...]:
    return judge(claims, OWN)


def growth(printed: str, value: str, **more: object) -> Claim:
    return claim(printed, value, "capital_expenditures", measure=GROWTH, unit="%", base="1Q01", **more)  # type: ignore[arg-type]


def spent(printed: str, value: str, at: str = "1Q02", **more: object) -> Claim:
    return claim(printed, value, "capital_expenditures", at, **more)  # type: ignore[arg-type]


def test_dollars_beside_yen_agree_at_the_stated_rate_and_are_still_unverifiable() -> None:
    # 1,200 over 119.85 = 10.01.
    text = "Capital expenditures were JPY1,200M ($10.0M)."
    found = judged(
        [spent("JPY1,200M", "1200E6", text=text), spent("$10.0M", "10.0E6", text=text, unit="USD")]
    )
    assert [each.verdict for each in found] == [UNVERIFIABLE, UNVERIFIABLE]
    assert all("agrees inside the text: $10.0M is JPY1,200M at 119.85" in each.reason for each in found)


def test_dollars_that_are_not_the_yen_beside_them_contradict_both() -> None:
    text = "Capital expenditures were JPY1,200M ($12.0M)."
    found = judged(
        [spent("JPY1,200M", "1200E6", text=text), spent("$12.0M", "12.0E6", text=text, unit="USD")]
    )
    assert [each.verdict for each in found] == [CONTRADICTED, CONTRADICTED]
    assert found[1].reason == ("$12.0M is not JPY1,200M at 119.85; the workbook has no capital_expenditures")


def test_the_rate_is_the_one_that_the_text_states() -> None:
    text = "Capital expenditures were JPY1,200M ($12.0M) at $1=JPY100.00."
    rate = claim("JPY100.00", "100.00", "usdjpy", text=text, measure=Measure.RATE, unit="JPY per USD")
    pair = [spent("JPY1,200M", "1200E6", text=text), spent("$12.0M", "12.0E6", text=text, unit="USD")]
    assert [each.verdict for each in judged([*pair, rate])] == [UNVERIFIABLE, UNVERIFIABLE, CONTRADICTED]


def test_amounts_further_apart_are_no_translation_of_each_other() -> None:
    text = "Capital expenditures were JPY1,200M, of which abroad $12.0M."
    found = judged(
        [spent("JPY1,200M", "1200E6", text=text), spent("$12.0M", "12.0E6", text=text, unit="USD")]
    )
    assert [each.verdict for each in found] == [UNVERIFIABLE, UNVERIFIABLE]


def test_growth_is_held_against_two_printed_levels() -> None:
    # 1,200 over 1,000.
    levels = [spent("JPY1,200M", "1200E6"), spent("JPY1,000M", "1000E6", "1Q01")]
    right, wrong = (
        judged([*levels, made])[2] for made in (growth("20.0%", "0.200"), growth("21.0%", "0.210"))
    )
    assert right.verdict == UNVERIFIABLE
    assert "20.0% is what JPY1,200M of 1Q02 on JPY1,000M of 1Q01 gives" in right.reason
    assert wrong.verdict == CONTRADICTED
    assert wrong.reason.startswith("21.0% is not what JPY1,200M of 1Q02 on JPY1,000M of 1Q01 gives")


def test_of_two_prints_of_a_level_the_finer_one_counts() -> None:
    # JPY1.2B alone allows 15% to 25%.
    levels = [spent("JPY1.2B", "1.2E9"), spent("JPY1,200M", "1200E6"), spent("JPY1,000M", "1000E6", "1Q01")]
    assert judged([*levels, growth("21.0%", "0.210")])[3].verdict == CONTRADICTED


def test_growth_expected_is_held_against_both_ends_of_the_amounts_expected() -> None:
    # 1,000 with 1,100 or 1,300 is 2,100 or 2,300: 5% or 15% on 2,000.
    levels = [
        spent("JPY1,000M", "1000E6"),
        spent("JPY1,100M", "1100E6", "2Q02", qualifier=Qualifier.LOW),
        spent("JPY1,300M", "1300E6", "2Q02", qualifier=Qualifier.HIGH),
        spent("JPY2,000M", "2000E6", "1H01"),
    ]
    made = claim(
        "10%",
        "0.10",
        "capital_expenditures",
        "1H02",
        measure=GROWTH,
        unit="%",
        base="1H01",
        qualifier=Qualifier.AT_LEAST,
    )
    found = judged([*levels, made])[4]
    assert found.verdict == CONTRADICTED
    assert (
        "10% is not what JPY1,000M of 1Q02 and JPY1,100M of 2Q02 on JPY2,000M of 1H01 gives" in found.reason
    )
    assert "JPY1,300M" not in found.reason


def test_parts_are_held_against_their_total_in_one_table() -> None:
    # The components of FY2000, of which the workbook has nothing: 5 x 100 and 60.
    parts = [
        claim("100", "100E6", item.key, "FY2000", kind=Kind.ROW, text=f"{item.label} | 100")
        for item in OWN.components["total_revenues"]
    ]
    right, wrong = (
        judged([claim(text, f"{text}E6", "total_revenues", "FY2000", kind=Kind.ROW), *parts])
        for text in ("602", "650")
    )
    assert {each.verdict for each in right} == {UNVERIFIABLE}
    assert "602 is the sum of its 6 printed parts" in right[0].reason
    assert {each.verdict for each in wrong} == {CONTRADICTED}
    assert wrong[0].reason.startswith("650 is not the sum of its 6 printed parts")


def test_a_last_day_that_is_not_the_named_quarters_contradicts_its_figures() -> None:
    text = "In 1Q02 (the quarter ended September 30, 2002) capital expenditures were JPY1,200M"
    found = judged([spent("JPY1,200M", "1200E6", text=text)])[0]
    assert found.verdict == CONTRADICTED
    assert found.reason.startswith("September 30, 2002 is not the end of 1Q02")
    right = text.replace("September 30", "June 30")
    assert judged([spent("JPY1,200M", "1200E6", text=right)])[0].verdict == UNVERIFIABLE


def test_a_wrong_last_day_is_told_beside_a_figure_that_ties() -> None:
    text = "Revenues of the quarter ended September 30, 2002 (1Q02) were JPY9.9B"
    found = judged([claim("JPY9.9B", "9.9E9", "total_revenues", text=text)])[0]
    assert found.verdict == TIES
    assert found.reason.endswith("; but September 30, 2002 is not the end of 1Q02")


def test_a_doubt_stays_a_doubt_whatever_stands_beside_it() -> None:
    text = "Capital expenditures were JPY1,200M ($12.0M)."
    made = [
        spent("JPY1,200M", "1200E6", text=text),
        spent("$12.0M", "12.0E6", text=text, unit="USD", doubts=("which",)),
    ]
    assert [each.verdict for each in judged(made)] == [UNVERIFIABLE, UNVERIFIABLE]


def test_agreement_inside_the_text_never_confirms_nor_changes_what_the_workbook_says() -> None:
    text = "JPY9.9B ($90M)"
    made = [
        claim("JPY9.9B", "9.9E9", "total_revenues", text=text),
        claim("$90M", "90E6", "total_revenues", text=text, unit="USD"),
    ]
    found = judged(made)
    assert [each.verdict for each in found] == [TIES, CONTRADICTED]
    assert "inside the text" not in "".join(each.reason for each in found)
