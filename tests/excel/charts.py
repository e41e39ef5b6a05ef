"""Charts behind xlwings' own classes, and the same charts as COM hands them over."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from xlwings import base_classes

from tests.excel import com
from tests.excel.calls import Calls, ExcelRefuses, counted
from tests.excel.com import Com


class SeriesState:
    """One series: what it shows and how, as set by either way."""

    def __init__(self, calls: Calls, chart: ChartImpl) -> None:
        self.chart = chart
        self.looks: dict[str, Any] = {"chart_type": chart.state["chart_type"], "axis_group": "primary"}
        self.points = com.indexed(lambda number: self._point(calls))
        self.labels = com.label(calls, "DataLabels")
        self.com = Com(
            calls,
            "Series",
            Name="",
            Values="",
            XValues="",
            Format=com.formatted(calls, "Series"),
            InvertIfNegative=True,
            HasDataLabels=False,
            DataLabels=lambda: self.labels,
            Points=self.points,
            Delete=lambda: chart.all_series.remove(self),
        )

    def _point(self, calls: Calls) -> Com:
        return Com(
            calls,
            "Point",
            HasDataLabel=None,  # as its series has it
            DataLabel=com.label(calls, "DataLabel"),
            Format=com.formatted(calls, "Point"),
        )

    def plain(self) -> dict[str, Any]:
        points = {number: point.plain() for number, point in self.points.made.items()}  # type: ignore[attr-defined]
        return {**self.looks, **self.com.plain(), "labels": self.labels.plain(), "points": points}


@counted
class ChartSeriesImpl(base_classes.ChartSeries):
    def __init__(self, state: SeriesState) -> None:
        self._state = state
        self.calls = state.chart.calls

    def __str__(self) -> str:
        return f"{self._state.chart} series"

    @property
    def api(self) -> Com:
        return self._state.com

    def set(self, **looks: Any) -> None:
        given = {name: value for name, value in looks.items() if value is not base_classes._UNSET}
        self._state.looks |= given

    @property
    def fill_color(self) -> Any:
        return self._state.looks.get("fill_color")

    @fill_color.setter
    def fill_color(self, value: Any) -> None:
        self._state.looks["fill_color"] = value

    @property
    def marker_style(self) -> Any:
        return self._state.looks.get("marker_style")

    @marker_style.setter
    def marker_style(self, value: Any) -> None:
        self._state.looks["marker_style"] = value


class SeriesCollectionImpl(base_classes.ChartSeriesCollection):
    def __init__(self, chart: ChartImpl) -> None:
        self._chart = chart

    def __len__(self) -> int:
        return len(self._chart.all_series)

    def __iter__(self) -> Iterator[ChartSeriesImpl]:
        return (ChartSeriesImpl(state) for state in list(self._chart.all_series))

    def __call__(self, key: int) -> ChartSeriesImpl:
        return ChartSeriesImpl(self._chart.all_series[key - 1])


@counted
class ChartAxisImpl(base_classes.ChartAxis):
    def __init__(self, chart: ChartImpl, which: str) -> None:
        self._chart, self._which = chart, which
        self.calls = chart.calls

    def __str__(self) -> str:
        return f"{self._chart} {self._which}"

    def set(self, **looks: Any) -> None:
        if self._which.startswith("secondary") and not self._chart.has_secondary():
            raise ExcelRefuses("The chart has no secondary axis group")
        given = {name: value for name, value in looks.items() if value is not base_classes._UNSET}
        self._chart.state[self._which] = self._chart.state.get(self._which, {}) | given


@counted
class ChartLegendImpl(base_classes.ChartLegend):
    def __init__(self, chart: ChartImpl) -> None:
        self._chart = chart
        self.calls = chart.calls

    def __str__(self) -> str:
        return f"{self._chart} legend"

    @property
    def visible(self) -> bool:
        return bool(self._chart.state["legend"]["visible"])

    @visible.setter
    def visible(self, value: bool) -> None:
        self._chart.state["legend"]["visible"] = value

    @property
    def position(self) -> str | None:
        return self._chart.state["legend"].get("position")

    @position.setter
    def position(self, value: str) -> None:
        self._chart.state["legend"] |= {"visible": True, "position": value}


@counted
class ChartImpl(base_classes.Chart):
    def __init__(self, sheet: Any, name: str, chart_type: str, place: tuple[float, ...]) -> None:
        self._sheet = sheet
        self.calls = sheet.calls
        self.all_series: list[SeriesState] = []
        self.state: dict[str, Any] = {
            "name": name,
            "chart_type": chart_type,
            "place": place,
            "title": None,
            "legend": {"visible": True},
        }
        self.deleted_entries: list[int] = []
        self._com_object = Com(
            self.calls,
            "ChartObject",
            Placement=1,
            ShapeRange=Com(self.calls, "ShapeRange", AlternativeText=""),
        )
        self._com = self._chart_com()

    def __str__(self) -> str:
        return f"{self._sheet._name}!{self.state['name']}"

    def has_secondary(self) -> bool:
        return any(series.looks["axis_group"] == "secondary" for series in self.all_series)

    def plain(self) -> dict[str, Any]:
        """Everything about the chart, to compare."""
        axes = {key: axis.plain() for key, axis in self._axes.items()}
        return {
            **copy.deepcopy(self.state),
            "series": [series.plain() for series in self.all_series],
            "com": self._com.plain(),
            "object": self._com_object.plain(),
            "axes": axes,
            "deleted entries": list(self.deleted_entries),
        }

    def _chart_com(self) -> Com:
        calls = self.calls
        self._axes: dict[tuple[int, int], Com] = {}
        groups = com.indexed(lambda number: Com(calls, "ChartGroup", GapWidth=150, Overlap=0))
        legend = Com(
            calls,
            "Legend",
            Font=com.font(calls, "Legend"),
            LegendEntries=lambda number: Com(
                calls, "LegendEntry", Delete=lambda: self.deleted_entries.append(number)
            ),
        )
        return Com(
            calls,
            "Chart",
            SeriesCollection=self._series_com,
            ChartGroups=groups,
            HasTitle=False,
            ChartTitle=Com(calls, "ChartTitle", Formula="", Font=com.font(calls, "ChartTitle")),
            ChartArea=Com(
                calls,
                "ChartArea",
                Font=com.font(calls, "ChartArea"),
                Format=com.formatted(calls, "ChartArea"),
            ),
            PlotArea=Com(calls, "PlotArea", Format=com.formatted(calls, "PlotArea")),
            Axes=self._axis_com,
            Legend=legend,
        )

    def _series_com(self, index: int | None = None) -> Com:
        if index is not None:
            return self.all_series[index - 1].com
        return Com(self.calls, "SeriesCollection", Count=len(self.all_series), NewSeries=self._new_series)

    def _new_series(self) -> Com:
        self.all_series.append(SeriesState(self.calls, self))
        return self.all_series[-1].com

    def _axis_com(self, kind: int, group: int) -> Com:
        if group == 2 and not self.has_secondary():
            raise ExcelRefuses("Method 'Axes' failed")
        calls = self.calls
        return self._axes.setdefault(
            (kind, group),
            Com(
                calls,
                "Axis",
                TickLabels=Com(calls, "TickLabels", Font=com.font(calls, "TickLabels")),
                TickLabelPosition=4,
                MajorTickMark=3,
                HasMajorGridlines=kind == 2 and group == 1,
                MajorGridlines=Com(calls, "Gridlines", Format=com.formatted(calls, "Gridlines")),
                Format=com.formatted(calls, "Axis"),
                AxisTitle=Com(calls, "AxisTitle", Font=com.font(calls, "AxisTitle")),
            ),
        )

    @property
    def api(self) -> tuple[Com, Com]:
        return self._com_object, self._com

    @property
    def parent(self) -> Any:
        return self._sheet

    @property
    def name(self) -> str:
        return str(self.state["name"])

    @name.setter
    def name(self, value: str) -> None:
        self.state["name"] = value

    @property
    def title(self) -> str | None:
        return self.state["title"]

    @title.setter
    def title(self, value: str | None) -> None:
        self.state["title"] = value
        self._com.put(HasTitle=value is not None)

    @property
    def series(self) -> SeriesCollectionImpl:
        return SeriesCollectionImpl(self)

    @property
    def value_axis(self) -> ChartAxisImpl:
        return ChartAxisImpl(self, "value axis")

    @property
    def secondary_value_axis(self) -> ChartAxisImpl:
        return ChartAxisImpl(self, "secondary value axis")

    @property
    def legend(self) -> ChartLegendImpl:
        return ChartLegendImpl(self)

    def delete(self) -> None:
        self._sheet._charts.remove(self)

    def copied_to(self, sheet: Any) -> ChartImpl:
        """As a copy of the sheet has it: its references lead to the copy."""
        other = ChartImpl(sheet, self.state["name"], self.state["chart_type"], self.state["place"])
        other.state = copy.deepcopy(self.state)
        return other


@counted
class ChartsImpl(base_classes.Charts):
    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self.calls = sheet.calls

    def __str__(self) -> str:
        return f"{self._sheet._name} charts"

    @property
    def parent(self) -> Any:
        return self._sheet

    def __len__(self) -> int:
        return len(self._sheet._charts)

    def __iter__(self) -> Iterator[ChartImpl]:
        return iter(list(self._sheet._charts))

    def __contains__(self, name: str) -> bool:
        return any(chart.state["name"] == name for chart in self._sheet._charts)

    def __call__(self, key: int | str) -> ChartImpl:
        if isinstance(key, int):
            return self._sheet._charts[key - 1]
        found = [chart for chart in self._sheet._charts if chart.state["name"] == key]
        if not found:
            raise KeyError(key)
        return found[0]

    def add(
        self, left: float, top: float, width: float, height: float, *, chart_type: str, name: Any = None,
        style: Any = None, **_: Any
    ) -> ChartImpl:  # fmt: skip
        self._sheet._require_writable()
        self._sheet._charts_made += 1
        name = name or f"Chart {self._sheet._charts_made}"
        chart = ChartImpl(self._sheet, name, chart_type, (left, top, width, height))
        self._sheet._charts.append(chart)
        return chart
