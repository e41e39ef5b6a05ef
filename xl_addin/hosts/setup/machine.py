"""The machine that Excel runs on: its folders and settings, all of them replaceable by made-up ones."""

from __future__ import annotations

import os
import plistlib
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

# Excel has the same version number since 2016, Microsoft 365 included.
EXCEL = r"Software\Microsoft\Office\16.0\Excel"
EXCEL_POLICIES = r"Software\Policies\Microsoft\Office\16.0\Excel"
OFFICE_POLICIES = r"Software\Policies\Microsoft\Office\16.0\Common"
MAC_PREFERENCES = "com.microsoft.office"

ADDIN = "IIJ_AddIn.xlam"
# The name under which the VBA modules look for their configuration.
PROJECT = "IIJ_AddIn"

Settings = Callable[[str], Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Places:
    """Where the add-in's files belong; the script is what a Mac's Excel starts Python with."""

    addin: Path
    configuration: Path
    script: Path | None


@dataclass(frozen=True, slots=True)
class Machine:
    """What installing and examining depend on.

    `system` is that of `sys.platform`. `settings` gives the values of a key of the user's registry, or
    of a domain of a Mac's preferences, by their names in small letters; none where there is no such key.
    `encoding` is what VBA reads text files in.
    """

    system: str
    home: Path
    interpreter: Path
    environment: Mapping[str, str]
    settings: Settings
    encoding: str

    def places(self) -> Places | None:
        """The places on Windows or a Mac; None elsewhere, where there is no Excel."""
        if self.system == "win32":
            roaming = Path(self.environment.get("APPDATA") or self.home / "AppData" / "Roaming")
            start = roaming / "Microsoft" / "Excel" / "XLSTART"
            return Places(start / ADDIN, self.home / f".{PROJECT}" / f"{PROJECT}.conf", None)
        if self.system == "darwin":
            library = self.home / "Library"
            content = library / "Group Containers" / "UBF8T346G9.Office" / "User Content.localized"
            scripts = library / "Application Scripts" / "com.microsoft.Excel"
            return Places(
                content / "Startup.localized" / "Excel" / ADDIN,
                library / "Containers" / "com.microsoft.Excel" / "Data" / f"{PROJECT}.conf",
                scripts / f"{PROJECT}.applescript",
            )
        return None


def this_machine() -> Machine:
    """The machine this runs on."""
    windows = sys.platform == "win32"
    return Machine(
        sys.platform,
        Path.home(),
        Path(sys.executable),
        os.environ,
        _registry if windows else _preferences,
        "mbcs" if windows else "utf-8",
    )


def _registry(key: str) -> Mapping[str, object]:
    import winreg  # noqa: PLC0415 - only Windows has it

    values: dict[str, object] = {}
    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:  # type: ignore[attr-defined,unused-ignore]
            for number in range(winreg.QueryInfoKey(opened)[1]):  # type: ignore[attr-defined,unused-ignore]
                name, value, _ = winreg.EnumValue(opened, number)  # type: ignore[attr-defined,unused-ignore]
                values[name.lower()] = value
    except OSError:
        return {}
    return values


def _preferences(domain: str) -> Mapping[str, object]:
    """Those of the user, and over them those of whoever manages the Mac."""
    values: dict[str, object] = {}
    for folder in (Path.home() / "Library" / "Preferences", Path("/Library/Managed Preferences")):
        try:
            with (folder / f"{domain}.plist").open("rb") as file:
                found = plistlib.load(file)
        except (OSError, plistlib.InvalidFileException, ValueError):
            continue
        values |= {name.lower(): value for name, value in found.items()}
    return values
