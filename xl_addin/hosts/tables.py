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

_UNBROKEN = 10_000


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
