"""What each figure of a sentence is: measure, change, loss and limit, from the words around it."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from xl_addin.tieout.claims import Measure, Qualifier
from xl_addin.tieout.grammar.figures.continuing import ASIDE, BEATEN_JA, THAN, change_of_percentage, take_over
from xl_addin.tieout.grammar.figures.multiples import doubts_of
from xl_addin.tieout.grammar.figures.sharing import share_out
from xl_addin.tieout.grammar.figures.subjects import subject_of
from xl_addin.tieout.grammar.items.vocabulary import Aspect
from xl_addin.tieout.grammar.reading import WINDOW, Background, Reading, gap_between
from xl_addin.tieout.grammar.sentence import Figure, Sentence
from xl_addin.tieout.grammar.text.numbers import Unit
from xl_addin.tieout.grammar.text.words import (
    CASH_AFTER,
    COMPARATIVE,
    LOSS_AFTER,
    LOSS_BEFORE,
    SHARE_AFTER,
    SHARE_BEFORE,
    any_direction,
    change_after,
    change_before,
    loss_said,
    moved_to,
    qualifier_after,
    qualifier_before,
)
from xl_addin.tieout.grammar.times.when import Role, When

GROWTH_OR_SHARE = "a percentage that the words do not clearly call growth or share"
# Compared by so much, in which direction the sentence's end says: 前年度末比で576億円、...それぞれ減少.
_COMPARED_BY = re.compile(r"\x01(?:比)?で$")
_MORE_THAN_THEN_JA = re.compile(r"\x01(?:より|と比べ|に比べ)、?(?:約)?$")
_OVER = re.compile(r"^\)? (?:over|above|versus|vs\.?) (?:the )?\x01")
_OF_THEN_OR_PLAN_JA = re.compile(r"(?:\x01|計画|予想|目標|見込み|見通し)の$")
_OF_THEN_JA = re.compile(r"\x01の$")
_BEATEN_TOO_JA = re.compile(r"^も(?:上回|下回)")
_THAN_THE = re.compile(
    r"(?<![a-z])(?:than|ahead of|behind|above|below|short of)"
    r" (?:the|its|our|that of|those of)(?: \x02+ of)? ?$"
)
_GAINS = frozenset(("added", "adding", "gained"))
_CLAUSE = re.compile(r"[;:。、,()]| and | & | while | but | whereas | although | though | with | yet |・|/")


def readings(sentence: Sentence, background: Background) -> list[Reading]:
    """The sentence's figures with all that its words and its background tell."""
    found = [_windowed(sentence, figure) for figure in sentence.figures]
    _share_out_periods(sentence, found)
    pointer = [name.end for name in sentence.mentions]
    for index, reading in enumerate(found):
        _find_direction(reading, found[index + 1] if index + 1 < len(found) else None)
        reading.mention = subject_of(sentence, reading, pointer)
        previous = found[index - 1] if index else None
        if previous is not None and previous.foreign and _follows_foreign(previous, reading):
            reading.mention, reading.foreign = None, True
        take_over(reading, found[max(0, index - 2) : index])
        if reading.direction is not None and reading.direction.word in _GAINS and _is_additions(reading):
            reading.direction, reading.is_level = None, True
        _find_measure(sentence, reading, previous, background)
        _find_loss(reading, previous)
        reading.qualifier = _limit(reading, previous)
    share_out(sentence, found, background)
    return found


def _follows_foreign(previous: Reading, reading: Reading) -> bool:
    """Whether a figure still is of the unknown item before it: interest income rose to A from B."""
    own = reading.mention is not None and reading.mention.start < reading.figure.start
    return not own and re.search(r"[;。]", gap_between(previous, reading)) is None


def _is_additions(reading: Reading) -> bool:
    return reading.mention is not None and reading.mention.concept == "net_additions"


def _windowed(sentence: Sentence, figure: Figure) -> Reading:
    before = sentence.shape[max(0, figure.start - WINDOW) : figure.start]
    after = sentence.shape[figure.end : figure.end + WINDOW]
    return Reading(figure, before, after, number=figure.number)


