"""The commands build, remove and check."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xl_addin.errors import InvalidInput
from xl_addin.hosts.commands.options import Input, Json, Language, Quarter, overrides
from xl_addin.hosts.console import as_json_object, print_json, progress, report
from xl_addin.release.expressions import Mode

if TYPE_CHECKING:
    from xl_addin.release.deck import CheckResult

Out = Annotated[Path | None, typer.Option(help="The file to write; release_<quarter>.xlsx by default.")]
InPlace = Annotated[
    bool,
    typer.Option("--in-place", help="Build into the input workbook itself; its sheets stay as they are."),
]
Into = Annotated[
    Path | None, typer.Option(help="Build into another workbook, with copies of the input sheets.")
]
Backup = Annotated[bool, typer.Option("--backup", help="Keep a dated copy of the workbook built into.")]
Formulas = Annotated[Mode, typer.Option(help="How the workbook calculates.", case_sensitive=False)]


def build(
    source: Input = None,
    *,
    out: Out = None,
    in_place: InPlace = False,
    into: Into = None,
    backup: Backup = False,
    quarter: Quarter = None,
    formulas: Formulas = Mode.NATIVE,
    language: Language = None,
    as_json: Json = False,
) -> int:
    """Build the release workbook from an input workbook."""
    from xl_addin.hosts import jobs  # noqa: PLC0415 - calc and functions need no workbook

    _require_one_target(source, out=out, in_place=in_place, into=into, backup=backup)
    given = overrides(quarter, language)
    with progress("Building", quiet=as_json):
        if in_place or into is not None:
            done = jobs.build_into(source, into, given, formulas, backup=backup)
        else:
            done = jobs.build(source, out, given, formulas)
    if as_json:
        print_json(
            {
                "output": str(done.output),
                "sheets": done.sheets,
                "issues": [as_json_object(issue) for issue in done.issues],
                "checks_failed": done.checks_failed,
            }
        )
    else:
        report(done.issues)
        print(f"{done.output.resolve()}: {', '.join(done.sheets)}")
        print(f"{len(done.checks)} checks, {done.checks_failed} failed")
        for check in done.checks:
            if not check.passed:
                print(f"  {_failure(check)}")
    return 1 if done.checks_failed else 0


def _require_one_target(
    source: Path | None, *, out: Path | None, in_place: bool, into: Path | None, backup: bool
) -> None:
    given = [
        option
        for option, is_given in (("--out", out), ("--in-place", in_place), ("--into", into))
        if is_given
    ]
    if len(given) > 1:
        raise InvalidInput(f"{' and '.join(given)} name two places; give one of them")
    if in_place and source is None:
        raise InvalidInput("--in-place needs the input workbook; name it before the options")
    if backup and not (in_place or into):
        raise InvalidInput("--backup is for a workbook built into; give it with --in-place or --into")


def remove(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The workbook that the deck was built into.")],
    *,
    as_json: Json = False,
) -> int:
    """Take the deck out of a workbook again; everything else in it stays."""
    from xl_addin.hosts import jobs  # noqa: PLC0415

    issues = jobs.remove(file)
    if as_json:
        print_json({"output": str(file), "issues": [as_json_object(issue) for issue in issues]})
    else:
        report(issues)
        print(f"{file.resolve()}: the deck is taken out")
    return 0


def check(
    source: Input = None, *, quarter: Quarter = None, language: Language = None, as_json: Json = False
) -> int:
    """Check an input workbook; nothing is written."""
    from xl_addin.hosts import jobs  # noqa: PLC0415

    with progress("Checking", quiet=as_json):
        figures, issues = jobs.figures_of(source, overrides(quarter, language))
        deck = jobs.deck_of(figures)
    if as_json:
        checks = [asdict(result) for result in deck.checks]
        print_json({"checks": checks, "issues": [as_json_object(issue) for issue in (*issues, *deck.issues)]})
    else:
        from xl_addin.hosts.tables import print_checks  # noqa: PLC0415 - rich comes with it

        report((*issues, *deck.issues))
        print_checks(deck.checks)
    return 1 if deck.checks_failed else 0


def _failure(check: CheckResult) -> str:
    from xl_addin.hosts.literals import written_figure  # noqa: PLC0415

    expected, actual, tolerance = map(written_figure, (check.expected, check.actual, check.tolerance))
    figures = f"expected {expected}, actual {actual}, tolerance {tolerance}"
    return f"{check.name} ({check.sheet}): {figures}"
