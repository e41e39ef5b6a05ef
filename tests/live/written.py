"""A deck as the live writer left it in memory and as the file writer put it into a file, in like words."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree

from openpyxl import load_workbook

from tests.excel.sheets import SheetImpl

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_X = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_WEIGHTS = {"hairline": "hair", "thin": "thin", "medium": "medium"}
# XlDataLabelPosition
_POSITIONS = {0: "t", -4108: "ctr", None: None}

Cell = Mapping[str, Any]
Place = tuple[int, int]


def live_cells(sheet: SheetImpl) -> dict[Place, Cell]:
    """What each cell of a sheet in memory holds and how it looks."""
    places = sheet.values.keys() | sheet.formulas.keys() | sheet.looks.keys()
    return {place: _live_cell(sheet, place) for place in places}


def _live_cell(sheet: SheetImpl, place: Place) -> Cell:
    looks = sheet.looks.get(place, {})
    return {
        "content": sheet.formulas.get(place, sheet.values.get(place)),
        "number format": looks.get("number format", "General"),
        "font": (looks.get("font name"), looks.get("font size"), looks.get("font bold", False),
                 looks.get("font italic", False), _color(looks.get("font color"))),
        "fill": _color(looks.get("fill")),
        "horizontal": looks.get("horizontal"),
        "vertical": looks.get("vertical"),
        "wrap": looks.get("wrap", False),
        "indent": looks.get("indent", 0),
        "top": _live_rule(looks, "edge_top"),
        "bottom": _live_rule(looks, "edge_bottom"),
    }  # fmt: skip


def _live_rule(looks: Mapping[str, Any], side: str) -> tuple[str, str | None] | None:
    if looks.get(f"{side} line_style") is None:
        return None
    return _WEIGHTS[looks[f"{side} weight"]], _color(looks[f"{side} color"])


def _color(value: Any) -> str | None:
    if isinstance(value, tuple):
        return "".join(f"{part:02X}" for part in value)
    return str(value).removeprefix("#")[-6:].upper() if value is not None else None


def file_cells(content: bytes) -> dict[str, dict[Place, Cell]]:
    """The same of each sheet of a file, for the cells that it has."""
    book = load_workbook(io.BytesIO(content))
    return {
        sheet.title: {
            (cell.row, cell.column): _file_cell(cell)
            for row in sheet.iter_rows()
            for cell in row
            if cell.has_style or cell.value is not None
        }
        for sheet in book.worksheets
    }


def _file_cell(cell: Any) -> Cell:
    font, alignment, border = cell.font, cell.alignment, cell.border
    content = cell.value
    if isinstance(content, str) and cell.data_type == "f":
        content = "".join(
            part if at % 2 else part.replace("_xlfn.", "") for at, part in enumerate(re.split('(")', content))
        )
    number = isinstance(content, int | float) and not isinstance(content, bool)
    return {
        "content": float(content) if number else content,
        "number format": cell.number_format,
        "font": (
            font.name,
            font.sz,
            bool(font.b),
            bool(font.i),
            _color(font.color.rgb if font.color else None),
        ),
        "fill": _color(cell.fill.fgColor.rgb) if cell.fill.fill_type else None,
        "horizontal": alignment.horizontal,
        "vertical": alignment.vertical,
        "wrap": bool(alignment.wrap_text),
        "indent": int(alignment.indent),
        "top": _file_rule(border.top),
        "bottom": _file_rule(border.bottom),
    }


def _file_rule(side: Any) -> tuple[str, str | None] | None:
    return (side.style, _color(side.color.rgb)) if side is not None and side.style else None


def file_frame(content: bytes) -> dict[str, dict[str, Any]]:
    """Merged cells, names, panes, gridlines and the page of each sheet of a file."""
    book = load_workbook(io.BytesIO(content))
    return {sheet.title: _file_frame(sheet) for sheet in book.worksheets}


def _file_frame(sheet: Any) -> dict[str, Any]:
    page, panes = sheet.page_setup, sheet.sheet_view.pane
    rows = sheet.print_title_rows
    return {
        "merged": sorted(
            (r.min_row, r.min_col, r.max_row - r.min_row + 1, r.max_col - r.min_col + 1)
            for r in sheet.merged_cells.ranges
        ),
        "names": {
            name: (f"={held.attr_text}", bool(held.hidden))
            for name, held in sheet.defined_names.items()
            if name == "_iij_addin"
        },
        "panes": (int(panes.ySplit or 0), int(panes.xSplit or 0)) if panes is not None else None,
        "gridlines": sheet.sheet_view.showGridLines is not False,
        "print area": sheet.print_area.rpartition("!")[2] or None if sheet.print_area else None,
        "landscape": page.orientation == "landscape",
        "paper": int(page.paperSize),
        "pages tall": int(page.fitToHeight) if page.fitToHeight is not None else 1,
        "title rows": rows.replace("$", "") if rows else "",
        "tab": _color(sheet.sheet_properties.tabColor.rgb),
    }  # fmt: skip


def live_frame(sheet: SheetImpl) -> dict[str, Any]:
    page = sheet._com.plain()["PageSetup"]
    area = sheet.print_area
    return {
        "merged": sorted(sheet.merged),
        "names": {
            name: (held.plain()["RefersTo"], not held.plain()["Visible"])
            for name, held in sheet.names_held.items()
        },
        "panes": sheet.frozen,
        "gridlines": sheet.gridlines,
        "print area": area,
        "landscape": page["Orientation"] == 2,
        "paper": page["PaperSize"],
        "pages tall": page["FitToPagesTall"] or 0,
        "title rows": page["PrintTitleRows"].replace("$", ""),
        "tab": _bgr(sheet._com.plain()["Tab"]["Color"]),
    }


def _bgr(color: int | None) -> str | None:
    return None if color is None else color.to_bytes(3, "little").hex().upper()


def file_charts(content: bytes) -> Iterator[dict[str, Any]]:
    """The charts of a file in order, read from their own parts."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        count = sum(name.startswith("xl/charts/chart") for name in package.namelist())
        texts = [
            element.get("descr")
            for number in range(1, count + 1)
            for element in ElementTree.fromstring(package.read(f"xl/drawings/drawing{number}.xml")).iter(
                f"{_X}cNvPr"
            )
        ]
        for number, text in enumerate(texts, 1):
            root = ElementTree.fromstring(package.read(f"xl/charts/chart{number}.xml"))
            yield {**_file_chart(root), "alt text": text}


