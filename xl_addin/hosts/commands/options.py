"""What several commands take, and how it is read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from xl_addin.errors import InvalidInput

Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Input = Annotated[
    Path | None, typer.Argument(metavar="INPUT", help="The input workbook; the one packaged by default.")
]
Quarter = Annotated[str | None, typer.Option(help="The quarter released, such as 1Q02; else the setting.")]
Language = Annotated[str | None, typer.Option(help="en or ja; else the setting.")]


def overrides(quarter: str | None, language: str | None) -> Mapping[str, str]:
    """The settings given with the command."""
    for option, value in (("--quarter", quarter), ("--language", language)):
        if value is not None and not value.strip():
            raise InvalidInput(f"{option} is blank; give its value, or leave it out for the setting")
    given = {"release_quarter": quarter, "language": language}
    return {key: value for key, value in given.items() if value is not None}
