"""The marks of dynamic arrays in another workbook's metadata: used where there, else appended."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from xl_addin.writer.package.archive import refusal, spliced
from xl_addin.writer.package.metadata import Metadata, Unclear
from xl_addin.writer.package.model import MAIN
from xl_addin.writer.package.spans import read_document

XDA = "http://schemas.microsoft.com/office/spreadsheetml/2017/dynamicarray"
PICTURE = '<metadataType name="XLRICHVALUE" minSupportedVersion="120000"/>'
ARRAY = '<metadataType name="XLDAPR" minSupportedVersion="120000" cellMeta="1"/>'
PICTURES = '<futureMetadata name="XLRICHVALUE" count="1"><bk><extLst/></bk></futureMetadata>'
VALUES = '<valueMetadata count="1"><bk><rc t="1" v="0"/></bk></valueMetadata>'


def record(dynamic: int, collapsed: int) -> str:
    own = f'<xda:dynamicArrayProperties fDynamic="{dynamic}" fCollapsed="{collapsed}"/>'
    return f'<bk><extLst><ext uri="{{bdbb8cdc-fa1e-496e-a857-3c3f30c029c3}}">{own}</ext></extLst></bk>'


def records(*entries: str, count: int | None = None) -> str:
    number = len(entries) if count is None else count
    return f'<futureMetadata name="XLDAPR" count="{number}">{"".join(entries)}</futureMetadata>'


def types(*entries: str) -> str:
    return f'<metadataTypes count="{len(entries)}">{"".join(entries)}</metadataTypes>'


def cells(*pairs: tuple[int, int]) -> str:
    blocks = "".join(f'<bk><rc t="{t}" v="{v}"/></bk>' for t, v in pairs)
    return f'<cellMetadata count="{len(pairs)}">{blocks}</cellMetadata>'


def metadata(inner: str, prefix: str = "") -> bytes:
    text = f'<metadata xmlns="{MAIN}" xmlns:xda="{XDA}">{inner}</metadata>'
    if prefix:
        for name in ("metadata", "futureMetadata", "cellMetadata", "valueMetadata", "bk", "rc", "ext"):
            text = text.replace(f"<{name}", f"<{prefix}:{name}").replace(f"</{name}", f"</{prefix}:{name}")
        text = text.replace("xmlns=", f"xmlns:{prefix}=")
    return text.encode()


def marked(content: bytes) -> tuple[int, bytes]:
    """The number of dynamic arrays, and the metadata with what it lacked."""
    number, splices = Metadata(read_document(content, "metadata.xml", refusal("a.xlsx"))).dynamic_arrays()
    return number, spliced(content, splices)


def leads_to(content: bytes, number: int) -> tuple[str, list[tuple[str, str]]]:
    """What a cell's number comes to: the type, and whether its arrays are dynamic and collapsed."""
    root, main = ElementTree.fromstring(content), {"m": MAIN, "xda": XDA}
    (rc,) = root.findall("m:cellMetadata/m:bk", main)[number - 1]
    name = root.findall("m:metadataTypes/m:metadataType", main)[int(rc.attrib["t"]) - 1].attrib["name"]
    (section,) = (one for one in root.findall("m:futureMetadata", main) if one.get("name") == name)
    found = section.findall("m:bk", main)[int(rc.attrib["v"])].iter(f"{{{XDA}}}dynamicArrayProperties")
    return name, [(one.attrib["fDynamic"], one.get("fCollapsed", "0")) for one in found]


def counted(content: bytes) -> bool:
    """Whether each section tells how many entries it has."""
    sections = ElementTree.fromstring(content)
    return all(section.get("count", str(len(section))) == str(len(section)) for section in sections)


# What is there, and the number that dynamic arrays have then.
HOSTS = {
    "as Excel writes it": (types(ARRAY) + records(record(1, 0)) + cells((1, 0)), 1, False),
    "nothing of cells": ("<metadataTypes/>", 1, True),
    "nothing at all": ("<extLst/>", 1, True),
    "pictures": (types(PICTURE) + PICTURES + VALUES, 1, True),
    "pictures and arrays": (
        types(PICTURE, ARRAY) + PICTURES + records(record(1, 0)) + cells((2, 0)),
        1,
        False,
    ),
    "a collapsed array": (types(ARRAY) + records(record(1, 1)) + cells((1, 0)), 2, True),
    "the second record": (
        types(ARRAY) + records(record(1, 1), record(1, 0)) + cells((1, 0), (1, 1)),
        2,
        False,
    ),
    "no block of it": (types(ARRAY) + records(record(1, 0)) + cells((1, 7)), 2, True),
    "not dynamic": (types(ARRAY) + records(record(0, 0)) + cells((1, 0)), 2, True),
}


@pytest.mark.parametrize("prefix", ["", "x"])
@pytest.mark.parametrize("name", HOSTS)
def test_the_number_leads_to_an_array_that_is_dynamic(name: str, prefix: str) -> None:
    inner, expected, changes = HOSTS[name]
    if prefix:
        inner = inner.replace("<metadataType", "<x:metadataType").replace(
            "</metadataType", "</x:metadataType"
        )
        inner = inner.replace("extLst", "x:extLst").replace("</x:x:", "</x:")
    before = metadata(inner, prefix)
    number, after = marked(before)
    assert (number, leads_to(after, number)) == (expected, ("XLDAPR", [("1", "0")]))
    assert (after != before) is changes
    assert counted(after)
    assert marked(after) == (number, after)


@pytest.mark.parametrize("name", HOSTS)
def test_every_other_number_leads_to_what_it_led_to(name: str) -> None:
    before = metadata(HOSTS[name][0])
    _, after = marked(before)
    old, new = (ElementTree.fromstring(content) for content in (before, after))
    for section in old:
        (same,) = (one for one in new if (one.tag, one.get("name")) == (section.tag, section.get("name")))
        entries = [ElementTree.tostring(entry) for entry in section]
        assert [ElementTree.tostring(entry) for entry in same][: len(entries)] == entries
    order = [one.tag.rpartition("}")[2] for one in new]
    schema = ["metadataTypes", "futureMetadata", "cellMetadata", "valueMetadata", "extLst"]
    assert order == sorted(order, key=schema.index)


@pytest.mark.parametrize(
    "inner",
    [
        types(ARRAY) + records(record(1, 0), count=3) + cells((1, 0)),
        types(ARRAY) + records(record(1, 0)) + records(record(1, 0)),
        types(ARRAY) + types(PICTURE),
        f'<metadataTypes count="1">{ARRAY}<other xmlns="urn:other"/></metadataTypes>',
    ],
)
def test_metadata_that_cannot_be_counted_is_left_alone(inner: str) -> None:
    with pytest.raises(Unclear):
        marked(metadata(inner))


@pytest.mark.parametrize(
    "content", [f'<metadata xmlns="{MAIN}"/>', '<metadata xmlns="urn:other"><a/></metadata>']
)
def test_what_is_no_metadata_is_left_alone(content: str) -> None:
    with pytest.raises(Unclear):
        marked(content.encode())
