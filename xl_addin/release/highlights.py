"""Highlights: the release on one page, its headlines as live formulas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xl_addin.domain.periods import FiscalYear, HalfYear, Period, Quarter
from xl_addin.domain.units import Unit
from xl_addin.inputs.model import CellRef, Guidance
from xl_addin.release.book import Book, Grid
from xl_addin.release.expressions import Expression, Op, call, join
from xl_addin.release.layout import (
    GROWTH_NOTE,
    NO_FIGURE,
    amount_text,
    commentary,
    commentary_lines,
    company_name,
    figure,
    footnotes,
    growth,
    label_of,
    months,
    of_each_text,
    page,
    period_heading,
    share,
    titled,
    unit_words,
)
from xl_addin.release.spec import SheetSpec
from xl_addin.release.tables import change_of
from xl_addin.release.translation import is_in_billions, labelled, rate_note, release_conversion, translated
from xl_addin.release.units import in_unit
from xl_addin.release.years import bounds, in_percent

NAME = "Highlights"
LAST = 9  # the last printed column
WORKINGS = 11
WIDTH = 104.0
HEADLINE_WIDTH = 80.0  # their letters are larger
KEY_FIGURES = ("total_revenues", "gross_profit", "operating_income", "net_income")


def build_highlights(book: Book) -> SheetSpec:
    """The sheet: headlines, key figures, guidance, commentary and the safe harbor statement."""
    sheet = _Highlights(book)
    return sheet.build()


class _Highlights:
    """The page while it is written: the next row, and the next row of the workings beside it."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.grid = Grid(book, NAME)
        self.quarter = book.figures.settings.release_quarter
        self.conversion = release_conversion(book)
        self.row = 3
        self.working = 4

    def build(self) -> SheetSpec:
        book, grid = self.book, self.grid
        self._title()
        self._revenues()
        self._operating()
        self._key_figures()
        self._guidance()
        self._commentary()
        self._notes()
        widths = {1: 1.5, 2: 2.5, 3: 34, **dict.fromkeys(range(4, LAST + 1), 11), 10: 3, 11: 34, 12: 16}
        printed = page(book, (self.row - 1, LAST), marks=sorted(grid.marks), landscape=False, one_page=True)
        return grid.spec(widths, page=printed)

    def _title(self) -> None:
        settings = self.book.figures.settings
        company = company_name(self.book)
        ticker = settings.cells.get("ticker")
        title = join(company, " (", ticker, ")") if settings.ticker and ticker else company
        span = months(self.quarter, settings.calendar, settings.language)
        titled(
            self.grid, title, self.book.say("Results of {quarter}, {span}", quarter=self.quarter, span=span)
        )
        if settings.release_date is not None:
            self.grid.put(2, LAST, settings.cells["release_date"], "date", "subtitle", "right")
        self.grid.put(3, WORKINGS, self.book.say("Workings of the headlines"), "working", "strong")

    def _section(self, title: str) -> None:
        self.row += 1
        self.grid.put(self.row, 2, self.book.say(title), "section")
        self.grid.paint(self.row, 3, LAST, "section")
        self.grid.heights[self.row] = 20
        self.row += 1

    def _headline(self, *parts: Expression) -> None:
        text = join(*parts)
        mark = self.book.weakest(text)
        self.grid.put(self.row, 2, {"estimate": "ᵉ", "illustrative": "ⁱ"}.get(mark, ""), "bullet")
        self.grid.marks.update([mark] if mark else [])
        self.grid.paragraph(self.row, 3, LAST, text, "headline", "long", width=HEADLINE_WIDTH)
        self.grid.heights[self.row] = max(19, self.grid.heights[self.row] * 1.2)
        self.row += 1

    def _work(self, label: Expression, content: Expression, *styles: str) -> CellRef:
        """A cell of the workings."""
        self.grid.put(self.working, WORKINGS, label, "working")
        ref = self.grid.put(self.working, WORKINGS + 1, content, "working", *(styles or ("right",)))
        self.working += 1
        return ref

    def _in_both(self, label: Expression, amount: CellRef, unit: Unit, digits: int | None) -> Expression:
        """An amount with its translation in parentheses; the checks find both by a plain label.

        The translation has so many digits where it is below a billion.
        """
        book, code = self.book, self.book.figures.settings.presentation_currency
        text = self._work(book.tell("{label}, printed", label=label), amount_text(book, amount, unit))
        book.named[f"{label} printed"] = text
        if self.conversion is None:
            return text
        foreign = unit.in_currency(code)
        name = labelled(book, "{label}, {currency}", label)
        other = self._work(name, translated(amount, self.conversion), "decimal")
        book.named[f"{label} translated"] = other
        printed = amount_text(book, other, foreign, None if is_in_billions(book, other, foreign) else digits)
        work = self._work(labelled(book, "{label}, {currency} printed", label), printed)
        return book.tell("{amount} ({other})", amount=text, other=work)

    def _revenues(self) -> None:
        book, item, quarter = self.book, "total_revenues", self.quarter
        ref = book.ref(item, quarter)
        if ref is None:
            return
        self._section("Revenues")
        book.named[f"{book.say('revenues')} reported"] = ref
        unit = book.figures.items[item].unit
        parts: list[Expression] = [self._in_both(book.say("revenues"), ref, unit, 0)]
        for base, before in ((quarter - 4, ", "), (quarter - 1, " & ")):
            cells: dict[Period, CellRef] = {q: r for q in (quarter, base) if (r := book.ref(item, q))}
            words = change_of(book, cells, quarter, base)
            if words is not None:
                changed = self._work(book.say("Revenues against {period}", period=base), words)
                parts += [book.say(", " if len(parts) == 1 else before), changed]
        self._headline(*parts)

    def _operating(self) -> None:
        book, item, quarter = self.book, "operating_income", self.quarter
        ref = book.ref(item, quarter)
        if ref is None or not book.has(item, quarter):
            return
        self._section("Operating result")
        unit = book.figures.items[item].unit
        size = self._work(book.say("Operating income or loss"), call("ABS", ref), "amount")
        book.named[f"{book.say('operating income')} reported"] = size
        words = call("IF", Op("<", ref, 0), book.say("Operating loss of "), book.say("Operating income of "))
        self._headline(words, self._in_both(book.say("operating income"), size, unit, None))
        self._margin()
        depreciation = book.ref("depreciation_amortization", quarter)
        if depreciation is not None and book.has("depreciation_amortization", quarter):
            ebitda = self._work("EBITDA", call("IIJ_EBITDA", ref, depreciation), "amount")
            printed = self._work(book.say("EBITDA, printed"), amount_text(book, ebitda, unit))
            self._headline(*_ebitda_words(book, printed))

    def _margin(self) -> None:
        """Operating margin with what it was a year and a quarter before."""
        book = self.book
        margins = []
        for quarter in (self.quarter, self.quarter - 4, self.quarter - 1):
            profit, revenue = book.ref("operating_income", quarter), book.ref("total_revenues", quarter)
            known = (
                book.has("operating_income", quarter)
                and (book.figures.value("total_revenues", quarter) or 0) > 0
            )
            if profit is not None and revenue is not None and known:
                name = book.say("Operating margin, {period}", period=quarter)
                ratio = self._work(name, call("IIJ_MARGIN", profit, revenue), "percent")
                margins.append((quarter, self._work(f"{name}, %", _percent(ratio, book.language))))
        if not margins or margins[0][0] != self.quarter:
            return
        (_, now), *before = margins
        if len(before) < len(("year ago", "previous quarter")):
            self._headline(book.tell("Operating margin {now}", now=now))
            return
        (year_ago, then), (previous, lately) = before
        self._headline(
            book.tell(
                "Operating margin {now}, from {then} in {year_ago} and {lately} in {previous}",
                now=now,
                then=then,
                year_ago=period_heading(book, year_ago),
                lately=lately,
                previous=period_heading(book, previous),
            )
        )

    def _key_figures(self) -> None:
        """A table of the quarter beside the year-ago and the previous one."""
        book, grid, quarter = self.book, self.grid, self.quarter
        items = [item for item in KEY_FIGURES if item in book.figures.items]
        self.row += 1
        grid.put(self.row, 2, unit_words(book, book.figures.items["total_revenues"].unit), "heading_left")
        grid.paint(self.row, 3, 3, "heading_left")
        periods = (quarter, quarter - 4, quarter - 1)
        headings: tuple[Expression, ...] = (
            period_heading(book, quarter),
            book.say("% of revenues"),
            period_heading(book, periods[1]),
            book.say("YoY"),
            period_heading(book, periods[2]),
            book.say("QoQ"),
        )
        for column, heading in enumerate(headings, 4):
            grid.put(self.row, column, heading, "heading")
        grid.heights[self.row] = 28
        for item in items:
            self.row += 1
            grid.paragraph(self.row, 2, 3, label_of(book, item), "label", "long", width=36)
            self._key_row(item, periods)
            grid.paint(self.row, 4, 4, "current")
        self.row += 1

    def _key_row(self, item: str, periods: tuple[Quarter, Quarter, Quarter]) -> None:
        book, grid = self.book, self.grid
        for column, period in zip((4, 6, 8), periods, strict=True):
            ref = book.ref(item, period)
            content: Expression = NO_FIGURE if ref is None else figure(book, ref, book.figures.items[item])
            grid.put(self.row, column, content, "amount", "link", marked=book.has(item, period))
        profit, revenue = book.ref(item, periods[0]), book.ref("total_revenues", periods[0])
        if profit is not None and revenue is not None:
            grid.put(self.row, 5, share(profit, revenue), "percent", marked=True)
        for column, function, base in ((7, "IIJ_YOY", periods[1]), (9, "IIJ_QOQ", periods[2])):
            grid.put(self.row, column, growth(book, function, item, periods[0], base), "percent", marked=True)

    def _guidance(self) -> None:
        lines = [guidance for guidance in self.book.figures.guidance if self._is_ahead(guidance.period)]
        if not lines:
            return
        self._section("Guidance")
        for guidance in lines:
            self._headline(self._guided(guidance))

    def _is_ahead(self, period: Period) -> bool:
        last = period if isinstance(period, Quarter) else period.quarters[-1]
        return last > self.quarter

    def _guided(self, guidance: Guidance) -> Expression:
        book = self.book
        item = label_of(book, guidance.item.removesuffix("_growth"))
        period = book.period(guidance.period)
        if guidance.qualifier == "break_even":
            return book.tell("{period}: {item} at or near break-even", period=period, item=item)
        if guidance.item.endswith("_growth"):
            return self._growth_guided(guidance, item)
        ends = {
            end: self._guided_figure(item, f"{period} ", book.say(end), bound.ref, guidance.unit)
            for end, bound in (("low", guidance.low), ("high", guidance.high))
            if bound.value is not None
        }
        return self._between(guidance, _AMOUNT_WORDS, ends, period=period, item=item)

    def _between(
        self, guidance: Guidance, words: _Words, ends: Mapping[str, Expression], **parts: Expression
    ) -> Expression:
        """The words for the bounds given; two bounds that are one say so in the live file too."""
        book = self.book
        if "low" not in ends:
            return book.tell(words.at_most, **parts, **ends)
        if guidance.qualifier == "at_least":
            return book.tell(words.at_least, **parts, **ends)
        if "high" not in ends:
            english = words.about if guidance.qualifier == "about" else words.at_least
            return book.tell(english, **parts, **ends)
        about, between = (book.tell(english, **parts, **ends) for english in (words.about, words.between))
        return call("IF", Op("=", *bounds(guidance)), about, between)

    def _guided_figure(
        self, item: Expression, period: str, end: str, bound: CellRef, unit: Unit
    ) -> Expression:
        """An amount in both currencies; one of each share, of another currency or a count in its own unit."""
        label = join(period, item, f", {end}")
        if unit.is_total and unit.currency == self.book.figures.settings.unit.currency:
            return self._in_both(label, bound, unit, None)
        if unit.is_total:
            printed = amount_text(self.book, bound, unit)
        elif unit.per:
            printed = of_each_text(self.book, bound, unit)
        else:
            suffix = "" if str(unit) in str(self.book.value(item)) else f" {unit}"
            printed = join(call("FIXED", bound, 0), suffix)
        return self._work(self.book.tell("{label}, printed", label=label), printed)

    def _growth_guided(self, guidance: Guidance, item: Expression) -> Expression:
        book = self.book
        ends: dict[str, Expression] = {
            end: in_percent(bound)
            for end, bound in (("low", guidance.low), ("high", guidance.high))
            if bound.value is not None
        }
        words = self._between(guidance, _GROWTH_WORDS, ends, period=book.period(guidance.period), item=item)
        implied = self._implied(guidance)
        if not implied:
            return words
        least, most = implied
        said = book.tell(" (the amounts guided give {low} to {high})", low=least, high=most)
        return join(words, *said.parts)

    def _implied(self, guidance: Guidance) -> tuple[CellRef, ...]:
        """The growth that actual quarters and guided amounts give together, at both ends."""
        book, key = self.book, guidance.item.removesuffix("_growth")
        period = guidance.period
        known = book.figures.items.get(key)
        if not isinstance(period, HalfYear | FiscalYear) or known is None or not known.is_flow:
            return ()
        actual = [q for q in period.quarters if q <= self.quarter]
        ahead = period.quarters[len(actual) :]
        guided = [g for g in book.figures.guidance if g.item == key and g.period in ahead]
        bases = [book.ref(key, q - 4) for q in period.quarters]
        complete = len(actual) + len(guided) == len(period.quarters) and all(book.has(key, q) for q in actual)
        if not complete or not guided or not all(book.has(key, q - 4) for q in period.quarters):
            return ()
        texts = []
        base = self._work(book.say("{period} a year before", period=period), call("SUM", *bases), "amount")
        for end in ("low", "high"):
            if any(getattr(g, end).value is None for g in guided):
                return ()
            amounts = [in_unit(getattr(g, end).ref, g.unit, known.unit) for g in guided]
            if None in amounts:
                return ()
            refs = [book.ref(key, q) for q in actual] + amounts
            total = self._work(
                book.say("{period}, {end}", period=period, end=book.say(end)), call("SUM", *refs)
            )
            ratio = self._work(
                book.say("Growth implied, {end}", end=book.say(end)), call("IIJ_YOY", total, base), "percent"
            )
            texts.append(
                self._work(
                    book.say("Growth implied, {end}, %", end=book.say(end)), _percent(ratio, book.language)
                )
            )
        return tuple(texts)

    def _commentary(self) -> None:
        if commentary_lines(self.book, NAME):
            self._section("Commentary")
            self.row = commentary(self.grid, self.row, LAST, WIDTH)
        self.row += 1

    def _notes(self) -> None:
        settings, grid, book = self.book.figures.settings, self.grid, self.book
        if self.conversion is not None and any(name.endswith(" translated") for name in book.named):
            grid.paragraph(self.row, 2, LAST, rate_note(book, self.conversion), "legal", width=WIDTH * 1.25)
            self.row += 1
        self.row = footnotes(grid, self.row, book.say(GROWTH_NOTE))
        key = "safe_harbor_ja" if book.language == "ja" and settings.safe_harbor_ja else "safe_harbor"
        if getattr(settings, key):
            grid.paragraph(self.row, 2, LAST, settings.cells[key], "legal", width=WIDTH * 1.25)
            self.row += 1


