"""What a release claims: each printed number that is a figure of the business, and what it is of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from xl_addin.domain.periods import Period
from xl_addin.errors import MissingData
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
class Subject:
    """What a figure is of: all that a workbook needs to compute it in the unit it is printed in."""

    measure: Measure
    item: str | None
    period: Period | None
    base: Period | None
    unit: str

    @property
    def item_and_period(self) -> tuple[str, Period]:
        """Both of them.

        Raises:
            MissingData: the text leaves one open.
        """
        if self.item is None:
            raise MissingData("the text does not say what it is a figure of")
        if self.period is None:
            raise MissingData("the text does not say of which period it is")
        return self.item, self.period

    @property
    def compared_with(self) -> Period:
        """What growth or a change is against.

        Raises:
            MissingData: the text does not say.
        """
        if self.base is None:
            raise MissingData("the text does not say what it is compared with")
        return self.base


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
    is one reading among others, and the claim cannot be verified. A level that is said to have risen or
    fallen from one of another period has its sign in `moved`, and that period.
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
    moved: int = 0
    moved_from: Period | None = None

    @property
    def subject(self) -> Subject:
        """What it is of."""
        return Subject(self.measure, self.item, self.period, self.base, self.unit)

    @property
    def line(self) -> int | None:
        """The line of the file in which it is printed."""
        return self.passage.line_at(self.start)
