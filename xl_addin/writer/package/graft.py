"""Sheets of the add-in's brought into a workbook, brought up to date there, and taken out again.

What was built before is taken out first: exactly, where nothing of it changed since, so that the parts
are those from before the first build; else sheet by sheet. Then the new sheets go in, each of an old
name to its old place and id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from xl_addin.writer.package.archive import Archive, Overlay, spliced
from xl_addin.writer.package.metadata import METADATA, marking
from xl_addin.writer.package.model import Package, Sheet, attribute
from xl_addin.writer.package.record import Record, Slots, read_record
from xl_addin.writer.package.sheets import Numbering, donated
from xl_addin.writer.package.spans import Element, read_document, require_few
from xl_addin.writer.package.styles import BARE, Grafting, Styles
from xl_addin.writer.package.workbook import (
    Newcomer,
    Splices,
    chained,
    free_beside,
    joined,
    placed,
    removed,
    titled,
    typed,
    untyped,
)


@dataclass(frozen=True, slots=True)
class _Cleared:
    """The host without what the add-in wrote, and what is to be left out of the old archive for it."""

    package: Package
    changed: Mapping[str, bytes]
    dropped: frozenset[str]
    slots: Slots


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose sheets: those with one of the hidden names, whose text begins with one of the kinds.

    Those in `kept` are left as they are.
    """

    names: tuple[str, ...]
    kinds: tuple[str, ...]
    kept: frozenset[str] = frozenset()

    def sheets(self, package: Package) -> list[Sheet]:
        """The owner's sheets, in their order."""
        return [
            sheet
            for sheet in package.sheets
            if self._kind(package, sheet) in self.kinds and sheet.name not in self.kept
        ]

    def has_all(self, package: Package) -> bool:
        """Whether these are all sheets with the name."""
        named = [sheet for sheet in package.sheets if self._kind(package, sheet) is not None]
        return named == self.sheets(package)

    def _kind(self, package: Package, sheet: Sheet) -> str | None:
        text = self.text(package, sheet)
        return None if text is None else text.strip('"').partition(":")[0]

    def text(self, package: Package, sheet: Sheet) -> str | None:
        """The text of the sheet's hidden name; None where it has none."""
        local = package.local_names(sheet)
        return next((local[name].text for name in self.names if name in local), None)


def graft(archive: Archive, donor: Archive, owner: Owner, names: Iterable[str], target: BinaryIO) -> None:
    """Write the archive with the donor's sheets in place of those that the owner had there.

    Names of the workbook that came with those go with them.
    """
    cleared = _cleared(archive, owner, names)
    host, giver = cleared.package, Package(donor)
    styles = host.part_of_kind("styles")
    giver_styles = giver.part_of_kind("styles")
    assert giver_styles is not None
    looks = host.document(styles) if styles is not None else read_document(BARE, "styles", host.refuse)
    try:
        own = Styles(looks)
    except (KeyError, ValueError) as error:
        remedy = "open it in Excel, let it repair the file, and save it again"
        raise host.refuse("its styles hold a number format that cannot be read", remedy) from error
    grafting = Grafting(own, Styles(giver.document(giver_styles)))
    marks = marking(host, giver)
    dynamic = None if marks is None else marks.number
    numbering = Numbering(grafting.formats(), grafting.differential(), dynamic)
    sheets = donated(giver, host.archive.names | host.declared, numbering)
    newcomers = placed(host, [(sheet.name, sheet.part) for sheet in sheets], cleared.slots)
    names = [text for text in _names(giver, host, newcomers) if text]
    parts = {part: content for sheet in sheets for part, content in sheet.parts.items()}
    types = {part: kind for sheet in sheets for part, kind in sheet.types.items()}
    others = {}
    if marks is not None and marks.new is not None:
        metadata = free_beside(host, "metadata.xml")
        parts[metadata], types[metadata], others[metadata] = marks.new, marks.type, METADATA
    if styles is None:
        styles = free_beside(host, "styles.xml")
        parts[styles] = spliced(BARE, grafting.splices())
        types[styles] = giver.content_type(giver_styles)
        others[styles] = "styles"
        splices = joined(host, newcomers, names, others)
    else:
        splices = joined(host, newcomers, names, others) | {styles: grafting.splices()}
    if marks is not None:
        splices |= marks.splices
    splices |= typed(host, types)
    splices |= titled(host, [sheet.name for sheet in sheets])
    splices = {part: made for part, made in splices.items() if made}
    _write(archive, cleared, splices, target, added=parts, first=sheets[0].part)


