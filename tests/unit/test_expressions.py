"""An expression's two readings: the text in a mode, and the value that Excel gives that text."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from formulon import Workbook
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.formulon_engine import calculate
from tests.engines.values import same
from xl_addin import FUNCTIONS, ExcelError
from xl_addin.catalog.spec import Scalar
from xl_addin.inputs.model import CellRef
from xl_addin.release.expressions import (
    Area,
    Expression,
    Mode,
    Op,
    area_rows,
    call,
    formula,
    join,
    quoted,
    reference,
    references,
    value,
)

Trees = st.SearchStrategy[Expression]

HERE = "Deck"
NA, DIV0, VALUE = ExcelError.NA, ExcelError.DIV0, ExcelError.VALUE

# The cells that the tables below refer to; A1 is blank.
CELLS: Mapping[str, Scalar] = {
    "A2": 12.5,
    "A3": "text",
    "A4": True,
    "A5": NA,
    "A6": DIV0,
    "A7": "",
    "A8": "1,234.5",
    "A9": -7,
    "A10": 0,
    "A11": "Text",
    "A12": False,
    "A13": "12.5%",
}


def at(row: int, column: int = 1) -> CellRef:
    return CellRef(HERE, row, column)


BLANK, NUMBER, TEXT, TRUE, NOT_AVAILABLE, DIVIDED, EMPTY, NUMERIC, LOSS, ZERO, TEXT_TOO, FALSE, PERCENT = (
    at(row) for row in range(1, 14)
)
COLUMN = Area(at(1), at(13))


def in_python(expression: Expression, cells: Mapping[str, Scalar] = CELLS) -> Scalar:
    """The value as a cell shows it: a formula that gives a blank cell shows zero."""
    result = value(expression, lambda ref: cells.get(ref.a1))
    assert not isinstance(result, list)
    return 0 if result is None else result


def in_excel(expression: Expression, cells: Mapping[str, Scalar] = CELLS) -> Scalar:
    """What an engine that shares no code with the expressions makes of their native text."""
    return calculate([formula(expression, Mode.NATIVE, HERE)], cells)[0]


# An expression and what a cell with it shows, as Excel's documentation has it.
SHOWN: Mapping[str, tuple[Expression, Scalar]] = {
    "a blank shows zero": (call("IF", True, BLANK), 0),
    "a blank stays one inside": (join(call("IF", True, BLANK), "x"), "x"),
    "a blank condition is false": (call("IF", BLANK, 1, 2), 2),
    "a number is a condition": (call("IF", NUMBER, 1, 2), 1),
    "a text is no condition": (call("IF", TEXT, 1, 2), VALUE),
    "an error condition comes back": (call("IF", NOT_AVAILABLE, 1, 2), NA),
    "without a third argument it is FALSE": (call("IF", ZERO, 1), False),
    "an argument left out is zero": (call("IF", ZERO, 1, None), 0),
    "the branch not taken does not matter": (call("IF", TRUE, 1, Op("/", 1, 0)), 1),
    "neither does the first": (call("IF", ZERO, Op("/", 1, 0), "fine"), "fine"),
    "IFNA replaces #N/A": (call("IFNA", NOT_AVAILABLE, "n/a"), "n/a"),
    "IFNA leaves other errors": (call("IFNA", DIVIDED, "n/a"), DIV0),
    "IFNA takes no second argument without need": (call("IFNA", NUMBER, Op("/", 1, 0)), 12.5),
    "IFNA may give an error": (call("IFNA", call("NA"), DIVIDED), DIV0),
    "a blank is zero in sums": (Op("+", BLANK, 1), 1),
    "TRUE is 1 in sums": (Op("+", TRUE, 1), 2),
    "a text that is a number counts": (Op("+", NUMERIC, 1), 1235.5),
    "so does a percentage": (Op("*", PERCENT, 8), 1),
    "any other text does not": (Op("+", TEXT, 1), VALUE),
    "nor does an empty one": (Op("+", EMPTY, 1), VALUE),
    "the left error wins": (Op("+", NOT_AVAILABLE, DIVIDED), NA),
    "an error wins over a text": (Op("+", TEXT, DIVIDED), DIV0),
    "division by zero": (Op("/", NUMBER, ZERO), DIV0),
    "division by a blank": (Op("/", NUMBER, BLANK), DIV0),
    "too large a product": (Op("*", Op("*", 1e200, 1e100), 1e200), ExcelError.NUM),
    "a blank equals zero": (Op("=", BLANK, ZERO), True),
    "a blank equals an empty text": (Op("=", BLANK, EMPTY), True),
    "a blank equals FALSE": (Op("=", BLANK, FALSE), True),
    "texts are equal in either case": (Op("=", TEXT, TEXT_TOO), True),
    "a text is no number": (Op("=", "12.5", NUMBER), False),
    "texts come after numbers": (Op(">", TEXT, 1000), True),
    "booleans come after texts": (Op("<", TEXT, FALSE), True),
    "numbers compare on 15 digits": (Op("<=", Op("+", 0.1, 0.2), 0.3), True),
    "an error in a comparison": (Op("=", TEXT, NOT_AVAILABLE), NA),
    "a text of everything": (join("a", BLANK, NUMBER, TRUE, LOSS, EMPTY), "a12.5TRUE-7"),
    "a number in a text has 15 digits": (join(Op("/", 2, 3), "x"), "0.666666666666667x"),
    "without noise": (join(Op("+", 0.1, 0.2), "x"), "0.3x"),
    "a whole number has no point": (join(Op("*", NUMBER, 2), "x"), "25x"),
    "a large number in a text": (join(Op("*", 123456789, 1000000), "x"), "123456789000000x"),
    "a small number in a text": (join(Op("/", 1, 3e7), "x"), "3.33333333333333E-08x"),
    "a single part stays a number": (join(NUMBER), 12.5),
    "an error in a text": (join("a", DIVIDED, NOT_AVAILABLE), DIV0),
    "ISBLANK of a blank": (call("ISBLANK", BLANK), True),
    "ISBLANK of an empty text": (call("ISBLANK", EMPTY), False),
    "ISBLANK of an error": (call("ISBLANK", NOT_AVAILABLE), False),
    "ISNUMBER of a boolean": (call("ISNUMBER", TRUE), False),
    "ISERROR": (call("ISERROR", DIVIDED), True),
    "SUM takes numbers only": (call("SUM", NUMBER, TEXT, TRUE, BLANK, NUMERIC, LOSS), 5.5),
    "SUM with an error": (call("SUM", NUMBER, COLUMN), NA),
    "COUNT counts numbers only": (call("COUNT", COLUMN), 3),
    "MAX of no number": (call("MAX", TEXT, BLANK), 0),
    "MIN": (call("MIN", NUMBER, LOSS, ZERO, TEXT), -7),
    "COUNTIF in either case": (call("COUNTIF", COLUMN, "TEXT"), 2),
    "COUNTIF of a number": (call("COUNTIF", COLUMN, -7.0), 1),
    "ABS": (call("ABS", LOSS), 7),
    "ABS of a blank": (call("ABS", BLANK), 0),
    "ABS of a text": (call("ABS", TEXT), VALUE),
    "TRUNC": (call("TRUNC", Op("*", NUMBER, -1)), -12),
    "TRUNC to digits": (call("TRUNC", 2.79, 1), 2.7),
    "TRUNC of a text": (call("TRUNC", TEXT), VALUE),
    "ROUND is half away from zero": (call("ROUND", Op("*", NUMBER, -1), 0), -13),
    "ROUND on 15 digits": (call("ROUND", 2.675, 2), 2.68),
    "ROUND to hundreds": (call("ROUND", 1250, -2), 1300),
    "MOD has the sign of the divisor": (call("MOD", LOSS, 4), 1),
    "MOD by a blank": (call("MOD", NUMBER, BLANK), DIV0),
    "VALUE": (call("VALUE", NUMERIC), 1234.5),
    "VALUE of a word": (call("VALUE", "1Q02"), VALUE),
    "VALUE of nothing": (call("VALUE", ""), VALUE),
    "VALUE of what Python alone reads": (call("VALUE", "1_000"), VALUE),
    "VALUE of nan": (call("VALUE", "nan"), VALUE),
    "VALUE of misplaced commas": (call("VALUE", "1,2,3"), VALUE),
    "VALUE of a boolean": (call("VALUE", TRUE), VALUE),
    "LEFT": (call("LEFT", TEXT, 2), "te"),
    "LEFT of a number": (call("LEFT", NUMBER, 3), "12."),
    "LEFT of no letters": (call("LEFT", TEXT, ZERO), ""),
    "LEFT of fewer than none": (call("LEFT", TEXT, LOSS), VALUE),
    "RIGHT": (call("RIGHT", TEXT, 2), "xt"),
    "RIGHT of no letters": (call("RIGHT", TEXT, ZERO), ""),
    "RIGHT of too many": (call("RIGHT", TEXT, 9), "text"),
    "MID": (call("MID", TEXT, 2, 2), "ex"),
    "MID from before the text": (call("MID", TEXT, ZERO, 2), VALUE),
    "MID from behind it": (call("MID", TEXT, 9, 2), ""),
    "MID of fewer than none": (call("MID", TEXT, 1, LOSS), VALUE),
    "LEN": (call("LEN", NUMERIC), 7),
    "LEN of a boolean": (call("LEN", TRUE), 4),
    "SUBSTITUTE": (call("SUBSTITUTE", NUMERIC, ",", ""), "1234.5"),
    "SUBSTITUTE of nothing": (call("SUBSTITUTE", TEXT, "", "x"), "text"),
    "FIXED": (call("FIXED", 1234.55, 1), "1,234.6"),
    "FIXED without decimals": (call("FIXED", NUMBER, 0), "13"),
    "FIXED has no negative zero": (call("FIXED", -0.04, 1), "0.0"),
    "FIXED to hundreds": (call("FIXED", 1234.5, -2), "1,200"),
    "FIXED of a word": (call("FIXED", TEXT, 1), VALUE),
    "growth of the catalogue": (call("IIJ_YOY", 150, 120), 0.25),
    "growth to a blank": (call("IIJ_YOY", NUMBER, BLANK), NA),
    "growth without meaning": (call("IIJ_YOY", NUMBER, LOSS), "n.m."),
    "growth replaced": (call("IFNA", call("IIJ_YOY", NUMBER, BLANK), "n/a"), "n/a"),
    "an optional argument left out": (call("IIJ_AMOUNT", 82.2, "USD million", 0), "$82M"),
    "one in the middle": (call("IIJ_AMOUNT", 9851, None, 2), "JPY9.85B"),
    "brackets where the order counts": (Op("-", 10, Op("-", 5, 2)), 7),
    "and a loss behind an operator": (Op("-", 10, -5), 15),
    "a power is not there but a product of sums": (Op("*", Op("+", 1, 2), Op("-", 7, 3)), 12),
    "a comparison inside a text": (join("is ", Op(">", NUMBER, 12)), "is TRUE"),
}


@pytest.mark.parametrize(("expression", "shown"), SHOWN.values(), ids=SHOWN)
def test_python_gives_what_excel_shows(expression: Expression, shown: Scalar) -> None:
    assert same(in_python(expression), shown)


@pytest.mark.parametrize(("expression", "shown"), SHOWN.values(), ids=SHOWN)
def test_the_engine_agrees_on_what_excel_shows(expression: Expression, shown: Scalar) -> None:
    assert same(in_excel(expression), shown)


# Amounts as books hold them, with the noise of binary fractions left in.
NUMBERS = st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9).filter(lambda x: x == 0 or abs(x) > 1e-9)
WORDS = st.text(st.sampled_from("aBz .,-&éß売上△"), max_size=6)
NUMERIC_TEXTS = st.sampled_from(
    ["5", " 5 ", "-5", "+5", "1,234", "12,34", "5%", ".5", "5.", "1e3", "1 000", "５"]
)
ERRORS = st.sampled_from([NA, DIV0, VALUE, ExcelError.NUM, ExcelError.REF, ExcelError.NAME])
SCALARS = st.none() | st.booleans() | NUMBERS | WORDS | NUMERIC_TEXTS | ERRORS
EQUALITY = ["=", "<>"]
ORDER = ["<", ">", "<=", ">="]
# Excel orders letters by language, Python by their code; the deck orders numbers only.
ORDERED = st.none() | st.booleans() | NUMBERS | st.text(st.sampled_from("abcXYZ019"), max_size=3) | ERRORS


# The first formula of a process waits for the engine to be compiled.
any_time = settings(deadline=None)


def agree(expression: Expression, *cells: Scalar) -> None:
    """Both readings over A1, B1, ... give the same."""
    placed = {at(1, column).a1: cell for column, cell in enumerate(cells, start=1)}
    shown, found = in_python(expression, placed), in_excel(expression, placed)
    assert same(shown, found), (formula(expression, Mode.NATIVE, HERE), cells, shown, found)


LEFT, RIGHT = at(1, 1), at(1, 2)


@any_time
@given(st.sampled_from(["+", "-", "*", "/"]), SCALARS, SCALARS)
def test_arithmetic_over_any_two_cells(operator: str, left: Scalar, right: Scalar) -> None:
    agree(Op(operator, LEFT, RIGHT), left, right)


@any_time
@given(st.sampled_from(EQUALITY), SCALARS, SCALARS)
def test_equality_of_any_two_cells(operator: str, left: Scalar, right: Scalar) -> None:
    agree(Op(operator, LEFT, RIGHT), left, right)


@any_time
@given(st.sampled_from(ORDER), ORDERED, ORDERED)
def test_order_of_any_two_cells(operator: str, left: Scalar, right: Scalar) -> None:
    agree(Op(operator, LEFT, RIGHT), left, right)


@any_time
@given(SCALARS, SCALARS)
def test_joining_any_two_cells(left: Scalar, right: Scalar) -> None:
    agree(join(LEFT, " ", RIGHT), left, right)


@any_time
@given(SCALARS, SCALARS)
def test_conditions_of_any_cell(condition: Scalar, chosen: Scalar) -> None:
    agree(join(call("IF", LEFT, RIGHT, "otherwise"), ""), condition, chosen)


@any_time
@given(st.sampled_from(["ABS", "TRUNC", "LEN", "VALUE", "ISNUMBER", "ISBLANK", "ISERROR"]), SCALARS)
def test_functions_of_any_cell(function: str, cell: Scalar) -> None:
    agree(call(function, LEFT), cell)


@any_time
@given(st.lists(SCALARS, min_size=1, max_size=6), st.sampled_from(["SUM", "COUNT", "MAX", "MIN"]))
def test_functions_of_any_range(cells: list[Scalar], function: str) -> None:
    agree(call(function, Area(LEFT, at(1, len(cells)))), *cells)


LEAVES = st.integers(-99, 99) | st.sampled_from([0.5, 2.25, 1e6, "a", 'say "so"', True, LEFT, RIGHT])


def branches(*operators: str, joins: bool) -> Callable[[Trees], Trees]:
    """What a tree may grow by."""

    def grown(inner: Trees) -> Trees:
        found = st.builds(Op, st.sampled_from(operators), inner, inner)
        found |= st.builds(lambda *args: call("IF", *args), inner, inner, inner)
        found |= st.builds(lambda *args: call("IFNA", *args), inner, inner)
        return found | st.builds(join, inner, inner, inner) if joins else found

    return grown


# Excel would read a date in 1&"-"&2; so what is joined is only compared and joined again.
SUMS = st.recursive(LEAVES, branches("+", "-", "*", "/", "=", "<>", joins=False), max_leaves=6)
TREES = st.recursive(SUMS, branches("=", "<>", joins=True), max_leaves=4)


@settings(max_examples=200, deadline=None)
@given(TREES, st.integers(-9, 9) | st.none() | st.just(NA), st.integers(0, 3) | st.just("x"))
def test_any_tree_reads_alike_both_ways(tree: Expression, left: Scalar, right: Scalar) -> None:
    """The text keeps the tree's order: brackets stand where they are needed."""
    agree(Op("=", tree, 7), left, right)
    agree(join(tree, "!"), left, right)


