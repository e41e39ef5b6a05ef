"""What a figure takes over from those before it in its sentence: that it is a change, or what is compared."""

from __future__ import annotations

import re
from dataclasses import replace

from xl_addin.tieout.grammar.reading import WINDOW, Reading, gap_between
from xl_addin.tieout.grammar.text.numbers import Unit
from xl_addin.tieout.grammar.text.words import ITEM, NUMBER, PER_SHARE, WHEN, Direction, direction_of

ASIDE = re.compile(r" ?\(|,? or |, equivalent to |, or about ")
_JOINED = re.compile(
    r"^\)?(?:,? ?(?:and|&|or|,|from|to|but|in|of|on|at|over|than|versus|vs\.?|against|compared (?:with|to)"
    r"|the|respectively|sequentially|then|as reported|on an? [a-z. ]{2,20} basis|in constant currency"
    r"|at constant currencies|\x01+|\x03+)){1,8} ?\(?$"
    r"|^\)?(?:、|および|及び|と|から|に対し|\x01+|の|は|\()+$"
)
_ANOTHER_OF = re.compile(rf"\)?(?: (?:for|in) (?:the )?{WHEN}+)?,? (?:and|or) (?:an? |its )?{ITEM}+ of ")
_ELLIPSIS = re.compile(r",? (?:and )?(?:the |our |its )?\x02+ (?:by )?")
_AND_OF = re.compile(r",? (?:from|on|over) (?:the )?\x01+,? (?:and|but) (?:of|by) ")
# Its percentage, which says how it changed: JPY1,415 million or 3.8% more than in fiscal 2002.
_WITH_PERCENTAGE = re.compile(
    rf",? or (?:about )?{NUMBER}+ (?P<word>more|less|fewer|higher|lower|better|worse|above|below)"
    r"(?= than| the)"
)
BEATEN_JA = re.compile(r"^(?:件|台|回線|社|人|店)?(?:の)?を[^、。\x03]{0,6}(?:上回|下回|超え)")
THAN = re.compile(
    r"^\)? (?:more|less|higher|lower|above|below|better|worse|fewer|up on|down on"
    r"|over)(?: than)?(?: (?:the|those of|a|its|our))? ?$"
)


def take_over(reading: Reading, earlier: list[Reading]) -> None:
    """Takes over what joining words, an aside or an ellipsis carry on from the figures before."""
    if not earlier:
        return
    _continue(reading, earlier[-1])
    _continue_list(reading, earlier)
    _continue_part(reading, earlier[-1])
    _continue_per_share(reading, earlier[-1])


def change_of_percentage(reading: Reading, following: Reading | None) -> Direction | None:
    """The change whose percentage comes right behind it, and only there is called one."""
    if following is None or following.figure.number.unit is not Unit.PERCENT:
        return None
    found = _WITH_PERCENTAGE.match(reading.after)
    return direction_of(found["word"]) if found else None


def _continue(reading: Reading, previous: Reading) -> None:
    """Takes over from the figure before what joining words carry on: from 12.5% and 11.6%, up 5% and 3%."""
    gap = gap_between(previous, reading)
    same = previous.figure.number.unit is reading.figure.number.unit
    if previous.direction is not None and not previous.is_level and THAN.match(gap):
        reading.comparative = True
        return
    if same and reading.is_level and previous.mention == reading.mention and BEATEN_JA.match(reading.after):
        reading.comparative = True
        return
    aside = ASIDE.fullmatch(gap) is not None
    if aside and reading.direction is None and previous.direction is not None and not previous.is_level:
        reading.direction, reading.is_level = previous.direction, False
        return
    if previous.comparative and reading.is_level and (aside or _ANOTHER_OF.fullmatch(gap)):
        reading.comparative = True
        return
    if (
        not same
        or len(gap) >= WINDOW
        or not _JOINED.match(gap)
        or re.search(r"(?<![a-z])(?:to|at)(?![a-z])", gap)
    ):
        return
    if previous.comparative and reading.is_level:
        reading.comparative = True
    elif previous.direction is not None and reading.direction is None and not reading.comparative:
        reading.direction, reading.is_level = previous.direction, previous.is_level


def _continue_list(reading: Reading, earlier: list[Reading]) -> None:
    """Takes over a change from the one before: rose 4% and gross profit 7%; a decrease of A and of B."""
    if reading.direction is not None or reading.comparative or not reading.is_level:
        return
    gap = gap_between(earlier[-1], reading)
    alike = (one for one in reversed(earlier[-2:]) if one.figure.number.unit is reading.figure.number.unit)
    last = next(alike, None)
    if last is None or last.direction is None or last.is_level:
        return
    if (last is earlier[-1] and _ELLIPSIS.fullmatch(gap)) or _AND_OF.fullmatch(gap):
        reading.direction, reading.is_level = last.direction, False


def _continue_part(reading: Reading, previous: Reading) -> None:
    """Of a part of the business is what its line is compared with: segment income, against a loss of A."""
    name, last = reading.mention, previous.mention
    if not reading.comparative or name is None or last is None or last.concept != name.concept:
        return
    if name.is_bare and not last.is_bare and not last.explicit_total:
        reading.mention = replace(last, loss=name.loss)


def _continue_per_share(reading: Reading, previous: Reading) -> None:
    """Of a share is what an amount of a share is compared with: $1.55 per share, compared with $1.06."""
    number, last = reading.figure.number, previous.figure.number
    alike = number.currency == last.currency != "" and not (number.scaled or last.scaled)
    told = previous.per_share or PER_SHARE.match(previous.after) is not None
    reading.per_share = alike and reading.comparative and told
