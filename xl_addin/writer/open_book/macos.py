"""Excel for Mac: its scripting dictionary through appscript, where xlwings' public interface ends.

Names are those of the dictionary. What Excel for Mac does not do as asked is left out and told.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xl_addin.errors import Issue, WorkbookError
from xl_addin.release.spec import Page
from xl_addin.release.styles import GREY, INK, PALE
from xl_addin.writer.chart_scales import labelled_points
from xl_addin.writer.edits import ChartEdit
from xl_addin.writer.open_book.pages import header_parts

if TYPE_CHECKING:
    import xlwings as xw

_POINTS_PER_INCH = 72
_MARGINS = {"left_margin": 0.5, "right_margin": 0.5, "top_margin": 0.7, "bottom_margin": 0.6}
_SIDES = {"L": "left", "C": "center", "R": "right"}


class MacOS:
    """The references that appscript gives for Excel's objects."""

    def is_protected(self, sheet: xw.Sheet) -> bool:
        """See Native."""
        return bool(sheet.api.protect_contents.get())

    def has_fixed_structure(self, book: xw.Book) -> bool:
        """See Native."""
        return bool(book.api.protect_structure.get())

    def is_shared(self, book: xw.Book) -> bool:
        """See Native."""
        return bool(book.api.multi_user_editing.get())

    def is_out_of_reach(self, sheet: xw.Sheet) -> bool:
        """See Native."""
        from appscript import k  # noqa: PLC0415 - there is none on other platforms

        return bool(sheet.api.visible.get() == k.sheet_very_hidden)

    def comments(self, sheet: xw.Sheet) -> int:
        """See Native."""
        return len(sheet.api.Excel_comments.get())

    def saves_itself(self, book: xw.Book) -> bool:
        """See Native; the dictionary has no word for it."""
        del book
        return False

    def let_save(self, book: xw.Book, on: bool) -> None:
        """See Native; what never saves itself is not switched."""

    def show_all(self, sheet: xw.Sheet) -> None:
        """See Native."""
        sheet.api.autofilter_mode.set(False)
        sheet.cells.api.entire_row.hidden.set(False)

    def copy_cells(self, source: xw.Sheet, target: xw.Sheet) -> None:
        """See Native."""
        app = source.book.app.api
        before = app.copy_objects_with_cells.get()
        app.copy_objects_with_cells.set(False)
        try:
            source.cells.copy(target.cells)
        finally:
            app.copy_objects_with_cells.set(before)

    def counts_from_1904(self, book: xw.Book) -> bool:
        """See Native."""
        return bool(book.api.date_1904.get())

    def save_copy(self, book: xw.Book, path: Path) -> None:
        """See Native; the dictionary has no word for it, so a saved workbook's file is copied.

        Raises:
            WorkbookError: the workbook has changes that are in no file.
        """
        if not book.api.saved.get():
            message = "Excel for Mac saves no copy of a workbook with changes"
            raise WorkbookError(Issue(message, "save it first, and build again", book.name))
        shutil.copy2(book.fullname, path)

    def choose_text(self, app: xw.App) -> Path | None:
        """See Native; the system's own window, because Excel's dictionary has none."""
        asking = 'POSIX path of (choose file with prompt "The release text")'
        chosen = subprocess.run(["osascript", "-e", asking], capture_output=True, text=True, check=False)
        return Path(chosen.stdout.strip()) if chosen.returncode == 0 else None

    def indent(self, area: xw.Range, steps: int) -> None:
        """See Native."""
        area.api.indent_level.set(steps)

    def define(self, place: xw.Book | xw.Sheet, name: str, formula: str) -> xw.Name:
        """See Native; Excel for Mac makes names at workbooks alone, and reads them in English."""
        if not hasattr(place, "book"):
            return place.names.add(name, formula)
        quoted = place.name.replace("'", "''")
        return place.book.names.add(f"'{quoted}'!{name}", formula)

    def hide(self, name: xw.Name) -> None:
        """See Native."""
        name.impl.xl.visible.set(False)  # xlwings gives names of a Mac no api

    def numbers_columns(self, app: xw.App) -> bool:
        """See Native."""
        from appscript import k  # noqa: PLC0415 - there is none on other platforms

        return bool(app.api.reference_style.get() == k.R1C1)

    def let_number_columns(self, app: xw.App, on: bool) -> None:
        """See Native."""
        from appscript import k  # noqa: PLC0415 - there is none on other platforms

        app.api.reference_style.set(k.R1C1 if on else k.A1)

    def freeze(self, sheet: xw.Sheet, row: int, column: int) -> None:
        """See Native; panes are the window's, which shows the active sheet."""
        sheet.activate()
        window = sheet.book.app.api.active_window
        window.freeze_panes.set(False)
        window.split_row.set(row - 1)
        window.split_column.set(column - 1)
        window.freeze_panes.set(True)

    def color_tab(self, sheet: xw.Sheet, color: str) -> None:
        """See Native."""
        sheet.api.tab.color.set(_rgb(color))

    def set_page(self, sheet: xw.Sheet, page: Page) -> None:
        """See Native."""
        from appscript import k  # noqa: PLC0415 - there is none on other platforms

        setup = sheet.page_setup.api
        setup.page_orientation.set(k.landscape if page.landscape else k.portrait)
        setup.zoom.set(False)
        setup.fit_to_pages_wide.set(1)
        setup.fit_to_pages_tall.set(1 if page.one_page else False)
        for margin, inches in _MARGINS.items():
            getattr(setup, margin).set(inches * _POINTS_PER_INCH)
        for place, text in (("header", page.header), ("footer", page.footer)):
            for side, part in header_parts(text).items():
                getattr(setup, f"{_SIDES[side]}_{place}").set(part)

    def set_paper(self, sheet: xw.Sheet) -> None:
        """See Native; the dictionary has no word for it, and the paper is the system's."""

    def repeat_rows(self, sheet: xw.Sheet, rows: tuple[int, int] | None) -> None:
        """See Native."""
        sheet.page_setup.api.print_title_rows.set(f"${rows[0]}:${rows[1]}" if rows else "")

    def add_series(self, chart: xw.Chart, edit: ChartEdit) -> None:
        """See Native; what Excel plotted of its own accord goes first."""
        from appscript import k  # noqa: PLC0415 - there is none on other platforms

        drawn = chart.api[1]
        for position in range(len(chart.series), 0, -1):
            drawn.series[position].delete()
        for series in edit.series:
            new = drawn.make(at=drawn, new=k.series)
            new.name.set(series.name)
            new.series_values.set(series.values)
            new.xvalues.set(edit.categories)

    def dress(self, chart: xw.Chart, edit: ChartEdit, font: str) -> None:
        """See Native; the title stays a text, because the dictionary links none to a cell."""
        from appscript import k  # noqa: PLC0415 - there is none on other platforms

        drawn = chart.api[1]
        drawn.chart_area_object.font_object.name.set(font)
        _write_font(drawn.chart_title.font_object, 11, INK, bold=True)
        group = drawn.chart_groups[1]
        group.gap_width.set(60)
        if edit.stacked:
            group.overlap.set(100)
        categories = chart.category_axis.api
        categories.tick_label_position.set(k.tick_label_position_low)
        categories.major_tick_mark.set(k.tick_mark_none)
        _write_font(categories.tick_labels.font_object, 9, INK)
        values = chart.value_axis.api
        values.has_major_gridlines.set(True)
        values.major_gridlines.border.color.set(_rgb(PALE))
        _write_font(values.tick_labels.font_object, 9, GREY)

    def label(self, chart: xw.Chart, edit: ChartEdit, font: str) -> None:
        """See Native."""
        from appscript import k  # noqa: PLC0415 - there is none on other platforms

        for series, drawn in zip(edit.series, chart.series, strict=True):
            for point in labelled_points(edit, series):
                marked = drawn.api.series_points[point + 1]
                marked.has_data_label.set(True)
                label = marked.data_label_object
                label.number_format_linked.set(False)
                label.number_format.set(series.number_format)
                if series.kind == "line":
                    label.position.set(k.label_position_above)
                elif edit.stacked:
                    label.position.set(k.label_position_center)
                label.font_object.name.set(font)
                _write_font(label.font_object, 8, series.label_color or INK, bold=series.hidden)

    def describe(self, chart: xw.Chart, text: str) -> None:
        """See Native."""
        sheet = chart.parent
        sheet.api.shapes[chart.name].alternative_text.set(text)


def _rgb(color: str) -> tuple[int, ...]:
    """RRGGBB as appscript has it."""
    return tuple(bytes.fromhex(color))


def _write_font(font: Any, size: float, color: str, *, bold: bool = False) -> None:
    font.font_size.set(size)
    font.color.set(_rgb(color))
    font.bold.set(bold)
