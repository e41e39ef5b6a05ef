"""What a contradicted claim may have meant: another line, period, base, sign, currency or scale that ties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain, islice

from xl_addin.domain.periods import Period, shifted
from xl_addin.domain.precision import Interval, decimal15
from xl_addin.errors import AddinError
from xl_addin.inputs.model import Status
from xl_addin.release.expressions import Expression
from xl_addin.tieout.claims import Claim, Measure, Subject
from xl_addin.tieout.judging.comparison import printed
from xl_addin.tieout.judging.guided import Ends, Outlook
from xl_addin.tieout.judging.known import DERIVED, periods_of
from xl_addin.tieout.judging.quantity import Quantity
from xl_addin.tieout.judging.telling import told
from xl_addin.tieout.judging.translation import currency

MOST = 5
_SCALES = (3, -3, 1, -1, 2, -2, 6, -6)
_COMPARES = (Measure.GROWTH, Measure.CHANGE)
# Lines that a margin is most often of; the rest follow in the order of the workbook.
_MARGIN_LINES = ("gross_profit", "operating_income", "ebitda", "net_income")
_MARGIN_NAMES = {
    "gross_profit": "gross margin",
    "operating_income": "operating margin",
    "ebitda": "EBITDA margin",
    "net_income": "net margin",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reading of a claim that ties; `text` is part of a sentence: "gross margin of 1Q02 is 9.10%".

    `reading` is the claim as it would have to be read; `computed` is in its unit.
    """

    text: str
    reading: Claim
    computed: Interval
    expression: Expression
    is_illustrative: bool


_Reading = tuple[Subject, Decimal, str]


