"""What a reader keeps in mind: the headings above, the sentence before, the scale of bare amounts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from xl_addin.domain.periods import Period, Quarter
from xl_addin.tieout.claims import Claim
from xl_addin.tieout.document import Kind, Passage
from xl_addin.tieout.grammar.items.glossary import Glossary
from xl_addin.tieout.grammar.items.mention import Mention
from xl_addin.tieout.grammar.items.vocabulary import Aspect
from xl_addin.tieout.grammar.reading import Background
from xl_addin.tieout.grammar.reservations.owners import RELEASES_ITS
from xl_addin.tieout.grammar.reservations.reasons import of_caption
from xl_addin.tieout.grammar.sentence import Sentence, Sentences, looks_ahead
from xl_addin.tieout.grammar.text.captions import LONGEST_CAPTION, caption_of
from xl_addin.tieout.grammar.text.plain import lowered, plain
from xl_addin.tieout.grammar.times.when import Back, Calendar, Role, When, before, last_quarter, so_far

_PRONOUN = re.compile(
    r"^ ?(?:this|it|that|these|they|the (?:increase|decrease|decline|rise|growth|gain|drop|result|figure"
    r"|latter|same|change|improvement))(?![a-z])|^ ?(?:これ|この|その|同(?!社))"
)
# Of a sentence that says of which period the next ones tell, or what all is compared with.
LEADS_IN = re.compile(
    r"^ ?(?:in|for|during|throughout|over) |^ ?(?:当|第|[12][0-9]{3}年|平成|令和|上期|上半期|下期|下半期|中間"
    r"|通期|今)|compar|増減|比較"
)
_COMPARISONS = re.compile(
    r"(?<![a-z])comparisons (?:are|refer|relate)|(?<![a-z])compared (?:to|with) [^;.]{1,80}: ?$"
    r"|(?:増減|増減率|比較)(?:は|の対象は)[^。]{0,30}(?:です|であ|との比較|比)"
)
# Tables under these are of the year up to the quarter that they name.
_SO_FAR = re.compile(r"累計|第[1-4]四半期の連結業績|(?<![a-z])(?:cumulative|year[- ]to[- ]date)(?![a-z])")
_OPENED = frozenset("(<[【〈《「『■◆●◇□▼")
_BRACKETS = r"[(<\[【〈《「『■◆●◇□▼]", r"[)>\]】〉》」』]"
_INLINE = re.compile(rf" ?{_BRACKETS[0]}[^。0-9()]{{1,40}}{_BRACKETS[1]}? ?")
_INLINE_PART = re.compile(
    rf" ?{_BRACKETS[0]} ?(?:その他|[^。0-9()]{{1,24}}(?:事業|部門|セグメント|分野|segment|division))"
    rf"{_BRACKETS[1]}"
)
_PART_HEADING = re.compile(
    rf"(?<!our )(?<!the )(?<![a-z])(?:segment|division|business unit)(?:{_BRACKETS[1]}|:)? ?$"
    rf"|[^営業主要連結全](?:事業|部門|セグメント|分野){_BRACKETS[1]}? ?$|^ ?{_BRACKETS[0]} ?その他"
)
# After sections in brackets these speak of the company again.
_WHOLE_AGAIN = re.compile(
    r" ?(?:[0-9]{1,2}[.)、]|\([0-9]{1,2}\)|以上|これらの結果|この結果|当社グループ|連結|次期の|業績予想"
    r"|as a result|on a consolidated basis|consolidated|overall)"
)
_LONGEST_INLINE, _INLINE_LEVEL = 44, 7
_FIGURES_ARE = re.compile(
    r"(?<![a-z])(?:following|these|all|above|below) (?:[a-z]+ )?(?:figures|numbers|amounts|results)(?![a-z])"
    r"|(?<![a-z])(?:figures|numbers|amounts) (?:below|above|in this)(?![a-z])"
)
_ITS = re.compile(
    r" ?(?:(?:in|for) (?:the )?[a-z0-9 ]{2,20} )?"
    r"(?:its|it|their|they|the (?:affiliate|subsidiary|investee|competitor)(?:'s)?) "
)
_STRONG = re.compile(
    r"(?<![a-z])(?:expects?|expecting|expected to|forecasts?|guidance|anticipates?|projected)(?![a-z])"
    r"|見込んでいます|見込みです|を見込む|予想して|予想です|見通しです"
)
_OF_WHOLE = re.compile(r"構成比|% of (?:total |net )?(?:revenue|sales)|percent of|mix(?![a-z])|sales ratio")
_SIGNS = " <>[]()【】〈〉《》「」『』■◆●◇□▼・:"
_LONGEST_HEADING = 500
_SECTION = 12


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading and what it says."""

    level: int
    mentions: tuple[Mention, ...]
    period: Period | None
    back: Back | None
    ahead: bool
    caption: tuple[int, str] | None
    share: bool
    reserved: tuple[str, ...] = ()
    named_part: str = ""

    @property
    def part(self) -> Mention | None:
        """The one part of the business that it names, and no other item."""
        named = {name.item for name in self.mentions}
        return self.mentions[0] if len(named) == 1 and self.mentions[0].is_part else None


