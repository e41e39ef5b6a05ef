"""LibreOffice Calc, headless and driven over UNO: the second opinion on every formula.

It knows no LAMBDA (Debian's 7.4) and no dynamic arrays. What else it cannot tell: a boolean that carries
a number format is the number 1 or 0, and its Err:502 stands for both #VALUE! and #NUM!.
"""

from __future__ import annotations

import builtins
import itertools
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest

from tests.engines.values import Sheets, Value, a1, position
from xl_addin.errors import ExcelError

DEBIAN_PACKAGES = "/usr/lib/python3/dist-packages"
# Far longer than it takes on a busy machine: they end a process that hangs, and decide nothing else.
START_SECONDS = 600
STOP_SECONDS = 120

# Errors that LibreOffice and Excel share; any other becomes #UNKNOWN!, which equals no cached value.
ERRORS = {
    503: ExcelError.NUM,
    519: ExcelError.VALUE,
    521: ExcelError.NULL,
    524: ExcelError.REF,
    525: ExcelError.NAME,
    532: ExcelError.DIV0,
    32767: ExcelError.NA,
}

# com.sun.star.sheet.CellFlags VALUE + DATETIME + STRING + FORMULA
CONTENTS = 1 + 2 + 4 + 16
# com.sun.star.sheet.FormulaResult.ERROR
FAILED = 4
# com.sun.star.util.NumberFormat.LOGICAL
LOGICAL = 1024
# Index of the format General
GENERAL = 0


def unavailable() -> str:
    """Why LibreOffice cannot be used here; empty where it can."""
    if shutil.which("soffice") is None:
        return "LibreOffice is missing (Debian: libreoffice-calc)"
    # In a process of its own: the binding of another Python version may crash the interpreter.
    probe = f"import sys; sys.path.append({DEBIAN_PACKAGES!r}); import uno"
    if subprocess.run([sys.executable, "-c", probe], capture_output=True, check=False).returncode:
        return f"Python {sys.version_info[0]}.{sys.version_info[1]} cannot import uno (Debian: python3-uno)"
    return ""


UNAVAILABLE = unavailable()
AVAILABLE = not UNAVAILABLE


def require() -> None:
    """Skip the test where LibreOffice cannot be used; fail it in CI, which must install it."""
    if UNAVAILABLE:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(UNAVAILABLE)


