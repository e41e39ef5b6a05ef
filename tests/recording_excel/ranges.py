"""Cells as Excel's object model has them: Range and what hangs on it."""

# ruff: noqa: N802, N803 - names are Excel's

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from openpyxl.styles.numbers import is_date_format

from tests.recording_excel.addresses import com_error
from tests.recording_excel.calls import ExcelRefuses
from tests.recording_excel.com import ComObject, leads
from tests.recording_excel.looks import Borders, Characters, Interior, RangeFont, look, one_of, same, within
from tests.recording_excel.model import (
    MOST_COLUMNS,
    MOST_ROWS,
    WHOLE,
    Area,
    Content,
    ErrorValue,
    Formula,
    Look,
    Place,
    Sheet,
)
from tests.recording_excel.typing_in import NotAFormula, serial, typed

if TYPE_CHECKING:
    from tests.recording_excel.application import Application

LONGEST_TEXT, LONGEST_IN_ARRAY, LONGEST_FORMULA = 32_767, 8_203, 8_192
_HORIZONTAL = {
    1: "general", -4131: "left", -4108: "center", -4152: "right", 5: "fill", -4130: "justify",
    7: "center_across_selection", -4117: "distributed",
}  # fmt: skip
_VERTICAL = {-4160: "top", -4108: "center", -4107: "bottom", -4130: "justify", -4117: "distributed"}


def _number_format(value: Any) -> str:
    if not isinstance(value, str) or not value or len(value) > 255:
        raise ExcelRefuses(f"Unable to set the NumberFormat property of the Range class: {value!r}")
    return value


