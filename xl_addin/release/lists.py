"""The lists that cells of input sheets offer.

Excel takes 255 characters of a list in a cell; a longer one is a range of cells, on a sheet that release
workbooks do not have: their copies of input sheets offer the short ones alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from xl_addin.domain.units import CURRENCIES, DEFAULT_UNIT, SCALES, Unit, read_unit
from xl_addin.errors import InvalidInput
from xl_addin.inputs.guide import Choices
from xl_addin.inputs.model import CellValue, SourceSheet, deck_sheets
from xl_addin.inputs.settings import usual_presentation
from xl_addin.release.expressions import Area

Words = tuple[str, ...] | Area
Lists = Mapping[str, Words]
_REFERENCE = "@"


def lists_of(sheets: Sequence[SourceSheet]) -> Lists:
    """The lists that fit into a cell of these sheets."""
    unit = _unit_of(sheets)
    return short_lists(unit, _presentation_of(sheets, unit))


def _unit_of(sheets: Iterable[SourceSheet]) -> Unit:
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


def _presentation_of(sheets: Iterable[SourceSheet], unit: Unit) -> str:
    """The currency of presentation that the sheet Settings gives, or what goes without saying."""
    key = "presentation_currency"
    texts = [text for sheet in sheets if sheet.kind == "Settings" for text in _values(sheet, key)]
    return _code(str(texts[0])) if texts else usual_presentation(unit.currency)


def _code(text: str) -> str:
    """The code of a currency in any spelling; empty for none."""
    try:
        return read_unit(text).currency
    except InvalidInput:
        return ""


def short_lists(unit: Unit, presentation: str) -> Lists:
    """The lists that fit into a cell, for a workbook of that unit and currency of presentation."""
    money = tuple(str(Unit(unit.currency, scale)) for scale in SCALES) if unit.is_money else ()
    return {
        "currencies": tuple(CURRENCIES),
        "money_units": money,
        "pages": deck_sheets(unit.currency or DEFAULT_UNIT.currency, presentation),
    }


def offered(choices: Choices, lists: Lists) -> Words:
    """The words of a cell, or the range of a list; empty where the workbook has no such list."""
    found: tuple[str, ...] = ()
    for word in choices.words:
        words = lists.get(word.removeprefix(_REFERENCE), ()) if word.startswith(_REFERENCE) else (word,)
        if isinstance(words, Area):
            return words
        found += words
    return found