class LibreOffice:
    """One soffice process with a throw-away profile; a context manager that opens documents."""

    def __enter__(self) -> LibreOffice:
        self._uno = _uno()
        self._folder = tempfile.TemporaryDirectory(prefix="libreoffice-")
        self._copies = itertools.count()
        pipe = f"xl-addin-{uuid.uuid4().hex}"
        self._process = self._started(pipe)
        try:
            context = self._connected(pipe)
        except BaseException:
            self._end()
            raise
        self._desktop = context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.Desktop", context
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        force = threading.Timer(STOP_SECONDS, self._kill)
        force.start()
        try:
            self._desktop.terminate()
            self._process.wait()
        except self._uno.getClass("com.sun.star.uno.Exception"):
            pass  # it is gone, or did not answer and was ended by force
        finally:
            force.cancel()
            self._end()

    @property
    def pid(self) -> int:
        """The process, which is also the group of all that it starts."""
        return self._process.pid

    def open(self, path: str | Path) -> Document:
        """A copy of the file, loaded and recalculated; no lock file appears beside the original."""
        copy = Path(self._folder.name, f"{next(self._copies)}-{Path(path).name}")
        shutil.copyfile(path, copy)
        options: dict[str, object] = {"Hidden": True}
        if copy.suffix == ".xlam":
            # An add-in is not recognised; it is read as the workbook with macros that it is.
            options["FilterName"] = "Calc MS Excel 2007 VBA XML"
        properties = tuple(
            self._uno.createUnoStruct("com.sun.star.beans.PropertyValue", name, 0, value, 0)
            for name, value in options.items()
        )
        url = self._uno.systemPathToFileUrl(str(copy))
        loaded = self._desktop.loadComponentFromURL(url, "_blank", 0, properties)
        if loaded is None:
            raise ValueError(f"{path}: LibreOffice does not open it")
        document = Document(loaded)
        document.recalculate()
        return document

    def _started(self, pipe: str) -> subprocess.Popen[bytes]:
        # Should this process be killed, the kernel ends LibreOffice too.
        with_parent = ["setpriv", "--pdeathsig", "TERM", "--"] if shutil.which("setpriv") else []
        profile = Path(self._folder.name, "profile").as_uri()
        options = ["--headless", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard"]
        return subprocess.Popen(
            [
                *with_parent,
                "soffice",
                f"-env:UserInstallation={profile}",
                *options,
                f"--accept=pipe,name={pipe};urp;",
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env=os.environ | {"LC_ALL": "C.UTF-8"},  # numbers in texts as in an English Excel
        )

    def _connected(self, pipe: str) -> Any:
        local = self._uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        refused = self._uno.getClass("com.sun.star.connection.NoConnectException")
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            except refused:
                if self._process.poll() is not None:
                    raise RuntimeError(f"soffice ended with status {self._process.returncode}") from None
                if time.monotonic() > deadline:
                    raise TimeoutError(f"soffice did not answer within {START_SECONDS} s") from None
            time.sleep(0.05)

    def _kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def _end(self) -> None:
        self._kill()
        self._process.wait()
        self._folder.cleanup()


class Document:
    """An open workbook; a context manager that closes it."""

    def __init__(self, document: Any) -> None:
        self._document = document

    def __enter__(self) -> Document:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def sheets(self) -> tuple[str, ...]:
        """Sheet names in the workbook's order."""
        return tuple(self._document.Sheets.ElementNames)

    def recalculate(self) -> None:
        """Every formula anew, whatever the file or an earlier calculation stored."""
        self._document.calculateAll()

    def change(self, sheet: str, address: str, value: Value) -> None:
        """Put a constant into a cell, in place of its value or formula; None clears it, and so does ""."""
        row, column = position(address)
        cell = self._sheet(sheet).getCellByPosition(column, row)
        if self._is_logical(cell):
            cell.NumberFormat = GENERAL  # what was TRUE would show every later number as a boolean
        match value:
            case None:
                cell.setFormula("")
            case bool():
                cell.setFormula(f"={value}()".upper())
            case int() | float():
                cell.setValue(value)
            case str():
                cell.setString(value)
            case ExcelError():
                cell.setFormula(f"={value}")

    def value(self, sheet: str, address: str) -> Value:
        """The value of one cell."""
        row, column = position(address)
        area = self._sheet(sheet).getCellRangeByPosition(column, row, column, row)
        return dict(self._area(area)).get(address.replace("$", ""))

    def values(self) -> Sheets:
        """The values of all cells; blank ones are left out."""
        return {name: dict(self._area(_used(self._sheet(name)))) for name in self.sheets}

    def buttons(self, sheet: str) -> dict[str, str]:
        """The captions of a sheet's buttons, and the macros they are bound to as module.macro."""
        forms = self._sheet(sheet).DrawPage.Forms
        found = {}
        for form in map(forms.getByIndex, range(forms.Count)):
            for index in range(form.Count):
                (event,) = form.getScriptEvents(index)
                found[form.getByIndex(index).Label] = event.ScriptCode.partition(":VBAProject.")[2].partition(
                    "?"
                )[0]
        return found

    def run_vba(self, modules: Mapping[str, str], macro: str) -> None:
        """Run a macro, `module.name`, of VBA modules that are given; a runtime error ends it silently."""
        libraries = self._document.BasicLibraries
        libraries.VBACompatibilityMode = True
        library = libraries.getByName("Standard")
        for name, text in modules.items():
            library.insertByName(name, f"Option VBASupport 1\n{text}")
        url = f"vnd.sun.star.script:Standard.{macro}?language=Basic&location=document"
        self._document.getScriptProvider().getScript(url).invoke((), (), ())

    def save(self, path: Path) -> None:
        """Write the document to an .xlsx file as LibreOffice does."""
        uno = _uno()
        kind = uno.createUnoStruct(
            "com.sun.star.beans.PropertyValue", "FilterName", 0, "Calc MS Excel 2007 XML", 0
        )
        self._document.storeToURL(uno.systemPathToFileUrl(str(path)), (kind,))

    def close(self) -> None:
        """Forget the document and its changes."""
        self._document.close(True)

    def _sheet(self, name: str) -> Any:
        return self._document.Sheets.getByName(name)

    def _area(self, area: Any) -> Iterator[tuple[str, Value]]:
        """Address and value of each cell that is not blank."""
        top, left = area.RangeAddress.StartRow, area.RangeAddress.StartColumn
        data = area.getDataArray()
        failed = set(_cells(area.queryFormulaCells(FAILED)))
        for row, column in _cells(area.queryContentCells(CONTENTS)):
            value = data[row - top][column - left]
            if (row, column) in failed:
                cell = area.getCellByPosition(column - left, row - top)
                value = ERRORS.get(cell.getError(), ExcelError.UNKNOWN)
            elif value in (0, 1) and self._is_logical(area.getCellByPosition(column - left, row - top)):
                value = bool(value)
            yield a1(row, column), value

    def _is_logical(self, cell: Any) -> bool:
        return bool(self._document.NumberFormats.getByKey(cell.NumberFormat).Type & LOGICAL)


def _cells(ranges: Any) -> Iterator[tuple[int, int]]:
    for area in ranges.RangeAddresses:
        rows = range(area.StartRow, area.EndRow + 1)
        yield from itertools.product(rows, range(area.StartColumn, area.EndColumn + 1))


def _used(sheet: Any) -> Any:
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    end = cursor.RangeAddress
    return sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow)


def _uno() -> Any:
    """The binding, imported without its side effects: a search path and a hook in every import."""
    original = builtins.__import__
    sys.path.append(DEBIAN_PACKAGES)
    try:
        import uno  # noqa: PLC0415
    finally:
        sys.path.remove(DEBIAN_PACKAGES)
        builtins.__import__ = original
    return uno
