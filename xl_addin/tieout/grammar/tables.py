"""Rows of a table: the header gives periods and kinds of columns, the first cell the item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from xl_addin.domain.periods import Period, Quarter
from xl_addin.tieout.claims import Claim, Measure
from xl_addin.tieout.document import Kind, Passage
from xl_addin.tieout.grammar.background import Memory
from xl_addin.tieout.grammar.deciding import UNNAMED_ITEM
from xl_addin.tieout.grammar.mention import Mention
from xl_addin.tieout.grammar.numbers import Number, Unit, numbers
from xl_addin.tieout.grammar.placing import UNCLEAR_PERIOD, UNSAID_BASE, closing_quarter
from xl_addin.tieout.grammar.plain import is_japanese
from xl_addin.tieout.grammar.times import Back, Role, When, before
from xl_addin.tieout.grammar.times_english import english_whens
from xl_addin.tieout.grammar.times_japanese import japanese_whens
from xl_addin.tieout.grammar.vocabulary import Aspect

Cell = tuple[int, int, str]

# What is longer or wider than this is no label and no table.
_LONGEST_LABEL = 300
_MOST_COLUMNS = 100

_VALUE = r"[-+△(]?(?:[¥$€] ?)?[0-9][0-9,]{0,20}(?:\.[0-9]{1,6})?\)?%?\)?|-|n/a|n\.m\.?"
_LOOSE = re.compile(
    rf"^ ?(?P<label>[a-zぁ-んァ-ヶ一-龠(][^0-9:。]{{1,70}}?)(?P<cells>(?: +(?:{_VALUE})){{2,12}}) ?$"
)
_LABELS = re.compile(r"^ ?(?:(?:[1-4]q|[12]h|fy|q[1-4])[ -]?'?[0-9]{2,4}(?: +|$)){2,12}$")
_CHANGE = re.compile(
    r"change|growth|increase|yoy|qoq|y/y|y-o-y|year-over-year|% ?chg|var|増減|前年|前期|前四半期|伸び率|対前"
)
_SAYS_CHANGE = re.compile("増減|change|growth")
_SHARE = re.compile(r"% of|mix|ratio|構成比|margin|利益率|百分比|share")
_YEAR = re.compile(r" ?((?:19|20)[0-9]{2}) ?$")
_SPAN = re.compile(
    r"(?:three|six|nine|twelve|3|6|9|12)[ -]months?(?: period)? ended (?:[a-z]{3,9}\.? [0-9]{1,2}"
    r"|[0-9]{1,2} [a-z]{3,9})"
    r"|(?:fiscal |full )?(?:year|quarter)s? ended (?:[a-z]{3,9}\.? [0-9]{1,2}|[0-9]{1,2} [a-z]{3,9})"
    r"|(?:as of|at) [a-z]{3,9}\.? [0-9]{1,2}"
)


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


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: figures of a period, a change up to it, or a share of revenues."""

    text: str = ""
    period: Period | None = None
    base: Period | None = None
    is_change: bool = False
    is_share: bool = False
    back: Back | None = None
    mention: Mention | None = None


