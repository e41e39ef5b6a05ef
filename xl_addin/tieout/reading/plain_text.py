"""Plain text: line by line, as it stands in the file."""

from __future__ import annotations

import io
from collections.abc import Iterator

from xl_addin.tieout.document import Passage
from xl_addin.tieout.reading.limits import MOST_LINES, SHORTER, Unreadable, require_length
from xl_addin.tieout.reading.lines import Line, passages_of


def plain_passages(text: str, first: int = 1) -> Iterator[Passage]:
    """The passages of a plain text whose first line is that of this number.

    Raises:
        Unreadable: it is longer than any release.
    """
    require_length(len(text))
    if text.count("\n") + text.count("\r") > 2 * MOST_LINES:
        raise Unreadable(f"it has more than {MOST_LINES:,} lines", SHORTER)
    return passages_of(_lines(text, first))


def _lines(text: str, first: int) -> Iterator[Line]:
    """The lines, counted as editors do; a form feed is a line of its own that counts as none."""
    for number, line in enumerate(io.StringIO(text, newline=None), first):
        for part in line.split("\f"):
            yield Line(part.rstrip("\n"), number)
        if "\f" in line:
            yield Line("", number)
