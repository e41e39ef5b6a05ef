"""A deck built into a workbook that is there already, and taken out of it again."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from typing import BinaryIO

from xl_addin.errors import Issue, Severity, WorkbookError
from xl_addin.inputs.stored import StoredSheet
from xl_addin.release.spec import SheetKind
from xl_addin.writer.edits import DeckEdit, SheetEdit
from xl_addin.writer.files import backed_up, replace_whole, require_closed
from xl_addin.writer.headless import write_stream
from xl_addin.writer.ownership import OWNER_NAMES, is_copy, is_edited, owner_kind, owner_text, typed_over
from xl_addin.writer.package.archive import Archive, refusal
from xl_addin.writer.package.contents import contents
from xl_addin.writer.package.graft import Owner, graft, remove
from xl_addin.writer.package.model import Package, Sheet
from xl_addin.writer.package.references import referring

_SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlam")
_SAVE_AS = "open it in Excel and save it as Excel Workbook (.xlsx)"
_LONGEST_NAME = 31
_LAMBDA = re.compile(r"_xlfn\.LAMBDA\(")


def build_into(
    deck: DeckEdit, path: Path, built: datetime, *, in_place: bool, backup: bool = False
) -> tuple[Issue, ...]:
    """Build the deck into a workbook; every part that the add-in does not own stays byte for byte.

    In place, the workbook's own input sheets are left as they are, and the deck points at them;
    otherwise copies of the input sheets come with the deck.

    Returns:
        What is to be known: texts that somebody typed on a sheet that was replaced, formulas that point
        at one that went.

    Raises:
        WorkbookError: the workbook cannot be built into, holds a sheet of somebody's under a name of the
            deck's, or copies of input sheets that were edited since. Nothing was changed then.
    """
    path = _required(path)
    sheets = tuple(sheet for sheet in deck.sheets if sheet.owned or not in_place)
    kinds = (SheetKind.DECK,) if in_place else (SheetKind.DECK, SheetKind.INPUT)
    with _opened(path) as stream:
        archive = Archive(stream, str(path))
        package = Package(archive)
        owner = Owner(OWNER_NAMES, kinds, _copies(package))
        stored = _stored(package)
        issues = _checked(path, package, stored, sheets, owner)
        donor = _donor(replace(deck, sheets=sheets, in_1904=package.is_1904), built)
        if backup:
            backed_up(path, datetime.now().astimezone())
        names = _functions_of(package)
        replace_whole(path, lambda target: graft(archive, donor, owner, names, target), "--out")
    return tuple(issues)


def other_names(copies: Sequence[str], path: Path) -> Mapping[str, str]:
    """The names that copies of input sheets get where sheets of somebody's have theirs, by their own.

    Raises:
        WorkbookError: the workbook cannot be built into.
    """
    path = _required(path)
    with _opened(path) as stream:
        package = Package(Archive(stream, str(path)))
        owned = Owner(OWNER_NAMES, tuple(SheetKind), _copies(package)).sheets(package)
        taken = {sheet.name.casefold() for sheet in package.sheets if sheet not in owned}
    in_use = taken | {name.casefold() for name in copies}
    found = {}
    for name in copies:
        if name.casefold() in taken:
            found[name] = _free_name(name, in_use)
            in_use.add(found[name].casefold())
    return found


def _free_name(name: str, taken: Container[str]) -> str:
    """`Figures (input)`, or with a number behind it; a sheet's name has 31 characters at most."""
    endings = chain([" (input)"], (f" (input {number})" for number in count(2)))
    names = (f"{name[: _LONGEST_NAME - len(ending)]}{ending}" for ending in endings)
    return next(each for each in names if each.casefold() not in taken)


def remove_from(path: Path) -> tuple[Issue, ...]:
    """Take out of a workbook what the add-in built into it; copies of input sheets with edits stay.

    Returns:
        The copies that stay, and formulas of other sheets that point at what went.

    Raises:
        WorkbookError: there is nothing of the add-in's in it, or nothing else. Nothing was changed then.
    """
    path = _required(path)
    with _opened(path) as stream:
        archive = Archive(stream, str(path))
        package = Package(archive)
        message = "this copy of an input sheet was edited since it was built; it stays"
        edited = list(_edited_inputs(path, _stored(package), message, "delete it if it may go"))
        owner = Owner(OWNER_NAMES, tuple(SheetKind), _copies(package) | {issue.sheet for issue in edited})
        owned = owner.sheets(package)
        if not owned:
            raise archive.refuse("no sheet in it is the add-in's", "name the workbook that the deck is in")
        notes = [replace(issue, severity=Severity.NOTE) for issue in edited]
        issues = (*notes, *referring(package, owned))
        names = _functions_of(package)
        replace_whole(path, lambda target: remove(archive, owner, names, target), "--out")
    return issues


