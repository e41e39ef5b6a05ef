"""English words for times that are no quarters nor fiscal years: in April, since its foundation, once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xl_addin.tieout.grammar.times.english_words import MONTH, hinted, pattern
from xl_addin.tieout.grammar.times.when import Calendar, Role, When

_UNCLEAR = pattern(
    r"(?:an?|some|another) (?:earlier|previous|prior|past)(?:,? [a-z]{1,15})? (?:quarter|year|period)"
    r"|in the past|historically|(?:two|three|four|five) years (?:ago|earlier|before)"
)
_UNCLEAR_HINTS = ("past", "earlier", "previous", "prior", "historically", "years")
# One month, and the calendar's year where the fiscal one is another, are no periods of quarters.
_ONE_MONTH = pattern(
    rf"(?:for|during) (?:the month of )?{MONTH},? (?:of )?(?:19|20)[0-9]{{2}}|in the month of {MONTH}"
)
_LOOSE_TIME = pattern(
    rf"(?:for|during|through|since|until) {MONTH}(?! ?[0-9~-])(?! (?:quarter|through|to|and))"
    r"|(?<!est )since (?:its |the |our )?(?:inception|foundation|start|beginning|establishment"
    r"|launch|[12][0-9]{3})"
    rf"|since {MONTH},? [12][0-9]{{3}}"
    r"|(?:over|in|during|for) the (?:past|last) (?!twelve|12)(?:[a-z0-9]+ (?:months|years|weeks"
    r"|quarters|days)|year|half)"
    r"|for the (?:two|three|four|five|[2-9]) years|(?:in|during|for) the (?:first|second|third"
    r"|last) (?:two )?(?:months?|weeks?)"
    r"|(?:first|second|third|fourth) calendar (?:quarter|half)|once|usually|(?:a|per) quarter|in our history"
)
_CALENDAR_YEAR = pattern(r"(?:for|in|during) (?:the )?(?:calendar (?:year )?)?(?:19|20)[0-9]{2}")
# What happened then is no figure of then: founded in 1992.
_OCCURRED = re.compile(
    r"(?<![a-z])(?:found|establish|launch|start|beg[au]n|introduc|acquir|list|incorporat|open|sign|enter|issu"
    r"|creat|form|join|adopt|complet|since)[a-z]* (?:[a-z&'-]+ ){0,4}$"
)


def loose_whens(text: str, calendar: Calendar) -> Iterator[When]:
    """Every reading of words as a time that is no quarter nor fiscal year."""
    if hinted(text, _UNCLEAR_HINTS):
        for found in _UNCLEAR.finditer(text):
            yield When(*found.span(), Role.UNCLEAR)
    for found in _LOOSE_TIME.finditer(text):
        yield When(*found.span(), Role.UNCLEAR)
    if not hinted(text, ("19", "20", "month of")):
        return
    for found in _ONE_MONTH.finditer(text):
        yield When(*found.span(), Role.UNCLEAR)
    for found in _CALENDAR_YEAR.finditer(text) if calendar.days.first_month != 1 else ():
        if _OCCURRED.search(text, max(0, found.start() - 50), found.start()) is None:
            yield When(*found.span(), Role.UNCLEAR)
