"""Workbooks with macros: a VBA project, buttons bound to its macros, and the ribbon of an add-in."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from xl_addin.writer.edits import DeckEdit
from xl_addin.writer.headless import write_stream

_WORKBOOK_TYPE = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_ADDIN_TYPE = b"application/vnd.ms-excel.addin.macroEnabled.main+xml"
_RIBBON_PART = "customUI/customUI14.xml"
_RIBBON_RELATIONSHIP = (
    '<Relationship Id="rIdRibbon" '
    'Type="http://schemas.microsoft.com/office/2007/relationships/ui/extensibility" '
    f'Target="{_RIBBON_PART}"/>'
)
_BUTTON_SIZE = {"width": 205, "height": 40, "x_offset": 2, "y_offset": 4}


@dataclass(frozen=True, slots=True)
class Button:
    """A button over a cell of a sheet, rows and columns counted from 1, bound to a macro."""

    sheet: str
    row: int
    column: int
    macro: str
    caption: str
    description: str


@dataclass(frozen=True, slots=True)
class MacroBook:
    """A workbook and its macros.

    `project` is `vbaProject.bin` with code modules ThisWorkbook and Sheet1, Sheet2, ... in the order of
    the sheets. With a `ribbon` it is an add-in.
    """

    deck: DeckEdit
    project: bytes
    buttons: tuple[Button, ...] = ()
    hidden: frozenset[str] = frozenset()
    ribbon: str = ""


def write_macro_book(book: MacroBook, built: datetime) -> bytes:
    """The workbook's file; the same book and time give the same bytes."""
    stream = io.BytesIO()
    write_stream(book.deck, stream, built, lambda workbook: _add_macros(workbook, book))
    return _as_addin(stream.getvalue(), book.ribbon) if book.ribbon else stream.getvalue()


def _add_macros(workbook: Any, book: MacroBook) -> None:
    workbook.add_vba_project(io.BytesIO(book.project), is_stream=True)
    workbook.set_vba_name("ThisWorkbook")
    for number, sheet in enumerate(workbook.worksheets(), 1):
        sheet.set_vba_name(f"Sheet{number}")
        if sheet.name in book.hidden:
            sheet.hide()
    for button in book.buttons:
        options = {"macro": button.macro, "caption": button.caption, "description": button.description}
        sheet = workbook.get_worksheet_by_name(button.sheet)
        sheet.insert_button(button.row - 1, button.column - 1, {**options, **_BUTTON_SIZE})


def _as_addin(workbook: bytes, ribbon: str) -> bytes:
    """A workbook with macros as an add-in with a ribbon."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as before, zipfile.ZipFile(result, "w") as after:
        for entry in before.infolist():
            part = before.read(entry)
            if entry.filename == "[Content_Types].xml":
                part = part.replace(_WORKBOOK_TYPE, _ADDIN_TYPE)
            elif entry.filename == "_rels/.rels":
                part = part.replace(b"</Relationships>", f"{_RIBBON_RELATIONSHIP}</Relationships>".encode())
            after.writestr(entry, part)
        added = zipfile.ZipInfo(_RIBBON_PART)
        added.compress_type = zipfile.ZIP_DEFLATED
        after.writestr(added, ribbon.encode())
    return result.getvalue()
