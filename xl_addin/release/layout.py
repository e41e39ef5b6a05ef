"""What the deck's sheets have in common: titles, quarter columns, growth, footnotes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from xl_addin.domain.items import LINE_ITEMS, role_of
from xl_addin.domain.periods import FiscalCalendar, Period, Quarter
from xl_addin.domain.units import CURRENCIES, Unit
from xl_addin.inputs.model import CellRef, CommentaryLine, Item, Settings
from xl_addin.release.book import Book, Grid
from xl_addin.release.expressions import Expression, Op, call, join
from xl_addin.release.spec import Page

NO_FIGURE = "–"
NOT_AVAILABLE = "n/a"


def titled(grid: Grid, title: Expression, subtitle: str) -> CellRef:
    """A sheet's title and the line under it; gives the title's cell."""
    grid.heights[1], grid.heights[2] = 26, 16
    ref = grid.put(1, 2, title, "title")
    grid.put(2, 2, subtitle, "subtitle")
    return ref


def period_heading(book: Book, period: Period) -> Expression:
    """A period as it is printed: the input's own heading where that is the same, so that it stays live."""
    ref, printed = book.figures.period_cells.get(period), book.period(period)
    return ref if ref is not None and book.value(ref) == printed else printed


def company_name(book: Book) -> Expression:
    """The company's name in the deck's language, live where it stands in a cell."""
    settings = book.figures.settings
    key = "company_ja" if book.language == "ja" and settings.company_ja else "company"
    return settings.cells.get(key) or _company(settings)


def _company(settings: Settings) -> str:
    """Its Japanese name in a Japanese deck, where there is one."""
    return (settings.language == "ja" and settings.company_ja) or settings.company


def item_label(book: Book, item: Item) -> Expression:
    """An item's name in the deck's language, from the input sheet where it has one."""
    sheet = next(sheet for sheet in book.figures.sheets if sheet.kind == "Figures")
    name = item.label_ja if book.language == "ja" else item.label
    column = sheet.columns.get("label_ja" if book.language == "ja" else "label")
    is_given = column is not None and str(sheet.cells.get((item.row, column)) or "").strip()
    return CellRef(sheet.name, item.row, column) if column and is_given else name or item.key


def label_of(book: Book, key: str) -> Expression:
    """The name of an item by its key: its own where it is among the figures, else the usual one."""
    item = book.figures.items.get(key)
    if item is not None:
        return item_label(book, item)
    usual = LINE_ITEMS.get(role_of(key))
    if usual is None:
        return key
    return usual.name_ja if book.language == "ja" else usual.name


def figure(book: Book, ref: CellRef, item: Item) -> Expression:
    """An input figure as a table shows it: a dash where there is none, an amount truncated if so set."""
    shown = truncated(book, ref, "amount") if item.unit.is_total else ref
    return call("IF", call("ISBLANK", ref), NO_FIGURE, shown)


def truncated(book: Book, ref: CellRef, number: str) -> Expression:
    """An amount cut off after the digits its number format shows, if amounts are truncated."""
    digits = {"amount": 0, "decimal": 1}.get(number)
    if digits is None or book.figures.settings.rounding != "truncate":
        return ref
    return call("TRUNC", ref, digits)


def growth(book: Book, function: str, item: str, current: Period, base: Period) -> Expression:
    """Growth as a table shows it; "n/a" where a figure is missing."""
    figures = book.ref(item, current), book.ref(item, base)
    if figures[0] is None or figures[1] is None:
        return NOT_AVAILABLE
    return call("IFNA", call(function, *figures), NOT_AVAILABLE)


def share(part: CellRef, total: CellRef) -> Expression:
    """A part of a total as a table shows it."""
    defined = call("IF", Op(">", total, 0), call("IIJ_MARGIN", part, total), "n.m.")
    return call("IFNA", defined, NO_FIGURE)


def change(book: Book, item: str, current: Period, base: Period) -> Expression | None:
    """The change in words, "18.2% up from 1Q01"; None where a figure is missing."""
    figures = book.ref(item, current), book.ref(item, base)
    if not (book.has(item, current) and book.has(item, base)):
        return None
    return call("IIJ_CHANGE", *figures, period_heading(book, base), *language(book.figures.settings))


def trend_text(book: Book, item: str, current: Period, base: Period) -> Expression | None:
    """The direction in words, "turned to loss"; None where a figure is missing."""
    if not (book.has(item, current) and book.has(item, base)):
        return None
    return call("IIJ_TREND", book.ref(item, current), book.ref(item, base), *language(book.figures.settings))


def language(settings: Settings) -> tuple[str, ...]:
    """The language argument of a function that makes text; none for English."""
    return () if settings.language == "en" else (settings.language,)


def amount_text(book: Book, ref: CellRef, unit: Unit, digits: int | None = None) -> Expression:
    """An amount in words, in the deck's language and rounding."""
    settings = book.figures.settings
    args: list[str | int | None] = [str(unit), digits, settings.language, str(settings.rounding)]
    defaults = ["JPY million", None, "en", "half_up"]
    while args and args[-1] == defaults[len(args) - 1]:
        args.pop()
    return call("IIJ_AMOUNT", ref, *args)


