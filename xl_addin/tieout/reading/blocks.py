"""Blocks of a structured file, web page or Word document, as they are read: paragraphs, items and rows.

A row that only lays out a page, with whole paragraphs or lists in its cells, is read as these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xl_addin.tieout.document import Kind, Passage
from xl_addin.tieout.reading.limits import MOST_PASSAGES, SHORTER, Unreadable, require_length
from xl_addin.tieout.reading.lines import Line, passages_of
from xl_addin.tieout.reading.passages import TITLE_LEVEL, bullet, joined, row

BREAK = "\v"
"""A line break that the author set; other white space in a text only wraps it."""

_MOST_BLOCKS_IN_A_CELL = 3
_LONGEST_LABEL = 60
_CURRENCY = re.compile(r"[$¥￥€(]+|US\$|JPY|USD")
_CLOSING = re.compile(r"[)%％)]+|pt|pts")


@dataclass(frozen=True, slots=True)
class Block:
    """A text with breaks, before it is known whether it is a passage or part of a cell."""

    text: str
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    line: int | None = None

    def passages(self) -> Iterator[Passage]:
        """The passages of the block: one for each paragraph and item between its breaks."""
        parts = [joined(part.split("\n")) for part in self.text.split(BREAK)]
        if sum(map(bool, parts)) < 2 or self.kind is Kind.HEADING:
            if text := joined(parts):
                yield Passage(text, self.kind, self.level, self.line)
            return
        for passage in passages_of(Line(part, self.line) for part in parts):
            plain = passage.kind is Kind.PARAGRAPH
            yield Passage(passage.text, self.kind, self.level, self.line) if plain else passage


Cell = list[Block]
Row = list[Cell]


class Blocks:
    """Takes blocks and the bounds of tables, and gives passages, those of a table when it has ended."""

    def __init__(self) -> None:
        self._tables: list[list[Row]] = []
        self._held = 0
        self._characters = 0

    def open_table(self) -> Iterator[Passage]:
        """A table begins; one in a cell makes the table around it a layout."""
        if self._tables:
            yield from self._laid_out(self._tables[-1])
        self._tables.append([])

    def open_row(self) -> None:
        """A row of the innermost table begins."""
        if self._tables:
            self._tables[-1].append([])
            self._hold(0)

    def open_cell(self) -> None:
        """A cell of the row begins."""
        if self._tables:
            if not self._tables[-1]:
                self.open_row()
            self._tables[-1][-1].append([])
            self._hold(0)

    def close_table(self) -> Iterator[Passage]:
        """The innermost table ends."""
        if self._tables:
            yield from _rows(self._tables.pop())
        if not self._tables:
            self._held = self._characters = 0

    def add(self, block: Block) -> Iterator[Passage]:
        """A block of text, into the open cell or as passages."""
        rows = self._tables[-1] if self._tables else []
        if not rows or not rows[-1]:
            yield from block.passages()
            return
        rows[-1][-1].append(block)
        self._hold(len(block.text))

    def end(self) -> Iterator[Passage]:
        """What is still open at the end of the file."""
        while self._tables:
            yield from self.close_table()

    def _hold(self, characters: int) -> None:
        self._held += 1
        self._characters += characters
        require_length(self._characters)
        if self._held > MOST_PASSAGES:
            raise Unreadable(f"it has tables of more than {MOST_PASSAGES:,} rows and cells", SHORTER)

    @staticmethod
    def _laid_out(table: list[Row]) -> Iterator[Passage]:
        for cell in (cell for cells in table for cell in cells):
            for block in cell:
                yield from block.passages()
        table[:] = [[[]]] if table else []


def _rows(table: Sequence[Row]) -> Iterator[Passage]:
    texts = [[_text(cell) for cell in cells] for cells in table]
    # Empty cells keep columns apart; where spans or cells for signs shift the columns, they tell nothing.
    aligned = len({len(cells) for cells in texts}) == 1 and not any(map(_has_signs, texts))
    for cells, written in zip(table, texts, strict=True):
        blocks = [block for cell in cells for block in cell]
        filled = [text for text in written if text]
        if len(filled) == 2 and bullet(f"{filled[0]} .")[1] == ".":
            yield Passage(filled[1], Kind.ITEM, 1, blocks[0].line)
        elif _is_layout(cells) or (len(filled) == 1 and not (aligned and _is_label(cells, filled[0]))):
            for block in blocks:
                yield from block.passages()
        elif text := row(written if aligned else _with_signs(written)):
            yield Passage(text, Kind.ROW, 0, blocks[0].line)


def _has_signs(cells: Sequence[str]) -> bool:
    return any(_CURRENCY.fullmatch(cell) or _CLOSING.fullmatch(cell) for cell in cells)


def _with_signs(cells: Sequence[str]) -> list[str]:
    """The cells that are not empty; signs of currency and per cent go to the figure beside them."""
    found: list[str] = []
    opening = ""
    for cell in filter(None, cells):
        if _CURRENCY.fullmatch(cell):
            opening += cell
        elif found and not opening and _CLOSING.fullmatch(cell):
            found[-1] += cell
        else:
            found.append(opening + cell)
            opening = ""
    return [*found, opening] if opening else found


def _is_layout(cells: Row) -> bool:
    """Whether a row holds more in a cell than a table does."""
    structured = (Kind.ITEM, Kind.HEADING)
    return any(
        len(cell) > _MOST_BLOCKS_IN_A_CELL
        or any(block.kind in structured and block.level < TITLE_LEVEL for block in cell)
        for cell in cells
    )


def _is_label(cells: Row, text: str) -> bool:
    """Whether the only text of a row is the label of a line or column."""
    return len(cells) > 1 and len(text) < _LONGEST_LABEL


def _text(cell: Cell) -> str:
    parts = [part for block in cell for part in re.split(r"[\v\n]", block.text)]
    return joined(parts)
