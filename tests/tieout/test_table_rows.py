"""Tables of a release against the shipped workbook: labels, headers, currencies and ranges of their own."""

from __future__ import annotations

import pytest

from tests.tieout.test_claims import context
from tests.tieout.test_reservations import CONTEXT, SHIPPED
from xl_addin.tieout.claims_of import read_claims
from xl_addin.tieout.document import Document, Kind, Passage
from xl_addin.tieout.judging.verdicts import judge


def verdicts(*rows: str, heading: str = "", caption: str = "") -> list[tuple[str, str]]:
    """The verdicts on a table; an operating loss of 464 in 1Q02 and income of 186 in 4Q01 are true."""
    above = [Passage(heading, Kind.HEADING, 2)] if heading else []
    above += [Passage(caption)] if caption else []
    document = Document("test", (*above, *(Passage(row, Kind.ROW) for row in rows)))
    found = judge(read_claims(document, CONTEXT), SHIPPED)
    return [(one.claim.printed, one.verdict.value) for one in found]


TIES, OPEN, CONTRADICTED = "ties", "unverifiable", "contradicted"


def test_period_in_the_rows_own_label() -> None:
    assert verdicts(
        " | Amount (JPY million)", "Operating income 4Q01 | 186", "Operating income 3Q01 | 151"
    ) == [("186", TIES), ("151", TIES)]


@pytest.mark.parametrize(
    "rows",
    [
        (" | 1Q02 | 1Q02", " | Millions of yen | Thousands of U.S. dollars"),
        (" | Millions of yen | Thousands of U.S. dollars", " | 1Q02 | 1Q02"),
        (" | 1Q02 (JPY million) | 1Q02 (USD thousand)",),
    ],
)
def test_columns_in_two_currencies(rows: tuple[str, ...]) -> None:
    # 464 million yen at 119.85 yen are 3,871 thousand dollars, known as far as the yen are: 463.5 to 464.5.
    found = verdicts(*rows, "Operating loss | (464) | (3,871)", "Operating loss | (464) | (4,871)")
    assert found == [("(464)", TIES), ("(3,871)", "consistent"), ("(464)", TIES), ("(4,871)", CONTRADICTED)]


def test_amount_with_its_translation_in_one_cell() -> None:
    assert verdicts(" | 1Q02", "Operating loss | JPY(464)M ($3.9M)") == [("JPY(464)M", TIES), ("$3.9M", TIES)]


def test_percentage_behind_an_amount_may_be_growth_or_share() -> None:
    assert verdicts("JPY million | 4Q01", "Operating income | 186 (1.5%)") == [("186", TIES), ("1.5%", OPEN)]


def test_range_of_guidance_in_one_cell() -> None:
    rows = ("JPY million | 2Q02 guidance", "Total revenues | 10,500 - 11,000", "Operating income | 0")
    assert verdicts(*rows) == [("10,500", TIES), ("11,000", TIES), ("0", TIES)]


def test_column_of_what_was_planned_is_no_result() -> None:
    rows = ("JPY million | Budget 4Q01 | Actual 4Q01", "Operating income | 186 | 186")
    assert verdicts(*rows) == [("186", OPEN), ("186", TIES)]


def test_difference_to_a_forecast_is_a_change_without_a_period_to_compare_with() -> None:
    rows = ("JPY million | Previous forecast | Actual | Difference", "Operating income, 4Q01 | 186 | 186 | 0")
    assert verdicts(*rows) == [("186", OPEN), ("186", TIES), ("0", OPEN)]


@pytest.mark.parametrize(
    "label",
    [
        "Operating income before depreciation",
        "Operating income after tax",
        "Operating income, adjusted",
        "Provision against operating income",
        "Taxes on operating income",
        "Average operating income",
        "Operating income of affiliates",
        "Non-consolidated operating income",
        "営業利益（単体）",
    ],
)
def test_row_of_something_else_than_the_item(label: str) -> None:
    assert verdicts("JPY million | 4Q01", f"{label} | 186") == [("186", OPEN)]


