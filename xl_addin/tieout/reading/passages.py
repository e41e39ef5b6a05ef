"""What all kinds of files share: a text in one line, marks of notes and lists, lines that are titles.

Marks of notes set as superscripts are left out, so that 98.5 with note 1 is not read as 98.51. Bullets
are left out too; numbers and letters that the text itself gives its items stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from xl_addin.tieout.document import Kind, Passage

TITLE_LEVEL = 7
"""Of a line that is a heading by its looks alone: below the six levels that files can declare."""

CELLS = " | "

_INVISIBLE = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF, 0xAD]
) | dict.fromkeys([*range(32), *range(0x7F, 0xA0)], " ")
_SMALL_NUMBER = re.compile(r"(?<=[^\sm])⁽?[¹²³⁰⁴-⁹]+⁾?|(?<=\S)\^\((?:[*†‡§]{1,3}|(?:[*※]|注)?[0-9]{1,2})\)")
_NOTE = re.compile(
    r"[(\[（]?(?:[*＊※†‡§¶#]{1,3}|(?:注|[*＊※])?\s?[0-9]{1,2}|[a-z]|注)(?:[,、][0-9]{1,2})*[)\]）]?"
)
_WIDE = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\uffe0-\uffef]")
_HYPHENATED = re.compile(r"[A-Za-z]-")
_BULLET = re.compile(
    r"(?P<sign>[•●○◦・･■□◆◇▪▫►▶▷➢➤‣∙◎⚫✓✔\uf0b7\uf06c\uf06e\uf0a7\uf0d8]|[①-⑳])\s*(?=\S)|(?P<dash>[-*–—])\s+(?=\S)"
)

_LONGEST_TITLE = 90
_LONGEST_WIDE_TITLE = 45
_NO_TITLE_END = tuple(".。．,、;；:：?？!！…")
_NO_TITLE_START = re.compile(r"[a-z*＊※†(（\[<＜|]|注")
_LABELLED = re.compile(r"\s*[^\W\d_][^:：。.;|]{1,60}[:：](?!//)\s*\S")
_FIGURE = re.compile(
    r"[%％¥￥$€△▲]|[0-9][.,][0-9]|[0-9] ?(?:円|億|百万|千|万|ポイント|件|回線)|(?:JPY|USD) ?[0-9]"
    r"|[0-9] ?(?:m|b|tr)illion|[0-9] (?:thousand|percent|points)|^[-−–][0-9]"
)
_SECTION = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}\.?\s+(?=[A-Z\u3041-\u9fff])")
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE = re.compile(
    rf"(?:[0-9]{{1,2}} )?(?:{_MONTHS})[a-z.]* ?(?:[0-9]{{1,2}})?,? ?[0-9]{{4}}"
    r"|[^0-9\s]{0,2}[0-9]{1,4}年 ?[0-9]{1,2}月(?: ?[0-9]{1,2}日)?[^0-9]{0,3}|[0-9./-]+",
    re.IGNORECASE,
)


def one_line(text: str) -> str:
    """The text with single spaces, without what is not seen and without superscript marks of notes."""
    return _SMALL_NUMBER.sub("", " ".join(text.translate(_INVISIBLE).split()))


def is_wide(sign: str) -> bool:
    """Whether a character is one of Japanese writing, which has no spaces."""
    return _WIDE.match(sign) is not None


def joined(lines: Iterable[str]) -> str:
    """Lines that were wrapped, in one: without a space in Japanese and after the hyphen in a word."""
    return unwrapped(lines)[0]


def unwrapped(lines: Iterable[str]) -> tuple[str, list[int]]:
    """The lines joined, and at which character of the whole each of them begins."""
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    for line in map(one_line, lines):
        if line and parts and not _is_glued(parts[-1], line):
            parts.append(" ")
            length += 1
        starts.append(length)
        if line:
            parts.append(line)
            length += len(line)
    return "".join(parts), starts


def _is_glued(before: str, after: str) -> bool:
    if is_wide(before[-1]) or is_wide(after[0]):
        return True
    return _HYPHENATED.fullmatch(before[-2:]) is not None and after[0].isalpha()


def superscript(text: str) -> str:
    """What a superscript leaves in its line: nothing of a note's mark, all of "st" or "TM"."""
    plain = text.strip()
    if not plain or _NOTE.fullmatch(plain):
        return ""
    return f" {plain}" if plain[0].isdigit() else text


def bullet(text: str) -> tuple[str, str]:
    """The bullet that a text begins with, or "", and the text without it."""
    found = _BULLET.match(text)
    return (found["sign"] or found["dash"], text[found.end() :]) if found else ("", text)


def row(cells: Iterable[str]) -> str:
    """The cells of a row as the text of a passage; "" when all are empty."""
    texts = [one_line(cell) for cell in cells]
    return one_line(CELLS.join(texts)) if any(texts) else ""


def is_title(text: str) -> bool:
    """Whether a text alone in its line reads as a heading: short, no sentence, no figure, no date."""
    text = text[found.end() :] if (found := _SECTION.match(text)) else text
    if len(text) > (_LONGEST_WIDE_TITLE if _WIDE.search(text[:_LONGEST_TITLE]) else _LONGEST_TITLE):
        return False
    if text.endswith(_NO_TITLE_END) or _NO_TITLE_START.match(text):
        return False
    return sum(map(str.isalpha, text)) > 1 and not _FIGURE.search(text) and not _DATE.fullmatch(text)


def is_labelled(text: str) -> bool:
    """Whether a line begins with a label of its own: "Sales: 7,300 billion yen"."""
    return _LABELLED.match(text) is not None


def with_marks_read(passages: Iterable[Passage]) -> Iterator[Passage]:
    """The passages, paragraphs that begin with a bullet as items, those that read as headings as such."""
    before: Passage | None = None
    for passage in map(_itemised, passages):
        if before is not None:
            yield _headed(before, passage)
        before = passage
    if before is not None:
        yield before


def _itemised(passage: Passage) -> Passage:
    if passage.kind not in {Kind.PARAGRAPH, Kind.ITEM}:
        return passage
    mark, text = bullet(passage.text)
    if not mark or (mark in "*＊" and passage.kind is Kind.PARAGRAPH):
        return passage
    shift = len(passage.text) - len(text)
    wraps = tuple((start - shift, line) for start, line in passage.wraps)
    return replace(passage, text=text, kind=Kind.ITEM, level=max(1, passage.level), wraps=wraps)


def _headed(passage: Passage, following: Passage) -> Passage:
    declared = following.kind is Kind.HEADING and following.level < TITLE_LEVEL
    if passage.kind is not Kind.PARAGRAPH or declared or not is_title(passage.text):
        return passage
    return replace(passage, kind=Kind.HEADING, level=TITLE_LEVEL)
