"""Claims read from text: the corpus as a whole, and each notation, rule and trap by itself."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xl_addin.domain.labels import parse_label
from xl_addin.domain.periods import FiscalCalendar, Quarter
from xl_addin.inputs.load import read_figures
from xl_addin.tieout.claims import Claim, Measure, Qualifier
from xl_addin.tieout.claims_of import Context, context_of, read_claims
from xl_addin.tieout.document import Document, Kind, Passage

HERE = Path(__file__).parent
PRESENTATION = HERE.parents[2] / "shared" / "data" / "presentation_1q02.md"
WORKBOOK = HERE.parents[1] / "xl_addin" / "data" / "iij_quarterly.xlsx"
ITEMS: dict[str, dict[str, str]] = json.loads((HERE / "items.json").read_text(encoding="utf-8"))
NAMES = {key: (item["label"], item["label_ja"]) for key, item in ITEMS.items()}
FIELDS = ("printed", "measure", "item", "period", "base", "unit", "value", "qualifier")


def records(file: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((HERE / file).read_text(encoding="utf-8"), parse_float=Decimal)
    return found


def passage(text: str) -> Passage:
    """Rows of a table have their cells apart: by a bar, or by several spaces."""
    if "|" in text:
        return Passage(text, Kind.ROW)
    if re.search(r" {2,}", text):
        return Passage(re.sub(r" {2,}", " | ", text), Kind.ROW)
    return Passage(text)


def document(record: dict[str, Any]) -> Document:
    heading = [Passage(record["heading"], Kind.HEADING, 1)] if record["heading"] else []
    return Document("test", (*heading, *(passage(text) for text in (*record["before"], record["text"]))))


def context(quarter: str = "1Q02", first_month: int = 4, company: str = "") -> Context:
    release = parse_label(quarter)
    assert isinstance(release, Quarter)
    return Context(release, FiscalCalendar(first_month), NAMES, company=company)


def read(record: dict[str, Any]) -> list[Claim]:
    text = document(record)
    about = context(record["release_quarter"], record["first_month"], record.get("company", ""))
    claims = read_claims(text, about)
    return [claim for claim in claims if claim.passage is text.passages[-1]]


def claims(
    text: str, *, quarter: str = "1Q02", first_month: int = 4, heading: str = "", before: tuple[str, ...] = ()
) -> list[Claim]:
    return read(
        {
            "heading": heading,
            "before": before,
            "text": text,
            "release_quarter": quarter,
            "first_month": first_month,
        }
    )


def only(text: str, **surroundings: Any) -> Claim:
    (claim,) = claims(text, **surroundings)
    return claim


def expected(record: dict[str, Any], text: str) -> list[tuple[int, int, dict[str, Any]]]:
    found, position = [], 0
    for claim in record["claims"]:
        whole = re.compile(rf"(?<![0-9])(?<![0-9][.,]){re.escape(claim['printed'])}(?![0-9])")
        place = whole.search(text, position)
        assert place is not None
        found.append((*place.span(), claim))
        position = place.end()
    return found


def fields(claim: Claim) -> dict[str, Any]:
    """A claim as the corpus writes it, which has no strict "less than"."""
    strict = claim.qualifier is Qualifier.LESS_THAN
    return {
        "printed": claim.printed,
        "measure": claim.measure.value,
        "item": claim.item,
        "period": str(claim.period) if claim.period else None,
        "base": str(claim.base) if claim.base else None,
        "unit": claim.unit,
        "value": claim.value,
        "qualifier": "at_most" if strict else claim.qualifier.value,
    }


def measured(corpus: list[dict[str, Any]]) -> tuple[dict[str, float], list[str]]:
    """Recall and precision of the numbers, the share of each field that is right, and what is missed."""
    right, misses = dict.fromkeys(("expected", "read", "met", *FIELDS), 0), []
    for record in corpus:
        got = read(record)
        wanted = expected(record, document(record).passages[-1].text)
        right["expected"] += len(wanted)
        right["read"] += len(got)
        for start, end, want in wanted:
            claim = next((claim for claim in got if claim.start < end and start < claim.end), None)
            if claim is None:
                misses.append(f"{record['id']}: {want['printed']} is not read")
                continue
            right["met"] += 1
            for name, value in fields(claim).items():
                right[name] += value == want[name]
                if value != want[name]:
                    misses.append(f"{record['id']}: {want['printed']} has {name} {value}, not {want[name]}")
        spans = [(start, end) for start, end, _ in wanted]
        misses += [
            f"{record['id']}: {claim.printed} is no figure"
            for claim in got
            if not any(claim.start < end and start < claim.end for start, end in spans)
        ]
    shares = {name: right[name] / right["met"] for name in FIELDS}
    return shares | {
        "recall": right["met"] / right["expected"],
        "precision": right["met"] / right["read"],
    }, misses


THRESHOLDS = {"recall": 0.97, "precision": 0.97} | dict.fromkeys(FIELDS, 0.95)


@pytest.mark.parametrize("file", ["sentences.json", "more_sentences.json", "invented_sentences.json"])
def test_corpus_is_read_as_it_was_written_down(file: str) -> None:
    shares, misses = measured(records(file))
    short = {name: share for name, share in shares.items() if share < THRESHOLDS[name]}
    assert not short, "\n".join([str(short), *misses])


def test_what_a_text_leaves_open_has_a_doubt() -> None:
    for record in records("sentences.json"):
        for claim in read(record):
            assert claim.doubts or (claim.item is not None and claim.period is not None), record["id"]


VALUES = {
    "Revenues were JPY9.9B": ("9.9E+9", "JPY"),
    "Revenues were JPY 8,344 million": ("8344E+6", "JPY"),
    "Revenues were ¥464M": ("464E+6", "JPY"),
    "Revenues were $69.6 million": ("69.6E+6", "USD"),
    "Revenues were 1,085.3 billion yen": ("1085.3E+9", "JPY"),
    "Revenues were €1.2bn": ("1.2E+9", "EUR"),
    "売上高は98億5千万円": ("98.5E+8", "JPY"),
    "売上高は9,851百万円": ("9851E+6", "JPY"),
    "EBITDA20億円": ("20E+8", "JPY"),
    "売上高は301億5千1百万円": ("30151E+6", "JPY"),
    "売上高は9億8千5百30万円": ("98530E+4", "JPY"),
    "売上高は3千億円": ("3E+11", "JPY"),
    "売上高は12億600万円": ("120600E+4", "JPY"),
    "売上高は2兆9,951億円": ("29951E+8", "JPY"),
    "売上高は９８億５，１００万円": ("985100E+4", "JPY"),
    "営業損益は△464百万円": ("-464E+6", "JPY"),
    "営業損益は-464百万円": ("-464E+6", "JPY"),
    "Operating income was (¥464) million": ("-464E+6", "JPY"),
    "EPS was ¥(40.66)": ("-40.66", "JPY per share"),
    "1株当たり四半期純利益は11円52銭": ("11.52", "JPY per share"),
    "The operating loss was JPY464M": ("-464E+6", "JPY"),
    "Contracted bandwidth is 14.4Gbps": ("14.4E+3", "Mbps"),
}


@pytest.mark.parametrize("text", VALUES)
def test_amount_is_read_in_whole_units_with_the_precision_of_its_print(text: str) -> None:
    claim = only(text)
    value, unit = VALUES[text]
    assert (claim.value, claim.unit) == (Decimal(value), unit)
    assert claim.value.as_tuple().exponent == Decimal(value).as_tuple().exponent


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Revenues were up 18.2% from 1Q01", "0.182"),
        ("Revenues were 18.7% down from 4Q01", "-0.187"),
        ("Revenues saw a decrease of 15.3% compared with 1Q01", "-0.153"),
        ("Revenues saw a change of (1.3)% on 1Q01", "-0.013"),
        ("売上高は前年同期比18.2%増", "0.182"),
        ("売上高は前年同期を15.4%下回りました", "-0.154"),
        ("売上高 前年同期比△0.2%", "-0.002"),
    ],
)
def test_words_and_signs_give_growth_its_sign(text: str, value: str) -> None:
    claim = only(text)
    assert (claim.measure, claim.value, str(claim.base)[1:]) == (
        Measure.GROWTH,
        Decimal(value),
        str(claim.base)[1:],
    )
    assert claim.base is not None


@pytest.mark.parametrize(
    ("words", "qualifier"),
    [
        ("more than JPY5B", Qualifier.MORE_THAN),
        ("at least JPY5B", Qualifier.AT_LEAST),
        ("JPY5B or more", Qualifier.AT_LEAST),
        ("up to JPY5B", Qualifier.AT_MOST),
        ("less than JPY5B", Qualifier.LESS_THAN),
        ("approximately JPY5B", Qualifier.ABOUT),
        ("JPY5B", Qualifier.NONE),
    ],
)
def test_qualifier_limits_the_figure_it_stands_beside(words: str, qualifier: Qualifier) -> None:
    assert only(f"Revenues came to {words}.").qualifier is qualifier


def test_growth_against_two_bases_in_one_sentence() -> None:
    first, second = claims("Revenues: 18.2% up from 1Q01 & 18.7% down from 4Q01")
    assert [str(first.base), str(second.base)] == ["1Q01", "4Q01"]
    assert first.value > 0 > second.value


def test_comparison_whose_periods_come_later_is_three_claims() -> None:
    found = claims("Operating margin declined to 9.1%, from 12.5% in 1Q01 and 11.6% in 4Q01")
    assert [str(claim.period) for claim in found] == ["1Q02", "1Q01", "4Q01"]
    assert {claim.measure for claim in found} == {Measure.MARGIN}
    assert {claim.item for claim in found} == {"operating_income"}


def test_translation_says_the_same_in_another_currency() -> None:
    yen, dollars = claims("We posted an operating loss of JPY464M ($3.9M).")
    assert (yen.item, yen.period, yen.measure) == (dollars.item, dollars.period, dollars.measure)
    assert (dollars.value, dollars.unit) == (Decimal("-3.9E+6"), "USD")


def test_range_gives_its_low_end_the_scale_of_the_high_one() -> None:
    low, high = claims("Revenues of JPY10.5 to 11.0 billion are expected for 2Q02.")
    assert (low.value, low.qualifier) == (Decimal("10.5E+9"), Qualifier.LOW)
    assert (high.value, high.qualifier) == (Decimal("11.0E+9"), Qualifier.HIGH)
    assert low.is_outlook


def test_from_to_with_a_verb_of_change_is_no_range() -> None:
    first, second = claims("Revenues rose from JPY10.5B in 1Q01 to JPY11.0B.")
    assert (first.qualifier, str(first.period)) == (Qualifier.NONE, "1Q01")
    assert (second.qualifier, str(second.period)) == (Qualifier.NONE, "1Q02")


def test_break_even_is_near_zero() -> None:
    claim = only("Operating results at or near break-even level in 2Q02 are expected.")
    assert (claim.printed, claim.value, claim.qualifier) == ("break-even", Decimal(0), Qualifier.NEAR)
    assert str(claim.period) == "2Q02"


def test_exchange_rate_is_the_figure_after_one_dollar() -> None:
    claim = only("$1=JPY119.85")
    assert (claim.printed, claim.item, claim.unit) == ("JPY119.85", "usdjpy", "JPY per USD")


def test_ordinary_income_is_not_operating_income() -> None:
    assert only("経常利益は5億円でした。").item == "ordinary_income"


def test_part_of_the_business_is_not_the_whole() -> None:
    assert only("Advertising revenues were JPY5B.").item == "advertising_revenues"
    claim = only("物流事業の売上高は52億円でした。")
    assert claim.item is None
    assert claim.doubts


def test_unknown_items_of_the_workbook_are_found_by_their_labels() -> None:
    names = {"widget_sales": ("Widgets sold to schools", "学校向け部品")}
    given_context = Context(Quarter(2002, 1), names=names)
    for text in ("Widgets sold to schools came to JPY5B.", "学校向け部品は50億円でした。"):
        (claim,) = read_claims(Document("test", (Passage(text),)), given_context)
        assert claim.item == "widget_sales"


def test_bullet_takes_its_item_from_heading_and_siblings() -> None:
    passages = (
        Passage("Revenues and Gross Margin Ratio", Kind.HEADING, 1),
        Passage("Despite the weak season, 46.0% year-over-year growth", Kind.ITEM, 1),
        Passage("Margin declined since SI business diversifies", Kind.ITEM, 1),
    )
    (claim,) = read_claims(Document("test", passages), context())
    assert (claim.item, str(claim.base), claim.doubts) == ("systems_integration_revenues", "1Q01", ())


def test_growth_without_a_base_says_so() -> None:
    claim = only("Revenues grew 5%.")
    assert claim.base is None
    assert claim.doubts


@pytest.mark.parametrize(
    "text",
    [
        "Further risks are described in Form 20-F filed on July 12, 2002.",
        "3. Our five-year plan (2001-2005), see Note 14 on page 23, remains in force.",
        "Revenues from Office 365 and Windows 11 are described in section 4.2.",
        "Call 1-800-555-0100 for details on revenues.",
        "第3章 中期5カ年計画(2001年度~2005年度)の売上高",
        "証券コード:9432の営業利益は12ページをご覧ください(注1)。",
    ],
)
def test_numbers_that_are_no_figures_are_no_claims(text: str) -> None:
    assert claims(text) == []


def test_row_takes_periods_from_its_header_and_scale_from_the_caption() -> None:
    found = claims(
        "Operating income (loss) | (464) | 148 | n.m.",
        before=("(JPY in millions)", "| 1Q02 | 1Q01 | YoY change"),
    )
    assert [(claim.value, str(claim.period)) for claim in found] == [
        (Decimal("-464E+6"), "1Q02"),
        (Decimal("148E+6"), "1Q01"),
    ]


def test_table_may_have_its_items_across_and_its_periods_down() -> None:
    found = claims(
        "2003年3月期第1四半期 | 9,851 | △464",
        heading="業績(単位:百万円)",
        before=("| 売上高 | 営業利益",),
    )
    assert [(claim.item, str(claim.period), claim.value) for claim in found] == [
        ("total_revenues", "1Q02", Decimal("9851E+6")),
        ("operating_income", "1Q02", Decimal("-464E+6")),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Interest income rose to $5.2 billion.",
        "Our attach rate was 34%.",
        "This reflects 9.5% growth in the hosting field.",
        "Americas up 5%",
        "モバイル通信料収入は3,500億円でした。",
    ],
)
def test_subject_that_is_no_known_item_does_not_take_the_headings_item(text: str) -> None:
    claim = only(text, heading="Revenues")
    assert claim.item is None
    assert claim.doubts


def test_japanese_table_has_its_unit_in_the_caption() -> None:
    (amount, growth) = claims(
        "売上高 | 9,851 | 18.2%", heading="業績(単位:百万円)", before=("| 1Q02 | 前年同期比",)
    )
    assert (amount.value, amount.unit) == (Decimal("9851E+6"), "JPY")
    assert (growth.measure, str(growth.base)) == (Measure.GROWTH, "1Q01")


def test_cumulative_quarters_keep_their_label() -> None:
    claim = only("第3四半期連結累計期間の営業収益は87,846百万円です。", quarter="3Q14")
    assert str(claim.period) == "1Q-3Q14"


def test_year_that_ends_in_march_is_named_after_its_start() -> None:
    assert str(only("2016年3月期の売上高は5億円です。", quarter="4Q15").period) == "FY2015"
    assert (
        str(only("Revenues for the year ended March 31, 2016 were JPY5B.", quarter="4Q15").period) == "FY2015"
    )


def test_balance_is_of_the_last_quarter() -> None:
    claim = only("At the end of the first half total assets were JPY5B.", quarter="2Q02")
    assert str(claim.period) == "2Q02"


@pytest.mark.skipif(not PRESENTATION.exists(), reason="the presentation's text is not beside the project")
def test_presentation_is_read_as_a_person_reads_it() -> None:
    figures, _ = read_figures(WORKBOOK)
    assert figures is not None
    passages = []
    for line in PRESENTATION.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        text = line.removeprefix("- ").strip("* ")
        bullet, bold = line.startswith(("- ", "●")), "**" in line
        short = len(text) < 60 and not re.search(r"[0-9]%|\.$|=|\(JPY", text)
        kind = Kind.HEADING if bold or (short and not bullet) else Kind.ITEM if bullet else Kind.PARAGRAPH
        passages.append(Passage(text, kind, 2 if bold else 1))
    found = read_claims(Document("presentation", tuple(passages)), context_of(figures))
    assert [(claim.printed, claim.item, str(claim.period)) for claim in found] == [
        ("JPY9.9B", "total_revenues", "1Q02"),
        ("$82M", "total_revenues", "1Q02"),
        ("18.2%", "total_revenues", "1Q02"),
        ("18.7%", "total_revenues", "1Q02"),
        ("9.1%", "operating_income", "1Q02"),
        ("12.5%", "operating_income", "1Q01"),
        ("11.6%", "operating_income", "4Q01"),
        ("JPY464M", "operating_income", "1Q02"),
        ("$3.9M", "operating_income", "1Q02"),
        ("JPY329M", "ebitda", "1Q02"),
        ("JPY10.5B", "total_revenues", "2Q02"),
        ("$87.6M", "total_revenues", "2Q02"),
        ("JPY11.0B", "total_revenues", "2Q02"),
        ("$91.8M", "total_revenues", "2Q02"),
        ("break-even", "operating_income", "2Q02"),
        ("15%", "total_revenues", "1H02"),
        ("20%", "total_revenues", "FY2002"),
        ("JPY980 M", "operating_income", "FY2002"),
        ("JPY119.85", "usdjpy", "1Q02"),
        ("JPY119.85", "usdjpy", "1Q02"),
        ("14.4Gbps", "contracted_bandwidth", "1Q02"),
        ("26%", "contracted_bandwidth", "1Q02"),
        ("46.0%", "systems_integration_revenues", "1Q02"),
        ("JPY464 million", "operating_income", "1Q02"),
        ("$3.9M", "operating_income", "1Q02"),
        ("break-even", "operating_income", "2Q02"),
        ("20%", "total_revenues", "FY2002"),
        ("JPY119.85", "usdjpy", "1Q02"),
        ("five", "contributors", "FY2002"),
    ]
    assert [claim.printed for claim in found if claim.doubts] == []
    assert {claim.printed for claim in found if claim.base and claim.base == Quarter(2001, 4)} == {
        "18.7%",
        "26%",
    }


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=120),
            st.lists(
                st.sampled_from(
                    [
                        "revenues",
                        "operating",
                        "loss",
                        "5%",
                        "$3",
                        "(464)",
                        "JPY9.9B",
                        "up",
                        "from",
                        "to",
                        "1Q02",
                        "、",
                        "。",
                        "売上高",
                        "前年同期比",
                        "増",
                        "|",
                        ",",
                        ".",
                        "(",
                        ")",
                        "△",
                        "億円",
                        "～",
                        "in",
                        "FY2002",
                        "June",
                        "30,",
                        "2002",
                        "between",
                        "and",
                    ]
                ),
                max_size=25,
            ).map(" ".join),
        ),
        max_size=4,
    ),
    st.sampled_from(Kind),
)
def test_any_text_is_read_and_each_claim_stands_where_it_says(texts: list[str], kind: Kind) -> None:
    passages = tuple(Passage(text, kind) for text in texts)
    reach: dict[int, int] = {}
    for claim in read_claims(Document("test", passages), context()):
        assert claim.passage.text[claim.start : claim.end] == claim.printed
        assert claim.start >= reach.get(id(claim.passage), 0)
        reach[id(claim.passage)] = claim.end


@pytest.mark.parametrize(
    "text",
    [
        "1" * 1_000_000,
        "1," * 300_000,
        "(" * 300_000 + "5%",
        "up " * 200_000 + "5%",
        " " * 500_000 + "5",
        "- " * 200_000 + "5%",
        "a" * 1_000_000 + " 5%",
        "revenues up 5% " * 3_000,
        "売上高は5億円、" * 3_000,
    ],
    ids=lambda text: f"{text[:12]}...",
)
def test_hostile_text_is_read_in_linear_time(text: str) -> None:
    for kind in Kind:
        found = read_claims(Document("test", (Passage(text, kind),)), context())
        assert len(found) <= len(text)


def test_headings_and_lists_of_any_depth_are_read() -> None:
    passages = [Passage(f"Revenues {level}", Kind.HEADING, level) for level in range(1, 2_000)]
    passages += [Passage(f"up {level}%", Kind.ITEM, level) for level in range(1, 2_000)]
    found = read_claims(Document("test", tuple(passages)), context())
    assert len(found) == 1_999
    assert {claim.item for claim in found} == {"total_revenues"}
