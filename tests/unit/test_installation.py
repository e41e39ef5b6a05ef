"""Installing into made-up home folders of Windows and macOS: what lies where, and whose it is."""

from __future__ import annotations

import errno
import os
import tempfile
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from types import SimpleNamespace

import pytest

from tests.machines import SYSTEMS, MadeUp, made_up
from xl_addin import __version__
from xl_addin.errors import WorkbookError
from xl_addin.hosts.setup import installation
from xl_addin.hosts.setup.configuration import read_configuration
from xl_addin.hosts.setup.installation import install, packed_addin, uninstall
from xl_addin.hosts.setup.machine import Machine, this_machine

on_each = pytest.mark.parametrize("system", SYSTEMS)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "user"


@pytest.fixture
def addin(tmp_path: Path) -> Path:
    file = tmp_path / "packed.xlam"
    file.write_bytes(b"the add-in")
    return file


def expected_files(computer: MadeUp) -> set[Path]:
    files = {computer.addin, computer.configuration}
    return files | {computer.script} if computer.system == "darwin" else files


@on_each
def test_the_add_in_lies_in_the_start_folder_beside_nothing_else(
    system: str, home: Path, addin: Path
) -> None:
    computer = made_up(home, system)
    steps = install(computer.machine, addin)
    assert computer.files() == expected_files(computer) == {step.path for step in steps}
    assert {step.done for step in steps} == {"installed"}
    assert computer.addin.read_bytes() == b"the add-in"


@pytest.mark.parametrize(
    ("system", "key", "line_end"),
    [("win32", "INTERPRETER_WIN", b"\r\n"), ("darwin", "INTERPRETER_MAC", b"\n")],
)
def test_the_configuration_names_this_python_as_the_macros_read_it(
    system: str, key: str, line_end: bytes, home: Path, addin: Path
) -> None:
    computer = made_up(home, system)
    install(computer.machine, addin)
    lines = computer.configuration.read_bytes().split(line_end)
    assert f'"{key}","{computer.interpreter}"'.encode() in lines
    assert f'"XL_ADDIN_VERSION","{__version__}"'.encode() in lines


def test_a_mac_gets_a_script_that_starts_python_safely(home: Path, addin: Path) -> None:
    computer = made_up(home, "darwin")
    others = computer.script.with_name(f"xlwings-{version('xlwings')}.applescript")
    others.parent.mkdir(parents=True)
    others.write_text("of another add-in")
    install(computer.machine, addin)
    script = computer.script.read_text()
    assert 'quoted form of PythonInterpreter & " -P -B -u -W ignore -c' in script
    assert '& " \\" " & quoted form of ("--wb=" & WorkbookName) & " ' in script
    assert "prepare_sys_path" not in script
    assert others.read_text() == "of another add-in"


@on_each
def test_where_python_has_another_xlwings_nothing_is_installed(
    system: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    computer = made_up(home, system)
    monkeypatch.setattr(installation, "version", lambda name: "0.38.0")
    with pytest.raises(WorkbookError) as caught:
        install(computer.machine, packed_addin())
    assert str(caught.value) == (
        "the macros are made for xlwings 0.37.8, Python has 0.38.0; quit Excel, and run "
        f"{computer.interpreter} -m pip install xlwings==0.37.8"
    )
    assert computer.files() == set()


@on_each
def test_installing_again_changes_nothing(system: str, home: Path, addin: Path) -> None:
    computer = made_up(home, system)
    install(computer.machine, addin)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in computer.files()}
    assert {step.done for step in install(computer.machine, addin)} == {"is up to date"}
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in computer.files()} == before


@on_each
def test_a_newer_add_in_replaces_the_one_that_was_installed(system: str, home: Path, addin: Path) -> None:
    computer = made_up(home, system)
    install(computer.machine, addin)
    addin.write_bytes(b"a newer add-in")
    install(computer.machine, addin)
    assert computer.addin.read_bytes() == b"a newer add-in"
    uninstall(computer.machine)
    assert not computer.addin.exists()


@on_each
def test_keys_that_somebody_added_stay(system: str, home: Path, addin: Path) -> None:
    computer = made_up(home, system)
    install(computer.machine, addin)
    with computer.configuration.open("ab") as file:
        file.write(b'"ONEDRIVE_CONSUMER_WIN","C:\\Cloud"\r\n')
    install(computer.machine, addin)
    assert read_configuration(computer.configuration, "utf-8")["ONEDRIVE_CONSUMER_WIN"] == "C:\\Cloud"
    uninstall(computer.machine)
    left = read_configuration(computer.configuration, "utf-8")
    assert left == {"ONEDRIVE_CONSUMER_WIN": "C:\\Cloud", "XL_ADDIN_VERSION": __version__}
    install(computer.machine, addin)
    assert computer.addin.exists()


