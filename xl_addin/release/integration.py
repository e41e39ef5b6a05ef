"""Systems integration: revenues and their gross margin."""

from __future__ import annotations

from xl_addin.release.book import Book, known_quarters
from xl_addin.release.expressions import Expression, join
from xl_addin.release.layout import GROWTH_NOTE, change, label_of
from xl_addin.release.spec import Series, SheetSpec
from xl_addin.release.styles import AMBER, NAVY
from xl_addin.release.tables import QOQ, YOY, PeriodSheet, Plot

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
    unit = book.say(item.unit)
    sheet.headings(_title(book), book.say("Revenues and gross margin ratio, {unit}", unit=unit), unit)
    revenue = sheet.item(item)
    sheet.growth("Growth YoY", revenue, YOY)
    sheet.growth("Growth QoQ", revenue, QOQ)
    series = [Series(revenue.label, sheet.values(revenue), NAVY, labels="all")]
    title, second = book.say("Revenues by quarter"), ""
    if PROFIT in book.figures.items:
        sheet.item(book.figures.items[PROFIT])
        margin = sheet.ratio(book.say("Gross margin"), sheet.refs(PROFIT), sheet.refs(REVENUE))
        series.append(
            Series(
                margin.label,
                sheet.values(margin),
                AMBER,
                kind="line",
                secondary=True,
                labels="all",
                number="percent",
            )
        )
        title, second = (
            book.say("Revenues and gross margin by quarter"),
            book.say("Gross margin, % of revenues"),
        )
    plot = Plot(title, unit, tuple(series), second_axis_title=second)
    return sheet.finish(plot, book.say(GROWTH_NOTE))


def _title(book: Book) -> Expression:
    current = known_quarters(book.figures, REVENUE)[-1]
    for base in (current - 4, current - 1):
        words = change(book, REVENUE, current, base)
        if words is not None:
            return join(label_of(book, REVENUE), " ", words)
    return label_of(book, REVENUE)
