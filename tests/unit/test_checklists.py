"""The checklists of what only Excel can show: short enough that somebody goes through them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "excel.md"


@pytest.mark.parametrize(("system", "most"), [("Windows", 25), ("Mac", 8)])
def test_a_checklist_is_short_and_each_step_says_what_must_be_seen(system: str, most: int) -> None:
    section = PAGE.read_text("utf-8").partition(f"## Checklist for {system}\n")[2].partition("\n## ")[0]
    steps = re.findall(r"^\| (\d+) \| (.+) \| (.+) \|$", section, re.MULTILINE)
    assert [int(number) for number, _, _ in steps] == list(range(1, len(steps) + 1))
    assert 0 < len(steps) <= most
