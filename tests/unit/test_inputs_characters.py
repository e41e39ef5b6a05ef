"""Characters that nobody sees or that look like others, and headings that many cells hang on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.inputs.books import BASE, book_of, saved
from xl_addin.errors import Severity
from xl_addin.inputs.characters import look_alike, unseen_in, without_unseen
from xl_addin.inputs.load import read_figures

UNSEEN = [
    "\u200b",
    "\u00ad",
    "\ufeff",
    "\u200e",
    "\u202a",
    "\u2066",
    "\u2060",
    "\U000e0041",
    "\u3164",
    "\u0007",
    "\ufe0f",
    "\u001c",
    "\u001f",
]


def said(path: Path) -> list[str]:
    return [f"{i.severity} {i.sheet}!{i.cell}: {i.message}; {i.remedy}" for i in read_figures(path)[1]]


@pytest.mark.parametrize("character", UNSEEN)
def test_what_is_not_seen_is_taken_out(character: str) -> None:
    assert without_unseen(f"to{character}tal") == "total"
    assert without_unseen("two\nlines\tand 売上") == "two\nlines\tand 売上"


@pytest.mark.parametrize("character", [*UNSEEN[:9], "\u00a0", "\ufe0f"])
@pytest.mark.parametrize(
    "address",
    [
        "Settings!A1",
        "Settings!A3",
        "Settings!B3",
        "Settings!B5",
        "Settings!B7",
        "Figures!A1",
        "Figures!A2",
        "Figures!D6",
        "Figures!E3",
        "Figures!J1",
        "Rates!A6",
        "Rates!C6",
        "Rates!D1",
        "Sources!A2",
        "Sources!B2",
        "Sources!C2",
        "Restated!A2",
        "Guidance!A2",
        "Guidance!B4",
        "Guidance!E4",
        "Guidance!F4",
        "Consensus!C2",
        "Commentary!B2",
    ],
)
def test_keys_headings_and_words_are_read_without_it(character: str, address: str, tmp_path: Path) -> None:
    sheet, _, cell = address.partition("!")
    book = book_of(BASE)
    text = str(book[sheet][cell].value)
    inside = "" if character == "\u00a0" else character
    book[sheet][cell].value = f"{character}{text[:2]}{inside}{text[2:]}{character}".replace("\u0007", "")
    figures, issues = read_figures(saved(book, tmp_path))
    plain, _ = read_figures(saved(book_of(BASE), tmp_path))
    assert issues == ()
    assert figures is not None
    assert plain is not None
    assert (figures.items.keys(), figures.settings.release_quarter) == (
        plain.items.keys(),
        plain.settings.release_quarter,
    )
    assert (figures.guidance, figures.consensus, figures.sources) == (
        plain.guidance,
        plain.consensus,
        plain.sources,
    )


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("Settings!B2", "Example\u200b KK"),
        ("Settings!B11", "37\u00ad74"),
        ("Figures!B2", "Total\u200e revenues"),
        ("Figures!C2", "売\u200b上高"),
        ("Rates!E6", "H.10\ufeff"),
        ("Guidance!H2", "presen\u00adtation"),
        ("Commentary!D2", "Revenues\u200b rose."),
        ("Restated!E2", "re\u2060classified"),
    ],
)
def test_in_what_is_printed_it_is_named(address: str, text: str, tmp_path: Path) -> None:
    figures, issues = read_figures(saved(book_of(BASE, {address: text}), tmp_path))
    assert figures is not None
    assert [(f"{i.sheet}!{i.cell}", i.severity) for i in issues] == [(address, Severity.WARNING)]
    assert f"(U+{ord(unseen_in(text)):04X})" in issues[0].message


def test_a_control_character_is_what_excel_writes_for_it(tmp_path: Path) -> None:
    (line,) = said(saved(book_of(BASE, {"Settings!B2": "Example_x001F_ KK"}), tmp_path))
    assert line.startswith("warning Settings!B2: the text holds a character that is not seen: ")
    assert "(U+001F)" in line


def test_variants_of_japanese_characters_are_meant(tmp_path: Path) -> None:
    assert said(saved(book_of(BASE, {"Settings!B2": "葛\U000e0100城"}), tmp_path)) == []


def test_a_cell_of_nothing_but_unseen_characters_is_blank(tmp_path: Path) -> None:
    figures, issues = read_figures(
        saved(book_of(BASE, {"Figures!F6": "\u200b", "Rates!A9": "\ufeff "}), tmp_path)
    )
    assert issues == ()
    assert figures is not None


@pytest.mark.parametrize(
    ("address", "text", "letter", "place"),
    [
        (
            "Figures!A5",
            "оperating_income",
            "CYRILLIC SMALL LETTER O (U+043E), not the letter o",
            "Figures!A5",
        ),
        (
            "Figures!A5",
            "operating_incοme",
            "GREEK SMALL LETTER OMICRON (U+03BF), not the letter o",
            "Figures!A5",
        ),
        ("Figures!E3", "tоtal_revenues", "CYRILLIC SMALL LETTER O (U+043E), not the letter o", "Figures!E3"),
        ("Settings!A5", "unіt", "UKRAINIAN I (U+0456), not the letter i", "Settings!A5"),
        ("Settings!B8", "еn", "CYRILLIC SMALL LETTER IE (U+0435), not the letter e", "Settings!B8"),
        ("Rates!C6", "реriod_end", "CYRILLIC SMALL LETTER ER (U+0440), not the letter p", "Rates!C6"),
        ("Guidance!F1", "unіt", "UKRAINIAN I (U+0456), not the letter i", "Guidance!F1"),
        ("Figures!E1", "tоtal_of", "CYRILLIC SMALL LETTER O (U+043E), not the letter o", "Figures!E1"),
        ("Guidance!E2", "rаnge", "CYRILLIC SMALL LETTER A (U+0430), not the letter a", "Guidance!E2"),
        ("Sources!C2", "еstimate", "CYRILLIC SMALL LETTER IE (U+0435), not the letter e", "Sources!C2"),
    ],
)
def test_letters_of_another_alphabet_are_named(
    address: str, text: str, letter: str, place: str, tmp_path: Path
) -> None:
    path = saved(book_of(BASE, {address: text}), tmp_path)
    assert read_figures(path)[0] is None
    assert [line for line in said(path) if line.startswith(f"error {place}") and letter in line], said(path)


def test_own_words_in_other_alphabets_are_no_matter() -> None:
    assert look_alike("выручка", ["revenues"]) == ""
    assert look_alike("α_fund", ["total_revenues"]) == ""
    assert look_alike("total_revenues", ["total_revenues"]) == ""


@pytest.mark.parametrize(
    "heading",
    [
        "Jun-02",
        "June 2002",
        "'2-Jun",
        "'2002/06",
        "'6/2002",
        "'06.2002",
        "'28/06/2002",
        "2002年6月",
        "6月2日",
        "Mar. 02",
    ],
)
@pytest.mark.parametrize("cell", ["F1", "J1", "K1"])
def test_a_heading_that_is_no_quarter_is_one_line(heading: str, cell: str, tmp_path: Path) -> None:
    edits = {f"Figures!{cell}": heading}
    if cell == "J1":
        edits |= {f"Figures!K{row}": "" for row in range(1, 7)}
    text = heading.removeprefix("'")
    assert said(saved(book_of(BASE, edits), tmp_path)) == [
        f"error Figures!{cell}: '{text}' is not a quarter; write it like 1Q02, or FY2001 for a year"
    ]


def test_a_day_of_this_year_in_a_heading_is_told_with_the_gap_it_makes(tmp_path: Path) -> None:
    edits = {"Figures!J1": "2026-06-02"} | {f"Figures!K{row}": "" for row in range(1, 7)}
    (line,) = said(saved(book_of(BASE, edits), tmp_path))
    assert line == (
        "error Figures!J1: 1Q02 to 4Q25 (96 quarters) missing before 1Q26; "
        "the heading is the date 2026-06-02: write the quarter like 1Q02, or add the columns"
    )


def test_one_quarter_before_all_others_is_one_line(tmp_path: Path) -> None:
    edits = {"Figures!F1": "2Q02", "Restated!B2": "2Q01", "Sources!B3": "3Q01"} | {
        f"Figures!K{row}": "" for row in range(1, 7)
    }
    (line,) = said(saved(book_of(BASE, edits), tmp_path))
    assert line == "error Figures!F1: 2Q02 stands before 2Q01; order the quarters oldest first"


def test_rows_of_other_sheets_that_name_one_thing_that_is_not_there_are_one_line(tmp_path: Path) -> None:
    rows = {
        f"Sources!{column}{row}": text
        for row in range(2, 9)
        for column, text in zip("ABC", ("gadgets", f"{row % 4 + 1}Q01", "published"), strict=True)
    }
    rows |= {f"Sources!D{row}": "" for row in range(2, 9)} | {f"Sources!E{row}": "" for row in range(2, 9)}
    found = said(saved(book_of(BASE, rows), tmp_path))
    assert len(found) == 1
    assert found[0].startswith(
        "error Sources!A2: unknown item 'gadgets', named 7 times: also in A3, A4, A5, A6, ...;"
    )
