"""The Python function, its LAMBDA and its native formula agree, to the last error value.

XL_ADDIN_CASES=20000 draws so many cases for each function, single values and ranges, instead of the few
hundred that CI has time for.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.engines.forms import (
    Argument,
    Case,
    by_formulon,
    by_libreoffice,
    disagreements,
    in_cells,
    is_number,
)
from tests.engines.libreoffice import ERRORS, LibreOffice
from tests.properties.argument_lists import (
    CASES,
    PROFILE,
    faults_beside_ranges,
    on_fifteen_digits,
    range_cases,
    scalar_cases,
)
from xl_addin import FUNCTIONS, ExcelError
from xl_addin.catalog import Value

WITH_FORMS = [name for name, spec in FUNCTIONS.items() if spec.lambda_formula]
SEVERAL_ARGUMENTS = [name for name in WITH_FORMS if len(FUNCTIONS[name].args) > 1]

# Argument lists on which the forms once disagreed, and why.
FOUND: list[tuple[str, tuple[Value, ...], Value]] = [
    # Excel compares on 15 digits; so does `evaluate` now.
    ("IIJ_TREND", (-0.9999999999999999, -1), "unchanged"),
    ("IIJ_TREND", (19731.347823983608, 19731.3478239836, "ja"), "横ばい"),
    ("IIJ_CHANGE", (-1.0, -0.9999999999999999, "1Q01"), "unchanged from 1Q01"),
    ("IIJ_AMOUNT", (999.9999999999999,), "JPY1.0B"),
    ("IIJ_AMOUNT", (82.2, "USD million", 9.999999999999999), ExcelError.NUM),
    # A constant of the wrong type once broke the folding of the native formula.
    ("IIJ_AMOUNT", (-0.01, 1172), ExcelError.VALUE),
    ("IIJ_AMOUNT", (1, ExcelError.REF), ExcelError.REF),
    ("IIJ_AMOUNT", (1, "JPY million", 0, "en", "truncate"), "JPY1M"),
    # LibreOffice's division by zero once replaced the error that came first.
    ("IIJ_MARGIN_CHANGE", (25, -200, 1, 0), ExcelError.NUM),
    # A range with a division by zero once came out of LibreOffice with its cells mixed up.
    (
        "IIJ_CHANGE",
        ([[2424, 75], [10, 110]], [[0, 100], [5, 100]], [["1Q01", "4Q01"]]),
        [
            ["turned to profit from 1Q01", "25.0% down from 4Q01"],
            ["100.0% up from 1Q01", "10.0% up from 4Q01"],
        ],
    ),
    # Of texts joined by &, LibreOffice once lost what came behind a cell in error.
    ("IIJ_QUARTER", ([[37437.5], ["x"], [37437]],), [["1Q02"], [ExcelError.VALUE], ["1Q02"]]),
    (
        "IIJ_CHANGE",
        (-5, 220, [["1Q01", "1Q01"], [ExcelError.NULL, "4Q01"]], [["en", "en"]]),
        [["turned to loss from 1Q01"] * 2, [ExcelError.NULL, "turned to loss from 4Q01"]],
    ),
    (
        "IIJ_PERIOD",
        ([["1H89", ""], ["FY2001", "1Q02"]], [[2], [4]]),
        [["2H89", ExcelError.VALUE], ["FY2002", "1Q03"]],
    ),
    # The sum of figures far apart in size has the digits of the largest.
    ("IIJ_LTM", ([[0, 1.0], [1.192092896e-07, -1.0]],), 1.192092896e-07),
    # A single cell in error has a shape all the same.
    ("IIJ_GROWTH_SERIES", (ExcelError.NULL, [[1]]), [[ExcelError.NA]]),
    # A single fault beside ranges was once one cell in Excel, and the whole range in Python.
    ("IIJ_PERIOD", (None, [[1], [4]]), [[ExcelError.NA], [ExcelError.NA]]),
    ("IIJ_YOY", ("x", [[10, 20]]), [[ExcelError.VALUE, ExcelError.VALUE]]),
    ("IIJ_AMOUNT", (ExcelError.REF, [["JPY million"]], [[0, 1]]), [[ExcelError.REF, ExcelError.REF]]),
    ("IIJ_MARGIN", ([[1]], ExcelError.DIV0), [[ExcelError.DIV0]]),
    ("IIJ_GUIDANCE", ([[1, 2]], [[0], [1]], True), [[ExcelError.VALUE] * 2] * 2),
    # Python once printed more than the 15 digits that Excel knows of a rate.
    ("IIJ_CHANGE", (1e15, 0.3, "1Q01"), "333,333,333,333,333,000.0% up from 1Q01"),
    ("IIJ_CHANGE", (1e15, 0.3, "1Q01", "ja"), "1Q01比333,333,333,333,333,000.0%増"),
    # A fault in a range of digits was once lost in LibreOffice.
    ("IIJ_AMOUNT", (2.5, "USD million", [[3, 10]]), [["$2.500M", ExcelError.NUM]]),
    # LibreOffice finds an empty text in none; what Excel takes for the year 1899 is 3799.
    ("IIJ_AMOUNT", (12.5, "JPY"), "JPY13"),
    ("IIJ_PERIOD_END", ("4Q1900", 4, "end"), 91),
    # An amount of each share is in no scale, however large it is.
    ("IIJ_AMOUNT", (2_000_000_000, "JPY per share"), "JPY2,000,000,000"),
]


@pytest.mark.parametrize("name", WITH_FORMS)
def test_forms_agree_on_single_values(name: str) -> None:
    @PROFILE
    @given(scalar_cases(FUNCTIONS[name]))
    def forms_agree(case: Case) -> None:
        assert_agreement(case)

    forms_agree()


@pytest.mark.parametrize("name", WITH_FORMS)
def test_forms_agree_on_ranges(name: str) -> None:
    @PROFILE
    @given(range_cases(FUNCTIONS[name]))
    def forms_agree(case: Case) -> None:
        assert_agreement(case)

    forms_agree()


@pytest.mark.parametrize("name", SEVERAL_ARGUMENTS)
def test_a_single_fault_beside_ranges_has_one_shape_in_all_forms(name: str) -> None:
    @PROFILE
    @given(faults_beside_ranges(FUNCTIONS[name]))
    def forms_agree(case: Case) -> None:
        assert_agreement(case)

    forms_agree()


def assert_agreement(case: Case) -> None:
    for native in (False, True):
        formula = case.native(0) if native else case.call(0)
        assert not disagreements(case, by_formulon([case], native=native)[0]), formula


@pytest.mark.parametrize("name", WITH_FORMS)
def test_native_formulas_agree_in_libreoffice(name: str, libreoffice: LibreOffice, tmp_path: Path) -> None:
    spec = FUNCTIONS[name]
    drawn = sample(scalar_cases(spec), CASES) + sample(range_cases(spec), CASES // 2)
    cases = [case for case in map(fifteen_digits, drawn) if libreoffice_knows(case)]
    assert len(cases) > CASES // 2
    results = by_libreoffice(libreoffice, cases, tmp_path)
    wrong = [(case, disagreements(case, result)) for case, result in zip(cases, results, strict=True)]
    assert not [(case, lines) for case, lines in wrong if lines]


@pytest.mark.parametrize(("name", "values", "expected"), FOUND)
def test_what_once_disagreed(
    name: str,
    values: tuple[Value, ...],
    expected: Value,
    libreoffice: LibreOffice,
    tmp_path: Path,
) -> None:
    case = in_cells(FUNCTIONS[name], values)
    assert case.expected == expected
    assert_agreement(case)
    if libreoffice_knows(fifteen_digits(case)):
        assert not disagreements(case, by_libreoffice(libreoffice, [case], tmp_path)[0])


def sample(strategy: st.SearchStrategy[Case], count: int) -> list[Case]:
    """As many cases, for one workbook; a start of LibreOffice's for each would take too long."""
    drawn: list[Case] = []

    @settings(
        PROFILE,
        max_examples=count,
        phases=[Phase.generate],
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def draw(case: Case) -> None:
        drawn.append(case)

    draw()
    return drawn


def fifteen_digits(case: Case) -> Case:
    """The case with all numbers on 15 digits: XlsxWriter writes 16 and LibreOffice compares on fewer."""

    def on_fifteen(value: Value) -> Value:
        if isinstance(value, list):
            return [[on_fifteen_digits(cell) for cell in cells] for cells in value]
        return on_fifteen_digits(value)

    arguments = (Argument(on_fifteen(argument.value), argument.written) for argument in case.arguments)
    return dataclasses.replace(case, arguments=tuple(arguments))


def libreoffice_knows(case: Case) -> bool:
    """Whether LibreOffice 7.4 is no different from Excel in what the case is about."""
    scalars = list(case.scalars)
    # To LibreOffice a boolean is a number, and some of Excel's errors are none.
    if any(isinstance(cell, bool) for cell in scalars):
        return False
    if any(isinstance(cell, ExcelError) and cell not in ERRORS.values() for cell in scalars):
        return False
    # Its TRUNC looks at no more than twelve digits: TRUNC(438966591572.7,1) is 438966591573.
    if "truncate" in scalars and any(is_number(cell) and float(f"{cell:.11g}") != cell for cell in scalars):
        return False
    # Its power is #NUM! where Excel's is too small to be told from zero; a rate of -100% is only such.
    results = case.expected if isinstance(case.expected, list) else [[case.expected]]
    return case.spec.name != "IIJ_CAGR" or not any(cell == -1 for cells in results for cell in cells)
