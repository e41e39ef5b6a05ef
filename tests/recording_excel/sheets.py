"""Worksheets and their pages, as Excel's object model has them."""

# ruff: noqa: N802, N803 - names are Excel's

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.recording_excel.addresses import area_of, color_of, number_of
from tests.recording_excel.application import Application, OfBook, Workbook, unused_name
from tests.recording_excel.calls import ExcelRefuses
from tests.recording_excel.charts import ChartObjects
from tests.recording_excel.com import ComCollection, ComObject, leads
from tests.recording_excel.model import Book, Chart, DefinedName, Formula, Page, Sheet
from tests.recording_excel.names import Names
from tests.recording_excel.ranges import Range, sheet_cells
from tests.recording_excel.references import pointing, sheets_in

_VISIBLE, _VERY_HIDDEN = -1, 2
_FORBIDDEN = re.compile(r"[\\/?*\[\]:]")


class Worksheets(ComCollection, OfBook):
    """The worksheets of a workbook."""

    def __init__(self, application: Application, book: Book) -> None:
        OfBook.__init__(self, application, book)

    def members(self) -> list[Worksheet]:
        return [Worksheet(self.application, sheet) for sheet in self.book.sheets]

    def named(self, member: Worksheet) -> str:
        return member.sheet.name

    @property
    def Parent(self) -> Workbook:
        return Workbook(self.application, self.book)

    def Add(self, Before: Worksheet | None = None, After: Worksheet | None = None) -> Worksheet:
        self.require_free()
        sheets = self.book.sheets
        if Before is not None:
            at = sheets.index(Before.sheet)
        elif After is not None:
            at = sheets.index(After.sheet) + 1
        else:
            assert self.book.active is not None
            at = sheets.index(self.book.active)
        taken = {sheet.name.casefold() for sheet in sheets}
        while True:
            self.book.sheets_made += 1
            if f"sheet{self.book.sheets_made}" not in taken:
                break
        sheet = Sheet(self.book, f"Sheet{self.book.sheets_made}")
        sheets.insert(at, sheet)
        self.book.active = sheet
        return Worksheet(self.application, sheet)


