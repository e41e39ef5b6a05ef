"""The shipped input workbook against what was published.

`fixtures/published_figures.csv` holds figures of IIJ's releases and of the press as intervals, each
with its source. The printed numbers below are those of IIJ's presentation of 1Q02, August 2002.
"""

from __future__ import annotations

import csv
import importlib.util
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import openpyxl
import pytest

from xl_addin.domain.labels import parse_label
from xl_addin.domain.periods import Quarter
from xl_addin.domain.precision import Interval, printed_interval

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "workbooks" / "iij_quarterly.xlsx"
PACKAGED = ROOT / "xl_addin" / "data" / "iij_quarterly.xlsx"
PUBLISHED = ROOT / "tests" / "fixtures" / "published_figures.csv"


def _build_input() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_input", ROOT / "workbooks" / "build_input.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


build_input = _build_input()
SHEETS = build_input.read_source(ROOT / "workbooks" / "source")


def records(sheet: str) -> list[dict]:
    """The rows of a sheet, each by its headings."""
    headings, *rows = SHEETS[sheet]
    return [dict(zip(headings, row, strict=True)) for row in rows]


ITEMS = {row["item"]: row for row in records("Figures")}
PERIODS = SHEETS["Figures"][0][5:]
QUARTERS = [period for period in PERIODS if isinstance(parse_label(period), Quarter)]
CELLS = {
    (item, period): Decimal(str(row[period]))
    for item, row in ITEMS.items()
    for period in PERIODS
    if row[period] is not None
}
SETTINGS = {row["key"]: row["value"] for row in records("Settings")}
SOURCES = {(row["item"], row["period"]): row for row in records("Sources")}
GUIDANCE = {(row["item"], row["period"]): row for row in records("Guidance")}
COMMENTARY = records("Commentary")
RATE = next(Decimal(str(row["rate"])) for row in records("Rates") if row["date"] == date(2002, 6, 28))

REVENUES = "total_revenues"
COMPONENTS = [
    "ip_service_revenues",
    "dialup_access_revenues",
    "value_added_service_revenues",
    "other_network_service_revenues",
    "systems_integration_revenues",
    "equipment_sales",
]
EBITDA_NAMES = {"ebitda", "adjusted_ebitda"}


def figure(item: str, period: str) -> Decimal | None:
    """The figure of an item as the workbook gives it: its cell, the sum of its quarters, or EBITDA."""
    if item in EBITDA_NAMES:
        parts = [figure("operating_income", period), figure("depreciation_amortization", period)]
        return None if None in parts else sum(parts)
    if (item, period) in CELLS:
        return CELLS[item, period]
    quarters = [CELLS.get((item, str(quarter))) for quarter in parse_label(period).quarters]
    if None in quarters or not ITEMS[item]["unit"].startswith("JPY"):
        return None
    return sum(quarters)


def growth(item: str, current: str, base: str) -> Decimal:
    return 100 * (figure(item, current) / figure(item, base) - 1)


def margin(item: str, period: str) -> Decimal:
    return 100 * figure(item, period) / figure(REVENUES, period)


def guided(item: str, period: str, end: str) -> Decimal:
    return Decimal(str(GUIDANCE[item, period][end]))


# What was published elsewhere

JPY_MILLION_IN = {"JPY million": Decimal(1), "JPY thousand": Decimal("0.001"), "JPY": Decimal("0.000001")}


def converted(amount: str, unit: str, into: str) -> Decimal:
    """An amount of one unit in another."""
    if unit == into:
        return Decimal(amount)
    return Decimal(amount) * JPY_MILLION_IN[unit] / JPY_MILLION_IN[into]


def unit_of(item: str) -> str:
    return ITEMS["operating_income" if item in EBITDA_NAMES else item]["unit"]


def published_rows() -> list[dict[str, str]]:
    with PUBLISHED.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


HELD = [
    row
    for row in published_rows()
    if (row["item"] in ITEMS or row["item"] in EBITDA_NAMES)
    and figure(row["item"], row["period"]) is not None
]


def bounds(row: dict[str, str]) -> Interval:
    low, high = (converted(row[end], row["unit"], unit_of(row["item"])) for end in ("low", "high"))
    return Interval(low, high)


