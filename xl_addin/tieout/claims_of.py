"""Claims read from a text: each printed number that is a figure of the business, and what it is of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from xl_addin.domain.periods import BY_START, FiscalCalendar, Period, Quarter
from xl_addin.inputs.model import Figures
from xl_addin.tieout.claims import Claim
from xl_addin.tieout.contributors import contributors
from xl_addin.tieout.document import Document
from xl_addin.tieout.grammar.reader import Reader


@dataclass(frozen=True, slots=True)
class Context:
    """What a text is read with: the quarter it reports, and the workbook's items with their labels.

    `forecast` is the period for which the workbook has analysts' forecasts, if it has any. `company` is the
    name, with the ticker if there is one, by which figures of another company are told from its own; without
    it they are not.
    """

    release_quarter: Quarter
    calendar: FiscalCalendar = BY_START
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    forecast: Period | None = None
    company: str = ""


def context_of(figures: Figures) -> Context:
    """The context that a workbook gives."""
    names = {item.key: (item.label, item.label_ja) for item in figures.items.values()}
    forecast = next((line.period for line in figures.consensus), None)
    settings = figures.settings
    company = f"{settings.company} {settings.ticker or ''}"
    return Context(settings.release_quarter, settings.calendar, names, forecast, company)


def read_claims(document: Document, context: Context) -> tuple[Claim, ...]:
    """The claims of a text in its order."""
    reader = Reader.of(context.release_quarter, context.calendar, context.names, context.company)
    claims = list(reader.read(document.passages))
    if context.forecast is not None:
        order = {id(passage): index for index, passage in enumerate(document.passages)}
        claims += contributors(document, context.forecast, claims)
        claims.sort(key=lambda claim: (order[id(claim.passage)], claim.start))
    return tuple(claims)
