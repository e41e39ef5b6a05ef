"""The sheets of the functions workbook: how cells are compared, and functions of every shape."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from tests.engines.audit import audit_errors
from tests.engines.cached import cached, formulas
from tests.engines.formulon_engine import calculate, recalculated
from tests.engines.values import Value
from tests.functions_workbook import verdicts, written
from xl_addin import FUNCTIONS, ExcelError
from xl_addin.catalog import Example, FunctionSpec
from xl_addin.catalog import Value as Argument
from xl_addin.errors import InvalidInput
from xl_addin.release.expressions import Mode
from xl_addin.release.functions.canvas import exact, lines_of
from xl_addin.release.functions.examples import agreement
from xl_addin.release.functions.groups import GROUPS, grouped
from xl_addin.release.functions.workbook import build_function_sheets
from xl_addin.release.spec import Stated


def with_examples(name: str, *examples: tuple[tuple[Argument, ...], Argument]) -> FunctionSpec:
    """A function with other examples than its own."""
    worked = tuple(Example(args, result) for args, result in examples)
    return dataclasses.replace(FUNCTIONS[name], examples=worked)


@pytest.mark.parametrize(
    ("gives", "expected", "agree"),
    [
        (0.2, 0.2, True),
        (0.2 + 9e-13, 0.2, True),
        (0.2 + 2e-12, 0.2, False),
        (1e15 + 900, 1e15, True),
        (1e15 + 1100, 1e15, False),
        (-0.0, 0, True),
        ("up", "up", True),
        ("Up", "up", False),
        ("0.2", 0.2, False),
        (1, True, False),
        (True, True, True),
        (True, False, False),
        ("TRUE", True, False),
        (ExcelError.NA, ExcelError.NA, True),
        (ExcelError.NA, ExcelError.NUM, False),
        (ExcelError.NAME, 0.2, False),
        ("#N/A", ExcelError.NA, False),
        (0, ExcelError.DIV0, False),
        (0, "", False),
        (0, "n.m.", False),
    ],
)
def test_cells_agree_in_type_and_value(gives: Value, expected: Value, agree: bool) -> None:
    assert calculate(["=" + agreement("A1", "B1")], {"A1": gives, "B1": expected}) == [agree]


SERIES: Argument = [[10, None, "n/a", True, ExcelError.REF, 12]]
TABLE: Argument = [["pair", "date", "basis", "rate"], ["USDJPY", 37435, "period_end", 119.85]]

# Ranges of every content and shape, results of every type, arguments left out.
ODD = (
    with_examples(
        "IIJ_GROWTH_SERIES",
        ((SERIES, 1), FUNCTIONS["IIJ_GROWTH_SERIES"].evaluate(SERIES, 1)),
        (([[5]], 1), [[ExcelError.NA]]),
        (([[1], [2]], 1, None), [[ExcelError.NA], [1]]),
    ),
    with_examples(
        "IIJ_YOY", ((12, 10, None), 0.2), ((12, [[10, 8]], "="), [[0.2, 0.5]]), (("", 10), ExcelError.VALUE)
    ),
    with_examples("IIJ_AMOUNT", ((9851, None, None, "ja", None), "99億円")),
    with_examples("IIJ_CONSENSUS", (([[None, 5, None]],), 5), (([[7]],), 7), ((7,), 7)),
    with_examples(
        "IIJ_RATE",
        ((TABLE, "USDJPY", "1Q02"), 119.85),
        ((TABLE, "USDJPY", 37400), 119.85),
        ((TABLE, "EURJPY", "1Q02"), ExcelError.NA),
    ),
)


@pytest.mark.parametrize("mode", [Mode.LAMBDA, Mode.NATIVE])
def test_functions_of_every_shape_are_called_and_compared(mode: Mode, tmp_path: Path) -> None:
    path = tmp_path / "odd.xlsx"
    path.write_bytes(written(mode, ODD))
    found = recalculated(path.read_bytes())
    assert len(verdicts(found)) == sum(len(spec.examples) for spec in ODD if spec.lambda_formula)
    assert set(verdicts(found).values()) == {True}
    assert audit_errors(path) == []


def test_optional_arguments_at_the_end_are_left_out_of_the_call(tmp_path: Path) -> None:
    path = tmp_path / "odd.xlsx"
    path.write_bytes(written(Mode.UDF, ODD))
    texts = [text for text in formulas(path)["Examples"].values() if text.startswith("=IIJ_")]
    (amount,) = (text for text in texts if text.startswith("=IIJ_AMOUNT"))
    assert amount.count(",") == 3
    assert {text.count(",") for text in texts if text.startswith("=IIJ_GROWTH_SERIES")} == {1}


def test_a_table_of_several_examples_stands_there_once(tmp_path: Path) -> None:
    path = tmp_path / "odd.xlsx"
    path.write_bytes(written(Mode.UDF, ODD))
    assert list(cached(path)["Examples"].values()).count("period_end") == 1
    rates = [text for text in formulas(path)["Examples"].values() if text.startswith("=IIJ_RATE")]
    assert len({text.partition(",")[0] for text in rates}) == 1


def test_a_number_keeps_its_last_bit() -> None:
    assert exact(0.1 + 0.2) == Stated("=0.3+1/2^54", 0.1 + 0.2)
    assert exact(-123456.78901234568) == Stated("=-123456.789012346+11/2^35", -123456.78901234568)
    assert calculate(["=0.3+1/2^54"]) == [0.1 + 0.2]
    assert exact(119.85) == 119.85
    assert exact(9851) == 9851


def test_every_function_has_its_group_and_the_order_of_the_catalogue_within() -> None:
    names = [name for group in GROUPS for name in group.names]
    assert len(names) == len(set(names))
    assert set(names) >= set(FUNCTIONS), "give each new function a group"
    for _, members in grouped(FUNCTIONS.values()):
        assert members == [spec for spec in FUNCTIONS.values() if spec in members]


def test_a_function_without_a_group_comes_last() -> None:
    other = dataclasses.replace(FUNCTIONS["IIJ_YOY"], name="IIJ_OTHER")
    group, members = grouped([other, *FUNCTIONS.values()])[-1]
    assert group.title == "More functions"
    assert members == [other]


def test_frozen_values_would_check_nothing() -> None:
    with pytest.raises(InvalidInput, match="give --formulas lambda, udf or native"):
        build_function_sheets(FUNCTIONS.values(), Mode.VALUES)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [("abc", 10, 1), ("a" * 12, 10, 2), ("あ" * 6, 10, 2), ("a\nb", 10, 2), ("", 10, 1)],
)
def test_japanese_letters_take_twice_the_room(text: str, width: float, lines: int) -> None:
    assert lines_of(text, width) == lines
