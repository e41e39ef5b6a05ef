"""Companies that report in other currencies, name their years and print their periods otherwise, with facts.

The facts are worked out by hand from the figures as `tests/edits.py` types them.
"""

from __future__ import annotations

from tests import edits as of
from tests.printed import Cell, Words
from tests.variants import (
    DOLLARS,
    HIGHLIGHTS,
    INCOME,
    OPERATING,
    OUTLOOK,
    TOTAL,
    YEAR_DOLLARS,
    YEAR_PROFIT,
    YEAR_REVENUE,
    YEN,
    Absent,
    Variant,
)

SPOKEN, JAPANESE = "Q1 FY2002", "2003年3月期 第1四半期"

ABROAD = (
    # 9,851 x 0.9856 = 9,709.1; 464 x 0.9856 = 457.3; 10,500 and 11,000 x 0.9856 = 10,348.8 and 10,841.6;
    # 8,334 x 0.9856 = 8,214.0; 39,900 x 0.9856 = 39,325.4.
    Variant(
        "millions of euros in dollars",
        of.all_of(of.reported_in("EUR million", "USD"), of.quoted("EURUSD", of.EURUSD)),
        (
            Words(HIGHLIGHTS, "€9.9B ($9.7B), 18.2% up from 1Q01 & 18.7% down from 4Q01"),
            Words(HIGHLIGHTS, "Operating loss of €464.0M ($457.3M)"),
            Words(HIGHLIGHTS, "between €10.5B ($10.3B) and €11.0B ($10.8B)"),
            Words(HIGHLIGHTS, "no representation that euro amounts could be converted"),
            Absent(HIGHLIGHTS, "JPY"),
            Absent(HIGHLIGHTS, "yen"),
            Cell("Revenue EUR", TOTAL, "1Q02", "9,851"),
            Cell(DOLLARS, TOTAL, "1Q02", "9,709.1"),
            Cell(DOLLARS, TOTAL, "1Q01", "8,214.0"),
            Words(DOLLARS, "Translated at one rate, €1 = $0.9856, 28 June 2002 (invented)."),
            Words(YEAR_REVENUE, "Revenues by fiscal year, EUR million and USD million"),
            Cell(YEAR_REVENUE, YEAR_DOLLARS, "FY2001", "39,325.4"),
            Cell(OUTLOOK, "2Q02: Total revenues (EUR million)", "low, USD million", "10,348.8"),
            Words("Checks", "Translation: revenues in dollars divided by the rate"),
            Words("Checks", "Rounding: revenues as printed, EUR million"),
        ),
        japanese=(
            Words(HIGHLIGHTS, "99億ユーロ(97億ドル)"),
            Words(HIGHLIGHTS, "営業損失 464.0百万ユーロ(457.3百万ドル)"),
            Words(DOLLARS, "単一の為替レート(1ユーロ=0.9856ドル、2002年6月28日 (invented))"),
            Words(DOLLARS, "ドル金額は便宜上のものであり、ユーロ金額が"),
            Cell(OUTLOOK, "2Q02: 売上高合計 (百万ユーロ)", "下限(百万ドル)", "10,348.8"),
            Absent(HIGHLIGHTS, "円"),
        ),
    ),
    # 8,334 x 0.848 = 7,067.2; 9,709.1 / 7,067.2 = 1.3738; 39,900 x 0.872 = 34,792.8.
    Variant(
        "euros at rates of the period's end",
        of.all_of(
            of.reported_in("EUR million", "USD"),
            of.quoted("EURUSD", of.EURUSD),
            of.settings(fx_mode="period_end"),
        ),
        (
            Words(DOLLARS, "Revenues in dollars 37.4% up from 1Q01"),
            Cell(DOLLARS, TOTAL, "1Q01", "7,067.2"),
            Cell(DOLLARS, TOTAL, "1Q02", "9,709.1"),
            Cell(DOLLARS, TOTAL, "YoY", "37.4%"),
            Words(DOLLARS, "at the rate of its end, this one at €1 = $0.9856, 28 June 2002"),
            Cell(YEAR_REVENUE, YEAR_DOLLARS, "FY2001", "34,792.8"),
        ),
    ),
    # 9,851 / 118.13 = 83.391; 464 / 118.13 = 3.928.
    Variant(
        "yen in euros",
        of.all_of(of.settings(presentation_currency="EUR"), of.quoted("EURJPY", of.EURJPY)),
        (
            Words(HIGHLIGHTS, "JPY9.9B (€83M), 18.2% up from 1Q01"),
            Words(HIGHLIGHTS, "Operating loss of JPY464M (€3.9M)"),
            Cell("Revenue EUR", TOTAL, "1Q02", "83.4"),
            Words("Revenue EUR", "Translated at one rate, €1 = JPY118.13, 28 June 2002 (invented)."),
            Words("Revenue EUR", "no representation that yen amounts could be converted"),
            Words("Checks", "Translation: revenues in euros times the rate"),
            Absent(HIGHLIGHTS, "$"),
        ),
        japanese=(
            Words(HIGHLIGHTS, "99億円(83百万ユーロ)"),
            Words("Revenue EUR", "ユーロ金額は便宜上のものであり、円金額が"),
            Words("Revenue EUR", "(1ユーロ=118.13円、"),
        ),
    ),
    # 9,851 thousand are 9.851 million; 4,590 / 3,830 / 3 = 0.399478 thousand, that is 399 dollars.
    Variant(
        "thousands of dollars, not translated",
        of.all_of(of.reported_in("USD thousand", "none"), of.without_sheets("Rates")),
        (
            Words(HIGHLIGHTS, "$9.9M, 18.2% up from 1Q01 & 18.7% down from 4Q01"),
            Words(HIGHLIGHTS, "Operating loss of $0.5M"),
            Words(HIGHLIGHTS, "2Q02: Total revenues between $10.5M and $11.0M"),
            Absent(HIGHLIGHTS, "JPY"),
            Absent(HIGHLIGHTS, "ranslated"),
            Absent(HIGHLIGHTS, "($"),
            Words("Revenue USD", "Revenues breakdown by quarter, USD thousand"),
            Cell("Revenue USD", TOTAL, "1Q02", "9,851"),
            Cell("IP service", "ARPU, USD a month", "1Q02", "399"),
            Words(YEAR_REVENUE, "Revenues by fiscal year, USD thousand"),
            Cell(YEAR_REVENUE, "Total revenues (USD thousand)", "FY2001", "39,900"),
            Absent(YEAR_REVENUE, "(USD million)"),
            Absent(OUTLOOK, ", USD million"),
            Cell(OUTLOOK, "2Q02: Total revenues (USD thousand)", "high", "11,000"),
            Absent("Checks", "Translation"),
            Words("Checks", "Rounding: revenues as printed, USD million"),
            Absent("About", "Exchange rate"),
        ),
        japanese=(
            Words(HIGHLIGHTS, "9.9百万ドル、1Q01比18.2%増"),
            Words("Revenue USD", "四半期別売上高の内訳(千ドル)"),
            Words(YEAR_REVENUE, "年度別売上高(千ドル)"),
            Words("Checks", "端数処理:売上高の表示、百万ドル"),
            Absent(HIGHLIGHTS, "円"),
        ),
    ),
    Variant(
        "yen, not translated",
        of.all_of(of.settings(presentation_currency="none"), of.without_sheets("Rates")),
        (
            Words(HIGHLIGHTS, "JPY9.9B, 18.2% up from 1Q01"),
            Absent(HIGHLIGHTS, "$"),
            Cell(YEN, TOTAL, "1Q02", "9,851"),
            Absent(YEAR_REVENUE, "USD"),
        ),
        japanese=(Words(HIGHLIGHTS, "99億円、1Q01比18.2%増"), Absent(HIGHLIGHTS, "ドル")),
    ),
    # One yen costs 1 / 119.85 = 0.0083438 dollars: 9,851 x 0.0083438 = 82.19.
    Variant(
        "yen quoted the other way round",
        of.quoted("JPYUSD", of.JPYUSD),
        (
            Words(HIGHLIGHTS, "JPY9.9B ($82M), 18.2% up from 1Q01"),
            Cell(DOLLARS, TOTAL, "1Q02", "82.2"),
            Words(DOLLARS, "Translated at one rate, JPY1 = $0.008344, 28 June 2002 (invented)."),
            Words("Checks", "Translation: revenues in dollars divided by the rate"),
        ),
        japanese=(Words(DOLLARS, "単一の為替レート(1円=0.008344ドル、2002年6月28日 (invented))"),),
    ),
    Variant(
        "periods as they are spoken",
        of.more_settings(period_style=SPOKEN),
        (
            Words(HIGHLIGHTS, "Results of Q1 FY2002, April to June 2002"),
            Words(HIGHLIGHTS, "JPY9.9B ($82M), 18.2% up from Q1 FY2001 & 18.7% down from Q4 FY2001"),
            Words(HIGHLIGHTS, "from (1.8)% in Q1 FY2001 and 1.5% in Q4 FY2001"),
            Words(HIGHLIGHTS, "Q2 FY2002: Total revenues between"),
            Words(HIGHLIGHTS, "H1 FY2002: Total revenues growth of at least 15%"),
            Cell(YEN, TOTAL, SPOKEN, "9,851"),
            Cell(DOLLARS, TOTAL, SPOKEN, "82.2"),
            Words(OPERATING, "loss widened against Q1 FY2001"),
            Cell(YEAR_PROFIT, INCOME, "FY2002E", "980"),
            Cell(OUTLOOK, "Left for Q3 FY2002–Q4 FY2002", "low", "27,529"),
            Words("Checks", "Total revenues: sum of components, Q1 FY2002"),
            Words("Checks", "Year-ago column is four quarters back"),
            Words("About", "Q1 FY2001–Q1 FY2002, FY2001"),
            *(Absent(sheet, "1Q0") for sheet in (YEN, DOLLARS, OPERATING, "Checks")),
        ),
    ),
    Variant(
        "periods as they are written in Japan",
        of.more_settings(period_style=JAPANESE, company_ja="株式会社インターネットイニシアティブ"),
        (
            Words(HIGHLIGHTS, "Internet Initiative Japan Inc. (IIJI)"),
            Cell(YEN, TOTAL, JAPANESE, "9,851"),
            Words(YEN, "Revenues 18.2% up from 2002年3月期 第1四半期"),
            Words("Checks", "Previous column is one quarter back"),
        ),
        japanese=(
            Words(HIGHLIGHTS, "株式会社インターネットイニシアティブ (IIJI)"),
            Words(HIGHLIGHTS, "2003年3月期 第1四半期決算(2002年4月~2002年6月)"),
            Words(HIGHLIGHTS, "2003年3月期:売上高合計 約20%増"),
            Cell(YEN, "売上高合計", JAPANESE, "9,851"),
            Cell(YEAR_PROFIT, "営業利益（損失）", "2003年3月期(予)", "980"),
            Words("Checks", "前年同期の列は4四半期前"),
            Absent(YEN, "1Q0"),
        ),
    ),
    # The same labels are a year earlier here: 1Q02 ends on 30 June 2001; 9,851 / 124.73 = 78.98.
    Variant(
        "years named by their end",
        of.all_of(of.more_settings(fiscal_year_named="end", period_style=JAPANESE), of.rates_to_june_2001),
        (
            Words(HIGHLIGHTS, "Results of 2002年3月期 第1四半期, April to June 2001"),
            Words(HIGHLIGHTS, "JPY9.9B ($79M)"),
            Words(DOLLARS, "$1 = JPY124.73, 29 June 2001"),
            Cell(YEAR_PROFIT, INCOME, "2002年3月期E", "980"),
        ),
        japanese=(Words(HIGHLIGHTS, "2002年3月期 第1四半期決算(2001年4月~2001年6月)"),),
    ),
)
