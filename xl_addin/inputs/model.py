"""What the input sheets say, as frozen data: figures with the cell each one stands in.

Values are unrounded and in the unit of their item; a blank is None and never zero. Every cell keeps
its address, so that the deck's formulas can point at it and a problem can name it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from xl_addin.domain.items import ItemKind, role_of
from xl_addin.domain.labels import PeriodStyle
from xl_addin.domain.periods import APRIL, FiscalCalendar, FiscalYear, Period, Quarter, YearName, to_date
from xl_addin.domain.precision import Rounding
from xl_addin.domain.units import DEFAULT_UNIT, Unit
from xl_addin.errors import ExcelError

_BEFORE_REVENUE = ("Highlights",)
_BEHIND_REVENUE = (
    "IP service",
    "Systems integration",
    "Operating result",
    "Full-year revenue",
    "Full-year profit",
    "Outlook",
    "Checks",
    "About",
)

# The deck's sheet of quarters that are computed from what is given of longer periods.
DERIVED_SHEET = "Derived"


def revenue_sheet(currency: str) -> str:
    """The deck's sheet of revenues in a currency."""
    return f"Revenue {currency}"


def deck_sheets(currency: str, presentation: str) -> tuple[str, ...]:
    """The sheets of the deck of a company that reports in a currency and may present in a second one."""
    revenue = [revenue_sheet(code) for code in (currency, presentation) if code]
    return (*_BEFORE_REVENUE, *revenue, *_BEHIND_REVENUE)


CellValue = int | float | str | bool | date | ExcelError | None


def column_letters(column: int) -> str:
    """The letters of a column counted from 1: 1 is A, 28 is AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True, slots=True, order=True)
class CellRef:
    """The address of one cell; row and column are counted from 1."""

    sheet: str
    row: int
    column: int

    @property
    def a1(self) -> str:
        """`H5`."""
        return f"{column_letters(self.column)}{self.row}"

    @property
    def absolute(self) -> str:
        """`$H$5`."""
        return f"${column_letters(self.column)}${self.row}"


class Basis(StrEnum):
    """What a row's quarters hold: each quarter alone, or the year up to and with it."""

    STANDALONE = "standalone"
    CUMULATIVE = "cumulative"


class Status(StrEnum):
    """Where a figure comes from, the firmest first."""

    OWN = "own"
    PUBLISHED = "published"
    DERIVED = "derived"
    ESTIMATE = "estimate"
    ILLUSTRATIVE = "illustrative"


@dataclass(frozen=True, slots=True)
class SourceSheet:
    """An input sheet as it stands: every cell, and where its columns are.

    `kind` is the design's name (`Figures`), `name` the workbook's own spelling; `columns` maps the
    canonical heading (`item`, `1Q02`, `FY2000`) to the column's number. `percentages` are the cells that
    hold a fraction and show it in per cent.
    """

    kind: str
    name: str
    heading_row: int
    columns: Mapping[str, int]
    cells: Mapping[tuple[int, int], CellValue]
    percentages: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Item:
    """A row of Figures; without a unit of its own it has the setting's.

    `basis` is cumulative where no row gives its quarters standing alone.
    `role` is the catalogue's key for what the row is, under whatever key the company keeps it; empty for
    what is none of the usual items.
    """

    key: str
    label: str
    label_ja: str
    unit: Unit
    total_of: str
    row: int
    kind: ItemKind
    basis: Basis = Basis.STANDALONE
    role: str = ""

    @property
    def is_flow(self) -> bool:
        """Whether quarters may be summed."""
        return self.kind is ItemKind.FLOW

    @property
    def is_money(self) -> bool:
        """Whether it is an amount of a currency, and not of each share."""
        return self.unit.is_total


class Items(Mapping[str, Item]):
    """The items by key, in the order of the sheet; one is also found by its role."""

    def __init__(self, items: Mapping[str, Item]) -> None:
        self._items = items
        self._keys = {item.role: item.key for item in items.values() if item.role}

    def key_of(self, name: str) -> str:
        """The company's key for a key, a role or a usual synonym; without such a row the name itself."""
        return name if name in self._items else self._keys.get(role_of(name), name)

    def __getitem__(self, name: str) -> Item:
        return self._items[self.key_of(name)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)


@dataclass(frozen=True, slots=True)
class Derivation:
    """The cells that a quarter is computed from: a longer period's figure, less the others."""

    minuend: CellRef
    subtrahends: tuple[CellRef, ...]

    @property
    def refs(self) -> tuple[CellRef, ...]:
        """All of them."""
        return (self.minuend, *self.subtrahends)


