"""What can go wrong: Excel's error values, the add-in's own errors, and problems as values.

A function of the domain raises an `AddinError`, which knows the Excel error it becomes in a cell.
A problem in a workbook is an `Issue`: it is collected, so that one reading reports them all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum


class ExcelError(Enum):
    """An error value of a cell; `ExcelError("#N/A")` reads its text and `.value` gives it back."""

    NULL = "#NULL!"
    DIV0 = "#DIV/0!"
    VALUE = "#VALUE!"
    REF = "#REF!"
    NAME = "#NAME?"
    NUM = "#NUM!"
    NA = "#N/A"
    GETTING_DATA = "#GETTING_DATA"
    SPILL = "#SPILL!"
    CONNECT = "#CONNECT!"
    BLOCKED = "#BLOCKED!"
    UNKNOWN = "#UNKNOWN!"
    FIELD = "#FIELD!"
    CALC = "#CALC!"
    BUSY = "#BUSY!"
    EXTERNAL = "#EXTERNAL!"
    PYTHON = "#PYTHON!"

    def __str__(self) -> str:
        return self.value


class AddinError(Exception):
    """The base of every error the add-in raises on purpose; hosts catch this one alone."""

    excel = ExcelError.VALUE


class InvalidInput(AddinError):
    """A value of the wrong kind or one that cannot be read: #VALUE!."""


class MissingData(AddinError):
    """A figure that is not there; it is never taken for zero: #N/A."""

    excel = ExcelError.NA


class UndefinedResult(AddinError):
    """A result that does not exist: #NUM!, or #DIV/0! for a division by zero."""

    excel = ExcelError.NUM

    def __init__(self, message: str, excel: ExcelError = ExcelError.NUM) -> None:
        super().__init__(message)
        self.excel = excel


class Severity(StrEnum):
    """An error blocks writing; a warning is a finding; a note is something to know."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Issue:
    """One problem, where it is and what to do about it."""

    message: str
    remedy: str = ""
    file: str = ""
    sheet: str = ""
    cell: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """`file: Sheet!B7: what is wrong; what to do`, without the parts that do not apply."""
        place = f"{self.sheet}!{self.cell}" if self.sheet and self.cell else self.sheet or self.cell
        text = f"{self.message}; {self.remedy}" if self.remedy else self.message
        return ": ".join(part for part in (self.file, place, text) if part)


class WorkbookError(AddinError):
    """A workbook that cannot be used as asked; nothing was written."""

    def __init__(self, *issues: Issue) -> None:
        super().__init__("\n".join(map(str, issues)))
        self.issues = issues


def errors_among(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """The issues that block writing."""
    return tuple(issue for issue in issues if issue.severity is Severity.ERROR)
