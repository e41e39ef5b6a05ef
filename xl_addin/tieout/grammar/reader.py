"""A text read passage by passage: what each sentence claims, with what stands above it in mind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from xl_addin.domain.periods import FiscalCalendar, Quarter
from xl_addin.tieout.claims import Claim
from xl_addin.tieout.document import Kind, Passage
from xl_addin.tieout.grammar.background import LEADS_IN, Memory
from xl_addin.tieout.grammar.figures.claiming import Scene, claims_of_sentence
from xl_addin.tieout.grammar.items.glossary import build_glossary
from xl_addin.tieout.grammar.sentence import Sentences
from xl_addin.tieout.grammar.tables.table import Table, cells_of, is_row, is_told
from xl_addin.tieout.grammar.text.plain import lowered, plain, sentences
from xl_addin.tieout.grammar.times.when import Calendar

_FIGURES = re.compile(r"[0-9]|break|均衡|トントン")


@dataclass(slots=True)
class Reader:
    """Reads the passages of one text in order."""

    sentences: Sentences
    memory: Memory
    table: Table | None = None

    @classmethod
    def of(
        cls,
        release: Quarter,
        calendar: FiscalCalendar,
        names: Mapping[str, tuple[str, ...]],
        company: str = "",
    ) -> Reader:
        """A reader for a workbook's quarter, year and items."""
        sentences = Sentences(Calendar.of(release, calendar), build_glossary(names, company))
        return cls(sentences, Memory(sentences))

    def read(self, passages: Sequence[Passage]) -> Iterator[Claim]:
        """The claims of all passages."""
        for index, passage in enumerate(passages):
            text = plain(passage.text)
            low = lowered(text)
            if is_row(passage, low):
                if self._is_sentence(low):
                    yield from self._prose(passage, low.replace("|", " "), text.replace("|", " "))
                else:
                    yield from self._row(passage, low, text)
                continue
            self.table = None
            self.memory.enter(passage, low, text, passages, index)
            yield from self._prose(passage, low, text)

    def _is_sentence(self, low: str) -> bool:
        """Whether a row under no header of columns only sets a sentence apart: Revenues | JPY9.9B (up 6%)."""
        return (self.table is None or not self.table.header.columns) and is_told(low)

    def _row(self, passage: Passage, low: str, text: str) -> Iterator[Claim]:
        if self.table is None:
            self.table = Table.under(self.memory)
        yield from self.table.read(passage, cells_of(low, framed=passage.kind is not Kind.ROW), text)
        self.memory.note_row(low)

    def _prose(self, passage: Passage, low: str, text: str) -> Iterator[Claim]:
        for start, end in sentences(text):
            own = low[start:end]
            bare = passage.kind is not Kind.HEADING and _FIGURES.search(own) is None
            sentence = self.sentences.read(own, text[start:end], ahead=self.memory.ahead, bare=bare)
            if not sentence.figures:
                if LEADS_IN.search(own):
                    whole = self.sentences.read(own, text[start:end], ahead=False)
                    self.memory.lead_in(whole, passage)
                self.memory.leave(sentence, (), passage)
                continue
            background = self.memory.background(sentence, passage)
            of = self.sentences
            scene = Scene(sentence, background, of.calendar, of.glossary, passage, start)
            claims = claims_of_sentence(scene)
            yield from claims
            self.memory.leave(sentence, claims, passage)
