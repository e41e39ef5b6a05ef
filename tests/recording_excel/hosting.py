"""xlwings on the recording Excel: its own code for Windows, which believes it talks to Excel over COM."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import xlwings as xw

from tests.engines.recorded_vba import windows_of_xlwings
from tests.recording_excel.application import Application
from tests.recording_excel.calls import ExcelRefuses
from tests.recording_excel.from_file import book_of
from tests.recording_excel.model import Book

_ANSWERS = {"ok": 1, "cancel": 2, "yes": 6, "no": 7}
_open: dict[int, Application] = {}


@cache
def windows() -> ModuleType:
    """xlwings' module for Windows, with Excel's errors and windows in place of the stand-ins' own."""
    with windows_of_xlwings() as module:
        pass
    system: Any = module
    system.pywintypes.com_error = system.pythoncom.ole_error = system.pythoncom.com_error = ExcelRefuses
    system.win32process.GetWindowThreadProcessId = lambda hwnd: (0, hwnd)
    system.win32con.MB_OK, system.win32con.MB_OKCANCEL = 0, 1
    system.win32con.MB_YESNOCANCEL, system.win32con.MB_YESNO = 3, 4
    system.win32con.MB_ICONWARNING, system.win32con.MB_ICONINFORMATION = 48, 64
    system.win32api.MessageBox = _message
    system.get_excel_hwnds = lambda: iter(_open)
    system.get_xl_app_from_hwnd = _open.__getitem__
    return module


def _message(hwnd: int, text: str, title: str, style: int) -> int:
    return _ANSWERS[_open[hwnd].show(text, title, style)]


def excel(*, is_old: bool = False, separator: str = ",") -> Application:
    """Excel without a workbook."""
    return Application(is_old=is_old, separator=separator)


def add_book(application: Application, fullname: str) -> Book:
    """A new workbook in front, without sheets; without a folder in its name it was never saved."""
    book = Book(fullname)
    application.books.append(book)
    application.active = book
    return book


def open_file(application: Application, path: Path) -> Book:
    """A workbook as Excel opens it, in front."""
    book = book_of(path)
    application.books.append(book)
    application.active = book
    return book


def as_book(application: Application, book: Book) -> xw.Book:
    """The workbook as xlwings hands it to a caller."""
    return xw.Book(impl=windows().Book(xl=application.workbook(book)))


@contextmanager
def in_front(application: Application, book: Book) -> Iterator[xw.Book]:
    """The workbook is the one that a macro was called from."""
    active, engines = xw.engines.active, list(xw.engines)
    engine = xw.Engine(impl=windows().engine)
    _open[id(application)] = application
    xw.engines.add(engine)
    xw.engines.active = engine
    application.active = book
    caller = as_book(application, book)
    xw.Book.set_mock_caller(caller)
    try:
        yield caller
    finally:
        del xw.Book._mock_caller
        xw.engines.active = active
        xw.engines.engines[:] = engines
        del _open[id(application)]
