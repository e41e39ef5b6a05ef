"""How much of a text is read, and the refusal of what is no release."""

from __future__ import annotations

from collections.abc import Iterable

from xl_addin.errors import AddinError
from xl_addin.tieout.document import Passage

MOST_BYTES = 50_000_000
MOST_TEXT_BYTES = 20_000_000
MOST_CHARACTERS = 5_000_000
MOST_LINES = 300_000
MOST_PASSAGES = 100_000

SHORTER = "give the release's own text, without what is appended to it"


class Unreadable(AddinError):
    """A text that cannot be read; the one who knows the file's name tells it to the user."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


def gathered(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """All the passages with text, as long as they are not too many.

    Raises:
        Unreadable: they are more, or longer, than any release.
    """
    found: list[Passage] = []
    characters = 0
    for passage in passages:
        if not passage.text:
            continue  # of a line with nothing in it that is seen
        found.append(passage)
        characters += len(passage.text)
        if len(found) > MOST_PASSAGES:
            raise Unreadable(f"it has more than {MOST_PASSAGES:,} paragraphs, items and rows", SHORTER)
        require_length(characters)
    return tuple(found)


def require_length(characters: int) -> None:
    """Refuse a text that is longer than any release.

    Raises:
        Unreadable: it has too many characters.
    """
    if characters > MOST_CHARACTERS:
        raise Unreadable(f"it has more than {MOST_CHARACTERS:,} characters of text", SHORTER)
