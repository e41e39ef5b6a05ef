"""Headers of tables: the period, or the kind of change, that each column holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from xl_addin.domain.periods import FiscalYear, Period, Quarter
from xl_addin.tieout.claims import Qualifier
from xl_addin.tieout.grammar.background import Memory
from xl_addin.tieout.grammar.items.mention import Mention
from xl_addin.tieout.grammar.reservations.reasons import SAYS_MORE, of_column
from xl_addin.tieout.grammar.reservations.statements import label_says_more
from xl_addin.tieout.grammar.text.captions import caption_of
from xl_addin.tieout.grammar.text.numbers import numbers
from xl_addin.tieout.grammar.text.plain import is_japanese
from xl_addin.tieout.grammar.text.words import PLAN
from xl_addin.tieout.grammar.times.english import english_whens
from xl_addin.tieout.grammar.times.japanese import japanese_whens
from xl_addin.tieout.grammar.times.when import Back, Role, When, before, in_year

# What is longer or wider than this is no label and no table.
LONGEST_LABEL = 300
_MOST_COLUMNS = 100

_CHANGE = re.compile(
    r"change|growth|increase|difference|yoy|qoq|y/y|y-o-y|year-over-year|% ?chg|var|増減|前年|前期"
    r"|前四半期|伸び率|対前"
)
_THEN = re.compile("前年同期|前四半期|前期|前年度")
_SAYS_CHANGE = re.compile("増減|change|growth|difference")
_SHARE = re.compile(r"% of|mix|ratio|構成比|margin|利益率|百分比|share")
_LOW = re.compile(r"(?:low(?:er)?|bottom|min(?:imum|\.)?)(?: end| limit| bound)?|下限値?|最低")
_HIGH = re.compile(r"(?:high(?:er)?|upper|top|max(?:imum|\.)?)(?: end| limit| bound)?|上限値?|最高")
_YEAR = re.compile(r" ?((?:19|20)[0-9]{2}) ?$")
_SPAN = re.compile(
    r"(?:three|six|nine|twelve|3|6|9|12)[ -]months?(?: period)? ended (?:[a-z]{3,9}\.? [0-9]{1,2}"
    r"|[0-9]{1,2} [a-z]{3,9})"
    r"|(?:fiscal |full )?(?:year|quarter)s? ended (?:[a-z]{3,9}\.? [0-9]{1,2}|[0-9]{1,2} [a-z]{3,9})"
    r"|(?:as of|at) [a-z]{3,9}\.? [0-9]{1,2}"
)


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: figures of a period, a change up to it, or a share of revenues.

    One that `is_planned` holds what was expected; `reserved` says why its figures are none of the workbook's;
    `caption` is the scale and the currency of its own, `end` that of the range that the column holds.
    """

    text: str = ""
    period: Period | None = None
    base: Period | None = None
    is_change: bool = False
    is_share: bool = False
    back: Back | None = None
    mention: Mention | None = None
    is_doubtful: bool = False
    is_planned: bool = False
    reserved: tuple[str, ...] = ()
    caption: tuple[int, str] | None = None
    end: Qualifier = Qualifier.NONE


