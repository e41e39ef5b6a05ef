"""LibreOffice: its own workbooks as hosts, and what it opens of those that the deck was built into."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.e2e.test_command_replacement import saved_by_libreoffice
from tests.engines.libreoffice import LibreOffice, require
from tests.engines.values import differences
from tests.inplace.grafts import built, graft, new_file, small_deck, taken_out
from tests.inplace.hosts import made, parts_of
from tests.inplace.looks import Looks

DECK = tuple(sheet.name for sheet in small_deck().sheets)
# What it opens of each, by the value of a cell.
OPENED = {
    "a few figures": ("Sheet1", "B5", 27197),
    "charts of all kinds": ("Sheet1", "B2", 8334),
    "chart sheet first": ("Data", "B5", 27197),
    "conditional formats": ("Sheet1", "B2", 8334),
    "difficult sheet names": ("A & B <c>", "B2", 8334),
    "defined names of all kinds": ("Mine & yours", "B5", 27197),
    "no styles": ("Mine", "B2", 8334),
    "styles self closed": ("Mine", "B2", 8334),
    "main namespace prefixed": ("Mine", "B2", 8334),
    "byte order marks": ("Mine", "B2", 8334),
    "workbook part elsewhere": ("Mine", "B2", 8334),
    "openpyxl named styles": ("Mine", "B2", 8334),
    "macros with buttons": ("Sheet1", "B2", 8334),
}
SAVED = ("a few figures", "conditional formats", "defined names of all kinds", "fifteen hundred formats")


@pytest.mark.parametrize("name", OPENED)
def test_it_opens_the_workbook_and_finds_its_cells_and_the_decks(
    name: str, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    done = graft(name)
    path = tmp_path / f"host{done.host.suffix}"
    path.write_bytes(done.content)
    sheet, cell, value = OPENED[name]
    document = libreoffice.open(path)
    try:
        assert document.value(sheet, cell) == value
        values = document.values()
    finally:
        document.close()
    (tmp_path / "new.xlsx").write_bytes(new_file().content)
    document = libreoffice.open(tmp_path / "new.xlsx")
    try:
        expected = document.values()
    finally:
        document.close()
    assert differences(expected, {sheet: values[sheet] for sheet in DECK}) == []


@pytest.fixture(scope="module")
def of_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with hosts as LibreOffice saves them."""
    require()
    folder = tmp_path_factory.mktemp("hosts")
    for name in SAVED:
        (folder / f"{name}.xlsx").write_bytes(made(name).content)
    return saved_by_libreoffice([folder / f"{name}.xlsx" for name in SAVED], folder)


@pytest.mark.parametrize("name", SAVED)
def test_its_own_workbooks_are_built_into_and_nothing_of_theirs_changes(
    name: str, of_libreoffice: Path
) -> None:
    content = (of_libreoffice / f"{name}.xlsx").read_bytes()
    with ZipFile(io.BytesIO(content)) as package:
        assert b"LibreOffice" in package.read("docProps/app.xml")
    after, issues = built(content, ".xlsx")
    assert issues == ()
    old, new = parts_of(content), parts_of(after)
    shared = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
    assert {part for part in old if new[part] != old[part]} <= shared
    before, found = Looks(content), Looks(after)
    for kind in ("values", "cached", "styles", "rules"):
        was, deck = getattr(before, kind), getattr(new_file(), kind)
        assert getattr(found, kind) == {**was, **deck}, kind
    assert built(after, ".xlsx")[0] == after
    assert parts_of(taken_out(after, ".xlsx")[0]) == old
