"""What a change is measured from, and the periods of the figures that others are compared with."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xl_addin.domain.periods import Period, Quarter
from xl_addin.tieout.claims import Measure
from xl_addin.tieout.grammar.figures.multiples import of_which
from xl_addin.tieout.grammar.reading import Reading
from xl_addin.tieout.grammar.sentence import Sentence
from xl_addin.tieout.grammar.text.words import COMPARED, COMPARED_BEFORE, NUMBER, PLAN, REVISION
from xl_addin.tieout.grammar.times.when import Back, Role, When, before, in_year, last_quarter

UNCLEAR_PERIOD = "the text leaves open which period is meant"
UNSAID_BASE = "the text does not say which period it is compared with"
PLANNED_BASE = "it is compared with a plan, not with a period"
FROM_JA = re.compile(r"^(?:と比べ|に比べ|と比較|に比較|との比較|との対比|から|より|を|比|に対し)")
_GUIDED = re.compile(r"^[^,;.]{0,12}(?:guided|previously|forecast|expected|planned|announced)(?![a-z])")
_DITTO = re.compile(r"同(?:比)?(?:約)?$")
_FIGURES = re.compile(f"{NUMBER}+")
_BEATEN_BY = re.compile(
    r"(?<![a-z])(?:beat|beating|exceed[a-z]*|surpass[a-z]*|missed)(?![a-z])[^;.]{1,80} by[^;.]{0,30}$"
)
_REVISED_BY = re.compile(rf"(?:{REVISION.pattern})[^;.\x03]{{1,80}} by[^;.\x03]{{0,20}}$")
_PLAN_REVISED_BY = re.compile(
    rf"(?:{PLAN.pattern})[^;.\x03]{{0,110}}(?:{REVISION.pattern}) by[^;.\x03]{{0,20}}$"
)


@dataclass(slots=True)
class Spoken:
    """What the sentence has said so far: the period spoken of, and what it is compared with."""

    back: Back | None = None
    base: Period | None = None
    ditto: Back | None = None
    unclear: bool = False


def compare(sentence: Sentence, found: list[Reading], state: Spoken) -> None:
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
            twin = _twin_level(found, index) if _DITTO.search(reading.before) else None
            if twin is not None:
                reading.period = twin.period
                continue
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
    if said.back is Back.QUARTER and reading.own is None:
        reading.period = last_quarter(reading.period)  # sequentially, below words about the half
    reading.back = Back.YEAR if said.back is Back.FISCAL_YEAR else said.back
    year = said.back is Back.FISCAL_YEAR and isinstance(reading.period, Quarter)
    reading.base = before(reading.period, Back.YEAR) if year else period_of(said, reading.period)


def _against_plan(sentence: Sentence, reading: Reading) -> bool:
    """Whether the change is measured from what was planned: "above our target", 計画を5%上回る."""
    after = re.match(r"[^,;:。、\x03]{0,60}", reading.after)
    words = after[0] if after else ""
    compared = COMPARED.search(words) is not None and PLAN.search(words) is not None
    before_ja = re.search(
        r"(?:予想|計画|目標|見通し|見込み)(?:値)?(?:の\x03+)?(?:を|比|に対し|より)[^、。\x03]{0,8}$",
        reading.before,
    )
    moved = [pattern.search(reading.before) for pattern in (_BEATEN_BY, _REVISED_BY, _PLAN_REVISED_BY)]
    compared = compared or any(found is not None and PLAN.search(found[0]) is not None for found in moved)
    return compared or (sentence.japanese and before_ja is not None)


def _said_base(sentence: Sentence, reading: Reading) -> When | None:
    if (multiplied := of_which(sentence, reading)) is not None:
        return multiplied
    for when in reading.post:
        if when is reading.own or when.role is Role.UNCLEAR:
            continue
        between = sentence.shape[reading.figure.end : when.start]
        if when.role is Role.COMPARISON or when.back is not None or COMPARED.search(between):
            return when
    for when in reversed(reading.pre):
        against = COMPARED_BEFORE.search(sentence.shape[max(0, when.start - 30) : when.start]) is not None
        ja = FROM_JA.match(sentence.shape[when.end : when.end + 6]) is not None
        if when.role is Role.COMPARISON or when.back is not None or against or (sentence.japanese and ja):
            return when
    return None


def _inherited_base(found: list[Reading], index: int, state: Spoken) -> None:
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
        if state.back is None and state.base is None and state.ditto is not None:
            reading.back, reading.base = state.ditto, before(period, state.ditto)
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
    elif state.ditto is not None and (state.ditto is not Back.YEAR_END or is_balance(reading)):
        reading.base = before(period, state.ditto)
    elif not isinstance(period, Quarter):
        reading.base = before(period, Back.YEAR)
    else:
        reading.doubts.append(UNSAID_BASE)


def is_balance(reading: Reading) -> bool:
    """Whether the item is of a day, not of a period."""
    return reading.mention is not None and reading.mention.balance


def _twin(found: list[Reading], index: int) -> Reading | None:
    """The figure at the same place of earlier parentheses: (前年同期比8%増、前期比4%増), (同9%増、同6%増)."""
    place = _place_in_parentheses(found[index])
    earlier = (other for other in reversed(found[:index]) if other.base is not None)
    return next((other for other in earlier if _place_in_parentheses(other) == place), None)


def _twin_level(found: list[Reading], index: int) -> Reading | None:
    """The level at the same place of the parentheses before: 876百万円(前年同期は743百万円)、23円(同19円)."""
    place = _place_in_parentheses(found[index])
    opened = (one for one in reversed(found[:index]) if "(" in one.before[-30:] and one.own is not None)
    return next((one for one in opened if _place_in_parentheses(one) == place), None)


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


def _place_comparative(sentence: Sentence, found: list[Reading], index: int, state: Spoken) -> None:
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
    elif (back := state.back or state.ditto) is not None and reading.period is not None:
        reading.period = before(reading.period, back)
    else:
        reading.period = None
        reading.doubts.append(UNCLEAR_PERIOD)


def period_of(when: When, spoken: Period) -> Period | None:
    if when.period is not None:
        return when.period
    if when.year is not None:
        return in_year(spoken, when.year)
    return before(spoken, when.back) if when.back else None
