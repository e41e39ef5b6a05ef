"""Tables on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from xl_addin.catalog import FunctionSpec
from xl_addin.hosts.literals import written_figure
from xl_addin.release.deck import CheckResult
from xl_addin.tieout.comparison import Verdict
from xl_addin.tieout.report import place, when
from xl_addin.tieout.verdicts import Judged

_UNBROKEN = 10_000
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
    """Every printed number with its verdict and why, and how many of each verdict."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("Where", "Printed", "Of", "Period", "Verdict"):
        table.add_column(name, overflow="fold")
    table.add_column("Why", overflow="fold", ratio=1)
    for one in judged:
        claim = one.claim
        verdict = Text(str(one.verdict), _VERDICT_STYLES[one.verdict])
        subject = f"{claim.item or '?'}, {claim.measure}"
        why = one.reason
        if one.candidates:
            why += f". Would tie: {'; '.join(candidate.text for candidate in one.candidates)}"
        cells = (place(claim.line, claim.passage.page), claim.printed, subject, when(claim), verdict, why)
        table.add_row(*(cell if isinstance(cell, Text) else Text(cell) for cell in cells))
    console = _console()
    console.print(table)
    counts = [(verdict, sum(one.verdict is verdict for one in judged)) for verdict in Verdict]
    console.print(f"{len(judged)} numbers: " + ", ".join(f"{count} {verdict}" for verdict, count in counts))


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
