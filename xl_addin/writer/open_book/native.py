"""What xlwings' public interface lacks, behind one interface for each platform that has Excel."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from xl_addin.errors import Issue, Severity
from xl_addin.release.spec import Page
from xl_addin.writer.edits import ChartEdit

if TYPE_CHECKING:
    import xlwings as xw

Answer = TypeVar("Answer")


class Native(Protocol):
    """Excel's own objects, of one platform. A method that raises did nothing that matters or all of it."""

    def is_protected(self, sheet: xw.Sheet) -> bool:
        """Whether nobody may write to the sheet."""

    def has_fixed_structure(self, book: xw.Book) -> bool:
        """Whether no sheet may be added to the workbook, deleted or renamed."""

    def is_shared(self, book: xw.Book) -> bool:
        """Whether several people may have the workbook open in the old way, in which Excel allows little."""

    def is_out_of_reach(self, sheet: xw.Sheet) -> bool:
        """Whether the sheet is hidden so that only a program shows it; Excel copies none such."""

    def comments(self, sheet: xw.Sheet) -> int:
        """How many notes and comments people have written on the sheet."""

    def saves_itself(self, book: xw.Book) -> bool:
        """Whether Excel saves each change as it is made."""

    def let_save(self, book: xw.Book, on: bool) -> None:
        """Switch that on or off."""

    def show_all(self, sheet: xw.Sheet) -> None:
        """Take off a filter and show rows that are hidden; what they hold stays."""

    def copy_cells(self, source: xw.Sheet, target: xw.Sheet) -> None:
        """Copy all cells of a sheet with their looks over another's, without what lies upon them."""

    def counts_from_1904(self, book: xw.Book) -> bool:
        """Whether dates begin four years later."""

    def save_copy(self, book: xw.Book, path: Path) -> None:
        """Save the workbook as it stands to another file; the open one stays what it was."""

    def choose_text(self, app: xw.App) -> Path | None:
        """The release text that the person in front of Excel chooses; None where none was."""

    def indent(self, area: xw.Range, steps: int) -> None:
        """Move the texts of a range away from its left edge."""

    def define(self, place: xw.Book | xw.Sheet, name: str, formula: str) -> xw.Name:
        """Give a workbook or a sheet a name whose formula is in English, whatever language Excel is in."""

    def hide(self, name: xw.Name) -> None:
        """Leave a defined name out of the list of names."""

    def numbers_columns(self, app: xw.App) -> bool:
        """Whether Excel names cells R1C1, and takes texts about them so where it follows the user."""

    def let_number_columns(self, app: xw.App, on: bool) -> None:
        """Switch that on or off."""

    def freeze(self, sheet: xw.Sheet, row: int, column: int) -> None:
        """Keep in sight what is above the row and left of the column, both counted from 1."""

    def color_tab(self, sheet: xw.Sheet, color: str) -> None:
        """Colour the sheet's tab, RRGGBB."""

    def set_page(self, sheet: xw.Sheet, page: Page) -> None:
        """How the sheet is printed, but for its paper, the rows on each page and its print area."""

    def set_paper(self, sheet: xw.Sheet) -> None:
        """A4, which not every printer has."""

    def repeat_rows(self, sheet: xw.Sheet, rows: tuple[int, int] | None) -> None:
        """The first and the last of the rows that each printed page begins with."""

    def add_series(self, chart: xw.Chart, edit: ChartEdit) -> None:
        """Give an empty chart its series with their names, values and categories."""

    def dress(self, chart: xw.Chart, edit: ChartEdit, font: str) -> None:
        """How the chart looks, beyond types, colours and axes' scales; its title is linked to its cell."""

    def label(self, chart: xw.Chart, edit: ChartEdit, font: str) -> None:
        """The labels at the points of the series."""

    def describe(self, chart: xw.Chart, text: str) -> None:
        """The alternative text for those who cannot see the chart."""


def native() -> Native:
    """That of this platform."""
    if sys.platform == "darwin":
        from xl_addin.writer.open_book.macos import MacOS  # noqa: PLC0415 - one platform is enough

        return MacOS()
    from xl_addin.writer.open_book.windows import Windows  # noqa: PLC0415 - one platform is enough

    return Windows()


def answered(question: Callable[[Any], Answer], subject: object, *, otherwise: Answer) -> Answer:
    """What the platform answers; where it has no such thing, the other answer."""
    try:
        return question(subject)
    except Exception:  # of whatever kind the platform raises for what it does not have
        logging.getLogger(__name__).debug("not answered: %s", question, exc_info=True)
        return otherwise


class Attempts:
    """Things that may be missing on somebody's Excel: tried, and where they fail told in the end."""

    def __init__(self) -> None:
        self._failed: dict[str, list[str]] = {}

    def attempt(self, what: str, sheet: str, action: Callable[..., object], *arguments: object) -> bool:
        """Whether the action succeeded; `what` names what is missing without it."""
        try:
            action(*arguments)
        except Exception:  # of whatever kind the platform raises for what it does not have
            logging.getLogger(__name__).debug("%s: %s", sheet, what, exc_info=True)
            self.failed(what, sheet)
            return False
        return True

    def failed(self, what: str, where: str) -> None:
        """Remember that something was not done."""
        self._failed.setdefault(what, []).append(where)

    def issues(self, file: str) -> Iterator[Issue]:
        """A note for each thing that this Excel did not do."""
        for what, sheets in self._failed.items():
            where = ", ".join(dict.fromkeys(sheets))
            message = f"not done by this Excel: {what} ({where})"
            remedy = "the figures are right all the same; do it by hand, or build a file with xl-addin build"
            yield Issue(message, remedy, file, severity=Severity.NOTE)
