"""The series of a chart, their points and labels, as Excel's object model has them."""

# ruff: noqa: N802, N803 - names are Excel's

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.recording_excel.addresses import area_of
from tests.recording_excel.calls import ExcelRefuses
from tests.recording_excel.chart_pieces import ChartFont, ChartFormat, OfChart, kept, one_of, positive
from tests.recording_excel.com import ComCollection, leads
from tests.recording_excel.model import Chart as ChartState
from tests.recording_excel.model import Labels, LineLook
from tests.recording_excel.model import Point as PointState
from tests.recording_excel.model import Series as SeriesState
from tests.recording_excel.references import sheets_in

if TYPE_CHECKING:
    from tests.recording_excel.charts import Chart

# XlChartType, of which the recording knows these.
KINDS = {51: "column_clustered", 52: "column_stacked", 4: "line", 65: "line_markers"}
GROUPS = {1: "primary", 2: "secondary"}
_MARKERS = {-4105: "automatic", -4142: "none", 8: "circle", 1: "square", 2: "diamond", 3: "triangle"}
_LABELS = {4: "next_to_axis", -4134: "low", -4127: "high", -4142: "none"}
_TICKS = {-4142: "none", 2: "inside", 3: "outside", 4: "cross"}
_LABELS = {0: "above", 1: "below", 2: "outside_end", 3: "inside_end", 4: "inside_base", -4108: "center",
           -4131: "left", -4152: "right"}  # fmt: skip
# Which positions a label may have at a series of a kind.
_ALLOWED = {
    "column_clustered": {"outside_end", "inside_end", "inside_base", "center"},
    "column_stacked": {"inside_end", "inside_base", "center"},
    "line": {"above", "below", "left", "right", "center"},
    "line_markers": {"above", "below", "left", "right", "center"},
}


class SeriesCollection(ComCollection):
    """The series of a chart: those of the first axes come first, columns before lines."""

    def __init__(self, chart: Chart) -> None:
        super().__init__(chart.application)
        self.owner = chart

    @property
    def place(self) -> str:
        return self.owner.place

    def require(self) -> None:
        self.owner.require()

    def members(self) -> list[Series]:
        chart = self.owner
        return [Series(chart, series) for series in in_order(chart.chart)]

    def NewSeries(self) -> Series:
        chart = self.owner.chart
        series = SeriesState(kind=chart.kind)
        chart.series.append(series)
        return Series(self.owner, series)


def in_order(chart: ChartState) -> list[SeriesState]:
    """Series as Excel counts them."""
    return sorted(
        chart.series, key=lambda series: (series.group == "secondary", series.kind.startswith("line"))
    )


class OfSeries(OfChart):
    """Something about a series."""

    def __init__(self, chart: Chart, series: SeriesState) -> None:
        super().__init__(chart.application, chart.sheet, chart.chart)
        self.owner, self.series = chart, series

    @property
    def place(self) -> str:
        return f"{super().place} series {self.series.name or '?'}"

    def require(self) -> None:
        super().require()
        if self.series not in self.chart.series:
            raise ExcelRefuses("Object required")


def reference(value: Any) -> str:
    """A reference to cells, as a formula in English."""
    if not isinstance(value, str) or not value.startswith("=") or "!" not in value:
        raise ExcelRefuses(f"Unable to set the property of the Series class: {value!r}")
    return value