def _required(path: Path) -> Path:
    """The file itself, where links lead to one, if it can be built into."""
    refuse = refusal(str(path))
    real = Path(os.path.realpath(path))
    if real.is_dir():
        raise refuse("it is a folder", "name the workbook in it")
    if not real.exists():
        raise refuse("there is no such file", "check its name and folder, or build a new file with --out")
    if real.suffix.lower() == ".xls":
        raise refuse("it is an Excel 97-2003 workbook (.xls), which cannot be built into", _SAVE_AS)
    if real.suffix.lower() == ".xlsb":
        raise refuse("it is a binary workbook (.xlsb), which cannot be built into", _SAVE_AS)
    if real.suffix.lower() not in _SUFFIXES:
        raise refuse("it is not an Excel workbook", f"name one that ends in {', '.join(_SUFFIXES)}")
    if not os.access(real, os.W_OK):
        raise refuse("it is read-only", "allow writing to it or build a new file with --out")
    require_closed(real)
    return real


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        reason = error.strerror or str(error)
        raise refusal(str(path))(f"it cannot be opened ({reason})", "check that you may read it") from error


def _copies(package: Package) -> frozenset[str]:
    """Sheets that somebody copied from those of the add-in's, to keep them."""
    names = [sheet.name for sheet in package.sheets]
    owner = Owner(OWNER_NAMES, tuple(SheetKind))
    texts = ((sheet.name, owner.text(package, sheet) or "") for sheet in owner.sheets(package))
    return frozenset(name for name, text in texts if is_copy(name, text, names))


def _donor(deck: DeckEdit, built: datetime) -> Archive:
    stream = io.BytesIO()
    write_stream(deck, stream, built)
    return Archive(stream, "the deck")


def _stored(package: Package) -> Mapping[str, StoredSheet]:
    """What the add-in's sheets hold; the others, which may be large, are not read."""
    return contents(package, Owner(OWNER_NAMES, tuple(SheetKind)).sheets(package))


def _checked(
    path: Path,
    package: Package,
    stored: Mapping[str, StoredSheet],
    sheets: Sequence[SheetEdit],
    owner: Owner,
) -> Iterator[Issue]:
    owned = owner.sheets(package)
    faults = list(_foreign(path, package, owned, sheets))
    if SheetKind.INPUT in owner.kinds:
        message = "this copy of an input sheet was edited since it was built; nothing was changed"
        faults += _edited_inputs(path, stored, message, "build with --in-place to keep the edits")
    if faults:
        raise WorkbookError(*faults)
    edits = {sheet.name: sheet for sheet in sheets}
    names = [sheet.name for sheet in owned]
    gone = [sheet for sheet in owned if sheet.name not in edits]
    typed = typed_over(str(path), {name: stored[name] for name in names if name in stored}, edits)
    return iter([*typed, *referring(package, gone)])


def _foreign(
    path: Path, package: Package, owned: Sequence[Sheet], sheets: Iterable[SheetEdit]
) -> Iterator[Issue]:
    names = {sheet.name.casefold(): sheet.name for sheet in package.sheets if sheet not in owned}
    for sheet in sheets:
        name = names.get(sheet.name.casefold())
        if name is not None:
            message = "the workbook has a sheet of this name that the add-in did not write"
            yield Issue(message, "rename or move that sheet; nothing was changed", str(path), name)


def _edited_inputs(
    path: Path, stored: Mapping[str, StoredSheet], message: str, remedy: str
) -> Iterator[Issue]:
    for name, sheet in stored.items():
        if owner_kind(owner_text(sheet.names)) is SheetKind.INPUT and is_edited(name, sheet):
            yield Issue(message, remedy, str(path), name)


def _functions_of(package: Package) -> tuple[str, ...]:
    """The workbook's names that are functions of the catalogue."""
    from xl_addin.domain.functions import FUNCTIONS  # noqa: PLC0415

    named = ((element.attributes.get("name", ""), element.text) for element in package.names)
    return tuple(name for name, text in named if name in FUNCTIONS and _LAMBDA.match(text))
