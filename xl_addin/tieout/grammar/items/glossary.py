"""The names of items that a text may use: those of the language, and those of the workbook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from xl_addin.tieout.grammar.items.part_words import words_of
from xl_addin.tieout.grammar.items.vocabulary import CONCEPTS, ENGLISH, JAPANESE, Aspect, Concept, Sense
from xl_addin.tieout.grammar.text.plain import is_japanese, lowered, plain

_PARENTHESES = re.compile(r" ?\([^()]{0,60}\)")
_KIND_OF_PART = re.compile(r"(?: (?:segment|business|division|unit|group))$")
_KIND_OF_PART_JA = re.compile(r"(?:事業|分野|部門|セグメント)$")
_FILLERS = re.compile(r"\b(?:and|of|the|total)\b|&|,")
_SHORTEST_NAME = 2
# Initials that are words of any sentence are no names.
_WORDS = frozenset(
    [
        "it",
        "is",
        "as",
        "us",
        "in",
        "on",
        "or",
        "at",
        "an",
        "of",
        "to",
        "so",
        "no",
        "we",
        "he",
        "if",
        "by",
        "be",
        "do",
        "go",
        "my",
        "me",
        "am",
        "up",
    ]
)

_LEGAL_FORMS = words_of("inc corp corporation co company ltd limited plc ag sa nv kk holdings group")


def trie_of(phrases: Iterable[str]) -> str:
    """A pattern of any of the phrases, the longest first, branching on the first letters."""
    groups: dict[str, list[str]] = {}
    for phrase in phrases:
        groups.setdefault(phrase[:2], []).append(phrase[2:])
    return "|".join(
        f"{re.escape(head)}(?:{'|'.join(re.escape(tail) for tail in sorted(tails, key=len, reverse=True))})"
        for head, tails in groups.items()
    )


_WORD_START, _WORD_END = r"(?<![a-z0-9])", r"(?:'s|s')?(?![a-z0-9&])"
_ENGLISH_NAMES = re.compile(f"{_WORD_START}(?:{trie_of(ENGLISH)}){_WORD_END}")
_JAPANESE_NAMES = re.compile(f"(?:{trie_of(JAPANESE)})")


@dataclass(frozen=True, slots=True)
class Glossary:
    """The workbook's names: whole labels, and the parts of the business that its items are of.

    `labels` maps a label in small letters to its key; `parts` a concept to its parts' names and keys; `own`
    are the words of the company's name, empty where it is not known.
    """

    labels: Mapping[str, str]
    parts: Mapping[str, Mapping[str, str]]
    keys: frozenset[str]
    pattern: re.Pattern[str] | None
    part_pattern: re.Pattern[str] | None
    own: frozenset[str] = frozenset()

    def of_concept(self, concept: str) -> tuple[str, ...]:
        """The workbook's items of a concept, by the endings of their keys."""
        ending = CONCEPTS[concept].ending
        return tuple(sorted(key for key in self.keys if ending and key.endswith(ending)))

    def line_of_part(self, part: str | None, concept: str | None) -> str | None:
        """The line of a concept that is of the same part of the business as an item of revenues."""
        revenues, known = self.parts.get("revenues", {}), self.parts.get(concept or "", {})
        names = sorted(name for name, key in revenues.items() if key == part)
        return next((known[name] for name in names if name in known), None)

    def line_named(self, part: str, concept: str | None) -> str | None:
        """The line of a concept of the part of the business that has this name: Mobile segment."""
        known = self.parts.get(concept or "", {})
        return next((known[name] for name in _spellings(normal_part(part)) if name in known), None)


@dataclass(slots=True)
class _Draft:
    labels: dict[str, str] = field(default_factory=dict)
    parts: dict[str, dict[str, str]] = field(default_factory=dict)


def build_glossary(names: Mapping[str, tuple[str, ...]], company: str = "") -> Glossary:
    """The glossary of a workbook's items: each key with its labels in any language."""
    draft = _Draft()
    for key, labels in names.items():
        for label in (*labels, key.replace("_", " ")):
            _enter(draft, key, lowered(plain(label)).strip())
    parts = {part for of_concept in draft.parts.values() for part in of_concept}
    return Glossary(
        draft.labels,
        draft.parts,
        frozenset(names),
        _pattern(draft.labels),
        _pattern(part for part in parts if len(part) >= _SHORTEST_NAME),
        _own_words(company),
    )