def test_column_or_caption_of_another_basis() -> None:
    assert verdicts("JPY million | Monthly average, 4Q01", "Operating income | 186") == [("186", OPEN)]
    assert verdicts(
        " | 4Q01", "Operating income | 186", caption="Non-consolidated results (JPY million)"
    ) == [("186", OPEN)]
    assert verdicts("JPY million | 4Q01", "Operating income | 186", heading="単体業績") == [("186", OPEN)]


def test_lines_under_a_part_of_the_business_are_that_parts() -> None:
    rows = ("JPY million | 4Q01", "Systems integration | ", "Operating income | 186")
    assert verdicts(*rows) == [("186", OPEN)]
    rows = ("JPY million | 4Q01", "Segment results | ", "Network | ", "Operating income | 186")
    assert verdicts(*rows) == [("186", OPEN)]
    assert verdicts(*rows, "Consolidated | ", "Operating income | 186")[1:] == [("186", TIES)]


def test_line_below_a_row_of_another_line_is_the_companys() -> None:
    rows = ("JPY million | 4Q01", "Costs and expenses: | ", "Operating income | 186")
    assert verdicts(*rows) == [("186", TIES)]


def test_columns_of_items_and_rows_of_plans() -> None:
    rows = (
        "(単位:百万円) | 売上高 | 営業利益",
        "前回発表予想(A) | 43,000 | 1,200",
        "増減額(B-A) | 500 | 100",
    )
    document = Document(
        "test",
        (
            Passage("2003年3月期通期連結業績予想の修正", Kind.HEADING, 1),
            *(Passage(row, Kind.ROW) for row in rows),
        ),
    )
    found = [
        (claim.printed, claim.item, str(claim.period), claim.measure.value, claim.is_outlook)
        for claim in read_claims(document, CONTEXT)
    ]
    assert found == [
        ("43,000", "total_revenues", "FY2002", "amount", True),
        ("1,200", "operating_income", "FY2002", "amount", True),
        ("500", "total_revenues", "FY2002", "change", True),
        ("100", "operating_income", "FY2002", "change", True),
    ]


def test_rows_of_companies_under_columns_of_items_are_left_open() -> None:
    rows = ("JPY million, 4Q01 | Total revenues | Operating income", "Crosswave | 12,115 | 186")
    assert verdicts(*rows) == [("12,115", OPEN), ("186", OPEN)]


def test_part_alone_under_a_heading_of_the_line_and_gigabits_of_the_label() -> None:
    document = Document(
        "test",
        (
            Passage("Revenues by service (JPY million)", Kind.HEADING, 1),
            Passage(" | 1Q02", Kind.ROW),
            Passage("Systems integration | 2,950", Kind.ROW),
            Passage("Contracted bandwidth (Gbps) | 14.4", Kind.ROW),
        ),
    )
    revenues, bandwidth = read_claims(document, CONTEXT)
    assert (revenues.item, revenues.value) == ("systems_integration_revenues", 2_950_000_000)
    assert (bandwidth.unit, bandwidth.value) == ("Mbps", 14_400)


def test_change_beside_the_column_it_is_measured_from() -> None:
    rows = (
        " | 1Q02 | 4Q01 | QoQ | 1Q01 | YoY",
        "Gross margin | 9.1% | 11.6% | -2.5pt | 12.5% | -3.4pt",
    )
    document = Document("test", tuple(Passage(row, Kind.ROW) for row in rows))
    found = {claim.printed: (str(claim.period), str(claim.base)) for claim in read_claims(document, CONTEXT)}
    assert found["-2.5pt"] == ("1Q02", "4Q01")
    assert found["-3.4pt"] == ("1Q02", "1Q01")


def told(quarter: str, *passages: Passage) -> list[tuple[str, str | None, str, str, str]]:
    """Print, item, measure, period and base of each claim."""
    found = read_claims(Document("test", passages), context(quarter))
    return [
        (one.printed, one.item, one.measure.value, str(one.period), str(one.base))
        for one in found
        if not one.doubts
    ]


