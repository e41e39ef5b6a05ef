"""Sheets and ranges behind xlwings' own classes: what stands in each cell and how it looks."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from xlwings import base_classes

from tests.excel import com
from tests.excel.calls import ExcelRefuses, counted
from tests.excel.charts import ChartsImpl
from tests.excel.com import Com

Place = tuple[int, int]
WHOLE = (1, 1, 1_048_576, 16_384)
_NUMBER_OR_DATE = re.compile(
    r"\s*(?:[-+(]?\s*[$¥€£]?\s*[-+]?[\d.,]*\d[\d.,]*\s*%?\)?(?:e[-+]?\d+)?|[\d/:.\s-]*\d[\d/:.\s-]*(?:[ap]m)?"
    r"|(?:\d{1,2}[ -])?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ -]\d{1,4}(?:, ?\d{4})?"
    r"|true|false|#(?:n/a|ref!|value!|div/0!|num!|name\?|null!))\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Misread:
    """A text that Excel has taken for a number, a date or a truth value."""

    text: str


def typed(entry: Any) -> tuple[Any, str | None]:
    """Value and formula of a cell after this was written to it through Formula or Formula2."""
    if entry is None or entry == "":
        return None, None
    if not isinstance(entry, str):
        return (entry, None) if isinstance(entry, bool) else (float(entry), None)
    if entry.startswith("'"):
        return entry[1:], None
    if entry.startswith("="):
        return None, entry
    if entry.startswith(("+", "-", "@")) or _NUMBER_OR_DATE.fullmatch(entry):
        return Misread(entry), None
    return entry, None


class FontImpl(base_classes.Font):
    def __init__(self, area: RangeImpl, part: str = "") -> None:
        self._area, self._part = area, part

    def __setattr__(self, name: str, value: Any) -> None:
        if name.startswith("_"):
            object.__setattr__(self, name, value)
            return
        self._area.calls.made_of(f"Font.{name} =", (str(self._area), value))
        if not self._part:
            self._area._drop(f"font {name} ")  # the font of a whole cell is that of every part of its text
        self._area._lay(f"font {name}{self._part}", value)


@counted
class BordersImpl(base_classes.Borders):
    def __init__(self, area: RangeImpl) -> None:
        self._area = area
        self.calls = area.calls

    def __str__(self) -> str:
        return str(self._area)

    def set(self, which: Any, **looks: Any) -> None:
        given = {name: value for name, value in looks.items() if value is not base_classes._UNSET}
        area = self._area
        edges = {"edge_top": area.top_, "edge_bottom": area.top_ + area.height_ - 1}
        for side in which:
            row = RangeImpl(area._sheet, edges[side], area.left_, 1, area.width_)
            for name, value in given.items():
                row._lay(f"{side} {name}", value)


class CharactersImpl(base_classes.Characters):
    """A stretch of a cell's text."""

    def __init__(self, area: RangeImpl, part: slice | None = None) -> None:
        self._area, self._part = area, part

    def __getitem__(self, part: slice) -> CharactersImpl:
        return CharactersImpl(self._area, part)

    @property
    def font(self) -> FontImpl:
        assert self._part is not None
        self._area.calls.made_of("Characters.font")
        return FontImpl(self._area, f" {self._part.start}-{self._part.stop}")


