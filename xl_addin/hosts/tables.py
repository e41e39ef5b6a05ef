"""Tables on the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table

from xl_addin.catalog import FunctionSpec, Scalar
from xl_addin.release.deck import CheckResult


def print_checks(checks: Sequence[CheckResult]) -> None:
    """Every check with its figures, and how many failed."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name, justify in (("Check", "left"), ("Sheet", "left"), ("Expected", "right"), ("Actual", "right")):
        table.add_column(name, justify=justify)  # type: ignore[arg-type]
    table.add_column("Tolerance", justify="right")
    table.add_column("Result")
    for check in checks:
        shown = (check.expected, check.actual, check.tolerance)
        result = "OK" if check.passed else "[bold red]differs[/]"
        table.add_row(check.name, check.sheet, *map(_figure, shown), result)
    console = Console()
    console.print(table)
    console.print(f"{len(checks)} checks, {sum(not check.passed for check in checks)} failed")


def _figure(value: Scalar) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:,.10g}"
    return str(value)


def print_functions(specs: Iterable[FunctionSpec], *, japanese: bool) -> None:
    """The reference in short: each function with its arguments."""
    console = Console()
    for spec in specs:
        console.print(f"[bold]{spec.signature.replace('[', chr(92) + '[')}[/]")
        console.print(f"  {spec.help_ja if japanese else spec.help}", highlight=False)
        for arg in spec.args:
            text = arg.help_ja if japanese else arg.help
            console.print(f"    {arg.name}: {text} ({arg.unit})", highlight=False, markup=False)
