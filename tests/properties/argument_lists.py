"""Argument lists of the worksheet functions, valid and invalid, as hypothesis draws them."""

from __future__ import annotations

import math
import os

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tests.engines.forms import Argument, Case, Written, is_number
from xl_addin.catalog import Arg, FunctionSpec, Kind, Rows, Scalar
from xl_addin.errors import ExcelError

# How many cases each test of a function draws; a long run sets XL_ADDIN_CASES.
CASES = int(os.environ.get("XL_ADDIN_CASES", "80"))

PROFILE = settings(
    max_examples=CASES,
    deadline=None,
    # The same cases at every run, unless a long one is asked for.
    derandomize="XL_ADDIN_CASES" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)

SMALLEST, LARGEST = 1e-9, 1e15
MOST_ROWS = MOST_COLUMNS = 3
WAYS = [Written.CELL, Written.CELL, Written.CONSTANT]

MAGNITUDES = st.floats(SMALLEST, LARGEST) | st.floats(0.01, 20_000) | st.integers(1, 20_000)
PRINTED = st.builds(lambda digits, places: digits / 10**places, st.integers(1, 10**6), st.integers(0, 4))
# Where the printed scale, the rounding or the sign of something changes.
TURNING = st.sampled_from([1, 2.5, 100, 999.5, 999.95, 999.6, 1000, 100_000, 1e9, 1e12, 0.05, 0.5, LARGEST])
POSITIVE = MAGNITUDES | PRINTED | TURNING | TURNING.map(lambda x: math.nextafter(x, 0))
NUMBERS = st.just(0) | POSITIVE | POSITIVE | POSITIVE.map(lambda x: -x)

ERRORS = st.sampled_from(ExcelError)
WORDS = st.sampled_from(
    [
        "",
        "n/a",
        "12",
        "-1.5",
        "en",
        "EN",
        "JPY million",
        "JPY  million",
        "JPY per",
        "~JPY",
        "end",
        "half_up",
        "TRUE",
        "#N/A",
        "=1",
    ]
)
CHARACTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn"))
TEXTS = WORDS | st.text(CHARACTERS, max_size=8)
ANYTHING = st.none() | st.booleans() | TEXTS | ERRORS | NUMBERS

DIGITS = st.integers(-12, 12) | st.sampled_from([0, 1, 2, 9.9, -9.9, 10])
# Arguments for which most numbers are beyond what the function is made for.
BY_NAME: dict[str, st.SearchStrategy[Scalar]] = {
    "digits": DIGITS | st.floats(-11, 11, allow_subnormal=False),
    "years": st.integers(1, 10) | st.floats(0.25, 30) | NUMBERS,
    "rate": POSITIVE | POSITIVE | NUMBERS,
    "quarters": st.integers(-80, 80) | st.floats(-20, 20, allow_subnormal=False) | NUMBERS,
    "lag": st.integers(1, 4) | st.sampled_from([0, -1, 1.5, 2]) | NUMBERS,
    "series": NUMBERS | NUMBERS | ANYTHING,
    "months": st.integers(1, 12) | NUMBERS,
    "first_month": st.integers(0, 13) | st.sampled_from([4, 4.5]) | NUMBERS,
    "values": NUMBERS | NUMBERS | st.none(),
    "base_label": st.sampled_from(["1Q01", "4Q01", "前年同期"]) | TEXTS,
}
LABELS = st.builds(
    lambda pattern, quarter, year: pattern.format(quarter=quarter, half=1 + quarter % 2, year=year),
    st.sampled_from(["{quarter}Q{year:02}", "{half}H{year:02}", "FY20{year:02}", "LTM {quarter}Q{year:02}"]),
    st.integers(1, 4),
    st.integers(0, 99),
)
MISREAD = st.sampled_from(
    # Some of them lie where the dates of spreadsheets begin and end.
    [
        "1Q1900",
        "4Q1900",
        "FY9998",
        "5Q02",
        "0Q02",
        "3H02",
        "1q02",
        "1Q2002",
        "Q1 FY2002",
        "FY02",
        "1Q02 ",
        "LTM FY2001",
    ]
)
BY_KIND: dict[Kind, st.SearchStrategy[Scalar]] = {
    Kind.NUMBER: NUMBERS,
    Kind.RANGE: NUMBERS,
    Kind.TEXT: TEXTS,
    Kind.LABEL: LABELS | LABELS | MISREAD | TEXTS,
    # Excel's dates begin in 1900 and end with 9999; LibreOffice and Excel number January 1900 apart.
    Kind.DATE: st.integers(61, 2_958_465) | st.floats(61, 2_958_465) | st.sampled_from([37437, 37437.5]),
}


