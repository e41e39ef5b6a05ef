"""What the sheets of an open workbook hold, as it stands in a file too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from xl_addin.catalog.spec import Scalar
from xl_addin.errors import ExcelError
from xl_addin.inputs.stored import Content, StoredSheet
from xl_addin.writer.ownership import OWNER_NAME, OWNER_NAMES

if TYPE_CHECKING:
    import xlwings as xw

_ERRORS = {error.value: error for error in ExcelError}


def owner_text(sheet: xw.Sheet) -> str:
    """The text of the hidden name that the add-in's sheets carry; "" where there is none."""
    return next((str(sheet.names[name].refers_to) for name in owner_names(sheet)), "")


def owner_names(sheet: xw.Sheet) -> list[str]:
    """The hidden names that mark a sheet as the add-in's, today's before older ones."""
    return [name for name in OWNER_NAMES if name in sheet.names]


def held(sheet: xw.Sheet) -> StoredSheet:
    """The formulas and constants of a sheet, with the text of its hidden name."""
    area = sheet.used_range
    formulas, values = rows_of(area.formula, area.shape), rows_of(area.raw_value, area.shape)
    cells = tuple(_contents(area.row, area.column, formulas, values))
    return StoredSheet(cells, {}, {OWNER_NAME: owner_text(sheet)})


def rows_of(values: Any, shape: tuple[int, int]) -> list[list[Any]]:
    """Values as rows: one cell comes without them, and one row or column may come flat."""
    if not isinstance(values, tuple | list):
        return [[values]]
    if values and isinstance(values[0], tuple | list):
        return [list(row) for row in values]
    return [[value] for value in values] if shape[1] == 1 else [list(values)]


def _contents(
    top: int, left: int, formulas: Sequence[Sequence[Any]], values: Sequence[Sequence[Any]]
) -> Iterator[Content]:
    for row, (texts, given) in enumerate(zip(formulas, values, strict=True), top):
        for column, (text, value) in enumerate(zip(texts, given, strict=True), left):
            content = _content(text, value)
            if content is not None:
                yield row, column, content


def _content(formula: Any, value: Any) -> Scalar:
    """A formula as its text; a constant by what it reads as in English, which is never a date."""
    text = "" if formula is None else str(formula)
    if not text or text.startswith("="):
        return text or None
    if isinstance(value, str):
        return _ERRORS.get(value, value) if text == value else value
    if isinstance(value, bool):
        return value
    return _ERRORS[text] if text in _ERRORS else float(text)
