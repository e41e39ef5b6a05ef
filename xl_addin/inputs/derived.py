"""Quarters that are not given: what longer periods leave of them.

Cash flows come year to date, fourth quarters often as a year alone. A flow's quarter is then the longer
period less the rest of it; the figure stands on a sheet of the deck, as a formula over the cells it comes
from. Nothing is derived from what is derived itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from xl_addin.domain.items import ItemKind
from xl_addin.domain.periods import QUARTERS, Cumulative, Period, Quarter, to_date
from xl_addin.inputs.figures import FiguresReading
from xl_addin.inputs.model import DERIVED_SHEET, CellRef, Derivation, Figure, Item, Provenance, Status
from xl_addin.inputs.spans import terms

FIRST_ROW, FIRST_COLUMN = 5, 3
_DECIMALS = 9
_SOFT = (Status.ILLUSTRATIVE, Status.ESTIMATE)
Key = tuple[str, Period]


def year_to_date(period: Period) -> Period:
    """What a cumulative row holds in the column of a period."""
    if isinstance(period, Quarter):
        period = Cumulative(period.fiscal_year, period.number)
    return to_date(period)


def fill_from_year_to_date(figures: FiguresReading) -> None:
    """Cumulative rows fill what standalone rows leave blank; a balance of a half is its last quarter's."""
    for (key, period), figure in figures.cumulative.items():
        _fill(figures, (key, year_to_date(period)), figure)
    for (key, period), figure in list(figures.cells.items()):
        if figures.items[key].kind is ItemKind.BALANCE and not isinstance(period, Quarter):
            _fill(figures, (key, period.quarters[-1]), figure)


def _fill(figures: FiguresReading, key: Key, figure: Figure) -> None:
    held = figures.cells.get(key)
    if held is None or (held.value is None and figure.value is not None):
        figures.cells[key] = figure


def derive_quarters(figures: FiguresReading) -> None:
    """The quarters that longer periods leave, each with a place on the sheet Derived.

    Quarters without a column are then among the others, where a figure is derived or one after them given.
    """
    given = figures.periods.quarters
    wanted = (*given, *figures.periods.derivable)
    found: dict[Key, Sequence[Figure]] = {
        (item.key, quarter): derived
        for item in figures.items.values()
        if item.is_flow
        for quarter in wanted
        if (derived := _derived(figures, item, quarter)) is not None
    }
    known = {*given, *(period.quarters[0] for _, period in found)}
    between = (min(known), max(known)) if known else None
    figures.quarters = tuple(sorted(q for q in wanted if between and between[0] <= q <= between[1]))
    figures.cells.update(_placed(figures, found))


def _derived(figures: FiguresReading, item: Item, quarter: Quarter) -> Sequence[Figure] | None:
    """The figures that a quarter is computed from, the longest period's first; None where it is given."""
    year = quarter.fiscal_year
    alone = _given(figures, item, [Quarter(year, number) for number in range(1, QUARTERS + 1)])
    periods = [Cumulative(year, number) for number in range(2, QUARTERS + 1)]
    longer = {len(period.quarters): figure for period, figure in _given(figures, item, periods).items()}
    single = {period.quarters[0].number: figure for period, figure in alone.items()}
    if quarter.number in single or (way := terms(quarter.number, single.keys(), longer.keys())) is None:
        return None
    before = [longer[way.before]] if way.before else []
    return longer[way.last], *before, *(single[number] for number in way.quarters)


def _given(figures: FiguresReading, item: Item, periods: Sequence[Period]) -> Mapping[Period, Figure]:
    cells = {period: figures.cells.get((item.key, to_date(period))) for period in periods}
    return {period: figure for period, figure in cells.items() if figure and figure.value is not None}


def _placed(figures: FiguresReading, found: Mapping[Key, Sequence[Figure]]) -> Iterator[tuple[Key, Figure]]:
    """Each at the crossing of its item and quarter; what has no cell anywhere has a blank one there."""
    lost: dict[Key, Sequence[Figure]] = {
        (key, quarter): ()
        for key in figures.items
        for quarter in figures.quarters
        if (key, quarter) not in figures.cells
    }
    wanted: Mapping[Key, Sequence[Figure]] = {**lost, **found}
    keys = [key for key in figures.items if any(item == key for item, _ in wanted)]
    columns = sorted({period.quarters[0] for _, period in wanted})
    for (key, period), parts in wanted.items():
        row, column = FIRST_ROW + keys.index(key), FIRST_COLUMN + columns.index(period.quarters[0])
        yield (key, period), _computed(CellRef(DERIVED_SHEET, row, column), parts)


def _computed(ref: CellRef, parts: Sequence[Figure]) -> Figure:
    if not parts:
        return Figure(None, ref)
    first, *others = (part.value or 0 for part in parts)
    minuend, *subtrahends = (part.ref for part in parts)
    value = round(first - sum(others), _DECIMALS)
    return Figure(value, ref, derivation=Derivation(minuend, tuple(subtrahends)))


def provenance_of_derived(
    figures: FiguresReading, sources: Mapping[Key, Provenance]
) -> dict[Key, Provenance]:
    """What is known of derived figures from what Sources says of those that they are computed from."""
    by_cell = {figure.ref: key for key, figure in figures.cells.items()}
    found: dict[Key, Provenance] = {}
    for key, figure in figures.cells.items():
        parts = [by_cell[ref] for ref in figure.derivation.refs] if figure.derivation else []
        if any(part in sources for part in parts):
            found[key] = _difference(figures, parts, sources)
    return found


def _difference(
    figures: FiguresReading, parts: Sequence[Key], sources: Mapping[Key, Provenance]
) -> Provenance:
    """The widest and the narrowest that the difference can be; as soft as the softest part."""
    lows, highs = zip(*(_bounds(figures, part, sources.get(part)) for part in parts), strict=True)
    said = {sources[part].status for part in parts if part in sources}
    status = next((each for each in _SOFT if each in said), Status.DERIVED)
    low, high = lows[0] - sum(highs[1:]), highs[0] - sum(lows[1:])
    exact = low == high
    names = ", ".join(str(period) for _, period in parts)
    return Provenance(status, None if exact else low, None if exact else high, names, "")


def _bounds(figures: FiguresReading, key: Key, source: Provenance | None) -> tuple[float, float]:
    value = figures.cells[key].value or 0
    if source is None:
        return value, value
    low = value if source.low is None else source.low
    return low, value if source.high is None else source.high
