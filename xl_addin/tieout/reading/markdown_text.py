"""Markdown: CommonMark with tables, as markdown-it reads it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from xl_addin.tieout.document import Kind, Passage
from xl_addin.tieout.reading.limits import SHORTER, Unreadable
from xl_addin.tieout.reading.passages import (
    TITLE_LEVEL,
    is_labelled,
    is_title,
    joined,
    row,
    superscript,
    unwrapped,
    with_marks_read,
)
from xl_addin.tieout.reading.plain_text import plain_passages

if TYPE_CHECKING:
    from markdown_it.token import Token

MOST_CHARACTERS = 500_000
_MOST_BRACKETS = 20_000
_DEEPEST = 60
_LISTS = {"bullet_list_open": 1, "ordered_list_open": 1, "bullet_list_close": -1, "ordered_list_close": -1}
_AFTER_A_NUMBER = {"list_item_open", "list_item_close", "fence", "html_block", "tr_open"}
_TAG = re.compile(r"</?(?P<name>[A-Za-z][A-Za-z0-9]*)")
_BREAK = "\n"


def markdown_passages(text: str) -> Iterator[Passage]:
    """The passages of a Markdown text.

    Raises:
        Unreadable: it is longer than any release.
    """
    if len(text) > MOST_CHARACTERS:
        raise Unreadable(f"it has more than {MOST_CHARACTERS:,} characters of Markdown", SHORTER)
    if text.count("[") > _MOST_BRACKETS:
        raise Unreadable(f"it has more than {_MOST_BRACKETS:,} brackets of links", SHORTER)
    tokens = _tokens(text)
    if max((token.level for token in tokens), default=0) >= _DEEPEST - 2:
        raise Unreadable("its lists and quotations are nested too deep", "give a text with fewer levels")
    return with_marks_read(_Reader().passages(tokens))


def _tokens(text: str) -> Sequence[Token]:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - other kinds of text do without

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")
    # A definition of a link vanishes, and with it the figures of a line such as "[1]: 9,851 million".
    return parser.disable(["reference", "code"]).parse(text)


class _Reader:
    """Walks the tokens, which come in the order of the text."""

    def __init__(self) -> None:
        self._depth = 0
        self._heading = 0
        self._number = ""
        self._number_line: int | None = None
        self._cells: list[str] | None = None
        self._row_line: int | None = None

    def passages(self, tokens: Iterable[Token]) -> Iterator[Passage]:
        for token in tokens:
            self._depth += _LISTS.get(token.type, 0)
            line = token.map[0] + 1 if token.map else None
            if token.type in _AFTER_A_NUMBER:
                yield from self._lone_number()
            match token.type:
                case "heading_open" | "heading_close":
                    self._heading = int(token.tag[1]) if token.nesting == 1 else 0
                case "list_item_open":
                    self._number = f"{token.info}{token.markup} " if token.info else ""
                    self._number_line = line
                case "tr_open":
                    self._cells, self._row_line = [], line
                case "tr_close":
                    if text := row(self._cells or ()):
                        yield Passage(text, Kind.ROW, 0, self._row_line)
                    self._cells = None
                case "inline":
                    yield from self._inline(token, line)
                case "fence" | "code_block":
                    first = (line or 1) + (token.type == "fence")
                    yield from plain_passages(token.content, first)
                case "html_block":
                    yield from _html_passages(token.content, line or 1)

    def _lone_number(self) -> Iterator[Passage]:
        """The number of an item that has no text of its own."""
        if self._number:
            yield Passage(self._number.strip(), Kind.ITEM, max(1, self._depth), self._number_line)
            self._number = ""

    def _inline(self, token: Token, line: int | None) -> Iterator[Passage]:
        lines, bold = _text(token.children or ())
        if self._cells is not None:
            self._cells.append(joined(lines))
            return
        if not (self._heading or self._depth or bold) and (apart := _set_apart(lines, line or 1)):
            yield from apart
            return
        text, starts = unwrapped([self._number + lines[0], *lines[1:]])
        if text:
            kind, level = self._kind(bold=bold)
            numbers = range(line, line + len(starts)) if line else ()
            wraps = tuple((start, number) for start, number in zip(starts, numbers, strict=False) if start)
            yield Passage(text, kind, level, line, None, wraps)
            self._number = ""

    def _kind(self, *, bold: bool) -> tuple[Kind, int]:
        if self._heading:
            return Kind.HEADING, self._heading
        if bold:
            return Kind.HEADING, TITLE_LEVEL + self._depth
        return (Kind.ITEM, self._depth) if self._depth else (Kind.PARAGRAPH, 0)


def _set_apart(lines: Sequence[str], first: int) -> list[Passage]:
    """Lines that mean to stand apart with no blank line between: a title, or each under its own label."""
    if len(lines) < 2:
        return []
    if all(map(is_labelled, lines)):
        return [Passage(line.strip(), Kind.ITEM, 1, number) for number, line in enumerate(lines, first)]
    passages = list(plain_passages(_BREAK.join(lines), first)) if is_title(lines[0].strip()) else []
    return passages if passages and passages[0].kind is Kind.HEADING else []


def _text(tokens: Sequence[Token]) -> tuple[list[str], bool]:
    """The lines of inline tokens, and whether all of them are bold."""
    parts: list[str] = []
    raised: int | None = None
    strong, plain = 0, False
    for token in tokens:
        strong += token.nesting if token.tag == "strong" else 0
        found = _TAG.match(token.content) if token.type == "html_inline" else None
        if found and found["name"].lower() == "sup":
            raised = _raised(parts, raised, opens=not token.content.startswith("</"))
        text = _content(token, found)
        plain |= bool(text.strip()) and not strong
        parts.append(text)
    lines = "".join(parts).split(_BREAK)
    return lines, any(line.strip() for line in lines) and not plain


def _content(token: Token, tag: re.Match[str] | None) -> str:
    if token.type in {"softbreak", "hardbreak"}:
        return _BREAK
    if token.type == "html_inline":
        return _BREAK if tag and tag["name"].lower() == "br" else ""
    if token.type == "image":
        return "".join(child.content for child in token.children or ())
    return token.content


def _raised(parts: list[str], raised: int | None, *, opens: bool) -> int | None:
    """Where a superscript begins in the parts; once it ends, only what it leaves is in them."""
    if opens:
        return len(parts) if raised is None else raised
    if raised is not None:
        parts[raised:] = [superscript("".join(parts[raised:]))]
    return None


def _html_passages(content: str, first: int) -> Iterator[Passage]:
    from xl_addin.tieout.reading.web_page import html_passages  # noqa: PLC0415 - lxml comes with it

    return html_passages(content, first)
