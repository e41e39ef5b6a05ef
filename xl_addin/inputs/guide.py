"""What each input sheet, column and setting is for, and what can be chosen there.

It stands in tables beside this module: one more column or setting is one more line. Workbooks carry it as
notes on headings, lists in cells and lines above the headings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from xl_addin.domain.tables import several, table

Text = TypeVar("Text", str, tuple[str, ...])
_MORE = "..."


@dataclass(frozen=True, slots=True)
class Choices:
    """What a cell offers: words, and `@name` for a list that depends on the workbook.

    Where they are `open`, anything else may be typed as well.
    """

    words: tuple[str, ...] = ()
    open: bool = False


@dataclass(frozen=True, slots=True)
class ColumnGuide:
    """What a column holds. `width` is its least in an empty workbook, in characters."""

    note: str
    note_ja: str
    choices: Choices
    is_date: bool
    width: int


@dataclass(frozen=True, slots=True)
class SettingGuide:
    """What a setting says, and the value that an empty workbook starts with."""

    note: str
    note_ja: str
    choices: Choices
    is_date: bool
    start: str


@dataclass(frozen=True, slots=True)
class SheetGuide:
    """What stands above the headings of an empty sheet, a line a row: its title, then how it is filled in."""

    lines: tuple[str, ...]
    lines_ja: tuple[str, ...]


def in_language(language: str, english: Text, japanese: Text) -> Text:
    """The text of the language asked, or the texts."""
    return japanese if language == "ja" else english


def _choices(cell: str) -> Choices:
    words = several(cell)
    return Choices(tuple(word for word in words if word != _MORE), _MORE in words)


COLUMNS: Mapping[tuple[str, str], ColumnGuide] = {
    (row["sheet"], row["column"]): ColumnGuide(
        row["note"], row["note_ja"], _choices(row["choices"]), row["format"] == "date", int(row["width"])
    )
    for row in table("headings", __package__)
}
SETTINGS: Mapping[str, SettingGuide] = {
    row["key"]: SettingGuide(
        row["note"], row["note_ja"], _choices(row["choices"]), row["format"] == "date", row["start"]
    )
    for row in table("settings", __package__)
}
SHEETS: Mapping[str, SheetGuide] = {
    row["sheet"]: SheetGuide(several(row["lines"]), several(row["lines_ja"]))
    for row in table("sheets", __package__)
}
