"""Formulas that call the add-in by another machine's path: found, and mended without any other change."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.decks import SHIPPED
from tests.engines.audit import audit_errors
from tests.linked_book import (
    BY_PATH,
    IN_START_FOLDER,
    LINK,
    LONG_PATH,
    OF_ANOTHER,
    PATH_MISSING,
    RELATIONS,
    linked_book,
)
from xl_addin.errors import WorkbookError
from xl_addin.hosts.setup.addin_links import addin_links, mend

ANOTHER = "C:\\Users\\user\\AppData\\Roaming\\Microsoft\\Excel\\XLSTART\\IIJ_AddIn.xlam"


def parts(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return linked_book(tmp_path / "growth.xlsx", [(BY_PATH, OF_ANOTHER)])


def test_a_link_is_found_with_its_path_and_the_formulas_that_use_it(book: Path) -> None:
    (link,) = addin_links(book)
    assert (link.path, link.formulas, link.sheets) == (ANOTHER, 3, ("Figures", "Growth & more"))
    assert link.mendable


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("file:///C:\\My%20Files\\iij_addin.XLAM", "C:\\My Files\\iij_addin.XLAM"),
        ("file:///\\\\server\\share\\IIJ_AddIn.xlam", "\\\\server\\share\\IIJ_AddIn.xlam"),
        ("IIJ_AddIn.xlam", "IIJ_AddIn.xlam"),
        ("../Tools/IIJ_AddIn.xlam", "../Tools/IIJ_AddIn.xlam"),
    ],
)
def test_paths_are_read_however_they_are_filed(target: str, path: str, tmp_path: Path) -> None:
    (link,) = addin_links(linked_book(tmp_path / "b.xlsx", [(PATH_MISSING, target)]))
    assert link.path == path


def test_other_workbooks_links_are_no_links_to_the_add_in(tmp_path: Path) -> None:
    other = linked_book(tmp_path / "b.xlsx", [(BY_PATH, "file:///C:\\Budget.xlsx")])
    assert addin_links(other) == ()
    assert addin_links(SHIPPED) == ()


def test_a_link_to_the_start_folder_is_as_it_should_be(tmp_path: Path) -> None:
    assert addin_links(linked_book(tmp_path / "b.xlsx", [(IN_START_FOLDER, "IIJ_AddIn.xlam")])) == ()


def test_mending_changes_the_one_relationship_and_no_other_byte(book: Path) -> None:
    before = parts(book)
    assert mend(book) == 3
    after = parts(book)
    changed = {name for name in before if before[name] != after[name]}
    assert list(before) == list(after)
    assert changed == {RELATIONS.format(1)}
    relations = after[RELATIONS.format(1)].decode()
    assert f'Type="{IN_START_FOLDER}" Target="IIJ_AddIn.xlam" TargetMode="External"/>' in relations
    assert relations == before[RELATIONS.format(1)].decode().replace(BY_PATH, IN_START_FOLDER).replace(
        OF_ANOTHER, "IIJ_AddIn.xlam"
    )
    assert addin_links(book) == ()
    assert mend(book) == 0


def test_a_mended_workbook_is_a_valid_package(book: Path) -> None:
    mend(book)
    assert audit_errors(book) == []


def test_of_two_links_the_one_to_the_add_in_is_mended(tmp_path: Path) -> None:
    book = linked_book(tmp_path / "b.xlsx", [(BY_PATH, OF_ANOTHER)], [(BY_PATH, "file:///C:\\Budget.xlsx")])
    before = parts(book)
    assert mend(book) == 3
    after = parts(book)
    assert {name for name in before if before[name] != after[name]} == {RELATIONS.format(1)}


def test_a_link_with_more_than_one_relationship_stays(tmp_path: Path) -> None:
    book = linked_book(tmp_path / "b.xlsx", [(BY_PATH, OF_ANOTHER), (LONG_PATH, OF_ANOTHER)])
    before = book.read_bytes()
    (link,) = addin_links(book)
    assert not link.mendable
    assert mend(book) == 0
    assert book.read_bytes() == before


def test_an_open_workbook_is_not_mended(book: Path) -> None:
    (book.parent / f"~${book.name}").write_bytes(b"\x04Anna")
    before = book.read_bytes()
    with pytest.raises(WorkbookError, match="it is open"):
        mend(book)
    assert book.read_bytes() == before


def test_a_signed_workbook_is_not_mended(book: Path) -> None:
    with ZipFile(book, "a") as package:
        package.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    before = book.read_bytes()
    with pytest.raises(
        WorkbookError, match=r"it calls the add-in by a path, which cannot be mended: .*signed"
    ):
        mend(book)
    assert book.read_bytes() == before


def test_a_signed_workbook_without_such_links_is_no_trouble(tmp_path: Path) -> None:
    book = tmp_path / "signed.xlsx"
    book.write_bytes(SHIPPED.read_bytes())
    with ZipFile(book, "a") as package:
        package.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    assert addin_links(book) == ()


def test_a_file_that_is_no_package_cannot_be_looked_into(tmp_path: Path) -> None:
    old = tmp_path / "old.xls"
    old.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600))
    with pytest.raises(WorkbookError, match="97-2003"):
        addin_links(old)


def test_the_link_itself_stays(book: Path) -> None:
    before = parts(book)[LINK.format(1)]
    mend(book)
    assert parts(book)[LINK.format(1)] == before
