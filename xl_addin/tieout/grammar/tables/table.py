"""Rows of a table: the header gives periods and kinds of columns, the first cell the item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from xl_addin.domain.periods import Period, Quarter
from xl_addin.tieout.claims import Claim, Measure, Qualifier
from xl_addin.tieout.document import Kind, Passage
from xl_addin.tieout.grammar.background import Memory
from xl_addin.tieout.grammar.figures.bases import UNCLEAR_PERIOD, UNSAID_BASE
from xl_addin.tieout.grammar.figures.deciding import UNNAMED_ITEM
from xl_addin.tieout.grammar.figures.measuring import GROWTH_OR_SHARE
from xl_addin.tieout.grammar.items.mention import Mention
from xl_addin.tieout.grammar.items.vocabulary import Aspect
from xl_addin.tieout.grammar.tables.headers import LONGEST_LABEL, Column, Header
from xl_addin.tieout.grammar.tables.rows import Labels, Row
from xl_addin.tieout.grammar.text.numbers import Number, Unit, numbers
from xl_addin.tieout.grammar.times.when import Back, before, closing_quarter, so_far

Cell = tuple[int, int, str]


_VALUE = r"[-+△(]?(?:[¥$€] ?)?[0-9][0-9,]{0,20}(?:\.[0-9]{1,6})?\)?%?\)?|-|n/a|n\.m\.?"
_LOOSE = re.compile(
    rf"^ ?(?P<label>[a-zぁ-んァ-ヶ一-龠(][^0-9:。]{{1,70}}?)(?P<cells>(?: +(?:{_VALUE})){{2,12}}) ?$"
)
_RANGE = re.compile(r" ?(?:-|~|to|から) ?")
# A cell that goes on as a sentence does: JPY24,841 million (up 6.3% YoY).
_TOLD = re.compile(
    r"(?<![a-z])(?:up|down|increas|decreas|declin|grew|rose|fell|compared)[^|]{0,30}[0-9][^|]{0,3}%"
    r"|%[^|]{0,20}(?:(?<![a-z])(?:up|down|higher|lower|yoy|qoq|year|increase|decrease|growth)(?![a-z])|[増減])"
    r"|(?:前年|前期|前四半期)[^|]{0,12}[0-9]"
)
_GIGA = re.compile(r"(?<![a-z])gbps(?![a-z])|ギガ")
_LABELS = re.compile(r"^ ?(?:(?:[1-4]q|[12]h|fy|q[1-4])[ -]?'?[0-9]{2,4}(?: +|$)){2,12}$")


def is_row(passage: Passage, low: str) -> bool:
    """Whether a passage is a row of a table, or reads like one: a label and nothing but figures."""
    if passage.kind is Kind.HEADING:
        return False
    if passage.kind is Kind.ROW or " | " in low:
        return True
    return len(low) < 400 and (_LOOSE.match(low) is not None or _LABELS.match(low) is not None)


def cells_of(low: str, *, framed: bool = False) -> list[Cell]:
    """The cells of a row with their places; one that may be `framed` has bars at both ends too."""
    if "|" in low:
        found, position = [], 0
        for text in low.split("|"):
            found.append((position, position + len(text), text))
            position += len(text) + 1
        framed = framed and len(found) > 2 and not found[0][2].strip() and not found[-1][2].strip()
        return found[1:-1] if framed else found
    loose = _LOOSE.match(low)
    first: list[Cell] = [(0, 0, "")]
    start = 0
    if loose:
        first, start = [(0, loose.end("label"), loose["label"])], loose.start("cells")
    return first + [
        (found.start(), found.end(), found[0]) for found in re.compile(r"[^ ]+").finditer(low, start)
    ]


def is_told(low: str) -> bool:
    """Whether the cells of a row go on from its label as a sentence does."""
    _, _, cells = low.partition("|")
    return _TOLD.search(cells) is not None


@dataclass(slots=True)
class Table:
    """A table as far as it is read."""

    memory: Memory
    header: Header
    labels: Labels

    @classmethod
    def under(cls, memory: Memory) -> Table:
        """A table below the headings in mind."""
        return cls(memory, Header(memory), Labels(memory))

    def read(self, passage: Passage, cells: list[Cell], printed: str) -> Iterator[Claim]:
        """The claims of a row; a header row tells of its columns instead."""
        if self.header.take([text for _, _, text in cells]):
            return
        label = cells[0][2].strip()[:LONGEST_LABEL]
        if not label:
            return
        if not any(text.strip() for _, _, text in cells[1:]):
            self.labels.head(label)
            return
        row = self.labels.read(label, printed[cells[0][0] : cells[0][1]].strip()[:LONGEST_LABEL])
        across = row.mention is None and any(column.mention for column in self.header.columns)
        columns = self._across(row, cells) if across else self._down(row, len(cells))
        for (start, _, text), (mention, column) in zip(cells[1:], columns, strict=True):
            giga = _GIGA.search(f"{label} {column.text}") is not None
            for part in _parts_of(text):
                claim = self._claim(passage, start, part.number, mention, column)
                if claim is not None:
                    yield _of_row(claim, part, row, column, giga=giga)

    def _down(self, row: Row, count: int) -> Iterator[tuple[Mention | None, Column]]:
        """The row's item in each column; a column without a period has that of the row or of the heading."""
        for place in range(1, count):
            column = self.header.column_at(place, count)
            period = self._spanned(column.period or row.period or self.header.default())
            if self.header.columns:
                yield row.mention, replace(column, period=period)
            else:
                period = period or self.memory.calendar.release
                yield row.mention, replace(column, period=period, is_doubtful=count > 2)

    def _spanned(self, period: Period | None) -> Period | None:
        """The year up to the quarter where the heading says that the figures are cumulative."""
        return so_far(period) if self.memory.is_so_far and isinstance(period, Quarter) else period

    def _across(self, row: Row, cells: list[Cell]) -> Iterator[tuple[Mention | None, Column]]:
        """Each column's item in a row that is a period or a plan, or the growth of the one before it."""
        period = self._spanned(row.period or (self.header.default() if row.is_result else None))
        base = None if period is None or isinstance(period, Quarter) else before(period, Back.YEAR)
        mention: Mention | None = None
        for place in range(1, len(cells)):
            column = self.header.column_at(place, len(cells))
            growth = column.mention is None and "%" in column.text + cells[place][2]
            mention = column.mention or (mention if growth else None)
            change = growth or row.is_change
            yield (
                mention,
                Column(
                    column.text, period, base if growth else None, is_change=change, reserved=column.reserved
                ),
            )

    def _claim(
        self, passage: Passage, start: int, number: Number, mention: Mention | None, column: Column
    ) -> Claim | None:
        measure = self._measure(number, column, mention)
        value, unit = _valued(number, measure, mention, column.caption or self.memory.caption)
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


