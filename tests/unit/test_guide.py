"""What is told of each input sheet, column and setting: complete, true to the code, and documented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from xl_addin.domain.items import ItemKind
from xl_addin.domain.precision import Rounding
from xl_addin.domain.tables import table
from xl_addin.domain.units import CURRENCIES, Unit
from xl_addin.inputs import guide, headings
from xl_addin.inputs.model import SourceSheet, Status
from xl_addin.inputs.outlook import QUALIFIERS
from xl_addin.inputs.rates import BASES
from xl_addin.inputs.settings import FX_MODES, KEYS, LANGUAGES
from xl_addin.release.lists import Lists, lists_of, offered, short_lists

DOCUMENT = (Path(__file__).parents[2] / "docs" / "input_workbook.md").read_text(encoding="utf-8")
READ = [(kind.name, column) for kind in headings.SHEETS for column in kind.columns]
# A note's frame on the sheet is about this large; Excel takes this much of a list in a cell.
NOTE, LIST = 240, 255
LISTS = {"currencies", "money_units", "units", "items", "rows", "periods", "pages"}


def described(sheet: str) -> str:
    """What the documentation says of a sheet: its own chapter, or its row among the other sheets."""
    chapter = re.search(rf"^## {sheet}\n(.*?)(?=^## )", DOCUMENT, re.MULTILINE | re.DOTALL)
    row = re.search(rf"^\| {sheet} \|.*$", DOCUMENT, re.MULTILINE)
    found = chapter[1] if chapter else row and row[0]
    assert found, sheet
    return found


@pytest.mark.parametrize(("sheet", "column"), READ)
def test_every_column_that_is_read_has_a_note_and_is_documented(sheet: str, column: str) -> None:
    assert guide.COLUMNS[sheet, column].note
    assert f"`{column}`" in described(sheet)


@pytest.mark.parametrize("key", KEYS)
def test_every_setting_that_is_read_is_told_and_documented(key: str) -> None:
    assert guide.SETTINGS[key].note
    assert f"`{key}`" in described("Settings")


def test_every_sheet_that_is_read_has_a_title_and_a_line_of_guidance() -> None:
    assert {kind.name for kind in headings.SHEETS} <= set(guide.SHEETS)
    for told in guide.SHEETS.values():
        assert len(told.lines) == len(told.lines_ja) in (2, 3)


def test_columns_stand_under_sheets_that_there_are_and_none_twice() -> None:
    rows = [(row["sheet"], row["column"]) for row in table("headings", "xl_addin.inputs")]
    assert len(rows) == len(set(rows))
    assert {sheet for sheet, _ in rows} == {kind.name for kind in headings.SHEETS}


def test_notes_are_short_enough_to_be_seen_whole() -> None:
    for told in (*guide.COLUMNS.values(), *guide.SETTINGS.values()):
        assert 0 < len(told.note) <= NOTE
        assert 0 < sum(2 if ord(letter) > 0x2E80 else 1 for letter in told.note_ja) <= NOTE


def test_lists_offer_the_words_that_the_code_reads() -> None:
    columns, settings = guide.COLUMNS, guide.SETTINGS
    assert columns["Sources", "status"].choices.words == tuple(Status)[1:]
    assert columns["Rates", "basis"].choices.words == BASES
    assert columns["Guidance", "qualifier"].choices.words == QUALIFIERS
    assert columns["Figures", "kind"].choices.words == tuple(ItemKind)
    assert settings["fx_mode"].choices.words == FX_MODES
    assert settings["language"].choices.words == LANGUAGES
    assert settings["rounding"].choices.words == tuple(Rounding)
    assert settings["first_month"].choices.words == tuple(str(month) for month in range(1, 13))


def test_a_setting_starts_with_a_word_of_its_list() -> None:
    for told in guide.SETTINGS.values():
        assert not told.start or told.start in told.choices.words


def test_every_list_that_is_named_there_is() -> None:
    words = [
        word for told in (*guide.COLUMNS.values(), *guide.SETTINGS.values()) for word in told.choices.words
    ]
    assert {word[1:] for word in words if word.startswith("@")} == LISTS


@pytest.mark.parametrize("code", CURRENCIES)
def test_lists_in_cells_are_short_enough_for_excel(code: str) -> None:
    lists = short_lists(Unit(code, "million"), "EUR")
    for told in (*guide.COLUMNS.values(), *guide.SETTINGS.values()):
        words = offered(told.choices, lists)
        assert isinstance(words, tuple)
        assert len(",".join(words)) <= LIST
        assert not any("," in word for word in words)


def test_a_workbook_offers_the_units_of_its_own_currency() -> None:
    units = guide.SETTINGS["unit"].choices
    offers = offered(units, short_lists(Unit("EUR", "thousand"), ""))
    assert offers == ("EUR", "EUR thousand", "EUR million", "EUR 100 million", "EUR billion", "EUR trillion")
    assert offered(units, short_lists(Unit(), "")) == ()


@pytest.mark.parametrize(
    ("unit", "presentation", "lists"),
    [
        ("EUR million", None, short_lists(Unit("EUR", "million"), "")),
        ("EUR million", "dollars", short_lists(Unit("EUR", "million"), "USD")),
        ("EUR million", "EUR x", short_lists(Unit("EUR", "million"), "")),
        ("百万円", None, short_lists(Unit("JPY", "million"), "USD")),
        ("百万円", "none", short_lists(Unit("JPY", "million"), "")),
        ("EUR x", None, short_lists(Unit(), "")),
        (None, None, short_lists(Unit(), "")),
    ],
)
def test_the_lists_follow_the_currencies_of_the_sheet_settings(
    unit: str | None, presentation: str | None, lists: Lists
) -> None:
    given = {"unit": unit, "presentation_currency": presentation}
    rows = [(1, "key", "value"), *((row, key, text) for row, (key, text) in enumerate(given.items(), 2))]
    cells = {(row, column): text for row, *texts in rows for column, text in enumerate(texts, 1) if text}
    assert lists_of([SourceSheet("Settings", "Settings", 1, {"key": 1, "value": 2}, cells)]) == lists


def test_the_pages_offered_are_those_of_the_currencies() -> None:
    pages = short_lists(Unit("EUR", "million"), "USD")["pages"]
    assert isinstance(pages, tuple)
    assert [page for page in pages if page.startswith("Revenue")] == ["Revenue EUR", "Revenue USD"]
    assert "Revenue USD" not in short_lists(Unit("EUR", "million"), "")["pages"]


def test_a_text_is_given_in_the_language_asked() -> None:
    assert guide.in_language("ja", "Total", "合計") == "合計"
    assert guide.in_language("en", "Total", "合計") == "Total"