def row_name(row: dict[str, str]) -> str:
    return f"{row['period']} {row['item']}"


@pytest.mark.parametrize("row", HELD, ids=row_name)
def test_figure_lies_within_what_was_published(row: dict[str, str]) -> None:
    assert figure(row["item"], row["period"]) in bounds(row)


def test_every_published_figure_of_the_periods_held_was_compared() -> None:
    assert Counter(row_name(row) for row in HELD) == Counter(
        [
            "FY2000 net_income",
            "1Q01 total_revenues",
            "2Q01 total_revenues",
            "1H01 operating_income",
            "1H01 total_revenues",
            "3Q01 operating_income",
            "3Q01 total_revenues",
            "1Q-3Q01 net_income",
            "4Q01 adjusted_ebitda",
            "4Q01 net_income",
            "4Q01 operating_income",
            "4Q01 total_revenues",
            "FY2001 ebitda",
            "FY2001 net_income",
            "FY2001 operating_income",
            "FY2001 total_revenues",
            "1Q02 adjusted_ebitda",
            "1Q02 depreciation_amortization",
            "1Q02 operating_income",
            "1Q02 total_revenues",
        ]
    )


def test_what_is_left_out_is_of_earlier_periods_or_another_item() -> None:
    left_out = {row_name(row) for row in published_rows() if row not in HELD}
    later = {name for name in left_out if not re.match(r"[124]Q(99|00) ", name)}
    assert later == {"FY2001 equity_in_net_loss_of_crosswave"}


def test_amounts_are_compared_in_one_unit() -> None:
    assert converted("5421255", "JPY thousand", "JPY million") == Decimal("5421.255")
    assert converted("5421.255", "JPY million", "JPY thousand") == 5421255
    assert {row["unit"] for row in ITEMS.values()} == {"JPY million", "contracts", "Mbps"}


# What the presentation prints


class Printed(NamedTuple):
    """A number as printed, the figure in it, and what the workbook gives in that unit."""

    text: str
    number: str
    computed: Decimal


BROKERS = [row["value"] for row in records("Consensus") if row["contributor"] != "mean"]
MEANS = [row["value"] for row in records("Consensus") if row["contributor"] == "mean"]

PRINTED = [
    Printed("revenues of JPY9.9B", "9.9", figure(REVENUES, "1Q02") / 1000),
    Printed("revenues of $82M", "82", figure(REVENUES, "1Q02") / RATE),
    Printed("18.2% up from 1Q01", "18.2", growth(REVENUES, "1Q02", "1Q01")),
    Printed("18.7% down from 4Q01", "-18.7", growth(REVENUES, "1Q02", "4Q01")),
    Printed("operating loss of JPY464M", "-464", figure("operating_income", "1Q02")),
    Printed("operating loss of $3.9M", "-3.9", figure("operating_income", "1Q02") / RATE),
    Printed("EBITDA at JPY329M", "329", figure("ebitda", "1Q02")),
    Printed("9.1%, as gross margin of 1Q02", "9.1", margin("gross_profit", "1Q02")),
    Printed("12.5%, as gross margin of 1Q01", "12.5", margin("gross_profit", "1Q01")),
    Printed("11.6%, as gross margin of 4Q01", "11.6", margin("gross_profit", "4Q01")),
    Printed("2Q02 from JPY10.5B", "10.5", guided(REVENUES, "2Q02", "low") / 1000),
    Printed("2Q02 from $87.6M", "87.6", guided(REVENUES, "2Q02", "low") / RATE),
    Printed("2Q02 to JPY11.0B", "11.0", guided(REVENUES, "2Q02", "high") / 1000),
    Printed("2Q02 to $91.8M", "91.8", guided(REVENUES, "2Q02", "high") / RATE),
    Printed("first half by more than 15%", "15", guided("total_revenues_growth", "1H02", "low")),
    Printed("full year by approximately 20%", "20", guided("total_revenues_growth", "FY2002", "low")),
    Printed("consensus of JPY980M", "980", Decimal(MEANS[0])),
    Printed("consensus of JPY980M, from the brokers", "980", Decimal(sum(BROKERS)) / len(BROKERS)),
    Printed("$1=JPY119.85", "119.85", RATE),
    Printed("14.4Gbps", "14.4", figure("contracted_bandwidth", "1Q02") / 1000),
    Printed("26% growth of bandwidth", "26", growth("contracted_bandwidth", "1Q02", "4Q01")),
    Printed("46.0% growth of SI", "46.0", growth("systems_integration_revenues", "1Q02", "1Q01")),
]


