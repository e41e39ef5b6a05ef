from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from xl_addin.tieout.document import Kind
from xl_addin.tieout.reading.load import read_document

Read = Callable[[str], list[tuple[Kind, int, int | None, str]]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reading(text: str) -> list[tuple[Kind, int, int | None, str]]:
        path = tmp_path / "release.md"
        path.write_text(text, encoding="utf-8")
        return [(found.kind, found.level, found.line, found.text) for found in read_document(path).passages]

    return reading


def test_bold_item_is_a_heading_over_the_list_below(read: Read) -> None:
    assert read("- **Guidance in the 2Q02**\n\n- Revenues to grow\n  by 15%\n- At __break-even__\n") == [
        (Kind.HEADING, 8, 1, "Guidance in the 2Q02"),
        (Kind.ITEM, 1, 3, "Revenues to grow by 15%"),
        (Kind.ITEM, 1, 5, "At break-even"),
    ]


def test_free_line_above_a_list_ranks_above_a_bold_item(read: Read) -> None:
    found = read("Highlights\n\n- **Guidance**\n- 15% up\n\nIP Service(*) ARPU\n\n- a 26% growth\n")
    assert [(kind, level) for kind, level, _, _ in found] == [
        (Kind.HEADING, 7),
        (Kind.HEADING, 8),
        (Kind.ITEM, 1),
        (Kind.HEADING, 7),
        (Kind.ITEM, 1),
    ]


def test_headings_lists_and_tables(read: Read) -> None:
    text = "# 1Q02\n\n- a\n  1. b\n\n| | 1Q02 |\n|---|---|\n| Revenues | **9,851** |\n\nFY2002\n---\n"
    assert read(text) == [
        (Kind.HEADING, 1, 1, "1Q02"),
        (Kind.ITEM, 1, 3, "a"),
        (Kind.ITEM, 2, 4, "1. b"),
        (Kind.ROW, 0, 6, "| 1Q02"),
        (Kind.ROW, 0, 8, "Revenues | 9,851"),
        (Kind.HEADING, 2, 10, "FY2002"),
    ]


def test_marks_links_and_entities_come_out_as_text(read: Read) -> None:
    text = "*Up* [18.2%](x.html) &amp; `EBITDA` of 98.5<sup>1</sup>, 1<sup>st</sup>; consensus^(*) met."
    assert read(text) == [(Kind.PARAGRAPH, 0, 1, "Up 18.2% & EBITDA of 98.5, 1st; consensus met.")]


def test_nothing_is_taken_for_a_definition_of_a_link(read: Read) -> None:
    assert read("[1]: 9,851 million") == [(Kind.PARAGRAPH, 0, 1, "[1]: 9,851 million")]


def test_bullet_that_is_no_markdown_begins_an_item(read: Read) -> None:
    assert read("● The Company is confident.") == [(Kind.ITEM, 1, 1, "The Company is confident.")]


def test_fenced_text_and_html_are_read_at_their_lines(read: Read) -> None:
    text = "```\nRevenues  9,851  8,334\n```\n\n<table>\n<tr><td>Loss</td><td>464</td></tr>\n</table>\n"
    assert read(text) == [(Kind.ROW, 0, 2, "Revenues | 9,851 | 8,334"), (Kind.ROW, 0, 6, "Loss | 464")]


def test_each_line_of_a_wrapped_item_keeps_its_number(tmp_path: Path) -> None:
    path = tmp_path / "release.md"
    path.write_text("# Release\n\n- Revenues of JPY9.9B and an operating\n  loss of JPY464M\n- EBITDA")
    item = read_document(path).passages[1]
    assert [item.line_at(item.text.index(word)) for word in ("Revenues", "operating", "loss")] == [3, 3, 4]


def test_title_right_above_its_paragraph_is_a_heading(read: Read) -> None:
    title = "Cost of revenues\nCost of revenues was JPY8 billion, up 6.1%.\n\n"
    text = f"{title}Revenues of the year were\nJPY9 B.\n"
    assert read(text) == [
        (Kind.HEADING, 7, 1, "Cost of revenues"),
        (Kind.PARAGRAPH, 0, 2, "Cost of revenues was JPY8 billion, up 6.1%."),
        (Kind.PARAGRAPH, 0, 4, "Revenues of the year were JPY9 B."),
    ]


def test_lines_with_labels_of_their_own_are_items(read: Read) -> None:
    assert read(
        "Sales: 7,300 billion yen (unchanged)\nOperating income: 280 billion yen\n\nNote: a\nb\n"
    ) == [
        (Kind.ITEM, 1, 1, "Sales: 7,300 billion yen (unchanged)"),
        (Kind.ITEM, 1, 2, "Operating income: 280 billion yen"),
        (Kind.PARAGRAPH, 0, 4, "Note: a b"),
    ]