class Series(OfSeries):
    """A series."""

    @property
    def Name(self) -> str:
        return self.series.name

    @Name.setter
    def Name(self, value: str) -> None:
        self.application.require_as_typed(value)
        self.series.name = value

    @property
    def Values(self) -> str:
        return self.series.values

    @Values.setter
    def Values(self, value: str) -> None:
        self._require_sheets(value)
        self.series.values = reference(value)

    @property
    def XValues(self) -> str:
        return self.series.categories

    @XValues.setter
    def XValues(self, value: str) -> None:
        self._require_sheets(value)
        self.series.categories = reference(value)

    def _require_sheets(self, value: str) -> None:
        self.application.require_as_typed(value)
        known = {sheet.name.casefold() for sheet in self.sheet.book.sheets}
        if not {name.casefold() for name in sheets_in(value)} <= known:
            raise ExcelRefuses(f"Unable to set the property of the Series class: {value!r}")

    ChartType = kept("series", "kind", *one_of(KINDS))
    AxisGroup = kept("series", "group", *one_of(GROUPS))
    MarkerStyle = kept("series", "marker", *one_of(_MARKERS))
    MarkerSize = kept("series", "marker_size", positive)
    MarkerForegroundColor = kept("series", "marker_edge", "color")
    MarkerBackgroundColor = kept("series", "marker_fill", "color")
    InvertIfNegative = kept("series", "inverts", bool)

    @property
    def Format(self) -> ChartFormat:
        return ChartFormat(self, self.series.fill, self.series.line)

    @property
    def HasDataLabels(self) -> bool:
        return self.series.labels is not None

    @HasDataLabels.setter
    def HasDataLabels(self, value: bool) -> None:
        self.series.labels = (self.series.labels or Labels()) if value else None

    @leads
    def DataLabels(self) -> DataLabels:
        if self.series.labels is None:
            raise ExcelRefuses("Unable to get the DataLabels property of the Series class")
        return DataLabels(self, self.series.labels)

    @leads
    def Points(self, Index: int) -> Point:
        area = area_of(self.series.values.rpartition("!")[2])
        height, width = area.shape
        if not 1 <= Index <= height * width:
            raise ExcelRefuses("Unable to get the Points property of the Series class")
        return Point(self, Index)

    def Delete(self) -> None:
        self.chart.series.remove(self.series)


class Point(OfSeries):
    """One point of a series."""

    def __init__(self, series: Series, number: int) -> None:
        super().__init__(series.owner, series.series)
        self.number = number

    @property
    def place(self) -> str:
        return f"{super().place} point {self.number}"

    @property
    def point(self) -> PointState:
        return self.series.points.setdefault(self.number, PointState())

    @property
    def HasDataLabel(self) -> bool:
        return self.point.labels is not None

    @HasDataLabel.setter
    def HasDataLabel(self, value: bool) -> None:
        self.point.labels = (self.point.labels or Labels()) if value else None
        self.point.has_no_label = not value

    @property
    def DataLabel(self) -> DataLabel:
        if self.point.labels is None:
            raise ExcelRefuses("Unable to get the DataLabel property of the Point class")
        return DataLabel(self, self.point.labels)

    @property
    def Format(self) -> ChartFormat:
        return ChartFormat(self, self.point.fill, LineLook())


class DataLabels(OfSeries):
    """Labels at the points of a series."""

    def __init__(self, series: Series | Point, labels: Labels) -> None:
        super().__init__(series.owner, series.series)
        self.labels = labels
        self._place = series.place

    @property
    def place(self) -> str:
        return self._place

    @property
    def Position(self) -> int | None:
        return next((number for number, word in _LABELS.items() if word == self.labels.position), None)

    @Position.setter
    def Position(self, value: int) -> None:
        position = one_of(_LABELS)[0](value)
        if position not in _ALLOWED[self.series.kind]:
            raise ExcelRefuses(f"Unable to set the Position property: {position} at {self.series.kind}")
        self.labels.position = position

    @property
    def NumberFormat(self) -> str:
        return self.labels.number_format

    @NumberFormat.setter
    def NumberFormat(self, value: str) -> None:
        self.labels.number_format, self.labels.is_linked = value, False

    NumberFormatLinked = kept("labels", "is_linked", bool)

    @property
    def Font(self) -> ChartFont:
        return ChartFont(self, self.labels.font)


class DataLabel(DataLabels):
    """The label at one point."""