@pytest.mark.parametrize("printed", PRINTED, ids=lambda printed: printed.text)
def test_figures_print_as_the_presentation_does(printed: Printed) -> None:
    assert printed.computed in printed_interval(printed.number)


@pytest.mark.parametrize(
    ("period", "claimed", "actual"),
    [("1Q02", "9.1", "-4.7"), ("1Q01", "12.5", "-1.8"), ("4Q01", "11.6", "1.5")],
)
def test_the_margins_printed_are_not_the_operating_margins(period: str, claimed: str, actual: str) -> None:
    operating_margin = margin("operating_income", period)
    assert operating_margin in printed_interval(actual)
    assert operating_margin not in printed_interval(claimed)


@pytest.mark.parametrize(("end", "printed", "above_15"), [("low", "14.0", False), ("high", "16.8", True)])
def test_first_half_grows_by_more_than_15_percent_at_the_upper_end_alone(
    end: str, printed: str, above_15: bool
) -> None:
    first_half = figure(REVENUES, "1Q02") + guided(REVENUES, "2Q02", end)
    implied = 100 * (first_half / figure(REVENUES, "1H01") - 1)
    assert implied in printed_interval(printed)
    assert (implied > 15) is above_15


def test_no_first_half_within_the_published_bounds_grows_by_15_percent_at_the_lower_end() -> None:
    published = {row_name(row): bounds(row) for row in HELD}
    most = published["1Q02 total_revenues"].high + guided(REVENUES, "2Q02", "low")
    assert most / published["1H01 total_revenues"].low - 1 < Decimal("0.15")


# The figures among themselves


def test_columns_are_the_quarters_in_sequence_and_two_years() -> None:
    assert PERIODS == ["4Q00", "1Q01", "2Q01", "3Q01", "4Q01", "1Q02", "FY2000", "FY2001"]
    assert all(parse_label(later) - parse_label(earlier) == 1 for earlier, later in pairwise(QUARTERS))


def test_total_revenues_have_six_components() -> None:
    assert [item for item, row in ITEMS.items() if row["total_of"] == REVENUES] == COMPONENTS


@pytest.mark.parametrize("period", ["1Q01", "2Q01", "3Q01", "4Q01", "1Q02", "FY2001"])
def test_components_sum_to_total_revenues(period: str) -> None:
    assert sum(CELLS[item, period] for item in COMPONENTS) == CELLS[REVENUES, period]


@pytest.mark.parametrize("item", [item for item, row in ITEMS.items() if row["unit"] == "JPY million"])
def test_quarters_sum_to_the_year(item: str) -> None:
    quarters = [CELLS[item, str(quarter)] for quarter in parse_label("FY2001").quarters]
    assert sum(quarters) == CELLS[item, "FY2001"]


@pytest.mark.parametrize("period", ["1Q01", "2Q01", "3Q01", "4Q01", "1Q02", "FY2001"])
def test_gross_profit_less_expenses_is_operating_income(period: str) -> None:
    expenses = ("selling_general_administrative_expenses", "research_development_expenses")
    left = CELLS["gross_profit", period] - sum(CELLS[item, period] for item in expenses)
    assert left == CELLS["operating_income", period]


@pytest.mark.parametrize("period", ["1Q01", "2Q01", "3Q01", "4Q01", "1Q02", "FY2001"])
def test_a_part_of_the_gross_profit_does_not_exceed_it(period: str) -> None:
    assert CELLS["systems_integration_gross_profit", period] < CELLS["gross_profit", period]


