"""Costs that were entered negative.

Costs are positive figures. Where the profit ladder closes only with the sign turned, there is no doubt;
where no ladder tells, what is never or hardly ever negative is asked about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from xl_addin.domain.items import LINE_ITEMS
from xl_addin.domain.periods import Period
from xl_addin.errors import Severity
from xl_addin.inputs.figures import FiguresReading
from xl_addin.inputs.model import CellRef
from xl_addin.inputs.problems import Problems


@dataclass(frozen=True, slots=True)
class Ladder:
    """Steps from one profit to the next: costs are taken off (-1), or added back (1) where so given."""

    start: str
    steps: Mapping[str, int]
    end: str


_SGA, _RESEARCH = "selling_general_administrative_expenses", "research_development_expenses"
LADDERS = (
    Ladder("total_revenues", {"cost_of_sales": -1}, "gross_profit"),
    Ladder("gross_profit", {_SGA: -1, _RESEARCH: -1}, "operating_income"),
    Ladder(
        "gross_profit",
        {_SGA: -1, _RESEARCH: -1, "other_expenses": -1, "other_income": 1},
        "operating_income",
    ),
    Ladder("gross_profit", {"operating_expenses": -1}, "operating_income"),
    Ladder(
        "operating_income",
        {
            "other_income_expense": 1,
            "interest_expense": -1,
            "income_taxes": -1,
            "equity_in_net_income_of_affiliates": 1,
            "minority_interests": -1,
        },
        "net_income",
    ),
    Ladder("income_before_income_taxes", {"income_taxes": -1}, "net_income"),
    Ladder("operating_income", {"depreciation_amortization": 1}, "ebitda"),
)
NEVER_NEGATIVE = tuple(key for key, item in LINE_ITEMS.items() if item.is_cost)
# Refunds, and interest received beyond what was paid, make these negative for a while.
HARDLY_NEGATIVE = ("income_taxes", "interest_expense")
_COSTS = (*NEVER_NEGATIVE, *HARDLY_NEGATIVE)
_FEWEST = 2


def report_signs(figures: FiguresReading, problems: Problems) -> None:
    """One line a row: an error where a ladder tells, else a warning by plausibility."""
    wrong: dict[str, tuple[Ladder, list[CellRef]]] = {}
    for ladder in LADDERS:
        for item, ref in _turned(figures, ladder):
            wrong.setdefault(item, (ladder, []))[1].append(ref)
    for item, (ladder, refs) in wrong.items():
        where = f"{figures.items.key_of(item)} is negative in {_named(refs)}"
        message = f"{where}: with it positive {ladder.start} leads to {ladder.end}"
        problems.of_cell(refs[0], message, "costs are positive figures: turn the sign")
    for item in _COSTS:
        if item in figures.items and item not in wrong:
            _report_implausible(figures, item, problems)


def _turned(figures: FiguresReading, ladder: Ladder) -> Iterator[tuple[str, CellRef]]:
    """The negative costs with whose sign turned the ladder closes, where it does not as it stands."""
    for period in _periods(figures):
        values = _rungs(figures, ladder, period)
        negative = [item for item in values if item in _COSTS and values[item] < 0]
        if not negative or _is_closed(figures, ladder, values):
            continue
        for items in _choices(negative):
            if _is_closed(figures, ladder, {**values, **{item: -values[item] for item in items}}):
                yield from ((item, figures.cells[figures.items.key_of(item), period].ref) for item in items)
                break


def _choices(items: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Every choice of some of them, the most first."""
    for count in range(len(items), 0, -1):
        yield from combinations(items, count)


def _rungs(figures: FiguresReading, ladder: Ladder, period: Period) -> Mapping[str, float]:
    """The figures of a ladder in a period; none where one is missing, or there is nothing between."""
    steps = [item for item in ladder.steps if item in figures.items]
    values = {item: figures.value(item, period) for item in (ladder.start, *steps, ladder.end)}
    known = {item: value for item, value in values.items() if value is not None}
    return known if steps and len(known) == len(values) else {}


def _is_closed(figures: FiguresReading, ladder: Ladder, values: Mapping[str, float]) -> bool:
    steps = {item: sign for item, sign in ladder.steps.items() if item in values}
    led = values[ladder.start] + sum(sign * values[item] for item, sign in steps.items())
    return abs(led - values[ladder.end]) <= figures.footing(len(steps) + 1)


def _report_implausible(figures: FiguresReading, item: str, problems: Problems) -> None:
    """What no ladder tells; a part of a total has the sign that its total takes it with."""
    known = {period: value for period in _periods(figures) if (value := figures.value(item, period))}
    negative = [
        period for period, value in known.items() if value < 0 and not _is_true(figures, item, period)
    ]
    if not negative or figures.items[item].total_of:
        return
    all_negative = len(negative) == len(known)
    if item in HARDLY_NEGATIVE and not (all_negative and len(known) >= _FEWEST and _earns(figures, negative)):
        return
    refs = [figures.cells[figures.items.key_of(item), period].ref for period in negative]
    beside = "as are all its figures" if all_negative else "the others are positive"
    message = f"{figures.items.key_of(item)} is negative in {_named(refs)}, {beside}"
    remedy = "costs are positive figures: turn the sign, unless it is a true gain"
    problems.of_cell(refs[0], message, remedy, Severity.WARNING)


def _is_true(figures: FiguresReading, item: str, period: Period) -> bool:
    """Whether a ladder closes with the negative figure as it stands."""
    ladders = [ladder for ladder in LADDERS if item in ladder.steps]
    found = [(ladder, _rungs(figures, ladder, period)) for ladder in ladders]
    return any(_is_closed(figures, ladder, values) for ladder, values in found if values)


def _periods(figures: FiguresReading) -> Sequence[Period]:
    return (*figures.periods.quarters, *figures.periods.years)


def _earns(figures: FiguresReading, periods: Sequence[Period]) -> bool:
    """Whether nothing says that the company made a loss, which may be taxed back."""
    return all((figures.value("operating_income", period) or 0) >= 0 for period in periods)


def _named(refs: Sequence[CellRef]) -> str:
    """The cells of a row, those that stand side by side as a range."""
    spans: list[list[CellRef]] = []
    for ref in sorted(set(refs)):
        if spans and spans[-1][-1].column == ref.column - 1:
            spans[-1].append(ref)
        else:
            spans.append([ref])
    return ", ".join(span[0].a1 if len(span) == 1 else f"{span[0].a1}:{span[-1].a1}" for span in spans)
