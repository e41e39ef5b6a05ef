"""A release text as it is read: passages in order, each with its place and what stands above it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from operator import itemgetter


class Kind(StrEnum):
    """What a passage is in its text."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text that is read as one: a heading, a paragraph, an item of a list, a row of a table.

    `text` is in one line, with single spaces; the cells of a row are joined with " | ". `line` and `page`
    are counted from 1, None where the kind of file has none; `level` is that of a heading (1 is the
    highest) or of a list item (1 is the outermost), else 0. A bold text alone in its line is a heading.
    `wraps` has the offset and the line at which each later line of the file begins in the text.
    """

    text: str
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    line: int | None = None
    page: int | None = None
    wraps: tuple[tuple[int, int], ...] = ()

    def line_at(self, offset: int) -> int | None:
        """The line of the file in which a character of the text stands."""
        before = bisect_right(self.wraps, offset, key=itemgetter(0))
        return self.wraps[before - 1][1] if before else self.line


@dataclass(frozen=True, slots=True)
class Document:
    """A whole text; `name` is its file's."""

    name: str
    passages: tuple[Passage, ...]
