"""What an open workbook holds: plain values, which nobody is called for."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import NamedTuple

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
STANDARD_WIDTH, STANDARD_HEIGHT = 8.43, 15.0
Place = tuple[int, int]


class Area(NamedTuple):
    """A rectangle of cells, the last row and column included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def is_whole(self) -> bool:
        return self == WHOLE

    @property
    def shape(self) -> tuple[int, int]:
        return self.bottom - self.top + 1, self.right - self.left + 1

    def __contains__(self, place: object) -> bool:
        row, column = place  # type: ignore[misc]
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def places(self) -> Iterator[Place]:
        assert not self.is_whole, "the cells of a whole sheet are not gone through one by one"
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield row, column

    @property
    def address(self) -> str:
        if self.is_whole:
            return f"$1:${MOST_ROWS}"
        first, last = f"${letters(self.left)}${self.top}", f"${letters(self.right)}${self.bottom}"
        return first if first == last else f"{first}:{last}"


WHOLE = Area(1, 1, MOST_ROWS, MOST_COLUMNS)
FIRST_CELL = Area(1, 1, 1, 1)


def letters(column: int) -> str:
    """The letters of a column: 28 is AB."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """An error as a cell holds it, such as #N/A."""

    text: str


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula and the value it had when the file was saved; nothing is calculated here."""

    text: str
    value: float | str | bool | ErrorValue = field(default=0.0, compare=False)
    is_array: bool = False


Constant = float | str | bool | ErrorValue
Content = Constant | Formula


class Rule(NamedTuple):
    """A line along a side of a cell."""

    style: str
    weight: str
    color: str


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks; colours are RRGGBB."""

    font: str = "Calibri"
    size: float = 11.0
    bold: bool = False
    italic: bool = False
    color: str = "000000"
    fill: str | None = None
    number_format: str = "General"
    horizontal: str = "general"
    vertical: str = "bottom"
    wrap: bool = False
    indent: int = 0
    top: Rule | None = None
    bottom: Rule | None = None
    left: Rule | None = None
    right: Rule | None = None


@dataclass
class FontLook:
    """The font of a piece of a chart; what is None is left to Excel."""

    name: str | None = None
    size: float | None = None
    bold: bool | None = None
    color: str | None = None


@dataclass
class LineLook:
    """A line of a chart."""

    visible: bool | None = None
    color: str | None = None
    weight: float | None = None


@dataclass
class FillLook:
    """The inside of a piece of a chart."""

    visible: bool | None = None
    color: str | None = None


@dataclass
class Labels:
    """Labels at the points of a series, or at one point."""

    number_format: str = "General"
    is_linked: bool = True
    position: str | None = None
    font: FontLook = field(default_factory=FontLook)


@dataclass
class Point:
    """What one point of a series has of its own."""

    fill: FillLook = field(default_factory=FillLook)
    labels: Labels | None = None
    has_no_label: bool = False


@dataclass(eq=False)
class Series:
    """A series; its name, values and categories are references as formulas."""

    name: str = ""
    values: str = ""
    categories: str = ""
    kind: str = "column_clustered"
    group: str = "primary"
    fill: FillLook = field(default_factory=FillLook)
    line: LineLook = field(default_factory=LineLook)
    marker: str = "automatic"
    marker_size: float | None = None
    marker_edge: str | None = None
    marker_fill: str | None = None
    inverts: bool = True
    labels: Labels | None = None
    points: dict[int, Point] = field(default_factory=dict)


@dataclass
class Axis:
    """An axis; an end that is None is Excel's to choose."""

    title: str | None = None
    title_font: FontLook = field(default_factory=FontLook)
    low: float | None = None
    high: float | None = None
    step: float | None = None
    number_format: str = "General"
    font: FontLook = field(default_factory=FontLook)
    labels_at: str = "next_to_axis"
    ticks: str = "outside"
    has_gridlines: bool = False
    gridlines: LineLook = field(default_factory=LineLook)
    line: LineLook = field(default_factory=LineLook)


@dataclass(eq=False)
class Chart:
    """A chart on a sheet; places and sizes are points."""

    name: str
    left: float
    top: float
    width: float
    height: float
    series: list[Series] = field(default_factory=list)
    kind: str = "column_clustered"
    style: int | None = None
    placement: str = "move_and_size"
    alt_text: str = ""
    title: str | None = None
    title_link: str = ""
    title_font: FontLook = field(default_factory=FontLook)
    axes: dict[tuple[str, str], Axis] = field(default_factory=dict)
    gap: int = 150
    overlap: int = 0
    has_legend: bool = True
    legend_at: str = "right"
    legend_font: FontLook = field(default_factory=FontLook)
    not_in_legend: list[Series] = field(default_factory=list)
    font: FontLook = field(default_factory=FontLook)
    frame: LineLook = field(default_factory=LineLook)
    plot_fill: FillLook = field(default_factory=FillLook)


@dataclass
class Page:
    """How a sheet is printed; margins are points."""

    area: str = ""
    paper: int = 1
    landscape: bool = False
    zoom: int | bool = 100
    wide: int | bool = 1
    tall: int | bool = 1
    left: float = 50.4
    right: float = 50.4
    top: float = 54.0
    bottom: float = 54.0
    title_rows: str = ""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(eq=False)
