"""Other companies and quarters, and facts of the decks built for them.

The facts are worked out by hand from the figures as `tests/edits.py` types them.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from tests import edits as of
from tests.printed import Cell, Words

HIGHLIGHTS, YEN, DOLLARS = "Highlights", "Revenue JPY", "Revenue USD"
IP, INTEGRATION, OPERATING = "IP service", "Systems integration", "Operating result"
YEAR_REVENUE, YEAR_PROFIT, OUTLOOK = "Full-year revenue", "Full-year profit", "Outlook"

TOTAL, INCOME = "Total revenues", "Operating income (loss)"
YEAR_TOTAL, YEAR_DOLLARS = "Total revenues (JPY million)", "Total revenues (USD million)"


class Absent(Words):
    """Words that stand nowhere on a sheet."""


Fact = Cell | Words


@dataclass(frozen=True, slots=True)
class Variant:
    """An input workbook, the sheets and checks that must be missing or fail, and facts of its deck.

    A variant with Japanese facts is built in Japanese too.
    """

    name: str
    edit: of.Edit
    facts: tuple[Fact, ...]
    left_out: tuple[str, ...] = ()
    failing: tuple[str, ...] = ()
    japanese: tuple[Fact, ...] = ()

    def __str__(self) -> str:
        return self.name


VARIANTS = (
    Variant(
        "no lines of revenues",
        of.without_items(*of.LINES),
        (
            Words(YEN, "Revenues 18.2% up from 1Q01"),
            Absent(YEN, "Share of total revenues"),
            Absent(YEN, "May not add"),
            Absent(IP, "ARPU"),
        ),
        left_out=(INTEGRATION,),
    ),
    Variant(
        "no operating income",
        of.without_items("operating_income"),
        (
            Absent(HIGHLIGHTS, "Operating loss of JPY"),
            Words(HIGHLIGHTS, "JPY9.9B ($82M), 18.2% up from 1Q01"),
        ),
        left_out=(OPERATING, YEAR_PROFIT),
    ),
    Variant(
        "no depreciation",
        of.without_items("depreciation_amortization"),
        (
            Words(OPERATING, "EBITDA is left out: depreciation and amortization are not given."),
            Absent(OPERATING, "EBITDA margin"),
            Absent(HIGHLIGHTS, "EBITDA JPY"),
        ),
        japanese=(Words(OPERATING, "減価償却費が示されていないため、EBITDAは表示していません。"),),
    ),
    Variant(
        "no counts",
        of.without_items("ip_service_contracts", "contracted_bandwidth"),
        (Words(YEN, "Revenues 18.2% up from 1Q01"),),
        left_out=(IP,),
    ),
    Variant(
        "bandwidth alone",
        of.without_items("ip_service_contracts"),
        (
            Words(IP, "Contracted bandwidth 26.0% up from 4Q01"),
            Words(IP, "Contracted bandwidth by quarter"),
            Absent(IP, "ARPU"),
        ),
    ),
    Variant(
        "no systems integration",
        of.no_integration,
        (Cell(YEN, "Training revenues", "1Q02", "2,482"), Cell(YEN, "Training revenues", "YoY", "46.0%")),
        left_out=(INTEGRATION,),
    ),
    Variant(
        "no gross profit",
        of.without_items("gross_profit", "systems_integration_gross_profit"),
        (
            Absent(OPERATING, "Gross"),
            Cell(OPERATING, "Operating margin", "1Q02", "(4.7)%"),
            Words(INTEGRATION, "Revenues, JPY million"),
            Absent(INTEGRATION, "argin,"),
        ),
    ),
    Variant(
        "no net income",
        of.without_items("net_income"),
        (
            Words(OPERATING, "Not reconciled to net income, which is not given."),
            Absent(HIGHLIGHTS, "Net income"),
        ),
    ),
    # 9,851 / 119.85 = 82.19.
    Variant(
        "one quarter",
        of.of_periods("1Q02"),
        (
            Words(HIGHLIGHTS, "JPY9.9B ($82M)"),
            Absent(HIGHLIGHTS, "from 1Q01"),
            Words(HIGHLIGHTS, "Operating margin (4.7)%"),
            Words(YEN, "Revenues JPY9.9B"),
            Cell(YEN, TOTAL, "YoY", "n/a"),
            Words(DOLLARS, "Revenues $82.2M"),
            Words(IP, "IP service contracts 3,900"),
            Words(INTEGRATION, "Systems integration revenues JPY2.5B"),
            Cell(YEAR_PROFIT, INCOME, "FY2002E", "980"),
        ),
        left_out=(YEAR_REVENUE,),
        japanese=(
            Words(YEN, "売上高 99億円"),
            Words(IP, "IPサービス契約数 3,900"),
            Cell(YEN, "売上高合計", "前年同期比", "n/a"),
        ),
    ),
    # 4,590 / ((3,760 + 3,900) / 2) / 3 = 0.39948 million.
    Variant(
        "two quarters",
        of.of_periods("4Q01", "1Q02"),
        (
            Words(YEN, "Revenues 18.7% down from 4Q01"),
            Cell(YEN, TOTAL, "YoY", "n/a"),
            Cell(IP, "ARPU, JPY thousand a month", "4Q01", "n/a"),
            Cell(IP, "ARPU, JPY thousand a month", "1Q02", "399.5"),
            Words(OPERATING, "Operating loss of JPY464M, turned to loss against 4Q01"),
        ),
        left_out=(YEAR_REVENUE,),
        japanese=(Words(OPERATING, "営業損失 464百万円(4Q01比赤字転換)"),),
    ),
    # 8,334 - 3 x 190 = 7,764; 9,940 / (8,334 - 2 x 190) = 1.2497.
    Variant(
        "eight quarters",
        of.older_quarters(8),
        (
            *(Cell(YEN, "Growth YoY", quarter, "n/a") for quarter in ("2Q00", "3Q00", "4Q00", "1Q01")),
            Cell(YEN, TOTAL, "2Q00", "7,764"),
            Cell(YEN, "Growth YoY", "3Q01", "25.0%"),
        ),
    ),
    # FY2000: 4 x 8,334 - 190 x 10 = 31,436; FY1993: 4 x 8,334 - 190 x (29 + 30 + 31 + 32) = 10,156;
    # 39,900 / 31,436 = 1.2692; operating income of FY2000: 4 x -148 + 5 x 10 = -542.
    Variant(
        "forty quarters",
        of.older_quarters(40),
        (
            Cell(YEN, "Equipment sales", "2Q99", "1,310"),
            Absent(YEN, "1Q99"),
            Cell(YEN, TOTAL, "2Q99", "7,004"),
            Cell(YEN, "Growth YoY", "2Q99", "12.2%"),
            Cell(YEAR_REVENUE, YEAR_TOTAL, "FY1993", "10,156"),
            Cell(YEAR_REVENUE, YEAR_TOTAL, "FY2000", "31,436"),
            Cell(YEAR_REVENUE, "Growth YoY", "FY2001", "26.9%"),
            Cell(YEAR_PROFIT, INCOME, "FY2000", "(542)"),
        ),
    ),
    # 9,851 / 2 - 1 = 4,924.5; -148 / 2 = -74; -100 / 9,851 = -1.02%; -148 - 135 - 151 - 186 = -620.
    Variant(
        "losses everywhere",
        of.losses,
        (
            Words(HIGHLIGHTS, "492,450.0% up from 1Q01"),
            Words(HIGHLIGHTS, "Operating loss of JPY100M"),
            Words(HIGHLIGHTS, "Operating margin (1.0)%, from (7,400.0)% in 1Q01 and (1.5)% in 4Q01"),
            Words(OPERATING, "Operating loss of JPY100M, loss narrowed against 1Q01"),
            Cell(OPERATING, INCOME, "YoY", "n.m."),
            Cell(OPERATING, INCOME, "QoQ", "n.m."),
            Cell(OPERATING, "EBITDA (operating income (loss) + D&A)", "1Q01", "547"),
            Cell(YEN, "IP service revenues", "1Q01", "–"),
            Cell(YEN, "IP service revenues", "YoY", "n/a"),
            Cell(YEAR_PROFIT, INCOME, "FY2001", "(620)"),
            Cell(YEAR_PROFIT, "Growth YoY", "FY2002E", "n.m."),
        ),
        japanese=(
            Words(OPERATING, "営業損失 100百万円(1Q01比赤字縮小)"),
            Cell(YEAR_PROFIT, "営業利益（損失）", "FY2001", "△620"),
        ),
    ),
    # 24,490 / 15,800 = 1.55; 31,827 / 24,490 = 1.2996; 39,900 / 31,827 = 1.2537; 15,800 / 119.85 = 131.8.
    Variant(
        "years without quarters",
        of.year_columns,
        (
            Cell(YEAR_REVENUE, YEAR_TOTAL, "FY1998", "15,800"),
            Cell(YEAR_REVENUE, YEAR_DOLLARS, "FY1998", "131.8"),
            Cell(YEAR_REVENUE, "Growth YoY", "FY1998", "n/a"),
            Cell(YEAR_REVENUE, "Growth YoY", "FY1999", "55.0%"),
            Cell(YEAR_REVENUE, "Growth YoY", "FY2000", "30.0%"),
            Cell(YEAR_REVENUE, "Growth YoY", "FY2001", "25.4%"),
            Cell(YEAR_PROFIT, INCOME, "FY1999", "(1,900)"),
            Cell(YEAR_PROFIT, "Growth YoY", "FY2001", "n.m."),
            Absent(YEN, "FY1998"),
        ),
    ),
    # 4,590,000 / 3,830 / 3 = 399.478 thousand, that is 399,478 yen; 9,851,000 / 119.85 = 82,194.
    Variant(
        "thousands of yen",
        of.thousands,
        (
            Words(HIGHLIGHTS, "JPY9.9B ($82M), 18.2% up from 1Q01"),
            Words(HIGHLIGHTS, "Operating loss of JPY464M ($3.9M)"),
            Words(HIGHLIGHTS, "between JPY10.5B ($87.6M) and JPY11.0B ($91.8M)"),
            Words(YEN, "Revenues breakdown by quarter, JPY thousand"),
            Cell(YEN, TOTAL, "1Q02", "9,851,000"),
            Cell(DOLLARS, TOTAL, "1Q02", "82,194"),
            Cell(IP, "ARPU, JPY a month", "1Q02", "399,478"),
            Cell(YEAR_REVENUE, "Total revenues (USD thousand)", "FY2001", "332,916"),
            Cell(YEAR_PROFIT, INCOME, "FY2002E", "980,000"),
            Cell(OUTLOOK, "1H01", "low", "17,845,000"),
            Cell(OUTLOOK, "2Q02: Total revenues (JPY thousand)", "low, USD million", "87.6"),
        ),
        japanese=(
            Words(HIGHLIGHTS, "99億円(82百万ドル)"),
            Words(YEN, "四半期別売上高の内訳(千円)"),
            Cell(YEN, "売上高合計", "1Q02", "9,851,000"),
        ),
    ),
    Variant(
        "thousands of yen, guided in millions",
        of.thousands_guided_in_millions,
        (
            Words(HIGHLIGHTS, "the amounts guided give 14.0% to 16.8%"),
            Cell(OUTLOOK, "2Q02: Total revenues (JPY million)", "low", "10,500"),
            Cell(OUTLOOK, "Sum of 1Q02, 2Q02 as guided", "low", "20,351,000"),
            Cell(OUTLOOK, "Growth implied", "low", "14.0%"),
            Cell(OUTLOOK, "Growth implied", "high", "16.8%"),
        ),
    ),
    # 9,851 / 132.7 = 74.2.
    Variant(
        "years from January",
        of.settings(first_month=1),
        (
            Words(HIGHLIGHTS, "Results of 1Q02, January to March 2002"),
            Words(HIGHLIGHTS, "JPY9.9B ($74M), 18.2% up from 1Q01"),
            Words(DOLLARS, "$1 = JPY132.70, 29 March 2002"),
        ),
        japanese=(Words(HIGHLIGHTS, "1Q02決算(2002年1月~2002年3月)"),),
    ),
    # 9,386 / 8,124 = 1.1553.
    Variant(
        "lines that begin and end",
        of.zero_line,
        (
            Words(YEN, "Revenues 15.5% up from 1Q01"),
            Cell(YEN, "Value-added service revenues", "1Q01", "0"),
            Cell(YEN, "Value-added service revenues", "YoY", "n.m."),
            Cell(YEN, "Dial-up access revenues", "1Q02", "0"),
            Cell(YEN, "Dial-up access revenues", "YoY", "(100.0)%"),
            Absent(YEN, "Not given by line"),
        ),
    ),
    Variant(
        "a quarter without revenues",
        of.no_revenues_in_4q01,
        (
            Absent(HIGHLIGHTS, "turned to profit"),
            Words(YEN, "Revenues 18.2% up from 1Q01"),
            Cell(YEN, TOTAL, "4Q01", "0"),
            Cell(YEN, TOTAL, "QoQ", "n.m."),
            Cell(OPERATING, "Operating margin", "4Q01", "–"),
            Cell(OPERATING, "Operating margin", "QoQ", "n/a"),
            Cell(INTEGRATION, "Gross margin", "4Q01", "–"),
        ),
    ),
    Variant(
        "no guidance",
        of.without_sheets("Guidance"),
        (
            Absent(HIGHLIGHTS, "2Q02: "),
            Words(YEAR_REVENUE, "Revenues of JPY39.9B in FY2001"),
            Absent(YEAR_REVENUE, "FY2002E"),
        ),
        left_out=(OUTLOOK,),
    ),
    Variant(
        "no consensus",
        of.without_sheets("Consensus"),
        (
            Words(YEAR_PROFIT, "Operating income of JPY54M in FY2001"),
            Absent(YEAR_PROFIT, "Consensus"),
            Absent(YEAR_PROFIT, "FY2002E"),
        ),
    ),
    # (850 + 920 + 980 + 1,030 + 1,120) / 5 = 980.
    Variant(
        "no published mean",
        of.no_published_mean,
        (
            Cell(YEAR_PROFIT, INCOME, "FY2002E", "980"),
            Cell(YEAR_PROFIT, "Contributors", "FY2002E", "5"),
            Cell(YEAR_PROFIT, "Highest", "FY2002E", "1,120"),
            Cell(YEAR_PROFIT, "Lowest", "FY2002E", "850"),
            Absent(YEAR_PROFIT, "Published mean"),
        ),
    ),
    Variant(
        "consensus in billions",
        of.consensus_in_billions,
        (
            Words(YEAR_PROFIT, "Analysts expect operating income of JPY980M in FY2002"),
            Cell(YEAR_PROFIT, "Broker 1", "FY2002E", "850"),
            Cell(YEAR_PROFIT, "Published mean", "FY2002E", "980"),
        ),
    ),
    Variant(
        "guided in amounts only",
        of.guided("total_revenues", "operating_income"),
        (
            Words(OUTLOOK, "1H02 by the amounts guided, JPY million"),
            Cell(OUTLOOK, "Growth implied", "low", "14.0%"),
            Absent(OUTLOOK, "Growth guided"),
            Absent(YEAR_REVENUE, "FY2002E"),
        ),
    ),
    # 17,845 x 1.15 - 9,851 = 10,670.75, which is 12.2% above 9,511.
    Variant(
        "guided in growth only",
        of.guided("total_revenues_growth"),
        (
            Words(OUTLOOK, "Outlook after 1Q02"),
            Cell(OUTLOOK, "Left for 2Q02", "low", "10,671"),
            Cell(OUTLOOK, "Growth needed in 2Q02", "low", "12.2%"),
            Absent(OUTLOOK, "Growth implied"),
        ),
    ),
    # 47,200 - 20,351 = 26,849 and 48,000 - 20,851 = 27,149 against 22,055; 47,600 is the middle.
    Variant(
        "year guided in billions",
        of.year_in_amounts,
        (
            Words(HIGHLIGHTS, "FY2002: Total revenues between JPY47.2B ($393.8M) and JPY48.0B ($400.5M)"),
            Cell(OUTLOOK, "FY2002: Total revenues (JPY billion)", "low", "47.2"),
            Cell(OUTLOOK, "FY2002 as guided", "low", "47,200"),
            Cell(OUTLOOK, "Left for 3Q02–4Q02", "low", "26,849"),
            Cell(OUTLOOK, "Left for 3Q02–4Q02", "high", "27,149"),
            Cell(OUTLOOK, "Growth needed in 3Q02–4Q02", "low", "21.7%"),
            Cell(OUTLOOK, "Growth needed in 3Q02–4Q02", "high", "23.1%"),
            Cell(OUTLOOK, "FY2002: Total revenues (JPY billion)", "issued", "2002-08-08"),
            Cell(YEAR_REVENUE, YEAR_TOTAL, "FY2002E", "47,600"),
            Cell(YEAR_REVENUE, "Growth YoY", "FY2002E", "19.3%"),
        ),
        japanese=(Cell(OUTLOOK, "3Q02–4Q02に必要な金額", "下限", "26,849"),),
    ),
    Variant(
        "counts guided",
        of.counts_guided,
        (
            Words(HIGHLIGHTS, "2Q02: IP service contracts between 4,000 and 4,100"),
            Words(HIGHLIGHTS, "2Q02: Contracted bandwidth at least 16,000 Mbps"),
            Words(HIGHLIGHTS, "FY2002: Total revenues growth of 18% to 22%"),
            Cell(OUTLOOK, "2Q02: IP service contracts (contracts)", "low", "4,000"),
            Absent(OUTLOOK, "Sum of"),
        ),
        japanese=(Words(HIGHLIGHTS, "FY2002:売上高合計 18%~22%増"),),
    ),
    # 8,334 / 124.73 = 66.8; 82.19 / 66.82 = 1.2302; 39,900 / 132.7 = 300.7.
    Variant(
        "rates of the period's end",
        of.settings(fx_mode="period_end"),
        (
            Words(HIGHLIGHTS, "JPY9.9B ($82M), 18.2% up from 1Q01"),
            Words(DOLLARS, "Revenues in dollars 23.0% up from 1Q01"),
            Cell(DOLLARS, TOTAL, "1Q01", "66.8"),
            Cell(DOLLARS, TOTAL, "YoY", "23.0%"),
            Words(DOLLARS, "Each period translated at the rate of its end, this one at $1 = JPY119.85"),
            Cell(YEAR_REVENUE, YEAR_DOLLARS, "FY2001", "300.7"),
        ),
    ),
    # 8,334 / 122.5 = 68.03, 78.28, 80.32 and 91.43 make 318.1; 9,851 / 127 = 77.57, 14.0% above 68.03.
    Variant(
        "average rates",
        of.at_average_rates,
        (
            Words(HIGHLIGHTS, "JPY9.9B ($78M), 18.2% up from 1Q01"),
            Words(DOLLARS, "Revenues in dollars 14.0% up from 1Q01"),
            Cell(DOLLARS, TOTAL, "1Q01", "68.0"),
            Cell(DOLLARS, TOTAL, "1Q02", "77.6"),
            Words(DOLLARS, "at its average rate, this one at $1 = JPY127.00"),
            Cell(YEAR_REVENUE, YEAR_DOLLARS, "FY2001", "318.1"),
        ),
        japanese=(Words(DOLLARS, "ドル建て売上高 1Q01比14.0%増"),),
    ),
    # 9,855.5 is JPY9.8B; -463.25; 8,338.5 / 119.85 = 69.57; 9,855.5 + 10,500 = 20,355.5.
    Variant(
        "truncated",
        of.truncated,
        (
            Words(HIGHLIGHTS, "JPY9.8B ($82M), 18.2% up from 1Q01"),
            Words(HIGHLIGHTS, "Operating loss of JPY463M ($3.8M)"),
            Cell(YEN, TOTAL, "1Q02", "9,855"),
            Cell(OPERATING, INCOME, "1Q02", "(463)"),
            Cell(DOLLARS, TOTAL, "1Q01", "69.5"),
            Cell(OUTLOOK, "Sum of 1Q02, 2Q02 as guided", "low", "20,355"),
        ),
        japanese=(Words(HIGHLIGHTS, "98億円(82百万ドル)"), Cell(YEN, "売上高合計", "1Q02", "9,855")),
    ),
    Variant(
        "restated",
        of.restated,
        (
            Words(
                YEN,
                "† Total revenues 1Q01: reported on 10 August 2001 as 8,300 (JPY million). "
                "Leased lines are now gross.",
            ),
            Words(YEN, "8,334ᵉ†"),
            Words(OPERATING, "† Operating income (loss) 4Q01: reported before as 190 (JPY million)."),
            Words(OPERATING, "186†"),
            Words(YEAR_REVENUE, "† Total revenues FY2001: reported on 15 May 2002 as 39,000 (JPY million)."),
            Words(YEAR_REVENUE, "39,900ᵉ†"),
            Words(OUTLOOK, "39,900ᵉ†"),
            # Figures computed from a restated one are no restatements themselves.
            Absent(OUTLOOK, "† Total revenues 1Q01"),
        ),
        japanese=(Words(YEN, "† 売上高合計 1Q01:2001年8月10日の発表値 8,300百万円。"), Words(YEN, "8,334ᵉ†")),
    ),
    # 9,940 - 4,360 - 490 - 240 - 240 - 2,650 = 1,960, which is 16.4 at 119.85.
    Variant(
        "a gap in a line",
        of.gap,
        (
            Cell(YEN, "Equipment sales", "3Q01", "–"),
            Cell(YEN, "Not given by line", "3Q01", "1,960"),
            Cell(YEN, "Not given by line", "1Q02", "–"),
            Cell(YEN, TOTAL, "3Q01", "9,940"),
            Cell(DOLLARS, "Not given by line", "3Q01", "16.4"),
        ),
        japanese=(Cell(YEN, "内訳のない売上高", "3Q01", "1,960"),),
    ),
    # 12,115 / 9,940 = 1.2188; 12,115 / 132.7 = 91.3.
    Variant(
        "release of 4Q01",
        of.released_in("4Q01"),
        (
            Words(HIGHLIGHTS, "Results of 4Q01, January to March 2002"),
            Words(HIGHLIGHTS, "JPY12.1B ($91M), 21.9% up from 3Q01"),
            Words(HIGHLIGHTS, "Operating income of JPY186M ($1.4M)"),
            Cell(YEN, TOTAL, "4Q01", "12,115"),
            Absent(YEN, "1Q02"),
            Words(YEAR_REVENUE, "Revenues of JPY39.9B in FY2001"),
            Words(YEAR_PROFIT, "Operating income of JPY54M in FY2001"),
        ),
        left_out=(OUTLOOK,),
        japanese=(Words(YEAR_REVENUE, "FY2001の売上高 399億円"),),
    ),
    # 9,940 / 131.04 = 75.9.
    Variant(
        "release of 3Q01",
        of.released_in("3Q01"),
        (
            Words(HIGHLIGHTS, "Results of 3Q01, October to December 2001"),
            Words(HIGHLIGHTS, "JPY9.9B ($76M), 4.5% up from 2Q01"),
            Words(OPERATING, "Operating income of JPY151M, turned to profit against 2Q01"),
        ),
        left_out=(YEAR_REVENUE, YEAR_PROFIT, OUTLOOK),
    ),
    Variant(
        "odd names",
        of.odd_labels,
        (
            Words(HIGHLIGHTS, 'R&D <Holdings> "東京" K.K. (A&B)'),
            Cell(YEN, 'Sales & "other" <net> 売上', "1Q02", "9,851"),
            Cell(OPERATING, "Profit < loss & tax", "1Q02", "(464)"),
            Words(OUTLOOK, 'Sales & "other" <net> 売上 of JPY10.5B to JPY11.0B guided for 2Q02'),
        ),
        japanese=(Cell(YEN, "売上&<合計>", "1Q02", "9,851"),),
    ),
    Variant(
        "long names",
        of.long_labels,
        (
            Cell(YEN, f"Total revenues{of.LONG}", "1Q02", "9,851"),
            Words(OUTLOOK, f"revenues{of.LONG} of JPY10.5B"),
        ),
        japanese=(Cell(YEN, f"売上高合計{of.LONG_JA}", "1Q02", "9,851"),),
    ),
    # 4,590 - 3,300 = 1,290; 3,300 / 119.85 = 27.5.
    Variant(
        "components of a component",
        of.nested,
        (
            Cell(YEN, "Dedicated access", "1Q02", "3,300"),
            Cell(YEN, "Shared access", "1Q02", "1,290"),
            Cell(DOLLARS, "Dedicated access", "1Q02", "27.5"),
            Words("Checks", "IP service revenues: sum of components, 1Q02"),
        ),
        japanese=(Cell(YEN, "Shared access", "1Q02", "1,290"),),
    ),
    Variant(
        "no ticker",
        of.settings(ticker=None),
        (Words(HIGHLIGHTS, "Internet Initiative Japan Inc."), Absent(HIGHLIGHTS, "(IIJI)")),
    ),
    Variant(
        "dated",
        of.settings(release_date=datetime.date(2002, 8, 8)),
        (Words(HIGHLIGHTS, "2002-08-08"),),
    ),
    Variant(
        "all items to net income",
        of.all_between,
        (
            Cell(OPERATING, "Less: Interest expense", "1Q02", "(180)"),
            Cell(OPERATING, "Less: Minority interests", "1Q02", "50"),
            Absent(OPERATING, "Items between"),
            Absent(OPERATING, "Not given one by one"),
            Absent(OPERATING, "Not explained"),
        ),
        japanese=(Cell(OPERATING, "控除:Interest expense", "1Q02", "△180"),),
    ),
    Variant(
        "items that miss net income",
        of.unexplained,
        (
            Cell(OPERATING, "Not explained by these items", "1Q02", "(20)"),
            Cell(OPERATING, "Not explained by these items", "4Q01", "0"),
        ),
    ),
    Variant(
        "a total that does not foot",
        of.wrong_total,
        (Words(HIGHLIGHTS, "JPY10.0B"), Cell(YEN, TOTAL, "1Q02", "9,951")),
        failing=("Total revenues: sum of components, 1Q02",),
    ),
)
