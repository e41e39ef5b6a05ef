"""Amounts in the currency of presentation: at which rate, which way round, and the note that says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from xl_addin.domain.periods import Quarter
from xl_addin.domain.units import CURRENCIES, Unit
from xl_addin.inputs.model import CellRef, Rate
from xl_addin.inputs.rates import AVERAGE, PERIOD_END, Conversion, conversion_of_quarter
from xl_addin.release.book import Book
from xl_addin.release.expressions import Expression, Op, call, join
from xl_addin.release.layout import day_words

CONVENIENCE = (
    "Solely for convenience; no representation that {reporting} amounts could be converted at this or any"
    " rate."
)
_RATE_WORDS = {
    "convenience": "Translated at one rate, {quote}, {day}{source}.",
    "period_end": "Each period translated at the rate of its end, this one at {quote}, {day}{source}.",
    "average": "Each period translated at its average rate, this one at {quote}, {day}{source}.",
}
# The decimals that rates of at least so much are quoted with.
_DECIMALS = ((20, 2), (0.1, 4), (0.001, 6), (0, 8))


def is_translated(book: Book) -> bool:
    """Whether amounts are shown in a second currency."""
    return bool(book.figures.settings.presentation_currency)


def release_conversion(book: Book) -> Conversion | None:
    """The rate of the release quarter: its last one, or its average where the setting says so."""
    return _conversion(book, book.figures.settings.release_quarter)


def quarter_conversions(book: Book, quarters: Sequence[Quarter]) -> Mapping[Quarter, Conversion]:
    """The rate each quarter is translated at, where there is one."""
    if book.figures.settings.fx_mode == "convenience":
        one = release_conversion(book)
        return {} if one is None else dict.fromkeys(quarters, one)
    found = {quarter: _conversion(book, quarter) for quarter in quarters}
    return {quarter: conversion for quarter, conversion in found.items() if conversion is not None}


def _conversion(book: Book, quarter: Quarter) -> Conversion | None:
    settings = book.figures.settings
    if not settings.presentation_currency:
        return None
    basis = AVERAGE if settings.fx_mode == "average" else PERIOD_END
    currencies = settings.unit.currency, settings.presentation_currency
    return conversion_of_quarter(book.figures.rates, currencies, quarter, basis, settings.calendar)


def translated(amount: Expression, conversion: Conversion) -> Expression:
    """An amount in the currency of presentation; an error, and never the amount, where the rate is none."""
    rate = conversion.rate.ref
    return call("IIJ_FX", amount, rate if conversion.divides else Op("/", 1, rate))


def translated_back(amount: Expression, conversion: Conversion) -> Expression:
    """What a translated amount was before; of two divisions less than a millionth may be left over."""
    if conversion.divides:
        return Op("*", amount, conversion.rate.ref)
    return call("ROUND", Op("/", amount, conversion.rate.ref), 6)


def rate_note(book: Book, conversion: Conversion) -> Expression:
    """Which rate translated the amounts, with the statement that goes with it."""
    rate, settings = conversion.rate, book.figures.settings
    source = f" ({rate.source})" if rate.source else ""
    words = _RATE_WORDS[settings.fx_mode]
    template = book.say(words, quote=_quote(book, rate), day="{day}", source="{source}")
    shown = call("FIXED", rate.ref, next(places for least, places in _DECIMALS if rate.rate >= least))
    note = book.filled(template, rate=shown, day=day_words(rate.date, book.language), source=source)
    names = {"reporting": settings.unit.currency, "presentation": settings.presentation_currency}
    solely = book.say(CONVENIENCE, **{part: short_name(book, code) for part, code in names.items()})
    return join(*note.parts, " ", solely)


def _quote(book: Book, rate: Rate) -> str:
    """A rate as it is quoted, with a blank for its figure: $1 = JPY{rate}, 1ドル={rate}円."""
    one, other = CURRENCIES[rate.pair[:3]], CURRENCIES[rate.pair[3:]]
    if book.language == "ja":
        return f"{one.notation_ja.format(1)}={other.notation_ja.format('{rate}')}"
    return f"{one.notation.format(1)} = {other.notation.format('{rate}')}"


def short_name(book: Book, code: str) -> str:
    """A currency before the word amounts: dollar, euro; ドル."""
    currency = CURRENCIES[code]
    return currency.name_ja if book.language == "ja" else currency.short


def plural_name(book: Book, code: str) -> str:
    """What amounts of a currency are in: dollars, euros; ドル."""
    currency = CURRENCIES[code]
    return currency.name_ja if book.language == "ja" else currency.plural


def labelled(book: Book, english: str, label: Expression) -> Expression:
    """A label that names the currency of presentation."""
    code = book.figures.settings.presentation_currency
    currency = short_name(book, code) if book.language == "ja" else code
    return book.filled(book.say(english, label="{label}", currency=currency), label=label)


def is_in_billions(book: Book, amount: CellRef, unit: Unit) -> bool:
    """Whether an amount is printed in billions, where digits after the point are needed."""
    value, factor = book.value(amount), unit.factor(replace(unit, scale="billion"))
    return isinstance(value, int | float) and factor is not None and round(abs(value) * float(factor), 9) >= 1
