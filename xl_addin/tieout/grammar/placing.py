"""The period of each figure of a sentence, and the period that a change is measured from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from xl_addin.domain.periods import Period, Quarter
from xl_addin.tieout.claims import Measure
from xl_addin.tieout.grammar.reading import Background, Reading
from xl_addin.tieout.grammar.sentence import Sentence
from xl_addin.tieout.grammar.times import Back, Calendar, Role, When, before, in_year, last_quarter
from xl_addin.tieout.grammar.words import COMPARED, COMPARED_BEFORE, NUMBER, PLACING, PLAN, REVISION

UNCLEAR_PERIOD = "the text leaves open which period is meant"
UNSAID_BASE = "the text does not say which period it is compared with"
PLANNED_BASE = "it is compared with a plan, not with a period"
AHEAD_PERIOD = "the text does not say for which period it is expected"


@dataclass(slots=True)
class _State:
    """What the sentence has said so far: the period spoken of, and what it is compared with."""

    back: Back | None = None
    base: Period | None = None
    unclear: bool = False


_GOVERNS_JA = re.compile(r"^(?:末)?(?:の|は|が|も|には|では|:|、|\(|\)|\x02|は、| |約|より)*$")
_OF_SALES = r"(?: of (?:the |our )?(?:total |net )?(?:revenues?|sales))"
_ASIDE = re.compile(
    rf"^(?: ?\(\x03+{_OF_SALES}?\)|,? or \x03+(?: per (?:[a-z]{{1,10}} )?share|{_OF_SALES})?,?|{_OF_SALES},?)"
)
_GUIDED = re.compile(r"^[^,;.]{0,12}(?:guided|previously|forecast|expected|planned|announced)(?![a-z])")
_DITTO = re.compile(r"同(?:比)?(?:約)?$")
_FIGURES = re.compile(f"{NUMBER}+")
_FROM_JA = re.compile(r"^(?:と比べ|に比べ|と比較|に比較|から|より|を|比|に対し)")

_COMPARED_WITH_JA = re.compile(r"(?:の\x02+)?(?:に対し|に比べ|と比べ|と比較)")
_OF_JA = re.compile(r"の(?:\x02+の?)?(?:約)?")
_BEATEN_BY = re.compile(
    r"(?<![a-z])(?:beat|beating|exceed[a-z]*|surpass[a-z]*|missed)(?![a-z])[^;.]{1,80} by[^;.]{0,30}$"
)
_REVISED_BY = re.compile(rf"(?:{REVISION.pattern})[^;.\x03]{{1,80}} by[^;.\x03]{{0,20}}$")


def place(sentence: Sentence, found: list[Reading], background: Background, calendar: Calendar) -> None:
    """Finds period and base of every figure, in the order of the sentence and then across it."""
    state = _State(back=background.back, base=background.base)
    for reading in found:
        _hear(sentence, reading, state)
        _own_period(sentence, reading, state)
    _between_two(found)
    running = _later_main(sentence, found) or background.period
    for reading in found:
        running = _resolved(reading, running, state, calendar, sentence)
    _compare(sentence, found, state)


def _later_main(sentence: Sentence, found: list[Reading]) -> Period | None:
    """The period that a later figure is placed in, which earlier ones share where none is said of them."""
    for reading in found:
        own = reading.own
        if own is None or own.role is not Role.PLACE or own.period is None or reading.comparative:
            continue
        between = sentence.shape[found[0].figure.end : reading.figure.start]
        if reading is found[0] or between.count("(") <= between.count(")"):
            return own.period
    return None


def _hear(sentence: Sentence, reading: Reading, state: _State) -> None:
    """What the periods before and after a figure tell of the sentence."""
    for when in reading.pre:
        if when.role is Role.UNCLEAR:
            state.unclear = True
        elif when.role is Role.COMPARISON:
            state.back = when.back
    for when in reading.post:
        if when.role is Role.UNCLEAR:
            state.unclear = True


def _own_period(sentence: Sentence, reading: Reading, state: _State) -> None:
    """The period that is said of this figure: right after it, or governing it from before."""
    level = reading.measure not in (Measure.GROWTH, Measure.CHANGE)
    if reading.own is not None or (sentence.japanese and level and _is_compared_with(sentence, reading)):
        return
    for when in reading.post:
        if when.role is not Role.PLACE and not (when.role is Role.DAY and _is_balance(reading)):
            continue
        close = when.role is Role.DAY or when.back is not None
        between = _ASIDE.sub("", sentence.shape[reading.figure.end : when.start])
        placed = PLACING.match(between) is not None if close else COMPARED.search(between) is None
        if placed and (level or not close):
            reading.own = when
            return
    for when in reversed(reading.pre):
        between = sentence.shape[when.end : reading.figure.start]
        if when.back is not None and when.role is Role.PLACE and level and _governs(sentence, when, between):
            reading.own = when
            return


def _is_compared_with(sentence: Sentence, reading: Reading) -> bool:
    """Places a level that the next one is compared with: 上期の212億円に対し7.5%増."""
    last = reading.pre[-1] if reading.pre else None
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
    state: _State,
    calendar: Calendar,
    sentence: Sentence,
) -> Period | None:
    """Sets the figure's period; gives the one the sentence goes on to speak of."""
    strong = _announced(sentence, reading)
    if strong is not None:
        running = strong
    spoken = running or calendar.release
    if reading.own is not None:
        reading.period = _period_of(reading.own, spoken)
        if reading.period is None:
            reading.doubts.append(UNCLEAR_PERIOD)
        aside = reading.comparative or reading.own.back is not None
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
        compared = COMPARED_BEFORE.search(sentence.shape[max(0, when.start - 30) : when.start])
        after = sentence.shape[when.end : when.end + 6]
        against = _FROM_JA.match(after) if sentence.japanese else compared
        if (
            when.role is Role.PLACE and when.period is not None and not against and not (when.weak and spoken)
        ) or (when.role is Role.DAY and when.period is not None and spoken is None and _is_balance(reading)):
            spoken = when.period
    return spoken


