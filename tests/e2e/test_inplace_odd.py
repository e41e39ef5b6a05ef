"""Workbooks with what libraries do not read, alone and together: built into, built again, and cleaned."""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations
from typing import IO

import pytest

from tests.inplace.by_hand import BOOK, SHEET, plain
from tests.inplace.grafts import SHARED, SHARED_PATHS, built, fewer, small_deck, taken_out
from tests.inplace.hosts import before, edited, made, parts_of
from tests.inplace.odd import CHAIN, ODD
from xl_addin.writer.edits import DeckEdit
from xl_addin.writer.package.archive import Archive

# Those that rename entries come last.
PAIRS = [pair for number, pair in enumerate(combinations(ODD, 2)) if number % 3 == 0]
LAST = tuple(ODD)[-4:]


@cache
def few() -> DeckEdit:
    """A few sheets, one of them with a chart."""
    names = [sheet.name for sheet in small_deck().sheets]
    return fewer(small_deck(), *(name for name in names if name not in ("Revenue JPY", "Figures", "Checks")))


def trouble(names: tuple[str, ...], deck: DeckEdit, other: DeckEdit) -> str:
    """What goes wrong in a workbook with all this; nothing should."""
    old = plain()
    for name in sorted(names, key=LAST.__contains__):
        old = ODD[name](old)
    first, issues = built(old, ".xlsx", deck)
    second, more = built(first, ".xlsx", other)
    third, again = built(second, ".xlsx", deck)
    left, last = taken_out(first, ".xlsx")
    if told := [*issues, *more, *again, *last]:
        return f"{names}: {told}"
    if strange := changed(old, first) or third != first:
        return f"{names}: {strange} changed, or the same figures gave another file"
    back = list(parts_of(left).items()) == list(parts_of(old).items())
    return "" if back else f"{names}: not as before"


def changed(old: bytes, new: bytes) -> list[str]:
    """The parts that are not as they were, beside those that know of every sheet or every format."""
    shared, found = {part.casefold() for part in (*SHARED, *SHARED_PATHS)}, parts_of(new)
    parts = [part for part, content in parts_of(old).items() if content != found.get(part)]
    plainly = [part.replace("\\", "/").casefold() for part in parts]
    return [part for part in plainly if not shared & {part, part.rpartition("/")[2]}]


def test_there_are_many_of_them() -> None:
    assert len(ODD) + len(PAIRS) >= 130


@pytest.mark.parametrize("name", ODD)
def test_alone_nothing_of_it_changes_and_the_deck_comes_and_goes(name: str) -> None:
    assert trouble((name,), small_deck(), fewer(small_deck(), "Revenue JPY")) == ""


def test_together_too() -> None:
    found = (trouble(pair, few(), fewer(few(), "Revenue JPY")) for pair in PAIRS)
    assert [fault for fault in found if fault] == []


def test_no_new_sheet_gets_the_id_of_one_that_the_order_of_calculation_still_lists() -> None:
    content, _ = built(ODD["order of calculation with sheets that are gone"](plain()), ".xlsx", few())
    ids = re.findall(rb'sheetId="(\d+)"', parts_of(content)[BOOK])
    assert ids == [b"1", b"2", b"4", b"5", b"6"]
    assert parts_of(content)["xl/calcChain.xml"] == CHAIN


def test_an_order_of_calculation_that_lists_the_decks_cells_goes_with_them() -> None:
    """As after a save that left the deck's sheets as they were."""
    content, _ = built(ODD["order of calculation with sheets that are gone"](plain()), ".xlsx", few())
    listed = edited(content, {"xl/calcChain.xml": before("</calcChain>", '<c r="B5" i="4"/>')})
    for done, issues in (taken_out(listed, ".xlsx"), built(listed, ".xlsx", few())):
        assert issues == ()
        assert not [part for part, text in parts_of(done).items() if b"calcChain" in part.encode() + text]


def test_rebuild_and_remove_read_no_more_than_they_need(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rebuild no sheet of others, and neither of them values of pivot tables or texts of all sheets."""
    content, _ = built(made("pivot table").content, ".xlsx", few())
    opened: list[str] = []
    read = Archive.open

    def noted(self: Archive, name: str) -> IO[bytes]:
        if self.file != "the deck":
            opened.append(name)
        return read(self, name)

    monkeypatch.setattr(Archive, "open", noted)
    monkeypatch.setattr(Archive, "read", lambda self, name: noted(self, name).read())
    built(content, ".xlsx", few())
    assert not [name for name in opened if name == SHEET or "pivot" in name]
    taken_out(content, ".xlsx")
    assert SHEET in opened
    assert not [name for name in opened if "Records" in name or "sharedStrings" in name or "theme" in name]