class Worksheet(ComObject):
    """A worksheet."""

    def __init__(self, application: Application, sheet: Sheet) -> None:
        super().__init__(application)
        self.sheet = sheet

    @property
    def place(self) -> str:
        return self.sheet.name

    def require(self) -> None:
        if self.sheet not in self.sheet.book.sheets:
            raise ExcelRefuses("Object required")

    def _require_free(self) -> None:
        Workbook(self.application, self.sheet.book).require_free()

    @property
    def Application(self) -> Application:
        return self.application

    @property
    def Parent(self) -> Workbook:
        return Workbook(self.application, self.sheet.book)

    @property
    def Name(self) -> str:
        return self.sheet.name

    @Name.setter
    def Name(self, value: str) -> None:
        self._require_free()
        others = [sheet.name.casefold() for sheet in self.sheet.book.sheets if sheet is not self.sheet]
        wrong = not 0 < len(value) <= 31 or value[0] == "'" or value[-1] == "'" or _FORBIDDEN.search(value)
        if wrong or value.casefold() in others or value.casefold() == "history":
            raise ExcelRefuses(f"That name is already taken or is not a sheet's: {value}")
        old, self.sheet.name = self.sheet.name, value
        _turn_references(self.sheet.book, old, value)

    @property
    def Index(self) -> int:
        return self.sheet.book.sheets.index(self.sheet) + 1

    @property
    def Visible(self) -> int:
        return self.sheet.visible

    @Visible.setter
    def Visible(self, value: int) -> None:
        self._require_free()
        if not value and _visible(self.sheet.book) == [self.sheet]:
            raise ExcelRefuses("A workbook must contain at least one visible worksheet.")
        self.sheet.visible = int(value)

    @property
    def ProtectContents(self) -> bool:
        return self.sheet.is_protected

    @property
    def AutoFilterMode(self) -> bool:
        return self.sheet.is_filtered

    @AutoFilterMode.setter
    def AutoFilterMode(self, value: bool) -> None:
        assert not value
        self.sheet.is_filtered = False
        self.sheet.hidden_rows.clear()

    @property
    def Comments(self) -> Comments:
        return Comments(self)

    @property
    def Names(self) -> Names:
        return Names(self.application, self.sheet.book, self.sheet)

    @property
    def Tab(self) -> Tab:
        return Tab(self)

    @property
    def PageSetup(self) -> PageSetup:
        return PageSetup(self)

    @property
    def Cells(self) -> Range:
        return sheet_cells(self.application, self.sheet)

    @property
    def Rows(self) -> Range:
        return Range(self.application, self.sheet, sheet_cells(self.application, self.sheet).area, "rows")

    @leads
    def Range(self, Cell1: str | Range, Cell2: Range | None = None) -> Range:
        if isinstance(Cell1, str):
            return Range(self.application, self.sheet, area_of(Cell1))
        assert isinstance(Cell2, Range)
        first, last = Cell1.area, Cell2.area
        area = first._replace(bottom=last.bottom, right=last.right)
        return Range(self.application, self.sheet, area)

    @property
    def UsedRange(self) -> Range:
        return Range(self.application, self.sheet, self.sheet.used)

    @leads
    def ChartObjects(self, Index: object = None) -> Any:
        charts = ChartObjects(self)
        return charts if Index is None else charts.item(Index)

    def Activate(self) -> None:
        if self.sheet.visible != _VISIBLE:
            raise ExcelRefuses("Activate method of Worksheet class failed")
        self.sheet.book.active = self.sheet
        self.application.selected_object = None

    def Select(self) -> None:
        self.Activate()

    def Move(self, Before: Worksheet | None = None, After: Worksheet | None = None) -> None:
        self._require_free()
        sheets = self.sheet.book.sheets
        sheets.remove(self.sheet)
        target = Before or After
        assert target is not None
        if target.sheet.visible == _VERY_HIDDEN:
            raise ExcelRefuses("Move method of Worksheet class failed")
        sheets.insert(sheets.index(target.sheet) + (After is not None), self.sheet)
        self.sheet.book.active = self.sheet

    def Copy(self, Before: Worksheet | None = None, After: Worksheet | None = None) -> None:
        """The copy is in front then; its charts and names are its own."""
        self._require_free()
        sheet, book = self.sheet, self.sheet.book
        target = Before or After
        assert target is not None
        assert target.sheet.book is book
        if _VERY_HIDDEN in (sheet.visible, target.sheet.visible):
            raise ExcelRefuses("Copy method of Worksheet class failed")
        twin = sheet.twin(book, unused_name(book, sheet.name))
        book.sheets.insert(book.sheets.index(target.sheet) + (After is not None), twin)
        self.application.copy_charts(sheet, twin, keep_references=False)
        for name in [one for one in book.names if _goes_with(one, sheet)]:
            refers_to = pointing(name.refers_to, sheet.name, twin.name)
            book.names.append(DefinedName(name.text, refers_to, twin, name.visible))
        if twin.visible == _VISIBLE:
            book.active = twin

    def Delete(self) -> bool:
        self._require_free()
        sheet, book = self.sheet, self.sheet.book
        if _visible(book) == [sheet]:
            raise ExcelRefuses("A workbook must contain at least one visible worksheet.")
        asks = self.application.state["DisplayAlerts"] and (sheet.contents or sheet.charts)
        if (
            asks
            and self.application.show("Microsoft Excel will permanently delete this sheet.", "", 0) != "ok"
        ):
            return False
        at = book.sheets.index(sheet)
        book.sheets.remove(sheet)
        book.names = [name for name in book.names if name.sheet is not sheet]
        if book.active is sheet:
            later = [one for one in book.sheets[at:] if one.visible == _VISIBLE]
            book.active = later[0] if later else _visible(book)[-1]
        _turn_references(book, sheet.name, None)
        return True


def _visible(book: Book) -> list[Sheet]:
    return [sheet for sheet in book.sheets if sheet.visible == _VISIBLE]


def _goes_with(name: DefinedName, sheet: Sheet) -> bool:
    """A sheet's own names are copied with it, and those of the workbook that point at it."""
    if name.sheet is not None:
        return name.sheet is sheet
    return sheet.name.casefold() in {one.casefold() for one in sheets_in(name.refers_to)}


