"""What is found out of a figure, and what stands above its sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

from xl_addin.domain.periods import Period
from xl_addin.tieout.claims import Measure, Qualifier
from xl_addin.tieout.grammar.items.mention import Mention
from xl_addin.tieout.grammar.sentence import Figure
from xl_addin.tieout.grammar.text.numbers import Number
from xl_addin.tieout.grammar.text.words import (
    Direction,
)
from xl_addin.tieout.grammar.times.when import Back, When

WINDOW = 120


@dataclass(frozen=True, slots=True)
class Background:
    """What stands above a sentence: the items, period and comparison it may take over.

    `mentions` are the nearest ones, `caption` the scale of unmarked amounts with its currency, `part` the
    part of the business that the section is about; `named_part` one by its name that has no revenues in
    the workbook; `spoken_part` the one that the paragraph spoke of alone. `ditto` is what the sentence
    before compared with, `reserved` says why figures here are none of the workbook's.
    """

    mentions: tuple[Mention, ...] = ()
    period: Period | None = None
    back: Back | None = None
    base: Period | None = None
    caption: tuple[int, str] | None = None
    share: bool = False
    part: Mention | None = None
    named_part: str = ""
    spoken_part: Mention | None = None
    ditto: Back | None = None
    reserved: tuple[str, ...] = ()


@dataclass(slots=True)
class Reading:
    """What is found out of one figure."""

    figure: Figure
    before: str
    after: str
    pre: list[When] = field(default_factory=list)
    post: list[When] = field(default_factory=list)
    mention: Mention | None = None
    measure: Measure | None = None
    direction: Direction | None = None
    loss: bool | None = None
    period: Period | None = None
    base: Period | None = None
    back: Back | None = None
    own: When | None = None
    is_level: bool = True
    comparative: bool = False
    moved: Direction | None = None
    planned: bool = False
    qualifier: Qualifier = Qualifier.NONE
    number: Number | None = None
    last_percent: Measure | None = None
    foreign: bool = False
    per_share: bool = False
    doubts: list[str] = field(default_factory=list)


def gap_between(previous: Reading, reading: Reading) -> str:
    """The shape between two figures, as far as the window reaches."""
    length = reading.figure.start - previous.figure.end
    return reading.before[-length:] if length > 0 else ""
