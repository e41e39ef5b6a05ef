"""A hash of what the input sheets say, however they are laid out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from hashlib import sha256
from typing import Any

from xl_addin.domain.periods import Cumulative, FiscalYear, HalfYear, LastTwelveMonths, Quarter
from xl_addin.inputs.model import Figure, Figures, Item

# Where a value stands is layout; so is the file's name.
_LAYOUT = frozenset({"ref", "ref_ja", "row", "cells", "file", "sheets", "period_cells"})
# The periods of the figures tell it.
_IMPLIED = frozenset({(Item, "basis")})


def fingerprint(figures: Figures) -> str:
    """The hash of every value read; it changes when any value changes, and with nothing else.

    Returns:
        64 hexadecimal digits (SHA-256).
    """
    content = _content(figures) | {"figures": _entries(figures)}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def _entries(figures: Figures) -> list[Any]:
    given = {key: figure for key, figure in figures.cells.items() if figure.value is not None}
    return _sorted([[item, str(period), _plain(figure)] for (item, period), figure in given.items()])


def _content(record: Any) -> dict[str, Any]:
    return {
        field.name: _plain(getattr(record, field.name))
        for field in fields(record)
        if field.name not in _LAYOUT and (type(record), field.name) not in _IMPLIED
    }


def _plain(value: Any) -> Any:
    """The value as JSON has it, with one form for equal values and no order but that of the content."""
    match value:
        case Quarter() | FiscalYear() | HalfYear() | Cumulative() | LastTwelveMonths() | date():
            return str(value)
        case Figure():
            return _plain(value.value)
        case Enum():
            return value.value
        case float() if value.is_integer():
            return int(value)
        case tuple():
            return _sorted([_plain(entry) for entry in value])
        case Mapping():
            return _sorted([[_plain(key), _plain(entry)] for key, entry in value.items()])
        case _ if is_dataclass(value):
            return _content(value)
        case _:
            return value


def _sorted(entries: list[Any]) -> list[Any]:
    return sorted(entries, key=lambda entry: json.dumps(entry, ensure_ascii=False, sort_keys=True))
