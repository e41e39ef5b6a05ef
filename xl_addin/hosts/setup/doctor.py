"""What is wrong with the add-in on this machine, or with a workbook that uses it: one finding a fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path, PureWindowsPath

from xl_addin import __version__
from xl_addin.errors import Issue, WorkbookError
from xl_addin.hosts.setup.addin_links import AddinLink, addin_links, mend
from xl_addin.hosts.setup.configuration import read_configuration
from xl_addin.hosts.setup.installation import interpreter_key, packed_addin, unreadable_folder
from xl_addin.hosts.setup.machine import ADDIN, Machine, Places
from xl_addin.hosts.setup.trust import is_from_the_internet, settings_findings
from xl_addin.hosts.setup.versions import OWN, XLWINGS, declared, xlwings_fault

_INSTALL = "run xl-addin install"
_OLDEST_PYTHON = (3, 11)
_CLOUDS = {
    "icloud drive": "iCloud",
    "mobile documents": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "cloudstorage": "a cloud",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "box sync": "Box",
}
_WITH_MACROS = (".xlsm", ".xlam", ".xltm")

Check = Callable[[Machine, Places], Iterator[Issue]]


@dataclass(frozen=True, slots=True)
class Examination:
    """The checks that were made, by name, with what each found; and what was mended."""

    findings: Mapping[str, tuple[Issue, ...]]
    mended: tuple[str, ...] = ()

    @property
    def issues(self) -> tuple[Issue, ...]:
        """All findings in the order of the checks."""
        return tuple(issue for found in self.findings.values() for issue in found)


def examined(
    machine: Machine,
    python: tuple[int, ...],
    files: Sequence[Path] = (),
    *,
    mending: bool = False,
) -> Examination:
    """Examine the machine, of this version of Python, and the workbooks; mend what can be mended if asked."""
    found = {"Python": tuple(_python(machine, python)), "package": tuple(_package(machine))}
    places = machine.places()
    if places is not None:
        for name, check in _CHECKS.items():
            found[name] = tuple(_found(check, machine, places))
    mended: list[str] = []
    for file in files:
        refused = tuple(_mended(file, mended)) if mending else ()
        found[str(file)] = tuple(dict.fromkeys((*refused, *_workbook(machine, places, file))))
    return Examination(found, tuple(mended))


def _mended(file: Path, mended: list[str]) -> Iterator[Issue]:
    """Mend a workbook's links to the add-in; what keeps them from it."""
    try:
        count = mend(file)
    except WorkbookError as error:
        yield from error.issues
    except OSError:
        return  # that it cannot be opened is a finding of the examination
    else:
        if count:
            mended.append(f"{file}: {count} formulas call the add-in in the start folder of any machine now")


def _found(check: Check, machine: Machine, places: Places) -> Iterator[Issue]:
    try:
        yield from check(machine, places)
    except OSError as error:  # a Mac asks before a program looks into another's folders
        remedy = "allow this terminal to read the folder, and run xl-addin doctor again"
        yield Issue(f"it cannot be looked at ({error.strerror})", remedy, str(error.filename or ""))


def _python(machine: Machine, python: tuple[int, ...]) -> Iterator[Issue]:
    if python < _OLDEST_PYTHON:
        yield Issue(
            f"Python {'.'.join(map(str, python))} is too old",
            "install Python 3.11 or later",
            str(machine.interpreter),
        )
    needed = {"win32": ("pywin32", "win32com"), "darwin": ("appscript", "appscript")}.get(machine.system)
    if needed is not None and find_spec(needed[1]) is None:
        remedy = f"run {machine.interpreter} -m pip install {needed[0]}"
        yield Issue(f"{needed[0]} is missing, through which xlwings reaches Excel", remedy)
    if machine.system == "win32":
        yield from _library(machine)


def _library(machine: Machine) -> Iterator[Issue]:
    """The library that VBA calls functions through, which xlwings puts beside Python."""
    wanted = _packed().get(XLWINGS, "")
    name = f"xlwings64-{wanted}.dll"
    folders = (machine.interpreter.parent, machine.interpreter.parent.parent)
    if wanted == _installed("xlwings") and not any((folder / name).is_file() for folder in folders):
        options = f"--force-reinstall --no-deps xlwings=={wanted}"
        remedy = f"quit Excel, and run {machine.interpreter} -m pip install {options}"
        yield Issue(f"there is no {name} beside Python; functions would all be #VALUE!", remedy)


def _package(machine: Machine) -> Iterator[Issue]:
    again = "run pip install again in the folder that it comes from"
    found = _installed("xl-addin")
    if found and found != __version__:
        yield Issue(f"xl_addin is of version {__version__}, pip knows it as {found}", again)
    try:
        addin = packed_addin()
    except WorkbookError as error:
        yield from error.issues
        return
    macros = declared(addin) or {}
    if macros.get(OWN) != __version__:
        message = f"xl_addin is of version {__version__}, the add-in that comes with it of {macros.get(OWN)}"
        yield Issue(message, f"{again}; in a checkout run xl-addin pack", str(addin))
    if (fault := xlwings_fault(macros, _installed("xlwings"), machine.interpreter)) is not None:
        yield fault