def remove(archive: Archive, owner: Owner, names: Iterable[str], target: BinaryIO) -> None:
    """Write the archive without what the owner had there."""
    cleared = _cleared(archive, owner, names)
    archive.write(target, cleared.changed, {}, set(cleared.dropped))


def _write(
    archive: Archive,
    cleared: _Cleared,
    splices: Splices,
    target: BinaryIO,
    *,
    added: dict[str, bytes],
    first: str,
) -> None:
    """Write the archive with parts changed and added; the first of the sheets tells how to undo it."""
    host = cleared.package
    before = {part: host.document(part).content for part in splices}
    changed = {part: spliced(before[part], made) for part, made in splices.items()}
    for part, content in changed.items():
        require_few(content, part, host.refuse)  # what is built can be built again and taken out
    record = Record.of(before, splices, added, cleared.slots)
    added[first] = added[first].replace(b"</worksheet>", record.comment() + b"</worksheet>")
    archive.write(target, {**cleared.changed, **changed}, added, set(cleared.dropped))


def _cleared(archive: Archive, owner: Owner, names: Iterable[str]) -> _Cleared:
    """The host without the owner's sheets."""
    package = Package(archive)
    owned = owner.sheets(package)
    if not owned:
        return _Cleared(package, {}, frozenset(), None)
    exact = _undone(archive, owned) if owner.has_all(package) else None
    return exact or _without(archive, package, owned, names)


def _undone(archive: Archive, owned: Sequence[Sheet]) -> _Cleared | None:
    records = (read_record(archive.read(sheet.part)) for sheet in owned)
    record = next((record for record in records if record is not None), None)
    before = None if record is None else record.undone(archive)
    if record is None or before is None or _chain(Package(archive), {sheet.id for sheet in owned}):
        return None
    overlay = Overlay(archive, before, record.added)
    return _Cleared(Package(overlay), before, frozenset(record.added), record.slots)


def _without(archive: Archive, package: Package, owned: Sequence[Sheet], names: Iterable[str]) -> _Cleared:
    """The host without these sheets, what hangs on them, and names of the workbook."""
    if len(owned) == len(package.sheets):
        raise package.refuse("all its sheets are the add-in's", "build a new file with --out")
    kept = {sheet.part for sheet in package.sheets if sheet.part} - {sheet.part for sheet in owned}
    shared = {part for sheet in kept for part in package.related(sheet)}
    shared.update(_of_workbook(package, {sheet.relation for sheet in package.sheets}))
    parts = {part for sheet in owned for part in (sheet.part, *package.related(sheet.part))} - shared
    parts |= _chain(package, {sheet.id for sheet in owned})
    splices = removed(package, owned, names, parts) | untyped(package, parts)
    changed = {part: spliced(package.document(part).content, made) for part, made in splices.items() if made}
    slots = {sheet.name: (sheet.index, sheet.id) for sheet in owned}
    return _Cleared(Package(Overlay(archive, changed, parts)), changed, frozenset(parts), slots)


def _chain(package: Package, ids: set[int]) -> set[str]:
    """The order of calculation, where it holds cells of these sheets; Excel makes it anew."""
    part = package.part_of_kind("calcChain")
    return {part} if part is not None and chained(package) & ids else set()


def _of_workbook(package: Package, sheets: set[str]) -> Iterator[str]:
    """The parts that the workbook itself leads to, such as a pivot table's cache."""
    for relation in package.relations(package.workbook_part):
        if not relation.is_external and relation.id not in sheets:
            yield relation.target
            yield from package.related(relation.target)


def _names(giver: Package, host: Package, newcomers: Sequence[Newcomer]) -> Iterable[str]:
    """The donor's names as elements for the host; a global one that the host has alike is not repeated."""
    own = {
        element.attributes.get("name", "").casefold(): element.text
        for element in host.names
        if "localSheetId" not in element.attributes
    }
    tag = host.workbook.tag("definedName")
    places = [newcomer.index for newcomer in newcomers]
    for element in giver.names:
        name = element.attributes["name"]
        if "localSheetId" not in element.attributes and name.casefold() in own:
            if own[name.casefold()] != element.text:
                raise host.refuse(
                    f"it has a name {name} of its own", "rename that, or build with --formulas native"
                )
            continue
        yield _name(tag, element, places)


def _name(tag: str, element: Element, places: Sequence[int]) -> str:
    found = dict(element.attributes)
    if "localSheetId" in found:
        found["localSheetId"] = str(places[int(found["localSheetId"])])
    attributes = "".join(f' {key}="{attribute(value)}"' for key, value in found.items())
    return f"<{tag}{attributes}>{attribute(element.text)}</{tag}>"
