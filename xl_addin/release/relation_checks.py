"""Checks of what is the sum or the difference of others: profits, net assets, EBITDA, free cash flow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from xl_addin.domain.periods import Period
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
    rounding_steps,
)
from xl_addin.release.units import in_unit


@dataclass(frozen=True, slots=True)
class Relation:
    """An item that is made of others: those added, and those taken off."""

    result: str
    words: str
    added: tuple[str, ...]
    taken_off: tuple[str, ...] = ()

    @property
    def items(self) -> tuple[str, ...]:
        """The roles of all its items, the result last."""
        return (*self.added, *self.taken_off, self.result)

    def __str__(self) -> str:
        return " - ".join([" + ".join(self.added), *self.taken_off])


_PRETAX, _TAXES = "income_before_income_taxes", "income_taxes"
_MINORITY, _AFFILIATES = "minority_interests", "equity_in_net_income_of_affiliates"
_EBITDA_WORDS = "{item}: operating income and D&A, {period}"
_EBITDA = ("operating_income", "depreciation_amortization")
_NET_ASSETS_WORDS = "{item}: total assets less liabilities, {period}"
_NET_ASSETS = (("total_assets",), ("total_liabilities",))
_PRETAX_WORDS = "{item}: operating income and other, {period}"
_NET_WORDS = "{item}: pre-tax income less taxes, {period}"
_OWNERS_WORDS = "{item}: pre-tax income less taxes and minorities, {period}"
_FREE_WORDS = "{item}: operating and investing cash flow, {period}"
# Of several with one result the one holds that agrees most often.
RELATIONS = (
    Relation(
        "gross_profit",
        "{item}: revenues less cost of sales, {period}",
        ("total_revenues",),
        ("cost_of_sales",),
    ),
    Relation(
        "operating_income",
        "Operating income: gross profit less SG&A and R&D, {period}",
        ("gross_profit",),
        ("selling_general_administrative_expenses", "research_development_expenses"),
    ),
    Relation(
        "operating_income",
        "{item}: gross profit less operating expenses, {period}",
        ("gross_profit",),
        ("operating_expenses",),
    ),
    Relation(_PRETAX, _PRETAX_WORDS, ("operating_income", "other_income_expense")),
    Relation(_PRETAX, _PRETAX_WORDS, ("operating_income", "other_income_expense"), ("interest_expense",)),
    Relation("net_income", _NET_WORDS, (_PRETAX,), (_TAXES,)),
    Relation("net_income", _OWNERS_WORDS, (_PRETAX,), (_TAXES, _MINORITY)),
    Relation("net_income", _NET_WORDS, (_PRETAX, _AFFILIATES), (_TAXES,)),
    Relation("net_income", _OWNERS_WORDS, (_PRETAX, _AFFILIATES), (_TAXES, _MINORITY)),
    Relation("ebitda", _EBITDA_WORDS, _EBITDA),
    Relation("adjusted_ebitda", _EBITDA_WORDS, _EBITDA),
    Relation("total_equity", _NET_ASSETS_WORDS, *_NET_ASSETS),
    Relation("shareholders_equity", _NET_ASSETS_WORDS, *_NET_ASSETS),
    Relation("free_cash_flow", _FREE_WORDS, ("operating_cash_flow", "investing_cash_flow")),
    Relation(
        "free_cash_flow",
        "{item}: operating cash flow less capital expenditures, {period}",
        ("operating_cash_flow",),
        ("capital_expenditures",),
    ),
)


def relation_rules(book: Book) -> Iterator[Rule]:
    """What is made of other items, in every period in which all of them are given."""
    roles = items_by_role(book.figures)
    for result, group in groupby(RELATIONS, key=lambda relation: relation.result):
        # Of equity and that of the shareholders, net assets are the first where both are given.
        if result not in roles or (result == "shareholders_equity" and "total_equity" in roles):
            continue
        relations = [relation for relation in group if roles.keys() >= set(relation.items)]
        alternatives = [_rules(book, relation, roles) for relation in relations]
        made_of = " or ".join(
            str(relation) for relation, rules in zip(relations, alternatives, strict=True) if rules
        )
        yield from applicable(book, roles[result].key, made_of, alternatives)


def _rules(book: Book, relation: Relation, roles: Mapping[str, Item]) -> Sequence[Rule]:
    found = (_rule(book, relation, roles, period) for period in periods(book))
    return [rule for rule in found if rule is not None]


def _rule(book: Book, relation: Relation, roles: Mapping[str, Item], period: Period) -> Rule | None:
    result = roles[relation.result]
    amounts = [_amount(book, roles[role], period, result) for role in relation.items]
    steps = [_step(book, roles[role], result) for role in relation.items]
    expected = book.ref(result.key, period)
    if expected is None or None in amounts:
        return None
    known = [amount for amount in amounts if amount is not None]
    added, taken_off = known[: len(relation.added)], known[len(relation.added) : -1]
    actual = _sum(added) if not taken_off else Op("-", _sum(added), _sum(taken_off))
    tolerance = rounding_steps(book) * sum(steps)
    return Rule(
        _name(book, relation, result, period),
        figures_sheet(book),
        expected,
        actual,
        tolerance,
        has_noise=min(steps) < 1,
    )


def _name(book: Book, relation: Relation, result: Item, period: Period) -> Expression:
    if "{item}" not in relation.words:
        return book.say(relation.words, period=book.period(period))
    return book.tell(relation.words, item=item_label(book, result), period=book.period(period))


def _sum(amounts: Sequence[Expression]) -> Expression:
    return amounts[0] if len(amounts) == 1 else call("SUM", *amounts)


def _amount(book: Book, item: Item, period: Period, result: Item) -> Expression | None:
    """A figure in the unit of the result; None where it is not given, or cannot be in that unit."""
    ref = book.ref(item.key, period)
    if ref is None or not book.has(item.key, period):
        return None
    return in_unit(ref, item.unit, result.unit)


def _step(book: Book, item: Item, result: Item) -> float:
    factor = item.unit.factor(result.unit)
    return printed_step(book, item) * float(factor if factor is not None else 1)
