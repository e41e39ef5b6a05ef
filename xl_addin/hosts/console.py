"""What the command prints: results as JSON, problems a line each, and on which streams."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from xl_addin.errors import AddinError, Issue, WorkbookError


def as_json_object(issue: Issue) -> dict[str, Any]:
    """A problem as JSON has it."""
    return asdict(issue)


def report(issues: Iterable[Issue]) -> None:
    """Warnings and notes, a line each, beside the result."""
    for issue in issues:
        print(one_line(f"{issue.severity}: {issue}"), file=sys.stderr)


def one_line(text: str) -> str:
    """A problem keeps to its line, whatever the cell it quotes."""
    return " ".join(text.splitlines())


def print_json(value: object) -> None:
    """A result on stdout; of a list each entry has a line."""
    from xl_addin.hosts.literals import jsonable  # noqa: PLC0415

    # What JSON has no word for is an error value of a cell; what the console has no letter for is escaped.
    escaped = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    if isinstance(value, list):
        # Without an indent json's encoder in C does it, in a fifth of the time.
        entries = (json.dumps(entry, ensure_ascii=escaped, default=jsonable) for entry in value)
        print("[", ",\n".join(entries), "]", sep="\n" if value else "")
    else:
        print(json.dumps(value, ensure_ascii=escaped, indent=1, default=jsonable))


def progress(what: str, *, quiet: bool) -> Any:
    """A line that turns while a job takes its time; only on a terminal."""
    from contextlib import nullcontext  # noqa: PLC0415

    if quiet or not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console  # noqa: PLC0415 - only a terminal pays for it

    return Console(stderr=True).status(f"{what} ...")


def print_refusal(error: AddinError, *, as_json: bool) -> int:
    """Say why nothing was done, a line a problem; gives the exit status."""
    issues = error.issues if isinstance(error, WorkbookError) else (_stated(error),)
    if as_json:
        kept = ("file", "sheet", "cell", "message", "remedy")
        print_json({"errors": [{name: getattr(issue, name) for name in kept} for issue in issues]})
    for issue in issues:
        print(one_line(str(issue)), file=sys.stderr)
    return 2


def _stated(error: AddinError) -> Issue:
    """An error of the domain, whose text is `what is wrong; what to do`."""
    message, _, remedy = str(error).rpartition("; ")
    return Issue(message, remedy)


def open_streams() -> None:
    """Streams that take any letter, on a console of another code page too; closed ones lead nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the process ends
            setattr(sys, name, nowhere)
        getattr(sys, name).reconfigure(errors="replace")
