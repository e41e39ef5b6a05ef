"""The sheet Figures: items, their periods and the figure in each cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date

from xl_addin.domain.items import LINE_ITEMS, ItemKind, Statement, role_of
from xl_addin.domain.kinds import KIND_WORDS, kind_of, kind_of_key, suits
from xl_addin.domain.periods import FiscalCalendar, Period, Quarter
from xl_addin.domain.precision import Rounding, footing_tolerance
from xl_addin.domain.tables import several
from xl_addin.domain.tables import table as data
from xl_addin.domain.units import PERCENT, SHARE, Unit
from xl_addin.errors import Severity
from xl_addin.inputs.cells import Cell, suggestion
from xl_addin.inputs.columns import PeriodColumns, read_period_columns
from xl_addin.inputs.headings import disguised, folded, nearest
from xl_addin.inputs.layout import Area
from xl_addin.inputs.model import Basis, CellRef, Figure, Item, Items, column_letters
from xl_addin.inputs.roles import stated_role, with_roles
from xl_addin.inputs.tables import Row, Table
from xl_addin.inputs.units import unit_in, usual_unit

TOTAL_REVENUES = "total_revenues"
_MISTYPED = 0.88  # alike but for a letter or two
_BASES = {
    folded(word): Basis(row["basis"])
    for row in data("bases")
    for word in (row["basis"], *several(row["words"]))
}
_AMOUNTS = (Statement.INCOME, Statement.POSITION, Statement.CASH_FLOW)
_MONEY = (ItemKind.FLOW, ItemKind.BALANCE)


@dataclass(slots=True)
class FiguresReading:
    """The sheet as far as it could be read; `names_every_item` where no row's item was unreadable.

    `cells` are those of the standalone rows, `cumulative` those of the others, by the column's period.
    """

    periods: PeriodColumns
    items: Items = field(default_factory=lambda: Items({}))
    cells: dict[tuple[str, Period], Figure] = field(default_factory=dict)
    cumulative: dict[tuple[str, Period], Figure] = field(default_factory=dict)
    rows: dict[tuple[str, Basis], Item] = field(default_factory=dict)
    quarters: tuple[Quarter, ...] = ()
    names_every_item: bool = True
    rounding: Rounding = Rounding.HALF_UP

    def footing(self, parts: int) -> float:
        """By how much a total may miss the sum of so many parts, as the company rounds."""
        return footing_tolerance(parts, rounding=self.rounding)

    def value(self, item: str, period: Period) -> int | float | None:
        """The figure of an item, by its key or role; None where it is blank or not there."""
        figure = self.cells.get((self.items.key_of(item), period))
        return None if figure is None else figure.value

    def lacks(self, item: str) -> bool:
        """Whether a reference to the item is a problem, and not one that is reported already."""
        return self.names_every_item and item not in self.items and item != TOTAL_REVENUES


@dataclass(frozen=True, slots=True)
class Context:
    """What rows of other sheets refer to; `figures` is None where that sheet could not be read.

    `expected` are the items and periods that guidance or a consensus is given for.
    """

    figures: FiguresReading | None
    unit: Unit
    calendar: FiscalCalendar
    expected: Set[tuple[str, Period]] = frozenset()
    release_date: date | None = None
    presentation_currency: str = ""


def read_figures_sheet(table: Table, unit: Unit, calendar: FiscalCalendar) -> FiguresReading:
    """Every item and figure; the period columns are found first."""
    reading = FiguresReading(read_period_columns(table, calendar))
    reading.quarters = reading.periods.quarters
    labels = [str(period) for period in reading.periods.columns]
    items: dict[str, Item] = {}
    parents, keys, roles = dict[str, Cell](), dict[str, Cell](), dict[str, str]()
    stated: set[str] = set()
    rows = [row for row in table.rows() if not _is_note(row, labels)]
    for row in rows:
        item = _read_item(row, unit)
        figures = {period: _read_figure(row.cell(str(period)), item) for period in reading.periods.columns}
        if item is None:
            reading.names_every_item = False
            continue
        if not _is_first(row, item, reading, items):
            continue
        if item.key not in items or item.basis is Basis.STANDALONE:
            items[item.key] = item
            parents[item.key], keys[item.key] = row.cell("total_of"), row.cell("item")
        if role := stated_role(row.cell("role")):
            roles[item.key] = role
        _report_currency(row, item, unit)
        if _states_kind(row, item):
            stated.add(item.key)
        cells = reading.cells if item.basis is Basis.STANDALONE else reading.cumulative
        cells.update({(item.key, period): figure for period, figure in figures.items() if figure})
    named = Items(with_roles(items, roles, keys))
    stated |= {item.key for item in named.values() if item.role}
    reading.items = Items({key: _with_kind(item, named, stated) for key, item in named.items()})
    _report_totals(reading, parents)
    _report_mistyped(table, reading.items)
    _report_hidden(table, rows, reading.periods)
    _report_merged(table, rows, reading.periods)
    return reading


def _is_note(row: Row, labels: Iterable[str]) -> bool:
    """A text in the first column with nothing beside it is a note or a heading between items."""
    others = ("label", "label_ja", "unit", "kind", "basis", "role", "total_of", *labels)
    key = row.cell("item")
    if not all(row.cell(name).is_blank for name in others):
        return key.is_blank and all(row.cell(name).is_blank for name in labels)
    return folded(key.word()) not in LINE_ITEMS


def _read_item(row: Row, unit: Unit) -> Item | None:
    cell, label = row.cell("item"), row.cell("label").text()
    if cell.is_blank:
        cell.report("figures without an item", "write the item's key, or clear the row")
        return None
    key = folded(cell.word())
    own_unit, total_of = unit_in(row.cell("unit")), folded(row.cell("total_of").word())
    label_ja, said = row.cell("label_ja").text(), _kind(row.cell("kind"))
    if not key:
        return None
    own_unit = own_unit or usual_unit(key, unit, said)
    kind = said or kind_of(key, own_unit)
    _report_unit(row, key, own_unit, said or kind_of_key(key))
    if kind is ItemKind.PER_SHARE and own_unit.is_total:
        own_unit = replace(own_unit, per=SHARE)
    basis = _basis(row.cell("basis"), key, kind)
    return Item(key, label or _plain(key), label_ja, own_unit, total_of, row.number, kind, basis)


def _basis(cell: Cell, key: str, kind: ItemKind) -> Basis:
    """What the row's quarters hold; a balance is that of a day, so that there is nothing to add up."""
    text = folded(cell.word())
    basis = _BASES.get(text, Basis.STANDALONE)
    if text and text not in _BASES:
        cell.report(f"unknown basis '{text}'", suggestion(text, Basis))
    elif basis is Basis.CUMULATIVE and kind is ItemKind.BALANCE:
        remedy = "clear the cell; if it is summed over time, write flow in the column kind"
        cell.report(f"{key} is a balance, which is never cumulative", remedy)
    return basis


