"""Periods and what they are compared with, in the words that releases of a second quarter use."""

from __future__ import annotations

import pytest

from tests.tieout.test_claims import claims
from xl_addin.tieout.claims import Measure


def told(text: str, before: tuple[str, ...] = (), quarter: str = "2Q02") -> str:
    """The periods of a text's claims, and the bases of its changes: "2Q02, 2Q02 on 2Q01"."""
    found = claims(text, quarter=quarter, before=before)
    changes = (Measure.GROWTH, Measure.CHANGE)
    return ", ".join(
        f"{one.period or '?'} on {one.base or '?'}" if one.measure in changes else str(one.period or "?")
        for one in found
    )


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Revenues for the September quarter were JPY10,100 million.", "2Q02"),
        ("Revenues in the July-September quarter were JPY10,100 million.", "2Q02"),
        ("Revenues in the quarter just ended were JPY10,100 million.", "2Q02"),
        ("Revenues in the quarter under review were JPY10,100 million.", "2Q02"),
        ("Revenues in the period under review were JPY10,100 million.", "2Q02"),
        ("In the three-month period to September 30, 2002, revenues were JPY10,100 million.", "2Q02"),
        ("For the three months through September 2002, revenues were JPY10,100 million.", "2Q02"),
        ("Revenues for the half year were JPY19,951 million.", "1H02"),
        ("Revenues for the first six months of fiscal 2002 were JPY19,951 million.", "1H02"),
        (
            "For the six months ended September 30, 2002 revenues were JPY19 billion, up 10% year over year.",
            "1H02, 1H02 on 1H01",
        ),
        ("Year-to-date revenues were JPY19,951 million.", "1H02"),
        ("Revenues grew 3% from the immediately preceding quarter.", "2Q02 on 1Q02"),
        ("Revenues grew 3% quarter on quarter.", "2Q02 on 1Q02"),
        ("Revenues grew 3% from the June quarter.", "2Q02 on 1Q02"),
        ("Revenues grew 3% over the September 2001 quarter.", "2Q02 on 2Q01"),
        ("Revenues grew 3% from the comparable quarter last year.", "2Q02 on 2Q01"),
        ("Revenues grew 3% on the prior-year period.", "2Q02 on 2Q01"),
        ("Revenues grew 3% against the same three months of 2001.", "2Q02 on 2Q01"),
        ("Revenues grew 3% versus last year's second quarter.", "2Q02 on 2Q01"),
        ("Revenues grew 3% vs. 2Q FY2001.", "2Q02 on 2Q01"),
        ("Revenues grew 3% compared with Q2 of last fiscal year.", "2Q02 on 2Q01"),
        ("Revenues grew 3% from the three months ended June 30, 2002.", "2Q02 on 1Q02"),
        ("Revenues grew 3% from a year before.", "2Q02 on 2Q01"),
        ("Revenues grew 3% from twelve months earlier.", "2Q02 on 2Q01"),
        ("Revenues grew 3% from three months earlier.", "2Q02 on 1Q02"),
        (
            "Net income was JPY5 million, as against JPY3 million in the corresponding period of last year.",
            "2Q02, 2Q01",
        ),
        ("Operating income was JPY500 million, versus JPY300 million last quarter.", "2Q02, 1Q02"),
        ("Operating income came to JPY500 million (2Q01: JPY300 million).", "2Q02, 2Q01"),
        (
            "Operating income came to JPY500 million (JPY300 million in 2Q01 and JPY400 million in 1Q02).",
            "2Q02, 2Q01, 1Q02",
        ),
        ("Operating income came to JPY500 million (year-ago: JPY300 million).", "2Q02, 2Q01"),
        (
            "Total assets were JPY50 billion as of September 30, 2002, and JPY48 billion at March 31, 2002.",
            "2Q02, 4Q01",
        ),
        (
            "Total assets were JPY50 billion at end-September, JPY2 billion more than at last year-end.",
            "2Q02, 2Q02 on 4Q01",
        ),
        ("Revenues in fiscal year 2001 were JPY39,900 million.", "FY2001"),
        ("Revenues in the year ended March 31, 2002 were JPY39,900 million.", "FY2001"),
        ("Revenues in the last fiscal year were JPY39,900 million.", "FY2001"),
        ("We expect revenues of JPY45 billion for the current fiscal year.", "FY2002"),
        ("We expect revenues of JPY45 billion for the fiscal year ending March 31, 2003.", "FY2002"),
        ("We expect revenues of JPY23 billion in the second half.", "2H02"),
        ("We expect revenues of JPY11 billion in the December quarter.", "3Q02"),
        ("We expect revenues of JPY11 billion in the coming quarter.", "3Q02"),
        ("We expect revenues of JPY11 billion next quarter.", "3Q02"),
        ("Compared with the first quarter, revenues rose 3%.", "2Q02 on 1Q02"),
        ("Sequentially, revenues rose 3%; year over year they rose 5%.", "2Q02 on 1Q02, 2Q02 on 2Q01"),
        ("Year on year, revenues rose 3%.", "2Q02 on 2Q01"),
        ("Against the prior quarter revenues were up 3%.", "2Q02 on 1Q02"),
        (
            "Revenues, which were JPY9,851 million in the first quarter, rose to JPY10,100 million.",
            "1Q02, 2Q02",
        ),
        ("Revenues improved from JPY9,851 million three months ago to JPY10,100 million.", "1Q02, 2Q02"),
        ("売上高は10,100百万円（前年同期は9,000百万円）でした。", "2Q02, 2Q01"),
        ("売上高は10,100百万円（前年同四半期比3.0％増）でした。", "2Q02, 2Q02 on 2Q01"),
        ("当第2四半期累計期間の売上高は19,951百万円となりました。", "1H02"),
        ("当中間連結会計期間の売上高は19,951百万円となりました。", "1H02"),
        ("当上半期の売上高は19,951百万円となりました。", "1H02"),
        ("7-9月期の売上高は10,100百万円でした。", "2Q02"),
        ("7～9月期の売上高は10,100百万円でした。", "2Q02"),
        ("2002年7月1日から9月30日までの3か月間の売上高は10,100百万円でした。", "2Q02"),
        ("2002年4月1日から2002年9月30日までの6か月間の売上高は19,951百万円でした。", "1H02"),
        ("売上高は直前四半期に比べ3.0%増となりました。", "2Q02 on 1Q02"),
        ("総資産は前連結会計年度末に比べ2,000百万円増加し、50,000百万円となりました。", "2Q02 on 4Q01, 2Q02"),
        ("当四半期末の総資産は50,000百万円です。", "2Q02"),
        ("通期の売上高は45,000百万円を見込んでいます。", "FY2002"),
        ("下期の売上高は23,000百万円を見込んでいます。", "2H02"),
        ("平成15年3月期の売上高は45,000百万円を予想しています。", "FY2002"),
        ("次期の売上高は50,000百万円を予想しています。", "FY2003"),
        ("来期の売上高は50,000百万円を見込んでいます。", "FY2003"),
        ("翌四半期の売上高は11,000百万円を見込んでいます。", "3Q02"),
        ("昨年同期の9,000百万円に対し、売上高は10,100百万円でした。", "2Q01, 2Q02"),
        ("売上高は昨年度同期比で3%増えました。", "2Q02 on 2Q01"),
        ("売上高は昨年7-9月期比で3%増えました。", "2Q02 on 2Q01"),
        ("売上高は4-6月期に比べ3%増加しました。", "2Q02 on 1Q02"),
    ],
)
def test_period_and_base_by_their_words(text: str, periods: str) -> None:
    assert told(text) == periods


