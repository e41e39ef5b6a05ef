"""Figures and rates looked up in the input sheets, the headers of which are in the range."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from xl_addin.catalog import Example, Rows, Scalar, excel_function
from xl_addin.domain.calendar import calendar_of, day_of
from xl_addin.domain.fx import latest_of_quarter
from xl_addin.domain.items import ItemKind
from xl_addin.domain.kinds import KIND_WORDS, kind_of
from xl_addin.domain.labels import parse_label, read_label
from xl_addin.domain.periods import APRIL, FiscalCalendar, Period, Quarter, YearName
from xl_addin.domain.terms import (
    AnyAmount,
    DateOrQuarter,
    ExchangeRate,
    FiguresTable,
    FirstMonth,
    Item,
    Label,
    Pair,
    RateBasis,
    RatesTable,
    YearNamed,
)
from xl_addin.domain.units import read_unit
from xl_addin.errors import ExcelError, InvalidInput, MissingData, UndefinedResult

_RATE_COLUMNS = ("pair", "date", "basis", "rate")

_RATES: Rows = [
    ["pair", "date", "basis", "rate"],
    ["USDJPY", 37346, "period_end", 132.5],
    ["USDJPY", 37435, "period_end", 119.85],
    ["USDJPY", 37437, "average", 127],
    ["EURJPY", 37435, "period_end", 118],
]
_NO_FORM = "a look-up in a table of any layout, for which Excel has its own functions"


@excel_function(
    "IIJ_RATE",
    reason=_NO_FORM,
    help_ja="Ratesシートから、四半期のレート(四半期末前7日以内で最新のもの)を返します。",
    examples=[
        Example((_RATES, "USDJPY", "1Q02"), 119.85, "of 28 June 2002, two days before the quarter's end"),
        Example((_RATES, "USDJPY", 37400), 119.85, "24 May 2002 lies in that quarter"),
        Example((_RATES, "USDJPY", "1Q02", "average"), 127),
        Example((_RATES, "USDJPY", "1Q02", None, 1), 132.5, "the quarter of the calendar year to March"),
        Example((_RATES, "USDJPY", "1Q03", None, None, "end"), 119.85, "FY2003 ends in March 2003"),
        Example((_RATES, "USDJPY", "2Q02"), ExcelError.NA, "no rate yet: never the one before"),
        Example((_RATES, "GBPJPY", "1Q02"), ExcelError.NA),
        Example((_RATES, "USDJPY", "Q1 FY2002"), ExcelError.VALUE, "not the canonical spelling"),
    ],
)
def rate_of_quarter(  # noqa: PLR0917 - a cell gives arguments by their places
    rates: RatesTable,
    pair: Pair,
    date_or_quarter: DateOrQuarter,
    basis: RateBasis = "period_end",
    first_month: FirstMonth = APRIL,
    named: YearNamed = YearName.START.value,
) -> ExchangeRate:
    """The exchange rate of a quarter: the latest one inside it, at most seven days before its end.

    Args: a range with the headers pair, date, basis and rate, in any order, or without headers in this
        one; dates are Excel's or ISO text; a quarter's label or any day in it; the first month of the
        fiscal year, and which of its calendar years names it.

    Returns:
        The rate as given, units of the second currency for one of the first.

    Raises:
        MissingData: no such rate (#N/A).
        InvalidInput: no quarter, a column is missing, or a date or the rate is none (#VALUE!).
        UndefinedResult: a rate not above zero, a day that does not exist, no such month (#NUM!).

    An error value in a row of the pair and basis comes back unchanged.

    Source: the conventions' chapter on foreign exchange.
    """
    calendar = calendar_of(first_month, named)
    quarter = _quarter(date_or_quarter, calendar)
    headed = any(cell in _RATE_COLUMNS for cell in _header(rates))
    columns = _columns(rates, _RATE_COLUMNS) if headed else range(len(_RATE_COLUMNS))
    if len(rates[0]) < len(_RATE_COLUMNS):
        raise InvalidInput(f"the range has {len(rates[0])} columns; a rate has {', '.join(_RATE_COLUMNS)}")
    found: list[tuple[date, tuple[Scalar]]] = []
    for row in rates[headed:]:
        name, when, kind, rate = (row[column] for column in columns)
        if isinstance(name, str) and name.upper().replace("/", "") == pair and kind == basis:
            found.append((_day(when, f"the date of a rate of {pair}"), (rate,)))
    last = latest_of_quarter(found, quarter, calendar)
    if last is None:
        raise MissingData(f"no {basis} rate of {pair} in the last days of {quarter}")
    latest = _number(last[0], f"the rate of {pair}")
    if latest <= 0:
        raise UndefinedResult(f"the rate of {pair} is {latest}; a rate is above zero")
    return latest


def _day(when: Scalar, name: str) -> date:
    """A date of the sheet Rates: Excel's, or ISO text."""
    if isinstance(when, str):
        try:
            return date.fromisoformat(when)
        except ValueError as error:
            raise InvalidInput(f"{name} is '{when}', no date") from error
    return day_of(_number(when, name))


def _quarter(asked: object, calendar: FiscalCalendar) -> Quarter:
    if isinstance(asked, ExcelError):
        raise UndefinedResult(f"the quarter is {asked}", asked)
    if asked is None:
        raise MissingData("no quarter is asked for")
    if isinstance(asked, str):
        period = parse_label(asked)
        if not isinstance(period, Quarter):
            raise InvalidInput(f"{period} is no quarter")
        return period
    day = day_of(_number(asked, "the day"))
    try:
        return Quarter.containing(day, calendar)
    except InvalidInput as error:
        raise UndefinedResult(str(error)) from error


_FIGURES: Rows = [
    ["item", "unit", "1Q01", "2Q01", "3Q01", "4Q01", "1Q02", "FY2000"],
    ["total_revenues", None, 10, 20, 30, 40, 15, 90],
    ["net_income", "JPY million", -1, 2, None, 4, 5, -7],
    ["contracts", "contracts", 6, 7, 8, 9, 10, None],
    ["total_assets", "JPY million", 50, 55, 60, 65, None, 45],
    ["eps", "JPY per share", 1, 2, 3, 4, 5, None],
]


@excel_function(
    "IIJ_FIGURE",
    reason=_NO_FORM,
    help_ja="Figuresシートから、項目と期間に対応する数値を返します(半期・通期・直近12か月は四半期の合計)。",
    examples=[
        Example((_FIGURES, "total_revenues", "1Q02"), 15),
        Example((_FIGURES, "total_revenues", "1H01"), 30, "10 + 20"),
        Example((_FIGURES, "total_revenues", "FY2001"), 100, "its four quarters"),
        Example((_FIGURES, "total_revenues", "LTM 1Q02"), 105, "20 + 30 + 40 + 15"),
        Example((_FIGURES, "total_revenues", "1Q-3Q01"), 60),
        Example((_FIGURES, "total_revenues", "FY2000"), 90, "its own column, as no quarters are given"),
        Example((_FIGURES, "net_income", "FY2001"), ExcelError.NA, "a missing quarter makes the sum missing"),
        Example((_FIGURES, "contracts", "1H01"), ExcelError.NA, "a count is not summed over time"),
        Example((_FIGURES, "total_assets", "FY2001"), 65, "a balance is that of the closing quarter"),
        Example((_FIGURES, "eps", "FY2001"), ExcelError.NA, "nor is an amount of each share"),
        Example((_FIGURES, "gross_profit", "1Q02"), ExcelError.NA, "no such item"),
    ],
)
def figure_of_period(figures: FiguresTable, item: Item, period: Label) -> AnyAmount:
    """The figure of an item for a quarter, a half, a year, the year so far or twelve months.

    Args: a range with a header row: item, unit, kind, and the periods in any readable spelling. The items
        stand in the column item, else in the first. What an item is, the column kind says (flow, balance,
        ratio, per_share, count), else its key (total_assets, eps), else its unit: money is a flow.

    Returns:
        The figure in its own unit: of the period's own column where that is filled, else the sum of its
        quarters for a flow, and that of its last quarter for a balance.

    Raises:
        MissingData: no such item or period, a missing quarter, a sum of a ratio, a count or an amount
            of each share (#N/A).
        InvalidInput: an unreadable label, a text in a figure's place, an item or a period twice, an
            unknown kind (#VALUE!).

    An error value in a cell that is needed comes back unchanged.

    Source: the conventions' chapter on periods.
    """
    asked = parse_label(period)
    header = _header(figures)
    columns = _period_columns(header)
    row = _row_of(figures, item)
    own = row[columns[asked]] if asked in columns else None
    if own is not None:
        return _number(own, f"{item} of {asked}")
    kind = _kind(header, row, item)
    if kind not in (ItemKind.FLOW, ItemKind.BALANCE):
        raise MissingData(f"{item} is no flow and is not summed over {asked}")
    quarters = asked.quarters if kind is ItemKind.FLOW else asked.quarters[-1:]
    missing = [quarter for quarter in quarters if quarter not in columns]
    if missing:
        raise MissingData(f"there is no column for {missing[0]}")
    cells = [row[columns[quarter]] for quarter in quarters]
    return math.fsum(_number(cell, f"{item} of {asked}") for cell in cells)


def _row_of(figures: Rows, item: str) -> Sequence[Scalar]:
    column = _columns(figures, ("item",))[0] if "item" in _header(figures) else 0
    rows = [row for row in figures[1:] if row[column] == item]
    if not rows:
        raise MissingData(f"there is no item {item}")
    if len(rows) > 1:
        raise InvalidInput(f"the item {item} stands there {len(rows)} times")
    return rows[0]


def _period_columns(header: Sequence[Scalar]) -> dict[Period, int]:
    columns: dict[Period, int] = {}
    for column, cell in enumerate(header):
        if not isinstance(cell, str):
            continue
        try:
            period = read_label(cell)
        except InvalidInput:
            continue
        if period in columns:
            raise InvalidInput(f"{period} has two columns")
        columns[period] = column
    return columns


def _kind(header: Sequence[Scalar], row: Sequence[Scalar], item: str) -> ItemKind:
    """What the item is; one without a unit is in the company's."""
    said, unit = (row[header.index(name)] if name in header else None for name in ("kind", "unit"))
    if said is None:
        return kind_of(item, read_unit("" if unit is None else str(unit)))
    if isinstance(said, ExcelError):
        raise UndefinedResult(f"the kind of {item} is {said}", said)
    words: dict[str, ItemKind] = {**{str(kind): kind for kind in ItemKind}, **KIND_WORDS}
    if not isinstance(said, str) or said not in words:
        raise InvalidInput(f"the kind of {item} is {said!r}; it is one of {', '.join(ItemKind)}")
    return words[said]


def _columns(table: Rows, names: Sequence[str]) -> list[int]:
    """Where the columns with these headers are."""
    header = _header(table)
    for name in names:
        if header.count(name) != 1:
            raise InvalidInput(f"the range has {header.count(name)} columns '{name}'; take its header row in")
    return [header.index(name) for name in names]


def _header(table: Rows) -> list[Scalar]:
    """The first row, its texts in the spelling of the input sheets' headers."""
    return [cell.strip().lower() if isinstance(cell, str) else cell for cell in table[0]]


def _number(cell: object, name: str) -> float:
    """The number in a cell of a table."""
    if isinstance(cell, ExcelError):
        raise UndefinedResult(f"{name} is {cell}", cell)
    if cell is None:
        raise MissingData(f"{name} is blank")
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        raise InvalidInput(f"{name} is {cell!r}, no number")
    return cell
