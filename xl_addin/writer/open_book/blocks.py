"""Cells of a sheet gathered into blocks, so that Excel is called once a block and not once a cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from xl_addin.errors import ExcelError
from xl_addin.writer.edits import CellEdit

Entry = float | str | bool
Key = TypeVar("Key", bound=Hashable)

# Excel reads such a text as a number, a date, a formula or a truth value, unless an apostrophe leads it.
_READ_AS_ELSE = re.compile(r"\s*(?:[-=+@'#/\\^\"&]|.*\d|true\s*$|false\s*$)", re.IGNORECASE | re.DOTALL)
# Longer texts are certainly no numbers or dates, but an apostrophe would be lost among their characters.
_LONGEST_NUMBER = 255
_NEWER = re.compile(r"_xlfn\.(?:_xlws\.)?")


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle of cells; rows and columns are counted from 1, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


def contents(cells: Sequence[CellEdit]) -> tuple[Rectangle, list[list[Entry]]]:
    """The smallest rectangle that holds the cells, and what Excel is given for each of its cells."""
    area = Rectangle(
        min(cell.row for cell in cells),
        min(cell.column for cell in cells),
        max(cell.row for cell in cells),
        max(cell.column for cell in cells),
    )
    rows: list[list[Entry]] = [[""] * (area.right - area.left + 1) for _ in range(area.top, area.bottom + 1)]
    for cell in cells:
        rows[cell.row - area.top][cell.column - area.left] = entry(cell)
    return area, rows


def entry(cell: CellEdit) -> Entry:
    """A cell's content as it would be typed in English: a formula, a number, a text that stays one, ""."""
    if cell.formula is not None:
        return plain_formula(cell.formula)
    if isinstance(cell.value, ExcelError):
        return f"={cell.value}"
    if isinstance(cell.value, int) and not isinstance(cell.value, bool):
        return float(cell.value)  # COM has no integer as large as a cell's numbers may be
    if cell.value is None:
        return ""  # what other programs have for nothing, not every Excel takes in a block of formulas
    return protected(cell.value) if isinstance(cell.value, str) else cell.value


def protected(text: str) -> str:
    """The text with an apostrophe before it, where Excel would take it for something else."""
    is_plain = len(text) > _LONGEST_NUMBER and text[0] not in "=+-@'"
    return "'" + text if text and not is_plain and _READ_AS_ELSE.match(text) else text


def plain_formula(text: str) -> str:
    """A formula without the prefixes that functions newer than the file format carry in files."""
    parts = text.split('"')  # every other one is a text inside the formula
    return '"'.join(_NEWER.sub("", part) if even % 2 == 0 else part for even, part in enumerate(parts))


def rectangles(
    cells: Iterable[CellEdit], key: Callable[[CellEdit], Key], *, one_row: bool = False
) -> Iterator[tuple[Rectangle, Key]]:
    """Few rectangles that cover all cells, those of one rectangle alike by `key`.

    Runs within a row are found first, then equal runs of rows that follow each other are joined, unless
    each must stay in `one_row`.
    """
    open_runs: dict[tuple[int, int, Key], Rectangle] = {}
    rows = groupby(sorted(cells, key=lambda cell: (cell.row, cell.column)), key=lambda cell: cell.row)
    for row, members in rows:
        found = dict.fromkeys(_runs(list(members), key), row)
        for run in [run for run, area in open_runs.items() if run not in found or area.bottom != row - 1]:
            yield open_runs.pop(run), run[2]
        for run in found:
            if one_row and run in open_runs:
                yield open_runs.pop(run), run[2]
            area = open_runs.get(run)
            open_runs[run] = Rectangle(area.top if area else row, run[0], row, run[1])
    for run, area in open_runs.items():
        yield area, run[2]


def _runs(cells: Sequence[CellEdit], key: Callable[[CellEdit], Key]) -> Iterator[tuple[int, int, Key]]:
    """Neighbours in a row that are alike: first and last column, and what they are."""
    start = last = cells[0]
    for cell in cells[1:]:
        if cell.column != last.column + 1 or key(cell) != key(start):
            yield start.column, last.column, key(start)
            start = cell
        last = cell
    yield start.column, last.column, key(start)


def stretches(sizes: Mapping[int, float]) -> Iterator[tuple[int, int, float]]:
    """Rows or columns of one size that follow each other: first, last, size."""
    numbers = sorted(sizes)
    for _, group in groupby(enumerate(numbers), key=lambda pair: (pair[1] - pair[0], sizes[pair[1]])):
        members = [number for _, number in group]
        yield members[0], members[-1], sizes[members[0]]
