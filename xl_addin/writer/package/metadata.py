"""How a cell of the host is marked as a dynamic array: by a number that leads into the workbook's metadata.

A number counts blocks of `cellMetadata`; such a block names a type and a record of that type's
`futureMetadata`. What is there is used, what is missing appended, so that every other number stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from xl_addin.errors import WorkbookError
from xl_addin.writer.package.archive import Splice
from xl_addin.writer.package.model import MAIN, Package
from xl_addin.writer.package.spans import Document, Element

METADATA = "sheetMetadata"
_TYPE = "XLDAPR"
_DYNAMIC = "http://schemas.microsoft.com/office/spreadsheetml/2017/dynamicarray"
_ORDER = ("metadataTypes", "metadataStrings", "mdxMetadata", "futureMetadata", "cellMetadata")
_ENTRIES = {"metadataTypes": "metadataType", "futureMetadata": "bk", "cellMetadata": "bk"}
_TRUE = ("1", "true")
Test: TypeAlias = Callable[[Element], bool]
_ABLE = (
    "copy pasteAll pasteValues merge splitFirst rowColShift clearFormats clearComments assign coerce cellMeta"
)


@dataclass(frozen=True, slots=True)
class Marking:
    """The number of dynamic arrays in a host, and what it lacks for it: of its metadata, or all of it."""

    number: int
    splices: Mapping[str, list[Splice]] = field(default_factory=dict)
    new: bytes | None = None
    type: str = ""


def marking(host: Package, donor: Package) -> Marking | None:
    """How the donor's dynamic arrays are marked in the host.

    None where it has none, and where the host has metadata that cannot be counted or added to safely.
    """
    given = donor.part_of_kind(METADATA)
    if given is None:
        return None
    if all(relation.kind != METADATA for relation in host.relations(host.workbook_part)):
        return Marking(1, new=donor.archive.read(given), type=donor.content_type(given))
    part = host.part_of_kind(METADATA)
    try:
        return None if part is None else _marking(part, Metadata(host.document(part)))
    except (Unclear, WorkbookError):
        return None


def _marking(part: str, metadata: Metadata) -> Marking:
    number, splices = metadata.dynamic_arrays()
    return Marking(number, {part: splices})


class Unclear(Exception):
    """Metadata whose blocks cannot be counted as Excel would."""


class Metadata:
    """The sections of a host's metadata, each extended once at most."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._splices: list[Splice] = []
        root = document.root
        if (root.namespace, root.name) != (MAIN, "metadata") or root.is_self_closed:
            raise Unclear

    def dynamic_arrays(self) -> tuple[int, list[Splice]]:
        """Their number, and the splices that make it so."""
        kind = self._number("metadataTypes", self._section("metadataTypes"), _is_type, self._type())
        record = self._number("futureMetadata", self._records(), _is_record, self._record())
        wanted = {"t": str(kind), "v": str(record - 1)}
        block = self._tag("bk", "", self._tag("rc", f' t="{kind}" v="{record - 1}"'))
        blocks = self._section("cellMetadata")
        number = self._number("cellMetadata", blocks, lambda entry: _leads_to(entry, wanted), block)
        return number, self._splices

    def _section(self, name: str) -> Element | None:
        found = list(self._document.root.all(name))
        if len(found) > 1:
            raise Unclear
        return found[0] if found else None

    def _records(self) -> Element | None:
        found = [
            one for one in self._document.root.all("futureMetadata") if one.attributes.get("name") == _TYPE
        ]
        if len(found) > 1:
            raise Unclear
        return found[0] if found else None

    def _number(self, name: str, section: Element | None, is_wanted: Test, new: str) -> int:
        """The number of the entry wanted, which is appended where there is none."""
        entries = _entries(section, _ENTRIES[name])
        known = next((number for number, entry in enumerate(entries, 1) if is_wanted(entry)), None)
        if known is None:
            self._splices += self._appended(name, section, len(entries) + 1, new)
        return known or len(entries) + 1

    def _appended(self, name: str, section: Element | None, count: int, new: str) -> Iterator[Splice]:
        if section is None:
            named = f' name="{_TYPE}"' if name == "futureMetadata" else ""
            place = self._behind(_ORDER[: _ORDER.index(name) + 1])
            yield place, place, self._tag(name, f'{named} count="{count}"', new).encode()
            return
        if "count" in section.attributes:
            yield self._document.with_attribute(section, "count", str(count))
        yield self._document.appended(section, new.encode())

    def _behind(self, names: tuple[str, ...]) -> int:
        ends = [child.end for child in self._document.root.children if child.name in names]
        return max(ends, default=self._document.root.opened)

    def _tag(self, name: str, attributes: str, inner: str = "") -> str:
        tag = self._document.tag(name)
        return f"<{tag}{attributes}>{inner}</{tag}>" if inner else f"<{tag}{attributes}/>"

    def _type(self) -> str:
        able = "".join(f' {name}="1"' for name in _ABLE.split())
        return self._tag("metadataType", f' name="{_TYPE}" minSupportedVersion="120000"{able}')

    def _record(self) -> str:
        own = f'<xda:dynamicArrayProperties xmlns:xda="{_DYNAMIC}" fDynamic="1" fCollapsed="0"/>'
        extension = self._tag("ext", ' uri="{bdbb8cdc-fa1e-496e-a857-3c3f30c029c3}"', own)
        return self._tag("bk", "", self._tag("extLst", "", extension))


def _entries(section: Element | None, name: str) -> list[Element]:
    """The entries of a section, where all of it is entries and their count is told right."""
    if section is None:
        return []
    entries = list(section.all(name))
    if len(entries) != len(section.children) or section.attributes.get("count", str(len(entries))) != str(
        len(entries)
    ):
        raise Unclear
    return entries


def _is_type(entry: Element) -> bool:
    return entry.attributes.get("name") == _TYPE


def _is_record(entry: Element) -> bool:
    """Of an array that is dynamic and not collapsed."""
    found = [one.attributes for one in _within(entry) if one.name == "dynamicArrayProperties"]
    return [(one.get("fDynamic") in _TRUE, one.get("fCollapsed") in _TRUE) for one in found] == [
        (True, False)
    ]


def _within(element: Element) -> Iterator[Element]:
    for child in element.children:
        yield child
        yield from _within(child)


def _leads_to(entry: Element, wanted: dict[str, str]) -> bool:
    return [dict(record.attributes) for record in entry.children] == [wanted]
