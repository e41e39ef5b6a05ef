"""A sentence taken apart: its figures, periods and items, and its shape, where each is a sign repeated."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import pairwise

from xl_addin.domain.periods import Quarter
from xl_addin.tieout.grammar.items.glossary import Glossary
from xl_addin.tieout.grammar.items.mention import Mention
from xl_addin.tieout.grammar.items.mentions import mentions
from xl_addin.tieout.grammar.text.decoys import decoys
from xl_addin.tieout.grammar.text.numbers import Number, Unit, numbers
from xl_addin.tieout.grammar.text.plain import is_japanese
from xl_addin.tieout.grammar.text.words import FUTURE, ITEM, NUMBER, OUTLOOK, REPORTING, WHEN
from xl_addin.tieout.grammar.times.english import english_whens
from xl_addin.tieout.grammar.times.japanese import japanese_whens
from xl_addin.tieout.grammar.times.when import Calendar, When


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed number with its translations; `end` is behind the last one's parenthesis."""

    number: Number
    translations: tuple[Number, ...]
    end: int

    @property
    def start(self) -> int:
        """Where the number starts."""
        return self.number.start


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in plain small letters, and as printed; all places are counted from its start."""

    text: str
    printed: str
    shape: str
    figures: tuple[Figure, ...]
    whens: tuple[When, ...]
    mentions: tuple[Mention, ...]
    japanese: bool
    ahead: bool
    release: Quarter


_KEPT = 2048
_BETWEEN = re.compile(r" ?\(|,? or |, | \(or |/|, \(| \(approximately |, equivalent to | \(about ")
_ALONE = re.compile(
    " alone(?![a-z])|単独(?!決算|業績|財務|ベース)"
)  # of the second quarter, after words about the half
_CLAUSES = re.compile(r"[;、]|, (?:and|while|but|whereas)(?![a-z])")
_TELLS = re.compile(
    r"(?<![a-z])(?:was|were|rose|fell|grew|increased|decreased|declined|improved|totall?ed|amounted|came|reached"
    r"|posted|recorded|reported)(?![a-z])|(?:でした|となり|なった|した)$"
)
_CLOSED = re.compile(r" ?\)")
_OWNED = re.compile(r"owned|ownership|stake|interest in|held|出資|子会社|表示|notes?(?![a-z])|tel|phone")


class Sentences:
    """Takes sentences apart; one that comes again, as headings and the heads of pages do, only once."""

    def __init__(self, calendar: Calendar, glossary: Glossary) -> None:
        self.calendar = calendar
        self.glossary = glossary
        self._kept = lru_cache(maxsize=_KEPT)(partial(_read, calendar=calendar, glossary=glossary))

    def read(self, text: str, printed: str, *, ahead: bool, bare: bool = False) -> Sentence:
        """The sentence's parts; `printed` has its capitals. Of a `bare` one, without figures, only items."""
        return self._kept(text, printed, ahead=ahead, bare=bare)


def _read(
    text: str, printed: str, *, calendar: Calendar, glossary: Glossary, ahead: bool, bare: bool
) -> Sentence:
    japanese = is_japanese(text)
    told = _results(text) if not ahead and looks_ahead(text) else ()
    ahead = ahead or looks_ahead(text)
    whens = () if bare else _whens(text, calendar, japanese=japanese, ahead=ahead, told=told)
    found = [] if bare else _seen(text, whens)
    masked = _blanked(text, ((when.start, when.end) for when in whens), WHEN)
    masked = _blanked(masked, ((number.start, number.end) for number in found), NUMBER)
    named = mentions(text, printed, masked, glossary, japanese=japanese)
    whens = tuple(when for when in whens if not _within(when, named))
    shape = _blanked(text, ((when.start, when.end) for when in whens), WHEN)
    items = ((name.start, name.end) for name in named if not name.denominator)
    shape = _blanked(shape, items, ITEM)
    shape = _blanked(shape, ((number.start, number.end) for number in found), NUMBER)
    return Sentence(
        text,
        printed,
        shape,
        tuple(_figures(text, found)),
        whens,
        tuple(named),
        japanese,
        ahead,
        calendar.release,
    )


