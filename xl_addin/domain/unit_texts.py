"""The tables of currencies and scales as parts of a formula, which has no table to look into.

An entry is found by its place in a text: as far behind the start as its key stands in another one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xl_addin.catalog.syntax import literal_text
from xl_addin.domain.units import CURRENCIES, PER_SHARE, SCALES

_CODE = 3
_HEAD = 4
_LONGEST_TEXT = 255
# Between entries, behind short ones, and where a currency's name goes.
APART, PADDING, HERE = "~", "|", "~"
_SLOT = _CODE + len(APART)
# An amount of each share is in no scale: as a millionth of nothing it is printed in full.
UNSCALED = -300

_behind = [f" {scale.name}" if scale.name else "" for scale in SCALES.values()] + [f" {PER_SHARE}"]
_longest = max(map(len, _behind))


def _text(entries: Iterable[str], width: int, padding: str = PADDING) -> str:
    """The entries one after the other in places of one width, as text of a formula."""
    whole = "".join(entry.ljust(width, padding) for entry in entries)
    parts = [whole[at : at + _LONGEST_TEXT] for at in range(0, len(whole), _LONGEST_TEXT)]
    return "(" + "&".join(map(literal_text, parts)) + ")"


def _slots(entries: Sequence[str]) -> int:
    """How many times as wide as a code with what keeps it apart the places of these entries are."""
    return -(-max(map(len, entries)) // _SLOT)


_CODES = literal_text(APART + "".join(code + APART for code in CURRENCIES))
_WHOLE = literal_text(APART.join(code for code, one in CURRENCIES.items() if not one.decimals))
_ENGLISH = [one.notation.format("") for one in CURRENCIES.values()]
_JAPANESE = [one.notation_ja.format("") for one in CURRENCIES.values()]
_WIDE, _NARROW = _slots(_JAPANESE), _slots(_ENGLISH)
_PLACE = f"(FIND(LEFT(unit,{_CODE}),{_CODES})-{1 + len(APART)})*IF(japanese,{_WIDE},{_NARROW})+1"
_HEADS = _text((text[:_HEAD] for text in _behind), _HEAD, " ")
_POWERS = _text((f"{power:0{_HEAD}}" for power in (*(one.power for one in SCALES.values()), UNSCALED)), _HEAD)
_BEHIND = _text((f"<{text}>" for text in _behind), _longest + 2)

# Whether the name `unit` is one of the canonical texts: a code, and behind it a scale or nothing. The
# second part is cut where it is longer than any, so that it never spans two entries.
IS_UNIT = (
    f'ISNUMBER(FIND("{APART}"&LEFT(unit,{_CODE})&"{APART}",{_CODES})'
    f'*FIND("<"&MID(unit,{_CODE + 1},{_longest + 1})&">",{_BEHIND}))'
)
# The power of ten that it counts in; far below zero for an amount of each share.
POWER = f'VALUE(MID({_POWERS},FIND(MID(unit&"{" " * _HEAD}",{_CODE + 1},{_HEAD}),{_HEADS}),{_HEAD}))'
# Whether its currency has a smaller coin.
HAS_DECIMALS = f"ISERROR(FIND(LEFT(unit,{_CODE}),{_WHOLE}))"
# Of what stands behind the code, one letter tells whether it is a scale, each share, or nothing (which
# LibreOffice finds in no text).
_SHARE = literal_text(PER_SHARE[0])
IS_OF_A_SHARE = f"EXACT(MID(unit,{_CODE + 2},1),{_SHARE})"
# How its currency is printed, in English before an amount and in Japanese behind it.
NAME = (
    f"SUBSTITUTE(MID(IF(japanese,{_text(_JAPANESE, _WIDE * _SLOT)},{_text(_ENGLISH, _NARROW * _SLOT)}),"
    f'{_PLACE},IF(japanese,{_WIDE * _SLOT},{_NARROW * _SLOT})),"{PADDING}","")'
)
