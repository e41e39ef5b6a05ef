"""How a file shows which sheets the add-in wrote, and whether somebody edited them since.

Each sheet carries a hidden name of its own with a signature of its content: formulas and constants,
not cached values, so that a recalculation or a save by another program changes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from xl_addin.catalog.spec import Scalar
from xl_addin.errors import ExcelError
from xl_addin.writer.edits import SheetEdit

OWNER_NAME = "_xl_addin"


def signature(edit: SheetEdit) -> str:
    """`deck:` or `input:` and a hash of what the sheet holds."""
    cells = ((cell.row, cell.column, cell.formula or cell.value) for cell in edit.cells)
    return f"{'deck' if edit.owned else 'input'}:{digest(cells)}"


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
        return f"n:{float(content):.15g}"
    if isinstance(content, ExcelError):
        return f"e:{content}"
    return f"f:{content}" if content.startswith("=") else f"s:{content}"
