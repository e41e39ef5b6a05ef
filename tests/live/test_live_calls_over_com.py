"""What Excel's COM objects are asked for two small sheets, call by call, written down from their edits."""

from __future__ import annotations

import pytest

from tests.live.live_books import Opened, opened
from tests.recording_excel import Book, Call
from xl_addin.release.spec import Page, SheetKind
from xl_addin.release.styles import Style
from xl_addin.writer.edits import CellEdit, ChartEdit, DeckEdit, SeriesEdit, SheetEdit
from xl_addin.writer.ownership import OWNER_NAME, signature

# XlHAlign, XlVAlign, XlChartType, XlLegendPosition and the like, from Excel's documentation.
RIGHT, CENTER, STACKED, LINE_MARKERS, BOTTOM = -4152, -4108, 52, 65, -4107
LEFT = -4131
CIRCLE, LOW, NO_TICKS, ABOVE, MOVE, SECONDARY = 8, -4134, -4142, 0, 2, 2
CONTINUOUS, HAIR = 1, 1
# Colours as COM has them, red in the lowest byte.
INK, NAVY, GREY, PALE, WHITE = 0x222222, 0x64381F, 0x80726B, 0xE1DAD5, 0xFFFFFF
TEAL, TINT = 0x828C2A, 0xF9F3EE

BASE = Style(size=10, color="222222", valign="vcenter")


def styled(**more: object) -> Style:
    return Style(**{"size": 10, "color": "222222", "valign": "vcenter", **more})  # type: ignore[arg-type]


def sheet(name: str, cells: tuple[CellEdit, ...], **more: object) -> SheetEdit:
    given: dict[str, object] = {
        "widths": {}, "heights": {}, "merged": (), "charts": (), "freeze": None, "gridlines": False,
        "page": Page(landscape=False, one_page=True), "filtered": None, "notes": {}, "choices": {},
        "links": {}, "flagged": (), "tab_color": "", **more,
    }  # fmt: skip
    return SheetEdit(name=name, kind=SheetKind.DECK, cells=cells, **given)  # type: ignore[arg-type]


def built(edit: SheetEdit) -> list[Call]:
    """The calls that change something, but for the application, of a build into an empty workbook."""
    held = Book("/books/quarter.xlsx")
    held.add("Figures")
    excel: Opened = opened(held)
    excel.build(DeckEdit((edit,), {}, "en", "", ""))
    return [call for call in excel.app.calls.writes if not call.kind.startswith("set Application.")]


def of(place: str, *calls: tuple[object, ...]) -> list[Call]:
    """Calls of one object."""
    return [Call(str(kind), (place, *arguments)) for kind, *arguments in calls]


def new_sheet(name: str) -> list[Call]:
    """A sheet behind the last one: xlwings adds it before that one and moves it back."""
    return [
        Call("call Worksheets.Add", ("quarter.xlsx", "Figures")),
        Call("call Worksheet.Move", ("Figures", "Sheet1")),
        Call("call Worksheet.Activate", ("Sheet1",)),
        Call("set Worksheet.Name", ("Sheet1", name)),
    ]


def finished(edit: SheetEdit, *, tall: object, rows: str = "", header: str = "") -> list[Call]:
    """The page of a sheet in portrait, whose name is hidden and whose grid is not seen."""
    page = edit.name
    return [
        Call("set Name.Visible", (f"{page}!{OWNER_NAME}", False)),
        Call("set Window.DisplayGridlines", (f"quarter.xlsx {page}", False)),
        Call("set Tab.Color", (page, NAVY)),
        *of(
            page,
            ("set PageSetup.Orientation", 1),
            ("set PageSetup.Zoom", False),
            ("set PageSetup.FitToPagesWide", 1),
            ("set PageSetup.FitToPagesTall", tall),
            ("set PageSetup.LeftMargin", 36.0),  # half an inch
            ("set PageSetup.RightMargin", 36.0),
            ("set PageSetup.TopMargin", pytest.approx(0.7 * 72)),
            ("set PageSetup.BottomMargin", pytest.approx(0.6 * 72)),
            ("set PageSetup.LeftHeader", header),
            ("set PageSetup.CenterHeader", ""),
            ("set PageSetup.RightHeader", ""),
            ("set PageSetup.LeftFooter", ""),
            ("set PageSetup.CenterFooter", ""),
            ("set PageSetup.RightFooter", ""),
            ("set PageSetup.PaperSize", 9),
            ("set PageSetup.PrintTitleRows", rows),
        ),
    ]


