"""A workbook's cells and charts as its parts hold them, read without any library for spreadsheets."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from tests.engines.values import a1, position

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
REFERENCE = re.compile(r"(?:'((?:[^']|'')*)'|([^'!]*))!(.*)")


class RawCell(NamedTuple):
    """A cell's type, the text of its value, its formula's element, number format, and number of metadata."""

    type: str
    value: str | None
    formula: Element | None
    number_format: str
    metadata: int


@dataclass(frozen=True)
class Cache:
    """What a chart caches of a range: texts or numbers, their count, and each point with its format."""

    reference: str
    kind: str
    count: int
    points: dict[int, str]
    formats: dict[int, str]


class RawBook:
    """The parts of an .xlsx file."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}

    @cached_property
    def sheets(self) -> dict[str, str]:
        """The part of each sheet."""
        targets = self.related("xl/workbook.xml")
        found = self.tree("xl/workbook.xml").iter(f"{MAIN}sheet")
        return {sheet.attrib["name"]: targets[sheet.attrib[ID]] for sheet in found}

    @cached_property
    def cells(self) -> dict[str, dict[str, RawCell]]:
        """The cells of each sheet by their addresses."""
        return {name: dict(self._cells(part)) for name, part in self.sheets.items()}

    @property
    def charts(self) -> Iterator[tuple[str, list[Cache]]]:
        """What each chart caches, with the sheet that it stands on."""
        for sheet, part in self.sheets.items():
            for drawing in self._kind(part, "drawings/"):
                for chart in self._kind(drawing, "charts/"):
                    yield sheet, list(_caches(self.tree(chart)))

    def tree(self, part: str) -> Element:
        """A part as elements."""
        return ElementTree.fromstring(self.parts[part])

    def related(self, part: str) -> dict[str, str]:
        """The parts that another leads to, by the ids of the relationships."""
        folder, file = posixpath.split(part)
        relations = f"{folder}/_rels/{file}.rels"
        if relations not in self.parts:
            return {}
        found = (one.attrib for one in self.tree(relations) if one.get("TargetMode") != "External")
        return {
            one["Id"]: posixpath.normpath(posixpath.join("/", folder, one["Target"])).lstrip("/")
            for one in found
        }

    def _kind(self, part: str, folder: str) -> Iterator[str]:
        return (target for target in self.related(part).values() if folder in target)

    def _cells(self, part: str) -> Iterator[tuple[str, RawCell]]:
        for cell in self.tree(part).iter(f"{MAIN}c"):
            kind, value = cell.get("t", "n"), cell.findtext(f"{MAIN}v")
            if kind == "s":
                value = self._strings[int(value or 0)]
            elif kind == "inlineStr":
                value = "".join(text.text or "" for text in cell.iter(f"{MAIN}t"))
            looks = self._formats[int(cell.get("s", "0"))]
            formula = cell.find(f"{MAIN}f")
            yield cell.attrib["r"], RawCell(kind, value, formula, looks, int(cell.get("cm", "0")))

    @cached_property
    def _strings(self) -> list[str]:
        if "xl/sharedStrings.xml" not in self.parts:
            return []
        items = self.tree("xl/sharedStrings.xml").iter(f"{MAIN}si")
        return ["".join(text.text or "" for text in item.iter(f"{MAIN}t")) for item in items]

    @cached_property
    def _formats(self) -> list[str]:
        styles = self.tree("xl/styles.xml")
        codes = {
            "0": "General",
            "1": "0",
            "2": "0.00",
            "3": "#,##0",
            "4": "#,##0.00",
            "9": "0%",
            "10": "0.00%",
        }
        codes |= {one.attrib["numFmtId"]: one.attrib["formatCode"] for one in styles.iter(f"{MAIN}numFmt")}
        cells = styles.find(f"{MAIN}cellXfs")
        return [codes[one.get("numFmtId", "0")] for one in (cells if cells is not None else ())]


def addresses(reference: str) -> tuple[str, list[str]]:
    """The sheet and the cells of an absolute reference."""
    found = REFERENCE.fullmatch(reference)
    assert found is not None, reference
    ends = [position(end) for end in found[3].replace("$", "").split(":")]
    (top, left), (bottom, right) = ends[0], ends[-1]
    cells = [a1(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
    return (found[1] or found[2]).replace("''", "'"), cells


def _caches(chart: Element) -> Iterator[Cache]:
    for kind in ("num", "str"):
        for place in chart.iter(f"{DRAWN}{kind}Ref"):
            cache = place.find(f"{DRAWN}{kind}Cache")
            assert cache is not None, ElementTree.tostring(place)
            common = cache.findtext(f"{DRAWN}formatCode") or ""
            points = {int(point.attrib["idx"]): point for point in cache.iter(f"{DRAWN}pt")}
            count = cache.find(f"{DRAWN}ptCount")
            assert count is not None
            yield Cache(
                place.findtext(f"{DRAWN}f") or "",
                kind,
                int(count.attrib["val"]),
                {at: point.findtext(f"{DRAWN}v") or "" for at, point in points.items()},
                {at: point.get("formatCode", common) for at, point in points.items()},
            )
