"""The parts of a workbook file: which one is a sheet's, what stands in `workbook.xml`, what belongs to it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from functools import cached_property
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/"


class StrictWorkbook(Exception):
    """The workbook is saved as Strict Open XML, whose sheets openpyxl does not find."""


class Parts:
    """A workbook's parts, found by their relations.

    Raises:
        StrictWorkbook: the file's form is not the usual one.
    """

    def __init__(self, archive: ZipFile) -> None:
        self.archive = archive
        _, self._workbook = next(self._relations("", "officeDocument"))
        self.root = fromstring(archive.read(self._workbook))
        if self.root.tag.startswith("{" + _STRICT):
            raise StrictWorkbook

    @cached_property
    def sheets(self) -> Mapping[str, str]:
        """The part of each worksheet, by the sheet's name."""
        targets = dict(self._relations(self._workbook, "worksheet"))
        identified = ((sheet.get("name", ""), sheet.get(f"{{{_RELATIONS}}}id", "")) for sheet in self._listed)
        return {name: targets[relation] for name, relation in identified if relation in targets}

    @cached_property
    def hidden_sheets(self) -> frozenset[str]:
        """The sheets that no tab is seen of."""
        return frozenset(
            sheet.get("name", "") for sheet in self._listed if sheet.get("state", "visible") != "visible"
        )

    @cached_property
    def calculation(self) -> Mapping[str, str]:
        """How it is calculated, by the attributes that say so; `calcPr` is whether anything is said."""
        told = {kind_of(element): element.attrib for element in self.root}
        stated = "stated" if "calcPr" in told else "missing"
        return {**told.get("workbookPr", {}), **told.get("calcPr", {}), "calcPr": stated}

    def related(self, part: str, kind: str) -> Iterator[Element]:
        """The parts of one kind that belong to a part."""
        for _, target in self._relations(part, kind):
            yield fromstring(self.archive.read(target))

    @property
    def _listed(self) -> Iterator[Element]:
        return (element for element in self.root.iter() if kind_of(element) == "sheet")

    def _relations(self, part: str, kind: str) -> Iterator[tuple[str, str]]:
        """Id and target of the part's relations of one kind; a part may have none."""
        folder, name = posixpath.split(part)
        listing = posixpath.join(folder, "_rels", f"{name}.rels")
        if part and listing not in self.archive.NameToInfo:
            return
        for relation in fromstring(self.archive.read(listing)):
            if relation.get("Type", "").endswith(f"/{kind}"):
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
                yield relation.get("Id", ""), target.lstrip("/")


def kind_of(element: Element) -> str:
    """The element's name without its namespace."""
    return element.tag.rpartition("}")[2]
