"""Systems integration: revenues and their gross margin."""

from __future__ import annotations

from xl_addin.domain.periods import Quarter
from xl_addin.release.book import Book, known_quarters
from xl_addin.release.expressions import Expression, join
from xl_addin.release.layout import GROWTH_NOTE, amount_text, unit_words
from xl_addin.release.spec import Series, SheetSpec
from xl_addin.release.styles import AMBER, NAVY
from xl_addin.release.tables import QOQ, YOY, Line, PeriodSheet, Plot, change_of

NAME = "Systems integration"
REVENUE, PROFIT = "systems_integration_revenues", "systems_integration_gross_profit"


def build_integration(book: Book) -> SheetSpec | None:
    """The sheet; None without systems integration revenues."""
    quarters = known_quarters(book.figures, REVENUE)
    if not quarters:
        book.leave_out(NAME, "there are no systems_integration_revenues")
        return None
    sheet = PeriodSheet(book, NAME, quarters, comparisons=(YOY, QOQ))
    item = book.figures.items[REVENUE]
    unit = unit_words(book, item.unit)
    revenue = sheet.item(item)
    sheet.growth("Growth YoY", revenue, YOY)
    sheet.growth("Growth QoQ", revenue, QOQ)
    series = [Series(revenue.label, sheet.values(revenue), NAVY, labels="all")]
    title, second = book.say("Revenues by quarter"), ""
    subtitle = book.say("Revenues, {unit}", unit=unit)
    if PROFIT in book.figures.items:
        subtitle = book.say("Revenues and gross margin ratio, {unit}", unit=unit)
        sheet.item(book.figures.items[PROFIT])
        margin = sheet.ratio(book.say("Gross margin"), sheet.refs(PROFIT), sheet.refs(REVENUE))
        if sheet.has_values(margin):
            series.append(_on_second_axis(sheet, margin))
            title = book.say("Revenues and gross margin by quarter")
            second = book.say("Gross margin, % of revenues")
    sheet.headings(_title(sheet, revenue), subtitle, unit)
    plot = Plot(title, unit, tuple(series), second_axis_title=second)
    return sheet.finish(plot, book.say(GROWTH_NOTE))


def _title(sheet: PeriodSheet, revenue: Line) -> Expression:
    """What is seen: the change on the year or the quarter before, or the amount."""
    book, current = sheet.book, sheet.known[-1]
    assert isinstance(current, Quarter)
    words = change_of(book, revenue.sources, current, current - 4, current - 1)
    if words is None and book.has(REVENUE, current):
        words = amount_text(book, revenue.sources[current], book.figures.items[REVENUE].unit)
    return join(revenue.label, *([] if words is None else [" ", words]))


def _on_second_axis(sheet: PeriodSheet, margin: Line) -> Series:
    values = sheet.values(margin)
    return Series(
        margin.label, values, AMBER, kind="line", secondary=True, labels="all", number=margin.number
    )
