"""The packed workbooks' VBA in pyOpenVBA's interpreter, with Python and xlwings' own modules stubbed."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pyopenvba.apps.excel import Application, ExcelApplication, Range, Workbook
from pyopenvba.apps.excel._bridge import ExcelBridge
from pyopenvba.interpreter import (
    EMPTY,
    MISSING,
    NOTHING,
    Interpreter,
    VBAArray,
    VBAErrorValue,
    VBAObject,
    member,
    method,
)
from pyopenvba.interpreter._objects import MemberSpec
from pyopenvba.interpreter._values import error

from xl_addin.catalog import Value
from xl_addin.errors import ExcelError

ENGLISH, JAPANESE = 1033, 1041
# What stands in for an argument left out.
OMITTED = object()

_ERRORS = {
    2000: ExcelError.NULL,
    2007: ExcelError.DIV0,
    2015: ExcelError.VALUE,
    2023: ExcelError.REF,
    2029: ExcelError.NAME,
    2036: ExcelError.NUM,
    2042: ExcelError.NA,
    2043: ExcelError.GETTING_DATA,
    2045: ExcelError.SPILL,
    2046: ExcelError.CONNECT,
    2047: ExcelError.BLOCKED,
    2048: ExcelError.UNKNOWN,
    2049: ExcelError.FIELD,
    2050: ExcelError.CALC,
}
NUMBERS = {error: number for number, error in _ERRORS.items()}

_XLWINGS = """
Public Function RunPython(PythonCommand As String)
    Application.Python.Run PythonCommand
End Function
Public Function XLPy()
    Set XLPy = Application.Python
End Function
Public Function ReadFile(ByVal FileName As String)
    ReadFile = FileName
End Function
Public Function GetConfig(configKey As String, Optional default As String = "") As Variant
    GetConfig = Application.Settings.Of(configKey)
End Function
Public Function FileExists(ByVal FileSpec As String) As Boolean
    FileExists = (FileSpec <> "gone")
End Function
Public Function ExpandEnvironmentStrings(ByVal s As String)
    ExpandEnvironmentStrings = Replace(s, "%USERPROFILE%", Application.Settings.Of("USERPROFILE"))
End Function
"""
# A callback of the ribbon hands its answer back through its second argument.
_DRIVER = """
Public Function AnswerOf(callback As String, control As Object) As Variant
    Dim answer As Variant
    Select Case callback
        Case "IijGetLabel": IijGetLabel control, answer
        Case "IijGetTip": IijGetTip control, answer
        Case "IijGetFunctionTip": IijGetFunctionTip control, answer
    End Select
    AnswerOf = answer
End Function
"""


def sources(file: Path) -> dict[str, str]:
    """Every module as olevba extracts it, by file name, without the attributes that Office adds."""
    with warnings.catch_warnings():
        # oletools calls pyparsing by names that are going out of use.
        warnings.simplefilter("ignore", DeprecationWarning)
        from oletools.olevba import VBA_Parser  # noqa: PLC0415

        parser = VBA_Parser(str(file))
        try:
            modules = {name: code for _, _, name, code in parser.extract_macros()}
        finally:
            parser.close()
    return {name: _without_attributes(code) for name, code in modules.items()}


def _without_attributes(code: str) -> str:
    lines = code.splitlines()
    start = next((at for at, line in enumerate(lines) if not line.startswith("Attribute ")), len(lines))
    return "\n".join(lines[start:]) + "\n"


def parts(content: bytes | Path) -> dict[str, bytes]:
    """The uncompressed parts of a package."""
    stream = content if isinstance(content, Path) else io.BytesIO(content)
    with zipfile.ZipFile(stream) as package:
        return {name: package.read(name) for name in package.namelist()}


class Control(VBAObject):
    """What Excel hands to a callback of the ribbon."""

    def __init__(self, identity: str, tag: str = "") -> None:
        self._identity, self._tag = identity, tag

    @member
    def ID(self) -> object:  # noqa: N802 - the names are Excel's
        return self._identity

    @member
    def Tag(self) -> object:  # noqa: N802
        return self._tag


class Python(VBAObject):
    """The Python process: notes what it is told and answers as the test says."""

    def __init__(self) -> None:
        self.commands: list[str] = []
        self.calls: list[tuple[str, str, list[Any]]] = []
        self.during: Callable[[], None] = lambda: None
        self.connections = 0
        self.answer: Callable[[str], Any] = lambda name: EMPTY

    @method
    def Run(self, command: object) -> object:  # noqa: N802
        self.commands.append(str(command))
        self.during()
        return EMPTY

    @method
    def CallUDF(  # noqa: N802
        self, module: object, name: object, arguments: object, book: object, caller: object
    ) -> object:
        assert isinstance(arguments, VBAArray)
        assert isinstance(book, Workbook)
        self.calls.append((str(module), str(name), [received(one) for one in arguments.elements()]))
        return self.answer(str(name))


class Settings(VBAObject):
    """What the machine and xlwings' configuration say."""

    def __init__(self) -> None:
        self.values = {
            "INTERPRETER_WIN": r"C:\xl_addin\Scripts\python.exe",
            "USERPROFILE": r"C:\Users\anna",
        }

    @method
    def Of(self, name: object) -> object:  # noqa: N802
        return self.values[str(name)]


