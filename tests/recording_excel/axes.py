"""The axes of a chart, as Excel's object model has them."""

# ruff: noqa: N802 - names are Excel's

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.recording_excel.calls import ExcelRefuses
from tests.recording_excel.chart_pieces import ChartFont, ChartFormat, OfChart, kept, one_of
from tests.recording_excel.model import Axis as AxisState
from tests.recording_excel.model import FillLook, FontLook

if TYPE_CHECKING:
    from tests.recording_excel.charts import Chart

AXES = {1: "category", 2: "value"}
_TICK_LABELS = {4: "next_to_axis", -4134: "low", -4127: "high", -4142: "none"}
_TICKS = {-4142: "none", 2: "inside", 3: "outside", 4: "cross"}


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
