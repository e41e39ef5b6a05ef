"""The deck: which sheets, in which order, and what came of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from xl_addin.catalog.spec import Scalar
from xl_addin.errors import Issue
from xl_addin.inputs.model import Figures, deck_sheets
from xl_addin.release.about import build_about
from xl_addin.release.book import Book
from xl_addin.release.checks import build_checks
from xl_addin.release.derived import build_derived
from xl_addin.release.full_year import NAME as YEAR_REVENUE
from xl_addin.release.full_year import build_full_year_revenue
from xl_addin.release.full_year_profit import build_full_year_profit
from xl_addin.release.highlights import build_highlights
from xl_addin.release.integration import build_integration
from xl_addin.release.ip_service import build_ip_service
from xl_addin.release.operating import build_operating
from xl_addin.release.outlook import build_outlook
from xl_addin.release.revenue import build_revenue, build_translated_revenue
from xl_addin.release.source_sheets import build_source_sheets
from xl_addin.release.spec import Check, SheetSpec

SHEETS: tuple[Callable[[Book], SheetSpec | None], ...] = (
    build_highlights,
    build_revenue,
    build_translated_revenue,
    build_ip_service,
    build_integration,
    build_operating,
    build_full_year_revenue,
    build_full_year_profit,
    build_outlook,
    build_checks,
)
YEARS_ALONE = (build_full_year_revenue, build_full_year_profit, build_checks)


@dataclass(frozen=True, slots=True)
class CheckResult:
    """A check as it stands in Python: names, figures and whether it passed."""

    name: str
    sheet: str
    expected: Scalar
    actual: Scalar
    tolerance: Scalar
    passed: bool


@dataclass(frozen=True)
class Deck:
    """The sheets to write, in order, and the book that knows the value of each cell."""

    book: Book
    sheets: tuple[SheetSpec, ...]

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What was left out."""
        return tuple(self.book.issues)

    @property
    def checks(self) -> tuple[CheckResult, ...]:
        """Every check with its outcome."""
        return tuple(self._result(check) for check in self.book.checks)

    @property
    def checks_failed(self) -> int:
        """How many checks do not pass."""
        return sum(not check.passed for check in self.checks)

    def _result(self, check: Check) -> CheckResult:
        value = self.book.value
        return CheckResult(
            check.name,
            check.sheet,
            value(check.expected),
            value(check.actual),
            value(check.tolerance),
            value(check.passed) == "OK",
        )


def _pages(book: Book) -> tuple[Callable[[Book], SheetSpec | None], ...]:
    """The pages in their order; of years alone those that show years."""
    if book.figures.quarters:
        return SHEETS
    settings = book.figures.settings
    names = deck_sheets(settings.unit.currency, settings.presentation_currency)
    for name in names[: names.index(YEAR_REVENUE)]:
        book.leave_out(name, "there are years alone, and no quarters")
    return YEARS_ALONE


def build_deck(figures: Figures, built: str) -> Deck:
    """The whole deck of the figures, input sheets included; `built` is the build time as text."""
    book = Book(figures)
    derived = build_derived(book)
    sheets = [build(book) for build in _pages(book)]
    written = [sheet for sheet in (*sheets, derived, build_about(book, built)) if sheet is not None]
    return Deck(book, (*written, *build_source_sheets(figures)))
