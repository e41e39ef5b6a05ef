"""Lines as they stand in a text or on a page, read into headings, paragraphs, items and rows.

A blank line ends a paragraph, and so does a line that ends well before the others: wrapped lines are as
long as they can be. An item begins with a bullet, or with a number that follows the number before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from xl_addin.tieout.document import Kind, Passage
from xl_addin.tieout.reading.columns import is_rule, rows
from xl_addin.tieout.reading.passages import (
    TITLE_LEVEL,
    bullet,
    is_labelled,
    is_title,
    is_wide,
    joined,
    row,
    unwrapped,
)

_TAB = 4
_WRAPPED_FROM = 40
_FULL = 0.7
_UNDERLINES = {"=": 1, "-": 2}
_BRACKETED = re.compile(r"[【〔［<＜《].{1,40}[】〕］>＞》]")
_NUMBERED = re.compile(
    r"(?P<open>[(（]?)(?P<number>[0-9０-９]{1,2})(?P<close>[.)．）])(?:\s+|(?<=[）．])|(?<=\))(?=[^\s\x00-\x7f]))(?=\S)"
)
_HEADING_MARKS = "■□◆◇▼▶【"
_HEADING_LEVELS = {".": 2, "．": 2, ")": 3, "）": 3} | dict.fromkeys(_HEADING_MARKS, 3)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text with its indentation; `level` is that of a heading where its looks tell, else 0."""

    text: str
    number: int | None = None
    page: int | None = None
    level: int = 0


@dataclass(frozen=True, slots=True)
class _Draft:
    """A passage whose kind is settled when the next one is known; `alone` in its block, on one line."""

    passage: Passage
    mark: str = ""
    alone: bool = False


@dataclass(slots=True)
class _Open:
    """The passage that is being read."""

    first: Line
    lines: list[Line]
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    mark: str = ""

    def draft(self) -> _Draft:
        text, starts = unwrapped(line.text for line in self.lines)
        numbered = zip(starts, self.lines, strict=True)
        wraps = tuple((start, line.number) for start, line in numbered if start and line.number is not None)
        passage = Passage(text, self.kind, self.level, self.first.number, self.first.page, wraps)
        return _Draft(passage, self.mark, len(self.lines) == 1)


@dataclass(slots=True)
class _Items:
    """Where the items stand that are open: their indentations, and the number of the last one."""

    indents: list[int] = field(default_factory=list)
    mark: str = ""
    number: int = 0

    def level(self, indent: int) -> int:
        while self.indents and self.indents[-1] > indent:
            self.indents.pop()
        if not self.indents or self.indents[-1] < indent:
            self.indents.append(indent)
        return len(self.indents)


def passages_of(lines: Iterable[Line]) -> Iterator[Passage]:
    """The passages that lines of text are."""
    return _settled(_drafts(lines))


def _drafts(lines: Iterable[Line]) -> Iterator[_Draft]:
    items = _Items()
    for block in _blocks(lines):
        yield from _Block(block, items).drafts()


def _blocks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in lines:
        if line.text.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


