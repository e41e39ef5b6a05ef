"""A deck with derived quarters, recalculated by independent engines and built into its input workbook."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tests.decks import BUILT, deck_of, errors_seen, figures_of, written
from tests.engines.audit import audit_errors
from tests.engines.cached import cached, formulas
from tests.engines.formulon_engine import recalculated
from tests.engines.libreoffice import LibreOffice
from tests.engines.values import differences
from tests.inplace.grafts import taken_out
from tests.inplace.hosts import parts_of
from tests.unit.inputs.books import book_of, saved
from xl_addin import FUNCTIONS
from xl_addin.errors import ExcelError, WorkbookError
from xl_addin.release.deck import Deck
from xl_addin.release.expressions import Mode
from xl_addin.writer.edits import DeckEdit, compile_deck
from xl_addin.writer.inplace import build_into

LAMBDAS = {name: spec.lambda_formula for name, spec in FUNCTIONS.items() if spec.lambda_formula}
# 4Q01 of revenues is 460 - 100 - 110 - 120 = 130; operating income to date -5, -4, -2, 1.5 is
# -5, 1, 2, 3.5 by quarter; gross profit of 2Q01 is 1H less 1Q, 44 - 20.
TEXT = """
# Settings
key | value
company | Example KK
release_quarter | 1Q02
presentation_currency | none

# Figures
item | basis | total_of | 1Q01 | 2Q01 | 1H01 | 3Q01 | 4Q01 | FY2001 | 1Q02
total_revenues | | | 100 | 110 | 210 | 120 | | 460 | 140
ip_service_revenues | | total_revenues | 70 | 75 | | 80 | | 310 | 90
equipment_sales | | total_revenues | 30 | 35 | | 40 | 45 | 150 | 50
gross_profit | | | 20 | | 44 | 25 | 26 | 95 | 30
operating_income | cumulative | | -5 | -4 | | -2 | 1.5 | | -4

# Rates
pair | date | basis | rate
"""


@cache
def deck(folder: Path) -> Deck:
    return deck_of(figures_of(saved(book_of(TEXT), folder)))


def edit(folder: Path) -> DeckEdit:
    return compile_deck(deck(folder), Mode.NATIVE)


@pytest.mark.parametrize("mode", Mode)
def test_formulon_calculates_what_is_cached(mode: Mode, tmp_path: Path) -> None:
    path = tmp_path / "deck.xlsx"
    path.write_bytes(written(deck(tmp_path), mode))
    found = recalculated(path.read_bytes(), names=LAMBDAS if mode is Mode.UDF else {})
    assert differences(cached(path), found) == []
    assert errors_seen(deck(tmp_path), found) == []
    assert [found["Derived"][at] for at in ("E5", "E6", "C7", "C8", "D8", "E8")] == [130, 85, 24, 1, 2, 3.5]
    assert len(formulas(path).get("Derived", {})) == (0 if mode is Mode.VALUES else 3 + 6)
    assert audit_errors(path) == []


def test_libreoffice_calculates_what_is_cached(tmp_path: Path, libreoffice: LibreOffice) -> None:
    path = tmp_path / "deck.xlsx"
    path.write_bytes(written(deck(tmp_path), Mode.NATIVE))
    with libreoffice.open(path) as document:
        assert differences(cached(path), document.values()) == []


def test_every_check_passes(tmp_path: Path) -> None:
    assert [check.name for check in deck(tmp_path).checks if not check.passed] == []
    assert any("year to date" in check.name for check in deck(tmp_path).checks)


def test_a_derived_quarter_follows_the_figures_it_comes_from(tmp_path: Path) -> None:
    content = written(deck(tmp_path), Mode.NATIVE)
    assert recalculated(content, {("Figures", "I2"): 470})["Derived"]["E5"] == 140
    assert recalculated(content, {("Figures", "E6"): -3.5})["Derived"]["C8"] == 1.5


def test_a_figure_that_is_cleared_leaves_none_and_never_zero(tmp_path: Path) -> None:
    content = written(deck(tmp_path), Mode.NATIVE)
    assert recalculated(content, {("Figures", "F2"): None})["Derived"]["E5"] is ExcelError.NA


def in_place(content: bytes, folder: Path) -> bytes:
    path = folder / "host.xlsx"
    path.write_bytes(content)
    build_into(edit(folder), path, BUILT, in_place=True)
    return path.read_bytes()


def test_a_second_build_in_place_changes_nothing_and_removal_leaves_the_input(tmp_path: Path) -> None:
    host = saved(book_of(TEXT), tmp_path).read_bytes()
    first = in_place(host, tmp_path)
    assert in_place(first, tmp_path) == first
    content, issues = taken_out(first, ".xlsx")
    sheets = [
        {name: part for name, part in parts_of(each).items() if "/worksheets/" in name}
        for each in (host, content)
    ]
    assert (sheets[0], issues) == (sheets[1], ())


def test_a_sheet_of_that_name_of_somebody_else_is_not_replaced(tmp_path: Path) -> None:
    book = book_of(TEXT)
    book.create_sheet("Derived")["A1"] = "mine"
    host = saved(book, tmp_path).read_bytes()
    with pytest.raises(WorkbookError, match="Derived"):
        in_place(host, tmp_path)
