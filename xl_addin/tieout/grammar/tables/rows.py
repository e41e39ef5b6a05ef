"""Labels of a table's rows: the item, the period and the part of the business that the row is of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xl_addin.domain.periods import Period
from xl_addin.tieout.grammar.background import Memory
from xl_addin.tieout.grammar.figures.deciding import LINES_OF_PARTS, WHOLE_OR_PART
from xl_addin.tieout.grammar.figures.subjects import is_complement
from xl_addin.tieout.grammar.items.glossary import normal_part
from xl_addin.tieout.grammar.items.mention import Mention
from xl_addin.tieout.grammar.items.part_words import TOTAL_WORDS
from xl_addin.tieout.grammar.reservations.reasons import SAYS_MORE, of_label
from xl_addin.tieout.grammar.reservations.statements import label_says_more
from xl_addin.tieout.grammar.text.words import PLAN
from xl_addin.tieout.grammar.times.when import Role

_SEGMENTS = re.compile(
    r"(?<![a-z])(?:segments?|divisions?|by business|business units?)(?![a-z])|セグメント|事業別|部門"
)
_RESULT = re.compile(
    r"(?<![a-z])(?:actual|results?|consolidated|as reported|previous|revised|current|this time)(?![a-z])"
    r"|実績|今回|前回|連結"
)
_CHANGE = re.compile(r"(?<![a-z])(?:change|difference)(?![a-z])|増減")
# Heads of statements, under which the company's own lines go on.
_STATEMENT = re.compile(
    r"(?<![a-z])(?:costs?|expenses?|income|revenues?|cash|assets|liabilities|equity|operations?"
    r"|operating|per share"
    r"|statements?|data|taxes|results)(?![a-z])|費用|収益|損益|資産|負債|純資産|原価|経費"
)
_TOTAL_JA = re.compile(r"連結|全社|合計|総")


@dataclass(frozen=True, slots=True)
class Row:
    """What a row's label says: `doubts` keep its figures from being tied.

    One that `is_result` holds results or plans of the company under columns of items: 前回発表予想.
    """

    mention: Mention | None
    period: Period | None = None
    is_planned: bool = False
    is_ahead: bool = False
    is_result: bool = False
    is_change: bool = False
    doubts: tuple[str, ...] = ()


@dataclass(slots=True)
class Labels:
    """The labels of one table in their order: a row without figures heads those below it."""

    memory: Memory
    of_segments: bool = False
    part: str = ""
    item: Mention | None = None

    def head(self, label: str) -> None:
        """Takes in a row without figures: the line, or the part of the business, of the rows below it."""
        named = self._mentions(label, label)
        part = normal_part(label.strip(" *:"))
        whole = bool(TOTAL_WORDS.intersection(part.split())) or _TOTAL_JA.search(label) is not None
        self.item = named[-1] if named and not named[-1].is_part else None
        known = self.memory.glossary.parts.get("revenues", {}).get(part)
        other = not named and _STATEMENT.search(label) is None and self._says_more(label)
        segments = _SEGMENTS.search(label) is not None
        self.part = (
            "" if whole or self.item else part if known or other or segments or self.of_segments else ""
        )
        self.of_segments = (self.of_segments or segments) and not whole

    def _says_more(self, label: str) -> bool:
        return label_says_more(label, len(label), len(label), self.memory.glossary)

    def read(self, label: str, printed: str) -> Row:
        """What a row's label says."""
        named = self._mentions(label, printed)
        mention = named[-1] if named else self._part_of_item(label)
        read = self.memory.sentences.read(label, printed, ahead=self.memory.ahead)
        period = next((when.period for when in read.whens if when.role is Role.PLACE and not when.weak), None)
        start, end = (mention.start, mention.end) if named and mention else (len(label), len(label))
        doubts = [*self.memory.reserved, *of_label(label, start, end)]
        masked = f"{read.shape[:start]}{label[start:end]}{read.shape[end:]}"
        if mention is not None and named and mention.is_bare:
            several = any(name.item != mention.item for name in named)
            if several or label_says_more(masked, start, end, self.memory.glossary):
                doubts.append(SAYS_MORE)
        mention = self._in_section(mention, doubts)
        planned, change = PLAN.search(label) is not None, _CHANGE.search(label) is not None
        result = planned or change or _RESULT.search(label) is not None
        return Row(mention, period, planned, read.ahead, result, change, tuple(doubts))

    def _mentions(self, label: str, printed: str) -> list[Mention]:
        read = self.memory.sentences.read(label, printed, ahead=self.memory.ahead)
        named = [name for name in read.mentions if not name.denominator]
        return [name for index, name in enumerate(named) if not (index and is_complement(read, name))]

    def _part_of_item(self, label: str) -> Mention | None:
        """A part alone, under a row or a heading that names the line: Dial-up access, under Revenues."""
        heading = self.memory.headings[-1].mentions if self.memory.headings else ()
        line = self.item or (heading[0] if len(heading) == 1 else None)
        known = self.memory.glossary.parts.get(line.concept or "", {}) if line else {}
        key = known.get(normal_part(label.strip(" *:-")))
        return line.of_part(key) if line and key else None

    def _in_section(self, mention: Mention | None, doubts: list[str]) -> Mention | None:
        """A line of the company's, named under a part of the business, is that part's."""
        if mention is None or not self.part or not mention.is_bare or mention.concept not in LINES_OF_PARTS:
            return mention
        key = self.memory.glossary.parts.get(mention.concept or "", {}).get(self.part)
        if key is None:
            doubts.append(WHOLE_OR_PART)
        return mention.of_part(key) if key else mention
