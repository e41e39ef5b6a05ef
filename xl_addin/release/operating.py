"""Operating result: from revenues to operating income, margins, and EBITDA with its reconciliation."""

from __future__ import annotations

from collections.abc import Mapping

from xl_addin.domain.periods import Period
from xl_addin.inputs.model import CellRef
from xl_addin.release.book import Book, known_quarters
from xl_addin.release.expressions import Expression, Op, call, join
from xl_addin.release.layout import GROWTH_NOTE, amount_text, label_of, period_heading, trend_text, unit_words
from xl_addin.release.spec import Series, SheetSpec
from xl_addin.release.styles import NAVY, VERMILION
from xl_addin.release.tables import QOQ, YOY, Line, PeriodSheet, Plot

NAME = "Operating result"
REVENUES, GROSS, INCOME = "total_revenues", "gross_profit", "operating_income"
EXPENSES = ("selling_general_administrative_expenses", "research_development_expenses")
DEPRECIATION, NET = "depreciation_amortization", "net_income"

# What lies between operating and net income, and whether it adds or is taken off.
BETWEEN: Mapping[str, int] = {
    "other_income_expense": 1,
    "interest_expense": -1,
    "income_taxes": -1,
    "equity_in_net_income_of_affiliates": 1,
    "minority_interests": -1,
}
_NAMES = {
    "other_income_expense": "other income",
    "interest_expense": "interest",
    "income_taxes": "income taxes",
    "equity_in_net_income_of_affiliates": "affiliates",
    "minority_interests": "minority interests",
}


def build_operating(book: Book) -> SheetSpec | None:
    """The sheet; None without operating income."""
    quarters = known_quarters(book.figures, INCOME)
    if not quarters:
        book.leave_out(NAME, "there is no operating_income")
        return None
    sheet = PeriodSheet(book, NAME, quarters, comparisons=(YOY, QOQ))
    unit = unit_words(book, book.figures.items[INCOME].unit)
    subtitle = book.say("Operating income, margins and EBITDA, {unit}", unit=unit)
    sheet.headings(_title(sheet), subtitle, unit)
    income = _result(sheet)
    notes = [*_ebitda(sheet), book.say(GROWTH_NOTE)]
    colors = tuple(
        VERMILION if (book.figures.value(INCOME, period) or 0) < 0 else NAVY for period in sheet.shown
    )
    columns = Series(income.label, sheet.values(income), NAVY, labels="all", point_colors=colors)
    title = book.say("Operating income (loss) by quarter")
    return sheet.finish(Plot(title, unit, (columns,)), *notes)


def _title(sheet: PeriodSheet) -> Expression:
    """The operating income or loss of the quarter, and which way it went."""
    book = sheet.book
    quarter = known_quarters(book.figures, INCOME)[-1]
    ref = book.ref(INCOME, quarter)
    assert ref is not None
    size = sheet.work(call("ABS", ref))
    name = call("IF", Op("<", ref, 0), book.say("Operating loss of "), book.say("Operating income of "))
    words = join(name, amount_text(book, size, book.figures.items[INCOME].unit))
    for base in (quarter - 4, quarter - 1):
        trend = trend_text(book, INCOME, quarter, base)
        if trend is not None:
            return book.tell(
                "{words}, {trend} against {period}",
                words=words,
                trend=trend,
                period=period_heading(book, base),
            )
    return words


def _result(sheet: PeriodSheet) -> Line:
    """Revenues down to operating income, with the margins under the profits."""
    book, items = sheet.book, sheet.book.figures.items
    revenue = sheet.refs(REVENUES)
    sheet.item(items[REVENUES])
    if GROSS in items:
        sheet.item(items[GROSS])
        sheet.ratio(book.say("Gross margin"), sheet.refs(GROSS), revenue)
    for key in EXPENSES:
        if key in items:
            sheet.item(items[key])
    income = sheet.item(items[INCOME], "strong")
    sheet.rule(income)
    sheet.ratio(book.say("Operating margin"), sheet.refs(INCOME), revenue)
    return income


def _ebitda(sheet: PeriodSheet) -> list[str]:
    """EBITDA and its way to net income as far as the items go; gives the notes it needs."""
    book, items = sheet.book, sheet.book.figures.items
    if DEPRECIATION not in items:
        return [book.say("EBITDA is left out: depreciation and amortization are not given.")]
    sheet.section(book.say("EBITDA and its reconciliation"))
    income, depreciation = sheet.refs(INCOME), sheet.refs(DEPRECIATION)
    both = [period for period in sheet.known if period in income and period in depreciation]
    contents = {period: call("IIJ_EBITDA", income[period], depreciation[period]) for period in both}
    ebitda = sheet.computed(_label(book), contents, "strong", number="amount")
    sheet.compare(ebitda, "strong")
    sheet.ratio(book.say("EBITDA margin"), ebitda.sources, sheet.refs(REVENUES))
    _signed(sheet, DEPRECIATION, -1)
    sheet.item(items[INCOME])
    if NET not in items:
        return [book.say("Not reconciled to net income, which is not given.")]
    between = {key: items[key] for key in BETWEEN if key in items}
    totals = {item.key for item in between.values()}
    # What is a part of another of them is in that one already.
    given = {key: BETWEEN[key] for key, item in between.items() if items.key_of(item.total_of) not in totals}
    for key, sign in given.items():
        _signed(sheet, key, sign)
    missing = [book.say(_NAMES[key]) for key in BETWEEN if key not in items]
    _rest(sheet, given, book.say("Items between, net" if missing else "Not explained by these items"))
    sheet.rule(sheet.item(items[NET], "strong"))
    return [book.say("Not given one by one: {items}.", items=", ".join(missing))] if missing else []


def _label(book: Book) -> Expression:
    settings = book.figures.settings
    return settings.cells["ebitda_label"] if settings.ebitda_label else book.say(EBITDA_LABEL)


EBITDA_LABEL = "EBITDA (operating income (loss) + D&A)"


def _signed(sheet: PeriodSheet, key: str, sign: int) -> None:
    """An item as it enters the sum: costs are taken off."""
    label = label_of(sheet.book, key)
    if sign > 0:
        sheet.item(sheet.book.figures.items[key])
        return
    contents = {period: _taken_off(ref) for period, ref in sheet.refs(key).items()}
    sheet.computed(sheet.book.tell("Less: {item}", item=label), contents, number="amount")


def _taken_off(ref: CellRef) -> Expression:
    return call("IF", call("ISBLANK", ref), call("NA"), Op("-", 0, ref))


def _rest(sheet: PeriodSheet, given: Mapping[str, int], label: str) -> None:
    """What lies between operating and net income beside the items given, where there is anything."""
    book = sheet.book
    contents: dict[Period, Expression] = {}
    for period in sheet.known:
        income, net = book.ref(INCOME, period), book.ref(NET, period)
        if income is None or net is None or not (book.has(INCOME, period) and book.has(NET, period)):
            continue
        rest: Expression = Op("-", net, income)
        for key, sign in given.items():
            ref = book.ref(key, period)
            if ref is not None:
                rest = Op("-" if sign > 0 else "+", rest, ref)
        contents[period] = rest
    sizes = (abs(float(book.value(rest))) for rest in contents.values())  # type: ignore[arg-type]
    if any(size > book.footing(len(given) + 1) for size in sizes):
        sheet.computed(label, contents, number="amount")
