"""The text sources in `macros/` of a checkout, and xlwings' own modules as they are installed."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from xl_addin.errors import Issue, WorkbookError
from xl_addin.hosts.setup.machine import PROJECT

CHECKOUT = Path(__file__).resolve().parents[3]
MACROS = CHECKOUT / "macros"

_SHOW_ERROR = 'Sub ShowError(FileName As String, Optional Message As String = "")'


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the ribbon and the first sheet: a macro that calls an entry point in Python."""

    macro: str
    entry_point: str
    image: str
    label: str
    label_ja: str
    tip: str
    tip_ja: str
    doing: str
    doing_ja: str

    def texts(self) -> Mapping[str, tuple[str, str]]:
        """What Excel shows of it, in English and Japanese, by the keys that the macros look for."""
        return {
            f"{self.macro}.label": (self.label, self.label_ja),
            f"{self.macro}.tip": (self.tip, self.tip_ja),
            f"{self.entry_point}.doing": (self.doing, self.doing_ja),
        }


def require_checkout() -> None:
    """Make sure that the sources are there.

    Raises:
        WorkbookError: this is an installed package, which comes without them.
    """
    if not MACROS.is_dir():
        message = "the sources of the macros come with a checkout only, not with the installed package"
        remedy = "run it in a checkout of the project, installed with pip install -e '.[pack]'"
        raise WorkbookError(Issue(message, remedy, file=str(MACROS)))


def source(name: str) -> str:
    """A file of `macros/`."""
    return (MACROS / name).read_text("utf-8")


def commands() -> tuple[Command, ...]:
    """The commands, in the order in which they are shown."""
    return tuple(Command(**row) for row in _rows("commands.csv"))


def texts() -> Mapping[str, tuple[str, str]]:
    """The other texts of the macros and the ribbon, in English and Japanese."""
    return {row["key"]: (row["en"], row["ja"]) for row in _rows("texts.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    with (MACROS / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def xlwings_modules(*, addin: bool) -> Mapping[str, str]:
    """xlwings' own modules, so that nobody needs its add-in.

    Two lines are changed: the name under which its configuration is found, and its procedure that shows
    errors, whose place `Failures.bas` takes.
    """
    spec = find_spec("xlwings")
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent
    main = "xlwings_custom_addin.bas" if addin else "xlwings.bas"
    named = 'PROJECT_NAME As String = "myaddin"' if addin else 'PROJECT_NAME As String = "xlwings"'
    text = (folder / main).read_text("utf-8")
    text = _replaced(text, named, f'PROJECT_NAME As String = "{PROJECT}"')
    text = _replaced(text, _SHOW_ERROR, _SHOW_ERROR.replace("ShowError", "ShowErrorOfXlwings"))
    return {"xlwings": text, "Dictionary": (folder / "addin" / "Dictionary.cls").read_text("utf-8")}


def _replaced(text: str, old: str, new: str) -> str:
    """The text with its only occurrence of a line changed; another xlwings may read differently."""
    if text.count(old) != 1:
        raise WorkbookError(Issue(f"xlwings' VBA module has no single line {old!r}", "adapt hosts/vba to it"))
    return text.replace(old, new)
