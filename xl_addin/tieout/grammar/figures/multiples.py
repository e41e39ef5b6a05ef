"""Multiples of the figure of another period, which give a growth: 1.2 times that of 1Q01, 前年同期の1.2倍."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xl_addin.tieout.grammar.reading import Reading
from xl_addin.tieout.grammar.sentence import Sentence
from xl_addin.tieout.grammar.text.numbers import Unit
from xl_addin.tieout.grammar.times.when import Role, When

# Cut off rather than rounded, 0.8 stands for a decline of up to 20%, and a printed decline of 20% for more.
BELOW_ONE = "how the last digit of a multiple below one was rounded is not known"
TO_OR_BY = "the text does not clearly say whether it came to so many times as much or grew by so much"
_OF = re.compile(
    r" (?:(?:that|those|the|its|a|of|levels?|figures?|amounts?|results?|as|much|high|large|in|for|from|on"
    r"|over|than|compared|with|to|higher|lower|more|greater|larger|smaller|increase|rise|growth|recorded"
    r"|reported|posted) )*"
)
_LIKENED = re.compile(r" (?:that|those|levels?|figures?|amounts?|results?|of|as|than|over|from|compared) ")
_OF_JA = re.compile(
    r"(?:の(?:実績の|水準の)?|(?:対?比)?で?|[にと]比べて?|に対して?|から)?、?(?:約|およそ|ほぼ|概ね)?"
)
_BY = re.compile(r" (?:higher|lower|more|greater|larger|smaller)(?![a-z])")
_GREW = re.compile(r"(?:increas|ris|ros|gr[eo]w|expand|gain|jump|up)[a-z]*(?: by)?(?: about| some)? $")


def of_which(sentence: Sentence, reading: Reading) -> When | None:
    """The period whose figure this one is a multiple of; None where the words next to it name none."""
    shape, figure = sentence.shape, reading.figure
    if reading.figure.number.unit is not Unit.MULTIPLE:
        return None
    following = reading.post[0] if reading.post else None
    if following is not None and _OF.fullmatch(shape, figure.end, following.start):
        compared = following.role is Role.COMPARISON
        return following if compared or _LIKENED.search(shape, figure.end, following.start) else None
    last = reading.pre[-1] if reading.pre else None
    if last is None or not sentence.japanese or (last.back is None and last.role is not Role.COMPARISON):
        return None
    return last if _OF_JA.fullmatch(shape, last.end, figure.start) else None


def doubts_of(sentence: Sentence, reading: Reading) -> Iterator[str]:
    """Why the growth that a multiple comes to is left open: 2 times higher, increased 2 times; 0.8 times."""
    number = reading.figure.number
    if number.sign == "-":
        yield BELOW_ONE
    is_in_times = sentence.text[number.start : number.end].endswith("times")
    if is_in_times and (_BY.match(reading.after) or _GREW.search(reading.before)):
        yield TO_OR_BY
