"""How a function is called with Excel's values; shown on small functions declared here."""

from __future__ import annotations

from typing import Annotated, Any

import pytest

from xl_addin.catalog import Example, FunctionSpec, Kind, Rows, Term, Value, excel_function
from xl_addin.errors import ExcelError, MissingData, UndefinedResult

NA, VALUE, NUM, DIV0, REF = (
    ExcelError.NA,
    ExcelError.VALUE,
    ExcelError.NUM,
    ExcelError.DIV0,
    ExcelError.REF,
)

Number = Annotated[float, Term(Kind.NUMBER, "any", "A number.", "数値")]
Text = Annotated[str, Term(Kind.TEXT, "text", "A text.", "文字列")]
Word = Annotated[str, Term(Kind.TEXT, "text", "A word.", "言葉", ("a", "b"))]
Anything = Annotated[object, Term(Kind.ANY, "any", "Anything.", "任意の値")]
Range = Annotated[Rows, Term(Kind.RANGE, "any", "A range.", "範囲")]


def declared(body: Any) -> FunctionSpec:
    spec = excel_function(f"TEST_{body.__name__}", help_ja="試験", examples=[Example((), 0)])(body).spec
    assert isinstance(spec, FunctionSpec)
    return spec


@declared
def half(x: Number) -> Number:
    """A half."""
    return x / 2


@declared
def difference(x: Number, y: Number = 10) -> Number:
    """A difference."""
    return x - y


@declared
def quotient(x: Number, y: Number) -> Number:
    """A quotient, with errors that bodies raise."""
    if y == 0:
        raise UndefinedResult("no quotient", DIV0)
    if y < 0:
        raise MissingData("none below zero")
    return x / y


@declared
def power(x: Number, y: Number) -> Number:
    """A power; Python raises for what is too large, or gives a complex number."""
    return float(x**y)


@declared
def chosen(word: Word = "a") -> Text:
    """The word chosen."""
    return word


@declared
def given(value: Anything = "nothing") -> Anything:
    """The value itself."""
    return value


@declared
def twice(text: Text) -> Text:
    """The text twice."""
    return text * 2


@declared
def sum_of(cells: Range, factor: Number = 1) -> Number:
    """A multiple of a sum."""
    return sum(cell for row in cells for cell in row if isinstance(cell, int | float)) * factor


@pytest.mark.parametrize(
    ("argument", "result"),
    [
        (3, 1.5),
        (-0.0, 0),
        (None, NA),
        ("", VALUE),
        ("3", VALUE),
        (True, VALUE),
        (REF, REF),
        (float("nan"), NUM),
        (float("inf"), NUM),
        (2**1024, NUM),
    ],
)
def test_a_number_is_a_number_and_nothing_else(argument: Value, result: Value) -> None:
    assert half.evaluate(argument) == result
    assert half.evaluate([[argument]]) == [[result]]
    assert half.evaluate([[argument, 2]]) == [[result, 1]]


def test_no_result_is_a_negative_zero() -> None:
    assert str(half.evaluate(-0.0)) == "0.0"
    assert str(half.evaluate([[-0.0]])) == "[[0.0]]"


@pytest.mark.parametrize(
    ("arguments", "result"),
    [
        ((None, REF), NA),
        ((REF, None), REF),
        (("x", None), VALUE),
        ((1, DIV0), DIV0),
    ],
)
def test_arguments_are_judged_left_to_right(arguments: tuple[Value, ...], result: Value) -> None:
    assert quotient.evaluate(*arguments) == result


def test_an_option_left_out_or_blank_is_its_default() -> None:
    assert difference.evaluate(12) == 2
    assert difference.evaluate(12, None) == 2
    assert difference.evaluate([[12], [13]], None) == [[2], [3]]
    assert difference.evaluate(12, [[None, 5]]) == [[2, 7]]


def test_too_few_and_too_many_arguments_are_an_error() -> None:
    assert difference.evaluate() is VALUE
    assert difference.evaluate(1, 2, 3) is VALUE


def test_what_a_body_raises_becomes_its_error_in_its_cell_alone() -> None:
    assert quotient.evaluate(6, [[2, 0, -1, 3]]) == [[3, DIV0, NA, 2]]


