"""Excel for Windows: its object model over COM, where xlwings' public interface ends.

Names and arguments are those of the object model's documentation.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xl_addin.release.spec import Page
from xl_addin.release.styles import GREY, INK, PALE
from xl_addin.writer.chart_scales import labelled_points
from xl_addin.writer.edits import ChartEdit, SeriesEdit
from xl_addin.writer.open_book.pages import header_parts

if TYPE_CHECKING:
    import xlwings as xw

# XlAxisType, XlAxisGroup, XlPlacement, XlTickLabelPosition, XlTickMark, XlDataLabelPosition, XlPaperSize,
# XlReferenceStyle.
_CATEGORY, _VALUE = 1, 2
_PRIMARY, _SECONDARY = 1, 2
_MOVE = 2
_VERY_HIDDEN = 2
_LOW = -4134
_NO_TICKS = -4142
_ABOVE, _CENTER = 0, -4108
_A4 = 9
_A1, _R1C1 = 1, -4150
_LANDSCAPE, _PORTRAIT = 2, 1
_POINTS_PER_INCH = 72
_MARGINS = {"LeftMargin": 0.5, "RightMargin": 0.5, "TopMargin": 0.7, "BottomMargin": 0.6}
_TEXTS = ";".join(f"*{suffix}" for suffix in (".docx", ".pdf", ".md", ".txt", ".html", ".htm"))
_SIDES = {"L": "Left", "C": "Center", "R": "Right"}


class Windows:
    """The objects that pywin32 gives for Excel's."""

    def is_protected(self, sheet: xw.Sheet) -> bool:
        """See Native."""
        return bool(sheet.api.ProtectContents)

    def has_fixed_structure(self, book: xw.Book) -> bool:
        """See Native."""
        return bool(book.api.ProtectStructure)

    def is_shared(self, book: xw.Book) -> bool:
        """See Native."""
        return bool(book.api.MultiUserEditing)

    def is_out_of_reach(self, sheet: xw.Sheet) -> bool:
        """See Native."""
        return int(sheet.api.Visible) == _VERY_HIDDEN

    def comments(self, sheet: xw.Sheet) -> int:
        """See Native; a threaded comment counts as a note as well."""
        return int(sheet.api.Comments.Count)

    def saves_itself(self, book: xw.Book) -> bool:
        """See Native."""
        return bool(book.api.AutoSaveOn)

    def let_save(self, book: xw.Book, on: bool) -> None:
        """See Native."""
        book.api.AutoSaveOn = on

    def show_all(self, sheet: xw.Sheet) -> None:
        """See Native."""
        if sheet.api.AutoFilterMode:
            sheet.api.AutoFilterMode = False
        sheet.api.Rows.Hidden = False

    def copy_cells(self, source: xw.Sheet, target: xw.Sheet) -> None:
        """See Native."""
        app = source.book.app.api
        before = app.CopyObjectsWithCells
        app.CopyObjectsWithCells = False
        try:
            source.cells.copy(target.cells)
        finally:
            app.CopyObjectsWithCells = before

    def counts_from_1904(self, book: xw.Book) -> bool:
        """See Native."""
        return bool(book.api.Date1904)

    def save_copy(self, book: xw.Book, path: Path) -> None:
        """See Native."""
        book.api.SaveCopyAs(str(path))

    def choose_text(self, app: xw.App) -> Path | None:
        """See Native; Excel gives False where none was chosen."""
        chosen = app.api.GetOpenFilename(f"Release texts ({_TEXTS}),{_TEXTS}", 1, "The release text")
        return Path(chosen) if isinstance(chosen, str) else None

    def indent(self, area: xw.Range, steps: int) -> None:
        """See Native."""
        area.api.IndentLevel = steps

    def define(self, place: xw.Book | xw.Sheet, name: str, formula: str) -> xw.Name:
        """See Native; the text that a name is made with is read in the user's language, a later one never."""
        made = place.names.add(name, "=0")
        made.refers_to = formula
        return made

    def hide(self, name: xw.Name) -> None:
        """See Native."""
        name.api.Visible = False

    def numbers_columns(self, app: xw.App) -> bool:
        """See Native."""
        return int(app.api.ReferenceStyle) == _R1C1

    def let_number_columns(self, app: xw.App, on: bool) -> None:
        """See Native."""
        app.api.ReferenceStyle = _R1C1 if on else _A1

    def freeze(self, sheet: xw.Sheet, row: int, column: int) -> None:
        """See Native; panes are the window's, which shows the active sheet."""
        sheet.api.Activate()
        window = sheet.book.api.Windows(1)
        window.FreezePanes = False
        window.ScrollRow = window.ScrollColumn = 1
        window.SplitRow, window.SplitColumn = row - 1, column - 1
        window.FreezePanes = True

    def color_tab(self, sheet: xw.Sheet, color: str) -> None:
        """See Native."""
        sheet.api.Tab.Color = _rgb(color)

    def set_page(self, sheet: xw.Sheet, page: Page) -> None:
        """See Native."""
        setup = sheet.api.PageSetup
        with _told_at_once(sheet.book.app.api):
            setup.Orientation = _LANDSCAPE if page.landscape else _PORTRAIT
            setup.Zoom = False
            setup.FitToPagesWide = 1
            setup.FitToPagesTall = 1 if page.one_page else False
            for margin, inches in _MARGINS.items():
                setattr(setup, margin, inches * _POINTS_PER_INCH)
            for place, text in (("Header", page.header), ("Footer", page.footer)):
                for side, part in header_parts(text).items():
                    setattr(setup, _SIDES[side] + place, part)

    def set_paper(self, sheet: xw.Sheet) -> None:
        """See Native."""
        sheet.api.PageSetup.PaperSize = _A4

    def repeat_rows(self, sheet: xw.Sheet, rows: tuple[int, int] | None) -> None:
        """See Native."""
        sheet.api.PageSetup.PrintTitleRows = f"${rows[0]}:${rows[1]}" if rows else ""

    def add_series(self, chart: xw.Chart, edit: ChartEdit) -> None:
        """See Native; what Excel plotted of its own accord goes first."""
        drawn = chart.api[1].SeriesCollection()
        for position in range(drawn.Count, 0, -1):
            chart.api[1].SeriesCollection(position).Delete()
        for series in edit.series:
            new = drawn.NewSeries()
            new.Name, new.Values, new.XValues = series.name, series.values, edit.categories

    def dress(self, chart: xw.Chart, edit: ChartEdit, font: str) -> None:
        """See Native."""
        chart.api[0].Placement = _MOVE
        drawn = chart.api[1]
        drawn.ChartArea.Font.Name = font
        drawn.ChartArea.Format.Line.Visible = False
        drawn.PlotArea.Format.Fill.Visible = False
        drawn.ChartTitle.Formula = edit.title
        _write_font(drawn.ChartTitle.Font, 11, INK, bold=True)
        for position, series in enumerate(edit.series, 1):
            _dress_series(drawn.SeriesCollection(position), series)
        group = drawn.ChartGroups(1)
        group.GapWidth = 60
        if edit.stacked:
            group.Overlap = 100
        _dress_axes(drawn, edit)
        _dress_legend(drawn, edit)

    def label(self, chart: xw.Chart, edit: ChartEdit, font: str) -> None:
        """See Native."""
        for position, series in enumerate(edit.series, 1):
            points = labelled_points(edit, series)
            if not points:
                continue
            drawn = chart.api[1].SeriesCollection(position)
            if series.labels == "last":
                drawn.Points(points[0] + 1).HasDataLabel = True
                labels = drawn.Points(points[0] + 1).DataLabel
            else:
                drawn.HasDataLabels = True
                labels = drawn.DataLabels()
                for point in range(len(series.cached_values)):
                    if point not in points:
                        drawn.Points(point + 1).HasDataLabel = False
            labels.NumberFormatLinked = False
            labels.NumberFormat = series.number_format
            if series.kind == "line":
                labels.Position = _ABOVE
            elif edit.stacked:
                labels.Position = _CENTER
            labels.Font.Name = font
            _write_font(labels.Font, 8, series.label_color or INK, bold=series.hidden)

    def describe(self, chart: xw.Chart, text: str) -> None:
        """See Native."""
        chart.api[0].ShapeRange.AlternativeText = text


