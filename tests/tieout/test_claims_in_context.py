"""Claims whose item, period or base stands elsewhere: in another clause, sentence or bullet."""

from __future__ import annotations

import pytest

from tests.tieout.test_claims import claims, only
from xl_addin.tieout.claims import Claim, Measure, Qualifier


def told(claim: Claim) -> tuple[str, str | None, str | None, str | None]:
    """A claim's print, item, period and base."""
    period, base = claim.period, claim.base
    return claim.printed, claim.item, str(period) if period else None, str(base) if base else None


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("The company targets revenues of JPY5B for FY2002.", "total_revenues"),
        ("The company intends to hold revenues at JPY5B in FY2002.", "total_revenues"),
        ("Adding depreciation back gives EBITDA of JPY329M for the quarter.", "ebitda"),
        ("We will book operating income of JPY5B in FY2002.", "operating_income"),
        ("中間純損失は5億円となりました。", "net_income"),
        ("親会社株主に帰属する中間純損失は5億円となりました。", "net_income"),
    ],
)
def test_verb_before_an_item_is_no_part_of_its_name(text: str, item: str) -> None:
    assert only(text).item == item


@pytest.mark.parametrize(
    "text",
    [
        "Costs were 85.1% of revenues of JPY9,914 million.",
        "Costs were 85.1% of total revenues, which were JPY9,914 million.",
    ],
)
def test_amount_after_what_a_share_is_of_is_its_amount(text: str) -> None:
    share, amount = claims(text)
    assert share.measure is Measure.MARGIN
    assert amount.item == "total_revenues"


def test_share_that_an_item_takes_of_a_whole_with_its_amount() -> None:
    _, whole, share = claims("システムインテグレーション売上高は28億円で、売上高100億円の28.5%を占めました。")
    assert whole.item == "total_revenues"
    assert (share.item, share.measure) == ("systems_integration_revenues", Measure.MARGIN)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (
            "Total revenues were JPY10B, of which systems integration accounted for JPY2.9B.",
            ["total_revenues", "systems_integration_revenues"],
        ),
        (
            "売上高は100億円で、うちシステムインテグレーションは29億円でした。",
            ["total_revenues", "systems_integration_revenues"],
        ),
    ],
)
def test_part_of_what_was_named_before(text: str, items: list[str]) -> None:
    assert [claim.item for claim in claims(text)] == items


def test_to_exceed_a_period_by_so_much_is_growth_over_it() -> None:
    claim = only("Revenues in 1H02 are expected to exceed those of 1H01 by more than 12%.")
    assert told(claim) == ("12%", "total_revenues", "1H02", "1H01")
    assert (claim.measure, claim.qualifier) == (Measure.GROWTH, Qualifier.MORE_THAN)


def test_the_fiscal_year_ended_on_a_day_is_that_year() -> None:
    first, second, growth = claims(
        "For the fiscal year ended March 31, 2003, revenues totaled JPY43B, compared with JPY39.9B for the"
        " fiscal year ended March 31, 2002, which is growth of 8.1%.",
        quarter="4Q02",
    )
    assert told(first) == ("JPY43B", "total_revenues", "FY2002", None)
    assert told(second) == ("JPY39.9B", "total_revenues", "FY2001", None)
    assert told(growth) == ("8.1%", "total_revenues", "FY2002", "FY2001")


def test_several_comparatives_with_their_items_have_their_own_periods() -> None:
    periods = [
        str(claim.period)
        for claim in claims(
            "The operating loss was JPY387M, compared with operating income of JPY142M for 4Q01 and operating"
            " income of JPY61M for 1Q01."
        )
    ]
    assert periods == ["1Q02", "4Q01", "1Q01"]


def test_period_after_an_amount_and_its_share_is_of_both() -> None:
    found = claims(
        "Operating income was $41.3M, or 13.1% of revenue, compared to $36.9M, or 12.5% of revenue, for 1Q01."
    )
    assert [str(claim.period) for claim in found] == ["1Q02", "1Q02", "1Q01", "1Q01"]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Revenues in the September quarter should be JPY5B.", "2Q02"),
        ("Revenues in the June quarter were JPY5B.", "1Q02"),
        ("Revenues in the March quarter were JPY5B.", "4Q01"),
    ],
)
def test_quarter_named_by_its_last_month(text: str, period: str) -> None:
    assert str(only(text).period) == period


