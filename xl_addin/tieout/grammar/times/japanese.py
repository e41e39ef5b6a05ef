"""Periods in Japanese sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from xl_addin.domain.periods import QUARTERS, LastTwelveMonths, Period, Quarter
from xl_addin.tieout.grammar.times.when import Back, Calendar, Role, When, before, so_far

_ERAS = {"平成": 1988, "令和": 2018, "昭和": 1925}
_YEAR = r"(?:(?P<year>[12][0-9]{3})|(?P<era>平成|令和|昭和)(?P<nth>[0-9]{1,2}|元))年"
_QUARTER = (
    r"第(?P<q>[1-4一二三四])四半期(?P<sofar>連結累計期間|累計期間|連結累計|累計|までの?(?:連結)?(?:累計)?(?:期間)?|(?=の?(?:連結)?決算短信))?"
    r"(?:連結会計期間|会計期間|期間)?末?"
)
_KANJI = {"一": 1, "二": 2, "三": 3, "四": 4}
_HALF = r"(?P<h>上半期|上期|中間期|中間(?=連結会計期間|会計期間)|下半期|下期|前半|後半)"


def _year(found: re.Match[str]) -> int | None:
    groups = found.groupdict()
    if groups.get("year"):
        return int(found["year"])
    if groups.get("era"):
        return _ERAS[found["era"]] + (1 if found["nth"] == "元" else int(found["nth"]))
    return None


def _part(found: re.Match[str], calendar: Calendar, year: int | None, ahead: bool) -> Period | None:
    groups = found.groupdict()
    if groups.get("q"):
        number = _KANJI.get(found["q"]) or int(found["q"])
        return calendar.part("so far" if found["sofar"] is not None else "quarter", number, year, ahead=ahead)
    if groups.get("h"):
        second = found["h"] in ("下半期", "下期", "後半")
        return calendar.part("half", 2 if second else 1, year, ahead=ahead)
    return calendar.part("year", 1, year, ahead=ahead)


def _term(found: re.Match[str], calendar: Calendar, ahead: bool) -> Period | None:
    """2016年3月期: the fiscal year that ends in that month."""
    month = int(found["month"])
    quarter = calendar.quarter_of(_year(found) or 0, month) if 1 <= month <= 12 else None
    if quarter is None or quarter.number != QUARTERS or quarter.end(calendar.days).month != month:
        return None
    return _part(found, calendar, quarter.fiscal_year, ahead)


def _short_term(found: re.Match[str], calendar: Calendar, ahead: bool) -> Period | None:
    """29年3月期, of the era or the century that lies nearest."""
    near = calendar.release.fiscal_year + 1
    year = min(
        (start + int(found["short"]) for start in (*_ERAS.values(), 2000)), key=lambda one: abs(one - near)
    )
    month = int(found["month"])
    quarter = calendar.quarter_of(year, month) if 1 <= month <= 12 else None
    return None if quarter is None else _part(found, calendar, quarter.fiscal_year, ahead)


def _half_ended(found: re.Match[str], calendar: Calendar, ahead: bool) -> Period | None:
    """2001年9月中間期: the half that ends in that month."""
    del ahead
    return calendar.ended(_year(found) or 0, int(found["month"]), 6) if int(found["month"]) <= 12 else None


def _fiscal(found: re.Match[str], calendar: Calendar, ahead: bool) -> Period | None:
    return _part(found, calendar, calendar.fiscal(_year(found) or 0), ahead)


def _calendar(found: re.Match[str], calendar: Calendar, ahead: bool) -> Period | None:
    """2020年第3四半期: of the fiscal year where it is the calendar's, else left open."""
    return _part(found, calendar, _year(found), ahead) if calendar.days.first_month == 1 else None


def _nearest(found: re.Match[str], calendar: Calendar, ahead: bool) -> Period | None:
    return _part(found, calendar, None, ahead)


def _months(found: re.Match[str], calendar: Calendar, ahead: bool) -> Period | None:
    del ahead
    first, last = int(found["from"]), int(found["to"])
    return calendar.months(first, last, _year(found)) if 1 <= first <= 12 and 1 <= last <= 12 else None


def _months_last_year(found: re.Match[str], calendar: Calendar, ahead: bool) -> Period | None:
    """昨年7-9月期: a year before the last such months."""
    del ahead
    first, last = int(found["from"]), int(found["to"])
    recent = calendar.months(first, last, None) if 1 <= first <= 12 and 1 <= last <= 12 else None
    return None if recent is None else before(recent, Back.YEAR)


def _day(found: re.Match[str], calendar: Calendar, ahead: bool) -> Period | None:
    del ahead
    year, month = _year(found), int(found["month"])
    if not 1 <= month <= 12:
        return None
    return calendar.recent(month) if year is None else calendar.quarter_of(year, month)