def _packed() -> Mapping[str, str]:
    """The versions of the add-in that comes with the package; of this Python's where it comes without."""
    here = {OWN: __version__, XLWINGS: _installed("xlwings")}
    try:
        return {**here, **(declared(packed_addin()) or {})}
    except WorkbookError:
        return here


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _addin(machine: Machine, places: Places) -> Iterator[Issue]:
    if not places.addin.is_file():
        yield Issue("the add-in is not installed", _INSTALL, str(places.addin))
        return
    if is_from_the_internet(places.addin):
        remedy = (
            "in its properties tick Unblock, or run xl-addin install, which makes a copy without the mark"
        )
        yield Issue(
            "it is marked as coming from the internet; Excel may block its macros", remedy, str(places.addin)
        )
    yield from _versions(places.addin, _INSTALL)


def _versions(file: Path, remedy: str) -> Iterator[Issue]:
    """Whether the macros in a file are of the versions of the add-in that comes with the package."""
    found = declared(file)
    if found is None:
        yield Issue("its macros cannot be read", remedy, str(file))
        return
    packed = _packed()
    for constant, name in ((OWN, "xl_addin"), (XLWINGS, "xlwings")):
        if found.get(constant) != packed[constant]:
            there = found.get(constant, "(none)")
            message = f"its macros are of {name} {there}, those of this package of {packed[constant]}"
            yield Issue(message, remedy, str(file))


def _configuration(machine: Machine, places: Places) -> Iterator[Issue]:
    file = str(places.configuration)
    if (unreadable := unreadable_folder(machine, places)) is not None:
        yield unreadable
    try:
        values = read_configuration(places.configuration, machine.encoding)
    except WorkbookError as error:
        yield from error.issues
        return
    named = values.get(interpreter_key(machine))
    if not values:
        yield Issue("there is no configuration; Excel would not find Python", _INSTALL, file)
    elif not named:
        yield Issue(f"it does not name the Python to run ({interpreter_key(machine)})", _INSTALL, file)
    elif not Path(named).is_file():
        yield Issue(f"it names a Python that is not there: {named}", _INSTALL, file)
    elif Path(named) != machine.interpreter:
        remedy = f"{_INSTALL} to let Excel use this one, or run that one's xl-addin doctor"
        yield Issue(f"Excel uses another Python than this one: {named}", remedy, file)
    if places.script is not None and not places.script.is_file():
        yield Issue("the script that starts Python from Excel is missing", _INSTALL, str(places.script))


def _trust(machine: Machine, places: Places) -> Iterator[Issue]:
    return settings_findings(machine)


def _cloud(machine: Machine, places: Places) -> Iterator[Issue]:
    for what, path in (("Python", machine.interpreter), ("the add-in", places.addin)):
        if (cloud := cloud_of(path, machine.environment)) is not None:
            message = f"{what} lies in a folder that {cloud} synchronises; files may be away or locked"
            remedy = "make the virtual environment elsewhere on this machine, and run xl-addin install there"
            yield Issue(message, remedy, str(path))


def cloud_of(path: Path, environment: Mapping[str, str]) -> str | None:
    """The service that keeps a folder of the path in step with other machines, where its name tells."""
    for name in ("ONEDRIVE", "ONEDRIVECONSUMER", "ONEDRIVECOMMERCIAL"):
        root = next((value for key, value in environment.items() if key.upper() == name), "")
        if root and Path(root) in path.parents:
            return "OneDrive"
    # PureWindowsPath splits at both kinds of slashes.
    folders = [part.casefold() for part in PureWindowsPath(path).parts[:-1]]
    if any(folder.startswith("onedrive") for folder in folders):
        return "OneDrive"
    return next((_CLOUDS[folder] for folder in folders if folder in _CLOUDS), None)


_CHECKS: Mapping[str, Check] = {
    "add-in": _addin,
    "configuration": _configuration,
    "trust": _trust,
    "cloud": _cloud,
}


def _workbook(machine: Machine, places: Places | None, file: Path) -> Iterator[Issue]:
    try:
        links = addin_links(file)
    except WorkbookError as error:
        yield from error.issues
        return
    except OSError as error:
        yield Issue(f"it cannot be opened ({error.strerror})", "check its name and folder", str(file))
        return
    for link in links:
        if not _is_here(link, places):
            yield _foreign(link, file)
    if file.suffix.lower() in _WITH_MACROS:
        if OWN in (declared(file) or {}):
            yield from _versions(
                file, "take the one that comes with this version, and copy your sheets into it"
            )
        if is_from_the_internet(file):
            remedy = "close it, tick Unblock in its properties, and open it again"
            yield Issue(
                "it is marked as coming from the internet; Excel blocks its macros", remedy, str(file)
            )
    if (cloud := cloud_of(file.absolute(), machine.environment)) is not None:
        remedy = "switch AutoSave off in Excel, or keep it in a folder of this machine"
        message = f"it lies in a folder that {cloud} synchronises; Excel may know it by its web address alone"
        yield Issue(message, remedy, str(file))


def _is_here(link: AddinLink, places: Places | None) -> bool:
    """Whether a link leads to a file of this machine."""
    path = Path(link.path)
    return path.is_file() or (places is not None and PureWindowsPath(path) == PureWindowsPath(places.addin))


def _foreign(link: AddinLink, file: Path) -> Issue:
    count = "one formula calls" if link.formulas == 1 else f"{link.formulas} formulas call"
    where = f" (on {', '.join(link.sheets)})" if link.sheets else ""
    message = f"{count} the add-in at the path of another machine, {link.path}{where}"
    by_hand = f"in Excel choose Data > Edit Links > Change Source and name {ADDIN} in the start folder"
    return Issue(
        message, "run xl-addin doctor --mend with this file" if link.mendable else by_hand, str(file)
    )
