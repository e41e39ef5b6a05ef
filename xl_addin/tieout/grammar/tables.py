"""Rows of a table: the header gives periods and kinds of columns, the first cell the item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from xl_addin.domain.periods import Quarter
from xl_addin.tieout.claims import Claim, Measure
from xl_addin.tieout.document import Kind, Passage
from xl_addin.tieout.grammar.background import Memory
from xl_addin.tieout.grammar.deciding import UNNAMED_ITEM
from xl_addin.tieout.grammar.mention import Mention
from xl_addin.tieout.grammar.numbers import Number, Unit, numbers
from xl_addin.tieout.grammar.placing import UNCLEAR_PERIOD, UNSAID_BASE, closing_quarter
from xl_addin.tieout.grammar.table_headers import LONGEST_LABEL, Column, Header
from xl_addin.tieout.grammar.times import Back, before
from xl_addin.tieout.grammar.vocabulary import Aspect

Cell = tuple[int, int, str]


_VALUE = r"[-+△(]?(?:[¥$€] ?)?[0-9][0-9,]{0,20}(?:\.[0-9]{1,6})?\)?%?\)?|-|n/a|n\.m\.?"
_LOOSE = re.compile(
    rf"^ ?(?P<label>[a-zぁ-んァ-ヶ一-龠(][^0-9:。]{{1,70}}?)(?P<cells>(?: +(?:{_VALUE})){{2,12}}) ?$"
)
_LABELS = re.compile(r"^ ?(?:(?:[1-4]q|[12]h|fy|q[1-4])[ -]?'?[0-9]{2,4}(?: +|$)){2,12}$")


def is_row(passage: Passage, low: str) -> bool:
    """Whether a passage is a row of a table, or reads like one: a label and nothing but figures."""
    if passage.kind is Kind.HEADING:
        return False
    if passage.kind is Kind.ROW or " | " in low:
        return True
    return len(low) < 400 and (_LOOSE.match(low) is not None or _LABELS.match(low) is not None)


def cells_of(low: str) -> list[Cell]:
    """The cells of a row with their places."""
    if "|" in low:
        found, position = [], 0
        for text in low.split("|"):
            found.append((position, position + len(text), text))
            position += len(text) + 1
        framed = len(found) > 2 and not found[0][2].strip() and not found[-1][2].strip()
        return found[1:-1] if framed else found
    loose = _LOOSE.match(low)
    first: list[Cell] = [(0, 0, "")]
    start = 0
    if loose:
        first, start = [(0, loose.end("label"), loose["label"])], loose.start("cells")
    return first + [
        (found.start(), found.end(), found[0]) for found in re.compile(r"[^ ]+").finditer(low, start)
    ]


@dataclass(slots=True)
class Table:
    """A table as far as it is read; `above` is the text that stands over its rows."""

    memory: Memory
    header: Header

    @classmethod
    def under(cls, memory: Memory) -> Table:
        """A table below the headings in mind."""
        return cls(memory, Header(memory))

    def read(self, passage: Passage, cells: list[Cell], printed: str) -> Iterator[Claim]:
        """The claims of a row; a header row tells of its columns instead."""
        if self.header.take([text for _, _, text in cells]):
            return
        label = cells[0][2].strip()[:LONGEST_LABEL]
        if not label:
            return
        mention, ahead = self.header.mention(label, printed[cells[0][0] : cells[0][1]].strip())
        if mention is None and any(column.mention for column in self.header.columns):
            yield from self._across(passage, cells)
            return
        for place, cell in enumerate(cells[1:], start=1):
            column = self._dated(self.header.column_at(place, len(cells)), len(cells))
            claim = self._claim(passage, cell, mention, column)
            if claim is not None:
                yield replace(claim, is_outlook=ahead)

    def _dated(self, column: Column, count: int) -> Column:
        """The column with the heading's period where it has none of its own; in doubt, one of several."""
        period = column.period or self.header.default()
        if self.header.columns:
            return replace(column, period=period)
        return replace(column, period=period or self.memory.calendar.release, is_doubtful=count > 2)

    def _across(self, passage: Passage, cells: list[Cell]) -> Iterator[Claim]:
        """The claims of a row that is a period: each column's item, or the growth of the one before it."""
        period = next((when.period for when in self.header.whens(cells[0][2]) if when.period), None)
        if period is None:
            return
        base = None if isinstance(period, Quarter) else before(period, Back.YEAR)
        mention: Mention | None = None
        for place in range(1, len(cells)):
            column = self.header.column_at(place, len(cells))
            growth = column.mention is None and "%" in column.text + cells[place][2]
            mention = column.mention or (mention if growth else None)
            read = Column(column.text, period, base if growth else None, is_change=growth)
            claim = self._claim(passage, cells[place], mention, read)
            if claim is not None:
                yield claim

    def _claim(self, passage: Passage, cell: Cell, mention: Mention | None, column: Column) -> Claim | None:
        start, _, text = cell
        number = next(iter(numbers(text)), None)
        if number is None or number.unit is Unit.EVEN:
            return None
        number = _in_parentheses(number, text)
        measure = self._measure(number, column, mention)
        value, unit = _valued(number, measure, mention, self.memory.caption)
        if unit is None:
            return None
        changes = measure in (Measure.GROWTH, Measure.CHANGE)
        period, base = column.period, column.base if changes else None
        if mention is not None and mention.balance:
            period, base = closing_quarter(period), closing_quarter(base)
        begin, end = start + number.start, start + number.end
        return Claim(
            printed=passage.text[begin:end],
            passage=passage,
            start=begin,
            end=end,
            sentence=passage.text,
            measure=measure,
            value=-value if _is_negative(number, measure, mention) else value,
            unit=unit,
            item=mention.item if mention else None,
            period=period,
            base=base,
            doubts=tuple(_doubts(mention, column, changes=changes)),
        )

    def _measure(self, number: Number, column: Column, mention: Mention | None) -> Measure:
        aspect = mention.aspect if mention else Aspect.AMOUNT
        if number.unit in (Unit.POINTS, Unit.BASIS_POINTS):
            return Measure.CHANGE
        if (
            number.unit is Unit.PERCENT
            or (column.is_change and "%" in column.text)
            or (column.is_share and number.unit is Unit.PLAIN)
        ):
            if column.is_change or aspect is Aspect.GROWTH:
                return Measure.GROWTH
            if column.is_share or aspect is Aspect.RATIO:
                return Measure.MARGIN
            if aspect is Aspect.RATE:
                return Measure.RATE
            growing = number.sign != "" or bool(self.memory.headings and self.memory.headings[-1].back)
            return Measure.GROWTH if growing else Measure.MARGIN
        if column.is_change:
            return Measure.CHANGE
        return Measure.COUNT if aspect is Aspect.COUNT or number.unit is Unit.BANDWIDTH else Measure.AMOUNT


