"""Other companies and quarters: every deck recalculates, passes its checks and says what is so."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from tests.decks import deck_of, deck_sheets, errors_seen, figures_of, written
from tests.engines.cached import cached
from tests.engines.formulon_engine import recalculated
from tests.engines.libreoffice import LibreOffice
from tests.engines.values import Sheets, differences
from tests.input_workbook import Input
from tests.printed import LABELS, MARKS, Page, pages
from tests.variants import OPERATING, VARIANTS, Absent, Variant
from tests.variants_abroad import ABROAD
from xl_addin.inputs import model
from xl_addin.release.deck import Deck
from xl_addin.release.expressions import Mode, area_values
from xl_addin.release.spec import SheetSpec

BUILDS = [
    *((variant, "en") for variant in (*VARIANTS, *ABROAD)),
    *((variant, "ja") for variant in (*VARIANTS, *ABROAD) if variant.japanese),
]
# Those whose figures lead to the most different branches of the functions and the sheets.
BY_LIBREOFFICE = (
    ("forty quarters", "en"),
    ("average rates", "en"),
    ("truncated", "en"),
    ("a gap in a line", "en"),
    ("losses everywhere", "ja"),
    ("year guided in billions", "ja"),
    ("periods as they are written in Japan", "ja"),
    ("millions of euros in dollars", "en"),
)
FIRST = 4  # the column of the first figure of a table
# A letter of a text is a little narrower than a digit, in which columns are measured.
LETTER = 1 / 1.15
NOT_FIGURES = re.compile(r"\bNone\b|\b(?:nan|inf)\b|[{}]|#[A-Z]|\bCellRef\b", re.ASCII)


@dataclass(frozen=True)
class Build:
    """A deck built from a variant, and its file."""

    variant: Variant
    language: str
    deck: Deck
    path: Path

    @cached_property
    def calculated(self) -> Sheets:
        """What formulon makes of the file."""
        return recalculated(self.path.read_bytes())

    @cached_property
    def pages(self) -> dict[str, Page]:
        """What is seen of the deck's own sheets."""
        seen = pages(self.path, self.calculated)
        return {sheet.name: seen[sheet.name] for sheet in deck_sheets(self.deck)}


def named(build: tuple[Variant, str]) -> str:
    return f"{build[0]}, {build[1]}"


def some(*wanted: tuple[str, str]) -> pytest.MarkDecorator:
    """For these variants and languages only."""
    found = [build for build in BUILDS if (build[0].name, build[1]) in wanted]
    assert len(found) == len(wanted)
    return pytest.mark.parametrize("build", found, indirect=True, ids=named)


