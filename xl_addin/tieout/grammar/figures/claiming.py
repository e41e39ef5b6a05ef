"""The claims of one sentence, put together from what is read of its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from xl_addin.domain.periods import Period, Quarter
from xl_addin.tieout.claims import Claim, Measure, Qualifier
from xl_addin.tieout.document import Kind, Passage
from xl_addin.tieout.grammar.figures.deciding import (
    captioned,
    in_other_money,
    is_figure,
    is_outlook,
    item_of,
    paid_for,
    sign_of,
    unit_of,
)
from xl_addin.tieout.grammar.figures.measuring import readings
from xl_addin.tieout.grammar.figures.placing import AHEAD_PERIOD, place
from xl_addin.tieout.grammar.figures.ranges import find_ranges
from xl_addin.tieout.grammar.figures.rates import rate_of_exchange
from xl_addin.tieout.grammar.items.glossary import Glossary
from xl_addin.tieout.grammar.items.mention import Mention
from xl_addin.tieout.grammar.items.vocabulary import Aspect
from xl_addin.tieout.grammar.reading import Background, Reading
from xl_addin.tieout.grammar.reservations.reasons import reservations
from xl_addin.tieout.grammar.sentence import Sentence
from xl_addin.tieout.grammar.text.numbers import Number, Unit
from xl_addin.tieout.grammar.text.words import TOLERANCE
from xl_addin.tieout.grammar.times.when import Back, Calendar, Role, before, closing_quarter, last_quarter

ANOTHER_AMOUNT = "the sentence gives another amount for the same item and period before it"
TOLD_TOO_EARLY = "the text tells it as a result, and the period is not over"
_RESULTED = re.compile(
    r"(?<![a-z])(?:was|were|reached|totall?ed|amounted to|came to|recorded|posted|booked|grew|rose"
    r"|fell|increased"
    r"|decreased)(?![a-z])[^;\x03]{0,30}$"
)
TOLERANCE_ONLY = "it is how far the figure before it may be off"


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence where it stands: `offset` is its start in its passage."""

    sentence: Sentence
    background: Background
    calendar: Calendar
    glossary: Glossary
    passage: Passage
    offset: int


@dataclass(frozen=True, slots=True)
class _Sense:
    """What all the prints of one figure, its translations among them, are of."""

    measure: Measure
    sign: int
    item: str | None
    period: Period | None
    base: Period | None = None


def claims_of_sentence(scene: Scene) -> list[Claim]:
    """The sentence's claims in order."""
    sentence = scene.sentence
    found = readings(sentence, scene.background)
    find_ranges(sentence, found)
    place(sentence, found, scene.background, scene.calendar)
    claims: list[Claim] = []
    of_readings: list[tuple[Reading, Claim]] = []
    for index, reading in enumerate(found):
        rate = rate_of_exchange(sentence, reading, found[max(0, index - 2) : index])
        if rate:
            claims.append(_rate_claim(scene, reading, rate))
        elif is_figure(sentence, reading, scene.background, scene.glossary):
            made = _claims(scene, reading)
            of_readings += [(reading, claim) for claim in made]
            claims += made
    by_start = {claim.start: reading for reading, claim in of_readings}
    return [_moved(claim, by_start.get(claim.start), of_readings) for claim in _once_each(claims)]


def _moved(claim: Claim, reading: Reading | None, of_readings: list[tuple[Reading, Claim]]) -> Claim:
    """The claim with the way it went from a level of the same item that it is compared with."""
    if reading is None or reading.moved is None or claim.period is None:
        return claim
    alike = replace(claim.subject, period=None)
    origin = next(
        (
            one.period
            for each, one in of_readings
            if each is not reading and each.comparative and replace(one.subject, period=None) == alike
        ),
        None,
    )
    if origin is None or origin == claim.period:
        return claim
    loss = bool(reading.loss)
    sign = reading.moved.applied(loss=loss)
    return replace(claim, moved=sign, moved_from=origin, direction=reading.moved.word)


def _once_each(claims: list[Claim]) -> Iterator[Claim]:
    """The claims, with a doubt where one gives another amount for an item and a period that has its own.

    "An operating loss of JPY464 million, JPY100 million of it due to ..." is not two operating losses.
    """
    first: dict[object, Claim] = {}
    for claim in claims:
        other = first.setdefault((claim.subject, claim.sentence), claim)
        level = claim.measure in (Measure.AMOUNT, Measure.COUNT) and claim.item is not None
        ends = Qualifier.NONE is not claim.qualifier or Qualifier.NONE is not other.qualifier
        told = not (claim.is_outlook or other.is_outlook or claim.doubts)
        if level and told and not ends and claim.value != other.value:
            yield replace(claim, doubts=(ANOTHER_AMOUNT,))
        else:
            yield claim


