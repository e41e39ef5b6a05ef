"""How many analysts a consensus is of: a count in digits or words, where the workbook has forecasts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal

from xl_addin.domain.periods import Period
from xl_addin.tieout.claims import Claim, Measure
from xl_addin.tieout.document import Document, Passage

ITEM = "contributors"

_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = {word: number for number, word in enumerate(_WORDS, 2)}
_FIRMS = r"(?:firms|analysts|brokers|brokerages|brokerage firms|securities firms|institutions|contributors)"
_ENGLISH = re.compile(rf"\b(?P<count>{'|'.join(_WORDS)}|[0-9]{{1,2}}) (?:[a-z-]{{1,20}} ){{0,2}}{_FIRMS}\b")
_JAPANESE = re.compile(
    r"(?P<count>[0-9]{1,2})(?:社|名|人)(?:の)?(?:証券|アナリスト|調査機関|予想|平均)"
    r"|(?:証券会社|アナリスト|調査機関)(?:等|など)?(?P<after>[0-9]{1,2})(?:社|名|人)"
)
_OF_CONSENSUS = re.compile(r"consensus|forecast|estimate|averag|mean|コンセンサス|予想|平均", re.IGNORECASE)


def contributors(document: Document, period: Period, others: Iterable[Claim]) -> Iterator[Claim]:
    """The counts of a consensus's contributors in a text, but for numbers that `others` have claimed.

    `period` is the one that is forecast.
    """
    taken = {(id(claim.passage), claim.start) for claim in others}
    for passage in document.passages:
        text = unicodedata.normalize("NFKC", passage.text).lower()
        # Positions are those of the printed text, which the reading in small letters must not move.
        if len(text) != len(passage.text) or not _OF_CONSENSUS.search(text):
            continue
        for pattern in (_ENGLISH, _JAPANESE):
            for found in pattern.finditer(text):
                claim = _claim(passage, period, found)
                if (id(passage), claim.start) not in taken:
                    yield claim


def _claim(passage: Passage, period: Period, found: re.Match[str]) -> Claim:
    group = "count" if found["count"] else "after"
    start, end = found.span(group)
    count = found[group]
    value = Decimal(_NUMBERS.get(count) or count)
    return Claim(
        passage.text[start:end],
        passage,
        start,
        end,
        passage.text,
        Measure.COUNT,
        value,
        ITEM,
        ITEM,
        period,
        is_outlook=True,
    )