def test_quarter_named_by_a_month_in_its_midst_is_none() -> None:
    assert str(only("Revenues in the May quarter were JPY5B.").period) != "4Q01"


def test_ditto_stands_for_the_comparison_at_its_place() -> None:
    found = claims(
        "売上高は103億円(前年同期比8.2%増、前四半期比4.8%増)、売上総利益は15億円(同12.5%増、同6.3%増)と"
        "なりました。",
        quarter="2Q02",
    )
    assert [str(claim.base) for claim in found if claim.measure is Measure.GROWTH] == [
        "2Q01",
        "1Q02",
        "2Q01",
        "1Q02",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "営業利益は27億円となり、過去最高であった25億円を上回りました。",
        "Operating income was JPY2.7B, exceeding the previous record of JPY2.5B.",
    ],
)
def test_record_that_was_beaten_is_of_an_unknown_period(text: str) -> None:
    _, record = claims(text)
    assert (record.item, record.period, record.qualifier) == ("operating_income", None, Qualifier.NONE)
    assert record.doubts


def test_amount_that_was_passed_is_a_bound_where_none_stands_before_it() -> None:
    assert only("営業利益は25億円を上回りました。").qualifier is Qualifier.MORE_THAN


def test_margin_is_of_the_profit_spoken_of_before() -> None:
    margin, points = claims(
        "The margin improved to 9.1%, which is 2.3 points above 4Q01.",
        before=("Systems integration gross profit was JPY310 million on revenues of JPY3,407 million.",),
    )
    assert told(margin) == ("9.1%", "systems_integration_gross_profit", "1Q02", None)
    assert told(points) == ("2.3 points", "systems_integration_gross_profit", "1Q02", "4Q01")


def test_outlook_without_a_period_is_of_the_one_before_it() -> None:
    claim = only(
        "Operating income is expected to be JPY1.2B.", before=("We expect revenues of JPY48B for FY2002.",)
    )
    assert told(claim) == ("JPY1.2B", "operating_income", "FY2002", None)


def test_outlook_without_a_period_after_a_result_is_left_open() -> None:
    claim = only("Operating income is expected to be JPY1.2B.", before=("Revenues were JPY9.9B in 1Q02.",))
    assert (claim.period, bool(claim.doubts)) == (None, True)


@pytest.mark.parametrize(
    "text",
    [
        "IP service contracts rose in all 47 prefectures.",
        "IP service contracts were signed in 12 countries.",
        "The help desk is open to users of Wi-Fi 6 handsets with IP service contracts.",
        "IPサービス契約は47都道府県で獲得しました。",
    ],
)
def test_other_things_than_those_spoken_of_are_not_counted(text: str) -> None:
    assert claims(text) == []


def test_range_of_growth_in_japanese() -> None:
    low, high = claims("通期の売上高は前年度比5%から7%の増加を見込んでいます。")
    assert (low.qualifier, high.qualifier) == (Qualifier.LOW, Qualifier.HIGH)
    assert {claim.measure for claim in (low, high)} == {Measure.GROWTH}


def test_share_that_moved_is_no_range() -> None:
    first, second = claims("売上総利益率は12.5%から9.1%に低下しました。")
    assert {claim.qualifier for claim in (first, second)} == {Qualifier.NONE}


def test_period_of_what_a_figure_is_compared_with_is_not_its_own() -> None:
    for text in (
        "The operating loss was JPY96M, an improvement on the operating loss of JPY143M in 1Q01.",
        "The operating loss was JPY96M, after operating losses of JPY143M in 1Q01 and JPY151M in 2Q01.",
        "The operating loss was JPY96M (9% of revenues; 14% in 1Q01).",
    ):
        assert told(claims(text)[0])[2] == "1Q02", text


def test_two_periods_and_two_figures_go_together() -> None:
    for text in (
        "In 3Q01 and 4Q01, operating income was JPY151M and JPY186M.",
        "Operating income for 3Q01 and 4Q01 was JPY151M and JPY186M, respectively.",
        "Operating income was JPY151M and JPY186M in 3Q01 and 4Q01, respectively.",
    ):
        assert [told(claim)[2] for claim in claims(text)] == ["3Q01", "4Q01"], text


def test_one_figure_of_two_periods_is_left_open() -> None:
    assert only("In 3Q01 and 4Q01, operating income was JPY151M.").doubts


