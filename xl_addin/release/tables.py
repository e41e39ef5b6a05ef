"""A sheet that is a table of periods with a chart below it.

What is seen stands on the printed page. Beside it, in the same rows, stand the figures computed for it,
an empty text where there is none, and the data of the chart, #N/A where there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xl_addin.domain.periods import FiscalYear, Period, Quarter
from xl_addin.inputs.model import CellRef, Item
from xl_addin.release.book import Book, Grid
from xl_addin.release.expressions import Area, Expression, Op, call, join
from xl_addin.release.layout import (
    NO_FIGURE,
    NOT_AVAILABLE,
    commentary,
    figure,
    footnotes,
    item_label,
    language,
    page,
    period_heading,
    pixels_wide,
    titled,
    truncated,
)
from xl_addin.release.spec import Chart, Series, SheetSpec

FIRST = 4  # the column of the first period
HEADING = 4  # the row of the headings
LABEL_WIDTH = 46.0
LABEL_CHARACTERS = {"en": 50, "ja": 26}  # that fit into it on one line
CHART_ROWS = 17
CHART_LEAST, CHART_STEP = 300, 200
FEWEST_COLUMNS = 6
MOST_PERIODS = 12

# Mapping is invariant in its key, and most tables have quarters for periods.
Contents = Mapping[Any, Expression]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A growth: its heading, its function, and the period compared with."""

    word: str
    function: str
    base: Callable[[Period], Period | None]


def _quarters_back(distance: int) -> Callable[[Period], Period | None]:
    return lambda period: period - distance if isinstance(period, Quarter) else None


def _year_back(period: Period) -> Period | None:
    return FiscalYear(period.year - 1) if isinstance(period, FiscalYear) else None