@dataclass(frozen=True, slots=True)
class _Words:
    """How guidance is worded: about one figure, between two, or on one side of one."""

    about: str
    between: str
    at_least: str
    at_most: str


_AMOUNT_WORDS = _Words(
    "{period}: {item} about {low}",
    "{period}: {item} between {low} and {high}",
    "{period}: {item} at least {low}",
    "{period}: {item} at most {high}",
)
_GROWTH_WORDS = _Words(
    "{period}: {item} growth of about {low}%",
    "{period}: {item} growth of {low}% to {high}%",
    "{period}: {item} growth of at least {low}%",
    "{period}: {item} growth of at most {high}%",
)


def _percent(ratio: CellRef, language: str) -> Expression:
    """A ratio in words: 9.1%, (4.7)%, in Japanese △4.7%."""
    printed = call("FIXED", Op("*", call("ABS", ratio), 100), 1)
    opening, closing = ("△", "%") if language == "ja" else ("(", ")%")
    is_loss = Op("<", call("ROUND", ratio, 3), 0)
    return call("IF", is_loss, join(opening, printed, closing), join(printed, "%"))


def _ebitda_words(book: Book, printed: CellRef) -> tuple[Expression, ...]:
    """EBITDA under the name it is given, or with what it is."""
    settings = book.figures.settings
    if settings.ebitda_label:
        return settings.cells["ebitda_label"], " ", printed
    return "EBITDA ", printed, " " + book.say("(operating income (loss) + D&A)")
