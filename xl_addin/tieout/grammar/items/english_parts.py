"""Which part of the business an English name of an item is of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from xl_addin.tieout.grammar.items.glossary import Glossary, normal_part, without_genitive
from xl_addin.tieout.grammar.items.mention import UNSAID_PART, Mention, composed_key
from xl_addin.tieout.grammar.items.part_words import (
    BEFORE_VERBS,
    NEUTRAL,
    PARTS,
    SAME_PART,
    TOTAL_WORDS,
    VERBS,
)
from xl_addin.tieout.grammar.items.vocabulary import Aspect, Sense

_WORD = re.compile(r"([a-z0-9][a-z0-9/'+.-]*|&)([ -])$")
_LAST_WORD = re.compile(
    r"(?<![a-z])(?<!due )(?<!thanks )(?<!owing )(?<!relative )(?<!attributable )([a-z]+) $"
)
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
# July-September, the June quarter: periods; a single month is none of the workbook's.
_MONTHS = re.compile(
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
    r"(?: ?(?:-|~|to|through) ?[A-Z]|(?: [0-9]{4})? [Qq]uarter)"
)
_IN_PART = re.compile(
    r"(?:^|[.;,] |(?<= )(?=in ))(?:(?:in|at|within|for) )?(?:the "
    r"|our )?([a-z][a-z0-9&/ -]{1,40}?) (?:segment|business"
    r"|division|unit|group)(?![a-z'])"
)
_KIND = re.compile(r" (?:segment|business|division|unit|group)$")
_ARTICLE = re.compile(r" ?(?:in |at |for |within )?(?:the |our )?")


def of_english_part(
    mention: Mention, sense: Sense, text: str, printed: str, *, glossary: Glossary, latest: str
) -> tuple[Mention, str]:
    """The mention with the part of the business it is of: before it, after it, or said at the start."""
    known = glossary.parts.get(sense.concept, {})
    part = _known_before(text, mention.start - len(_where(text, mention.start)), known)
    if part:
        return mention.of_part(known[part]), part
    words, start, total = _words_before(text, printed, mention.start)
    if all(without_genitive(word) in glossary.own for word in words):
        words = []
    for count in range(len(words)):
        part = normal_part(" ".join(words[count:]))
        if part in known:
            return mention.of_part(known[part], start=start), part
    own = normal_part(" ".join(words))
    if own in SAME_PART or (not own and text.startswith("segment", mention.start)):
        own = latest
        if own in known:
            return mention.of_part(known[own], start=start), own
        if not own:
            return mention.of_part(None, doubt=UNSAID_PART, start=start), ""
    if own and not total:
        return mention.of_part(composed_key(own, sense), start=start), own
    if total:
        return _as_total(mention), ""
    part = _part_after(text, printed, mention, known)
    if part:
        return mention.of_part(known.get(part) or composed_key(part, sense)), part
    if (mention.generic or mention.aspect is Aspect.COUNT) and latest in known:
        return mention.of_part(known[latest]), latest
    part = _part_before(text, mention, glossary, known)
    if part:
        return mention.of_part(known.get(part) or composed_key(part, sense)), part
    return replace(mention, is_bare=True), ""


def _where(text: str, end: int) -> str:
    """The words that tie a name to the part before them: systems integration, where revenues rose."""
    return ", where " if text.endswith(", where ", 0, end) else ""


def _as_total(mention: Mention) -> Mention:
    return Mention(
        mention.start, mention.end, mention.item, mention.concept, mention.aspect, mention.loss, mention.unit,
        mention.balance, mention.generic, explicit_total=True,
    )  # fmt: skip


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
    if joint is None or _MONTHS.match(printed, joint.end()):
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