YOY = Comparison("YoY", "IIJ_YOY", _quarters_back(4))
QOQ = Comparison("QoQ", "IIJ_QOQ", _quarters_back(1))
ANNUAL = Comparison("YoY", "IIJ_YOY", _year_back)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: its label's cell, and for each period the cell that has the figure.

    `sources` hold a number or, where there is none, a blank in an input cell and an empty text in a
    `computed` one; `number` is how it is shown. Only `amounts` are ever cut off.
    """

    row: int
    label: CellRef
    sources: Mapping[Period, CellRef]
    number: str
    computed: bool = False
    amounts: bool = True

    def shown(self, book: Book, ref: CellRef) -> Expression:
        """A figure of it as table and chart have it."""
        return truncated(book, ref, self.number) if self.amounts else ref


@dataclass(frozen=True, slots=True)
class Plot:
    """What a chart shows: its title and axes, and its series in order."""

    title: Expression
    axis_title: str
    series: tuple[Series, ...]
    number: str = "amount"
    stacked: bool = False
    second_axis_title: str = ""


class PeriodSheet:
    """A sheet while it is written, row by row from the headings down.

    `known` are the periods whose figures there are, `shown` the last of them that have a column.
    """

    def __init__(
        self, book: Book, name: str, known: Sequence[Period], *, comparisons: Sequence[Comparison] = ()
    ) -> None:
        self.book = book
        self.grid = Grid(book, name)
        self.known = tuple(known)
        self.shown = self.known[-MOST_PERIODS:]
        self.comparisons = tuple(comparisons)
        self.row = HEADING
        self.last = FIRST + len(self.shown) - 1
        self.last_printed = self.last + len(self.comparisons)
        self._data = max(self.last_printed, FIRST + FEWEST_COLUMNS - 1) + 3
        self._chart_data = self._data + len(self.known) + 1

    @property
    def current(self) -> Period:
        """The last period shown."""
        return self.shown[-1]

    def headings(
        self, title: Expression, subtitle: str, unit: str, *, forecast: Period | None = None
    ) -> None:
        """Title, subtitle and the row of the columns' headings; a forecast is marked E."""
        book, grid = self.book, self.grid
        titled(grid, title, subtitle)
        grid.put(HEADING, 2, unit, "heading_left")
        grid.paint(HEADING, 3, 3, "heading_left")
        for column, period in enumerate(self.shown, FIRST):
            heading = (
                book.say("{period}E", period=period) if period == forecast else period_heading(book, period)
            )
            grid.put(HEADING, column, heading, "heading")
        for column, comparison in enumerate(self.comparisons, self.last + 1):
            grid.put(HEADING, column, book.say(comparison.word), "heading")
        for column, period in enumerate(self.known, self._data):
            grid.put(HEADING, column, book.period(period), "working", "right")
        grid.put(HEADING - 1, self._data, book.say("Figures computed"), "working")
        grid.heights[HEADING] = 20

    def work(self, content: Expression) -> CellRef:
        """A cell beside the page for what a title needs."""
        return self.grid.put(1, self._data, content, "working")

    def section(self, title: str) -> None:
        """A heading between rows, after a free one."""
        self.row += 2
        self.grid.put(self.row, 2, title, "heading_left")
        self.grid.paint(self.row, 3, self.last, "heading_left")

    def item(self, item: Item, *styles: str, unit: str = "", indented: bool = False) -> Line:
        """A row of input figures; `unit` is printed where it is not the table's."""
        sources = self.refs(item.key)
        label = item_label(self.book, item)
        named = join(label, f" ({unit})") if unit else label
        at = self._next(named, styles, indented=indented)
        line = Line(*at, sources, "amount", amounts=item.unit.is_total)
        for column, period in enumerate(self.shown, FIRST):
            ref = sources.get(period)
            content: Expression = NO_FIGURE if ref is None else figure(self.book, ref, item)
            self.grid.put(self.row, column, content, line.number, "link", *styles, marked=True)
        self.compare(line, *styles)
        return line

    def computed(
        self,
        label: Expression,
        contents: Contents,
        *styles: str,
        number: str,
        missing: str = NO_FIGURE,
        indented: bool = False,
        amounts: bool = True,
    ) -> Line:
        """A row of computed figures: beside the page, and from there on it.

        Contents give a number, or #N/A where a figure is missing; periods without one have none.
        """
        sources: dict[Period, CellRef] = {}
        for column, period in enumerate(self.known, self._data):
            content = call("IFNA", contents[period], "") if period in contents else ""
            sources[period] = self.grid.put(self.row + 1, column, content, "working", number)
        at = self._next(label, styles, indented=indented)
        line = Line(*at, sources, number, computed=True, amounts=amounts)
        for column, period in enumerate(self.shown, FIRST):
            ref = sources[period]
            shown = given(line.shown(self.book, ref), missing, ref)
            self.grid.put(self.row, column, shown, number, *styles, marked=True)
        return line

    def ratio(self, label: Expression, profit: Contents, revenue: Contents) -> Line:
        """A row of margins with their change in points; none where revenue is not above zero."""
        contents: dict[Period, Expression] = {}
        for period in self.known:
            above, below = profit.get(period), revenue.get(period)
            if above is not None and below is not None:
                margin = call("IF", Op(">", below, 0), call("IIJ_MARGIN", above, below), call("NA"))
                contents[period] = given(margin, call("NA"), above)
        line = self.computed(label, contents, "small", number="percent")
        self.compare_points(line)
        return line

    def refs(self, key: str) -> Mapping[Period, CellRef]:
        """The input cells of an item."""
        found = {period: self.book.ref(key, period) for period in self.known}
        return {period: ref for period, ref in found.items() if ref is not None}

    def _next(self, label: Expression, styles: Sequence[str], *, indented: bool) -> tuple[int, CellRef]:
        """The next row, with its label."""
        self.row += 1
        return self.row, self.label(label, *styles, "indented" if indented else "label")

    def label(self, label: Expression, *styles: str) -> CellRef:
        """The name of the row; a long one takes several lines."""
        ref = self.grid.put(self.row, 2, label, "label", *styles)
        fitting = LABEL_CHARACTERS[self.book.language]
        if len(str(self.book.value(label))) > fitting:
            self.grid.paragraph(self.row, 2, 3, label, "label", "long", *styles, width=LABEL_WIDTH)
        return ref

    def compare(self, line: Line, *styles: str) -> None:
        """The growth of the last period beside its row."""
        for column, comparison in enumerate(self.comparisons, self.last + 1):
            content = growth_of(line, comparison, self.current)
            self.grid.put(line.row, column, content, "percent", *styles, marked=True)

    def compare_points(self, line: Line) -> None:
        """The change of a ratio in percentage points beside its row."""
        for column, comparison in enumerate(self.comparisons, self.last + 1):
            base = comparison.base(self.current)
            cells = [line.sources.get(period) for period in (self.current, base) if period is not None]
            content: Expression = NOT_AVAILABLE
            if len(cells) == 2 and cells[0] is not None and cells[1] is not None:
                points = Op("*", Op("-", cells[0], cells[1]), 100)
                content = given(points, NOT_AVAILABLE, cells[0], cells[1])
            self.grid.put(line.row, column, content, "points", marked=True)

    def growth(self, name: str, line: Line, comparison: Comparison) -> None:
        """A row with the growth of another in every period."""
        self.row += 1
        self.grid.put(self.row, 2, self.book.say(name), "small")
        for column, period in enumerate(self.shown, FIRST):
            self.grid.put(self.row, column, growth_of(line, comparison, period), "percent", marked=True)

    def rule(self, line: Line) -> None:
        """Dress a row as a total."""
        self.grid.paint(line.row, 2, self.last_printed, "total")

    def values(self, line: Line) -> Area:
        """The data of a row for the periods shown; where the table cuts figures off, so do charts."""
        for column, period in enumerate(self.shown, self._chart_data):
            self.grid.put(line.row, column, self._drawn(line, period), "working", line.number)
            self.grid.put(HEADING, column, self.book.period(period), "working", "right")
        return self.grid.area(line.row, self._chart_data, self._chart_data + len(self.shown) - 1)

    def _drawn(self, line: Line, period: Period) -> Expression:
        """A figure for a chart, which draws text as zero and #N/A not at all."""
        ref = line.sources.get(period)
        return call("NA") if ref is None else given(line.shown(self.book, ref), call("NA"), ref)

    def has_values(self, line: Line) -> bool:
        """Whether a computed row has a figure in any period shown."""
        return any(_number(self.book, line.sources.get(period)) is not None for period in self.shown)

    def finish(self, plot: Plot | None, *notes: Expression) -> SheetSpec:
        """Commentary, chart and footnotes under the table, and the page they are printed on."""
        grid, book = self.grid, self.book
        for row in range(HEADING, self.row + 1):
            grid.paint(row, self.last, self.last, "current")
        # A short table leaves columns free, so that title, text and chart have room.
        count = max(len(self.shown) + len(self.comparisons), FEWEST_COLUMNS)
        last = FIRST + count - 1
        width = min(17.0, max(9.5, 120 / count))
        total = LABEL_WIDTH + width * count
        row = commentary(grid, self.row + 2, last, width=total) + 1
        charts: tuple[Chart, ...] = ()
        if plot is not None:
            pixels = min(
                pixels_wide(LABEL_WIDTH, *[width] * count), CHART_LEAST + CHART_STEP * len(self.shown)
            )
            charts = (self._chart(plot, row, pixels),)
            row += CHART_ROWS
        for note in notes:
            if not isinstance(note, str):
                grid.paragraph(row, 2, last, note, "legal", width=total * 1.25)
                row += 1
        row = footnotes(grid, row, *(note for note in notes if isinstance(note, str)))
        columns = range(FIRST, last + 1)
        widths = {1: 1.5, 2: 2.5, 3: LABEL_WIDTH - 2.5} | dict.fromkeys(columns, width)
        printed = page(book, (row - 1, last), marks=sorted(grid.marks), one_page=True)
        return grid.spec(widths, charts=charts, page=printed, freeze=(HEADING + 1, FIRST))

    def _chart(self, plot: Plot, row: int, width: int) -> Chart:
        self.grid.put(HEADING - 1, self._chart_data, self.book.say("Data of the chart"), "working")
        title = self.grid.put(HEADING - 2, self._chart_data, plot.title, "working")
        return Chart(
            CellRef(self.grid.name, row, 2),
            title,
            self.grid.area(HEADING, FIRST, self.last),
            plot.series,
            axis_title=plot.axis_title,
            number=plot.number,
            alt_text=f"{self.book.value(plot.title)}, {self.shown[0]}–{self.shown[-1]}, {plot.axis_title}",
            width=width,
            stacked=plot.stacked,
            second_axis_title=plot.second_axis_title,
        )