class Range(ComObject):
    """A rectangle of cells, counted as cells, rows or columns."""

    def __init__(self, application: Application, sheet: Sheet, area: Area, unit: str = "cells") -> None:
        super().__init__(application)
        self.sheet, self.area, self.unit = sheet, area, unit

    @property
    def place(self) -> str:
        return f"{self.sheet.name}!{self.area.address}"

    def require(self) -> None:
        if self.sheet not in self.sheet.book.sheets:
            raise ExcelRefuses("Object required")

    def _writable(self) -> None:
        if self.sheet.is_protected:
            raise ExcelRefuses("The cell or chart you're trying to change is on a protected sheet.")

    def _inside(self, area: Area, unit: str = "cells") -> Range:
        return Range(self.application, self.sheet, area, unit)

    def area_looks(self, name: str) -> Any:
        """What the looks of all cells have in common; an ellipsis where they differ."""
        if self.area.is_whole:
            places: Iterable[Place] = [*self.sheet.looks, (MOST_ROWS, MOST_COLUMNS)]
        else:
            places = self.area.places()
        found = {getattr(self.sheet.look(place), name) for place in places}
        return found.pop() if len(found) == 1 else ...

    def change_looks(self, **changes: Any) -> None:
        self._writable()
        parts = {"color", "bold"} & changes.keys()
        for place in self.area.places():
            self.put_look(place, replace(self.sheet.look(place), **changes))
            for font in self.sheet.stretches.get(place, {}).values() if parts else ():
                for part in parts:  # the font of a whole cell is that of every part of its text
                    setattr(font, part, changes[part])

    def put_look(self, place: Place, look: Look) -> None:
        if look == self.sheet.book.normal:
            self.sheet.looks.pop(place, None)
        else:
            self.sheet.looks[place] = look

    # Where it is.

    @property
    def Worksheet(self) -> Any:
        return self.application.worksheet(self.sheet)

    @property
    def Application(self) -> Any:
        return self.application

    @property
    def Row(self) -> int:
        return self.area.top

    @property
    def Column(self) -> int:
        return self.area.left

    @property
    def Count(self) -> int:
        height, width = self.area.shape
        return {"rows": height, "columns": width, "cells": height * width}[self.unit]

    @property
    def Address(self) -> str:
        return self.area.address

    @leads
    def GetAddress(
        self, RowAbsolute: bool = True, ColumnAbsolute: bool = True, Style: int = 1, External: bool = False
    ) -> str:
        """Address with arguments, as pywin32 calls it."""
        text = self.area.address
        if not RowAbsolute:
            text = re.sub(r"\$(\d)", r"\1", text)
        if not ColumnAbsolute:
            text = re.sub(r"\$([A-Z])", r"\1", text)
        return f"[{self.sheet.book.name}]{self.sheet.name}!{text}" if External else text

    @property
    def Left(self) -> float:
        return self.sheet.left(self.area.left)

    @property
    def Top(self) -> float:
        return self.sheet.top(self.area.top)

    @property
    def Rows(self) -> Range:
        return self._inside(self.area, "rows")

    @property
    def Columns(self) -> Range:
        return self._inside(self.area, "columns")

    @property
    def EntireRow(self) -> Range:
        return self._inside(Area(self.area.top, 1, self.area.bottom, MOST_COLUMNS), "rows")

    @property
    def EntireColumn(self) -> Range:
        return self._inside(Area(1, self.area.left, MOST_ROWS, self.area.right), "columns")

    @leads
    def Item(self, RowIndex: int, ColumnIndex: int | None = None) -> Range:
        return self._item(RowIndex, ColumnIndex)

    def __call__(self, row: int, column: int | None = None) -> Range:
        self.record("call", "Item", (row, column), reads=True)
        return self._item(row, column)

    def _item(self, row: int, column: int | None) -> Range:
        area, index = self.area, int(row) - 1
        if column is not None:
            at = (area.top + index, area.left + int(column) - 1)
            return self._inside(Area(*at, *at))
        if self.unit == "rows":
            return self._inside(Area(area.top + index, area.left, area.top + index, area.right), "rows")
        if self.unit == "columns":
            return self._inside(Area(area.top, area.left + index, area.bottom, area.left + index), "columns")
        down, along = divmod(index, area.shape[1])
        at = (area.top + down, area.left + along)
        return self._inside(Area(*at, *at))

    @property
    def Cells(self) -> Range:
        return self._inside(self.area)

    @property
    def MergeArea(self) -> Range:
        at = (self.area.top, self.area.left)
        return self._inside(next((area for area in self.sheet.merged if at in area), self.area))

    @property
    def MergeCells(self) -> bool | None:
        states = {any(place in area for area in self.sheet.merged) for place in self.area.places()}
        return states.pop() if len(states) == 1 else None

    @property
    def Hidden(self) -> bool | None:
        if self.unit == "rows":
            states = {row in self.sheet.hidden_rows for row in range(self.area.top, self.area.bottom + 1)}
        else:
            columns = range(self.area.left, self.area.right + 1)
            states = {column in self.sheet.hidden_columns for column in columns}
        return states.pop() if len(states) == 1 else None

    @Hidden.setter
    def Hidden(self, value: bool) -> None:
        self._writable()
        assert self.unit == "rows"
        assert self.area.is_whole
        assert not value
        self.sheet.hidden_rows.clear()

    # What it holds.

    def _answers(self, of: Callable[[Place], Any]) -> Any:
        top, left, bottom, right = self.area
        if self.area.shape == (1, 1):
            return of((top, left))
        return tuple(
            tuple(of((row, column)) for column in range(left, right + 1)) for row in range(top, bottom + 1)
        )

    def _entries(self, given: Any) -> Iterator[tuple[Place, Any]]:
        """What each cell is given; a cell beyond a smaller array gets #N/A."""
        if not isinstance(given, list | tuple):
            yield from ((place, given) for place in self.area.places())
            return
        rows = given if given and isinstance(given[0], list | tuple) else [given]
        for row, column in self.area.places():
            down, along = row - self.area.top, column - self.area.left
            held = down < len(rows) and along < len(rows[down])
            value = rows[down][along] if held else "#N/A"
            if isinstance(value, str) and len(value) > LONGEST_IN_ARRAY:
                raise ExcelRefuses()
            yield (row, column), value

    def _enter(self, given: Any) -> None:
        self._writable()
        entered = [(place, self._typed(place, value)) for place, value in self._entries(given)]
        for place, (content, number_format) in entered:
            if content is None:
                self.sheet.contents.pop(place, None)
            else:
                self.sheet.contents[place] = content
            self.sheet.stretches.pop(place, None)
            look = self.sheet.look(place)
            if number_format and look.number_format == "General":
                self.put_look(place, replace(look, number_format=number_format))
        self.sheet.book.is_saved = False

    def _typed(self, place: Place, value: Any) -> tuple[Content | None, str | None]:
        if any(place in area and place != (area.top, area.left) for area in self.sheet.merged):
            return None, None
        if value is None:
            return None, None
        if isinstance(value, bool):
            return value, None
        if isinstance(value, int | float):
            if isinstance(value, int) and not -(2**31) <= value < 2**31:
                raise OverflowError("Python int too large to convert to C long")
            return float(value), None
        if isinstance(value, date | datetime):
            return serial(value, self.sheet.book.from_1904), "m/d/yyyy"
        if not isinstance(value, str):
            raise TypeError("The Python instance can not be converted to a COM object")
        longest = LONGEST_FORMULA if value.startswith("=") else LONGEST_TEXT + value.startswith("'")
        if len(value) > longest:
            raise ExcelRefuses()
        if self.sheet.look(place).number_format == "@":
            return value or None, None
        try:
            return typed(value, self.sheet.book.from_1904)
        except NotAFormula as error:
            raise ExcelRefuses("There's a problem with this formula.") from error

    def _value(self, place: Place) -> Any:
        content = self.sheet.contents.get(place)
        value = content.value if isinstance(content, Formula) else content
        if isinstance(value, ErrorValue):
            return com_error(value.text)
        is_number = isinstance(value, float) and not isinstance(value, bool)
        if is_number and is_date_format(self.sheet.look(place).number_format):
            base = datetime(1904, 1, 1) if self.sheet.book.from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001
            return (base + timedelta(days=value)).replace(tzinfo=UTC)
        return value

    def _formula(self, place: Place) -> str:
        content = self.sheet.contents.get(place)
        match content:
            case None:
                return ""
            case Formula():
                return content.text
            case ErrorValue():
                return content.text
            case bool():
                return str(content).upper()
            case str():
                return content
        return as_typed(content)

    @property
    def Value(self) -> Any:
        return self.application.hand_over(self, self._answers(self._value))

    @Value.setter
    def Value(self, given: Any) -> None:
        self._enter(given)

    @property
    def Formula(self) -> Any:
        return self._answers(self._formula)

    @Formula.setter
    def Formula(self, given: Any) -> None:
        self._enter(given)

    @property
    def Formula2(self) -> Any:
        self._require_new()
        return self._answers(self._formula)

    @Formula2.setter
    def Formula2(self, given: Any) -> None:
        self._require_new()
        self._enter(given)

    def _require_new(self) -> None:
        if self.application.is_old:
            raise AttributeError("Range.Formula2")

    def ClearContents(self) -> None:
        self._writable()
        for place in [place for place in self.sheet.contents if place in self.area]:
            del self.sheet.contents[place]
            self.sheet.stretches.pop(place, None)

    def Clear(self) -> None:
        """Contents, looks, notes and merges; not sizes, not what lies over the cells."""
        self.ClearContents()
        for held in (self.sheet.looks, self.sheet.notes):
            for place in [place for place in held if place in self.area]:
                del held[place]  # type: ignore[attr-defined]
        self.sheet.merged = [area for area in self.sheet.merged if (area.top, area.left) not in self.area]

    def Merge(self, Across: bool = False) -> None:
        self._writable()
        assert not Across
        if self.area.shape == (1, 1):
            return
        for area in self.sheet.merged:
            if any(place in area for place in self.area.places()):
                raise ExcelRefuses("We can't do that to a merged cell.")
        for place in list(self.area.places())[1:]:
            self.sheet.contents.pop(place, None)
        self.sheet.merged.append(self.area)

    def Copy(self, Destination: Range | None = None) -> None:
        """Cells and looks; of whole sheets sizes as well, and the charts that move with cells."""
        assert Destination is not None
        assert self.area.is_whole
        assert Destination.area.is_whole
        Destination._writable()
        source, target = self.sheet, Destination.sheet
        for name in ("contents", "looks", "stretches", "widths", "heights", "notes"):
            setattr(target, name, dict(getattr(source, name)))
        target.merged = list(source.merged)
        target.hidden_rows, target.hidden_columns = set(source.hidden_rows), set(source.hidden_columns)
        if source.is_filtered:  # rows out of sight are left behind
            for name in ("contents", "looks", "stretches"):
                held = getattr(target, name)
                for place in [place for place in held if place[0] in source.hidden_rows]:
                    del held[place]
        if self.application.CopyObjectsWithCells:
            self.application.copy_charts(source, target, keep_references=True)

    def Select(self) -> None:
        if self.sheet.is_protected and self.sheet.nothing_selectable:
            raise ExcelRefuses("Select method of Range class failed")
        if self.application.active is not self.sheet.book or self.sheet.book.active is not self.sheet:
            raise ExcelRefuses("Select method of Range class failed")
        self.sheet.selection = self.area
        self.application.selected_object = None

    # How it looks.

    NumberFormat = look("number_format", _number_format, same)
    HorizontalAlignment = look("horizontal", *one_of(_HORIZONTAL))
    VerticalAlignment = look("vertical", *one_of(_VERTICAL))
    WrapText = look("wrap", bool, same)

    @property
    def IndentLevel(self) -> int | None:
        found = self.area_looks("indent")
        return None if found is ... else found

    @IndentLevel.setter
    def IndentLevel(self, value: int) -> None:
        """Only left, right and distributed texts have an indent; others become left ones."""
        self._writable()
        if not 0 <= value <= 250:
            raise ExcelRefuses("Unable to set the IndentLevel property of the Range class")
        for place in self.area.places():
            look = self.sheet.look(place)
            indents = look.horizontal in ("left", "right", "distributed")
            self.put_look(
                place, replace(look, indent=value, horizontal=look.horizontal if indents else "left")
            )

    @property
    def Font(self) -> RangeFont:
        return RangeFont(self)

    @property
    def Interior(self) -> Interior:
        return Interior(self)

    @property
    def Borders(self) -> Borders:
        return Borders(self)

    @leads
    def GetCharacters(self, Start: int = 1, Length: int | None = None) -> Characters:
        """Characters with arguments, as pywin32 calls it."""
        return Characters(self, Start, Length)

    @property
    def ColumnWidth(self) -> float | None:
        return self._shared(self.sheet.width, self.area.left, self.area.right)

    @ColumnWidth.setter
    def ColumnWidth(self, value: float) -> None:
        self._writable()
        width = within(0, 255)(value)
        _size(self.sheet.widths, range(self.area.left, self.area.right + 1), width, MOST_COLUMNS)
        self.sheet.hidden_columns -= set(range(self.area.left, self.area.right + 1)) if width else set()

    @property
    def RowHeight(self) -> float | None:
        return self._shared(self.sheet.height, self.area.top, self.area.bottom)

    @RowHeight.setter
    def RowHeight(self, value: float) -> None:
        self._writable()
        height = int(within(0, 409.5)(value) / 0.75 + 0.5) * 0.75  # whole pixels
        _size(self.sheet.heights, range(self.area.top, self.area.bottom + 1), height, MOST_ROWS)
        self.sheet.hidden_rows -= set(range(self.area.top, self.area.bottom + 1)) if height else set()

    def _shared(self, of: Callable[[int], float], first: int, last: int) -> float | None:
        assert last - first < 10_000
        found = {of(number) for number in range(first, last + 1)}
        return found.pop() if len(found) == 1 else None

    def AutoFit(self) -> None:
        """Heights are Excel's again; widths by texts are not known here."""
        self._writable()
        assert self.unit == "rows"
        for row in [row for row in self.sheet.heights if self.area.top <= row <= self.area.bottom]:
            del self.sheet.heights[row]


def _size(sizes: dict[int, float], numbers: range, size: float, most: int) -> None:
    if len(numbers) == most:
        sizes.clear()
        if size != 8.43:
            raise NotImplementedError("a standard width of a sheet")
    else:
        sizes.update(dict.fromkeys(numbers, size))


def as_typed(number: float) -> str:
    """A number with its 15 digits, as the formula bar shows it in English."""
    text = f"{number:.15G}"
    if "E" not in text or abs(number) >= 1e21:
        return text
    return f"{number:.0f}" if abs(number) >= 1 else text


def sheet_cells(application: Application, sheet: Sheet) -> Range:
    """All cells of a sheet."""
    return Range(application, sheet, WHOLE)
