"""Made-up machines: a home folder, an interpreter, and settings as a registry would have them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from xl_addin.hosts.setup.machine import Machine

SYSTEMS = ("win32", "darwin")


@dataclass
class MadeUp:
    """A home folder with a Python in a virtual environment; `settings` can be filled in."""

    home: Path
    system: str
    settings: dict[str, Mapping[str, object]] = field(default_factory=dict)
    encoding: str = "cp932"

    @property
    def machine(self) -> Machine:
        windows = self.system == "win32"
        environment = {"APPDATA": str(self.home / "AppData" / "Roaming")} if windows else {}
        return Machine(
            self.system,
            self.home,
            self.interpreter,
            environment,
            lambda key: self.settings.get(key, {}),
            self.encoding if windows else "utf-8",
        )

    @property
    def interpreter(self) -> Path:
        inside = "Scripts/python.exe" if self.system == "win32" else "bin/python3"
        return self.home / "venv" / inside

    @property
    def addin(self) -> Path:
        office = "Library/Group Containers/UBF8T346G9.Office"
        folder = {
            "win32": "AppData/Roaming/Microsoft/Excel/XLSTART",
            "darwin": f"{office}/User Content.localized/Startup.localized/Excel",
        }[self.system]
        return self.home / folder / "IIJ_AddIn.xlam"

    @property
    def configuration(self) -> Path:
        place = {
            "win32": ".IIJ_AddIn/IIJ_AddIn.conf",
            "darwin": "Library/Containers/com.microsoft.Excel/Data/IIJ_AddIn.conf",
        }[self.system]
        return self.home / place

    @property
    def script(self) -> Path:
        return self.home / "Library/Application Scripts/com.microsoft.Excel" / "IIJ_AddIn.applescript"

    def files(self) -> set[Path]:
        """Every file of the home folder but the virtual environment's."""
        found = {path for path in self.home.rglob("*") if path.is_file()}
        return {path for path in found if self.home / "venv" not in path.parents}


def made_up(home: Path, system: str) -> MadeUp:
    """A machine with its Python and, on Windows, the library that xlwings puts beside it."""
    machine = MadeUp(home, system)
    machine.interpreter.parent.mkdir(parents=True)
    machine.interpreter.touch()
    if system == "win32":
        (home / "venv" / f"xlwings64-{version('xlwings')}.dll").touch()
    return machine
