"""The Python that Excel starts is the configured one and imports what is installed, wherever Excel works."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import xlwings

from tests.engines.command_lines import CommandLine, of_cells, of_mac_script, of_macro
from tests.engines.vba import sources
from xl_addin import FUNCTIONS
from xl_addin.errors import WorkbookError
from xl_addin.hosts.setup import of_xlwings
from xl_addin.hosts.setup.machine import ADDIN
from xl_addin.hosts.setup.of_xlwings import Change, changed, mac_script, main_module
from xl_addin.hosts.vba.packing import RELEASE, addin_sources, release_sources

BOOKS = {RELEASE: release_sources, ADDIN: addin_sources}
IMPORTING = "import xl_addin.hosts.excel, json, typer; print(xl_addin.__file__)"
PLANTED = ("xlwings", "xl_addin", "typer", "json", "pandas", "win32api", "pythoncom", "decimal", "logging")
OF_XLWINGS = Path(xlwings.__file__).parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as it comes in a mail: a workbook, and modules that leave a mark when they are imported."""
    for name in PLANTED:
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'mark')!r}, 'a').write({name!r})\n")
    return tmp_path


def started(line: CommandLine, folder: Path) -> subprocess.CompletedProcess[str]:
    """The Python of these tests, started in a folder with what the line hands to Excel's.

    Off Windows xlwings serves no cells; what a cell then imports is imported instead.
    """
    *options, code = line.python
    code = code.replace("xlwings.serve('$(CLSID)')", IMPORTING)
    return subprocess.run(
        [sys.executable, *options, code], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("name", BOOKS)
def test_only_the_worksheet_functions_can_be_called_from_cells(packed: Path, name: str) -> None:
    modules = {at: text for at, text in sources(packed / name).items() if at.endswith(".bas")}
    shown = {text for text in modules.values() if not re.search("^Option Private Module", text, re.MULTILINE)}
    functions = re.findall(r"^(?:Public )?Function (\w+)", "\n".join(shown), re.MULTILINE)
    assert functions == (list(FUNCTIONS) if name == ADDIN else [])
    assert "xlwings.bas" in modules


LINES = pytest.mark.parametrize(
    "line", [lambda text: of_macro(text, IMPORTING), of_cells], ids=["macro", "cell"]
)


@LINES
@pytest.mark.parametrize("addin", [True, False])
def test_nothing_is_imported_from_the_current_folder(
    folder: Path, line: Callable[[str], CommandLine], *, addin: bool
) -> None:
    done = started(line(main_module(addin=addin)), folder)
    assert not (folder / "mark").exists()
    assert (done.returncode, done.stderr) == (0, "")
    assert Path(done.stdout.strip()).parent.name == "xl_addin"


@LINES
def test_as_xlwings_starts_it_python_would(folder: Path, line: Callable[[str], CommandLine]) -> None:
    started(line((OF_XLWINGS / "xlwings_custom_addin.bas").read_text("utf-8")), folder)
    assert (folder / "mark").read_text().startswith("xlwings")


@LINES
def test_windows_starts_its_own_command_prompt(line: Callable[[str], CommandLine]) -> None:
    assert line(main_module(addin=True)).program == r"C:\SystemRoot\System32\cmd.exe"


VALUES = {
    "PYTHONPATH": ";",
    "PythonInterpreter": sys.executable,
    "PythonCommand": IMPORTING,
    "ApplicationFullName": "/Applications/Microsoft Excel.app",
}


def test_on_a_mac_neither_the_folder_nor_a_workbooks_name_runs_anything(folder: Path) -> None:
    name = "$(touch mark) `touch mark` it's 5%.xlsx"
    values = {**VALUES, "WorkbookName": name, "LOG_FILE": str(folder / "log of python")}
    line = of_mac_script(mac_script().decode(), values)
    subprocess.run(["sh", "-c", f"{line} wait"], cwd=folder, check=True)
    assert not (folder / "mark").exists()
    assert (folder / "log of python").read_text() == ""
    of_xlwings_own = (OF_XLWINGS / f"xlwings-{xlwings.__version__}.applescript").read_text("utf-8")
    subprocess.run(["sh", "-c", f"{of_mac_script(of_xlwings_own, values)} wait"], cwd=folder, check=True)
    assert (folder / "mark").exists()


@pytest.mark.parametrize("addin", [True, False])
def test_no_workbook_in_front_says_which_python_is_run(*, addin: bool) -> None:
    text = main_module(addin=addin)
    setting = text[text.index("Function GetConfig(") : text.index("Function SaveConfigToFile")]
    assert 'SheetExists(ActiveWorkbook, PROJECT_NAME & ".conf")' not in setting
    assert 'source = "" Or source = "directory"' not in setting
    serving = text[text.index("Function XLPyCommand") : text.index("Private Sub XLPyLoadDLL")]
    assert not re.search(r"^[^'\n]*ActiveWorkbook", serving, re.MULTILINE)  # there is none as the first loads


@pytest.mark.parametrize("change", of_xlwings._SHARED, ids=lambda change: change.old[:24])
def test_an_xlwings_that_reads_differently_is_refused(
    change: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = of_xlwings._read
    monkeypatch.setattr(of_xlwings, "_read", lambda name: read(name).replace(change.old, "", 1))
    with pytest.raises(WorkbookError, match="to this version of xlwings"):
        main_module(addin=True)


def test_what_is_there_once_too_often_is_refused() -> None:
    with pytest.raises(WorkbookError, match="has 'a' 2 times, not 1"):
        changed("a a", [Change("a", "b")], "xlwings.bas")
