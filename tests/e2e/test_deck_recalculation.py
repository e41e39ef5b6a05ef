"""The release workbook recalculated by independent engines: every formula gives its cached value."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.decks import (
    VARIANTS,
    Variant,
    deck_of,
    errors_seen,
    figures_of,
    shipped_deck,
    shipped_file,
    written,
)
from tests.engines.audit import audit_errors
from tests.engines.cached import cached, defined_names, formulas
from tests.engines.formulon_engine import recalculated
from tests.engines.libreoffice import LibreOffice
from tests.engines.values import Sheets, differences
from tests.input_workbook import INPUT_SHEETS
from xl_addin import FUNCTIONS, ExcelError
from xl_addin.release.deck import Deck
from xl_addin.release.expressions import Mode

LANGUAGES = ("en", "ja")
LAMBDAS = {name: spec.lambda_formula for name, spec in FUNCTIONS.items() if spec.lambda_formula}
# What each mode needs from outside: workbooks in mode udf live with the add-in, for which LAMBDAs stand in.
ADDIN = {Mode.UDF: LAMBDAS}

# Formulas that a sheet of the shipped deck has at least, counted on its printed page. Highlights: four key
# figures of seven cells, five headlines, four lines of guidance, as many of commentary and the workings.
# Revenue JPY: seven lines of eight cells, six shares by five quarters, seven series by five quarters.
# Checks: five cells less a tolerance for 32 checks, whose expected figure is twice a constant.
FORMULAS = {"Highlights": 28 + 5 + 4 + 4 + 20, "Revenue JPY": 56 + 30 + 35, "Checks": 32 * 4 - 2, "About": 9}
FEWEST = 100

# A frozen number is stored with 16 digits, a formula's value with 17.
DIGITS_16 = 1e-15

# Variants whose figures lead to other branches of the functions: other roundings, scales, signs, blanks.
ODD_FIGURES = [
    variant
    for variant in VARIANTS
    if variant.name in {"truncated", "thousands", "losses in the base", "no base", "gaps"}
]


class Book(NamedTuple):
    """A written workbook with the deck it was written from."""

    deck: Deck
    path: Path

    @property
    def cached(self) -> Sheets:
        return cached(self.path)

    @property
    def count(self) -> int:
        """How many formulas it has."""
        return sum(map(len, formulas(self.path).values()))


def shipped(folder: Path, mode: Mode, language: str) -> Book:
    path = folder / f"{mode}.xlsx"
    path.write_bytes(shipped_file(mode, language))
    return Book(shipped_deck(language), path)


def varied(variant: Variant, folder: Path, language: str = "en") -> Deck:
    return deck_of(figures_of(variant.saved(folder), {"language": language}))


def saved(deck: Deck, mode: Mode, folder: Path) -> Book:
    path = folder / f"{mode}.xlsx"
    path.write_bytes(written(deck, mode))
    return Book(deck, path)


def by_formulon(book: Book, mode: Mode) -> Sheets:
    return recalculated(book.path.read_bytes(), names=ADDIN.get(mode, {}))


def by_libreoffice(book: Book, office: LibreOffice) -> Sheets:
    with office.open(book.path) as document:
        return document.values()


def assert_same(book: Book, found: Sheets) -> None:
    """Every cell of every sheet as it is cached, and no error where a reader would see it."""
    assert differences(book.cached, found) == []
    assert errors_seen(book.deck, found) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mode", Mode)
def test_formulon_calculates_what_is_cached(mode: Mode, language: str, tmp_path: Path) -> None:
    book = shipped(tmp_path, mode, language)
    assert_same(book, by_formulon(book, mode))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mode", [Mode.NATIVE, Mode.VALUES])
def test_libreoffice_calculates_what_is_cached(
    mode: Mode, language: str, tmp_path: Path, libreoffice: LibreOffice
) -> None:
    book = shipped(tmp_path, mode, language)
    assert_same(book, by_libreoffice(book, libreoffice))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mode", [Mode.NATIVE, Mode.LAMBDA, Mode.UDF])
def test_the_deck_is_made_of_formulas(mode: Mode, language: str, tmp_path: Path) -> None:
    book = shipped(tmp_path, mode, language)
    found = {sheet: len(cells) for sheet, cells in formulas(book.path).items()}
    assert set(found) >= {*FORMULAS, *INPUT_SHEETS}
    assert {sheet: found[sheet] for sheet in FORMULAS if found[sheet] < FORMULAS[sheet]} == {}
    assert {sheet: found[sheet] for sheet in INPUT_SHEETS} == dict.fromkeys(INPUT_SHEETS, 0)


def visible(values: Sheets) -> Sheets:
    """Without errors, which only charts read, and without empty texts."""
    return {
        sheet: {at: value for at, value in cells.items() if value != "" and not isinstance(value, ExcelError)}
        for sheet, cells in values.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_values_are_the_same_in_every_mode(language: str, tmp_path: Path) -> None:
    native = shipped(tmp_path, Mode.NATIVE, language).cached
    for mode in (Mode.LAMBDA, Mode.UDF):
        assert differences(native, shipped(tmp_path, mode, language).cached, relative=0) == []
    frozen = shipped(tmp_path, Mode.VALUES, language).cached
    assert differences(visible(native), frozen, relative=DIGITS_16) == []


def test_frozen_values_hold_no_formula(tmp_path: Path) -> None:
    book = shipped(tmp_path, Mode.VALUES, "en")
    assert book.count == 0
    assert len(book.cached["Highlights"]) > FORMULAS["Highlights"]


def test_only_the_lambda_mode_brings_the_functions_with_it(tmp_path: Path) -> None:
    names = {
        mode: {
            name: f"={text}"
            for name, text in defined_names(shipped(tmp_path, mode, "en").path).items()
            if name.startswith("IIJ_")
        }
        for mode in Mode
    }
    assert names[Mode.LAMBDA] == LAMBDAS
    assert names[Mode.NATIVE] == names[Mode.UDF] == names[Mode.VALUES] == {}


def test_the_functions_are_called_by_name_where_they_are_there(tmp_path: Path) -> None:
    def calling(mode: Mode) -> int:
        cells = formulas(shipped(tmp_path, mode, "en").path).values()
        return sum("IIJ_" in text for sheet in cells for text in sheet.values())

    # Growth of seven lines against two quarters alone.
    assert calling(Mode.LAMBDA) == calling(Mode.UDF) > 14
    assert calling(Mode.NATIVE) == 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mode", Mode)
def test_the_package_is_valid(mode: Mode, language: str, tmp_path: Path) -> None:
    assert audit_errors(shipped(tmp_path, mode, language).path) == []


@pytest.mark.parametrize("mode", [Mode.NATIVE, Mode.LAMBDA, Mode.UDF])
def test_every_formula_carries_its_value(mode: Mode, tmp_path: Path) -> None:
    """Else Protected View, previewers and pandas would show empty cells."""
    book = shipped(tmp_path, mode, "en")
    with zipfile.ZipFile(book.path) as package:
        sheets = [package.read(name).decode() for name in package.namelist() if "/worksheets/sheet" in name]
    cells = [cell for sheet in sheets for cell in re.findall(r"<c [^>]*>(?:(?!</c>).)*<f.*?</c>", sheet)]
    assert len(cells) == book.count
    assert [cell for cell in cells if "<v>" not in cell] == []


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_formulon_calculates_what_is_cached_of_other_companies(variant: Variant, tmp_path: Path) -> None:
    book = saved(varied(variant, tmp_path), Mode.NATIVE, tmp_path)
    found = by_formulon(book, Mode.NATIVE)
    assert_same(book, found)
    calculated = formulas(book.path)
    assert sum(map(len, calculated.values())) > FEWEST
    texts = " | ".join(str(found["Highlights"][address]) for address in calculated["Highlights"])
    assert [words for words in variant.shows if words not in texts] == []
    assert audit_errors(book.path) == []


@pytest.mark.parametrize(("mode", "language"), [(Mode.LAMBDA, "en"), (Mode.NATIVE, "ja")])
@pytest.mark.parametrize("variant", ODD_FIGURES, ids=str)
def test_formulon_calculates_what_is_cached_of_odd_figures(
    variant: Variant, mode: Mode, language: str, tmp_path: Path
) -> None:
    book = saved(varied(variant, tmp_path, language), mode, tmp_path)
    assert_same(book, by_formulon(book, mode))


@pytest.mark.parametrize("variant", ODD_FIGURES, ids=str)
def test_frozen_values_of_odd_figures_are_those_of_the_formulas(variant: Variant, tmp_path: Path) -> None:
    """What shows nothing is left blank, which a chart draws as it does #N/A."""
    deck = varied(variant, tmp_path)
    native, frozen = (saved(deck, mode, tmp_path) for mode in (Mode.NATIVE, Mode.VALUES))
    assert frozen.count == 0
    assert differences(visible(native.cached), frozen.cached, relative=DIGITS_16) == []
    assert differences(frozen.cached, by_formulon(frozen, Mode.VALUES)) == []


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_libreoffice_calculates_what_is_cached_of_other_companies(
    variant: Variant, tmp_path: Path, libreoffice: LibreOffice
) -> None:
    book = saved(varied(variant, tmp_path), Mode.NATIVE, tmp_path)
    assert_same(book, by_libreoffice(book, libreoffice))


def test_a_release_date_is_a_date(tmp_path: Path) -> None:
    own_words = next(variant for variant in VARIANTS if variant.name == "own words")
    book = saved(varied(own_words, tmp_path), Mode.NATIVE, tmp_path)
    dates = [
        (sheet, address)
        for sheet, cells in formulas(book.path).items()
        for address, text in cells.items()
        if text == "=Settings!B5"
    ]
    found = by_formulon(book, Mode.NATIVE)
    # 8 August 2002 is day 37,476 of Excel's calendar.
    assert {found[sheet][address] for sheet, address in dates} == {37476}
