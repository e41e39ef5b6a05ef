"""Numbers on the scales of Japanese: 301億5千1百万, where 千 and 百 count the 万 behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

_GROUPS = {"兆": 12, "億": 8, "万": 4, "": 0}
_WITHIN = {"千": 3, "百": 2, "十": 1, "": 0}
# What may stand behind digits: a count of hundreds or thousands, of a group, or of both: 百, 億, 千億, 百万.
SCALE = "(?:[千百十]?[兆億万]|[千百十])"
_PARTS = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?) ?([千百十]?)([兆億万]?)")


def powers_of(text: str) -> Sequence[tuple[Decimal, int]]:
    """The digits of a number and the power of ten that each stands on, its group's taken from behind them.

    "5千1百万" is (5, 7), (1, 6). Digits on no scale are on that of one.
    """
    found: list[tuple[Decimal, int]] = []
    power = 0
    for digits, within, group in reversed(_PARTS.findall(text)):
        power = _GROUPS[group] if group or not found else power
        found.append((Decimal(digits.replace(",", "")), power + _WITHIN[within]))
    return found[::-1]