@pytest.mark.parametrize(
    ("before", "text", "periods"),
    [
        (
            "In the six months ended September 30, 2002, demand recovered.",
            "Revenues were JPY19 billion.",
            "1H02",
        ),
        ("", "In the first half demand recovered. Revenues were JPY19 billion.", "1H02"),
        (
            "",
            "当中間期の国内経済は回復しました。このような状況のもと、売上高は19,951百万円となりました。",
            "1H02",
        ),
        ("当第2四半期連結累計期間の国内経済は回復しました。", "売上高は19,951百万円となりました。", "1H02"),
        # A quarter that is not the one reported was only remembered.
        ("In the first quarter demand recovered.", "Revenues were JPY10 billion.", "2Q02"),
        # What leads in to one paragraph is not said of the one after it.
        (
            "In the first half demand recovered. Revenues were JPY19 billion.",
            "EBITDA was JPY2 billion.",
            "2Q02",
        ),
        (
            "All comparisons are with the second quarter of fiscal 2001.",
            "Revenues were up 3%.",
            "2Q02 on 2Q01",
        ),
        ("", "Revenues fell 3% year over year. Equipment sales grew 4%.", "2Q02 on 2Q01, 2Q02 on 2Q01"),
        # The sentence before compares with two periods, so this one is left open.
        (
            "",
            "Revenues fell 3% from 1Q02 and 5% from 2Q01. Equipment sales grew 4%.",
            "2Q02 on 1Q02, 2Q02 on 2Q01, 2Q02 on ?",
        ),
        (
            "",
            "Revenues fell 3% year over year. Equipment sales fell to JPY1 billion from JPY2 billion.",
            "2Q02 on 2Q01, 2Q02, 2Q01",
        ),
    ],
)
def test_period_and_base_by_a_sentence_before(before: str, text: str, periods: str) -> None:
    assert told(text, (before,) if before else ()) == periods


