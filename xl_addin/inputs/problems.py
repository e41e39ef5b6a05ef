"""Problems collected while the sheets are read: each with its cell, none twice, none lost."""

from __future__ import annotations

from collections.abc import Sequence

from xl_addin.errors import Issue, Severity
from xl_addin.inputs.model import CellRef

_WHOLE_FILE = ""


class Problems:
    """What is wrong in one workbook, listed in the order in which a person walks through it."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._found: dict[Issue, tuple[str, int, int]] = {}

    def of_file(self, message: str, remedy: str = "", severity: Severity = Severity.ERROR) -> None:
        """A problem of the workbook as a whole."""
        self._add(Issue(message, remedy, self._file, severity=severity), (_WHOLE_FILE, 0, 0))

    def of_sheet(
        self, sheet: str, message: str, remedy: str = "", severity: Severity = Severity.ERROR
    ) -> None:
        """A problem of a sheet that no cell stands for."""
        self._add(Issue(message, remedy, self._file, sheet, severity=severity), (sheet, 0, 0))

    def of_cell(
        self, ref: CellRef, message: str, remedy: str = "", severity: Severity = Severity.ERROR
    ) -> None:
        """A problem of one cell."""
        issue = Issue(message, remedy, self._file, ref.sheet, ref.a1, severity)
        self._add(issue, (ref.sheet, ref.row, ref.column))

    @property
    def blocking(self) -> bool:
        """Whether an error was found, so that nothing may be written."""
        return self.errors > 0

    @property
    def errors(self) -> int:
        """How many errors there are so far."""
        return sum(issue.severity is Severity.ERROR for issue in self._found)

    def listed(self, sheets: Sequence[str] = ()) -> tuple[Issue, ...]:
        """All of them: the file's first, then sheet by sheet in the order given, row by row."""
        order = {_WHOLE_FILE: -1} | {name: position for position, name in enumerate(sheets)}

        def position(issue: Issue) -> tuple[int, int, int]:
            sheet, row, column = self._found[issue]
            return order.get(sheet, -1), row, column

        return tuple(sorted(self._found, key=position))

    def _add(self, issue: Issue, place: tuple[str, int, int]) -> None:
        self._found.setdefault(issue, place)
