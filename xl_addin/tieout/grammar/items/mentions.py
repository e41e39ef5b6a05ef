"""Items as a sentence names them: which line of the statement, and of which part of the business."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xl_addin.tieout.grammar.items.english_parts import of_english_part
from xl_addin.tieout.grammar.items.glossary import (
    Glossary,
    bare_name,
    concept_of_key,
    english_names,
    japanese_names,
    without_genitive,
)
from xl_addin.tieout.grammar.items.japanese_parts import NEUTRAL_JA, of_japanese_part
from xl_addin.tieout.grammar.items.mention import Mention
from xl_addin.tieout.grammar.items.vocabulary import CONCEPTS, ENGLISH, JAPANESE, Aspect, Sense

_GROWTH = re.compile(
    r" (?:growth rate|growth|increase rate)(?! (?:in|of (?:our|its|the)))(?![a-z])|(?:の)?(?:成長率"
    r"|増加率|伸び率"
    r"|増減率|増収率|増益率)"
)
_RATIO_JA = re.compile(r"(?:比率|率)")
_DENOMINATOR = re.compile(
    r"(?:(?:%|percent|percentage|share|proportion|ratio|fraction) (?:of|to) |relative to |as a % of )"
    r"(?:the |our |its |total |net |consolidated |group |company |overall |quarterly |annual "
    r"|[1-4]q[0-9]{2,4} |[12]h[0-9]{2,4} |fy[0-9]{2,4} ){0,3}$"
)
_DENOMINATOR_JA = re.compile(r"^(?:全体)?(?:に占め|に対する|対比|比(?!率)|の[0-9.]{1,6}%)")
# 売上高100億円の28.5%を占め: what a share is of, with its amount.
_DENOMINATOR_AMOUNT_JA = re.compile(
    r"^(?:の|である|、)?[0-9][0-9.,兆億百万千]{0,20}円の(?:約)?[0-9.]{1,6}%(?:程度)?(?:を占|に相当|に当|を構成)"
)
_JOINED_TO_NAME_JA = re.compile(r"[一-龠ァ-ヶーA-Za-z0-9&・]の?$")
_OF_WHICH = re.compile(r"(?:of (?:which|this|that|these)|(?:この|その)?うち),? ?(?:、|の)?(?:the |our )?$")
_BRINGS = re.compile(
    r" (?:(?:segment|business|division) )?(?:accounted|contributed|represented|made up|was|were|brought|came"
    r"|generated|provided|comprised|totall?ed)(?![a-z])|は|が"
)


def mentions(text: str, printed: str, masked: str, glossary: Glossary, *, japanese: bool) -> list[Mention]:
    """The items a sentence names, in order and apart from each other.

    Args:
        text: the sentence in plain small letters; `printed` has its capitals.
        masked: the text with the words for periods blanked out.
        japanese: which of the two languages it is in.
    """
    found = [*_labels(text, glossary), *_named(text, printed, masked, glossary, japanese=japanese)]
    found.sort(key=lambda mention: (mention.start, -mention.end))
    apart: list[Mention] = []
    for mention in found:
        if not apart or mention.start >= apart[-1].end:
            apart.append(mention)
        elif mention.end > apart[-1].end:
            apart[-1] = mention
    alone = [*_parts_alone(text, glossary, apart, japanese=japanese), *_parts_of_which(text, glossary, apart)]
    return sorted([*alone, *apart], key=lambda mention: mention.start) if alone else apart


def _labels(text: str, glossary: Glossary) -> Iterator[Mention]:
    for found in glossary.pattern.finditer(text) if glossary.pattern else ():
        key = glossary.labels.get(found[0]) or glossary.labels.get(without_genitive(found[0]))
        if key is None:
            continue
        name, concept = concept_of_key(key)
        aspect, end = concept.aspect, found.end()
        growth = _GROWTH.match(text, end)
        if growth:
            aspect, end = Aspect.GROWTH, growth.end()
        ratio = _RATIO_JA.match(text, end) if concept.aspect is Aspect.AMOUNT else None
        if ratio:
            aspect, end = Aspect.RATIO, ratio.end()
        loss = " loss" in found[0] and "income" not in found[0]
        bare = key == concept.whole and (found[0] in ENGLISH or found[0] in JAPANESE)
        yield Mention(
            found.start(), end, key, name, aspect, loss, concept.unit, concept.balance, is_bare=bare
        )


def _named(text: str, printed: str, masked: str, glossary: Glossary, *, japanese: bool) -> Iterator[Mention]:
    names, pattern = (JAPANESE, japanese_names()) if japanese else (ENGLISH, english_names())
    latest_part = ""
    for found in pattern.finditer(text):
        sense = names[bare_name(found[0], names)]
        mention = _mention(found, sense, text)
        if mention.denominator:
            yield mention
        elif japanese:
            yield of_japanese_part(mention, sense, masked, glossary)
        else:
            resolved, part = of_english_part(
                mention, sense, masked, printed, glossary=glossary, latest=latest_part
            )
            latest_part = part or latest_part
            yield resolved


def _mention(found: re.Match[str], sense: Sense, text: str) -> Mention:
    concept, end, aspect = CONCEPTS[sense.concept], found.end(), sense.aspect
    growth = _GROWTH.match(text, end)
    if growth:
        aspect, end = Aspect.GROWTH, growth.end()
    window = text[max(0, found.start() - 60) : found.start()]
    share = _DENOMINATOR.search(window) is not None or _is_denominator_ja(text, found.start(), end)
    generic = not concept.whole
    return Mention(
        found.start(), end, concept.whole or None, sense.concept, aspect, sense.loss, concept.unit,
        concept.balance, generic=generic, denominator=share,
    )  # fmt: skip


def _is_denominator_ja(text: str, start: int, end: int) -> bool:
    if _DENOMINATOR_JA.match(text[end : end + 12]):
        return True
    if not _DENOMINATOR_AMOUNT_JA.match(text[end : end + 50]):
        return False
    return _JOINED_TO_NAME_JA.search(NEUTRAL_JA.sub("", text[max(0, start - 40) : start])) is None


def _parts_alone(text: str, glossary: Glossary, named: list[Mention], *, japanese: bool) -> Iterator[Mention]:
    """A part that stands for its revenues: Europe brought in 248.1 billion yen."""
    if glossary.part_pattern is None:
        return
    revenues = glossary.parts.get("revenues", {})
    first = named[0].start if named and not named[0].denominator else len(text)
    for found in glossary.part_pattern.finditer(text, 0, first):
        key = revenues.get(found[0])
        starts = japanese or found.start() <= len("in the ")
        if key and starts and not any(other.start <= found.start() < other.end for other in named):
            yield Mention(found.start(), found.end(), key, "revenues", Aspect.AMOUNT, is_part=True)
            return


def _parts_of_which(text: str, glossary: Glossary, named: list[Mention]) -> Iterator[Mention]:
    """A part of what is named before: of which systems integration accounted for JPY2.9 billion."""
    if glossary.part_pattern is None or not ("of " in text or "うち" in text):
        return
    first = min((name.end for name in named if not name.denominator), default=len(text))
    revenues = glossary.parts.get("revenues", {})
    for found in glossary.part_pattern.finditer(text, first):
        key = revenues.get(found[0])
        after_which = _OF_WHICH.search(text, max(0, found.start() - 25), found.start())
        inside = any(name.start <= found.start() < name.end for name in named)
        if key and after_which and _BRINGS.match(text, found.end()) and not inside:
            yield Mention(found.start(), found.end(), key, "revenues", Aspect.AMOUNT, is_part=True)
