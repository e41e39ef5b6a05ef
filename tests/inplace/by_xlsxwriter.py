"""Hosts that XlsxWriter makes, which writes what Excel does: charts, sparklines, dynamic arrays and more."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

import xlsxwriter

from tests.inplace.hosts import host, picture

FIXED = datetime(2002, 8, 8, 6, 0)  # noqa: DTZ001 - as XlsxWriter takes it


def written(fill: Callable[[Any], object], **options: Any) -> bytes:
    """The workbook that a function fills."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, **options})
    book.set_properties({"created": FIXED})
    fill(book)
    book.close()
    return stream.getvalue()


def sheet_of(book: Any, name: str | None = None) -> Any:
    """A new sheet with a few figures, looks, and formulas with cached values."""
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "bg_color": "#DDEBF7", "bottom": 1})
    money = book.add_format({"num_format": "#,##0.0;[Red]-#,##0.0"})
    sheet.write_row(0, 0, ["Quarter", "Revenue", "Cost"], bold)
    for row, figures in enumerate([(8334, 7712), (9012, 8290), (9851, 8955)], start=1):
        sheet.write(row, 0, f"{row}Q01")
        sheet.write_row(row, 1, figures, money)
    sheet.write_formula(4, 1, "=SUM(B2:B4)", money, 27197)
    sheet.write_formula(4, 2, '=IF(C2>0,"up","down")', None, "up")
    return sheet


@host()
def a_few_figures() -> bytes:
    return written(sheet_of)


@host()
def charts_of_all_kinds() -> bytes:
    def fill(book: Any) -> None:
        sheet = sheet_of(book)
        kinds = ("area", "bar", "column", "doughnut", "line", "pie", "radar", "scatter", "stock")
        for place, kind in enumerate(kinds):
            chart = book.add_chart({"type": kind})
            for column in "BCB":
                chart.add_series(
                    {"categories": "=Sheet1!$A$2:$A$4", "values": f"=Sheet1!${column}$2:${column}$4"}
                )
            sheet.insert_chart(6, place * 8, chart)

    return written(fill)


@host()
def combined_chart_with_a_second_axis() -> bytes:
    def fill(book: Any) -> None:
        sheet = sheet_of(book)
        chart, line = book.add_chart({"type": "column"}), book.add_chart({"type": "line"})
        chart.add_series({"values": "=Sheet1!$B$2:$B$4", "trendline": {"type": "linear"}})
        line.add_series({"values": "=Sheet1!$C$2:$C$4", "y2_axis": True, "y_error_bars": {"type": "fixed"}})
        chart.combine(line)
        sheet.insert_chart("E2", chart)

    return written(fill)


@host()
def chart_sheet_first() -> bytes:
    def fill(book: Any) -> None:
        chart = book.add_chart({"type": "column"})
        chart_sheet = book.add_chartsheet("Picture")
        sheet_of(book, "Data")
        chart.add_series({"values": "=Data!$B$2:$B$4"})
        chart_sheet.set_chart(chart)
        chart_sheet.activate()

    return written(fill)


@host()
def pictures() -> bytes:
    def fill(book: Any) -> None:
        sheet = sheet_of(book)
        sheet.insert_image("E2", "a.png", {"image_data": io.BytesIO(picture())})
        sheet.insert_image("F2", "b.png", {"image_data": io.BytesIO(picture((192, 0, 0)))})
        other = sheet_of(book)
        other.insert_image("E2", "a.png", {"image_data": io.BytesIO(picture()), "url": "https://example.com"})

    return written(fill)


@host()
def pictures_in_cells() -> bytes:
    def fill(book: Any) -> None:
        sheet_of(book).embed_image("E2", "a.png", {"image_data": io.BytesIO(picture())})

    return written(fill)


@host()
def pictures_in_the_header_and_behind_the_sheet() -> bytes:
    def fill(book: Any) -> None:
        sheet = sheet_of(book)
        sheet.set_header("&L&G", {"image_left": "a.png", "image_data_left": io.BytesIO(picture())})
        sheet.set_background(io.BytesIO(picture((0, 128, 0))))

    return written(fill)


@host()
def notes() -> bytes:
    def fill(book: Any) -> None:
        for sheet in (sheet_of(book), sheet_of(book)):
            sheet.write_comment("A1", "Seen. T.S.", {"author": "T.S.", "visible": True})
            sheet.write_comment("B3", "Restated")

    return written(fill)


@host()
def conditional_formats() -> bytes:
    def fill(book: Any) -> None:
        sheet = sheet_of(book)
        red, green = book.add_format({"font_color": "#9C0006"}), book.add_format({"bg_color": "#C6EFCE"})
        sheet.conditional_format("B2:B4", {"type": "cell", "criteria": ">", "value": 9000, "format": red})
        sheet.conditional_format("B2:B4", {"type": "formula", "criteria": "=$C2>8000", "format": green})
        sheet.conditional_format("C2:C4", {"type": "3_color_scale"})
        sheet.conditional_format("C2:C4", {"type": "icon_set", "icon_style": "3_traffic_lights"})
        sheet.conditional_format("C2:C4", {"type": "data_bar", "data_bar_2010": True})
        sheet.conditional_format("A2:A4", {"type": "duplicate", "format": red})

    return written(fill)


