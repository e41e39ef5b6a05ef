"""What some sheets of a package hold, read from their own parts alone."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from functools import partial
from xml.etree.ElementTree import ParseError

from xl_addin.inputs.stored import SheetParts, StoredSheet, date_formats, stored_sheets
from xl_addin.writer.package.model import Package, Sheet
from xl_addin.writer.package.styles import Styles

_REPAIR = "open it in Excel, let it repair the file, and save it again"


def contents(package: Package, sheets: Iterable[Sheet]) -> Mapping[str, StoredSheet]:
    """What each of these sheets holds, with the names that belong to it.

    Raises:
        WorkbookError: a part of theirs is damaged.
    """
    shared = package.part_of_kind("sharedStrings")
    strings = None if shared is None else partial(package.archive.open, shared)
    try:
        return stored_sheets(
            {sheet.name: _parts(package, sheet) for sheet in sheets}, strings, _dates_from_1904(package)
        )
    except (ParseError, ValueError, KeyError, IndexError) as error:
        message = f"a sheet that the add-in wrote cannot be read ({' '.join(str(error).split()):.80})"
        raise package.refuse(message, _REPAIR) from error


def _parts(package: Package, sheet: Sheet) -> SheetParts:
    names = {name: element.text for name, element in package.local_names(sheet).items()}
    notes = package.part_of_kind("comments", sheet.part) if sheet.part else None
    return SheetParts(
        partial(package.archive.open, sheet.part) if sheet.part else partial(io.BytesIO, b"<none/>"),
        None if notes is None else package.archive.read(notes),
        names,
    )


def _dates_from_1904(package: Package) -> frozenset[str]:
    """The cell formats that show dates, where these are counted from 1904."""
    styles = package.part_of_kind("styles") if package.is_1904 else None
    if styles is None:
        return frozenset()
    looks = Styles(package.document(styles))
    numbers = [int(element.attributes.get("numFmtId", "0")) for element in looks.entries("cellXfs")]
    return date_formats(looks.codes, numbers)
