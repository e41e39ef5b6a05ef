"""The engines that judge workbooks see what they are there to see: each is shown something wrong."""

from __future__ import annotations

import datetime
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import formulon
import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from tests.engines import libreoffice as libreoffice_engine
from tests.engines.audit import audit_errors
from tests.engines.cached import cached, defined_names, formulas
from tests.engines.formulon_engine import Formulon, calculate, for_formulon, recalculated
from tests.engines.libreoffice import LibreOffice
from tests.engines.values import a1, differences, position, same
from xl_addin.errors import ExcelError

# With growth that has no meaning, the optional argument or "n.m."; stored as Excel stores it.
GROWTH = (
    "=_xlfn.LAMBDA(_xlpm.current,_xlpm.base,_xlop.if_nm,"
    "IF(_xlpm.base>0,_xlpm.current/_xlpm.base-1,"
    'IF(_xlfn.ISOMITTED(_xlpm.if_nm),"n.m.",_xlpm.if_nm)))'
)
DOUBLED_GROWTH = "=_xlfn.LAMBDA(_xlpm.current,_xlpm.base,2*GROWTH_OF(_xlpm.current,_xlpm.base))"
NAMES = {"GROWTH_OF": GROWTH, "DOUBLED_GROWTH": DOUBLED_GROWTH}

# One cell of each kind, with the cached value that Excel would store.
KINDS = {
    "A1": ("=1+1", 2),
    "A2": ("=1=1", True),
    "A3": ('="1"', "1"),
    "A4": ('=IF(1=1,"")', ""),
    "A5": ("=1/0", "#DIV/0!"),
    "A6": ("=NA()", "#N/A"),
    "A7": ('="#N/A"', "#N/A as text"),
    "A8": ("=B20", 0),
}