@host()
def data_validations() -> bytes:
    def fill(book: Any) -> None:
        sheet = sheet_of(book)
        sheet.data_validation("E2:E9", {"validate": "list", "source": ["open", "closed"]})
        sheet.data_validation("F2:F9", {"validate": "list", "source": "=$A$2:$A$4"})
        sheet.data_validation(
            "G2", {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1.5}
        )

    return written(fill)


@host()
def sparklines() -> bytes:
    def fill(book: Any) -> None:
        sheet = sheet_of(book)
        for place, kind in (("E2", "line"), ("E3", "column"), ("E4", "win_loss")):
            sheet.add_sparkline(place, {"range": "Sheet1!B2:B4", "type": kind, "markers": True})

    return written(fill)


@host()
def text_boxes() -> bytes:
    def fill(book: Any) -> None:
        sheet = sheet_of(book)
        sheet.insert_textbox("E2", "Not for publication", {"fill": {"color": "#FFF2CC"}})
        sheet.insert_textbox("E9", "linked", {"textlink": "=$A$1"})

    return written(fill)


@host(".xlsm")
def macros_with_buttons() -> bytes:
    def fill(book: Any) -> None:
        sheet = sheet_of(book)
        book.add_vba_project(io.BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)), is_stream=True)
        book.set_vba_name("ThisWorkbook")
        sheet.set_vba_name("Sheet1")
        sheet.insert_button("E2", {"macro": "Recalculate", "caption": "Go"})

    return written(fill)


@host()
def rich_text() -> bytes:
    def fill(book: Any) -> None:
        sheet = sheet_of(book)
        bold, red = book.add_format({"bold": True}), book.add_format({"color": "red"})
        sheet.write_rich_string("E2", "Revenue ", bold, "rose", " by ", red, "18.2%")
        sheet.write_string("E3", "  spaces kept  \n=not a formula")

    return written(fill)


@host()
def dynamic_arrays() -> bytes:
    def fill(book: Any) -> None:
        sheet = sheet_of(book)
        sheet.write_dynamic_array_formula("E2:E4", "=_xlfn._xlws.SORT(B2:B4)", None, 8334)
        sheet.write_dynamic_array_formula("F2", "=_xlfn.UNIQUE(A2:A4)", None, "1Q01")
        sheet.write_formula("G2", "=_xlfn.XLOOKUP(9012,B2:B4,A2:A4)", None, "2Q01")

    return written(fill)


@host()
def array_formulas() -> bytes:
    def fill(book: Any) -> None:
        sheet_of(book).write_array_formula("E2:E4", "{=B2:B4-C2:C4}", None, 622)

    return written(fill)


@host()
def tables() -> bytes:
    def fill(book: Any) -> None:
        for name in ("Table1", "Quarters"):
            sheet = sheet_of(book)
            columns = [{"header": h} for h in ("Quarter", "Revenue", "Cost")]
            sheet.add_table("A1:C4", {"name": name, "columns": columns, "style": "Table Style Medium 4"})

    return written(fill)


@host()
def protected_sheets() -> bytes:
    def fill(book: Any) -> None:
        sheet = sheet_of(book)
        sheet.protect("secret", {"format_cells": True})
        unlocked = book.add_format({"locked": False, "hidden": True})
        sheet.write("E2", 1, unlocked)
        sheet.unprotect_range("F2:F9", "typing")

    return written(fill)


@host()
def dates_from_1904() -> bytes:
    def fill(book: Any) -> None:
        sheet = sheet_of(book)
        sheet.write_datetime("E2", FIXED, book.add_format({"num_format": "yyyy-mm-dd hh:mm"}))

    return written(fill, date_1904=True)


@host()
def dates_and_times() -> bytes:
    def fill(book: Any) -> None:
        sheet = sheet_of(book)
        for row, code in enumerate(("yyyy-mm-dd", "d mmm yyyy", "[h]:mm", 14, 22, "[$-411]ggge")):
            sheet.write_datetime(row, 4, FIXED, book.add_format({"num_format": code}))

    return written(fill)


@host()
def two_hundred_sheets() -> bytes:
    def fill(book: Any) -> None:
        for number in range(200):
            book.add_worksheet(f"Branch {number}").write("A1", number)
        book.worksheets()[150].activate()
        book.worksheets()[140].set_first_sheet()

    return written(fill)


@host()
def nothing_at_all() -> bytes:
    return written(lambda book: book.add_worksheet())


@host()
def hidden_sheets() -> bytes:
    def fill(book: Any) -> None:
        sheet_of(book, "Workings").hide()
        sheet_of(book, "Secret").very_hidden()
        sheet_of(book, "Front").activate()
        sheet_of(book, "Back")

    return written(fill)


@host()
def several_sheets_selected() -> bytes:
    def fill(book: Any) -> None:
        sheets = [sheet_of(book) for _ in range(4)]
        sheets[2].activate()
        sheets[1].select()

    return written(fill)


