"""Charts as Excel's object model has them."""

# ruff: noqa: N802, N803 - names are Excel's

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from tests.recording_excel.calls import ExcelRefuses
from tests.recording_excel.chart_pieces import (
    ChartFont,
    ChartFormat,
    OfChart,
    kept,
    one_of,
    positive,
)
from tests.recording_excel.com import ComCollection, leads
from tests.recording_excel.model import Axis as AxisState
from tests.recording_excel.model import Chart as ChartState
from tests.recording_excel.model import FillLook, FontLook, Labels, LineLook
from tests.recording_excel.model import Point as PointState
from tests.recording_excel.model import Series as SeriesState
from tests.recording_excel.ranges import area_of
from tests.recording_excel.references import pointing, sheets_in

if TYPE_CHECKING:
    from tests.recording_excel.sheets import Worksheet

# XlChartType, of which the recording knows these.
KINDS = {51: "column_clustered", 52: "column_stacked", 4: "line", 65: "line_markers"}
_GROUPS = {1: "primary", 2: "secondary"}
_AXES = {1: "category", 2: "value"}
_PLACEMENTS = {1: "move_and_size", 2: "move", 3: "free"}
_MARKERS = {-4105: "automatic", -4142: "none", 8: "circle", 1: "square", 2: "diamond", 3: "triangle"}
_LEGENDS = {-4107: "bottom", -4160: "top", -4152: "right", -4131: "left", 2: "corner"}
_TICK_LABELS = {4: "next_to_axis", -4134: "low", -4127: "high", -4142: "none"}
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


def copied(chart: ChartState, own: str, new: str) -> ChartState:
    """A copy of a chart; its references to the sheet `own` point at `new`."""
    twin = deepcopy(chart)
    twin.title_link = pointing(twin.title_link, own, new)
    for series in twin.series:
        for part in ("name", "values", "categories"):
            setattr(series, part, pointing(getattr(series, part), own, new))
    return twin


class ChartObjects(ComCollection):
    """The charts on a worksheet."""

    def __init__(self, worksheet: Worksheet) -> None:
        super().__init__(worksheet.application)
        self.worksheet = worksheet

    @property
    def place(self) -> str:
        return self.worksheet.place

    def require(self) -> None:
        self.worksheet.require()

    def members(self) -> list[ChartObject]:
        return [ChartObject(self.worksheet, chart) for chart in self.worksheet.sheet.charts]

    def named(self, member: ChartObject) -> str:
        return member.chart.name

    @property
    def Parent(self) -> Worksheet:
        return self.worksheet

    def Add(self, Left: float, Top: float, Width: float, Height: float) -> ChartObject:
        """An empty chart; where the cell in front holds something, Excel plots what is around it."""
        sheet = self.worksheet.sheet
        if sheet.is_protected:
            raise ExcelRefuses("The cell or chart you're trying to change is on a protected sheet.")
        sheet.charts_made += 1
        chart = ChartState(f"Chart {sheet.charts_made}", Left, Top, Width, Height)
        at = (sheet.selection.top, sheet.selection.left)
        if sheet.book.active is sheet and at in sheet.contents:
            chart.series.append(SeriesState(values=f"='{sheet.name}'!$A$1"))
        sheet.charts.append(chart)
        return ChartObject(self.worksheet, chart)


class ChartObject(OfChart):
    """The frame of a chart on its sheet."""

    def __init__(self, worksheet: Worksheet, chart: ChartState) -> None:
        super().__init__(worksheet.application, worksheet.sheet, chart)
        self.worksheet = worksheet

    @property
    def Parent(self) -> Worksheet:
        return self.worksheet

    @property
    def Name(self) -> str:
        return self.chart.name

    @Name.setter
    def Name(self, value: str) -> None:
        if any(other.name.casefold() == value.casefold() for other in self.sheet.charts):
            raise ExcelRefuses(f"The name is taken: {value}")
        self.chart.name = value

    @property
    def Chart(self) -> Chart:
        return Chart(self)

    @property
    def ShapeRange(self) -> ShapeRange:
        return ShapeRange(self.application, self.sheet, self.chart)

    Left = kept("chart", "left", float)
    Top = kept("chart", "top", float)
    Width = kept("chart", "width", positive)
    Height = kept("chart", "height", positive)
    Placement = kept("chart", "placement", *one_of(_PLACEMENTS))

    def Delete(self) -> None:
        if self.sheet.is_protected:
            raise ExcelRefuses("The cell or chart you're trying to change is on a protected sheet.")
        self.sheet.charts.remove(self.chart)


class ShapeRange(OfChart):
    """The chart as a shape."""

    AlternativeText = kept("chart", "alt_text", str)


