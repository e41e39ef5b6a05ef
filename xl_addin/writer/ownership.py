"""How a file shows which sheets the add-in wrote, and whether somebody edited them since.

Each sheet carries a hidden name of its own with a signature of its content: formulas and constants,
not cached values, so that a recalculation or a save by another program changes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from xl_addin.catalog.spec import Scalar
from xl_addin.errors import ExcelError, Issue, WorkbookError
from xl_addin.inputs.stored import stored_sheets
from xl_addin.writer.edits import CellEdit, SheetEdit

OWNER_NAME = "_xl_addin"


def signature(edit: SheetEdit) -> str:
    """`deck:` or `input:` and a hash of what the sheet holds."""
    cells = ((cell.row, cell.column, _content(cell)) for cell in edit.cells)
    return f"{'deck' if edit.owned else 'input'}:{digest(cells)}"


def _content(cell: CellEdit) -> Scalar:
    """A formula as its text; an error value is written as one too."""
    if cell.formula is not None:
        return cell.formula
    return f"={cell.value}" if isinstance(cell.value, ExcelError) else cell.value


def require_replaceable(path: Path) -> None:
    """Make sure that nothing of a person's is lost when a file is replaced.

    Raises:
        WorkbookError: the file holds a sheet that the add-in did not write, or one edited since.
    """
    if not path.exists():
        return
    issues = tuple(_foreign(path))
    if issues:
        raise WorkbookError(*issues)


def _foreign(path: Path) -> Iterator[Issue]:
    remedy = "move the file away or name another with --out"
    sheets = stored_sheets(path)
    if not any(OWNER_NAME in sheet.names for sheet in sheets.values()):
        yield Issue("it is not a workbook of the add-in's; nothing was replaced", remedy, str(path))
        return
    for name, sheet in sheets.items():
        owner = sheet.names.get(OWNER_NAME, "").strip('="')
        kind, _, written = owner.partition(":")
        if kind not in ("deck", "input"):
            yield Issue("the sheet is not the add-in's; nothing was replaced", remedy, str(path), name)
        elif digest(sheet.cells) != written:
            message = "the sheet was edited since it was built; nothing was replaced"
            yield Issue(message, remedy, str(path), name)


def digest(cells: Iterable[tuple[int, int, Scalar]]) -> str:
    """A hash of the cells that are not empty; formulas are texts beginning with =."""
    lines = sorted(
        f"{row},{column},{_canonical(content)}"
        for row, column, content in cells
        if content is not None and content != ""
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32]


def _canonical(content: int | float | str | bool | ExcelError) -> str:
    if isinstance(content, bool):
        return f"b:{content}"
    if isinstance(content, int | float):
        # As many digits as XlsxWriter puts into a file.
        return f"n:{float(content):.16G}"
    if isinstance(content, ExcelError):
        return f"e:{content}"
    return f"f:{content}" if content.startswith("=") else f"s:{content}"
