"""What a contradicted claim may have meant: another line, period, base, sign, currency or scale that ties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice

from xl_addin.domain.periods import Period, shifted
from xl_addin.domain.precision import Interval, decimal15, printed_interval
from xl_addin.errors import AddinError
from xl_addin.inputs.model import Status
from xl_addin.release.expressions import Expression
from xl_addin.tieout.claims import Claim, Measure
from xl_addin.tieout.guided import Ends, Outlook
from xl_addin.tieout.known import DERIVED, periods_of
from xl_addin.tieout.quantity import Quantity
from xl_addin.tieout.telling import told
from xl_addin.tieout.translation import currency

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


class Candidates:
    """Finds readings among the workbook's own figures."""

    def __init__(self, outlook: Outlook) -> None:
        self.outlook = outlook
        self.expectation = outlook.expectation
        self.known = outlook.known
        self.figures = self.known.figures
        guided = (line.period for line in self.figures.guidance)
        self.periods = tuple(dict.fromkeys((*periods_of(self.figures), *guided)))
        self._near: dict[Period, list[Period]] = {}

    def of(self, claim: Claim) -> tuple[Candidate, ...]:
        """The readings that tie, the most plausible first."""
        if claim.item is None or claim.period is None or claim.measure is Measure.RATE:
            return ()
        tying = (each for reading, words in self._readings(claim) for each in self._tying(reading, words))
        return tuple(islice(chain(self._restated(claim), tying), MOST))

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
        if self._ties(claim, quantity):
            shown = told(quantity.interval, claim, self.figures.settings.unit)
            text = f"{self._named(claim)} was {shown} before it was restated"
            yield Candidate(text, claim, quantity.interval, quantity.expression, is_illustrative=False)

    def _readings(self, claim: Claim) -> Iterator[tuple[Claim, str]]:
        """Other readings of a claim with words for what they change, the most plausible first."""
        if claim.measure is Measure.MARGIN:
            yield from self._other_lines(claim)
            yield from self._slips(claim)
            yield from self._other_periods(claim)
            return
        if self._is_ahead(claim) and claim.measure is Measure.AMOUNT:
            yield claim, ""  # the other end of what is guided
        yield from self._slips(claim)
        yield from self._other_bases(claim)
        yield from self._other_periods(claim)
        yield from self._other_items(claim)

    def _slips(self, claim: Claim) -> Iterator[tuple[Claim, str]]:
        """The sign, the currency, the scale, and what is a rate of growth rather than a share."""
        if claim.value:
            yield replace(claim, value=-claim.value), "with the other sign, "
        money = currency(claim.unit)
        if money and claim.unit == money:
            other = "USD" if money == "JPY" else "JPY"
            yield replace(claim, unit=other), f"in {other} instead of {money}, "
        if claim.measure in (Measure.AMOUNT, Measure.COUNT):
            for power in _SCALES:
                words = "a thousand times" if abs(power) == 3 else f"10^{abs(power)} times"
                how = "as much" if power > 0 else "less"
                yield replace(claim, value=claim.value.scaleb(power)), f"{words} {how}, "

    def _other_bases(self, claim: Claim) -> Iterator[tuple[Claim, str]]:
        if claim.measure in _COMPARES and claim.period is not None and not self._is_ahead(claim):
            for base in self._nearest(claim.base or claim.period):
                if base not in (claim.base, claim.period):
                    yield replace(claim, base=base), ""

    def _other_periods(self, claim: Claim) -> Iterator[tuple[Claim, str]]:
        """The item in other periods; what compares keeps its distance to the base."""
        assert claim.period is not None
        for period in self._nearest(claim.period):
            if period == claim.period:
                continue
            if claim.measure not in _COMPARES:
                yield replace(claim, period=period), ""
            elif (base := _as_far(claim.period, claim.base, period)) is not None:
                yield replace(claim, period=period, base=base), ""

    def _other_lines(self, claim: Claim) -> Iterator[tuple[Claim, str]]:
        """Other margins, of the same period first."""
        items = [*_MARGIN_LINES, *(key for key in self.figures.items if key not in _MARGIN_LINES)]
        for item in items:
            if item != claim.item:
                yield replace(claim, item=item), ""

    def _other_items(self, claim: Claim) -> Iterator[tuple[Claim, str]]:
        derived = [item for item in DERIVED if item not in self.figures.items and item != "adjusted_ebitda"]
        for item in (*self.figures.items, *derived):
            if item != claim.item:
                yield replace(claim, item=item), ""

    def _nearest(self, period: Period) -> list[Period]:
        """Every period of the workbook: those of its own kind first, the nearest of them before."""
        if period not in self._near:
            at, kind = period.quarters[-1], type(period)
            self._near[period] = sorted(
                self.periods, key=lambda each: (type(each) is not kind, abs(each.quarters[-1] - at))
            )
        return self._near[period]

    def _tying(self, reading: Claim, words: str) -> Iterator[Candidate]:
        """The reading where it ties: with the figure, or with an end of what is guided."""
        for quantity, kind in self._quantities(reading):
            if not self._ties(reading, quantity):
                continue
            is_made_up = quantity.status is Status.ILLUSTRATIVE
            shown = told(quantity.interval, reading, self.figures.settings.unit)
            mark = " (illustrative)" if is_made_up else ""
            text = f"{words}{kind}{self._named(reading)} is {shown}{mark}"
            yield Candidate(text, reading, quantity.interval, quantity.expression, is_made_up)

    def _is_ahead(self, claim: Claim) -> bool:
        return claim.period is not None and self.outlook.is_ahead(claim.period)

    def _quantities(self, reading: Claim) -> Iterator[tuple[Quantity, str]]:
        """What the workbook has for a reading, with words for what it is: guidance has two ends."""
        try:
            if not self._is_ahead(reading):
                yield self.expectation.of(reading), ""
                return
            ends = self._guided(reading)
        except AddinError:
            return
        for end, words in ((ends.low, "the low end of "), (ends.high, "the high end of ")) if ends else ():
            if end is not None:
                yield end, words

    def _guided(self, reading: Claim) -> Ends | None:
        if reading.item is None or reading.period is None:
            return None
        if reading.measure is Measure.GROWTH:
            return self.outlook.growth(reading.item, reading.period)
        if reading.measure is Measure.AMOUNT:
            return self.outlook.amount(reading.item, reading.period, reading.unit)
        return None

    def _ties(self, reading: Claim, quantity: Quantity) -> bool:
        """Whether what is known prints so, or the one that is shown where bounds are wide."""
        printed = printed_interval(reading.value, self.figures.settings.rounding)
        is_wide = not quantity.is_exact and quantity.point in printed
        return printed.contains_interval(quantity.interval) or is_wide

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