def _share_out_periods(sentence: Sentence, found: list[Reading]) -> None:
    """Gives each period to the figure before it or after it, as the clauses between the two have it."""
    starts = [reading.figure.start for reading in found]
    for when in sentence.whens:
        index = bisect_right(starts, when.start)
        last, following = (
            (found[index - 1] if index else None),
            (found[index] if index < len(found) else None),
        )
        if last is None and following is not None:
            following.pre.append(when)
        elif following is None and last is not None:
            last.post.append(when)
        elif last is not None and following is not None:
            later = _belongs_to_later(sentence, last.figure.end, when, following.figure.start)
            (following.pre if later else last.post).append(when)
    _share_with_parentheses(found)


def _share_with_parentheses(found: list[Reading]) -> None:
    """218.0 billion yen (10%) in 1Q17: what follows the parentheses is said of both."""
    for first, second in pairwise(found):
        if ASIDE.fullmatch(gap_between(first, second)) and _ASIDE_ENDS.match(second.after):
            first.post += [when for when in second.post if when.start > second.figure.end]


def _belongs_to_later(sentence: Sentence, start: int, when: When, end: int) -> bool:
    between = sentence.shape[start : when.start]
    if sentence.japanese:
        opened = between.rfind("(") >= 0 and ")" in sentence.shape[when.end : end]
        return not opened
    if _AGAINST.fullmatch(between) and _ENDS.match(sentence.shape, when.end):
        return False
    per_share = _PER_SHARE.match(between)
    closing = per_share.end() if per_share else len(between) - len(between.lstrip(" )"))
    return _CLAUSE.search(between, closing) is not None


def _find_direction(reading: Reading, following: Reading | None) -> None:
    number = reading.figure.number
    money = number.unit in (Unit.MONEY, Unit.PLAIN, Unit.BANDWIDTH)
    beaten = _OF_THEN_JA.search(reading.before) and _BEATEN_TOO_JA.match(reading.after)
    after = None if beaten else change_after(reading.after, money=money)
    reading.direction = change_before(reading.before) or after
    compared = reading.pre and reading.pre[-1].role is Role.COMPARISON
    by = _COMPARED_BY.search(reading.before) and (compared or "比で" in reading.before[-2:])
    if reading.direction is None and (by or (money and _MORE_THAN_THEN_JA.search(reading.before))):
        clause = re.match(r"[^。]*", reading.after)
        reading.direction = any_direction(clause[0] if clause else "", last=False)
    reading.direction = reading.direction or change_of_percentage(reading, following)
    reading.is_level = reading.direction is None
    reading.moved = moved_to(reading.before, reading.after) if reading.is_level else None
    reading.comparative = reading.is_level and COMPARATIVE.search(reading.before[-60:]) is not None


_ASIDE_ENDS = re.compile(
    r"(?: per (?:[a-z]{1,10} )?share| of (?:the |our )?(?:total |net )?(?:revenues?|sales))?[),]"
)
# Behind a comma too: a decrease of A, or 5%, from 3Q03 and of B, or 4%, from 2Q04.
_AGAINST = re.compile(r"\)?, (?:from|compared (?:with|to)|versus|vs\.?|over|against) (?:the )?")
_PER_SHARE = re.compile(r" per (?:[a-z]{1,10} )?share,(?= (?:for|in|during|at) (?:the )?$)")
_ENDS = re.compile(r" (?:and|but)(?![a-z])|[,;.。]|$")


def _limit(reading: Reading, previous: Reading | None) -> Qualifier:
    """How the words around the figure limit it, unless they compare it with the one before."""
    of_then = reading.comparative or _OF_THEN_OR_PLAN_JA.search(reading.before) is not None
    beaten = BEATEN_JA.match(reading.after) is not None and of_then
    than = reading.comparative and _THAN_THE.search(reading.before) is not None
    if beaten or than or (previous is not None and THAN.match(gap_between(previous, reading))):
        return Qualifier.NONE
    return qualifier_before(reading.before) or qualifier_after(reading.after)


