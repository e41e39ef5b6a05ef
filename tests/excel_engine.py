"""A small Excel behind xlwings' own classes: open workbooks in memory, and a record of what is done to them.

It stands where pywin32 stands on Windows and hands over what COM does: numbers as floats, error values
as integers, dates with a time and a zone, ranges as tuples of tuples.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import xlwings as xw
from openpyxl import load_workbook

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
Place = tuple[int, int]


def com_error(text: str) -> int:
    """An error value as COM hands it over."""
    return XL_ERRORS[text] + 0x800A0000 - 2**32


class ExcelRefuses(Exception):
    """What pywin32 raises where Excel does not do as asked."""


@dataclass(eq=False)
class RangeImpl:
    sheet: SheetImpl
    top: int
    left: int
    height: int = 1
    width: int = 1
    options: dict[str, Any] = field(default_factory=dict)
    max_cells_per_read = None

    @property
    def api(self) -> object:
        return self

    @property
    def row(self) -> int:
        return self.top

    @property
    def column(self) -> int:
        return self.left

    @property
    def shape(self) -> tuple[int, int]:
        return self.height, self.width

    def __call__(self, row: int, column: int) -> RangeImpl:
        return RangeImpl(self.sheet, self.top + row - 1, self.left + column - 1)

    def _places(self) -> Iterator[list[Place]]:
        for row in range(self.top, self.top + self.height):
            yield [(row, column) for column in range(self.left, self.left + self.width)]

    def _block(self, contents: Mapping[Place, Any], default: Any) -> Any:
        if self.height == self.width == 1:
            return contents.get((self.top, self.left), default)
        return tuple(tuple(contents.get(place, default) for place in row) for row in self._places())

    @property
    def raw_value(self) -> Any:
        self.sheet.blocks_read += 1
        return self.sheet.book.app.hand_over(self)

    @property
    def formula(self) -> Any:
        texts = {place: str(value) for place, value in self.sheet.values.items()}
        return self._block(texts | self.sheet.formulas, "")

    @property
    def row_hidden(self) -> bool | None:
        states = {row in self.sheet.hidden_rows for row in range(self.top, self.top + self.height)}
        return states.pop() if len(states) == 1 else None

    @property
    def column_hidden(self) -> bool | None:
        columns = range(self.left, self.left + self.width)
        states = {column in self.sheet.hidden_columns for column in columns}
        return states.pop() if len(states) == 1 else None

    @property
    def merge_area(self) -> RangeImpl:
        for top, left, height, width in self.sheet.merged:
            if top <= self.top < top + height and left <= self.left < left + width:
                return RangeImpl(self.sheet, top, left, height, width)
        return self

    @property
    def merge_cells(self) -> bool | None:
        cells = [
            self(row, column) for row in range(1, self.height + 1) for column in range(1, self.width + 1)
        ]
        states = {cell.merge_area is not cell for cell in cells}
        return states.pop() if len(states) == 1 else None

    def select(self) -> None:
        if self.sheet.api.ProtectContents and self.sheet.nothing_selectable:
            raise ExcelRefuses("Select method of Range class failed")
        if self.sheet.book.app.active is not self.sheet.book:
            raise ExcelRefuses("a range is selected in the active workbook alone")
        self.sheet.book.app.selected = self


@dataclass(eq=False)
class SheetImpl:
    book: BookImpl
    name: str
    values: dict[Place, Any] = field(default_factory=dict)
    formulas: dict[Place, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    nothing_selectable: bool = False
    blocks_read: int = 0

    def __post_init__(self) -> None:
        self.api = SimpleNamespace(ProtectContents=False)

    @property
    def used_range(self) -> RangeImpl:
        places = self.values.keys() | self.formulas.keys() or {(1, 1)}
        (top, bottom), (left, right) = (
            (min(place[side] for place in places), max(place[side] for place in places)) for side in (0, 1)
        )
        return RangeImpl(self, top, left, bottom - top + 1, right - left + 1)

    def range(self, first: Any, last: Any = None) -> RangeImpl:
        if len(first) == 4:
            return RangeImpl(self, *first)
        last = last or first
        return RangeImpl(self, *first, last[0] - first[0] + 1, last[1] - first[1] + 1)

    def activate(self) -> None:
        self.book.sheets.active = self


class SheetsImpl(list[SheetImpl]):
    active: SheetImpl

    def __call__(self, name_or_index: Any) -> SheetImpl:
        if isinstance(name_or_index, int):
            return self[name_or_index - 1]
        return next(sheet for sheet in self if sheet.name == name_or_index)


class BookImpl:
    def __init__(self, app: AppImpl, fullname: str) -> None:
        self.app, self.fullname_or_error = app, fullname
        self.name = fullname.replace("\\", "/").rpartition("/")[2]
        self.sheets = SheetsImpl()

    @property
    def fullname(self) -> str:
        if isinstance(self.fullname_or_error, Exception):
            raise self.fullname_or_error
        return self.fullname_or_error

    @property
    def sheet_names(self) -> list[str]:
        return [sheet.name for sheet in self.sheets]

    def activate(self) -> None:
        self.app.active = self

    def add(self, name: str) -> SheetImpl:
        sheet = SheetImpl(self, name)
        self.sheets.append(sheet)
        self.sheets.active = getattr(self.sheets, "active", sheet)
        return sheet


class BooksImpl(list[BookImpl]):
    def __init__(self, app: AppImpl) -> None:
        super().__init__()
        self.app = app

    def __call__(self, name_or_index: Any) -> BookImpl:
        if isinstance(name_or_index, int):
            return self[name_or_index - 1]
        return {book.name: book for book in self}[name_or_index]

    def open(self, fullname: str, *_: Any, **__: Any) -> BookImpl:
        book = open_file(self.app, Path(fullname))
        self.app.did.append(("open", book.name))
        return book


class Recorded:
    """A property of the application whose changes are recorded in order."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, app: AppImpl, owner: type) -> Any:
        return app.state[self.name]

    def __set__(self, app: AppImpl, value: Any) -> None:
        app.state[self.name] = value
        app.did.append((self.name, value))


class AppImpl:
    calculation = Recorded()
    screen_updating = Recorded()
    status_bar = Recorded()
    pid = 1

    def __init__(self) -> None:
        self.state: dict[str, Any] = {
            "calculation": "automatic",
            "screen_updating": True,
            "status_bar": False,
        }
        self.did: list[tuple[str, Any]] = []
        self.alerts: list[SimpleNamespace] = []
        self.engine = SimpleNamespace(name="excel", type="desktop", clean_value_data=as_cleaned)
        self.books = BooksImpl(self)
        self.active: BookImpl
        self.selected: RangeImpl | Exception | None = None
        self.hand_over: Any = lambda area: area._block(area.sheet.values, None)

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
                text=prompt, title=title, mode=mode, state=dict(self.state), front=self.active.name
            )
        )
        return "ok"


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
