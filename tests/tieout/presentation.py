"""The claims of IIJ's presentation of 1Q02, August 2002, read by hand, and the verdict each must get.

`line` is that of the presentation's text, counted from 1. An error planted in a claim is one of its
fields changed.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.tieout.made import CONSISTENT, CONTRADICTED, TIES, UNVERIFIABLE, claim
from xl_addin.tieout.claims import Claim, Measure, Qualifier


@dataclass(frozen=True, slots=True)
class Row:
    """A claim and its verdict; `low` and `high` are what is computed, in the unit of the JSON."""

    claim: Claim
    verdict: str
    low: float | None = None
    high: float | None = None

    def __str__(self) -> str:
        return f"line {self.claim.passage.line}, {self.claim.printed}"


_REVENUES = "JPY9.9B ($82M), 18.2% up from 1Q01 & 18.7% down from 4Q01"
_MARGIN = "Operating margin declined to 9.1%, from 12.5% in 1Q01 and 11.6% in 4Q01"
_LOSS = "Operating loss of JPY464M ($3.9M)"
_EBITDA = "EBITDA remained positive at JPY329M"
_GUIDED = "Revenues to be between JPY10.5B($87.6M) and JPY11.0B($91.8M)"
_EVEN = "Operating Income/loss to be at or near break-even level"
_HALF = "As a result, revenues in the first half of fiscal year to grow by more than 15%"
_YEAR = "Revenues to grow by approximately 20%"
_CONSENSUS = (
    "Company is confident of meeting analysts consensus expectations for operating income, which is JPY980 M"
)
_RATE = "$1=JPY119.85"
_BANDWIDTH = "contracted bandwidth (14.4Gbps, a 26% quarter-over-quarter growth)"
_INTEGRATION = "Despite the typical seasonal weakness, 46.0% year-over-year growth"
_RESULT = "IIJ reported an operating loss of JPY464 million ($3.9M)."
_FIRMS = (
    "* Consensus on operating income was derived by averaging the financial forecasts for IIJ as supplied by"
    " the following five firms: Goldman Sachs, Morgan Stanley, JP Morgan, Credit Suisse First Boston and"
    " Daiwa Institute of Research."
)
_SALES, _INCOME, _LOW, _HIGH = "total_revenues", "operating_income", Qualifier.LOW, Qualifier.HIGH
_GROWTH, _SHARE, _COUNT = Measure.GROWTH, Measure.MARGIN, Measure.COUNT

# Computed: 9,845..9,858 over 119.85; over 8,325..8,343 and 12,090..12,121 less one; -464.5..-463.5 over
# 9,845..9,858; 185.5..186.5 over 12,090..12,121; 10,500 and 11,000 over 119.85; 9,845..9,858 with 10,500
# or 11,000 over 17,773..17,938, which is 39,850..39,950 less 9,922..9,956 and 12,090..12,121.
PRESENTATION = (
    Row(claim("JPY9.9B", "9.9E9", _SALES, text=_REVENUES, line=9), CONSISTENT, 9845, 9858),
    Row(claim("$82M", "82E6", _SALES, text=_REVENUES, unit="USD", line=9), TIES, 82.14, 82.25),
    Row(
        claim("18.2%", "0.182", _SALES, text=_REVENUES, measure=_GROWTH, unit="%", base="1Q01", line=9),
        CONSISTENT,
        18.00,
        18.41,
    ),
    Row(
        claim("18.7%", "-0.187", _SALES, text=_REVENUES, measure=_GROWTH, unit="%", base="4Q01", line=9),
        CONSISTENT,
        -18.78,
        -18.46,
    ),
    Row(
        claim("9.1%", "0.091", _INCOME, text=_MARGIN, measure=_SHARE, unit="%", line=15),
        CONTRADICTED,
        -4.72,
        -4.70,
    ),
    Row(
        claim("12.5%", "0.125", _INCOME, "1Q01", text=_MARGIN, measure=_SHARE, unit="%", line=15),
        UNVERIFIABLE,
        -1.78,
        -1.77,
    ),
    Row(
        claim("11.6%", "0.116", _INCOME, "4Q01", text=_MARGIN, measure=_SHARE, unit="%", line=15),
        CONTRADICTED,
        1.53,
        1.54,
    ),
    Row(claim("JPY464M", "-464E6", _INCOME, text=_LOSS, line=16), TIES, -464.5, -463.5),
    Row(claim("$3.9M", "-3.9E6", _INCOME, text=_LOSS, unit="USD", line=16), TIES, -3.876, -3.867),
    Row(claim("JPY329M", "329E6", "ebitda", text=_EBITDA, line=17), TIES, 328.5, 329.5),
    Row(
        claim("JPY10.5B", "10.5E9", _SALES, "2Q02", text=_GUIDED, qualifier=_LOW, outlook=True, line=21),
        TIES,
        10500,
        10500,
    ),
    Row(
        claim(
            "$87.6M",
            "87.6E6",
            _SALES,
            "2Q02",
            text=_GUIDED,
            unit="USD",
            qualifier=_LOW,
            outlook=True,
            line=21,
        ),
        TIES,
        87.61,
        87.61,
    ),
    Row(
        claim("JPY11.0B", "11.0E9", _SALES, "2Q02", text=_GUIDED, qualifier=_HIGH, outlook=True, line=21),
        TIES,
        11000,
        11000,
    ),
    Row(
        claim(
            "$91.8M",
            "91.8E6",
            _SALES,
            "2Q02",
            text=_GUIDED,
            unit="USD",
            qualifier=_HIGH,
            outlook=True,
            line=21,
        ),
        TIES,
        91.78,
        91.78,
    ),
    Row(
        claim(
            "break-even", "0", _INCOME, "2Q02", text=_EVEN, qualifier=Qualifier.NEAR, outlook=True, line=22
        ),
        TIES,
        0,
        0,
    ),
    Row(
        claim(
            "15%",
            "0.15",
            _SALES,
            "1H02",
            text=_HALF,
            measure=_GROWTH,
            unit="%",
            base="1H01",
            qualifier=Qualifier.MORE_THAN,
            outlook=True,
            line=23,
        ),
        CONTRADICTED,
        13.42,
        17.36,
    ),
    Row(
        claim(
            "20%",
            "0.20",
            _SALES,
            "FY2002",
            text=_YEAR,
            measure=_GROWTH,
            unit="%",
            base="FY2001",
            qualifier=Qualifier.ABOUT,
            outlook=True,
            line=27,
        ),
        TIES,
        20,
        20,
    ),
    Row(
        claim("JPY980 M", "980E6", _INCOME, "FY2002", text=_CONSENSUS, outlook=True, line=28), TIES, 980, 980
    ),
    Row(
        claim("JPY119.85", "119.85", "usdjpy", text=_RATE, measure=Measure.RATE, unit="JPY per USD", line=32),
        TIES,
        119.85,
        119.85,
    ),
    *(
        Row(
            claim(
                "JPY119.85",
                "119.85",
                "usdjpy",
                text=_RATE,
                measure=Measure.RATE,
                unit="JPY per USD",
                line=line,
            ),
            TIES,
            119.85,
            119.85,
        )
        for line in (36, 65)
    ),
    Row(
        claim(
            "14.4Gbps",
            "1.44E4",
            "contracted_bandwidth",
            text=_BANDWIDTH,
            measure=_COUNT,
            unit="Mbps",
            line=43,
        ),
        UNVERIFIABLE,
        14350,
        14450,
    ),
    Row(
        claim(
            "26%",
            "0.26",
            "contracted_bandwidth",
            text=_BANDWIDTH,
            measure=_GROWTH,
            unit="%",
            base="4Q01",
            line=43,
        ),
        UNVERIFIABLE,
        25.55,
        26.42,
    ),
    Row(
        claim(
            "46.0%",
            "0.460",
            "systems_integration_revenues",
            text=_INTEGRATION,
            measure=_GROWTH,
            unit="%",
            base="1Q01",
            line=49,
        ),
        UNVERIFIABLE,
        46.0,
        46.0,
    ),
    Row(claim("JPY464 million", "-464E6", _INCOME, text=_RESULT, line=56), TIES, -464.5, -463.5),
    Row(claim("$3.9M", "-3.9E6", _INCOME, text=_RESULT, unit="USD", line=56), TIES, -3.876, -3.867),
    Row(
        claim(
            "break-even",
            "0",
            _INCOME,
            "2Q02",
            text="IIJ is expecting to report operating results at or near break-even level in 2Q02.",
            qualifier=Qualifier.NEAR,
            outlook=True,
            line=57,
        ),
        TIES,
        0,
        0,
    ),
    Row(
        claim(
            "20%",
            "0.20",
            _SALES,
            "FY2002",
            text="20% expected growth",
            measure=_GROWTH,
            unit="%",
            base="FY2001",
            outlook=True,
            line=61,
        ),
        TIES,
        20,
        20,
    ),
    Row(
        claim(
            "five",
            "5",
            "contributors",
            "FY2002",
            text=_FIRMS,
            measure=_COUNT,
            unit="firms",
            line=71,
        ),
        UNVERIFIABLE,
        5,
        5,
    ),
)
CLAIMS = tuple(row.claim for row in PRESENTATION)
