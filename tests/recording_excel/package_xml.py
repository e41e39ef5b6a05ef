"""The XML parts of a workbook's file, and what they lead to."""

from __future__ import annotations

import posixpath
from functools import cached_property
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


class Package:
    """The parts of a file."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._names = set(archive.namelist())

    def part(self, name: str) -> Element:
        return fromstring(self._archive.read(name))

    def links(self, name: str) -> dict[str, tuple[str, str]]:
        """What a part leads to: type and name of each part, by the link's id."""
        folder, file = posixpath.split(name)
        rels = f"{folder}/_rels/{file}.rels".lstrip("/")
        if rels not in self._names:
            return {}
        found = {}
        for link in self.part(rels):
            target = posixpath.normpath(posixpath.join("/" + folder, link.attrib["Target"])).lstrip("/")
            found[link.attrib["Id"]] = (link.attrib["Type"].rpartition("/")[2], target)
        return found

    @cached_property
    def sheets(self) -> dict[str, str]:
        """The part of each sheet."""
        root = next(target for kind, target in self.links("").values() if kind == "officeDocument")
        links = self.links(root)
        sheets = self.part(root).findall("{*}sheets/{*}sheet")
        return {sheet.attrib["name"]: links[sheet.attrib[_REL + "id"]][1] for sheet in sheets}

    def sheet(self, name: str) -> Element:
        return self.part(self.sheets[name])
