"""The period of each figure of a sentence."""

from __future__ import annotations

import re
from itertools import pairwise

from xl_addin.domain.periods import Period
from xl_addin.tieout.claims import Measure, Qualifier
from xl_addin.tieout.grammar.figures.bases import (
    FROM_JA,
    UNCLEAR_PERIOD,
    Spoken,
    compare,
    is_balance,
    period_of,
)
from xl_addin.tieout.grammar.figures.multiples import of_which
from xl_addin.tieout.grammar.reading import Background, Reading
from xl_addin.tieout.grammar.sentence import Sentence
from xl_addin.tieout.grammar.text.words import COMPARED, COMPARED_BEFORE, PLACING
from xl_addin.tieout.grammar.times.when import Calendar, Role, When

AHEAD_PERIOD = "the text does not say for which period it is expected"
_GOVERNS_JA = re.compile(r"^(?:末)?(?:の|は|が|も|には|では|:|、|\(|\)|\x02|は、| |約|より)*$")
_OF_SALES = r"(?: of (?:the |our )?(?:total |net )?(?:revenues?|sales))"
_ASIDE = re.compile(
    rf"^(?: ?\(\x03+{_OF_SALES}?\)|,? or \x03+(?: per (?:[a-z]{{1,10}} )?share|{_OF_SALES})?,?|{_OF_SALES},?)"
)
# What follows is another clause, or only likened: mainly because costs stayed at the same level as 1Q01.
_APART = re.compile(r"(?<![a-z])(?:because|while|whereas|although|though|same|level as|similar)(?![a-z])")
_NOTED = re.compile(r": ?(?:(?:an? )?(?:\x02+|loss|profit|income|gain)(?: of)? ?)?|は(?:\x02+)?約?")
# Said by the way: revenues, which were A in the first quarter, rose to B.
_WHICH = re.compile(r", which [^,;.\x03]{0,40}$")
_COMPARED_WITH_JA = re.compile(
    r"(?:件|台|回線|社|人|店)?(?:の\x02+)?(?:に対し|に比べ|と比べ|と比較|を(?:上回|下回|超え)|から)"
)
_OF_JA = re.compile(r"の?(?:\x02+の?)?(?:約)?")


def place(sentence: Sentence, found: list[Reading], background: Background, calendar: Calendar) -> None:
    """Finds period and base of every figure, in the order of the sentence and then across it."""
    state = Spoken(back=background.back, base=background.base, ditto=background.ditto)
    for reading in found:
        _hear(sentence, reading, state)
        _own_period(sentence, reading, state)
    _between_two(found)
    running = _later_main(sentence, found) or background.period
    for reading in found:
        running = _resolved(reading, running, state, calendar, sentence)
    compare(sentence, found, state)


def _later_main(sentence: Sentence, found: list[Reading]) -> Period | None:
    """The period that a later figure is placed in, which earlier ones share where none is said of them."""
    for reading in found:
        own = reading.own
        if own is None or own.role is not Role.PLACE or own.period is None or _is_aside(reading):
            continue
        between = sentence.shape[found[0].figure.end : reading.figure.start]
        if reading is found[0] or between.count("(") <= between.count(")"):
            return own.period
    return None


def _is_aside(reading: Reading) -> bool:
    """Whether the figure's period is not the one that the sentence goes on to speak of."""
    return reading.comparative or _WHICH.search(reading.before) is not None


def _hear(sentence: Sentence, reading: Reading, state: Spoken) -> None:
    """What the periods before and after a figure tell of the sentence."""
    for when in reading.pre:
        if when.role is Role.UNCLEAR:
            state.unclear = True
        elif when.role is Role.COMPARISON:
            state.back = when.back
    for when in reading.post:
        if when.role is Role.UNCLEAR:
            state.unclear = True