def test_numbers_are_written_so_that_excel_reads_the_same() -> None:
    for number in (0.1, 1 / 3, 1e-7, 123456789.123, 1e15, 2**53, -5, -0.25, 1e300):
        written = in_excel(Op("*", number, 1))
        assert isinstance(written, float)
        assert math.isclose(written, number, rel_tol=1e-14)


SHEETS = {
    "Figures": "Figures",
    "Sheet_1": "Sheet_1",
    "売上": "売上",
    "Revenue JPY": "'Revenue JPY'",
    "A1": "'A1'",
    "xfd1048576": "'xfd1048576'",
    "R1C1": "'R1C1'",
    "rc": "'rc'",
    "C": "'C'",
    "R2": "'R2'",
    "2Q02": "'2Q02'",
    "IIJ's": "'IIJ''s'",
    "a-b": "'a-b'",
    "a.b": "'a.b'",
    " Figures ": "' Figures '",
    "TRUE": "'TRUE'",
    "A&B": "'A&B'",
    "(1)": "'(1)'",
}


@pytest.mark.parametrize(("name", "text"), SHEETS.items())
def test_sheet_names_are_quoted_where_a_formula_needs_it(name: str, text: str) -> None:
    assert quoted(name) == text


@pytest.mark.parametrize("name", SHEETS)
def test_the_engine_reads_quoted_sheet_names(name: str) -> None:
    """A formula on one sheet finds the cell of another."""
    book = Workbook.create_empty()
    try:
        book.add_sheet(HERE)
        book.add_sheet(name)
        book.set_number(1, 1, 1, 42)
        book.set_formula(0, 0, 0, formula(Op("+", CellRef(name, 2, 2), 0), Mode.NATIVE, HERE))
        book.recalc()
        assert book.get_value(0, 0, 0).to_python() == 42
    finally:
        book.close()


