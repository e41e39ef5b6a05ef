"""Figures told in the order of what they are of: A and B, respectively; それぞれA、B."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from xl_addin.tieout.grammar.items.mention import Mention
from xl_addin.tieout.grammar.reading import Background, Reading
from xl_addin.tieout.grammar.sentence import Sentence
from xl_addin.tieout.grammar.text.words import COMPARED, NUMBER, RESPECTIVELY
from xl_addin.tieout.grammar.times.when import Role, When

ONE_OF_SEVERAL_PERIODS = "the text names several periods for one figure"
_JOINED = re.compile(
    r"(?:件|台|回線|社|人|個)?\)?(?:, and|, | and | or | & |、|と|および|及び|・)"
    r"(?:約|about |approximately )?"
)
_AND = re.compile(r",? (?:and|&|or|through|to|until) (?:the |in |for )*| ?- ?|、|と|および|及び|から")
_BOTH = re.compile(r",? (?:and|&) (?:the |our |its )?|及び|および|・|と|、")
_OF_ALL_JA = re.compile(r"(?:の|は|が|には|も|それぞれ|、|,| )*")
_CLOSE = 25


def share_out(sentence: Sentence, found: list[Reading], background: Background) -> None:
    """Gives each of several figures its item, its period or what it is compared with, in the order named."""
    said = list(RESPECTIVELY.finditer(sentence.text))
    if said and not _whole_sentence(sentence, found):
        for words in said:
            run = _run_at(found, words, japanese=sentence.japanese)
            if len(run) > 1:
                _share_items(sentence, found, run, background)
                _share_periods(sentence, found, run)
    elif said:
        _share_periods(sentence, found, found)
    _share_pair(sentence, found)
    _share_two_periods(sentence, found)


def _share_pair(sentence: Sentence, found: list[Reading]) -> None:
    """Revenues and operating income grew by 6.3% and 50.2%: two items and two figures, each joined by and."""
    for first, second in pairwise(found):
        names = _names_before(sentence, first.figure.start)[-2:]
        if len(names) < 2 or not _are_joined(first, second) or first.mention is not names[1]:
            continue
        if second.mention is not names[1] or not _BOTH.fullmatch(
            sentence.shape[names[0].end : names[1].start]
        ):
            continue
        if NUMBER not in sentence.shape[names[1].end : first.figure.start]:
            _of(first, names[0])


def _whole_sentence(sentence: Sentence, found: list[Reading]) -> bool:
    """Shares out the items named before all figures, in one run or several: A and B, up 5% and 3%."""
    names = _names_before(sentence, found[0].figure.start) if found else []
    runs = len(found) // len(names) if names else 0
    if len(names) < 2 or not runs or len(found) != runs * len(names):
        return False
    for index, reading in enumerate(found):
        _of(reading, names[index % len(names)])
    return True


def _of(reading: Reading, name: Mention) -> None:
    reading.mention, reading.loss = name, name.loss


def _names_before(sentence: Sentence, end: int) -> list[Mention]:
    return [name for name in sentence.mentions if name.end <= end and not name.denominator]


def _run_at(found: list[Reading], words: re.Match[str], *, japanese: bool) -> list[Reading]:
    """The figures joined to each other that the word is said of: those right after it, else those before."""
    after = [reading for reading in found if reading.figure.start >= words.end()]
    if japanese and after and after[0].figure.start - words.end() <= _CLOSE:
        run = after[:1]
        for first, second in pairwise(after):
            if not _are_joined(first, second):
                break
            run.append(second)
        if len(run) > 1:
            return run
    before = [reading for reading in found if reading.figure.end <= words.start()]
    run = before[-1:]
    for first, second in pairwise(reversed(before)):
        if not _are_joined(second, first):
            break
        run.insert(0, second)
    return run


def _are_joined(first: Reading, second: Reading) -> bool:
    length = second.figure.start - first.figure.end
    return 0 < length < _CLOSE and _JOINED.fullmatch(second.before[-length:]) is not None


def _share_items(
    sentence: Sentence, found: list[Reading], run: list[Reading], background: Background
) -> None:
    """The items named last before the run, where it has one for each and is not of several periods."""
    named = _names_before(sentence, run[0].figure.start) or background.mentions
    names = named[-len(run) :]
    compared = [reading for reading in found if reading.comparative and reading not in run]
    if len({name.item for name in names}) != len(run) or len(compared) >= len(run):
        return
    for each in (run, *_runs_alike(found, run, names[-1].end if named is not background.mentions else 0)):
        for reading, name in zip(each, names, strict=True):
            _of(reading, name)


def _runs_alike(found: list[Reading], run: list[Reading], start: int) -> Iterator[list[Reading]]:
    """Other runs of as many figures behind the names: 前年の2,870件、6.8Gbpsからそれぞれ9.4%、41.2%増."""
    others = [one for one in found if one not in run and one.figure.start >= start]
    several: list[list[Reading]] = []
    for reading in others:
        if several and _are_joined(several[-1][-1], reading):
            several[-1].append(reading)
        else:
            several.append([reading])
    return (each for each in several if len(each) == len(run))


def _share_periods(sentence: Sentence, found: list[Reading], run: list[Reading]) -> None:
    """The periods named right behind the run or right before it; one before them all is of each."""
    start, end = run[0].figure.start, run[-1].figure.end
    following = min(
        (one.figure.start for one in found if one.figure.start >= end), default=len(sentence.text)
    )
    previous = max((one.figure.end for one in found if one.figure.end <= start), default=0)
    behind = [when for when in sentence.whens if end <= when.start < following and when.role is Role.PLACE]
    ahead = [when for when in sentence.whens if previous <= when.start < start and when.role is Role.PLACE]
    if len(behind) == len(run):
        compared = COMPARED.search(sentence.shape[end : behind[0].start]) is not None
        for reading, when in zip(run, behind, strict=True):
            if compared and not reading.is_level:
                reading.post = [when]
            else:
                reading.own = when
    elif len(behind) == 1 and behind[0].back and all(reading.comparative for reading in run):
        for reading in run:
            reading.own = reading.own or behind[0]
    elif len(ahead) == len(run) and _follow_each_other(sentence, ahead):
        _place_each(run, ahead)
    elif sentence.japanese and ahead and _OF_ALL_JA.fullmatch(sentence.shape[ahead[-1].end : start]):
        for reading in run:
            reading.own = ahead[-1] if reading.is_level else reading.own


def _follow_each_other(sentence: Sentence, whens: Sequence[When]) -> bool:
    return all(_AND.fullmatch(sentence.shape[first.end : second.start]) for first, second in pairwise(whens))


def _place_each(run: list[Reading], whens: list[When]) -> None:
    """Each level in its period; the earlier ones are what the latest is compared with."""
    latest = max((when.period.end() for when in whens if when.period), default=None)
    for reading, when in zip(run, whens, strict=True):
        if reading.is_level:
            reading.own = when
            reading.comparative = when.period is not None and when.period.end() != latest


def _share_two_periods(sentence: Sentence, found: list[Reading]) -> None:
    """In 3Q01 and 4Q01 income was A and B: each of its own period; of a single figure neither is said."""
    if not found or found[0].own is not None:
        return
    places = [when for when in found[0].pre if when.role is Role.PLACE and when.period and not when.weak]
    if len(places) < 2 or not _follow_each_other(sentence, places):
        return
    run = found[:1]
    for first, second in pairwise(found):
        if not _are_joined(first, second):
            break
        run.append(second)
    if len(run) == len(places) and all(reading.is_level for reading in run):
        _place_each(run, places)
    elif len(run) == 1 and found[0].is_level:
        found[0].doubts.append(ONE_OF_SEVERAL_PERIODS)