def _doubts(mention: Mention | None, column: Column, *, changes: bool) -> Iterator[str]:
    if mention is None or mention.item is None:
        yield mention.doubt if mention and mention.doubt else UNNAMED_ITEM
    if column.period is None or column.is_doubtful:
        yield UNCLEAR_PERIOD
    if changes and column.base is None:
        yield UNSAID_BASE


def _is_negative(number: Number, measure: Measure, mention: Mention | None) -> bool:
    """Whether it is printed so, or is a loss by the name of its row."""
    is_loss = mention is not None and mention.loss and measure in (Measure.AMOUNT, Measure.MARGIN)
    return number.sign == "-" or (number.sign == "" and is_loss)


def _in_parentheses(number: Number, text: str) -> Number:
    """A cell that is one number in parentheses is a loss, its percent or currency inside or not."""
    stripped = text.strip()
    if number.sign or not (stripped.startswith("(") and stripped.endswith(")")):
        return number
    inside = number.start > 0 and text[number.start - 1] == "(" and text[number.end : number.end + 1] == ")"
    return replace(number, start=number.start - 1, end=number.end + 1, sign="-") if inside else number


def _valued(
    number: Number, measure: Measure, mention: Mention | None, caption: tuple[int, str] | None
) -> tuple[Decimal, str | None]:
    """The figure in whole units and its unit; no unit where a bare number has neither caption nor item."""
    figure = number.figure
    match number.unit:
        case Unit.PERCENT:
            return figure, "%"
        case Unit.POINTS:
            return figure, "pt"
        case Unit.BASIS_POINTS:
            return figure, "bps"
        case Unit.BANDWIDTH:
            return figure, "Mbps"
        case Unit.MONEY:
            share = mention is not None and mention.aspect is Aspect.PER_SHARE
            scaled = figure.scaleb(caption[0]) if caption and not number.scaled and not share else figure
            return scaled, f"{number.currency} per share" if share else number.currency
    if measure in (Measure.GROWTH, Measure.MARGIN, Measure.RATE):
        return figure.scaleb(-2), "%"
    if mention is not None and mention.aspect is Aspect.COUNT:
        return figure, mention.unit or "count"
    if mention is not None and mention.aspect is Aspect.PER_SHARE and caption:
        return figure, f"{caption[1]} per share"
    return (figure.scaleb(caption[0]), caption[1]) if caption else (figure, None)
