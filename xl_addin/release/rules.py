"""What a check compares: two expressions and how far apart they may be; and which checks apply.

Companies define things differently: one's adjusted EBITDA adds more back than depreciation, another's gross
profit is after amortization as well. What is no sum by its nature is therefore checked where it is so in at
least half of the periods: there the others are exceptions, elsewhere the definition is another one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xl_addin.domain.items import LINE_ITEMS
from xl_addin.domain.periods import Cumulative, Period
from xl_addin.domain.precision import decimal15, round_figure
from xl_addin.errors import Issue, Severity
from xl_addin.inputs.model import Figures, Item
from xl_addin.release.book import Book, known_quarters
from xl_addin.release.expressions import Expression, Op, call

_CHANCE = 1e-6  # that a row ends in zeros throughout and is not rounded
_DEFINED = "look whether the company defines it in another way"
_DUST = 9  # decimals, of which binary sums are no longer sure


@dataclass(frozen=True, slots=True)
class Rule:
    """Two expressions that must agree within a tolerance, and where they are shown.

    Where `has_noise` is set, the noise of binary fractions is taken off what they are apart.
    """

    name: Expression
    sheet: str
    expected: Expression
    actual: Expression
    tolerance: Expression
    style: str = "decimal"
    has_noise: bool = False

    @property
    def agrees(self) -> Expression:
        """Whether they do."""
        return self.within(Op("-", self.actual, self.expected), self.tolerance)

    def within(self, difference: Expression, tolerance: Expression) -> Expression:
        """Whether what they are apart is within the tolerance; either may be a cell that shows it."""
        distance = call("ABS", difference)
        return Op("<=", call("ROUND", distance, _DUST) if self.has_noise else distance, tolerance)


def applicable(
    book: Book, subject: str, made_of: str, alternatives: Iterable[Sequence[Rule]], remedy: str = _DEFINED
) -> Sequence[Rule]:
    """The alternative that agrees most often, if it does so in half of its periods at least.

    Where none does, the build says so: what is not checked, is not left out in silence.
    """
    counted = [
        (sum(bool(book.value(rule.agrees)) for rule in rules), rules) for rules in alternatives if rules
    ]
    agreeing, rules = max(counted, key=lambda each: each[0], default=(0, ()))
    if 2 * agreeing >= len(rules):
        return rules
    message = f"{subject} is not checked: it is {made_of} in {agreeing} of {len(rules)} periods"
    book.issues.append(Issue(message, remedy, severity=Severity.NOTE))
    return ()


def items_by_role(figures: Figures) -> Mapping[str, Item]:
    """The usual items among a company's own, whatever it calls them, where they are of the usual kind."""
    return {
        item.role: item
        for item in figures.items.values()
        if item.role and LINE_ITEMS[item.role].kind is item.kind
    }


def periods(book: Book) -> tuple[Period, ...]:
    """The quarters up to the one reported, the years so far, and the years."""
    figures = book.figures
    last = figures.settings.release_quarter
    to_date = {period for _, period in figures.cells if isinstance(period, Cumulative)}
    so_far = sorted(period for period in to_date if period.quarters[-1] <= last)
    return (*known_quarters(figures), *so_far, *figures.years)


def figures_sheet(book: Book) -> str:
    """How the workbook spells the name of the sheet Figures."""
    return next(sheet.name for sheet in book.figures.sheets if sheet.kind == "Figures")


def printed_step(book: Book, item: Item) -> float:
    """One in the last printed place of an item's figures, in its unit.

    A third of them show how many decimals there are, since 5.90 is typed as 5.9, and single ones may be more
    exact. Zeros before the point, such as those of assets told in billions only, are no chance where all
    figures end in them.
    """
    row = [book.figures.value(item.key, period) for period in periods(book)]
    figures = [each for each in row if each]
    if not figures:
        return 1.0
    decimals = sorted(map(_decimals, figures), reverse=True)[len(figures) // 3]
    zeros = min(map(_zeros, figures))
    if 10.0 ** -(zeros * len(figures)) > _CHANCE:
        zeros = 0
    return float(Decimal(1).scaleb(zeros - decimals))


def rounding_steps(book: Book) -> float:
    """By how many of its last places a printed figure may miss the exact one."""
    return 1.0 if book.figures.settings.rounding == "truncate" else 0.5


def _decimals(value: float) -> int:
    return max(0, -int(decimal15(round_figure(value, _DUST)).normalize().as_tuple().exponent))


def _zeros(value: float) -> int:
    """How many zeros a figure ends in before the point."""
    return max(0, int(decimal15(value).normalize().as_tuple().exponent))
