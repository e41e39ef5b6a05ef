"""The item each figure of a sentence is of, among those that the sentence names."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from xl_addin.tieout.grammar.items.mention import Mention
from xl_addin.tieout.grammar.items.part_words import NO_NOUNS, words_of
from xl_addin.tieout.grammar.items.vocabulary import Aspect
from xl_addin.tieout.grammar.reading import WINDOW, Reading
from xl_addin.tieout.grammar.reservations.licences import is_of_something_else
from xl_addin.tieout.grammar.sentence import Figure, Sentence
from xl_addin.tieout.grammar.text.numbers import Unit

_REASON = re.compile(
    r"(?<![a-z])(?:due to|because of|because|reflecting|owing to|thanks to|driven by|on the back of"
    r"|despite|excluding|as a result of"
    r"|amid|offset by|helped by|supported by|led by|attributable to(?! \x02)|resulting from|caused by"
    r"|in spite of)(?![a-z])[^,;.\x03]{0,60}$"
)
_REASON_JA = re.compile(
    r"^(?:の|が|は|も)?[^、。\x03]{0,14}(?:により|によって|によるもの|に伴い|ため、|影響|を受け|などから"
    r"|を背景|が寄与|に加え|ものの|にもかかわらず)"
)
_ITEM_AFTER = re.compile(
    r"^\)?[ -](?:(?:\x01+|[a-z]{2,14}(?:ed|er)|net|sequential|total|overall)[ -]){0,3}(?:(?:growth"
    r"|increase|rise|gain|decline|decrease|drop|fall|reduction"
    r"|improvement|higher|lower|up|down)s? )?(?:in|of|for|from) (?:the |our |its |a |an |total "
    r"|consolidated |net )?(?:[a-z-]{1,14} )?\x02"
    r"|^[ -](?:(?:\x01+|[a-z]{2,14}(?:ed|er)|net|sequential|total|overall)[ -]){0,3}\x02"
    r"|^\)?(?:程度|前後|近く|ほど|以上|超|弱|強|の規模)?(?:の?(?:増|減)|(?:\x01+)?(?:の?(?:増加|減少"
    r"|伸び)))?の(?:\x01+の?)?\x02"
)
# Its own name stands right before it: an operating profit of A from an operating loss of B.
_NAMED_BEFORE = re.compile(r"\x02 of (?:about |approximately |around )?$")
# A subject of the sentence's own that is no known item: モバイル通信料収入は..., the attach rate was ...
_OWN_TOPIC = re.compile(
    r"[一-龠ァ-ヶー々](?:は|が)[^。\x02\x03]{0,20}$"
    r"|(?:^|[,;:] |and |while |but )(?:the |our |its )?(?!(?:this|that|it|they|these|which|growth|increase"
    r"|decrease|decline|rise|total|result|figure|drop|gain|change|improvement|latter|same|we|company|loss"
    r"|profit|margin)(?![a-z]))"
    r"(?:[a-z-]{2,16},? ){1,8}(?:was|were|is|rose|grew|increased|decreased|declined|fell|dropped|reached"
    r"|totaled|totalled|stood|amounted|came|climbed|remained|improved|reduced|lowered|widened|narrowed)"
    r"(?![a-z])[^.;\x02\x03]{0,40}$"
)
# Of another thing, of which the item only is a reason: 負債は、借入金の増加により.
_TOPIC_JA = re.compile(r"[一-龠々ァ-ヶー]は、?$")
_AMOUNT_OF = re.compile(
    r",? (?:of|at|totall?ing|amounting to|which (?:were|was|totall?ed))"
    r"(?: (?:about|approximately|around|some))? ?"
    r"|(?:の|である|、|約)?"
)
_KNOWN_SIGNS = frozenset("\x01\x02\x03")
_PRONOUNS = frozenset(["it", "this", "that", "they", "we", "these", "which", "growth", "orders", "results"])


_OTHER_SUBJECT = re.compile(
    r"(?:^|[,:;] (?:and )?|(?P<joined>[A-Z][A-Za-z]* )?and )(?P<name>[A-Z][A-Za-z&/.]+(?: (?:and "
    r"|& )?[A-Z][A-Za-z&/.]*){0,3}) (?:was |were |is )?"
    r"(?:up|down|increased|decreased|declined|grew|rose|fell|gained|dropped)(?: by)?(?: about"
    r"| approximately)? $"
)


_OTHER_NOUN = re.compile(
    r"(?:, and|, while|;|, but|, whereas|, with| as| because| since| although) (?:the |our |its "
    r"|their )?(?P<name>(?:[a-z][a-z-]{2,15} ){1,4})"
    r"(?:fell|rose|grew|increased|decreased|declined|dropped|climbed|was|were|reached|totaled|amounted"
    r"|came|stood)"
    r"(?: by| to| up| down| at)?(?: about| approximately| more than| nearly)? $"
)
_OTHER_AFTER = re.compile(
    r"^ (?:\x01+ )?(?:growth|increase|decline|decrease|rise|drop|reduction) in (?:the |our |its )?"
    r"(?!total|constant|net|both|all|fiscal|each)[a-z][a-z-]{2,15} (?![^,;.\x03]{0,25}\x02)"
)


# Another thing of so much: a write-off of JPY464 million, personnel expenses of JPY464 million.
_NOUN_OF = re.compile(
    r"(?<![a-z])(?P<noun>[a-z][a-z-]{2,20}) (?:of|totall?ing|amounting to)"
    r"(?: (?:about|approximately|around|some|nearly|almost|only|just|the|an?|more than|over|up to"
    r"|at least|less than))* ?$"
)
_NEAR = 64
_MEASURES = words_of(
    """
    total totals sum amount amounts level levels figure figures result results range rate rates growth loss
    losses profit profits income gain gains deficit surplus revenue revenues sales earnings margin margins
    ratio share percentage proportion fraction record high low peak average minimum maximum excess target
    targets guidance forecast forecasts plan estimate estimates outlook expectation expectations consensus
    projection midpoint mid-point end top bottom out instead short upwards upward because order worth value
    turnaround swing difference change changes movement inflow outflow number count base equivalent balance
    half quarter part one two face tune region neighborhood vicinity magnitude shortfall volume turnover size
    scale increase increases decrease decreases rise decline declines drop fall jump surge expansion recovery
    uplift improvement improvements acceleration reduction slide slump dip contraction deterioration shrinkage
    narrowing widening addition additions churn performance yield speed bandwidth capacity price mean median
    consisting comprising made and or but than budget goal goals band spread
    upside downside cut step fluctuation
    """
)


def _is_of_other_noun(reading: Reading) -> bool:
    """Whether a noun that is no item and no word for a size says what the amount is of."""
    if reading.figure.number.unit is not Unit.MONEY:
        return False
    found = _NOUN_OF.search(reading.before[-_NEAR:])
    return found is not None and found["noun"] not in _MEASURES


def _has_other_subject(sentence: Sentence, figure: Figure) -> bool:
    """Whether a name in capitals that is no item is what rose or fell: Americas up 5%, EMEA down 3%."""
    begin = max(0, figure.start - 90)
    found = _OTHER_SUBJECT.search(sentence.printed[begin : figure.start])
    if found is None:
        noun = _OTHER_NOUN.search(sentence.shape[begin : figure.start])
        return noun is not None and not NO_NOUNS.intersection(noun["name"].split())
    if found["joined"] is not None:  # one name: Game and Network Services
        return False
    name = sentence.shape[begin + found.start("name") : begin + found.end("name")]
    return not _KNOWN_SIGNS.intersection(name) and found["name"].lower() not in _PRONOUNS


def subject_of(sentence: Sentence, reading: Reading, ends: list[int]) -> Mention | None:
    """The item a figure is of: one that follows as its noun, else the last one before, else the next."""
    names, figure = sentence.mentions, reading.figure
    index = bisect_right(ends, figure.start)
    while index < len(names) and names[index].start < figure.end:
        index += 1
    if (
        _has_other_subject(sentence, figure)
        or _OTHER_AFTER.match(reading.after)
        or _is_of_other_noun(reading)
        or is_of_something_else(sentence, reading)
    ):
        reading.foreign = True
        return None
    whole = _denominator_with_amount(sentence, names[index - 1] if index else None, figure)
    if whole is not None:
        return whole
    following = next((name for name in names[index : index + 3] if not name.denominator), None)
    as_noun = following is not None and _ITEM_AFTER.match(reading.after) is not None
    as_noun = as_noun and _NAMED_BEFORE.search(reading.before) is None
    if as_noun and following is not None and not _counts_before(names, index, following):
        return following
    before, is_reason = _before(sentence, figure, index)
    if before is not None and is_reason and _TOPIC_JA.search(sentence.shape[: before.start]):
        reading.foreign = True
        return None
    return before or _next_one(reading, names[:index], following)


def _denominator_with_amount(sentence: Sentence, name: Mention | None, figure: Figure) -> Mention | None:
    """What a share is of, where its amount comes right after it: 85.1% of revenues of JPY9,914 million."""
    if name is None or not name.denominator or figure.number.unit is not Unit.MONEY:
        return None
    between = sentence.text[name.end : figure.start]
    return replace(name, denominator=False) if _AMOUNT_OF.fullmatch(between) else None


def _before(sentence: Sentence, figure: Figure, index: int) -> tuple[Mention | None, bool]:
    """The last item before a figure, rather one that is no mere reason; and whether it is one."""
    names, weak = sentence.mentions, None
    for place in range(index - 1, max(-1, index - 7), -1):
        name = names[place]
        if name.denominator or _in_aside(sentence, name, figure) or _counts_before(names, place, name):
            continue
        if (place and is_complement(sentence, name)) or _in_comma_aside(sentence, name):
            continue
        if not _is_reason(sentence, name, figure):
            return name, False
        weak = weak or name
    return weak, weak is not None


def _next_one(reading: Reading, passed: tuple[Mention, ...], following: Mention | None) -> Mention | None:
    """The first item of the sentence, where it comes after the figure."""
    if _OWN_TOPIC.search(reading.before):
        reading.foreign = True
        return None
    return following if all(name.denominator for name in passed) else None


def _counts_before(names: tuple[Mention, ...], index: int, following: Mention) -> bool:
    """Whether the noun after a figure only says what is counted: vehicle sales of 8 million units."""
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


# What the noun before it is of: a backlog of revenues, income before depreciation.
_SHOWN_IN = re.compile(
    r", (?:(?:which|that) (?:is|are|was|were) )?(?:recorded|included|reported|presented|classified|reflected)"
    r" [^,\x02\x03]{0,30}$"
)
_COMPLEMENT = re.compile(r"\x02 (?:of|before|excluding|less) (?:the |our |its |any )?$")


def is_complement(sentence: Sentence, name: Mention) -> bool:
    """Whether the name only tells what the noun before it is of: a backlog of revenues."""
    return _COMPLEMENT.search(sentence.shape[max(0, name.start - 20) : name.start]) is not None


def _in_comma_aside(sentence: Sentence, name: Mention) -> bool:
    """Whether the name only says where something is shown: charges, recorded within income, rose."""
    before = sentence.shape[max(0, name.start - 60) : name.start]
    return sentence.shape.startswith(",", name.end) and _SHOWN_IN.search(before) is not None


def _is_reason(sentence: Sentence, name: Mention, figure: Figure) -> bool:
    between = sentence.shape[name.end : figure.start]
    if sentence.japanese:
        return _REASON_JA.match(between) is not None
    if not re.search(r"[,;]", between) or re.search(r", which|, whose", between):
        return False
    return _REASON.search(sentence.shape[max(0, name.start - WINDOW) : name.start]) is not None
