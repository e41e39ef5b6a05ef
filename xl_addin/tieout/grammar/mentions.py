"""Items as a sentence names them: which line of the statement, and of which part of the business."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from xl_addin.tieout.grammar.glossary import (
    Glossary,
    bare_name,
    concept_of_key,
    english_names,
    japanese_names,
    normal_part,
)
from xl_addin.tieout.grammar.part_words import (
    BEFORE_VERBS,
    NEUTRAL,
    PARTS,
    SAME_PART,
    TOTAL_WORDS,
    VERBS,
)
from xl_addin.tieout.grammar.vocabulary import CONCEPTS, ENGLISH, JAPANESE, Aspect, Sense


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of an item. `item` is None where its part of the business is not known, and `doubt` says why.

    `generic` names only a concept ("margin", "contracts"), whose item the surroundings tell.
    A `denominator` is what a share is of, as in "12% of revenues". One that `is_bare` names a line of the
    whole company without saying so: "revenues".
    """

    start: int
    end: int
    item: str | None
    concept: str | None
    aspect: Aspect
    loss: bool = False
    unit: str = ""
    balance: bool = False
    generic: bool = False
    denominator: bool = False
    is_part: bool = False
    explicit_total: bool = False
    is_bare: bool = False
    doubt: str = ""


_GROWTH = re.compile(
    r" (?:growth rate|growth|increase rate)(?! (?:in|of (?:our|its|the)))(?![a-z])|(?:の)?(?:成長率"
    r"|増加率|伸び率"
    r"|増減率|増収率|増益率)"
)
_RATIO_JA = re.compile(r"(?:比率|率)")
_DENOMINATOR = re.compile(
    r"(?:(?:%|percent|percentage|share|proportion|ratio|fraction) (?:of|to) |relative to |as a % of )"
    r"(?:the |our |its |total |net |consolidated |group |company |overall |quarterly |annual ){0,3}$"
)
_DENOMINATOR_JA = re.compile(r"^(?:全体)?(?:に占め|に対する|対比|比(?!率)|の[0-9.]{1,6}%)")
# 売上高100億円の28.5%を占め: what a share is of, with its amount.
_DENOMINATOR_AMOUNT_JA = re.compile(
    r"^(?:の|である|、)?[0-9][0-9.,兆億百万千]{0,20}円の(?:約)?[0-9.]{1,6}%(?:程度)?(?:を占|に相当|に当|を構成)"
)
_JOINED_TO_NAME_JA = re.compile(r"[一-龠ァ-ヶーA-Za-z0-9&・]の?$")
_WORD = re.compile(r"([a-z0-9][a-z0-9/'+.-]*|&)([ -])$")
_LAST_WORD = re.compile(r"(?<![a-z])(?<!due )(?<!thanks )(?<!owing )(?<!relative )(?<!attributable )([a-z]+) $")
_MOST_WORDS = 6
_ENDINGS = re.compile(r"(?:ed|ing|ly|est)$")
_AFTER = re.compile(r" (?:in|from|at|of) (?:the |our |its )?")
_CAPITALS = re.compile(
    r"((?:[A-Z][A-Za-z0-9&.'/-]{1,20}|IT|TV|PC)(?: (?:and |& |of )?[A-Z][A-Za-z0-9&.'/-]{0,20}){0,4})"
    r"( (?:segment|business|division|unit|operations))?(?![A-Za-z0-9])"
)
_NOT_PART = re.compile(
    r"(?:q[1-4]|[1-4]q|fy|fiscal|jpy|usd|us\$|yen|january|february|march|april|may|june|july|august|september"
    r"|october|november|december|first|second|third|fourth|the|this)(?![a-z])|[0-9]|[hq][12]"
)
_IN_PART = re.compile(
    r"(?:^|[.;,] |(?<= )(?=in ))(?:(?:in|at|within|for) )?(?:the "
    r"|our )?([a-z][a-z0-9&/ -]{1,40}?) (?:segment|business"
    r"|division|unit|group)(?![a-z'])"
)
_KIND = re.compile(r" (?:segment|business|division|unit|group)$")
_ARTICLE = re.compile(r" ?(?:in |at |for |within )?(?:the |our )?")
_PART_JA = re.compile(
    r"([一-龠ァ-ヶーA-Za-z0-9&・]{1,20}(?:事業|部門|分野|セグメント))(?:(?:における|での|の)|は|では|で"
    r"|、|について)"
)
_COMPOUND_JA = re.compile(r"([一-龠ァ-ヶーA-Za-z0-9&・]{1,20})(の?)$")
NEUTRAL_JA = re.compile(
    r"(?:連結|単体|全社|当社|当|グループ|全体|総|四半期|通期|年間|累計|期間|実績|予想|計画|目標|最高"
    r"|最大|過去|同|業績|期|の|ベース"
    r"|世界|国際会計基準|日本基準|ifrs|基本的|希薄化後|主要|合計|これら|その結果|結果|直近|純|月次|当期|当該"
    r"|中間|会計|以上|程度|前後|当連結会計年度|(?<![一-龠])年|末|上|下|結果、)+$"
)
_JOINTS_JA = tuple(f"{name}{joint}" for name in JAPANESE for joint in ("・", "と", "及び", "および", "/"))
_OF_WHICH = re.compile(r"(?:of (?:which|this|that|these)|(?:この|その)?うち),? ?(?:、|の)?(?:the |our )?$")
_BRINGS = re.compile(
    r" (?:(?:segment|business|division) )?(?:accounted|contributed|represented|made up|was|were|brought|came"
    r"|generated|provided|comprised|totall?ed)(?![a-z])|は|が"
)
_TOTAL_JA = re.compile(r"連結|全社|グループ|全体|総")


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
        key = glossary.labels.get(found[0]) or glossary.labels.get(_genitive(found[0]))
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


