"""The command new."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xl_addin.hosts.commands.options import Json
from xl_addin.hosts.console import as_json_object, one_line, print_json, progress

Target = Annotated[Path, typer.Argument(metavar="FILE", help="The .xlsx file to write; it must not exist.")]
Currency = Annotated[str, typer.Option(help="The currency reported in, by its ISO code.")]
Scale = Annotated[
    str, typer.Option("--unit", help="Its scale: none, thousand, million, '100 million' or billion.")
]
Presentation = Annotated[
    str | None,
    typer.Option(help="The currency translated into, or none; by default USD for yen, else none."),
]
FirstMonth = Annotated[
    int | None,
    typer.Option(help="The month in which the fiscal year starts; by default 4 for yen, else 1."),
]
Named = Annotated[str, typer.Option(help="Whether a fiscal year is named by its start or its end.")]
Released = Annotated[
    str | None, typer.Option("--quarter", help="The quarter released; by default the last that has ended.")
]
Quarters = Annotated[int, typer.Option(help="How many quarters there are, that one included.")]
Texts = Annotated[str, typer.Option("--language", help="en or ja: of the workbook's texts and the deck.")]
Company = Annotated[str, typer.Option(help="The company's name.")]


def new(
    file: Target,
    *,
    currency: Currency = "JPY",
    unit: Scale = "million",
    presentation: Presentation = None,
    first_month: FirstMonth = None,
    named: Named = "start",
    quarter: Released = None,
    quarters: Quarters = 8,
    language: Texts = "en",
    company: Company = "",
    as_json: Json = False,
) -> int:
    """Write an empty input workbook, with headings, notes and lists."""
    from xl_addin.hosts.jobs import build_time  # noqa: PLC0415 - calc and functions need no workbook
    from xl_addin.hosts.starting import start_workbook  # noqa: PLC0415
    from xl_addin.inputs.starting import start_of  # noqa: PLC0415

    start = start_of(
        today=build_time().date(),
        currency=currency,
        scale=unit,
        presentation=presentation,
        first_month=first_month,
        named=named,
        release=quarter,
        quarters=quarters,
        language=language,
        company=company,
    )
    with progress("Writing", quiet=as_json):
        done = start_workbook(file, start)
    if as_json:
        todo = [as_json_object(issue) for issue in done.todo]
        print_json({"output": str(done.output), "sheets": done.sheets, "todo": todo})
    else:
        print(f"{done.output.resolve()}: {', '.join(done.sheets)}")
        end = start.release.end(start.calendar)
        print(f"{start.unit}; {start.periods[0]} to {start.release}, which ended on {end}")
        print("To be filled in:")
        for issue in done.todo:
            print(one_line(f"  {issue}"))
    return 0
