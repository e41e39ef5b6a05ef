"""The sheet Settings: what the release is about, and by which rules it is printed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from xl_addin.domain.labels import PeriodStyle
from xl_addin.domain.periods import APRIL, MONTHS, FiscalCalendar, Quarter, YearName
from xl_addin.domain.precision import Rounding
from xl_addin.domain.units import DEFAULT_UNIT, Unit
from xl_addin.errors import Severity
from xl_addin.inputs.cells import Cell, suggestion
from xl_addin.inputs.headings import folded, nearest
from xl_addin.inputs.model import CellRef, Settings
from xl_addin.inputs.problems import Problems
from xl_addin.inputs.tables import Row, Table
from xl_addin.inputs.units import company_unit, currency_in

KEYS = tuple(setting.name for setting in fields(Settings) if setting.name != "cells")
REQUIRED = ("company", "release_quarter")
FX_MODES = ("convenience", "period_end", "average")
NOT_TRANSLATED = "none"
LOOKS = ("presentation", "working")
LANGUAGES = ("en", "ja")
_COLOUR = re.compile("[0-9A-F]{6}")


@dataclass(frozen=True, slots=True)
class SettingsReading:
    """What other sheets depend on, as far as it could be read, and the settings where all could.

    `dates_quarters` is whether it is known on which day a quarter ends.
    """

    release_cell: Cell
    release_quarter: Quarter | None
    calendar: FiscalCalendar
    unit: Unit
    presentation_currency: str
    fx_mode: str
    dates_quarters: bool
    settings: Settings | None


def read_settings(table: Table | None, overrides: Mapping[str, str], problems: Problems) -> SettingsReading:
    """The settings of the sheet, replaced by those given with the command."""
    on_sheet = {} if table is None else _on_sheet(table)
    given = on_sheet | _given_with_command(overrides, problems)
    if table is not None and "value" in table.columns:
        _report_missing(table, given)
    blank = {key: Cell(key, None, None, problems) for key in KEYS}
    # A key given with the command has no cell: what stands on the sheet is not what counts.
    return _read(blank | given, {key: cell.ref for key, cell in given.items() if cell.ref})


def _read(cells: Mapping[str, Cell], places: Mapping[str, CellRef]) -> SettingsReading:
    month = _first_month(cells["first_month"])
    named = YearName(cells["fiscal_year_named"].choice(YearName) or YearName.START)
    calendar = FiscalCalendar(month or APRIL, named)
    dates_quarters = bool(month) or cells["first_month"].is_blank
    quarter = _release_quarter(cells["release_quarter"], calendar)
    own_unit = company_unit(cells["unit"])
    unit = own_unit or DEFAULT_UNIT
    fx_mode = cells["fx_mode"].choice(FX_MODES) or FX_MODES[0]
    company, ticker = cells["company"].text(), cells["ticker"].text()
    release_date = cells["release_date"].day()
    presentation_currency = _presentation_currency(cells["presentation_currency"], unit.currency)
    if own_unit is None:
        presentation_currency = ""  # No pair can be asked for, of a currency that is not known.
    style = PeriodStyle(cells["period_style"].choice(PeriodStyle) or PeriodStyle.COMPACT)
    look = cells["look"].choice(LOOKS) or LOOKS[0]
    rounding = Rounding(cells["rounding"].choice(list(Rounding)) or Rounding.HALF_UP)
    language = cells["language"].choice(LANGUAGES) or LANGUAGES[0]
    ebitda_label = cells["ebitda_label"].text()
    safe_harbor, safe_harbor_ja = cells["safe_harbor"].text(), cells["safe_harbor_ja"].text()
    settings = None
    if company and quarter:
        settings = Settings(
            company=company,
            company_ja=cells["company_ja"].text(),
            release_quarter=quarter,
            ticker=ticker,
            release_date=release_date,
            first_month=calendar.first_month,
            fiscal_year_named=named,
            period_style=style,
            unit=unit,
            presentation_currency=presentation_currency,
            fx_mode=fx_mode,
            rounding=rounding,
            language=language,
            ebitda_label=ebitda_label,
            accent=_accent(cells["accent"]),
            look=look,
            safe_harbor=safe_harbor,
            safe_harbor_ja=safe_harbor_ja,
            cells=places,
        )
    return SettingsReading(
        cells["release_quarter"],
        quarter,
        calendar,
        unit,
        presentation_currency,
        fx_mode,
        dates_quarters,
        settings,
    )


def usual_presentation(own: str) -> str:
    """The currency that is translated into where none is given; empty for none."""
    return "USD" if own == "JPY" else ""


def _presentation_currency(cell: Cell, own: str) -> str:
    """The currency translated into; empty for none, which is what companies have that report in no yen."""
    if cell.is_blank:
        return usual_presentation(own)
    if folded(cell.word()) == NOT_TRANSLATED:
        return ""
    currency = currency_in(cell, NOT_TRANSLATED)
    if currency == own:
        cell.report(f"the figures are in {own} already", f"give another currency, or {NOT_TRANSLATED}")
        return ""
    return currency


def _accent(cell: Cell) -> str:
    """A colour as six hexadecimal digits; empty where the cell is blank."""
    text = cell.word().removeprefix("#").upper()
    if text and not _COLOUR.fullmatch(text):
        cell.report(f"'{cell.word()}' is no colour", "give it as RRGGBB, such as 1F3864")
    return text


def _on_sheet(table: Table) -> dict[str, Cell]:
    """The value cells that are filled in, by the key of their row."""
    rows: dict[str, Row] = {}
    for row in table.rows():
        key = _key(row)
        if key in rows:
            first = rows[key].cell("key").ref
            where = first.a1 if first else ""
            row.cell("key").report(f"duplicate setting {key}, already in {where}", "keep one of the two rows")
        elif key:
            rows[key] = row
    cells = {key: replace(row.cell("value"), name=key) for key, row in rows.items()}
    return {key: cell for key, cell in cells.items() if not cell.is_blank}


def _key(row: Row) -> str:
    """The row's key; empty where it is none, which is reported where a value stands beside it."""
    cell, value = row.cell("key"), row.cell("value")
    if cell.is_blank:
        cell.report("a value without a key", f"write one of: {', '.join(KEYS)}; or clear the row")
        return ""
    text = cell.word()
    key = folded(text)
    if not key or key in KEYS:
        return key
    if value.is_blank and nearest(text, KEYS) is None:
        cell.report(f"'{text}' is no setting and is ignored", "", Severity.NOTE)
    else:
        cell.report(f"unknown setting '{text}'", suggestion(text, KEYS))
    return ""