class Candidates:
    """Finds readings among the workbook's own figures."""

    def __init__(self, outlook: Outlook) -> None:
        self.outlook = outlook
        self.expectation = outlook.expectation
        self.known = outlook.known
        self.figures = self.known.figures
        guided = (line.period for line in self.figures.guidance)
        self.periods = tuple(dict.fromkeys((*periods_of(self.figures), *guided)))
        self._plausible: dict[Subject, tuple[tuple[Subject, ...], tuple[Subject, ...]]] = {}
        self._known: dict[Subject, tuple[tuple[Quantity, str], ...]] = {}

    def of(self, claim: Claim) -> tuple[Candidate, ...]:
        """The readings that tie, the most plausible first."""
        if claim.item is None or claim.period is None or claim.measure is Measure.RATE:
            return ()
        return tuple(islice(chain(self._restated(claim), self._tying(claim)), MOST))

    def _restated(self, claim: Claim) -> Iterator[Candidate]:
        """The figure as it was printed before its restatement."""
        assert claim.item is not None
        assert claim.period is not None
        before = self.figures.restated.get((claim.item, claim.period))
        if before is None or claim.measure not in (Measure.AMOUNT, Measure.COUNT):
            return
        point = decimal15(before.as_reported)
        was = self.known.in_common(
            Quantity(Interval.exactly(point), point, before.as_reported),
            self.figures.items[claim.item].unit,
        )
        translated, quarter = self.expectation.translation.in_unit, claim.period.quarters[-1]
        try:
            quantity = translated(was, self.known.unit(claim.item), claim.unit, quarter)
        except AddinError:
            return
        if _ties(self._allowed(claim, claim.value), quantity):
            shown = told(quantity.interval, claim, self.figures.settings.unit)
            text = f"{self._named(claim)} was {shown} before it was restated"
            yield Candidate(text, claim, quantity.interval, quantity.expression, is_illustrative=False)

    def _readings(self, claim: Claim) -> Iterator[_Reading]:
        """Other readings of a claim, each with words for what they change, the most plausible first."""
        first, later = self._others(claim.subject)
        yield from ((other, claim.value, "") for other in first)
        yield from self._slips(claim.subject, claim.value)
        yield from ((other, claim.value, "") for other in later)

    def _others(self, subject: Subject) -> tuple[tuple[Subject, ...], tuple[Subject, ...]]:
        """What else the workbook has a figure of: before slips of the print are thought of, and after."""
        if subject not in self._plausible:
            first, later = self._alternatives(subject)
            self._plausible[subject] = (self._with_figures(first), self._with_figures(later))
        return self._plausible[subject]

    def _alternatives(self, subject: Subject) -> tuple[Iterable[Subject], Iterable[Subject]]:
        if subject.measure is Measure.MARGIN:
            return self._other_lines(subject), self._other_periods(subject)
        others = self._other_bases(subject), self._other_periods(subject), self._other_items(subject)
        is_guided = self._is_ahead(subject) and subject.measure is Measure.AMOUNT
        return [subject] if is_guided else [], chain.from_iterable(others)  # what is guided has another end

    def _with_figures(self, subjects: Iterable[Subject]) -> tuple[Subject, ...]:
        return tuple(subject for subject in subjects if self._quantities(subject))

    def _slips(self, subject: Subject, value: Decimal) -> Iterator[_Reading]:
        """The sign, the currency, the scale, and what is a rate of growth rather than a share."""
        if value:
            yield subject, -value, "with the other sign, "
        money = currency(subject.unit)
        if money and subject.unit == money:
            other = "USD" if money == "JPY" else "JPY"
            yield replace(subject, unit=other), value, f"in {other} instead of {money}, "
        if subject.measure in (Measure.AMOUNT, Measure.COUNT):
            for power in _SCALES:
                words = "a thousand times" if abs(power) == 3 else f"10^{abs(power)} times"
                how = "as much" if power > 0 else "less"
                yield subject, value.scaleb(power), f"{words} {how}, "

    def _other_bases(self, subject: Subject) -> Iterator[Subject]:
        period, base = subject.period, subject.base
        if subject.measure in _COMPARES and period is not None and not self._is_ahead(subject):
            for other in self._nearest(base or period):
                if other not in (base, period):
                    yield replace(subject, base=other)

    def _other_periods(self, subject: Subject) -> Iterator[Subject]:
        """The item in other periods; what compares keeps its distance to the base."""
        assert subject.period is not None
        for period in self._nearest(subject.period):
            if period == subject.period:
                continue
            if subject.measure not in _COMPARES:
                yield replace(subject, period=period)
            elif (base := _as_far(subject.period, subject.base, period)) is not None:
                yield replace(subject, period=period, base=base)

    def _other_lines(self, subject: Subject) -> Iterator[Subject]:
        """Other margins, of the same period first."""
        items = [*_MARGIN_LINES, *(key for key in self.figures.items if key not in _MARGIN_LINES)]
        return (replace(subject, item=item) for item in items if item != subject.item)

    def _other_items(self, subject: Subject) -> Iterator[Subject]:
        derived = [item for item in DERIVED if item not in self.figures.items and item != "adjusted_ebitda"]
        items = (*self.figures.items, *derived)
        return (replace(subject, item=item) for item in items if item != subject.item)

    def _nearest(self, period: Period) -> list[Period]:
        """Every period of the workbook: those of its own kind first, the nearest of them before."""
        at, kind = period.quarters[-1], type(period)
        return sorted(self.periods, key=lambda each: (type(each) is not kind, abs(each.quarters[-1] - at)))

    def _tying(self, claim: Claim) -> Iterator[Candidate]:
        """The readings that tie: with a figure, or with an end of what is guided."""
        allowed, of = self._allowed(claim, claim.value), claim.value
        for subject, value, words in self._readings(claim):
            for quantity, kind in self._quantities(subject):
                if _are_far(value, quantity.point):
                    continue
                if value is not of:
                    allowed, of = self._allowed(claim, value), value
                if _ties(allowed, quantity):
                    reading = replace(
                        claim, value=value, item=subject.item, period=subject.period, base=subject.base,
                        unit=subject.unit,
                    )  # fmt: skip
                    yield self._candidate(reading, quantity, f"{words}{kind}")

    def _allowed(self, claim: Claim, value: Decimal) -> Interval:
        """What prints as this value, of what the claim is of: a slip of an amount is an amount."""
        return printed(replace(claim, value=value), self.figures.settings.rounding)

    def _candidate(self, reading: Claim, quantity: Quantity, words: str) -> Candidate:
        is_made_up = quantity.status is Status.ILLUSTRATIVE
        shown = told(quantity.interval, reading, self.figures.settings.unit)
        mark = " (illustrative)" if is_made_up else ""
        text = f"{words}{self._named(reading)} is {shown}{mark}"
        return Candidate(text, reading, quantity.interval, quantity.expression, is_made_up)

    def _is_ahead(self, subject: Subject | Claim) -> bool:
        return subject.period is not None and self.outlook.is_ahead(subject.period)

    def _quantities(self, subject: Subject) -> tuple[tuple[Quantity, str], ...]:
        """What the workbook has for a subject, with words for what it is: guidance has two ends."""
        if subject not in self._known:
            try:
                self._known[subject] = tuple(self._of_workbook(subject))
            except AddinError:
                self._known[subject] = ()
        return self._known[subject]

    def _of_workbook(self, subject: Subject) -> Iterator[tuple[Quantity, str]]:
        if not self._is_ahead(subject):
            yield self.expectation.figure(subject), ""
            return
        ends = self._guided(subject)
        for end, words in ((ends.low, "the low end of "), (ends.high, "the high end of ")) if ends else ():
            if end is not None:
                yield end, words

    def _guided(self, subject: Subject) -> Ends | None:
        item, period = subject.item_and_period
        if subject.measure is Measure.GROWTH:
            return self.outlook.growth(item, period)
        if subject.measure is Measure.AMOUNT:
            return self.outlook.amount(item, period, subject.unit)
        return None

    def _named(self, reading: Claim) -> str:
        """`gross margin of 1Q02`, `growth of Total revenues 1Q02 on 4Q01`."""
        label = self.known.label(reading.item or "")
        against = "" if reading.base is None else f" against {reading.base}"
        match reading.measure:
            case Measure.MARGIN:
                return f"{_margin_name(reading.item or '', label)} of {reading.period}"
            case Measure.GROWTH:
                guided = "guided for " if self._is_ahead(reading) else ""
                return f"growth of {label} {guided}{reading.period}{against}"
            case Measure.CHANGE:
                return f"change of {label} {reading.period}{against}"
            case _:
                return f"{label} {'guided for' if self._is_ahead(reading) else 'of'} {reading.period}"


def _ties(printed: Interval, quantity: Quantity) -> bool:
    """Whether what is known prints so, or the one that is shown where bounds are wide."""
    is_wide = not quantity.is_exact and quantity.point in printed
    return printed.contains_interval(quantity.interval) or is_wide


def _are_far(value: Decimal, point: Decimal) -> bool:
    """Whether two figures are of sizes so different that the one cannot print as the other."""
    return bool(value) and bool(point) and abs(value.adjusted() - point.adjusted()) > 1


def _margin_name(item: str, label: str) -> str:
    return _MARGIN_NAMES.get(item, f"{label} as a share of revenues")


def _as_far(period: Period, base: Period | None, other: Period) -> Period | None:
    """The base that is as far from another period as the claim's is from its own."""
    if base is None or type(base) is not type(other):
        return None
    return _shifted(other, base.quarters[-1] - period.quarters[-1])


def _shifted(period: Period, quarters: int) -> Period | None:
    try:
        return shifted(period, quarters)
    except AddinError:
        return None
