"""Hosts that openpyxl makes, whose packages look different: absolute targets, no cached values."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, DataBarRule
from openpyxl.packaging.custom import IntProperty
from openpyxl.styles import Alignment, Border, Font, GradientFill, NamedStyle, PatternFill, Protection, Side
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from tests.inplace.hosts import host


def saved(book: Workbook) -> bytes:
    """The workbook as a file."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def filled(fill: Callable[[Workbook, Worksheet], object]) -> bytes:
    """A workbook of one sheet with a few figures, to which a function adds."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Mine"
    for row in (("Quarter", "Revenue"), ("1Q01", 8334), ("2Q01", 9012), ("Sum", "=SUM(B2:B3)")):
        sheet.append(row)
    fill(book, sheet)
    return saved(book)


@host()
def openpyxl_figures() -> bytes:
    return filled(lambda book, sheet: None)


@host()
def openpyxl_empty() -> bytes:
    return saved(Workbook())


@host()
def openpyxl_named_styles() -> bytes:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        style = NamedStyle("Audited", font=Font(name="Georgia", size=9, bold=True), number_format="0.000")
        style.fill = PatternFill("solid", fgColor="FFFF00")
        book.add_named_style(style)
        sheet["B2"].style = "Audited"
        sheet["B3"].style = "Audited"
        sheet["B3"].font = Font(name="Georgia", size=14)

    return filled(fill)


@host()
def openpyxl_looks() -> bytes:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet["A1"].fill = GradientFill(stop=("000000", "FFFFFF"))
        sheet["A2"].border = Border(diagonal=Side("double", color="FF0000"), diagonalUp=True)
        sheet["A3"].alignment = Alignment(textRotation=45, wrap_text=True, shrink_to_fit=True, indent=2)
        sheet["A4"].font = Font(strike=True, underline="double", vertAlign="superscript", scheme="major")
        sheet["B2"].protection = Protection(locked=False, hidden=True)
        sheet["B3"].number_format = '#,##0_);(#,##0)" <&>"'
        sheet["B2"].quotePrefix = True

    return filled(fill)


@host()
def openpyxl_chart() -> bytes:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
        sheet.add_chart(chart, "D2")
        other = BarChart()
        other.add_data(Reference(sheet, min_col=2, min_row=2, max_row=3))
        book.create_chartsheet("Chart").add_chart(other)

    return filled(fill)


@host()
def openpyxl_notes() -> bytes:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet["A1"].comment = Comment("Seen", "T.S.")
        sheet["B2"].comment = Comment("Restated", "T.S.", height=200)

    return filled(fill)


@host()
def openpyxl_tables_and_rules() -> bytes:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        table = Table(displayName="Mine_1", ref="A1:B3")
        table.tableStyleInfo = TableStyleInfo("TableStyleLight1", showRowStripes=True)
        sheet.add_table(table)
        sheet.conditional_formatting.add("B2:B3", CellIsRule("lessThan", ["0"], font=Font(color="FF0000")))
        sheet.conditional_formatting.add("B2:B3", DataBarRule("min", None, "max", None, "638EC6"))
        rule = DataValidation(type="list", formula1='"open,closed"')
        rule.add("C2:C9")
        sheet.add_data_validation(rule)

    return filled(fill)


@host()
def openpyxl_names() -> bytes:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        other = book.create_sheet("Other", 0)
        book.defined_names["Revenue"] = DefinedName("Revenue", attr_text="Mine!$B$2:$B$3")
        for owner in (sheet, other):
            owner.defined_names["Local"] = DefinedName("Local", attr_text=f"{owner.title}!$A$1")
        sheet.print_area = "A1:B4"
        other.print_title_rows = "1:2"
        book.active = 1

    return filled(fill)


@host()
def openpyxl_dates_from_1904() -> bytes:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        book.epoch = CALENDAR_MAC_1904
        sheet["C2"] = date(2002, 8, 8)

    return filled(fill)


@host()
def openpyxl_array_and_table_formulas() -> bytes:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet["D2"] = ArrayFormula("D2:D3", "=B2:B3*2")
        sheet["F2"] = DataTableFormula("F2:F3", dt2D=False, r1="B2")

    return filled(fill)


@host()
def openpyxl_protection_and_properties() -> bytes:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        sheet.protection.sheet = True
        sheet.protection.password = "secret"
        sheet.sheet_state = "visible"
        book.create_sheet("Workings").sheet_state = "veryHidden"
        book.custom_doc_props.append(IntProperty("Pages", 3))
        book.calculation.calcMode = "manual"

    return filled(fill)


@host()
def openpyxl_written_row_by_row() -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Rows")
    for row in range(50):
        sheet.append([row, f"row {row}", f"=A{row + 1}*2"])
    return saved(book)


@host(".xltx")
def openpyxl_template() -> bytes:
    def fill(book: Workbook, _: Worksheet) -> None:
        book.template = True

    return filled(fill)