@host()
def defined_names_of_all_kinds() -> bytes:
    def fill(book: Any) -> None:
        first, second = sheet_of(book), sheet_of(book, "Mine & yours")
        book.define_name("Revenue", "=Sheet1!$B$2:$B$4")
        book.define_name("Sheet1!Local", "=Sheet1!$A$1")
        book.define_name("'Mine & yours'!Local", "='Mine & yours'!$A$1")
        book.define_name("Rate", "=0.4")
        book.define_name("Odd", '="<&>"&"""quoted"""')
        book.define_name("Secret", "=Sheet1!$C$2")
        book.defined_names[-1][3] = True
        first.print_area("A1:C5")
        second.repeat_rows(0)
        second.repeat_columns(0)
        second.autofilter("A1:C4")

    return written(fill)


@host()
def functions_of_its_own() -> bytes:
    def fill(book: Any) -> None:
        sheet = sheet_of(book)
        book.define_name("TWICE", "=_xlfn.LAMBDA(_xlpm.x,_xlpm.x*2)")
        sheet.write_formula("E2", "=TWICE(B2)", None, 16668)

    return written(fill)


@host()
def manual_calculation() -> bytes:
    def fill(book: Any) -> None:
        sheet_of(book)
        book.set_calc_mode("manual")

    return written(fill)


@host()
def difficult_sheet_names() -> bytes:
    def fill(book: Any) -> None:
        for name in ("A & B <c>", "it's", "売上高", 'say "x"', "1Q02!", "Straße", "highlights 2"):
            sheet_of(book, name).print_area("A1:C5")

    return written(fill)


@host()
def fifteen_hundred_formats() -> bytes:
    def fill(book: Any) -> None:
        sheet = sheet_of(book)
        for number in range(1500):
            looks = {"font_color": f"#{number:06X}", "num_format": f'0.0"{number % 300}"'}
            looks |= {"bg_color": f"#{number % 97:06X}", "top": number % 6}
            sheet.write(number, 4, number, book.add_format(looks))

    return written(fill)


@host()
def another_default_font() -> bytes:
    return written(sheet_of, default_format_properties={"font_name": "Arial", "font_size": 12, "bold": True})


@host()
def outline_merged_cells_and_page_setup() -> bytes:
    def fill(book: Any) -> None:
        sheet = sheet_of(book)
        sheet.set_row(1, 30, book.add_format({"italic": True}), {"level": 1, "hidden": True})
        sheet.set_column("E:G", 3.5, book.add_format({"text_wrap": True}), {"level": 2})
        sheet.merge_range("E2:G4", "merged", book.add_format({"align": "center", "border": 5}))
        sheet.freeze_panes(1, 1)
        sheet.set_landscape()
        sheet.set_h_pagebreaks([20])
        sheet.set_footer("&P of &N")
        sheet.set_zoom(150)

    return written(fill)


@host()
def links() -> bytes:
    def fill(book: Any) -> None:
        sheet = sheet_of(book)
        sheet.write_url("E2", "https://example.com/?a=1&b=2#c")
        sheet.write_url("E3", "internal:Sheet1!A1", string="top")
        sheet.write_url("E4", "external:other.xlsx#Sheet1!A1")

    return written(fill)


@host()
def check_boxes() -> bytes:
    def fill(book: Any) -> None:
        sheet = sheet_of(book)
        sheet.insert_checkbox("E2", True)
        sheet.insert_checkbox("E3", False)

    return written(fill)


@host()
def strings_inline() -> bytes:
    return written(sheet_of, constant_memory=True, in_memory=False)


@host()
def errors_and_booleans() -> bytes:
    def fill(book: Any) -> None:
        sheet = sheet_of(book)
        sheet.write_formula("E2", "=1/0", None, "#DIV/0!")
        sheet.write_formula("E3", "=NA()", None, "#N/A")
        sheet.write_boolean("E4", True)
        sheet.write_formula("E5", "=B2>C2", None, True)
        sheet.write_formula("E6", '=""', None, "")
        sheet.write_blank("E7", None, book.add_format({"pattern": 3}))

    return written(fill)


@host()
def properties_of_its_own() -> bytes:
    def fill(book: Any) -> None:
        sheet_of(book)
        book.set_custom_property("Checked by", "T.S.")
        book.set_custom_property("Checked", True)

    return written(fill)


@host()
def reading_recommended() -> bytes:
    def fill(book: Any) -> None:
        sheet_of(book)
        book.read_only_recommended()

    return written(fill)


@host()
def filters_and_ignored_errors() -> bytes:
    def fill(book: Any) -> None:
        sheet = sheet_of(book)
        sheet.autofilter("A1:C4")
        sheet.filter_column("B", "x > 9000")
        sheet.ignore_errors({"number_stored_as_text": "A1:A9"})
        sheet.set_tab_color("red")
        sheet.right_to_left()

    return written(fill)


@host()
def entries_of_zip64() -> bytes:
    return written(sheet_of, use_zip64=True)