def _genitive(name: str) -> str:
    return name.removesuffix("'s").removesuffix("'")


def _named(text: str, printed: str, masked: str, glossary: Glossary, *, japanese: bool) -> Iterator[Mention]:
    names, pattern = (JAPANESE, japanese_names()) if japanese else (ENGLISH, english_names())
    latest_part = ""
    for found in pattern.finditer(text):
        sense = names[bare_name(found[0], names)]
        mention = _mention(found, sense, text)
        if mention.denominator:
            yield mention
        elif japanese:
            yield _of_japanese_part(mention, sense, masked, glossary)
        else:
            resolved, part = _of_english_part(
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


def _replaced(mention: Mention, key: str | None, *, doubt: str = "", start: int | None = None) -> Mention:
    return Mention(
        mention.start if start is None else start, mention.end, key, mention.concept, mention.aspect,
        mention.loss, mention.unit, mention.balance, doubt=doubt,
    )  # fmt: skip


def _of_english_part(
    mention: Mention, sense: Sense, text: str, printed: str, *, glossary: Glossary, latest: str
) -> tuple[Mention, str]:
    """The mention with the part of the business it is of: before it, after it, or said at the start."""
    known = glossary.parts.get(sense.concept, {})
    part = _known_before(text, mention.start, known)
    if part:
        return _replaced(mention, known[part]), part
    words, start, total = _words_before(text, printed, mention.start)
    for count in range(len(words)):
        part = normal_part(" ".join(words[count:]))
        if part in known:
            return _replaced(mention, known[part], start=start), part
    own = normal_part(" ".join(words))
    if own in SAME_PART:
        own = latest
        if own in known:
            return _replaced(mention, known[own], start=start), own
    if own and not total:
        return _replaced(mention, _composed(own, sense), start=start), own
    if total:
        return _as_total(mention), ""
    part = _part_after(text, printed, mention, known)
    if part:
        return _replaced(mention, known.get(part) or _composed(part, sense)), part
    if (mention.generic or mention.aspect is Aspect.COUNT) and latest in known:
        return _replaced(mention, known[latest]), latest
    part = _part_before(text, mention, glossary, known)
    if part:
        return _replaced(mention, known.get(part) or _composed(part, sense)), part
    return replace(mention, is_bare=True), ""


def _as_total(mention: Mention) -> Mention:
    return Mention(
        mention.start, mention.end, mention.item, mention.concept, mention.aspect, mention.loss, mention.unit,
        mention.balance, mention.generic, explicit_total=True,
    )  # fmt: skip


def _composed(part: str, sense: Sense) -> str | None:
    """The key of a part's item that no workbook need have: cloud revenues, adjusted operating income."""
    ending = CONCEPTS[sense.concept].ending
    name = re.sub(r"[^a-z0-9]+", "_", part).strip("_")
    return f"{name}{ending}" if ending and name else None


def _known_before(text: str, end: int, known: Mapping[str, str]) -> str:
    """The longest known part that stands right before a name, with or without the word for what it is."""
    if not known:
        return ""
    left = f" {normal_part(text[max(0, end - 60) : end])}"
    bare = _KIND.sub("", left)
    fitting = [part for part in known if left.endswith(f" {part}") or bare.endswith(f" {part}")]
    return max(fitting, key=len, default="")


def _words_before(text: str, printed: str, end: int) -> tuple[list[str], int, bool]:
    """The words before a name that tell which part it is of, where they start, whether it is the whole."""
    words: list[str] = []
    total, principles, start = False, False, end
    for _ in range(_MOST_WORDS):
        found = _WORD.search(text, max(0, start - 25), start)
        if found is None:
            break
        word = found[1]
        total = total or (word in TOTAL_WORDS and not words)
        principles = principles or word == "gaap"
        if principles and word in ("us", "u.s."):
            break
        as_printed = printed[found.start() : found.end(1)]
        if _is_verb(word, as_printed, text[max(0, found.start() - 20) : found.start()]):
            break
        if not _is_part_word(word, as_printed, found.start(), bool(words)):
            if word not in ("ifrs", "gaap", "net", "reported", "quarterly", "annual"):
                break
            start = found.start()
            continue
        start = found.start()
        words.insert(0, word)
    while words and words[0] in ("and", "&", "of", "-"):
        words.pop(0)
    return words, start, total and not words


def _is_verb(word: str, as_printed: str, before: str) -> bool:
    """Whether a word in small letters does something with the figure: "targets revenues", "to hold costs"."""
    if as_printed[0].isupper() or word in PARTS:
        return False
    last = _LAST_WORD.search(before)
    return word in VERBS or (last is not None and last[1] in BEFORE_VERBS)


def _is_part_word(word: str, as_printed: str, start: int, joined: bool) -> bool:
    if word in ("and", "&", "-", "of"):
        return joined and word != "of"
    if word in PARTS:
        return True
    if word in NEUTRAL or _ENDINGS.search(word) or (word[0].isdigit() and not word[-1].isalpha()):
        return False
    if _NOT_PART.match(word):
        return False
    capital = as_printed[0].isupper()
    return (capital and start > 0) or (not joined) or (capital and joined)


def _part_after(text: str, printed: str, mention: Mention, known: Mapping[str, str]) -> str:
    joint = _AFTER.match(text, mention.end)
    if joint is None:
        return ""
    right = f"{normal_part(text[joint.end() : joint.end() + 60])} "
    longest = max((name for name in known if right.startswith(f"{name} ")), key=len, default="")
    if longest:
        return longest
    found = _CAPITALS.match(printed, joint.end())
    if found is None or _NOT_PART.match(text, joint.end()) or joint[0].startswith((" of", " at")):
        return ""
    return normal_part(text[found.start(1) : found.end(1)])


def _part_before(text: str, mention: Mention, glossary: Glossary, known: Mapping[str, str]) -> str:
    """A part named at the start of the sentence: In the Mobile segment the operating loss ..."""
    if not mention.concept or mention.concept == "margin":
        return ""
    window = text[: mention.start] if mention.start < 120 else f" {text[mention.start - 120 : mention.start]}"
    start = _ARTICLE.match(text)
    opening = (
        glossary.part_pattern.match(text, start.end() if start else 0) if glossary.part_pattern else None
    )
    if opening and opening[0] in known and opening.end() <= mention.start:
        return opening[0]
    found = _IN_PART.search(window)
    named = found is not None and found[1].split()[0] not in NEUTRAL
    return normal_part(found[1]) if found and named else ""


def _of_japanese_part(mention: Mention, sense: Sense, masked: str, glossary: Glossary) -> Mention:
    known = glossary.parts.get(sense.concept, {})
    left = masked[max(0, mention.start - 40) : mention.start].replace("\x01", "")
    bare = NEUTRAL_JA.sub("", left)
    part = max((name for name in known if bare.endswith(name)), key=len, default="")
    if part:
        return _replaced(mention, known[part])
    whole = _TOTAL_JA.search(left[len(bare) :]) is not None
    prefix = "adjusted" if bare.endswith("調整後") else "non_ifrs" if bare.endswith("非ifrs") else ""
    if prefix:
        return _replaced(mention, _composed(prefix, sense))
    topic = _topic(masked[: mention.start], known) if not whole else ""
    if topic in known:
        return _replaced(mention, known[topic])
    compound = _COMPOUND_JA.search(bare) if not bare.endswith(_JOINTS_JA) else None
    if topic or (compound and not compound[2] and not whole):
        name = topic or (compound[1] if compound else "").strip("・")
        if not name:
            return mention
        return _replaced(mention, None, doubt=f"the workbook has no such item of {name}")
    return replace(mention, is_bare=not whole)


def _topic(text: str, known: Mapping[str, str]) -> str:
    """The part of the business that the sentence is about: ATM運営事業は..., モバイルの..."""
    window = text[-80:]
    places = ((window.rfind(f"{part}{mark}"), part) for part in known for mark in "はので、")
    at, name = max(places, default=(-1, ""))
    if at >= 0:
        return name
    last = None
    for found in _PART_JA.finditer(window):
        last = found
    return last[1] if last else ""


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