def _is_balance(reading: Reading) -> bool:
    return reading.mention is not None and reading.mention.balance


def _period_of(when: When, spoken: Period) -> Period | None:
    if when.period is not None:
        return when.period
    if when.year is not None:
        return in_year(spoken, when.year)
    return before(spoken, when.back) if when.back else None


def _compare(sentence: Sentence, found: list[Reading], state: _State) -> None:
    """Bases of changes, and periods of the figures they are compared with."""
    changing = (Measure.GROWTH, Measure.CHANGE)
    for reading in found:
        if reading.measure in changing:
            _find_base(sentence, reading)
    for index, reading in enumerate(found):
        if reading.base is not None:
            state.back, state.base = reading.back, None if reading.back else reading.base
        elif reading.measure in changing and not reading.planned:
            _inherited_base(found, index, state)
            if reading.base is not None and state.back is None:
                state.base = reading.base
    for index, reading in enumerate(found):
        if reading.measure not in changing and reading.own is None:
            _place_comparative(sentence, found, index, state)


def _find_base(sentence: Sentence, reading: Reading) -> None:
    """The base that is said of this change itself."""
    if _against_plan(sentence, reading):
        reading.planned = True
        reading.doubts.append(PLANNED_BASE)
        return
    said = _said_base(sentence, reading)
    if said is None or reading.period is None:
        return
    reading.back = Back.YEAR if said.back is Back.FISCAL_YEAR else said.back
    year = said.back is Back.FISCAL_YEAR and isinstance(reading.period, Quarter)
    reading.base = before(reading.period, Back.YEAR) if year else _period_of(said, reading.period)


def _against_plan(sentence: Sentence, reading: Reading) -> bool:
    """Whether the change is measured from what was planned: "above our target", 計画を5%上回る."""
    after = re.match(r"[^,;:。、\x03]{0,60}", reading.after)
    words = after[0] if after else ""
    compared = COMPARED.search(words) is not None and PLAN.search(words) is not None
    before_ja = re.search(
        r"(?:予想|計画|目標|見通し|見込み)(?:値)?(?:の\x03+)?(?:を|比|に対し|より)[^、。\x03]{0,8}$",
        reading.before,
    )
    moved = (_BEATEN_BY.search(reading.before), _REVISED_BY.search(reading.before))
    compared = compared or any(found is not None and PLAN.search(found[0]) is not None for found in moved)
    return compared or (sentence.japanese and before_ja is not None)