@contextmanager
def _told_at_once(app: Any) -> Iterator[None]:
    """Excel asks the printer once for all that is set, and not each time; without one it cannot wait."""
    try:
        app.PrintCommunication = False
    except Exception:  # pywin32's, which is on no other platform; it is only slower so
        logging.getLogger(__name__).debug("no printer to wait with", exc_info=True)
        yield
        return
    try:
        yield
    finally:
        app.PrintCommunication = True


def _rgb(color: str) -> int:
    """RRGGBB as COM has it, red in the lowest byte."""
    return int.from_bytes(bytes.fromhex(color), "little")


def _write_font(font: Any, size: float, color: str, *, bold: bool = False) -> None:
    font.Size, font.Color, font.Bold = size, _rgb(color), bold


def _dress_series(drawn: Any, series: SeriesEdit) -> None:
    if series.kind == "line":
        if series.hidden:
            drawn.Format.Line.Visible = False
        else:
            drawn.Format.Line.Weight = 2.25
        return
    drawn.InvertIfNegative = False
    drawn.Format.Line.ForeColor.RGB = _rgb("FFFFFF")
    drawn.Format.Line.Weight = 0.5
    for number, color in enumerate(series.point_colors, 1):
        if color != series.color:
            drawn.Points(number).Format.Fill.ForeColor.RGB = _rgb(color)


def _dress_axes(drawn: Any, edit: ChartEdit) -> None:
    categories, values = drawn.Axes(_CATEGORY, _PRIMARY), drawn.Axes(_VALUE, _PRIMARY)
    categories.TickLabelPosition = _LOW
    categories.MajorTickMark = _NO_TICKS
    categories.Format.Line.ForeColor.RGB = _rgb(GREY)
    _write_font(categories.TickLabels.Font, 9, INK)
    values.HasMajorGridlines = True
    values.MajorGridlines.Format.Line.ForeColor.RGB = _rgb(PALE)
    values.MajorGridlines.Format.Line.Weight = 0.5
    _dress_value_axis(values, titled=bool(edit.axis_title))
    if edit.second_axis_title and any(series.secondary for series in edit.series):
        ratios = drawn.Axes(_VALUE, _SECONDARY)
        ratios.HasMajorGridlines = False
        _dress_value_axis(ratios, titled=True)


def _dress_value_axis(axis: Any, *, titled: bool) -> None:
    axis.Format.Line.Visible = False
    _write_font(axis.TickLabels.Font, 9, GREY)
    if titled:
        _write_font(axis.AxisTitle.Font, 9, GREY)


def _dress_legend(drawn: Any, edit: ChartEdit) -> None:
    """Without the series that only carry labels; the last goes first, so that none moves up before."""
    if len(edit.series) < 2:
        return
    _write_font(drawn.Legend.Font, 9, INK)
    for position in range(len(edit.series), 0, -1):
        if edit.series[position - 1].hidden:
            drawn.Legend.LegendEntries(position).Delete()