@dataclass(frozen=True, slots=True)
class Figure:
    """The cell of an item and a period; a blank one has the value None.

    `is_fraction` is whether the cell holds a hundredth of the value, and shows it in per cent. With a
    `derivation` it is a cell of the deck's sheet Derived.
    """

    value: int | float | None
    ref: CellRef
    is_fraction: bool = False
    derivation: Derivation | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """What Sources says of a figure. `low` and `high`: what is known, where it is not exact."""

    status: Status
    low: float | None
    high: float | None
    rests_on: str
    source: str


@dataclass(frozen=True, slots=True)
class Restatement:
    """What was printed before for a figure that Figures holds as it is now."""

    as_reported: float
    date: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class Rate:
    """What one of the pair's first currency costs in the second: yen per dollar for USDJPY.

    `basis` is `period_end` or `average`.
    """

    pair: str
    date: date
    basis: str
    rate: float
    source: str
    ref: CellRef


@dataclass(frozen=True, slots=True)
class Guidance:
    """A guided range; a bound that is open is None. `unit` is never empty."""

    period: Period
    item: str
    low: Figure
    high: Figure
    qualifier: str
    unit: Unit
    issued: date | None
    note: str


@dataclass(frozen=True, slots=True)
class Forecast:
    """One contributor's forecast; the contributor `mean` is a published mean."""

    period: Period
    item: str
    contributor: str
    value: Figure
    unit: Unit
    date: date | None


@dataclass(frozen=True, slots=True)
class CommentaryLine:
    """A sentence of the release and the deck's sheet it is printed on."""

    period: Period
    sheet: str
    order: float
    text: str
    text_ja: str
    ref: CellRef
    ref_ja: CellRef | None


@dataclass(frozen=True, slots=True)
class Settings:
    """The sheet Settings, read and checked.

    `presentation_currency` is empty where nothing is translated. `cells` has the value cell of each key
    given there; a key given with the command has none.
    """

    company: str
    release_quarter: Quarter
    company_ja: str = ""
    ticker: str = ""
    release_date: date | None = None
    first_month: int = APRIL
    fiscal_year_named: YearName = YearName.START
    period_style: PeriodStyle = PeriodStyle.COMPACT
    unit: Unit = DEFAULT_UNIT
    presentation_currency: str = ""
    fx_mode: str = "convenience"
    rounding: Rounding = Rounding.HALF_UP
    language: str = "en"
    ebitda_label: str = ""
    accent: str = ""
    look: str = "presentation"
    safe_harbor: str = ""
    safe_harbor_ja: str = ""
    cells: Mapping[str, CellRef] = field(default_factory=dict)

    @property
    def calendar(self) -> FiscalCalendar:
        """The company's fiscal year."""
        return FiscalCalendar(self.first_month, self.fiscal_year_named)


@dataclass(frozen=True)
class Figures:
    """Everything a release is made of.

    `quarters` and `years` are the period columns of the sheet Figures, oldest first, and the quarters
    that can be derived; `period_cells` has the heading cell of each column. A figure of the year to date
    is that of a `Cumulative`. `guidance` holds; what was replaced by guidance issued later is kept
    in `replaced_guidance`.
    """

    file: str
    settings: Settings
    quarters: tuple[Quarter, ...]
    years: tuple[FiscalYear, ...]
    period_cells: Mapping[Period, CellRef]
    items: Items
    cells: Mapping[tuple[str, Period], Figure]
    sources: Mapping[tuple[str, Period], Provenance]
    restated: Mapping[tuple[str, Period], Restatement]
    rates: tuple[Rate, ...]
    guidance: tuple[Guidance, ...]
    replaced_guidance: tuple[Guidance, ...]
    consensus: tuple[Forecast, ...]
    commentary: tuple[CommentaryLine, ...]
    sheets: tuple[SourceSheet, ...]

    def figure(self, item: str, period: Period) -> Figure | None:
        """The cell of an item and a period column; None where there is no such row or column."""
        return self.cells.get((self.items.key_of(item), to_date(period)))

    def value(self, item: str, period: Period) -> int | float | None:
        """The figure itself; None where it is blank or not there."""
        figure = self.figure(item, period)
        return None if figure is None else figure.value

    def status(self, item: str, period: Period) -> Status:
        """Where the figure comes from; what Sources does not list is the company's own."""
        provenance = self.sources.get((self.items.key_of(item), to_date(period)))
        return Status.OWN if provenance is None else provenance.status

    @cached_property
    def components(self) -> Mapping[str, tuple[Item, ...]]:
        """The components of each total, in the order of the sheet."""
        found: dict[str, list[Item]] = {}
        for item in self.items.values():
            if item.total_of:
                found.setdefault(self.items.key_of(item.total_of), []).append(item)
        return {total: tuple(parts) for total, parts in found.items()}

    def parts_of(self, total: str) -> tuple[Item, ...]:
        """The components of one total."""
        return self.components.get(self.items.key_of(total), ())
