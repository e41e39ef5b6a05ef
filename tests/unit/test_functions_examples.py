"""Every example of every function, worked by hand, in every form and every engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

import pytest

from tests.engines.forms import (
    RELATIVE,
    Case,
    agree,
    as_constants,
    by_formulon,
    by_libreoffice,
    disagreements,
    in_cells,
    rows,
)
from tests.engines.libreoffice import LibreOffice
from xl_addin import FUNCTIONS
from xl_addin.catalog import Example, FunctionSpec, Value

EXAMPLES = [(spec, example) for spec in FUNCTIONS.values() for example in spec.examples]
WITH_FORMS = [(spec, example) for spec, example in EXAMPLES if spec.lambda_formula]

Writing: TypeAlias = Callable[[FunctionSpec, Sequence[Value]], Case]
in_two_ways = pytest.mark.parametrize("written", [in_cells, as_constants])


def identifier(value: FunctionSpec | Example) -> str:
    return value.name if isinstance(value, FunctionSpec) else ", ".join(map(str, value.args))


@pytest.mark.parametrize(("spec", "example"), EXAMPLES, ids=identifier)
def test_evaluate_gives_the_result_worked_by_hand(spec: FunctionSpec, example: Example) -> None:
    assert_as_by_hand(example, spec.evaluate(*example.args))


@in_two_ways
@pytest.mark.parametrize("native", [False, True], ids=["lambda", "native"])
def test_formulon_gives_the_results_worked_by_hand(written: Writing, native: bool) -> None:
    cases = [written(spec, example.args) for spec, example in WITH_FORMS]
    for (_, example), result in zip(WITH_FORMS, by_formulon(cases, native=native), strict=True):
        assert_as_by_hand(example, result)


@in_two_ways
def test_libreoffice_gives_the_results_worked_by_hand(
    written: Writing, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    # To LibreOffice a boolean is a number.
    known = [(s, e) for s, e in WITH_FORMS if not any(isinstance(cell, bool) for cell in e.args)]
    assert len(known) > 0.9 * len(WITH_FORMS)
    cases = [written(spec, example.args) for spec, example in known]
    results = by_libreoffice(libreoffice, cases, tmp_path)
    for (_, example), result in zip(known, results, strict=True):
        assert_as_by_hand(example, result)


def assert_as_by_hand(example: Example, result: Value) -> None:
    """Numbers within 1e-12 of the larger of the result and 1."""
    expected, found = rows(example.result), rows(result)
    assert [len(row) for row in expected] == [len(row) for row in found]
    for wanted, cells in zip(expected, found, strict=True):
        assert all(agree(*pair, largest=1) for pair in zip(wanted, cells, strict=True)), (example, result)


def test_a_disagreement_would_be_seen() -> None:
    case = in_cells(FUNCTIONS["IIJ_EBITDA"], (-464, 793))
    assert not disagreements(case, 329)
    assert disagreements(case, 329 * (1 + 10 * RELATIVE))
    assert disagreements(case, "329")
    assert disagreements(case, True)
    assert disagreements(case, [[329], [329]])