def _given_with_command(overrides: Mapping[str, str], problems: Problems) -> dict[str, Cell]:
    for key in overrides:
        if key not in KEYS:
            problems.of_file(f"unknown setting '{key}' given with the command", suggestion(key, KEYS))
    return {key: Cell(key, value, None, problems) for key, value in overrides.items() if key in KEYS}


def _report_missing(table: Table, given: Mapping[str, Cell]) -> None:
    rows = {folded(row.cell("key").word()): row for row in table.rows()}
    mistyped = {nearest(key, KEYS) for key in rows if key not in KEYS}
    for key in REQUIRED:
        if key in given or key in mistyped:
            continue
        if key in rows:
            rows[key].cell("value").report(f"{key} is blank", f"fill in {key}")
        else:
            table.problems.of_cell(
                table.place("key"), f"missing setting {key}", f"add a row with {key} and its value"
            )


def _first_month(cell: Cell) -> int | None:
    number = cell.number()
    if number is None:
        return None
    if number not in range(1, MONTHS + 1):
        cell.report(
            f"first_month {number} is no month", "give 1 to 12, the month that the fiscal year starts in"
        )
        return None
    return int(number)


def _release_quarter(cell: Cell, calendar: FiscalCalendar) -> Quarter | None:
    period = cell.period(calendar)
    if period is not None and not isinstance(period, Quarter):
        cell.report(f"{period} is no quarter", "give the quarter that is reported, such as 1Q02")
        return None
    return period
