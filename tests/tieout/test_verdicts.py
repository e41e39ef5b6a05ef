"""Verdicts on claims built by hand, against the shipped workbook and small changes of it."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

from tests.decks import figures_of
from tests.input_workbook import Input, number_of
from tests.tieout.made import CONSISTENT, CONTRADICTED, TIES, UNVERIFIABLE, claim, growth, judged
from tests.tieout.planted import planted
from tests.tieout.presentation import CLAIMS, PRESENTATION, Row
from tests.work import calls
from xl_addin.domain.precision import Rounding
from xl_addin.inputs.model import Figures
from xl_addin.release.book import Book
from xl_addin.release.expressions import Mode, formula
from xl_addin.tieout.claims import Claim, Measure, Qualifier
from xl_addin.tieout.entries import entry
from xl_addin.tieout.judging.telling import in_shown_unit
from xl_addin.tieout.judging.verdicts import judge

SHIPPED = figures_of()
# The same figures as the company's own books: nothing is estimated or illustrative.
OWN = replace(SHIPPED, sources={})
CUT = replace(OWN, settings=replace(OWN.settings, rounding=Rounding.TRUNCATE))
JUDGED = dict(zip(CLAIMS, judge(CLAIMS, SHIPPED), strict=True))
MARGIN, CHANGE, COUNT = Measure.MARGIN, Measure.CHANGE, Measure.COUNT
# What ties once the figures are the company's own: 9,851; 9,851 over 8,334 and 12,115; 14,400; 14,400 over
# 11,430; 2,482 over 1,700; five forecasts.
TIES_IN_OWN_BOOKS = {"JPY9.9B", "18.2%", "18.7%", "14.4Gbps", "26%", "46.0%", "five"}


@pytest.fixture
def book() -> Input:
    """The shipped workbook as the company's own books."""
    book = Input()
    book.drop_sheets("Sources")
    return book


def read(book: Input, folder: Path) -> Figures:
    return figures_of(book.saved(folder))


@pytest.mark.parametrize("row", PRESENTATION, ids=str)
def test_every_number_of_the_presentation_gets_its_verdict(row: Row) -> None:
    assert JUDGED[row.claim].verdict == row.verdict, JUDGED[row.claim].reason


@pytest.mark.parametrize("row", PRESENTATION, ids=str)
def test_what_is_computed_is_given_in_the_unit_of_the_entry(row: Row) -> None:
    computed = entry(JUDGED[row.claim], SHIPPED)["computed"]
    ends = computed if isinstance(computed, list) else [computed, computed]
    assert ends == pytest.approx([row.low, row.high], abs=0.006)


@pytest.mark.parametrize("row", PRESENTATION, ids=str)
def test_the_live_formula_gives_what_is_computed(row: Row) -> None:
    found = JUDGED[row.claim]
    assert found.expression is not None
    assert found.point is not None
    shown = in_shown_unit(found.point, row.claim, SHIPPED.settings.unit)
    live = Book(SHIPPED).value(found.expression)
    assert isinstance(live, int | float)
    assert math.isclose(live * (100 if row.claim.unit == "%" else 1), float(shown), rel_tol=1e-12)
    assert formula(found.expression, Mode.NATIVE, "Release").startswith("=")


@pytest.mark.parametrize("row", PRESENTATION, ids=str)
def test_in_the_companys_own_books_the_presentation_ties_but_for_its_errors(row: Row) -> None:
    verdict = judged(OWN, row.claim).verdict
    if row.claim.printed in TIES_IN_OWN_BOOKS or row.verdict == TIES:
        assert verdict == TIES
    else:
        assert row.claim.printed in ("9.1%", "12.5%", "11.6%", "15%")
        assert verdict == CONTRADICTED


@pytest.mark.parametrize("figures", [SHIPPED, OWN], ids=["shipped", "own books"])
@pytest.mark.parametrize("row", PRESENTATION, ids=str)
def test_an_error_planted_in_a_tying_claim_contradicts_it(row: Row, figures: Figures) -> None:
    if judged(figures, row.claim).verdict != TIES:
        return
    verdicts = {name: judged(figures, wrong).verdict for name, wrong in planted(row.claim)}
    assert {name for name, verdict in verdicts.items() if verdict != CONTRADICTED} == set()


def test_an_estimate_that_rests_on_the_claim_never_confirms_it() -> None:
    made = claim("14.4Gbps", "1.44E4", "contracted_bandwidth", measure=COUNT, unit="Mbps")
    found = judged(SHIPPED, made)
    assert found.verdict == UNVERIFIABLE
    assert found.reason.startswith("contracted_bandwidth 1Q02 was itself taken from 14.4Gbps")
    other = claim("14.5Gbps", "1.45E4", "contracted_bandwidth", measure=COUNT, unit="Mbps")
    assert judged(SHIPPED, other).verdict == CONTRADICTED


