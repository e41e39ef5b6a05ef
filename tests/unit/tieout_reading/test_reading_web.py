from __future__ import annotations

import pytest

from xl_addin.tieout.document import Kind
from xl_addin.tieout.reading.web_page import html_passages


def read(html: str) -> list[tuple[Kind, int, str]]:
    return [(found.kind, found.level, found.text) for found in html_passages(html)]


def test_headings_paragraphs_and_nested_lists() -> None:
    html = "<h2>1Q02</h2><p>Up&nbsp;18.2% <b>now</b>.</p><ul><li>a<ul><li>b</ul><li>c</ul>after it."
    assert read(html) == [
        (Kind.HEADING, 2, "1Q02"),
        (Kind.PARAGRAPH, 0, "Up 18.2% now."),
        (Kind.ITEM, 1, "a"),
        (Kind.ITEM, 2, "b"),
        (Kind.ITEM, 1, "c"),
        (Kind.PARAGRAPH, 0, "after it."),
    ]


def test_each_passage_knows_the_line_it_begins_in() -> None:
    html = "<html>\n<p>One\nand two.</p>\n\n<p>\n  Three.</p>\n<div>Four.<p>Five.</p>\n\nSix.</div></html>"
    assert [(found.line, found.text) for found in html_passages(html)] == [
        (2, "One and two."),
        (6, "Three."),
        (7, "Four."),
        (7, "Five."),
        (9, "Six."),
    ]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("98.5<sup>1</sup> points.", "98.5 points."),
        ("98.5<sup>(*1)</sup> points.", "98.5 points."),
        ("98.5<sub>2</sub> points.", "98.5 points."),
        ("売上高<sup>※1</sup>は9,851百万円。", "売上高は9,851百万円。"),
        ("the 1<sup>st</sup> time.", "the 1st time."),
        ("CO<sub>2</sub> fell.", "CO2 fell."),
        ("98<sup>100</sup> points.", "98 100 points."),
    ],
)
def test_raised_note_marks_do_not_join_a_number(html: str, text: str) -> None:
    assert read(f"<p>{html}</p>") == [(Kind.PARAGRAPH, 0, text)]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>9</script>",
        "<style>9</style>",
        "<p style='display: none'>9</p>",
        "<div hidden>9<p>9</p></div>",
        "<!-- 9 -->",
        "<del>9</del>",
    ],
)
def test_what_is_not_shown_is_not_read(hidden: str) -> None:
    assert read(f"<p>Up 18.2%.</p>{hidden}<p>Down.</p>") == [
        (Kind.PARAGRAPH, 0, "Up 18.2%."),
        (Kind.PARAGRAPH, 0, "Down."),
    ]


def test_single_breaks_wrap_and_bullets_after_them_begin_items() -> None:
    assert read("<p>Revenues<br>rose.<br><br>Losses fell.</p><p>・売上高は増加。<br>・損失は減少。</p>") == [
        (Kind.PARAGRAPH, 0, "Revenues rose."),
        (Kind.PARAGRAPH, 0, "Losses fell."),
        (Kind.ITEM, 1, "売上高は増加。"),
        (Kind.ITEM, 1, "損失は減少。"),
    ]


def test_bold_text_alone_in_its_block_is_a_heading() -> None:
    assert read("<p><b>Outlook: 15% up</b></p><p><strong>Up</strong> 15%.</p>") == [
        (Kind.HEADING, 7, "Outlook: 15% up"),
        (Kind.PARAGRAPH, 0, "Up 15%."),
    ]


def test_rows_keep_their_empty_cells() -> None:
    assert read("<table><tr><th></th><th>1Q02</th></tr><tr><td>Loss</td><td>(464)</td></tr></table>") == [
        (Kind.ROW, 0, "| 1Q02"),
        (Kind.ROW, 0, "Loss | (464)"),
    ]


def test_signs_in_cells_of_their_own_go_to_their_figures() -> None:
    html = "<table><tr><td>Loss<td>$<td>(464<td>)<td><td>(15.3<td>)%</tr></table>"
    assert read(html) == [(Kind.ROW, 0, "Loss | $(464) | (15.3)%")]


def test_tables_that_lay_out_a_page_are_read_as_their_contents() -> None:
    html = "<table><tr><td><h1>1Q02</h1><p>Up.</p><table><tr><td>Loss<td>464</table><p>End.</p></table>"
    assert read(html) == [
        (Kind.HEADING, 1, "1Q02"),
        (Kind.PARAGRAPH, 0, "Up."),
        (Kind.ROW, 0, "Loss | 464"),
        (Kind.PARAGRAPH, 0, "End."),
    ]


def test_preformatted_tables_are_rows() -> None:
    assert read("<pre>\nRevenues   9,851   8,334\n</pre>") == [(Kind.ROW, 0, "Revenues | 9,851 | 8,334")]


def test_bullet_in_a_cell_of_its_own_begins_an_item() -> None:
    assert read("<table><tr><td>•</td><td>Revenues rose 18.2%</td></tr></table>") == [
        (Kind.ITEM, 1, "Revenues rose 18.2%")
    ]
