"""A workbook's package as it is read, and the parts that know of every sheet."""

from __future__ import annotations

import io
import re

import pytest

from tests.inplace.by_hand import BOOK, BOOK_LINKS, SHEET_LINKS, TYPES, links, plain
from tests.inplace.grafts import built, small_deck
from tests.inplace.hosts import before, edited, made, packed, parts_of, related_to, swap
from xl_addin.writer.package.archive import Archive
from xl_addin.writer.package.model import Package, target_of

DECK = [sheet.name for sheet in small_deck().sheets]


def package(content: bytes) -> Package:
    return Package(Archive(io.BytesIO(content), "a.xlsx"))


@pytest.mark.parametrize(
    ("source", "target", "part"),
    [
        ("xl/workbook.xml", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("xl/workbook.xml", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("xl/worksheets/sheet1.xml", "../drawings/drawing1.xml", "xl/drawings/drawing1.xml"),
        ("workbook.xml", "./styles.xml", "styles.xml"),
        ("", "xl/workbook.xml", "xl/workbook.xml"),
    ],
)
def test_a_target_is_read_from_the_part_that_names_it(source: str, target: str, part: str) -> None:
    assert target_of(source, target) == part


def test_parts_are_found_in_other_case_and_with_blanks_written_as_they_are() -> None:
    parts = {
        name.replace("worksheets/sheet1", "Worksheets/My Sheet"): p for name, p in parts_of(plain()).items()
    }
    parts[BOOK_LINKS] = parts[BOOK_LINKS].replace(b"worksheets/sheet1", b"worksheets/My%20Sheet")
    first, second = package(packed(parts)).sheets
    assert (first.part, second.part) == ("xl/Worksheets/My Sheet.xml", "xl/worksheets/sheet2.xml")


def test_relationships_in_a_circle_end() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing"
    drawing, drawing_links = "xl/drawings/drawing1.xml", "xl/drawings/_rels/drawing1.xml.rels"
    content = edited(
        plain(),
        added={
            SHEET_LINKS: links(("rId1", kind, "../drawings/drawing1.xml")),
            drawing: b"<a/>",
            drawing_links: links(("rId1", kind, "../worksheets/sheet1.xml"), ("rId2", kind, "drawing1.xml")),
        },
    )
    found = package(content).related("xl/worksheets/sheet1.xml")
    assert sorted(found) == sorted([drawing, drawing_links, SHEET_LINKS])


def test_external_targets_are_no_parts() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    link = links(("rId1", kind, "../workbook.xml")).replace(b"/></R", b' TargetMode="External"/></R')
    assert package(edited(plain(), added={SHEET_LINKS: link})).related("xl/worksheets/sheet1.xml") == [
        SHEET_LINKS
    ]


def test_names_that_belong_to_no_sheet_stay_as_they_are() -> None:
    odd = '<definedNames><definedName name="A" localSheetId="x">1</definedName>'
    odd += '<definedName name="B" localSheetId="77">1</definedName></definedNames>'
    content = edited(plain(), {BOOK: before("<calcPr", odd)})
    after, issues = built(content, ".xlsx")
    assert issues == ()
    assert odd.removesuffix("</definedNames>").encode() in parts_of(after)[BOOK]


def test_sheets_get_ids_and_parts_that_nothing_has_even_if_it_is_gone() -> None:
    after, _ = built(made("types of parts that are gone").content, ".xlsx")
    declared = re.findall(rb'PartName="([^"]*)"', parts_of(after)[TYPES])
    assert len(declared) == len(set(declared))
    after, _ = built(made("odd names of parts and ids").content, ".xlsx")
    ids = [int(number) for number in re.findall(rb'sheetId="(\d+)"', parts_of(after)[BOOK])]
    assert ids == [1, 65000, *range(65001, 65001 + len(DECK))]


def test_relationships_get_ids_that_nothing_has() -> None:
    content = edited(plain(), {BOOK_LINKS: related_to("theme/theme1.xml", "customXml", "rId7")})
    ids = re.findall(rb'Id="(\w+)"', parts_of(built(content, ".xlsx")[0])[BOOK_LINKS])
    assert len(ids) == len(set(ids))


def test_the_titles_of_the_sheets_are_listed_where_the_list_is_right() -> None:
    after, _ = built(made("defined names of all kinds").content, ".xlsx")
    right = parts_of(after)["docProps/app.xml"].decode()
    titles = re.findall("<vt:lpstr>([^<]*)</vt:lpstr>", right.partition("<TitlesOfParts>")[2])
    assert titles[: 2 + len(DECK)] == ["Sheet1", "Mine &amp; yours", *DECK]
    assert f"<vt:i4>{2 + len(DECK)}</vt:i4>" in right
    (size,) = re.findall(r'<TitlesOfParts><vt:vector size="(\d+)"', right)
    assert int(size) == len(titles)
    wrong = made("titles that are wrong").content
    assert parts_of(built(wrong, ".xlsx")[0])["docProps/app.xml"] == parts_of(wrong)["docProps/app.xml"]


def test_calculation_stays_manual_and_is_full_when_the_file_is_opened() -> None:
    after = parts_of(built(made("manual calculation").content, ".xlsx")[0])[BOOK].decode()
    (settings,) = re.findall(r"<calcPr [^>]*>", after)
    assert 'calcMode="manual"' in settings
    assert 'fullCalcOnLoad="1"' in settings


def test_one_sheet_is_selected() -> None:
    for name in ("two sheets", "several sheets selected", "chart sheet first"):
        old, new = parts_of(made(name).content), parts_of(built(made(name).content, ".xlsx")[0])
        assert not [part for part in new.keys() - old.keys() if b"tabSelected" in new[part]], name


def test_the_order_of_the_workbooks_elements_is_the_schemas() -> None:
    order = ["sheets", "externalReferences", "definedNames", "calcPr", "pivotCaches", "extLst"]
    for name in ("links to other workbooks", "pivot table", "windows locked and no calculation settings"):
        root = package(built(made(name).content, ".xlsx")[0]).workbook.root
        found = [child.name for child in root.children if child.name in order]
        assert found == [one for one in order if one in found], name
        assert {"sheets", "definedNames", "calcPr"} <= set(found), name


def test_a_workbook_of_1904_is_known() -> None:
    assert package(made("dates from 1904").content).is_1904
    assert not package(plain()).is_1904
    assert package(edited(plain(), {BOOK: swap("<workbookPr ", '<workbookPr date1904="true" ')})).is_1904
