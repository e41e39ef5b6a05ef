"""Whatever is passed to `evaluate`, it gives a value that a cell or a range can hold."""

from __future__ import annotations

import datetime
import math
import random
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from xl_addin import FUNCTIONS, ExcelError
from xl_addin.catalog import Arg

LISTS_A_FUNCTION = 10_000


class Float(float):
    """A float that is not Python's own, as numpy's is not."""


NUMBERS: list[Any] = [
    *(
        0,
        -0.0,
        1,
        -1,
        2.5,
        100,
        -464,
        9851,
        1e-9,
        1e15,
        1e308,
        -1e308,
        5e-324,
        2**53 + 1,
        10**400,
        -(2**1024),
    ),
    *(math.nan, math.inf, -math.inf),
]
TEXTS: list[Any] = [
    "",
    "n/a",
    "12",
    "en",
    "ja",
    "JPY million",
    "USD",
    "truncate",
    "1Q02",
    "FY2001",
    "\ud800",
    "x" * 40_000,
]
STRANGE: list[Any] = [
    *(
        True,
        False,
        None,
        1j,
        b"9851",
        bytearray(b"1"),
        Decimal("1.5"),
        Decimal("NaN"),
        Fraction(1, 3),
        Float(2),
    ),
    *(datetime.date(2002, 6, 30), datetime.datetime(2002, 6, 30), datetime.timedelta(1)),  # noqa: DTZ001
    *((), (1, 2), ((1, 2),), {}, {"a": 1}, set(), range(3), object(), int, print, ..., NotImplemented),
]
LABELS: list[Any] = ["1Q02", "4Q1969", "2H01", "FY2001", "LTM 1Q02", "1Q-3Q01", "1Q1900", "4Q9998", "5Q02"]
# What the body of a function is made for, of arguments that hardly any random value suits.
FITTING: dict[str, list[Any]] = {
    "label": LABELS,
    "period": LABELS,
    "item": ["", "n/a", "12"],
    "pair": ["USDJPY", "USD"],
    "date_or_quarter": ["1Q02", "4Q01", 37437, 37346, 1e9],
    "date": [61, 91, 37437, 37437.5, 2_958_465, 2_958_466],
    "first_month": [1, 4, 12, 13, 2.5],
    "lag": [1, 2, 4, 0.5],
    "quarters": [-4, -1, 0, 2, 4, 1e9, -0.5],
    "printed_text": ["JPY9.9B", "$82M", "(464)", "18.2%", "98億5千万円", "△3.4ポイント", "1" * 30],
}
VALUES = [*NUMBERS, *TEXTS, *STRANGE, *ExcelError]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_any_argument_list_gives_a_value(name: str) -> None:
    chance = random.Random(name)
    spec = FUNCTIONS[name]
    for _ in range(LISTS_A_FUNCTION):
        values = argument_list(chance, spec.args)
        assert is_excel_value(spec.evaluate(*values)), values


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_range_that_holds_itself_is_no_range(name: str) -> None:
    endless: list[Any] = []
    endless.append(endless)
    spec = FUNCTIONS[name]
    assert is_excel_value(spec.evaluate(*[endless] * len(spec.args)))


def argument_list(chance: random.Random, args: tuple[Arg, ...]) -> list[Any]:
    """Mostly the right number of arguments, mostly of the right kind."""
    count = len(args) if chance.random() < 0.8 else chance.randrange(len(args) + 3)
    wild = chance.choice([0, 0.1, 0.5, 1])
    kinds = [args[index] if index < len(args) else args[-1] for index in range(count)]
    return [argument(chance, arg, wild) for arg in kinds]


def argument(chance: random.Random, arg: Arg, wild: float) -> Any:
    if arg.term.unjudged and chance.random() < 0.6:
        return table(chance, lambda: scalar(chance, arg, wild), wild)
    if chance.random() < (0.8 if arg.kind == "range" else 0.25):
        return nested(chance, lambda: scalar(chance, arg, wild), wild)
    return scalar(chance, arg, wild)


def scalar(chance: random.Random, arg: Arg, wild: float) -> Any:
    if chance.random() < wild:
        return chance.choice(VALUES)
    if arg.term.choices:
        return chance.choice(arg.term.choices)
    if arg.name in FITTING:
        return chance.choice(FITTING[arg.name])
    if arg.kind in ("text", "label"):
        return chance.choice(TEXTS)
    return chance.choice(
        [chance.randint(-20, 20), chance.uniform(-1e4, 1e4), 10 ** chance.uniform(-300, 300)]
    )


HEADERS = ["item", "unit", "1Q02", "4Q01", "3Q01", "2Q01", "FY2001", "pair", "date", "basis", "rate", "note"]
# What a row of such a table holds; the texts that are asked for are among them.
ENTRIES: dict[str, list[Any]] = {
    "item": ["", "n/a", "12", "1Q02"],
    "unit": [None, "JPY million", "USD", "contracts", 1],
    "pair": ["USD", "USDJPY", "en"],
    "date": [37435, 37437, 37437.5, -1, 10**400, "2002-06-30", ExcelError.REF],
    "basis": ["period_end", "average"],
}


def table(chance: random.Random, cell: Callable[[], Any], wild: float) -> list[list[Any]]:
    """A header row as the input sheets have it, and rows that mostly fit it."""
    header = chance.sample(HEADERS, chance.randint(5, len(HEADERS)))
    rows: list[list[Any]] = [
        [cell() if chance.random() < wild else chance.choice(ENTRIES.get(name, [cell()])) for name in header]
        for _ in range(chance.randrange(5))
    ]
    return [[chance.choice(VALUES) if chance.random() < wild / 10 else name for name in header], *rows]


def nested(chance: random.Random, cell: Callable[[], Any], wild: float) -> list[Any]:
    """A range: of one shape often enough for two to fit, at times jagged, empty, flat or too deep."""
    if chance.random() < wild:
        ragged = [[cell() for _ in range(chance.randrange(4))] for _ in range(chance.randrange(4))]
        return chance.choice([[], [[]], [cell()], [[[cell()]]], [[cell()], cell()], ragged])
    height, width = chance.choice([(1, 1), (1, 2), (2, 1), (2, 2), (2, 2), (3, 2)])
    return [[cell() for _ in range(width)] for _ in range(height)]


def is_excel_value(value: Any) -> bool:
    """A cell, or a range: rows of one length."""
    if not isinstance(value, list):
        return is_cell(value)
    return (
        bool(value)
        and all(isinstance(row, list) and row and len(row) == len(value[0]) for row in value)
        and all(is_cell(cell) for row in value for cell in row)
    )


def is_cell(value: Any) -> bool:
    if type(value) is str:
        return len(value) <= 32_767
    if type(value) in (int, float):
        return math.isfinite(value) and abs(value) < 2**1024
    return type(value) is bool or isinstance(value, ExcelError)