def _file_chart(root: ElementTree.Element) -> dict[str, Any]:
    chart, plot = root.find(f"{_C}chart"), root.find(f"{_C}chart/{_C}plotArea")
    assert chart is not None
    assert plot is not None
    kinds = [*plot.iter(f"{_C}barChart"), *plot.iter(f"{_C}lineChart")]
    values = {axis.find(f"{_C}axId").get("val"): axis for axis in plot.iter(f"{_C}valAx")}  # type: ignore[union-attr]
    axes = [(kind, values[kind.findall(f"{_C}axId")[1].get("val")]) for kind in kinds]
    primary = axes[0][1]
    secondary = [axis for _, axis in axes if axis is not primary]
    legend = chart.find(f"{_C}legend")
    entries = legend.findall(f"{_C}legendEntry/{_C}idx") if legend is not None else []
    series = [
        _file_series(element, kind, "primary" if axis is primary else "secondary")
        for kind, axis in axes
        for element in kind.findall(f"{_C}ser")
    ]
    return {
        "title": "=" + (chart.findtext(f"{_C}title/{_C}tx/{_C}strRef/{_C}f") or ""),
        "stacked": _value(kinds[0].find(f"{_C}grouping")) == "stacked",
        "gap": int(_value(kinds[0].find(f"{_C}gapWidth")) or 150),
        "series": series,
        "axis": _file_axis(primary),
        "second axis": _file_axis(secondary[0]) if secondary and secondary[0] is not primary else None,
        "legend": legend is not None,
        "left out of the legend": sorted(int(entry.get("val") or 0) + 1 for entry in entries),
    }


