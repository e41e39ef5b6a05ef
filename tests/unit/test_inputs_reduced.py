"""Input workbooks that hold what no library reads: the figures are read from them all the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.inplace.by_hand import BOOK, BOOK_LINKS, OFFICE, STYLES, TYPES
from tests.inplace.hosts import Edit, before, declared_as, edited, packed, parts_of, related_to, swap
from tests.inplace.odd import DDE_LINK, GROUPED_CACHE, utf16
from tests.unit.inputs.books import BASE, book_of, saved
from xl_addin.inputs.fingerprint import fingerprint
from xl_addin.inputs.load import read_figures
from xl_addin.inputs.model import Figures

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
FIGURES = "xl/worksheets/sheet2.xml"
LOST_NAME = '<definedName name="Gone" localSheetId="99">#REF!</definedName>'
LOST_SHEET = f'<sheet xmlns:r="{OFFICE}" name="Module1" sheetId="77" r:id=""/>'
CACHES = '<pivotCaches><pivotCache cacheId="7" r:id="rIdOdd"/></pivotCaches>'
LINKS = '<externalReferences><externalReference r:id="rIdOdd"/></externalReferences>'
ODD_RULE = '<conditionalFormatting sqref="A1"><cfRule type="odd"/></conditionalFormatting>'
Change = Callable[[bytes], bytes]


def with_part(part: str, kind: str, content: bytes, listed: str = "<!-- -->") -> Change:
    """A workbook with a further part that hangs on it, and where it is listed."""
    edits = {
        TYPES: declared_as(part, "application/xml"),
        BOOK_LINKS: related_to(f"/{part}", kind, "rIdOdd"),
        BOOK: before("<calcPr", listed.replace("r:id", f'xmlns:r="{OFFICE}" r:id')),
    }
    return lambda old: edited(old, edits, {part: content})


def with_edit(part: str, edit: Edit) -> Change:
    return lambda old: edited(old, {part: edit})


def renamed(change: Callable[[str], str]) -> Change:
    return lambda old: packed({change(name): part for name, part in parts_of(old).items()})


ODD: dict[str, Change] = {
    "pivot field grouped by hand": with_part(
        "xl/pivotCache/pivotCacheDefinition1.xml", "pivotCacheDefinition", GROUPED_CACHE, CACHES
    ),
    "DDE link": with_part("xl/externalLinks/externalLink1.xml", "externalLink", DDE_LINK, LINKS),
    "style index that is missing": with_edit(FIGURES, swap('<c r="F2"', '<c r="F2" s="977"')),
    "properties that are no dates": with_edit("docProps/core.xml", swap('W3CDTF">20', 'W3CDTF">noon')),
    "properties of a program's own": with_part("docProps/custom.xml", "custom-properties", b"<odd/>"),
    "theme that is no XML": with_edit("xl/theme/theme1.xml", lambda part: b"no theme"),
    "fonts of unknown kinds": with_edit(STYLES, swap('<family val="2"/>', '<family val="300"/>')),
    "page that no printer has": with_edit(FIGURES, swap('left="0.75"', 'left="wide"')),
    "conditional format of a kind to come": with_edit(
        FIGURES,
        before("<pageMargins", ODD_RULE),
    ),
    "view of a kind to come": with_edit(FIGURES, swap("<sheetView ", '<sheetView view="odd" ')),
    "name of a sheet that is gone": with_edit(
        BOOK, swap("<definedNames/>", f"<definedNames>{LOST_NAME}</definedNames>")
    ),
    "workbook view of a kind to come": with_edit(BOOK, swap('visibility="visible"', 'visibility="odd"')),
    "sheet in UTF-16": with_edit(FIGURES, utf16),
    "backslashes": renamed(lambda name: name.replace("/", "\\")),
    "capitals": renamed(str.upper),
    "sheet without an id": with_edit(BOOK, before("</sheets>", LOST_SHEET)),
}


def read(path: Path) -> tuple[Figures | None, list[str]]:
    figures, issues = read_figures(path)
    return figures, [str(issue).replace(str(path), "") for issue in issues]


def test_a_sheet_without_cells_is_an_empty_one(tmp_path: Path) -> None:
    path = saved(book_of(BASE), tmp_path)
    empty = f'<worksheet xmlns="{MAIN}"></worksheet>'.encode()
    path.write_bytes(edited(path.read_bytes(), {"xl/worksheets/sheet5.xml": lambda part: empty}))
    (issue,) = read_figures(path)[1]
    assert (issue.sheet, issue.message) == (
        "Restated",
        "no header row: no heading 'item' in the first 20 rows",
    )


@pytest.mark.parametrize("name", ODD)
def test_the_figures_are_read_whatever_else_is_in_the_workbook(name: str, tmp_path: Path) -> None:
    path = saved(book_of(BASE), tmp_path)
    expected, told = read(path)
    old = path.read_bytes()
    path.write_bytes(ODD[name](old))
    found, issues = read(path)
    assert expected is not None
    assert found is not None
    assert fingerprint(found) == fingerprint(expected)
    assert issues == told
