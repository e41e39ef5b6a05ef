"""What a release claims: each printed number that is a figure of the business, and what it is of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from xl_addin.domain.periods import Period
from xl_addin.tieout.document import Passage


class Measure(StrEnum):
    """What a claimed figure is; a change is a difference in points, money or things."""

    AMOUNT = "amount"
    GROWTH = "growth"
    MARGIN = "margin"
    CHANGE = "change"
    RATE = "rate"
    COUNT = "count"


class Qualifier(StrEnum):
    """How the words limit the printed magnitude; low and high are the ends of a range, near break-even."""

    NONE = ""
    ABOUT = "about"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    LOW = "low"
    HIGH = "high"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Claim:
    """One printed number and what the text says it is of.

    `passage` is where it is printed, from `start` to `end`; `sentence` is the part of it read as one.
    `value` is signed, losses and declines negative however they are printed, and its exponent is that of
    the last printed digit: money in whole units of the currency, percentages as fractions, points as
    points, basis points as such, bandwidth in Mbps. `unit` is JPY, USD, EUR, "JPY per share", "%", "pt",
    "bps", "JPY per USD", "Mbps", or what is counted. `item` is that of a ratio's numerator.

    `direction` is the word that gives the value its sign ("up", "declined", 減), or "". `is_outlook` tells
    what is expected or guided. `doubts` say what the text leaves open: then `item` or `period` is None, or
    is one reading among others, and the claim cannot be verified.
    """

    printed: str
    passage: Passage
    start: int
    end: int
    sentence: str
    measure: Measure
    value: Decimal
    unit: str
    item: str | None
    period: Period | None
    base: Period | None = None
    qualifier: Qualifier = Qualifier.NONE
    direction: str = ""
    is_outlook: bool = False
    doubts: tuple[str, ...] = ()

    @property
    def line(self) -> int | None:
        """The line of the file in which it is printed."""
        return self.passage.line_at(self.start)
