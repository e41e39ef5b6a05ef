"""Web pages: what a browser would show, read as the parser goes, so that no page is in memory as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from xl_addin.tieout.document import Kind, Passage
from xl_addin.tieout.reading.blocks import BREAK, Block, Blocks
from xl_addin.tieout.reading.limits import MOST_PASSAGES, SHORTER, Unreadable, require_length
from xl_addin.tieout.reading.passages import TITLE_LEVEL, superscript, with_marks_read
from xl_addin.tieout.reading.plain_text import plain_passages

# fmt: off
_HIDDEN = frozenset((
    "head", "script", "style", "template", "svg", "object", "iframe", "select", "textarea", "del", "s",
    "strike", "ix:header",
))
# fmt: on
# fmt: off
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))
# fmt: on
_SMALL = frozenset(("sup", "sub"))
_COUNTED_TAGS = dict.fromkeys(("ul", "ol", "menu", "dir"), "list") | {
    "pre": "pre",
    "b": "bold",
    "strong": "bold",
}
_LONGEST_BOLD = 200
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_\-]+)", re.IGNORECASE)
_STEP = 1 << 16
_DEEPEST = 1000
_COUNTED = 65_535  # the parser counts no lines beyond


def declared_encoding(content: bytes) -> str:
    """The encoding that a page names in its first lines, or ""."""
    found = _CHARSET.search(content[:4096])
    return found[1].decode("ascii") if found else ""


def html_passages(text: str, first: int = 1) -> Iterator[Passage]:
    """The passages of a web page, or of a part of one that begins in this line of its file.

    Raises:
        Unreadable: it is longer or deeper than any release.
    """
    return with_marks_read(_Page(first).passages(text))


class _Page:
    """Walks the tags in their order; text is read when the next tag shows that it is complete."""

    def __init__(self, first: int) -> None:
        self._line = first
        self._offset = first - 1
        self._open: list[Any] = []
        self._hidden = 0
        self._flow = _Flow()

    def passages(self, text: str) -> Iterator[Passage]:
        """The passages, as the parser comes to their ends."""
        from lxml import etree  # noqa: PLC0415 - other kinds of text do without

        try:
            yield from self._parsed(etree, text)
        except etree.LxmlError as error:
            reason = " ".join(str(error).split())
            raise Unreadable(f"it cannot be read as HTML ({reason:.100})", "save the page anew") from error

    def _parsed(self, etree: Any, text: str) -> Iterator[Passage]:
        kinds = ("start", "end", "comment", "pi")
        parser = etree.HTMLPullParser(events=kinds, encoding="utf-8", huge_tree=True)
        before: tuple[str, Any] | None = None
        for events in _fed(parser, text):
            for event, element in events:
                if before is not None:
                    yield from self._between(*before)
                yield from self._tag(event, element)
                before = event, element
        yield from self._flow.end()

    def _between(self, event: str, element: Any) -> Iterator[Passage]:
        """The text that follows a tag, up to the next."""
        text = element.text if event == "start" else element.tail
        if not text:
            return
        if not self._hidden:
            blank = len(text) - len(text.lstrip())
            line = self._line + text.count("\n", 0, blank)
            yield from self._flow.write(text, line)
        self._line += text.count("\n")

    def _tag(self, event: str, element: Any) -> Iterator[Passage]:
        if not isinstance(element.tag, str):
            return
        if event == "start":
            if element.sourceline and element.sourceline < _COUNTED:
                self._line = element.sourceline + self._offset
            yield from self._opened(element)
        else:
            yield from self._closed(element)

    def _opened(self, element: Any) -> Iterator[Passage]:
        self._open.append(element)
        if len(self._open) > _DEEPEST:
            raise Unreadable(f"its tags are nested more than {_DEEPEST:,} deep", SHORTER)
        if _is_hidden(element):
            self._hidden += 1
        elif not self._hidden:
            yield from self._flow.opened(element.tag)

    def _closed(self, element: Any) -> Iterator[Passage]:
        self._open.pop()
        if _is_hidden(element):
            self._hidden -= 1
        elif not self._hidden:
            yield from self._flow.closed(element.tag)
        parent = element.getparent()
        while parent is not None and parent[0] is not element:
            del parent[0]  # what has been read; the page would be in memory many times its size


def _fed(parser: Any, text: str) -> Iterator[Any]:
    for start in range(0, len(text), _STEP):
        parser.feed(text[start : start + _STEP].encode("utf-8", "replace"))
        yield parser.read_events()
    if text.strip():
        parser.close()
        yield parser.read_events()


def _is_hidden(element: Any) -> bool:
    return (
        element.tag in _HIDDEN
        or element.get("hidden") is not None
        or _NOT_SHOWN.search(element.get("style", "")) is not None
    )


class _Flow:
    """The text of the block that is open, and where it stands: in a heading, a list, a cell."""

    def __init__(self) -> None:
        self._blocks = Blocks()
        self._parts: list[str] = []
        self._length = 0
        self._breaks = 0
        self._line: int | None = None
        self._counts = dict.fromkeys(("list", "pre", "bold", "heading"), 0)
        self._plain = False
        self._raised: int | None = None

    def write(self, text: str, line: int) -> Iterator[Passage]:
        """Text of the open block."""
        self._parts.append(text)
        self._length += len(text)
        require_length(self._length)
        if text.strip():
            self._line = self._line or line
            self._plain |= not self._counts["bold"]
        yield from ()

    def opened(self, tag: str) -> Iterator[Passage]:
        """A tag begins."""
        if tag in _BLOCKS:
            yield from self._flushed()
        if tag == "br":
            self._break()
        elif tag == "table":
            yield from self._blocks.open_table()
        elif tag == "tr":
            self._blocks.open_row()
        elif tag in {"td", "th"}:
            self._blocks.open_cell()
        elif tag in _SMALL and self._raised is None:
            self._raised = len(self._parts)
        self._count(tag, 1)

    def closed(self, tag: str) -> Iterator[Passage]:
        """A tag ends."""
        if tag in _BLOCKS:
            yield from self._flushed()
        if tag == "table":
            yield from self._blocks.close_table()
        elif tag in _SMALL:
            self._lower(tag)
        self._count(tag, -1)

    def end(self) -> Iterator[Passage]:
        """The page ends."""
        yield from self._flushed()
        yield from self._blocks.end()

    def _break(self) -> None:
        self._breaks += 1
        if self._breaks > MOST_PASSAGES:
            raise Unreadable(f"it has more than {MOST_PASSAGES:,} line breaks", SHORTER)
        self._parts.append("\n" if self._counts["pre"] else BREAK)

    def _count(self, tag: str, step: int) -> None:
        if tag in _HEADINGS:
            self._counts["heading"] = _HEADINGS[tag] if step == 1 else 0
        elif tag in _COUNTED_TAGS:
            self._counts[_COUNTED_TAGS[tag]] += step

    def _lower(self, tag: str) -> None:
        """The end of a superscript, or of a subscript, which is a note only beside a digit."""
        if self._raised is None:
            return
        text = "".join(self._parts[self._raised :])
        before = "".join(self._parts[self._raised - 1 : self._raised])
        if tag == "sup" or before[-1:].isdigit():
            self._parts[self._raised :] = [superscript(text)]
        self._raised = None

    def _flushed(self) -> Iterator[Passage]:
        text, line = "".join(self._parts), self._line
        kind, level = self._kind()
        self._parts, self._length, self._line, self._plain, self._raised = [], 0, None, False, None
        if not text.strip():
            return
        if self._counts["pre"]:
            yield from plain_passages(text.lstrip("\n"), line or 1)
        else:
            yield from self._blocks.add(Block(text, kind, level, line))

    def _kind(self) -> tuple[Kind, int]:
        depth = self._counts["list"]
        if self._counts["heading"]:
            return Kind.HEADING, self._counts["heading"]
        if not self._plain and len("".join(self._parts)) < _LONGEST_BOLD:
            return Kind.HEADING, TITLE_LEVEL + depth
        return (Kind.ITEM, depth) if depth else (Kind.PARAGRAPH, 0)
