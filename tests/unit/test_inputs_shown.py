"""Cells that show another number than they hold: the right figure, or both numbers and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engines.formulon_engine import recalculated
from tests.unit.inputs.written import written
from xl_addin.domain.periods import FiscalYear, Quarter
from xl_addin.errors import Severity
from xl_addin.hosts.jobs import build
from xl_addin.inputs.fingerprint import fingerprint
from xl_addin.inputs.load import read_figures
from xl_addin.release.expressions import Mode

SCALED = "type the figure in its unit, or give the cell a format that ends without a comma"


@pytest.mark.parametrize(
    ("address", "value", "number_format", "message"),
    [
        ("Figures!J2", "9851000000", "#,##0,,", "the cell holds 9,851,000,000 and shows 9,851"),
        ("Figures!J3", "9851000", "#,##0,", "the cell holds 9,851,000 and shows 9,851"),
        ("Figures!J5", "-464000000", "#,##0,,;(#,##0,,)", "the cell holds -464,000,000 and shows (464)"),
        ("Figures!J5", "9851", '[>=1000]#,##0,"K";0', "the cell holds 9,851 and shows 10K"),
        ("Figures!J5", "0.094", "0.0%", "the cell holds 0.094 and shows 9.4%"),
        ("Figures!J5", "9.4", '0.0"%"', "the cell holds 9.4 and shows 9.4%"),
        ("Figures!J5", "9851", '0"000"', "the cell holds 9,851 and shows 9851000"),
        ("Rates!D6", "119850", "0.00,", "the cell holds 119,850 and shows 119.85"),
        ("Rates!D6", "1.1985", "0%", "the cell holds 1.1985 and shows 120%"),
        ("Sources!D2", "138000", "#,##0,", "the cell holds 138,000 and shows 138"),
        ("Restated!C2", "99000000", "#,##0,,", "the cell holds 99,000,000 and shows 99"),
        ("Guidance!C2", "150000", "#,##0,", "the cell holds 150,000 and shows 150"),
        ("Guidance!C2", "0.15", "0%", "the cell holds 0.15 and shows 15%"),
        ("Guidance!C4", "15000", "0,", "the cell holds 15,000 and shows 15"),
        ("Guidance!C4", "0.0015", "0%%", "the cell holds 0.0015 and shows 15%%"),
        ("Consensus!D3", "28000", "#,##0,", "the cell holds 28,000 and shows 28"),
        ("Settings!B4", "4000", "0,", "the cell holds 4,000 and shows 4"),
        ("Commentary!C2", "1000", "0,", "the cell holds 1,000 and shows 1"),
    ],
)
def test_another_number_on_the_screen_is_an_error_that_says_both(
    address: str, value: str, number_format: str, message: str, tmp_path: Path
) -> None:
    figures, issues = read_figures(written(tmp_path, None, {address: number_format}, {address: value}))
    errors = [issue for issue in issues if issue.severity is Severity.ERROR]
    assert figures is None
    assert [(f"{issue.sheet}!{issue.cell}", issue.message) for issue in errors] == [(address, message)]
    assert all(issue.remedy for issue in errors)


@pytest.mark.parametrize(
    ("value", "number_format", "percent"),
    [
        ("0.15", "0%", 15),
        ("0.155", "0.0%", 15.5),
        ("0.07", "0%", 7),
        ("-0.05", "0%;-0%", -5),
        ("15", "General", 15),
        ("15", '0.0"%"', 15),
        ("0.15", "General", 0.15),
    ],
)
def test_growth_that_is_shown_in_per_cent_is_in_per_cent(
    value: str, number_format: str, percent: float, tmp_path: Path
) -> None:
    formats = {"Guidance!C4": number_format, "Guidance!D4": number_format}
    edits = {"Guidance!C4": value, "Guidance!D4": value}
    figures, issues = read_figures(written(tmp_path, None, formats, edits))
    assert issues == ()
    assert figures is not None
    assert [bound.value for bound in (figures.guidance[2].low, figures.guidance[2].high)] == [percent] * 2


def test_an_own_item_in_per_cent_is_read_as_it_is_shown(tmp_path: Path) -> None:
    edits = {f"Figures!{cell}": text for cell, text in {"A7": "own_margin", "D7": "%", "J7": "0.094"}.items()}
    edits |= {"Sources!A3": "own_margin", "Sources!B3": "1Q02", "Sources!D3": "0.09", "Sources!E3": "9.5"}
    edits |= {"Restated!A2": "own_margin", "Restated!B2": "1Q02", "Restated!C2": "0.092"}
    formats = dict.fromkeys(("Figures!J7", "Sources!D3", "Restated!C2"), "0.0%")
    figures, issues = read_figures(written(tmp_path, None, formats, edits))
    assert issues == ()
    assert figures is not None
    key = "own_margin", Quarter(2002, 1)
    assert figures.value(*key) == 9.4
    assert (figures.sources[key].low, figures.sources[key].high) == (9, 9.5)
    assert figures.restated[key].as_reported == 9.2


@pytest.mark.parametrize(
    ("number_format", "value", "message"),
    [
        ("#,##0;#,##0", "-464", "the cell holds -464 and shows 464"),
        ("(#,##0)", "464", "the cell holds 464 and shows (464)"),
        (";;;", "-464", "the cell holds -464 and shows nothing"),
    ],
)
def test_a_sign_or_a_figure_that_is_not_seen_is_a_warning(
    number_format: str, value: str, message: str, tmp_path: Path
) -> None:
    path = written(tmp_path, None, {"Figures!J5": number_format}, {"Figures!J5": value})
    figures, issues = read_figures(path)
    assert figures is not None
    assert [(issue.cell, issue.severity, issue.message) for issue in issues] == [
        ("J5", Severity.WARNING, message)
    ]


@pytest.mark.parametrize(
    "number_format", ["#,##0", '#,##0"百万円"', "#,##0_);(#,##0)", "#,##0;[Red]#,##0", "0.00E+00"]
)
def test_formats_that_show_what_is_held_are_no_matter(number_format: str, tmp_path: Path) -> None:
    formats = {f"Figures!{column}{row}": number_format for column in "FGHIJK" for row in range(2, 7)}
    assert read_figures(written(tmp_path, None, formats))[1] == ()


def test_a_deck_says_the_same_of_15_per_cent_and_of_15(tmp_path: Path) -> None:
    texts = {}
    for kind, value, number_format in (("shown", "0.15", "0%"), ("typed", "15", "General")):
        folder = tmp_path / kind
        folder.mkdir()
        cells = ("Guidance!C4", "Guidance!D4")
        source = written(folder, None, dict.fromkeys(cells, number_format), dict.fromkeys(cells, value))
        target = folder / "release.xlsx"
        build(source, target, {}, Mode.NATIVE)
        deck = recalculated(target.read_bytes())
        texts[kind] = {name: cells for name, cells in deck.items() if name in ("Highlights", "Outlook")}
        again, issues = read_figures(target)
        first, _ = read_figures(source)
        assert issues == ()
        assert again is not None
        assert first is not None
        assert fingerprint(again) == fingerprint(first)
        assert first.guidance[2].period == FiscalYear(2002)
    assert texts["shown"] == texts["typed"]
