"""The README says what happens: its examples run and its table is that of the declarations."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from xl_addin import FUNCTIONS
from xl_addin.hosts.reference import function_table

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def console_examples() -> list[tuple[str, str]]:
    """Each command of the console blocks with what it prints."""
    blocks = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    return [
        (command, printed.strip())
        for block in blocks
        for command, printed in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n?)*)", block, re.MULTILINE)
    ]


@pytest.mark.parametrize(("command", "printed"), console_examples())
def test_command_prints_what_the_readme_shows(command: str, printed: str) -> None:
    words = shlex.split(command)
    assert words[0] == ".venv/bin/xl-addin"
    done = subprocess.run(
        [sys.executable, "-m", "xl_addin.hosts.cli", *words[1:]], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == printed


def test_readme_shows_commands() -> None:
    assert len(console_examples()) == 4


def test_function_table_is_that_of_the_declarations() -> None:
    table = re.search(r"<!-- functions -->\n(.*?)<!-- end of functions -->", README, re.DOTALL)
    assert table is not None
    assert table[1] == function_table(FUNCTIONS.values())


def test_python_example_runs() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(compile(example, "README.md", "exec"), {})


def test_set_up_is_two_commands() -> None:
    assert len(re.findall(r"<!-- setup: \w+ -->\n```sh\n[^\n]+\n```", README)) == 2
    assert README.count("```sh") == 2


def test_the_errors_that_tie_out_finds_are_those_of_the_readme() -> None:
    command = [
        sys.executable,
        "-m",
        "xl_addin.hosts.cli",
        "tie-out",
        "workbooks/iij_release_1q02.md",
        "--json",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    found = [entry for entry in json.loads(done.stdout) if entry["verdict"] == "contradicted"]
    table = re.search(r"<!-- tie-out -->\n(.*?)<!-- end of tie-out -->", README, re.DOTALL)
    assert table is not None
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table[1].splitlines()[2:]]
    assert [row[0] for row in rows] == [entry["printed"] for entry in found]
    for row, entry in zip(rows, found, strict=True):
        assert row[2] in entry["reason"]
        assert row[3] == "; ".join(candidate["text"] for candidate in entry["candidates"])