@pytest.fixture(scope="module", params=BUILDS, ids=named)
def build(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """One after the other: pytest runs all tests of a build before it makes the next."""
    variant, language = request.param
    folder = tmp_path_factory.mktemp("variant")
    book = Input()
    variant.edit(book)
    deck = deck_of(figures_of(book.saved(folder), {"language": language}))
    path = folder / "release.xlsx"
    path.write_bytes(written(deck, Mode.NATIVE))
    return Build(variant, language, deck, path)


def test_formulon_calculates_what_is_cached(build: Build) -> None:
    assert differences(cached(build.path), build.calculated) == []


def test_no_error_is_seen(build: Build) -> None:
    assert errors_seen(build.deck, build.calculated) == []


@some(*BY_LIBREOFFICE)
def test_libreoffice_calculates_what_is_cached(build: Build, libreoffice: LibreOffice) -> None:
    with libreoffice.open(build.path) as document:
        assert differences(cached(build.path), document.values()) == []


def test_checks_fail_where_figures_contradict_each_other(build: Build) -> None:
    failed = [check.name for check in build.deck.checks if not check.passed]
    expected = build.variant.failing
    assert len(failed) == len(expected) == build.deck.checks_failed
    assert build.language == "ja" or tuple(failed) == expected
    assert build.pages["Checks"].texts[-1] == str(len(expected))
    assert len(build.deck.checks) > len(expected)


def test_sheets_left_out_are_said(build: Build) -> None:
    missing, settings = build.variant.left_out, build.deck.book.figures.settings
    whole = model.deck_sheets(settings.unit.currency, settings.presentation_currency)
    assert [sheet.name for sheet in deck_sheets(build.deck)] == [
        name for name in whole if name not in missing
    ]
    said = [issue.message for issue in build.deck.issues if "is left out" in issue.message]
    assert [message.split(" is left out")[0].removeprefix("sheet ") for message in said] == list(missing)


def test_facts(build: Build) -> None:
    facts = build.variant.japanese if build.language == "ja" else build.variant.facts
    assert facts
    wrong = [fact for fact in facts if bool(fact.places(build.pages)) is isinstance(fact, Absent)]
    assert wrong == []


def test_nothing_is_printed_but_words_and_figures(build: Build) -> None:
    texts = [text for page in build.pages.values() for text in page.texts]
    assert [text for text in texts if NOT_FIGURES.search(text)] == []
    # n.m. and n/a stand for figures and never inside a sentence, but for the note that explains them.
    sentences = [text for text in texts if len(text) > len("n.m.") and not text.startswith("n/a:")]
    assert [text for text in sentences if "n.m." in text or "n/a" in text] == []


def test_every_chart_has_figures(build: Build) -> None:
    for sheet in build.deck.sheets:
        for chart in sheet.charts:
            value = build.deck.book.value
            drawn = [area_values(series.values, value) for series in chart.series]  # type: ignore[arg-type]
            assert all(any(isinstance(cell, int | float) for cell in rows[0]) for rows in drawn), sheet.name
            shown = area_values(chart.categories, value)[0]  # type: ignore[arg-type]
            assert all(len(rows[0]) == len(shown) for rows in drawn)
            assert len(shown) <= 12


def test_figures_stand_right_and_fit(build: Build) -> None:
    for sheet, page in tables(build):
        for (row, column), text in page.cells.items():
            cell = page.sheet.cell(row, column)
            if column < FIRST or not isinstance(page.values[cell.coordinate], int | float):
                continue
            assert cell.alignment.horizontal == "right" or "yyyy" in cell.number_format, cell.coordinate
            assert len(text.rstrip(MARKS)) + 1 <= sheet.widths[column], (sheet.name, cell.coordinate, text)


def test_no_name_runs_into_the_figures(build: Build) -> None:
    for sheet, page in tables(build):
        wrapped = {(row, column) for row, column, _, _ in sheet.merged}
        room = sheet.widths[LABELS] + sheet.widths[LABELS + 1]
        names = {row: text for (row, column), text in page.cells.items() if column == LABELS}
        beside = [row for row in names if (row, FIRST) in page.cells and (row, LABELS) not in wrapped]
        assert beside or sheet.name in ("Outlook", "Checks")
        assert [names[row] for row in beside if width(names[row]) * LETTER > room] == []


@some(("all items to net income", "en"), ("items that miss net income", "en"))
def test_the_reconciliation_adds_up(build: Build) -> None:
    page = build.pages[OPERATING]
    rows = {text: row for (row, column), text in sorted(page.cells.items()) if column == LABELS}
    start = next(row for text, row in rows.items() if re.match(r"EBITDA ?\(", text))
    for column in range(FIRST, FIRST + 5):
        figures = [
            value
            for row in range(start, max(rows.values()) + 1)
            if isinstance(value := page.values.get(page.sheet.cell(row, column).coordinate), int | float)
        ]
        # EBITDA, its margin, less depreciation, operating income, seven or eight items, net income.
        ebitda, _, depreciation, income, *between, net = figures
        assert ebitda + depreciation == income
        assert income + sum(between) == net


def tables(build: Build) -> Iterator[tuple[SheetSpec, Page]]:
    """The sheets that are tables, with their pages."""
    for sheet in deck_sheets(build.deck):
        if sheet.name not in ("Highlights", "Checks", "About"):
            yield sheet, build.pages[sheet.name]


def width(text: str) -> int:
    """Letters wide; those of Japanese count double."""
    return sum(2 if unicodedata.east_asian_width(letter) in "FW" else 1 for letter in text)
