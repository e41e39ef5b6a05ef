"""Each LAMBDA as Excel stores it: prefixes of functions and parameters, lengths, nothing else."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.decks import shipped_file
from tests.engines.raw_sheets import RawBook
from tests.engines.stored_formula import misnamed, words
from tests.functions_workbook import written as functions_workbook
from xl_addin import FUNCTIONS
from xl_addin.release.expressions import Mode

LAMBDAS = {name: spec.lambda_formula for name, spec in FUNCTIONS.items() if spec.lambda_formula}
# What Excel takes of a name: its definition has just under 8,192 signs.
LONGEST = 8_191


def test_there_are_as_many_as_the_documentation_says() -> None:
    assert len(LAMBDAS) == 22


@pytest.mark.parametrize("name", LAMBDAS)
def test_functions_newer_than_the_file_format_and_they_alone_carry_its_prefix(name: str) -> None:
    assert misnamed(LAMBDAS[name], frozenset()) == []
    newer = {word.text for word in words(LAMBDAS[name]) if word.is_call and word.text.startswith("_xl")}
    assert newer <= {"_xlfn.LAMBDA", "_xlfn.LET", "_xlfn.ISOMITTED", "_xlfn.SEQUENCE"}


@pytest.mark.parametrize("name", LAMBDAS)
def test_parameters_are_declared_once_and_used_by_the_one_prefix(name: str) -> None:
    """Optional ones are `_xlop.` where they are declared and `_xlpm.` where they are used."""
    text, args = LAMBDAS[name], FUNCTIONS[name].args
    found = [word for word in words(text) if not word.is_call]
    declared = [word.text for word in found if word.depth == 1]
    assert declared == [("_xlop." if arg.optional else "_xlpm.") + arg.name for arg in args]
    assert Counter(word.text[:6] for word in found)["_xlop."] == sum(arg.optional for arg in args)
    known = {f"_xlpm.{arg.name}" for arg in args} | {"TRUE", "FALSE"}
    assert {
        word.text for word in found if word.depth > 1 and not word.text.startswith("_xlpm.the_")
    } <= known | {f"_xlpm.{part}" for part in FUNCTIONS[name].where}
    assert "[" not in text


@pytest.mark.parametrize("name", LAMBDAS)
def test_a_definition_is_as_short_as_excel_wants_it(name: str) -> None:
    assert len(LAMBDAS[name]) <= LONGEST


@pytest.mark.parametrize("mode", Mode)
def test_the_decks_functions_are_named_as_a_file_names_them(mode: Mode) -> None:
    book = RawBook(shipped_file(mode))
    texts = {
        cell.formula.text or ""
        for cells in book.cells.values()
        for cell in cells.values()
        if cell.formula is not None
    }
    assert [fault for text in texts for fault in misnamed(text, frozenset(FUNCTIONS))] == []


@pytest.mark.parametrize("mode", [Mode.LAMBDA, Mode.NATIVE])
def test_the_functions_workbooks_functions_are_named_as_a_file_names_them(mode: Mode) -> None:
    cells = RawBook(functions_workbook(mode)).cells["Examples"].values()
    texts = {cell.formula.text or "" for cell in cells if cell.formula is not None}
    assert [fault for text in texts for fault in misnamed(text, frozenset(FUNCTIONS))] == []


def test_native_formulas_of_the_deck_call_nothing_that_may_give_a_range() -> None:
    """Before these, and before functions of an add-in, Excel puts an @ where a file stores them plainly."""
    book = RawBook(shipped_file(Mode.NATIVE))
    texts = [
        cell.formula.text or ""
        for cells in book.cells.values()
        for cell in cells.values()
        if cell.formula is not None
    ]
    called = {word.text for text in texts for word in words(text) if word.is_call}
    assert called.isdisjoint({"INDEX", "OFFSET", "INDIRECT", "CHOOSE"} | FUNCTIONS.keys())


def test_what_excel_would_not_find_is_found_out() -> None:
    assert misnamed('LET(a,1,IF(a,"SORT(",_xlfn.IF(1)))', frozenset()) == ["LET", "IF"]
    assert misnamed("'SORT(1)'!A1+#DIV/0!+ROUND(1E+3,Figures!$B$2)", frozenset()) == []
    assert [word.text for word in words("_xlfn.LAMBDA(_xlpm.a,_xlop.b,#N/A)")] == [
        "_xlfn.LAMBDA",
        "_xlpm.a",
        "_xlop.b",
    ]