def _is_first(row: Row, item: Item, reading: FiguresReading, items: Mapping[str, Item]) -> bool:
    """Whether no row before it was of the item and its basis; rows of the two bases must fit together."""
    first = reading.rows.setdefault((item.key, item.basis), item)
    if first is not item:
        _report_duplicate(row, item, first)
        return False
    other = items.get(item.key)
    if other is not None and other.unit != item.unit:
        cell = row.cell("unit" if row.cell("unit").ref else "item")
        cell.report(
            f"{item.key} is in {item.unit}, its {other.basis} row {other.row} in {other.unit}",
            "give both rows in one unit",
        )
    elif other is not None and other.kind is not item.kind:
        cell = row.cell("kind" if row.cell("kind").ref else "item")
        message = f"{item.key} is of the kind {item.kind}, its {other.basis} row {other.row} of {other.kind}"
        cell.report(message, "give both rows one kind")
    return True


def _kind(cell: Cell) -> ItemKind | None:
    """What the row says that the item is, in either language; None where it says nothing."""
    text = folded(cell.word())
    words = {folded(word): kind for word, kind in KIND_WORDS.items()} | {str(kind): kind for kind in ItemKind}
    if text and text not in words:
        cell.report(f"unknown kind '{text}'", suggestion(text, ItemKind))
    return words.get(text)