def test_row_that_goes_on_as_a_sentence_does() -> None:
    found = told("1Q12", Passage("Revenues | JPY24,841 million ($311 million, up 6.3% YoY)", Kind.ROW))
    assert found == [
        ("JPY24,841 million", "total_revenues", "amount", "1Q12", "None"),
        ("$311 million", "total_revenues", "amount", "1Q12", "None"),
        ("6.3%", "total_revenues", "growth", "1Q12", "1Q11"),
    ]
    apart = told("1Q17", Passage("Revenues | JPY41.0 billion | (up 13.2% YoY)", Kind.ROW))
    assert [one[2] for one in apart] == ["amount", "growth"]


def test_summary_of_a_japanese_release_has_growth_beside_each_item() -> None:
    found = told(
        "3Q16",
        Passage("平成29年3月期第3四半期の連結業績", Kind.HEADING, 1),
        Passage("| 売上高 | | 営業利益 |", Kind.ROW),
        Passage("| 百万円 | % | 百万円 | %", Kind.ROW),
        Passage("29年3月期第3四半期 | 27,226 | △10.7 | △1,041 | -", Kind.ROW),
        Passage("28年3月期第3四半期 | 30,504 | 3.1 | 825 | △28.2", Kind.ROW),
    )
    assert found == [
        ("27,226", "total_revenues", "amount", "1Q-3Q16", "None"),
        ("△10.7", "total_revenues", "growth", "1Q-3Q16", "1Q-3Q15"),
        ("△1,041", "operating_income", "amount", "1Q-3Q16", "None"),
        ("30,504", "total_revenues", "amount", "1Q-3Q15", "None"),
        ("3.1", "total_revenues", "growth", "1Q-3Q15", "1Q-3Q14"),
        ("825", "operating_income", "amount", "1Q-3Q15", "None"),
        ("△28.2", "operating_income", "growth", "1Q-3Q15", "1Q-3Q14"),
    ]


@pytest.mark.parametrize(
    "header",
    [
        ("Guidance for 2Q02, JPY million | Low | High",),
        ("JPY million | 2Q02 | 2Q02", " | Low end | High end"),
        ("2Q02（百万円） | 下限 | 上限",),
    ],
)
def test_ends_of_a_range_in_two_columns(header: tuple[str, ...]) -> None:
    name = "売上高" if "下限" in header[-1] else "Revenues"
    label = name if len(header) > 1 else f"{name} 2Q02"
    found = verdicts(*header, f"{label} | 10,500 | 11,000", f"{label} | 11,000 | 10,500")
    assert found == [("10,500", TIES), ("11,000", TIES), ("11,000", CONTRADICTED), ("10,500", CONTRADICTED)]


@pytest.mark.parametrize(
    "rows",
    [
        ("Guidance, JPY million | 2Q02", "Revenues | 10,500 to 11,000"),
        ("Outlook (JPY million) | 2Q02", "Revenues | 10,500 - 11,000"),
        ("2Q02, JPY million | Previous forecast | Revised forecast", "Revenues 2Q02 | - | 10,500 - 11,000"),
    ],
)
def test_header_that_speaks_of_what_is_expected(rows: tuple[str, ...]) -> None:
    assert verdicts(*rows) == [("10,500", TIES), ("11,000", TIES)]


@pytest.mark.parametrize(
    ("rows", "caption"),
    [
        (("Previous guidance, JPY million | Low | High", "Revenues 2Q02 | 10,500 | 11,000"), ""),
        (("JPY million | Low | High", "Revenues 2Q02 | 10,500 | 11,000"), "Previous guidance"),
        (("JPY million | Original forecast 2Q02", "Revenues | 10,500 to 11,000"), ""),
        (("百万円 | 売上高 | 営業利益", "前回発表予想 2Q02 | 10,500 | 0"), ""),
        (("JPY million | Consensus 2Q02", "Revenues | 10,500 to 11,000"), ""),
        (("Analysts' forecasts, JPY million | Low | High", "Revenues 2Q02 | 10,500 | 11,000"), ""),
    ],
)
def test_forecast_that_is_an_earlier_one_or_not_the_companys(rows: tuple[str, ...], caption: str) -> None:
    assert [verdict for _, verdict in verdicts(*rows, caption=caption)] == [OPEN, OPEN]
