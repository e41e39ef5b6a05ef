"""The command tie-out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xl_addin.hosts.commands.options import Json, Language, Quarter, overrides
from xl_addin.hosts.console import print_json, progress, report

Release = Annotated[
    Path, typer.Argument(metavar="RELEASE", help="The text: .txt, .md, .html, .docx or .pdf.")
]
FiguresOf = Annotated[
    Path | None, typer.Option("--figures", help="The input workbook; the one packaged by default.")
]
Report = Annotated[
    Path | None, typer.Option("--report", help="Write the result as a workbook, with live formulas.")
]


def tie_out(
    release: Release,
    *,
    figures: FiguresOf = None,
    report_file: Report = None,
    quarter: Quarter = None,
    language: Language = None,
    as_json: Json = False,
) -> int:
    """Check every number of a release text against the workbook."""
    from xl_addin.hosts import tying  # noqa: PLC0415 - other commands read no text
    from xl_addin.tieout.judging.comparison import Verdict  # noqa: PLC0415

    if report_file is not None:
        tying.require_report(report_file, figures)
    with progress("Tying out", quiet=as_json):
        done = tying.tie_out(release, figures, overrides(quarter, language))
        if report_file is not None:
            tying.write_report(done, report_file)
    if as_json:
        from xl_addin.tieout.entries import entry  # noqa: PLC0415

        print_json([entry(one, done.figures) for one in done.judged])
    else:
        from xl_addin.hosts.tables import print_claims  # noqa: PLC0415 - rich comes with it

        report(done.issues)
        print_claims(done.judged)
        if report_file is not None:
            print(f"{report_file.resolve()}: the report")
    return 1 if done.count(Verdict.CONTRADICTED) else 0
