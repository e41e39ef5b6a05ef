"""What each figure of a sentence is of: item, measure, sign, period and base, from the words around it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from xl_addin.domain.periods import Period
from xl_addin.tieout.claims import Measure, Qualifier
from xl_addin.tieout.grammar.mentions import Mention
from xl_addin.tieout.grammar.numbers import Number, Unit
from xl_addin.tieout.grammar.sentence import Figure, Sentence
from xl_addin.tieout.grammar.times import Back, Role, When
from xl_addin.tieout.grammar.vocabulary import Aspect
from xl_addin.tieout.grammar.words import (
    COMPARATIVE,
    LOSS_AFTER,
    LOSS_BEFORE,
    NUMBER,
    REVISION,
    SHARE_AFTER,
    SHARE_BEFORE,
    Direction,
    any_direction,
    change_after,
    change_before,
    loss_said,
    qualifier_after,
    qualifier_before,
)

WINDOW = 120


@dataclass(frozen=True, slots=True)
class Background:
    """What stands above a sentence: the items, period and comparison it may take over.

    `mentions` are the nearest ones, `caption` the scale of unmarked amounts with its currency.
    """

    mentions: tuple[Mention, ...] = ()
    period: Period | None = None
    back: Back | None = None
    base: Period | None = None
    caption: tuple[int, str] | None = None
    share: bool = False


@dataclass(slots=True)
class Reading:
    """What is found out of one figure."""

    figure: Figure
    before: str
    after: str
    pre: list[When] = field(default_factory=list)
    post: list[When] = field(default_factory=list)
    mention: Mention | None = None
    measure: Measure | None = None
    direction: Direction | None = None
    loss: bool | None = None
    period: Period | None = None
    base: Period | None = None
    back: Back | None = None
    own: When | None = None
    is_level: bool = True
    comparative: bool = False
    planned: bool = False
    qualifier: Qualifier = Qualifier.NONE
    number: Number | None = None
    last_percent: Measure | None = None
    foreign: bool = False
    doubts: list[str] = field(default_factory=list)


_REASON = re.compile(
    r"(?<![a-z])(?:due to|because of|because|reflecting|owing to|thanks to|driven by|on the back of|despite|excluding|as a result of"
    r"|amid|offset by|helped by|supported by|led by|attributable to(?! \x02)|resulting from|caused by|in spite of)(?![a-z])[^,;.\x03]{0,60}$"
)
_REASON_JA = re.compile(
    r"^(?:の|が|は|も)?[^、。\x03]{0,14}(?:により|によって|によるもの|に伴い|ため、|影響|を受け|などから|を背景|が寄与|に加え)"
)
_ITEM_AFTER = re.compile(
    r"^\)?[ -](?:(?:\x01+|[a-z]{2,14}(?:ed|er)|net|sequential|total|overall)[ -]){0,3}(?:(?:growth|increase|rise|gain|decline|decrease|drop|fall|reduction"
    r"|improvement|higher|lower|up|down)s? )?(?:in|of|for|from) (?:the |our |its |a |an |total |consolidated |net )?(?:[a-z-]{1,14} )?\x02"
    r"|^[ -](?:(?:\x01+|[a-z]{2,14}(?:ed|er)|net|sequential|total|overall)[ -]){0,3}\x02"
    r"|^\)?(?:程度|前後|近く|ほど|以上|超|弱|強|の規模)?(?:の?(?:増|減)|(?:\x01+)?(?:の?(?:増加|減少|伸び)))?の(?:\x01+の?)?\x02"
)
# A subject of the sentence's own that is no known item: モバイル通信料収入は..., the attach rate was ...
_OWN_TOPIC = re.compile(
    r"[一-龠ァ-ヶー々](?:は|が)[^。\x02\x03]{0,20}$"
    r"|(?:^|[,;:] |and |while |but )(?:the |our |its )?(?!(?:this|that|it|they|these|which|growth|increase|decrease|decline|rise|total|result|figure|drop|gain|change|improvement|latter|same|we|company|loss|profit|margin)(?![a-z]))"
    r"(?:[a-z-]{2,16} ){1,4}(?:was|were|is|rose|grew|increased|decreased|declined|fell|dropped|reached|totaled|totalled|stood|amounted|came|climbed|remained|improved)(?![a-z])[^.;\x02\x03]{0,40}$"
)
_GAINS = frozenset(("added", "adding", "gained"))
_RESPECTIVELY = re.compile(r"(?<![a-z])respectively(?![a-z])|それぞれ")
_CLAUSE = re.compile(r"[;:。、,()]| and | & | while | but | whereas | although | though | with | yet |・|/")


def readings(sentence: Sentence, background: Background) -> list[Reading]:
    """The sentence's figures with all that its words and its background tell."""
    found = [_windowed(sentence, figure) for figure in sentence.figures]
    _share_out_periods(sentence, found)
    pointer = [name.end for name in sentence.mentions]
    for index, reading in enumerate(found):
        _find_direction(reading)
        reading.mention = _subject(sentence, reading, pointer)
        previous = found[index - 1] if index else None
        _continue(reading, previous)
        if reading.direction is not None and reading.direction.word in _GAINS and _is_additions(reading):
            reading.direction, reading.is_level = None, True
        _find_measure(sentence, reading, previous, background)
        _find_loss(reading, previous)
        reading.qualifier = _limit(reading, previous)
    _respectively(sentence, found)
    return found