def test_references_name_their_sheet_where_it_is_another() -> None:
    cell, area = CellRef("Revenue JPY", 5, 28), Area(CellRef("Figures", 2, 3), CellRef("Figures", 9, 3))
    assert reference(cell) == "'Revenue JPY'!AB5"
    assert reference(cell, "Revenue JPY") == "AB5"
    assert reference(area, "Revenue JPY") == "Figures!C2:C9"
    assert reference(area, "Figures", absolute=True) == "$C$2:$C$9"
    assert reference(area, absolute=True) == "Figures!$C$2:$C$9"


def test_modes_write_a_function_by_name_or_in_full() -> None:
    growth = call("IFNA", call("IIJ_YOY", CellRef("Figures", 2, 11), NUMBER), "n/a")
    by_name = '=_xlfn.IFNA(IIJ_YOY(Figures!K2,A2),"n/a")'
    assert formula(growth, Mode.LAMBDA, HERE) == formula(growth, Mode.UDF, HERE) == by_name
    native = formula(growth, Mode.NATIVE, HERE)
    assert native.startswith("=_xlfn.IFNA(")
    assert "IIJ_" not in native


def test_texts_are_written_with_doubled_quotes() -> None:
    assert formula(join('a "b" c', NUMBER), Mode.NATIVE, HERE) == '="a ""b"" c"&A2'


