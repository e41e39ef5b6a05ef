"""Revenue JPY: revenues by line and quarter, their mix and growth."""

from __future__ import annotations

from collections.abc import Iterator

from xl_addin.domain.periods import Quarter
from xl_addin.inputs.model import CellRef, Item
from xl_addin.release.book import Book, Grid, shown_quarters
from xl_addin.release.expressions import Area, Expression, join
from xl_addin.release.layout import (
    amount,
    amount_text,
    change,
    charted,
    commentary,
    footnotes,
    growth,
    item_label,
    page,
    period_heading,
    pixels_wide,
    share,
    titled,
    unit_words,
)
from xl_addin.release.spec import Chart, Series, SheetSpec
from xl_addin.release.styles import AMBER, GREY, NAVY, SILVER, SKY, STEEL, TEAL

TOTAL = "total_revenues"
NAME = "Revenue JPY"
FIRST = 4  # the column of the first quarter
LABEL_WIDTH = 46.0
CHART_ROWS = 17

# In the table's order: dark and light in turn, so that neighbours differ in grey too.
PALETTE = (NAVY, SKY, TEAL, AMBER, STEEL, SILVER)


def build_revenue(book: Book) -> SheetSpec | None:
    """The sheet, with its table, chart and commentary; None without revenues."""
    quarters = shown_quarters(book.figures)
    if not quarters:
        book.leave_out(NAME, "there is no quarter with total_revenues")
        return None
    grid = Grid(book, NAME)
    last = FIRST + len(quarters) + 1
    total = book.figures.items[TOTAL]
    unit = unit_words(book, total.unit)
    titled(grid, _title(book, quarters), book.say("Revenues breakdown by quarter, {unit}", unit=unit))
    row = _table(grid, quarters, total)
    row = _mix(grid, row + 2, quarters)
    column_width = min(17.0, max(9.5, 120 / (len(quarters) + 2)))
    row = commentary(grid, row + 2, last, width=LABEL_WIDTH + column_width * (len(quarters) + 2)) + 1
    anchor = CellRef(NAME, row, 2)
    row = footnotes(
        grid,
        row + CHART_ROWS,
        "May not add due to rounding.",
        "n/a: no comparative figure. n.m.: growth has no meaning.",
    )
    pixels = pixels_wide(LABEL_WIDTH, *[column_width] * (len(quarters) + 2))
    chart = _chart(grid, row + 2, quarters, total=total, anchor=anchor, width=pixels)
    widths = {1: 1.5, 2: 2.5, 3: LABEL_WIDTH - 2.5} | dict.fromkeys(range(FIRST, last + 1), column_width)
    printed = page(book, (row - 1, last), marks=sorted(grid.marks), one_page=True)
    return grid.spec(widths, charts=(chart,), page=printed, freeze=(5, FIRST))


def _title(book: Book, quarters: tuple[Quarter, ...]) -> Expression:
    """What is seen: the change on the year before, or on the quarter before, or the amount."""
    current = quarters[-1]
    for base in (current - 4, current - 1):
        words = change(book, TOTAL, current, base)
        if words is not None:
            return join(book.say("Revenues") + " ", words)
    ref = book.ref(TOTAL, current)
    assert ref is not None
    return join(book.say("Revenues") + " ", amount_text(book, ref, book.figures.items[TOTAL].unit))


def _lines(book: Book, key: str = TOTAL, depth: int = 0) -> Iterator[tuple[int, Item]]:
    """The components of the total, each followed by its own."""
    for item in book.figures.components.get(key, ()):
        yield depth, item
        yield from _lines(book, item.key, depth + 1)