class Chart(OfChart):
    """What is drawn."""

    def __init__(self, frame: ChartObject) -> None:
        super().__init__(frame.application, frame.sheet, frame.chart)
        self.frame = frame

    @property
    def _oleobj_(self) -> _Dispatch:
        return _Dispatch(self)

    @property
    def Parent(self) -> ChartObject:
        return self.frame

    @property
    def Name(self) -> str:
        return f"{self.sheet.name} {self.chart.name}"

    @property
    def ChartType(self) -> int:
        return next(number for number, word in KINDS.items() if word == self.chart.kind)

    @ChartType.setter
    def ChartType(self, value: int) -> None:
        self.chart.kind = one_of(KINDS)[0](value)
        for series in self.chart.series:
            series.kind = self.chart.kind

    @property
    def HasTitle(self) -> bool:
        return self.chart.title is not None

    @HasTitle.setter
    def HasTitle(self, value: bool) -> None:
        if not value:
            self.chart.title, self.chart.title_link = None, ""
        elif self.chart.title is None:
            self.chart.title = "Chart Title"

    @property
    def ChartTitle(self) -> ChartTitle:
        if self.chart.title is None:
            raise ExcelRefuses("Unable to get the ChartTitle property of the Chart class")
        return ChartTitle(self.application, self.sheet, self.chart)

    HasLegend = kept("chart", "has_legend", bool)
    ChartStyle = kept("chart", "style", int)

    @property
    def Legend(self) -> Legend:
        if not self.chart.has_legend:
            raise ExcelRefuses("Unable to get the Legend property of the Chart class")
        return Legend(self.application, self.sheet, self.chart)

    @property
    def ChartArea(self) -> ChartArea:
        return ChartArea(self.application, self.sheet, self.chart)

    @property
    def PlotArea(self) -> PlotArea:
        return PlotArea(self.application, self.sheet, self.chart)

    @leads
    def SeriesCollection(self, Index: object = None) -> Any:
        series = SeriesCollection(self)
        return series if Index is None else series.item(Index)

    @leads
    def ChartGroups(self, Index: int) -> ChartGroup:
        kinds = {(series.group, series.kind.partition("_")[0]) for series in self.chart.series}
        if not 1 <= Index <= len(kinds):
            raise ExcelRefuses("Method 'ChartGroups' of object '_Chart' failed")
        return ChartGroup(self.application, self.sheet, self.chart)

    @leads
    def Axes(self, Type: int, AxisGroup: int = 1) -> Axis:
        if not self.has_axis(Type, AxisGroup):
            raise ExcelRefuses("Method 'Axes' of object '_Chart' failed")
        return Axis(self, _AXES[Type], _GROUPS[AxisGroup])

    def has_axis(self, kind: int, group: int) -> bool:
        """A secondary axis for the categories is there only where it is asked for."""
        plotted = any(series.group == _GROUPS[group] for series in self.chart.series)
        return plotted and (kind, group) != (1, 2)


class _Dispatch:
    """How xlwings asks for HasAxis, a property with arguments."""

    def __init__(self, chart: Chart) -> None:
        self._chart = chart

    def GetIDsOfNames(self, _: int, name: str) -> str:
        return name

    def Invoke(self, name: str, _: int, kind: object, results: int, *arguments: Any) -> bool | None:
        assert name == "HasAxis"
        self._chart.record("get" if results else "set", "HasAxis", arguments, reads=bool(results))
        has = self._chart.has_axis(arguments[0], arguments[1])
        if results:
            return has
        if bool(arguments[2]) != has:
            raise NotImplementedError("an axis taken away or put there")
        return None


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


def _reference(value: Any) -> str:
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
        self.series.name = value

    @property
    def Values(self) -> str:
        return self.series.values

    @Values.setter
    def Values(self, value: str) -> None:
        self._require_sheets(value)
        self.series.values = _reference(value)

    @property
    def XValues(self) -> str:
        return self.series.categories

    @XValues.setter
    def XValues(self, value: str) -> None:
        self._require_sheets(value)
        self.series.categories = _reference(value)

    def _require_sheets(self, value: str) -> None:
        known = {sheet.name.casefold() for sheet in self.sheet.book.sheets}
        if not {name.casefold() for name in sheets_in(value)} <= known:
            raise ExcelRefuses(f"Unable to set the property of the Series class: {value!r}")

    ChartType = kept("series", "kind", *one_of(KINDS))
    AxisGroup = kept("series", "group", *one_of(_GROUPS))
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


class ChartTitle(OfChart):
    """The title of a chart."""

    @property
    def Text(self) -> str | None:
        return self.chart.title

    @Text.setter
    def Text(self, value: str) -> None:
        if len(value) > 255:
            raise ExcelRefuses("Unable to set the Text property of the ChartTitle class")
        self.chart.title, self.chart.title_link = value, ""

    @property
    def Formula(self) -> str:
        return self.chart.title_link

    @Formula.setter
    def Formula(self, value: str) -> None:
        self.chart.title_link = _reference(value)

    @property
    def Font(self) -> ChartFont:
        return ChartFont(self, self.chart.title_font)


class ChartGroup(OfChart):
    """The columns of a chart."""

    GapWidth = kept("chart", "gap", int)

    @property
    def Overlap(self) -> int:
        return self.chart.overlap

    @Overlap.setter
    def Overlap(self, value: int) -> None:
        if not -100 <= value <= 100:
            raise ExcelRefuses("Unable to set the Overlap property of the ChartGroup class")
        self.chart.overlap = value