@counted
class RangeImpl(base_classes.Range):
    max_cells_per_read = None
    max_cells_per_write = None

    def __init__(self, sheet: SheetImpl, top: int, left: int, height: int = 1, width: int = 1) -> None:
        self._sheet, self.top_, self.left_, self.height_, self.width_ = sheet, top, left, height, width
        self.calls = sheet.calls
        self.options: dict[str, Any] = {}

    def __str__(self) -> str:
        return f"{self._sheet._name}!{self._address()}"

    def _address(self) -> str:
        first = f"{_letters(self.left_)}{self.top_}"
        last = f"{_letters(self.left_ + self.width_ - 1)}{self.top_ + self.height_ - 1}"
        return first if first == last else f"{first}:{last}"

    def __len__(self) -> int:
        return self.height_ * self.width_

    def __call__(self, row: int, column: int) -> RangeImpl:
        return RangeImpl(self._sheet, self.top_ + row - 1, self.left_ + column - 1)

    def _rows(self) -> Iterator[list[Place]]:
        for row in range(self.top_, self.top_ + self.height_):
            yield [(row, column) for column in range(self.left_, self.left_ + self.width_)]

    def _places(self) -> Iterator[Place]:
        for row in self._rows():
            yield from row

    def _lay(self, name: str, value: Any) -> None:
        """Give all cells a look."""
        self._sheet._require_writable()
        for place in self._places():
            self._sheet.looks.setdefault(place, {})[name] = value

    def _drop(self, start: str) -> None:
        for place in self._places():
            look = self._sheet.looks.get(place, {})
            for name in [name for name in look if name.startswith(start)]:
                del look[name]

    def _block(self, contents: Mapping[Place, Any], default: Any) -> Any:
        if self.height_ == self.width_ == 1:
            return contents.get((self.top_, self.left_), default)
        return tuple(tuple(contents.get(place, default) for place in row) for row in self._rows())

    def _write(self, entries: Any) -> None:
        self._sheet._require_writable()
        rows = entries if isinstance(entries, list | tuple) else [[entries]]
        for places, row in zip(self._rows(), rows, strict=True):
            for place, entry in zip(places, row, strict=True):
                value, formula = typed(entry)
                self._sheet._put(place, value, formula)

    # Excel's own order of names: the position is asked for as properties.
    @property
    def row(self) -> int:
        return self.top_

    @property
    def column(self) -> int:
        return self.left_

    @property
    def shape(self) -> tuple[int, int]:
        return self.height_, self.width_

    @property
    def api(self) -> Any:
        return _RangeCom(self)

    @property
    def sheet(self) -> SheetImpl:
        return self._sheet

    @property
    def address(self) -> str:
        return self.get_address(True, True, False)

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        first = f"${_letters(self.left_)}${self.top_}"
        last = f"${_letters(self.left_ + self.width_ - 1)}${self.top_ + self.height_ - 1}"
        return first if first == last else f"{first}:{last}"

    @property
    def raw_value(self) -> Any:
        self._sheet.blocks_read += 1
        return self._sheet._book._app.hand_over(self)

    @raw_value.setter
    def raw_value(self, value: Any) -> None:
        self._write(value)

    @property
    def formula(self) -> Any:
        texts = {place: str(value) for place, value in self._sheet.values.items()}
        return self._block(texts | self._sheet.formulas, "")

    @formula.setter
    def formula(self, value: Any) -> None:
        self._write(value)

    @property
    def formula2(self) -> Any:
        if not self._sheet._book._app.has_formula2:
            raise AttributeError("<unknown>.Formula2")
        texts = {place: str(value) for place, value in self._sheet.values.items()}
        return self._block(texts | self._sheet.formulas, "")

    @formula2.setter
    def formula2(self, value: Any) -> None:
        if not self._sheet._book._app.has_formula2:
            raise AttributeError("<unknown>.Formula2")
        self._write(value)

    @property
    def row_hidden(self) -> bool | None:
        states = {row in self._sheet.hidden_rows for row in range(self.top_, self.top_ + self.height_)}
        return states.pop() if len(states) == 1 else None

    @property
    def column_hidden(self) -> bool | None:
        columns = range(self.left_, self.left_ + self.width_)
        states = {column in self._sheet.hidden_columns for column in columns}
        return states.pop() if len(states) == 1 else None

    @property
    def merge_area(self) -> RangeImpl:
        return self._merged() or self

    def _merged(self) -> RangeImpl | None:
        for top, left, height, width in self._sheet.merged:
            if top <= self.top_ < top + height and left <= self.left_ < left + width:
                return RangeImpl(self._sheet, top, left, height, width)
        return None

    @property
    def merge_cells(self) -> bool | None:
        cells = [self(row, col) for row in range(1, self.height_ + 1) for col in range(1, self.width_ + 1)]
        states = {cell._merged() is not None for cell in cells}
        return states.pop() if len(states) == 1 else None

    def merge(self, across: bool) -> None:
        self._sheet._require_writable()
        self._sheet.merged.append((self.top_, self.left_, self.height_, self.width_))

    @property
    def font(self) -> FontImpl:
        return FontImpl(self)

    @property
    def borders(self) -> BordersImpl:
        return BordersImpl(self)

    @property
    def characters(self) -> CharactersImpl:
        return CharactersImpl(self)

    @property
    def color(self) -> Any:
        raise NotImplementedError

    @color.setter
    def color(self, value: Any) -> None:
        self._lay("fill", value)

    @property
    def number_format(self) -> Any:
        """That of all cells, None where they have different ones."""
        looks = self._sheet.looks
        found = {looks.get(place, {}).get("number format", "General") for place in self._places()}
        return found.pop() if len(found) == 1 else None

    @number_format.setter
    def number_format(self, value: str) -> None:
        if value == "General":
            self._drop("number format")
        else:
            self._lay("number format", value)

    @property
    def horizontal_alignment(self) -> Any:
        raise NotImplementedError

    @horizontal_alignment.setter
    def horizontal_alignment(self, value: str) -> None:
        self._lay("horizontal", value)

    @property
    def vertical_alignment(self) -> Any:
        raise NotImplementedError

    @vertical_alignment.setter
    def vertical_alignment(self, value: str) -> None:
        self._lay("vertical", value)

    @property
    def wrap_text(self) -> Any:
        raise NotImplementedError

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self._lay("wrap", value)

    @property
    def column_width(self) -> Any:
        raise NotImplementedError

    @column_width.setter
    def column_width(self, value: float) -> None:
        self._sheet._require_writable()
        if self.width_ == WHOLE[3]:
            self._sheet.widths.clear()
        for column in range(self.left_, self.left_ + self.width_) if self.width_ < WHOLE[3] else ():
            self._sheet.widths[column] = value

    @property
    def row_height(self) -> Any:
        raise NotImplementedError

    @row_height.setter
    def row_height(self, value: float) -> None:
        self._sheet._require_writable()
        for row in range(self.top_, self.top_ + self.height_):
            self._sheet.heights[row] = value

    @property
    def left(self) -> float:
        return 48.0 * (self.left_ - 1)

    @property
    def top(self) -> float:
        return 15.0 * (self.top_ - 1)

    def copy(self, destination: Any) -> None:
        """Of whole sheets: contents, looks, sizes, merged cells, and the charts that stand on them.

        Rows that a filter hides are left behind.
        """
        destination = destination.impl  # xlwings hands over its own range
        assert (self.height_, self.width_) == (destination.height_, destination.width_) == WHOLE[2:]
        destination._sheet._require_writable()
        destination._sheet._take(self._sheet)
        if self._sheet._com._members["AutoFilterMode"]:
            destination._sheet._forget(self._sheet.hidden_rows)
        if self._sheet._book._app.api._members["CopyObjectsWithCells"]:
            for chart in self._sheet._charts:
                destination._sheet._charts.append(chart.copied_to(destination._sheet))

    def select(self) -> None:
        if self._sheet.api._members["ProtectContents"] and self._sheet.nothing_selectable:
            raise ExcelRefuses("Select method of Range class failed")
        if self._sheet._book._app.active is not self._sheet._book:
            raise ExcelRefuses("a range is selected in the active workbook alone")
        self._sheet._book._app.selected = self


