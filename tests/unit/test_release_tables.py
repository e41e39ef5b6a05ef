"""Tables of periods: how many, what they are compared with, and where a name has no room."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests import edits as of
from tests.decks import deck_of, figures_of
from tests.input_workbook import Input
from tests.printed import table
from xl_addin.domain.periods import Quarter
from xl_addin.inputs.model import CellRef
from xl_addin.release.deck import Deck
from xl_addin.release.expressions import references
from xl_addin.release.spec import SheetSpec
from xl_addin.release.tables import LABEL_CHARACTERS, change_of

YEN, DOLLARS, TOTAL = "Revenue JPY", "Revenue USD", "total_revenues"
NOW = Quarter(2002, 1)
Build = Callable[..., Deck]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """The deck of the shipped workbook with something typed over."""

    def built(*edits: of.Edit, language: str = "en") -> Deck:
        book = Input()
        for edit in edits:
            edit(book)
        return deck_of(figures_of(book.saved(tmp_path), {"language": language}))

    return built


def typed(item: str, **figures: float | None) -> of.Edit:
    """Figures typed over, by period, and the years cleared: `_1Q02`."""

    def edit(book: Input) -> None:
        book.type(item, {period.removeprefix("_"): figure for period, figure in figures.items()})
        book.type(item, dict.fromkeys(of.YEARS))

    return edit


def sheet(deck: Deck, name: str) -> SheetSpec:
    return next(spec for spec in deck.sheets if spec.name == name)


def change(deck: Deck, item: str, *bases: Quarter) -> object:
    cells = {quarter: ref for quarter in (NOW, *bases) if (ref := deck.book.ref(item, quarter))}
    words = change_of(deck.book, cells, NOW, *bases)
    return None if words is None else deck.book.value(words)


def test_a_change_is_against_the_first_base_above_zero(build: Build) -> None:
    year_ago, before = NOW - 4, NOW - 1
    assert change(build(), TOTAL, year_ago, before) == "18.2% up from 1Q01"
    assert change(build(typed(TOTAL, _1Q01=0)), TOTAL, year_ago, before) == "18.7% down from 4Q01"
    assert change(build(typed(TOTAL, _1Q01=None)), TOTAL, year_ago, before) == "18.7% down from 4Q01"
    assert change(build(typed(TOTAL, _1Q01=-5, _4Q01=0)), TOTAL, year_ago, before) is None


def test_there_is_no_change_without_a_figure(build: Build) -> None:
    blank = build(typed("equipment_sales", _1Q02=None))
    assert change(blank, "equipment_sales", NOW - 4, NOW - 1) is None


@pytest.mark.parametrize(("count", "shown"), [(1, 1), (5, 5), (12, 12), (13, 12), (40, 12)])
def test_the_last_twelve_quarters_are_shown(count: int, shown: int, build: Build) -> None:
    of_count = of.of_periods("1Q02") if count == 1 else of.older_quarters(count)
    headings = dict.fromkeys(heading for _, heading in table(build(of_count), YEN))
    quarters = [heading for heading in headings if "Q" in heading and heading not in ("YoY", "QoQ")]
    assert quarters == [str(NOW - back) for back in reversed(range(shown))]


def test_growth_in_the_first_column_shown_knows_the_quarters_before(build: Build) -> None:
    # 2Q99 is 7,004 and 2Q98 four steps of 190 less: 7,004 / 6,244 = 1.1217.
    growth = table(build(of.older_quarters(40)), YEN)["Growth YoY", "2Q99"]
    assert growth == pytest.approx(7004 / 6244 - 1)


@pytest.mark.parametrize("language", LABEL_CHARACTERS)
def test_a_name_without_room_takes_more_lines(language: str, build: Build) -> None:
    short, long = (sheet(build(*edits, language=language), YEN) for edits in ((), (of.long_labels,)))
    row = 5  # the first line of revenues
    assert (row, 2, row, 3) in long.merged
    assert long.heights[row] > 28
    assert (row, 2, row, 3) not in short.merged
    assert row not in short.heights


def test_components_of_components_are_indented_by_their_names_alone(build: Build) -> None:
    for name in (YEN, DOLLARS):
        spec = sheet(build(of.nested), name)
        assert "indented" in spec.cells[6, 2].styles
        assert "indented" not in spec.cells[5, 2].styles
        assert all("indented" not in cell.styles for (row, column), cell in spec.cells.items() if column > 2)


def test_charts_draw_what_the_table_shows_where_amounts_are_cut_off(build: Build) -> None:
    deck = build(of.truncated)
    for name, total in ((YEN, 9855.0), (DOLLARS, 82.2)):  # 9,855.5 and 9,855.5 / 119.85 = 82.23
        spec = sheet(deck, name)
        values = spec.charts[0].series[-1].values
        assert deck.book.value(values.last) == pytest.approx(total, abs=1e-9)
        assert table(deck, name)["Total revenues", "1Q02"] == deck.book.value(values.last)


def test_where_amounts_are_cut_off_counts_and_averages_are_not(build: Build) -> None:
    bandwidth = typed("contracted_bandwidth", _1Q02=14400.6)
    name = "IP service"
    deck = build(of.truncated, typed("ip_service_revenues", _1Q02=4591.8), bandwidth)
    shown = table(deck, name)
    # 4,591.8 million over the mean of 3,760 and 3,900 contracts and three months is 399,634.5 yen.
    assert shown["ARPU, JPY thousand a month", "1Q02"] == pytest.approx(399.6345, abs=5e-5)
    assert shown["Contracted bandwidth (Mbps)", "1Q02"] == 14400.6
    assert shown["IP service revenues (JPY million)", "1Q02"] == 4591
    drawn = sheet(deck, name).charts[0].series[-1].values
    assert deck.book.value(drawn.last) == shown["ARPU, JPY thousand a month", "1Q02"]


def test_what_no_line_has_is_shown_where_rounding_does_not_explain_it(build: Build) -> None:
    assert ("Not given by line", "3Q01") in table(build(of.gap), YEN)
    # Six lines and a total, each rounded: 3.5 may be missing.
    for missing, said in ((3, False), (4, True)):
        edits = typed("equipment_sales", _3Q01=None), typed(TOTAL, _3Q01=9940 - 1960 + missing)
        assert (("Not given by line", "3Q01") in table(build(*edits), YEN)) is said


def test_a_quarter_without_a_total_is_no_quarter_without_lines(build: Build) -> None:
    edits = typed(TOTAL, _3Q01=None), typed("equipment_sales", _3Q01=None)
    assert ("Not given by line", "3Q01") not in table(build(*edits), YEN)


def test_a_total_by_line_alone_is_drawn_in_one_colour(build: Build) -> None:
    spec = sheet(build(of.without_items(*of.LINES)), YEN)
    assert [series.color for series in spec.charts[0].series] == ["1F3864"]
    assert not spec.charts[0].stacked


def test_bandwidth_is_drawn_where_there_are_no_contracts(build: Build) -> None:
    deck = build(of.without_items("ip_service_contracts"))
    (chart,) = sheet(deck, "IP service").charts
    assert deck.book.value(chart.title) == "Contracted bandwidth by quarter"
    assert chart.axis_title == "Mbps"
    drawn = deck.book.contents[chart.series[0].values.last]
    assert deck.book.ref("contracted_bandwidth", NOW) in set(references(drawn))  # type: ignore[arg-type]


def test_a_ratio_that_is_nowhere_has_no_axis(build: Build) -> None:
    (chart,) = sheet(build(of.of_periods("1Q02")), "IP service").charts
    assert len(chart.series) == 1
    assert chart.second_axis_title == ""


def test_the_titles_cell_is_printed(build: Build) -> None:
    deck = build(of.of_periods("1Q02"))
    titles = {spec.name: deck.book.value(CellRef(spec.name, 1, 2)) for spec in deck.sheets if spec.owned}
    assert titles["Revenue USD"] == "Revenues $82.2M"
    assert titles["IP service"] == "IP service contracts 3,900"
    assert titles["Systems integration"] == "Systems integration revenues JPY2.5B"
