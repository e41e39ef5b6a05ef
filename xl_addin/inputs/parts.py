"""The parts of a workbook file: which one is a sheet's, what stands in `workbook.xml`, what belongs to it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from functools import cached_property
from urllib.parse import unquote
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile, ZipInfo

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/"


class StrictWorkbook(Exception):
    """The workbook is saved as Strict Open XML, whose sheets openpyxl does not find."""


class Package(ZipFile):
    """A package whose parts are found whatever their case, and where folders end with a backslash."""

    @cached_property
    def _by_name(self) -> Mapping[str, ZipInfo]:
        return {_plain(info.filename): info for info in self.infolist()}

    def getinfo(self, name: str) -> ZipInfo:
        """The entry of a part.

        Raises:
            KeyError: there is none.
        """
        found = self._by_name.get(_plain(name))
        return self._by_name[_plain(unquote(name))] if found is None else found

    def has(self, name: str) -> bool:
        """Whether there is a part of this name."""
        return not self._by_name.keys().isdisjoint((_plain(name), _plain(unquote(name))))


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


class Parts:
    """A workbook's parts, found by their relations.

    Raises:
        StrictWorkbook: the file's form is not the usual one.
        ValueError: the list of parts does not name the workbook; Excel opens none without.
    """

    def __init__(self, archive: Package) -> None:
        self.archive = archive
        _, self._workbook = next(self._relations("", "officeDocument"))
        self._require_declared()
        self.root = fromstring(archive.read(self._workbook))
        if self.root.tag.startswith("{" + _STRICT):
            raise StrictWorkbook

    @cached_property
    def sheets(self) -> Mapping[str, str]:
        """The part of each worksheet that has one, by the sheet's name."""
        targets = dict(self._relations(self._workbook, "worksheet"))
        identified = ((sheet.get("name", ""), sheet.get(f"{{{_RELATIONS}}}id", "")) for sheet in self._listed)
        return {
            name: targets[relation]
            for name, relation in identified
            if relation in targets and self.archive.has(targets[relation])
        }

    @cached_property
    def hidden_sheets(self) -> frozenset[str]:
        """The sheets that no tab is seen of."""
        return frozenset(
            sheet.get("name", "") for sheet in self._listed if sheet.get("state", "visible") != "visible"
        )

    @property
    def date1904(self) -> bool:
        """Whether days are counted from 1904."""
        return self.calculation.get("date1904") in {"1", "true"}

    @cached_property
    def calculation(self) -> Mapping[str, str]:
        """How it is calculated, by the attributes that say so; `calcPr` is whether anything is said."""
        told = {kind_of(element): element.attrib for element in self.root}
        stated = "stated" if "calcPr" in told else "missing"
        return {**told.get("workbookPr", {}), **told.get("calcPr", {}), "calcPr": stated}

    def of_workbook(self, kind: str) -> str | None:
        """The workbook's part of a kind: its styles, its shared strings."""
        targets = (target for _, target in self._relations(self._workbook, kind))
        return next((target for target in targets if self.archive.has(target)), None)

    def related(self, part: str, kind: str) -> Iterator[Element]:
        """The parts of one kind that belong to a part."""
        for _, target in self._relations(part, kind):
            if self.archive.has(target):
                yield fromstring(self.archive.read(target))

    @property
    def _listed(self) -> Iterator[Element]:
        return (element for element in self.root.iter() if kind_of(element) == "sheet")

    def _require_declared(self) -> None:
        kinds = [
            element.get("ContentType", "")
            for element in fromstring(self.archive.read("[Content_Types].xml"))
            if _plain(element.get("PartName", "")) == _plain(self._workbook)
            or element.get("Extension", "").casefold() == "xml"
        ]
        if not any(kind.endswith(".main+xml") for kind in kinds):
            raise ValueError(f"{self._workbook} is not declared as a workbook")

    def _relations(self, part: str, kind: str) -> Iterator[tuple[str, str]]:
        """Id and target of the part's relations of one kind; a part may have none."""
        folder, name = posixpath.split(part)
        listing = posixpath.join(folder, "_rels", f"{name}.rels")
        if part and not self.archive.has(listing):
            return
        for relation in fromstring(self.archive.read(listing)):
            if relation.get("Type", "").endswith(f"/{kind}"):
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
                yield relation.get("Id", ""), target.lstrip("/")


def kind_of(element: Element) -> str:
    """The element's name without its namespace."""
    return element.tag.rpartition("}")[2]