def _report_unit(row: Row, key: str, unit: Unit, kind: ItemKind | None) -> None:
    """A unit that what the item is cannot have: millions of yen for each share, yen for a count."""
    said = not row.cell("kind").is_blank or (role_of(key) not in ("", TOTAL_REVENUES))
    cell = next(each for each in map(row.cell, ("unit", "kind", "item")) if each.ref)
    if kind is ItemKind.PER_SHARE and unit.scale:
        cell.report(f"{key} is of each share, its unit {unit}", f"write {unit.currency} per {SHARE}")
    elif said and kind is not None and not suits(kind, unit):
        remedy = "write what is counted" if kind is ItemKind.COUNT else "correct the unit or the kind"
        cell.report(f"{key} is of the kind {kind}, its unit {unit}", remedy)


def _report_currency(row: Row, item: Item, own: Unit) -> None:
    """A usual amount that is in another currency than the company's, or in none that is known.

    Parts are compared with their totals, percent with the kind, revenues with the release quarter.
    """
    known, cell = LINE_ITEMS.get(role_of(item.key)), row.cell("unit")
    if known is None or known.statement not in _AMOUNTS or known.kind not in _MONEY:
        return
    is_seen = (
        item.total_of or item.unit == PERCENT or (role_of(item.key) == TOTAL_REVENUES and not item.is_money)
    )
    if cell.ref is None or is_seen or (item.is_money and item.unit.currency == own.currency):
        return
    remedy = f"write {own} or {own.currency} in another scale, or correct the unit in Settings"
    cell.report(f"{item.key} is in {item.unit}, the company's amounts in {own.currency}", remedy)


def _states_kind(row: Row, item: Item) -> bool:
    """Whether there is no doubt what the item is: by its kind or its unit."""
    by_unit = item.kind in (ItemKind.RATIO, ItemKind.PER_SHARE)
    return not row.cell("kind").is_blank or by_unit


def _with_kind(item: Item, items: Mapping[str, Item], stated: Set[str]) -> Item:
    """A part is what its total is: inventories are a balance, but not as a line of the revenues.

    What is stated decides, the nearest to the item; else what keys tell; else the item's unit.
    """
    chain = _totals_above(item, items)
    for total in (*(each for each in chain if each.key in stated), *filter(_is_told_by_key, chain)):
        return replace(item, kind=total.kind)
    return item


def _is_told_by_key(item: Item) -> bool:
    return kind_of_key(item.key) is item.kind


def _totals_above(item: Item, items: Mapping[str, Item]) -> list[Item]:
    """The item, its total, the total of that, and so on."""
    chain = [item]
    while (above := items.get(chain[-1].total_of)) is not None and above not in chain:
        chain.append(above)
    return chain


def _plain(key: str) -> str:
    """A label for an item without one: `total_revenues` reads Total revenues."""
    return key.replace("_", " ").capitalize()


def _read_figure(cell: Cell, item: Item | None) -> Figure | None:
    in_percent = item is not None and _is_percentage(item)
    value = cell.percentage() if in_percent else cell.number()
    return Figure(value, cell.ref, in_percent and cell.is_fraction) if cell.ref else None


def _is_percentage(item: Item) -> bool:
    """Whether an item is given in per cent, and is no part of what a page takes as it stands."""
    return item.unit == PERCENT and not item.total_of


