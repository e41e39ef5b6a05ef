"""IP service: revenue per contract, contracts and contracted bandwidth."""

from __future__ import annotations

from xl_addin.domain.periods import Quarter
from xl_addin.release.book import Book, known_quarters
from xl_addin.release.expressions import Expression, Op, call, join
from xl_addin.release.layout import GROWTH_NOTE, change, label_of
from xl_addin.release.phrases import ARPU_NOTE
from xl_addin.release.spec import Series, SheetSpec
from xl_addin.release.styles import AMBER, SKY
from xl_addin.release.tables import QOQ, YOY, Line, PeriodSheet, Plot

NAME = "IP service"
REVENUE, CONTRACTS, BANDWIDTH = "ip_service_revenues", "ip_service_contracts", "contracted_bandwidth"
MONTHS = 3
# ARPU is printed in the next smaller unit, which a contract's revenue has digits in.
_SMALLER = {"JPY million": "JPY thousand", "JPY thousand": "JPY"}


def build_ip_service(book: Book) -> SheetSpec | None:
    """The sheet; None without contracts or bandwidth."""
    given = [key for key in (CONTRACTS, BANDWIDTH) if known_quarters(book.figures, key)]
    if not given:
        book.leave_out(NAME, "there are neither ip_service_contracts nor contracted_bandwidth")
        return None
    quarters = known_quarters(book.figures, given[0])
    sheet = PeriodSheet(book, NAME, quarters, comparisons=(YOY, QOQ))
    sheet.headings(
        _title(book, given[0], quarters[-1]), book.say("ARPU, contracts and contracted bandwidth"), ""
    )
    arpu = _arpu(sheet) if CONTRACTS in given and _has_revenue(book) else None
    contracts = _count(sheet, CONTRACTS) if CONTRACTS in given else None
    if BANDWIDTH in given:
        _count(sheet, BANDWIDTH)
    notes = [book.say(ARPU_NOTE)] if arpu is not None else []
    return sheet.finish(_plot(sheet, contracts, arpu), *notes, book.say(GROWTH_NOTE))


def _has_revenue(book: Book) -> bool:
    item = book.figures.items.get(REVENUE)
    return item is not None and item.unit in _SMALLER


def _title(book: Book, key: str, current: Quarter) -> Expression:
    for base in (current - 1, current - 4):
        words = change(book, key, current, base)
        if words is not None:
            return join(label_of(book, key), " ", words)
    return label_of(book, key)


def _count(sheet: PeriodSheet, key: str) -> Line:
    item = sheet.book.figures.items[key]
    line = sheet.item(item, unit="" if item.unit == "contracts" else item.unit)
    sheet.growth("Growth YoY", line, YOY)
    sheet.growth("Growth QoQ", line, QOQ)
    return line


def _arpu(sheet: PeriodSheet) -> Line:
    """Revenue, and revenue per contract and month in the next smaller unit."""
    book = sheet.book
    item = book.figures.items[REVENUE]
    sheet.item(item, unit=book.say(item.unit))
    contents = {}
    for quarter in sheet.known:
        opening = book.ref(CONTRACTS, quarter - 1) if isinstance(quarter, Quarter) else None
        closing, amount = book.ref(CONTRACTS, quarter), book.ref(REVENUE, quarter)
        if opening is not None and closing is not None and amount is not None:
            contents[quarter] = Op("*", call("IIJ_ARPU", amount, opening, closing), 1000)
    unit = book.say(_SMALLER[item.unit])
    line = sheet.computed(
        book.say("ARPU, {unit} a month", unit=unit), contents, number="decimal", missing="n/a"
    )
    sheet.compare(line)
    sheet.growth("Growth QoQ", line, QOQ)
    return line


def _plot(sheet: PeriodSheet, contracts: Line | None, arpu: Line | None) -> Plot | None:
    book = sheet.book
    if contracts is None:
        return None
    series = [Series(contracts.label, sheet.values(contracts), SKY, labels="all")]
    if arpu is None:
        return Plot(book.say("Contracts by quarter"), book.say("contracts"), tuple(series))
    unit = book.say(_SMALLER[book.figures.items[REVENUE].unit])
    line = Series(
        arpu.label, sheet.values(arpu), AMBER, kind="line", secondary=True, labels="all", number="decimal"
    )
    return Plot(
        book.say("Contracts and ARPU by quarter"),
        book.say("contracts"),
        (*series, line),
        second_axis_title=book.say("ARPU, {unit} a month", unit=unit),
    )