class _RangeCom:
    """What the adapter sets of a range through COM."""

    def __init__(self, area: RangeImpl) -> None:
        object.__setattr__(self, "_area", area)

    def __setattr__(self, name: str, value: Any) -> None:
        if name != "IndentLevel":
            raise AttributeError(f"Range has no member {name}")
        self._area.calls.made_of("Range.IndentLevel =", value)
        self._area._lay("indent", value)


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@counted
class NameImpl(base_classes.Name):
    def __init__(self, names: NamesImpl, name: str) -> None:
        self._names, self._name = names, name
        self.calls = names.calls

    def __str__(self) -> str:
        return self._name

    @property
    def api(self) -> Any:
        return self._names._held[self._name]

    @property
    def name(self) -> str:
        return self._names._prefix() + self._name

    @property
    def refers_to(self) -> str:
        return str(self._names._held[self._name]._members["RefersTo"])

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        self._names._require_taken(value)
        self._names._held[self._name].put(RefersTo=value)

    def delete(self) -> None:
        del self._names._held[self._name]


@counted
class NamesImpl(base_classes.Names):
    """The names of a workbook or of a sheet."""

    def __init__(self, owner: Any, held: dict[str, Com]) -> None:
        self._owner, self._held = owner, held
        self.calls = owner.calls

    def __str__(self) -> str:
        return f"{self._owner._name} names"

    def _prefix(self) -> str:
        return f"{self._owner._name}!" if isinstance(self._owner, SheetImpl) else ""

    def __len__(self) -> int:
        return len(self._held)

    def __call__(self, key: int | str) -> NameImpl:
        name = list(self._held)[key - 1] if isinstance(key, int) else key
        if name not in self._held:
            raise ExcelRefuses(f"there is no name {name}")
        return NameImpl(self, name)

    def contains(self, name: str) -> bool:
        return name in self._held

    def snapshot(self) -> list[tuple[str, NameImpl]]:
        return [(name, NameImpl(self, name)) for name in self._held]

    def add(self, name: str, refers_to: str) -> NameImpl:
        self._owner._require_writable()
        self._require_taken(refers_to)
        self._held[name] = Com(self.calls, "Name", Visible=True, RefersTo=refers_to)
        return NameImpl(self, name)

    def _require_taken(self, refers_to: str) -> None:
        if not getattr(self._owner, "takes_lambdas", True) and "LAMBDA(" in refers_to:
            raise ExcelRefuses("Names.Add failed")