def _is_additions(reading: Reading) -> bool:
    return reading.mention is not None and reading.mention.concept == "net_additions"


def _respectively(sentence: Sentence, found: list[Reading]) -> None:
    """Revenues and net income were A and B, respectively: each figure its item in the order named."""
    if not _RESPECTIVELY.search(sentence.text) or len(found) < 2:
        return
    names = [name for name in sentence.mentions if name.end <= found[0].figure.start and not name.denominator]
    runs = len(found) // len(names) if names else 0
    if len(names) > 1 and runs and len(found) == runs * len(names):
        for index, reading in enumerate(found):
            reading.mention = names[index % len(names)]
            reading.loss = reading.mention.loss
    places = [
        when for when in sentence.whens if when.start >= found[-1].figure.end and when.role is Role.PLACE
    ]
    if len(places) == len(found) and len(names) <= 1:
        for reading, when in zip(found, places, strict=True):
            reading.own = when


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
    for first, second in zip(found, found[1:], strict=False):
        if _ASIDE.fullmatch(_gap(first, second)) and re.match(r"\)|(?: per share)?,", second.after):
            first.post += [when for when in second.post if when.start > second.figure.end]


def _belongs_to_later(sentence: Sentence, start: int, when: When, end: int) -> bool:
    between = sentence.shape[start : when.start]
    if sentence.japanese:
        opened = between.rfind("(") >= 0 and ")" in sentence.shape[when.end : end]
        return not opened
    closing = len(between) - len(between.lstrip(" )"))
    return _CLAUSE.search(between, closing) is not None


def _find_direction(reading: Reading) -> None:
    number = reading.figure.number
    money = number.unit in (Unit.MONEY, Unit.PLAIN, Unit.BANDWIDTH)
    reading.direction = change_before(reading.before) or change_after(reading.after, money=money)
    reading.is_level = reading.direction is None
    reading.comparative = reading.is_level and COMPARATIVE.search(reading.before[-60:]) is not None


def _subject(sentence: Sentence, reading: Reading, ends: list[int]) -> Mention | None:
    """The item a figure is of: one that follows as its noun, else the last one before, else the next."""
    names, figure = sentence.mentions, reading.figure
    index = bisect_right(ends, figure.start)
    while index < len(names) and names[index].start < figure.end:
        index += 1
    if _ITEM_AFTER.match(reading.after):
        following = next((name for name in names[index : index + 3] if not name.denominator), None)
        if following is not None and not _counts_before(names, index, following):
            return following
    weak = None
    for name in reversed(names[max(0, index - 6) : index]):
        if (
            name.denominator
            or _in_aside(sentence, name, figure)
            or _counts_before(names, names.index(name), name)
        ):
            continue
        if not _is_reason(sentence, name, figure):
            return name
        weak = weak or name
    if weak is None:
        following = next((name for name in names[index : index + 3] if not name.denominator), None)
        if _OWN_TOPIC.search(reading.before):
            following, reading.foreign = None, True
        if following is not None and (index == 0 or all(name.denominator for name in names[:index])):
            return following
    return weak


def _counts_before(names: tuple[Mention, ...], index: int, following: Mention) -> bool:
    """Whether the noun after a figure only says what is counted of the item before: vehicle sales of 8 million units."""
    counted = any(name.aspect is Aspect.COUNT and name.item for name in names[max(0, index - 3) : index])
    return following.generic and following.item is None and counted


def _in_aside(sentence: Sentence, name: Mention, figure: Figure) -> bool:
    """Whether the name stands in parentheses that are closed before the figure."""
    between = sentence.shape[name.end : min(figure.start, name.end + WINDOW)]
    closed, opened = between.find(")"), between.find("(")
    return (
        closed >= 0
        and (opened < 0 or closed < opened)
        and "(" in sentence.shape[max(0, name.start - 60) : name.start]
    )


def _is_reason(sentence: Sentence, name: Mention, figure: Figure) -> bool:
    between = sentence.shape[name.end : figure.start]
    if sentence.japanese:
        return _REASON_JA.match(between) is not None
    if not re.search(r"[,;]", between) or re.search(r", which|, whose", between):
        return False
    return _REASON.search(sentence.shape[max(0, name.start - WINDOW) : name.start]) is not None


