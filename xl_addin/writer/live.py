"""A deck built into a workbook that is open in Excel, in its place, all of it or nothing.

Sheets that the add-in wrote before are emptied and written anew, so that what points at them goes on
doing so; new ones come behind the last. Excel cannot undo a macro: until everything is written, a copy
of each old sheet is kept in the workbook, from which it is put back where a call to Excel fails.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from xl_addin.errors import Issue, WorkbookError
from xl_addin.release.styles import NAVY, fonts
from xl_addin.writer.edits import DeckEdit, SheetEdit
from xl_addin.writer.live_plan import Plan, of_deck
from xl_addin.writer.open_book.changes import Room, put_back
from xl_addin.writer.open_book.charts import draw_chart
from xl_addin.writer.open_book.native import Attempts, answered, native
from xl_addin.writer.open_book.sheets import Surroundings, color_stretches, write_sheet
from xl_addin.writer.ownership import OWNER_NAME, signature

if TYPE_CHECKING:
    import xlwings as xw


class NotWhole(WorkbookError):
    """Excel refused half-way, and would not have everything put back; the sheets concerned are named."""


def build_live(book: xw.Book, deck: DeckEdit, planned: Plan) -> tuple[Issue, ...]:
    """Build the deck into the open workbook as planned.

    Returns:
        What this Excel did not take, of charts, pages and the like.

    Raises:
        WorkbookError: Excel refused something. The workbook is as it was before, or the error names the
            sheets that could not be put back.
    """
    return _Build(book, deck, planned).run()


class _Build:
    """One build: what it writes with, and how it is taken back."""

    def __init__(self, book: xw.Book, deck: DeckEdit, planned: Plan) -> None:
        self._book = book
        self._edits = of_deck(deck)
        self._plan = planned
        self._native = native()
        self._attempts = Attempts()
        self._name = ""
        self._at = ""
        self._before: frozenset[str] | None = None
        self._rooms: dict[str, Room] = {}
        self._is_written = False
        self._refusal: WorkbookError | None = None
        self._font = fonts(deck.language)

    def run(self) -> tuple[Issue, ...]:
        """Everything that Excel may refuse comes first; then what cannot spoil the deck."""
        try:
            self._name = self._book.name
            self._before = frozenset(self._book.sheet_names)
            with (
                self._book.app.properties(enable_events=False, display_alerts=False),
                self._in_a1(),
                self._unsaved(),
            ):
                self._write_or_take_back()
                self._finish()
        except Exception as error:  # of whatever kind Excel raises, at its own settings too
            if not self._is_written:
                raise self._refusal or self._given_up(error) from error
            self._attempts.failed("putting Excel's settings back", self._name)
        return tuple(self._attempts.issues(self._name))

    def _unsaved(self) -> AbstractContextManager[None]:
        """What is half built reaches nobody who has the workbook open elsewhere."""
        return self._without("AutoSave", self._native.saves_itself, self._native.let_save, self._book)

    def _in_a1(self) -> AbstractContextManager[None]:
        """Print areas and the texts of series may be read in the notation that the user has chosen."""
        is_on, switch = self._native.numbers_columns, self._native.let_number_columns
        return self._without("R1C1 notation", is_on, switch, self._book.app)

    @contextmanager
    def _without(
        self, what: str, is_on: Callable[[Any], bool], switch: Callable[[Any, bool], None], subject: object
    ) -> Iterator[None]:
        """Something of Excel's switched off meanwhile, where it is on."""
        if not answered(is_on, subject, otherwise=False):
            yield
            return
        self._attempts.attempt(f"switching {what} off meanwhile", self._name, switch, subject, False)
        try:
            yield
        finally:
            self._attempts.attempt(f"switching {what} on again", self._name, switch, subject, True)

    def _write_or_take_back(self) -> None:
        try:
            around = self._surroundings()
            for edit in self._edits:
                self._at = edit.name
                self._make_room(edit.name)
            for edit in self._edits:
                self._at = edit.name
                self._write(self._rooms[edit.name], edit, around)
        except Exception as error:  # of whatever kind Excel raises
            self._refusal = self._given_up(error)
            raise self._refusal from error
        self._is_written = True

    def _finish(self) -> None:
        """What may fail without harm: the old charts and the copies go; page, panes and the like are set."""
        for edit in self._edits:
            for what, action in self._finishing(self._rooms[edit.name], edit):
                self._attempts.attempt(what, edit.name, action)
        for name in self._plan.removed:
            remove = partial(self._remove, name)
            self._attempts.attempt("removing the sheet", name, remove)

    def _surroundings(self) -> Surroundings:
        """Excel before 2021 has no Formula2, and needs none."""
        property_name = "formula2"
        try:
            _ = self._book.sheets[0].range((1, 1)).formula2
        except Exception:  # of whatever kind the platform raises for what it does not have
            property_name = "formula"
        from_1904 = answered(self._native.counts_from_1904, self._book, otherwise=False)
        return Surroundings(self._font, self._indent, from_1904, property_name)

    def _indent(self, area: xw.Range, steps: int) -> None:
        self._attempts.attempt("indents", area.sheet.name, self._native.indent, area, steps)

    def _make_room(self, name: str) -> None:
        """A new sheet behind the last, or the old one with a copy of it in case something fails."""
        last = self._last_sheet()
        if name in self._plan.added:
            sheet = self._book.sheets.add(after=last)
            sheet.name = name
            self._rooms[name] = Room(sheet, self._native, is_old=False)
            return
        room = self._rooms[name] = Room(self._book.sheets[name], self._native, is_old=True)
        room.keep(room.sheet.copy(after=last))
        self._attempts.attempt("taking off filters", name, self._native.show_all, room.sheet)

    def _last_sheet(self) -> xw.Sheet:
        """The last one that people can see or make visible."""
        sheets = list(self._book.sheets)
        reachable = (
            one
            for one in reversed(sheets)
            if not answered(self._native.is_out_of_reach, one, otherwise=False)
        )
        return next(reachable, sheets[-1])

    def _write(self, room: Room, edit: SheetEdit, around: Surroundings) -> None:
        room.empty()
        write_sheet(room.sheet, edit, around)
        for chart in edit.charts:
            draw_chart(room.sheet, chart, self._native, self._attempts, around.font)
        self._native.define(room.sheet, OWNER_NAME, f'="{signature(edit)}"')

    def _given_up(self, error: Exception) -> WorkbookError:
        """Everything taken back, and what is to be said about it."""
        logging.getLogger(__name__).debug("given up at %s", self._at, exc_info=error)
        left = put_back(self._rooms)
        kept = {copy: lost for lost in left if (copy := self._rooms[lost].backup_name)}
        stray = self._remove_newcomers(kept)
        reason = " ".join(str(error).split())
        message = f"Excel refused while the release was built ({reason:.160})"
        state = "the deck is not whole" if left or stray else "the workbook is as it was before"
        remedy = f"{state}; finish what Excel waits for, a dialog or a cell that is typed into, and try again"
        issues = [Issue(message, remedy, self._name, self._at)]
        for copy, lost in kept.items():
            message = "what stood on this sheet before could not be put back"
            issues.append(Issue(message, f"it is on the sheet {copy}", self._name, lost))
        issues += [Issue("this new sheet is not whole", "delete it", self._name, one) for one in stray]
        return NotWhole(*issues) if left or stray else WorkbookError(*issues)

    def _remove_newcomers(self, kept: Collection[str]) -> list[str]:
        """Delete the sheets that were not there before, but for those to keep; gives those that stay."""
        stray: list[str] = []
        if self._before is None:  # nothing was begun
            return stray
        try:
            sheets = [(sheet.name, sheet) for sheet in self._book.sheets]
        except Exception:  # of whatever kind Excel raises; it answers no longer
            return [name for name in self._rooms if name in self._plan.added]
        for name, sheet in reversed(sheets):
            if name in self._before or name in kept:
                continue
            try:
                sheet.delete()
            except Exception:  # of whatever kind Excel raises
                logging.getLogger(__name__).debug("not deleted: %s", name, exc_info=True)
                stray.append(name)
        return stray

    def _finishing(self, room: Room, edit: SheetEdit) -> Iterator[tuple[str, Callable[[], object]]]:
        sheet, platform, page = room.sheet, self._native, edit.page
        yield "removing the old charts", room.remove_old_charts
        yield "removing the copy made for safety", room.remove_backup
        yield "the names of charts", lambda: _name_charts(sheet)
        if any(cell.stretches for cell in edit.cells):
            yield "the colours of numbers in texts", lambda: color_stretches(sheet, edit)
        yield "removing the add-in's older names", room.remove_old_marks
        yield "hiding the add-in's names", lambda: platform.hide(sheet.names[OWNER_NAME])
        yield "gridlines", lambda: setattr(sheet, "show_gridlines", edit.gridlines)
        yield "the colour of tabs", lambda: platform.color_tab(sheet, edit.tab_color or NAVY)
        yield "the page set-up", lambda: platform.set_page(sheet, page)
        yield "the size of paper", lambda: platform.set_paper(sheet)
        yield "the rows on each printed page", lambda: platform.repeat_rows(sheet, page.repeat_rows)
        if page.last is not None:
            yield "the print area", lambda: _set_print_area(sheet, page.last)
        if edit.freeze is not None:
            yield "frozen panes", partial(platform.freeze, sheet, *edit.freeze)

    def _remove(self, name: str) -> None:
        self._book.sheets[name].delete()


def _set_print_area(sheet: xw.Sheet, last: tuple[int, int] | None) -> None:
    sheet.page_setup.print_area = sheet.range((1, 1), last).address


def _name_charts(sheet: xw.Sheet) -> None:
    """By their order, however many there were before."""
    for number, chart in enumerate(list(sheet.charts), 1):
        if chart.name != f"Chart {number}":
            chart.name = f"Chart {number}"
