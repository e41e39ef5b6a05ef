"""Whether the value saved with a formula is its result, or what was saved before anything calculated it.

Programs that write workbooks calculate nothing: they leave the value out or write a zero. And with manual
calculation Excel saves what was right some entries ago. Both look like figures.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from xl_addin.catalog.spec import Scalar
from xl_addin.errors import ExcelError, Severity
from xl_addin.inputs.model import CellValue
from xl_addin.inputs.recalculation import NoAnswer, Recalculation, Sheet, plain

if TYPE_CHECKING:
    from xl_addin.inputs.grids import Grid

_CALCULATE = "open the workbook in Excel, let it calculate (F9), and save it"
# The engine that Excel 2007 had; no later Excel saves it, but programs that write workbooks state it.
_WRITERS_ENGINE = "124519"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why the saved value of a formula is not to be relied on; an error where it is none at all."""

    message: str
    severity: Severity = Severity.ERROR
    remedy: str = _CALCULATE


NO_VALUE = Doubt("the formula has no value")

Place = tuple[int, int]


def doubted(
    grids: Mapping[str, Grid], other: Callable[[str], Sheet | None], calculation: Mapping[str, str]
) -> Mapping[str, Grid]:
    """The grids with their doubts.

    Args:
        grids: those that are read, by any key.
        other: another sheet of the workbook by its name, which formulas may speak of.
        calculation: what the workbook says of its calculation, by the names of the file format.
    """
    judge = _Judge(grids, other, calculation)
    found = {key: judge.doubts(grid) for key, grid in grids.items()}
    errors = (doubt.severity is Severity.ERROR for doubts in found.values() for doubt in doubts.values())
    certain = any(errors) or any(grid.layout.formulas_without_value for grid in grids.values())
    for key, grid in grids.items():
        found[key] |= judge.suspicions(grid, never=certain)
    return {key: replace(grid, doubts=found[key]) for key, grid in grids.items()}


class _Judge:
    """The formulas of one workbook calculated anew, beside what is saved."""

    def __init__(
        self, grids: Mapping[str, Grid], other: Callable[[str], Sheet | None], calculation: Mapping[str, str]
    ) -> None:
        self._sheets: dict[str, Sheet | None] = {grid.name.casefold(): grid for grid in grids.values()}
        self._other = other
        self._recalculation = Recalculation(self._sheet)
        self._calculation = calculation
        self._unanswered: set[tuple[str, Place]] = set()

    def _sheet(self, name: str) -> Sheet | None:
        key = name.casefold()
        if key not in self._sheets:
            self._sheets[key] = self._other(name)
        return self._sheets[key]

    def doubts(self, grid: Grid) -> dict[Place, Doubt]:
        """What the recalculation tells of each formula."""
        found = {}
        for place in grid.formulas:
            saved = grid.cells.get(place)
            # An error is said of the cell itself.
            if grid.doubt(place) is not None or isinstance(saved, ExcelError):
                continue
            anew = self._result(grid.name, place)
            if anew is ExcelError.VALUE:  # which Excel may find no fault with: a date in a text
                self._unanswered.add((grid.name, place))
            elif (doubt := self._difference(saved, anew)) is not None:
                found[place] = doubt
        return found

    def _result(self, sheet: str, place: Place) -> Scalar:
        try:
            return self._recalculation.value(sheet, *place)
        except NoAnswer:
            return ExcelError.VALUE

    def _difference(self, saved: CellValue, anew: Scalar) -> Doubt | None:
        before = plain(saved)
        if _agree(before, anew):
            return None
        if before in (None, "", 0) and not isinstance(before, bool):
            held = "nothing" if not isinstance(before, int | float) else "0"
            return Doubt(f"the formula was not calculated: {held} is saved, its result is {_words(anew)}")
        if self._calculation.get("fullPrecision") in ("0", "false"):
            return None  # every result is rounded to what its cell shows
        if self._calculation.get("date1904") in ("1", "true"):
            return None  # a date and the number it is are not told apart here
        message = (
            f"the formula was not calculated anew: {_words(saved)} is saved, its result is {_words(anew)}"
        )
        return Doubt(message, Severity.WARNING)

    def suspicions(self, grid: Grid, *, never: bool) -> dict[Place, Doubt]:
        """Of formulas that cannot be calculated here, what the rest of the workbook tells.

        `never` is whether another formula certainly has no result of its own.
        """
        incomplete = self._calculation.get("calcCompleted") in ("0", "false")
        found = {}
        for name, place in self._unanswered:
            if name != grid.name:
                continue
            saved = plain(grid.cells.get(place))
            is_zero = saved in (None, "", 0) and not isinstance(saved, bool)
            if is_zero and (never or incomplete or self._is_of_a_writer()):
                found[place] = Doubt("the formula was most likely never calculated: it is saved as zero")
            elif incomplete:
                found[place] = Doubt(
                    "the formula may be out of date: the workbook was saved before it was calculated",
                    Severity.WARNING,
                )
        return found

    def _is_of_a_writer(self) -> bool:
        """Whether a program wrote the workbook and no formula in it has a result other than zero."""
        if (
            self._calculation.get("calcId") != _WRITERS_ENGINE
            and self._calculation.get("calcPr") != "missing"
        ):
            return False
        sheets = [sheet for sheet in self._sheets.values() if sheet is not None]
        results = (plain(sheet.cells.get(place)) for sheet in sheets for place in sheet.formulas)
        return all(result in (None, "", 0) and not isinstance(result, bool) for result in results)


def _agree(saved: Scalar, anew: Scalar) -> bool:
    if isinstance(saved, int | float) and isinstance(anew, int | float):
        return math.isclose(saved, anew, rel_tol=1e-9, abs_tol=1e-9)
    if isinstance(saved, str) and isinstance(anew, str):
        return saved == anew
    return saved == anew or (saved in (None, "") and anew in (None, ""))


def _words(value: CellValue) -> str:
    match value:
        case bool():
            return str(value).upper()
        case int() | float():
            return f"{value:.10g}" if abs(value) < 1e-4 else f"{value:,.15g}"
        case str():
            return f"'{value}'"
        case _:
            return str(value)
