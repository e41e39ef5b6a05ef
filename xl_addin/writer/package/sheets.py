"""The donor's sheets with all that hangs on them, under part names that the host has free."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from xl_addin.writer.package.archive import Splice, spliced
from xl_addin.writer.package.model import Package, Sheet, attribute, relations_of
from xl_addin.writer.package.spans import Document

# XlsxWriter's own way of writing, which these expressions rely on.
_CELL_STYLE = re.compile(rb'(<(?:c|row) [^>]*?\bs=")(\d+)(")')
_COLUMN_STYLE = re.compile(rb'(<col [^>]*?\bstyle=")(\d+)(")')
_SHARED = re.compile(rb'<c ([^>]*?) t="s"><v>(\d+)</v></c>')
_DYNAMIC = re.compile(rb'(<c [^>]*?) cm="1"([^>]*)><f t="array" ref="[A-Z]+\d+">')
_CONDITIONAL = re.compile(rb'(<cfRule [^>]*?\bdxfId=")(\d+)(")')
_STRING = re.compile(rb"<si>(.*?)</si>", re.DOTALL)
_NUMBERED = re.compile(r"(.*?)(\d+)(\.\w+)")


@dataclass(frozen=True, slots=True)
class Donated:
    """A sheet for the host: its name, its part, and the content types of all parts that come with it."""

    name: str
    part: str
    parts: Mapping[str, bytes]
    types: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Numbering:
    """The host's numbers of the donor's formats, and of dynamic arrays; without one those are plain."""

    formats: Sequence[int]
    differential: Sequence[int]
    dynamic: int | None


def donated(donor: Package, host_names: Iterable[str], numbering: Numbering) -> list[Donated]:
    """Every sheet of the donor as the host takes it, strings inline."""
    taken = {name.casefold() for name in host_names}
    shared = donor.part_of_kind("sharedStrings")
    strings = _STRING.findall(donor.archive.read(shared)) if shared is not None else []
    return [_donated(donor, sheet, taken, numbering, strings) for sheet in donor.sheets]


def _donated(
    donor: Package, sheet: Sheet, taken: set[str], numbering: Numbering, strings: Sequence[bytes]
) -> Donated:
    own = [
        sheet.part,
        *(name for name in donor.related(sheet.part) if not name.endswith(".rels")),
    ]
    renamed = {name: _free(name, taken) for name in own}
    parts, types = {}, {}
    for old, new in renamed.items():
        content = donor.archive.read(old)
        parts[new] = _renumbered(content, numbering, strings) if old == sheet.part else content
        types[new] = donor.content_type(old)
        if relations_of(old) in donor.archive.names:
            parts[relations_of(new)] = _retargeted(donor, old, renamed)
    return Donated(sheet.name, renamed[sheet.part], parts, types)


def _free(name: str, taken: set[str]) -> str:
    """The first name of the kind that no part has."""
    found = _NUMBERED.fullmatch(name)
    assert found is not None, name
    number = 1
    while (free := f"{found[1]}{number}{found[3]}").casefold() in taken:
        number += 1
    taken.add(free.casefold())
    return free


def _renumbered(content: bytes, numbering: Numbering, strings: Sequence[bytes]) -> bytes:
    formats = _mapped(numbering.formats)
    content = _COLUMN_STYLE.sub(formats, _CELL_STYLE.sub(formats, content))
    content = _CONDITIONAL.sub(_mapped(numbering.differential), content)
    content = _SHARED.sub(
        lambda cell: b'<c %s t="inlineStr"><is>%s</is></c>' % (cell[1], strings[int(cell[2])]), content
    )
    return _marked(content, numbering.dynamic).replace(b' tabSelected="1"', b"")


def _marked(content: bytes, number: int | None) -> bytes:
    if number is None:
        return _DYNAMIC.sub(rb"\1\2><f>", content)
    return _DYNAMIC.sub(lambda cell: cell[0].replace(b' cm="1"', b' cm="%d"' % number, 1), content)


def _mapped(numbers: Sequence[int]) -> Callable[[re.Match[bytes]], bytes]:
    return lambda found: b"%s%d%s" % (found[1], numbers[int(found[2])], found[3])


def _retargeted(donor: Package, part: str, renamed: Mapping[str, str]) -> bytes:
    """The relationships of a part, leading to the new names."""
    document: Document = donor.document(relations_of(part))
    folder = posixpath.dirname(renamed[part])
    splices: list[Splice] = []
    for relation in donor.relations(part):
        if relation.target in renamed:
            target = posixpath.relpath(renamed[relation.target], folder)
            splices.append(document.with_attribute(relation.element, "Target", attribute(target)))
    return spliced(document.content, splices)