def _said_base(sentence: Sentence, reading: Reading) -> When | None:
    for when in reading.post:
        if when is reading.own or when.role is Role.UNCLEAR:
            continue
        between = sentence.shape[reading.figure.end : when.start]
        if when.role is Role.COMPARISON or when.back is not None or COMPARED.search(between):
            return when
    for when in reversed(reading.pre):
        against = COMPARED_BEFORE.search(sentence.shape[max(0, when.start - 30) : when.start]) is not None
        ja = _FROM_JA.match(sentence.shape[when.end : when.end + 6]) is not None
        if when.role is Role.COMPARISON or when.back is not None or against or (sentence.japanese and ja):
            return when
    return None


def _inherited_base(found: list[Reading], index: int, state: _State) -> None:
    """From the sentence: a comparison said elsewhere in it, a figure it came from; else a year before."""
    reading = found[index]
    period = reading.period
    if period is None:
        return
    if _DITTO.search(reading.before):
        twin = _twin(found, index)
        if twin is not None:
            reading.back = twin.back
            reading.base = before(period, twin.back) if twin.back else twin.base
            return
    origin = _origin(found, index)
    if origin is not None and origin.own is not None:
        reading.base = origin.period
        return
    if state.back is not None:
        back = Back.YEAR if state.back is Back.FISCAL_YEAR else state.back
        reading.base = before(period, back)
        return
    if state.base is not None and state.base != period and type(state.base) is type(period):
        reading.base = state.base
        return
    later = next((other for other in found[index + 1 : index + 6] if other.base or _loose_back(other)), None)
    if later is not None:
        away: Back | None = later.back if later.base else _loose_back(later)
        reading.base = before(period, away) if away else later.base
    elif (shared := _any_back(found)) is not None:
        reading.base = before(period, shared)
    elif not isinstance(period, Quarter):
        reading.base = before(period, Back.YEAR)
    else:
        reading.doubts.append(UNSAID_BASE)


def _twin(found: list[Reading], index: int) -> Reading | None:
    """The figure at the same place of earlier parentheses: (前年同期比8%増、前期比4%増), (同9%増、同6%増)."""
    place = _place_in_parentheses(found[index])
    earlier = (other for other in reversed(found[:index]) if other.base is not None)
    return next((other for other in earlier if _place_in_parentheses(other) == place), None)


def _place_in_parentheses(reading: Reading) -> int:
    """How many figures stand before this one since the parenthesis opened."""
    opened = reading.before.rfind("(")
    return len(_FIGURES.findall(reading.before[opened + 1 :])) if opened >= 0 else 0


def _any_back(found: list[Reading]) -> Back | None:
    """What the sentence's other figures are compared with: (5.2%減)、...(前年同期は165億円)."""
    near = (when for reading in found[:12] for when in reading.pre + reading.post)
    return next((when.back for when in near if when.back in (Back.YEAR, Back.QUARTER)), None)


def _loose_back(reading: Reading) -> Back | None:
    """A comparison said beside a figure that is not the figure's own period."""
    back = next(
        (when.back for when in reading.pre + reading.post if when.back and reading.own is not when), None
    )
    return Back.YEAR if back is Back.FISCAL_YEAR else back


def _origin(found: list[Reading], index: int) -> Reading | None:
    """The figure of the same item that a change came from: "to JPY411 million from JPY692 million"."""
    reading = found[index]
    near = found[max(0, index - 2) : index + 4]
    return next(
        (
            other
            for other in near
            if other is not reading
            and other.mention == reading.mention
            and other.measure not in (Measure.GROWTH, Measure.CHANGE)
            and (other.comparative or (other.own is not None and other.own.back is not None))
        ),
        None,
    )


def _place_comparative(sentence: Sentence, found: list[Reading], index: int, state: _State) -> None:
    reading = found[index]
    following = found[index + 1] if index + 1 < len(found) else None
    came_from = sentence.japanese and re.match(r"から", reading.after) is not None and following is not None
    if not (reading.comparative or came_from) or reading.qualifier.name in ("LOW", "HIGH"):
        return
    if (
        (sentence.ahead and REVISION.search(sentence.shape))
        or "修正" in sentence.text
        or _GUIDED.match(reading.after)
    ):
        return
    near = [other.base for other in found if other.base is not None]
    near += [other.period for other in found[:index] if other.comparative and other.own and other.period]
    if near:
        reading.period = near[0]
    elif state.back is not None and reading.period is not None:
        reading.period = before(reading.period, state.back)
    else:
        reading.period = None
        reading.doubts.append(UNCLEAR_PERIOD)


def closing_quarter(period: Period | None) -> Period | None:
    """The quarter whose end a balance is of."""
    return None if period is None else last_quarter(period)
