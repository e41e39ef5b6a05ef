"""What every declared function must be, and that what it must not be would be noticed."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from functools import cache

import formulon
import pytest

from xl_addin import FUNCTIONS, ExcelError
from xl_addin.catalog import Arg, Example, FunctionSpec, Kind, Scalar, Term, Value
from xl_addin.domain.functions import DECLARED

LONGEST_HELP = 255
# Excel takes 8,192 characters; what a cell refers to may be longer than in the tests.
LONGEST_FORMULA = 8000
DEEPEST_NESTING = 64
LEAST_EXAMPLES = 3
# What hand arithmetic gives; more digits need a note that says where they come from.
MOST_DIGITS_BY_HAND = 6

CELL_ADDRESS = re.compile(r"[A-Z]{1,3}[0-9]{1,7}|R[0-9]*(C[0-9]*)?|C[0-9]*", re.IGNORECASE)
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
EDGES = (None, 0, True, False, "n.m.")


@cache
def built_ins() -> frozenset[str]:
    with formulon.Workbook.create_default() as book:
        return frozenset(book.function_name_at(index) for index in range(book.function_count()))


def faults(spec: FunctionSpec) -> list[str]:
    """Everything that keeps a declaration from being a worksheet function."""
    found = [*name_faults(spec.name), *help_faults(spec), *example_faults(spec), *form_faults(spec)]
    return [f"{spec.name}: {fault}" for fault in found]


def name_faults(name: str) -> Iterator[str]:
    if not re.fullmatch(r"IIJ_[A-Z][A-Z_]*", name):
        yield "is not of the form IIJ_NAME"
    if name in built_ins():
        yield "is a function of Excel"
    if CELL_ADDRESS.fullmatch(name):
        yield "is a cell address"


def help_faults(spec: FunctionSpec) -> Iterator[str]:
    texts = {"help": spec.help, "result": spec.result.help} | {arg.name: arg.help for arg in spec.args}
    japanese = {"help": spec.help_ja, "result": spec.result.help_ja} | {
        arg.name: arg.help_ja for arg in spec.args
    }
    for subject, text in (*texts.items(), *japanese.items()):
        if not 0 < len(text) <= LONGEST_HELP:
            yield f"{subject}: help of {len(text)} characters"
    yield from (f"{subject}: no Japanese" for subject, text in japanese.items() if not JAPANESE.search(text))
    yield from (f"{arg.name}: no unit" for arg in spec.args if not arg.unit)
    if not spec.result.unit:
        yield "result: no unit"


def example_faults(spec: FunctionSpec) -> Iterator[str]:
    if len(spec.examples) < LEAST_EXAMPLES:
        yield "too few examples"
    if not any(is_edge(example) for example in spec.examples):
        yield "no edge case among the examples"
    if len({repr(example.args) for example in spec.examples}) < len(spec.examples):
        yield "an example twice"
    for example in spec.examples:
        if not example.note and any(digits(cell) > MOST_DIGITS_BY_HAND for cell in cells(example.result)):
            yield f"{example.result}: no result of hand arithmetic, and no note that says whose"


def is_edge(example: Example) -> bool:
    """An error, a blank, a zero, a boolean, or growth without meaning."""
    scalars = [*cells(example.result), *(cell for value in example.args for cell in cells(value))]
    return any(isinstance(cell, ExcelError) or cell in EDGES for cell in scalars)


def cells(value: Value) -> list[Scalar]:
    return [cell for row in value for cell in row] if isinstance(value, list) else [value]


def digits(value: Scalar) -> int:
    """Significant digits of a number; an error, a text or a boolean has none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return 0
    return len(f"{value:.15g}".replace("-", "").replace(".", "").strip("0"))


def form_faults(spec: FunctionSpec) -> Iterator[str]:
    if spec.lambda_formula is None:
        if not spec.reason:
            yield "no formula, and no reason why"
        return
    # Room is left for sheet names somewhat longer than this.
    native = spec.native(*["Figures!$AB$123"] * len(spec.args))
    for form, text in (("LAMBDA", spec.lambda_formula), ("native", native or "")):
        if len(text) >= LONGEST_FORMULA:
            yield f"{form}: {len(text)} characters"
        if nesting(text) > DEEPEST_NESTING:
            yield f"{form}: too deep"
    for name in set(re.findall(r"_xl[op][pm]\.(\w+)", spec.lambda_formula)):
        if CELL_ADDRESS.fullmatch(name) or name.upper() in ("R", "C", "TRUE", "FALSE"):
            yield f"{name} is no name for a parameter"
    yield from (f"unknown: {name}" for name in unknown_names(spec.lambda_formula))
    yield from (f"unknown: {name}" for name in unknown_names(native or "") if name != "Figures")


def nesting(text: str) -> int:
    depth = deepest = 0
    for character in without_texts(text):
        depth += (character == "(") - (character == ")")
        deepest = max(deepest, depth)
    return deepest