def _report_duplicate(row: Row, item: Item, first: Item) -> None:
    cell = row.cell("item")
    where = f"{column_letters(cell.ref.column)}{first.row}" if cell.ref else ""
    remedy = "keep one of the two rows"
    if row.cell("basis").ref:
        remedy = f"{remedy}, or write cumulative in the column basis of the one that is year to date"
    cell.report(f"duplicate item {item.key}, already in {where}", remedy)


def _report_totals(reading: FiguresReading, parents: Mapping[str, Cell]) -> None:
    """Components of what is no item, of themselves, or of something in another unit."""
    items, reported = reading.items, set[str]()
    for item in items.values():
        cell, total = parents[item.key], items.get(item.total_of)
        if total is None:
            if not item.total_of or not reading.lacks(item.total_of):
                continue
            cell.report(
                f"total_of names the unknown item '{item.total_of}'", suggestion(item.total_of, items)
            )
        elif total is item:
            cell.report(
                f"{item.key} is a component of itself",
                "name the item that it is a component of, or clear the cell",
            )
        elif cycle := _cycle(item, items):
            if not reported & set(cycle):
                reported |= set(cycle)
                chain = " of ".join([*cycle, item.key])
                cell.report(f"total_of is circular: {chain}", "clear total_of for the topmost total")
        elif total.unit != item.unit:
            cell.report(
                f"{item.key} is in {item.unit}, its total {total.key} in {total.unit}",
                "give both in one unit",
            )
        elif total.kind is not item.kind:
            cell.report(
                f"{item.key} is of the kind {item.kind}, its total {total.key} of {total.kind}",
                "give both one kind in the column kind, or clear total_of",
            )


def _cycle(item: Item, items: Mapping[str, Item]) -> list[str]:
    """The chain of totals that leads from an item back to it; empty where it does not."""
    chain = [item.key]
    above = item.total_of
    while above in items and above not in chain:
        chain.append(above)
        above = items[above].total_of
    return chain if above == item.key else []


def _report_mistyped(table: Table, items: Items) -> None:
    """An item that is none of the usual ones, because its key is nearly one of them."""
    absent = [key for key in LINE_ITEMS if key not in items]
    for item in items.values():
        if item.role or item.total_of:
            continue
        cell = table.cell(item.row, table.columns["item"], "item")
        if letter := disguised(item.key, LINE_ITEMS):
            cell.report(f"the key looks like one that it is not: {letter}", "type the key anew")
        elif near := nearest(item.key, absent, least=_MISTYPED):
            message = f"{item.key} is none of the usual items, but looks like {near}"
            cell.report(message, f"if {near} is meant, write {near}", Severity.WARNING)


def _report_hidden(table: Table, rows: Iterable[Row], periods: PeriodColumns) -> None:
    layout, remedy = table.grid.layout, "unhide it, or delete it where it is not meant to count"
    for row in rows:
        if row.number in layout.hidden_rows and (ref := row.cell("item").ref):
            message = f"row {row.number} is hidden, and is read"
            table.problems.of_cell(ref, message, remedy, Severity.WARNING)
    for period, ref in periods.headings.items():
        if layout.hides_column(ref.column):
            message = f"the column of {period} is hidden, and is read"
            table.problems.of_cell(ref, message, remedy, Severity.WARNING)


def _report_merged(table: Table, rows: Iterable[Row], periods: PeriodColumns) -> None:
    """Figures under a merge are lost to Excel as well, but it does not look so."""
    numbers = {row.number for row in rows}
    columns = {table.columns["item"], *periods.columns.values()}
    for area in table.grid.layout.merged:
        if area not in table.merged_headings and _touches(area, numbers, columns):
            ref = CellRef(table.grid.name, area.top, area.left)
            last = CellRef(table.grid.name, area.bottom, area.right).a1
            message = f"merged cells, up to {last}: only the first has a value"
            table.problems.of_cell(ref, message, "unmerge them", Severity.WARNING)


def _touches(area: Area, rows: Iterable[int], columns: Iterable[int]) -> bool:
    return any(area.top <= row <= area.bottom for row in rows) and any(
        area.left <= column <= area.right for column in columns
    )
