"""The fingerprint of the inputs: the same for every layout of the same values, another for other values."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font

from tests.unit.inputs.books import BASE, Sheets, book_of, saved, sheets_of
from xl_addin.domain.labels import parse_label
from xl_addin.errors import InvalidInput
from xl_addin.inputs.fingerprint import fingerprint
from xl_addin.inputs.load import read_figures
from xl_addin.inputs.model import Figures

NO_EDITS: Mapping[str, str] = {}


def read(sheets: str | Sheets, folder: Path, edits: Mapping[str, str] = NO_EDITS) -> Figures:
    figures, issues = read_figures(saved(book_of(sheets, edits), folder))
    assert issues == ()
    assert figures is not None
    return figures


def is_period(heading: str) -> bool:
    try:
        parse_label(heading)
    except InvalidInput:
        return False
    return True


def shuffled(sheets: Sheets, random: Random) -> Sheets:
    """Other orders of sheets, rows and columns; the quarters alone keep theirs, as they must."""
    names = random.sample(list(sheets), len(sheets))
    return {name: shuffled_sheet(sheets[name], random) for name in names}


def shuffled_sheet(rows: list[list[str]], random: Random) -> list[list[str]]:
    heading, *others = rows
    order = random.sample(range(len(heading)), len(heading))
    periods = iter(sorted(column for column in order if is_period(heading[column])))
    order = [next(periods) if is_period(heading[column]) else column for column in order]
    full = [row + [""] * (len(heading) - len(row)) for row in (heading, *random.sample(others, len(others)))]
    return [[row[column] for column in order] for row in full]


def values(figures: Figures) -> object:
    """What was read, without where it stood."""
    return (
        {key: (item.label, item.label_ja, item.unit, item.total_of) for key, item in figures.items.items()},
        {key: figure.value for key, figure in figures.cells.items()},
        (figures.quarters, figures.years, figures.sources, figures.restated),
        [(rate.pair, rate.date, rate.basis, rate.rate, rate.source) for rate in figures.rates],
        {
            (line.period, line.item, line.low.value, line.high.value, line.qualifier)
            for line in figures.guidance
        },
        {(line.period, line.item, line.contributor, line.value.value) for line in figures.consensus},
    )


@settings(max_examples=20, deadline=None)
@given(random=st.randoms(use_true_random=False))
def test_other_orders_of_sheets_rows_and_columns_change_nothing(random: Random) -> None:
    with tempfile.TemporaryDirectory() as folder:
        original = read(BASE, Path(folder))
        other = read(shuffled(sheets_of(BASE), random), Path(folder))
    assert values(other) == values(original)
    assert fingerprint(other) == fingerprint(original)


def test_spelling_formatting_and_place_change_nothing(tmp_path: Path) -> None:
    original = fingerprint(read(BASE, tmp_path))
    edits = {
        "Figures!J1": "Q1 FY2002",
        "Figures!A3": "IP Service Revenues",
        "Figures!D2": "JPY million",
        "Figures!I5": "3.50",
        "Figures!J2": "140.0",
        "Rates!B6": "'2002-06-28",
        "Rates!A6": "usd/jpy",
        "Sources!B2": "FY02/1Q",
    }
    book = book_of(BASE, edits)
    book["Figures"]["F2"].number_format = "0.00"
    book["Figures"]["F2"].font = Font(bold=True)
    book["Figures"].insert_rows(1, 2)
    figures, issues = read_figures(saved(book, tmp_path))
    assert issues == ()
    assert figures is not None
    assert fingerprint(figures) == original


# Cells whose value is one of a few, or must agree with another; numbers and words change by themselves.
OTHER_VALUES = {
    "Settings!B3": "4Q01",
    "Settings!B5": "JPY thousand",
    "Settings!B6": "period_end",
    "Settings!B7": "truncate",
    "Settings!B8": "ja",
    "Settings!B10": "2002-08-09",
    "Figures!E3": "",
    "Figures!E4": "",
    "Rates!B6": "2002-06-27",
    "Rates!C2": "average",
    "Rates!A2": "EURJPY",
    "Sources!A2": "equipment_sales",
    "Sources!B2": "1Q01",
    "Sources!C2": "derived",
    "Restated!A2": "equipment_sales",
    "Restated!B2": "2Q01",
    "Restated!D2": "2001-08-11",
    "Guidance!A2": "3Q02",
    "Guidance!B3": "equipment_sales",
    "Guidance!E2": "at_least",
    "Guidance!F2": "JPY thousand",
    "Guidance!G2": "2002-08-07",
    "Consensus!A2": "FY2003",
    "Consensus!B2": "total_revenues",
    "Consensus!E2": "JPY thousand",
    "Consensus!F2": "2002-08-02",
    "Commentary!A2": "4Q01",
    "Commentary!B2": "Outlook",
}
WORDS = {
    "Settings!B2",
    "Settings!B11",
    "Figures!B2",
    "Figures!C2",
    "Figures!D6",
    "Rates!E2",
    "Sources!F2",
    "Sources!G3",
    "Restated!E2",
    "Guidance!H2",
    "Consensus!C3",
    "Commentary!D2",
    "Commentary!E2",
}
NUMBERS = {
    "Figures!F2",
    "Figures!J2",
    "Figures!K2",
    "Figures!I5",
    "Figures!J6",
    "Rates!D2",
    "Rates!D6",
    "Sources!D2",
    "Sources!E2",
    "Restated!C2",
    "Guidance!C2",
    "Guidance!D2",
    "Consensus!D2",
    "Commentary!C2",
}


def other_value(address: str) -> str:
    if address in OTHER_VALUES:
        return OTHER_VALUES[address]
    name, _, cell = address.partition("!")
    value = book_of(BASE)[name][cell].value
    return f"{value} too" if address in WORDS else str(float(str(value)) + 0.25)


@pytest.mark.parametrize("address", sorted({*OTHER_VALUES, *WORDS, *NUMBERS}))
def test_another_value_anywhere_is_another_fingerprint(address: str, tmp_path: Path) -> None:
    original = fingerprint(read(BASE, tmp_path))
    assert fingerprint(read(BASE, tmp_path, {address: other_value(address)})) != original


def test_a_missing_figure_is_not_zero(tmp_path: Path) -> None:
    blank, zero = ({"Figures!F6": text} for text in ("", "0"))
    assert fingerprint(read(BASE, tmp_path, blank)) != fingerprint(read(BASE, tmp_path, zero))


def test_it_is_a_sha256_in_hexadecimal_digits(tmp_path: Path) -> None:
    digits = fingerprint(read(BASE, tmp_path))
    assert len(digits) == 64
    assert int(digits, 16) >= 0