def test_what_is_expected_is_ahead_in_its_own_clause_alone() -> None:
    text = "For the full year revenues were up 1.4%, and we expect JPY40 billion for the full year."
    assert told(text, quarter="4Q02") == "FY2002 on FY2001, FY2003"


def test_day_on_which_something_happened_leads_in_to_nothing() -> None:
    text = "In September 2002 we opened an office. Revenues were JPY19 billion."
    (claim,) = claims(text, quarter="2Q02", heading="Results of the First Half of Fiscal 2002")
    assert str(claim.period) == "1H02"


def test_period_that_opens_a_section_holds_to_its_end() -> None:
    text = "機器売上は20億円でした。"
    opening = "当中間期の国内経済は回復しました。売上高は199億円となりました。"
    under = {"heading": "経営成績に関する説明", "quarter": "2Q02"}
    assert [str(one.period) for one in claims(text, before=(opening, "EBITDAは5億円でした。"), **under)] == [
        "1H02"
    ]
    assert [str(one.period) for one in claims(text, before=(opening,), quarter="2Q02")] == ["2Q02"]


@pytest.mark.parametrize(
    ("quarter", "text", "periods"),
    [
        ("3Q02", "当第3四半期連結累計期間の売上高は302億円となりました。", "1Q-3Q02"),
        ("3Q02", "当第3四半期の売上高は102億円となりました。", "3Q02"),
        ("3Q02", "10-12月期の売上高は前年同期比5%増の102億円でした。", "3Q02 on 3Q01, 3Q02"),
        ("3Q02", "2002年10～12月期の売上高は102億円でした。", "3Q02"),
        ("3Q02", "当期（2002年4月～12月）の売上高は302億円でした。", "1Q-3Q02"),
        ("3Q02", "第3四半期までの累計売上高は302億円となりました。", "1Q-3Q02"),
        ("3Q02", "4～12月の売上高は302億円でした。", "1Q-3Q02"),
        ("3Q02", "上期の売上高は200億円でした。", "1H02"),
        ("3Q02", "前年同期（2001年10～12月期）の売上高は98億円でした。", "3Q01"),
        ("3Q02", "売上高は前四半期（7-9月期）比3%増の102億円でした。", "3Q02 on 2Q02, 3Q02"),
        ("3Q02", "営業利益は5億円と、前年同期の3億円から増加しました。", "3Q02, 3Q01"),
        ("3Q02", "営業利益は前年同期の3億円から5億円に増加しました。", "3Q01, 3Q02"),
        ("3Q02", "営業利益は、前年同期が3億円であったのに対し、5億円となりました。", "3Q01, 3Q02"),
        (
            "3Q02",
            "売上高は102億円（前年同期98億円）、営業利益は5億円（同3億円）となりました。",
            "3Q02, 3Q01, 3Q02, 3Q01",
        ),
        (
            "3Q02",
            "売上高は102億円（前年同期比4.1%増、前四半期比1.2%増）でした。",
            "3Q02, 3Q02 on 3Q01, 3Q02 on 2Q02",
        ),
        ("3Q02", "売上高は前年同期と比較して4億円増加し、102億円となりました。", "3Q02 on 3Q01, 3Q02"),
        (
            "3Q02",
            "前年同期比では4.1%の増収、前四半期比では1.2%の増収となりました。",
            "3Q02 on 3Q01, 3Q02 on 2Q02",
        ),
        ("3Q02", "売上総利益率は前年同期の12.5%から9.1%へ低下しました。", "3Q01, 3Q02"),
        ("3Q02", "売上総利益率は9.1%と、前年同期比3.4ポイント低下しました。", "3Q02, 3Q02 on 3Q01"),
        ("3Q02", "2002年12月末の契約数は5,000件で、9月末比200件増加しました。", "3Q02, 3Q02 on 2Q02"),
        ("3Q02", "契約数は2002年12月31日現在5,000件です。", "3Q02"),
        ("3Q02", "総資産は、前年度末比10億円増の500億円となりました。", "3Q02 on 4Q01, 3Q02"),
        ("3Q02", "総資産は2002年3月末に比べ10億円増加しました。", "3Q02 on 4Q01"),
        ("3Q02", "通期業績予想は売上高450億円、営業利益3億円に据え置きます。", "FY2002, FY2002"),
        ("3Q02", "2003年3月期通期の連結業績予想は、売上高450億円を見込んでおります。", "FY2002"),
        ("3Q02", "第4四半期の売上高は120億円を予想しています。", "4Q02"),
        ("4Q02", "当連結会計年度の売上高は439億円となりました。", "FY2002"),
        ("4Q02", "当期の売上高は前期比10.0%増の439億円となりました。", "FY2002 on FY2001, FY2002"),
        ("4Q02", "2003年3月期の売上高は439億円（前期比10.0%増）でした。", "FY2002, FY2002 on FY2001"),
        ("4Q02", "第4四半期の売上高は137億円でした。", "4Q02"),
        ("4Q02", "当第4四半期連結会計期間の売上高は137億円でした。", "4Q02"),
        ("4Q02", "次期の売上高は480億円を見込んでいます。", "FY2003"),
        (
            "4Q02",
            "2004年3月期の売上高は480億円（前期比9.3%増）を見込んでいます。",
            "FY2003, FY2003 on FY2002",
        ),
        ("4Q02", "下期の売上高は239億円でした。", "2H02"),
        (
            "3Q02",
            "Revenues were JPY10.2 billion, an increase of 4.1% YoY and 1.2% QoQ.",
            "3Q02, 3Q02 on 3Q01, 3Q02 on 2Q02",
        ),
        (
            "3Q02",
            "Nine-month revenues were JPY30.2 billion, up 6% year over year.",
            "1Q-3Q02, 1Q-3Q02 on 1Q-3Q01",
        ),
        ("3Q02", "Revenues for the nine months were JPY30.2 billion.", "1Q-3Q02"),
        ("3Q02", "For the first three quarters of fiscal 2002 revenues were JPY30.2 billion.", "1Q-3Q02"),
        ("3Q02", "Revenues in October through December were JPY10.2 billion.", "3Q02"),
        (
            "3Q02",
            "Third-quarter revenues of JPY10.2 billion were up 4.1% from last year's JPY9.8 billion.",
            "3Q02, 3Q02 on 3Q01, 3Q01",
        ),
        ("3Q02", "Q3 revenues: JPY10.2bn (+4.1% y/y; +1.2% q/q)", "3Q02, 3Q02 on 3Q01, 3Q02 on 2Q02"),
        (
            "3Q02",
            "Revenues of JPY10.2 billion (3Q01: JPY9.8 billion; 2Q02: JPY10.0 billion)",
            "3Q02, 3Q01, 2Q02",
        ),
        (
            "3Q02",
            "Gross margin fell 340 basis points from the year-earlier period to 9.1%.",
            "3Q02 on 3Q01, 3Q02",
        ),
        (
            "3Q02",
            "Operating loss narrowed to JPY464 million from JPY600 million a year earlier.",
            "3Q02, 3Q01",
        ),
        ("3Q02", "Full-year revenue guidance is unchanged at JPY45 billion.", "FY2002"),
        (
            "3Q02",
            "Revenue is expected to increase 10% to JPY45 billion for the year ending March 31, 2003.",
            "FY2002 on FY2001, FY2002",
        ),
        (
            "4Q02",
            "For fiscal 2002, revenues grew 10.0% to JPY43.9 billion from JPY39.9 billion in fiscal 2001.",
            "FY2002 on FY2001, FY2002, FY2001",
        ),
        (
            "4Q02",
            "Fiscal 2002 net loss was JPY4 billion versus a net loss of JPY6 billion the year before.",
            "FY2002, FY2001",
        ),
        (
            "4Q02",
            "We forecast revenues of JPY48 billion for fiscal 2003, up 9.3% from fiscal 2002.",
            "FY2003, FY2003 on FY2002",
        ),
    ],
)
def test_period_and_base_in_later_quarters(quarter: str, text: str, periods: str) -> None:
    assert told(text, quarter=quarter) == periods


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        (
            "Nine-month figures: operating loss JPY5M (9M FY01: loss of JPY3M), net loss JPY9M.",
            "1Q-3Q02, 1Q-3Q01, 1Q-3Q02",
        ),
        ("Revenues in 9M02 were JPY30.2bn, against JPY28.4bn in 9M01.", "1Q-3Q02, 1Q-3Q01"),
        ("For 4Q02 we guide to revenues of JPY13.5bn-JPY14.0bn.", "4Q02, 4Q02"),
        ("Net sales for the thirteen weeks ended December 28, 2002 rose 11%.", "3Q02 on ?"),
        ("Revenues were JPY9M.", "3Q02"),
    ],
)
def test_labels_of_nine_months_beside_amounts_in_millions(text: str, periods: str) -> None:
    assert told(text, quarter="3Q02") == periods