@dataclass(slots=True)
class Memory:
    """The headings above the present passage, and what the sentence before spoke of."""

    sentences: Sentences
    headings: list[_Heading] = field(default_factory=list)
    last_mentions: tuple[Mention, ...] = ()
    last_period: Period | None = None
    last_ahead: Period | None = None
    last_passage: Passage | None = None
    caption: tuple[int, str] | None = None
    section_parts: tuple[str, ...] = ()
    above: str = ""
    last_sentence: Sentence | None = None
    kept_reserved: tuple[str, ...] = ()
    is_so_far: bool = False
    led_in: Period | None = None
    leads_on: bool = False
    opening: Passage | None = None
    section_period: Period | None = None
    stated_back: Back | None = None
    spoken_part: Mention | None = None
    last_back: Back | None = None

    @property
    def calendar(self) -> Calendar:
        """The quarter that is reported."""
        return self.sentences.calendar

    @property
    def glossary(self) -> Glossary:
        """The names of the workbook's items."""
        return self.sentences.glossary

    @property
    def ahead(self) -> bool:
        """Whether a heading says that what follows is expected."""
        return bool(self.headings) and self.headings[-1].ahead

    def enter(self, passage: Passage, low: str, text: str, passages: Sequence[Passage], index: int) -> None:
        """Takes in a passage that is no row: a heading, a caption, or prose."""
        caption = caption_of(low)
        inline = None if passage.kind is Kind.HEADING else _inline_heading(low)
        heading = passage.kind is Kind.HEADING or inline is not None
        self.is_so_far = (self.is_so_far and not heading) or _is_so_far(low)
        if heading:
            end = inline.end() if inline else len(low)
            self._head(passage, low[:end], text[:end], caption)
            self.section_parts = self._parts(passages, index)
            return
        if passage.kind is Kind.PARAGRAPH:
            self.led_in, self.leads_on = self.led_in if self.leads_on else None, False
            if self.headings and self.opening is None:
                self.opening = passage
        if self.headings and self.headings[-1].level == _INLINE_LEVEL and _WHOLE_AGAIN.match(low):
            self.headings.pop()
        if caption and len(low) <= LONGEST_CAPTION:
            self.caption = caption
        if passage.kind is not Kind.ITEM:
            self.above = text if len(low) <= LONGEST_CAPTION else ""

    def lead_in(self, sentence: Sentence, passage: Passage) -> None:
        """Takes in a sentence without figures: which period is spoken of, or what all is compared with.

        The period holds for its paragraph; where that has no figures, for the next one and a list below;
        and for all of a section that it opens.
        """
        if _COMPARISONS.search(sentence.text):
            backs = (_back_of(self.calendar.release, when) for when in sentence.whens)
            self.stated_back = next((back for back in backs if back), self.stated_back)
            return
        places = (when.period for when in sentence.whens if when.role is Role.PLACE)
        period = next((place for place in places if place), None)
        if passage.kind is Kind.PARAGRAPH and period and last_quarter(period) == self.calendar.release:
            self.led_in, self.leads_on = period, True
            self.last_period = period
            if passage is self.opening:
                self.section_period = period

    @property
    def reserved(self) -> tuple[str, ...]:
        """Why the figures below are none of the workbook's, by the heading and the caption or lead-in."""
        above = self.headings[-1].reserved if self.headings else ()
        if not self.above:
            return above
        return tuple(dict.fromkeys((*above, *of_caption(self.above, self.glossary))))

    def note_row(self, low: str) -> None:
        """Takes in the scale that a row of a table names."""
        caption = caption_of(low)
        if caption:
            self.caption = caption

    def _head(self, passage: Passage, low: str, text: str, caption: tuple[int, str] | None) -> None:
        ahead = looks_ahead(low)
        low, text = low[:_LONGEST_HEADING], text[:_LONGEST_HEADING]
        read = self.sentences.read(low, text, ahead=ahead)
        period = next((when.period for when in _places(read)), None)
        back = next((when.back for when in read.whens if when.back), None)
        level = (passage.level or 1) if passage.kind is Kind.HEADING else _INLINE_LEVEL
        self.headings = [heading for heading in self.headings if heading.level < level][-8:]
        above = self.headings[-1] if self.headings else None
        named = tuple(name for name in read.mentions if not name.denominator)
        back = Back.YEAR if back is Back.FISCAL_YEAR else back
        self.headings.append(
            _Heading(
                level,
                named or (above.mentions if above else ()),
                period or (above.period if above else None),
                back,
                ahead or bool(above and above.ahead and not period),
                caption,
                _OF_WHOLE.search(low) is not None,
                tuple(dict.fromkeys((*(above.reserved if above else ()), *of_caption(text, self.glossary)))),
                low.strip(_SIGNS) if _is_of_part(low) and not named else "",
            )
        )
        self.above = ""
        self.caption = caption or (above.caption if above else None)
        self.last_mentions, self.last_period, self.last_ahead, self.last_passage = (), None, None, None
        self.led_in, self.leads_on = None, False
        self.opening, self.section_period = None, None

    def _closes(self, sentence: Sentence) -> bool:
        """Whether the sentence speaks of the fiscal year, 当期, where the quarter reported is its last."""
        whens = (when for when in sentence.whens if when.role is Role.PLACE and when.period)
        return any(when.period == so_far(self.calendar.release) for when in whens)

    def _parts(self, passages: Sequence[Passage], index: int) -> tuple[str, ...]:
        """The parts of the business that the passages under a heading speak of."""
        pattern = self.glossary.part_pattern
        found: dict[str, None] = {}
        for passage in passages[index + 1 : index + 1 + _SECTION] if pattern else ():
            if passage.kind is Kind.HEADING:
                break
            low = lowered(plain(passage.text[:1000]))
            found |= dict.fromkeys(match[0] for match in pattern.finditer(low)) if pattern else {}
        return tuple(found)

    def background(self, sentence: Sentence, passage: Passage) -> Background:
        """What the sentence may take over."""
        heading = self.headings[-1] if self.headings else None
        pronoun = _PRONOUN.match(sentence.text) is not None
        same = self.last_passage is passage
        named = self._of_section(heading)
        if self.last_mentions and (pronoun or not named or (same and passage.kind is Kind.PARAGRAPH)):
            named = self.last_mentions
        if self.last_mentions and named and all(name.is_part for name in named):
            named = self._lines_of_part(named[0]) or named
        period = self.led_in or self.section_period or (heading.period if heading else None)
        if (same or pronoun) and self.last_period is not None:
            period = self.last_period
        if period is None and sentence.ahead and _STRONG.search(sentence.text):
            period = self.last_ahead
        elif period is None:
            period = self.calendar.release
        return Background(
            mentions=named,
            period=period,
            back=(heading.back if heading else None) or self.stated_back,
            caption=self.caption,
            share=heading.share if heading else False,
            part=heading.part if heading else None,
            named_part=heading.named_part if heading else "",
            spoken_part=self.spoken_part if same else None,
            ditto=self.last_back if same else None,
            reserved=self._reserved_for(sentence, passage),
        )

    def _reserved_for(self, sentence: Sentence, passage: Passage) -> tuple[str, ...]:
        """Why a sentence's figures are none of the workbook's, by what stands above it and before it."""
        heading = self.headings[-1].reserved if self.headings else ()
        found = [*(self.reserved if passage.kind is Kind.ITEM else heading)]
        last = self.last_sentence if self.last_passage is passage else None
        if last is not None:
            found += self.kept_reserved
            if _ITS.match(sentence.text) or RELEASES_ITS.match(last.printed):
                found += of_caption(last.printed, self.glossary)
        return tuple(dict.fromkeys(found))

    def _of_section(self, heading: _Heading | None) -> tuple[Mention, ...]:
        """The heading's items; where it names several, those of the one part its section speaks of."""
        if heading is None:
            return ()
        concepts = {name.concept for name in heading.mentions}
        if len(concepts) < 2 or any(name.explicit_total for name in heading.mentions):
            return heading.mentions
        keys = [self._of_part(name) for name in heading.mentions]
        if not all(len(found) == 1 for found in keys):
            return heading.mentions
        return tuple(
            replace(name, item=next(iter(found))) for name, found in zip(heading.mentions, keys, strict=True)
        )

    def _lines_of_part(self, part: Mention) -> tuple[Mention, ...]:
        """The lines spoken of last, of the part that the heading names: operating income, of Electronics."""
        lines = ((line, self.glossary.line_of_part(part.item, line.concept)) for line in self.last_mentions)
        return tuple(replace(line, item=key, generic=False, doubt="") for line, key in lines if key)

    def _of_part(self, name: Mention) -> set[str]:
        known = self.glossary.parts.get(name.concept or "", {})
        return {known[part] for part in self.section_parts if part in known}

    def leave(self, sentence: Sentence, claims: Sequence[Claim], passage: Passage) -> None:
        """Remembers what the sentence spoke of."""
        if passage.kind is Kind.HEADING:
            return
        named = tuple(name for name in sentence.mentions if not name.denominator)
        if self.last_passage is not passage:
            items = {name.item for name in named}
            alone = len(items) == 1 and not (named[0].is_bare or named[0].explicit_total)
            self.spoken_part = named[0] if alone and passage.kind is Kind.PARAGRAPH else None
        elif any(name.explicit_total for name in named):
            self.spoken_part = None
        if named or self.last_passage is not passage:
            self.last_mentions = named
        if claims and (_places(sentence) or self._closes(sentence)):
            claimed = [claim.period for claim in claims if claim.period]
            spoken = {when.period for when in sentence.whens if when.role is Role.PLACE}
            told = [period for period in claimed if period in spoken] or claimed
            self.last_period = told[0] if told else self.last_period
        elif self.last_passage is not passage:
            self.last_period = None
        if self.last_passage is not passage:
            self.kept_reserved = ()
        self.last_sentence = sentence
        if _FIGURES_ARE.search(sentence.text):
            self.kept_reserved = tuple(of_caption(sentence.printed, self.glossary))
        if claims:
            self.leads_on = False
            self.last_back = _sole_back(claims) if any(claim.base for claim in claims) else self.last_back
            self.last_ahead = _period_ahead(claims)
        self.last_passage = passage


