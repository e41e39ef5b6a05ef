"""One printed figure, read back: JPY9.9B, $82M, (464), 18.2%, 98億5千万円.

What a figure was printed with - its last digit, in its scale - says which values it may stand for.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import reduce

from xl_addin.domain.numerals import SCALE, powers_of
from xl_addin.domain.precision import Interval, Rounding, printed_interval
from xl_addin.domain.units import CURRENCIES, SCALES
from xl_addin.errors import InvalidInput


class Measure(StrEnum):
    """What a printed figure counts: money, a share of something, points between shares, or as it is."""

    AMOUNT = "amount"
    PERCENT = "percent"
    POINTS = "points"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as printed: sign and digits on the scale of their last one, what it counts, its currency.

    `figure` has the precision of print in its exponent: JPY9.9B is 9.9E+9 with the exponent 8. Of a
    percentage it is the fraction, of points the points. `scaled` says whether a scale was printed.
    """

    figure: Decimal
    measure: Measure
    currency: str = ""
    scaled: bool = False

    def interval(self, mode: Rounding = Rounding.HALF_UP) -> Interval:
        """The values that print so, amounts shortened in this mode, percentages and points rounded."""
        is_ratio = self.measure in (Measure.PERCENT, Measure.POINTS)
        return printed_interval(self.figure, Rounding.HALF_UP if is_ratio else mode)


_CURRENCIES = {
    word.upper(): one.code for one in CURRENCIES.values() for word in one.spellings if word != one.name
}
# Powers of ten; Japan's are read with their digits.
_SCALES = {"": 0} | {
    word.upper(): one.power
    for one in SCALES.values()
    for word in (one.name, *one.words)
    if word.isascii() and word and not word[0].isdigit()
}
_MEASURES = {"%": Measure.PERCENT, "PT": Measure.POINTS, "PTS": Measure.POINTS, "ポイント": Measure.POINTS}


def _any_of(words: dict[str, int] | dict[str, str] | dict[str, Measure]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True) if word)


_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_SIGN = "[-+−△▲]"
_SCALE = f"{_any_of(_SCALES)}|{SCALE}"
_PART = re.compile(rf"({_NUMBER}) ?({_SCALE}|)")
_PRINTED = re.compile(
    rf"(?P<open>\(?) ?(?P<before>{_SIGN}?) ?(?P<prefix>{_any_of(_CURRENCIES)}|) ?(?P<after>{_SIGN}?) ?"
    rf"(?P<amount>(?:{_NUMBER} ?(?:{_SCALE}) ?)*{_NUMBER} ?(?:{_SCALE}|)) ?"
    rf"(?P<suffix>{_any_of(_CURRENCIES)}|) ?(?P<close>\)?) ?(?P<measure>{_any_of(_MEASURES)}|) ?(?P<last>\)?)"
)
_MOST_DIGITS = 28  # of Python's decimals, and twice what a cell knows


def read_printed(text: str) -> Printed:
    """One figure with its currency, scale, percent or point sign, and sign; parentheses are a loss.

    Raises:
        InvalidInput: the text is not one printed figure.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).upper().split())
    found = _PRINTED.fullmatch(plain)
    closed = "" if found is None else found["close"] + found["last"]
    signs = "" if found is None else found["before"] + found["after"]
    if found is None or closed != found["open"].replace("(", ")") or len(signs + closed) > 1:
        raise InvalidInput(f"'{text}' is not a printed figure; write it like JPY9.9B, (464) or 18.2%")
    currencies = {_CURRENCIES[word] for word in (found["prefix"], found["suffix"]) if word}
    measure = _MEASURES.get(found["measure"])
    if len(currencies) > 1 or (measure and currencies):
        raise InvalidInput(f"'{text}' has two units")
    figure = _figure(text, found["amount"])
    figure = -figure if closed or signs in tuple("-−△▲") else figure
    scaled = any(scale for _, scale in _PART.findall(found["amount"]))
    if measure and scaled:
        raise InvalidInput(f"'{text}' has two units")
    if measure is Measure.PERCENT:
        figure = figure.scaleb(-2)
    kind = measure or (Measure.AMOUNT if currencies else Measure.PLAIN)
    return Printed(figure, kind, "".join(currencies), scaled)


def _figure(text: str, amount: str) -> Decimal:
    """The sum of what is printed on several scales, 98億5千万: as precise as the last of them."""
    parts = powers_of(amount)
    if len(parts) == 1:
        _, scale = _PART.findall(amount)[0]
        parts = [(parts[0][0], _SCALES.get(scale, parts[0][1]))]
    powers = [power for _, power in parts]
    if powers != sorted(set(powers), reverse=True) or any(map(_is_too_long, parts)):
        raise InvalidInput(f"'{text}' is not one printed figure")
    return reduce(Decimal.__add__, (digits.scaleb(power) for digits, power in parts))


def _is_too_long(part: tuple[Decimal, int]) -> bool:
    return len(part[0].as_tuple().digits) > _MOST_DIGITS
