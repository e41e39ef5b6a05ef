"""xlwings' own files as they come to Excel: its VBA and, on a Mac, its script that starts Python.

What is changed in them stands here, a line and its reason. Each must be there as often as it is said; the
next xlwings may read differently.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from xl_addin.errors import Issue, WorkbookError
from xl_addin.hosts.setup.machine import PROJECT


@dataclass(frozen=True, slots=True)
class Change:
    """A text that is replaced, and how often it stands there."""

    old: str
    new: str
    times: int = 1


_APP = '#Const App = "Microsoft Excel" \'Adjust when using outside of Excel'
_SHOW_ERROR = "Sub ShowError("
_SYS_PATH = r'import xlwings.utils;xlwings.utils.prepare_sys_path(\""" & PYTHONPATH & "\"");'
_SERVING = '-B -c ""import sys, os;" & LicenseKeyEnvString & "'
_SYSTEM = r'Environ("SystemRoot") & "\System32\cmd.exe '

_NO_SCRIPT = "To enable RunPython, please run 'xlwings runpython install' in a terminal once and try again."

_SHARED = (
    # Its functions are for the modules of its own project, not for cells.
    Change(_APP, f"Option Private Module\n{_APP}"),
    # Failures.bas takes its place; it would show a traceback.
    Change(_SHOW_ERROR, "Sub ShowErrorOfXlwings("),
    # Nothing is imported from Excel's current folder, which -P leaves out and prepare_sys_path would put in
    # front again: it adds each part of a setting, an empty one as well.
    Change(f'-B -c ""{_SYS_PATH} ', '-P -B -c ""'),
    Change(f"{_SERVING}{_SYS_PATH}", f"-P {_SERVING}"),
    # The folders of workbooks are for that procedure alone. Where no workbook is in front there are none,
    # and a bar in one ends the first argument of the script on a Mac.
    Change("PYTHONPATH = AddExcelDir & ", 'PYTHONPATH = "" \' ', 3),
    # Windows looks for a program without a path in the current folder first.
    Change('"cmd.exe ', _SYSTEM, 3),
    # The script of a Mac is one of our own: other add-ins may need xlwings' as it is.
    Change('"xlwings-" & XLWINGS_VERSION & ".applescript"', 'PROJECT_NAME & ".applescript"'),
    Change(f'MsgBox "{_NO_SCRIPT}", vbCritical', 'Tell TextOf("no_script")'),
    # Neither the workbook in front nor a file beside it says which Python is run, or brings its own code.
    Change('If source = "" Or source = "directory" Then', 'If source = "directory" Then'),
    Change(
        'If Right$(sht.Name, 3) = ".py" Then\n                uses_embedded_code = True',
        "If False Then\n                uses_embedded_code = True",
    ),
)
_RELEASE = (Change('PROJECT_NAME As String = "xlwings"', f'PROJECT_NAME As String = "{PROJECT}"'),)
_ADDIN = (
    Change('PROJECT_NAME As String = "myaddin"', f'PROJECT_NAME As String = "{PROJECT}"'),
    Change('If SheetExists(ActiveWorkbook, PROJECT_NAME & ".conf") = True Then', "If False Then"),
)
# What stands in names is quoted for the shell: spaces, and what it would run.
_SCRIPT = (
    Change("import xlwings.utils;xlwings.utils.prepare_sys_path('\" & PYTHONPATH & \"');", ""),
    Change('PythonInterpreter & " -B -u', 'quoted form of PythonInterpreter & " -P -B -u'),
    *(
        Change(rf'\"--{option}=" & {name} & "\"', f'" & quoted form of ("--{option}=" & {name}) & "')
        for option, name in (("wb", "WorkbookName"), ("app", "ApplicationFullName"))
    ),
    Change(r'2>\"" & LOG_FILE & "\" & "', '2>" & quoted form of LOG_FILE & " & "'),
)


def main_module(*, addin: bool) -> str:
    """xlwings' module for a workbook that needs no add-in of xlwings', or for an add-in of one's own."""
    name, own = ("xlwings_custom_addin.bas", _ADDIN) if addin else ("xlwings.bas", _RELEASE)
    return changed(_read(name), (*_SHARED, *own), name)


def dictionary_class() -> str:
    """The class that its module needs on a Mac."""
    return _read("addin/Dictionary.cls")


def mac_script() -> bytes:
    """The AppleScript without which a Mac's Excel may not start Python."""
    name = f"xlwings-{version('xlwings')}.applescript"
    return changed(_read(name), _SCRIPT, name).encode()


def changed(text: str, changes: Iterable[Change], name: str) -> str:
    """The text of a file with its changes made.

    Raises:
        WorkbookError: a text that is to be replaced stands there more or less often.
    """
    for change in changes:
        if text.count(change.old) != change.times:
            message = f"xlwings' {name} has {change.old!r} {text.count(change.old)} times, not {change.times}"
            raise WorkbookError(Issue(message, "adapt hosts/setup/of_xlwings.py to this version of xlwings"))
        text = text.replace(change.old, change.new)
    return text


def _read(name: str) -> str:
    spec = find_spec("xlwings")
    assert spec is not None
    assert spec.origin is not None
    return (Path(spec.origin).parent / name).read_text("utf-8")
