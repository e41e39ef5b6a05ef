"""What the sheet Deck declares, as frozen data: pages, and their lines as formulas over items.

A formula is a tree of the catalogue's syntax in which each `Name` stands for an entry of `terms`: the
figure of an item or of another line in the column's period, or in one counted from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from xl_addin.catalog.syntax import Name, Node
from xl_addin.inputs.model import CellRef


class Columns(StrEnum):
    """Which periods a page has columns for."""

    QUARTERS = "quarters"
    YEARS = "years"
    YEAR_TO_DATE = "year_to_date"


class PageCurrency(StrEnum):
    """Whether a page shows amounts as they are reported, or translated."""

    REPORTING = "reporting"
    PRESENTATION = "presentation"


class Show(StrEnum):
    """What a line has rows of its own for, under it."""

    YOY = "yoy"
    QOQ = "qoq"
    SHARE = "share"


class LineStyle(StrEnum):
    """How a line is dressed, or what it is to the page."""

    TOTAL = "total"
    SUB = "sub"
    MEMO = "memo"
    HEADLINE = "headline"
    OPTIONAL = "optional"


class Drawn(StrEnum):
    """How a line is drawn in the page's chart."""

    NOT = ""
    STACKED = "stacked"
    COLUMN = "column"
    LINE = "line"
    LINE2 = "line2"


@dataclass(frozen=True, slots=True)
class Term:
    """What a name in a formula stands for: `item`, `item[-1]`, `item[-3:0]`, `parts(total)`.

    `key` is an item's key or that of another line; `first` and `last` are counted in columns from the one
    that is computed, in quarters on a page of quarters and in years elsewhere.
    """

    key: str
    first: int = 0
    last: int = 0
    is_range: bool = False
    is_parts: bool = False


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula over items; that of a plain item is its name alone."""

    text: str
    node: Node
    terms: Mapping[str, Term]

    @property
    def plain(self) -> Term | None:
        """The one term that the whole formula is; None where anything is computed."""
        return self.terms[self.node.name] if isinstance(self.node, Name) else None


@dataclass(frozen=True, slots=True)
class Words:
    """A text of the sheet in both languages, each with its cell where it has one."""

    en: str = ""
    ja: str = ""
    ref: CellRef | None = None
    ref_ja: CellRef | None = None


@dataclass(frozen=True, slots=True)
class DeckLine:
    """A line of a page; without a formula it is a sub-heading.

    `where` is the cell of its formula or, without one, of its label; None where no sheet declares it.
    """

    formula: Formula | None
    key: str = ""
    label: Words = Words()
    format: str = ""
    show: frozenset[Show] = frozenset()
    styles: frozenset[LineStyle] = frozenset()
    chart: Drawn = Drawn.NOT
    note: Words = Words()
    where: CellRef | None = None


@dataclass(frozen=True, slots=True)
class DeckPage:
    """A page; without lines it is one of those that analyse, named to give it its place.

    `count` is how many of the last periods have a column, 0 for as many as fit.
    """

    name: str
    title: Words = Words()
    columns: Columns = Columns.QUARTERS
    count: int = 0
    currency: PageCurrency = PageCurrency.REPORTING
    lines: tuple[DeckLine, ...] = ()
    notes: tuple[Words, ...] = ()
    where: CellRef | None = None
