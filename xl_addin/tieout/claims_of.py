"""Claims read from a text: each printed number that is a figure of the business, and what it is of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from xl_addin.domain.periods import Quarter
from xl_addin.inputs.model import Figures
from xl_addin.tieout.claims import Claim
from xl_addin.tieout.document import Document
from xl_addin.tieout.grammar.reader import Reader


@dataclass(frozen=True, slots=True)
class Context:
    """What a text is read with: the quarter it reports, and the workbook's items with their labels."""

    release_quarter: Quarter
    first_month: int = 4
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def context_of(figures: Figures) -> Context:
    """The context that a workbook gives."""
    names = {item.key: (item.label, item.label_ja) for item in figures.items.values()}
    return Context(figures.settings.release_quarter, figures.settings.first_month, names)


def read_claims(document: Document, context: Context) -> tuple[Claim, ...]:
    """The claims of a text in its order."""
    reader = Reader.of(context.release_quarter, context.first_month, context.names)
    return tuple(reader.read(document.passages))
