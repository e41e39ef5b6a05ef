"""What xlwings' own code for Windows does with Excel's objects, written down as VBA.

xlwings runs unchanged; only the Windows modules that it imports are stand-ins, and the objects that COM
would give are these: they remember each property that is set and each method that is called.
"""

from __future__ import annotations

import ctypes
import importlib
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import ModuleType
from typing import Any, ClassVar
from unittest.mock import MagicMock, patch

import pandas  # noqa: F401 - before the stand-ins, which it would take for Windows
import xlwings as xw

_WINDOWS = (
    "pythoncom",
    "pywintypes",
    "win32api",
    "win32con",
    "win32gui",
    "win32process",
    "win32timezone",
    "win32com",
    "win32com.client",
    "win32com.client.dynamic",
)
_OF_CTYPES = ("oledll", "windll", "WINFUNCTYPE", "HRESULT", "WinError", "PyDLL")
# The methods that do something; others lead to an object.
_METHODS = {"Merge", "Clear", "AutoFit", "Activate"}


class _StandIn(ModuleType):
    """A module that has whatever is asked of it."""

    __path__: ClassVar[list[str]] = []
    __file__ = "stand-in"

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        kind = Exception if "error" in name else object
        is_class = "error" in name or name.endswith(("Class", "Type")) or name == "CDispatch"
        value = type(name, (kind,), {}) if is_class else MagicMock()
        setattr(self, name, value)
        return value


@contextmanager
def windows_of_xlwings() -> Iterator[ModuleType]:
    """xlwings' module for Windows."""
    modules: dict[str, ModuleType] = {name: _StandIn(name) for name in _WINDOWS}
    for name, module in modules.items():
        parent, _, child = name.rpartition(".")
        if parent:
            setattr(modules[parent], child, module)
    with ExitStack() as standing_in:
        standing_in.enter_context(patch.dict(sys.modules, modules))
        for name in _OF_CTYPES:
            standing_in.enter_context(patch.object(ctypes, name, MagicMock(), create=True))
        sys.modules.pop("xlwings._xlwindows", None)
        try:
            yield importlib.import_module("xlwings._xlwindows")
        finally:
            sys.modules.pop("xlwings._xlwindows", None)


class Com:
    """An object of Excel's as VBA names it; `lines` are the statements so far."""

    def __init__(self, text: str, lines: list[str]) -> None:
        self.__dict__.update(text=text, lines=lines)

    def __getattr__(self, name: str) -> Com:
        if name.startswith("_"):
            raise AttributeError(name)
        # A range's sheet is the only one that is written to.
        return Com("s" if name == "Worksheet" else f"{self.text}.{name}", self.lines)

    def __setattr__(self, name: str, value: object) -> None:
        if isinstance(value, list | tuple):
            self.lines.extend(_array(value))
            self.lines.append(f"{self.text}.{name} = a")
        else:
            self.lines.append(f"{self.text}.{name} = {_literal(value)}")

    def __call__(self, *arguments: object) -> Com:
        shown = ", ".join(map(_literal, arguments))
        if self.text.rpartition(".")[2] in _METHODS:
            self.lines.append(f"{self.text} {shown}")
        return Com(f"{self.text}({shown})", self.lines)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Com) and other.text == self.text

    def __hash__(self) -> int:
        return hash(self.text)


def recorded_sheet(windows: ModuleType) -> tuple[xw.Sheet, list[str]]:
    """A sheet, which VBA calls `s`, and the statements that come of what is done to it."""
    lines: list[str] = []
    return xw.Sheet(impl=windows.Sheet(xl=Com("s", lines))), lines


def _array(rows: Any) -> Iterator[str]:
    yield f"ReDim a({len(rows) - 1}, {len(rows[0]) - 1})"
    for y, row in enumerate(rows):
        for x, value in enumerate(row):
            if value not in (None, ""):
                yield f"a({y}, {x}) = {_literal(value)}"


def _literal(value: object) -> str:
    match value:
        case Com():
            return value.text
        case None:
            return "Empty"
        case str():
            return '"' + value.replace('"', '""') + '"'
        case bool() | int() | float():
            return str(value)
    raise TypeError(f"no literal for {value!r}")