class _Block:
    """The lines between two blank ones."""

    def __init__(self, lines: Sequence[Line], items: _Items) -> None:
        self._lines = lines
        self._items = items
        self._rows = rows([line.text for line in lines])
        self._width = max(_width(line.text.rstrip()) for line in lines)
        self._open: _Open | None = None

    def drafts(self) -> Iterator[_Draft]:
        """What the lines are, each as soon as it is complete."""
        for index, line in enumerate(self._lines):
            cells = self._rows[index]
            if is_rule(line.text):
                yield from self._underlined(line)
            elif cells is not None:
                yield from self._closed()
                if text := row(cells):
                    yield _Draft(Passage(text, Kind.ROW, 0, line.number, line.page))
            elif line.level:
                yield from self._heading_line(line)
            elif self._begins_item(line, index):
                yield from self._closed()
                self._open_item(line)
            elif self._open is None or self._open.kind is Kind.HEADING or self._begins_paragraph(index):
                yield from self._closed()
                self._open = _Open(line, [line])
            else:
                self._open.lines.append(line)
        yield from self._closed()

    def _closed(self) -> Iterator[_Draft]:
        if self._open is not None:
            if self._open.kind is not Kind.ITEM:
                self._items.indents.clear()
            yield self._open.draft()
        self._open = None

    def _heading_line(self, line: Line) -> Iterator[_Draft]:
        """A line that is a heading, or goes on with the one above it."""
        if self._open is not None and self._open.first.level == line.level:
            self._open.lines.append(line)
            return
        yield from self._closed()
        self._open = _Open(line, [line], Kind.HEADING, line.level)

    def _underlined(self, line: Line) -> Iterator[_Draft]:
        """A heading with a line drawn below; other drawn lines part what stands above and below."""
        level = _UNDERLINES.get(line.text.strip()[0])
        above = self._open
        if above is None or level is None or len(above.lines) > 1 or above.kind is Kind.ITEM:
            yield from self._closed()
            return
        self._open = None
        yield _Draft(_heading(above.first, level))

    def _begins_item(self, line: Line, index: int) -> bool:
        text = line.text.strip()
        if bullet(text)[0]:
            return True
        found = _NUMBERED.match(text)
        if found is None:
            return False
        number = int(found["number"])
        # In the middle of a paragraph a number is one of the text, unless it goes on counting.
        follows = self._items.number == number - 1 and self._items.mark == found["close"]
        return index == 0 or self._open is None or number == 1 or follows

    def _open_item(self, line: Line) -> None:
        text = line.text.strip()
        mark, rest = bullet(text)
        found = _NUMBERED.match(text)
        number = int(found["number"]) if found and not mark else 0
        self._items.mark, self._items.number = found["close"] if found and not mark else mark, number
        level = self._items.level(_indent(line.text))
        self._open = _Open(line, [replace(line, text=rest)], Kind.ITEM, level, self._items.mark)

    def _begins_paragraph(self, index: int) -> bool:
        """Whether the line before this one ended although the first word of this one had room there."""
        line, before = self._lines[index].text, self._lines[index - 1].text
        if _BRACKETED.fullmatch(before.strip()) or (
            line.startswith("\u3000") and not before.startswith("\u3000")
        ):
            return True
        if is_labelled(line) and is_labelled(before):
            return True
        if self._width < _WRAPPED_FROM:
            return False
        text = line.lstrip()
        first = text[:1] if is_wide(text[0]) else text.split(maxsplit=1)[0]
        return _width(before.rstrip()) + _width(first) < _FULL * self._width


def _heading(line: Line, level: int) -> Passage:
    return Passage(joined([line.text]), Kind.HEADING, level, line.number, line.page)


def _width(text: str) -> int:
    """The width of a line in columns, of which a Japanese character takes two."""
    return len(text) if text.isascii() else sum(1 + is_wide(sign) for sign in text)


def _indent(text: str) -> int:
    start = text[: len(text) - len(text.lstrip())]
    return sum({"\t": _TAB, "\u3000": 2}.get(sign, 1) for sign in start)


def _settled(drafts: Iterable[_Draft]) -> Iterator[Passage]:
    before: _Draft | None = None
    for draft in drafts:
        if before is not None:
            yield _settle(before, draft)
        before = draft
    if before is not None:
        yield before.passage


def _settle(draft: _Draft, following: _Draft) -> Passage:
    """The passage as a heading, where it stands alone, reads as one and has text below."""
    passage = draft.passage
    level = _title_level(draft)
    if not draft.alone or not level or not is_title(_unnumbered(passage.text)):
        return passage
    if level == TITLE_LEVEL and following.passage.kind is Kind.HEADING:
        return passage
    if draft.mark and following.mark == draft.mark and following.passage.level == passage.level:
        return passage  # one of a list of short items
    return replace(passage, kind=Kind.HEADING, level=level)


def _title_level(draft: _Draft) -> int:
    if draft.passage.kind is Kind.ITEM:
        return _HEADING_LEVELS.get(draft.mark, 0)
    if draft.passage.kind is not Kind.PARAGRAPH:
        return 0
    if _BRACKETED.fullmatch(draft.passage.text):
        return 2
    return 1 if draft.passage.text.isupper() and " " in draft.passage.text else TITLE_LEVEL


def _unnumbered(text: str) -> str:
    return text if (found := _NUMBERED.match(text)) is None else text[found.end() :]
