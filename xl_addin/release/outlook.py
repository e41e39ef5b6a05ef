"""Outlook: guidance in both currencies, the growth it implies, and what the rest of the year must bring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from xl_addin.domain.periods import FiscalYear, HalfYear, Period, Quarter, shifted
from xl_addin.domain.units import PERCENT, Unit
from xl_addin.inputs.model import CellRef, Figure, Guidance
from xl_addin.release.about import periods_text
from xl_addin.release.book import Book
from xl_addin.release.expressions import Expression, Op, call, join
from xl_addin.release.layout import (
    NO_FIGURE,
    NOT_AVAILABLE,
    amount_text,
    commentary,
    footnotes,
    label_of,
    page,
    titled,
    truncated,
    unit_words,
)
from xl_addin.release.ranges import HIGH, LABEL_WIDTH, LOW, Ends, RangeSheet
from xl_addin.release.spec import SheetSpec
from xl_addin.release.translation import rate_note, release_conversion, translated
from xl_addin.release.units import in_unit
from xl_addin.release.years import bounds, guidance_of, in_percent, year_figure

NAME = "Outlook"
_QUALIFIERS = {
    "range": "range",
    "about": "about",
    "at_least": "at least",
    "break_even": "at or near break-even",
}
TRANSLATED = 2  # columns to the right of an amount stands its translation
WIDTH = 154.0
Whole = HalfYear | FiscalYear


def build_outlook(book: Book) -> SheetSpec | None:
    """The sheet; None without guidance."""
    quarter = book.figures.settings.release_quarter
    ahead = [line for line in book.figures.guidance if _last(line.period) > quarter]
    if not ahead:
        book.leave_out(NAME, "there is no guidance for a period after the release quarter")
        return None
    return _Outlook(book, ahead).build()


def _last(period: Period) -> Quarter:
    return period if isinstance(period, Quarter) else period.quarters[-1]


class _Outlook(RangeSheet):
    """The page while it is written."""

    def __init__(self, book: Book, ahead: Sequence[Guidance]) -> None:
        super().__init__(book, NAME, row=4)
        self.ahead = ahead
        self.quarter = book.figures.settings.release_quarter
        self.conversion = release_conversion(book)
        self.note = HIGH + 1 if self.conversion is None else HIGH + TRANSLATED + 1
        self.issued = self.note + 1
        self.last = self.issued if any(line.issued for line in ahead) else self.note

    def build(self) -> SheetSpec:
        book, grid = self.book, self.grid
        titled(grid, self._title(), book.say("Guidance, and what it implies"))
        self._guidance()
        for key, period in self._wholes():
            self._implications(key, period)
        self.row = commentary(grid, self.row + 2, self.last, WIDTH)
        self.row += 1
        if self.conversion is not None:
            note = rate_note(book, self.conversion)
            grid.paragraph(self.row, 2, self.last, note, "legal", width=WIDTH * 1.25)
            self.row += 1
        row = footnotes(grid, self.row)
        widths = {
            1: 1.5,
            2: 2.5,
            3: LABEL_WIDTH - 2.5,
            **dict.fromkeys((LOW, HIGH), 14),
            **dict.fromkeys(range(HIGH + 1, self.note), 17),
            self.note: 58,
            self.issued: 12,
        }
        printed = page(book, (row - 1, self.last), marks=sorted(grid.marks), one_page=True)
        return grid.spec(widths, page=printed, freeze=(5, 4))

    def _title(self) -> Expression:
        """What is seen: the first range of amounts that is guided."""
        book = self.book
        for line in self.ahead:
            if line.unit.is_total and line.qualifier == "range" and line.low.value and line.high.value:
                low, high = (amount_text(book, bound.ref, line.unit) for bound in (line.low, line.high))
                item, period = label_of(book, line.item), book.period(line.period)
                words = "{item} of {low} to {high} guided for {period}"
                return book.tell(words, item=item, low=low, high=high, period=period)
        return book.say("Outlook after {quarter}", quarter=self.quarter)

    def _guidance(self) -> None:
        """Each line of guidance as it was issued, amounts translated."""
        book, grid = self.book, self.grid
        columns = [book.say(end) for end in ("low", "high")]
        if self.conversion is not None:
            unit = unit_words(book, Unit(book.figures.settings.presentation_currency, "million"))
            columns += [book.say("{end}, {unit}", end=end, unit=unit) for end in columns]
        self.heading(book.say("Guidance as issued"), *columns, last=self.last)
        grid.put(self.row, self.note, book.say("qualifier, note"), "heading_left", "indented")
        if self.last == self.issued:
            grid.put(self.row, self.issued, book.say("issued"), "heading")
        for line in self.ahead:
            self._line(line, join(f"{book.period(line.period)}: ", self._subject(line)))
            for earlier in self._replaced(line):
                self._line(earlier, book.say("  issued before, replaced"), "small")

    def _replaced(self, line: Guidance) -> Sequence[Guidance]:
        """What was guided before of the same item and period, the latest first."""
        lines = self.book.figures.replaced_guidance
        earlier = [each for each in lines if (each.item, each.period) == (line.item, line.period)]
        return sorted(earlier, key=lambda each: each.issued or date.min, reverse=True)

    def _subject(self, line: Guidance) -> Expression:
        """The item with its unit, or its growth."""
        book = self.book
        label = label_of(book, line.item.removesuffix("_growth"))
        if line.item.endswith("_growth"):
            return join(label, book.say(" growth, %"))
        unit = book.say("contracts") if str(line.unit) == "contracts" else unit_words(book, line.unit)
        return join(label, f" ({unit})")

    def _line(self, line: Guidance, label: Expression, *styles: str) -> None:
        """A line of guidance in its cells."""
        self.row += 1
        self.label(label, *styles)
        ends = () if line.qualifier == "break_even" else ((LOW, line.low), (HIGH, line.high))
        for column, bound in ends:
            self._bound(line, column, bound)
        self.text(self.note, self.note, self._note(line), "indented", width=55)
        if line.issued is not None:
            self.grid.put(self.row, self.issued, line.issued, "date")

    def _bound(self, line: Guidance, column: int, bound: Figure) -> None:
        """One end as it was issued, an amount translated."""
        as_given = line.item.endswith("_growth") or bool(line.unit.per) or line.unit == PERCENT
        number = "decimal" if line.unit.scale == "billion" else "plain" if as_given else "amount"
        cut = truncated(self.book, bound.ref, number) if line.unit.is_total else in_percent(bound)
        shown: Expression = NO_FIGURE if bound.value is None else cut
        self.grid.put(self.row, column, shown, number, "link")
        if bound.value is None or self.conversion is None or not self._is_own(line.unit):
            return
        millions = replace(line.unit, scale="million")
        other = in_unit(translated(bound.ref, self.conversion), line.unit, millions)
        assert other is not None
        self.grid.put(self.row, column + TRANSLATED, self.cut(other, 1), "decimal")

    def _is_own(self, unit: Unit) -> bool:
        """Whether it is one of amounts in the company's currency."""
        return unit.is_total and unit.currency == self.book.figures.settings.unit.currency

    def _note(self, line: Guidance) -> str:
        """The qualifier and the note, which may begin with it."""
        word = self.book.say(_QUALIFIERS[line.qualifier])
        says_it = line.note.casefold().startswith(word.casefold())
        return ": ".join(part for part in ("" if says_it else word, line.note) if part)

    def _wholes(self) -> list[tuple[str, Whole]]:
        """The flows, with the halves and years that guidance speaks of or belongs to."""
        found: dict[tuple[str, Whole], None] = {}
        for line in self.ahead:
            key, period = line.item.removesuffix("_growth"), line.period
            if isinstance(period, Quarter):
                period = HalfYear(period.fiscal_year, (period.number + 1) // 2)
            item = self.book.figures.items.get(key)
            if item is None or not item.is_flow or line.qualifier == "break_even":
                continue
            if isinstance(period, HalfYear | FiscalYear):
                found.setdefault((key, period))
        return list(found)

    def _implications(self, key: str, period: Whole) -> None:
        """What is guided for a half or a year against the year before, at both ends."""
        book = self.book
        base = self._year_ago(key, period)
        growth = None if base is None else self._growth_guided(key, period, base)
        expected = self._as_guided(key, period) or self._total(key, period.quarters)
        if base is None or (growth is None and expected is None):
            return
        self.row += 2
        words = "{period} by the amounts guided, {unit}"
        if growth is not None:
            words = "{period} against the growth guided, {unit}"
        self.heading(book.say(words, period=period, unit=unit_words(book, self._unit(key))))
        before = self.pair(book.period(shifted(period, -4)), base, base)
        ends = None if expected is None else self.pair(*expected)
        if ends is not None:
            self._against(growth, ends, before)
        target = ends if ends is not None and self._as_guided(key, period) else None
        self._rest(key, period, before, target, growth)

    def _growth_guided(self, key: str, period: Whole, base: Expression) -> Guidance | None:
        """The latest growth guided, with a figure, on a base that can grow."""
        growth, before = guidance_of(self.book, f"{key}_growth", period), self.book.value(base)
        can_grow = isinstance(before, int | float) and before > 0
        return growth if growth is not None and bounds(growth) and can_grow else None

    def _unit(self, key: str) -> Unit:
        return self.book.figures.items[key].unit

    def _year_ago(self, key: str, period: Whole) -> Expression | None:
        """The same period of the year before, whole."""
        if isinstance(period, FiscalYear):
            return year_figure(self.book, key, FiscalYear(period.year - 1))
        return self._sum(key, [quarter - 4 for quarter in period.quarters])

    def _sum(self, key: str, quarters: Sequence[Quarter]) -> Expression | None:
        if not all(self.book.has(key, quarter) for quarter in quarters):
            return None
        return call("SUM", *(self.book.ref(key, quarter) for quarter in quarters))

    def _guided(self, key: str) -> dict[Period, tuple[Expression, Expression]]:
        """Both ends of the amounts guided, by period, in the unit of the item; the latest ones."""
        found = {}
        for line in self.ahead:
            if line.item == key and line.low.value is not None and line.high.value is not None:
                ends = [in_unit(bound.ref, line.unit, self._unit(key)) for bound in (line.low, line.high)]
                if ends[0] is not None and ends[1] is not None:
                    found[line.period] = ends[0], ends[1]
        return found

    def _as_guided(self, key: str, period: Period) -> tuple[str, Expression, Expression] | None:
        """The amount guided for the whole period: label, low and high."""
        ends = self._guided(key).get(period)
        return None if ends is None else (self.book.say("{period} as guided", period=period), *ends)

    def _total(self, key: str, quarters: Sequence[Quarter]) -> tuple[str, Expression, Expression] | None:
        """Actual quarters with the guided ones: label, low and high; None where a quarter has neither."""
        book, guided = self.book, self._guided(key)
        actual = [quarter for quarter in quarters if quarter <= self.quarter]
        later = [quarter for quarter in quarters if quarter > self.quarter]
        if not all(book.has(key, quarter) for quarter in actual) or not all(q in guided for q in later):
            return None
        known = [ref for quarter in actual if (ref := book.ref(key, quarter)) is not None]
        low, high = (call("SUM", *known, *(guided[quarter][end] for quarter in later)) for end in (0, 1))
        names = ", ".join(
            [*map(book.period, actual), *(book.say("{period} as guided", period=q) for q in later)]
        )
        return book.say("Sum of {names}", names=names) if len(quarters) > 1 else names, low, high

    def _against(self, growth: Guidance | None, ends: Ends, before: Ends) -> None:
        """The growth implied, the growth guided, and whether they agree."""
        book = self.book
        implied = self.pair(
            book.say("Growth implied"),
            _growth(ends.low, before.low),
            _growth(ends.high, before.high),
            "strong",
            number="percent",
        )
        if growth is None:
            return
        given = bounds(growth)
        guided = self.pair(
            book.say("Growth guided ({qualifier})", qualifier=book.say(_QUALIFIERS[growth.qualifier])),
            Op("/", given[0], 100),
            Op("/", given[-1], 100),
            number="percent",
        )
        if growth.qualifier == "at_least":
            self.row += 1
            self.grid.put(self.row, 2, self._verdict(implied, guided), "strong")

    def _verdict(self, implied: Ends, guided: Ends) -> Expression:
        """Whether growth of at least so much holds over the whole range of the amounts."""
        say = self.book.say
        fails_low, fails_high = Op("<", implied.low, guided.low), Op("<", implied.high, guided.low)
        partly = say(
            "The growth guided does not hold at the low end of the amounts guided; it holds at the high end."
        )
        never = say("The growth guided does not hold for the amounts guided.")
        holds = say("The growth guided holds for the amounts guided.")
        verdict = call("IF", fails_high, never, call("IF", fails_low, partly, holds))
        return call("IF", call("ISNUMBER", implied.low), verdict, "")

    def _rest(
        self, key: str, period: Whole, before: Ends, target: Ends | None, growth: Guidance | None
    ) -> None:
        """What the quarters without guidance must bring for what is guided of the whole."""
        book, guided = self.book, self._guided(key)
        first = [q for q in period.quarters if q <= self.quarter or q in guided]
        rest = [q for q in period.quarters if q not in first]
        if target is None and growth is not None and (rest or isinstance(period, FiscalYear)):
            low, high = (
                Op("*", before.low, Op("+", 1, Op("/", bound, 100)))
                for bound in (bounds(growth)[0], bounds(growth)[-1])
            )
            target = self.pair(book.say("{period} at the growth guided", period=period), low, high)
        so_far = self._total(key, first) if rest and first else None
        if target is None or so_far is None:
            return
        done = self.pair(*so_far)
        needed = self.pair(
            book.say("Left for {names}", names=periods_text(book, rest)),
            Op("-", target.low, done.low),
            Op("-", target.high, done.high),
            "strong",
        )
        ago = self._sum(key, [quarter - 4 for quarter in rest])
        if ago is None:
            return
        base = self.pair(periods_text(book, [quarter - 4 for quarter in rest]), ago, ago)
        self.pair(
            book.say("Growth needed in {names}", names=periods_text(book, rest)),
            _growth(needed.low, base.low),
            _growth(needed.high, base.high),
            "strong",
            number="percent",
        )


def _growth(current: CellRef, base: CellRef) -> Expression:
    return call("IFNA", call("IIJ_YOY", current, base), NOT_AVAILABLE)