def test_a_sheet_of_cells() -> None:
    edit = sheet(
        "Small",
        (
            CellEdit(2, 2, None, "1Q02", styled(bold=True, color="1F3864"), "General"),
            CellEdit(3, 2, None, "Revenues", styled(indent=1, align="left"), "General"),
            CellEdit(3, 3, "=_xlfn.IFNA(Figures!A1,0)", 9851, styled(align="right", top="hair"), "#,##0"),
            CellEdit(3, 4, None, 8334, styled(align="right", top="hair", fill="EEF3F9"), "#,##0"),
            CellEdit(4, 2, None, "Total", styled(), "General"),
        ),
        widths={2: 30.0, 3: 9.0, 4: 9.0},
        heights={2: 20.0},
        merged=((4, 2, 4, 4),),
        page=Page(landscape=False, one_page=False, last=(4, 4), repeat_rows=(1, 2), header="&LIIJ"),
        freeze=(3, 3),
    )
    block = "Small!$B$2:$D$4"
    assert built(edit) == [
        *new_sheet("Small"),
        Call("set Range.ColumnWidth", ("Small!$B$1", 30.0)),
        Call("set Range.ColumnWidth", ("Small!$C$1:$D$1", 9.0)),
        Call(
            "set Range.Formula2",
            (
                block,
                (
                    ("'1Q02", "", ""),
                    ("Revenues", "=IFNA(Figures!A1,0)", 8334.0),
                    ("Total", "", ""),
                ),
            ),
        ),
        Call("set Range.NumberFormat", (block, "General")),
        # What an empty cell does not show is laid over the whole block, the most frequent value first.
        *of(block, ("set Font.Name", "Calibri"), ("set Font.Size", 10), ("set Font.Color", INK)),
        Call("set Font.Color", ("Small!$B$2", NAVY)),
        Call("set Font.Bold", ("Small!$B$2", True)),
        Call("set Interior.Color", ("Small!$D$3", TINT)),
        Call("set Range.HorizontalAlignment", ("Small!$B$3", LEFT)),
        Call("set Range.HorizontalAlignment", ("Small!$C$3:$D$3", RIGHT)),
        Call("set Range.VerticalAlignment", (block, CENTER)),
        Call("set Range.NumberFormat", ("Small!$C$3:$D$3", "#,##0")),
        *of("Small!$C$3:$D$3 top", ("set Border.LineStyle", CONTINUOUS)),
        *of("Small!$C$3:$D$3 top", ("set Border.Weight", HAIR), ("set Border.Color", INK)),
        Call("set Range.IndentLevel", ("Small!$B$3", 1)),
        Call("call Range.Merge", ("Small!$B$4:$D$4", False)),
        Call("set Range.RowHeight", ("Small!$A$2", 20.0)),
        Call("call Names.Add", ("Small", OWNER_NAME, "=0")),
        Call("set Name.RefersTo", (f"Small!{OWNER_NAME}", f'="{signature(edit)}"')),
        *finished(edit, tall=False, rows="$1:$2", header="IIJ"),
        Call("set PageSetup.PrintArea", ("Small", "$A$1:$D$4")),
        Call("call Worksheet.Activate", ("Small",)),
        *of(
            "quarter.xlsx Small",
            ("set Window.FreezePanes", False),
            ("set Window.ScrollRow", 1),
            ("set Window.ScrollColumn", 1),
            ("set Window.SplitRow", 2),
            ("set Window.SplitColumn", 2),
            ("set Window.FreezePanes", True),
        ),
    ]