@counted
class PageSetupImpl(base_classes.PageSetup):
    def __init__(self, sheet: SheetImpl) -> None:
        self._sheet = sheet
        self.calls = sheet.calls

    def __str__(self) -> str:
        return self._sheet._name

    @property
    def print_area(self) -> str | None:
        return self._sheet.print_area

    @print_area.setter
    def print_area(self, value: str | None) -> None:
        self._sheet.print_area = value


_PAGE = {
    "PaperSize": 1, "Orientation": 1, "Zoom": 100, "FitToPagesWide": 1, "FitToPagesTall": 1, "LeftMargin": 0,
    "RightMargin": 0, "TopMargin": 0, "BottomMargin": 0, "PrintTitleRows": "", "LeftHeader": "",
    "CenterHeader": "", "RightHeader": "", "LeftFooter": "", "CenterFooter": "", "RightFooter": "",
}  # fmt: skip


class _Rows(Com):
    """The rows of a sheet: whether they are hidden."""

    def __init__(self, sheet: SheetImpl) -> None:
        super().__init__(sheet.calls, "Rows", Hidden=False)
        self.__dict__["_sheet"] = sheet

    def __setattr__(self, name: str, value: Any) -> None:
        super().__setattr__(name, value)
        assert not value
        self.__dict__["_sheet"].hidden_rows.clear()


