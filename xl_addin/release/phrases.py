"""The deck's fixed words, English and Japanese. Blanks in braces are filled where they are printed."""

from __future__ import annotations

from collections.abc import Mapping

JAPANESE: Mapping[str, str] = {
    "Revenues": "売上高",
    "Operating income": "営業利益",
    "Guidance": "業績予想",
    "{period} results": "{period} 決算概要",
    "Consolidated figures, unaudited": "連結、未監査",
}


def phrase(english: str, language: str) -> str:
    """A phrase in a language.

    Raises:
        KeyError: the phrase has no Japanese yet.
    """
    return JAPANESE[english] if language == "ja" else english
