"""Edits into a new .xlsx file, through XlsxWriter; no Excel needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from xl_addin.errors import ExcelError
from xl_addin.inputs.model import CellRef
from xl_addin.release.expressions import quoted
from xl_addin.release.styles import GREY, INK, NAVY, PALE, VERMILION, Style, fonts
from xl_addin.writer.chart_scales import Scale, column_scale, labelled_points, ratio_scale
from xl_addin.writer.edits import CellEdit, ChartEdit, DeckEdit, SeriesEdit, SheetEdit, counted_from_1904
from xl_addin.writer.files import replace_whole
from xl_addin.writer.ownership import OWNER_NAME, signature
from xl_addin.writer.stored_form import Points, put_array, put_formula, with_caches, with_formulas

_RULES = {"hair": 7, "thin": 1, "medium": 2}
_A4 = 9


def write_file(deck: DeckEdit, path: Path, built: datetime, option: str = "--out") -> None:
    """Write the deck beside its place and move it there whole; the old file stays until then.

    `option` is that of the command which names another place.

    Raises:
        WorkbookError: the folder is missing, read-only or full.
    """
    replace_whole(path, lambda stream: write_stream(deck, stream, built), option)


def write_stream(
    deck: DeckEdit, stream: Any, built: datetime, add: Callable[[Any], None] | None = None
) -> None:
    """Write the deck's workbook to a binary stream; the same edits and time give the same bytes.

    `add` puts into XlsxWriter's workbook what edits cannot say.
    """
    import xlsxwriter  # noqa: PLC0415 - a command pays for it when it writes

    workbook = xlsxwriter.Workbook(
        stream,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_format_properties": {"font_name": fonts(deck.language), "font_size": 10},
        },
    )
    _Writer(workbook, deck).write()
    if add is not None:
        add(workbook)
    workbook.set_properties(
        {
            "title": deck.title,
            "company": deck.company,
            "comments": "Built with xl_addin",
            "created": built.astimezone(UTC).replace(tzinfo=None),
        }
    )
    workbook.close()


class _Writer:
    """One workbook being written, with the formats made so far."""

    def __init__(self, workbook: Any, deck: DeckEdit) -> None:
        self._workbook = workbook
        self._deck = deck
        self._formats: dict[tuple[Style, str], Any] = {}

    def write(self) -> None:
        sheets = [
            (with_formulas(self._workbook.add_worksheet(edit.name)), edit) for edit in self._deck.sheets
        ]
        for sheet, edit in sheets:
            self._sheet(sheet, edit)
        for name, text in self._deck.names.items():
            self._workbook.define_name(name, text)
        for _, edit in sheets if self._deck.signed else ():
            self._hidden_name(f"{quoted(edit.name)}!{OWNER_NAME}", f'="{signature(edit)}"')
        sheets[0][0].activate()

    def _hidden_name(self, name: str, text: str) -> None:
        self._workbook.define_name(name, text)
        # XlsxWriter has no option for it; the fourth part of an entry is its flag.
        self._workbook.defined_names[-1][3] = True

    def _format(self, style: Style, number: str) -> Any:
        key = (style, number)
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format(
                _properties(style, number, fonts(self._deck.language))
            )
        return self._formats[key]

    def _sheet(self, sheet: Any, edit: SheetEdit) -> None:
        for column, width in edit.widths.items():
            sheet.set_column(column - 1, column - 1, width)
        for row, height in edit.heights.items():
            sheet.set_row(row - 1, height)
        for first_row, first, last_row, last in edit.merged:
            sheet.merge_range(first_row - 1, first - 1, last_row - 1, last - 1, "")
        for cell in edit.cells:
            self._cell(sheet, cell)
            if (cell.row, cell.column) in edit.links:
                self._link(sheet, cell, edit.links[cell.row, cell.column])
        for area in edit.flagged:
            self._flag(sheet, *area)
        for chart in edit.charts:
            self._chart(sheet, chart)
        self._input_help(sheet, edit)
        self._page(sheet, edit)

    def _cell(self, sheet: Any, cell: CellEdit) -> None:
        at = (cell.row - 1, cell.column - 1)
        style = self._format(cell.style, cell.number_format)
        if self._deck.in_1904:
            cell = counted_from_1904(cell)
        if cell.formula is not None and (cell.spilled or cell.is_dynamic):
            rows = cell.spilled or [[cell.value]]
            put_array(sheet, at, cell.formula, style, rows, is_dynamic=cell.is_dynamic)
        elif cell.formula is not None:
            put_formula(sheet, at, cell.formula, style, cell.value)
        elif cell.value is None:
            sheet.write_blank(*at, None, style)
        elif isinstance(cell.value, bool):
            sheet.write_boolean(*at, cell.value, style)
        elif cell.stretches:
            self._marked(sheet, cell, style)
        elif isinstance(cell.value, str):
            sheet.write_string(*at, cell.value, style)
        elif isinstance(cell.value, ExcelError):
            put_formula(sheet, at, cell.value.value, style, cell.value)
        else:
            sheet.write_number(*at, cell.value, style)

    def _marked(self, sheet: Any, cell: CellEdit, style: Any) -> None:
        """A text with coloured stretches, as its pieces one after the other."""
        text, pieces, end = str(cell.value), [], 0
        for first, last, color in cell.stretches:
            pieces += [style, text[end:first]] if first > end else []
            marked = replace(cell.style, color=color, bold=True)
            pieces += [self._format(marked, cell.number_format), text[first:last]]
            end = last
        pieces += [style, text[end:]] if end < len(text) else []
        if len(pieces) > 2:
            sheet.write_rich_string(cell.row - 1, cell.column - 1, *pieces, style)
        else:  # one stretch is the whole text, which XlsxWriter wants as a plain one
            sheet.write_string(cell.row - 1, cell.column - 1, text, pieces[0])

    def _link(self, sheet: Any, cell: CellEdit, target: str) -> None:
        style = self._format(cell.style, cell.number_format)
        sheet.write_url(cell.row - 1, cell.column - 1, f"internal:{target}", style, str(cell.value))

    def _flag(self, sheet: Any, first_row: int, first: int, last_row: int, last: int) -> None:
        """A FALSE in the area is white on vermilion; a blank cell equals FALSE and is none."""
        looks = self._workbook.add_format(
            {"bold": True, "font_color": "#FFFFFF", "bg_color": "#" + VERMILION}
        )
        cell = CellRef("", first_row, first).a1
        rule = {"type": "formula", "criteria": f"=IF(ISLOGICAL({cell}),NOT({cell}),FALSE)", "format": looks}
        sheet.conditional_format(first_row - 1, first - 1, last_row - 1, last - 1, rule)

    def _input_help(self, sheet: Any, edit: SheetEdit) -> None:
        for (row, column), note in edit.notes.items():
            sheet.write_comment(row - 1, column - 1, note, {"x_scale": 2, "author": "xl_addin"})
        for offered in edit.choices:
            words = offered.source if isinstance(offered.source, str) else list(offered.source)
            rule = {"validate": "list", "source": words, "error_type": "warning"}
            sheet.data_validation(*(at - 1 for at in offered.area), rule | {"show_error": not offered.open})
        if edit.filtered is not None:
            first_row, first, last_row, last = edit.filtered
            sheet.autofilter(first_row - 1, first - 1, last_row - 1, last - 1)

    def _page(self, sheet: Any, edit: SheetEdit) -> None:
        page = edit.page
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 1 if page.one_page else 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.6)
        sheet.hide_gridlines(0 if edit.gridlines else 2)
        if page.landscape:
            sheet.set_landscape()
        if page.last is not None:
            sheet.print_area(0, 0, page.last[0] - 1, page.last[1] - 1)
        if page.repeat_rows is not None:
            sheet.repeat_rows(page.repeat_rows[0] - 1, page.repeat_rows[1] - 1)
        if page.header:
            sheet.set_header(page.header)
        if page.footer:
            sheet.set_footer(page.footer)
        if edit.freeze is not None:
            sheet.freeze_panes(edit.freeze[0] - 1, edit.freeze[1] - 1)
        sheet.set_tab_color("#" + (edit.tab_color or NAVY))

    def _chart(self, sheet: Any, edit: ChartEdit) -> None:
        main = self._new_chart(
            {"type": "column", "subtype": "stacked"} if edit.stacked else {"type": "column"}
        )
        lines = [series for series in edit.series if series.kind == "line"]
        for series in edit.series:
            if series.kind != "line":
                main.add_series(self._series(edit, series))
        if lines:
            other = self._new_chart({"type": "line"})
            for series in lines:
                other.add_series(self._series(edit, series))
            if edit.second_axis_title:
                other.set_y2_axis(self._second_axis(edit, lines))
            main.combine(other)
        self._dress(main, edit)
        sheet.insert_chart(
            edit.row - 1,
            edit.column - 1,
            main,
            {"description": edit.alt_text, "object_position": 2, "x_offset": 2, "y_offset": 2},
        )

    def _new_chart(self, kind: Mapping[str, str]) -> Any:
        return with_caches(self._workbook.add_chart(kind))

    def _series(self, edit: ChartEdit, series: SeriesEdit) -> dict[str, Any]:
        color = "#" + series.color
        options: dict[str, Any] = {
            "name": series.name,
            "name_data": [series.cached_name],
            "categories": edit.categories,
            "values": series.values,
            "categories_data": Points(edit.cached_categories),
            "values_data": Points(series.cached_values, series.cached_formats),
            "gap": 60,
            "y2_axis": series.secondary,
            "invert_if_negative": False,
        }
        if series.kind == "line":
            options["line"] = {"none": True} if series.hidden else {"color": color, "width": 2.25}
            options["marker"] = {"type": "none"} if series.hidden else {"type": "circle", "size": 6}
        else:
            options["fill"] = {"color": color}
            options["border"] = {"color": "#FFFFFF", "width": 0.5}
        if series.point_colors:
            options["points"] = [{"fill": {"color": "#" + point}} for point in series.point_colors]
        if series.labels:
            options["data_labels"] = self._labels(edit, series)
        return options

    def _labels(self, edit: ChartEdit, series: SeriesEdit) -> dict[str, Any]:
        font = self._font(8, "#" + (series.label_color or INK), bold=series.hidden)
        labels: dict[str, Any] = {"value": True, "font": font, "num_format": series.number_format}
        if series.kind == "line":
            labels["position"] = "above"
        elif edit.stacked:
            labels["position"] = "center"
        shown, count = labelled_points(edit, series), len(series.cached_values)
        if len(shown) < count:
            labels["custom"] = [None if point in shown else {"delete": True} for point in range(count)]
        return labels

    def _second_axis(self, edit: ChartEdit, lines: list[SeriesEdit]) -> dict[str, Any]:
        """An axis for ratios, so long that their line stays above the columns' labels."""
        grey = "#" + GREY
        return {
            "name": edit.second_axis_title,
            "name_font": self._font(9, grey),
            "num_font": self._font(9, grey),
            "num_format": lines[0].number_format,
            "major_gridlines": {"visible": False},
            "line": {"none": True},
            **_ends(ratio_scale(edit)),
        }

    def _font(self, size: float, color: str, *, bold: bool = False) -> dict[str, Any]:
        return {"name": fonts(self._deck.language), "size": size, "color": color, "bold": bold}

    def _dress(self, chart: Any, edit: ChartEdit) -> None:
        """Calm: no frame, faint lines, the legend below without the series that only carries labels."""
        ink, grey = "#" + INK, "#" + GREY
        chart.set_title(
            {
                "name": edit.title,
                "data": [edit.cached_title],
                "name_font": self._font(11, ink, bold=True),
                "overlay": False,
            }
        )
        chart.set_x_axis(
            {
                "num_font": self._font(9, ink),
                "line": {"color": grey},
                "label_position": "low",
                "major_tick_mark": "none",
            }
        )
        chart.set_y_axis(
            {
                "name": edit.axis_title,
                "name_font": self._font(9, grey),
                "num_font": self._font(9, grey),
                "num_format": edit.number_format,
                "major_gridlines": {"visible": True, "line": {"color": "#" + PALE, "width": 0.5}},
                "line": {"none": True},
                **_ends(column_scale(edit)),
            }
        )
        hidden = [position for position, series in enumerate(edit.series) if series.hidden]
        legend = {"position": "bottom", "font": self._font(9, ink), "delete_series": hidden}
        chart.set_legend(legend if len(edit.series) > 1 else {"none": True})
        chart.set_chartarea({"border": {"none": True}, "fill": {"color": "#FFFFFF"}})
        chart.set_plotarea({"fill": {"none": True}})
        chart.set_size({"width": edit.width, "height": edit.height})


def _ends(scale: Scale) -> Mapping[str, float]:
    """A scale in XlsxWriter's words."""
    ends = {"min": scale.low, "max": scale.high, "major_unit": scale.step}
    return {name: value for name, value in ends.items() if value is not None}


_ALIGN = {"left": "left", "right": "right", "center": "center", "vcenter": "vcenter", "top": "top"}


def _properties(style: Style, number: str, font: str) -> dict[str, Any]:
    """A style in XlsxWriter's words."""
    wanted: dict[str, Any] = {
        "font_name": font,
        "font_size": style.size,
        "bold": style.bold,
        "italic": style.italic,
        "font_color": style.color and "#" + style.color,
        "bg_color": style.fill and "#" + style.fill,
        "align": style.align and _ALIGN[style.align],
        "valign": style.valign and _ALIGN[style.valign],
        "indent": style.indent,
        "text_wrap": style.wrap,
        "top": style.top and _RULES[style.top],
        "bottom": style.bottom and _RULES[style.bottom],
        "top_color": style.top and "#" + (style.rule or INK),
        "bottom_color": style.bottom and "#" + (style.rule or INK),
        "num_format": None if number == "General" else number,
    }
    return {name: value for name, value in wanted.items() if value is not None}
