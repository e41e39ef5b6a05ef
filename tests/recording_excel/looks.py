"""How cells look, as Excel's object model has it: fonts, fills, borders, stretches of texts."""

# ruff: noqa: N802, N803 - names are Excel's

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tests.recording_excel.addresses import color_of, number_of
from tests.recording_excel.calls import ExcelRefuses
from tests.recording_excel.com import ComObject, leads
from tests.recording_excel.model import Area, FontLook, Place, Rule

if TYPE_CHECKING:
    from tests.recording_excel.ranges import Range

_STYLES = {1: "continuous", -4115: "dash", 4: "dash_dot", 5: "dash_dot_dot", -4118: "dot", -4119: "double",
           13: "slant_dash_dot"}  # fmt: skip
_WEIGHTS = {1: "hair", 2: "thin", -4138: "medium", 4: "thick"}
_NO_LINE = -4142
_AUTOMATIC = "000000"
# XlBordersIndex: the side of a cell, and which cells of a range have it.
_EDGES = {7: "left", 8: "top", 9: "bottom", 10: "right"}
_INSIDE = {11: "right", 12: "bottom"}


class OfRange(ComObject):
    """Something about the cells of a range."""

    def __init__(self, cells: Range) -> None:
        super().__init__(cells.application)
        self.cells = cells

    @property
    def place(self) -> str:
        return self.cells.place

    def require(self) -> None:
        self.cells.require()


def look(name: str, into: Callable[[Any], Any], out: Callable[[Any], Any]) -> Any:
    """A property of the looks of cells: None is got where they differ."""

    def get(self: Any) -> Any:
        shared = self.area_looks(name)
        return None if shared is Ellipsis else out(shared)

    def put(self: Any, value: Any) -> None:
        self.change_looks(**{name: into(value)})

    return property(get, put)


def same(value: Any) -> Any:
    return value


def one_of(words: dict[int, str]) -> tuple[Callable[[Any], str], Callable[[str], int]]:
    numbers = {word: number for number, word in words.items()}

    def into(value: Any) -> str:
        if value not in words:
            raise ExcelRefuses(f"Unable to set the property: {value}")
        return words[value]

    return into, numbers.__getitem__