def growth_of(line: Line, comparison: Comparison, period: Period) -> Expression:
    """Growth as a table shows it; "n/a" where a figure is missing."""
    base = comparison.base(period)
    current, before = line.sources.get(period), None if base is None else line.sources.get(base)
    if current is None or before is None:
        return NOT_AVAILABLE
    growth = call("IFNA", call(comparison.function, current, before), NOT_AVAILABLE)
    return given(growth, NOT_AVAILABLE, current, before) if line.computed else growth


def given(content: Expression, missing: Expression, *cells: Expression) -> Expression:
    """A content where all the cells it needs are numbers, else what stands for a missing figure."""
    for cell in reversed(cells):
        content = call("IF", call("ISNUMBER", cell), content, missing)
    return content


def change_of(
    book: Book, cells: Mapping[Period, CellRef], current: Period, *bases: Period
) -> Expression | None:
    """The change in words against the first of these periods whose figure is above zero.

    For what is never a loss: against zero there is no rate, and revenues do not turn to profit.
    """
    if not _number(book, cells.get(current)):
        return None
    for base in bases:
        ref = cells.get(base)
        if ref is not None and (_number(book, ref) or 0) > 0:
            words = language(book.figures.settings)
            return call("IIJ_CHANGE", cells[current], ref, period_heading(book, base), *words)
    return None


def _number(book: Book, ref: CellRef | None) -> float | None:
    """The figure of a cell; a formula that points at a blank one would show zero."""
    if ref is None or book.value(call("ISNUMBER", ref)) is not True:
        return None
    value = book.value(ref)
    return value if isinstance(value, int | float) else None
