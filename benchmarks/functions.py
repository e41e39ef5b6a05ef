"""Speed of a worksheet function, as ratios: over ranges against numpy, and for one call against its body.

    python benchmarks/functions.py

Both sides of a ratio run in turn, so that what else the machine does meets both.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Sequence

import numpy as np

from xl_addin import FUNCTIONS
from xl_addin.catalog import Rows, Value

ROWS = 100_000
CALLS = 20_000
ROUNDS = 15

YOY = FUNCTIONS["IIJ_YOY"]


def by_numpy(current: Rows, year_ago: Rows) -> list[list[float]]:
    """What numpy needs for the same: lists of rows in and out, NaN for growth without meaning."""
    figures, bases = np.array(current, dtype=float), np.array(year_ago, dtype=float)
    growth = np.full(figures.shape, np.nan)
    meaningful = (bases > 0) & (figures >= 0)
    np.divide(figures - bases, bases, out=growth, where=meaningful)
    return growth.tolist()  # type: ignore[no-any-return]


def seconds(*works: Callable[[], object]) -> list[float]:
    """The median time of each, run in turn."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, taken in zip(works, times, strict=True):
            start = time.perf_counter()
            work()
            taken.append(time.perf_counter() - start)
    return [statistics.median(taken) for taken in times]


def calls(function: Callable[..., Value], arguments: Sequence[float]) -> Callable[[], None]:
    def many() -> None:
        for _ in range(CALLS):
            function(*arguments)

    return many


def main() -> None:
    chance = random.Random(2002)
    current: Rows = [[chance.uniform(1, 20_000)] for _ in range(ROWS)]
    year_ago: Rows = [[chance.uniform(1, 20_000)] for _ in range(ROWS)]
    assert YOY.evaluate(current, year_ago) == by_numpy(current, year_ago)

    ours, theirs = seconds(lambda: YOY.evaluate(current, year_ago), lambda: by_numpy(current, year_ago))
    print(f"IIJ_YOY over two ranges of {ROWS:,} rows: {ours / theirs:.2f} times numpy, conversions included")

    guarded, bare = seconds(calls(YOY.evaluate, (9851, 8334)), calls(YOY.body, (9851, 8334)))
    print(f"One call of IIJ_YOY: {(guarded - bare) / CALLS * 1e6:.2f} microseconds more than its body")


if __name__ == "__main__":
    main()
