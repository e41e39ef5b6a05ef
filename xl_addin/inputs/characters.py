"""Characters that are not seen, or look like others: what a person cannot find by looking at a cell."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

# Letters and marks without a shape of their own, beside those that Unicode classes as formatting.
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
# Of the control characters those that break a line or stand for room; the separators U+001C to U+001F do not.
_BREAKS = frozenset("\t\n\v\f\r\x85")
_VARIATIONS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
# Letters of other alphabets that look like a Latin one, by the Latin one.
_LOOK_ALIKES: Mapping[str, str] = {
    "a": "аα",
    "b": "Ьβ",
    "c": "сϲ",
    "d": "ԁ",
    "e": "еε",
    "g": "ɡ",
    "h": "һ",
    "i": "іιı",
    "j": "јϳ",
    "k": "кκ",
    "l": "ӏ",
    "m": "мμ",
    "n": "пη",
    "o": "оοօ",
    "p": "рρ",
    "q": "ԛ",
    "s": "ѕ",
    "t": "тτ",
    "u": "υս",
    "v": "ѵν",
    "w": "ԝω",
    "x": "хχ",
    "y": "уγү",
}
_LATIN = {ord(other): latin for latin, others in _LOOK_ALIKES.items() for other in others.casefold()}


@lru_cache(maxsize=10_000)
def without_unseen(text: str) -> str:
    """The text without characters that take no room; line breaks and tabs are seen."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c for c in text if not (_is_unseen(c) or _is_variation(c)))


@lru_cache(maxsize=10_000)
def unseen_in(text: str) -> str:
    """The first character of a text that is not seen; variants of Japanese characters are meant."""
    return next(filter(_is_unseen, text), "")


def described(character: str) -> str:
    """A character that cannot be shown: `ZERO WIDTH SPACE (U+200B)`."""
    name = unicodedata.name(character, "a control character")
    return f"{name} (U+{ord(character):04X})"


def look_alike(text: str, known: Iterable[str]) -> str:
    """What is wrong with a word that looks like a known one in another alphabet; empty where it does not.

    Both are compared as they are given, so fold them before.
    """
    latin = text.translate(_LATIN)
    if latin == text or latin not in set(known):
        return ""
    wrong = next(c for c in text if ord(c) in _LATIN)
    return f"'{wrong}' in it is {described(wrong)}, not the letter {_LATIN[ord(wrong)]}"


def _is_unseen(character: str) -> bool:
    category = unicodedata.category(character)
    return category == "Cf" or character in _UNSEEN or (category == "Cc" and character not in _BREAKS)


def _is_variation(character: str) -> bool:
    return any(ord(character) in points for points in _VARIATIONS)