_JOINED = re.compile(
    r"^\)?(?:,? ?(?:and|&|or|,|from|to|but|in|of|on|at|over|than|versus|against|compared with|compared to|respectively|sequentially|then|as reported|on an? [a-z. ]{2,20} basis|in constant currency|at constant currencies|\x01+|\x03+)){1,8} ?\(?$"
    r"|^\)?(?:、|および|及び|と|から|に対し|\x01+|の|は|\()+$"
)


_ASIDE = re.compile(r" ?\(|,? or |, equivalent to |, or about ")
_THAN = re.compile(
    r"^\)? (?:more|less|higher|lower|above|below|better|worse|fewer|up on|down on|over)(?: than)?(?: (?:the|those of|a|its|our))? ?$"
)


def _continue(reading: Reading, previous: Reading | None) -> None:
    """Takes over from the figure before what joining words carry on: from 12.5% and 11.6%, up 5% and 3%."""
    if previous is None:
        return
    gap = _gap(previous, reading)
    same = previous.figure.number.unit is reading.figure.number.unit
    if previous.direction is not None and not previous.is_level and _THAN.match(gap):
        reading.comparative = True
        return
    aside = _ASIDE.fullmatch(gap) is not None
    if aside and reading.direction is None and previous.direction is not None and not previous.is_level:
        reading.direction, reading.is_level = previous.direction, False
        return
    if (
        not same
        or len(gap) >= WINDOW
        or not _JOINED.match(gap)
        or re.search(r"(?<![a-z])(?:to|at)(?![a-z])", gap)
    ):
        return
    if previous.comparative and reading.is_level:
        reading.comparative = True
    elif previous.direction is not None and reading.direction is None and not reading.comparative:
        reading.direction, reading.is_level = previous.direction, previous.is_level


def _gap(previous: Reading, reading: Reading) -> str:
    """The shape between two figures, as far as the window reaches."""
    length = reading.figure.start - previous.figure.end
    return reading.before[-length:] if length > 0 else ""


def _limit(reading: Reading, previous: Reading | None) -> Qualifier:
    """How the words around the figure limit it, unless they compare it with the one before."""
    if previous is not None and _THAN.match(_gap(previous, reading)):
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
        case Unit.MONEY:
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
    if aspect is Aspect.GROWTH or _compares(reading) or reading.figure.number.sign:
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
        reading.doubts.append("a percentage that the words do not clearly call growth or share")
        return Measure.GROWTH
    if reading.mention is not None:
        reading.doubts.append("a percentage that the words do not clearly call growth or share")
    return Measure.MARGIN


def _find_loss(reading: Reading, previous: Reading | None) -> None:
    """Whether the figure is said to be a loss, by the words next to it or by the item's own name."""
    after = LOSS_AFTER.match(reading.after)
    if after is not None and reading.is_level:
        reading.loss = loss_said(after)
        return
    name = reading.mention
    gap = reading.before if previous is None else _gap(previous, reading)
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


def is_range(first: Reading, second: Reading, shape: str, *, ahead: bool) -> bool:
    """Whether two figures are the ends of a range, not of a change."""
    gap = shape[first.figure.end : second.figure.start]
    joint = re.fullmatch(
        r"(?:件|台|回線|社|人)? ?(?:to|-|~|and|から|through|or)(?: (?:about|approximately|around|約))? ?", gap
    )
    if joint is None or NUMBER in gap:
        return False
    word = joint[0].lstrip("件台回線社人").strip().split(" ")[0]
    if not _same_kind(first.figure.number, second.figure.number):
        return False
    if word in ("-", "~"):
        return True
    tail = first.before
    if word in ("and", "or"):
        return (
            word == "and"
            and re.search(r"(?<![a-z])(?:between|from)(?: \x02+ of)?(?: (?:about|approximately))? ?$", tail)
            is not None
        )
    if word == "から":
        moved = re.match(
            r"^(?:に|へ|となり|まで(?:増|減|拡|縮|上|下|改)|の(?:黒字|赤字|利益|損失)(?:に|へ))", second.after
        )
        return moved is None and not any(when.back for when in first.pre) and second.is_level
    if REVISION.search(tail) and re.search(r"(?<![a-z])from ?$", tail):
        return False
    if re.search(r"range(?: of| between| from)?(?: about)? ?$|(?<![a-z])of(?: about)? ?$", tail):
        return True
    if re.search(r"(?<![a-z])from ?$", tail):
        return ahead and any_direction(tail[-40:], last=True) is None
    return ahead or first.direction is None or first.figure.number.unit is not Unit.MONEY


def _same_kind(first: Number, second: Number) -> bool:
    """Whether two numbers count the same, one of them perhaps printed without its unit: JPY10.5-11.0 billion."""
    if first.unit is second.unit:
        return first.currency == second.currency
    return first.unit is Unit.PLAIN or (second.unit is Unit.PLAIN and first.unit is Unit.MONEY)