@dataclass(slots=True)
class Table:
    """A table as far as it is read; `above` is the text that stands over its rows."""

    memory: Memory
    columns: list[Column] = field(default_factory=list)
    above: str = ""

    @classmethod
    def under(cls, memory: Memory) -> Table:
        """A table below the headings in mind."""
        return cls(memory)

    def read(self, passage: Passage, cells: list[Cell], printed: str) -> Iterator[Claim]:
        """The claims of a row; a header row tells of its columns instead."""
        header = self._header(cells)
        if header is not None:
            self.columns = header
            return
        self.above += " " + " ".join(text for _, _, text in cells)[:200]
        label = cells[0][2].strip()[:_LONGEST_LABEL]
        if not label:
            return
        mention, ahead = self._mention(label, printed[cells[0][0] : cells[0][1]].strip())
        if mention is None and any(column.mention for column in self.columns):
            yield from self._across(passage, cells)
            return
        for place in range(1, len(cells)):
            claim = self._claim(
                passage, cells, place, mention, self._column_at(place, len(cells)), ahead=ahead
            )
            if claim is not None:
                yield claim

    def _header(self, cells: list[Cell]) -> list[Column] | None:
        """The columns, if the cells name periods or kinds and hold no figures."""
        texts = [text.strip()[:_LONGEST_LABEL] for _, _, text in cells[: _MOST_COLUMNS + 1]]
        if not 1 < len(texts) <= _MOST_COLUMNS or any(self._is_figure(text) for text in texts[1:]):
            return None
        drafts = [self._column(text, texts[0]) for text in texts]
        if not any(column.period or column.is_change or column.is_share for column in drafts[1:]):
            return self._items_across(cells)
        if self.columns and len(self.columns) == len(drafts) and not any(column.period for column in drafts):
            drafts = [replace(new, period=old.period) for new, old in zip(drafts, self.columns, strict=True)]
        return self._with_changes(drafts)

    def _items_across(self, cells: list[Cell]) -> list[Column] | None:
        """The columns of a table whose header names items and whose rows are periods."""
        texts = [text.strip()[:_LONGEST_LABEL] for _, _, text in cells]
        columns = [Column(text, mention=self._mention(text, text)[0]) for text in texts]
        return columns if sum(column.mention is not None for column in columns[1:]) > 1 else None

    def _across(self, passage: Passage, cells: list[Cell]) -> Iterator[Claim]:
        """The claims of a row that is a period: each column's item, or the growth of the one before it."""
        period = next((when.period for when in self._whens(cells[0][2]) if when.period), None)
        if period is None:
            return
        base = None if isinstance(period, Quarter) else before(period, Back.YEAR)
        mention: Mention | None = None
        for place in range(1, len(cells)):
            column = self._column_at(place, len(cells))
            growth = column.mention is None and "%" in column.text + cells[place][2]
            mention = column.mention or (mention if growth else None)
            read = Column(column.text, period, base if growth else None, is_change=growth)
            claim = self._claim(passage, cells, place, mention, read, ahead=False)
            if claim is not None:
                yield claim

    def _is_figure(self, text: str) -> bool:
        if not text or _YEAR.match(f" {text}"):
            return False
        found = list(numbers(text))
        whens = self._whens(text)
        return any(not any(when.start <= number.start < when.end for when in whens) for number in found)

    def _whens(self, text: str) -> list[When]:
        calendar = self.memory.calendar
        found = list(english_whens(text, calendar, ahead=self.memory.ahead))
        if is_japanese(text):
            found += japanese_whens(text, calendar, ahead=self.memory.ahead)
        return sorted(found, key=lambda when: (when.start, -when.end))

    def _column(self, text: str, corner: str) -> Column:
        whens = self._whens(text)
        year = _YEAR.match(f" {text}")
        if year:
            span = _SPAN.search(corner) or _SPAN.search(self.above[-300:])
            if span:
                whens = self._whens(
                    f"{span[0].replace('years ', 'year ').replace('quarters ', 'quarter ')}, {year[1]}"
                )
        period = next(
            (when.period for when in whens if when.period and when.role in (Role.PLACE, Role.DAY)), None
        )
        back = next((when.back for when in whens if when.back), None)
        compares = any(when.role is Role.COMPARISON for when in whens)
        if (
            period is None
            and back is not None
            and not compares
            and not _CHANGE.search(text.replace("前年同期", ""))
        ):
            period = before(self._default() or self.memory.calendar.release, back)
        change = compares or (
            _CHANGE.search(text) is not None and (period is None or _SAYS_CHANGE.search(text) is not None)
        )
        share = _SHARE.search(text) is not None and not change
        return Column(text, period, None, change, share, back)

    def _default(self) -> Period | None:
        heading = self.memory.headings[-1] if self.memory.headings else None
        return heading.period if heading else None

    def _with_changes(self, columns: list[Column]) -> list[Column]:
        """Gives each column of changes its period and base, from the periods since the last one."""
        done: list[Column] = []
        since: list[Period] = []
        for column in columns:
            if column.is_change and column.period is None:
                done.append(self._change(column, since))
                continue
            if column.period is not None:
                if done and done[-1].is_change:
                    since = []
                since.append(column.period)
                done.append(column)
            else:
                done.append(replace(column, period=since[-1]) if column.is_share and since else column)
        return done

    def _change(self, column: Column, since: list[Period]) -> Column:
        latest = (
            max(since, key=lambda period: period.end())
            if since
            else self._default() or self.memory.calendar.release
        )
        heading = self.memory.headings[-1].back if self.memory.headings else None
        back = column.back or heading
        if len(since) > 1 and column.back is None:
            earlier = min(since[-2:], key=lambda period: period.end())
            return replace(column, period=max(since[-2:], key=lambda period: period.end()), base=earlier)
        if back is None and not isinstance(latest, Quarter):
            back = Back.YEAR
        back = Back.YEAR if back is Back.FISCAL_YEAR else back
        return replace(column, period=latest, base=before(latest, back) if back else None)

    def _mention(self, label: str, printed: str) -> tuple[Mention | None, bool]:
        read = self.memory.sentences.read(label, printed, ahead=self.memory.ahead)
        named = [name for name in read.mentions if not name.denominator]
        return (named[-1] if named else None), read.ahead

    def _claim(
        self,
        passage: Passage,
        cells: list[Cell],
        place: int,
        mention: Mention | None,
        column: Column,
        *,
        ahead: bool,
    ) -> Claim | None:
        start, _, text = cells[place]
        number = next(iter(numbers(text)), None)
        if number is None or number.unit is Unit.EVEN:
            return None
        number = _in_parentheses(number, text)
        doubts: list[str] = []
        measure = self._measure(number, column, mention)
        caption = self.memory.caption
        value, unit = _valued(number, measure, mention, caption)
        if unit is None:
            return None
        if mention is None or mention.item is None:
            doubts.append(mention.doubt if mention and mention.doubt else UNNAMED_ITEM)
        period = column.period or self._default() or (None if self.columns else self.memory.calendar.release)
        if period is None or (not self.columns and len(cells) > 2):
            doubts.append(UNCLEAR_PERIOD)
        base = column.base
        if measure in (Measure.GROWTH, Measure.CHANGE) and base is None:
            doubts.append(UNSAID_BASE)
        if mention is not None and mention.balance:
            period, base = closing_quarter(period), closing_quarter(base)
        negative = number.sign == "-" or (
            mention is not None
            and mention.loss
            and number.sign == ""
            and measure in (Measure.AMOUNT, Measure.MARGIN)
        )
        begin, end = start + number.start, start + number.end
        return Claim(
            printed=passage.text[begin:end],
            passage=passage,
            start=begin,
            end=end,
            sentence=passage.text,
            measure=measure,
            value=-value if negative else value,
            unit=unit,
            item=mention.item if mention else None,
            period=period,
            base=base if measure in (Measure.GROWTH, Measure.CHANGE) else None,
            is_outlook=ahead,
            doubts=tuple(doubts),
        )

    def _column_at(self, place: int, count: int) -> Column:
        """The header's column over a cell; rows of another width are set against it from the right."""
        index = place if len(self.columns) == count else place + len(self.columns) - count
        return self.columns[index] if 0 <= index < len(self.columns) else Column()

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