@on_each
def test_uninstalling_leaves_nothing_of_ours_behind(system: str, home: Path, addin: Path) -> None:
    computer = made_up(home, system)
    computer.addin.parent.mkdir(parents=True)
    other = computer.addin.with_name("PERSONAL.XLSB")
    other.write_bytes(b"somebody's macros")
    install(computer.machine, addin)
    uninstall(computer.machine)
    assert computer.files() == {other}
    assert not (home / ".IIJ_AddIn").exists()
    assert uninstall(computer.machine) == ()


@on_each
@pytest.mark.parametrize("change", [install, lambda machine, _: uninstall(machine)])
def test_an_add_in_of_another_origin_is_left_alone(
    system: str, change: object, home: Path, addin: Path
) -> None:
    computer = made_up(home, system)
    computer.addin.parent.mkdir(parents=True)
    computer.addin.write_bytes(b"somebody's own")
    with pytest.raises(WorkbookError, match=r"not as it was installed.*; move it away"):
        change(computer.machine, addin)  # type: ignore[operator]
    assert computer.files() == {computer.addin}
    assert computer.addin.read_bytes() == b"somebody's own"


@on_each
def test_an_add_in_that_was_signed_after_it_was_installed_is_left_alone(
    system: str, home: Path, addin: Path
) -> None:
    computer = made_up(home, system)
    install(computer.machine, addin)
    computer.addin.write_bytes(b"the add-in, signed")
    for change in (lambda: install(computer.machine, addin), lambda: uninstall(computer.machine)):
        with pytest.raises(WorkbookError, match=r"signed, or of another origin"):
            change()
    assert computer.addin.read_bytes() == b"the add-in, signed"


@on_each
def test_a_configuration_of_somebody_s_own_is_left_alone(system: str, home: Path, addin: Path) -> None:
    computer = made_up(home, system)
    computer.configuration.parent.mkdir(parents=True)
    computer.configuration.write_text('"INTERPRETER_WIN","C:\\python.exe"\n')
    with pytest.raises(WorkbookError, match="not the add-in's own configuration"):
        install(computer.machine, addin)
    assert computer.files() == {computer.configuration}


def test_a_folder_name_in_the_code_page_of_windows_is_written_in_it(tmp_path: Path, addin: Path) -> None:
    computer = made_up(tmp_path / "山田", "win32")
    install(computer.machine, addin)
    assert "山田".encode("cp932") in computer.configuration.read_bytes()
    assert install(computer.machine, addin)[1].done == "is up to date"


def test_a_folder_name_outside_the_code_page_is_refused_before_anything_is_written(
    tmp_path: Path, addin: Path
) -> None:
    computer = made_up(tmp_path / "Žofie", "win32")
    computer.encoding = "cp932"
    with pytest.raises(WorkbookError, match="cannot read 'Ž' in the name of this folder; set "):
        install(computer.machine, addin)
    assert computer.files() == set()


@on_each
def test_a_folder_that_may_not_be_written_to_is_said_with_what_to_do(
    system: str, home: Path, addin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    computer = made_up(home, system)

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(tempfile, "mkstemp", refused)
    with pytest.raises(WorkbookError) as caught:
        install(computer.machine, addin)
    assert str(caught.value) == (
        f"{computer.addin}: it cannot be changed (Permission denied); quit Excel, make sure that this "
        "terminal may write to the folder, and try again"
    )


def test_where_there_is_no_excel_nothing_is_installed(home: Path, addin: Path) -> None:
    linux = Machine("linux", home, home / "python", {}, lambda key: {}, "utf-8")
    for change in (lambda: install(linux, addin), lambda: uninstall(linux)):
        with pytest.raises(
            WorkbookError, match=r"does not run here.*; install the add-in on Windows or macOS"
        ):
            change()
    assert not home.exists()


def test_the_checkout_s_own_add_in_is_installed() -> None:
    assert packed_addin() == Path(__file__).parents[2] / "workbooks" / "IIJ_AddIn.xlam"


def test_an_installed_package_brings_the_add_in_among_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Listed(PurePosixPath):
        def locate(self) -> Path:
            return tmp_path / self

    monkeypatch.setattr(installation, "_CHECKOUT", tmp_path)
    listed = [Listed("xl_addin/errors.py"), Listed("share/xl_addin/IIJ_AddIn.xlam")]
    monkeypatch.setattr(installation, "distribution", lambda name: SimpleNamespace(files=listed))
    (tmp_path / "share" / "xl_addin").mkdir(parents=True)
    (tmp_path / "share" / "xl_addin" / "IIJ_AddIn.xlam").touch()
    assert packed_addin() == tmp_path / "share" / "xl_addin" / "IIJ_AddIn.xlam"


def test_a_package_without_the_add_in_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installation, "_CHECKOUT", tmp_path)
    monkeypatch.setattr(installation, "distribution", lambda name: SimpleNamespace(files=None))
    with pytest.raises(WorkbookError, match="the add-in is not packed; run xl-addin pack"):
        packed_addin()


def test_this_machine_is_described_by_where_python_runs() -> None:
    machine = this_machine()
    assert machine.home == Path.home()
    assert machine.interpreter.is_file()
