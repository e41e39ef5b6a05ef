"""Item, unit and sign of a figure, where the sentence and what stands above it leave a choice."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from xl_addin.domain.periods import FiscalYear, HalfYear, Period, Quarter
from xl_addin.tieout.claims import Measure
from xl_addin.tieout.grammar.figures.multiples import of_which
from xl_addin.tieout.grammar.items.glossary import Glossary
from xl_addin.tieout.grammar.items.mention import UNSAID_PART, Mention, of_same_part
from xl_addin.tieout.grammar.items.vocabulary import Aspect
from xl_addin.tieout.grammar.reading import Background, Reading
from xl_addin.tieout.grammar.reservations.modality import was_planned
from xl_addin.tieout.grammar.sentence import Sentence
from xl_addin.tieout.grammar.text.numbers import Number, Unit
from xl_addin.tieout.grammar.text.words import (
    ITEM_PLANNED,
    NUMBER,
    OUTLOOK,
    PER_SHARE,
    PLANNED_AMOUNT,
    PLANNED_ITEM,
    WAS_PLANNED,
    any_direction,
)
from xl_addin.tieout.grammar.times.when import last_quarter

UNNAMED_ITEM = "the text does not say which item the figure is of"
SEVERAL_ITEMS = "the text speaks of several items that the figure may be of"
UNSAID_CURRENCY = "the text does not say in which currency it is"
WHOLE_OR_PART = "the text does not say whether it is of the company or of the part that the section is about"
GROWTH_OF_LOSS = "a percentage change of a loss"
_PER_SHARE_JA = re.compile(r"1株(?:当たり|あたり|につき)[^0-9、。]{0,20}$")
_CONSTANT = re.compile(
    r"constant[ -]currenc(?:y|ies)|local currency basis|現地通貨ベース|currency[ -]neutral"
    r"|excluding (?:the )?(?:impact"
    r"|effects?) of (?:foreign )?(?:currency|exchange)|為替一定|為替の影響を除"
)
_IN_DOLLARS = re.compile(r"(?:on an? |in )(?:u\.s\. |us )?dollar (?:basis|terms)|(?:米)?ドルベース|ドル建て")
_CLAUSE_END = re.compile(r"[,;。、]| and | but | while ")
_THINGS_OF_WORKBOOKS = frozenset(("stores", "customers", "employees", "units", "count"))
LINES_OF_PARTS = frozenset(("revenues", "gross_profit", "operating_income"))
_NEAR = 64
# An improvement of these is a decline.
_BETTER_LOW = frozenset(("churn", "costs", "sga", "operating_expenses", "non_operating_expenses", "debt"))
_YEARS = range(1900, 2101)
_OTHER_THINGS = re.compile(
    r" (?:new |other |major |different )?(?:countr(?:y|ies)|prefectures?|cit(?:y|ies)|towns?|regions?|states"
    r"|markets|languages|offices|sites|locations|buildings|subsidiar(?:y|ies)|affiliates|companies"
    r"|directors|executives|patents|titles|awards|data cent(?:er|re)s)(?![a-z])"
    r"|^(?:か国|カ国|ヵ国|ヶ国|都道府県|都市|都府県|県|市町村|地域|拠点|言語|タイトル|か所|カ所|作品)"
)


def is_figure(sentence: Sentence, reading: Reading, background: Background, glossary: Glossary) -> bool:
    """Whether a number is of the business: one without unit only where an item or a caption says so."""
    number = reading.number or reading.figure.number
    if number.unit is Unit.MULTIPLE:
        return of_which(sentence, reading) is not None
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
    if mention.unit == "Mbps" or _OTHER_THINGS.match(reading.after):
        return False
    if mention.unit in _THINGS_OF_WORKBOOKS and mention.item not in glossary.keys:
        return mention.concept is not None and bool(glossary.of_concept(mention.concept))
    return reading.mention is not None or reading.direction is not None or bool(reading.pre)


def _sole(found: Iterable[Mention]) -> Mention | None:
    several = list(found)
    return several[0] if len({name.item for name in several}) == 1 else None


def item_of(
    reading: Reading, background: Background, glossary: Glossary
) -> tuple[Mention | None, str | None]:
    """The item: the sentence's own, one that its general word stands for, or the background's."""
    mention = reading.mention
    if mention is not None and mention.doubt == UNSAID_PART:
        same = _of_same_part(mention, background, glossary)
        if same is not None:
            return mention, same
    if mention is not None and not mention.generic:
        if mention.item is None or mention.doubt:
            reading.doubts.append(mention.doubt or UNNAMED_ITEM)
        return mention, _of_section(mention, reading, background, glossary)
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


def _of_same_part(mention: Mention, background: Background, glossary: Glossary) -> str | None:
    """The line of the one part that was spoken of: segment operating income, behind a segment's sales."""
    headed = _of_headed_part(mention, background, glossary)
    if headed is not None:
        return headed
    above = {
        of_same_part(name.item, name.concept, mention.concept) for name in background.mentions if name.item
    }
    return above.pop() if len(above) == 1 else None


def _of_section(mention: Mention, reading: Reading, background: Background, glossary: Glossary) -> str | None:
    """The item as named; in a section about one part of the business a bare "revenues" is of that part."""
    if not mention.is_bare:
        return mention.item
    if mention.concept not in LINES_OF_PARTS:
        return _of_part_before(mention, background)
    if background.part is not None or background.named_part:
        line = _of_headed_part(mention, background, glossary)
        if line is None:
            reading.doubts.append(WHOLE_OR_PART)
        return line or (mention.item if background.named_part else None)
    spoken = background.spoken_part
    line = glossary.line_of_part(spoken.item, mention.concept) if spoken else None
    if line is None or line == mention.item:
        return mention.item
    reading.doubts.append(WHOLE_OR_PART)
    return line