def _day_last_year(found: re.Match[str], calendar: Calendar, ahead: bool) -> Period | None:
    """前年9月末: the year before the last such month."""
    month = int(found["month"])
    recent = calendar.recent(month) if 1 <= month <= 12 else None
    del ahead
    return None if recent is None else recent - QUARTERS


def _release(found: re.Match[str], calendar: Calendar, ahead: bool) -> Period | None:
    del found, ahead
    return calendar.release


def _so_far(found: re.Match[str], calendar: Calendar, ahead: bool) -> Period | None:
    del found, ahead
    return so_far(calendar.release)


def _this_year(found: re.Match[str], calendar: Calendar, ahead: bool) -> Period | None:
    del ahead
    return _part(found, calendar, calendar.release.fiscal_year, ahead=False)


def _of_last_year(found: re.Match[str], calendar: Calendar, ahead: bool) -> Period | None:
    """前年第2四半期, 前年上期."""
    return _part(found, calendar, calendar.release.fiscal_year - 1, ahead)


def _next_year(found: re.Match[str], calendar: Calendar, ahead: bool) -> Period | None:
    del found, ahead
    return calendar.part("year", 1, calendar.release.fiscal_year + 1)


def _next_quarter(found: re.Match[str], calendar: Calendar, ahead: bool) -> Quarter:
    del found, ahead
    return calendar.release + 1


def _last_twelve(found: re.Match[str], calendar: Calendar, ahead: bool) -> Period | None:
    del found, ahead
    return LastTwelveMonths(calendar.release)


