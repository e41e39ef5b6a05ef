"""Revenues by line and quarter, their mix and growth, in the currency of the books and translated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xl_addin.domain.periods import Quarter
from xl_addin.domain.units import Unit
from xl_addin.inputs.model import Item, revenue_sheet
from xl_addin.release.book import Book, known_quarters
from xl_addin.release.expressions import Expression, Op, call, join
from xl_addin.release.layout import (
    GROWTH_NOTE,
    ROUNDING_NOTE,
    amount_text,
    item_label,
    share,
    unit_words,
)
from xl_addin.release.spec import Series, SheetSpec
from xl_addin.release.styles import AMBER, GREY, NAVY, PALE, SILVER, SKY, STEEL, TEAL
from xl_addin.release.tables import FIRST, QOQ, YOY, Contents, Line, PeriodSheet, Plot, change_of
from xl_addin.release.translation import (
    is_translated,
    plural_name,
    quarter_conversions,
    rate_note,
    release_conversion,
    translated,
)

TOTAL = "total_revenues"
REST = "Not given by line"

# In the table's order: dark and light in turn, so that neighbours differ in grey too.
PALETTE = (NAVY, SKY, TEAL, AMBER, STEEL, SILVER)
DARK = {NAVY, TEAL, STEEL}


def build_revenue(book: Book) -> SheetSpec | None:
    """Revenues as they are reported; None without revenues."""
    quarters, name = known_quarters(book.figures), revenue_sheet(book.figures.settings.unit.currency)
    if not quarters:
        book.leave_out(name, "there is no quarter with total_revenues")
        return None
    sheet = PeriodSheet(book, name, quarters, comparisons=(YOY, QOQ))
    lines = [(depth, sheet.item(item, indented=depth > 0)) for depth, item in _components(book)]
    rest = _not_by_line(book, quarters)
    unknown = [sheet.computed(book.say(REST), rest, number="amount")] if rest else []
    total = sheet.item(book.figures.items[TOTAL], "strong")
    _growth(sheet, total)
    _mix(sheet)
    unit = _headed(sheet, total, book.say("Revenues"), book.figures.items[TOTAL].unit)
    stack = _stack(sheet, [line for depth, line in lines if depth == 0], unknown)
    return sheet.finish(_plot(sheet, stack, total, unit), *_notes(book, stack))


def build_translated_revenue(book: Book) -> SheetSpec | None:
    """Revenues in the currency of presentation; None without one, and without revenues or rates."""
    if not is_translated(book):
        return None
    quarters, code = known_quarters(book.figures), book.figures.settings.presentation_currency
    conversion, rates = release_conversion(book), quarter_conversions(book, quarters)
    if not quarters or conversion is None:
        book.leave_out(revenue_sheet(code), "there are no revenues, or no rate to translate them at")
        return None
    sheet = PeriodSheet(book, revenue_sheet(code), quarters, comparisons=(YOY, QOQ))
    unit = book.figures.items[TOTAL].unit.in_currency(code)
    number = "decimal" if unit.scale == "million" else "amount"

    def in_other(label: Expression, amounts: Contents, *styles: str, indented: bool = False) -> Line:
        contents = {q: translated(amount, rates[q]) for q, amount in amounts.items() if q in rates}
        return sheet.computed(label, contents, *styles, number=number, indented=indented)

    def line_of(item: Item, *styles: str, indented: bool = False) -> Line:
        line = in_other(item_label(book, item), sheet.refs(item.key), *styles, indented=indented)
        sheet.compare(line, *styles)
        return line

    lines = [(depth, line_of(item, indented=depth > 0)) for depth, item in _components(book)]
    rest = _not_by_line(book, quarters)
    unknown = [in_other(book.say(REST), rest)] if rest else []
    total = line_of(book.figures.items[TOTAL], "strong")
    _growth(sheet, total)
    is_convenience = book.figures.settings.fx_mode == "convenience"
    words = "Revenues" if is_convenience else "Revenues in {currency}"
    shown = _headed(sheet, total, book.say(words, currency=plural_name(book, code)), unit)
    stack = _stack(sheet, [line for depth, line in lines if depth == 0], unknown)
    return sheet.finish(_plot(sheet, stack, total, shown), rate_note(book, conversion), *_notes(book, stack))


def _headed(sheet: PeriodSheet, total: Line, name: str, unit: Unit) -> str:
    """Headings over the finished rows; gives the unit as it is printed."""
    book, current = sheet.book, sheet.known[-1]
    assert isinstance(current, Quarter)
    words = unit_words(book, unit)
    change = change_of(book, total.sources, current, current - 4, current - 1)
    title = change if change is not None else amount_text(book, total.sources[current], unit)
    sheet.headings(
        join(name + " ", title), book.say("Revenues breakdown by quarter, {unit}", unit=words), words
    )
    return words


def _notes(book: Book, stack: Sequence[Series]) -> list[str]:
    return [*([book.say(ROUNDING_NOTE)] if stack else []), book.say(GROWTH_NOTE)]


def _not_by_line(book: Book, quarters: Sequence[Quarter]) -> dict[Quarter, Expression]:
    """What is left of the total in quarters in which some line has no figure."""
    parts = book.figures.parts_of(TOTAL)
    found: dict[Quarter, Expression] = {}
    for quarter in quarters:
        total = book.ref(TOTAL, quarter) if book.has(TOTAL, quarter) else None
        if total is None or all(book.has(part.key, quarter) for part in parts):
            continue
        rest = Op("-", total, call("SUM", *filter(None, (book.ref(part.key, quarter) for part in parts))))
        if abs(_amount(book, rest)) > book.footing(len(parts)):
            found[quarter] = rest
    return found


def _amount(book: Book, content: Expression) -> float:
    value = book.value(content)
    return value if isinstance(value, int | float) else 0


def _components(book: Book, key: str = TOTAL, depth: int = 0) -> Iterator[tuple[int, Item]]:
    """The components of a total with their depth, each followed by its own."""
    for item in book.figures.parts_of(key):
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


def _plot(sheet: PeriodSheet, stack: Sequence[Series], total: Line, unit: str) -> Plot:
    """Stacked columns right under the total, which stands on top; the total's own without lines."""
    book, values, number = sheet.book, sheet.values(total), total.number
    if not stack:
        columns = Series(total.label, values, NAVY, labels="all")
        return Plot(book.say("Revenues by quarter"), unit, (columns,), number)
    on_top = Series(total.label, values, GREY, kind="line", labels="all", hidden=True)
    return Plot(book.say("Revenues by line and quarter"), unit, (*stack, on_top), number, stacked=True)


def _stack(sheet: PeriodSheet, lines: Sequence[Line], unknown: Sequence[Line]) -> list[Series]:
    """The lines in the table's order, and above them what has no line."""
    colors = [*(PALETTE[position % len(PALETTE)] for position in range(len(lines))), *(PALE for _ in unknown)]
    return [
        Series(
            line.label,
            sheet.values(line),
            color,
            labels="last",
            label_color="FFFFFF" if color in DARK else "222222",
        )
        for line, color in zip([*lines, *unknown], colors, strict=True)
    ]
