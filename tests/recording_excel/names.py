"""Defined names as Excel's object model has them."""

# ruff: noqa: N802, N803 - names are Excel's

from __future__ import annotations

import re
from typing import Any

from tests.recording_excel.addresses import area_of
from tests.recording_excel.application import Application
from tests.recording_excel.calls import ExcelRefuses
from tests.recording_excel.com import ComCollection, ComObject
from tests.recording_excel.model import Book, DefinedName, Sheet
from tests.recording_excel.ranges import Range
from tests.recording_excel.references import sheets_in

_VALID = re.compile(r"[^\W\d\\][\w.\\?]*|\\[\w.\\?]*|_[\w.\\?]*")
_CELL = re.compile(r"\$?[A-Z]{1,3}\$?\d+|R\d*C\d*|R|C", re.IGNORECASE)


class Names(ComCollection):
    """All names of a workbook, those of its sheets included; or those of one sheet."""

    def __init__(self, application: Application, book: Book, sheet: Sheet | None) -> None:
        super().__init__(application)
        self.book, self.sheet = book, sheet

    @property
    def place(self) -> str:
        return self.sheet.name if self.sheet else self.book.name

    def members(self) -> list[Name]:
        return [
            Name(self.application, self.book, name)
            for name in self.book.names
            if self.sheet is None or name.sheet is self.sheet
        ]

    def item(self, key: object) -> Name:
        if isinstance(key, str):
            for member in self.members():
                name = member.name
                plain = name.text if self.sheet is not None or name.sheet is None else name.full
                if key.casefold() in (plain.casefold(), name.full.casefold()):
                    return member
            raise ExcelRefuses(f"Unable to get the Item property of the Names class: {key}")
        return super().item(key)

    def Add(self, Name: str, RefersTo: str, Visible: bool = True) -> Any:
        """A name that is there already is given its new meaning, and is seen again.

        The text is read as the user would type it; that of RefersTo is in English always.
        """
        if not _VALID.fullmatch(Name) or _CELL.fullmatch(Name) or len(Name) > 255:
            raise ExcelRefuses("The syntax of this name isn't correct.")
        self.application.require_as_typed(RefersTo)
        _require_formula(RefersTo)
        known = next(
            (one for one in self.book.names
             if one.sheet is self.sheet and one.text.casefold() == Name.casefold()), None,
        )  # fmt: skip
        if known is None:
            known = DefinedName(Name, RefersTo, self.sheet)
            self.book.names.append(known)
        known.refers_to = RefersTo if RefersTo.startswith("=") else f'="{RefersTo}"'
        known.visible = Visible
        return _name(self.application, self.book, known)


class Name(ComObject):
    """A defined name."""

    def __init__(self, application: Application, book: Book, name: DefinedName) -> None:
        super().__init__(application)
        self.book, self.name = book, name

    @property
    def place(self) -> str:
        return self.name.full

    def require(self) -> None:
        if self.name not in self.book.names:
            raise ExcelRefuses("Object required")

    @property
    def Name(self) -> str:
        return self.name.full

    @property
    def RefersTo(self) -> str:
        return self.name.refers_to

    @RefersTo.setter
    def RefersTo(self, value: str) -> None:
        _require_formula(value)
        self.name.refers_to = value

    @property
    def RefersToRange(self) -> Range:
        sheets = sheets_in(self.name.refers_to)
        if len(sheets) != 1:
            raise ExcelRefuses("Application-defined or object-defined error")
        sheet = self.book.sheet(sheets.pop())
        return Range(self.application, sheet, area_of(self.name.refers_to.rpartition("!")[2]))

    @property
    def Visible(self) -> bool:
        return self.name.visible

    @Visible.setter
    def Visible(self, value: bool) -> None:
        self.name.visible = bool(value)

    def Delete(self) -> None:
        self.book.names.remove(self.name)


def _require_formula(text: str) -> None:
    if len(text) > 8_192 or "_xlfn." in text or "_xlpm." in text:
        raise ExcelRefuses("There's a problem with this formula.")


def _name(application: Application, book: Book, name: DefinedName) -> Name:
    return Name(application, book, name)