def test_a_function_left_without_an_argument_keeps_its_place() -> None:
    assert formula(call("IIJ_AMOUNT", NUMBER, None, 2), Mode.UDF, HERE) == "=IIJ_AMOUNT(A2,,2)"


def test_a_function_without_a_native_form_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    without_core = {"IIJ_YOY": replace(FUNCTIONS["IIJ_YOY"], core=None)}
    monkeypatch.setattr("xl_addin.release.expressions.FUNCTIONS", without_core)
    growth = call("IIJ_YOY", NUMBER, LOSS)
    assert formula(growth, Mode.UDF, HERE) == "=IIJ_YOY(A2,A9)"
    with pytest.raises(ValueError, match="IIJ_YOY has no native form"):
        formula(growth, Mode.NATIVE, HERE)


def test_an_area_is_its_cells_in_rows() -> None:
    assert area_rows(Area(at(1, 1), at(2, 3))) == [
        [at(1, 1), at(1, 2), at(1, 3)],
        [at(2, 1), at(2, 2), at(2, 3)],
    ]


def test_references_are_every_cell_read() -> None:
    expression = join(
        call("IF", Op("<", NUMBER, ZERO), call("SUM", Area(at(1, 3), at(2, 3))), None), "x", TRUE
    )
    assert set(references(expression)) == {NUMBER, ZERO, at(1, 3), at(2, 3), TRUE}
    assert list(references("text")) == list(references(None)) == []