class ChartArea(OfChart):
    """All of a chart."""

    @property
    def Font(self) -> ChartFont:
        return ChartFont(self, self.chart.font, self._spread)

    def _spread(self, name: str, value: Any) -> None:
        """What the whole chart's font is given, its pieces' fonts are given too."""
        for font in _fonts(self.chart):
            setattr(font, name, value)

    @property
    def Format(self) -> ChartFormat:
        return ChartFormat(self, FillLook(), self.chart.frame)


def _fonts(chart: ChartState) -> list[FontLook]:
    axes = chart.axes.values()
    return [
        chart.title_font,
        chart.legend_font,
        *(axis.font for axis in axes),
        *(axis.title_font for axis in axes),
        *(series.labels.font for series in chart.series if series.labels),
    ]


class PlotArea(OfChart):
    """What the axes surround."""

    @property
    def Format(self) -> ChartFormat:
        return ChartFormat(self, self.chart.plot_fill, LineLook())


class Legend(OfChart):
    """The legend of a chart."""

    Position = kept("chart", "legend_at", *one_of(_LEGENDS))

    @property
    def Font(self) -> ChartFont:
        return ChartFont(self, self.chart.legend_font)

    @leads
    def LegendEntries(self, Index: int) -> LegendEntry:
        shown = [series for series in in_order(self.chart) if series not in self.chart.not_in_legend]
        if not 1 <= Index <= len(shown):
            raise ExcelRefuses("Unable to get the LegendEntries property of the Legend class")
        return LegendEntry(self, shown[Index - 1])


class LegendEntry(OfChart):
    """An entry of a legend; those behind one that is deleted move up."""

    def __init__(self, legend: Legend, series: SeriesState) -> None:
        super().__init__(legend.application, legend.sheet, legend.chart)
        self.series = series

    def Delete(self) -> None:
        self.chart.not_in_legend.append(self.series)


class OfAxis(OfChart):
    """Something about an axis."""

    def __init__(self, chart: Chart | OfAxis, kind: str, group: str) -> None:
        super().__init__(chart.application, chart.sheet, chart.chart)
        self.kind_of_axis, self.group = kind, group

    @property
    def place(self) -> str:
        return f"{super().place} {self.group} {self.kind_of_axis} axis"

    @property
    def axis(self) -> AxisState:
        key = (self.kind_of_axis, self.group)
        primary = key == ("value", "primary")
        fresh = AxisState(has_gridlines=primary, font=FontLook(name=self.chart.font.name))
        return self.chart.axes.setdefault(key, fresh)


def _end(name: str) -> tuple[property, property]:
    """A scale's end, and whether Excel chooses it."""

    def get(self: Any) -> float:
        found = getattr(self.axis, name)
        return 0.0 if found is None else found

    def put(self: Any, value: Any) -> None:
        setattr(self.axis, name, float(value))

    def free(self: Any, value: Any) -> None:
        if value:
            setattr(self.axis, name, None)

    return property(get, put), property(lambda self: getattr(self.axis, name) is None, free)


class Axis(OfAxis):
    """An axis."""

    MinimumScale, MinimumScaleIsAuto = _end("low")
    MaximumScale, MaximumScaleIsAuto = _end("high")
    MajorUnit, MajorUnitIsAuto = _end("step")
    TickLabelPosition = kept("axis", "labels_at", *one_of(_TICK_LABELS))
    MajorTickMark = kept("axis", "ticks", *one_of(_TICKS))
    HasMajorGridlines = kept("axis", "has_gridlines", bool)

    @property
    def HasTitle(self) -> bool:
        return self.axis.title is not None

    @HasTitle.setter
    def HasTitle(self, value: bool) -> None:
        self.axis.title = (self.axis.title or "Axis Title") if value else None
        if value and self.axis.title_font.name is None:
            self.axis.title_font.name = self.chart.font.name

    @property
    def AxisTitle(self) -> AxisTitle:
        if self.axis.title is None:
            raise ExcelRefuses("Unable to get the AxisTitle property of the Axis class")
        return AxisTitle(self, self.kind_of_axis, self.group)

    @property
    def TickLabels(self) -> TickLabels:
        return TickLabels(self, self.kind_of_axis, self.group)

    @property
    def MajorGridlines(self) -> Gridlines:
        if not self.axis.has_gridlines:
            raise ExcelRefuses("Unable to get the MajorGridlines property of the Axis class")
        return Gridlines(self, self.kind_of_axis, self.group)

    @property
    def Format(self) -> ChartFormat:
        return ChartFormat(self, FillLook(), self.axis.line)


class AxisTitle(OfAxis):
    """The title of an axis."""

    Text = kept("axis", "title", str)

    @property
    def Font(self) -> ChartFont:
        return ChartFont(self, self.axis.title_font)


class TickLabels(OfAxis):
    """The labels along an axis."""

    NumberFormat = kept("axis", "number_format", str)

    @property
    def Font(self) -> ChartFont:
        return ChartFont(self, self.axis.font)


class Gridlines(OfAxis):
    """The lines across a chart."""

    @property
    def Format(self) -> ChartFormat:
        return ChartFormat(self, FillLook(), self.axis.gridlines)
