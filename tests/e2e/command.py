"""The command as a user types it: in a process of its own, or in this one where only the words matter."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from xl_addin.hosts.cli import main

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "workbooks" / "iij_quarterly.xlsx"
MODES = ("native", "lambda", "udf", "values")
NO_VARIABLES: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command came to: its exit status and what it printed."""

    status: int
    out: str
    err: str

    @property
    def problems(self) -> list[str]:
        """The lines on stderr."""
        return self.err.splitlines()

    @property
    def json(self) -> Any:
        """What stdout holds, as strict JSON: no NaN, no Infinity."""
        return json.loads(self.out, parse_constant=_refused)


def _refused(constant: str) -> None:
    raise AssertionError(f"{constant} is not JSON")


def typed(*arguments: str) -> Outcome:
    """The command run in this process, in its current folder; any exception but an exit goes through."""
    out, err = _stream(), _stream()
    status: object = "none"
    with patch.object(sys, "argv", ["xl-addin", *arguments]), redirect_stdout(out), redirect_stderr(err):
        try:
            main()
        except SystemExit as end:
            status = end.code
    assert isinstance(status, int)
    return Outcome(status, _text(out), _text(err))


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n", write_through=True)


def _text(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


def command_line(*arguments: str) -> list[str]:
    """What starts the command as a process."""
    return [sys.executable, "-m", "xl_addin.hosts.cli", *arguments]


def environment(variables: Mapping[str, str] = NO_VARIABLES) -> dict[str, str]:
    """This process's variables, with the project on the path and in UTF-8."""
    return os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"} | dict(variables)


def spawned(
    *arguments: str,
    folder: Path,
    variables: Mapping[str, str] = NO_VARIABLES,
    prefix: tuple[str, ...] = (),
) -> Outcome:
    """The command in a process of its own, started in a folder."""
    done = subprocess.run(
        [*prefix, *command_line(*arguments)],
        cwd=folder,
        env=environment(variables),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones included, with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
