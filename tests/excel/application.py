"""A small Excel behind xlwings' own classes: open workbooks in memory, and a record of what is done to them.

It stands where pywin32 stands on Windows and hands over what COM does: numbers as floats, error values
as integers, dates with a time and a zone, ranges as tuples of tuples.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import xlwings as xw
from openpyxl import load_workbook
from xlwings import base_classes

from tests.excel.calls import Calls, ExcelRefuses, counted
from tests.excel.com import Com
from tests.excel.sheets import NamesImpl, RangeImpl, SheetImpl

# The xlErr number of each error value, from the documentation of XlCVError; COM adds 0x800A0000 as an int32.
XL_ERRORS = {
    "#NULL!": 2000,
    "#DIV/0!": 2007,
    "#VALUE!": 2015,
    "#REF!": 2023,
    "#NAME?": 2029,
    "#NUM!": 2036,
    "#N/A": 2042,
}


def com_error(text: str) -> int:
    """An error value as COM hands it over."""
    return XL_ERRORS[text] + 0x800A0000 - 2**32


class SheetsImpl(list[SheetImpl]):
    active: SheetImpl

    def __init__(self, book: BookImpl) -> None:
        super().__init__()
        self._book = book

    def __call__(self, name_or_index: Any) -> SheetImpl:
        if isinstance(name_or_index, int):
            return self[name_or_index - 1]
        found = [sheet for sheet in self if sheet._name == name_or_index]
        if not found:
            raise ExcelRefuses("Subscript out of range")
        return found[0]

    def add(self, before: Any, after: SheetImpl | None, name: str | None) -> SheetImpl:
        self._book.calls.made_of("Sheets.add()", name)
        self._book._require_structure()
        assert after is not None
        if after._com._members["Visible"] == 2:
            raise ExcelRefuses("Move method of Worksheet class failed")
        sheet = SheetImpl(self._book, name or f"Sheet{len(self) + 1}")
        self.insert(self.index(after) + 1, sheet)
        self.active = sheet
        return sheet


@counted
class BookImpl(base_classes.Book):
    def __init__(self, app: AppImpl, fullname: str) -> None:
        self._app, self.fullname_or_error = app, fullname
        self._name = fullname.replace("\\", "/").rpartition("/")[2]
        self.calls = app.calls
        self.sheets_held = SheetsImpl(self)
        self.names_held: dict[str, Com] = {}
        self.takes_lambdas = True
        self.saved_copies: list[str] = []
        self._window = Com(
            self.calls,
            "Window",
            FreezePanes=False,
            SplitRow=0,
            SplitColumn=0,
            ScrollRow=1,
            ScrollColumn=1,
        )
        self._com = Com(
            self.calls,
            "Workbook",
            ProtectStructure=False,
            Date1904=False,
            MultiUserEditing=False,
            AutoSaveOn=False,
            SaveCopyAs=self._save_copy,
            Windows=lambda number: _WindowOf(self),
        )

    def __str__(self) -> str:
        return self._name

    def _require_writable(self) -> None:
        """Names of the workbook are not protected."""

    def _require_structure(self) -> None:
        if self._com._members["ProtectStructure"]:
            raise ExcelRefuses("the structure of the workbook is protected")

    def _save_copy(self, path: str) -> None:
        self.saved_copies.append(path)
        Path(path).write_bytes(b"a copy")

    @property
    def api(self) -> Com:
        return self._com

    @property
    def app(self) -> AppImpl:
        return self._app

    @property
    def name(self) -> str:
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        self._name = value

    @property
    def sheets(self) -> SheetsImpl:
        return self.sheets_held

    @property
    def names(self) -> NamesImpl:
        return NamesImpl(self, self.names_held)

    @property
    def fullname(self) -> str:
        if isinstance(self.fullname_or_error, Exception):
            raise self.fullname_or_error
        return self.fullname_or_error

    @property
    def sheet_names(self) -> list[str]:
        return [sheet._name for sheet in self.sheets_held]

    def activate(self) -> None:
        self._app.active = self

    def add(self, name: str) -> SheetImpl:
        sheet = SheetImpl(self, name)
        self.sheets_held.append(sheet)
        self.sheets_held.active = getattr(self.sheets_held, "active", sheet)
        return sheet


class _WindowOf:
    """The window of a workbook; panes are those of the sheet that it shows."""

    def __init__(self, book: BookImpl) -> None:
        object.__setattr__(self, "_book", book)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self._book._window, name, value)
        if name == "FreezePanes":
            panes = self._book._window._members
            frozen = (panes["SplitRow"], panes["SplitColumn"]) if value else None
            self._book.sheets_held.active.frozen = frozen


class BooksImpl(list[BookImpl]):
    def __init__(self, app: AppImpl) -> None:
        super().__init__()
        self.app = app

    def __call__(self, name_or_index: Any) -> BookImpl:
        if isinstance(name_or_index, int):
            return self[name_or_index - 1]
        return {book._name: book for book in self}[name_or_index]

    def open(self, fullname: str, *_: Any, **__: Any) -> BookImpl:
        book = open_file(self.app, Path(fullname))
        self.app.did.append(("open", book._name))
        return book


class Recorded:
    """A property of the application whose changes are recorded in order."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, app: AppImpl, owner: type) -> Any:
        return app.state[self.name]

    def __set__(self, app: AppImpl, value: Any) -> None:
        app.calls.made_of(f"App.{self.name} =", value)
        app.state[self.name] = value
        app.did.append((self.name, value))


