"""The LAMBDA and the native formula, as texts."""

from __future__ import annotations

import pytest

from tests.engines.formulon_engine import calculate
from tests.unit.test_catalog_evaluation import Number, Range
from xl_addin import FUNCTIONS, ExcelError
from xl_addin.catalog import excel_function

FX, YOY, AMOUNT, FOOT = (FUNCTIONS[name] for name in ("IIJ_FX", "IIJ_YOY", "IIJ_AMOUNT", "IIJ_FOOT"))


def test_a_native_formula_guards_each_argument_from_left_to_right() -> None:
    assert FX.native("A1", "B1") == (
        "=IF(ISNUMBER(A1),IF(ISNUMBER(B1),IF(B1>0,A1/B1,#NUM!),"
        "IF(ISERROR(B1),B1,IF(ISBLANK(B1),NA(),#VALUE!))),"
        "IF(ISERROR(A1),A1,IF(ISBLANK(A1),NA(),#VALUE!)))"
    )


def test_a_constant_needs_no_guard() -> None:
    assert FX.native("A1", "120") == (
        "=IF(ISNUMBER(A1),A1/120,IF(ISERROR(A1),A1,IF(ISBLANK(A1),NA(),#VALUE!)))"
    )


def test_an_option_left_out_leaves_no_trace() -> None:
    formula = str(YOY.native("A1", "B1"))
    assert 'IF((B1>0)*(A1>=0),(A1-B1)/B1,"n.m.")' in formula
    assert YOY.native("A1", "B1", "") == YOY.native("A1", "B1", " ") == formula


def test_a_blank_cell_as_an_option_is_an_option_left_out() -> None:
    assert 'IF(ISBLANK(C1),"n.m.",C1)' in str(YOY.native("A1", "B1", "C1"))


def test_expressions_keep_their_value_in_a_native_formula() -> None:
    formula = FX.native("A1+B1", "C1-D1")
    assert formula is not None
    assert "IF(C1-D1>0,(A1+B1)/(C1-D1),#NUM!)" in formula
    assert calculate([formula], {"A1": 100, "B1": 20, "C1": 15, "D1": 5}) == [12]


def test_names_of_the_workbook_are_not_taken_for_arguments() -> None:
    """A workbook may well have a name `rate` for its amounts and `amount` for its rate."""
    formula = FX.native("rate", "amount")
    assert formula is not None
    assert calculate([formula], {"A1": 240, "A2": 120}, {"rate": "=A1", "amount": "=A2"}) == [2]


@pytest.mark.parametrize("references", [(), ("A1",), ("A1", ""), ("", "B1"), ("A1", "B1", "C1")])
def test_a_native_formula_needs_what_the_function_needs(references: tuple[str, ...]) -> None:
    with pytest.raises(TypeError, match="IIJ_FX"):
        FX.native(*references)


def test_a_lambda_is_stored_as_excel_stores_it() -> None:
    assert FX.lambda_formula == (
        "=_xlfn.LAMBDA(_xlpm.amount,_xlpm.rate,IF(ISERROR(SUM("
        "_xlfn.SEQUENCE(IFERROR(ROWS(_xlpm.amount),1),IFERROR(COLUMNS(_xlpm.amount),1))"
        "+_xlfn.SEQUENCE(IFERROR(ROWS(_xlpm.rate),1),IFERROR(COLUMNS(_xlpm.rate),1)))),#VALUE!,"
        "IF(ISERROR(_xlpm.amount)+ISERROR(_xlpm.rate)>=0,"
        "IF(ISNUMBER(_xlpm.amount),IF(ISNUMBER(_xlpm.rate),"
        "IF(_xlpm.rate>0,_xlpm.amount/_xlpm.rate,#NUM!),"
        "IF(ISERROR(_xlpm.rate),_xlpm.rate,IF(ISBLANK(_xlpm.rate),NA(),#VALUE!))),"
        "IF(ISERROR(_xlpm.amount),_xlpm.amount,IF(ISBLANK(_xlpm.amount),NA(),#VALUE!))))))"
    )


def test_an_optional_parameter_is_declared_and_used_as_excel_stores_it() -> None:
    text = str(YOY.lambda_formula)
    assert text.startswith("=_xlfn.LAMBDA(_xlpm.current,_xlpm.year_ago,_xlop.if_nm,")
    assert "IF(IF(_xlfn.ISOMITTED(_xlpm.if_nm),TRUE,ISBLANK(_xlpm.if_nm))" in text
    assert text.count("_xlop.") == 1


def test_a_lambda_names_what_it_uses_more_than_once() -> None:
    text = str(AMOUNT.lambda_formula)
    assert "_xlfn.LET(_xlpm.the_unit," in text
    assert "_xlpm.millions,ABS(_xlpm.amount)/" in text


def test_the_lambda_of_the_catalogue_calculates_without_the_addin() -> None:
    names = {"IIJ_FOOT": str(FOOT.lambda_formula)}
    cells = {"A1": 100, "B1": 40, "B2": 58, "C1": None}
    formulas = ["=IIJ_FOOT(A1,B1:B2)", "=IIJ_FOOT(A1,B1:B2,)", "=IIJ_FOOT(A1,B1:B2,C1)", "=IIJ_FOOT(C1,B1)"]
    assert calculate(formulas, cells, names) == [2, 2, 2, ExcelError.NA]


@pytest.mark.parametrize(
    ("formula", "where"),
    [
        ("x/MAX(x,1)", {}),
        ("x/largest", {"largest": "MAX(x,1)"}),
        ("IF(AND(x>0),1,0)", {}),
        ("SUM(part*x)", {}),
    ],
)
def test_no_formula_takes_one_value_of_all_cells_of_an_argument(formula: str, where: dict[str, str]) -> None:
    """Over a range each cell must be judged alone: the largest of all would stand for every one."""

    def scaled(x: Number, part: Range) -> Number:
        """Never called."""
        raise AssertionError

    with pytest.raises(TypeError, match=r"TEST_SCALED: (MAX|AND|SUM) takes one value of all cells of x"):
        excel_function("TEST_SCALED", help_ja="試験", examples=(), formula=formula, where=where)(scaled)
    assert "TEST_SCALED" not in FUNCTIONS