def test_bounds_that_rest_on_the_claim_are_at_most_consistent() -> None:
    made = growth("18.2%", "0.182", "total_revenues", "1Q02", "1Q01")
    assert "the bounds of total_revenues 1Q01 rest on it too" in judged(SHIPPED, made).reason


def test_what_rests_on_illustrative_figures_is_unverifiable_and_still_computed() -> None:
    made = claim("12.5%", "0.125", "gross_profit", "1Q01", measure=MARGIN, unit="%")
    found = judged(SHIPPED, made)
    assert found.verdict == UNVERIFIABLE
    # 1,042 over 8,325 to 8,343
    assert entry(found, SHIPPED)["computed"] == pytest.approx([12.490, 12.517], abs=0.001)


def test_a_half_is_what_the_year_leaves_where_its_quarters_were_not_published() -> None:
    # FY2001 54, 3Q01 151, 4Q01 186; the split of the rest is illustrative.
    found = judged(SHIPPED, claim("(283)", "-283E6", "operating_income", "1H01"))
    assert found.verdict == CONSISTENT
    assert entry(found, SHIPPED)["computed"] == [-284.5, -281.5]
    assert "FY2001 less 3Q01, 4Q01" in found.reason


def test_a_year_column_beats_the_sum_of_estimated_quarters() -> None:
    found = judged(SHIPPED, claim("JPY39,900M", "39.9E9", "total_revenues", "FY2001"))
    assert entry(found, SHIPPED)["computed"] == [39850, 39950]


def test_a_doubt_makes_a_claim_unverifiable_and_is_the_reason() -> None:
    doubts = ("1Q02 or 1Q01", "which revenues")
    found = judged(OWN, claim("JPY9.9B", "9.9E9", "total_revenues", doubts=doubts))
    assert (found.verdict, found.reason, found.computed) == (
        UNVERIFIABLE,
        "1Q02 or 1Q01; which revenues",
        None,
    )


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (claim("9.9", "9.9E9", None), "the text does not say what it is a figure of"),
        (claim("9.9", "9.9E9", "total_revenues", ""), "the text does not say of which period it is"),
        (claim("9.9", "9.9E9", "eps"), "the workbook has no eps"),
        (claim("9.9", "9.9E9", "total_revenues", "1Q98"), "total_revenues 1Q98 is not in the workbook"),
        (claim("9.9", "9.9E9", "total_revenues", "4Q00"), "total_revenues 4Q00 is blank"),
        (claim("9.9", "9.9E9", "total_revenues", "LTM 3Q01"), "total_revenues 4Q00 is blank"),
        (
            growth("1%", "0.01", "total_revenues", "1Q02", ""),
            "the text does not say what it is compared with",
        ),
        (growth("1%", "0.01", "total_revenues", "1Q01", "4Q00"), "total_revenues 4Q00 is blank"),
        (claim("9.9", "9.9E9", "net_income", "2Q02"), "the workbook has no guidance of net_income for 2Q02"),
        (
            claim("9.9", "9.9E9", "total_revenues", unit="EUR"),
            "the workbook has no rate of JPY and EUR at 1Q02",
        ),
        (
            claim("1.32", "1.32", "usdjpy", "3Q02", measure=Measure.RATE, unit="JPY per USD"),
            "the workbook has no period-end rate of USDJPY at 3Q02",
        ),
    ],
)
def test_without_anything_to_compute_it_from_a_claim_is_unverifiable(made: Claim, reason: str) -> None:
    found = judged(OWN, made)
    assert (found.verdict, found.computed) == (UNVERIFIABLE, None)
    assert reason in found.reason


def test_growth_on_a_loss_is_contradicted_as_not_meaningful(book: Input, tmp_path: Path) -> None:
    book.type("operating_income", {"1Q02": 12, "1Q01": -186, "FY2001": None})
    found = judged(read(book, tmp_path), growth("106%", "1.06", "operating_income", "1Q02", "1Q01"))
    assert (found.verdict, found.computed) == (CONTRADICTED, None)
    assert "n.m." in found.reason


def test_growth_of_a_loss_on_a_loss_is_unverifiable() -> None:
    found = judged(OWN, growth("213.5%", "-2.135", "operating_income", "1Q02", "1Q01"))
    assert found.verdict == UNVERIFIABLE


