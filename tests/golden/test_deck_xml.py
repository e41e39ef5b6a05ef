"""The deck's parts as they were when a person last read them.

What is stored was written by the program itself: it says that nothing changed unseen, not that it is
right. To renew it, run `GOLDEN=renew pytest tests/golden`, then read every line of `git diff tests/golden`
before it is committed.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import xlsxwriter

from tests.decks import shipped_file
from tests.golden.normalised import Package
from xl_addin.release.expressions import Mode

EXPECTED = Path(__file__).parent / "expected"
RENEWING = os.environ.get("GOLDEN") == "renew"
SHOWN_LINES = 60

# Small enough to read: the workbook, the page of headlines, and the first sheet with a chart.
PARTS: Mapping[str, Callable[[Package], str]] = {
    "workbook": Package.workbook,
    "highlights": lambda package: package.sheet("Highlights"),
    "revenue_jpy": lambda package: package.sheet("Revenue JPY"),
    "revenue_jpy_drawing": lambda package: package.drawing("Revenue JPY"),
    "revenue_jpy_chart": lambda package: package.chart("Revenue JPY"),
}


@pytest.fixture(scope="module")
def package() -> Package:
    return Package(shipped_file(Mode.NATIVE))


@pytest.mark.parametrize("part", PARTS)
def test_a_part_of_the_deck_is_as_it_was_read(part: str, package: Package) -> None:
    path, found = EXPECTED / f"{part}.xml", PARTS[part](package)
    if RENEWING:
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8")
        pytest.skip(f"{path.name} was renewed; read its diff")
    lines = difference(path.read_text(encoding="utf-8"), found)
    assert not lines, "\n".join([f"{part} differs:", *lines[:SHOWN_LINES]])


def test_nothing_else_is_stored() -> None:
    assert {path.name for path in EXPECTED.iterdir()} == {f"{part}.xml" for part in PARTS}


def difference(stored: str, found: str) -> list[str]:
    """The lines that differ, each with a line before and after it."""
    return list(
        difflib.unified_diff(stored.splitlines(), found.splitlines(), "stored", "found", lineterm="", n=1)
    )


def workbook(path: Path, *, padding: bool = False, formula: str = "=1+1", color: str = "#1F3864") -> Package:
    """A workbook of a text and a formula; padding moves the numbers of strings and formats."""
    with xlsxwriter.Workbook(path) as book:
        if padding:
            book.add_worksheet("Other").write_string(0, 0, "first", book.add_format({"italic": True}))
        sheet = book.add_worksheet("S")
        looks = book.add_format({"bold": True, "font_color": color, "num_format": "0.0%"})
        sheet.write_string(0, 0, "Revenues & more", looks)
        sheet.write_formula(0, 1, formula, looks, 2)
    return Package(path.read_bytes())


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"formula": "=1+2"}, "<f>1+2</f>"),
        ({"color": "#C8401E"}, "FFC8401E"),
    ],
)
def test_a_change_shows_in_its_line(change: dict[str, str], line: str, tmp_path: Path) -> None:
    before, now = workbook(tmp_path / "a.xlsx"), workbook(tmp_path / "b.xlsx", **change)
    lines = difference(before.sheet("S"), now.sheet("S"))
    assert any(line in text for text in lines if text.startswith("+"))
    assert not any(line in text for text in lines if text.startswith("-"))


def test_texts_and_looks_are_written_out(tmp_path: Path) -> None:
    shown = workbook(tmp_path / "a.xlsx").sheet("S")
    assert '<c r="A1" s="b 11 FF1F3864 Calibri; 0.0%"><t>Revenues &amp; more</t></c>' in shown
    assert '<c r="B1" s="b 11 FF1F3864 Calibri; 0.0%"><f>1+1</f><v>2</v></c>' in shown


def test_the_numbering_of_strings_and_formats_makes_no_difference(tmp_path: Path) -> None:
    before, now = workbook(tmp_path / "a.xlsx"), workbook(tmp_path / "b.xlsx", padding=True)

    def cells(package: Package) -> list[str]:
        return [line for line in package.sheet("S").splitlines() if "<c " in line]

    assert cells(before) == cells(now)