def of_each_text(book: Book, ref: CellRef, unit: Unit) -> Expression:
    """An amount of each share with the decimals it has, up to four: JPY90 per share, $0.016 per share."""
    size, is_loss = call("ABS", ref), Op("<", ref, 0)
    decimals: Expression = 4
    for places in (3, 2, 0):
        decimals = call("IF", Op("=", size, call("ROUND", size, places)), places, decimals)
    figure, currency = call("FIXED", size, decimals), CURRENCIES[unit.currency]
    if book.language == "ja":
        before, behind = currency.notation_ja.split("{}")
        opening, closing = call("IF", is_loss, "△", ""), None
    else:
        before, behind = currency.notation.split("{}")
        opening, closing = call("IF", is_loss, "(", ""), call("IF", is_loss, ")", "")
    parts: list[Expression | None] = [opening, before or None, figure, behind or None, closing]
    money = join(*(part for part in parts if part is not None))
    return book.tell("{money} per share", money=money)


def unit_words(book: Book, unit: Unit) -> str:
    """A unit as a sheet prints it; one that is no currency is the input's own word."""
    return unit.words(book.language)


ROUNDING_NOTE = "May not add due to rounding."
GROWTH_NOTE = "n/a: no comparative figure. n.m.: growth has no meaning."


def footnotes(grid: Grid, row: int, *notes: str) -> int:
    """The notes under a table and the meaning of the marks on the sheet; gives the next free row."""
    book = grid.book
    lines = list(notes)
    if "estimate" in grid.marks:
        lines.append(
            book.say("ᵉ Estimate, or computed from one: a point inside published bounds; see Sources.")
        )
    if "illustrative" in grid.marks:
        lines.append(book.say("ⁱ Illustrative, or computed from it: not a published figure; see Sources."))
    lines += [_restatement(book, *key) for key in grid.restated]
    for line in lines:
        grid.put(row, 2, line, "note")
        row += 1
    return row


def _restatement(book: Book, item: str, period: Period) -> str:
    """What was printed before for a figure that is now another, when, and why it changed."""
    before = book.figures.restated[item, period]
    name = str(book.value(label_of(book, item)))
    reason = f" {before.reason}" if before.reason else ""
    if before.date is None:
        words = "† {name} {period}: reported before as {amount}.{reason}"
    else:
        words = "† {name} {period}: reported on {day} as {amount}.{reason}"
    unit = unit_words(book, book.figures.items[item].unit)
    figure = f"{before.as_reported:,.10g}"
    amount = f"{figure}{unit}" if book.language == "ja" else f"{figure} ({unit})"
    day = "" if before.date is None else day_words(before.date, book.language)
    return book.say(words, name=name, period=period, amount=amount, day=day, reason=reason)


def commentary_lines(book: Book, sheet: str) -> list[CommentaryLine]:
    """The release's own sentences for a sheet, in their order."""
    quarter = book.figures.settings.release_quarter
    lines = [line for line in book.figures.commentary if line.sheet == sheet and line.period == quarter]
    return sorted(lines, key=lambda line: line.order)


def commentary(grid: Grid, row: int, last: int, width: float) -> int:
    """The sentences printed as a list; gives the next free row."""
    book = grid.book
    for line in commentary_lines(book, grid.name):
        ref = line.ref_ja if book.language == "ja" and line.ref_ja else line.ref
        grid.put(row, 2, "•", "bullet")
        grid.paragraph(row, 3, last, ref, "text", width=width)
        row += 1
    return row


def page(
    book: Book,
    last: tuple[int, int],
    *,
    marks: Sequence[str] = (),
    landscape: bool = True,
    one_page: bool = False,
) -> Page:
    """A4, one page wide, with company, quarter and page; it says where illustrative figures are shown."""
    settings = book.figures.settings
    warning = book.say("Contains illustrative figures") if "illustrative" in marks else ""
    return Page(
        landscape=landscape,
        last=last,
        # A size is followed by a blank, since the text may begin with a digit.
        header=f"&L&8 {_escaped(_company(settings))}&R&8 {book.period(settings.release_quarter)}",
        footer=f"&L&8 {warning}&C&8 &A&R&8 &P / &N",
        one_page=one_page,
    )


def _escaped(text: str) -> str:
    """An ampersand starts a code in headers and footers."""
    return text.replace("&", "&&")


def pixels_wide(*widths: float) -> int:
    """How wide columns of these widths are on a screen, in the deck's font."""
    return int(sum(width * 7 + 5 for width in widths))


def day_words(day: date, language: str) -> str:
    """A day in words: 28 June 2002, 2002年6月28日."""
    if language == "ja":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {day:%B %Y}"


def months(quarter: Quarter, calendar: FiscalCalendar, language: str) -> str:
    """The months of a quarter: April to June 2002."""
    start, end = quarter.start(calendar), quarter.end(calendar)
    if language == "ja":
        return f"{start.year}年{start.month}月~{end.year}年{end.month}月"
    year = "" if start.year == end.year else f" {start.year}"
    return f"{start:%B}{year} to {end:%B %Y}"