def test_a_figure_that_ties_only_cut_off_is_contradicted_and_that_is_said() -> None:
    # 9,851 is 9.8 cut off, and 9.9 rounded.
    made = claim("JPY9.8B", "9.8E9", "total_revenues")
    found = judged(OWN, made)
    assert found.verdict == CONTRADICTED
    assert "it would tie cut off, which is not the workbook's rounding" in found.reason
    assert judged(CUT, made).verdict == TIES
    assert "it would tie rounded" in judged(CUT, claim("JPY9.9B", "9.9E9", "total_revenues")).reason


ROUNDED_BESIDE_AMOUNTS = [
    # Down 18.688%; 896 over 9,851 is 9.096%; that less 1,042 over 8,334 is -3.4074 points.
    (growth("18.7%", "-0.187", "total_revenues", "1Q02", "4Q01"), TIES),
    (growth("18.6%", "-0.186", "total_revenues", "1Q02", "4Q01"), CONTRADICTED),
    (claim("9.1%", "0.091", "gross_profit", measure=MARGIN, unit="%"), TIES),
    (claim("9.0%", "0.090", "gross_profit", measure=MARGIN, unit="%"), CONTRADICTED),
    (claim("341bp", "-341", "gross_profit", measure=CHANGE, unit="bps", base="1Q01"), TIES),
    (claim("340bp", "-340", "gross_profit", measure=CHANGE, unit="bps", base="1Q01"), CONTRADICTED),
    # 3,760 contracts; 399,477.8 yen for each and month; 119.85 yen for a dollar.
    (claim("38 hundred", "38E2", "ip_service_contracts", "4Q01", measure=COUNT, unit="contracts"), TIES),
    (
        claim("37 hundred", "37E2", "ip_service_contracts", "4Q01", measure=COUNT, unit="contracts"),
        CONTRADICTED,
    ),
    (claim("JPY399,478", "399478", "arpu"), TIES),
    (claim("JPY399,477", "399477", "arpu"), CONTRADICTED),
    (claim("JPY119.9", "119.9", "usdjpy", measure=Measure.RATE, unit="JPY per USD"), TIES),
    (claim("JPY119.8", "119.8", "usdjpy", measure=Measure.RATE, unit="JPY per USD"), CONTRADICTED),
    # Amounts, and what they differ by, are cut: -650 over 119.85 is -5.4234.
    (claim("JPY9.8B", "9.8E9", "total_revenues"), TIES),
    (claim("$5.42M", "-5.42E6", "operating_income", measure=CHANGE, unit="USD", base="4Q01"), TIES),
    (claim("$3.8M", "-3.8E6", "operating_income", unit="USD"), TIES),
    (claim("$3.9M", "-3.9E6", "operating_income", unit="USD"), CONTRADICTED),
]


@pytest.mark.parametrize(("made", "verdict"), ROUNDED_BESIDE_AMOUNTS, ids=str)
def test_where_amounts_are_cut_off_all_else_is_rounded(made: Claim, verdict: str) -> None:
    found = judged(CUT, made)
    assert found.verdict == verdict, found.reason


def test_a_percentage_that_ties_only_cut_off_is_told_that_amounts_are() -> None:
    found = judged(CUT, growth("18.6%", "-0.186", "total_revenues", "1Q02", "4Q01"))
    assert "it would tie cut off, which in the workbook's rounding only amounts are" in found.reason


def test_a_figure_for_each_share_is_rounded_where_amounts_are_cut_off(book: Input, tmp_path: Path) -> None:
    book.add_item("eps", "Loss per share", {"1Q02": -65.75})
    book.figures.row("eps")["unit"] = "JPY"
    book.set(rounding="truncate")
    figures = read(book, tmp_path)
    assert judged(figures, claim("¥(65.8)", "-65.8", "eps", unit="JPY per share")).verdict == TIES
    assert judged(figures, claim("¥(65.7)", "-65.7", "eps", unit="JPY per share")).verdict == CONTRADICTED


def test_slips_of_percentages_are_found_rounded_and_of_amounts_cut_off() -> None:
    # Gross profit, 9.096% of revenues, told of another period; 9,851 in thousands instead of millions.
    margin = judged(CUT, claim("9.1%", "0.091", "gross_profit", "4Q01", measure=MARGIN, unit="%"))
    assert any("of 1Q02" in each.text for each in margin.candidates)
    amount = judged(CUT, claim("JPY9.8M", "9.8E6", "total_revenues"))
    assert any("a thousand times as much" in each.text for each in amount.candidates)


