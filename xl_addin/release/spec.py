"""What a sheet of the deck is, as frozen data: cells, charts and the page they are printed on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from xl_addin.catalog.spec import Value
from xl_addin.inputs.model import CellRef
from xl_addin.release.expressions import Area, Expression

Content = Expression | date | None


class SheetKind(StrEnum):
    """Whose a sheet is: the deck's, a tie-out's, or a copy of an input sheet."""

    DECK = "deck"
    TIEOUT = "tieout"
    INPUT = "input"


@dataclass(frozen=True, slots=True)
class Stated:
    """A formula as text, with a leading =, and the value that it must give; nothing here computes it.

    Rows of values are those of an array formula, whose first cell is this one. A dynamic one may give an
    array, whatever it gives now.
    """

    formula: str
    value: Value
    is_dynamic: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with stretches of it in another colour: from, to behind the last character, RRGGBB."""

    text: str
    stretches: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell and the names of its styles, the later ones on top."""

    content: Content | Stated | Marked
    styles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart. `labels` is "", "all" or "last"; a hidden one carries labels only.

    `number` is the format of its labels and of the second axis, if not the chart's; `point_colors`
    are those of its points, if not one.
    """

    name: CellRef
    values: Area
    color: str
    kind: str = "column"
    secondary: bool = False
    labels: str = ""
    label_color: str = ""
    hidden: bool = False
    number: str = ""
    point_colors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart over ranges of its sheet. `title` is the cell whose text it shows; sizes in pixels."""

    anchor: CellRef
    title: CellRef
    categories: Area
    series: tuple[Series, ...]
    axis_title: str
    number: str
    alt_text: str
    width: int = 920
    height: int = 330
    stacked: bool = False
    second_axis_title: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """What the cells of an area offer: words, or what stands in other cells.

    Anything else is warned of, unless the list is `open`.
    """

    area: tuple[int, int, int, int]
    words: tuple[str, ...] | Area
    open: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """How a sheet is printed: A4, one page wide or on one page. `last` ends the print area."""

    landscape: bool = True
    one_page: bool = False
    last: tuple[int, int] | None = None
    repeat_rows: tuple[int, int] | None = None
    header: str = ""
    footer: str = ""


@dataclass(frozen=True, slots=True)
class SheetSpec:
    """One sheet. Rows and columns are counted from 1; widths in characters, heights in points.

    `links` lead from a text to a cell of the workbook; in the areas `flagged` a FALSE catches the eye.
    """

    name: str
    cells: Mapping[tuple[int, int], Cell]
    widths: Mapping[int, float]
    heights: Mapping[int, float] = field(default_factory=dict)
    merged: tuple[tuple[int, int, int, int], ...] = ()
    charts: tuple[Chart, ...] = ()
    page: Page = Page()
    freeze: tuple[int, int] | None = None
    gridlines: bool = False
    filtered: tuple[int, int, int, int] | None = None
    notes: Mapping[tuple[int, int], str] = field(default_factory=dict)
    choices: tuple[Offered, ...] = ()
    links: Mapping[tuple[int, int], CellRef] = field(default_factory=dict)
    flagged: tuple[tuple[int, int, int, int], ...] = ()
    kind: SheetKind = SheetKind.DECK
    tab_color: str = ""

    @property
    def owned(self) -> bool:
        """Whether the add-in makes it up; the others are copies of the input sheets."""
        return self.kind is not SheetKind.INPUT


@dataclass(frozen=True, slots=True)
class Check:
    """One check: two cells that must agree within a tolerance."""

    name: str
    sheet: str
    expected: CellRef
    actual: CellRef
    tolerance: CellRef
    passed: CellRef