_Build = Callable[[re.Match[str], Calendar, bool], Period | None]
_PLACES: tuple[tuple[re.Pattern[str], _Build, bool], ...] = tuple(
    (re.compile(pattern), build, weak)
    for pattern, build, weak in (
        (rf"{_YEAR}(?P<month>[0-9]{{1,2}})月期(?:の|末|通期|連結| )?(?:{_QUARTER}|{_HALF})?", _term, False),
        (rf"{_YEAR}(?P<month>[0-9]{{1,2}})月(?:中間期|第2四半期累計期間)", _half_ended, False),
        (
            rf"(?<![0-9])(?P<short>[0-9]{{1,2}})年(?P<month>[0-9]{{1,2}})月期(?:の)?(?:{_QUARTER}|{_HALF})?",
            _short_term,
            False,
        ),
        (rf"{_YEAR}度(?:の|末)?(?:{_QUARTER}|{_HALF})?", _fiscal, False),
        (rf"{_YEAR}の?{_QUARTER}", _calendar, False),
        (rf"(?:当|今期)?{_QUARTER}", _nearest, False),
        (rf"(?:当)?{_HALF}(?:連結会計期間|会計期間)?", _nearest, False),
        (
            rf"(?:{_YEAR})?(?P<from>[0-9]{{1,2}})月?(?:[~-]|から(?:同年)?)(?P<to>[0-9]{{1,2}})月(?:期|まで)?",
            _months,
            False,
        ),
        (
            rf"(?:{_YEAR})?(?P<from>[0-9]{{1,2}})月1日(?:から|より|[~-])(?:[12][0-9]{{3}}年"
            r"|(?:平成|令和|昭和)[0-9]{1,2}年|同年|翌年)?(?P<to>[0-9]{1,2})月[0-9]{1,2}日(?:まで)?"
            r"(?:の[0-9]{1,2}[かカヵヶケ箇]月間?)?",
            _months,
            False,
        ),
        (
            r"(?:前年|昨年)の?(?P<from>[0-9]{1,2})月?(?:[~-]|から)(?P<to>[0-9]{1,2})月(?:期|まで)?",
            _months_last_year,
            False,
        ),
        (
            rf"(?:{_YEAR})?(?P<month>[0-9]{{1,2}})月(?:[0-9]{{1,2}}日現在|[0-9]{{1,2}}日時点|末)(?:時点"
            rf"|現在)?",
            _day,
            False,
        ),
        (r"(?:前年|昨年)の?(?P<month>[0-9]{1,2})月(?:[0-9]{1,2}日|末)(?:時点|現在)?", _day_last_year, False),
        (r"過去12(?:か|カ|ヶ)月(?:間)?|直近12(?:か|カ|ヶ)月(?:間)?", _last_twelve, False),
        (r"通期|通年|年間", _nearest, False),
        (
            r"当連結会計年度|当事業年度|当年度|当期(?!純|末|利益|損|の?四半期)",
            _this_year,
            True,
        ),
        (r"今年度|本年度|今期(?!末)", _nearest, True),
        (rf"(?:前年度?|昨年度?)の?(?:{_QUARTER}|{_HALF})", _of_last_year, False),
        (r"[0-9]{1,2}月からの累計(?:期間)?|期初からの累計(?:期間)?", _so_far, False),
        (r"当四半期連結累計期間|当累計期間", _so_far, False),
        (r"当四半期(?:連結会計期間)?末?|今四半期", _release, False),
        (r"来期|翌期|次期|来年度|翌年度|翌連結会計年度", _next_year, False),
        (r"翌四半期|次四半期", _next_quarter, False),
    )
)
_DAYS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_YEAR}(?P<month>[0-9]{{1,2}})月(?:[0-9]{{1,2}}日)?",
        r"(?<![0-9])(?P<month>[0-9]{1,2})月(?:[0-9]{1,2}日)?",
    )
)
_YEARS = re.compile(rf"{_YEAR}(?!度|[0-9])(?:[~-](?:[12][0-9]{{3}})年)?")
# A month's own figure: 6月の営業損失.
_OF_MONTH = re.compile(r"の(?![0-9])|単月|度の")
_OF_THE_YEAR = re.compile(r"(?:暦年)?の(?![0-9第])")
_GLOSS = r"(?:\([^()]{1,20}\)(?=対?比|と比))?"
_COMPARED = r"(?P<ratio>対比|増減率|増減額|増減|比較|比)"
_BACKS: tuple[tuple[re.Pattern[str], Back], ...] = tuple(
    (re.compile(pattern), back)
    for pattern, back in (
        (
            rf"(?P<against>対)?(?:前年(?:の)?(?:同四半期|同期間|同期|同月|同時期)|前同期|昨年同期"
            rf"|昨年の同期)(?:連結累計期間|末|実績)?{_GLOSS}{_COMPARED}?",
            Back.YEAR,
        ),
        (rf"(?P<against>対)?(?:前連結会計年度|前事業年度|前年度|前期)(?:末){_COMPARED}?", Back.YEAR_END),
        (
            rf"(?P<against>対)?(?:前連結会計年度|前事業年度|前年度|前年|前期(?!比?較?調)"
            rf"|昨年度)(?:の)?(?:実績)?{_COMPARED}?",
            Back.FISCAL_YEAR,
        ),
        (rf"(?P<against>(?!))?(?:当期|今期|当年度|今年度){_COMPARED}", Back.FISCAL_YEAR),
        (rf"(?P<against>対)?(?:前四半期|直前四半期)(?:末|実績)?{_GLOSS}{_COMPARED}?", Back.QUARTER),
        (r"(?P<against>y[/-]?o[/-]?y|前年比)(?P<ratio>)", Back.YEAR),
        (r"(?P<against>q[/-]?o[/-]?q)(?P<ratio>)", Back.QUARTER),
        (rf"(?P<against>(?!))?[3三](?:か|カ|ヵ|ヶ)月前{_COMPARED}?", Back.QUARTER),
        (rf"(?P<against>(?!))?[1一]年前{_COMPARED}?", Back.YEAR),
    )
)
_UNCLEAR = re.compile(r"過去(?!最高|最大|最低|最多|12)|かつて|以前|[二三2-9]年前|数年前")


def japanese_whens(text: str, calendar: Calendar, *, ahead: bool) -> Iterator[When]:
    """Every reading of words as a period, overlapping ones too; `ahead` where the sentence looks forward."""
    for pattern, build, weak in _PLACES:
        for found in pattern.finditer(text):
            period = build(found, calendar, ahead)
            yield When(*found.span(), Role.PLACE if period else Role.UNCLEAR, period, weak=weak)
    for pattern, back in _BACKS:
        for found in pattern.finditer(text):
            compares = found["against"] or found["ratio"]
            yield When(*found.span(), Role.COMPARISON if compares else Role.PLACE, back=back)
    for found in _UNCLEAR.finditer(text):
        yield When(*found.span(), Role.UNCLEAR)
    for pattern in _DAYS:
        for found in pattern.finditer(text):
            month = _OF_MONTH.match(text, found.end()) is not None and found[0].endswith("月")
            yield When(*found.span(), Role.UNCLEAR if month else Role.DAY, _day(found, calendar, False))
    for found in _YEARS.finditer(text):
        year = _year(found) or 0
        period = calendar.part("year", 1, year) if calendar.days.first_month == 1 else None
        # The calendar's year, where the fiscal one is another: 2001年の営業利益.
        whole = period is None and _OF_THE_YEAR.match(text, found.end()) is not None
        role = Role.PLACE if period else Role.UNCLEAR if whole else Role.DAY
        yield When(*found.span(), role, period)