def _find_measure(
    sentence: Sentence, reading: Reading, previous: Reading | None, background: Background
) -> None:
    number, mention = reading.figure.number, reading.mention
    aspect = mention.aspect if mention else None
    reading.last_percent = previous.last_percent if previous else None
    match number.unit:
        case Unit.POINTS | Unit.BASIS_POINTS:
            reading.measure = Measure.CHANGE
        case Unit.EVEN:
            reading.measure, reading.is_level = Measure.AMOUNT, True
        case Unit.PERCENT:
            reading.measure = _percent(sentence, reading, previous, background)
            reading.is_level = reading.measure is not Measure.GROWTH
            reading.last_percent = reading.measure
        case Unit.MULTIPLE:
            reading.measure, reading.is_level = Measure.GROWTH, False
            reading.doubts += doubts_of(sentence, reading)
        case Unit.MONEY:
            changed = reading.figure.number.sign != "" and _compares(reading)
            reading.is_level = reading.is_level and not changed
            reading.measure = Measure.AMOUNT if reading.is_level else Measure.CHANGE
        case _:
            level = (
                Measure.COUNT if number.unit is Unit.BANDWIDTH or aspect is Aspect.COUNT else Measure.AMOUNT
            )
            reading.measure = level if reading.is_level else Measure.CHANGE


def _percent(
    sentence: Sentence, reading: Reading, previous: Reading | None, background: Background
) -> Measure:
    aspect = reading.mention.aspect if reading.mention else None
    if SHARE_AFTER.match(reading.after) or SHARE_BEFORE.search(reading.before):
        return Measure.MARGIN
    if aspect is Aspect.RATE and reading.is_level:
        return Measure.RATE
    if not reading.is_level:
        if aspect in (Aspect.RATIO, Aspect.RATE):
            reading.doubts.append("a change of a ratio in %: of the ratio itself or in points")
        return Measure.GROWTH
    if aspect is Aspect.RATIO:
        return Measure.MARGIN
    if (
        aspect is Aspect.GROWTH
        or _OVER.match(reading.after)
        or _compares(reading)
        or reading.figure.number.sign
    ):
        return Measure.GROWTH
    parallel = previous.last_percent if previous is not None else None
    if parallel is not None and (previous is None or previous.mention == reading.mention):
        return parallel
    return _percent_of_background(sentence, reading, background)


def _compares(reading: Reading) -> bool:
    near = [when for when in reading.pre if reading.figure.start - when.end <= 12]
    near += [when for when in reading.post if when.start - reading.figure.end <= 12]
    return any(when.role is Role.COMPARISON for when in near)


def _percent_of_background(sentence: Sentence, reading: Reading, background: Background) -> Measure:
    if background.back is not None or background.base is not None:
        return Measure.GROWTH
    if background.share:
        return Measure.MARGIN
    if reading.mention is None and background.mentions:
        aspects = {name.aspect for name in background.mentions}
        if aspects == {Aspect.RATIO}:
            return Measure.MARGIN
        if aspects == {Aspect.RATE}:
            return Measure.RATE
    near = sentence.shape[max(0, reading.figure.start - WINDOW) : reading.figure.end + 40]
    direction = any_direction(near, last=True)
    if direction is not None and reading.mention is not None:
        reading.direction = direction
        reading.doubts.append(GROWTH_OR_SHARE)
        return Measure.GROWTH
    if reading.mention is not None:
        reading.doubts.append(GROWTH_OR_SHARE)
    return Measure.MARGIN


def _find_loss(reading: Reading, previous: Reading | None) -> None:
    """Whether the figure is said to be a loss, by the words next to it or by the item's own name."""
    of_cash = reading.mention is not None and (reading.mention.concept or "").endswith("cash_flow")
    after = (CASH_AFTER.match(reading.after) if of_cash else None) or LOSS_AFTER.match(reading.after)
    if after is not None and reading.is_level:
        reading.loss = loss_said(after)
        return
    name = reading.mention
    gap = reading.before if previous is None else gap_between(previous, reading)
    gap = gap[gap.rfind("\x02") + 1 :]
    said = None
    for found in LOSS_BEFORE.finditer(gap):
        said = loss_said(found)
    if said is not None:
        reading.loss = said
    elif name is not None and (
        name.loss or previous is None or previous.mention != name or name.start > reading.figure.start
    ):
        reading.loss = name.loss
    elif previous is not None and previous.mention == name:
        reading.loss = previous.loss