def unknown_names(text: str) -> list[str]:
    """Words that neither Excel nor the catalogue knows; parameters carry a prefix that says so."""
    words = re.findall(r"[A-Za-z_][\w.$]*!?", re.sub(r"#[A-Z0-9/]+[!?]?", "", without_texts(text)))
    known = built_ins() | FUNCTIONS.keys() | {"TRUE", "FALSE", "LAMBDA", "LET", "ISOMITTED"}
    return [
        word
        for word in words
        if not word.startswith(("_xlpm.", "_xlop."))
        and word.removeprefix("_xlfn.") not in known
        and not CELL_ADDRESS.fullmatch(word.replace("$", ""))
        and not word.endswith("!")
    ]


def without_texts(text: str) -> str:
    return re.sub(r'"(?:[^"]|"")*"', "", text)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_declared_function_has_no_faults(name: str) -> None:
    assert faults(FUNCTIONS[name]) == []


def test_all_functions_are_declared_once_in_the_order_of_the_reference() -> None:
    assert list(FUNCTIONS) == [body.spec.name for body in DECLARED]
    assert len(FUNCTIONS) == len(DECLARED)


def test_a_body_stays_the_plain_function_it_is() -> None:
    assert all(body.spec.body is body for body in DECLARED)


def test_arguments_are_named_as_in_the_signature() -> None:
    assert FUNCTIONS["IIJ_YOY"].signature == "IIJ_YOY(current, year_ago, [if_nm])"
    assert FUNCTIONS["IIJ_AMOUNT"].signature == "IIJ_AMOUNT(amount, [unit], [digits], [language], [rounding])"
    assert FUNCTIONS["IIJ_FOOT"].signature == "IIJ_FOOT(total, parts, [unit])"


MARGIN = FUNCTIONS["IIJ_MARGIN"]
REVENUE = MARGIN.args[1]


def with_argument(**changes: object) -> FunctionSpec:
    term = dataclasses.replace(REVENUE.term, **changes)  # type: ignore[arg-type]
    return dataclasses.replace(MARGIN, args=(MARGIN.args[0], Arg(REVENUE.name, term)))


BAD: dict[str, Callable[[], FunctionSpec]] = {
    "is a function of Excel": lambda: dataclasses.replace(MARGIN, name="GROWTH"),
    "is a cell address": lambda: dataclasses.replace(MARGIN, name="ROE1"),
    "is not of the form IIJ_NAME": lambda: dataclasses.replace(MARGIN, name="IIJ_ROE1"),
    "help: help of 256 characters": lambda: dataclasses.replace(MARGIN, help="x" * 256),
    "help: help of 0 characters": lambda: dataclasses.replace(MARGIN, help=""),
    "help: no Japanese": lambda: dataclasses.replace(MARGIN, help_ja="Margin."),
    "revenue: help of 256 characters": lambda: with_argument(help="x" * 256),
    "revenue: no unit": lambda: with_argument(unit=""),
    "revenue: no Japanese": lambda: with_argument(help_ja="Revenue"),
    "too few examples": lambda: dataclasses.replace(MARGIN, examples=MARGIN.examples[-2:]),
    "no edge case among the examples": lambda: dataclasses.replace(MARGIN, examples=MARGIN.examples[:2]),
    "an example twice": lambda: dataclasses.replace(MARGIN, examples=(*MARGIN.examples, MARGIN.examples[0])),
    "no result of hand arithmetic": lambda: dataclasses.replace(
        MARGIN, examples=(*MARGIN.examples, Example((896, 9851), 896 / 9851))
    ),
    "no formula, and no reason why": lambda: dataclasses.replace(MARGIN, core=None),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_fault_in_a_declaration_is_noticed(fault: str) -> None:
    assert any(fault in found for found in faults(BAD[fault]()))


@pytest.mark.parametrize("name", ["r", "c", "fy2001", "q1", "R1C1"])
def test_a_parameter_that_is_a_cell_address_is_noticed(name: str) -> None:
    spec = FUNCTIONS["IIJ_FX"]
    text = str(spec.lambda_formula).replace("_xlpm.rate", f"_xlpm.{name}")
    broken = dataclasses.replace(spec)
    broken.__dict__["lambda_formula"] = text
    assert faults(broken) == [f"IIJ_FX: {name} is no name for a parameter"]


def test_a_name_that_no_workbook_has_is_noticed() -> None:
    assert unknown_names('=IIJ_FX(A1,"x")+_xlfn.LET(_xlpm.y,1,RATE_OF_DAY*LOOKUP_RATE($B$2))') == [
        "RATE_OF_DAY",
        "LOOKUP_RATE",
    ]


def test_terms_of_a_kind_with_choices_are_texts() -> None:
    terms: list[Term] = [arg.term for spec in FUNCTIONS.values() for arg in spec.args]
    assert all(term.kind is Kind.TEXT for term in terms if term.choices)
    defaults = [arg for spec in FUNCTIONS.values() for arg in spec.args if arg.term.choices and arg.optional]
    assert all(arg.default in arg.term.choices for arg in defaults)