@dataclass(frozen=True, slots=True)
class _Part:
    """A figure of a cell; `beside` where it stands behind another one."""

    number: Number
    qualifier: Qualifier = Qualifier.NONE
    beside: bool = False


def _parts_of(text: str) -> Iterator[_Part]:
    """The figures of a cell: one, both ends of a range, or an amount with its translation or percentage."""
    found = [number for number in numbers(text) if number.unit not in (Unit.EVEN, Unit.MULTIPLE)]
    if len(found) == 2 and _RANGE.fullmatch(text[found[0].end : found[1].start]):
        low, high = found
        low = replace(low, unit=high.unit, currency=high.currency) if low.unit is Unit.PLAIN else low
        yield from (_Part(low, Qualifier.LOW), _Part(high, Qualifier.HIGH))
        return
    first = _in_parentheses(found[0], text) if found else None
    if first is not None:
        yield _Part(first)
        for number in found[1:]:
            if number.unit is not Unit.PLAIN:
                translates = number.unit is Unit.MONEY and not number.sign
                yield _Part(replace(number, sign=first.sign) if translates else number, beside=True)


def _of_row(claim: Claim, part: _Part, row: Row, column: Column, *, giga: bool) -> Claim:
    """The claim with what its row and its column say besides."""
    doubts = [*claim.doubts, *row.doubts, *column.reserved]
    if part.beside and part.number.unit is Unit.PERCENT and not (column.is_change or column.is_share):
        doubts.append(GROWTH_OR_SHARE)
    return replace(
        claim,
        value=claim.value.scaleb(3)
        if giga and part.number.unit is Unit.PLAIN and claim.unit == "Mbps"
        else claim.value,
        qualifier=part.qualifier or column.end,
        is_outlook=row.is_ahead or row.is_planned or column.is_planned,
        doubts=tuple(dict.fromkeys(doubts)),
    )


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
