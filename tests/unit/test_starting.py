"""The empty input workbook before it is a file: what it is made for, and what stands in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from xl_addin.domain.items import LINE_ITEMS
from xl_addin.domain.periods import Quarter
from xl_addin.domain.tables import table
from xl_addin.errors import InvalidInput
from xl_addin.inputs import guide, starting
from xl_addin.inputs.headings import FIGURES, SHEETS
from xl_addin.inputs.model import SourceSheet
from xl_addin.inputs.starting import Start, start_of, starting_sheets

TODAY = date(2026, 8, 10)


def started(**options: Any) -> Start:
    return start_of(today=options.pop("today", TODAY), **options)


def column(sheet: SourceSheet, name: str) -> list[Any]:
    """The cells below a heading that are filled in."""
    at = sheet.columns[name]
    return [text for (row, c), text in sorted(sheet.cells.items()) if c == at and row > sheet.heading_row]


def sheets_of(start: Start) -> dict[str, SourceSheet]:
    return {sheet.kind: sheet for sheet in starting_sheets(start)}


def settings_of(start: Start) -> dict[str, Any]:
    sheet = sheets_of(start)["Settings"]
    keys = {row: text for (row, c), text in sheet.cells.items() if c == 1 and row > sheet.heading_row}
    return {str(key): sheet.cells.get((row, 2)) for row, key in keys.items()}


@pytest.mark.parametrize(
    ("today", "first_month", "named", "release", "end"),
    [
        (date(2026, 8, 10), 4, "start", Quarter(2026, 1), date(2026, 6, 30)),
        (date(2026, 8, 10), 1, "start", Quarter(2026, 2), date(2026, 6, 30)),
        (date(2027, 1, 1), 1, "start", Quarter(2026, 4), date(2026, 12, 31)),
        (date(2026, 6, 30), 4, "start", Quarter(2025, 4), date(2026, 3, 31)),
        # A year from February that is named after the January it ends in.
        (date(2026, 5, 20), 2, "end", Quarter(2027, 1), date(2026, 4, 30)),
        (date(2026, 5, 20), 2, "start", Quarter(2026, 1), date(2026, 4, 30)),
        (date(2026, 8, 10), 4, "end", Quarter(2027, 1), date(2026, 6, 30)),
        # A calendar year starts and ends in the same.
        (date(2026, 8, 10), 1, "end", Quarter(2026, 2), date(2026, 6, 30)),
    ],
)
def test_the_quarter_released_is_the_last_that_has_ended(
    today: date, first_month: int, named: str, release: Quarter, end: date
) -> None:
    start = started(today=today, first_month=first_month, named=named)
    assert (start.release, start.release.end(start.calendar)) == (release, end)


def test_a_quarter_given_is_the_company_s_own_name_of_it() -> None:
    start = started(release="Q1 FY2026")
    assert start.release.end(start.calendar) == date(2026, 6, 30)
    start = started(release="1Q26", named="end")
    assert (start.release, start.release.end(start.calendar)) == (Quarter(2026, 1), date(2025, 6, 30))


def test_the_columns_are_the_quarters_up_to_the_one_released() -> None:
    assert list(map(str, started(release="1Q26", quarters=5).periods)) == [
        "1Q25",
        "2Q25",
        "3Q25",
        "4Q25",
        "1Q26",
    ]


@pytest.mark.parametrize("quarters", [1, 40])
def test_from_one_to_forty_quarters_may_be_asked_for(quarters: int) -> None:
    assert len(started(quarters=quarters).periods) == quarters


def test_a_company_that_reports_in_yen_starts_in_april_and_translates_into_dollars() -> None:
    start = started()
    assert (str(start.unit), start.calendar.first_month, start.presentation) == ("JPY million", 4, "USD")


def test_others_start_in_january_and_translate_nothing() -> None:
    start = started(currency="eur", scale="thousand")
    assert (str(start.unit), start.calendar.first_month, start.presentation) == ("EUR thousand", 1, "none")
    assert str(started(currency="USD", scale="none").unit) == "USD"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"currency": "XXX"}, "there is no currency 'XXX'; use one of: JPY, USD, EUR"),
        ({"currency": ""}, "there is no currency ''"),
        ({"scale": "dozen"}, "there is no unit 'dozen'; use one of: none, thousand, million"),
        ({"presentation": "XXX"}, "there is no presentation currency 'XXX'"),
        ({"presentation": "jpy"}, "JPY is translated into itself; give another currency, or none"),
        ({"first_month": 13}, "there is no first month '13'; use one of: 1, 2"),
        ({"first_month": 0}, "there is no first month '0'"),
        ({"first_month": -1}, "there is no first month '-1'"),
        ({"named": "middle"}, "use one of: start, end"),
        ({"quarters": 0}, "0 quarters; give 1 to 40"),
        ({"quarters": 41}, "41 quarters; give 1 to 40"),
        ({"release": "5Q26"}, "'5Q26' is not a period"),
        ({"release": ""}, "'' is not a period"),
        ({"release": "FY2026"}, "FY2026 is no quarter"),
        ({"release": "1Q1900"}, "outside 1900 to 9998"),
        ({"language": "de"}, "there is no language 'de'; use one of: en, ja"),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(options: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        started(**options)
    assert message in str(refused.value)


def test_the_settings_say_what_was_asked_for() -> None:
    settings = settings_of(
        started(currency="EUR", presentation="usd", release="2Q26", company=" Example plc ")
    )
    assert settings["company"] == "Example plc"
    assert settings["release_quarter"] == "2Q26"
    assert settings["first_month"] == 1
    assert (settings["unit"], settings["presentation_currency"]) == ("EUR million", "USD")
    assert (settings["fx_mode"], settings["rounding"]) == ("convenience", "half_up")
    assert settings["ticker"] is None


@pytest.mark.parametrize(
    ("currency", "presentation", "pair"),
    [
        ("JPY", "USD", "USDJPY"),
        ("USD", "JPY", "USDJPY"),
        ("EUR", "USD", "EURUSD"),
        ("USD", "EUR", "EURUSD"),
        ("GBP", "EUR", "EURGBP"),
        ("USD", "GBP", "GBPUSD"),
        ("JPY", "CHF", "CHFJPY"),
    ],
)
def test_a_rate_is_asked_for_as_the_market_quotes_it(currency: str, presentation: str, pair: str) -> None:
    rates = sheets_of(started(currency=currency, presentation=presentation))["Rates"]
    assert column(rates, "pair") == [pair]
    assert column(rates, "basis") == ["period_end"]
    assert column(rates, "rate") == []


def test_a_rate_is_of_the_quarter_s_last_working_day() -> None:
    # 30 June 2002 was a Sunday.
    assert column(sheets_of(started(release="1Q02"))["Rates"], "date") == [date(2002, 6, 28)]
    assert column(sheets_of(started(release="1Q26"))["Rates"], "date") == [date(2026, 6, 30)]


def test_where_nothing_is_translated_no_rate_is_asked_for() -> None:
    assert column(sheets_of(started(currency="EUR"))["Rates"], "pair") == []


def test_no_figure_stands_in_the_workbook() -> None:
    for name, sheet in sheets_of(started()).items():
        numbers = [at for at, value in sheet.cells.items() if isinstance(value, int | float)]
        assert numbers == ([(11, 2)] if name == "Settings" else []), name  # the first month


def test_a_setting_comes_into_the_workbook_once_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starting, "KEYS", tuple(guide.SETTINGS))
    settings = settings_of(started(first_month=2, named="end", language="ja"))
    assert list(settings) == list(guide.SETTINGS)
    assert settings["fiscal_year_named"] == "end"
    assert (settings["period_style"], settings["look"]) == ("1Q02", "presentation")


def test_columns_and_items_come_into_the_workbook_once_kinds_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kinds = ("kind", "basis", "role")
    figures = replace(FIGURES, optional=(*(name for name in FIGURES.optional if name not in kinds), *kinds))
    monkeypatch.setattr(starting, "FIGURES", figures)
    monkeypatch.setattr(starting, "SHEETS", tuple(figures if kind is FIGURES else kind for kind in SHEETS))
    sheet = sheets_of(started(currency="EUR"))["Figures"]
    assert list(sheet.columns)[5:9] == ["kind", "basis", "role", "3Q24"]
    units = dict(zip(column(sheet, "item"), sheet_units(sheet), strict=True))
    assert units["eps_basic"] == "EUR per share"
    assert units["total_assets"] is None
    assert units["employees"] == "employees"


def sheet_units(sheet: SourceSheet) -> list[Any]:
    rows = [row for row, c in sorted(sheet.cells) if c == sheet.columns["item"] and row > sheet.heading_row]
    return [sheet.cells.get((row, sheet.columns["unit"])) for row in rows]


def test_headings_in_japanese_are_those_that_the_reader_knows() -> None:
    sheet = sheets_of(started(language="ja"))["Guidance"]
    headings = [text for (row, _), text in sorted(sheet.cells.items()) if row == sheet.heading_row]
    assert headings[:3] == ["期間 (period)", "項目 (item)", "下限 (low)"]


def test_the_usual_items_of_an_empty_workbook_are_in_the_catalogue() -> None:
    keys = [row["key"] for row in table("starting_items", "xl_addin.inputs")]
    assert len(keys) == len(set(keys))
    assert set(keys) <= set(LINE_ITEMS)
    assert keys[0] == "total_revenues"
