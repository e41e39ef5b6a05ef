"""An Excel package: its workbook part, the sheets in their order, relationships and content types."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote
from xml.sax.saxutils import escape

from xl_addin.errors import WorkbookError
from xl_addin.writer.package.archive import Archive, Overlay
from xl_addin.writer.package.spans import Document, Element, read_document

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "[Content_Types].xml"

_STRICT = "http://purl.oclc.org/ooxml/"
_REPAIR = "open it in Excel, let it repair the file, and save it again"
_SAVE_AS = "open it in Excel and save it as Excel Workbook (.xlsx)"
_BINARY = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
_QUOTED = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


def attribute(text: str) -> str:
    """A text as it stands between the quotes of an attribute, in a part of any encoding that is read."""
    return escape(text, _QUOTED).encode("ascii", "xmlcharrefreplace").decode()


def relations_of(part: str) -> str:
    """The part that holds another part's relationships; "" is the package."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def target_of(source: str, target: str) -> str:
    """The part that a relationship of another leads to."""
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), target))


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship of a part; the target of an external one is an address."""

    id: str
    type: str
    target: str
    is_external: bool
    element: Element

    @property
    def kind(self) -> str:
        """The last word of its type: worksheet, styles, ..."""
        return self.type.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the workbook: its place among them, and the part that holds it; "" where none does."""

    index: int
    name: str
    id: int
    relation: str
    part: str
    kind: str
    element: Element


