"""What Excel in English makes of a text that is typed into a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from tests.recording_excel.model import Constant, ErrorValue, Formula

ERRORS = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A")
_NUMBER = re.compile(
    r"(?P<sign>[-+]?)\s*(?P<open>\()?\s*(?P<sign2>[-+]?)\$?\s*(?P<digits>\d[\d,]*\.?\d*|\.\d+)"
    r"(?P<power>E[-+]?\d+)?\s*(?P<percent>%)?\s*(?P<close>\))?",
    re.IGNORECASE,
)
_FRACTION = re.compile(r"([-+]?\d+)\s+(\d{1,3})/(\d{1,3})")
_TIME = re.compile(r"(\d{1,4}):(\d{1,2})(?::(\d{1,2}(?:\.\d+)?))?(?:\s*([ap])m?)?", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_MONTH_FIRST = re.compile(r"(\d{1,2})[-/](\d{1,2})(?:[-/](\d{4}|\d{1,2}))?")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_WORDED = (
    re.compile(rf"(?P<day>\d{{1,2}})[-\s/]*{_MONTH}(?:[-\s,/]+(?P<year>\d{{4}}|\d{{2}}))?"),
    re.compile(rf"{_MONTH}[-\s]+(?P<day>\d{{1,2}})(?:\s*,\s*|\s+)(?P<year>\d{{4}})"),
    re.compile(rf"{_MONTH}[-\s]+(?P<year>\d{{4}})"),
    re.compile(rf"{_MONTH}[-\s]+(?P<day>\d{{1,2}})"),
)
_LITERAL = re.compile(r'"((?:[^"]|"")*)"')
# Longer texts inside formulas are refused.
LONGEST_LITERAL = 255
_THIS_YEAR = 2002


class NotAFormula(Exception):
    """Excel shows a dialog about a formula that it cannot read."""


def typed(text: str, from_1904: bool = False) -> tuple[Constant | Formula | None, str | None]:
    """What the cell holds then, and the number format that it gets where it had none."""
    if text == "":
        return None, None
    if text.startswith("'"):
        return text[1:], None
    if text.startswith("=") and len(text) > 1:
        return _formula(text), None
    plain = text.strip()
    if plain.upper() in ("TRUE", "FALSE"):
        return plain.upper() == "TRUE", None
    if plain.upper() in ERRORS:
        return ErrorValue(plain.upper()), None
    for value, number_format in (*_numbers(plain), *_dates(plain, from_1904)):
        return value, number_format
    if text[0] == "@":
        raise NotAFormula(text)
    if text[0] in "+-" and len(text) > 1:
        return _formula("=" + text), None
    return text, None


def _formula(text: str) -> Formula | ErrorValue:
    if text[1:].upper() in ERRORS:
        return Formula(text.upper(), ErrorValue(text[1:].upper()))
    if any(len(part) > LONGEST_LITERAL for part in _LITERAL.findall(text)):
        raise NotAFormula(text)
    if text.count('"') % 2 or (text.count("(") != text.count(")") and '"' not in text):
        raise NotAFormula(text)
    return Formula(text)


def _numbers(text: str) -> Iterator[tuple[float, str | None]]:
    found = _NUMBER.fullmatch(text)
    if found and bool(found["open"]) == bool(found["close"]) and not (found["sign"] and found["sign2"]):
        groups = found["digits"].partition(".")[0].split(",")
        if all(len(group) >= 3 for group in groups[1:]):
            value = float(found["digits"].replace(",", "") + (found["power"] or ""))
            negative = bool(found["open"]) or "-" in (found["sign"], found["sign2"])
            value = -value if negative else value
            if found["percent"]:
                yield value / 100, "0.00%" if "." in text else "0%"
            else:
                money = '"$"#,##0' if "$" in text else "#,##0" if "," in text else None
                yield value, "0.00E+00" if found["power"] else money
    fraction = _FRACTION.fullmatch(text)
    if fraction and int(fraction[3]):
        yield int(fraction[1]) + int(fraction[2]) / int(fraction[3]), "# ?/?"
    time = _TIME.fullmatch(text)
    if time and int(time[2]) < 60:
        hours = int(time[1]) % 12 + 12 * (time[4].lower() == "p") if time[4] else int(time[1])
        yield (hours * 60 + int(time[2]) + float(time[3] or 0) / 60) / 1440, "h:mm"


def _dates(text: str, from_1904: bool) -> Iterator[tuple[float, str]]:
    for year, month, day in _candidates(text):
        try:
            yield serial(date(year, month, day), from_1904), "m/d/yyyy"
        except ValueError:
            continue


def _candidates(text: str) -> Iterator[tuple[int, int, int]]:
    if found := _YEAR_FIRST.fullmatch(text):
        yield int(found[1]), int(found[2]), int(found[3])
    if found := _MONTH_FIRST.fullmatch(text):
        yield _full_year(found[3]), int(found[1]), int(found[2])
        if not found[3]:  # 4/2002 is April 2002, 1/2 the second of January
            yield _full_year(found[2]), int(found[1]), 1
    if found := re.fullmatch(r"(\d{1,2})[-/](\d{4})", text):
        yield int(found[2]), int(found[1]), 1
    for pattern in _WORDED:
        found = pattern.fullmatch(text)
        parts = found.groupdict() if found else {}
        month = next(
            (n for n, name in enumerate(_MONTHS, 1) if _is_month(parts.get("month", ""), name, n)), None
        )
        if month:
            yield _full_year(parts.get("year")), month, int(parts.get("day") or 1)


def _is_month(word: str, short: str, number: int) -> bool:
    return word.lower() in (short, date(2000, number, 1).strftime("%B").lower())


def _full_year(text: str | None) -> int:
    if not text:
        return _THIS_YEAR
    year = int(text)
    return year if year >= 100 else year + (2000 if year < 30 else 1900)


def serial(day: date | datetime, from_1904: bool = False) -> float:
    """The number of a day, with the time as its fraction."""
    # Excel's dates have no zone.
    base = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001
    whole = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)  # noqa: DTZ001
    span = whole.replace(tzinfo=None) - base
    return span.days + span.seconds / 86_400