def _own_words(company: str) -> frozenset[str]:
    """The words of a company's name, and its initials without those of its legal form."""
    words = re.findall(r"[^\W_]+", plain(company))
    told = [word for word in words if word.lower() not in _LEGAL_FORMS]
    initials = "".join(word[0] for word in told if word[0].isupper() and not word.isupper())
    return frozenset(word.lower() for word in (*words, initials) if len(word) >= _SHORTEST_NAME)


def _pattern(phrases: Iterable[str]) -> re.Pattern[str] | None:
    words = [phrase for phrase in phrases if phrase]
    english = trie_of(word for word in words if not is_japanese(word))
    japanese = trie_of(word for word in words if is_japanese(word))
    options = [f"{_WORD_START}(?:{english}){_WORD_END}"] if english else []
    options += [f"(?:{japanese})"] if japanese else []
    return re.compile("|".join(options)) if options else None


def _enter(draft: _Draft, key: str, label: str) -> None:
    bare = _PARENTHESES.sub("", label).strip()
    if len(bare) < _SHORTEST_NAME:
        return
    for name in {label, bare}:
        if name not in ENGLISH and name not in JAPANESE:
            draft.labels.setdefault(name, key)
    found = _last_name(bare)
    if found is None:
        return
    sense, start, end = found
    if end < len(bare):
        return
    part = normal_part(bare[:start])
    if part and key != CONCEPTS[sense.concept].whole:
        written = bare[:start].strip(" -")
        for name in (*_spellings(part), written, written.replace(" and ", " & ")):
            draft.parts.setdefault(sense.concept, {}).setdefault(name, key)


def _last_name(label: str) -> tuple[Sense, int, int] | None:
    names, pattern = (JAPANESE, _JAPANESE_NAMES) if is_japanese(label) else (ENGLISH, _ENGLISH_NAMES)
    last = None
    for found in pattern.finditer(label):
        last = found
    if last is None:
        return None
    return names[bare_name(last[0], names)], last.start(), last.end()


def bare_name(printed: str, names: Mapping[str, Sense]) -> str:
    """The name without the genitive's ending."""
    return printed if printed in names else printed.removesuffix("'s").removesuffix("'").removesuffix("s")


def without_genitive(name: str) -> str:
    """The name without the genitive's ending, its own s kept."""
    return name.removesuffix("'s").removesuffix("'")


def _spellings(part: str) -> tuple[str, ...]:
    """A part as it is named, without the word for what it is, and by its initials."""
    short = _KIND_OF_PART_JA.sub("", _KIND_OF_PART.sub("", part))
    initials = "".join(word[0] for word in short.split()) if len(short.split()) > 1 else ""
    if initials in _WORDS:
        initials = ""
    return tuple(name for name in (part, short, initials) if len(name) >= _SHORTEST_NAME)


def normal_part(text: str) -> str:
    """The name of a part in one form: no "and", "the", の; single spaces."""
    if is_japanese(text):
        return text.strip(" の・")
    return " ".join(_FILLERS.sub(" ", text.replace("-", " ")).split())


def concept_of_key(key: str) -> tuple[str | None, Concept]:
    """What kind of item a key of the workbook is, by its ending; money of a period where nothing tells."""
    for name, concept in CONCEPTS.items():
        if key == concept.whole or (concept.ending and key.endswith(concept.ending)):
            return name, concept
    for name, concept in CONCEPTS.items():
        if concept.aspect is Aspect.COUNT and f"{concept.ending}_" in key:
            return name, concept
    if key.endswith(("_ratio", "_rate", "_margin")):
        return None, Concept(key, "", Aspect.RATE)
    if key.endswith(("_count", "_number", "_firms", "_contributors")) or key.startswith("number_of_"):
        return None, Concept(key, "", Aspect.COUNT, "count", balance=True)
    return None, Concept(key, "")


def english_names() -> re.Pattern[str]:
    """The pattern of the language's own names in English."""
    return _ENGLISH_NAMES


def japanese_names() -> re.Pattern[str]:
    """The pattern of the language's own names in Japanese."""
    return _JAPANESE_NAMES
