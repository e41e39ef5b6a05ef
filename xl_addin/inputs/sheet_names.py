"""The names of a workbook's sheets: two that are one, and names that nearly are an input sheet's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xl_addin.errors import Severity
from xl_addin.inputs.headings import disguised, folded, nearest
from xl_addin.inputs.problems import Problems


def sheets_wanted(names: Iterable[str], wanted: Iterable[str]) -> Mapping[str, str]:
    """Of a workbook's sheets those that are wanted, with the name each is wanted under.

    Case, blanks around and characters that are not seen are no matter. Of several sheets the first is meant.
    """
    known = {folded(name): name for name in wanted}
    found: dict[str, str] = {}
    for name in names:
        if folded(name) in known:
            found.setdefault(known[folded(name)], name)
    return {name: kind for kind, name in found.items()}


def report_sheet_names(names: Iterable[str], wanted: Iterable[str], problems: Problems) -> None:
    """Sheets that are not read although they look as if they were."""
    sheets, kinds = list(names), list(wanted)
    read = {kind: name for name, kind in sheets_wanted(sheets, kinds).items()}
    absent = [kind for kind in kinds if kind not in read]
    for name in sheets:
        meant = next((kind for kind in kinds if folded(kind) == folded(name)), None)
        if meant is not None:
            if name != read[meant]:
                message = f"two sheets have one name, '{read[meant]}' and '{name}'"
                remedy = "delete or rename the one that is not meant; it may be hidden"
                problems.of_sheet(name, message, remedy)
        elif letter := disguised(name, kinds):
            problems.of_sheet(name, f"the name looks like one that it is not: {letter}", "rename the sheet")
        elif near := nearest(name, absent):
            remedy = f"if {near} is meant, rename it {near}"
            problems.of_sheet(name, "the sheet is not read", remedy, Severity.WARNING)