def _of_headed_part(mention: Mention, background: Background, glossary: Glossary) -> str | None:
    """The line of the part of the business that the section is about."""
    part = background.part.item if background.part else None
    line = glossary.line_of_part(part, mention.concept) if part else None
    return line or glossary.line_named(background.named_part, mention.concept)


def _of_part_before(mention: Mention, background: Background) -> str | None:
    """The part's own, of which the sentence before spoke: postpaid phone churn, then churn.

    Money is not taken over so: net income behind adjusted net income is another figure.
    """
    if mention.aspect not in (Aspect.RATE, Aspect.COUNT):
        return mention.item
    alike = (name for name in background.mentions if name.concept == mention.concept)
    above = {name.item for name in alike if not name.is_bare}
    return above.pop() if len(above) == 1 and None not in above else mention.item


def _fitting(mention: Mention | None, reading: Reading, background: Background) -> list[Mention]:
    above = [name for name in background.mentions if name.item]
    if mention is not None and mention.concept == "margin":
        above = [name for name in above if name.concept != "revenues"] or above
    elif mention is not None:
        same = [name for name in above if name.concept == mention.concept]
        return same or [name for name in above if name.unit and name.unit == mention.unit]
    if (
        mention is not None
        or reading.measure in (Measure.MARGIN, Measure.RATE)
        or reading.figure.number.unit in (Unit.POINTS, Unit.BASIS_POINTS)
    ):
        ratios = [name for name in above if name.aspect in (Aspect.RATIO, Aspect.RATE)]
        return ratios or above
    amounts = [name for name in above if name.aspect not in (Aspect.RATIO, Aspect.RATE)]
    return amounts or above


def paid_for(name: str, quarter: Quarter) -> Period:
    """The period of a dividend that is named for one: an interim dividend is of the first half."""
    if "interim" in name or "中間" in name:
        return HalfYear(quarter.fiscal_year, 1)
    return FiscalYear(quarter.fiscal_year) if re.search(r"annual|年間|year-end|期末", name) else quarter


def captioned(number: Number, mention: Mention | None, background: Background) -> Number:
    """A bare amount in the scale and currency of the caption above it."""
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


def sign_of(
    sentence: Sentence, reading: Reading, measure: Measure, mention: Mention | None, *, loss: bool
) -> int:
    """The figure's sign as printed, else as its words have it: declines and losses are negative."""
    number = reading.figure.number
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
        better_low = mention is not None and mention.concept in _BETTER_LOW
        if direction is not None and direction.is_sense and better_low:
            return -direction.sign
        return direction.applied(loss=loss) if direction else 1
    return -1 if loss or number.sign == "-" else 1


def in_other_money(sentence: Sentence, reading: Reading, item: str | None) -> str | None:
    """The item, or what stands for it where it is told as growing in dollars or at unchanged rates."""
    after = sentence.text[reading.figure.end : reading.figure.end + 70]
    following = sentence.shape.find(NUMBER, reading.figure.end, reading.figure.end + 70)
    after = after[: following - reading.figure.end] if following >= 0 else after
    end = _CLAUSE_END.search(after, 1)
    behind = after[: end.start() if end else None]
    head = sentence.shape[: reading.figure.start]
    clause = sentence.text[max(head.rfind(sign) for sign in (";", "。", NUMBER)) + 1 : reading.figure.start]
    if item and (_CONSTANT.search(behind) or _CONSTANT.search(clause)):
        return f"{item}_constant_currency"
    grown = reading.measure is Measure.GROWTH and (_IN_DOLLARS.search(behind) or _IN_DOLLARS.search(clause))
    return f"{item}_us_dollar" if item and grown else item


def unit_of(sentence: Sentence, reading: Reading, number: Number, mention: Mention | None) -> str:
    """The unit a claim has: a currency, one of its own kinds, or what is counted."""
    match number.unit:
        case Unit.PERCENT | Unit.MULTIPLE:
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
    said = reading.per_share or PER_SHARE.match(after) or _PER_SHARE_JA.search(before)
    return f"{number.currency} per share" if share or said else number.currency


def is_outlook(sentence: Sentence, reading: Reading, period: Period | None, *, listed: bool) -> bool:
    """Whether the figure is one expected: of a period not over, or said to be what was planned.

    An item that is `listed` under a heading about what is expected is expected, whatever its period.
    """
    if PLANNED_AMOUNT.search(reading.before[-_NEAR:]) or WAS_PLANNED.match(reading.after):
        return True
    name = reading.mention
    if name is not None and name.end <= reading.figure.start and _is_planned(sentence, name):
        return True
    if period is not None and last_quarter(period) <= sentence.release:
        by_heading = listed and sentence.ahead and OUTLOOK.search(sentence.text) is None
        return by_heading or was_planned(sentence, reading)
    return sentence.ahead


def _is_planned(sentence: Sentence, name: Mention) -> bool:
    """Whether the item is named as what was planned: budgeted revenues, the target for operating income."""
    before = sentence.shape[max(0, name.start - 40) : name.start]
    return (
        PLANNED_ITEM.search(before) is not None
        or ITEM_PLANNED.match(sentence.shape[name.end : name.end + 60]) is not None
    )
