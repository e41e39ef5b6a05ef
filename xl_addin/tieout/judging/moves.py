"""Whether what a text says of two levels, that one rose or fell to the other, is so by the workbook."""

from __future__ import annotations

from dataclasses import replace

from xl_addin.domain.units import Unit
from xl_addin.errors import MissingData, UndefinedResult
from xl_addin.inputs.model import Status
from xl_addin.tieout.claims import Claim
from xl_addin.tieout.judging.expected import Expectation
from xl_addin.tieout.judging.quantity import Quantity
from xl_addin.tieout.judging.telling import told


def moved_otherwise(claim: Claim, found: Quantity, expectation: Expectation, unit: Unit) -> str:
    """Why the word for the move is wrong, "" where it is not, or where the workbook cannot tell."""
    if claim.moved_from is None or not claim.moved:
        return ""
    try:
        base = expectation.figure(replace(claim.subject, period=claim.moved_from))
    except (MissingData, UndefinedResult):
        return ""
    if Status.ILLUSTRATIVE in (base.status, found.status):
        return ""
    rose = found.interval.low > base.interval.high
    fell = found.interval.high < base.interval.low
    if not (rose if claim.moved < 0 else fell):
        return ""
    before, after = (told(each.interval, claim, unit) for each in (base, found))
    return f'"{claim.direction}" does not fit: the workbook has {after} after {before} in {claim.moved_from}'