def workbook(path: Path, fill: Callable[[xlsxwriter.Workbook, Worksheet], None]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        fill(book, book.add_worksheet("Deck"))
    return path


def edited(path: Path, part: str, old: bytes, new: bytes) -> Path:
    """A copy of a package with one part changed."""
    copy = path.with_stem(f"{path.stem}-edited")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            assert name != part or old in content
            target.writestr(name, content.replace(old, new) if name == part else content)
    return copy


@pytest.fixture
def margins(tmp_path: Path) -> Path:
    """Figures, their margins, and one margin whose cached value is wrong: B3."""

    def fill(book: xlsxwriter.Workbook, deck: Worksheet) -> None:
        figures = book.add_worksheet("Figures")
        figures.write_column("A1", [8334, 9851])
        figures.write_column("B1", [-464, 896])
        deck.write_formula("B2", "=Figures!B1/Figures!A1", None, -464 / 8334)
        deck.write_formula("B3", "=Figures!B2/Figures!A2", None, 0.5)
        deck.write_formula("B4", "=B3-B2", None, 896 / 9851 + 464 / 8334)
        deck.write_formula("B5", '=TEXT(Figures!A1,"0")&"M"', None, "8334M")

    return workbook(tmp_path / "margins.xlsx", fill)


@pytest.fixture
def kinds(tmp_path: Path) -> Path:
    def fill(book: xlsxwriter.Workbook, deck: Worksheet) -> None:
        for address, (formula, value) in KINDS.items():
            deck.write_formula(address, formula, None, value)
        deck.write_column("B1", [1.5, "text", "#N/A"])
        deck.write_string("B4", "=1")
        deck.write_boolean("B5", True)
        deck.write_datetime("B6", datetime.date(2002, 8, 9), book.add_format({"num_format": "yyyy-mm-dd"}))

    return workbook(tmp_path / "kinds.xlsx", fill)


KINDS_CALCULATED = {
    "A1": 2,
    "A2": True,
    "A3": "1",
    "A4": "",
    "A5": ExcelError.DIV0,
    "A6": ExcelError.NA,
    "A7": "#N/A",
    "A8": 0,
    "B1": 1.5,
    "B2": "text",
    "B3": "#N/A",
    "B4": "=1",
    "B5": True,
    "B6": 37477,
}


class TestValues:
    @pytest.mark.parametrize(
        ("a", "b"),
        [
            (1, 1.0),
            (1e9, 1e9 + 0.5),
            (0.0, 1e-13),
            ("x", "x"),
            (True, True),
            (None, None),
            (ExcelError.NA, ExcelError("#N/A")),
        ],
    )
    def test_equal_values_are_the_same(self, a: object, b: object) -> None:
        assert same(a, b)

    @pytest.mark.parametrize(
        ("a", "b"),
        [
            (1e9, 1e9 + 2),
            (0.0, 1e-11),
            (1, True),
            (0, False),
            (1, "1"),
            (0, None),
            ("", None),
            ("x", "X"),
            (ExcelError.NA, "#N/A"),
            (ExcelError.NA, ExcelError.NUM),
            (0, ExcelError.DIV0),
        ],
    )
    def test_other_numbers_and_other_types_differ(self, a: object, b: object) -> None:
        assert not same(a, b)
        assert not same(b, a)

    def test_each_difference_is_one_line_in_the_order_of_the_cells(self) -> None:
        expected = {"Deck": {"A10": 1.0, "B2": "up", "C3": None}, "Lost": {}}
        actual = {"Deck": {"A10": 2.0, "B2": ExcelError.NA, "A1": True}, "New": {}}
        assert differences(expected, actual) == [
            "Lost: sheet is missing",
            "New: sheet is not expected",
            "Deck!A1: expected blank, found True",
            "Deck!B2: expected 'up', found #N/A",
            "Deck!A10: expected 1.0, found 2.0",
        ]

    def test_address_and_position_are_inverse(self) -> None:
        assert position("$AB$12") == (11, 27)
        assert a1(*position("AB12")) == "AB12"


class TestCached:
    def test_values_are_those_of_the_file_right_or_wrong(self, margins: Path) -> None:
        deck = cached(margins)["Deck"]
        assert deck == {"B2": -464 / 8334, "B3": 0.5, "B4": 896 / 9851 + 464 / 8334, "B5": "8334M"}

    def test_kinds_of_values_are_told_apart(self, kinds: Path) -> None:
        stored = {"Deck": KINDS_CALCULATED | {"A7": "#N/A as text"}}
        assert differences(stored, cached(kinds)) == []

    def test_formulas_and_names_are_read_as_stored(self, tmp_path: Path) -> None:
        def fill(book: xlsxwriter.Workbook, deck: Worksheet) -> None:
            deck.write_formula("A1", "=_xlfn.CONCAT(B1,1)", None, "1")
            deck.write_dynamic_array_formula("C1:C3", "=_xlfn.SEQUENCE(3)", None, 1)
            deck.write_string("D1", "=1")
            book.define_name("rate", "=Deck!$B$1")
            book.define_name("Deck!owned", "=Deck!$A$1")

        path = workbook(tmp_path / "names.xlsx", fill)
        assert formulas(path) == {"Deck": {"A1": "=_xlfn.CONCAT(B1,1)", "C1": "=_xlfn.SEQUENCE(3)"}}
        assert defined_names(path) == {"rate": "Deck!$B$1", "Deck!owned": "Deck!$A$1"}


class TestFormulon:
    def test_a_wrong_cached_value_is_caught(self, margins: Path) -> None:
        actual = recalculated(margins.read_bytes())
        assert differences(cached(margins), actual) == [
            f"Deck!B3: expected 0.5, found {896 / 9851!r}",
        ]

    def test_kinds_of_values_are_told_apart(self, kinds: Path) -> None:
        assert differences({"Deck": KINDS_CALCULATED}, recalculated(kinds.read_bytes())) == []

    def test_a_changed_input_changes_what_depends_on_it_and_nothing_else(self, margins: Path) -> None:
        before = recalculated(margins.read_bytes())
        after = recalculated(margins.read_bytes(), {("Figures", "B1"): 4167})
        assert differences(before, after) == [
            f"Deck!B2: expected {-464 / 8334!r}, found 0.5",
            f"Deck!B4: expected {before['Deck']['B4']!r}, found {after['Deck']['B4']!r}",
            "Figures!B1: expected -464.0, found 4167.0",
        ]

    def test_a_book_loaded_once_is_changed_and_restored(self, margins: Path) -> None:
        with Formulon(margins.read_bytes()) as book:
            before = book.values()
            assert book.dependents("Figures", "B1") == {("Deck", "B2"), ("Deck", "B4")}
            with book.changed({("Figures", "A1"): ExcelError.NA, ("Deck", "B3"): None}):
                assert book.value("Deck", "B2") is ExcelError.NA
                assert book.value("Deck", "B3") is None
                assert book.values([("Deck", "B5")]) == {"Deck": {"B5": ExcelError.NA}, "Figures": {}}
            assert book.values() == before
            assert book.formulas()["Deck"]["B4"] == "=B3-B2"

    def test_a_lambda_takes_its_optional_argument(self, tmp_path: Path) -> None:
        def fill(book: xlsxwriter.Workbook, deck: Worksheet) -> None:
            book.define_name("GROWTH_OF", GROWTH)
            deck.write_row("A1", [9851, 8334, -5])
            deck.write_formula("A2", "=GROWTH_OF(A1,B1)")
            deck.write_formula("A3", "=GROWTH_OF(A1,C1)")
            deck.write_formula("A4", '=GROWTH_OF(A1,C1,"loss")')

        deck = recalculated(workbook(tmp_path / "lambda.xlsx", fill).read_bytes())["Deck"]
        assert same(deck["A2"], 9851 / 8334 - 1)
        assert (deck["A3"], deck["A4"]) == ("n.m.", "loss")

    def test_names_are_added_to_a_workbook_that_lacks_them(self, tmp_path: Path) -> None:
        def fill(_: xlsxwriter.Workbook, deck: Worksheet) -> None:
            deck.write_formula("A1", "=DOUBLED_GROWTH(3,2)")

        data = workbook(tmp_path / "udf.xlsx", fill).read_bytes()
        assert recalculated(data)["Deck"]["A1"] is ExcelError.NAME
        assert recalculated(data, names=NAMES)["Deck"]["A1"] == 1.0

    def test_only_the_declaration_of_an_optional_parameter_is_translated(self) -> None:
        text = "_xlfn.LAMBDA(_xlpm.a,_xlop.if_nm,IF(_xlfn.ISOMITTED(_xlpm.if_nm),1,_xlpm.a))"
        assert for_formulon(text) == text.replace("_xlop.if_nm", "[_xlpm.if_nm]")

    def test_a_spilled_range_is_read(self, tmp_path: Path) -> None:
        def fill(_: xlsxwriter.Workbook, deck: Worksheet) -> None:
            deck.write_dynamic_array_formula("A1:A3", "=_xlfn.SEQUENCE(3)", None, 1)

        path = workbook(tmp_path / "spill.xlsx", fill)
        assert recalculated(path.read_bytes())["Deck"] == {"A1": 1, "A2": 2, "A3": 3}


class TestCalculate:
    def test_inputs_of_every_kind_reach_the_formula(self) -> None:
        cells = {"A1": 9851, "A2": "1", "A3": True, "A4": ExcelError.NUM, "A5": None, "A6": "=1"}
        kinds = [f"=TYPE(A{row})" for row in range(1, 7)]
        assert calculate(kinds, cells) == [1, 2, 4, 16, 1, 2]
        assert calculate(["=A4", "=ISBLANK(A5)", "=A6", '=""'], cells) == [ExcelError.NUM, True, "=1", ""]

    def test_inputs_of_one_call_are_gone_in_the_next(self) -> None:
        assert calculate(["=A1"], {"A1": 5}) == [5]
        assert calculate(["=ISBLANK(A1)"]) == [True]

    def test_names_call_each_other(self) -> None:
        assert calculate(["=DOUBLED_GROWTH(A1,A2)"], {"A1": 3, "A2": 2}, NAMES) == [1.0]

    def test_an_unknown_name_is_seen(self) -> None:
        assert calculate(["=GROWTH_OF(3,2)"]) == [ExcelError.NAME]

    def test_a_formula_that_does_not_parse_is_refused(self) -> None:
        with pytest.raises(formulon.FormulonError, match="does not parse"):
            calculate(["=1+"])

    def test_ranges_come_back_as_rows(self) -> None:
        cells = {"A1": 3, "A2": 4, "B1": 2, "B2": 0}
        results = calculate(["=GROWTH_OF(A1:A2,B1:B2)", "=A1:B2*1", "=A1"], cells, NAMES, array=True)
        assert results == [[[0.5], ["n.m."]], [[3, 2], [4, 0]], [[3]]]

    def test_more_ranges_than_one_sheet_is_wide_come_back(self) -> None:
        results = calculate([f"=_xlfn.SEQUENCE(1,2,{i})" for i in range(450)], array=True)
        assert results == [[[i, i + 1]] for i in range(450)]

    def test_a_range_does_not_pass_for_its_first_cell(self) -> None:
        with pytest.raises(ValueError, match="gives a range"):
            calculate(["=_xlfn.SEQUENCE(1,3)"])


class TestLibreOffice:
    def test_a_wrong_cached_value_is_caught(self, libreoffice: LibreOffice, margins: Path) -> None:
        with libreoffice.open(margins) as document:
            lines = differences(cached(margins), document.values())
        assert lines == [f"Deck!B3: expected 0.5, found {896 / 9851!r}"]

    def test_kinds_of_values_are_told_apart(self, libreoffice: LibreOffice, kinds: Path) -> None:
        with libreoffice.open(kinds) as document:
            assert differences({"Deck": KINDS_CALCULATED}, document.values()) == []

    def test_a_changed_input_changes_what_depends_on_it(
        self, libreoffice: LibreOffice, margins: Path
    ) -> None:
        with libreoffice.open(margins) as document:
            document.change("Figures", "A1", 9280)
            document.recalculate()
            assert document.value("Deck", "B2") == -0.05
            assert document.value("Deck", "B5") == "9280M"

    @pytest.mark.parametrize(
        "value", [True, False, 1, 0, 2.5, "1", "=1", None, *libreoffice_engine.ERRORS.values()]
    )
    def test_a_cell_takes_every_kind_of_value(
        self, libreoffice: LibreOffice, margins: Path, value: object
    ) -> None:
        with libreoffice.open(margins) as document:
            document.change("Figures", "A1", True)
            document.change("Figures", "A1", value)
            document.recalculate()
            assert same(document.value("Figures", "A1"), value)

    def test_the_original_file_and_its_folder_are_left_alone(
        self, libreoffice: LibreOffice, margins: Path
    ) -> None:
        before = margins.read_bytes()
        with libreoffice.open(margins) as document:
            document.change("Figures", "A1", 1)
            assert os.listdir(margins.parent) == [margins.name]
        assert margins.read_bytes() == before

    @pytest.mark.parametrize(
        ("ci", "outcome"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)]
    )
    def test_a_machine_without_it_skips_and_ci_fails(
        self, monkeypatch: pytest.MonkeyPatch, ci: str, outcome: type[BaseException]
    ) -> None:
        monkeypatch.setattr(libreoffice_engine, "UNAVAILABLE", "LibreOffice is missing")
        monkeypatch.setenv("CI", ci)
        with pytest.raises(outcome, match="LibreOffice is missing"):
            libreoffice_engine.require()

    def test_no_process_is_left_behind(self, libreoffice: LibreOffice) -> None:
        with LibreOffice() as second:
            os.killpg(second.pid, 0)
        assert _is_gone(second.pid)
        os.killpg(libreoffice.pid, 0)


def _is_gone(group: int, seconds: float = 300) -> bool:
    """Whether a killed group of processes ends: what its leader started is cleared away by the system."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


class TestAudit:
    def test_a_sound_workbook_has_no_errors(self, margins: Path, kinds: Path) -> None:
        assert audit_errors(margins) == []
        assert audit_errors(kinds) == []

    @pytest.mark.parametrize(
        ("part", "old", "new", "error"),
        [
            ("xl/worksheets/sheet1.xml", b"sheetData>", b"sheetDate>", "Unexpected element 'sheetDate'"),
            ("xl/_rels/workbook.xml.rels", b"styles.xml", b"missing.xml", "missing.xml"),
            ("xl/worksheets/sheet1.xml", b"</worksheet>", b"", "[xml] /xl/worksheets/sheet1.xml"),
        ],
    )
    def test_a_broken_package_has_errors(
        self, margins: Path, part: str, old: bytes, new: bytes, error: str
    ) -> None:
        assert any(error in line for line in audit_errors(edited(margins, part, old, new)))

    def test_a_file_that_is_no_package_has_errors(self, tmp_path: Path) -> None:
        path = tmp_path / "text.xlsx"
        path.write_text("no workbook")
        assert audit_errors(path) != []
