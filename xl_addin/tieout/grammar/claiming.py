"""The claims of one sentence, put together from what is read of its figures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from xl_addin.domain.periods import FiscalYear, HalfYear, Period, Quarter
from xl_addin.tieout.claims import Claim, Measure, Qualifier
from xl_addin.tieout.document import Passage
from xl_addin.tieout.grammar.glossary import Glossary
from xl_addin.tieout.grammar.mentions import Mention
from xl_addin.tieout.grammar.numbers import Number, Unit
from xl_addin.tieout.grammar.placing import closing_quarter, place
from xl_addin.tieout.grammar.reading import Background, Reading, is_range, readings
from xl_addin.tieout.grammar.sentence import Sentence
from xl_addin.tieout.grammar.times import Calendar, Role, last_quarter
from xl_addin.tieout.grammar.vocabulary import CONCEPTS, Aspect
from xl_addin.tieout.grammar.words import NUMBER, PLANNED_AMOUNT, TOLERANCE, WAS_PLANNED, any_direction

UNNAMED_ITEM = "the text does not say which item the figure is of"
SEVERAL_ITEMS = "the text speaks of several items that the figure may be of"
UNSAID_CURRENCY = "the text does not say in which currency it is"
TOLERANCE_ONLY = "it is how far the figure before it may be off"
GROWTH_OF_LOSS = "a percentage change of a loss"

_RATE_AFTER = re.compile(
    r"^ ?(?:per|/|to (?:the|one|a)|=|to) ?(?:one |a |the |1 ?)?(?:u\.s\. |us )?(?P<of>dollar|us\$|\$|usd|euro|€|eur)(?:s?(?![a-z])|\b)"
)
_RATE_BEFORE = re.compile(
    r"(?:(?:us)?(?P<dollar>\$) ?1(?:\.00?)? ?(?:=|:|equals|was|is|to)? ?"
    r"|(?P<euro>€) ?1(?:\.00?)? ?(?:=|:|equals|was|is|to)? ?"
    r"|1(?:\.00?)? ?(?P<of>米ドル|ドル|ユーロ|u\.s\. dollar|us dollar|dollar|euro|usd|eur)(?:[ =:]|は|が|あたり|当たり|につき|の|から|、|を|equals|was|at|想定|約|\x01){0,8}"
    r"|(?P<pair>usd/jpy|eur/jpy|ドル円|対ドル|対米ドル|対ユーロ)[^0-9]{0,15})$"
)
_PER_SHARE = re.compile(r"^\)? (?:per|a) (?:diluted |basic |common |ordinary |ads )?share")
_PER_SHARE_JA = re.compile(r"1株(?:当たり|あたり|につき)[^0-9、。]{0,20}$")
_CONSTANT = re.compile(
    r"constant[ -]currenc(?:y|ies)|currency[ -]neutral|excluding (?:the )?(?:impact|effects?) of (?:foreign )?(?:currency|exchange)|為替一定|為替の影響を除"
)
_CLAUSE_END = re.compile(r"[,;。、]| and | but | while ")
_THINGS_OF_WORKBOOKS = frozenset(("stores", "customers", "employees", "units", "count"))
_YEARS = range(1900, 2101)


def claims_of_sentence(
    sentence: Sentence,
    background: Background,
    calendar: Calendar,
    glossary: Glossary,
    passage: Passage,
    offset: int,
) -> list[Claim]:
    """The sentence's claims in order; `offset` is where it starts in its passage."""
    if not sentence.figures:
        return []
    found = readings(sentence, background)
    _find_ranges(sentence, found)
    place(sentence, found, background, calendar)
    claims = []
    for index, reading in enumerate(found):
        rate = _rate(sentence, reading, found[index - 1] if index else None)
        if rate:
            claims += _rate_claims(sentence, reading, rate, calendar, passage, offset)
        elif _is_figure(sentence, reading, background, glossary):
            claims += _claims(sentence, reading, background, calendar, glossary, passage, offset)
    return claims