def series(row: int, kind: str, values: tuple[float, ...], **more: object) -> SeriesEdit:
    given: dict[str, object] = {
        "color": "1F3864", "secondary": False, "labels": "", "label_color": "", "hidden": False,
        "number_format": "#,##0", "point_colors": (), **more,
    }  # fmt: skip
    return SeriesEdit(
        name=f"=Drawn!$B${row}", values=f"=Drawn!$C${row}:$D${row}", kind=kind,
        cached_name=str(row), cached_values=values, **given,  # type: ignore[arg-type]
    )  # fmt: skip


def test_a_sheet_with_a_chart_of_columns_and_a_line() -> None:
    columns = series(3, "column", (8334.0, 9851.0), labels="last", point_colors=("1F3864", "2A8C82"))
    margin = series(
        4, "line", (0.02, 0.05), color="2A8C82", secondary=True, labels="all", number_format="0.0%"
    )
    chart = ChartEdit(
        6, 2, "=Drawn!$B$1", "Revenues up", "=Drawn!$C$2:$D$2", ("1Q01", "1Q02"), (columns, margin),
        "JPY million", "#,##0", "Columns rise, the line rises.", 640, 320, True, "Margin",
    )  # fmt: skip
    edit = sheet("Drawn", (CellEdit(1, 2, None, "Revenues up", BASE, "General"),), charts=(chart,))
    # Two pixels from the corner of B6: a column of 64 pixels, five rows of 20.
    frame, first, second = (
        "Drawn Chart 1",
        "Drawn Chart 1 series =Drawn!$B$3",
        "Drawn Chart 1 series =Drawn!$B$4",
    )
    values, ratios, categories = (
        f"{frame} {axis} axis" for axis in ("primary value", "secondary value", "primary category")
    )
    assert built(edit) == [
        *new_sheet("Drawn"),
        Call("set Range.Formula2", ("Drawn!$B$1", (("Revenues up",),))),
        *of(
            "Drawn!$B$1",
            ("set Range.NumberFormat", "General"),
            ("set Font.Name", "Calibri"),
            ("set Font.Size", 10),
            ("set Font.Color", INK),
            ("set Range.VerticalAlignment", CENTER),
        ),
        Call("call ChartObjects.Add", ("Drawn", 49.5, 76.5, 480.0, 240.0)),
        Call("set Chart.ChartType", (frame, STACKED)),
        Call("call SeriesCollection.NewSeries", (frame,)),
        Call("set Series.Name", (f"{frame} series ?", "=Drawn!$B$3")),
        *of(first, ("set Series.Values", "=Drawn!$C$3:$D$3"), ("set Series.XValues", "=Drawn!$C$2:$D$2")),
        Call("call SeriesCollection.NewSeries", (frame,)),
        Call("set Series.Name", (f"{frame} series ?", "=Drawn!$B$4")),
        *of(second, ("set Series.Values", "=Drawn!$C$4:$D$4"), ("set Series.XValues", "=Drawn!$C$2:$D$2")),
        *of(
            f"{first} Series",
            ("set FillFormat.Visible", True),
            ("call FillFormat.Solid",),
            ("set ColorFormat.RGB", NAVY),
        ),
        *of(second, ("set Series.ChartType", LINE_MARKERS), ("set Series.AxisGroup", SECONDARY)),
        *of(f"{second} Series", ("set LineFormat.Visible", True), ("set ColorFormat.RGB", TEAL)),
        *of(
            second,
            ("set Series.MarkerStyle", CIRCLE),
            ("set Series.MarkerSize", 6),
            ("set Series.MarkerForegroundColor", TEAL),
            ("set Series.MarkerBackgroundColor", TEAL),
        ),
        *of(frame, ("set Chart.HasTitle", True), ("set ChartTitle.Text", "Revenues up")),
        # Columns stand on zero, and their highest leaves room for the line: 9,851 x 1.7 = 16,746.7, in steps
        # of 5,000 since a sixth of it is 2,791.
        *axis_of(values, "JPY million", (0.0, 20_000.0, 5_000.0), "#,##0"),
        # The line spans 0.03: from 0.02 - 0.072, not below zero, to 0.05 + 0.009; a sixth is 0.0098.
        *axis_of(ratios, "Margin", (0.0, 0.06, 0.01), "0.0%"),
        Call("set Chart.HasLegend", (frame, True)),
        Call("set Chart.HasLegend", (frame, True)),
        Call("set Legend.Position", (frame, BOTTOM)),
        Call("set ChartObject.Placement", (frame, MOVE)),
        Call("set ChartFont.Name", (f"{frame} ChartArea", "Calibri")),
        Call("set LineFormat.Visible", (f"{frame} ChartArea", False)),
        Call("set FillFormat.Visible", (f"{frame} PlotArea", False)),
        Call("set ChartTitle.Formula", (frame, "=Drawn!$B$1")),
        *font_of(f"{frame} ChartTitle", 11, INK, bold=True),
        Call("set Series.InvertIfNegative", (first, False)),
        *of(f"{first} Series", ("set ColorFormat.RGB", WHITE), ("set LineFormat.Weight", 0.5)),
        Call("set ColorFormat.RGB", (f"{first} point 2 Point", TEAL)),
        Call("set LineFormat.Weight", (f"{second} Series", 2.25)),
        *of(frame, ("set ChartGroup.GapWidth", 60), ("set ChartGroup.Overlap", 100)),
        *of(categories, ("set Axis.TickLabelPosition", LOW), ("set Axis.MajorTickMark", NO_TICKS)),
        Call("set ColorFormat.RGB", (f"{categories} Axis", GREY)),
        *font_of(f"{categories} TickLabels", 9, INK),
        Call("set Axis.HasMajorGridlines", (values, True)),
        *of(f"{values} Gridlines", ("set ColorFormat.RGB", PALE), ("set LineFormat.Weight", 0.5)),
        Call("set LineFormat.Visible", (f"{values} Axis", False)),
        *font_of(f"{values} TickLabels", 9, GREY),
        *font_of(f"{values} AxisTitle", 9, GREY),
        Call("set Axis.HasMajorGridlines", (ratios, False)),
        Call("set LineFormat.Visible", (f"{ratios} Axis", False)),
        *font_of(f"{ratios} TickLabels", 9, GREY),
        *font_of(f"{ratios} AxisTitle", 9, GREY),
        *font_of(f"{frame} Legend", 9, INK),
        # The last column of the stack is tall enough for a label; the line has one at each point.
        Call("set Point.HasDataLabel", (f"{first} point 2", True)),
        *label_of(f"{first} point 2", "DataLabel", "#,##0", CENTER),
        Call("set Series.HasDataLabels", (second, True)),
        *label_of(second, "DataLabels", "0.0%", ABOVE),
        Call("set ShapeRange.AlternativeText", (frame, "Columns rise, the line rises.")),
        Call("call Names.Add", ("Drawn", OWNER_NAME, "=0")),
        Call("set Name.RefersTo", (f"Drawn!{OWNER_NAME}", f'="{signature(edit)}"')),
        *finished(edit, tall=1),
    ]


def axis_of(axis: str, title: str, scale: tuple[float, float, float], shown: str) -> list[Call]:
    return [
        Call("set Chart.HasAxis", ("Drawn Chart 1", 2, 2 if "secondary" in axis else 1, True)),
        *of(
            axis,
            ("set Axis.HasTitle", True),
            ("set AxisTitle.Text", title),
            ("set Axis.MinimumScale", scale[0]),
            ("set Axis.MaximumScale", scale[1]),
            ("set Axis.MajorUnit", scale[2]),
            ("set TickLabels.NumberFormat", shown),
        ),
    ]


def font_of(piece: str, size: float, color: int, *, bold: bool = False) -> list[Call]:
    return of(
        piece, ("set ChartFont.Size", size), ("set ChartFont.Color", color), ("set ChartFont.Bold", bold)
    )


def label_of(piece: str, kind: str, shown: str, position: int) -> list[Call]:
    return [
        *of(
            piece,
            (f"set {kind}.NumberFormatLinked", False),
            (f"set {kind}.NumberFormat", shown),
            (f"set {kind}.Position", position),
        ),
        Call("set ChartFont.Name", (f"{piece} {kind}", "Calibri")),
        *font_of(f"{piece} {kind}", 8, INK),
    ]
