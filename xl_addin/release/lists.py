"""The lists that cells of input sheets offer.

Excel takes 255 characters of a list in a cell; a longer one is a range of cells, on a sheet that release
workbooks do not have: their copies of input sheets offer the short ones alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xl_addin.domain.units import CURRENCIES, SCALES, Unit, read_unit
from xl_addin.errors import InvalidInput
from xl_addin.inputs.guide import Choices
from xl_addin.inputs.model import DECK_SHEETS, CellValue, SourceSheet
from xl_addin.release.expressions import Area

Words = tuple[str, ...] | Area
Lists = Mapping[str, Words]
_REFERENCE = "@"


def unit_of(sheets: Iterable[SourceSheet]) -> Unit:
    """The unit that the sheet Settings gives; empty where it gives none."""
    texts = [text for sheet in sheets if sheet.kind == "Settings" for text in _values(sheet, "unit")]
    try:
        return read_unit(str(texts[0])) if texts else Unit()
    except InvalidInput:
        return Unit()


def _values(sheet: SourceSheet, key: str) -> list[CellValue]:
    """What stands beside a setting's key."""
    rows = (
        row for (row, column), text in sheet.cells.items() if (column, text) == (sheet.columns["key"], key)
    )
    return [sheet.cells[at] for row in rows if (at := (row, sheet.columns["value"])) in sheet.cells]


def short_lists(unit: Unit) -> Lists:
    """The lists that fit into a cell, for a workbook of that unit."""
    money = tuple(str(Unit(unit.currency, scale)) for scale in SCALES) if unit.is_money else ()
    return {"currencies": tuple(CURRENCIES), "money_units": money, "pages": DECK_SHEETS}


def offered(choices: Choices, lists: Lists) -> Words:
    """The words of a cell, or the range of a list; empty where the workbook has no such list."""
    found: tuple[str, ...] = ()
    for word in choices.words:
        words = lists.get(word.removeprefix(_REFERENCE), ()) if word.startswith(_REFERENCE) else (word,)
        if isinstance(words, Area):
            return words
        found += words
    return found