def test_growth_over_two_periods_named_in_their_order() -> None:
    first, second, _ = claims("Up 6.0% and 1.5% from 1Q01 and 4Q01, respectively, revenues were JPY9.9B.")
    assert (told(first)[3], told(second)[3]) == ("1Q01", "4Q01")


def test_each_of_several_named_before_in_japanese() -> None:
    found = claims("売上高は412億円、純利益は38億円となり、前年同期の395億円、21億円をそれぞれ上回りました。")
    assert [told(claim)[1:3] for claim in found] == [
        ("total_revenues", "1Q02"),
        ("net_income", "1Q02"),
        ("total_revenues", "1Q01"),
        ("net_income", "1Q01"),
    ]
    _, _, *grown = claims("売上高は412億円、純利益は38億円で、それぞれ前年同期比9.7%、1.3%の増加でした。")
    assert [told(claim)[1] for claim in grown] == ["total_revenues", "net_income"]


def test_growth_and_the_next_items_without_the_verb() -> None:
    first, second, third = claims("Revenue rose 4% and gross profit 7%, net income slipped 2% from 1Q01.")
    assert (first.value > 0, second.value > 0, third.value < 0) == (True, True, True)


def test_decreases_from_two_periods_each_with_its_percentage() -> None:
    found = claims(
        "Revenues were JPY612M, a decrease of JPY131M, or 17.6%, from 1Q01 and of JPY28M, or 4.4%, from 4Q01."
    )
    assert [told(claim)[3] for claim in found] == [None, "1Q01", "1Q01", "4Q01", "4Q01"]
    assert all(claim.value < 0 for claim in found[1:])


def test_forecast_raised_by_so_much_is_a_change_against_a_plan() -> None:
    change, level = claims("We raised our forecast for FY2002 operating income by JPY400M to JPY2.9B.")
    assert (change.measure, change.base, change.qualifier) == (Measure.CHANGE, None, Qualifier.NONE)
    assert (level.measure, level.qualifier) == (Measure.AMOUNT, Qualifier.NONE)


def test_improvement_of_what_is_better_low_is_a_decline() -> None:
    assert claims("Churn was 0.91%, an improvement of 7 basis points from 1Q01.")[1].value == -7


def test_outflow_is_negative() -> None:
    outflow, inflow = claims(
        "Free cash flow was an outflow of JPY3.1B, compared with an inflow of JPY1.4B in 1Q01."
    )
    assert (outflow.value < 0, inflow.value > 0) == (True, True)


def test_swing_from_a_loss_is_a_change_for_the_better() -> None:
    _, swing, loss = claims(
        "Operating income was JPY124M, a swing of JPY511M from the operating loss of JPY387M in 1Q01."
    )
    assert (swing.measure, swing.value > 0, told(swing)[3]) == (Measure.CHANGE, True, "1Q01")
    assert loss.value < 0


def test_range_of_cents() -> None:
    low, high = claims("We expect earnings per share of 24 to 27 cents for FY2002.")
    assert (str(low.value), str(high.value)) == ("0.24", "0.27")


def test_more_than_then_and_more_than_at_another_time_in_japanese() -> None:
    level, first, second = claims(
        "6月末の専用線接続契約数は2,458件で、3月末より142件、前年6月末より611件増加しました。"
    )
    assert (first.measure, told(first)[3]) == (Measure.CHANGE, "4Q01")
    assert (second.measure, told(second)[3]) == (Measure.CHANGE, "1Q01")
    assert level.measure is Measure.COUNT


def test_half_compared_with_the_half_before() -> None:
    first, growth, level = claims(
        "2002年度下期の売上高は、上期の212億円に対し7.5%増の228億円を計画しています。"
    )
    assert [told(claim)[2] for claim in (first, growth, level)] == ["1H02", "2H02", "2H02"]
    assert told(growth)[3] == "1H02"


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("Segment operating income was JPY186M in 4Q01.", None),
        ("The segment's operating loss was JPY464M.", None),
        (
            "Sales in the Electronics segment fell to JPY2B. Segment operating income was JPY186M.",
            "electronics_operating_income",
        ),
    ],
)
def test_segments_own_line_is_not_the_companys(text: str, item: str | None) -> None:
    assert claims(text)[-1].item == item


