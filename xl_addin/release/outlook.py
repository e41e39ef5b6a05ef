"""Outlook: guidance in both currencies, the growth it implies, and what the rest of the year must bring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xl_addin.domain.periods import FiscalYear, HalfYear, Period, Quarter
from xl_addin.inputs.model import CellRef, Guidance
from xl_addin.release.book import Book, Grid
from xl_addin.release.expressions import Expression, Op, call, join
from xl_addin.release.layout import (
    NO_FIGURE,
    NOT_AVAILABLE,
    amount_text,
    commentary,
    footnotes,
    label_of,
    page,
    rate_note,
    release_rate,
    titled,
    truncated,
)
from xl_addin.release.spec import SheetSpec
from xl_addin.release.years import year_figure

NAME = "Outlook"
LAST = 9
_QUALIFIERS = {
    "range": "range",
    "about": "about",
    "at_least": "at least",
    "break_even": "at or near break-even",
}
LOW, HIGH, USD_LOW, USD_HIGH, NOTE = 4, 5, 6, 7, 8
WIDTH = 154.0
_MILLIONS = {"JPY": 1e-6, "JPY thousand": 1e-3, "JPY million": 1, "JPY billion": 1000}


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


@dataclass(frozen=True, slots=True)
class _Ends:
    """The lower and the upper end of a range, each a cell."""

    low: CellRef
    high: CellRef


class _Outlook:
    """The page while it is written."""

    def __init__(self, book: Book, ahead: Sequence[Guidance]) -> None:
        self.book = book
        self.grid = Grid(book, NAME)
        self.ahead = ahead
        self.quarter = book.figures.settings.release_quarter
        self.rate = release_rate(book)
        self.row = 4

    def build(self) -> SheetSpec:
        book, grid = self.book, self.grid
        titled(grid, self._title(), book.say("Guidance, and what it implies"))
        self._guidance()
        for line in self.ahead:
            if line.item.endswith("_growth") and isinstance(line.period, HalfYear | FiscalYear):
                self._implications(line)
        self.row = commentary(grid, self.row + 2, LAST, WIDTH)
        self.row += 1
        if self.rate is not None:
            grid.paragraph(self.row, 2, LAST, rate_note(book, self.rate), "legal", width=WIDTH * 1.25)
            self.row += 1
        row = footnotes(grid, self.row)
        widths = {
            1: 1.5,
            2: 2.5,
            3: 52,
            **dict.fromkeys((LOW, HIGH, USD_LOW, USD_HIGH), 14),
            NOTE: 58,
            LAST: 12,
        }
        printed = page(book, (row - 1, LAST), marks=sorted(grid.marks), one_page=True)
        return grid.spec(widths, page=printed, freeze=(5, 4))

    def _title(self) -> Expression:
        """What is seen: the first range of amounts that is guided."""
        book = self.book
        for line in self.ahead:
            if (
                line.unit.startswith("JPY")
                and line.qualifier == "range"
                and line.low.value
                and line.high.value
            ):
                low, high = (amount_text(book, bound.ref, line.unit) for bound in (line.low, line.high))
                item, period = label_of(book, line.item), str(line.period)
                words = "{item} of {low} to {high} guided for {period}"
                return book.tell(words, item=item, low=low, high=high, period=period)
        return book.say("Outlook after {quarter}", quarter=self.quarter)

    def _heading(self, title: str, *words: str) -> None:
        grid, book = self.grid, self.book
        grid.put(self.row, 2, title, "heading_left")
        grid.paint(self.row, 3, LAST if len(words) > 2 else HIGH, "heading_left")
        for column, word in enumerate(words, LOW):
            grid.put(self.row, column, book.say(word), "heading")

    def _guidance(self) -> None:
        """Each line of guidance as it was issued, amounts translated."""
        book, grid = self.book, self.grid
        self._heading(book.say("Guidance as issued"), "low", "high", "low, USD million", "high, USD million")
        grid.put(self.row, NOTE, book.say("qualifier, note"), "heading_left", "indented")
        grid.put(self.row, LAST, book.say("issued"), "heading")
        for line in self.ahead:
            self.row += 1
            growing = line.item.endswith("_growth")
            label = label_of(book, line.item.removesuffix("_growth"))
            what = book.say(" growth, %") if growing else f" ({book.say(line.unit)})"
            grid.put(self.row, 2, join(f"{line.period}: ", label, what), "label")
            bounds = () if line.qualifier == "break_even" else ((LOW, line.low), (HIGH, line.high))
            for column, bound in bounds:
                shown: Expression = NO_FIGURE if bound.value is None else truncated(book, bound.ref, "amount")
                grid.put(self.row, column, shown, "plain" if growing else "amount", "link")
                if self.rate is not None and bound.value is not None and line.unit.startswith("JPY"):
                    dollars = call("IIJ_FX", bound.ref, self.rate.ref)
                    scale = _MILLIONS[line.unit]
                    shown = dollars if scale == 1 else Op("*", dollars, scale)
                    grid.put(self.row, column + 2, shown, "decimal")
            note = ": ".join(part for part in (book.say(_QUALIFIERS[line.qualifier]), line.note) if part)
            grid.paragraph(self.row, NOTE, NOTE, note, "text", "indented", width=55)
            if line.issued is not None:
                grid.put(self.row, LAST, line.issued, "date")

    def _implications(self, line: Guidance) -> None:
        """Growth guided for a half or a year against the amounts, at both ends."""
        book = self.book
        key, period = line.item.removesuffix("_growth"), line.period
        base = self._year_ago(key, period)
        if base is None or key not in book.figures.items:
            return
        self.row += 2
        self._heading(
            book.say(
                "{period} against the growth guided, {unit}", period=period, unit=book.say(self._unit(key))
            )
        )
        before = self._pair(book.say("{period} a year before", period=period), base, base)
        ends = self._total(key, period.quarters)
        if ends is not None:
            self._against(line, ends, before)
        if isinstance(period, FiscalYear):
            self._rest(line, key, period, before)

    def _unit(self, key: str) -> str:
        return self.book.figures.items[key].unit

    def _year_ago(self, key: str, period: Period) -> Expression | None:
        """The same period of the year before, whole."""
        assert not isinstance(period, Quarter)
        if isinstance(period, FiscalYear):
            return (
                year_figure(self.book, key, FiscalYear(period.year - 1))
                if key in self.book.figures.items
                else None
            )
        return self._sum(key, [quarter - 4 for quarter in period.quarters])

    def _sum(self, key: str, quarters: Sequence[Quarter]) -> Expression | None:
        if not all(self.book.has(key, quarter) for quarter in quarters):
            return None
        return call("SUM", *(self.book.ref(key, quarter) for quarter in quarters))

    def _pair(
        self, label: Expression, low: Expression, high: Expression, *styles: str, number: str = "amount"
    ) -> _Ends:
        """A row with a lower and an upper end."""
        self.row += 1
        self.grid.put(self.row, 2, label, "label", *styles)
        return _Ends(
            self.grid.put(self.row, LOW, low, number, *styles, marked=True),
            self.grid.put(self.row, HIGH, high, number, *styles, marked=True),
        )

    def _total(self, key: str, quarters: Sequence[Quarter]) -> _Ends | None:
        """Actual quarters with the guided ones, at both ends; None where a quarter has neither."""
        book = self.book
        actual = [quarter for quarter in quarters if quarter <= self.quarter]
        guided = {
            line.period: line
            for line in self.ahead
            if line.item == key
            and line.unit == self._unit(key)
            and line.low.value is not None
            and line.high.value is not None
        }
        later = [quarter for quarter in quarters if quarter > self.quarter]
        if not all(book.has(key, quarter) for quarter in actual) or not all(q in guided for q in later):
            return None
        known = [ref for quarter in actual if (ref := book.ref(key, quarter)) is not None]
        low, high = (
            call("SUM", *known, *(getattr(guided[quarter], end).ref for quarter in later))
            for end in ("low", "high")
        )
        names = ", ".join(
            [*(f"{q}" for q in actual), *(book.say("{period} as guided", period=q) for q in later)]
        )
        return self._pair(book.say("Sum of {names}", names=names), low, high)

    def _against(self, line: Guidance, ends: _Ends, before: _Ends) -> None:
        """The growth implied, the growth guided, and whether they agree."""
        book = self.book
        implied = self._pair(
            book.say("Growth implied"),
            _growth(ends.low, before.low),
            _growth(ends.high, before.high),
            "strong",
            number="percent",
        )
        bounds = [bound.ref for bound in (line.low, line.high) if bound.value is not None]
        guided = self._pair(
            book.say("Growth guided ({qualifier})", qualifier=book.say(_QUALIFIERS[line.qualifier])),
            Op("/", bounds[0], 100),
            Op("/", bounds[-1], 100),
            number="percent",
        )
        if line.qualifier == "at_least":
            self.row += 1
            self.grid.put(self.row, 2, self._verdict(implied, guided), "strong")

    def _verdict(self, implied: _Ends, guided: _Ends) -> Expression:
        """Whether growth of at least so much holds over the whole range of the amounts."""
        say = self.book.say
        fails_low, fails_high = Op("<", implied.low, guided.low), Op("<", implied.high, guided.low)
        partly = say(
            "The growth guided does not hold at the low end of the amounts guided; it holds at the high end."
        )
        never = say("The growth guided does not hold for the amounts guided.")
        holds = say("The growth guided holds for the amounts guided.")
        return call("IF", fails_high, never, call("IF", fails_low, partly, holds))

    def _rest(self, line: Guidance, key: str, year: FiscalYear, before: _Ends) -> None:
        """What the quarters without guidance must bring for the year's growth."""
        book = self.book
        bounds = [bound.ref for bound in (line.low, line.high) if bound.value is not None]
        low, high = (
            Op("*", before.low, Op("+", 1, Op("/", bound, 100))) for bound in (bounds[0], bounds[-1])
        )
        target = self._pair(book.say("{period} at the growth guided", period=year), low, high)
        guided = {
            g.period
            for g in self.ahead
            if g.item == key and g.low.value is not None and g.high.value is not None
        }
        first = [q for q in year.quarters if q <= self.quarter or q in guided]
        rest = [q for q in year.quarters if q not in first]
        if not rest or not first:
            return
        so_far = self._total(key, first)
        if so_far is None:
            return
        names = f"{rest[0]}–{rest[-1]}" if len(rest) > 1 else str(rest[0])
        needed = self._pair(
            book.say("Left for {names} after each end", names=names),
            Op("-", target.low, so_far.low),
            Op("-", target.high, so_far.high),
            "strong",
        )
        ago = self._sum(key, [quarter - 4 for quarter in rest])
        if ago is None:
            return
        base = self._pair(book.say("{names} a year before", names=names), ago, ago)
        self._pair(
            book.say("Growth needed in {names}", names=names),
            _growth(needed.low, base.low),
            _growth(needed.high, base.high),
            "strong",
            number="percent",
        )


def _growth(current: CellRef, base: CellRef) -> Expression:
    return call("IFNA", call("IIJ_YOY", current, base), NOT_AVAILABLE)
