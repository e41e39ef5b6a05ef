from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.written_pdf import Text, pdf
from xl_addin.tieout.document import Kind
from xl_addin.tieout.reading.limits import Unreadable
from xl_addin.tieout.reading.pdf_file import pdf_passages

Place = tuple[float, float, str]


def read(*pages: Sequence[Place]) -> list[tuple[Kind, int | None, str]]:
    content = pdf(*([Text(*place) for place in page] for page in pages))
    return [(found.kind, found.page, found.text) for found in pdf_passages(content)]


WRAPPED = [
    (50, 700, "Total revenues in 1Q02 were JPY9,851 million, up 18.2% from 1Q01"),
    (50, 688, "and down 18.7% from 4Q01; the operating loss was JPY464 million in"),
    (50, 676, "the same quarter."),
]


def test_lines_are_joined_and_a_wider_gap_ends_the_paragraph() -> None:
    assert read([*WRAPPED, (50, 650, "EBITDA was JPY329 million.")]) == [
        (Kind.PARAGRAPH, 1, " ".join(text for _, _, text in WRAPPED)),
        (Kind.PARAGRAPH, 1, "EBITDA was JPY329 million."),
    ]


def test_japanese_of_a_font_that_is_not_embedded_is_read() -> None:
    page = [(50, 700, "当第１四半期の売上高は"), (50, 687, "増加しました。")]
    assert read(page) == [(Kind.PARAGRAPH, 1, "当第１四半期の売上高は増加しました。")]


def test_columns_are_cells_in_whatever_order_they_are_drawn() -> None:
    page = [
        (300, 700, "1Q02"),
        (400, 700, "1Q01"),
        (400, 686, "8,334"),
        (50, 686, "Revenues"),
        (300, 686, "9,851"),
    ]
    assert read([(50, 700, "JPY millions"), *page]) == [
        (Kind.ROW, 1, "JPY millions | 1Q02 | 1Q01"),
        (Kind.ROW, 1, "Revenues | 9,851 | 8,334"),
    ]


def test_bullets_begin_items() -> None:
    page = [(50, 700, "•"), (62, 700, "Revenues rose 18.2%"), (50, 686, "•"), (62, 686, "Losses narrowed 3%")]
    assert read(page) == [(Kind.ITEM, 1, "Revenues rose 18.2%"), (Kind.ITEM, 1, "Losses narrowed 3%")]


def test_raised_note_mark_does_not_join_a_number() -> None:
    page = [Text(50, 700, "Growth was 98.5"), Text(125, 704, "1", 6), Text(130, 700, "points.")]
    (found,) = pdf_passages(pdf(page))
    assert found.text == "Growth was 98.5 points."


def test_running_headers_and_page_numbers_are_left_out() -> None:
    pages = [
        [
            (50, 800, "Internet Initiative Japan"),
            *((50, 700 - 40 * line, f"Sentence {line} of part {part * 7}.") for line in range(6)),
            (300, 20, f"- {part} -"),
        ]
        for part in (1, 2, 3)
    ]
    texts = [text for _, _, text in read(*pages)]
    assert texts == [f"Sentence {line} of part {part * 7}." for part in (1, 2, 3) for line in range(6)]


def test_titles_that_count_periods_are_no_running_headers() -> None:
    pages = [[(50, 800, f"{quarter}Q02 results"), (50, 700, "Revenues rose.")] for quarter in (1, 2)]
    assert [text for _, _, text in read(*pages)][::2] == ["1Q02 results", "2Q02 results"]


def test_paragraph_goes_on_over_the_page() -> None:
    assert read(WRAPPED[:2], WRAPPED[2:]) == [(Kind.PARAGRAPH, 1, " ".join(text for _, _, text in WRAPPED))]


def test_larger_line_is_a_heading() -> None:
    found = list(pdf_passages(pdf([Text(50, 740, "Outlook", 18), *(Text(*place) for place in WRAPPED)])))
    assert (found[0].kind, found[0].level, found[0].text) == (Kind.HEADING, 1, "Outlook")


def test_page_without_text_is_refused_with_what_to_do() -> None:
    with pytest.raises(Unreadable) as caught:
        list(pdf_passages(pdf([])))
    assert "no text" in caught.value.message
    assert caught.value.remedy == "export it with text, or give the .docx"


def test_protected_file_is_refused() -> None:
    keys = f"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'00' * 32}>/U<{'00' * 32}>>>/ID[<00><00>]"
    with pytest.raises(Unreadable, match="password"):
        list(pdf_passages(pdf([Text(50, 700, "9,851")], trailer=keys)))