def test_two_items_and_two_figures_in_one_clause() -> None:
    found = claims("Our 1Q02 revenues and operating income grew by 6.3% and 50.2% YoY.")
    assert [told(claim)[:2] for claim in found] == [("6.3%", "total_revenues"), ("50.2%", "operating_income")]


def test_share_of_a_periods_total_and_growth_of_what_it_is_of() -> None:
    share, first, second = claims(
        "Recurring revenues, which were 85.1% of 1Q02 total revenue, increased 3.2% QoQ and 13.3% YoY."
    )
    assert (share.measure, share.item) == (Measure.MARGIN, "recurring_revenues")
    assert [told(claim)[1:] for claim in (first, second)] == [
        ("recurring_revenues", "1Q02", "4Q01"),
        ("recurring_revenues", "1Q02", "1Q01"),
    ]


def test_period_that_a_reason_likens_is_not_the_figures() -> None:
    (growth,) = claims(
        "1Q02 revenues increased by 5.2% YoY mainly because SG&A stayed at the same level as 1Q01."
    )
    assert told(growth)[2:] == ("1Q02", "1Q01")


@pytest.mark.parametrize("versus", ["versus", "vs.", "vs", "compared with", "as against"])
def test_level_of_another_period_that_is_named_again(versus: str) -> None:
    found = claims(f"Operating loss was JPY464 million {versus} operating income of JPY186 million in 4Q01.")
    assert [told(claim)[1:3] for claim in found] == [
        ("operating_income", "1Q02"),
        ("operating_income", "4Q01"),
    ]


def test_amount_that_an_amount_of_a_share_is_compared_with_is_of_a_share() -> None:
    found = claims("Net income was $6.6 billion, or $1.55 per diluted share, compared with $1.06 in 1Q01.")
    assert [(claim.item, claim.unit) for claim in found] == [
        ("net_income", "USD"),
        ("eps", "USD per share"),
        ("eps", "USD per share"),
    ]


def test_sequential_change_under_words_about_the_half_is_of_its_quarter() -> None:
    text = "First-half gross margin was 10.1%. Sequentially, gross margin improved 210 basis points."
    assert told(claims(text, quarter="2Q02")[1])[2:] == ("2Q02", "1Q02")


def test_noun_of_the_items_own_is_not_what_the_item_before_is_of() -> None:
    text = "Debt reduced by JPY2.3 billion since year-end"
    (claim,) = claims(text, before=("- Free cash flow of JPY5.1 billion",))
    assert claim.item is None


@pytest.mark.parametrize(
    ("text", "items"),
    [
        # A reason, and not what the figure is of; what it is of has no name here.
        ("負債は、借入金の増加等により12億円増加し、341億円となりました。", [None, None]),
        (
            "IPサービス売上高は、契約が増えたものの、単価下落により95億円でした。",
            ["ip_service_revenues"],
        ),
    ],
)
def test_japanese_reason_is_not_what_a_figure_is_of(text: str, items: list[str | None]) -> None:
    assert [claim.item for claim in claims(text, before=("総資産は489億円となりました。",))] == items


def test_cash_that_went_out_is_negative() -> None:
    first, second = claims("営業キャッシュ・フローは5億円の収入（前年同期は2億円の支出）でした。")
    assert (first.value, second.value) == (500_000_000, -200_000_000)


def test_balance_compared_as_the_one_before_it() -> None:
    text = "総資産は前期末に比べ8億円減少しました。株主資本は20億円減少しました。売上高は2億円減少しました。"
    _, equity, revenues = claims(text, quarter="3Q02")
    assert (told(equity)[2:], told(revenues)[2:]) == (("3Q02", "4Q01"), ("3Q02", None))


def test_line_below_words_about_a_part_alone_is_of_the_part_or_left_open() -> None:
    text = "Systems integration revenues were JPY3 billion. Gross profit was JPY1 billion."
    part, line = claims(text)
    assert (part.item, line.item) == ("systems_integration_revenues", "systems_integration_gross_profit")
    assert line.doubts
    whole = claims("Total revenues were JPY9 billion. Gross profit was JPY1 billion.")[1]
    assert (whole.item, whole.doubts) == ("gross_profit", ())


def test_money_behind_adjusted_money_is_the_workbooks_own() -> None:
    adjusted, own = claims("Adjusted net income was JPY400 million. Net income was JPY329 million.")
    assert (adjusted.item, own.item) == ("adjusted_net_income", "net_income")
