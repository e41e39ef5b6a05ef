"""References to sheets inside formulas, as sheets are renamed, deleted and copied."""

from __future__ import annotations

import re

from tests.recording_excel.model import quoted

# A text, a sheet's name in quotes, a bare one; the others stay as they are.
_TOKENS = re.compile(r"""("(?:[^"]|"")*")|'((?:[^']|'')+)'!|([^\W\d][\w.]*)!""")


def pointing(formula: str, old: str, new: str | None) -> str:
    """The formula with its references to one sheet turned to another; to nothing with None."""

    def replace(found: re.Match[str]) -> str:
        name = (found[2] or "").replace("''", "'") or found[3]
        if found[1] or not name or name.casefold() != old.casefold():
            return found[0]
        return "#REF!" if new is None else quoted(new) + "!"

    return _TOKENS.sub(replace, formula)


def sheets_in(formula: str) -> set[str]:
    """The names of the sheets that a formula mentions."""
    names = ((found[2] or "").replace("''", "'") or found[3] for found in _TOKENS.finditer(formula))
    return {name for name in names if name}