def within(low: float, high: float) -> Callable[[Any], float]:
    def into(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise ExcelRefuses(f"Unable to set the property: {value!r}")
        return float(value)

    return into


class RangeFont(OfRange):
    """The font of cells."""

    is_called = "Font"

    def area_looks(self, name: str) -> Any:
        return self.cells.area_looks(name)

    def change_looks(self, **changes: Any) -> None:
        self.cells.change_looks(**changes)

    Name = look("font", str, same)
    Size = look("size", within(1, 409), same)
    Bold = look("bold", bool, same)
    Italic = look("italic", bool, same)
    Color = look("color", color_of, number_of)


class Interior(OfRange):
    """The fill of cells."""

    def area_looks(self, name: str) -> Any:
        return self.cells.area_looks(name)

    def change_looks(self, **changes: Any) -> None:
        self.cells.change_looks(**changes)

    Color = look("fill", color_of, lambda fill: number_of(fill or "FFFFFF"))

    @property
    def ColorIndex(self) -> int:
        return _NO_LINE if self.cells.area_looks("fill") is None else 1

    @ColorIndex.setter
    def ColorIndex(self, value: int) -> None:
        assert value == _NO_LINE
        self.change_looks(fill=None)


class Borders(OfRange):
    """The sides of cells."""

    @leads
    def Item(self, Index: int) -> Border:
        return self._side(Index)

    def __call__(self, index: int) -> Border:
        self.record("call", "Item", (index,), reads=True)
        return self._side(index)

    def _side(self, index: int) -> Border:
        if index not in _EDGES | _INSIDE:
            raise ExcelRefuses(f"Unable to get the Item property of the Borders class: {index}")
        return Border(self.cells, index)


class Border(OfRange):
    """One side of a range: an edge belongs to the cells along it alone."""

    def __init__(self, cells: Range, index: int) -> None:
        super().__init__(cells)
        self.index = index
        self.side = (_EDGES | _INSIDE)[index]

    @property
    def place(self) -> str:
        return f"{self.cells.place} {self.side}" + (" inside" if self.index in _INSIDE else "")

    def _places(self) -> list[Place]:
        top, left, bottom, right = self.cells.area
        area = {
            7: Area(top, left, bottom, left),
            8: Area(top, left, top, right),
            9: Area(bottom, left, bottom, right),
            10: Area(top, right, bottom, right),
            11: Area(top, left, bottom, right - 1),
            12: Area(top, left, bottom - 1, right),
        }[self.index]
        return list(area.places())

    def _rules(self) -> list[Rule | None]:
        return [getattr(self.cells.sheet.look(place), self.side) for place in self._places()]

    def _change(self, of: Callable[[Rule | None], Rule | None]) -> None:
        self.cells._writable()
        for place, rule in zip(self._places(), self._rules(), strict=True):
            look = replace(self.cells.sheet.look(place), **{self.side: of(rule)})
            self.cells.put_look(place, look)

    @property
    def LineStyle(self) -> int | None:
        rule = next(iter(self._rules()), None)
        return next(number for number, word in _STYLES.items() if word == rule.style) if rule else _NO_LINE

    @LineStyle.setter
    def LineStyle(self, value: int) -> None:
        """A style that is not the line's already sets the line back to thin and automatic."""
        if value == _NO_LINE:
            self._change(lambda _: None)
            return
        style = _STYLES[value]
        self._change(lambda rule: rule if rule and rule.style == style else Rule(style, "thin", _AUTOMATIC))

    @property
    def Weight(self) -> int | None:
        rule = next(iter(self._rules()), None)
        return next(number for number, word in _WEIGHTS.items() if rule is None or word == rule.weight)

    @Weight.setter
    def Weight(self, value: int) -> None:
        weight = _WEIGHTS[value]
        self._change(lambda rule: (rule or Rule("continuous", "", _AUTOMATIC))._replace(weight=weight))

    @property
    def Color(self) -> int | None:
        rule = next(iter(self._rules()), None)
        return number_of(rule.color) if rule else number_of(_AUTOMATIC)

    @Color.setter
    def Color(self, value: int) -> None:
        color = color_of(value)
        self._change(lambda rule: (rule or Rule("continuous", "thin", ""))._replace(color=color))

    @property
    def ColorIndex(self) -> int:
        return _NO_LINE if next(iter(self._rules()), None) is None else 1


class Characters(OfRange):
    """A stretch of a cell's text."""

    def __init__(self, cells: Range, start: int, length: int | None) -> None:
        super().__init__(cells)
        content = cells.sheet.contents.get((cells.area.top, cells.area.left))
        self.text = content if isinstance(content, str) else ""
        self.start, self.length = start, len(self.text) if length is None else length

    @property
    def Count(self) -> int:
        return self.length

    @property
    def Text(self) -> str:
        return self.text[self.start - 1 : self.start - 1 + self.length]

    @property
    def Font(self) -> CharactersFont:
        return CharactersFont(self)


class CharactersFont(OfRange):
    """The font of a stretch."""

    is_called = "Font"

    def __init__(self, characters: Characters) -> None:
        super().__init__(characters.cells)
        self.stretch = (characters.start, characters.length)

    @property
    def look(self) -> FontLook:
        self.cells._writable()
        place = (self.cells.area.top, self.cells.area.left)
        stretches = self.cells.sheet.stretches.setdefault(place, {})
        return stretches.setdefault(self.stretch, FontLook())

    @property
    def Color(self) -> int | None:
        return number_of(self.look.color or _AUTOMATIC)

    @Color.setter
    def Color(self, value: int) -> None:
        self.look.color = color_of(value)

    @property
    def Bold(self) -> bool | None:
        return self.look.bold

    @Bold.setter
    def Bold(self, value: bool) -> None:
        self.look.bold = bool(value)
