"""Examining made-up machines: nothing wrong, and each fault in turn with what to do about it."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.decks import SHIPPED
from tests.linked_book import BY_PATH, LONG_PATH, OF_ANOTHER, linked_book
from tests.machines import SYSTEMS, MadeUp, made_up
from xl_addin import __version__
from xl_addin.hosts.setup import doctor
from xl_addin.hosts.setup.doctor import Examination, cloud_of, examined
from xl_addin.hosts.setup.installation import install, packed_addin
from xl_addin.hosts.setup.machine import EXCEL, EXCEL_POLICIES, MAC_PREFERENCES, OFFICE_POLICIES, Machine

on_each = pytest.mark.parametrize("system", SYSTEMS)
PYTHON = (3, 11, 7)


@pytest.fixture(autouse=True)
def libraries_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "find_spec", lambda name: object())


@pytest.fixture
def computer(tmp_path: Path, request: pytest.FixtureRequest) -> MadeUp:
    """A machine with the add-in installed: Windows, or what a test asks for."""
    system = getattr(request, "param", "win32")
    made = made_up(tmp_path / "user", system)
    install(made.machine, packed_addin())
    return made


on_a_mac = pytest.mark.parametrize("computer", ["darwin"], indirect=True)
on_both = pytest.mark.parametrize("computer", SYSTEMS, indirect=True)


def faults(examination: Examination) -> list[str]:
    """The findings, each of which says what to do."""
    assert all(issue.remedy for issue in examination.issues)
    return [str(issue) for issue in examination.issues]


def only_fault(computer: MadeUp, *files: Path) -> str:
    (fault,) = faults(examined(computer.machine, PYTHON, files))
    return fault


@on_both
def test_a_machine_just_installed_has_nothing_wrong(computer: MadeUp) -> None:
    found = examined(computer.machine, PYTHON)
    assert faults(found) == []
    assert list(found.findings) == ["Python", "package", "add-in", "configuration", "trust", "cloud"]


def test_where_there_is_no_excel_python_and_workbooks_are_examined_alone(tmp_path: Path) -> None:
    linux = Machine("linux", tmp_path, tmp_path / "python", {}, lambda key: {}, "utf-8")
    found = examined(linux, PYTHON, [SHIPPED])
    assert list(found.findings) == ["Python", "package", str(SHIPPED)]
    assert faults(found) == []


def test_an_old_python_is_a_fault(computer: MadeUp) -> None:
    (fault,) = faults(examined(computer.machine, (3, 10, 2)))
    assert fault == f"{computer.interpreter}: Python 3.10.2 is too old; install Python 3.11 or later"


@pytest.mark.parametrize(
    ("computer", "library"), [("win32", "pywin32"), ("darwin", "appscript")], indirect=["computer"]
)
def test_a_missing_library_is_a_fault(
    computer: MadeUp, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "find_spec", lambda name: None)
    assert only_fault(computer) == (
        f"{library} is missing, through which xlwings reaches Excel; run {computer.interpreter} -m pip "
        f"install {library}"
    )


def test_a_missing_library_of_xlwings_is_a_fault(computer: MadeUp) -> None:
    next((computer.home / "venv").glob("*.dll")).unlink()
    fault = only_fault(computer)
    assert "beside Python; functions would all be #VALUE!; quit Excel, and run" in fault
    assert fault.endswith("-m pip install --force-reinstall --no-deps xlwings==0.37.8")


def test_a_package_of_another_version_than_pip_knows_is_a_fault(
    computer: MadeUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "version", lambda name: {"xl-addin": "0.0.1"}.get(name, "0.37.8"))
    assert only_fault(computer).startswith(f"xl_addin is of version {__version__}, pip knows it as 0.0.1; ")


@on_both
def test_without_the_add_in_it_is_to_be_installed(computer: MadeUp) -> None:
    computer.addin.unlink()
    assert only_fault(computer) == f"{computer.addin}: the add-in is not installed; run xl-addin install"


def with_macros_of(file: Path, xl_addin: str, xlwings: str) -> Path:
    """A workbook whose macros declare these versions."""
    with ZipFile(file, "w") as package:
        package.writestr("xl/vbaProject.bin", b"")
    versions[file] = {"PACKED_VERSION": xl_addin, "XLWINGS_VERSION": xlwings}
    return file


versions: dict[Path, dict[str, str]] = {}


@pytest.fixture(autouse=True)
def declared_versions(monkeypatch: pytest.MonkeyPatch) -> None:
    declared = doctor.declared
    monkeypatch.setattr(doctor, "declared", lambda file: versions.get(file) or declared(file))


def test_an_add_in_with_macros_of_other_versions_is_to_be_installed_anew(computer: MadeUp) -> None:
    with_macros_of(computer.addin, "0.0.9", "0.37.1")
    assert faults(examined(computer.machine, PYTHON)) == [
        f"{computer.addin}: its macros are of xl_addin 0.0.9, those of this package of {__version__}; "
        "run xl-addin install",
        f"{computer.addin}: its macros are of xlwings 0.37.1, those of this package of 0.37.8; "
        "run xl-addin install",
    ]


@pytest.mark.parametrize("there", ["0.38.0", ""])
def test_another_xlwings_in_python_is_to_be_changed_there(
    computer: MadeUp, there: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "version", lambda name: __version__ if name == "xl-addin" else there)
    # Installing the add-in again would not mend it: its macros stay those that are packed.
    assert only_fault(computer) == (
        f"the macros are made for xlwings 0.37.8, Python has {there or 'none'}; quit Excel, and run "
        f"{computer.interpreter} -m pip install xlwings==0.37.8"
    )


def test_a_package_with_an_add_in_of_another_version_is_a_fault(
    computer: MadeUp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = with_macros_of(tmp_path / "packed.xlam", "0.0.9", "0.37.8")
    monkeypatch.setattr(doctor, "packed_addin", lambda: old)
    with_macros_of(computer.addin, "0.0.9", "0.37.8")
    assert only_fault(computer) == (
        f"{old}: xl_addin is of version {__version__}, the add-in that comes with it of 0.0.9; run pip "
        "install again in the folder that it comes from; in a checkout run xl-addin pack"
    )


def test_an_add_in_that_cannot_be_read_is_to_be_installed_anew(computer: MadeUp) -> None:
    computer.addin.write_bytes(b"PK damaged")
    assert only_fault(computer) == f"{computer.addin}: its macros cannot be read; run xl-addin install"


@pytest.mark.parametrize(("zone", "count"), [(2, 0), (3, 1), (4, 1)])
def test_an_add_in_from_the_internet_is_to_be_unblocked(computer: MadeUp, zone: int, count: int) -> None:
    mark = computer.addin.with_name("IIJ_AddIn.xlam:Zone.Identifier")
    mark.write_text(f"[ZoneTransfer]\r\nZoneId={zone}\r\n")
    found = faults(examined(computer.machine, PYTHON))
    assert len(found) == count
    assert all("coming from the internet" in fault and "Unblock" in fault for fault in found)


@on_both
def test_without_configuration_it_is_to_be_installed(computer: MadeUp) -> None:
    computer.configuration.unlink()
    assert only_fault(computer) == (
        f"{computer.configuration}: there is no configuration; Excel would not find Python; "
        "run xl-addin install"
    )


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('"SHOW CONSOLE","False"', "it does not name the Python to run (INTERPRETER_WIN)"),
        (
            '"INTERPRETER_WIN","C:\\gone\\python.exe"',
            "it names a Python that is not there: C:\\gone\\python.exe",
        ),
        (f'"INTERPRETER_WIN","{SHIPPED}"', f"Excel uses another Python than this one: {SHIPPED}"),
    ],
)
def test_a_configuration_that_leads_nowhere_is_a_fault(line: str, fault: str, computer: MadeUp) -> None:
    computer.configuration.write_text(line + "\r\n")
    assert only_fault(computer).startswith(f"{computer.configuration}: {fault}; run xl-addin install")


def test_a_configuration_in_another_code_page_is_a_fault(computer: MadeUp) -> None:
    computer.configuration.write_bytes(b'"INTERPRETER_WIN","\x81\xff"')
    assert "it cannot be read" in only_fault(computer)


@on_a_mac
def test_without_its_script_a_mac_cannot_start_python(computer: MadeUp) -> None:
    computer.script.unlink()
    assert only_fault(computer) == (
        f"{computer.script}: the script that starts Python from Excel is missing; run xl-addin install"
    )


@on_a_mac
def test_a_folder_that_may_not_be_looked_into_is_a_fault(
    computer: MadeUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_file = Path.is_file

    def refused(path: Path) -> bool:
        if path == computer.addin:
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM), str(path))
        return is_file(path)

    monkeypatch.setattr(Path, "is_file", refused)
    assert only_fault(computer) == (
        f"{computer.addin}: it cannot be looked at (Operation not permitted); allow this terminal to "
        "read the folder, and run xl-addin doctor again"
    )


SECURITY, POLICY = rf"{EXCEL}\Security", rf"{EXCEL_POLICIES}\Security"
UNTRUSTED = {rf"{EXCEL_POLICIES}\Security\Trusted Locations": {"alllocationsdisabled": 1}}


@pytest.mark.parametrize(
    ("settings", "fault"),
    [
        ({SECURITY: {"vbawarnings": 4}}, "the Trust Center switches macros off, except in trusted folders"),
        ({SECURITY: {"vbawarnings": 3}}, "the Trust Center allows signed macros only, except in trusted"),
        ({POLICY: {"vbawarnings": 4}, SECURITY: {"vbawarnings": 2}}, "a policy switches macros off, except"),
        ({POLICY: {"vbawarnings": 3}} | UNTRUSTED, "a policy allows signed macros only; sign the file"),
        (UNTRUSTED, "trusted folders are switched off, the start folder among them"),
        ({OFFICE_POLICIES: {"vbaoff": 1}}, "a policy switches VBA off in all of Office"),
        (
            {
                rf"{EXCEL}\Resiliency\DisabledItems": {
                    "a1": b"\1\0" + "c:\\x\\iij_addin.xlam".encode("utf-16-le")
                }
            },
            "Excel has switched IIJ_AddIn.xlam off after a crash; choose File > Options > Add-ins",
        ),
    ],
)
def test_settings_that_keep_macros_from_running_are_faults(
    settings: dict[str, dict[str, object]], fault: str, computer: MadeUp
) -> None:
    computer.settings.update(settings)
    assert only_fault(computer).startswith(fault)


@pytest.mark.parametrize(
    "settings",
    [
        {SECURITY: {"vbawarnings": 1}},
        {SECURITY: {"vbawarnings": 2}},
        {POLICY: {"vbawarnings": 2}, SECURITY: {"vbawarnings": 4}},
        {rf"{EXCEL}\Resiliency\DisabledItems": {"a1": "c:\\x\\other.xlam".encode("utf-16-le")}},
    ],
)
def test_settings_under_which_macros_run_are_none(
    settings: dict[str, dict[str, object]], computer: MadeUp
) -> None:
    computer.settings.update(settings)
    assert faults(examined(computer.machine, PYTHON)) == []


@on_a_mac
@pytest.mark.parametrize(
    ("preferences", "fault"),
    [
        (
            {"visualbasicmacroexecutionstate": "DisabledWithoutWarnings"},
            "macros are switched off without a question",
        ),
        ({"visualbasicentirelydisabled": True}, "a preference switches VBA off in all of Office"),
    ],
)
def test_preferences_of_a_mac_are_read(preferences: dict[str, object], fault: str, computer: MadeUp) -> None:
    computer.settings[MAC_PREFERENCES] = preferences
    assert only_fault(computer).startswith(fault)


@pytest.mark.parametrize(
    ("path", "cloud"),
    [
        ("/Users/user/Library/CloudStorage/OneDrive-Example/q.xlsx", "OneDrive"),
        ("/Users/user/Library/CloudStorage/Other/q.xlsx", "a cloud"),
        ("/Users/user/Library/Mobile Documents/com~apple~CloudDocs/q.xlsx", "iCloud"),
        ("C:\\Users\\user\\OneDrive - Example KK\\q.xlsx", "OneDrive"),
        ("C:\\Users\\user\\Dropbox\\q.xlsx", "Dropbox"),
        ("/Users/user/Documents/onedrive.xlsx", None),
        ("/Users/user/Documents/q.xlsx", None),
    ],
)
def test_folders_of_clouds_are_known_by_their_names(path: str, cloud: str | None) -> None:
    assert cloud_of(Path(path), {}) == cloud


def test_a_onedrive_of_another_name_is_known_by_windows() -> None:
    environment = {"OneDriveCommercial": "/data/company"}
    assert cloud_of(Path("/data/company/q.xlsx"), environment) == "OneDrive"
    assert cloud_of(Path("/data/companies/q.xlsx"), environment) is None


def test_a_python_in_the_cloud_is_a_fault(tmp_path: Path) -> None:
    computer = made_up(tmp_path / "OneDrive" / "user", "win32")
    install(computer.machine, packed_addin())
    assert f"{computer.interpreter}: Python lies in a folder that OneDrive synchronises" in "\n".join(
        faults(examined(computer.machine, PYTHON))
    )


def test_a_workbook_in_the_cloud_is_a_fault(computer: MadeUp, tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    (folder / "q.xlsx").write_bytes(SHIPPED.read_bytes())
    assert only_fault(computer, folder / "q.xlsx").startswith(
        f"{folder / 'q.xlsx'}: it lies in a folder that Dropbox synchronises"
    )


def test_formulas_with_another_machine_s_path_are_counted_and_can_be_mended(
    computer: MadeUp, tmp_path: Path
) -> None:
    book = linked_book(tmp_path / "growth.xlsx", [(BY_PATH, OF_ANOTHER)])
    assert only_fault(computer, book) == (
        f"{book}: 3 formulas call the add-in at the path of another machine, C:\\Users\\user\\AppData\\"
        "Roaming\\Microsoft\\Excel\\XLSTART\\IIJ_AddIn.xlam (on Figures, Growth & more); "
        "run xl-addin doctor --mend with this file"
    )
    mended = examined(computer.machine, PYTHON, [book], mending=True)
    assert mended.mended == (f"{book}: 3 formulas call the add-in in the start folder of any machine now",)
    assert faults(mended) == []


def test_formulas_that_cannot_be_mended_without_loss_are_to_be_changed_in_excel(
    computer: MadeUp, tmp_path: Path
) -> None:
    book = linked_book(tmp_path / "growth.xlsx", [(BY_PATH, OF_ANOTHER), (LONG_PATH, OF_ANOTHER)])
    before = book.read_bytes()
    found = examined(computer.machine, PYTHON, [book], mending=True)
    assert found.mended == ()
    assert "Data > Edit Links > Change Source" in faults(found)[0]
    assert book.read_bytes() == before


def test_formulas_with_the_path_of_this_machine_s_add_in_are_right(computer: MadeUp, tmp_path: Path) -> None:
    book = linked_book(tmp_path / "growth.xlsx", [(BY_PATH, f"file:///{computer.addin}")])
    assert faults(examined(computer.machine, PYTHON, [book])) == []


def test_a_workbook_that_is_open_is_not_mended_and_that_is_said(computer: MadeUp, tmp_path: Path) -> None:
    book = linked_book(tmp_path / "growth.xlsx", [(BY_PATH, OF_ANOTHER)])
    (tmp_path / "~$growth.xlsx").write_bytes(b"\4Anna")
    found = faults(examined(computer.machine, PYTHON, [book], mending=True))
    assert any("it is open" in fault for fault in found)


def test_a_release_workbook_of_another_version_is_a_fault(computer: MadeUp, tmp_path: Path) -> None:
    workbook = SHIPPED.with_name("IIJ_Release.xlsm")
    assert faults(examined(computer.machine, PYTHON, [workbook])) == []
    old = with_macros_of(tmp_path / "old.xlsm", __version__, "0.37.1")
    assert faults(examined(computer.machine, PYTHON, [old])) == [
        f"{old}: its macros are of xlwings 0.37.1, those of this package of 0.37.8; take the one that comes "
        "with this version, and copy your sheets into it"
    ]


def test_macros_of_somebody_s_own_are_no_fault(computer: MadeUp, tmp_path: Path) -> None:
    own = tmp_path / "own.xlsm"
    own.write_bytes(SHIPPED.read_bytes())
    with ZipFile(own, "a") as package:
        package.writestr("xl/vbaProject.bin", b"their own")
    assert faults(examined(computer.machine, PYTHON, [own])) == []


def test_a_file_that_is_not_there_is_said(computer: MadeUp, tmp_path: Path) -> None:
    gone = tmp_path / "gone.xlsx"
    assert only_fault(computer, gone) == (
        f"{gone}: it cannot be opened (No such file or directory); check its name and folder"
    )
