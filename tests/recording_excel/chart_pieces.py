"""What all pieces of a chart have: fonts, fills and lines."""

# ruff: noqa: N802 - names are Excel's

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.recording_excel.addresses import color_of, number_of
from tests.recording_excel.calls import ExcelRefuses
from tests.recording_excel.com import ComObject
from tests.recording_excel.model import Chart, FillLook, FontLook, LineLook, Sheet

if TYPE_CHECKING:
    from tests.recording_excel.application import Application


class OfChart(ComObject):
    """Something about a chart."""

    def __init__(self, application: Application, sheet: Sheet, chart: Chart) -> None:
        super().__init__(application)
        self.sheet, self.chart = sheet, chart

    @property
    def place(self) -> str:
        return f"{self.sheet.name} {self.chart.name}"

    def require(self) -> None:
        if self.sheet not in self.sheet.book.sheets or self.chart not in self.sheet.charts:
            raise ExcelRefuses("Object required")


def one_of(words: dict[int, str]) -> tuple[Callable[[Any], str], Callable[[str], int]]:
    """A constant of Excel's as a word, and back."""
    numbers = {word: number for number, word in words.items()}

    def into(value: Any) -> str:
        if isinstance(value, bool) or value not in words:
            raise ExcelRefuses(f"Unable to set the property: {value!r}")
        return words[value]

    return into, numbers.__getitem__


def positive(value: Any) -> float:
    """A size."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
        raise ExcelRefuses(f"Unable to set the property: {value!r}")
    return float(value)


def tri_state(value: Any) -> bool:
    """MsoTriState: true is -1."""
    return bool(value)


def kept(held: str, name: str, into: Any, out: Any = None) -> Any:
    """A property kept as it is, under a name of what is held; "color" is one."""
    if into == "color":
        into, out = color_of, number_of

    def get(self: Any) -> Any:
        value = getattr(getattr(self, held), name)
        return out(value) if out is not None and value is not None else value

    def put(self: Any, value: Any) -> None:
        if self.sheet.is_protected:
            raise ExcelRefuses("The cell or chart you're trying to change is on a protected sheet.")
        setattr(getattr(self, held), name, into(value))

    return property(get, put)


class OfPiece(ComObject):
    """Something about a piece of a chart."""

    def __init__(self, piece: OfChart) -> None:
        super().__init__(piece.application)
        self.piece, self.sheet = piece, piece.sheet

    @property
    def place(self) -> str:
        return f"{self.piece.place} {self.piece.kind()}"

    def require(self) -> None:
        self.piece.require()


class ChartFont(OfPiece):
    """A font; what the whole chart's is given is spread over its pieces."""

    def __init__(
        self, piece: OfChart, look: FontLook, spread: Callable[[str, Any], None] | None = None
    ) -> None:
        super().__init__(piece)
        self.look, self.spread = look, spread

    def _put(self, name: str, value: Any) -> None:
        setattr(self.look, name, value)
        if self.spread is not None:
            self.spread(name, value)

    Name = property(lambda self: self.look.name, lambda self, value: self._put("name", str(value)))
    Size = property(lambda self: self.look.size, lambda self, value: self._put("size", positive(value)))
    Bold = property(lambda self: self.look.bold, lambda self, value: self._put("bold", bool(value)))
    Color = property(
        lambda self: number_of(self.look.color or "000000"),
        lambda self, value: self._put("color", color_of(value)),
    )


class ChartFormat(OfPiece):
    """The line and the fill of a piece."""

    def __init__(self, piece: OfChart, fill: FillLook, line: LineLook) -> None:
        super().__init__(piece)
        self.fill, self.line = fill, line

    @property
    def Fill(self) -> FillFormat:
        return FillFormat(self.piece, self.fill)

    @property
    def Line(self) -> LineFormat:
        return LineFormat(self.piece, self.line)


class FillFormat(OfPiece):
    """A fill."""

    def __init__(self, piece: OfChart, look: FillLook) -> None:
        super().__init__(piece)
        self.look = look

    Visible = kept("look", "visible", tri_state)

    def Solid(self) -> None:
        self.look.visible = True

    @property
    def ForeColor(self) -> ColorFormat:
        return ColorFormat(self.piece, self.look)


class LineFormat(OfPiece):
    """A line."""

    def __init__(self, piece: OfChart, look: LineLook) -> None:
        super().__init__(piece)
        self.look = look

    Visible = kept("look", "visible", tri_state)
    Weight = kept("look", "weight", positive)

    @property
    def ForeColor(self) -> ColorFormat:
        return ColorFormat(self.piece, self.look)


class ColorFormat(OfPiece):
    """A colour: one that is given makes visible what was left to Excel, not what was switched off."""

    def __init__(self, piece: OfChart, look: FillLook | LineLook) -> None:
        super().__init__(piece)
        self.look = look

    @property
    def RGB(self) -> int:
        return number_of(self.look.color or "000000")

    @RGB.setter
    def RGB(self, value: int) -> None:
        self.look.color = color_of(value)
        if self.look.visible is None:
            self.look.visible = True