def _rate_claim(scene: Scene, reading: Reading, pair: str) -> Claim:
    """A rate is of the day it is dated, else of the period spoken of."""
    number = reading.figure.number
    reading.mention = Mention(number.start, number.end, pair, "rate", Aspect.RATE)
    near = [*reading.post, *reversed(reading.pre)]
    day = next((when.period for when in near if when.role is Role.DAY and when.period), None)
    own = reading.own.period if reading.own is not None else None
    placed = any(when.period for when in scene.sentence.whens)
    period = own or day or (reading.period if placed else None) or scene.calendar.release
    unit = "JPY per EUR" if pair == "eurjpy" else "JPY per USD"
    return _claim(scene, reading, number, unit, _Sense(Measure.RATE, 1, pair, period))


def _claims(scene: Scene, reading: Reading) -> list[Claim]:
    """The claim of a figure, and those of its translations."""
    mention, item = item_of(reading, scene.background, scene.glossary)
    if item is not None and not reading.doubts:  # what is left open already needs no more reasons
        reading.doubts += reservations(scene.sentence, reading, mention, scene.glossary)
        reading.doubts += scene.background.reserved
    number = captioned(reading.number or reading.figure.number, mention, scene.background)
    unit = unit_of(scene.sentence, reading, number, mention)
    per_share = unit.endswith("per share")
    if per_share and mention is not None and mention.concept == "net_income":
        item = "eps"
    sense = _sense(scene, reading, mention, item)
    if _is_told_too_early(scene, reading, sense):
        reading.doubts.append(TOLD_TOO_EARLY)
    claims = [_claim(scene, reading, number, unit, sense)]
    for other in reading.figure.translations:
        of = f"{other.currency} per share" if per_share else other.currency
        claims.append(_claim(scene, reading, other, of, sense))
    return claims


def _is_told_too_early(scene: Scene, reading: Reading, sense: _Sense) -> bool:
    """Whether a figure of a period that is not over is told as a result."""
    ahead = sense.period is not None and last_quarter(sense.period) > scene.sentence.release
    return ahead and not scene.sentence.ahead and _RESULTED.search(reading.before) is not None


def _sense(scene: Scene, reading: Reading, mention: Mention | None, item: str | None) -> _Sense:
    measure = reading.measure or Measure.AMOUNT
    own = reading.mention is not None or reading.loss is not None
    loss = bool(reading.loss) if own else mention is not None and mention.loss
    sign = sign_of(scene.sentence, reading, measure, mention, loss=loss)
    if TOLERANCE.search(reading.before):
        measure, sign = Measure.CHANGE, 1
        reading.doubts.append(TOLERANCE_ONLY)
    period, base = _times(scene, reading, mention)
    return _Sense(measure, sign, in_other_money(scene.sentence, reading, item), period, base)


def _times(scene: Scene, reading: Reading, mention: Mention | None) -> tuple[Period | None, Period | None]:
    """Period and base, a balance's as quarters; a dividend may be named for its period."""
    period, base = reading.period, reading.base
    if period is None and not reading.doubts:
        reading.doubts.append(AHEAD_PERIOD)
    if mention is not None and mention.balance:
        period, base = closing_quarter(period), closing_quarter(base)
    if mention is not None and mention.concept == "dividend" and isinstance(period, Quarter):
        paid = paid_for(scene.sentence.text[mention.start : mention.end], period)
        base = before(paid, Back.YEAR) if base is not None and paid != period else base
        period = paid
    return period, None if base == period else base


def _claim(scene: Scene, reading: Reading, number: Number, unit: str, sense: _Sense) -> Claim:
    start, end = scene.offset + number.start, scene.offset + number.end
    even = number.unit is Unit.EVEN
    changes = sense.measure in (Measure.GROWTH, Measure.CHANGE)
    return Claim(
        printed=scene.passage.text[start:end],
        passage=scene.passage,
        start=start,
        end=end,
        sentence=scene.passage.text[scene.offset : scene.offset + len(scene.sentence.text)].strip(),
        measure=sense.measure,
        value=Decimal(0) if even else number.figure.copy_sign(Decimal(sense.sign)),
        unit=unit,
        item=sense.item,
        period=sense.period,
        base=sense.base,
        qualifier=Qualifier.NEAR if even else reading.qualifier,
        direction=reading.direction.word if reading.direction and changes else "",
        is_outlook=is_outlook(scene.sentence, reading, sense.period, listed=scene.passage.kind is Kind.ITEM),
        doubts=tuple(dict.fromkeys(reading.doubts)),
    )
