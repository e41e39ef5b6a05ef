"""A build killed at any moment: the workbook is the old one or the new one, whole."""

from __future__ import annotations

import os
import pickle
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.decks import BUILT
from tests.e2e.command import environment
from tests.inplace.grafts import built, small_deck, taken_out
from tests.inplace.hosts import made
from tests.inplace.looks import opened
from xl_addin.inputs.load import read_figures

# A long run sets 50 in the environment.
KILLS = int(os.environ.get("XL_ADDIN_KILLS", "5"))

# Builds one deck and another into the file and takes it out again, over and over.
WORK = """
import pickle, sys
from pathlib import Path
from xl_addin.writer.inplace import build_into, remove_from

path, decks = map(Path, sys.argv[1:])
first, second, built = pickle.loads(decks.read_bytes())
while True:
    build_into(first, path, built, in_place=False)
    build_into(second, path, built, in_place=False)
    remove_from(path)
    print("once more", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_at_any_moment_the_workbook_is_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    first, second = small_deck(), small_deck(("Figures!D2", "111"))
    (tmp_path / "decks").write_bytes(pickle.dumps((first, second, BUILT)))
    (tmp_path / "board").mkdir()
    host = made("macros with buttons")
    path = host.saved(tmp_path / "board")

    with_first, _ = built(host.content, host.suffix, first)
    with_second, _ = built(with_first, host.suffix, second)
    without, _ = taken_out(with_second, host.suffix)
    whole = {host.content, with_first, with_second, without}
    assert len(whole) >= 3

    chance = random.Random(20020808)
    seen = set()
    for _ in range(KILLS):
        command = [sys.executable, "-c", WORK, str(path), str(tmp_path / "decks")]
        with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "once more\n"
            time.sleep(chance.uniform(0, 0.5))
            process.send_signal(signal.SIGKILL)
        assert process.returncode == -signal.SIGKILL
        seen.add(path.read_bytes())
        # What a killed process leaves behind is nothing that anybody takes for a workbook.
        left = [one.name for one in path.parent.iterdir() if one != path]
        assert all(name.startswith(".") and name.endswith(".tmp") for name in left)
        assert len(left) <= KILLS
    assert seen <= whole
    for content in seen:
        assert opened(content, data_only=True).sheetnames[0] == "Sheet1"


def test_what_a_killed_build_leaves_behind_is_not_read_as_a_workbook(tmp_path: Path) -> None:
    left = tmp_path / ".host.xlsx.abcd1234.tmp"
    left.write_bytes(made("a few figures").content)
    path = made("a few figures").saved(tmp_path)
    content, issues = built(path.read_bytes(), ".xlsx")
    assert issues == ()
    assert content != path.read_bytes()
    _, found = read_figures(left, {})
    assert found[0].file == str(left)
