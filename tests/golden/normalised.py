"""The parts of a workbook in a form that a person can read and compare line by line.

Prefixes of namespaces go, attributes are sorted, every cell stands on a line of its own with its text and
its looks written out: neither the numbering of shared strings nor that of formats makes a difference.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from functools import cached_property
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.sax.saxutils import quoteattr

# What differs without meaning: attributes by the element and the name they have.
IGNORED: Mapping[tuple[str, str], str] = {
    ("row", "spans"): "a hint for faster loading",
    ("workbookView", "windowWidth"): "the size of a window",
    ("workbookView", "windowHeight"): "the size of a window",
    ("fileVersion", "rupBuild"): "the build of Excel that a library claims to be",
    ("calcPr", "calcId"): "the version of Excel that a library claims to be",
    ("axId", "val"): "a number of the library's own",
    ("crossAx", "val"): "a number of the library's own",
}
# The signature in a sheet's hidden name follows from the cells, which are compared themselves.
SIGNATURE = re.compile(r"(?<=deck:)[0-9a-f]+|(?<=input:)[0-9a-f]+")

LINE = 110


class Package:
    """The parts of an .xlsx file."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self._parts = {name: archive.read(name) for name in archive.namelist()}

    def workbook(self) -> str:
        """Sheets in their order, views and names."""
        return _text(self._tree("xl/workbook.xml"))

    def sheet(self, name: str) -> str:
        """Cells, columns, rows, page and all else of one sheet."""
        tree = self._tree(self._sheet_part(name))
        for cell in tree.iter("c"):
            self._write_out(cell)
        return _text(tree)

    def drawing(self, name: str) -> str:
        """Where the charts of a sheet stand."""
        return _text(self._tree(self._related(self._sheet_part(name), "drawing")))

    def chart(self, name: str) -> str:
        """The one chart of a sheet."""
        drawing = self._related(self._sheet_part(name), "drawing")
        return _text(self._tree(self._related(drawing, "chart")))

    def _tree(self, part: str) -> Element:
        return _plain(ElementTree.fromstring(self._parts[part]))

    def _sheet_part(self, name: str) -> str:
        sheets = [sheet.get("name") for sheet in self._tree("xl/workbook.xml").iter("sheet")]
        return f"xl/worksheets/sheet{sheets.index(name) + 1}.xml"

    def _related(self, part: str, kind: str) -> str:
        """The one part of a kind that another part points at."""
        folder, file = posixpath.split(part)
        relations = self._tree(f"{folder}/_rels/{file}.rels").iter("Relationship")
        (target,) = (one.get("Target", "") for one in relations if one.get("Type", "").endswith(f"/{kind}"))
        return posixpath.normpath(posixpath.join(folder, target))

    def _write_out(self, cell: Element) -> None:
        """The text and the looks in place of their numbers."""
        cell.set("s", self._looks[int(cell.get("s", "0"))])
        value = cell.find("v")
        if cell.get("t") == "s" and value is not None:
            del cell.attrib["t"]
            value.tag, value.text = "t", self._strings[int(value.text or "0")]

    @cached_property
    def _strings(self) -> list[str]:
        items = self._tree("xl/sharedStrings.xml").iter("si")
        return ["".join(text.text or "" for text in item.iter("t")) for item in items]

    @cached_property
    def _looks(self) -> list[str]:
        styles = self._tree("xl/styles.xml")
        formats = {one.get("numFmtId", ""): one.get("formatCode", "") for one in styles.iter("numFmt")}
        lists = {name: list(styles.find(name) or []) for name in ("fonts", "fills", "borders", "cellXfs")}
        return ["; ".join(_described(xf, lists, formats)) for xf in lists["cellXfs"]]


def _described(xf: Element, lists: Mapping[str, list[Element]], formats: Mapping[str, str]) -> Iterator[str]:
    """A format in words: font, fill, rules, alignment, number format; what is plain is left out."""
    yield " ".join(_font(lists["fonts"][int(xf.get("fontId", "0"))]))
    for color in lists["fills"][int(xf.get("fillId", "0"))].iter("fgColor"):
        yield f"fill {color.get('rgb')}"
    for edge in lists["borders"][int(xf.get("borderId", "0"))]:
        if edge.get("style"):
            yield f"{edge.tag} {edge.get('style')}"
    for alignment in xf.iter("alignment"):
        yield " ".join(f"{name} {value}" for name, value in sorted(alignment.attrib.items()))
    number = xf.get("numFmtId", "0")
    if number != "0":
        yield formats.get(number, f"format {number}")


def _font(font: Element) -> Iterator[str]:
    for part in font:
        if part.tag in {"name", "sz"}:
            yield part.get("val", "")
        elif part.tag in {"b", "i"}:
            yield part.tag
        elif part.tag == "color":
            yield part.get("rgb") or f"theme {part.get('theme')}"


def _plain(element: Element) -> Element:
    """A copy without namespaces, attributes sorted, what is ignored left out."""
    tag = _local(element.tag)
    attributes = {_local(name): value for name, value in sorted(element.attrib.items())}
    kept = {name: value for name, value in attributes.items() if (tag, name) not in IGNORED}
    copy = Element(tag, dict(sorted(kept.items())))
    text = element.text if element.text and element.text.strip() else None
    copy.text = SIGNATURE.sub("...", text) if text and tag == "definedName" else text
    children = [_plain(child) for child in element]
    # Names of one spelling stand in the order of their values, which are hashes.
    copy.extend(sorted(children, key=_place) if tag == "definedNames" else children)
    return copy


def _place(name: Element) -> tuple[str, int]:
    return name.get("name", ""), int(name.get("localSheetId", -1))


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _text(element: Element, depth: int = 0) -> str:
    """One element a line with its children indented; cells, and what is short, whole on one line."""
    indent = "  " * depth
    whole = ElementTree.tostring(element, encoding="unicode")
    if not len(element) or element.tag == "c" or len(whole) <= LINE:
        return f"{indent}{whole}\n"
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in element.attrib.items())
    children = "".join(_text(child, depth + 1) for child in element)
    return f"{indent}<{element.tag}{attributes}>\n{children}{indent}</{element.tag}>\n"
