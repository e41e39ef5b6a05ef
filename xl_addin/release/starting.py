"""The sheets of the empty input workbook, dressed to be filled in."""

from __future__ import annotations

from xl_addin.domain.items import LINE_ITEMS
from xl_addin.domain.units import CURRENCIES, PERCENT, SCALES, SHARE, Unit
from xl_addin.inputs.headings import FIGURES
from xl_addin.inputs.model import CellRef, CellValue, SourceSheet
from xl_addin.inputs.settings import NOT_TRANSLATED
from xl_addin.inputs.starting import HEADING_ROW, Start, heading_of, starting_sheets, top_rows
from xl_addin.release.expressions import Area
from xl_addin.release.lists import Lists, short_lists
from xl_addin.release.source_sheets import dressed
from xl_addin.release.spec import SheetSpec

LISTS = "Lists"
_UNIT_COLUMN = 5
_ROOM = 30
# Settings has a row for each of its keys already.
_NO_ROOM = 1


def build_starting_sheets(start: Start) -> tuple[SheetSpec, ...]:
    """Every input sheet, and behind them the lists that their cells offer.

    Raises:
        InvalidInput: the start asks for what no workbook can say.
    """
    sheets = starting_sheets(start)
    figures = next(sheet for sheet in sheets if sheet.kind == FIGURES.name)
    lists = {
        **short_lists(start.unit, _presentation(start)),
        **_long_lists(start.unit),
        **_lists_of(figures, start),
    }
    spare = {"Settings": _NO_ROOM}
    inputs = (dressed(sheet, lists, start.language, spare.get(sheet.kind, _ROOM)) for sheet in sheets)
    return (*inputs, dressed(_lists_sheet(start.unit, start.language), {}, start.language))


def _presentation(start: Start) -> str:
    """The code of the currency of presentation; empty for none."""
    return "" if start.presentation == NOT_TRANSLATED else start.presentation


def _lists_of(figures: SourceSheet, start: Start) -> Lists:
    """What the company's own items and periods are, as far as they come to be typed into Figures."""
    heading, item = figures.heading_row, figures.columns["item"]
    last_row = max(row for row, _ in figures.cells) + _ROOM
    periods = [figures.columns[str(quarter)] for quarter in start.periods]
    name = figures.name
    return {
        "rows": Area(CellRef(name, heading + 1, item), CellRef(name, last_row, item)),
        "periods": Area(CellRef(name, heading, periods[0]), CellRef(name, heading, periods[-1])),
    }


def _lists_sheet(unit: Unit, language: str) -> SourceSheet:
    """The sheet of the long lists: the usual items, and the units that figures can have."""
    headings = [heading_of(name, FIGURES, language) for name in ("item", "label", "label_ja", "kind", "unit")]
    items = [(item.key, item.name, item.name_ja, item.kind.value) for item in LINE_ITEMS.values()]
    cells: dict[tuple[int, int], CellValue] = dict(top_rows(LISTS, language))
    for row, texts in enumerate((headings, *items), HEADING_ROW):
        cells |= {(row, column): text for column, text in enumerate(texts, 1)}
    cells |= {(row, _UNIT_COLUMN): text for row, text in enumerate(_units(unit), HEADING_ROW + 1)}
    return SourceSheet(LISTS, LISTS, HEADING_ROW, {}, cells)


def _long_lists(unit: Unit) -> Lists:
    """Where the long lists stand on their sheet; units of money begin behind those of other figures."""
    first, units = HEADING_ROW + 1, _units(unit)
    money = next(place for place, text in enumerate(units) if text == str(Unit(unit.currency)))
    return {
        "items": _down(LISTS, 1, first, len(LINE_ITEMS)),
        "units": _down(LISTS, _UNIT_COLUMN, first, len(units)),
        "money_units": _down(LISTS, _UNIT_COLUMN, first + money, len(units) - money),
    }


def _down(sheet: str, column: int, first: int, count: int) -> Area:
    return Area(CellRef(sheet, first, column), CellRef(sheet, first + count - 1, column))


def _units(unit: Unit) -> tuple[str, ...]:
    """Of figures that are no amounts, then the workbook's own units of money, then those of others."""
    own = [Unit(unit.currency, scale) for scale in SCALES]
    others = [Unit(code, unit.scale) for code in CURRENCIES if code != unit.currency]
    return tuple(map(str, (PERCENT, Unit(unit.currency, per=SHARE), *own, *others)))
