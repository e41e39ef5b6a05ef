"""How long the axes of a chart are, and which of its points carry labels; the same in a file and in Excel."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xl_addin.writer.edits import ChartEdit, SeriesEdit


@dataclass(frozen=True, slots=True)
class Scale:
    """The ends of an axis and its step; what is None is Excel's to choose."""

    low: float | None = None
    high: float | None = None
    step: float | None = None


def column_scale(edit: ChartEdit) -> Scale:
    """Columns stand on zero, with room for a line above them and for labels below losses."""
    values = _numbers(series for series in edit.series if series.kind != "line" or series.hidden)
    if not values:
        return Scale()
    low, high = min(values), max(values)
    if low < 0:
        return _limits(low * 1.4, max(high, 0) * 1.4)
    has_line = any(series.secondary for series in edit.series)
    return _limits(0, high * 1.7) if has_line and high > 0 else Scale(low=0)


def ratio_scale(edit: ChartEdit) -> Scale:
    """Limits that put a line into the upper third of the chart, clear of the columns and their labels."""
    values = _numbers(series for series in edit.series if series.kind == "line")
    if not values:
        return Scale()
    low, high = min(values), max(values)
    span = max(high - low, 0.1 * max(abs(high), abs(low))) or 1.0
    bottom = low - 2.4 * span
    return _limits(max(bottom, 0.0) if low >= 0 else bottom, high + 0.3 * span)


def labelled_points(edit: ChartEdit, series: SeriesEdit) -> Sequence[int]:
    """The points of a series, counted from 0, that carry a label; one without a figure has none."""
    count = len(series.cached_values)
    if series.labels == "last":
        return range(count - 1, count) if _has_room(edit, series) else range(0)
    shown = (at for at, value in enumerate(series.cached_values) if isinstance(value, int | float))
    return tuple(shown) if series.labels else ()


def _has_room(edit: ChartEdit, series: SeriesEdit) -> bool:
    """Whether the last point of a stack is tall enough for its label: a label is a sixteenth of the chart."""
    tallest = max((abs(value) for value in _numbers(edit.series)), default=0)
    value = series.cached_values[-1]
    return isinstance(value, int | float) and abs(value) * 16 >= tallest


def _numbers(series: Iterable[SeriesEdit]) -> list[int | float]:
    return [v for one in series for v in one.cached_values if isinstance(v, int | float)]


def _limits(low: float, high: float) -> Scale:
    """The ends of an axis and its step, all round numbers."""
    rough = (high - low) / 6
    power = 10 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough)
    ends = math.floor(low / step) * step, math.ceil(high / step) * step
    return Scale(round(ends[0], 12), round(ends[1], 12), step)