def _turn_references(book: Book, old: str, new: str | None) -> None:
    for sheet in book.sheets:
        for place, content in sheet.contents.items():
            if isinstance(content, Formula):
                sheet.contents[place] = replace(content, text=pointing(content.text, old, new))
        for chart in sheet.charts:
            _turn_chart(chart, old, new)
    for name in book.names:
        name.refers_to = pointing(name.refers_to, old, new)


def _turn_chart(chart: Chart, old: str, new: str | None) -> None:
    chart.title_link = pointing(chart.title_link, old, new)
    for series in chart.series:
        for part in ("name", "values", "categories"):
            setattr(series, part, pointing(getattr(series, part), old, new))


class OfSheet(ComObject):
    """Something about a worksheet."""

    def __init__(self, worksheet: Worksheet) -> None:
        super().__init__(worksheet.application)
        self.sheet = worksheet.sheet

    @property
    def place(self) -> str:
        return self.sheet.name

    def require(self) -> None:
        Worksheet(self.application, self.sheet).require()


class Comments(OfSheet):
    """The notes of a sheet."""

    @property
    def Count(self) -> int:
        return len(self.sheet.notes)


class Tab(OfSheet):
    """A sheet's tab."""

    @property
    def Color(self) -> int | bool:
        return number_of(self.sheet.tab_color) if self.sheet.tab_color else False

    @Color.setter
    def Color(self, value: int) -> None:
        self.sheet.tab_color = color_of(value)


def _page(name: str, into: Callable[[Any], Any], *, as_typed: bool = False) -> property:
    def get(self: Any) -> Any:
        return getattr(self.page, name)

    def put(self: Any, value: Any) -> None:
        if as_typed:
            self.application.require_as_typed(value)
        setattr(self.page, name, into(value))

    return property(get, put)


def _of(*values: object) -> Callable[[Any], Any]:
    def into(value: Any) -> Any:
        if value not in values:
            raise ExcelRefuses(f"Unable to set the property of the PageSetup class: {value!r}")
        return value

    return into


def _pages(value: Any) -> int | bool:
    if value is not False and not (isinstance(value, int) and 1 <= value <= 32_767):
        raise ExcelRefuses(f"Unable to set the property of the PageSetup class: {value!r}")
    return value


def _rows(value: str) -> str:
    if value and not re.fullmatch(r"\$\d+:\$\d+", value):
        raise ExcelRefuses(f"Unable to set the PrintTitleRows property of the PageSetup class: {value!r}")
    return value


def _printed(value: str) -> str:
    return area_of(value.replace("=", "")).address if value else ""


def _text(place: str) -> property:
    def get(self: Any) -> str:
        return self.page.headers.get(place, "")

    def put(self: Any, value: str) -> None:
        rest = sum(len(text) for at, text in self.page.headers.items() if at != place)
        if rest + len(value) > 255:
            raise ExcelRefuses(f"Unable to set the {place} property of the PageSetup class")
        self.page.headers = {**self.page.headers, place: value}

    return property(get, put)


class PageSetup(OfSheet):
    """How a sheet is printed."""

    @property
    def page(self) -> Page:
        return self.sheet.page

    PrintArea = _page("area", _printed, as_typed=True)
    PaperSize = _page("paper", _of(1, 5, 8, 9, 11))
    Zoom = _page("zoom", _pages)
    FitToPagesWide = _page("wide", _pages)
    FitToPagesTall = _page("tall", _pages)
    LeftMargin = _page("left", float)
    RightMargin = _page("right", float)
    TopMargin = _page("top", float)
    BottomMargin = _page("bottom", float)
    PrintTitleRows = _page("title_rows", _rows, as_typed=True)
    LeftHeader, CenterHeader, RightHeader = _text("LeftHeader"), _text("CenterHeader"), _text("RightHeader")
    LeftFooter, CenterFooter, RightFooter = _text("LeftFooter"), _text("CenterFooter"), _text("RightFooter")

    @property
    def Orientation(self) -> int:
        return 2 if self.page.landscape else 1

    @Orientation.setter
    def Orientation(self, value: int) -> None:
        self.page.landscape = _of(1, 2)(value) == 2
