"""Tables of data that ship beside the code: one line an entry, the first line names the columns."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from importlib.resources import files

SEPARATOR = ";"


def table(name: str, package: str = __package__) -> tuple[Mapping[str, str], ...]:
    """The rows of a package's `name.csv`, each by column; blanks are empty texts."""
    text = files(package).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def several(cell: str) -> tuple[str, ...]:
    """The texts of a cell that lists several."""
    return tuple(part for part in cell.split(SEPARATOR) if part)
