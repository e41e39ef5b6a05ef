"""Changes to an open workbook that are taken back together where one of them fails."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from xl_addin.writer.open_book.native import Native
from xl_addin.writer.open_book.reading import owner_names, owner_text
from xl_addin.writer.open_book.sheets import clear_sheet
from xl_addin.writer.ownership import OLD_OWNER_NAMES, OWNER_NAME

if TYPE_CHECKING:
    import xlwings as xw


class Room:
    """A sheet that is written: a new one, or an old one with a copy of it and what else is to be put back."""

    def __init__(self, sheet: xw.Sheet, platform: Native, *, is_old: bool) -> None:
        self.sheet = sheet
        self.backup: xw.Sheet | None = None
        self.backup_name = ""
        self._native = platform
        self._owner = owner_text(sheet) if is_old else ""
        self._owner_name = next(iter(owner_names(sheet)), OWNER_NAME) if is_old else OWNER_NAME
        self._old_charts = [chart.name for chart in sheet.charts] if is_old else []
        self._is_touched = False

    def keep(self, backup: xw.Sheet) -> None:
        """Remember the copy of an old sheet."""
        self.backup, self.backup_name = backup, backup.name

    def empty(self) -> None:
        """Clear an old sheet; its charts stay until the new ones are there."""
        if self.backup is not None:
            self._is_touched = True
            clear_sheet(self.sheet)

    def put_back(self) -> None:
        """The old sheet as it was."""
        if self.backup is None or not self._is_touched:
            return
        for chart in list(self.sheet.charts):
            if chart.name not in self._old_charts:
                chart.delete()
        with suppress(
            Exception
        ):  # of whatever kind Excel raises; a filter is all that would stand in the way
            self._native.show_all(self.backup)
        self._native.copy_cells(self.backup, self.sheet)
        self._native.hide(self._native.define(self.sheet, self._owner_name, self._owner))
        if self._owner_name != OWNER_NAME and OWNER_NAME in self.sheet.names:
            self.sheet.names[OWNER_NAME].delete()

    def remove_backup(self) -> None:
        """Take away the copy of the old sheet."""
        if self.backup is not None:
            self.backup.delete()

    def remove_old_marks(self) -> None:
        """Take away the hidden names that marked the sheet before they were called as they are now."""
        for name in owner_names(self.sheet):
            if name in OLD_OWNER_NAMES:
                self.sheet.names[name].delete()

    def remove_old_charts(self) -> None:
        """Take away the charts that stood on the old sheet."""
        for name in self._old_charts:
            self.sheet.charts[name].delete()


def put_back(rooms: Mapping[str, Room]) -> list[str]:
    """Every sheet as it was, the last one first; gives the names of those where that failed."""
    failed: list[str] = []
    for name in reversed(list(rooms)):
        try:
            rooms[name].put_back()
        except Exception:  # of whatever kind Excel raises; the others are still put back
            logging.getLogger(__name__).debug("not put back: %s", name, exc_info=True)
            failed.append(name)
    return failed
