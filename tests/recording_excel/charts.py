"""Charts as Excel's object model has them."""

# ruff: noqa: N802, N803 - names are Excel's

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from tests.recording_excel.axes import AXES, Axis
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
from tests.recording_excel.model import Chart as ChartState
from tests.recording_excel.model import FillLook, FontLook, LineLook
from tests.recording_excel.model import Series as SeriesState
from tests.recording_excel.references import pointing
from tests.recording_excel.series import GROUPS, KINDS, SeriesCollection, in_order, reference

if TYPE_CHECKING:
    from tests.recording_excel.sheets import Worksheet

_PLACEMENTS = {1: "move_and_size", 2: "move", 3: "free"}
_LEGENDS = {-4107: "bottom", -4160: "top", -4152: "right", -4131: "left", 2: "corner"}
_LABELS = {0: "above", 1: "below", 2: "outside_end", 3: "inside_end", 4: "inside_base", -4108: "center",
           -4131: "left", -4152: "right"}  # fmt: skip


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
        return Axis(self, AXES[Type], GROUPS[AxisGroup])

    def has_axis(self, kind: int, group: int) -> bool:
        """A secondary axis for the categories is there only where it is asked for."""
        plotted = any(series.group == GROUPS[group] for series in self.chart.series)
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
        self.chart.title_link = reference(value)

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
