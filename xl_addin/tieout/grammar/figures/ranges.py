"""The ends of a range: two figures that bound one."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from xl_addin.tieout.claims import Measure, Qualifier
from xl_addin.tieout.grammar.figures.measuring import GROWTH_OR_SHARE
from xl_addin.tieout.grammar.items.vocabulary import Aspect
from xl_addin.tieout.grammar.reading import Reading
from xl_addin.tieout.grammar.sentence import Sentence
from xl_addin.tieout.grammar.text.numbers import Number, Unit
from xl_addin.tieout.grammar.text.words import NUMBER, REVISION, any_direction
from xl_addin.tieout.grammar.times.when import Role

_JOINT = re.compile(
    r"(?:件|台|回線|社|人)? ?(?P<word>to|-|~|and|から|through|or)(?: (?:about|approximately|around|約))? ?"
)
_BETWEEN = re.compile(r"(?<![a-z])(?:between|from)(?: \x02+ of)?(?: (?:about|approximately))? ?$")
_FORMERLY = re.compile(r",? (?:previously|earlier|before)(?![a-z])")
_FROM = re.compile(r"(?<![a-z])from ?$")
# Raised by A to B: a change, and what it led to.
_BY = re.compile(
    r"(?<![a-z])(?:rais|lift|lower|cut|revis|reduc|increas|decreas|upgrad|downgrad|chang)"
    r"[^;.\x03]{0,110} by ?$"
)
_RANGE_OF = re.compile(r"range(?: of| between| from)?(?: about)? ?$|(?<![a-z])of(?: about)? ?$")
_MOVED_JA = re.compile(r"^(?:に|へ|となり|まで(?:増|減|拡|縮|上|下|改)|の(?:黒字|赤字|利益|損失)(?:に|へ))")


def find_ranges(sentence: Sentence, found: list[Reading]) -> None:
    for first, second in pairwise(found):
        if not _is_range(first, second, sentence.shape, ahead=sentence.ahead):
            continue
        first.qualifier, second.qualifier = Qualifier.LOW, Qualifier.HIGH
        first.number = _adopted(first.figure.number, second.figure.number)
        if second.figure.number.unit is Unit.PLAIN and first.figure.number.currency:
            second.number = replace(
                second.figure.number, unit=Unit.MONEY, currency=first.figure.number.currency
            )
        first.comparative = second.comparative = False
        if first.number is not first.figure.number:
            first.measure = second.measure
        if first.direction is None or second.direction is None:
            direction = first.direction or second.direction
            first.direction = second.direction = direction
            percent = second.figure.number.unit is Unit.PERCENT
            if direction is not None and percent:
                first.measure = second.measure = Measure.GROWTH
        if first.measure is second.measure and GROWTH_OR_SHARE not in first.doubts:
            second.doubts = [doubt for doubt in second.doubts if doubt != GROWTH_OR_SHARE]
        second.mention = second.mention or first.mention
        first.mention = first.mention or second.mention
        second.loss = first.loss if second.loss is None else second.loss


def _adopted(number: Number, other: Number) -> Number:
    """The low end of a range in the unit and scale of the high end, where it was printed without."""
    if number.scaled or number.unit not in (Unit.PLAIN, Unit.MONEY):
        return number
    if number.unit is Unit.MONEY and not (other.scaled and other.unit in (Unit.MONEY, Unit.PLAIN)):
        return number
    figure = number.figure.scaleb(other.power)
    if other.unit is Unit.PERCENT:
        figure = number.figure.scaleb(-2)
    return replace(
        number,
        figure=figure,
        unit=other.unit if number.unit is Unit.PLAIN else number.unit,
        currency=number.currency or other.currency,
        scaled=other.scaled,
        power=other.power,
    )


def _is_range(first: Reading, second: Reading, shape: str, *, ahead: bool) -> bool:
    """Whether two figures are the ends of a range, not of a change."""
    gap = shape[first.figure.end : second.figure.start]
    joint = _JOINT.fullmatch(gap)
    if joint is None or NUMBER in gap or not _same_kind(first.figure.number, second.figure.number):
        return False
    match joint["word"]:
        case "-" | "~":
            return True
        case "and":
            return _BETWEEN.search(first.before) is not None
        case "or":
            return False
        case "から":
            return _is_range_ja(first, second)
    if _FORMERLY.match(second.after) and not _BY.search(first.before):
        return True
    return _is_range_to(first, ahead=ahead)


def _is_range_ja(first: Reading, second: Reading) -> bool:
    if _MOVED_JA.match(second.after):
        return False
    if second.is_level:
        return not any(when.back for when in first.pre)
    return _both_grow(first, second) and all(
        when.role is Role.COMPARISON for when in first.pre[-1:] if when.back
    )


def _both_grow(first: Reading, second: Reading) -> bool:
    """前年度比5%から7%の増加: percentages of growth, not those of a share that moved."""
    shares = (Aspect.RATIO, Aspect.RATE)
    share = any(name is not None and name.aspect in shares for name in (first.mention, second.mention))
    return second.figure.number.unit is Unit.PERCENT and not share


def _is_range_to(first: Reading, *, ahead: bool) -> bool:
    tail = first.before
    if _BY.search(tail):
        return False
    came_from = _FROM.search(tail) is not None
    if came_from and REVISION.search(tail):
        return False
    if _RANGE_OF.search(tail):
        return True
    if came_from:
        return ahead and any_direction(tail[-40:], last=True) is None
    return ahead or first.direction is None or first.figure.number.unit is not Unit.MONEY


def _same_kind(first: Number, second: Number) -> bool:
    """Whether two numbers count the same, one of them perhaps without its unit: JPY10.5-11.0 billion."""
    if first.unit is second.unit:
        return first.currency == second.currency
    return first.unit is Unit.PLAIN or (second.unit is Unit.PLAIN and first.unit is Unit.MONEY)
