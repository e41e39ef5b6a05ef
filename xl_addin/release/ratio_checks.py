"""Checks of ratios and of what is of each share, against what they are made of.

They are roughly so: each of the figures may miss the exact one by its last printed place, which moves the
quotient the more, the fewer digits they have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from xl_addin.domain.items import ItemKind
from xl_addin.domain.periods import QUARTERS, FiscalYear, Period
from xl_addin.domain.units import PERCENT, SCALES, Unit
from xl_addin.inputs.model import Item
from xl_addin.release.book import Book
from xl_addin.release.expressions import Expression, Op, call
from xl_addin.release.layout import item_label
from xl_addin.release.rules import (
    Rule,
    applicable,
    figures_sheet,
    items_by_role,
    periods,
    printed_step,
)

_STYLE = "rate"
_OF_ALL = 100  # per cent
_DILUTION = 0.01  # by which the diluted shares of quarters may move otherwise than the basic ones
_SHARES = re.compile(r"(?P<scale>.*?) ?(?:shares?|株)")


@dataclass(frozen=True, slots=True)
class Quotient:
    """An item that is another one divided by a third."""

    result: str
    words: str
    over: str
    under: str


_EQUITY_WORDS = "{item}: equity over total assets, {period}"
_EPS_WORDS = "{item}: net income over average shares, {period}"
QUOTIENTS = (
    Quotient("equity_ratio", _EQUITY_WORDS, "shareholders_equity", "total_assets"),
    Quotient("equity_ratio", _EQUITY_WORDS, "total_equity", "total_assets"),
    Quotient("eps_basic", _EPS_WORDS, "net_income", "shares_basic"),
    Quotient("eps_diluted", _EPS_WORDS, "net_income", "shares_diluted"),
    Quotient(
        "book_value_per_share",
        "{item}: equity over shares at the end, {period}",
        "shareholders_equity",
        "shares_period_end",
    ),
)
# Earnings of each share with the shares that they are of, or those that move as these do.
_EARNINGS = (
    ("eps_basic", "shares_basic", 0.0),
    ("eps_diluted", "shares_diluted", 0.0),
    ("eps_diluted", "shares_basic", _DILUTION),
)


def ratio_rules(book: Book) -> Iterator[Rule]:
    """Ratios in every period in which what they are made of is given; earnings of each share by years too."""
    roles = items_by_role(book.figures)
    for result in dict.fromkeys(quotient.result for quotient in QUOTIENTS):
        ours = [each for each in QUOTIENTS if each.result == result and _is_given(each, roles)]
        alternatives = [_rules(book, quotient, roles) for quotient in ours]
        made_of = " or ".join(f"{each.over} / {each.under}" for each in ours)
        if any(alternatives):
            yield from applicable(book, roles[result].key, made_of, alternatives)
    yield from _years_of_earnings(book, roles)


def _is_given(quotient: Quotient, roles: Mapping[str, Item]) -> bool:
    return roles.keys() >= {quotient.result, quotient.over, quotient.under}


def _rules(book: Book, quotient: Quotient, roles: Mapping[str, Item]) -> Sequence[Rule]:
    result, over, under = (roles[role] for role in (quotient.result, quotient.over, quotient.under))
    factor = _factor(result, over, under)
    return [
        _rule(book, quotient, (result, over, under), period, factor)
        for period in periods(book)
        if factor and all(book.figures.value(item.key, period) for item in (result, over, under))
    ]


def _rule(
    book: Book, quotient: Quotient, items: tuple[Item, Item, Item], period: Period, factor: float
) -> Rule:
    expected, dividend, divisor = (_shown(book, item, period) for item in items)
    own, above, below = (printed_step(book, item) for item in items)
    actual = _times(Op("/", dividend, divisor), factor)
    moved = Op("+", above * factor, Op("*", call("ABS", expected), below))
    tolerance = Op("+", own, Op("/", moved, call("ABS", divisor)))
    name = book.tell(quotient.words, item=item_label(book, items[0]), period=book.period(period))
    return Rule(name, figures_sheet(book), expected, actual, tolerance, _STYLE, has_noise=True)


def _factor(result: Item, over: Item, under: Item) -> float:
    """What the quotient is multiplied by to be in the unit of the ratio; 0 where it cannot be."""
    if result.kind is ItemKind.RATIO:
        return _OF_ALL if result.unit == PERCENT and over.unit == under.unit else 0
    ours, shares = result.unit, _shares(under.unit)
    if shares is None or ours.currency != over.unit.currency:
        return 0
    return float(10.0 ** (over.unit.power - ours.power - shares))


def _shares(unit: Unit) -> int | None:
    """The power of ten that shares are counted in: shares, million shares, 千株."""
    found = _SHARES.fullmatch(unit.counted.strip().casefold())
    words = {word: scale.power for scale in SCALES.values() for word in (scale.name, *scale.words)}
    return words.get(found["scale"].removesuffix(" of")) if found else None


def _years_of_earnings(book: Book, roles: Mapping[str, Item]) -> Iterator[Rule]:
    """The earnings of each share of four quarters against the year's, as far as the shares moved."""
    done = set[str]()
    for result, shares, slack in _EARNINGS:
        if result in done or not roles.keys() >= {result, shares}:
            continue
        years = (_year(book, roles[result], roles[shares], year, slack) for year in book.figures.years)
        rules = [rule for rule in years if rule is not None]
        if rules:
            done.add(result)
            yield from rules


def _year(book: Book, earnings: Item, shares: Item, year: FiscalYear, slack: float) -> Rule | None:
    """None where a figure is missing."""
    spans: tuple[Period, ...] = (*year.quarters, year)
    if not all(book.figures.value(item.key, span) for item in (earnings, shares) for span in spans):
        return None
    *parts, whole = (_shown(book, earnings, span) for span in spans)
    *counts, count = (_shown(book, shares, span) for span in spans)
    moves = [
        Op("*", call("ABS", part), Op("+", call("ABS", Op("-", Op("/", each, count), 1)), slack))
        for part, each in zip(parts, counts, strict=True)
    ]
    rounded = printed_step(book, earnings) * (QUARTERS + 1)
    name = book.tell(
        "{item}: sum of quarters, roughly, {period}",
        item=item_label(book, earnings),
        period=book.period(year),
    )
    tolerance = Op("+", rounded, call("SUM", *moves))
    return Rule(name, figures_sheet(book), whole, call("SUM", *parts), tolerance, _STYLE, has_noise=True)


def _shown(book: Book, item: Item, period: Period) -> Expression:
    """A figure in its unit; a cell that holds a fraction is told in per cent."""
    figure = book.figures.figure(item.key, period)
    assert figure is not None
    return _times(figure.ref, _OF_ALL) if figure.is_fraction else figure.ref


def _times(expression: Expression, factor: float) -> Expression:
    return expression if factor == 1 else Op("*", expression, factor)