@pytest.mark.parametrize(
    ("made", "verdict"),
    [
        # 3,900 contracts, of which 140 new; bandwidth up by 2,970 Mbps.
        (claim("3,900", "3900", "ip_service_contracts", measure=COUNT, unit="contracts"), TIES),
        (
            claim(
                "3,800",
                "3800",
                "ip_service_contracts",
                measure=COUNT,
                unit="contracts",
                qualifier=Qualifier.MORE_THAN,
            ),
            TIES,
        ),
        (
            claim(
                "3,900",
                "3900",
                "ip_service_contracts",
                measure=COUNT,
                unit="contracts",
                qualifier=Qualifier.MORE_THAN,
            ),
            CONTRADICTED,
        ),
        (
            claim(
                "3,900",
                "3900",
                "ip_service_contracts",
                measure=COUNT,
                unit="contracts",
                qualifier=Qualifier.AT_LEAST,
            ),
            TIES,
        ),
        (
            claim(
                "4,000",
                "4000",
                "ip_service_contracts",
                measure=COUNT,
                unit="contracts",
                qualifier=Qualifier.LESS_THAN,
            ),
            TIES,
        ),
        (
            claim(
                "300",
                "300",
                "ip_service_contracts",
                measure=COUNT,
                unit="contracts",
                qualifier=Qualifier.AT_LEAST,
            ),
            CONSISTENT,
        ),
        (claim("140", "140", "ip_service_contracts", measure=CHANGE, unit="contracts", base="4Q01"), TIES),
        (
            claim("2,970Mbps", "2970", "contracted_bandwidth", measure=CHANGE, unit="Mbps", base="4Q01"),
            TIES,
        ),
        # -464 less 186; in dollars -650 over 119.85 = -5.42.
        (claim("JPY650M", "-650E6", "operating_income", measure=CHANGE, base="4Q01"), TIES),
        (claim("$5.4M", "-5.4E6", "operating_income", measure=CHANGE, unit="USD", base="4Q01"), TIES),
        # 896/9,851 = 9.10% against 1,042/8,334 = 12.50%: -3.407 points.
        (claim("3.4 points", "-3.4", "gross_profit", measure=CHANGE, unit="pt", base="1Q01"), TIES),
        (claim("341bp", "-341", "gross_profit", measure=CHANGE, unit="bps", base="1Q01"), TIES),
        (claim("3.5 points", "-3.5", "gross_profit", measure=CHANGE, unit="pt", base="1Q01"), CONTRADICTED),
        # A share of its own line's revenues, 248/2,482; of the total, 2,482/9,851; EBITDA's margin 329/9,851.
        (claim("10.0%", "0.100", "systems_integration_gross_profit", measure=MARGIN, unit="%"), TIES),
        (claim("25.2%", "0.252", "systems_integration_revenues", measure=MARGIN, unit="%"), TIES),
        (claim("3.3%", "0.033", "ebitda", measure=MARGIN, unit="%"), TIES),
        # Down 18.69%: the words limit the size of the decline.
        (growth("18%", "-0.18", "total_revenues", "1Q02", "4Q01", qualifier=Qualifier.MORE_THAN), TIES),
        (growth("19%", "-0.19", "total_revenues", "1Q02", "4Q01", qualifier=Qualifier.LESS_THAN), TIES),
        (
            growth("18%", "0.18", "total_revenues", "1Q02", "4Q01", qualifier=Qualifier.MORE_THAN),
            CONTRADICTED,
        ),
        # About: 18.20% within one unit of 19, within five of 22.
        (growth("19%", "0.19", "total_revenues", "1Q02", "1Q01", qualifier=Qualifier.ABOUT), TIES),
        (growth("22%", "0.22", "total_revenues", "1Q02", "1Q01", qualifier=Qualifier.ABOUT), CONSISTENT),
        (growth("24%", "0.24", "total_revenues", "1Q02", "1Q01", qualifier=Qualifier.ABOUT), CONTRADICTED),
        # 4,590 million over the mean of 3,760 and 3,900 contracts and three months.
        (claim("JPY399,478", "399478", "arpu"), TIES),
        # 8,334 + 9,511; the year 39,900.
        (claim("JPY17.8B", "17.8E9", "total_revenues", "1H01"), TIES),
        (claim("JPY39.9B", "39.9E9", "total_revenues", "FY2001"), TIES),
        (claim("JPY39.9B", "39.9E9", "total_revenues", "1Q-4Q01"), TIES),
        (claim("JPY39.9B", "39.9E9", "total_revenues", "LTM 4Q01"), TIES),
        # A balance is that of the last quarter.
        (
            claim("11.4Gbps", "1.14E4", "contracted_bandwidth", "FY2001", measure=COUNT, unit="Mbps"),
            TIES,
        ),
        (claim("JPY124.73", "124.73", "usdjpy", "1Q01", measure=Measure.RATE, unit="JPY per USD"), TIES),
    ],
    ids=lambda value: value.printed if isinstance(value, Claim) else str(value),
)
def test_claims_of_every_measure_and_qualifier_in_own_books(made: Claim, verdict: str) -> None:
    found = judged(OWN, made)
    assert found.verdict == verdict, found.reason