@dataclass(slots=True)
class Header:
    """The columns of a table as far as it is read; `above` is the text that stands over its rows."""

    memory: Memory
    columns: list[Column] = field(default_factory=list)
    above: str = ""

    def take(self, texts: list[str]) -> bool:
        """Takes in a row of texts if it names periods or kinds, or items, and holds no figures."""
        columns = self._read([text.strip()[:LONGEST_LABEL] for text in texts])
        if columns is None:
            self.above += " " + " ".join(texts)[:200]
            return False
        self.columns = columns
        return True

    def column_at(self, place: int, count: int) -> Column:
        """The column over a cell; rows of another width are set against the header from the right."""
        index = place if len(self.columns) == count else place + len(self.columns) - count
        return self.columns[index] if 0 <= index < len(self.columns) else Column()

    def _read(self, texts: list[str]) -> list[Column] | None:
        if not 1 < len(texts) <= _MOST_COLUMNS or any(self._is_figure(text) for text in texts[1:]):
            return None
        drafts = [self._column(text, texts[0]) for text in texts]
        if any(column.period or column.is_change or column.is_share for column in drafts[1:]):
            return self._with_changes(self._under_last(drafts))
        if any(column.caption for column in drafts[1:]):
            return self._captioned(drafts)
        across = self._items_across(texts)
        ends = {column.end for column in drafts} >= {Qualifier.LOW, Qualifier.HIGH}
        if across is None and (ends or any(PLAN.search(text) for text in texts[1:])):
            return self._under_last(drafts)
        return across

    def _under_last(self, drafts: list[Column]) -> list[Column]:
        """The columns with what a header row above them says too."""
        if len(self.columns) != len(drafts):
            return drafts
        dated = any(column.period for column in drafts)
        return [
            replace(
                new,
                period=new.period if dated else old.period,
                caption=new.caption or old.caption,
                is_planned=new.is_planned or old.is_planned,
                reserved=new.reserved or old.reserved,
            )
            for new, old in zip(drafts, self.columns, strict=True)
        ]

    def _captioned(self, drafts: list[Column]) -> list[Column]:
        """The columns with a scale and a currency each: JPY million beside USD million."""
        if len(self.columns) != len(drafts):
            return drafts
        pairs = zip(drafts, self.columns, strict=True)
        return [replace(old, text=f"{old.text} {new.text}", caption=new.caption) for new, old in pairs]

    def _items_across(self, texts: list[str]) -> list[Column] | None:
        """The columns of a table whose header names items and whose rows are periods."""
        columns = [Column(text, mention=self.mention(text, text)) for text in texts]
        return columns if sum(column.mention is not None for column in columns[1:]) > 1 else None

    def _is_figure(self, text: str) -> bool:
        if not text or _YEAR.match(f" {text}"):
            return False
        found = list(numbers(text))
        whens = self.whens(text)
        return any(not any(when.start <= number.start < when.end for when in whens) for number in found)

    def whens(self, text: str) -> list[When]:
        """The words for periods in a cell."""
        calendar = self.memory.calendar
        found = list(english_whens(text, calendar, ahead=self.memory.ahead))
        if is_japanese(text):
            found += japanese_whens(text, calendar, ahead=self.memory.ahead)
        return sorted(found, key=lambda when: (when.start, -when.end))

    def _column(self, text: str, corner: str) -> Column:
        whens = self.whens(text)
        year = _YEAR.match(f" {text}")
        if year:
            span = _SPAN.search(corner) or _SPAN.search(self.above[-300:])
            same = self._in_year_of(int(year[1]))
            if same is not None and span is None:
                whens = [When(0, len(text), period=same)]
            elif span:
                whens = self.whens(
                    f"{span[0].replace('years ', 'year ').replace('quarters ', 'quarter ')}, {year[1]}"
                )
        period = next(
            (when.period for when in whens if when.period and when.role in (Role.PLACE, Role.DAY)), None
        )
        back = next((when.back for when in whens if when.back), None)
        compares = any(when.role is Role.COMPARISON for when in whens)
        if period is None and back is not None and not compares and not _CHANGE.search(_THEN.sub("", text)):
            period = before(self.default() or self.memory.calendar.release, back)
        change = compares or (
            _CHANGE.search(_THEN.sub("", text)) is not None
            and (period is None or _SAYS_CHANGE.search(text) is not None)
        )
        share = _SHARE.search(text) is not None and not change
        end = _end_of(text)
        planned = end is not Qualifier.NONE or PLAN.search(f"{corner} {text}") is not None
        reserved = tuple(of_column(text, corner))
        if not change and not share and not planned and (self._says_more(text) or self._says_more(corner)):
            reserved = (*reserved, SAYS_MORE)
        caption = caption_of(text)
        return Column(
            text, period, None, change, share, back,
            is_planned=planned, reserved=reserved, caption=caption, end=end,
        )  # fmt: skip

    def _says_more(self, text: str) -> bool:
        """Whether a cell has words that are no period: Crosswave 4Q01, 4Q01 per month."""
        for when in reversed(self.whens(text)):
            text = f"{text[: when.start]} {text[when.end :]}"
        return label_says_more(text, len(text), len(text), self.memory.glossary)

    def _in_year_of(self, year: int) -> Period | None:
        """The heading's quarter or half as it ended in another calendar year."""
        period = self.default()
        if period is None or isinstance(period, FiscalYear):
            return None
        last = period.quarters[-1].end(self.memory.calendar.days).year
        return in_year(period, period.quarters[-1].fiscal_year + year - last)

    def default(self) -> Period | None:
        """The period that the heading names."""
        heading = self.memory.headings[-1] if self.memory.headings else None
        return heading.period if heading else None

    def _with_changes(self, columns: list[Column]) -> list[Column]:
        """Gives each column of changes its period and base, from the periods since the last one."""
        done: list[Column] = []
        since: list[Period] = []
        newest: Period | None = None
        for column in columns:
            if column.is_change and column.period is None:
                change = self._beside_base(column, since, newest) or self._change(column, since)
                planned = column.back is None and any(other.is_planned for other in columns)
                done.append(replace(change, base=None) if planned else change)
                continue
            if column.period is not None:
                if done and done[-1].is_change:
                    since = []
                since.append(column.period)
                newest = max(newest or column.period, column.period, key=lambda period: period.end())
                done.append(column)
            else:
                done.append(replace(column, period=since[-1]) if column.is_share and since else column)
        return done

    def _beside_base(self, column: Column, since: list[Period], newest: Period | None) -> Column | None:
        """A change up to the newest period from that of the column before it: 2Q04, 1Q04, QoQ, 2Q03, YoY."""
        if newest is None or column.back is None or len(since) != 1:
            return None
        is_base = before(newest, column.back) == since[0] != newest
        return replace(column, period=newest, base=since[0]) if is_base else None

    def _change(self, column: Column, since: list[Period]) -> Column:
        latest = (
            max(since, key=lambda period: period.end())
            if since
            else self.default() or self.memory.calendar.release
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

    def mention(self, label: str, printed: str) -> Mention | None:
        """The item that a cell of the header names."""
        read = self.memory.sentences.read(label, printed, ahead=self.memory.ahead)
        return next((name for name in reversed(read.mentions) if not name.denominator), None)


def _end_of(text: str) -> Qualifier:
    """Which end of a range a column is for."""
    if _LOW.fullmatch(text):
        return Qualifier.LOW
    return Qualifier.HIGH if _HIGH.fullmatch(text) else Qualifier.NONE
