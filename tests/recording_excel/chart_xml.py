"""The charts of a sheet, from their XML in a file."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from tests.recording_excel.model import (
    Axis,
    Chart,
    FillLook,
    FontLook,
    Labels,
    LineLook,
    Point,
    Series,
    Sheet,
)
from tests.recording_excel.package_xml import Package

_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_POINT = 12_700  # EMU
_PLACEMENTS = {"twoCell": "move_and_size", "oneCell": "move", "absolute": "free"}
_LEGENDS = {"b": "bottom", "t": "top", "r": "right", "l": "left", "tr": "corner"}
_LABELS = {"t": "above", "b": "below", "outEnd": "outside_end", "inEnd": "inside_end",
           "inBase": "inside_base", "ctr": "center", "l": "left", "r": "right"}  # fmt: skip
_TICK_LABELS = {"nextTo": "next_to_axis", "low": "low", "high": "high", "none": "none"}
_TICKS = {"none": "none", "in": "inside", "out": "outside", "cross": "cross"}


def charts_of(package: Package, sheet: Sheet) -> list[Chart]:
    """The charts on a sheet, in order."""
    charts = []
    for kind, drawing in package.links(package.sheets[sheet.name]).values():
        if kind != "drawing":
            continue
        links = package.links(drawing)
        for anchor in package.part(drawing):
            frame = anchor.find(".//{*}graphicData/{*}chart")
            if frame is not None:
                part = package.part(links[frame.attrib[_REL + "id"]][1])
                charts.append(_chart(sheet, anchor, part))
    return charts


def _value(element: Element | None, path: str, attribute: str = "val") -> str | None:
    found = element.find(path) if element is not None else None
    return None if found is None else found.attrib.get(attribute)


def _flag(element: Element | None, path: str, missing: bool) -> bool:
    found = element.find(path) if element is not None else None
    return missing if found is None else found.attrib.get("val", "1") in ("1", "true")


def _number(text: str | None) -> float | None:
    return None if text is None else float(text)


def _chart(sheet: Sheet, anchor: Element, root: Element) -> Chart:
    named = anchor.find(".//{*}nvGraphicFramePr/{*}cNvPr")
    assert named is not None
    left, top = _corner(sheet, anchor.find("{*}from"))
    right, bottom = _corner(sheet, anchor.find("{*}to"))
    chart = Chart(named.attrib["name"], left, top, right - left, bottom - top)
    chart.alt_text = named.attrib.get("descr", "")
    chart.placement = _PLACEMENTS[anchor.attrib.get("editAs", "twoCell")]
    drawn = root.find("{*}chart")
    assert drawn is not None
    plot = drawn.find("{*}plotArea")
    assert plot is not None
    _title(chart, drawn)
    _plot(chart, plot)
    _legend(chart, drawn.find("{*}legend"))
    chart.frame = _line(root.find("{*}spPr"))
    chart.plot_fill = _fill(plot.find("{*}spPr"))
    return chart


def _corner(sheet: Sheet, place: Element | None) -> tuple[float, float]:
    column, row = int(place.findtext("{*}col") or 0), int(place.findtext("{*}row") or 0)  # type: ignore[union-attr]
    along, down = (int(place.findtext(f"{{*}}{part}Off") or 0) / _POINT for part in ("col", "row"))  # type: ignore[union-attr]
    return sheet.left(column + 1) + along, sheet.top(row + 1) + down


def _title(chart: Chart, drawn: Element) -> None:
    title = drawn.find("{*}title")
    if title is not None:
        chart.title = "".join(node.text or "" for node in title.iterfind(".//{*}strCache//{*}v"))
        chart.title = chart.title or _text(title)
        reference = title.findtext("{*}tx/{*}strRef/{*}f")
        chart.title_link = "=" + reference if reference else ""
        chart.title_font = _font(title)


def _text(element: Element | None) -> str | None:
    return None if element is None else "".join(node.text or "" for node in element.iterfind(".//{*}t"))


def _plot(chart: Chart, plot: Element) -> None:
    groups: list[list[str]] = []
    for drawn in plot:
        kind = drawn.tag.rpartition("}")[2]
        if kind not in ("barChart", "lineChart"):
            continue
        axes = [axis.attrib["val"] for axis in drawn.iterfind("{*}axId")]
        if axes not in groups:
            groups.append(axes)
        group = "secondary" if groups.index(axes) else "primary"
        if kind == "barChart":
            chart.kind = f"column_{_value(drawn, '{*}grouping')}"
            chart.gap = int(_value(drawn, "{*}gapWidth") or 150)
            chart.overlap = int(_value(drawn, "{*}overlap") or 0)
        for series in drawn.iterfind("{*}ser"):
            chart.series.append(_series(series, "line" if kind == "lineChart" else chart.kind, group))
    for number, group in enumerate(("primary", "secondary")):
        for identity in groups[number] if number < len(groups) else ():
            axis = next(axis for axis in plot if _value(axis, "{*}axId") == identity and "Ax" in axis.tag)
            kind = "category" if axis.tag.endswith("}catAx") else "value"
            if not _flag(axis, "{*}delete", False):
                chart.axes[kind, group] = _axis(axis)


def _series(element: Element, kind: str, group: str) -> Series:
    properties, marker = element.find("{*}spPr"), element.find("{*}marker")
    series = Series(
        "=" + (element.findtext("{*}tx//{*}f") or ""),
        "=" + (element.findtext("{*}val//{*}f") or ""),
        "=" + (element.findtext("{*}cat//{*}f") or ""),
        kind,
        group,
        fill=_fill(properties),
        line=_line(properties),
        inverts=_flag(element, "{*}invertIfNegative", False),
    )
    if marker is not None:
        series.marker = _value(marker, "{*}symbol") or "automatic"
        series.marker_size = _number(_value(marker, "{*}size"))
        series.marker_fill = _fill(marker.find("{*}spPr")).color
        series.marker_edge = _line(marker.find("{*}spPr")).color
    for point in element.iterfind("{*}dPt"):
        number = int(_value(point, "{*}idx") or 0) + 1
        series.points[number] = Point(_fill(point.find("{*}spPr")))
    labels = element.find("{*}dLbls")
    if labels is not None:
        series.labels = _labels(labels)
        for label in labels.iterfind("{*}dLbl"):
            number = int(_value(label, "{*}idx") or 0) + 1
            point = series.points.setdefault(number, Point())
            point.labels = None if _flag(label, "{*}delete", False) else _labels(label)
            if point.labels is None:
                point.has_no_label = True
    return series


def _labels(element: Element) -> Labels:
    position = _value(element, "{*}dLblPos")
    return Labels(
        _value(element, "{*}numFmt", "formatCode") or "General",
        (_value(element, "{*}numFmt", "sourceLinked") or "1") == "1",
        _LABELS[position] if position else None,
        _font(element),
    )


def _axis(element: Element) -> Axis:
    title = element.find("{*}title")
    gridlines = element.find("{*}majorGridlines")
    return Axis(
        _text(title),
        _font(title),
        _number(_value(element, "{*}scaling/{*}min")),
        _number(_value(element, "{*}scaling/{*}max")),
        _number(_value(element, "{*}majorUnit")),
        _value(element, "{*}numFmt", "formatCode") or "General",
        _font(element, "{*}txPr"),
        _TICK_LABELS[_value(element, "{*}tickLblPos") or "nextTo"],
        _TICKS[_value(element, "{*}majorTickMark") or "out"],
        gridlines is not None,
        _line(gridlines.find("{*}spPr") if gridlines is not None else None),
        _line(element.find("{*}spPr")),
    )


def _legend(chart: Chart, legend: Element | None) -> None:
    chart.has_legend = legend is not None
    if legend is not None:
        chart.legend_at = _LEGENDS[_value(legend, "{*}legendPos") or "r"]
        chart.legend_font = _font(legend)
        for entry in legend.iterfind("{*}legendEntry"):
            if _flag(entry, "{*}delete", False):
                chart.not_in_legend.append(chart.series[int(_value(entry, "{*}idx") or 0)])


def _fill(properties: Element | None) -> FillLook:
    if properties is None:
        return FillLook()
    if properties.find("{*}noFill") is not None:
        return FillLook(visible=False)
    color = _value(properties, "{*}solidFill/{*}srgbClr")
    return FillLook(True, color) if color else FillLook()


def _line(properties: Element | None) -> LineLook:
    line = properties.find("{*}ln") if properties is not None else None
    if line is None:
        return LineLook()
    if line.find("{*}noFill") is not None:
        return LineLook(visible=False)
    width = line.attrib.get("w")
    color = _value(line, "{*}solidFill/{*}srgbClr")
    return LineLook(True if color else None, color, int(width) / _POINT if width else None)


def _font(element: Element | None, path: str = ".") -> FontLook:
    """The font of a piece: of its title's text or of the properties of its texts."""
    inner = element.find(path) if element is not None else None
    if inner is None:
        return FontLook()
    font = inner.find(".//{*}defRPr")
    if font is None:
        return FontLook()
    size = font.attrib.get("sz")
    return FontLook(
        _value(font, "{*}latin", "typeface"),
        int(size) / 100 if size else None,
        font.attrib.get("b") == "1" if "b" in font.attrib else None,
        _value(font, "{*}solidFill/{*}srgbClr"),
    )