def test_systems_integration_margin_declines_in_1q02_as_the_presentation_says() -> None:
    margins = {
        period: CELLS["systems_integration_gross_profit", period]
        / CELLS["systems_integration_revenues", period]
        for period in ("1Q01", "4Q01", "1Q02")
    }
    assert margins["1Q02"] < min(margins["1Q01"], margins["4Q01"])


@pytest.mark.parametrize("item", ["ip_service_contracts", "contracted_bandwidth"])
def test_contracts_and_bandwidth_rise_in_every_quarter_as_the_presentation_says(item: str) -> None:
    assert all(CELLS[item, later] > CELLS[item, earlier] for earlier, later in pairwise(QUARTERS))


def test_before_1q01_only_counts_are_known() -> None:
    assert [item for item, period in CELLS if period == "4Q00"] == [
        "ip_service_contracts",
        "contracted_bandwidth",
    ]


# Where each figure comes from

CONSENSUS_CELLS = {(row["item"], row["period"]) for row in records("Consensus")}
EXACTLY_HELD = [row for row in HELD if (row["item"], row["period"]) in CELLS]


def test_every_figure_has_exactly_one_source_and_no_source_points_nowhere() -> None:
    assert Counter((row["item"], row["period"]) for row in records("Sources")) == Counter(
        [*CELLS, *CONSENSUS_CELLS]
    )


@pytest.mark.parametrize("row", records("Sources"), ids=row_name)
def test_source_is_complete(row: dict) -> None:
    assert row["status"] in {"published", "derived", "estimate", "illustrative"}
    assert row["source"]
    assert (row["low"] is None) == (row["high"] is None)


@pytest.mark.parametrize("row", records("Sources"), ids=row_name)
def test_only_what_is_illustrative_says_so_and_cites_no_page(row: dict) -> None:
    illustrative = row["status"] == "illustrative"
    assert row["source"].startswith("illustrative: ") is illustrative
    if illustrative:
        assert "http" not in row["source"]
        assert row["low"] is None


def test_figures_lie_within_the_bounds_their_source_gives() -> None:
    bounded = {key: row for key, row in SOURCES.items() if row["low"] is not None}
    assert len(bounded) == 17
    assert all(CELLS[key] in Interval.between(row["low"], row["high"]) for key, row in bounded.items())


@pytest.mark.parametrize("row", EXACTLY_HELD, ids=row_name)
def test_source_repeats_the_published_bounds_and_page(row: dict[str, str]) -> None:
    source = SOURCES[row["item"], row["period"]]
    assert Interval.between(source["low"], source["high"]) == bounds(row)
    assert source["source"].endswith(row["source"])


def test_published_is_what_was_printed_to_the_million_and_derived_is_arithmetic_on_it() -> None:
    statuses = {row_name(row): row["status"] for row in EXACTLY_HELD}
    for key, row in SOURCES.items():
        if row["status"] in {"published", "derived"}:
            assert statuses[f"{key[1]} {key[0]}"] == row["status"]
        if row["status"] == "published":
            assert row["high"] - row["low"] == 1
    counts = Counter(row["status"] for key, row in SOURCES.items() if key in CELLS)
    assert counts == {"published": 6, "derived": 1, "estimate": 10, "illustrative": 80}


def test_bounds_of_depreciation_follow_from_published_ebitda_and_operating_income() -> None:
    published = {row_name(row): bounds(row) for row in HELD}
    for period, name in (("4Q01", "adjusted_ebitda"), ("FY2001", "ebitda")):
        ebitda, income = published[f"{period} {name}"], published[f"{period} operating_income"]
        source = SOURCES["depreciation_amortization", period]
        assert (source["low"], source["high"]) == (ebitda.low - income.high, ebitda.high - income.low)


