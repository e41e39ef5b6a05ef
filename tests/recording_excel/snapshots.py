"""What a workbook holds as one value, and what is different between two of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from tests.recording_excel.addresses import area_of
from tests.recording_excel.model import Book, Chart, Labels, Look, Place, Series, Sheet, letters, pixels
from tests.recording_excel.series import in_order

Snapshot = dict[str, Any]
# Bookkeeping of the recording, and what only tells how a workbook came to be.
_LEFT_OUT = {"book", "charts_made", "nothing_selectable"}
_DEFAULT_POSITIONS = {"column_clustered": "outside_end", "column_stacked": "center", "line": "right"}
_NEAR = 1.5  # points: a file's charts have their corners on pixels


def snapshot(book: Book) -> Snapshot:
    """Everything in a workbook, as paths with plain values."""
    held: Snapshot = {
        "sheets": [sheet.name for sheet in book.sheets],
        "active sheet": book.active.name if book.active else None,
        "protected structure": book.is_fixed,
    }
    for name in book.names:
        held[f"name {name.full}"] = (name.refers_to, name.visible)
    for sheet in book.sheets:
        held.update(_flat(sheet.name, sheet))
    return held


def _flat(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    if is_dataclass(value) and not isinstance(value, type):
        if getattr(type(value), "__hash__", None) is not None and not isinstance(
            value, Sheet | Chart | Series
        ):
            yield path, value
            return
        for field in fields(value):
            if field.name not in _LEFT_OUT:
                yield from _flat(f"{path} {field.name}", getattr(value, field.name))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _flat(f"{path} {_key(key)}", inner)
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            name = inner.name if isinstance(inner, Chart) else number
            yield from _flat(f"{path} {name}", inner)
        yield f"{path} in all", len(value)
    else:
        yield path, set(value) if isinstance(value, set) else value


def _key(key: Any) -> str:
    is_place = isinstance(key, tuple) and len(key) == 2 and all(type(part) is int for part in key)
    return f"{letters(key[1])}{key[0]}" if is_place else str(key)


def differences(before: Snapshot, after: Snapshot) -> list[str]:
    """One line for each thing that is not the same."""
    lines = []
    for path in [*before, *(path for path in after if path not in before)]:
        if path not in after:
            lines.append(f"{path}: {before[path]!r} is gone")
        elif path not in before:
            lines.append(f"{path}: {after[path]!r} is new")
        elif before[path] != after[path]:
            lines.append(f"{path}: {before[path]!r} became {after[path]!r}")
    return lines


def compare(live: Sheet, file: Sheet) -> list[str]:
    """One line for each difference that a reader or a program would find between two sheets."""
    ours, theirs = dict(_seen(live)), dict(_seen(file))
    lines = []
    for path in [*theirs, *(path for path in ours if path not in theirs)]:
        one, other = ours.get(path), theirs.get(path)
        if not _same(one, other):
            lines.append(f"{live.name} {path}: {one!r}, in the file {other!r}")
    return lines


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        return all(map(_same, one, other))
    if isinstance(one, float) and isinstance(other, float | int):
        return abs(one - other) <= max(abs(one), abs(other)) * 1e-12
    return bool(one == other)


def _seen(sheet: Sheet) -> Iterator[tuple[str, Any]]:
    for at in sorted(sheet.contents.keys() | sheet.looks.keys()):
        for name, value in _cell(sheet, at):
            yield f"{_key(at)} {name}", value
    for column, width in sorted(sheet.widths.items()):
        if pixels(width) != pixels(8.43):
            yield f"width of {letters(column)}", pixels(width)
    for row, height in sorted(sheet.heights.items()):
        yield f"height of {row}", height
    yield "hidden", (sorted(sheet.hidden_rows), sorted(sheet.hidden_columns))
    yield "merged", sorted(sheet.merged)
    yield (
        "names",
        sorted((name.text, name.refers_to, name.visible) for name in sheet.book.names if name.sheet is sheet),
    )
    for field in fields(sheet.page):
        if field.name != "headers":
            yield f"page {field.name}", getattr(sheet.page, field.name)
    for place, text in sheet.page.headers.items():
        if text:
            yield f"page {place}", text
    yield "frozen", (sheet.is_frozen, sheet.frozen)
    yield "gridlines", sheet.gridlines
    yield "tab", sheet.tab_color
    yield "charts", [chart.name for chart in sheet.charts]
    for chart in sheet.charts:
        for name, value in _chart(chart):
            yield f"{chart.name} {name}", value


def _cell(sheet: Sheet, at: Place) -> Iterator[tuple[str, Any]]:
    content, look = sheet.contents.get(at), sheet.look(at)
    covered = any(at in area and at != (area.top, area.left) for area in sheet.merged)
    if content is not None and content != "":
        yield "content", content
        for name in (
            "font",
            "size",
            "bold",
            "italic",
            "color",
            "number_format",
            "vertical",
            "wrap",
            "indent",
        ):
            yield name, getattr(look, name)
        yield "horizontal", _horizontal(look)
        for (start, length), font in sheet.stretches.get(at, {}).items():
            yield f"characters {start} to {start + length - 1}", (font.color, font.bold)
    if not covered:
        if look.fill is not None:
            yield "fill", look.fill
        for side in ("top", "bottom", "left", "right"):
            if getattr(look, side) is not None:
                yield side, getattr(look, side)


def _horizontal(look: Look) -> str:
    return "left" if look.indent and look.horizontal == "general" else look.horizontal


def _chart(chart: Chart) -> Iterator[tuple[str, Any]]:
    yield "kind", chart.kind
    yield "corner", _near(chart.left, chart.top)
    yield "size", _near(chart.width, chart.height)
    yield "placement", chart.placement
    yield "alternative text", chart.alt_text
    yield "title", (chart.title, chart.title_link, *_font(chart.title_font))
    yield "gap", chart.gap
    yield "overlap", chart.overlap
    yield "legend", (chart.legend_at, *_font(chart.legend_font)) if chart.has_legend else None
    yield "not in the legend", sorted(series.name for series in chart.not_in_legend)
    yield "frame", _visible(chart.frame)
    yield "fill of the plot", bool(chart.plot_fill.visible)
    for key, axis in sorted(chart.axes.items()):
        name = f"{key[1]} {key[0]} axis"
        yield f"{name} title", axis.title and (axis.title, *_font(axis.title_font))
        yield f"{name} scale", (axis.low, axis.high, axis.step)
        if key[0] == "value":
            yield f"{name} number format", axis.number_format
        else:
            yield f"{name} labels", (axis.labels_at, axis.ticks)
        yield f"{name} font", _font(axis.font)
        gridlines = (axis.gridlines.color, axis.gridlines.weight)
        yield f"{name} gridlines", gridlines if axis.has_gridlines else None
        yield f"{name} line", axis.line.color or _visible(axis.line)
    drawn = in_order(chart)
    yield "series", [series.name for series in drawn]
    for series in drawn:
        for name, value in _series(series):
            yield f"series {series.name} {name}", value


def _near(*sizes: float) -> tuple[float, ...]:
    return tuple(round(size / _NEAR) * _NEAR for size in sizes)


def _visible(line: Any) -> bool:
    return line.visible is not False


def _font(font: Any) -> tuple[Any, ...]:
    return font.name, font.size, bool(font.bold), font.color


def _series(series: Series) -> Iterator[tuple[str, Any]]:
    kind = "line" if series.kind.startswith("line") else series.kind
    yield "kind", (kind, series.group)
    yield "references", (series.values, series.categories)
    if kind == "line":
        is_drawn = series.line.visible is not False
        yield "line", (series.line.color, series.line.weight) if is_drawn else None
        yield "marker", series.marker if series.marker == "none" else (series.marker, series.marker_size)
    else:
        yield "fill", series.fill.color
        yield "border", (series.line.color, series.line.weight)
        yield "inverts", series.inverts
        own = {number: point.fill.color for number, point in series.points.items() if point.fill.color}
        yield "points", {number: color for number, color in own.items() if color != series.fill.color}
    height, width = area_of(series.values.rpartition("!")[2]).shape
    for number in range(1, height * width + 1):
        point = series.points.get(number)
        hidden = point is not None and point.has_no_label
        labels = None if hidden else (point.labels if point else None) or series.labels
        yield f"label {number}", labels and _label(labels, kind)


def _label(labels: Labels, kind: str) -> tuple[Any, ...]:
    position = labels.position or _DEFAULT_POSITIONS[kind]
    return labels.number_format, labels.is_linked, position, *_font(labels.font)
