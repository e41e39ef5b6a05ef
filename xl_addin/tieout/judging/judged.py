"""A claim with its verdict."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xl_addin.domain.precision import Interval
from xl_addin.inputs.model import Status
from xl_addin.release.expressions import Expression
from xl_addin.tieout.claims import Claim
from xl_addin.tieout.judging.candidates import Candidate
from xl_addin.tieout.judging.comparison import Verdict
from xl_addin.tieout.judging.quantity import Key


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim with its verdict.

    `computed` holds the values that the figure may have, in the claim's unit; an exact one has one value.
    `expression` gives live, from input cells and in the workbook's unit, the one the workbook shows, which
    is `point` in the claim's. `cells` are the items and periods it rests on, `status` that of the weakest.
    """

    claim: Claim
    verdict: Verdict
    reason: str
    computed: Interval | None = None
    point: Decimal | None = None
    expression: Expression | None = None
    cells: tuple[Key, ...] = ()
    status: Status | None = None
    candidates: tuple[Candidate, ...] = ()
