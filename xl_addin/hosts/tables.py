"""Tables on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from xl_addin.catalog import FunctionSpec
from xl_addin.hosts.literals import written_figure
from xl_addin.release.deck import CheckResult
from xl_addin.tieout.judging.comparison import Verdict
from xl_addin.tieout.judging.verdicts import Judged
from xl_addin.tieout.report import place, when

_UNBROKEN = 10_000
_CLAIM_COLUMNS = ("Where", "Printed", "Of", "Period")
_VERDICT_STYLES = {
    Verdict.TIES: "green",
    Verdict.CONSISTENT: "cyan",
    Verdict.CONTRADICTED: "bold red",
    Verdict.UNVERIFIABLE: "dim",
}


def print_checks(checks: Sequence[CheckResult]) -> None:
    """Every check with its figures, and how many failed."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    # Japanese names have no blanks to break at.
    table.add_column("Check", overflow="fold")
    table.add_column("Sheet", overflow="fold")
    for name in ("Expected", "Actual", "Tolerance"):
        table.add_column(name, justify="right")
    table.add_column("Result")
    for check in checks:
        shown = (check.expected, check.actual, check.tolerance)
        result = Text("OK") if check.passed else Text("differs", "bold red")
        # Names are an accountant's own words, not rich's markup.
        table.add_row(Text(check.name), Text(check.sheet), *map(written_figure, shown), result)
    console = _console()
    console.print(table)
    console.print(f"{len(checks)} checks, {sum(not check.passed for check in checks)} failed")


def print_claims(judged: Sequence[Judged]) -> None:
    """Every printed number with its verdict and why, and how many of each verdict.

    On a terminal the reason stands below the number, elsewhere behind it in one line.
    """
    rows = [_claim_cells(one) for one in judged]
    widths = [max(map(cell_len, column)) for column in zip(_CLAIM_COLUMNS, *rows, strict=True)]
    head = _spread(_CLAIM_COLUMNS, widths) + "Verdict"
    lines = [_spread(row, widths) for row in rows]
    if sys.stdout.isatty():
        console = Console()
        console.print(Text(head, "bold"))
        for one, line in zip(judged, lines, strict=True):
            console.print(Text(line).append(str(one.verdict), _VERDICT_STYLES[one.verdict]))
            console.print(Padding(Text(_why(one), "dim"), (0, 0, 0, widths[0] + 2), expand=False))
    else:  # rich takes a third of the time of a whole tie-out for lines without colours
        print(head)
        for one, line in zip(judged, lines, strict=True):
            print(f"{line}{one.verdict}  {_why(one)}")
    counts = [(verdict, sum(one.verdict is verdict for one in judged)) for verdict in Verdict]
    print(f"{len(judged)} numbers: " + ", ".join(f"{count} {verdict}" for verdict, count in counts))


def _claim_cells(one: Judged) -> tuple[str, ...]:
    claim = one.claim
    return (
        place(claim.line, claim.passage.page),
        claim.printed,
        f"{claim.item or '?'}, {claim.measure}",
        when(claim),
    )


def _spread(cells: Sequence[str], widths: Sequence[int]) -> str:
    """In columns; a Japanese letter takes two."""
    return "".join(set_cell_size(cell, width + 2) for cell, width in zip(cells, widths, strict=True))


def _why(one: Judged) -> str:
    tying = "; ".join(candidate.text for candidate in one.candidates)
    return f"{one.reason}. Would tie: {tying}" if tying else one.reason


def print_functions(specs: Iterable[FunctionSpec], *, japanese: bool) -> None:
    """The reference in short: each function with its arguments."""
    console = _console()
    for spec in specs:
        console.print(Text(spec.signature, "bold"))
        console.print(_indented(spec.help_ja if japanese else spec.help, 2))
        for arg in spec.args:
            text = arg.help_ja if japanese else arg.help
            console.print(_indented(f"{arg.name}: {text} ({arg.unit})", 4))


def _console() -> Console:
    """As wide as the terminal; a file or another program gets lines that nothing breaks."""
    return Console() if sys.stdout.isatty() else Console(width=_UNBROKEN)


def _indented(text: str, by: int) -> Padding:
    return Padding(Text(text), (0, 0, 0, by), expand=False)
