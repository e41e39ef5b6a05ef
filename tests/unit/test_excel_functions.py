"""The worksheet functions through xlwings' own pipeline: COM values in, COM values out."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from tests.excel.application import com_error
from tests.udf_server import MODULE, udf_server
from xl_addin.catalog import Example, FunctionSpec, Scalar, Value
from xl_addin.domain.functions import FUNCTIONS
from xl_addin.errors import ExcelError
from xl_addin.hosts.desktop import values

OMITTED = -2147352572
CASES = [(spec, example) for spec in FUNCTIONS.values() for example in spec.examples]


@pytest.fixture(scope="module")
def excel() -> Iterator[SimpleNamespace]:
    with udf_server() as server:
        yield server


def as_com(value: Value) -> Any:
    """A value of the catalogue as VBA passes it on: ranges as tuples of tuples, numbers as doubles."""
    if isinstance(value, list):
        return tuple(tuple(map(as_com, row)) for row in value)
    if isinstance(value, ExcelError):
        return com_error(value.value)
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def rows(value: Value) -> list[list[Scalar]]:
    return value if isinstance(value, list) else [[value]]


def marked(value: Scalar) -> Any:
    """What the VBA wrapper gets for a value; a number within the precision of a cell."""
    if isinstance(value, ExcelError):
        return f"xl-addin:{value.value}"
    if isinstance(value, str | bool):
        return value
    return pytest.approx(value, rel=1e-12, abs=1e-12)


def call(excel: SimpleNamespace, name: str, *arguments: Any) -> Any:
    return excel.server.CallUDF(MODULE, name, arguments, None, None)


@pytest.mark.parametrize(("spec", "example"), CASES, ids=lambda case: getattr(case, "name", ""))
def test_every_example_gives_what_was_worked_out_by_hand(
    spec: FunctionSpec, example: Example, excel: SimpleNamespace
) -> None:
    given = [as_com(value) for value in example.args]
    given += [OMITTED] * (len(spec.args) - len(given))
    result = excel.udfs.call_udf(MODULE, spec.name, tuple(given))
    assert result == [[marked(cell) for cell in row] for row in rows(example.result)]
    assert {type(cell) for row in result for cell in row} <= {float, str, bool}


def test_every_function_of_the_catalogue_is_registered_with_its_texts(excel: SimpleNamespace) -> None:
    registered = {
        name: function.__xlfunc__
        for name, function in vars(excel.module).items()
        if hasattr(function, "__xlfunc__")
    }
    assert registered.keys() == FUNCTIONS.keys()
    for name, info in registered.items():
        spec = FUNCTIONS[name]
        assert (info["name"], info["category"], info["volatile"]) == (name, "IIJ Release", False)
        assert info["ret"]["doc"] == spec.help
        assert [(arg["name"], arg["doc"], "optional" in arg) for arg in info["args"]] == [
            (arg.name, arg.help, arg.optional) for arg in spec.args
        ]


def test_a_single_result_reaches_vba_as_one_value(excel: SimpleNamespace) -> None:
    assert call(excel, "IIJ_MARGIN", 25.0, 200.0) == 0.125
    assert call(excel, "IIJ_YOY", -830.0, -1206.0) == "n.m."
    assert call(excel, "IIJ_MARGIN", 25.0, 0.0) == "xl-addin:#DIV/0!"


def test_errors_are_marked_inside_arrays(excel: SimpleNamespace) -> None:
    column = call(excel, "IIJ_MARGIN", ((25.0,), (None,), (com_error("#REF!"),)), 200.0)
    assert column == [[0.125], ["xl-addin:#N/A"], ["xl-addin:#REF!"]]


def test_an_array_constant_of_one_dimension_is_a_row(excel: SimpleNamespace) -> None:
    assert call(excel, "IIJ_MARGIN", (25.0, 50.0), 200.0) == [0.125, 0.25]


@pytest.mark.parametrize("left_out", [OMITTED, None])
def test_an_argument_left_out_and_a_blank_one_are_omitted(left_out: Any, excel: SimpleNamespace) -> None:
    assert call(excel, "IIJ_YOY", -830.0, -1206.0, left_out) == "n.m."
    assert call(excel, "IIJ_YOY", -830.0, -1206.0, "loss") == "loss"


def test_an_empty_text_is_a_text_and_no_blank(excel: SimpleNamespace) -> None:
    assert call(excel, "IIJ_MARGIN", "", 200.0) == "xl-addin:#VALUE!"
    assert call(excel, "IIJ_MARGIN", None, 200.0) == "xl-addin:#N/A"


def test_a_missing_argument_that_is_needed_is_a_blank(excel: SimpleNamespace) -> None:
    assert call(excel, "IIJ_MARGIN", OMITTED, 200.0) == "xl-addin:#N/A"


# The numbers of the enumeration XlCVError, and of its newer members.
ERROR_NUMBERS = {
    2000: "#NULL!",
    2007: "#DIV/0!",
    2015: "#VALUE!",
    2023: "#REF!",
    2029: "#NAME?",
    2036: "#NUM!",
    2042: "#N/A",
    2043: "#GETTING_DATA",
    2045: "#SPILL!",
    2046: "#CONNECT!",
    2047: "#BLOCKED!",
    2048: "#UNKNOWN!",
    2049: "#FIELD!",
    2050: "#CALC!",
    2999: "#UNKNOWN!",  # one to come
}


@pytest.mark.parametrize(("number", "text"), ERROR_NUMBERS.items())
def test_an_error_value_comes_back_as_it_went_in(number: int, text: str, excel: SimpleNamespace) -> None:
    assert call(excel, "IIJ_MARGIN", number + 0x800A0000 - 2**32, 1.0) == f"xl-addin:{text}"


def test_currencies_dates_and_integers_of_vba_are_numbers(excel: SimpleNamespace) -> None:
    assert call(excel, "IIJ_MARGIN", Decimal(25), 200) == 0.125
    # 28 June 2002 is day 37435 of Excel's calendar, in the quarter from April to June.
    assert call(excel, "IIJ_QUARTER", datetime(2002, 6, 28, tzinfo=UTC)) == "1Q02"
    assert call(excel, "IIJ_QUARTER", 37435.0) == "1Q02"


def test_what_is_no_value_of_a_cell_is_of_the_wrong_type(excel: SimpleNamespace) -> None:
    assert call(excel, "IIJ_MARGIN", object(), 200.0) == "xl-addin:#VALUE!"


def test_nothing_raises_into_a_cell(
    excel: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(excel.module, "from_excel", broken)
    with caplog.at_level(logging.ERROR):
        assert call(excel, "IIJ_MARGIN", 25.0, 200.0) == "xl-addin:#VALUE!"
    assert "IIJ_MARGIN failed" in caplog.text


def test_large_whole_numbers_are_doubles() -> None:
    assert [type(cell) for cell in values.to_excel([[2**40, True, None]])[0]] == [
        float,
        bool,
        type(None),
    ]
