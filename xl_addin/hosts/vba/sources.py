"""The text sources in `macros/` of a checkout, and xlwings' own modules as they are installed."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from xl_addin.errors import Issue, WorkbookError
from xl_addin.hosts.setup.of_xlwings import dictionary_class, main_module

CHECKOUT = Path(__file__).resolve().parents[3]
MACROS = CHECKOUT / "macros"


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
    """xlwings' own modules, so that nobody needs its add-in."""
    return {"xlwings": main_module(addin=addin), "Dictionary": dictionary_class()}
