"""Periods in English sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from xl_addin.domain.periods import FIRST_YEAR, QUARTERS, QUARTERS_OF_HALF, LastTwelveMonths, Period
from xl_addin.tieout.grammar.times.english_loose import loose_whens
from xl_addin.tieout.grammar.times.english_relative import relative_whens
from xl_addin.tieout.grammar.times.english_words import MONTH, MONTHS, NOT_MORE, START, hinted, pattern
from xl_addin.tieout.grammar.times.when import Calendar, Role, When, so_far

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_DAYS_OVER = 6
_COUNTS = {"three": 3, "six": 6, "nine": 9, "twelve": 12}
# Years of 52 weeks, and of 53.
_WEEKS = {
    **dict.fromkeys(("thirteen", "fourteen", "13", "14"), 3),
    **dict.fromkeys(("twenty-six", "twenty-seven", "26", "27"), 6),
    **dict.fromkeys(("thirty-nine", "forty", "39", "40"), 9),
    **dict.fromkeys(("fifty-two", "fifty-three", "52", "53"), 12),
}
_DATE = (
    rf"(?:(?P<month>{MONTH})\.?(?: (?P<day>[0-9]{{1,2}})(?:st|nd|rd"
    rf"|th)?(?![0-9]))?(?:,? (?P<year>[12][0-9]{{3}}))?"
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th)? (?:of )?(?P<month2>{MONTH})\.?(?:,? (?P<year2>[12][0-9]{{3}}))?"
    r"|(?P<usmonth>[01]?[0-9])/[0-3]?[0-9]/(?P<usyear>[12][0-9]{3}|[0-9]{2}))"
)
_ISO = r"(?P<isoyear>[12][0-9]{3})[-/.](?P<isomonth>[01]?[0-9])[-/.][0-3]?[0-9]"
_FISCAL = r"(?:fy ?'?|fiscal (?:year )?(?:of )?|cy ?'?)"
_YEAR = (
    rf"(?:{_FISCAL}(?P<fy>[0-9]{{4}}|[0-9]{{2}})|(?P<full>[12][0-9]{{3}})|'(?P<short>[0-9]{{2}})){NOT_MORE}"
)
_PART = r"(?:1q ?- ?(?P<upto>[234])q|(?P<q>[1-4])q|q(?P<q2>[1-4])|(?P<h>[12])h|h(?P<h2>[12]))"
_OF_YEAR = (
    rf"(?:(?P<glued>[0-9]{{4}}|[0-9]{{2}}){NOT_MORE}|(?: (?:of|in|for|to) (?:the )?|, ?| ?[/-] ?| )?{_YEAR}"
    r"| of (?:the |its |our )?(?P<which>(?:same|current|previous|prior|last|preceding|next|full|this|new"
    r"|coming|upcoming) "
    r"(?:fiscal )?year|fiscal year|year)| (?P<which2>(?:last|this|next) year))"
)


def _month(name: str) -> int:
    return MONTHS.index(name[:3]) + 1


def _day(found: re.Match[str]) -> tuple[int | None, int]:
    groups = found.groupdict()
    if groups.get("isoyear"):
        return int(found["isoyear"]), min(max(int(found["isomonth"]), 1), 12)
    if groups.get("usmonth"):
        short = int(found["usyear"])
        return short if short >= 100 else short + 2000, min(max(int(found["usmonth"]), 1), 12)
    year = groups.get("year") or groups.get("year2")
    return (int(year) if year else None), _month(groups.get("month") or groups.get("month2") or "jan")


def _year(found: re.Match[str], calendar: Calendar) -> int | None:
    groups = found.groupdict()
    named = groups.get("fy") or groups.get("full") or groups.get("short") or groups.get("glued")
    if named:
        return calendar.fiscal(int(named))
    which = groups.get("which") or groups.get("which2") or ""
    if which.startswith(("previous", "prior", "last", "preceding")):
        return calendar.release.fiscal_year - 1
    if which.startswith(("next", "new", "coming", "upcoming")):
        return calendar.release.fiscal_year + 1
    return calendar.release.fiscal_year if which.startswith(("current", "this")) else None


def _label(found: re.Match[str], calendar: Calendar, ahead: bool) -> Period | None:
    year = _year(found, calendar)
    if found["upto"]:
        return calendar.part("so far", int(found["upto"]), year, ahead=ahead)
    quarter, half = found["q"] or found["q2"], found["h"] or found["h2"]
    kind = "quarter" if quarter else "half"
    return calendar.part(kind, int(quarter or half), year, ahead=ahead)


def _year_first(found: re.Match[str], calendar: Calendar, ahead: bool) -> Period | None:
    year = calendar.fiscal(int(found["fy"]))
    quarter, half = found["q"] or found["q2"], found["h"] or found["h2"]
    kind = "quarter" if quarter else "half" if half else "year"
    return calendar.part(kind, int(quarter or half or 1), year)


def _worded(found: re.Match[str], calendar: Calendar, ahead: bool) -> Period | None:
    kind = "half" if found["part"] == "half" else "quarter"
    return calendar.part(kind, _ORDINALS[found["nth"]], _year(found, calendar), ahead=ahead)


def _ended(found: re.Match[str], calendar: Calendar, ahead: bool) -> Period | None:
    del ahead
    count = found["count"] or ""
    months = int(count) if count.isdigit() else _COUNTS.get(count, 0)
    months = (
        months
        or _WEEKS.get(found["weeks"], 0)
        or {"quarter": 3, "half": 6, "year": 12}[found["part"] or "year"]
    )
    year, month = _day(found)
    if found["day"] and int(found["day"]) <= _DAYS_OVER and month > 1:
        month -= 1  # years of 52 weeks end some days before or after a month
    if year is None:
        recent = calendar.recent(month)
        return None if recent is None else calendar.up_to(recent, months // 3)
    return calendar.ended(year, month, months)


def _at_day(found: re.Match[str], calendar: Calendar, ahead: bool) -> Period | None:
    del ahead
    year, month = _day(found)
    return calendar.recent(month) if year is None else calendar.quarter_of(year, month)


def _months_so_far(found: re.Match[str], calendar: Calendar, ahead: bool) -> Period | None:
    months = _COUNTS[found["count"]]
    return calendar.part("so far", months // 3, _year(found, calendar), ahead=ahead)


def _months_label(found: re.Match[str], calendar: Calendar, ahead: bool) -> Period | None:
    """9M02: three quarters; without a year it would be nine million."""
    return calendar.part("so far", int(found["count"]) // 3, _year(found, calendar), ahead=ahead)


def _quarters_so_far(found: re.Match[str], calendar: Calendar, ahead: bool) -> Period | None:
    return calendar.part(
        "so far", {"two": 2, "three": 3}[found["count"]], _year(found, calendar), ahead=ahead
    )


def _month_span(found: re.Match[str], calendar: Calendar, ahead: bool) -> Period | None:
    del ahead
    named = found["year"] or found["year2"]
    year = int(named) if named else None
    return calendar.months(_month(found["from"]), _month(found["to"]), year)


def _month_quarter(found: re.Match[str], calendar: Calendar, ahead: bool) -> Period | None:
    """The September quarter: the last one, or the next one of a sentence that looks ahead."""
    month, year = _month(found["month"]), found["year"] or found["year2"]
    recent = calendar.quarter_of(int(year), month) if year else calendar.recent(month)
    if recent is None or recent.end(calendar.days).month != _month(found["month"]):
        return None
    return recent + QUARTERS if ahead and not year and recent != calendar.release else recent


def _whole_year(found: re.Match[str], calendar: Calendar, ahead: bool) -> Period | None:
    return calendar.part("year", 1, _year(found, calendar), ahead=ahead)


def _release(found: re.Match[str], calendar: Calendar, ahead: bool) -> Period | None:
    del found, ahead
    return calendar.release


def _half(found: re.Match[str], calendar: Calendar, ahead: bool) -> Period | None:
    """The half that the quarter reported closes; one that it only begins is not meant."""
    del found, ahead
    closes = calendar.release.number % QUARTERS_OF_HALF == 0
    return calendar.up_to(calendar.release, QUARTERS_OF_HALF) if closes else None


def _so_far(found: re.Match[str], calendar: Calendar, ahead: bool) -> Period | None:
    del found, ahead
    return so_far(calendar.release)


def _next_year(found: re.Match[str], calendar: Calendar, ahead: bool) -> Period | None:
    del found, ahead
    return calendar.part("year", 1, calendar.release.fiscal_year + 1)


def _next_quarter(found: re.Match[str], calendar: Calendar, ahead: bool) -> Period | None:
    del found, ahead
    return calendar.release + 1


def _last_twelve(found: re.Match[str], calendar: Calendar, ahead: bool) -> Period | None:
    del ahead
    if found["q"] and found["fy"]:
        last = calendar.part("quarter", int(found["q"]), calendar.fiscal(int(found["fy"])))
        return calendar.up_to(last.quarters[-1], 4) if last else None
    return LastTwelveMonths(calendar.release)


def _bare_year(found: re.Match[str], calendar: Calendar, ahead: bool) -> Period | None:
    del ahead
    year = int(found["full"])
    return calendar.part("year", 1, year) if calendar.days.first_month == 1 and year > FIRST_YEAR else None


_Build = Callable[[re.Match[str], Calendar, bool], Period | None]
_ENDED = (
    r"(?:the )?(?:(?P<count>three|six|nine|twelve|3|6|9|12)[ -](?:months?|mos?\.?)(?: period)?"
    rf"|(?P<weeks>{'|'.join(_WEEKS)})[ -]weeks?(?: period)?"
    r"|(?:fiscal |full |first |second |third |fourth )?(?P<part>year|quarter|half)(?: year)?)(?: that)?"
    rf" (?:ended|ending|ends|to|through)(?: on)? {_DATE}"
)
_YEAR_FIRST = (
    rf"{_FISCAL}(?P<fy>[0-9]{{4}}|[0-9]{{2}}(?![0-9]))"
    rf"(?: ?[-/]? ?(?:(?P<q>[1-4])q|q(?P<q2>[1-4])|(?P<h>[12])h|h(?P<h2>[12])))?{NOT_MORE}"
)
_WORDED = (
    r"(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th)[ -](?:fiscal )?"
    rf"(?P<part>quarter|half)(?:{_OF_YEAR})?"
)
_MONTHS_SO_FAR = (
    r"(?<!in )(?<!over )(?<!within )(?:first )?(?P<count>three|six|nine|twelve)[ -]months?(?: period)?"
    rf"(?:{_OF_YEAR})?(?! (?:ago|earlier|before|prior|later))"
)
_MONTH_SPAN = (
    rf"(?:from )?(?P<from>{MONTH}) ?(?:-|~|to|through) ?(?P<to>{MONTH})(?:,? (?P<year>[12][0-9]{{3}}))?"
    r"(?: (?:quarter|period|half)(?:,? (?:of |in )?(?P<year2>[12][0-9]{3}))?)?"
)
_MONTH_QUARTER = (
    rf"(?:the )?(?P<month>{MONTH})(?: (?P<year>[12][0-9]{{3}}))? quarter"
    r"(?: (?:of|in) (?P<year2>[12][0-9]{3}))?"
)
_MONTHS_LABEL = rf"(?<![$¥€£])(?P<count>[69])m(?:{_OF_YEAR})"
_LAST_MONTHS = r"(?:last|past|trailing)[ -](?:twelve|12)[ -]months?(?P<q>)(?P<fy>)"
_FULL = r"(?:the )?(?:full|whole|entire)[ -](?:fiscal )?year(?: (?P<full>[12][0-9]{3}))?|full[ -]fiscal"
_BOTH = r"(?P<nth>first|second|third)(?= and (?:the )?(?:second|third|fourth) quarters?)(?P<part>)(?P<fy>)"
_LABELS = ("1q", "2q", "3q", "4q", "q1", "q2", "q3", "q4", "1h", "2h", "h1", "h2")
# Each with words of which one must be there, so that most patterns need not be tried at all.
_PLACES: tuple[tuple[tuple[str, ...], re.Pattern[str], _Build, bool], ...] = tuple(
    (hints, pattern(text), build, weak)
    for hints, text, build, weak in (
        (("ltm", "ttm"), r"(?:ltm|ttm) ?(?:(?P<q>[1-4])q(?P<fy>[0-9]{2,4}))?", _last_twelve, False),
        (("last", "past", "trailing"), _LAST_MONTHS, _last_twelve, False),
        (("ended", "ending", "ends", " to ", "through"), _ENDED, _ended, False),
        (MONTHS, _MONTH_SPAN, _month_span, False),
        (("quarter",), _MONTH_QUARTER, _month_quarter, False),
        (_LABELS, _PART + _OF_YEAR, _label, False),
        (("fy", "fiscal", "cy"), _YEAR_FIRST, _year_first, False),
        (_LABELS, _PART, _label, False),
        (("6m", "9m"), _MONTHS_LABEL, _months_label, False),
        (("quarter", "half"), _WORDED, _worded, False),
        (("month",), _MONTHS_SO_FAR, _months_so_far, False),
        (("quarters",), rf"first (?P<count>two|three) quarters(?:{_OF_YEAR})?", _quarters_so_far, False),
        (("to date", "to-date", "ytd"), r"(?:the )?year[ -]to[ -]date|ytd", _so_far, False),
        (("full", "whole", "entire"), _FULL, _whole_year, False),
        (("fiscal year",), r"(?:the |this |current )(?:current )?fiscal year", _whole_year, False),
        (("year ",), r"(?:calendar |the )?year (?P<full>[12][0-9]{3})", _whole_year, False),
        (("year",), r"(?:the )?(?:fiscal )?year[- ]end (?P<full>[12][0-9]{3})", _whole_year, False),
        (("next ",), r"(?:the |our )?next (?:fiscal )?year(?:'s)?", _next_year, False),
        (("next ", "coming "), r"(?:the )?(?:next|coming|upcoming) quarter", _next_quarter, False),
        (("half",), r"(?:the |this )(?:fiscal )?half(?:[- ]year)?(?: under review)?(?! of)", _half, False),
        (("review",), r"(?:the )?(?:quarter|period|three[- ]month period|three months) under review",
            _release, False),
        ((" and ",), _BOTH, _worded, False),
        ((" since",), r"(?:has|have) since", _release, False),
        (("the ",), r"(?:for |in |during |(?<![a-z0-9%)] )over )the (?:current )?year"
            r"(?![- ](?:ago|earlier|before|end|on|over|to|that))", _whole_year, True),
        (("quarter",), r"(?:the |this |current |reporting )(?:current |reporting )?quarter(?! (?:end"
            r"|that|to ))", _release, True),
    )
)  # fmt: skip
_DAYS = (
    pattern(rf"(?P<at>(?:the )?(?:end of |close of )|(?:at|as of) )?{_DATE}"),
    pattern(rf"(?P<at>as of )?{_ISO}"),
)
_YEARS = re.compile(rf"{START}(?<![.,$¥€-])(?P<full>(?:19|20)[0-9]{{2}})(?:'s)?{NOT_MORE}")
_YEAR_SPAN = re.compile(rf"{START}(?:19|20)[0-9]{{2}} ?[-~/] ?(?:(?:19|20)[0-9]{{2}}|[0-9]{{2}}){NOT_MORE}")


def english_whens(text: str, calendar: Calendar, *, ahead: bool) -> Iterator[When]:
    """Every reading of words as a period, overlapping ones too; `ahead` where the sentence looks forward."""
    for hints, words, build, weak in _PLACES:
        if hinted(text, hints):
            for found in words.finditer(text):
                period = build(found, calendar, ahead)
                yield When(*found.span(), Role.PLACE if period else Role.UNCLEAR, period, weak=weak)
    yield from relative_whens(text, calendar)
    yield from loose_whens(text, calendar)
    yield from _days(text, calendar)


def _days(text: str, calendar: Calendar) -> Iterator[When]:
    for day in _DAYS if hinted(text, MONTHS) or "-" in text or "/" in text else ():
        for found in day.finditer(text):
            bare = found[0] in ("may", "march", "mar", "sep", "jun", "dec")
            if not bare:
                role = Role.PLACE if found["at"] else Role.DAY
                yield When(*found.span(), role, _at_day(found, calendar, False))
    if not hinted(text, ("19", "20")):
        return
    for found in _YEAR_SPAN.finditer(text):
        yield When(*found.span(), Role.DAY)
    for found in _YEARS.finditer(text):
        period = _bare_year(found, calendar, False)
        yield When(*found.span(), Role.PLACE if period else Role.DAY, period)
