from __future__ import annotations

import pytest

from xl_addin.tieout.document import Kind
from xl_addin.tieout.reading.load import read_text


def read(text: str) -> list[tuple[Kind, int, int | None, str]]:
    return [
        (passage.kind, passage.level, passage.line, passage.text)
        for passage in read_text("release.txt", text).passages
    ]


def kinds(text: str) -> list[tuple[Kind, str]]:
    return [(kind, passage) for kind, _, _, passage in read(text)]


PARAGRAPH, HEADING, ITEM, ROW = Kind.PARAGRAPH, Kind.HEADING, Kind.ITEM, Kind.ROW


def test_blank_lines_part_paragraphs_and_each_knows_its_first_line() -> None:
    assert read("Revenues rose.\n\n\nLosses\nnarrowed.\n") == [
        (PARAGRAPH, 0, 1, "Revenues rose."),
        (PARAGRAPH, 0, 4, "Losses narrowed."),
    ]


def test_wrapped_lines_are_joined_in_japanese_without_a_space() -> None:
    japanese = "当第1四半期の売上高は\n9,851百万円となりま\nした。"
    english = "Up 18.2% year-over-\nyear to\nJPY9,851 million."
    assert kinds(f"{japanese}\n\n{english}") == [
        (PARAGRAPH, "当第1四半期の売上高は9,851百万円となりました。"),
        (PARAGRAPH, "Up 18.2% year-over-year to JPY9,851 million."),
    ]


def test_line_that_ends_early_ends_its_paragraph() -> None:
    lines = [
        "Operating loss: JPY464 million",
        "EBITDA remained positive at JPY329 million in the quarter, but below that",
    ]
    assert [passage for _, passage in kinds("\n".join([*lines, "of 1Q01."]))] == [
        lines[0],
        f"{lines[1]} of 1Q01.",
    ]


@pytest.mark.parametrize("mark", ["- ", "* ", "• ", "•", "● ", "・", "–  ", "① "])
def test_bullets_begin_items_and_are_left_out(mark: str) -> None:
    text = f"{mark}Revenues of JPY9.9B,\n  18.2% up\n{mark}Loss of JPY464M"
    assert read(text) == [(ITEM, 1, 1, "Revenues of JPY9.9B, 18.2% up"), (ITEM, 1, 3, "Loss of JPY464M")]


def test_items_are_nested_by_their_indentation() -> None:
    text = "- Revenues rose 18.2%\n  - IP services\n    - dial-up\n  - SI\n- Losses narrowed 3%\n"
    assert [level for _, level, _, _ in read(text)] == [1, 2, 3, 2, 1]


def test_numbers_of_items_stay_and_must_count_on() -> None:
    assert kinds("(1) Revenues rose.\n(2) Losses\nnarrowed.") == [
        (ITEM, "(1) Revenues rose."),
        (ITEM, "(2) Losses narrowed."),
    ]


def test_number_at_the_start_of_a_wrapped_line_is_no_item() -> None:
    lines = (
        "The operating result of the first quarter was",
        "(97) million yen, and the year ended on March",
        "31. Yes.",
    )
    assert kinds("\n".join(lines)) == [(PARAGRAPH, " ".join(lines))]


def test_negative_number_is_no_bullet() -> None:
    assert kinds("-97 million\n\n△464百万円\n\n(464)") == [
        (PARAGRAPH, "-97 million"),
        (PARAGRAPH, "△464百万円"),
        (PARAGRAPH, "(464)"),
    ]


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Results\n=======", 1),
        ("Results\n-------", 2),
        ("FINANCIAL HIGHLIGHTS", 1),
        ("【連結業績】", 2),
        ("2. Outlook for 2Q02", 2),
        ("(3) Outlook", 3),
        ("■ 通期の見通し", 3),
        ("Outlook for 2Q02", 7),
        ("1Q02の業績", 7),
    ],
)
def test_short_line_alone_above_text_is_a_heading(title: str, level: int) -> None:
    found = read(f"{title}\n\nRevenues were JPY9.9B.")
    assert found[0][:2] == (HEADING, level)
    assert found[1][0] is PARAGRAPH


@pytest.mark.parametrize(
    "text",
    [
        "Revenues rose.",
        "Revenues up 18.2%",
        "JPY9.9B in all",
        "August, 2002",
        "(JPY millions)",
        "*: not audited",
    ],
)
def test_sentence_figure_date_and_note_are_no_headings(text: str) -> None:
    assert kinds(f"{text}\n\nRevenues were JPY9.9B.")[0] == (PARAGRAPH, text)


def test_last_line_is_no_heading() -> None:
    assert kinds("Revenues rose.\n\nInvestor Relations")[1] == (PARAGRAPH, "Investor Relations")


@pytest.mark.parametrize(
    "table",
    [
        "JPY millions\t1Q02\t1Q01\nRevenues\t9,851\t8,334",
        "| JPY millions | 1Q02 | 1Q01 |\n|---|---|---|\n| Revenues | 9,851 | 8,334 |",
        "JPY millions   1Q02   1Q01\n---------------------------\nRevenues       9,851  8,334",
    ],
)
def test_tables_are_rows(table: str) -> None:
    assert kinds(table) == [(ROW, "JPY millions | 1Q02 | 1Q01"), (ROW, "Revenues | 9,851 | 8,334")]


def test_two_spaces_after_a_sentence_are_no_columns() -> None:
    assert kinds("Revenues rose.  2001 was worse.  So was 2000.")[0][0] is PARAGRAPH


def test_superscript_marks_of_notes_do_not_become_digits() -> None:
    assert kinds("Growth of 98.5¹ and revenues^(*) of 9,851^(2) on 20 m²") == [
        (PARAGRAPH, "Growth of 98.5 and revenues of 9,851 on 20 m²")
    ]


def test_document_has_the_name_of_its_file() -> None:
    assert read_text("release.txt", "").name == "release.txt"
    assert read_text("release.txt", "").passages == ()


def test_each_line_of_a_wrapped_paragraph_keeps_its_number() -> None:
    document = read_text(
        "release.txt",
        "Release\n\nRevenues rose to JPY9.9B in the\nquarter, while operating\nloss was JPY464M.\n",
    )
    (passage,) = [p for p in document.passages if p.text.startswith("Revenues")]
    lines = {word: passage.line_at(passage.text.index(word)) for word in ("JPY9.9B", "operating", "JPY464M")}
    assert lines == {"JPY9.9B": 3, "operating": 4, "JPY464M": 5}
