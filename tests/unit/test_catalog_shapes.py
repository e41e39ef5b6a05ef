"""Rows and columns of operands, and what becomes of ranges that do not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engines.forms import Case, by_formulon, by_libreoffice, in_cells
from tests.engines.formulon_engine import calculate
from tests.engines.libreoffice import LibreOffice
from xl_addin import FUNCTIONS, ExcelError
from xl_addin.catalog import Value
from xl_addin.catalog.shapes import misfit, shape, spread
from xl_addin.catalog.syntax import Literal, Node, operand, written

YOY, SERIES, FOOT = (FUNCTIONS[name] for name in ("IIJ_YOY", "IIJ_GROWTH_SERIES", "IIJ_FOOT"))

COLUMN3, COLUMN2, ROW2, ROW3 = [[12], [9], [8]], [[10], [12]], [[10, 12]], [[10, 12, 8]]
UNEQUAL = [(COLUMN3, COLUMN2), (ROW2, ROW3), (ROW3, COLUMN3, ROW2), (10, COLUMN3, COLUMN2)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A1", (1, 1)),
        ("$B$2:$D$3", (2, 3)),
        ("'My sheet'!A1:A10", (10, 1)),
        ("Z9:AB7", (3, 3)),
        ("12", (1, 1)),
        ('"text"', (1, 1)),
        ("SUM(A1:A3)", (1, 1)),
        ("A1+B1", (1, 1)),
        ("A1:A3+1", None),
        ("A:A", None),
        ("Figures[1Q02]", None),
        ("{1,2}", None),
        ("ROUND(A1,0)", (1, 1)),
        ("OFFSET(A1,0,0,3)", None),
    ],
)
def test_the_text_of_an_operand_tells_its_shape(text: str, expected: tuple[int, int] | None) -> None:
    assert shape(operand(text)) == expected


@pytest.mark.parametrize(
    ("texts", "unequal"),
    [
        (("A1:A3", "B1:B3"), False),
        (("A1:A3", "B1:D1"), False),
        (("A1:A3", "7", "B1"), False),
        (("A1:A3", "B1:B2"), True),
        (("A1:C1", "A2:B2"), True),
        (("A1:B2", "A4:B4", "D1:D2", "F1:F3"), True),
    ],
)
def test_shapes_that_are_known_need_no_test_in_the_formula(texts: tuple[str, ...], unequal: bool) -> None:
    operands: list[Node] = list(map(operand, texts))
    assert misfit(operands) == Literal(unequal)


@pytest.mark.parametrize("values", UNEQUAL, ids=str)
def test_unequal_shapes_are_an_error_in_every_form(
    values: tuple[object, ...], libreoffice: LibreOffice, tmp_path: Path
) -> None:
    case = in_cells(YOY, values)  # type: ignore[arg-type]
    assert case.expected is ExcelError.VALUE
    found = [by_formulon([case], native=native)[0] for native in (False, True)]
    found.append(by_libreoffice(libreoffice, [case], tmp_path)[0])
    assert found == [[[ExcelError.VALUE]]] * 3


@pytest.mark.parametrize("name", ["IIJ_GROWTH_SERIES", "IIJ_YOY"])
def test_a_range_of_one_cell_is_that_cell(name: str) -> None:
    spec = FUNCTIONS[name]
    case = in_cells(spec, ([[10, 12, 9]], [[1]]))
    plain = in_cells(spec, ([[10, 12, 9]], 1))
    assert case.expected == plain.expected
    assert by_formulon([case], native=False) == by_formulon([plain], native=False)


def test_a_series_has_one_lag() -> None:
    case = in_cells(SERIES, ([[10, 12, 9]], [[1, 2, 1]]))
    assert case.expected is ExcelError.VALUE
    assert by_formulon([case], native=False) == by_formulon([case], native=True) == [[[ExcelError.VALUE]]]


@pytest.mark.parametrize(
    ("base", "expected"),
    [("=Data!$B$1:$B$3", [[0.2], [-0.25], [1.0]]), ("=Data!$B$1:$B$2", [[ExcelError.VALUE]])],
)
def test_ranges_behind_names_are_measured_in_the_formula(base: str, expected: list[list[object]]) -> None:
    cells = {"A1": 12, "A2": 9, "A3": 8, "B1": 10, "B2": 12, "B3": 4}
    names = {"current": "=A1:A3", "base": base.replace("Data!", "")}
    formula = YOY.native("current", "base")
    assert formula is not None
    assert calculate([formula], cells, names, array=True) == [expected]


def test_a_range_that_is_judged_whole_is_no_part_of_the_broadcast() -> None:
    case: Case = in_cells(FOOT, ([[10], [11]], [[4, 4, 3]]))
    assert case.expected == [[0], [0]]
    assert by_formulon([case], native=False) == by_formulon([case], native=True) == [[[0], [0]]]


def test_an_argument_in_error_has_the_shape_of_one_cell() -> None:
    names = {"IIJ_YOY": str(YOY.lambda_formula)}
    calls = ['=IIJ_YOY("x",1/0)', "=IIJ_YOY(1/0,A1:A2)"]
    found = calculate(calls, {"A1": 1, "A2": 2}, names, array=True)
    assert found == [[[ExcelError.VALUE]], [[ExcelError.DIV0], [ExcelError.DIV0]]]


@pytest.mark.parametrize(
    ("texts", "test"),
    [
        (("A1", "B1"), "TRUE"),
        (("A1:A3", "B1"), "TRUE"),
        (("A1:A3", "B1:B3"), "TRUE"),
        (("A1", "B1:B3"), "ISERROR(B1:B3)>=0"),
        (("A1:A3", "B1:D1"), "ISERROR(A1:A3)+ISERROR(B1:D1)>=0"),
        (("OFFSET(A1,0,0,3)",), "TRUE"),
        (("OFFSET(A1,0,0,3)", "1"), "ISERROR(OFFSET(A1,0,0,3))>=0"),
    ],
)
def test_only_where_the_first_operand_lacks_the_whole_shape_the_formula_says_it(
    texts: tuple[str, ...], test: str
) -> None:
    assert written(spread(list(map(operand, texts)))) == test


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((None, [[1], [4]]), [[ExcelError.NA]] * 2),
        ((5, [[1, 4]]), [[ExcelError.VALUE] * 2]),
        ((ExcelError.REF, [[1], [4]]), [[ExcelError.REF]] * 2),
        (([["1Q02", "2Q02"]], "x"), [[ExcelError.VALUE] * 2]),
        (([["1Q02", "2Q02"]], [[None], [1]]), [[ExcelError.NA] * 2, ["2Q02", "3Q02"]]),
        (([["1Q02"]], None), [[ExcelError.NA]]),
    ],
    ids=str,
)
def test_a_single_value_in_error_is_told_for_every_cell_beside_it(
    values: tuple[Value, ...], expected: Value
) -> None:
    case = in_cells(FUNCTIONS["IIJ_PERIOD"], values)
    assert case.expected == expected
    assert by_formulon([case], native=False) == by_formulon([case], native=True) == [expected]
