"""The command lines that xlwings' VBA and its script for a Mac put together: those parts of them run."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass

from pyopenvba.apps.excel import ExcelApplication

PYTHON = r"C:\xl addin\Scripts\python.exe"
# What the parts ask the machine and the rest of the module for.
_MACHINE = rf"""
Public Started As String
Public Function GetConfig(key As String, Optional default As Variant = "") As Variant
    GetConfig = default
    If key = "INTERPRETER_WIN" Then GetConfig = "{PYTHON}"
    If key = "ADD_WORKBOOK_TO_PYTHONPATH" Then GetConfig = "False"
End Function
Public Function Environment(name As String) As String
    Environment = "C:\" & name
End Function
Public Function FileExists(path As String) As Boolean
    FileExists = True
End Function
Public Function ParentFolder(path) As String
    ParentFolder = Left$(path, InStrRev(path, "\") - 1)
End Function
Public Function CreateGUID() As String
    CreateGUID = "guid"
End Function
Public Function Start(line As String, style As Integer, wait As Boolean) As Long
    Started = line
End Function
Public Function StartedBy(command As String) As String
    RunPython command
    StartedBy = Started
End Function
"""
_STAND_INS = {
    "Environ(": "Environment(",
    "WScript.Run(": "Start(",
    "Kill LOG_FILE": "",
    "Application.Hwnd": "1",
    "Application.Path": '"C:\\Office"',
    "Application.Name": '"Excel"',
}


@dataclass(frozen=True)
class CommandLine:
    """A command line as Windows gets it; `program` is what it starts, `python` what Python gets."""

    text: str

    @property
    def program(self) -> str:
        return self.text.split()[0]

    @property
    def python(self) -> list[str]:
        found = re.search(rf'"{re.escape(PYTHON)}" (.*?) "((?:[^"\\]|\\.)*)"', self.text)
        assert found is not None
        return [*found[1].split(), found[2].replace('\\"', '"')]


def of_macro(module: str, command: str) -> CommandLine:
    """What a command of a button starts."""
    return CommandLine(str(_running(module, "RunPython", "ExecuteWindows").run("StartedBy", command)))


def of_cells(module: str) -> CommandLine:
    """What the first call of a worksheet function starts."""
    return CommandLine(str(_running(module, "RunPython", "ExecuteWindows", "XLPyCommand").run("XLPyCommand")))


def _running(module: str, *names: str) -> ExcelApplication:
    excel = ExcelApplication()
    excel.add_workbook()
    parts = [_procedure(module, name) for name in names]
    text = '#Const App = "Microsoft Excel"\n' + _MACHINE + "\n".join(parts)
    for old, new in _STAND_INS.items():
        text = text.replace(old, new)
    excel.add_module(text, name="xlwings")
    return excel


def _procedure(module: str, name: str) -> str:
    found = re.search(rf"^(?:Public )?Function {name}\b.*?^End Function", module, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[0]


def of_mac_script(script: str, values: Mapping[str, str]) -> str:
    """The line for the shell that the script puts together from the values of its variables."""
    found = re.search(r"set ShellCommand to (.*?)\n\ttry", script, re.DOTALL)
    assert found is not None
    expression = found[1].replace("¬\n", " ")
    line = ""
    for part in re.finditer(
        r'(?P<quoted>quoted form of )?(?P<term>\([^)]*\)|"(?:[^"\\]|\\.)*"|\w+)', expression
    ):
        terms = (
            re.findall(r'"(?:[^"\\]|\\.)*"|\w+', part["term"]) if part["term"][0] == "(" else [part["term"]]
        )
        text = "".join(re.sub(r"\\(.)", r"\1", one[1:-1]) if one[0] == '"' else values[one] for one in terms)
        line += shlex.quote(text) if part["quoted"] else text
    return line
