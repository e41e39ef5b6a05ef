"""Figures that were taken from the very claim they would confirm."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from xl_addin.domain.notation import Measure as Printed
from xl_addin.domain.notation import read_printed
from xl_addin.errors import InvalidInput
from xl_addin.inputs.model import Figures
from xl_addin.tieout.claims import Claim
from xl_addin.tieout.judging.quantity import Key, Quantity

_MONEY = r"(?:JPY|USD|US\$|[¥$])"
_SCALE = r"(?:billion|bn|million|mn|thousand|[bmk]|十億|百万|億|万|千)?"
_FIGURE = re.compile(
    rf"(?P<bits>[0-9][0-9,.]*) ?(?P<rate>[gmk])bps|{_MONEY} ?[0-9][0-9,.]* ?{_SCALE}"
    rf"|[0-9][0-9,.]* ?(?:%|percent|{_SCALE}(?:円|ドル))",
    re.IGNORECASE,
)
_MBPS = {"g": 3, "m": 0, "k": -3}
_UNITS = {Printed.PERCENT: "%", Printed.AMOUNT: ""}


def resting_on(claim: Claim, quantity: Quantity, figures: Figures) -> tuple[Key, ...]:
    """The figures among those of a quantity whose source is the claim itself."""
    return tuple(key for key in quantity.cells if _names(figures, key, claim))


def _names(figures: Figures, key: Key, claim: Claim) -> bool:
    source = figures.sources.get(key)
    if source is None or not source.rests_on:
        return False
    size = abs(claim.value)
    return any(
        unit == claim.unit and figure == size and figure.as_tuple().exponent == size.as_tuple().exponent
        for figure, unit in _figures_in(source.rests_on)
    )


@lru_cache(maxsize=1024)
def _figures_in(text: str) -> tuple[tuple[Decimal, str], ...]:
    """The figures that a text prints with a unit, each with its precision and a claim's unit.

    A bare number names no claim: "adjusted EBITDA of 329 in the 1Q03 release" is another document's.
    """
    return tuple(_read(unicodedata.normalize("NFKC", text)))


def _read(text: str) -> Iterator[tuple[Decimal, str]]:
    for found in _FIGURE.finditer(text):
        if found["bits"]:
            digits = found["bits"].rstrip(".,").replace(",", "")
            yield Decimal(digits).scaleb(_MBPS[found["rate"].lower()]), "Mbps"
            continue
        try:
            printed = read_printed(found[0].replace("percent", "%"))
        except InvalidInput:
            continue
        yield printed.figure, printed.currency or _UNITS.get(printed.measure, "")
