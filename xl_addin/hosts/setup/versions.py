"""What versions the macros of a workbook were made from, and whether Python has them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from xl_addin.errors import Issue
from xl_addin.hosts.setup.vba_source import constants

OWN, XLWINGS = "PACKED_VERSION", "XLWINGS_VERSION"


def declared(file: Path) -> Mapping[str, str] | None:
    """The constants of a file's macros; None where it is none that can be read."""
    try:
        with ZipFile(file) as package:
            names = package.namelist()
            return constants(package.read("xl/vbaProject.bin")) if "xl/vbaProject.bin" in names else {}
    except (OSError, BadZipFile):
        return None


def xlwings_fault(macros: Mapping[str, str], here: str, interpreter: Path) -> Issue | None:
    """Another xlwings in Python than the macros are made for: they look for its library by its version."""
    wanted = macros.get(XLWINGS, here)
    if wanted == here:
        return None
    message = f"the macros are made for xlwings {wanted}, Python has {here or 'none'}"
    return Issue(message, f"quit Excel, and run {interpreter} -m pip install xlwings=={wanted}")