def test_figures_made_from_a_printed_claim_name_it() -> None:
    assert {key: row["rests_on"] for key, row in SOURCES.items() if row["rests_on"] is not None} == {
        # the presentation
        (REVENUES, "1Q01"): "18.2% up from 1Q01",
        (REVENUES, "2Q01"): "18.2% up from 1Q01",
        ("gross_profit", "1Q02"): "declined to 9.1%",
        ("gross_profit", "1Q01"): "12.5% in 1Q01",
        ("gross_profit", "4Q01"): "11.6% in 4Q01",
        ("systems_integration_revenues", "1Q02"): "46.0% year-over-year growth",
        ("systems_integration_revenues", "1Q01"): "46.0% year-over-year growth",
        ("systems_integration_gross_profit", "1Q02"): "systems integration margin declined",
        ("systems_integration_gross_profit", "4Q01"): "systems integration margin declined",
        ("contracted_bandwidth", "1Q02"): "14.4Gbps",
        ("contracted_bandwidth", "4Q01"): "26% quarter-over-quarter growth",
        ("operating_income", "FY2002"): "consensus of JPY980 M",
        # other releases and the press
        (REVENUES, "FY2001"): "JPY39.9bn",
        ("depreciation_amortization", "1Q02"): "1Q02 adjusted EBITDA of 329 in the 1Q03 release",
        ("depreciation_amortization", "4Q01"): "4Q02 adjusted EBITDA of 459, down 53%",
        ("depreciation_amortization", "FY2001"): "FY2001 EBITDA of JPY3.0bn",
        ("net_income", "FY2000"): "net loss JPY4.6bn",
    }


def test_the_five_brokers_are_illustrative_beside_the_published_mean() -> None:
    contributors = [row["contributor"] for row in records("Consensus")]
    assert contributors == ["mean", *(f"Broker {number}" for number in range(1, 6))]
    source = SOURCES["operating_income", "FY2002"]
    assert source["status"] == "illustrative"
    assert all(broker in source["source"] for broker in contributors[1:])


# The other sheets


def test_headings_are_those_of_the_design() -> None:
    assert {sheet: grid[0] for sheet, grid in SHEETS.items() if sheet != "Figures"} == {
        "Settings": ["key", "value"],
        "Sources": ["item", "period", "status", "low", "high", "rests_on", "source"],
        "Restated": ["item", "period", "as_reported", "date", "reason"],
        "Rates": ["pair", "date", "basis", "rate", "source"],
        "Guidance": ["period", "item", "low", "high", "qualifier", "unit", "issued", "note"],
        "Consensus": ["period", "item", "contributor", "value", "unit", "date"],
        "Commentary": ["period", "sheet", "order", "text", "text_ja"],
    }
    assert SHEETS["Figures"][0][:5] == ["item", "label", "label_ja", "unit", "total_of"]


def test_settings_are_those_of_1q02() -> None:
    settings = dict(SETTINGS)
    texts = {key: settings.pop(key) for key in ("safe_harbor", "safe_harbor_ja")}
    assert all(len(text) > 300 for text in texts.values())
    assert settings == {
        "company": "Internet Initiative Japan Inc.",
        "ticker": "IIJI",
        "release_quarter": "1Q02",
        "release_date": None,
        "first_month": 4,
        "unit": "JPY million",
        "presentation_currency": "USD",
        "fx_mode": "convenience",
        "rounding": "half_up",
        "language": "en",
        "ebitda_label": None,
    }


def test_rates_are_noon_buying_rates_of_quarter_ends() -> None:
    # Federal Reserve H.10; the last one is printed in the presentation too.
    assert {row["date"].isoformat(): row["rate"] for row in records("Rates")} == {
        "2000-03-31": 102.73,
        "2000-06-30": 106.14,
        "2000-09-29": 107.9,
        "2000-12-29": 114.35,
        "2001-03-30": 125.54,
        "2001-06-29": 124.73,
        "2001-09-28": 119.23,
        "2001-12-31": 131.04,
        "2002-03-29": 132.7,
        "2002-06-28": 119.85,
    }
    rates = records("Rates")
    assert all((row["pair"], row["basis"]) == ("USDJPY", "period_end") for row in rates)
    assert all("H.10 noon buying rate" in row["source"] for row in rates)
    dates = [row["date"] for row in rates]
    quarters = [Quarter.containing(day) for day in dates]
    assert all(0 <= (quarter.end() - day).days < 7 for quarter, day in zip(quarters, dates, strict=True))
    assert all(later - earlier == 1 for earlier, later in pairwise(quarters))
    assert {parse_label(label) for label in QUARTERS} <= set(quarters)