def _seen(text: str, whens: tuple[When, ...]) -> list[Number]:
    """The numbers that no period holds and that are no decoys, which only bare ones and 1 may be."""
    found = _visible(numbers(text), [(when.start, when.end) for when in whens])
    if any(number.unit is Unit.PLAIN or number.figure == 1 for number in found) or _OWNED.search(text):
        return _visible(found, sorted(decoys(text)))
    return found


def looks_ahead(text: str) -> bool:
    """Whether a text tells of what is expected, not of how results stand against what was."""
    if OUTLOOK.search(text) is None:
        return False
    return REPORTING.search(text) is None or FUTURE.search(text) is not None


def _results(text: str) -> tuple[tuple[int, int], ...]:
    """The clauses that tell of results, in a sentence that also tells of what is expected."""
    ends = [0, *(found.start() for found in _CLAUSES.finditer(text)), len(text)]
    return tuple(
        (start, end)
        for start, end in pairwise(ends)
        if _TELLS.search(text, start, end) and not looks_ahead(text[start:end])
    )


def _whens(
    text: str, calendar: Calendar, *, japanese: bool, ahead: bool, told: tuple[tuple[int, int], ...]
) -> tuple[When, ...]:
    found = _read_whens(text, calendar, japanese=japanese, ahead=ahead)
    if told:
        result = _read_whens(text, calendar, japanese=japanese, ahead=False)
        found = [when for when in found if not _in_any(when, told)]
        found += [when for when in result if _in_any(when, told)]
    found.sort(key=lambda when: (when.start, -when.end))
    apart: list[When] = []
    for when in found:
        if not apart or when.start >= apart[-1].end:
            apart.append(when)
        elif when.end > apart[-1].end and when.start == apart[-1].start:
            apart[-1] = when
    return tuple(_with_alone(when, text) for when in apart)


def _with_alone(when: When, text: str) -> When:
    found = _ALONE.match(text, when.end)
    return when if found is None else replace(when, end=found.end())


def _read_whens(text: str, calendar: Calendar, *, japanese: bool, ahead: bool) -> list[When]:
    found = list(english_whens(text, calendar, ahead=ahead))
    if japanese:
        found += japanese_whens(text, calendar, ahead=ahead)
    return found


def _in_any(when: When, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= when.start < end for start, end in spans)


def _within(when: When, named: list[Mention]) -> bool:
    return any(name.start <= when.start and when.end <= name.end for name in named)


def _blanked(text: str, spans: Iterable[tuple[int, int]], sign: str) -> str:
    pieces, position = [], 0
    for start, end in spans:
        if start < position:
            continue
        pieces += [text[position:start], sign * (end - start)]
        position = end
    return "".join([*pieces, text[position:]])


def _visible(found: Iterable[Number], hidden: list[tuple[int, int]]) -> list[Number]:
    """The numbers that no period and no decoy holds."""
    seen, index, reach = [], 0, -1
    for number in found:
        while index < len(hidden) and hidden[index][0] < number.end:
            reach = max(reach, hidden[index][1])
            index += 1
        if reach <= number.start:
            seen.append(number)
    return seen


def _figures(text: str, found: list[Number]) -> list[Figure]:
    figures: list[Figure] = []
    for number in found:
        last = figures[-1] if figures else None
        between = (
            text[last.translations[-1].end if last.translations else last.number.end : number.start]
            if last
            else ""
        )
        if last and _translates(last.number, number, between):
            closed = _CLOSED.match(text, number.end)
            end = closed.end() if closed and "(" in between else number.end
            figures[-1] = replace(last, translations=(*last.translations, number), end=end)
        else:
            figures.append(Figure(number, (), number.end))
    return figures


def _translates(number: Number, other: Number, between: str) -> bool:
    both_money = number.unit is Unit.MONEY and other.unit is Unit.MONEY
    return both_money and number.currency != other.currency and _BETWEEN.fullmatch(between) is not None