def _find_ranges(sentence: Sentence, found: list[Reading]) -> None:
    for first, second in zip(found, found[1:], strict=False):
        if not is_range(first, second, sentence.shape, ahead=sentence.ahead):
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
    return replace(number, figure=figure, unit=other.unit if number.unit is Unit.PLAIN else number.unit,
                   currency=number.currency or other.currency, scaled=other.scaled, power=other.power)  # fmt: skip


def _rate(sentence: Sentence, reading: Reading, previous: Reading | None) -> str:
    """The pair whose rate of exchange the figure is, or ""."""
    number = reading.figure.number
    if number.unit not in (Unit.MONEY, Unit.PLAIN) or number.scaled or number.currency not in ("JPY", ""):
        return ""
    after = _RATE_AFTER.match(sentence.text[number.end : number.end + 30])
    before = _RATE_BEFORE.search(sentence.text[max(0, number.start - 40) : number.start])
    if number.currency and after:
        return "eurjpy" if after["of"] in ("euro", "€", "eur") else "usdjpy"
    if before:
        named = before["of"] or before["pair"] or ""
        return "eurjpy" if before["euro"] or named.startswith(("ユーロ", "eur", "対ユ")) else "usdjpy"
    gap = sentence.shape[previous.figure.end : number.start] if previous else ""
    joined = re.fullmatch(
        r"(?: |から|、|,|to|from|and|per|dollar|in|for|円高|円安|の|\x01|at|the|end|of|に対し|\(|は){1,12}",
        gap,
    )
    return _rate_of(previous) if previous and joined and number.currency else ""


def _rate_of(reading: Reading) -> str:
    return reading.mention.item or "" if reading.mention and reading.mention.concept == "rate" else ""


def _rate_claims(
    sentence: Sentence, reading: Reading, pair: str, calendar: Calendar, passage: Passage, offset: int
) -> list[Claim]:
    number = reading.figure.number
    reading.mention = Mention(number.start, number.end, pair, "rate", Aspect.RATE)
    day = next(
        (
            when.period
            for when in [*reading.post, *reversed(reading.pre)]
            if when.role is Role.DAY and when.period
        ),
        None,
    )
    own = reading.own.period if reading.own is not None else None
    period = own or day or reading.period or calendar.release
    unit = "JPY per EUR" if pair == "eurjpy" else "JPY per USD"
    return [
        _claim(
            sentence, reading, number, passage, offset, Measure.RATE, number.figure, unit, pair, period, None
        )
    ]


def _is_figure(sentence: Sentence, reading: Reading, background: Background, glossary: Glossary) -> bool:
    """Whether a number is of the business: one without unit only where an item or a caption says so."""
    number = reading.number or reading.figure.number
    if number.unit is not Unit.PLAIN:
        return True
    mention = reading.mention or _sole(background.mentions)
    if mention is None or (number.figure in _YEARS and "," not in sentence.text[number.start : number.end]):
        return False
    if mention.aspect is Aspect.AMOUNT and number.scaled and background.caption is None:
        reading.doubts.append(UNSAID_CURRENCY)
        return True
    if mention.aspect is Aspect.COUNT or mention.unit:
        return _counts(reading, mention, glossary)
    return background.caption is not None and (
        number.sign != "" or number.figure >= 10 or not sentence.japanese
    )


def _counts(reading: Reading, mention: Mention, glossary: Glossary) -> bool:
    """Things are counted where the workbook has such an item, or where every operator reports them."""
    if mention.unit == "Mbps":
        return False
    if mention.unit in _THINGS_OF_WORKBOOKS and mention.item not in glossary.keys:
        return mention.concept is not None and bool(glossary.of_concept(mention.concept))
    return reading.mention is not None or reading.direction is not None or bool(reading.pre)


def _sole(found: Iterable[Mention]) -> Mention | None:
    several = list(found)
    return several[0] if len({name.item for name in several}) == 1 else None


