"""What of a year is given twice: the year to date, and what stands for the same months beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from xl_addin.domain.periods import QUARTERS, Cumulative, Period, Quarter, to_date
from xl_addin.inputs.model import Figure, Item


@dataclass(frozen=True, slots=True)
class Agreement:
    """A period's figure and the figures of the shorter periods that it is made of; none is derived."""

    item: str
    period: Period
    whole: Figure
    parts: tuple[Figure, ...]


def agreements(cells: Mapping[tuple[str, Period], Figure], item: Item, year: int) -> Iterator[Agreement]:
    """The half, nine months and the year of a flow, each against the quarters or a shorter such period."""
    for number in range(2, QUARTERS + 1):
        period = to_date(Cumulative(year, number))
        whole = _printed(cells, item, period)
        parts = _made_of(cells, item, year, number)
        if whole is not None and parts:
            yield Agreement(item.key, period, whole, tuple(parts))


def _made_of(
    cells: Mapping[tuple[str, Period], Figure], item: Item, year: int, number: int
) -> Sequence[Figure]:
    """All the quarters, else the longest year to date within it and the quarters behind that."""
    for before in (0, *range(number - 1, 1, -1)):
        start = [to_date(Cumulative(year, before))] if before else []
        behind = [Quarter(year, quarter) for quarter in range(before + 1, number + 1)]
        found = [_printed(cells, item, period) for period in (*start, *behind)]
        if None not in found:
            return [figure for figure in found if figure is not None]
    return []


def _printed(cells: Mapping[tuple[str, Period], Figure], item: Item, period: Period) -> Figure | None:
    figure = cells.get((item.key, period))
    return figure if figure and figure.value is not None and not figure.derivation else None
