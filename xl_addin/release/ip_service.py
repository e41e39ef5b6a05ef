"""IP service: revenue per contract, contracts and contracted bandwidth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xl_addin.domain.periods import Quarter
from xl_addin.release.book import Book, known_quarters
from xl_addin.release.expressions import Expression, Op, call, join
from xl_addin.release.layout import GROWTH_NOTE, NOT_AVAILABLE, label_of, unit_words
from xl_addin.release.phrases import ARPU_NOTE
from xl_addin.release.spec import Series, SheetSpec
from xl_addin.release.styles import AMBER, SKY
from xl_addin.release.tables import QOQ, YOY, Line, PeriodSheet, Plot, change_of

NAME = "IP service"
REVENUE, CONTRACTS, BANDWIDTH = "ip_service_revenues", "ip_service_contracts", "contracted_bandwidth"
MONTHS = 3
# ARPU is printed in the next smaller unit, which a contract's revenue has digits in.
_SMALLER = {"million": "thousand", "thousand": ""}


def build_ip_service(book: Book) -> SheetSpec | None:
    """The sheet; None without contracts or bandwidth."""
    given = [key for key in (CONTRACTS, BANDWIDTH) if known_quarters(book.figures, key)]
    if not given:
        book.leave_out(NAME, "there are neither ip_service_contracts nor contracted_bandwidth")
        return None
    quarters = known_quarters(book.figures, given[0])
    sheet = PeriodSheet(book, NAME, quarters, comparisons=(YOY, QOQ))
    arpu = _arpu(sheet) if CONTRACTS in given and _has_revenue(book) else None
    counts = {key: _count(sheet, key) for key in given}
    sheet.headings(_title(sheet, given[0], counts[given[0]]), _subtitle(book, given, arpu), "")
    notes = [book.say(ARPU_NOTE)] if arpu is not None else []
    return sheet.finish(_plot(sheet, given[0], counts[given[0]], arpu), *notes, book.say(GROWTH_NOTE))


def _has_revenue(book: Book) -> bool:
    item = book.figures.items.get(REVENUE)
    return item is not None and item.unit.is_total and item.unit.scale in _SMALLER


def _title(sheet: PeriodSheet, key: str, line: Line) -> Expression:
    """What is seen: the change on the quarter or the year before, or the count."""
    book, current = sheet.book, sheet.known[-1]
    assert isinstance(current, Quarter)
    words = change_of(book, line.sources, current, current - 1, current - 4)
    if words is None and book.has(key, current):
        unit = book.figures.items[key].unit
        words = join(call("FIXED", line.sources[current], 0), "" if key == CONTRACTS else f" {unit}")
    return join(label_of(book, key), *([] if words is None else [" ", words]))


def _subtitle(book: Book, given: Sequence[str], arpu: Line | None) -> str:
    if CONTRACTS not in given:
        return book.say("Contracted bandwidth by quarter")
    if BANDWIDTH not in given:
        return book.say("Contracts by quarter" if arpu is None else "Contracts and ARPU by quarter")
    if arpu is None:
        return book.say("Contracts and contracted bandwidth")
    return book.say("ARPU, contracts and contracted bandwidth")


def _count(sheet: PeriodSheet, key: str) -> Line:
    item = sheet.book.figures.items[key]
    line = sheet.item(item, unit="" if str(item.unit) == "contracts" else str(item.unit))
    sheet.growth("Growth YoY", line, YOY)
    sheet.growth("Growth QoQ", line, QOQ)
    return line


def _arpu(sheet: PeriodSheet) -> Line:
    """Revenue, and revenue per contract and month in the next smaller unit."""
    book = sheet.book
    item = book.figures.items[REVENUE]
    sheet.item(item, unit=unit_words(book, item.unit))
    contents = {}
    for quarter in sheet.known:
        opening = book.ref(CONTRACTS, quarter - 1) if isinstance(quarter, Quarter) else None
        closing, amount = book.ref(CONTRACTS, quarter), book.ref(REVENUE, quarter)
        if opening is not None and closing is not None and amount is not None:
            contents[quarter] = Op("*", call("IIJ_ARPU", amount, opening, closing), 1000)
    smaller = replace(item.unit, scale=_SMALLER[item.unit.scale])
    unit = unit_words(book, smaller)
    number = "decimal" if smaller.scale else "amount"
    label = book.say("ARPU, {unit} a month", unit=unit)
    line = sheet.computed(label, contents, number=number, missing=NOT_AVAILABLE, amounts=False)
    sheet.compare(line)
    sheet.growth("Growth QoQ", line, QOQ)
    return line


def _plot(sheet: PeriodSheet, key: str, count: Line, arpu: Line | None) -> Plot:
    """Columns of contracts with ARPU as a line, or of bandwidth where there are no contracts."""
    book = sheet.book
    columns = Series(count.label, sheet.values(count), SKY, labels="all")
    if key == BANDWIDTH:
        unit = str(book.figures.items[key].unit)
        return Plot(book.say("Contracted bandwidth by quarter"), unit, (columns,))
    if arpu is None or not sheet.has_values(arpu):
        return Plot(book.say("Contracts by quarter"), book.say("contracts"), (columns,))
    values = sheet.values(arpu)
    line = Series(arpu.label, values, AMBER, kind="line", secondary=True, labels="all", number=arpu.number)
    return Plot(
        book.say("Contracts and ARPU by quarter"),
        book.say("contracts"),
        (columns, line),
        second_axis_title=str(book.value(arpu.label)),
    )
