"""A number against what its cell shows: a person has checked what is shown, the deck prints what is held."""

from __future__ import annotations

from typing import Protocol

from xl_addin.domain.precision import decimal15
from xl_addin.errors import Severity
from xl_addin.inputs.model import CellValue
from xl_addin.inputs.number_formats import Shown, shown

_SCALED = "type the figure in its unit, or give the cell a format that ends without a comma"
_OWN_DIGITS = "type the whole figure, and give the cell a format without digits in quotes"
_PERCENT = "no percentage belongs here: type the figure, and give the cell a format without %"
_OTHER = "give the cell a number format such as #,##0 and see whether the figure is meant"


class ShownCell(Protocol):
    """A cell with its number format, and a way to say what is wrong with it."""

    @property
    def number_format(self) -> str:
        """What numbers are shown by."""
        ...

    def report(self, message: str, remedy: str = "", severity: Severity = Severity.ERROR) -> None:
        """A problem of the cell."""
        ...


def as_shown(cell: ShownCell, value: float) -> int | float | None:
    """The number, if it is what the cell shows; percentages are none."""
    seen = _judged(cell, value)
    if seen is not None and seen.says_percent:
        cell.report(_message(value, seen), _PERCENT)
        return None
    return None if seen is None else value


def as_percentage(cell: ShownCell, value: float) -> int | float | None:
    """The number in per cent, if it is what the cell shows."""
    seen = _judged(cell, value)
    if seen is None:
        return None
    return _in_percent(value) if seen.percents else value


def shows_percentage(value: CellValue, number_format: str) -> bool:
    """Whether the cell holds a number that a % of its format multiplies by 100."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return shown(value, number_format).percents > 0


def _judged(cell: ShownCell, value: float) -> Shown | None:
    """What the cell shows; None where it shows another number, which is reported."""
    seen = shown(value, cell.number_format)
    if seen.power or seen.percents > 1:
        cell.report(_message(value, seen), _SCALED)
        return None
    if seen.adds_digits:
        cell.report(_message(value, seen), _OWN_DIGITS)
        return None
    if seen.is_hidden or seen.loses_sign:
        cell.report(_message(value, seen), _OTHER, Severity.WARNING)
    return seen


def _message(value: float, seen: Shown) -> str:
    return f"the cell holds {value:,.15g} and shows {seen.text or 'nothing'}"


def _in_percent(value: float) -> int | float:
    """A hundred times the number, without the dust of binary fractions."""
    percent = float(decimal15(value * 100))
    return int(percent) if percent.is_integer() else percent
