"""What it costs to build into a large workbook, as ratios and differences of one run.

    python benchmarks/inplace.py

The workbook has 100,000 rows of 10 columns. The graft, which writes the deck's sheets into the file, is
set against a load and save by openpyxl; the whole command against `--out`, which writes a new file.
"""

from __future__ import annotations

import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import xlsxwriter

from xl_addin.hosts.jobs import deck_of, figures_of
from xl_addin.release.expressions import Mode
from xl_addin.writer.edits import DeckEdit, compile_deck
from xl_addin.writer.headless import write_stream
from xl_addin.writer.inplace import build_into

ROWS, COLUMNS = 100_000, 10
ROUNDS = 5
BUILT = datetime(2002, 8, 8, 6, tzinfo=UTC)
# The command, and the most memory that its process took, in kilobytes.
MEASURED = """
import resource, sys
from xl_addin.hosts.cli import main
try:
    main()
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


def large(path: Path) -> None:
    """A workbook of figures with a formula a row."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Ledger")
    for row in range(ROWS):
        sheet.write_row(row, 0, [row * column + 0.5 for column in range(COLUMNS - 1)])
        sheet.write_formula(row, COLUMNS - 1, f"=SUM(A{row + 1}:I{row + 1})", None, 1)
    book.close()


def seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median time of some work."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def resaved(path: Path) -> None:
    openpyxl.load_workbook(path).save(path.with_name("resaved.xlsx"))


def graft_alone(deck: DeckEdit, path: Path) -> float:
    """The time that a build into the file takes beyond the writing of the deck's own sheets."""
    content = path.read_bytes()

    def into() -> None:
        build_into(deck, path, BUILT, in_place=False)

    def fresh() -> float:
        path.write_bytes(content)
        start = time.perf_counter()
        into()
        return time.perf_counter() - start

    taken = statistics.median(fresh() for _ in range(ROUNDS))
    path.write_bytes(content)
    return taken - seconds(lambda: write_stream(deck, io.BytesIO(), BUILT))


def command(*arguments: str) -> tuple[float, float]:
    """Seconds and megabytes of the command in a process of its own."""
    start = time.perf_counter()
    line = [sys.executable, "-c", MEASURED, *arguments]
    done = subprocess.run(line, capture_output=True, check=True, text=True, env=os.environ)
    return time.perf_counter() - start, int(done.stderr.split()[-1]) / 1024


def whole(host: Path, folder: Path) -> tuple[float, float]:
    """What `--into` takes more than `--out`, in seconds and megabytes; both run in turn."""
    content = host.read_bytes()
    more = []
    for _ in range(ROUNDS):
        host.write_bytes(content)
        into = command("build", "--into", str(host))
        out = command("build", "--out", str(folder / "new.xlsx"))
        (folder / "new.xlsx").unlink()
        more.append((into[0] - out[0], into[1] - out[1]))
    host.write_bytes(content)
    return statistics.median(s for s, _ in more), statistics.median(m for _, m in more)


def main() -> None:
    figures, _ = figures_of(None, {})
    deck = compile_deck(deck_of(figures), Mode.NATIVE)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        host = folder / "host.xlsx"
        large(host)
        more_seconds, more_megabytes = whole(host, folder)
        graft = graft_alone(deck, host)
        theirs = seconds(lambda: resaved(host), 1)
    print(f"A workbook of {ROWS:,} x {COLUMNS} cells:")
    print(f"the graft takes 1/{theirs / graft:.0f} of a load and save by openpyxl")
    print(f"build --into takes {more_seconds:+.2f} s against --out, and {more_megabytes:+.0f} MB at its peak")


if __name__ == "__main__":
    main()