def test_zeros_that_fill_up_a_japanese_scale_may_be_no_digits() -> None:
    # 464 over 119.85 is 3.87 million dollars, which Japanese can only print as 387万 or 390万.
    made = claim("390万ドル", "-390E4", "operating_income", unit="USD")
    assert judged(OWN, made).verdict == CONSISTENT
    assert judged(OWN, claim("387万ドル", "-387E4", "operating_income", unit="USD")).verdict == TIES
    assert judged(OWN, claim("391万ドル", "-391E4", "operating_income", unit="USD")).verdict == CONTRADICTED


def test_items_of_other_units_are_put_on_the_workbooks_scale(book: Input, tmp_path: Path) -> None:
    income = book.figures.row("operating_income")
    income["unit"] = "JPY thousand"
    book.type(
        "operating_income", {label: 1000 * number_of(income[label]) for label in ("3Q01", "4Q01", "1Q02")}
    )
    book.type("operating_income", {"1Q01": None, "2Q01": None, "FY2001": None})
    figures = read(book, tmp_path)
    made = [row.claim for row in PRESENTATION if row.claim.printed in ("JPY464M", "JPY329M", "$3.9M")]
    made.append(claim("(4.7)%", "-0.047", "operating_income", measure=MARGIN, unit="%"))
    found = judge(made, figures)
    assert {each.verdict for each in found} == {TIES}
    live = [Book(figures).value(each.expression) for each in found if each.expression is not None]
    assert live == pytest.approx([-464, -464 / 119.85, 329, -464 / 119.85, -464 / 9851])


def test_a_figure_for_each_share_is_compared_as_it_stands(book: Input, tmp_path: Path) -> None:
    book.add_item("eps", "Loss per share", {"1Q02": -65.75})
    book.figures.row("eps")["unit"] = "JPY"
    figures = read(book, tmp_path)
    assert judged(figures, claim("¥(65.75)", "-65.75", "eps", unit="JPY per share")).verdict == TIES
    assert judged(figures, claim("¥(65.76)", "-65.76", "eps", unit="JPY per share")).verdict == CONTRADICTED
    in_millions = judged(figures, claim("¥9,851", "9851", "total_revenues", unit="JPY per share"))
    assert in_millions.verdict == UNVERIFIABLE


def test_dollars_follow_the_mode_of_translation() -> None:
    # 8,334 over 119.85 at the release's rate, over 124.73 at that of its own quarter's end.
    made = claim("$69.5M", "69.5E6", "total_revenues", "1Q01", unit="USD")
    assert judged(OWN, made).verdict == TIES
    at_end = replace(OWN, settings=replace(OWN.settings, fx_mode="period_end"))
    assert judged(at_end, made).verdict == CONTRADICTED
    own_rate = claim("$66.8M", "66.8E6", "total_revenues", "1Q01", unit="USD")
    assert judged(at_end, own_rate).verdict == TIES
    year = claim("$320M", "320E6", "total_revenues", "FY2001", unit="USD")
    assert judged(at_end, year).verdict == UNVERIFIABLE


def test_an_entry_has_the_keys_of_the_command() -> None:
    loss = next(row.claim for row in PRESENTATION if row.claim.printed == "$3.9M")
    found = entry(JUDGED[loss], SHIPPED)
    assert {key: found[key] for key in found if key not in ("computed", "reason")} == {
        "text": "Operating loss of JPY464M ($3.9M)",
        "line": 16,
        "page": None,
        "item": "operating_income",
        "measure": "amount",
        "period": "1Q02",
        "base": None,
        "unit": "USD million",
        "printed": "$3.9M",
        "verdict": "ties",
        "candidates": [],
    }


def test_the_work_grows_with_the_claims_and_is_little_for_one_more() -> None:
    first, twice, more = (calls(lambda count=count: judge(CLAIMS * count, OWN)) for count in (10, 20, 40))
    assert more - twice < 2.2 * (twice - first)
    # What is found out of an item and a period is kept: another claim of it is a comparison or two.
    assert (twice - first) / (10 * len(CLAIMS)) < 1000