class AppImpl:
    calculation = Recorded()
    screen_updating = Recorded()
    status_bar = Recorded()
    enable_events = Recorded()
    display_alerts = Recorded()
    pid = 1

    def __init__(self) -> None:
        self.state: dict[str, Any] = {
            "calculation": "automatic",
            "screen_updating": True,
            "status_bar": False,
            "enable_events": True,
            "display_alerts": True,
        }
        self.calls = Calls()
        self.did: list[tuple[str, Any]] = []
        self.alerts: list[SimpleNamespace] = []
        self.answers: list[str] = []
        self.chosen: Any = False
        self.has_formula2 = True
        self.engine = SimpleNamespace(
            name="excel", type="desktop", clean_value_data=as_cleaned, prepare_xl_data_element=as_given
        )
        self.books = BooksImpl(self)
        self.active: BookImpl
        self.selected: RangeImpl | Exception | None = None
        self.hand_over: Any = lambda area: area._block(area.sheet.values, None)
        self.api = Com(
            self.calls,
            "Application",
            PrintCommunication=True,
            ReferenceStyle=1,
            CopyObjectsWithCells=True,
            GetOpenFilename=lambda filters, index, title: self.chosen,
        )

    @property
    def selection(self) -> RangeImpl | None:
        if isinstance(self.selected, Exception):
            raise self.selected
        return self.selected

    def activate(self, steal_focus: bool = False) -> None:
        pass

    def calculate(self) -> None:
        self.did.append(("calculate", None))

    def alert(self, prompt: str, title: str, buttons: str, mode: str, callback: str) -> str:
        self.alerts.append(
            SimpleNamespace(
                text=prompt,
                title=title,
                mode=mode,
                buttons=buttons,
                state=dict(self.state),
                front=self.active._name,
            )
        )
        return self.answers.pop(0) if buttons != "ok" else "ok"


def as_given(value: Any, options: Any) -> Any:
    """What xlwings makes of a value for COM."""
    return "" if value is None else value


def as_cleaned(data: Any, dates: Any, empty: Any, numbers: Any, err_to_str: bool) -> list[list[Any]]:
    """What xlwings does with the values of a Mac: an empty text is an empty cell."""
    return [[empty if cell in ("", None) else cell for cell in row] for row in data]


def excel() -> AppImpl:
    """Excel without a workbook."""
    return AppImpl()


def add_book(app: AppImpl, fullname: str) -> BookImpl:
    """A new workbook in front; without a folder in its name it was never saved."""
    book = BookImpl(app, fullname)
    app.books.append(book)
    app.active = book
    return book


def open_file(app: AppImpl, path: Path) -> BookImpl:
    """A workbook as Excel opens it, in front, with its first cell selected."""
    book = add_book(app, str(path))
    values, formulas = load_workbook(path, data_only=True), load_workbook(path)
    for name in values.sheetnames:
        sheet = book.add(name)
        for row in values[name].iter_rows():
            for cell in row:
                if cell.value is not None:
                    sheet.values[cell.row, cell.column] = as_com(cell)
        for row in formulas[name].iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    sheet.formulas[cell.row, cell.column] = str(cell.value)
    app.selected = RangeImpl(book.sheets[0], 1, 1)
    return book


def as_com(cell: Any) -> Any:
    """The value of a cell as COM hands it over."""
    value = cell.value
    if cell.data_type == "e":
        return com_error(value)
    if isinstance(value, bool | str):
        return value
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    return float(value)


def as_book(book: BookImpl) -> xw.Book:
    """The workbook as xlwings hands it to a caller."""
    return xw.Book(impl=book)


class EngineImpl:
    """What xlwings asks for the application in front."""

    name = "recording"
    type = "desktop"

    def __init__(self, app: AppImpl) -> None:
        self.apps = [app]


@contextmanager
def in_front(book: BookImpl) -> Iterator[None]:
    """The workbook is the one that a macro was called from."""
    active, engines = xw.engines.active, list(xw.engines)
    engine = xw.Engine(impl=EngineImpl(book.app))
    xw.engines.add(engine)
    xw.engines.active = engine
    xw.Book.set_mock_caller(as_book(book))
    try:
        yield
    finally:
        del xw.Book._mock_caller
        xw.engines.active = active
        xw.engines.engines[:] = engines