def _file_series(element: ElementTree.Element, kind: ElementTree.Element, group: str) -> dict[str, Any]:
    labels = element.find(f"{_C}dLbls")
    deleted = [] if labels is None else labels.findall(f"{_C}dLbl")
    is_line = kind.tag == f"{_C}lineChart"
    shape = element.find(f"{_C}spPr")
    hidden = shape is not None and shape.find(f"{_A}ln/{_A}noFill") is not None
    fill = None if shape is None else shape.find(f"{_A}ln/{_A}solidFill" if is_line else f"{_A}solidFill")
    shown = None
    if labels is not None:
        shown = (_value(labels.find(f"{_C}dLblPos")), _attribute(labels.find(f"{_C}numFmt"), "formatCode"))
    points = {
        int(_value(point.find(f"{_C}idx")) or 0) + 1: _value(
            point.find(f"{_C}spPr/{_A}solidFill/{_A}srgbClr")
        )
        for point in element.findall(f"{_C}dPt")
    }
    count = int(_value(element.find(f"{_C}val/{_C}numRef/{_C}numCache/{_C}ptCount")) or 0)
    gone = {int(_value(one.find(f"{_C}idx")) or 0) for one in deleted if one.find(f"{_C}delete") is not None}
    return {
        "name": "=" + (element.findtext(f"{_C}tx/{_C}strRef/{_C}f") or ""),
        "categories": "=" + (element.find(f"{_C}cat")[0].findtext(f"{_C}f") or ""),  # type: ignore[index]
        "values": "=" + (element.findtext(f"{_C}val/{_C}numRef/{_C}f") or ""),
        "line": is_line,
        "group": group,
        "color": None if hidden else _value(None if fill is None else fill.find(f"{_A}srgbClr")),
        "points": points,
        "labels": None if labels is None or len(gone) == count else shown,
        "count": count,
        "labelled": [] if labels is None else [number + 1 for number in range(count) if number not in gone],
    }


def _file_axis(axis: ElementTree.Element) -> dict[str, Any]:
    scaling = axis.find(f"{_C}scaling")
    assert scaling is not None
    numbers = {name: _value(scaling.find(f"{_C}{name}")) for name in ("min", "max")}
    numbers["step"] = _value(axis.find(f"{_C}majorUnit"))
    title = "".join(text.text or "" for text in axis.iter(f"{_A}t"))
    return {
        **{name: None if value is None else float(value) for name, value in numbers.items()},
        "title": title,
        "number format": _attribute(axis.find(f"{_C}numFmt"), "formatCode"),
    }


def _value(element: ElementTree.Element | None) -> str | None:
    return _attribute(element, "val")


def _attribute(element: ElementTree.Element | None, name: str) -> str | None:
    return None if element is None else element.get(name)


def live_charts(sheet: SheetImpl) -> Iterator[dict[str, Any]]:
    """The same of the charts of a sheet in memory."""
    for chart in sheet._charts:
        plain = chart.plain()
        columns = [one for one in plain["series"] if "line" not in one["chart_type"]]
        lines = [one for one in plain["series"] if "line" in one["chart_type"]]
        second = plain.get("secondary value axis")
        yield {
            "title": plain["com"]["ChartTitle"]["Formula"],
            "stacked": plain["chart_type"] == "column_stacked",
            "gap": chart._com._members["ChartGroups"].made[1].plain()["GapWidth"],
            "series": [_live_series(one) for one in (*columns, *lines)],
            "axis": _live_axis(plain["value axis"]),
            "second axis": _live_axis(second) if second else None,
            "legend": plain["legend"]["visible"],
            "left out of the legend": sorted(plain["deleted entries"]),
            "alt text": plain["object"]["ShapeRange"]["AlternativeText"],
        }


def _live_series(one: Mapping[str, Any]) -> dict[str, Any]:
    is_line = "line" in one["chart_type"]
    visible = one["Format"]["Line"]["Visible"]
    color = one.get("line_color") if is_line else one.get("fill_color")
    single = {number: point for number, point in one["points"].items() if point["HasDataLabel"]}
    without = sorted(number for number, point in one["points"].items() if point["HasDataLabel"] is False)
    labels = one["labels"] if one["HasDataLabels"] else next(iter(single.values()), {}).get("DataLabel")
    return {
        "name": one["Name"],
        "categories": one["XValues"],
        "values": one["Values"],
        "line": is_line,
        "group": one["axis_group"],
        "color": _color(color) if visible or not is_line else None,
        "points": {
            number: _bgr(point["Format"]["Fill"]["ForeColor"]["RGB"])
            for number, point in one["points"].items()
            if point["HasDataLabel"] is None
        },
        "labels": None if labels is None else (_POSITIONS[labels["Position"]], labels["NumberFormat"]),
        "labelled": {"but": without} if one["HasDataLabels"] else sorted(single),
    }


def _live_axis(looks: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "min": looks["minimum_scale"],
        "max": looks["maximum_scale"],
        "step": looks["major_unit"],
        "title": looks["title"] or "",
        "number format": looks["number_format"],
    }
