"""Full-year revenue: the actual years beside the year that is guided."""

from __future__ import annotations

from xl_addin.domain.periods import FiscalYear
from xl_addin.inputs.model import CellRef
from xl_addin.inputs.rates import Conversion
from xl_addin.release.book import Book
from xl_addin.release.expressions import Expression, call, join
from xl_addin.release.layout import (
    GROWTH_NOTE,
    NOT_AVAILABLE,
    amount_text,
    item_label,
    language,
    unit_words,
)
from xl_addin.release.spec import Series, SheetSpec
from xl_addin.release.styles import NAVY, SKY, VERMILION
from xl_addin.release.tables import ANNUAL, Line, PeriodSheet, Plot
from xl_addin.release.translation import (
    is_translated,
    quarter_conversions,
    rate_note,
    release_conversion,
    translated,
)
from xl_addin.release.years import actual_years, forecast_revenue, forecast_year, year_figure

NAME, REVENUES = "Full-year revenue", "total_revenues"
FORECAST_NOTE = "E: forecast, not a figure of the books; see Outlook."


def build_full_year_revenue(book: Book) -> SheetSpec | None:
    """Revenues of the fiscal years, translated too; None without a complete year or a forecast."""
    actual, year = actual_years(book, REVENUES), forecast_year(book)
    forecast = forecast_revenue(book, REVENUES, year)
    if not actual:
        book.leave_out(NAME, "there is no complete fiscal year")
        return None
    years = (*actual, year) if forecast is not None else actual
    sheet = PeriodSheet(book, NAME, years)
    item = book.figures.items[REVENUES]
    contents = year_contents(book, REVENUES, actual)
    if forecast is not None:
        contents[year] = forecast
    unit = unit_words(book, item.unit)
    subtitle = book.say("Revenues by fiscal year, {unit}", unit=unit)
    if is_translated(book):
        subtitle = book.say("Revenues by fiscal year, {unit} and {other}", unit=unit, other=_other(book))
    forecast_of = year if forecast is not None else None
    label = join(item_label(book, item), f" ({unit})")
    revenues = sheet.computed(label, contents, "strong", number="amount")
    sheet.headings(_revenue_title(sheet, revenues, forecast_of), subtitle, "", forecast=forecast_of)
    sheet.growth("Growth YoY", revenues, ANNUAL)
    notes = [*_in_other(sheet, revenues)]
    if forecast_of:
        lighten(sheet)
        notes.append(book.say(FORECAST_NOTE))
    plot = Plot(book.say("Revenues by fiscal year"), unit, (year_columns(sheet, revenues, forecast_of),))
    return sheet.finish(plot, *notes, book.say(GROWTH_NOTE))


def year_contents(book: Book, item: str, years: tuple[FiscalYear, ...]) -> dict[FiscalYear, Expression]:
    found = {year: year_figure(book, item, year) for year in years}
    return {
        year: call("IF", call("ISBLANK", content), call("NA"), content)
        if isinstance(content, CellRef)
        else content
        for year, content in found.items()
        if content is not None
    }


def _other(book: Book) -> str:
    code = book.figures.settings.presentation_currency
    return unit_words(book, book.figures.items[REVENUES].unit.in_currency(code))


def _revenue_title(sheet: PeriodSheet, revenues: Line, forecast: FiscalYear | None) -> Expression:
    """What is seen: the amount and the growth of the last year shown."""
    book, year = sheet.book, sheet.shown[-1]
    assert isinstance(year, FiscalYear)
    amount = amount_text(book, revenues.sources[year], book.figures.items[REVENUES].unit)
    words = "Revenues of {amount} expected in {year}" if forecast else "Revenues of {amount} in {year}"
    title = book.tell(words, amount=amount, year=book.period(year))
    before = revenues.sources.get(FiscalYear(year.year - 1))
    if before is None or not isinstance(book.value(before), int | float):
        return title
    base = book.period(FiscalYear(year.year - 1))
    changed = call("IIJ_CHANGE", revenues.sources[year], before, base, *language(book.figures.settings))
    return join(*title.parts, book.say(", "), changed)


def _in_other(sheet: PeriodSheet, revenues: Line) -> list[Expression]:
    """The revenues translated; gives the note on the rate."""
    book = sheet.book
    conversion = release_conversion(book)
    if conversion is None:
        return []
    contents: dict[FiscalYear, Expression] = {}
    for year in sheet.known:
        assert isinstance(year, FiscalYear)
        other = _translated(book, year, revenues.sources[year], conversion)
        if other is not None:
            contents[year] = other
    item = book.figures.items[REVENUES]
    label = join(item_label(book, item), f" ({_other(book)})")
    number = "decimal" if item.unit.scale == "million" else "amount"
    line = sheet.computed(label, contents, number=number, missing=NOT_AVAILABLE)
    if book.figures.settings.fx_mode != "convenience":
        sheet.growth("Growth YoY", line, ANNUAL)
    return [rate_note(book, conversion)]


def _translated(book: Book, year: FiscalYear, amount: CellRef, conversion: Conversion) -> Expression | None:
    """A year at one rate, at the rate of its end, or each of its quarters at its average."""
    mode = book.figures.settings.fx_mode
    if mode == "convenience" or year.quarters[-1] > book.figures.settings.release_quarter:
        return translated(amount, conversion)
    found = quarter_conversions(book, year.quarters)
    if mode == "period_end":
        last = found.get(year.quarters[-1])
        return None if last is None else translated(amount, last)
    parts = [(book.ref(REVENUES, quarter), found.get(quarter)) for quarter in year.quarters]
    known = [translated(ref, own) for ref, own in parts if ref is not None and own is not None]
    return call("SUM", *known) if len(known) == len(parts) else None


def lighten(sheet: PeriodSheet) -> None:
    """The forecast's column in another type than the actual ones."""
    for row in range(5, sheet.row + 1):
        sheet.grid.paint(row, sheet.last, sheet.last, "forecast")


def year_columns(sheet: PeriodSheet, line: Line, forecast: FiscalYear | None) -> Series:
    """A column a year: losses in their colour, the forecast lighter."""
    colors = []
    for year in sheet.shown:
        value = sheet.book.value(line.sources[year])
        loss = isinstance(value, int | float) and value < 0
        colors.append(SKY if year == forecast else VERMILION if loss else NAVY)
    return Series(line.label, sheet.values(line), NAVY, labels="all", point_colors=tuple(colors))
