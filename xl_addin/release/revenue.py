"""Revenue JPY and Revenue USD: revenues by line and quarter, their mix and growth."""

from __future__ import annotations

from collections.abc import Iterator

from xl_addin.domain.periods import Quarter
from xl_addin.inputs.model import CellRef, Item
from xl_addin.release.book import Book, known_quarters
from xl_addin.release.expressions import Expression, call, join
from xl_addin.release.layout import (
    GROWTH_NOTE,
    ROUNDING_NOTE,
    amount_text,
    change,
    item_label,
    quarter_rates,
    rate_note,
    release_rate,
    share,
)
from xl_addin.release.spec import Series, SheetSpec
from xl_addin.release.styles import AMBER, GREY, NAVY, SILVER, SKY, STEEL, TEAL
from xl_addin.release.tables import FIRST, HEADING, QOQ, YOY, Line, PeriodSheet, Plot

TOTAL = "total_revenues"
YEN, DOLLARS = "Revenue JPY", "Revenue USD"

# In the table's order: dark and light in turn, so that neighbours differ in grey too.
PALETTE = (NAVY, SKY, TEAL, AMBER, STEEL, SILVER)
DARK = {NAVY, TEAL, STEEL}


def build_revenue(book: Book) -> SheetSpec | None:
    """Revenues in yen; None without revenues."""
    quarters = known_quarters(book.figures)
    if not quarters:
        book.leave_out(YEN, "there is no quarter with total_revenues")
        return None
    sheet = _headed(book, YEN, quarters, book.figures.items[TOTAL].unit)
    lines = [sheet.item(item, indented=depth > 0) for depth, item in _components(book)]
    total = sheet.item(book.figures.items[TOTAL], "strong")
    _growth(sheet, total)
    _mix(sheet)
    return sheet.finish(_plot(sheet, lines, total, "amount"), book.say(ROUNDING_NOTE), book.say(GROWTH_NOTE))


def build_revenue_usd(book: Book) -> SheetSpec | None:
    """Revenues translated into dollars; None without revenues or rates."""
    quarters = known_quarters(book.figures)
    rate, rates = release_rate(book), quarter_rates(book, quarters)
    if not quarters or rate is None:
        book.leave_out(DOLLARS, "there are no revenues, or no rate to translate them at")
        return None
    sheet = _headed(book, DOLLARS, quarters, book.figures.items[TOTAL].unit.replace("JPY", "USD"))

    def translated(item: Item, *styles: str, indented: bool = False) -> Line:
        refs = {quarter: book.ref(item.key, quarter) for quarter in quarters}
        contents = {q: call("IIJ_FX", ref, rates[q].ref) for q, ref in refs.items() if ref and q in rates}
        label = item_label(book, item)
        line = sheet.computed(label, contents, *styles, number="decimal", indented=indented)
        sheet.compare(line, *styles)
        return line

    lines = [translated(item, indented=depth > 0) for depth, item in _components(book)]
    total = translated(book.figures.items[TOTAL], "strong")
    _growth(sheet, total)
    return sheet.finish(
        _plot(sheet, lines, total, "decimal"),
        rate_note(book, rate),
        book.say(ROUNDING_NOTE),
        book.say(GROWTH_NOTE),
    )


def _headed(book: Book, name: str, quarters: tuple[Quarter, ...], unit: str) -> PeriodSheet:
    sheet = PeriodSheet(book, name, quarters, comparisons=(YOY, QOQ))
    words = book.say(unit)
    sheet.headings(
        _title(book, quarters[-1]), book.say("Revenues breakdown by quarter, {unit}", unit=words), words
    )
    return sheet


def _title(book: Book, current: Quarter) -> Expression:
    """What is seen: the change on the year before, or on the quarter before, or the amount."""
    for base in (current - 4, current - 1):
        words = change(book, TOTAL, current, base)
        if words is not None:
            return join(book.say("Revenues") + " ", words)
    ref = book.ref(TOTAL, current)
    assert ref is not None
    return join(book.say("Revenues") + " ", amount_text(book, ref, book.figures.items[TOTAL].unit))


def _components(book: Book, key: str = TOTAL, depth: int = 0) -> Iterator[tuple[int, Item]]:
    """The components of a total with their depth, each followed by its own."""
    for item in book.figures.components.get(key, ()):
        yield depth, item
        yield from _components(book, item.key, depth + 1)


def _growth(sheet: PeriodSheet, total: Line) -> None:
    sheet.rule(total)
    sheet.growth("Growth YoY", total, YOY)
    sheet.growth("Growth QoQ", total, QOQ)


def _mix(sheet: PeriodSheet) -> None:
    """Each line as a share of the total."""
    book, lines = sheet.book, list(_components(sheet.book))
    if not lines:
        return
    sheet.section(book.say("Share of total revenues"))
    for depth, item in lines:
        sheet.row += 1
        sheet.label(item_label(book, item), *(["indented"] if depth else []))
        for column, quarter in enumerate(sheet.shown, FIRST):
            part, whole = book.ref(item.key, quarter), book.ref(TOTAL, quarter)
            if part is not None and whole is not None:
                sheet.grid.put(sheet.row, column, share(part, whole), "percent", marked=True)


def _plot(sheet: PeriodSheet, lines: list[Line], total: Line, number: str) -> Plot:
    """Stacked columns of the lines right under the total, which stands on top."""
    depths = [depth for depth, _ in _components(sheet.book)]
    direct = [line for line, depth in zip(lines, depths, strict=True) if depth == 0]
    series = [_stacked(sheet, line, position) for position, line in enumerate(direct)]
    values = sheet.values(total)
    if series:
        series.append(Series(total.label, values, GREY, kind="line", labels="all", hidden=True))
    else:
        series.append(Series(total.label, values, NAVY, labels="all"))
    unit = str(sheet.book.value(CellRef(sheet.grid.name, HEADING, 2)))
    return Plot(
        sheet.book.say("Revenues by line and quarter"), unit, tuple(series), number, stacked=bool(direct)
    )


def _stacked(sheet: PeriodSheet, line: Line, position: int) -> Series:
    color = PALETTE[position % len(PALETTE)]
    light = "FFFFFF" if color in DARK else "222222"
    return Series(line.label, sheet.values(line), color, labels="last", label_color=light)