class _Language(VBAObject):
    def __init__(self, number: int) -> None:
        self._number = number

    @method
    def LanguageID(self, kind: object) -> object:  # noqa: N802
        assert kind == 2
        return self._number


class _Application(Application):
    """The members of Excel's Application that the interpreter does not have."""

    def __init__(self, language: int) -> None:
        super().__init__()
        self.python = Python()
        self.settings = Settings()
        self.options: list[Mapping[str, Any]] = []
        self.language = language
        self.refuses_options = False
        self.has_no_cell: Callable[[], object] | None = None

    @member
    def Python(self) -> object:  # noqa: N802
        self.python.connections += 1
        return self.python

    @member
    def ActiveCell(self) -> object:  # noqa: N802
        return self.has_no_cell() if self.has_no_cell else self.active_book.active_sheet.active_cell

    @member
    def Settings(self) -> object:  # noqa: N802
        return self.settings

    @member
    def Caller(self) -> object:  # noqa: N802
        return NOTHING

    @member
    def LanguageSettings(self) -> object:  # noqa: N802
        return _Language(self.language)

    @method
    def MacroOptions(  # noqa: N802
        self,
        Macro: object = MISSING,  # noqa: N803
        Description: object = MISSING,  # noqa: N803
        Category: object = MISSING,  # noqa: N803
        ArgumentDescriptions: object = MISSING,  # noqa: N803
    ) -> object:
        assert isinstance(ArgumentDescriptions, VBAArray)
        # As Excel does: the macros of a hidden workbook cannot be edited.
        if self.refuses_options or self.workbooks_.books[0].shown_as_addin:
            raise error(1004, "Cannot edit a macro on a hidden workbook.")
        self.options.append(
            {
                "macro": Macro,
                "description": Description,
                "category": Category,
                "arguments": list(ArgumentDescriptions.elements()),
            }
        )
        return EMPTY


def _book_member(name: str, attribute: str) -> None:
    def read(book: Any) -> object:
        return getattr(book, attribute)

    def write(book: Any, value: object) -> None:
        setattr(book, attribute, value)

    Workbook.vba_add_member(MemberSpec(name, "property", getter=read, setter=write))


_book_member("IsAddin", "shown_as_addin")
Workbook.shown_as_addin = True  # type: ignore[attr-defined]
Range.wizards = 0  # type: ignore[attr-defined]


def _wizard(cell: Any) -> object:
    Range.wizards += 1  # type: ignore[attr-defined]
    return True


Range.vba_add_member(MemberSpec("FunctionWizard", "method", getter=_wizard))


class Excel(ExcelApplication):
    """Excel with a packed workbook open; `python` is what its macros reach."""

    def __init__(self, file: Path, language: int = ENGLISH) -> None:
        from pyopenvba.apps.excel._io import load_workbook  # noqa: PLC0415

        self.application = _Application(language)
        self.interpreter = Interpreter(ExcelBridge(self.application))
        self.application.interpreter = self.interpreter
        book = load_workbook(self.application, file)
        self.application.workbooks_.books.append(book)
        self.application.activate_book(book)
        self.load_vba(file)
        self.add_module(_XLWINGS, name="xlwings")
        if "ribbon" in self.interpreter.modules:
            self.add_module(_DRIVER, name="Driver")

    @property
    def python(self) -> Python:
        return self.application.python

    @property
    def settings(self) -> Settings:
        return self.application.settings

    def answer_of(self, callback: str, control: Control) -> object:
        """What a callback of the ribbon gives Excel."""
        return self.run("AnswerOf", callback, control)

    def call(self, function: str, *arguments: Any) -> Value:
        """A worksheet function as a cell calls it; ranges are given as `Range` objects."""
        given = [MISSING if one is OMITTED else _handed(one) for one in arguments]
        return received(self.interpreter.run(function, given))

    def cells(self, address: str) -> Any:
        """A range of the active sheet."""
        return self.application.active_book.active_sheet.vba_get("Range", [address])


def _handed(value: Any) -> object:
    """A value as Excel hands it to VBA."""
    if value is None:
        return EMPTY
    if isinstance(value, ExcelError):
        return VBAErrorValue(NUMBERS[value])
    if isinstance(value, list):
        return array(value)
    return value


def array(values: list[Any]) -> VBAArray:
    """A list as an array of one dimension, rows as one of two, from 0 as Python's arrays are."""
    if not isinstance(values[0], list):
        return VBAArray([(0, len(values) - 1)], items=list(map(_handed, values)))
    made = VBAArray([(0, len(values) - 1), (0, len(values[0]) - 1)])
    for row, cells in enumerate(values):
        for column, cell in enumerate(cells):
            made.set([row, column], _handed(cell))
    return made


def received(value: Any) -> Any:
    """A value of VBA as the tests state it."""
    if isinstance(value, VBAArray):
        if value.dimensions == 1:
            return [received(one) for one in value.elements()]
        (top, bottom), (left, right) = value.bounds
        return [
            [received(value.get([row, column])) for column in range(left, right + 1)]
            for row in range(top, bottom + 1)
        ]
    if value is MISSING:
        return OMITTED
    if value is EMPTY:
        return None
    return _ERRORS[value.number] if isinstance(value, VBAErrorValue) else value
