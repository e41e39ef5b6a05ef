"""The application and its open workbooks, as Excel's object model has them."""

# ruff: noqa: N802, N803 - names are Excel's

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.recording_excel.calls import Calls, ExcelRefuses
from tests.recording_excel.com import ComCollection, ComObject, leads
from tests.recording_excel.model import Book, Chart, Sheet
from tests.recording_excel.ranges import Range

if TYPE_CHECKING:
    from tests.recording_excel.sheets import Worksheet

_CALCULATIONS = {-4105, -4135, 2}
_DECIMAL = re.compile(r"\d\.\d")
_IN_A1 = re.compile(r"\$[A-Z]{1,3}\$\d|\$\d+:\$\d")


@dataclass(frozen=True)
class Alert:
    """A message box: what it says, and what Excel's state and workbook in front were then."""

    text: str
    title: str
    style: int
    state: dict[str, Any]
    front: str


class Application(ComObject):
    """Excel. `calls` is the record; `answers` are those given to message boxes, "ok" when they run out.

    An `is_old` one is from before 2021 and has no Formula2. `separator` stands between the arguments of
    a formula in the user's language.
    """

    def __init__(self, *, is_old: bool = False, separator: str = ",") -> None:
        self.calls = Calls()
        super().__init__(self)
        self.is_old, self.separator = is_old, separator
        self.books: list[Book] = []
        self.active: Book | None = None
        self.state: dict[str, Any] = {
            "Calculation": -4105,
            "ScreenUpdating": True,
            "DisplayAlerts": True,
            "EnableEvents": True,
            "StatusBar": False,
            "Interactive": True,
            "Visible": True,
            "PrintCommunication": True,
            "CutCopyMode": 0,
            "CopyObjectsWithCells": True,
            "ReferenceStyle": 1,
        }
        self.alerts: list[Alert] = []
        self.answers: list[str] = []
        self.chosen_file: str | bool = False
        self.selected_object: object | None = None

    def hand_over(self, cells: Range, values: Any) -> Any:
        """What is handed over for values that are read; a test may put another in its place."""
        return values

    def require_as_typed(self, text: str) -> None:
        """Refuse a text that the person in front of this Excel would not type so."""
        parts = text.split('"')[::2]  # every other one is a text inside the formula
        if self.separator != "," and any("," in part or _DECIMAL.search(part) for part in parts):
            raise ExcelRefuses("There's a problem with this formula.")
        if self.state["ReferenceStyle"] != 1 and any(_IN_A1.search(part) for part in parts):
            raise ExcelRefuses("Application-defined or object-defined error")

    def show(self, text: str, title: str, style: int) -> str:
        """Show a message box and give its answer."""
        front = self.active.name if self.active else ""
        self.alerts.append(Alert(text, title, style, dict(self.state), front))
        return self.answers.pop(0) if self.answers else "ok"

    def worksheet(self, sheet: Sheet) -> Worksheet:
        from tests.recording_excel.sheets import Worksheet  # noqa: PLC0415 - it needs this module

        return Worksheet(self, sheet)

    def workbook(self, book: Book) -> Workbook:
        return Workbook(self, book)

    def copy_charts(self, source: Sheet, target: Sheet, *, keep_references: bool) -> None:
        """Copies of a sheet's charts on another; those of a copied sheet refer to the copy's own cells."""
        from tests.recording_excel.charts import copied  # noqa: PLC0415 - it needs this module

        charts: list[Chart] = [
            copied(chart, source.name, source.name if keep_references else target.name)
            for chart in source.charts
        ]
        if keep_references:
            for chart in charts:
                target.charts_made += 1
                chart.name = f"Chart {target.charts_made}"
        target.charts += charts
        target.charts_made = max(target.charts_made, source.charts_made)

    @property
    def Application(self) -> Application:
        return self

    @property
    def Hwnd(self) -> int:
        return id(self)

    @property
    def Version(self) -> str:
        return "16.0"

    @property
    def Workbooks(self) -> Workbooks:
        return Workbooks(self)

    def _in_front(self) -> Book:
        if self.active is None:
            raise ExcelRefuses("no workbook is open")
        return self.active

    @property
    def ActiveWorkbook(self) -> Workbook:
        return Workbook(self, self._in_front())

    @property
    def ActiveSheet(self) -> Worksheet:
        sheet = self._in_front().active
        assert sheet is not None
        return self.worksheet(sheet)

    @property
    def ActiveWindow(self) -> Window:
        return Window(self, self._in_front())

    @property
    def Selection(self) -> Any:
        if self.selected_object is not None:
            return self.selected_object
        sheet = self._in_front().active
        assert sheet is not None
        return Range(self, sheet, sheet.selection)

    def Calculate(self) -> None:
        """Nothing is calculated here."""

    @leads
    def GetOpenFilename(
        self, FileFilter: str = "", FilterIndex: int = 1, Title: str = "", *_: object
    ) -> str | bool:
        return self.chosen_file


def _state(name: str) -> property:
    def get(self: Application) -> Any:
        return self.state[name]

    def put(self: Application, value: Any) -> None:
        if name == "Calculation" and value not in _CALCULATIONS:
            raise ExcelRefuses("Unable to set the Calculation property of the Application class")
        self.state[name] = value

    return property(get, put)


for _name in (
    "Calculation",
    "ScreenUpdating",
    "DisplayAlerts",
    "EnableEvents",
    "StatusBar",
    "Interactive",
    "Visible",
    "PrintCommunication",
    "CutCopyMode",
    "CopyObjectsWithCells",
    "ReferenceStyle",
):
    setattr(Application, _name, _state(_name))