class Package:
    """A workbook's package as it is.

    Raises:
        WorkbookError: it is none, or of a kind that cannot be built into safely.
    """

    def __init__(self, archive: Archive | Overlay) -> None:
        self.archive = archive
        self.file, self.refuse = archive.file, archive.refuse
        self._documents: dict[str, Document] = {}
        self.types_part = archive.find(CONTENT_TYPES) or CONTENT_TYPES
        self.workbook_part = self._workbook_part()
        self._require_safe()

    def document(self, part: str) -> Document:
        """A part's elements, read once."""
        if part not in self._documents:
            self._documents[part] = read_document(self.archive.read(part), part, self.refuse)
        return self._documents[part]

    def relations_part(self, part: str) -> str:
        """The part that holds another's relationships, as its name is written; "" is the package."""
        name = relations_of(part)
        return self.archive.find(name) or name

    def _no_workbook(self) -> WorkbookError:
        """What is said of an archive that is none, or holds one in a folder."""
        inner = f"/{CONTENT_TYPES}".casefold()
        folder = next((name for name in sorted(self.archive.names) if name.casefold().endswith(inner)), None)
        if folder is None:
            return self.refuse("it is not an Excel workbook", _SAVE_AS)
        place = posixpath.dirname(folder)
        message = f"its parts lie in a folder {place} of the archive, where Excel does not look for them"
        return self.refuse(message, "pack what is in that folder, not the folder itself")

    def _workbook_part(self) -> str:
        if not {self.types_part, self.relations_part("")} <= self.archive.names:
            raise self._no_workbook()
        relations = list(self.relations(""))
        if any(relation.type.startswith(_STRICT) for relation in relations):
            raise self.refuse("it is saved as Strict Open XML, which cannot be built into", _SAVE_AS)
        part = next((r.target for r in relations if r.kind == "officeDocument"), "")
        if part not in self.archive.names:
            raise self.refuse("it is not an Excel workbook", _SAVE_AS)
        if self.content_type(part).startswith(_BINARY):
            raise self.refuse("it is a binary workbook (.xlsb), which cannot be built into", _SAVE_AS)
        if self.document(part).root.namespace != MAIN:
            raise self.refuse("it is not an Excel workbook", _SAVE_AS)
        return part

    def _require_safe(self) -> None:
        if any(name.startswith("_xmlsignatures/") for name in self.archive.names):
            raise self.refuse(
                "it is digitally signed, and a change would break the signature", "remove it first"
            )
        if any(relation.kind == "revisionHeaders" for relation in self.relations(self.workbook_part)):
            raise self.refuse("it is shared (legacy co-editing)", "stop sharing it in Excel first")
        protection = self.workbook.root.first("workbookProtection")
        if protection is not None and protection.attributes.get("lockStructure") in ("1", "true"):
            raise self.refuse(
                "its structure is protected, so that no sheet can be added", "unprotect the workbook"
            )

    @property
    def workbook(self) -> Document:
        return self.document(self.workbook_part)

    def relations(self, part: str) -> Iterator[Relation]:
        """The relationships of a part, in their order."""
        name = self.relations_part(part)
        if name not in self.archive.names:
            return
        for element in self.document(name).root.children:
            if element.name == "Relationship":
                found = element.attributes
                external = found.get("TargetMode") == "External"
                target = found.get("Target", "")
                place = target if external else target_of(part, target)
                found_part = self.archive.find(place) or self.archive.find(unquote(place))
                place = place if external else found_part or place
                yield Relation(found.get("Id", ""), found.get("Type", ""), place, external, element)

    def related(self, part: str) -> list[str]:
        """The parts that hang on a part, relationships included."""
        found: dict[str, None] = {}
        waiting = [part]
        while waiting:
            source = waiting.pop()
            if self.relations_part(source) in self.archive.names:
                found[self.relations_part(source)] = None
            for relation in self.relations(source):
                target = relation.target
                if relation.is_external or target in found or target == part:
                    continue
                if target in self.archive.names:
                    found[target] = None
                    waiting.append(target)
        return list(found)

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """All sheets, those that hold charts or macros too."""
        relations = {relation.id: relation for relation in self.relations(self.workbook_part)}
        holder = self.workbook.root.first("sheets")
        elements = holder.all("sheet") if holder is not None else ()
        found = [self._sheet(index, element, relations) for index, element in enumerate(elements)]
        self._require_own_parts(found)
        return tuple(found)

    def _sheet(self, index: int, element: Element, relations: Mapping[str, Relation]) -> Sheet:
        name, number = element.attributes.get("name"), element.attributes.get("sheetId", "0")
        if name is None:
            raise self.refuse("one of its sheets has no part, and no name", _REPAIR)
        if not number.isdecimal():
            raise self.refuse(f"its sheet {name} has a sheetId that is no number", _REPAIR)
        relation_id = element.attributes.get(f"{{{OFFICE_RELATIONS}}}id")
        if relation_id == "":  # a sheet of macros from before Excel 97, which has no part
            return Sheet(index, name, int(number), "", "", "", element)
        relation = relations.get(relation_id or "")
        if relation is None or relation.target not in self.archive.names:
            raise self.refuse(f"one of its sheets has no part: {name}", _REPAIR)
        return Sheet(index, name, int(number), relation.id, relation.target, relation.kind, element)

    def _require_own_parts(self, sheets: Iterable[Sheet]) -> None:
        owners: dict[str, str] = {}
        for sheet in sheets:
            other = owners.setdefault(sheet.part, sheet.name) if sheet.part else sheet.name
            if other != sheet.name:
                raise self.refuse(f"its sheets {other} and {sheet.name} are one part", _REPAIR)

    @cached_property
    def names(self) -> tuple[Element, ...]:
        """The elements of all defined names."""
        holder = self.workbook.root.first("definedNames")
        return tuple(holder.all("definedName")) if holder is not None else ()

    def local_names(self, sheet: Sheet) -> Mapping[str, Element]:
        """The names that belong to a sheet."""
        return self._local_names.get(str(sheet.index), {})

    @cached_property
    def _local_names(self) -> Mapping[str, Mapping[str, Element]]:
        found: dict[str, dict[str, Element]] = {}
        for element in self.names:
            place = element.attributes.get("localSheetId", "")
            found.setdefault(place, {})[element.attributes.get("name", "")] = element
        return found

    @property
    def is_1904(self) -> bool:
        """Whether its dates are counted from 1904."""
        properties = self.workbook.root.first("workbookPr")
        return properties is not None and properties.attributes.get("date1904") in ("1", "true")

    def content_type(self, part: str) -> str:
        """A part's content type, its own or that of its extension."""
        types = self.document(self.types_part).root.children
        for element in types:
            if element.name == "Override":
                name = element.attributes.get("PartName", "").lstrip("/")
                if name.casefold() == part.casefold():
                    return element.attributes.get("ContentType", "")
        extension = part.rpartition(".")[2].casefold()
        for element in types:
            if element.name == "Default" and element.attributes.get("Extension", "").casefold() == extension:
                return element.attributes.get("ContentType", "")
        return ""

    @property
    def declared(self) -> set[str]:
        """The parts that have a content type of their own, those that are gone included."""
        types = self.document(self.types_part).root.all("Override")
        return {element.attributes.get("PartName", "").lstrip("/") for element in types}

    def part_of_kind(self, kind: str, source: str | None = None) -> str | None:
        """The part that a relationship of this kind leads to, by default from the workbook."""
        origin = self.workbook_part if source is None else source
        targets = (r.target for r in self.relations(origin) if r.kind == kind and not r.is_external)
        return next((target for target in targets if target in self.archive.names), None)