def _claims(
    sentence: Sentence,
    reading: Reading,
    background: Background,
    calendar: Calendar,
    glossary: Glossary,
    passage: Passage,
    offset: int,
) -> list[Claim]:
    mention, item = _item(reading, background, glossary)
    measure = reading.measure or Measure.AMOUNT
    number = reading.number or reading.figure.number
    number = _captioned(number, mention, background, measure)
    loss = (
        bool(reading.loss)
        if reading.mention is not None or reading.loss is not None
        else bool(mention and mention.loss)
    )
    sign = _sign(sentence, reading, number, measure, loss=loss)
    if TOLERANCE.search(reading.before):
        measure, sign = Measure.CHANGE, 1
        reading.doubts.append(TOLERANCE_ONLY)
    item = _constant_currency(sentence, reading, item)
    period, base = reading.period, reading.base
    if period is None and not reading.doubts:
        reading.doubts.append("the text does not say for which period it is expected")
    if mention is not None and mention.balance:
        period, base = closing_quarter(period), closing_quarter(base)
    if base == period:
        base = None
    if mention is not None and mention.concept == "dividend" and isinstance(period, Quarter):
        period = _paid_for(sentence.text[mention.start : mention.end], period)
    unit = _unit(sentence, reading, number, measure, mention)
    if unit.endswith("per share") and mention is not None and mention.concept == "net_income":
        item = "eps"
    claims = [
        _claim(
            sentence,
            reading,
            number,
            passage,
            offset,
            measure,
            number.figure * sign,
            unit,
            item,
            period,
            base,
        )
    ]
    for other in reading.figure.translations:
        value = other.figure * (-1 if other.sign == "-" and sign > 0 else sign)
        share = unit.endswith("per share")
        of = f"{other.currency} per share" if share else other.currency
        claims.append(
            _claim(sentence, reading, other, passage, offset, measure, value, of, item, period, base)
        )
    return claims


def _paid_for(name: str, quarter: Quarter) -> Period:
    """The period of a dividend that is named for one: an interim dividend is of the first half."""
    if "interim" in name or "中間" in name:
        return HalfYear(quarter.fiscal_year, 1)
    return FiscalYear(quarter.fiscal_year) if re.search(r"annual|年間|year-end|期末", name) else quarter


def _item(reading: Reading, background: Background, glossary: Glossary) -> tuple[Mention | None, str | None]:
    """The item: the sentence's own, one that its general word stands for, or the background's."""
    mention = reading.mention
    if mention is not None and not mention.generic:
        if mention.item is None or mention.doubt:
            reading.doubts.append(mention.doubt or UNNAMED_ITEM)
        return mention, mention.item
    if reading.foreign:
        reading.doubts.append(UNNAMED_ITEM)
        return None, None
    fitting = _fitting(mention, reading, background)
    items = {name.item for name in fitting if name.item}
    if len(items) == 1:
        chosen = next(name for name in fitting if name.item)
        if chosen.doubt:
            reading.doubts.append(chosen.doubt)
        return (mention or chosen), chosen.item
    if not items and mention is not None and mention.concept and mention.concept != "margin":
        named = glossary.of_concept(mention.concept)
        if len(named) == 1:
            return mention, named[0]
    reading.doubts.append(SEVERAL_ITEMS if items else UNNAMED_ITEM)
    return mention, None


def _fitting(mention: Mention | None, reading: Reading, background: Background) -> list[Mention]:
    above = [name for name in background.mentions if name.item]
    if mention is not None and mention.concept != "margin":
        return [name for name in above if name.concept == mention.concept or (CONCEPTS.get(name.concept or "", None) is not None
                and name.unit == mention.unit and name.unit != "")]  # fmt: skip
    if (
        mention is not None
        or reading.measure in (Measure.MARGIN, Measure.RATE)
        or reading.figure.number.unit in (Unit.POINTS, Unit.BASIS_POINTS)
    ):
        ratios = [name for name in above if name.aspect in (Aspect.RATIO, Aspect.RATE)]
        return ratios or above
    amounts = [name for name in above if name.aspect not in (Aspect.RATIO, Aspect.RATE)]
    return amounts or above


