"""The packed worksheet functions run: arguments reach Python and results reach cells as they are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from pyopenvba.interpreter import VBAErrorValue
from pyopenvba.interpreter._values import error

from tests.engines.values import same
from tests.engines.vba import NUMBERS, OMITTED, Control, Excel, array
from xl_addin import FUNCTIONS, ExcelError, __version__
from xl_addin.catalog import Example, FunctionSpec
from xl_addin.hosts import excel
from xl_addin.hosts.desktop.values import MARK
from xl_addin.hosts.setup.machine import ADDIN


@pytest.fixture
def addin(packed: Path) -> Excel:
    return Excel(packed / ADDIN)


@pytest.fixture(scope="module")
def shared(packed: Path) -> Excel:
    """One add-in for many calls."""
    return Excel(packed / ADDIN)


def _fail() -> None:
    raise error(1004, "the disk is full")


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_wrapper_hands_over_its_arguments_in_order(addin: Excel, name: str) -> None:
    spec = FUNCTIONS[name]
    given = [float(number) for number, _ in enumerate(spec.args)]
    addin.python.answer = lambda called: f"{called} answered"
    assert addin.call(name, *given) == f"{name} answered"
    assert addin.python.calls == [("xl_addin.hosts.excel", name, given)]


@pytest.mark.parametrize("name", [name for name, spec in FUNCTIONS.items() if spec.args[-1].optional])
def test_what_is_left_out_arrives_as_left_out(addin: Excel, name: str) -> None:
    required = [1.0 for arg in FUNCTIONS[name].args if not arg.optional]
    addin.call(name, *required)
    ((_, _, arguments),) = addin.python.calls
    assert arguments[: len(required)] == required
    assert all(argument is OMITTED for argument in arguments[len(required) :])
    assert len(arguments) == len(FUNCTIONS[name].args)


def test_a_range_arrives_as_its_values_with_blanks_and_errors(addin: Excel) -> None:
    addin.application.activate_book(addin.add_workbook())
    sheet = addin.sheet()
    sheet.set_value("A1", 9851)
    sheet.set_value("B2", "n/a")
    addin.cells("A2").vba_set("Value", VBAErrorValue(2042))
    addin.call("IIJ_YOY", addin.cells("A1:B2"), addin.cells("A1"), ExcelError.DIV0)
    ((_, _, arguments),) = addin.python.calls
    assert arguments == [[[9851, None], [ExcelError.NA, "n/a"]], 9851, ExcelError.DIV0]


def test_a_range_of_several_areas_is_a_wrong_value(addin: Excel) -> None:
    addin.call("IIJ_YOY", addin.cells("A1:A2,C1:C2"), 1.0)
    assert addin.python.calls[0][2][0] is ExcelError.VALUE


@pytest.mark.parametrize(("given", "arrives"), [([1.0, 2.0], [[1.0, 2.0]]), ([[1.0], [2.0]], [[1.0], [2.0]])])
def test_an_array_constant_arrives_as_rows(addin: Excel, given: list[Any], arrives: list[Any]) -> None:
    addin.call("IIJ_CONSENSUS", given)
    assert addin.python.calls[0][2] == [arrives]


def test_a_blank_argument_stays_blank(addin: Excel) -> None:
    addin.call("IIJ_YOY", None, 1.0, "text")
    assert addin.python.calls[0][2] == [None, 1.0, "text"]


# What CVErr has no number for.
NAMELESS = {ExcelError.BUSY, ExcelError.EXTERNAL, ExcelError.PYTHON}


@pytest.mark.parametrize("named", ExcelError)
def test_a_marked_text_becomes_the_error_it_names(addin: Excel, named: ExcelError) -> None:
    addin.python.answer = lambda name: MARK + named.value
    assert addin.call("IIJ_YOY", 1.0, 2.0) is (ExcelError.VALUE if named in NAMELESS else named)


@pytest.mark.parametrize(
    ("answer", "gives"),
    [
        (0.25, 0.25),
        ("n.m.", "n.m."),
        ("#N/A", "#N/A"),
        (True, True),
        ([1.0, f"{MARK}#NUM!"], [1.0, ExcelError.NUM]),
        ([[1.0, f"{MARK}#N/A"], [f"{MARK}#DIV/0!", "up"]], [[1.0, ExcelError.NA], [ExcelError.DIV0, "up"]]),
    ],
)
def test_results_arrive_in_cells_as_they_are(addin: Excel, answer: Any, gives: Any) -> None:
    addin.python.answer = lambda name: array(answer) if isinstance(answer, list) else answer
    assert addin.call("IIJ_YOY", 1.0, 2.0) == gives


def test_without_python_a_cell_shows_an_error_and_help_tells_why(addin: Excel) -> None:
    addin.python.answer = lambda name: _fail()
    assert addin.call("IIJ_YOY", 1.0, 2.0) is ExcelError.VALUE
    addin.run("IijShowHelp", Control("help"))
    assert addin.dialogs[0][1].startswith(f"IIJ Release {__version__}\n")
    assert re.search("IIJ_YOY: It did not work: .*the disk is full", addin.dialogs[0][1])


def test_calls_share_one_connection(addin: Excel) -> None:
    addin.python.answer = lambda name: 0.25
    assert [addin.call("IIJ_YOY", 1.0, 2.0) for _ in range(3)] == [0.25] * 3
    assert addin.python.connections == 1


def test_a_python_that_was_ended_is_started_again(addin: Excel) -> None:
    addin.call("IIJ_YOY", 1.0, 2.0)
    answers = [_fail, lambda: 0.25]
    addin.python.answer = lambda name: answers.pop(0)()
    assert addin.call("IIJ_YOY", 1.0, 2.0) == 0.25
    assert addin.python.connections == 2


MISSING = -2147352572
FIRST_ERROR = -2146828288


def com(value: Any) -> Any:
    """A value as COM hands it to Python."""
    if isinstance(value, list):
        return tuple(tuple(map(com, row)) for row in value)
    if isinstance(value, ExcelError):
        return FIRST_ERROR + NUMBERS[value]
    return MISSING if value is OMITTED else value


def unpacked(rows: list[list[Any]]) -> Any:
    """A result as xlwings' server hands it to VBA."""
    if len(rows) > 1:
        return array(rows)
    return rows[0][0] if len(rows[0]) == 1 else array(rows[0])


EXAMPLES = [(spec, example) for spec in FUNCTIONS.values() for example in spec.examples]


@pytest.mark.parametrize(
    ("spec", "example"), EXAMPLES, ids=[f"{spec.name}-{example.args}" for spec, example in EXAMPLES]
)
def test_every_example_comes_through_vba_and_python_as_it_should(
    shared: Excel, spec: FunctionSpec, example: Example
) -> None:
    def answer(name: str) -> Any:
        return unpacked(getattr(excel, name)(*map(com, shared.python.calls[-1][2])))

    shared.python.answer = answer
    found = shared.call(spec.name, *example.args, *[OMITTED] * (len(spec.args) - len(example.args)))
    expected = example.result
    if isinstance(expected, list) and len(expected) == 1:
        expected = expected[0] if len(expected[0]) > 1 else expected[0][0]
    assert alike(expected, found)


def alike(expected: Any, found: Any) -> bool:
    if isinstance(expected, list):
        return len(expected) == len(found) and all(map(alike, expected, found))
    return same(expected, found)