def good_cells(arg: Arg) -> st.SearchStrategy[Scalar]:
    """What the argument is made for."""
    if arg.term.choices:
        return st.sampled_from(arg.term.choices)
    return BY_NAME.get(arg.name, BY_KIND.get(arg.kind, ANYTHING))


@st.composite
def scalar_cases(draw: st.DrawFn, spec: FunctionSpec) -> Case:
    """A call with single values; a range only where the function takes one whole."""
    may_fail = draw(st.integers(0, 3)) == 0
    arguments = [draw(_single(arg, may_fail)) for arg in spec.args]
    return Case(spec, tuple(_shortened(spec, arguments, draw(st.booleans()))))


@st.composite
def range_cases(draw: st.DrawFn, spec: FunctionSpec) -> Case:
    """A call with ranges for single arguments, most of which fit together."""
    may_fail = draw(st.booleans())
    sides = st.tuples(st.integers(1, MOST_ROWS), st.integers(1, MOST_COLUMNS))
    height, width = draw(sides)
    shapes = st.sampled_from([(height, width), (height, width), (1, width), (height, 1), (1, 1), None])
    if draw(st.integers(0, 9)) == 0:
        shapes |= sides
    arguments = []
    for arg in spec.args:
        shape = draw(shapes) if arg.kind != Kind.RANGE else None
        range_of_cells = _single(arg, may_fail) if shape is None else _grids(_cells(arg, may_fail), *shape)
        drawn = draw(range_of_cells)
        arguments.append(drawn if isinstance(drawn, Argument) else Argument(drawn))
    return Case(spec, tuple(_shortened(spec, arguments, draw(st.booleans()))))


@st.composite
def faults_beside_ranges(draw: st.DrawFn, spec: FunctionSpec) -> Case:
    """A call with one single value that is blank, in error or of any type beside ranges that are good."""
    singles = [index for index, arg in enumerate(spec.args) if arg.kind != Kind.RANGE]
    faulty = draw(st.sampled_from(singles))
    height, width = draw(st.tuples(st.integers(1, MOST_ROWS), st.integers(1, MOST_COLUMNS)))
    shapes = st.sampled_from([(height, width), (height, width), (1, width), (height, 1), (1, 1)])

    def argument(index: int, arg: Arg) -> st.SearchStrategy[Argument]:
        if index == faulty:
            return st.builds(_argument, st.just(arg), ANYTHING, st.sampled_from(WAYS))
        return shapes.flatmap(lambda shape: _grids(_cells(arg, False), *shape)).map(Argument)

    return Case(spec, tuple(draw(argument(index, arg)) for index, arg in enumerate(spec.args)))


def _cells(arg: Arg, may_fail: bool) -> st.SearchStrategy[Scalar]:
    good = good_cells(arg) | st.none() if arg.optional else good_cells(arg)
    return good | good | ANYTHING if may_fail else good


def _grids(cells: st.SearchStrategy[Scalar], height: int, width: int) -> st.SearchStrategy[Rows]:
    row = st.lists(cells, min_size=width, max_size=width)
    return st.lists(row, min_size=height, max_size=height)


def _single(arg: Arg, may_fail: bool) -> st.SearchStrategy[Argument]:
    cells = _cells(arg, may_fail)
    if arg.kind == Kind.RANGE:
        shapes = st.tuples(st.integers(1, MOST_ROWS), st.integers(1, MOST_COLUMNS))
        return (shapes.flatmap(lambda shape: _grids(cells, *shape)) | cells).map(Argument)
    return st.builds(_argument, st.just(arg), cells, st.sampled_from(WAYS))


def _argument(arg: Arg, value: Scalar, written: Written) -> Argument:
    """The value in the way asked for, if a formula can hold it so."""
    if written is Written.CELL or value is None:
        return Argument(
            value, Written.EMPTY if arg.optional and written is not Written.CELL else Written.CELL
        )
    return Argument(on_fifteen_digits(value), written)


def on_fifteen_digits(value: Scalar) -> Scalar:
    """What Excel reads of a number in a formula."""
    return type(value)(float(f"{value:.15g}")) if is_number(value) else value


def _shortened(spec: FunctionSpec, arguments: list[Argument], shorten: bool) -> list[Argument]:
    """The arguments, without the blank options at their end."""
    while shorten and spec.args[len(arguments) - 1].optional and arguments[-1].value is None:
        arguments.pop()
    return arguments
