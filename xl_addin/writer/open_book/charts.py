"""The charts of a sheet drawn into an open workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xl_addin.writer.chart_scales import Scale, column_scale, ratio_scale
from xl_addin.writer.edits import ChartEdit, SeriesEdit
from xl_addin.writer.open_book.native import Attempts, Native

if TYPE_CHECKING:
    import xlwings as xw

_POINTS_PER_PIXEL = 0.75
_OFFSET = 2  # pixels from the corner of its cell, as in a file


def draw_chart(sheet: xw.Sheet, edit: ChartEdit, native: Native, attempts: Attempts, font: str) -> None:
    """Draw one chart; a chart that this Excel gives no series is taken away again and told."""
    corner = sheet.range((edit.row, edit.column))
    chart = sheet.charts.add(
        corner.left + _OFFSET * _POINTS_PER_PIXEL,
        corner.top + _OFFSET * _POINTS_PER_PIXEL,
        edit.width * _POINTS_PER_PIXEL,
        edit.height * _POINTS_PER_PIXEL,
        chart_type=_columns(edit),
        style=None,
    )
    name = sheet.name
    if not attempts.attempt("charts", name, _add_series, chart, edit, native):
        chart.delete()
        return
    for series, drawn in zip(edit.series, chart.series, strict=True):
        _draw_series(drawn, series)
    chart.title = edit.cached_title
    _set_axes(chart, edit)
    chart.legend.visible = len(edit.series) > 1
    if len(edit.series) > 1:
        chart.legend.position = "bottom"
    attempts.attempt("the looks of charts", name, native.dress, chart, edit, font)
    attempts.attempt("the labels of charts", name, native.label, chart, edit, font)
    attempts.attempt("the alternative texts of charts", name, native.describe, chart, edit.alt_text)


def _add_series(chart: xw.Chart, edit: ChartEdit, native: Native) -> None:
    native.add_series(chart, edit)
    if len(chart.series) != len(edit.series):
        raise ValueError(f"{len(chart.series)} series and not {len(edit.series)}")


def _columns(edit: ChartEdit) -> str:
    return "column_stacked" if edit.stacked else "column_clustered"


def _draw_series(drawn: xw.ChartSeries, series: SeriesEdit) -> None:
    color = "#" + series.color
    if series.kind != "line":
        drawn.fill_color = color
        return
    drawn.set(chart_type="line_markers", axis_group="secondary" if series.secondary else "primary")
    if series.hidden:
        drawn.marker_style = "none"
    else:
        drawn.set(
            line_color=color,
            marker_style="circle",
            marker_size=6,
            marker_foreground_color=color,
            marker_background_color=color,
        )


def _set_axes(chart: xw.Chart, edit: ChartEdit) -> None:
    _set_axis(chart.value_axis, edit.axis_title, column_scale(edit), edit.number_format)
    if edit.second_axis_title and any(series.secondary for series in edit.series):
        lines = [series for series in edit.series if series.kind == "line"]
        axis = chart.secondary_value_axis
        _set_axis(axis, edit.second_axis_title, ratio_scale(edit), lines[0].number_format)


def _set_axis(axis: Any, title: str, scale: Scale, number_format: str) -> None:
    axis.set(
        title=title or None,
        minimum_scale=scale.low,
        maximum_scale=scale.high,
        major_unit=scale.step,
        number_format=number_format,
    )
