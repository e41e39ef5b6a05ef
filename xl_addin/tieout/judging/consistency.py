"""The numbers of a text against each other, where the workbook cannot verify them.

Yen against dollars, growth against two levels, parts against their total, a quarter's name against its
last day. What agrees is said in the reason and confirms nothing; what cannot be right beside another
printed number is contradicted. Verdicts that the workbook gave stay.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise

from xl_addin.domain.labels import read_label
from xl_addin.domain.periods import Quarter
from xl_addin.domain.precision import Interval, Rounding, growth_interval
from xl_addin.errors import AddinError
from xl_addin.tieout.claims import Claim, Measure
from xl_addin.tieout.document import Kind
from xl_addin.tieout.judging.comparison import Verdict, compared, printed
from xl_addin.tieout.judging.expected import Expectation
from xl_addin.tieout.judging.judged import Judged
from xl_addin.tieout.judging.levels import Levels, summed

_BETWEEN = re.compile(r"[\s(（,/]*(?:or|about|approximately|約)?\s*")
_LABEL, _DAY = r"(?P<label>[1-4]Q ?[0-9]{2,4})", r"(?P<day>[A-Z][a-z]+ [0-9]{1,2}, [0-9]{4})"
_ENDS = (
    re.compile(rf"{_LABEL}[\s,(]{{1,3}}(?:[a-z]+ ){{0,6}}?end(?:ed|ing) {_DAY}"),
    re.compile(rf"end(?:ed|ing) {_DAY}[\s,(]{{1,3}}{_LABEL}"),
)


@dataclass(frozen=True, slots=True)
class Remark:
    """What is found of some claims, by their places: whether they agree, and in words.

    What is wrong with the words around a figure is told whatever the figure's verdict.
    """

    places: tuple[int, ...]
    agrees: bool
    words: str
    of_words: bool = False


def cross_checked(judged: Sequence[Judged], expectation: Expectation) -> tuple[Judged, ...]:
    """The judged claims, seen beside each other."""
    found: dict[int, list[Remark]] = defaultdict(list)
    for remark in _Text([each.claim for each in judged], expectation).remarks():
        for place in _concerned(remark, judged):
            found[place].append(remark)
    return tuple(_with(each, found[place]) if place in found else each for place, each in enumerate(judged))


def _concerned(remark: Remark, judged: Sequence[Judged]) -> Iterable[int]:
    """The claims that a remark is news of: those that the workbook does not decide."""
    return (
        place
        for place in remark.places
        if remark.of_words
        or (judged[place].verdict is Verdict.UNVERIFIABLE and not judged[place].claim.doubts)
    )


def _with(judged: Judged, remarks: Sequence[Remark]) -> Judged:
    against = [remark.words for remark in remarks if not remark.agrees]
    if against and (judged.verdict is not Verdict.UNVERIFIABLE or judged.claim.doubts):
        return replace(judged, reason=f"{judged.reason}; but {'; '.join(against)}")
    if against:
        return replace(judged, verdict=Verdict.CONTRADICTED, reason=f"{'; '.join(against)}; {judged.reason}")
    words = "; ".join(dict.fromkeys(remark.words for remark in remarks))
    return replace(judged, reason=f"{judged.reason}; agrees inside the text: {words}")


class _Text:
    """The claims of one text, found again by what they are of."""

    def __init__(self, claims: Sequence[Claim], expectation: Expectation) -> None:
        self.claims = claims
        self.expectation = expectation
        self.figures = expectation.known.figures
        self.mode: Rounding = self.figures.settings.rounding
        self.levels = Levels(claims, self.mode)

    def remarks(self) -> Iterator[Remark]:
        """Everything that can be said of claims beside each other."""
        yield from self._currencies()
        yield from self._growth()
        yield from self._totals()
        yield from self._period_ends()

    def _currencies(self) -> Iterator[Remark]:
        """An amount in yen with its dollars beside it, at the rate stated."""
        rate = self._rate()
        for place, (first, second) in enumerate(pairwise(self.claims)):
            if rate is None or {first.unit, second.unit} != {"JPY", "USD"} or not _are_beside(first, second):
                continue
            yen, dollars = (first, second) if first.unit == "JPY" else (second, first)
            translated = _quotient(printed(yen, self.mode), rate)
            agrees = translated.overlaps(printed(dollars, self.mode))
            verb = "is" if agrees else "is not"
            words = f"{dollars.printed} {verb} {yen.printed} at {rate.low:.2f}"
            yield Remark((place, place + 1), agrees, words)

    def _rate(self) -> Interval | None:
        """The one rate that the text states, else the workbook's; None where there is neither."""
        stated = {
            claim.value for claim in self.claims if claim.measure is Measure.RATE and claim.item == "usdjpy"
        }
        if len(stated) == 1:
            return Interval.exactly(stated.pop())
        try:
            release = self.figures.settings.release_quarter
            rate, _ = self.expectation.translation.rate("JPY", "USD", release)
        except AddinError:
            return None
        return Interval.exactly(rate.rate)

    def _growth(self) -> Iterator[Remark]:
        """Growth against two printed levels; at both ends where a range is printed."""
        for place, claim in enumerate(self.claims):
            if claim.measure is not Measure.GROWTH or claim.base is None or claim.doubts:
                continue
            for current, base in self.levels.pairs(claim):
                if base.interval.low <= 0 or current.interval.low < 0:
                    continue
                computed = growth_interval(current.interval, base.interval)
                agrees = compared(claim, computed, self.mode).verdict is not Verdict.CONTRADICTED
                verb = "is" if agrees else "is not"
                words = f"{claim.printed} {verb} what {current.words} on {base.words} gives"
                yield Remark((place,), agrees, words)

    def _totals(self) -> Iterator[Remark]:
        """Parts against their total, printed in one sentence or table."""
        for group in self._groups():
            for total, components in self.figures.components.items():
                places = [group.get(item.key) for item in components]
                whole = group.get(total)
                if whole is not None and None not in places:
                    yield self._footing(whole, [place for place in places if place is not None])

    def _footing(self, whole: int, parts: Sequence[int]) -> Remark:
        total = printed(self.claims[whole], self.mode)
        agrees = summed([printed(self.claims[part], self.mode) for part in parts]).overlaps(total)
        verb = "is" if agrees else "is not"
        words = f"{self.claims[whole].printed} {verb} the sum of its {len(parts)} printed parts"
        return Remark((whole, *parts), agrees, words)

    def _groups(self) -> Iterator[dict[str, int]]:
        """The amounts of one period and unit in a sentence or a table, by item."""
        found: dict[tuple[object, ...], dict[str, int]] = {}
        table = 0
        for place, claim in enumerate(self.claims):
            is_row = claim.passage.kind is Kind.ROW
            table += not is_row
            if claim.measure is Measure.AMOUNT and claim.item and not claim.doubts:
                where: object = table if is_row else (claim.passage, claim.sentence)
                found.setdefault((where, claim.period, claim.unit), {}).setdefault(claim.item, place)
        yield from found.values()

    def _period_ends(self) -> Iterator[Remark]:
        """A quarter named beside the last day of another."""
        wrong: dict[str, dict[Quarter, str]] = {}
        for place, claim in enumerate(self.claims):
            if claim.sentence not in wrong:
                wrong[claim.sentence] = dict(self._wrong_ends(claim.sentence))
            for quarter, words in wrong[claim.sentence].items():
                if quarter in (claim.period, claim.base):
                    yield Remark((place,), False, words, of_words=True)

    def _wrong_ends(self, sentence: str) -> Iterator[tuple[Quarter, str]]:
        for pattern in _ENDS:
            for found in pattern.finditer(sentence):
                try:
                    day = datetime.strptime(found["day"], "%B %d, %Y").replace(tzinfo=UTC).date()
                    quarter = read_label(found["label"])
                except (ValueError, AddinError):
                    continue
                if isinstance(quarter, Quarter) and day != quarter.end(self.figures.settings.calendar):
                    yield quarter, f"{found['day']} is not the end of {quarter}"


def _are_beside(first: Claim, second: Claim) -> bool:
    """Whether the second says the first in another currency: JPY9.9B ($82M)."""
    is_money = {first.measure, second.measure} == {Measure.AMOUNT}
    if not is_money or first.passage != second.passage or second.start < first.end:
        return False
    if first.doubts or second.doubts or (first.item, first.period) != (second.item, second.period):
        return False
    return _BETWEEN.fullmatch(first.passage.text[first.end : second.start]) is not None


def _quotient(amount: Interval, rate: Interval) -> Interval:
    grown = growth_interval(amount, rate)
    return Interval(grown.low + 1, grown.high + 1, grown.low_closed, grown.high_closed)