@counted
class SheetImpl(base_classes.Sheet):
    def __init__(self, book: Any, name: str) -> None:
        self._book, self._name = book, name
        self.calls = book.calls
        self.values: dict[Place, Any] = {}
        self.formulas: dict[Place, str] = {}
        self.looks: dict[Place, dict[str, Any]] = {}
        self.widths: dict[int, float] = {}
        self.heights: dict[int, float] = {}
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.merged: list[tuple[int, int, int, int]] = []
        self.names_held: dict[str, Com] = {}
        self.print_area: str | None = None
        self.gridlines = True
        self.frozen: tuple[int, int] | None = None
        self.nothing_selectable = False
        self.blocks_read = 0
        self._charts: list[Any] = []
        self._charts_made = 0
        self._com = Com(
            self.calls,
            "Worksheet",
            ProtectContents=False,
            Visible=-1,
            AutoFilterMode=False,
            Comments=Com(self.calls, "Comments", Count=0),
            Rows=_Rows(self),
            Tab=Com(self.calls, "Tab", Color=None),
            PageSetup=Com(self.calls, "PageSetup", **_PAGE),
            Activate=self._activate,
        )

    def __str__(self) -> str:
        return self._name

    @property
    def visible(self) -> int:
        return int(self._com._members["Visible"])

    def _require_writable(self) -> None:
        if self._com._members["ProtectContents"]:
            raise ExcelRefuses("the sheet is protected")

    def _activate(self) -> None:
        self._book.sheets.active = self

    def _put(self, place: Place, value: Any, formula: str | None) -> None:
        for contents, entry in ((self.values, value), (self.formulas, formula)):
            contents.pop(place, None)
            if entry is not None:
                contents[place] = entry

    def _forget(self, rows: set[int]) -> None:
        for part in (self.values, self.formulas, self.looks):
            for place in [place for place in part if place[0] in rows]:
                del part[place]

    def _take(self, other: SheetImpl) -> None:
        for part in ("values", "formulas", "looks", "widths", "heights", "merged"):
            setattr(self, part, copy.deepcopy(getattr(other, part)))

    def plain(self) -> dict[str, Any]:
        """Everything about the sheet, to compare."""
        looks = {place: look for place, look in self.looks.items() if look}
        names = {name: held.plain() for name, held in self.names_held.items()}
        return copy.deepcopy(
            {
                "values": self.values,
                "formulas": self.formulas,
                "looks": looks,
                "widths": self.widths,
                "heights": self.heights,
                "merged": sorted(self.merged),
                "names": names,
                "charts": [chart.plain() for chart in self._charts],
                "com": self._com.plain(),
                "print area": self.print_area,
                "gridlines": self.gridlines,
                "hidden rows": self.hidden_rows,
                "frozen": self.frozen,
            }
        )

    @property
    def api(self) -> Com:
        return self._com

    @property
    def book(self) -> Any:
        return self._book

    @property
    def name(self) -> str:
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        if value.casefold() in (sheet._name.casefold() for sheet in self._book.sheets if sheet is not self):
            raise ExcelRefuses("that name is already taken")
        self._name = value

    @property
    def index(self) -> int:
        return self._book.sheets.index(self) + 1

    @property
    def names(self) -> NamesImpl:
        return NamesImpl(self, self.names_held)

    @property
    def charts(self) -> ChartsImpl:
        return ChartsImpl(self)

    @property
    def page_setup(self) -> PageSetupImpl:
        return PageSetupImpl(self)

    @property
    def cells(self) -> RangeImpl:
        return RangeImpl(self, *WHOLE)

    @property
    def show_gridlines(self) -> bool:
        return self.gridlines

    @show_gridlines.setter
    def show_gridlines(self, value: bool) -> None:
        self.gridlines = value

    @property
    def used_range(self) -> RangeImpl:
        places = self.values.keys() | self.formulas.keys() or {(1, 1)}
        (top, bottom), (left, right) = (
            (min(place[side] for place in places), max(place[side] for place in places)) for side in (0, 1)
        )
        return RangeImpl(self, top, left, bottom - top + 1, right - left + 1)

    def range(self, first: Any, last: Any = None) -> RangeImpl:
        if isinstance(first, RangeImpl):
            first, last = (first.top_, first.left_), (last.top_, last.left_) if last else None
        if len(first) == 4:
            return RangeImpl(self, *first)
        last = (last.top_, last.left_) if isinstance(last, RangeImpl) else last or first
        return RangeImpl(self, *first, last[0] - first[0] + 1, last[1] - first[1] + 1)

    def activate(self) -> None:
        self._activate()

    def clear(self) -> None:
        self._require_writable()
        for part in (self.values, self.formulas, self.looks, self.merged):
            part.clear()

    def autofit(self, axis: str) -> None:
        assert axis == "rows"
        self.heights.clear()

    def delete(self) -> None:
        self._book._require_structure()
        self._book.sheets.remove(self)
        mark = re.compile(rf"(?:{re.escape(self._name)}|'{re.escape(self._name)}')!")
        for sheet in self._book.sheets:
            for place, formula in sheet.formulas.items():
                sheet.formulas[place] = mark.sub("#REF!", formula)
        if self._book.sheets.active is self:
            self._book.sheets.active = self._book.sheets[0]

    def copy(self, before: SheetImpl | None, after: SheetImpl | None) -> None:
        self._book._require_structure()
        number = 2
        taken = {sheet._name for sheet in self._book.sheets}
        while f"{self._name} ({number})" in taken:
            number += 1
        for sheet in (self, after):
            if sheet is not None and sheet._com._members["Visible"] == 2:
                raise ExcelRefuses("Copy method of Worksheet class failed")
        other = SheetImpl(self._book, f"{self._name} ({number})")
        other._take(self)
        other.hidden_rows = set(self.hidden_rows)
        other._com.put(AutoFilterMode=self._com._members["AutoFilterMode"])
        other.names_held = {
            name: Com(self.calls, "Name", **held.plain()) for name, held in self.names_held.items()
        }
        other._charts = [chart.copied_to(other) for chart in self._charts]
        assert after is not None
        self._book.sheets.insert(self._book.sheets.index(after) + 1, other)
        self._book.sheets.active = other


__all__ = ["Misread", "NamesImpl", "RangeImpl", "SheetImpl", "com", "typed"]