def _table(grid: Grid, quarters: tuple[Quarter, ...], total: Item) -> int:
    """Lines and total by quarter, with the last quarter's growth beside; gives the last row."""
    book, row = grid.book, 4
    last = FIRST + len(quarters) - 1
    grid.put(row, 2, unit_words(book, total.unit), "heading_left")
    grid.paint(row, 3, 3, "heading_left")
    for column, quarter in enumerate(quarters, FIRST):
        grid.put(row, column, period_heading(book, quarter), "heading")
    for column, word in enumerate(("YoY", "QoQ"), last + 1):
        grid.put(row, column, book.say(word), "heading")
    grid.heights[row] = 20
    for depth, item in _lines(book):
        row += 1
        _line(grid, row, item, quarters, "indented" if depth else "label")
    row += 1
    _line(grid, row, total, quarters, "label", "total")
    grid.paint(row, 2, last + 2, "total")
    for name, function, distance in (("Growth YoY", "IIJ_YOY", 4), ("Growth QoQ", "IIJ_QOQ", 1)):
        row += 1
        grid.put(row, 2, book.say(name), "small")
        for column, quarter in enumerate(quarters, FIRST):
            grid.put(
                row,
                column,
                growth(book, function, TOTAL, quarter, quarter - distance),
                "percent",
                marked=True,
            )
    for painted in range(4, row + 1):
        grid.paint(painted, last, last, "current")
    return row


def _line(grid: Grid, row: int, item: Item, quarters: tuple[Quarter, ...], *styles: str) -> None:
    book, current = grid.book, quarters[-1]
    grid.put(row, 2, item_label(book, item), *styles)
    for column, quarter in enumerate(quarters, FIRST):
        ref = book.ref(item.key, quarter)
        if ref is not None:
            grid.put(row, column, amount(book, ref), "amount", "link", marked=book.has(item.key, quarter))
    for offset, (function, distance) in enumerate((("IIJ_YOY", 4), ("IIJ_QOQ", 1))):
        content = growth(book, function, item.key, current, current - distance)
        grid.put(row, FIRST + len(quarters) + offset, content, "percent", marked=True)


def _mix(grid: Grid, row: int, quarters: tuple[Quarter, ...]) -> int:
    """Each line as a share of the total; gives the last row."""
    book = grid.book
    lines = list(_lines(book))
    if not lines:
        return row - 1
    grid.put(row, 2, book.say("Share of total revenues"), "heading_left")
    grid.paint(row, 3, FIRST + len(quarters) - 1, "heading_left")
    for depth, item in lines:
        row += 1
        grid.put(row, 2, item_label(book, item), "indented" if depth else "label")
        for column, quarter in enumerate(quarters, FIRST):
            part, total = book.ref(item.key, quarter), book.ref(TOTAL, quarter)
            if part is not None and total is not None:
                grid.put(row, column, share(part, total), "percent", marked=book.has(item.key, quarter))
        grid.paint(row, FIRST + len(quarters) - 1, FIRST + len(quarters) - 1, "current")
    return row


def _chart(
    grid: Grid, row: int, quarters: tuple[Quarter, ...], *, total: Item, anchor: CellRef, width: int
) -> Chart:
    """Stacked columns by line with the total on top; its data stand under the printed page."""
    book = grid.book
    last = FIRST + len(quarters) - 1
    title = grid.put(row, 2, book.say("Revenues by line and quarter"), "working")
    for column, quarter in enumerate(quarters, FIRST):
        grid.put(row, column, period_heading(book, quarter), "working", "right")
    categories = grid.area(row, FIRST, last)
    parts = list(book.figures.components.get(TOTAL, ()))
    series = []
    for position, item in enumerate([*parts, total]):
        row += 1
        name = grid.put(row, 2, item_label(book, item), "working")
        for column, quarter in enumerate(quarters, FIRST):
            grid.put(row, column, charted(book.ref(item.key, quarter)), "working", "amount")
        values = grid.area(row, FIRST, last)
        series.append(_series(name, values, position, is_total=item is total, alone=not parts))
    shown = join(book.say("Columns of revenues by line for the quarters"), f" {quarters[0]}–{quarters[-1]}")
    return Chart(
        anchor,
        title,
        categories,
        tuple(series),
        axis_title=unit_words(book, total.unit),
        number="amount",
        alt_text=str(book.value(shown)),
        width=width,
        stacked=True,
    )


def _series(name: CellRef, values: Area, position: int, *, is_total: bool, alone: bool) -> Series:
    if is_total and not alone:
        return Series(name, values, GREY, kind="line", labels="all", hidden=True)
    if alone:
        return Series(name, values, NAVY, labels="all")
    color = PALETTE[position % len(PALETTE)]
    return Series(name, values, color, labels="last", label_color="FFFFFF" if color in _DARK else "222222")


_DARK = {NAVY, TEAL, STEEL}
