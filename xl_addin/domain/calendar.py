"""Period labels and dates as worksheet functions.

A label is read only in the one spelling in which it is written; any other is #VALUE!.
"""

from __future__ import annotations

from datetime import date, timedelta

from xl_addin.catalog import Example, excel_function
from xl_addin.domain.labels import parse_label
from xl_addin.domain.periods import (
    APRIL,
    FIRST_YEAR,
    LAST_YEAR,
    MONTHS,
    QUARTERS,
    FiscalCalendar,
    Quarter,
    YearName,
    shifted,
)
from xl_addin.domain.precision import whole_number
from xl_addin.domain.terms import Day, FirstMonth, Label, LastDay, Quarters, YearNamed
from xl_addin.errors import ExcelError, InvalidInput, UndefinedResult

# Day 0 of Excel's dates; before 1 March 1900 spreadsheets number days differently.
EPOCH = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 61, 2_958_465

_HEADS = (
    "FY",
    "1H",
    "2H",
    *(f"{prefix}{q}Q" for prefix in ("", "1Q-", "LTM ") for q in range(1, QUARTERS + 1)),
)
# With so much between them no two short heads look like a long one.
_TABLE = "~" + "~.~".join(_HEADS) + "~"
_FIRST, _LAST = QUARTERS * FIRST_YEAR, QUARTERS * LAST_YEAR + QUARTERS - 1


# Sums of tests stand below where IF would be plainer: the native texts are long enough.


def _year_text(year: str, condition: str = "") -> str:
    """The formula of a year as labels print it: two digits where they are read back as the same."""
    return f"RIGHT({year},4-2*{condition}(ABS({year}-2019.5)<50))"


_NOT_A_YEAR = '(letter<>"Y")*'
_LABEL_PARTS = {
    # A label's length tells that of its year: 1Q02, FY2002 or 1Q2075, 1Q-3Q01, LTM 1Q02, ...
    "digits": 'MID("xxx2x42244",LEN(label),1)',
    "stem": "(LEN(label)-digits)",
    "year_text": "RIGHT(label,digits)",
    "year": '(year_text+(digits="2")*(2000-100*(year_text>"69")))',
    "letter": "MID(label,stem,1)",
    # The last quarter of the period, from zero; the F of FY is the fifth of these.
    "last": '((1+(letter="H"))*FIND(MID(label,stem-1,1),"1234F")-1-(letter="Y"))',
    # The quarter with which twelve months begin must be in range too.
    "ordinal": "(4*year+last)",
    "first": "(ordinal-3*(stem=6))",
    "step": '(1+(letter="H")+3*((letter="Y")+(stem=5)))',
    "readable": (
        f'(FIND("~"&LEFT(label,stem)&"~","{_TABLE}")>0)'
        f"*EXACT({_year_text('INT(year)', _NOT_A_YEAR)},year_text)"
        f"*(first>={_FIRST})*(ordinal<={_LAST})"
    ),
}
_PERIOD = (
    "IF(IFERROR(readable,0)=0,#VALUE!,"
    "IF((ROUND(quarters,0)<>quarters)+(ABS(quarters)>99999)>0,#NUM!,"
    "IF(MOD(ROUND(quarters,0),step)<>0,#NUM!,"
    f"IF((first+ROUND(quarters,0)<{_FIRST})+(moved>{_LAST})>0,#NUM!,"
    'IF(letter="Y","FY"&new_year,'
    'LEFT(label,stem-2)&(MOD(moved,4)+1)/(1+(letter="H"))&letter'
    f"&{_year_text('new_year')})))))"
)


@excel_function(
    "IIJ_PERIOD",
    formula=_PERIOD,
    where=_LABEL_PARTS | {"moved": "(ordinal+ROUND(quarters,0))", "new_year": "INT(moved/4)"},
    help_ja="期間の表示名を、指定した四半期数だけ移動した期間の表示名にします。",
    examples=[
        Example(("1Q02", -4), "1Q01", "the same quarter a year before"),
        Example(("1Q02", -1), "4Q01", "the quarter before"),
        Example(("4Q99", 1), "1Q00", "over the turn of the century"),
        Example(("1H02", 2), "2H02", "a half moves by two quarters"),
        Example(("FY2001", 4), "FY2002"),
        Example(("LTM 1Q02", -1), "LTM 4Q01"),
        Example(("1Q-3Q01", 4), "1Q-3Q02"),
        Example(("1H02", 1), ExcelError.NUM, "no half begins there"),
        Example(("Q1 FY2002", 1), ExcelError.VALUE, "not the canonical spelling"),
        Example(("1Q02", None), ExcelError.NA),
    ],
)
def shifted_label(label: Label, quarters: Quarters) -> Label:
    """The period so many quarters later, or earlier where negative.

    Args: a canonical label; a half moves by two quarters, a year and the quarters so far by four.

    Returns:
        The label of a period of the same kind.

    Raises:
        InvalidInput: the label cannot be read (#VALUE!).
        UndefinedResult: no period of its kind lies there (#NUM!).

    Source: the conventions' chapter on periods.
    """
    period = parse_label(label)
    try:
        return str(shifted(period, whole_number(quarters, "quarters")))
    except InvalidInput as error:
        raise UndefinedResult(str(error)) from error