def _own_period(sentence: Sentence, reading: Reading, state: Spoken) -> None:
    """The period that is said of this figure: right after it, or governing it from before."""
    level = reading.measure not in (Measure.GROWTH, Measure.CHANGE)
    if reading.own is not None or (sentence.japanese and level and _is_compared_with(sentence, reading)):
        return
    if of_which(sentence, reading) is not None:
        return
    last = reading.pre[-1] if reading.pre else None
    if level and last is not None and last.role is Role.PLACE and _is_noted(sentence, last, reading):
        reading.own, reading.comparative = last, True
        return
    for when in reading.post:
        if when.role is not Role.PLACE and not (when.role is Role.DAY and is_balance(reading)):
            continue
        close = when.role is Role.DAY or when.back is not None
        between = _ASIDE.sub("", sentence.shape[reading.figure.end : when.start])
        apart = COMPARED.search(between) is not None or _APART.search(between) is not None
        placed = PLACING.match(between) is not None if close else not apart
        if placed and (level or not close):
            reading.own = when
            return
    for when in reversed(reading.pre):
        between = sentence.shape[when.end : reading.figure.start]
        if when.back is not None and when.role is Role.PLACE and level and _governs(sentence, when, between):
            reading.own = when
            return


def _is_noted(sentence: Sentence, when: When, reading: Reading) -> bool:
    """Whether the figure is noted in brackets for another period: JPY1.4 billion (2Q01: JPY1.2 billion)."""
    opened = sentence.shape[: when.start].rstrip().endswith(("(", ";", ","))
    brackets = "(" in sentence.shape[: when.start].rpartition(")")[2]
    return (
        opened and brackets and _NOTED.fullmatch(sentence.shape, when.end, reading.figure.start) is not None
    )


def _is_compared_with(sentence: Sentence, reading: Reading) -> bool:
    """Places a level that the next one is compared with: 上期の212億円に対し7.5%増."""
    last = reading.pre[-1] if reading.pre else None
    if reading.qualifier in (Qualifier.LOW, Qualifier.HIGH):
        return False
    if last is None or last.role is not Role.PLACE or _COMPARED_WITH_JA.match(reading.after) is None:
        return False
    if _OF_JA.fullmatch(sentence.shape[last.end : reading.figure.start]) is None:
        return False
    reading.own, reading.comparative, reading.pre = last, True, reading.pre[:-1]
    return True


def _governs(sentence: Sentence, when: When, between: str) -> bool:
    if sentence.japanese:
        return _GOVERNS_JA.match(between) is not None
    return (
        COMPARED_BEFORE.search(sentence.shape[max(0, when.start - 30) : when.start]) is None
        and len(between) < 60
    )


def _between_two(found: list[Reading]) -> None:
    """From A to B between the first and the second quarter: one period for each."""
    for first, second in pairwise(found):
        places = [when for when in second.post if when.role is Role.PLACE and when.period]
        if first.comparative and first.own is None and len(places) > 1:
            first.own, second.own = places[0], places[1]


def _resolved(
    reading: Reading,
    running: Period | None,
    state: Spoken,
    calendar: Calendar,
    sentence: Sentence,
) -> Period | None:
    """Sets the figure's period; gives the one the sentence goes on to speak of."""
    strong = _announced(sentence, reading)
    if strong is not None:
        running = strong
    spoken = running or calendar.release
    if reading.own is not None:
        reading.period = period_of(reading.own, spoken)
        if reading.period is None:
            reading.doubts.append(UNCLEAR_PERIOD)
        aside = _is_aside(reading) or reading.own.back is not None
        if not aside and reading.period is not None:
            return _kept(reading, running)
        return running
    if state.unclear:
        reading.doubts.append(UNCLEAR_PERIOD)
        return running
    reading.period = running
    return running


def _kept(reading: Reading, running: Period | None) -> Period | None:
    own = reading.own
    return running if own is None or own.role is Role.DAY else reading.period


def _announced(sentence: Sentence, reading: Reading) -> Period | None:
    """The last period named before the figure as the one spoken of; a weak one only alone."""
    spoken = None
    for when in reading.pre:
        if when is reading.own and reading.comparative:
            continue
        compared = COMPARED_BEFORE.search(sentence.shape[max(0, when.start - 30) : when.start])
        after = sentence.shape[when.end : when.end + 6]
        against = FROM_JA.match(after) if sentence.japanese else compared
        if (
            when.role is Role.PLACE and when.period is not None and not against and not (when.weak and spoken)
        ) or (when.role is Role.DAY and when.period is not None and spoken is None and is_balance(reading)):
            spoken = when.period
    return spoken
