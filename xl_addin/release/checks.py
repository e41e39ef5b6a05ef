"""Checks: what must agree, each a live formula with its tolerance, and how many do not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from xl_addin.catalog import Scalar
from xl_addin.domain.items import ItemKind
from xl_addin.domain.labels import PeriodStyle, printed_label
from xl_addin.domain.periods import FiscalYear, Period, Quarter
from xl_addin.domain.units import CURRENCIES, Unit
from xl_addin.inputs.model import CellRef, Item
from xl_addin.release.book import Book, Grid, known_quarters
from xl_addin.release.derived import given_twice, is_derived, roundings
from xl_addin.release.expressions import Area, Expression, Op, call
from xl_addin.release.layout import label_of, page, period_heading, titled, unit_words
from xl_addin.release.ratio_checks import ratio_rules
from xl_addin.release.relation_checks import relation_rules
from xl_addin.release.rules import Rule, applicable, figures_sheet, periods
from xl_addin.release.spec import Check, SheetSpec
from xl_addin.release.translation import plural_name, release_conversion, translated_back
from xl_addin.release.units import in_unit

NAME = "Checks"
_BLANK = "fill in the components that are blank, if there are figures for them"
DAYS_OF_QUARTER = 365.25 / 4


Steps = tuple[float, float]  # the millions in a scale's unit, and in its last printed digit
Step = tuple[Expression, Steps]


def build_checks(book: Book) -> SheetSpec:
    """The sheet; the count of failed checks is named for the build to report."""
    grid = Grid(book, NAME)
    titled(grid, book.say("Checks"), book.say("Live: expected and actual agree within the tolerance"))
    rules = [
        *_footing(book),
        *relation_rules(book),
        *_years(book),
        *ratio_rules(book),
        *_to_date(book),
        *_headers(book),
        *_translation(book),
        *_printed(book),
    ]
    grid.put(4, 2, book.say("Check"), "heading_left")
    grid.put(4, 3, book.say("Sheet"), "heading_left")
    for column, word in enumerate(("Expected", "Actual", "Difference", "Tolerance", "Result"), 4):
        grid.put(4, column, book.say(word), "heading")
    for row, rule in enumerate(rules, 5):
        _write(grid, row, rule)
    last = 4 + len(rules)
    grid.put(last + 2, 2, book.say("Failed checks"), "strong")
    results = Area(CellRef(NAME, 5, 8), CellRef(NAME, max(last, 5), 8))
    # What is no result, an error among them, is no pass.
    failed = Op("-", len(rules), call("COUNTIF", results, "OK"))
    book.named["checks_failed"] = grid.put(last + 2, 8, failed, "plain", "strong")
    widths = {1: 1.5, 2: 62, 3: 16, 4: 13, 5: 13, 6: 12, 7: 11, 8: 10}
    printed = replace(page(book, (last + 2, 8)), repeat_rows=(4, 4))
    return grid.spec(widths, page=printed, freeze=(5, 3))


def _write(grid: Grid, row: int, rule: Rule) -> None:
    book = grid.book
    grid.put(row, 2, rule.name, "label")
    grid.put(row, 3, rule.sheet, "label")
    expected = grid.put(row, 4, rule.expected, rule.style)
    actual = grid.put(row, 5, rule.actual, rule.style)
    difference = grid.put(row, 6, Op("-", actual, expected), rule.style)
    tolerance = grid.put(row, 7, rule.tolerance, "plain")
    agrees = rule.within(difference, tolerance)
    passed = grid.put(row, 8, call("IF", agrees, "OK", book.say("differs")), "pass")
    name = str(book.value(rule.name))
    book.checks.append(Check(name, rule.sheet, expected, actual, tolerance, passed))


def _footing(book: Book) -> Iterator[Rule]:
    """Components against their totals.

    Where some are blank, those given may be all that there were: as long as they make up the total in half
    of such periods at least.
    """
    for total, parts in book.figures.components.items():
        given = {
            period: tuple(part for part in parts if book.has(part.key, period)) for period in periods(book)
        }
        by_parts: dict[tuple[Item, ...], list[Rule]] = {}
        for period, known in given.items():
            if (
                known
                and book.has(total, period)
                and _is_told(book, (total, *(part.key for part in known)), period)
            ):
                by_parts.setdefault(known, []).append(_foots(book, total, known, period))
        for known, rules in by_parts.items():
            blank = [part.key for part in parts if part not in known]
            made_of = f"the sum of its components without {', '.join(blank)}"
            yield from applicable(book, total, made_of, [rules], _BLANK) if blank else rules


def _foots(book: Book, total: str, parts: Sequence[Item], period: Period) -> Rule:
    whole, *refs = (book.ref(key, period) for key in (total, *(part.key for part in parts)))
    assert whole is not None
    printed = roundings(book.figures, (whole, *refs))
    name = book.tell(
        "{total}: sum of components, {period}", total=label_of(book, total), period=book.period(period)
    )
    return Rule(name, figures_sheet(book), whole, call("SUM", *refs), book.footing(printed - 1))


def _is_told(book: Book, items: Iterable[str], period: Period) -> bool:
    """Whether some of the figures are given, and not all computed from others that are checked already."""
    return roundings(book.figures, tuple(book.ref(item, period) for item in items)) > 0


def _years(book: Book) -> Iterator[Rule]:
    """The four quarters against the year, for flows; for balances the closing one."""
    for year in book.figures.years:
        for item in book.figures.items.values():
            whole, of_quarters = book.ref(item.key, year), _of_quarters(book, item, year)
            if whole is not None and book.has(item.key, year) and of_quarters is not None:
                words, actual, parts = of_quarters
                name = book.tell(words, item=label_of(book, item.key), period=book.period(year))
                yield Rule(name, figures_sheet(book), whole, actual, book.footing(parts))


def _of_quarters(book: Book, item: Item, year: FiscalYear) -> tuple[str, Expression, int] | None:
    """What the quarters make of a year, how it is called and of how many; None where they do not tell."""
    quarters = year.quarters if item.is_flow else year.quarters[-1:]
    if any(is_derived(book.figures, item.key, quarter) for quarter in quarters):
        return None
    refs = [book.ref(item.key, quarter) for quarter in quarters if book.has(item.key, quarter)]
    if len(refs) < len(quarters) or item.kind not in (ItemKind.FLOW, ItemKind.BALANCE):
        return None
    if item.is_flow:
        return "{item}: sum of quarters, {period}", call("SUM", *refs), len(refs)
    closing = refs[0]
    if closing is None or closing == book.ref(item.key, year):
        return None
    return "{item}: closing quarter, {period}", closing, len(refs)


def _to_date(book: Book) -> Iterator[Rule]:
    """A half, nine months and a year against what they are made of, where both are given."""
    for given in given_twice(book.figures):
        period = period_heading(book, given.period)
        name = book.tell(
            "{item}: year to date and its parts, {period}", item=label_of(book, given.item), period=period
        )
        parts = call("SUM", *(part.ref for part in given.parts))
        yield Rule(name, figures_sheet(book), given.whole.ref, parts, book.footing(len(given.parts)))


def _headers(book: Book) -> Iterator[Rule]:
    """The columns compared are one and four quarters apart, by their headings."""
    quarters = known_quarters(book.figures)
    current = quarters[-1] if quarters else book.figures.settings.release_quarter
    for distance, words in (
        (4, "Year-ago column is four quarters back"),
        (1, "Previous column is one quarter back"),
    ):
        steps = _steps(book, current, current - distance)
        if steps is not None:
            yield Rule(book.say(words), figures_sheet(book), distance, steps, 0)


def _steps(book: Book, current: Quarter, base: Quarter) -> Expression | None:
    """How many quarters lie between two headings, within a century; None where no formula reads them."""
    refs = [book.figures.period_cells.get(quarter) for quarter in (current, base)]
    if all(ref is not None and isinstance(book.value(ref), int | float) for ref in refs):
        days = Op("-", *(ref for ref in refs if ref is not None))
        return call("ROUND", Op("/", days, DAYS_OF_QUARTER), 0)
    now, before = _index(book, current), _index(book, base)
    return None if now is None or before is None else call("MOD", Op("-", now, before), 400)


def _index(book: Book, quarter: Quarter) -> Expression | None:
    """A heading in the spelling of a style, whichever is printed, as a number that grows by one a quarter."""
    ref, calendar = book.figures.period_cells.get(quarter), book.figures.settings.calendar
    for style, parts in _YEAR_AND_NUMBER.items():
        if ref is not None and book.value(ref) == printed_label(quarter, style, calendar):
            year, number = parts(ref)
            return Op("+", Op("*", call("VALUE", year), 4), call("VALUE", number))
    return None


_YEAR_AND_NUMBER: Mapping[PeriodStyle, Callable[[Expression], tuple[Expression, Expression]]] = {
    PeriodStyle.COMPACT: lambda label: (call("RIGHT", label, 2), call("LEFT", label, 1)),
    PeriodStyle.SPOKEN: lambda label: (call("RIGHT", label, 4), call("MID", label, 2, 1)),
    PeriodStyle.JAPANESE: lambda label: (call("LEFT", label, 4), call("MID", call("RIGHT", label, 4), 1, 1)),
}


def _translation(book: Book) -> Iterator[Rule]:
    """Translated amounts, translated back, give those they come from."""
    conversion, code = release_conversion(book), book.figures.settings.presentation_currency
    if conversion is None:
        return
    words = "Translation: {name} in {currency} divided by the rate"
    if conversion.divides:
        words = "Translation: {name} in {currency} times the rate"
    for name in map(book.say, ("revenues", "operating income")):
        other, reported = book.named.get(f"{name} translated"), book.named.get(f"{name} reported")
        if other is not None and reported is not None:
            title = book.say(words, name=name, currency=plural_name(book, code))
            yield Rule(title, other.sheet, reported, translated_back(other, conversion), 0.001)


def _printed(book: Book) -> Iterator[Rule]:
    """The amounts printed in headlines, read back, against the figures, within what rounding moves."""
    unit = book.figures.settings.unit
    millions = replace(unit, scale="million")
    digits = 1.0 if book.figures.settings.rounding == "truncate" else 0.5
    for name in map(book.say, ("revenues", "operating income")):
        text, reported = book.named.get(f"{name} printed"), book.named.get(f"{name} reported")
        if text is None or reported is None or not _is_positive(book.value(reported)):
            continue
        figure, steps = _read_back(text, book.language, unit)
        words = unit_words(book, millions)
        yield Rule(
            book.say("Rounding: {name} as printed, {unit}", name=name, unit=words),
            text.sheet,
            in_unit(reported, unit, millions) or reported,
            Op("*", figure, _by_scale(steps, lambda step: step[0])),
            _by_scale(steps, lambda step: step[1] * digits),
        )


def _is_positive(value: Scalar) -> bool:
    return isinstance(value, int | float) and value >= 0


def _read_back(text: CellRef, language: str, unit: Unit) -> tuple[Expression, Sequence[Step]]:
    """The number in a printed amount, and the scales that it may be in."""
    currency = CURRENCIES[unit.currency]
    notation = currency.notation_ja if language == "ja" else currency.notation
    starts, ends = map(len, notation.split("{}"))
    scales = ("億", "百万", "") if language == "ja" else ("B", "M", "")
    large, small = (100, 100) if language == "ja" else (1000, 100), (1, 1)
    tests = [_has_scale(text, scale, ends) for scale in scales]
    steps = tuple(zip(tests, (large, small, (1e-6, 1e-6)), strict=True))
    lengths = [(test, (len(scale) + ends + starts,) * 2) for test, scale in zip(tests, scales, strict=True)]
    length = Op("-", call("LEN", text), _by_scale(tuple(lengths), lambda pair: pair[0]))
    return call("VALUE", call("MID", text, starts + 1, length)), steps


def _has_scale(text: CellRef, scale: str, ends: int) -> Expression:
    """Whether the scale stands at the end of an amount, before the currency's name where that ends it."""
    width = len(scale)
    return Op("=", call("LEFT", call("RIGHT", text, width + ends), width), scale)


def _by_scale(steps: Sequence[Step], of: Callable[[Steps], float]) -> Expression:
    """What belongs to the scale printed; the last one is that without a word."""
    *named, (_, rest) = steps
    chosen: Expression = of(rest)
    for test, step in reversed(named):
        chosen = call("IF", test, of(step), chosen)
    return chosen
