"""The add-in put where Excel starts it, with a configuration that names this Python; and taken away again.

Only what was put there is replaced or removed: the configuration keeps a hash of the add-in's file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path
from typing import BinaryIO

from xl_addin import __version__
from xl_addin.errors import Issue, WorkbookError
from xl_addin.hosts.setup.configuration import configuration_text, read_configuration
from xl_addin.hosts.setup.machine import ADDIN, PROJECT, Machine, Places
from xl_addin.hosts.setup.of_xlwings import mac_script
from xl_addin.hosts.setup.versions import declared, xlwings_fault
from xl_addin.writer.files import replace_whole

VERSION, HASH = "XL_ADDIN_VERSION", "XL_ADDIN_SHA256"
_CHECKOUT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was done, or was so already, with a file."""

    done: str
    path: Path


def interpreter_key(machine: Machine) -> str:
    """The configuration's key for the Python that Excel calls."""
    return "INTERPRETER_WIN" if machine.system == "win32" else "INTERPRETER_MAC"


def packed_addin() -> Path:
    """The add-in as it comes with the package, or with the checkout that this is.

    Raises:
        WorkbookError: there is none.
    """
    in_checkout = _CHECKOUT / "workbooks" / ADDIN
    if in_checkout.is_file():
        return in_checkout
    try:
        files = distribution("xl-addin").files or []
    except PackageNotFoundError:
        files = []
    for file in files:
        if file.name == ADDIN and (place := Path(str(file.locate()))).is_file():
            return place.resolve()
    remedy = "run xl-addin pack in a checkout, or install a release of the package"
    raise WorkbookError(Issue("the add-in is not packed", remedy, file=str(in_checkout)))


def required_places(machine: Machine) -> Places:
    """Where the add-in's files belong.

    Raises:
        WorkbookError: this is neither Windows nor a Mac.
    """
    places = machine.places()
    if places is None:
        message = f"desktop Excel does not run here ({machine.system})"
        raise WorkbookError(Issue(message, "install the add-in on Windows or macOS"))
    return places


def install(machine: Machine, addin: Path) -> tuple[Step, ...]:
    """Put the add-in into Excel's start folder and write its configuration; again is once.

    Raises:
        WorkbookError: there is no Excel here, a file of somebody's own is in the way, or Python has another
            xlwings than the add-in is made for; nothing was changed then. Or a folder cannot be written to;
            what was written before stays.
    """
    places = required_places(machine)
    if (fault := xlwings_fault(declared(addin) or {}, version("xlwings"), machine.interpreter)) is not None:
        raise WorkbookError(fault)
    content = addin.read_bytes()
    before = read_configuration(places.configuration, machine.encoding)
    _require_ours(places, before, content)
    if (unreadable := unreadable_folder(machine, places)) is not None:
        raise WorkbookError(unreadable)
    own = {
        interpreter_key(machine): str(machine.interpreter),
        VERSION: __version__,
        HASH: _hash(content),
    }
    configuration = _encoded({**before, **own}, machine)
    wanted = {places.addin: content, places.configuration: configuration}
    if places.script is not None:
        wanted[places.script] = mac_script()
    return tuple(_written(path, data) for path, data in wanted.items())


def uninstall(machine: Machine) -> tuple[Step, ...]:
    """Take away what was installed; keys that somebody added to the configuration stay.

    Raises:
        WorkbookError: there is no Excel here, or the add-in's file was changed since. Nothing was
            changed then.
    """
    places = required_places(machine)
    before = read_configuration(places.configuration, machine.encoding)
    _require_ours(places, before, b"")
    steps = [step for path in (places.addin, places.script) if path is not None for step in _removed(path)]
    if VERSION in before:
        left = {key: value for key, value in before.items() if key not in (interpreter_key(machine), HASH)}
        if left.keys() != {VERSION}:
            steps.append(_written(places.configuration, _encoded(left, machine)))
        else:
            steps += _removed(places.configuration)
            if places.configuration.parent.name == f".{PROJECT}":  # on a Mac it is Excel's
                with suppress(OSError):  # somebody else's file is in it
                    places.configuration.parent.rmdir()
    return tuple(steps)


def _require_ours(places: Places, configuration: Mapping[str, str], content: bytes) -> None:
    """Make sure that what is there was put there by us, and is as it was then."""
    if configuration and VERSION not in configuration:
        message = "it is not the add-in's own configuration; nothing was changed"
        raise WorkbookError(Issue(message, "move it away", file=str(places.configuration)))
    with _explained(places.addin):
        if not places.addin.exists():
            return
        installed = places.addin.read_bytes()
    if _hash(installed) not in (configuration.get(HASH), _hash(content)):
        message = "it is not as it was installed (signed, or of another origin); nothing was changed"
        raise WorkbookError(Issue(message, "move it away", file=str(places.addin)))


def unreadable_folder(machine: Machine, places: Places) -> Issue | None:
    """What keeps VBA from finding the configuration: letters that its code page does not have."""
    folder = places.configuration.parent
    try:
        str(folder).encode(machine.encoding)
    except UnicodeEncodeError as error:
        message = f"Excel's macros cannot read {error.object[error.start]!r} in the name of this folder"
        remedy = (
            "set Windows' language for programs without Unicode (Region > Administrative > Change system "
            "locale) to one that has it, or build with xl-addin build"
        )
        return Issue(message, remedy, file=str(folder))
    return None


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()


def _encoded(values: Mapping[str, str], machine: Machine) -> bytes:
    try:
        line_end = "\r\n" if machine.system == "win32" else "\n"
        return configuration_text(values, line_end).encode(machine.encoding)
    except UnicodeEncodeError as error:
        letter = error.object[error.start]
        message = f"Excel's macros cannot read {letter!r} in the path of Python, {machine.interpreter}"
        raise WorkbookError(Issue(message, "make the virtual environment in another folder")) from error


def _written(path: Path, content: bytes) -> Step:
    def write(stream: BinaryIO) -> None:
        stream.write(content)

    with _explained(path):
        existed = path.exists()
        if existed and path.read_bytes() == content:
            return Step("is up to date", path)
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_whole(path, write, "")
    return Step("replaced" if existed else "installed", path)


def _removed(path: Path) -> Iterator[Step]:
    if path.exists():
        with _explained(path):
            path.unlink()
        yield Step("removed", path)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """A file that cannot be changed, with what most likely keeps it."""
    try:
        yield
    except (OSError, WorkbookError) as error:
        cause = error.__cause__ if isinstance(error, WorkbookError) else error
        reason = getattr(cause, "strerror", None) or error
        remedy = "quit Excel, make sure that this terminal may write to the folder, and try again"
        raise WorkbookError(Issue(f"it cannot be changed ({reason})", remedy, file=str(path))) from error
