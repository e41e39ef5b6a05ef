"""Formulas that call the add-in by its path on some machine, and how they lose it.

Excel files such a formula as `[1]!IIJ_YOY(...)`; part 1 of the external links has a relationship to the
add-in's path. A relationship of another type means the start folder of whichever machine opens the file,
so that one relationship is all that has to change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote

from xl_addin.errors import Issue, WorkbookError
from xl_addin.hosts.setup.machine import ADDIN
from xl_addin.writer.files import replace_whole, require_closed
from xl_addin.writer.package.archive import Archive, Splice, spliced
from xl_addin.writer.package.model import OFFICE_RELATIONS, Package, Relation, relations_of

IN_START_FOLDER = "http://schemas.microsoft.com/office/2006/relationships/xlExternalLinkPath/xlStartup"
# A path, and one that Excel did not find when it saved.
_BY_PATH = (
    f"{OFFICE_RELATIONS}/externalLinkPath",
    "http://schemas.microsoft.com/office/2006/relationships/xlExternalLinkPath/xlPathMissing",
)
_COMPOUND_FILE = bytes.fromhex("D0CF11E0A1B11AE1")


@dataclass(frozen=True, slots=True)
class AddinLink:
    """A link of a workbook to the add-in at a path; `part` is that of the link.

    `mendable` is false where the link has more to it than the one relationship.
    """

    part: str
    path: str
    formulas: int
    sheets: tuple[str, ...]
    mendable: bool


def addin_links(path: Path) -> tuple[AddinLink, ...]:
    """The links of a workbook to the add-in at a certain path.

    Raises:
        WorkbookError: it is no workbook that can be looked into.
    """
    with path.open("rb") as stream:
        archive = _archive(stream, path)
        return tuple(_links(_package(archive))) if _names_addin(archive) else ()


def _archive(stream: BinaryIO, path: Path) -> Archive:
    if stream.read(len(_COMPOUND_FILE)) == _COMPOUND_FILE:
        message = "it is an Excel 97-2003 workbook, or has a password to open, and cannot be looked into"
        raise WorkbookError(Issue(message, "save it as .xlsx without a password", file=str(path)))
    return Archive(stream, str(path))


def _names_addin(archive: Archive) -> bool:
    """Whether some link is to a file of the add-in's name; most workbooks need no closer look."""
    links = (name for name in archive.names if "externallinks/_rels/" in name.casefold())
    return any(ADDIN.casefold().encode() in archive.read(name).lower() for name in links)


def _package(archive: Archive) -> Package:
    try:
        return Package(archive)
    except WorkbookError as error:
        raise WorkbookError(
            *(
                replace(
                    issue, message=f"it calls the add-in by a path, which cannot be mended: {issue.message}"
                )
                for issue in error.issues
            )
        ) from error


def mend(path: Path) -> int:
    """Make a workbook's links lead to the start folder; gives how many formulas that mends.

    Every part but the links' relationships stays byte for byte. Links that cannot be mended stay.

    Raises:
        WorkbookError: it is open, or cannot be changed.
    """
    require_closed(path)
    with path.open("rb") as stream:
        archive = _archive(stream, path)
        if not _names_addin(archive):
            return 0
        package = _package(archive)
        links = [link for link in _links(package) if link.mendable]
        changed = {relations_of(link.part): _in_start_folder(package, link.part) for link in links}
        if changed:
            _replace(path, archive, changed)
    return sum(link.formulas for link in links)


def _replace(path: Path, archive: Archive, changed: Mapping[str, bytes]) -> None:
    try:
        replace_whole(path, lambda target: archive.write(target, changed, {}, set()), "")
    except WorkbookError as error:
        remedy = "close it where it is open, and make sure that you may write to its folder"
        raise WorkbookError(*(replace(issue, remedy=remedy) for issue in error.issues)) from error


def _links(package: Package) -> Iterator[AddinLink]:
    holder = package.workbook.root.first("externalReferences")
    references = () if holder is None else holder.all("externalReference")
    parts = {relation.id: relation.target for relation in package.relations(package.workbook_part)}
    for number, reference in enumerate(references, 1):
        part = parts.get(reference.attributes.get(f"{{{OFFICE_RELATIONS}}}id", ""), "")
        relations = list(package.relations(part))
        to_addin = [relation for relation in relations if _is_addin(relation)]
        by_path = [relation for relation in to_addin if relation.type != IN_START_FOLDER]
        if by_path:
            formulas, sheets = _callers(package, number)
            mendable = len(relations) == 1 and by_path[0].type in _BY_PATH
            yield AddinLink(part, _address(by_path[0]), formulas, sheets, mendable)


def _is_addin(relation: Relation) -> bool:
    name = re.split(r"[/\\]", _address(relation))[-1]
    return relation.is_external and name.casefold() == ADDIN.casefold()


def _address(relation: Relation) -> str:
    """The path as a person reads it."""
    return unquote(re.sub("^file:///?", "", relation.target))


def _callers(package: Package, number: int) -> tuple[int, tuple[str, ...]]:
    """How many formulas call the add-in through a link, and on which sheets."""
    formula = re.compile(rb"<(?:\w+:)?f\b[^>]*>[^<]*\[%d\]!IIJ_" % number)
    counts = {
        sheet.name: len(formula.findall(package.archive.read(sheet.part)))
        for sheet in package.sheets
        if sheet.part in package.archive.names and package.archive.is_small(sheet.part)
    }
    return sum(counts.values()), tuple(name for name, count in counts.items() if count)


def _in_start_folder(package: Package, part: str) -> bytes:
    """The relationships of a link with the one to the add-in changed."""
    document = package.document(relations_of(part))
    relation = next(relation for relation in package.relations(part) if _is_addin(relation))
    splices: list[Splice] = [
        document.with_attribute(relation.element, "Type", IN_START_FOLDER),
        document.with_attribute(relation.element, "Target", ADDIN),
    ]
    return spliced(document.content, splices)
