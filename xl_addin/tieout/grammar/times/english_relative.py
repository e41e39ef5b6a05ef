"""English words for a period by how far it lies before another one: a year ago, sequentially."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xl_addin.tieout.grammar.times.english_words import hinted, pattern
from xl_addin.tieout.grammar.times.when import Back, Calendar, Role, When

_SAME = r"(?:the |its )?(?:same|corresponding|comparable|equivalent|year-ago|prior-year|previous-year)"
_SPAN = (
    r"(?:(?:(?:three|six|nine|twelve)[ -]months? )?(?:period|quarters?|half(?:[ -]year)?|year|time|months?)"
    r"|(?:three|six|nine|twelve)[ -]months?)"
)
_NOT_TO = r"(?! (?:end|to (?:date|the|[a-z]{3,9} [0-9])))"
_YEAR_ON_YEAR = pattern(
    r"year[- ](?:over|on|to)[- ]year|y[/-]?o[/-]?y[0-9]?|y/y|yr/yr|annual(?:ly|ized)?(?= (?:growth"
    r"|increase|rise))|(?<=[a-z0-9%)] )(?:on|over) the year(?! (?:ago|earlier|before))"
    rf"{_NOT_TO}|(?:in|over) (?:a year|twelve months)"
)
_QUARTER_ON_QUARTER = pattern(
    r"quarter[- ](?:over|on|to)[- ]quarter|q[/-]?o[/-]?q|q/q|sequential(?:ly)?|on a sequential basis"
    rf"|(?<=[a-z0-9%)] )(?:on|over) the quarter{_NOT_TO}|(?:in|over) three months"
)
_SAME_BEFORE = pattern(
    rf"{_SAME} {_SPAN}(?: (?:of|in|a|the|for))?(?: the)?(?: (?:year (?:ago|earlier|before)"
    r"|(?:last|previous|prior|preceding) (?:fiscal )?(?:year|quarter)"
    r"|(?:fiscal (?:year )?|fy ?)?(?P<y>[12][0-9]{3})))?"
    r"|(?:a|one|the) year[- ](?:ago|earlier|before|prior)(?:'s)?(?: (?:period|quarter))?"
    rf"|(?:the )?(?:year-ago|year-earlier|prior[- ]year|previous[- ]year|last year)(?:'s)?(?: {_SPAN})?"
    r"|(?:four quarters|twelve months) (?:ago|earlier|before)"
)
_LAST_YEAR = pattern(
    r"(?:the )?(?:previous|prior|preceding|last|immediately preceding) (?:fiscal )?year(?:'s)?(?: level)?"
)
_LAST_YEAR_END = pattern(
    r"(?:the )?(?:end of )(?:the )?(?:previous|prior|preceding|last) (?:fiscal )?year"
    r"|(?:the )?(?:previous|prior|last)[- ](?:fiscal )?year[- ]end"
    r"|(?:the )?(?:fiscal )?year[- ]end(?! dividend)"
)
_LAST_QUARTER = pattern(
    r"(?:the )?(?:end of (?:the )?)?(?:previous|prior|preceding|last|immediately preceding"
    r"|linked)[ -]quarter(?:'s)?"
    r"|(?:the )?(?:immediately )?(?:previous|prior|preceding) three[- ]months?(?: period)?"
    r"|three months (?:ago|earlier|before)|(?:a|one|the) quarter (?:ago|earlier|before)"
)
_SAME_HINTS = ("year", "same", "correspond", "compar", "equivalent", "ago", "earlier")
_RELATIVE: tuple[tuple[tuple[str, ...], re.Pattern[str], Role, Back], ...] = (
    (("year", "yo", "y/", "y-o", "yr", "annual", " months"), _YEAR_ON_YEAR, Role.COMPARISON, Back.YEAR),
    (("quarter", "q", "sequential", " three months"), _QUARTER_ON_QUARTER, Role.COMPARISON, Back.QUARTER),
    (_SAME_HINTS, _SAME_BEFORE, Role.PLACE, Back.YEAR),
    (("year",), _LAST_YEAR, Role.PLACE, Back.FISCAL_YEAR),
    (("year",), _LAST_YEAR_END, Role.PLACE, Back.YEAR_END),
    (("quarter", "months"), _LAST_QUARTER, Role.PLACE, Back.QUARTER),
)  # fmt: skip


def relative_whens(text: str, calendar: Calendar) -> Iterator[When]:
    """Every reading of words as a period so far before the one spoken of, overlapping ones too."""
    for hints, words, role, back in _RELATIVE:
        if hinted(text, hints):
            for found in words.finditer(text):
                year = found.groupdict().get("y")
                yield When(*found.span(), role, back=back, year=calendar.fiscal(int(year)) if year else None)