def _captioned(number: Number, mention: Mention | None, background: Background, measure: Measure) -> Number:
    if (
        number.unit is not Unit.PLAIN
        or background.caption is None
        or (mention and mention.aspect is Aspect.COUNT)
    ):
        return number
    power, currency = background.caption
    return replace(
        number, figure=number.figure.scaleb(power), unit=Unit.MONEY, currency=currency, scaled=True
    )


def _sign(sentence: Sentence, reading: Reading, number: Number, measure: Measure, *, loss: bool) -> int:
    if measure in (Measure.GROWTH, Measure.CHANGE):
        if number.sign:
            return -1 if number.sign == "-" else 1
        direction = reading.direction
        if direction is None or direction.word in ("change", "増減率"):
            near = sentence.shape[max(0, number.start - 60) : number.start]
            direction = any_direction(near[near.rfind("\x03") + 1 :], last=True) or direction
            reading.direction = direction
        if loss and measure is Measure.GROWTH:
            reading.doubts.append(GROWTH_OF_LOSS)
        return direction.applied(loss=loss) if direction else 1
    return -1 if loss or number.sign == "-" else 1


def _constant_currency(sentence: Sentence, reading: Reading, item: str | None) -> str | None:
    after = sentence.text[reading.figure.end : reading.figure.end + 70]
    following = sentence.shape.find(NUMBER, reading.figure.end, reading.figure.end + 70)
    after = after[: following - reading.figure.end] if following >= 0 else after
    end = _CLAUSE_END.search(after, 1)
    before = sentence.text[max(0, reading.figure.start - 60) : reading.figure.start]
    start = max(before.rfind(sign) for sign in ",;、。0123456789%")
    said = _CONSTANT.search(after[: end.start() if end else None]) or _CONSTANT.search(before[start + 1 :])
    return f"{item}_constant_currency" if said and item else item


def _unit(
    sentence: Sentence, reading: Reading, number: Number, measure: Measure, mention: Mention | None
) -> str:
    match number.unit:
        case Unit.PERCENT:
            return "%"
        case Unit.POINTS:
            return "pt"
        case Unit.BASIS_POINTS:
            return "bps"
        case Unit.BANDWIDTH:
            return "Mbps"
        case Unit.EVEN:
            return "JPY"
        case Unit.PLAIN:
            money = mention is not None and mention.aspect is Aspect.AMOUNT
            return mention.unit if mention and mention.unit else "JPY" if money else "count"
    share = mention is not None and mention.aspect is Aspect.PER_SHARE and not number.scaled
    after = sentence.text[reading.figure.end : reading.figure.end + 30]
    before = sentence.text[max(0, number.start - 40) : number.start]
    said = _PER_SHARE.match(after) or _PER_SHARE_JA.search(before)
    return f"{number.currency} per share" if share or said else number.currency


def _claim(
    sentence: Sentence,
    reading: Reading,
    number: Number,
    passage: Passage,
    offset: int,
    measure: Measure,
    value: Decimal,
    unit: str,
    item: str | None,
    period: Period | None,
    base: Period | None,
) -> Claim:
    start, end = offset + number.start, offset + number.end
    even = number.unit is Unit.EVEN
    return Claim(
        printed=passage.text[start:end],
        passage=passage,
        start=start,
        end=end,
        sentence=passage.text[offset : offset + len(sentence.text)].strip(),
        measure=measure,
        value=Decimal(0) if even else value,
        unit=unit,
        item=item,
        period=period,
        base=base,
        qualifier=Qualifier.NEAR if even else reading.qualifier,
        direction=reading.direction.word
        if reading.direction and measure in (Measure.GROWTH, Measure.CHANGE)
        else "",
        is_outlook=_is_outlook(sentence, reading, period),
        doubts=tuple(dict.fromkeys(reading.doubts)),
    )


def _is_outlook(sentence: Sentence, reading: Reading, period: Period | None) -> bool:
    """Whether the figure is one expected: of a period not over, or said to be what was planned."""
    if PLANNED_AMOUNT.search(reading.before) or WAS_PLANNED.match(reading.after):
        return True
    return sentence.ahead and (period is None or last_quarter(period) > sentence.release)