class DefinedName:
    """A name of the workbook, or of one sheet."""

    text: str
    refers_to: str
    sheet: Sheet | None = None
    visible: bool = True

    @property
    def full(self) -> str:
        return f"{quoted(self.sheet.name)}!{self.text}" if self.sheet else self.text


def quoted(sheet: str) -> str:
    """A sheet's name as formulas have it."""
    plain = sheet.replace("_", "").replace(".", "").isalnum() and not sheet[0].isdigit()
    return sheet if plain else "'" + sheet.replace("'", "''") + "'"


@dataclass(eq=False)
class Sheet:
    """One worksheet."""

    book: Book
    name: str
    contents: dict[Place, Content] = field(default_factory=dict)
    looks: dict[Place, Look] = field(default_factory=dict)
    stretches: dict[Place, dict[tuple[int, int], FontLook]] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    is_filtered: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)
    notes: dict[Place, str] = field(default_factory=dict)
    charts: list[Chart] = field(default_factory=list)
    charts_made: int = 0
    page: Page = field(default_factory=Page)
    frozen: tuple[int, int] = (0, 0)
    split: tuple[int, int] = (0, 0)
    is_frozen: bool = False
    scrolled: tuple[int, int] = (1, 1)
    gridlines: bool = True
    tab_color: str | None = None
    visible: int = -1
    is_protected: bool = False
    nothing_selectable: bool = False
    selection: Area = FIRST_CELL

    def twin(self, book: Book, name: str) -> Sheet:
        """Cells, looks, sizes and page under another name, without the charts."""
        twin = Sheet(book, name)
        for held in (
            "contents",
            "looks",
            "widths",
            "heights",
            "hidden_rows",
            "hidden_columns",
            "merged",
            "notes",
        ):
            setattr(twin, held, getattr(self, held).copy())
        for held in ("is_filtered", "frozen", "split", "is_frozen", "scrolled", "gridlines", "tab_color",
                     "visible", "is_protected", "nothing_selectable"):  # fmt: skip
            setattr(twin, held, getattr(self, held))
        twin.stretches, twin.page = deepcopy(self.stretches), deepcopy(self.page)
        return twin

    @property
    def used(self) -> Area:
        """The smallest area that holds every cell with a content or a look of its own."""
        places = self.contents.keys() | self.looks.keys()
        if not places:
            return FIRST_CELL
        rows, columns = [place[0] for place in places], [place[1] for place in places]
        return Area(min(rows), min(columns), max(rows), max(columns))

    def look(self, place: Place) -> Look:
        return self.looks.get(place, self.book.normal)

    def width(self, column: int) -> float:
        return self.widths.get(column, STANDARD_WIDTH)

    def height(self, row: int) -> float:
        return self.heights.get(row, STANDARD_HEIGHT)

    def left(self, column: int) -> float:
        """Where a column begins, in points."""
        return sum(points(self.width(number)) for number in range(1, column))

    def top(self, row: int) -> float:
        """Where a row begins, in points."""
        return sum(self.height(number) for number in range(1, row))


def points(width: float) -> float:
    """A column's width in points, by the width of a digit of the standard font: seven pixels."""
    return pixels(width) * 0.75


def pixels(width: float) -> int:
    """A column's width in pixels; five of them are its margin."""
    return int(width * 12 + 0.5) if width < 1 else int(width * 7 + 0.5) + 5


@dataclass(eq=False)
class Book:
    """An open workbook."""

    fullname: str
    sheets: list[Sheet] = field(default_factory=list)
    names: list[DefinedName] = field(default_factory=list)
    normal: Look = field(default_factory=Look)
    from_1904: bool = False
    is_fixed: bool = False
    is_shared: bool = False
    saves_itself: bool = False
    is_saved: bool = True
    active: Sheet | None = None
    sheets_made: int = 0

    @property
    def name(self) -> str:
        return self.fullname.replace("\\", "/").rpartition("/")[2]

    def sheet(self, name: str) -> Sheet:
        return next(sheet for sheet in self.sheets if sheet.name.casefold() == name.casefold())

    def twin(self) -> Book:
        """A workbook that holds the same."""
        twin = Book(self.fullname, normal=self.normal, from_1904=self.from_1904, is_fixed=self.is_fixed)
        twin.is_saved, twin.sheets_made = self.is_saved, self.sheets_made
        twin.is_shared, twin.saves_itself = self.is_shared, self.saves_itself
        sheets = {sheet.name: sheet.twin(twin, sheet.name) for sheet in self.sheets}
        for sheet in self.sheets:
            sheets[sheet.name].charts = deepcopy(sheet.charts)
            sheets[sheet.name].charts_made, sheets[sheet.name].selection = sheet.charts_made, sheet.selection
        twin.sheets = list(sheets.values())
        twin.names = [replace(name, sheet=name.sheet and sheets[name.sheet.name]) for name in self.names]
        twin.active = self.active and sheets[self.active.name]
        return twin

    def add(self, name: str) -> Sheet:
        """A new sheet behind the last."""
        sheet = Sheet(self, name)
        self.sheets.append(sheet)
        self.active = self.active or sheet
        return sheet
