"""A text read passage by passage: what each sentence claims, with what stands above it in mind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from xl_addin.domain.periods import Quarter
from xl_addin.tieout.claims import Claim
from xl_addin.tieout.document import Passage
from xl_addin.tieout.grammar.background import Memory
from xl_addin.tieout.grammar.claiming import Scene, claims_of_sentence
from xl_addin.tieout.grammar.glossary import Glossary, build_glossary
from xl_addin.tieout.grammar.plain import lowered, plain, sentences
from xl_addin.tieout.grammar.sentence import read_sentence
from xl_addin.tieout.grammar.tables import Table, cells_of, is_row
from xl_addin.tieout.grammar.times import Calendar

_FIGURES = re.compile(r"[0-9]|break|均衡|トントン")


@dataclass(slots=True)
class Reader:
    """Reads the passages of one text in order."""

    calendar: Calendar
    glossary: Glossary
    memory: Memory
    table: Table | None = None

    @classmethod
    def of(cls, release: Quarter, first_month: int, names: Mapping[str, tuple[str, ...]]) -> Reader:
        """A reader for a workbook's quarter, year and items."""
        calendar, glossary = Calendar.of(release, first_month), build_glossary(names)
        return cls(calendar, glossary, Memory(calendar, glossary))

    def read(self, passages: Sequence[Passage]) -> Iterator[Claim]:
        """The claims of all passages."""
        for index, passage in enumerate(passages):
            text = plain(passage.text)
            low = lowered(text)
            if is_row(passage, low):
                yield from self._row(passage, low, text)
                continue
            self.table = None
            self.memory.enter(passage, low, text, passages, index)
            yield from self._prose(passage, low, text)

    def _row(self, passage: Passage, low: str, text: str) -> Iterator[Claim]:
        if self.table is None:
            self.table = Table.under(self.memory)
        yield from self.table.read(passage, cells_of(low), text)
        self.memory.note_row(low)

    def _prose(self, passage: Passage, low: str, text: str) -> Iterator[Claim]:
        for start, end in sentences(text):
            own = low[start:end]
            sentence = read_sentence(
                own, text[start:end], self.calendar, self.glossary, ahead=self.memory.ahead,
                bare=_FIGURES.search(own) is None,
            )  # fmt: skip
            if not sentence.figures:
                self.memory.leave(sentence, (), passage)
                continue
            background = self.memory.background(sentence, passage)
            scene = Scene(sentence, background, self.calendar, self.glossary, passage, start)
            claims = claims_of_sentence(scene)
            yield from claims
            self.memory.leave(sentence, claims, passage)