class Workbooks(ComCollection):
    """The open workbooks."""

    def members(self) -> list[Workbook]:
        return [Workbook(self.application, book) for book in self.application.books]

    def named(self, member: Workbook) -> str:
        return member.book.name

    @property
    def Application(self) -> Application:
        return self.application

    def Open(self, Filename: str, *_: object) -> Workbook:
        from tests.recording_excel.from_file import book_of  # noqa: PLC0415 - reading takes openpyxl

        book = book_of(Path(Filename))
        self.application.books.append(book)
        self.application.active = book
        return Workbook(self.application, book)


class OfBook(ComObject):
    """Something about an open workbook."""

    def __init__(self, application: Application, book: Book) -> None:
        super().__init__(application)
        self.book = book

    @property
    def place(self) -> str:
        return self.book.name

    def require(self) -> None:
        if self.book not in self.application.books:
            raise ExcelRefuses("Object required")

    def require_free(self) -> None:
        """Refuse where the structure is protected."""
        if self.book.is_fixed:
            raise ExcelRefuses("Workbook is protected and cannot be changed.")


class Workbook(OfBook):
    """An open workbook."""

    @property
    def Application(self) -> Application:
        return self.application

    @property
    def Name(self) -> str:
        return self.book.name

    @property
    def FullName(self) -> str:
        return self.book.fullname

    @property
    def Path(self) -> str:
        return self.book.fullname.replace("\\", "/").rpartition("/")[0]

    @property
    def Saved(self) -> bool:
        return self.book.is_saved

    @property
    def ProtectStructure(self) -> bool:
        return self.book.is_fixed

    @property
    def Date1904(self) -> bool:
        return self.book.from_1904

    @property
    def MultiUserEditing(self) -> bool:
        return self.book.is_shared

    @property
    def AutoSaveOn(self) -> bool:
        return self.book.saves_itself

    @AutoSaveOn.setter
    def AutoSaveOn(self, value: bool) -> None:
        self.book.saves_itself = value

    @property
    def Worksheets(self) -> Any:
        from tests.recording_excel.sheets import Worksheets  # noqa: PLC0415 - it needs this module

        return Worksheets(self.application, self.book)

    @property
    def Names(self) -> Any:
        from tests.recording_excel.names import Names  # noqa: PLC0415 - it needs this module

        return Names(self.application, self.book, None)

    @property
    def ActiveSheet(self) -> Worksheet:
        assert self.book.active is not None
        return self.application.worksheet(self.book.active)

    @property
    def Windows(self) -> Windows:
        return Windows(self.application, self.book)

    def Activate(self) -> None:
        self.application.active = self.book

    def SaveCopyAs(self, Filename: str) -> None:
        """The file as it was saved last: what was changed since is not written."""
        shutil.copy2(self.book.fullname, Filename)

    def Close(self, SaveChanges: bool = False) -> None:
        assert not SaveChanges
        self.application.books.remove(self.book)
        if self.application.active is self.book:
            self.application.active = next(iter(self.application.books), None)


class Windows(ComCollection):
    """The windows of a workbook: one."""

    def __init__(self, application: Application, book: Book) -> None:
        super().__init__(application)
        self.book = book

    @property
    def place(self) -> str:
        return self.book.name

    def members(self) -> list[Window]:
        return [Window(self.application, self.book)]


class Window(OfBook):
    """What a window says of the sheet that it shows."""

    @property
    def sheet(self) -> Sheet:
        assert self.book.active is not None
        return self.book.active

    @property
    def place(self) -> str:
        return f"{self.book.name} {self.sheet.name}"

    @property
    def DisplayGridlines(self) -> bool:
        return self.sheet.gridlines

    @DisplayGridlines.setter
    def DisplayGridlines(self, value: bool) -> None:
        self.sheet.gridlines = bool(value)

    @property
    def FreezePanes(self) -> bool:
        return self.sheet.is_frozen

    @FreezePanes.setter
    def FreezePanes(self, value: bool) -> None:
        """Panes begin where the window is scrolled to: rows above are out of reach then."""
        sheet = self.sheet
        if not value:
            sheet.is_frozen, sheet.frozen, sheet.split = False, (0, 0), (0, 0)
            return
        if sheet.split == (0, 0):
            sheet.split = (sheet.selection.top - 1, sheet.selection.left - 1)
        sheet.is_frozen = True
        sheet.frozen = (
            sheet.split[0] + sheet.scrolled[0] - 1 if sheet.split[0] else 0,
            sheet.split[1] + sheet.scrolled[1] - 1 if sheet.split[1] else 0,
        )

    def _split(self, index: int, value: int) -> None:
        split = list(self.sheet.split)
        split[index] = int(value)
        self.sheet.split = (split[0], split[1])

    def _scroll(self, index: int, value: int) -> None:
        if value < 1:
            raise ExcelRefuses("Unable to set the property of the Window class")
        scrolled = list(self.sheet.scrolled)
        scrolled[index] = int(value)
        self.sheet.scrolled = (scrolled[0], scrolled[1])

    SplitRow = property(lambda self: self.sheet.split[0], lambda self, value: self._split(0, value))
    SplitColumn = property(lambda self: self.sheet.split[1], lambda self, value: self._split(1, value))
    ScrollRow = property(lambda self: self.sheet.scrolled[0], lambda self, value: self._scroll(0, value))
    ScrollColumn = property(lambda self: self.sheet.scrolled[1], lambda self, value: self._scroll(1, value))


def unused_name(book: Book, stem: str) -> str:
    """A name for a sheet that the workbook does not have."""
    taken = {sheet.name.casefold() for sheet in book.sheets}
    return next(name for name in _numbered(stem) if name.casefold() not in taken)


def _numbered(stem: str) -> Iterator[str]:
    number = 1
    while True:
        number += 1
        tail = f" ({number})"
        yield stem[: 31 - len(tail)] + tail
