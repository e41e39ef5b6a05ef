"""A name of an item as a sentence has it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xl_addin.tieout.grammar.items.vocabulary import CONCEPTS, Aspect, Sense

UNSAID_PART = "the text does not say which part of the business it is of"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of an item. `item` is None where its part of the business is not known, and `doubt` says why.

    `generic` names only a concept ("margin", "contracts"), whose item the surroundings tell.
    A `denominator` is what a share is of, as in "12% of revenues". One that `is_bare` names a line of the
    whole company without saying so: "revenues".
    """

    start: int
    end: int
    item: str | None
    concept: str | None
    aspect: Aspect
    loss: bool = False
    unit: str = ""
    balance: bool = False
    generic: bool = False
    denominator: bool = False
    is_part: bool = False
    explicit_total: bool = False
    is_bare: bool = False
    doubt: str = ""

    def of_part(self, key: str | None, *, doubt: str = "", start: int | None = None) -> Mention:
        """The mention as that of another item, from where its part's name starts."""
        return Mention(
            self.start if start is None else start, self.end, key, self.concept, self.aspect,
            self.loss, self.unit, self.balance, doubt=doubt,
        )  # fmt: skip


def of_same_part(key: str, concept: str | None, other: str | None) -> str | None:
    """The key of another line of the part that a key is of: cloud revenues, cloud operating income."""
    if concept is None or other is None or key == CONCEPTS[concept].whole:
        return None
    own, wanted = CONCEPTS[concept].ending, CONCEPTS[other].ending
    return key.removesuffix(own) + wanted if own and wanted and key.endswith(own) else None


def composed_key(part: str, sense: Sense) -> str | None:
    """The key of a part's item that no workbook need have: cloud revenues, adjusted operating income."""
    ending = CONCEPTS[sense.concept].ending
    name = re.sub(r"[^a-z0-9]+", "_", part).strip("_")
    return f"{name}{ending}" if ending and name else None