# A year named after its end is ahead of the year it starts in, unless both are one.
_LATE = 'EXACT(named,"end")*(ROUND(first_month,0)>1)'
# The month of an end, counted from the year 0, from which on spreadsheets agree on days: March 1900.
_FIRST_END = 12 * EPOCH.year + 15
_NO_MONTH = "(ROUND(first_month,0)<>first_month)+(first_month<1)+(first_month>12)>0"


@excel_function(
    "IIJ_PERIOD_END",
    formula=(
        f"IF(IFERROR(readable,0)=0,#VALUE!,IF({_NO_MONTH},#NUM!,"
        f"IF(12*year+month<{_FIRST_END},#NUM!,DATE(year,month+1,0))))"
    ),
    where={name: text for name, text in _LABEL_PARTS.items() if name != "step"}
    # Counted from the year that names it: to Excel the year 1899 is 3799.
    | {"month": f"(ROUND(first_month,0)+3*last+2-12*{_LATE})"},
    help_ja="期間の末日を返します。",
    examples=[
        Example(("1Q02",), 37437, "30 June 2002; give the cell a date format"),
        Example(("FY2001",), 37346, "31 March 2002"),
        Example(("LTM 1Q02",), 37437),
        Example(("1Q02", 1), 37346, "with the calendar year, 31 March 2002"),
        Example(("1Q26", 2, "end"), 45777, "30 April 2025: FY2026 is February 2025 to January 2026"),
        Example(("FY2002", 1, "end"), 37621, "31 December 2002: the calendar year, named either way"),
        Example(("1Q02", 13), ExcelError.NUM, "there is no such month"),
        Example(("1Q1900", 4, "end"), ExcelError.NUM, "30 June 1899, before spreadsheets agree on days"),
        Example(("5Q02",), ExcelError.VALUE, "there is no such quarter"),
    ],
)
def period_end(
    label: Label, first_month: FirstMonth = APRIL, named: YearNamed = YearName.START.value
) -> LastDay:
    """The last day of a period.

    Args: a canonical label; the first month of the fiscal year; which of its calendar years names it.

    Returns:
        Serial number of the day, in the date system that starts with 1900.

    Raises:
        InvalidInput: the label cannot be read (#VALUE!).
        UndefinedResult: `first_month` is not one of 1 to 12, or the day is before March 1900 (#NUM!).

    Source: the conventions' chapter on periods.
    """
    day = (parse_label(label).end(calendar_of(first_month, named)) - EPOCH).days
    if day < _FIRST_SERIAL:
        raise UndefinedResult(f"{label} ends before 1 March 1900")
    return day


_MONTHS = "YEAR(date)*12+MONTH(date)-ROUND(first_month,0)"


@excel_function(
    "IIJ_QUARTER",
    formula=(
        f"IF((date<{_FIRST_SERIAL})+(date>={_LAST_SERIAL + 1})>0,#NUM!,IF({_NO_MONTH},#NUM!,"
        f"IF((year<{FIRST_YEAR})+(year>{LAST_YEAR})>0,#NUM!,"
        f'INT(MOD(months,12)/3)+1&"Q"&{_year_text("year")})))'
    ),
    where={"months": _MONTHS, "year": f"(INT(months/12)+{_LATE})"},
    help_ja="日付の属する四半期の表示名を返します。",
    examples=[
        Example((37437,), "1Q02", "30 June 2002"),
        Example((37438,), "2Q02", "1 July 2002"),
        Example((37346,), "4Q01", "31 March 2002 ends the fiscal year that began in 2001"),
        Example((37346, 1), "1Q02", "with the calendar year"),
        Example((45688, 2, "end"), "4Q25", "31 January 2025 ends the fiscal year 2025"),
        Example((45689, 2, "end"), "1Q26", "1 February 2025"),
        Example((0,), ExcelError.NUM, "before spreadsheets agree on days"),
        Example(("2002-06-30",), ExcelError.VALUE, "a text is no date"),
    ],
)
def quarter_of(date: Day, first_month: FirstMonth = APRIL, named: YearNamed = YearName.START.value) -> Label:
    """The quarter a day lies in.

    Args: the serial number of a day, in the date system that starts with 1900; a time of day is
        ignored; the first month of the fiscal year; which of its calendar years names it.

    Returns:
        A canonical label such as 1Q02.

    Raises:
        UndefinedResult: no day from 1 March 1900 to the end of 9999, outside the fiscal years 1900 to
            9998, or `first_month` not one of 1 to 12 (#NUM!).

    Source: the conventions' chapter on periods.
    """
    day = day_of(date)
    try:
        return str(Quarter.containing(day, calendar_of(first_month, named)))
    except InvalidInput as error:
        raise UndefinedResult(str(error)) from error


def day_of(serial: float) -> date:
    """The day of a serial number.

    Raises:
        UndefinedResult: spreadsheets have, or agree on, no such day (#NUM!).
    """
    if not _FIRST_SERIAL <= serial < _LAST_SERIAL + 1:
        raise UndefinedResult(f"{serial} is no day from 1 March 1900 to the end of 9999")
    return EPOCH + timedelta(days=int(serial))


def calendar_of(first_month: float, named: str = YearName.START) -> FiscalCalendar:
    """The calendar that a function's arguments describe.

    Raises:
        UndefinedResult: there is no such month (#NUM!).
    """
    month = whole_number(first_month, "first_month")
    if not 1 <= month <= MONTHS:
        raise UndefinedResult(f"first_month is {first_month}; it must be from 1 to {MONTHS}")
    return FiscalCalendar(month, YearName(named))
