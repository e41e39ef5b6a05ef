"""The functions workbook in independent engines: every row says TRUE, and a wrong one says FALSE."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.engines.audit import audit_errors
from tests.engines.cached import cached, defined_names, formulas
from tests.engines.formulon_engine import Formulon, recalculated
from tests.engines.libreoffice import LibreOffice
from tests.engines.values import Sheets, Value, differences
from tests.functions_workbook import CALCULATING, called, calls, verdicts, written
from xl_addin import FUNCTIONS, ExcelError
from xl_addin.release.expressions import Mode

LAMBDAS = {name: spec.lambda_formula for name, spec in FUNCTIONS.items() if spec.lambda_formula}
VERDICT, VERDICT_JA = "B4", "B5"
SHEETS = ["Functions", "Examples", "Reference"]


@cache
def workbook(mode: Mode) -> bytes:
    return written(mode)


@pytest.fixture
def path(mode: Mode, tmp_path: Path) -> Path:
    path = tmp_path / "functions.xlsx"
    path.write_bytes(workbook(mode))
    return path


def by_addin(path: Path) -> dict[tuple[str, str], Value]:
    """What the add-in puts into the cells of the functions that no LAMBDA can stand in for."""
    found = {}
    for call in calls(formulas(path)["Examples"], cached(path)["Examples"]):
        if call.name not in LAMBDAS:
            result = FUNCTIONS[call.name].evaluate(*call.arguments)
            assert not isinstance(result, list)
            found["Examples", call.address] = result
    return found


def by_formulon(path: Path, mode: Mode) -> Sheets:
    if mode is not Mode.UDF:
        return recalculated(path.read_bytes())
    return recalculated(path.read_bytes(), by_addin(path), LAMBDAS)


def with_errors_as_cached(values: Sheets) -> Sheets:
    """XlsxWriter caches the errors of an array formula as texts."""
    return {
        sheet: {at: str(value) if isinstance(value, ExcelError) else value for at, value in cells.items()}
        for sheet, cells in values.items()
    }


@pytest.mark.parametrize("mode", CALCULATING)
def test_every_row_says_true_in_formulon(mode: Mode, path: Path) -> None:
    found = by_formulon(path, mode)
    assert set(verdicts(found).values()) == {True}
    assert len(verdicts(found)) == called(mode)
    assert found["Functions"][VERDICT] == f"All {called(mode)} examples agree."
    assert found["Functions"][VERDICT_JA] == f"{called(mode)}件の例がすべて一致しています。"


@pytest.mark.parametrize("mode", CALCULATING)
def test_every_formula_carries_the_value_that_formulon_calculates(mode: Mode, path: Path) -> None:
    expected, found = with_errors_as_cached(cached(path)), with_errors_as_cached(by_formulon(path, mode))
    assert differences(expected, found) == []


@pytest.mark.parametrize("mode", CALCULATING)
def test_the_package_is_valid(mode: Mode, path: Path) -> None:
    assert audit_errors(path) == []


@pytest.mark.parametrize("mode", CALCULATING)
def test_the_lambdas_are_there_in_their_mode_alone(mode: Mode, path: Path) -> None:
    names = {name: f"={text}" for name, text in defined_names(path).items() if name.startswith("IIJ_")}
    assert names == (LAMBDAS if mode is Mode.LAMBDA else {})


@pytest.mark.parametrize("mode", CALCULATING)
def test_every_example_stands_there_with_its_result_as_a_constant(mode: Mode, path: Path) -> None:
    book = load_workbook(path)["Examples"]
    values, texts = cached(path)["Examples"], formulas(path)["Examples"]
    for spec in FUNCTIONS.values():
        row = next(cell.row for cell in book["B"] if cell.value == spec.signature)
        row = next(cell.row for cell in book["B"][row:] if cell.value == "#")
        heading = {cell.value: cell.column_letter for cell in book[row]}
        column = heading["Expected\n手計算の結果"]
        for number, example in enumerate(spec.examples, 1):
            row = next(cell.row for cell in book["B"][row:] if cell.value == number)
            result = example.result[0][0] if isinstance(example.result, list) else example.result
            at = f"{column}{row}"
            assert values[at] == result
            assert isinstance(values[at], bool) == isinstance(result, bool)
            assert texts.get(at, f"={result}") == f"={result}", "calculated"


@pytest.mark.parametrize("mode", [Mode.LAMBDA, Mode.UDF])
def test_a_function_is_called_over_the_cells_of_the_example(mode: Mode, path: Path) -> None:
    found = [
        (call.name, call.arguments) for call in calls(formulas(path)["Examples"], cached(path)["Examples"])
    ]
    expected = []
    for spec in FUNCTIONS.values():
        for example in spec.examples if mode is Mode.UDF or spec.lambda_formula else ():
            arguments = list(example.args)
            while arguments[-1] is None and spec.args[len(arguments) - 1].optional:
                arguments.pop()
            expected.append((spec.name, arguments))
    assert found == expected


@pytest.mark.parametrize("mode", [Mode.LAMBDA])
def test_a_function_without_lambda_says_so_and_is_not_called(mode: Mode, path: Path) -> None:
    values = cached(path)["Examples"]
    missing = [spec for spec in FUNCTIONS.values() if not spec.lambda_formula]
    assert missing
    for spec in missing:
        assert any(spec.reason in str(value) for value in values.values())
    assert list(values.values()).count("no LAMBDA") == sum(len(spec.examples) for spec in missing)


def wrong(value: Value) -> Value:
    """A value that is next to another and not the same."""
    match value:
        case bool():
            return not value
        case int() | float():
            return value + 2e-12 * max(abs(value), 1)
        case ExcelError():
            return ExcelError.NULL
    return f"{value} "


def expected_cells(path: Path) -> dict[str, Value]:
    """The cells with the results worked by hand, the last one of each array."""
    texts, values = formulas(path)["Examples"], cached(path)["Examples"]
    found = {}
    for address in verdicts(cached(path)):
        last = re.findall(r",([A-Z]+\d+)\),FALSE\)\)\)", texts[address])[-1]
        found[last] = values[last]
    return found


@pytest.mark.parametrize("mode", [Mode.LAMBDA])
def test_a_wrong_result_says_false_and_is_counted(mode: Mode, path: Path) -> None:
    planted = {("Examples", address): wrong(value) for address, value in expected_cells(path).items()}
    assert len(planted) == called(mode)
    found = recalculated(path.read_bytes(), planted)
    assert set(verdicts(found).values()) == {False}
    count = called(mode)
    assert found["Functions"][VERDICT].startswith(f"{count} of {count} examples do not agree")


@pytest.mark.parametrize("mode", [Mode.LAMBDA])
def test_one_wrong_result_is_counted_where_it_is(mode: Mode, path: Path) -> None:
    expected = expected_cells(path)
    with Formulon(path.read_bytes()) as book:
        first = next(address for address, value in expected.items() if isinstance(value, float))
        with book.changed({("Examples", first): wrong(expected[first])}):
            found = book.values()
    assert list(verdicts(found).values()).count(False) == 1
    count = called(mode)
    assert found["Functions"][VERDICT] == f"1 of {count} examples do not agree: see the rows that say FALSE."
    assert found["Functions"][VERDICT_JA].startswith(f"1件が不一致です(全{count}件)")
    assert list(found["Functions"].values()).count(False) == 3, "the function, the total, the top"


@pytest.mark.parametrize("mode", [Mode.UDF])
@pytest.mark.parametrize(
    ("broken", "agreeing"),
    [
        # Right but for the guards, and growth over a loss.
        ("=_xlfn.LAMBDA(_xlpm.a,_xlpm.b,[_xlpm.c],_xlpm.a/_xlpm.b-1)", {True, False}),
        ('=_xlfn.LAMBDA(_xlpm.a,_xlpm.b,[_xlpm.c],"broken")', {False}),
    ],
)
def test_a_broken_lambda_says_false(broken: str, agreeing: set[bool], mode: Mode, path: Path) -> None:
    found = recalculated(path.read_bytes(), by_addin(path), LAMBDAS | {"IIJ_YOY": broken})
    count = len(FUNCTIONS["IIJ_YOY"].examples)
    of_yoy, others = list(verdicts(found).values())[:count], list(verdicts(found).values())[count:]
    assert set(of_yoy) == agreeing
    assert set(others) == {True}
    assert f"{of_yoy.count(False)} of {called(mode)} examples" in str(found["Functions"][VERDICT])


@pytest.mark.parametrize("mode", [Mode.UDF])
def test_without_the_addin_every_row_says_false(mode: Mode, path: Path) -> None:
    found = recalculated(path.read_bytes())
    assert set(verdicts(found).values()) == {False}
    assert len(verdicts(found)) == called(mode)


@pytest.mark.parametrize("mode", CALCULATING)
def test_libreoffice_opens_it(mode: Mode, path: Path, libreoffice: LibreOffice) -> None:
    with libreoffice.open(path) as document:
        assert list(document.sheets) == SHEETS
        found = document.values()
    if mode is Mode.NATIVE:
        # To LibreOffice a boolean is a number: an example that is given one goes wrong there.
        booleans = [
            e for s in FUNCTIONS.values() if s.lambda_formula for e in s.examples if has_boolean(e.args)
        ]
        assert list(verdicts(found).values()).count(False) <= len(booleans)
        assert len(verdicts(found)) == called(mode)


def has_boolean(values: object) -> bool:
    if isinstance(values, list | tuple):
        return any(map(has_boolean, values))
    return isinstance(values, bool)


@pytest.mark.parametrize("mode", CALCULATING)
def test_names_lead_to_their_examples_and_back(mode: Mode, path: Path) -> None:
    book = load_workbook(io.BytesIO(path.read_bytes()))
    for sheet in book.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.hyperlink):
            target, _, address = cell.hyperlink.location.partition("!")
            assert str(book[target][address].value).startswith(str(cell.value).partition("(")[0])
    links = sum(
        bool(cell.hyperlink) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row
    )
    assert links == 3 * len(FUNCTIONS)