def test_what_is_too_large_for_a_cell_is_an_error() -> None:
    assert power.evaluate(10, 400) is NUM
    assert power.evaluate(10.0, 400) is NUM
    assert power.evaluate(0, -1) is NUM
    assert sum_of.evaluate([[1e308, 1e308]]) is NUM
    assert sum_of.evaluate([[2**1022]], 8) is NUM


def test_a_text_is_no_longer_than_a_cell_holds() -> None:
    assert twice.evaluate("x" * 16_383) == "x" * 32_766
    assert twice.evaluate("x" * 16_384) is VALUE


@pytest.mark.parametrize(
    ("argument", "result"), [("a", "a"), ("b", "b"), ("A", VALUE), ("c", VALUE), (1, VALUE)]
)
def test_a_choice_is_one_of_its_words(argument: Value, result: Value) -> None:
    assert chosen.evaluate(argument) == result


@pytest.mark.parametrize("value", [0, 1.5, "", "x", True, False, NA, REF])
def test_an_argument_of_any_kind_comes_back(value: Value) -> None:
    assert given.evaluate(value) is value


def test_nothing_but_a_value_of_excel_is_of_any_kind() -> None:
    assert given.evaluate() == "nothing"
    assert given.evaluate(None) == "nothing"
    assert given.evaluate(b"x") is VALUE  # type: ignore[arg-type]
    assert given.evaluate(float("nan")) is VALUE


ROW, COLUMN, BLOCK = [[1, 2, 3]], [[10], [20]], [[1, 2, 3], [4, 5, 6]]


@pytest.mark.parametrize(
    ("arguments", "result"),
    [
        ((BLOCK, BLOCK), [[0, 0, 0], [0, 0, 0]]),
        ((BLOCK, 1), [[0, 1, 2], [3, 4, 5]]),
        ((1, ROW), [[0, -1, -2]]),
        ((ROW, COLUMN), [[-9, -8, -7], [-19, -18, -17]]),
        ((BLOCK, ROW), [[0, 0, 0], [3, 3, 3]]),
        ((COLUMN, BLOCK), [[9, 8, 7], [16, 15, 14]]),
        (([[1]], BLOCK), [[0, -1, -2], [-3, -4, -5]]),
        (([[1]], 1), [[0]]),
    ],
)
def test_rows_columns_and_single_values_are_repeated_to_fit(
    arguments: tuple[Value, ...], result: Value
) -> None:
    assert difference.evaluate(*arguments) == result


@pytest.mark.parametrize(
    "arguments",
    [
        ([[1, 2]], [[1, 2, 3]]),
        ([[1], [2]], [[1], [2], [3]]),
        ([[1, 2], [3, 4]], [[1, 2, 3]]),
        ([[1, 2], [3]], 1),
        ([], 1),
        ([[]], 1),
        ([1, 2], 1),
        ([[[1]]], 1),
    ],
)
def test_ranges_that_do_not_fit_or_are_none_are_an_error(arguments: tuple[Any, ...]) -> None:
    result = difference.evaluate(*arguments)
    assert result in (VALUE, [[VALUE]])


@pytest.mark.parametrize(
    ("cells", "result"),
    [
        ([[1, 2], [3, 4]], 10),
        (5, 5),
        ([[1, None]], NA),
        (None, NA),
        ([["x", 1]], VALUE),
        ([[True]], VALUE),
        ([["x", None]], NA),
        ([["x", None, REF, DIV0]], REF),
        ([[1, float("nan")]], NUM),
        ([[1, 2], [3]], VALUE),
        ([], VALUE),
        ([1, 2], VALUE),
    ],
)
def test_a_range_argument_is_judged_whole(cells: Any, result: Value) -> None:
    assert sum_of.evaluate(cells) == result


def test_a_range_argument_stays_whole_when_another_is_a_range_of_options() -> None:
    assert sum_of.evaluate([[1, 2]], [[1], [10]]) == [[3], [30]]


def test_ranges_do_not_change_what_was_passed() -> None:
    rows: Rows = [[1, 2]]
    difference.evaluate(rows, [[1], [2]])
    assert rows == [[1, 2]]
