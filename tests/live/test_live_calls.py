"""What Excel is asked to do for two small sheets, written by hand from what stands on them."""

from __future__ import annotations

from typing import Any

from tests.excel.application import BookImpl, add_book, as_book, excel
from xl_addin.release.spec import Page, SheetKind
from xl_addin.release.styles import Style
from xl_addin.writer.edits import CellEdit, ChartEdit, DeckEdit, SeriesEdit, SheetEdit
from xl_addin.writer.live import build_live
from xl_addin.writer.live_plan import plan
from xl_addin.writer.ownership import OWNER_NAME, signature

_READINGS = ("App.", "Names.contains", "Sheet.range", "Range.get_address")

PLAIN = Style(size=10, color="222222", valign="vcenter")
BOLD = Style(size=10, color="222222", valign="vcenter", bold=True, top="thin", rule="1F3864")


def sheet(name: str, cells: list[CellEdit], **parts: Any) -> SheetEdit:
    given: dict[str, Any] = {
        "widths": {}, "heights": {}, "merged": (), "charts": (), "page": Page(last=(2, 2)), "freeze": None,
        "gridlines": False, "filtered": None, "notes": {}, "choices": {}, "links": {}, "flagged": (),
        "tab_color": "",
    }  # fmt: skip
    return SheetEdit(name, SheetKind.DECK, tuple(cells), **(given | parts))


TABLE = sheet(
    "Table",
    [
        CellEdit(1, 1, None, "1Q02", PLAIN, "General"),
        CellEdit(1, 2, None, "Revenues", PLAIN, "General"),
        CellEdit(2, 1, None, 9851, BOLD, "#,##0"),
        CellEdit(2, 2, "=_xlfn.IFNA(A2,0)", 9851.0, BOLD, "#,##0"),
    ],
    widths={1: 12.0, 2: 12.0},
    heights={1: 26.0},
    merged=((3, 1, 3, 2),),
    freeze=(2, 2),
)
SERIES = SeriesEdit(
    "=Chart!$A$2", "=Chart!$B$2:$C$2", "1F3864", "column", False, "last", "", False, "#,##0", (), "Revenues",
    (8.0, 9.0),
)  # fmt: skip
CHART = sheet(
    "Chart",
    [CellEdit(2, 1, None, "Revenues", PLAIN, "General")],
    charts=(
        ChartEdit(
            4, 1, "=Chart!$A$1", "Revenues by quarter", "=Chart!$B$1:$C$1", ("4Q01", "1Q02"), (SERIES,),
            "JPY million", "#,##0", "Two columns", 400, 200, False, "",
        ),
    ),
    page=Page(landscape=False),
)  # fmt: skip


def written(edit: SheetEdit) -> list[tuple[str, Any]]:
    """What changes the workbook, in order: of properties the value, of methods the arguments."""
    book: BookImpl = add_book(excel(), "quarter.xlsx")
    book.add("Figures")
    deck = DeckEdit((edit,), {}, "en", "", "")
    planned = plan(as_book(book), deck)
    start = len(book.calls.made)
    assert build_live(as_book(book), deck, planned) == ()
    changes = [made for made in book.calls.made[start:] if made[0].endswith((" =", "()"))]
    return [change for change in changes if not change[0].startswith(_READINGS)]


def brief(made: tuple[str, Any]) -> tuple[Any, ...]:
    """Kind, range and value; what only xlwings asks for is left out."""
    kind, detail = made
    if isinstance(detail, tuple) and kind.endswith("()"):
        of, arguments, named = detail
        given = [*arguments, *named.values()]
        return (kind, of, *(one for one in given if isinstance(one, str | int | float | tuple | list)))
    return (kind, *detail) if isinstance(detail, tuple) else (kind, detail)


