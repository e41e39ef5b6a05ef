"""The recording Excel does what Excel does, as its documentation and its users have it."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
import xlwings as xw

from tests.recording_excel import (
    Application,
    Area,
    Book,
    DefinedName,
    ErrorValue,
    ExcelRefuses,
    Formula,
    Rule,
    Sheet,
    add_book,
    as_book,
    book_of,
    compare,
    differences,
    excel,
    in_front,
    snapshot,
)
from tests.recording_excel.model import Look, letters
from tests.recording_excel.typing_in import typed


@pytest.fixture
def app() -> Application:
    return excel()


@pytest.fixture
def held(app: Application) -> Book:
    """A workbook with two sheets, in front."""
    book = add_book(app, "/books/quarter.xlsx")
    book.add("Figures")
    book.add("Revenue JPY")
    return book


@pytest.fixture
def book(app: Application, held: Book) -> xw.Book:
    return as_book(app, held)


@pytest.fixture
def sheet(book: xw.Book) -> xw.Sheet:
    return book.sheets["Figures"]


def contents(held: Book, sheet: str = "Figures") -> dict[tuple[int, int], Any]:
    return held.sheet(sheet).contents


# What is typed.


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Total revenues", "Total revenues"),
        ("'1Q02", "1Q02"),
        ("'=A1", "=A1"),
        ("1Q02", "1Q02"),
        ("=SUM(A1:A3)", Formula("=SUM(A1:A3)")),
        ("-revenues", Formula("=-revenues")),
        ("9.9", 9.9),
        ("+18.2%", 0.182),
        ("(464)", -464.0),
        ("$82", 82.0),
        ("9,851", 9851.0),
        ("1E3", 1000.0),
        ("TRUE", True),
        ("#N/A", ErrorValue("#N/A")),
        ("8/14/2002", 37482.0),
        ("2002-08-14", 37482.0),
        ("14 August 2002", 37482.0),
        ("August 14, 2002", 37482.0),
        ("April 2002", 37347.0),
        ("1/2", 37258.0),
        ("12:30", 0.5208333333333334),
        ("n.m.", "n.m."),
        ("=", "="),
        ("98,51", "98,51"),
        ("2002-13-14", "2002-13-14"),
        ("May not add", "May not add"),
        ("", None),
    ],
)
def test_excel_reads_a_text_that_is_typed(text: str, content: Any) -> None:
    assert typed(text)[0] == content


def test_dates_of_1904_are_1462_days_less() -> None:
    assert typed("2002-08-14", from_1904=True)[0] == 37482 - 1462


def test_a_text_in_a_cell_formatted_as_text_stays_one(held: Book, sheet: xw.Sheet) -> None:
    sheet["A1"].number_format = "@"
    sheet["A1"].value = "1/2"
    assert contents(held) == {(1, 1): "1/2"}


def test_a_block_is_written_in_one_call_and_none_empties_a_cell(
    app: Application, held: Book, sheet: xw.Sheet
) -> None:
    held.sheets[0].contents[3, 2] = "old"
    app.calls.clear()
    sheet.range((2, 2), (3, 3)).formula2 = [["=A1", 1.5], [None, "'9.9"]]
    assert contents(held) == {(2, 2): Formula("=A1"), (2, 3): 1.5, (3, 3): "9.9"}
    assert [call.kind for call in app.calls.writes] == ["set Range.Formula2"]


def test_excel_before_2021_has_no_formula2(held: Book) -> None:
    old = excel(is_old=True)
    old.books.append(held)
    sheet = as_book(old, held).sheets["Figures"]
    with pytest.raises(AttributeError):
        _ = sheet["A1"].formula2
    with pytest.raises(AttributeError):
        sheet["A1"].formula2 = "=1"
    sheet["A1"].formula = "=1"
    assert contents(held) == {(1, 1): Formula("=1")}


def test_an_array_takes_no_text_longer_than_8203_characters_and_a_cell_does(
    held: Book, sheet: xw.Sheet
) -> None:
    with pytest.raises(ExcelRefuses):
        sheet.range((1, 1), (1, 2)).value = [["x" * 8204, None]]
    sheet["A1"].value = "x" * 8204
    assert len(contents(held)[1, 1]) == 8204


def test_a_formula_takes_no_text_longer_than_255_characters(sheet: xw.Sheet) -> None:
    sheet["A1"].formula = '="' + "x" * 255 + '"'
    with pytest.raises(ExcelRefuses):
        sheet["A1"].formula = '="' + "x" * 256 + '"'


def test_rows_and_columns_of_another_size_are_seen_again(held: Book, sheet: xw.Sheet) -> None:
    held.sheets[0].hidden_rows, held.sheets[0].hidden_columns = {2, 3}, {1, 2}
    sheet.cells.column_width = 8.43
    sheet["A2"].row_height = 20
    assert (held.sheets[0].hidden_rows, held.sheets[0].hidden_columns) == ({3}, set())
    sheet.autofit("rows")
    assert held.sheets[0].hidden_rows == {3}


def test_com_takes_no_integer_beyond_32_bits(sheet: xw.Sheet) -> None:
    with pytest.raises(OverflowError):
        sheet["A1"].value = 2**31


def test_values_come_as_com_hands_them_over(held: Book, sheet: xw.Sheet) -> None:
    held.sheets[0].contents.update({(1, 1): 37482.0, (1, 2): ErrorValue("#N/A"), (2, 2): Formula("=1", 1.0)})
    held.sheets[0].looks[1, 1] = Look(number_format="d mmm yyyy")
    (first, second), third = sheet.range((1, 1), (2, 2)).raw_value
    assert first.replace(tzinfo=None) == datetime(2002, 8, 14)  # noqa: DTZ001 - Excel's dates have no zone
    assert second == -2146826246
    assert third == (None, 1.0)
    assert sheet.range((1, 1), (2, 2)).formula == (("37482", "#N/A"), ("", "=1"))


# How cells look.


def test_an_edge_belongs_to_the_cells_along_it(held: Book, sheet: xw.Sheet) -> None:
    sheet["A1:B3"].borders.set("edge_top", line_style="continuous", weight="hairline")
    assert {at for at, look in held.sheets[0].looks.items() if look.top} == {(1, 1), (1, 2)}
    assert held.sheets[0].look((1, 1)).top == Rule("continuous", "hair", "000000")


def test_lines_inside_lie_between_rows(held: Book, sheet: xw.Sheet) -> None:
    sheet["A1:B3"].borders.set("inside_horizontal", line_style="continuous")
    assert {at[0] for at, look in held.sheets[0].looks.items() if look.bottom} == {1, 2}


def test_another_style_sets_a_line_back_to_thin(held: Book, sheet: xw.Sheet) -> None:
    border = sheet["A1"].borders["edge_top"]
    border.weight, border.color, border.line_style = "medium", "#1F3864", "dash"
    assert held.sheets[0].look((1, 1)).top == Rule("dash", "thin", "000000")


def test_the_same_style_keeps_weight_and_colour(held: Book, sheet: xw.Sheet) -> None:
    border = sheet["A1"].borders["edge_top"]
    border.weight, border.color, border.line_style = "medium", "#1F3864", "continuous"
    assert held.sheets[0].look((1, 1)).top == Rule("continuous", "medium", "1F3864")


def test_fonts_fills_and_alignments_are_those_of_each_cell(held: Book, sheet: xw.Sheet) -> None:
    area = sheet["B2:C2"]
    area.font.name, area.font.size, area.font.bold, area.font.color = "Meiryo UI", 9, True, "#1F3864"
    area.color, area.number_format = "#EEF3F9", "#,##0"
    area.horizontal_alignment, area.vertical_alignment, area.wrap_text = "right", "center", True
    look = held.sheets[0].look((2, 3))
    assert look == Look(
        "Meiryo UI", 9.0, True, False, "1F3864", "EEF3F9", "#,##0", "right", "center", wrap=True
    )
    assert area.color == (0xEE, 0xF3, 0xF9)
    assert sheet["A2:B2"].font.size is None  # they differ
    area.color = None
    assert held.sheets[0].look((2, 3)).fill is None


def test_an_indent_turns_a_text_that_is_not_aligned_to_the_left(held: Book, sheet: xw.Sheet) -> None:
    sheet["A1"].api.IndentLevel = 1
    look = held.sheets[0].look((1, 1))
    assert (look.horizontal, look.indent) == ("left", 1)


def test_a_format_that_excel_does_not_know_is_refused(sheet: xw.Sheet) -> None:
    with pytest.raises(ExcelRefuses):
        sheet["A1"].number_format = ""
    with pytest.raises(ExcelRefuses):
        sheet["A1"].row_height = 410
    with pytest.raises(ExcelRefuses):
        sheet["A1"].api.HorizontalAlignment = 3


def test_sizes_are_whole_pixels_and_places_follow_from_them(sheet: xw.Sheet) -> None:
    sheet["A1:B1"].column_width, sheet["A1"].row_height = 10, 16
    assert sheet["A1"].row_height == 15.75
    assert sheet["C2"].left == 2 * 75 * 0.75  # seven pixels a digit and five beside
    assert sheet["C2"].top == 15.75


def test_a_merge_keeps_the_first_cell_and_no_other(held: Book, sheet: xw.Sheet) -> None:
    sheet["A1:B1"].value = ["kept", "gone"]
    sheet["A1:B1"].merge()
    assert contents(held) == {(1, 1): "kept"}
    assert held.sheets[0].merged == [Area(1, 1, 1, 2)]
    with pytest.raises(ExcelRefuses):
        sheet["B1:B2"].merge()


def test_a_stretch_of_a_text_has_its_own_font_until_the_text_is_written_anew(
    held: Book, sheet: xw.Sheet
) -> None:
    sheet["A1"].value = "ties to 9,851"
    sheet["A1"].characters[8:13].font.color = "#C8401E"
    stretches = held.sheets[0].stretches[1, 1]
    assert [(stretch, font.color) for stretch, font in stretches.items()] == [((9, 5), "C8401E")]
    sheet["A1"].value = "ties"
    assert held.sheets[0].stretches == {}


def test_clearing_a_sheet_leaves_sizes_charts_and_names(held: Book, sheet: xw.Sheet) -> None:
    sheet["A1:B2"].value = [[1, 2], [3, 4]]
    sheet["A1"].color = "#EEF3F9"
    sheet["A1:B1"].merge()
    sheet["A1"].column_width, sheet["A1"].row_height = 20, 30
    sheet.charts.add()
    sheet.names.add("mine", "=1")
    sheet.clear()
    state = held.sheets[0]
    assert (state.contents, state.looks, state.merged) == ({}, {}, [])
    assert (state.widths, state.heights, len(state.charts), len(held.names)) == ({1: 20.0}, {1: 30.0}, 1, 1)
    sheet.autofit("rows")
    sheet.cells.column_width = 8.43
    assert (state.widths, state.heights) == ({}, {})


# Sheets.


def test_a_sheet_added_behind_the_last_is_in_front(held: Book, book: xw.Book) -> None:
    book.sheets.add("Outlook", after=book.sheets[-1])
    assert [sheet.name for sheet in held.sheets] == ["Figures", "Revenue JPY", "Outlook"]
    assert book.sheets.active.name == "Outlook"


@pytest.mark.parametrize("name", ["", "x" * 32, "a/b", "'a", "FIGURES", "History"])
def test_a_name_that_no_sheet_may_have_is_refused(name: str, book: xw.Book) -> None:
    with pytest.raises(ExcelRefuses):
        book.sheets["Revenue JPY"].api.Name = name


def test_a_rename_goes_through_formulas_names_and_charts(held: Book, book: xw.Book, sheet: xw.Sheet) -> None:
    sheet["A1"].formula = "='Revenue JPY'!B2&\"Revenue JPY!\""
    book.names.add("total", "='Revenue JPY'!$B$2")
    chart = book.sheets["Revenue JPY"].charts.add()
    chart.api[1].SeriesCollection().NewSeries().Values = "='Revenue JPY'!$B$2:$C$2"
    book.sheets["Revenue JPY"].name = "Sales"
    assert contents(held)[1, 1] == Formula('=Sales!B2&"Revenue JPY!"')
    assert held.names[0].refers_to == "=Sales!$B$2"
    assert held.sheets[1].charts[0].series[0].values == "=Sales!$B$2:$C$2"


def test_what_points_at_a_sheet_that_is_deleted_points_nowhere(
    held: Book, book: xw.Book, sheet: xw.Sheet
) -> None:
    sheet["A1"].formula = "='revenue jpy'!B2"
    book.names.add("total", "='Revenue JPY'!$B$2")
    book.sheets["Revenue JPY"].names.add("_xl_addin", '="deck:1"')
    book.sheets["Revenue JPY"].delete()
    assert contents(held)[1, 1] == Formula("=#REF!B2")
    assert [(name.text, name.refers_to) for name in held.names] == [("total", "=#REF!$B$2")]
    with pytest.raises(ExcelRefuses):  # the last one
        sheet.delete()


def test_an_object_of_a_deleted_sheet_is_of_no_use(book: xw.Book) -> None:
    gone = book.sheets["Revenue JPY"]
    cells = gone["A1"]
    gone.delete()
    with pytest.raises(ExcelRefuses):
        cells.value = 1
    with pytest.raises(ExcelRefuses):
        _ = gone.name


def test_excel_asks_before_it_deletes_a_sheet_unless_told_not_to(app: Application, book: xw.Book) -> None:
    book.sheets["Revenue JPY"]["A1"].value = 1
    app.answers = ["cancel"]
    assert book.sheets["Revenue JPY"].api.Delete() is False
    assert book.sheet_names == ["Figures", "Revenue JPY"]
    app.state["DisplayAlerts"] = False
    book.sheets["Revenue JPY"].api.Delete()
    assert (book.sheet_names, len(app.alerts)) == (["Figures"], 1)


def test_a_copied_sheet_has_its_own_charts_and_names(held: Book, book: xw.Book) -> None:
    source = book.sheets["Revenue JPY"]
    source["A1"].formula = "='Revenue JPY'!B1"
    source["A1"].color = "#EEF3F9"
    source.charts.add().api[1].SeriesCollection().NewSeries().Values = "='Revenue JPY'!$B$1:$C$1"
    source.names.add("_xl_addin", '="deck:1"').api.Visible = False
    book.names.add("total", "='Revenue JPY'!$B$2")
    source.show_gridlines = False
    twin = source.copy(after=book.sheets[-1])
    state = held.sheet("Revenue JPY (2)")
    assert (twin.name, held.active) == ("Revenue JPY (2)", state)
    assert state.contents == {(1, 1): Formula("='Revenue JPY'!B1")}
    assert state.looks == held.sheet("Revenue JPY").looks
    assert state.charts[0].series[0].values == "='Revenue JPY (2)'!$B$1:$C$1"
    assert state.gridlines is False
    assert [(name.full, name.refers_to, name.visible) for name in held.names if name.sheet is state] == [
        ("'Revenue JPY (2)'!_xl_addin", '="deck:1"', False),
        ("'Revenue JPY (2)'!total", "='Revenue JPY (2)'!$B$2", True),
    ]


def test_cells_of_a_whole_sheet_are_copied_with_sizes_and_charts(held: Book, book: xw.Book) -> None:
    source, target = book.sheets
    target.api.Activate()
    source["A1"].value, source["A1"].column_width = 1, 20
    source["A1:B1"].merge()
    source.charts.add().api[1].SeriesCollection().NewSeries().Values = "=Figures!$A$1:$B$1"
    target["C3"].value = "gone"
    source.cells.copy(target.cells)
    state = held.sheets[1]
    assert (state.contents, state.widths, state.merged) == ({(1, 1): 1.0}, {1: 20.0}, [Area(1, 1, 1, 2)])
    assert [series.values for chart in state.charts for series in chart.series] == ["=Figures!$A$1:$B$1"]


def test_gridlines_and_panes_are_the_windows_and_so_the_active_sheets(held: Book, book: xw.Book) -> None:
    window = book.api.Windows(1)
    book.sheets["Revenue JPY"].api.Activate()
    window.SplitRow, window.SplitColumn = 4, 1
    window.FreezePanes = True
    book.sheets["Revenue JPY"].show_gridlines = False
    states = [(sheet.frozen, sheet.gridlines) for sheet in held.sheets]
    assert states == [((0, 0), True), ((4, 1), False)]
    window.FreezePanes = False
    assert held.sheets[1].frozen == (0, 0)


def test_panes_begin_where_the_window_is_scrolled_to(held: Book, book: xw.Book) -> None:
    window = book.api.Windows(1)
    window.ScrollRow, window.SplitRow = 10, 2
    window.FreezePanes = True
    assert held.sheets[0].frozen == (11, 0)


def test_a_hidden_sheet_cannot_be_activated(book: xw.Book) -> None:
    book.sheets["Revenue JPY"].visible = False
    with pytest.raises(ExcelRefuses):
        book.sheets["Revenue JPY"].api.Activate()


@pytest.mark.parametrize(
    "change",
    [
        lambda sheet: setattr(sheet["A1"], "value", 1),
        lambda sheet: setattr(sheet["A1"], "color", "#EEF3F9"),
        lambda sheet: setattr(sheet["A1"], "column_width", 9),
        lambda sheet: sheet["A1:B1"].merge(),
        lambda sheet: sheet.clear(),
        lambda sheet: sheet.charts.add(),
    ],
)
def test_a_protected_sheet_refuses(change: Any, held: Book, sheet: xw.Sheet) -> None:
    held.sheets[0].is_protected = True
    before = snapshot(held)
    with pytest.raises(ExcelRefuses):
        change(sheet)
    assert differences(before, snapshot(held)) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda book: book.sheets.add(),
        lambda book: book.sheets[0].delete(),
        lambda book: book.sheets[0].copy(),
        lambda book: setattr(book.sheets[0], "name", "Other"),
        lambda book: setattr(book.sheets[0], "visible", False),
    ],
)
def test_a_protected_structure_refuses(change: Any, held: Book, book: xw.Book) -> None:
    held.is_fixed = True
    with pytest.raises(ExcelRefuses):
        change(book)
    assert [sheet.name for sheet in held.sheets] == ["Figures", "Revenue JPY"]


# Names.


def test_the_names_of_a_workbook_include_those_of_its_sheets(book: xw.Book, sheet: xw.Sheet) -> None:
    book.names.add("total", "=Figures!$A$1")
    book.sheets["Revenue JPY"].names.add("_xl_addin", '="deck:1"')
    assert [name.name for name in book.names] == ["total", "'Revenue JPY'!_xl_addin"]
    assert [name.name for name in book.sheets["Revenue JPY"].names] == ["'Revenue JPY'!_xl_addin"]
    assert "_xl_addin" in book.sheets["Revenue JPY"].names
    assert "_xl_addin" not in sheet.names
    assert "_xl_addin" not in book.names
    assert book.names["total"].refers_to_range.address == "$A$1"


def test_a_name_added_anew_is_renewed_and_seen_again(held: Book, sheet: xw.Sheet) -> None:
    sheet.names.add("_xl_addin", '="deck:1"').api.Visible = False
    sheet.names.add("_XL_ADDIN", '="deck:2"')
    assert [(name.text, name.refers_to, name.visible) for name in held.names] == [
        ("_xl_addin", '="deck:2"', True)
    ]


@pytest.mark.parametrize("name", ["A1", "R1C1", "two words", "1st"])
def test_a_name_like_a_cell_is_refused(name: str, book: xw.Book) -> None:
    with pytest.raises(ExcelRefuses):
        book.names.add(name, "=1")


# Charts.


@pytest.fixture
def chart(sheet: xw.Sheet) -> xw.Chart:
    """A stacked chart of two series with three points."""
    chart = sheet.charts.add(10, 20, 300, 200, chart_type="column_stacked", style=None)
    for row in (2, 3):
        series = chart.api[1].SeriesCollection().NewSeries()
        series.Name, series.Values = f"=Figures!$A${row}", f"=Figures!$B${row}:$D${row}"
        series.XValues = "=Figures!$B$1:$D$1"
    return chart


def test_a_chart_is_empty_unless_the_cell_in_front_holds_something(book: xw.Book, sheet: xw.Sheet) -> None:
    assert len(sheet.charts.add().series) == 0
    sheet["A1"].value = 1
    assert len(sheet.charts.add().series) == 1
    assert len(book.sheets["Revenue JPY"].charts.add().series) == 0
    assert [chart.name for chart in sheet.charts] == ["Chart 1", "Chart 2"]


def test_series_are_references_and_nothing_else(chart: xw.Chart) -> None:
    series = chart.api[1].SeriesCollection(1)
    with pytest.raises(ExcelRefuses):
        series.Values = "=Nowhere!$A$1"
    with pytest.raises(ExcelRefuses):
        series.Values = "Figures!$A$1"


def test_series_on_the_second_axes_and_lines_are_counted_last(chart: xw.Chart) -> None:
    chart.series[0].set(chart_type="line_markers", axis_group="secondary")
    assert [series.name for series in chart.series] == ["=Figures!$A$3", "=Figures!$A$2"]


def test_a_second_value_axis_is_there_while_a_series_is_on_it(chart: xw.Chart) -> None:
    with pytest.raises(xw.XlwingsError):
        chart.secondary_value_axis.title = "Margin"
    chart.series[1].axis_group = "secondary"
    chart.secondary_value_axis.set(title="Margin", minimum_scale=0, number_format="0%")
    axis = chart.api[1].Axes(2, 2)
    assert (axis.AxisTitle.Text, axis.MinimumScale, axis.MaximumScaleIsAuto) == ("Margin", 0.0, True)
    with pytest.raises(ExcelRefuses):
        chart.api[1].Axes(1, 2)


def test_what_is_not_there_cannot_be_dressed(chart: xw.Chart) -> None:
    drawn = chart.api[1]
    for missing in (
        lambda: drawn.ChartTitle,
        lambda: drawn.Axes(2, 1).AxisTitle,
        lambda: drawn.SeriesCollection(1).DataLabels(),
        lambda: drawn.SeriesCollection(1).Points(1).DataLabel,
        lambda: drawn.SeriesCollection(1).Points(4),
        lambda: drawn.SeriesCollection(3),
        lambda: drawn.Axes(1, 1).MajorGridlines,
    ):
        with pytest.raises(ExcelRefuses):
            missing()
    drawn.HasLegend = False
    with pytest.raises(ExcelRefuses):
        _ = drawn.Legend


def test_a_title_is_a_text_or_that_of_a_cell(held: Book, chart: xw.Chart) -> None:
    chart.title = "Revenues"
    chart.api[1].ChartTitle.Formula = "=Figures!$A$1"
    assert held.sheets[0].charts[0].title_link == "=Figures!$A$1"
    chart.title = "Other"
    assert held.sheets[0].charts[0].title_link == ""


def test_labels_stand_where_their_kind_of_series_allows(chart: xw.Chart) -> None:
    series = chart.api[1].SeriesCollection(1)
    series.HasDataLabels = True
    series.DataLabels().Position = -4108
    with pytest.raises(ExcelRefuses):
        series.DataLabels().Position = 0  # above: lines alone
    with pytest.raises(ExcelRefuses):
        series.DataLabels().Position = 2  # beyond the end: not in a stack
    series.ChartType = 65
    series.DataLabels().Position = 0


def test_entries_of_a_legend_move_up_when_one_goes(held: Book, chart: xw.Chart) -> None:
    legend = chart.api[1].Legend
    legend.LegendEntries(1).Delete()
    assert [series.name for series in held.sheets[0].charts[0].not_in_legend] == ["=Figures!$A$2"]
    legend.LegendEntries(1).Delete()
    with pytest.raises(ExcelRefuses):
        legend.LegendEntries(1)


def test_a_font_of_the_whole_chart_is_that_of_its_pieces(chart: xw.Chart) -> None:
    chart.api[1].ChartArea.Font.Name = "Meiryo UI"
    assert chart.api[1].Axes(1, 1).TickLabels.Font.Name == "Meiryo UI"


def test_a_colour_shows_what_was_left_to_excel_but_not_what_was_switched_off(chart: xw.Chart) -> None:
    line = chart.api[1].SeriesCollection(1).Format.Line
    line.ForeColor.RGB = 255
    assert line.Visible is True
    line.Visible = False
    line.ForeColor.RGB = 0
    assert line.Visible is False


# The record.


def test_reads_and_writes_are_recorded_in_order(app: Application, sheet: xw.Sheet) -> None:
    sheet["B2"].font.size = 9
    assert app.calls.all[-3:] == [
        ("call Worksheet.Range", ("Figures", "B2")),
        ("get Range.Font", ("Figures!$B$2",)),
        ("set Font.Size", ("Figures!$B$2", 9)),
    ]
    assert [call.kind for call in app.calls.writes] == ["set Font.Size"]
    assert len(app.calls.all) == len(app.calls.reads) + len(app.calls.writes)


def test_one_call_fails_and_nothing_came_of_it(app: Application, held: Book, sheet: xw.Sheet) -> None:
    before = snapshot(held)
    app.calls.fail_at(3)
    with pytest.raises(ExcelRefuses):
        sheet["B2"].font.size = 9
    assert differences(before, snapshot(held)) == []
    sheet["B2"].font.size = 9
    assert held.sheets[0].look((2, 2)).size == 9


def test_a_failure_may_last(app: Application, sheet: xw.Sheet) -> None:
    app.calls.fail_at(2, lasting=True)
    for _ in range(2):
        with pytest.raises(ExcelRefuses):
            sheet["B2"].value = 1
    app.calls.succeed()
    sheet["B2"].value = 1


def test_a_kind_of_call_fails_each_time_or_a_few_times(app: Application, sheet: xw.Sheet) -> None:
    app.calls.fail_on("set Font.Size", times=1)
    app.calls.fail_on("set Font.Bold")
    with pytest.raises(ExcelRefuses):
        sheet["A1"].font.size = 9
    sheet["A1"].font.size = 9
    for _ in range(2):
        with pytest.raises(ExcelRefuses):
            sheet["A1"].font.bold = True
    assert [call.kind for call in app.calls.refused] == ["set Font.Size", "set Font.Bold", "set Font.Bold"]


@pytest.mark.parametrize(
    "use",
    [
        lambda sheet: sheet.api.NoSuchThing,
        lambda sheet: setattr(sheet.api, "NoSuchThing", 1),
        lambda sheet: setattr(sheet.api, "Index", 1),
        lambda sheet: setattr(sheet.charts.add().api[1].ChartArea.Format.Line, "Colour", 1),
    ],
)
def test_a_member_that_excel_does_not_have_is_an_error(use: Any, sheet: xw.Sheet) -> None:
    with pytest.raises(AttributeError):
        use(sheet)


def test_a_message_box_is_answered_as_the_test_says(app: Application, held: Book) -> None:
    app.answers = ["yes", "cancel"]
    with in_front(app, held) as book:
        assert xw.Book.caller().name == "quarter.xlsx"
        assert book.app.alert("Go on?", "IIJ Release", "yes_no_cancel", "info") == "yes"
        assert book.app.alert("Really?", "IIJ Release", "ok_cancel") == "cancel"
        assert book.app.alert("Done.") == "ok"
    assert [alert.text for alert in app.alerts] == ["Go on?", "Really?", "Done."]


# Comparisons.


def test_a_difference_between_two_moments_reads_as_one_line(held: Book, sheet: xw.Sheet) -> None:
    sheet["B2"].value = 1
    before = snapshot(held)
    assert differences(before, snapshot(held)) == []
    sheet["B2"].value = 2
    sheet["C3"].color = "#EEF3F9"
    held.names.append(DefinedName("total", "=1"))
    lines = differences(before, snapshot(held))
    assert lines[0] == "Figures contents B2: 1.0 became 2.0"
    assert [line.partition(":")[0] for line in lines] == [
        "Figures contents B2",
        "name total",
        "Figures looks C3",
    ]


def changes() -> list[tuple[str, Any]]:
    """Something else about a sheet, and the word that must tell it."""

    def chart(name: str, value: object) -> Any:
        return lambda sheet: setattr(sheet.charts[0], name, value)

    def series(name: str, value: object) -> Any:
        return lambda sheet: setattr(sheet.charts[0].series[0], name, value)

    def look(**values: object) -> Any:
        return lambda sheet: sheet.looks.update({(1, 2): replace(sheet.look((1, 2)), **values)})

    def axis(name: str, value: object) -> Any:
        return lambda sheet: setattr(sheet.charts[0].axes["value", "primary"], name, value)

    return [
        ("content", lambda sheet: sheet.contents.update({(1, 2): "other"})),
        ("content", lambda sheet: sheet.contents.update({(60, 60): "more"})),
        ("font", look(font="Arial")),
        ("size", look(size=30.0)),
        ("bold", look(bold=False)),
        ("color", look(color="FF0000")),
        ("fill", look(fill="FF0000")),
        ("number_format", look(number_format="0.000")),
        ("horizontal", look(horizontal="fill")),
        ("vertical", look(vertical="justify")),
        ("wrap", look(wrap=True)),
        ("indent", look(indent=3)),
        ("top", look(top=Rule("continuous", "thin", "FF0000"))),
        ("width of A", lambda sheet: sheet.widths.update({1: 77.0})),
        ("height of 1", lambda sheet: sheet.heights.update({1: 77.25})),
        ("hidden", lambda sheet: sheet.hidden_rows.add(3)),
        ("merged", lambda sheet: sheet.merged.append(Area(90, 1, 90, 2))),
        ("page area", lambda sheet: setattr(sheet.page, "area", "$A$1")),
        ("page landscape", lambda sheet: setattr(sheet.page, "landscape", not sheet.page.landscape)),
        ("page left", lambda sheet: setattr(sheet.page, "left", 1.0)),
        ("page LeftHeader", lambda sheet: sheet.page.headers.update(LeftHeader="other")),
        ("frozen", lambda sheet: setattr(sheet, "frozen", (9, 9))),
        ("gridlines", lambda sheet: setattr(sheet, "gridlines", True)),
        ("tab", lambda sheet: setattr(sheet, "tab_color", "FF0000")),
        ("names", lambda sheet: sheet.book.names.append(DefinedName("more", "=1", sheet))),
        ("charts", lambda sheet: sheet.charts.clear()),
        ("Chart 1 corner", chart("left", 99.0)),
        ("Chart 1 size", chart("width", 99.0)),
        ("Chart 1 alternative text", chart("alt_text", "other")),
        ("Chart 1 title", chart("title_link", "")),
        ("Chart 1 placement", chart("placement", "free")),
        ("Chart 1 gap", chart("gap", 1)),
        ("Chart 1 overlap", chart("overlap", 1)),
        ("Chart 1 legend", chart("has_legend", False)),
        ("Chart 1 primary value axis title", axis("title", "other")),
        ("Chart 1 primary value axis scale", axis("high", 1.0)),
        ("Chart 1 primary value axis number format", axis("number_format", "0")),
        ("Chart 1 primary value axis gridlines", axis("has_gridlines", False)),
        ("Chart 1 series", series("name", "=Figures!$Z$9")),
        ("kind", series("kind", "line")),
        ("references", series("categories", "=Figures!$Z$9:$AD$9")),
        ("label", series("labels", None)),
        ("inverts", series("inverts", True)),
    ]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """A sheet with a chart as the file writer writes it."""
    from tests.decks import BUILT, shipped_deck  # noqa: PLC0415 - one test alone takes a deck
    from xl_addin.release.expressions import Mode  # noqa: PLC0415
    from xl_addin.writer.edits import compile_deck  # noqa: PLC0415
    from xl_addin.writer.headless import write_file  # noqa: PLC0415

    path = tmp_path_factory.mktemp("written") / "deck.xlsx"
    deck = compile_deck(shipped_deck(), Mode.NATIVE)
    sheets = tuple(sheet for sheet in deck.sheets if sheet.name == "Revenue JPY")
    write_file(replace(deck, sheets=sheets), path, BUILT)
    return book_of(path)


@pytest.mark.parametrize(
    ("word", "change"), changes(), ids=[f"{n} {w}" for n, (w, _) in enumerate(changes())]
)
def test_a_comparison_with_a_file_tells_what_is_different(word: str, change: Any, written: Book) -> None:
    one, other = deepcopy(written).sheets[0], written.sheets[0]
    assert compare(one, other) == []
    change(one)
    assert any(word in line for line in compare(one, other)), compare(one, other)


def test_a_file_is_read_as_excel_opens_it(written: Book) -> None:
    sheet: Sheet = written.sheet("Revenue JPY")
    (chart,) = sheet.charts
    assert all(
        "_xlfn" not in content.text for content in sheet.contents.values() if isinstance(content, Formula)
    )
    assert (sheet.gridlines, sheet.page.paper, sheet.page.zoom) == (False, 9, False)
    assert (chart.kind, chart.overlap, chart.gap) == ("column_stacked", 100, 60)
    assert {series.kind for series in chart.series} == {"column_stacked", "line"}
    assert [(name.text, name.visible) for name in written.names if name.sheet is sheet] == [
        ("_iij_addin", False)
    ]
    assert letters(28) == "AB"