def test_guidance_says_how_firm_it_is() -> None:
    assert {
        key: (row["low"], row["high"], row["qualifier"], row["unit"]) for key, row in GUIDANCE.items()
    } == {
        (REVENUES, "2Q02"): (10500, 11000, "range", "JPY million"),
        ("operating_income", "2Q02"): (0, 0, "break_even", "JPY million"),
        ("total_revenues_growth", "1H02"): (15, None, "at_least", "%"),
        ("total_revenues_growth", "FY2002"): (20, 20, "about", "%"),
    }


def test_labels_are_given_in_both_languages() -> None:
    assert all(row["label"].isascii() and not row["label_ja"].isascii() for row in ITEMS.values())


def test_commentary_is_given_in_both_languages_and_in_order() -> None:
    for row in COMMENTARY:
        assert row["period"] == "1Q02"
        assert row["text"].isascii()
        assert re.search(r"[ぁ-ん]", row["text_ja"])
        assert re.findall(r"[\d.]+%", row["text"]) == re.findall(r"[\d.]+%", row["text_ja"])
    for sheet, count in Counter(row["sheet"] for row in COMMENTARY).items():
        assert [row["order"] for row in COMMENTARY if row["sheet"] == sheet] == list(range(1, count + 1))
    assert {row["sheet"] for row in COMMENTARY} == {
        "Highlights",
        "Revenue JPY",
        "IP service",
        "Systems integration",
        "Operating result",
        "Full-year revenue",
        "Full-year profit",
        "Outlook",
    }


@pytest.mark.parametrize(
    "false_statement",
    [
        r"9\.1 ?%",
        r"12\.5 ?%",
        r"11\.6 ?%",
        r"\b15 ?%",
        r"operating margin",
        r"営業利益率",
        r"first half",
        r"上期|上半期",
    ],
)
def test_commentary_repeats_neither_false_statement(false_statement: str) -> None:
    texts = [text for row in COMMENTARY for text in (row["text"], row["text_ja"])]
    assert len(texts) == 40
    assert not [text for text in texts if re.search(false_statement, text, re.IGNORECASE)]


def test_the_footnote_names_the_firms_of_the_consensus_and_keeps_the_brokers_apart() -> None:
    footnote = next(row["text"] for row in COMMENTARY if row["text"].startswith("(*)"))
    firms = (
        "Goldman Sachs",
        "Morgan Stanley",
        "JP Morgan",
        "Credit Suisse First Boston",
        "Daiwa Institute of Research",
    )
    assert all(firm in footnote for firm in firms)
    assert "illustrative" in footnote


# From text to workbook


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("0", 0),
        ("-464", -464),
        ("119.85", 119.85),
        ("2002-06-28", date(2002, 6, 28)),
        ("2002-08", "2002-08"),
        ("4Q00", "4Q00"),
        ("18.2% up from 1Q01", "18.2% up from 1Q01"),
    ],
)
def test_a_cell_is_what_its_text_says(text: str, value: object) -> None:
    assert build_input.parse_cell(text) == value
    assert type(build_input.parse_cell(text)) is type(value)


def test_a_row_longer_than_the_headings_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "Rates.csv"
    source.write_text("pair,date\nUSDJPY,2002-06-28,119.85\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"Rates\.csv, row 2: 3 cells under 2 headings"):
        build_input.read_sheet(source)


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_shipped_workbook_holds_what_its_text_sources_say(sheet: str) -> None:
    worksheet = openpyxl.load_workbook(SHIPPED)[sheet]
    written = {
        cell.coordinate: cell.value.date() if cell.is_date else cell.value
        for row in worksheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
    said = {
        worksheet.cell(row, column).coordinate: value
        for row, cells in enumerate(SHEETS[sheet], 1)
        for column, value in enumerate(cells, 1)
        if value is not None
    }
    assert written == said


def test_the_packaged_workbook_is_the_shipped_one() -> None:
    assert PACKAGED.read_bytes() == SHIPPED.read_bytes()


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("first.xlsx", "second.xlsx")]
    for path in paths:
        build_input.write_workbook(SHEETS, path)
    assert paths[0].read_bytes() == paths[1].read_bytes()