def test_a_table_is_a_block_and_a_few_areas() -> None:
    made = [brief(one) for one in written(TABLE)]
    names = [one for one in made if one[0] == "Names.add()"]
    assert len(names) == 1
    assert names[0][2:] == (OWNER_NAME, "=0")
    expected = [
        ("Sheets.add()", None),
        ("Sheet.name =", "Sheet2", "Table"),
        ("Range.column_width =", "Table!A1:B1", 12.0),
        ("Range.formula2 =", "Table!A1:B2", [["'1Q02", "Revenues"], [9851.0, "=IFNA(A2,0)"]]),
        ("Range.number_format =", "Table!A1:B2", "General"),
        ("Font.name =", "Table!A1:B2", "Calibri"),
        ("Font.size =", "Table!A1:B2", 10),
        ("Font.color =", "Table!A1:B2", "#222222"),
        ("Font.bold =", "Table!A2:B2", True),
        ("Range.vertical_alignment =", "Table!A1:B2", "center"),
        ("Range.number_format =", "Table!A2:B2", "#,##0"),
        ("Borders.set()", "Table!A2:B2", ["edge_top"], "continuous"),
        ("Borders.set()", "Table!A2:B2", ["edge_top"], "thin"),
        ("Borders.set()", "Table!A2:B2", ["edge_top"], (0x1F, 0x38, 0x64)),
        ("Range.merge()", "Table!A3:B3", False),
        ("Range.row_height =", "Table!A1", 26.0),
        names[0],
        ("Name.refers_to =", OWNER_NAME, f'="{signature(TABLE)}"'),
        ("Name.Visible =", False),
        ("Sheet.show_gridlines =", "Table", False),
        ("Tab.Color =", 0x64381F),
        ("Application.PrintCommunication =", False),
        ("PageSetup.Orientation =", 2),
        ("PageSetup.Zoom =", False),
        ("PageSetup.FitToPagesWide =", 1),
        ("PageSetup.FitToPagesTall =", False),
        ("PageSetup.LeftMargin =", 36.0),
        ("PageSetup.RightMargin =", 36.0),
        ("PageSetup.TopMargin =", 50.4),
        ("PageSetup.BottomMargin =", 43.2),
        *[(f"PageSetup.{side}Header =", "") for side in ("Left", "Center", "Right")],
        *[(f"PageSetup.{side}Footer =", "") for side in ("Left", "Center", "Right")],
        ("Application.PrintCommunication =", True),
        ("PageSetup.PaperSize =", 9),
        ("PageSetup.PrintTitleRows =", ""),
        ("PageSetup.print_area =", "Table", "$A$1:$B$2"),
        ("Window.FreezePanes =", False),
        ("Window.ScrollRow =", 1),
        ("Window.ScrollColumn =", 1),
        ("Window.SplitRow =", 1),
        ("Window.SplitColumn =", 1),
        ("Window.FreezePanes =", True),
    ]
    got = [rounded(one) for one in made]
    assert got == [rounded(one) for one in expected]


def test_a_chart_is_drawn_with_its_series_axes_title_and_label() -> None:
    made = [rounded(brief(one)) for one in written(CHART)]
    first = next(at for at, one in enumerate(made) if one[0] == "Charts.add()")
    last = next(at for at, one in enumerate(made) if one[0] == "Names.add()")
    # A4 stands 45 points down in this Excel; 2 pixels are 1.5 points.
    assert made[first:last] == [
        ("Charts.add()", "Chart charts", 1.5, 46.5, 300.0, 150.0, "column_clustered"),
        ("Series.Name =", "=Chart!$A$2"),
        ("Series.Values =", "=Chart!$B$2:$C$2"),
        ("Series.XValues =", "=Chart!$B$1:$C$1"),
        ("ChartSeries.set()", "Chart!Chart 1 series", (0x1F, 0x38, 0x64)),
        ("Chart.title =", "Chart!Chart 1", "Revenues by quarter"),
        ("ChartAxis.set()", "Chart!Chart 1 value axis", "JPY million", 0, "#,##0"),
        ("ChartLegend.visible =", "Chart!Chart 1 legend", False),
        ("ChartObject.Placement =", 2),
        ("ChartArea.Font.Name =", "Calibri"),
        ("ChartArea.Line.Visible =", False),
        ("PlotArea.Fill.Visible =", False),
        ("ChartTitle.Formula =", "=Chart!$A$1"),
        ("ChartTitle.Font.Size =", 11),
        ("ChartTitle.Font.Color =", 0x222222),
        ("ChartTitle.Font.Bold =", True),
        ("Series.InvertIfNegative =", False),
        ("Series.Line.ForeColor.RGB =", 0xFFFFFF),
        ("Series.Line.Weight =", 0.5),
        ("ChartGroup.GapWidth =", 60),
        ("Axis.TickLabelPosition =", -4134),
        ("Axis.MajorTickMark =", -4142),
        ("Axis.Line.ForeColor.RGB =", 0x80726B),
        ("TickLabels.Font.Size =", 9),
        ("TickLabels.Font.Color =", 0x222222),
        ("TickLabels.Font.Bold =", False),
        ("Axis.HasMajorGridlines =", True),
        ("Gridlines.Line.ForeColor.RGB =", 0xE1DAD5),
        ("Gridlines.Line.Weight =", 0.5),
        ("Axis.Line.Visible =", False),
        ("TickLabels.Font.Size =", 9),
        ("TickLabels.Font.Color =", 0x80726B),
        ("TickLabels.Font.Bold =", False),
        ("AxisTitle.Font.Size =", 9),
        ("AxisTitle.Font.Color =", 0x80726B),
        ("AxisTitle.Font.Bold =", False),
        ("Point.HasDataLabel =", True),
        ("DataLabel.NumberFormatLinked =", False),
        ("DataLabel.NumberFormat =", "#,##0"),
        ("DataLabel.Font.Name =", "Calibri"),
        ("DataLabel.Font.Size =", 8),
        ("DataLabel.Font.Color =", 0x222222),
        ("DataLabel.Font.Bold =", False),
        ("ShapeRange.AlternativeText =", "Two columns"),
    ]


def rounded(made: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(round(part, 6) if isinstance(part, float) else part for part in made)