def _is_so_far(low: str) -> bool:
    """Whether a passage says of the figures below that they are cumulative."""
    hinted = "累計" in low or "四半期の" in low or "cumul" in low or "date" in low
    return hinted and _SO_FAR.search(low[:_LONGEST_HEADING]) is not None


def _inline_heading(low: str) -> re.Match[str] | None:
    """What a paragraph has in brackets as a heading, by itself or at its start: [Mobile segment]."""
    if low.lstrip()[:1] not in _OPENED:
        return None
    return (_INLINE.fullmatch(low) if len(low) <= _LONGEST_INLINE else None) or _INLINE_PART.match(low)


def _is_of_part(low: str) -> bool:
    """Whether a heading ends in the word for a part of a business, or is that for all other parts."""
    return len(low) <= LONGEST_CAPTION and _PART_HEADING.search(low) is not None


def _places(sentence: Sentence) -> list[When]:
    """The periods that a sentence names in so many words."""
    return [when for when in sentence.whens if when.role is Role.PLACE and when.period and not when.weak]


def _back_to(period: Period, base: Period) -> Back | None:
    """How far before a period another one lies."""
    return next((back for back in Back if before(period, back) == base), None)


def _back_of(release: Quarter, when: When) -> Back | None:
    """How far before the quarter that is reported the words for a period look."""
    return when.back or (_back_to(release, when.period) if when.period else None)


def _sole_back(claims: Sequence[Claim]) -> Back | None:
    """How far back a sentence looks, where all of its changes are from as far."""
    backs = {_back_to(claim.period, claim.base) for claim in claims if claim.period and claim.base}
    return backs.pop() if len(backs) == 1 else None


def _period_ahead(claims: Sequence[Claim]) -> Period | None:
    """The one period that a sentence expects something of, which the next one's outlook is of too."""
    found = {claim.period for claim in claims if claim.is_outlook}
    return found.pop() if len(found) == 1 else None


def is_ratio(name: Mention) -> bool:
    """Whether the name is of a share."""
    return name.aspect in (Aspect.RATIO, Aspect.RATE)
