"""Whatever a release's file holds, it is read or refused; and no figure of a text is lost."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.written_pdf import Text, pdf
from xl_addin.errors import AddinError
from xl_addin.tieout.document import Passage
from xl_addin.tieout.reading.load import read_document, read_text
from xl_addin.tieout.reading.web_page import html_passages

SUFFIXES = (".txt", ".md", ".html", ".docx", ".pdf")
ROOMY = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

TAGS = ["<td>", "</p>", "<table>", "<li>", "<sup>1", "</", "<!--", "<pre>", "&#"]
MARKS = ["- ", "1. ", "|", "**", "`", "```\n", "> ", "[", "](", "===\n", "---\n", "・", "【", "^(1)"]
SPACES = ["\n\n", "\n", "    ", "\t", "\f", "\u3000", "\x00"]
PIECES = st.sampled_from([*TAGS, *MARKS, *SPACES, "9,851", "売上高"])
ENGLISH = ["Revenues", "up", "18.2%", "JPY9,851", "million.", "(97)", "-5", "1Q02", "20", "3."]
WORDS = st.sampled_from([*ENGLISH, "売上高は", "9,851百万円", "△464"])
SENTENCES = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
STARTS = st.sampled_from(["", "  ", "- ", "  - ", "(1) ", "2. ", "■ ", "a   "])
TEXTS = st.lists(st.tuples(STARTS, SENTENCES), min_size=1, max_size=8)
TAG = st.sampled_from(["p", "div", "li", "td", "h2", "b", "ul", "table", "tr", "span"])
BETWEEN = st.sampled_from(["\n", "\n\n"])


def digits(text: str) -> list[str]:
    return sorted(re.findall(r"[0-9]", text))


def read_digits(passages: Iterable[Passage]) -> list[str]:
    return digits(" ".join(passage.text for passage in passages))


def read_or_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with suppress(AddinError):
        for passage in read_document(path).passages:
            assert passage.text == " ".join(passage.text.split())
            assert passage.text


@pytest.mark.parametrize("suffix", SUFFIXES)
@ROOMY
@given(content=st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(tmp_path: Path, suffix: str, content: bytes) -> None:
    read_or_refused(tmp_path / f"release{suffix}", content)


@pytest.mark.parametrize("suffix", SUFFIXES[:3])
@ROOMY
@given(pieces=st.lists(PIECES, max_size=40))
def test_any_marks_are_read_or_refused(tmp_path: Path, suffix: str, pieces: list[str]) -> None:
    read_or_refused(tmp_path / f"release{suffix}", "".join(pieces).encode())


@ROOMY
@given(place=st.integers(0, 2000), byte=st.integers(0, 255))
def test_a_pdf_file_with_a_wrong_byte_is_read_or_refused(tmp_path: Path, place: int, byte: int) -> None:
    content = bytearray(pdf([Text(50, 700, "Revenues of 9,851"), Text(50, 680, "売上高")]))
    content[place % len(content)] = byte
    read_or_refused(tmp_path / "release.pdf", bytes(content))


@given(lines=TEXTS, between=BETWEEN)
def test_no_digit_of_a_plain_text_is_lost(lines: list[tuple[str, str]], between: str) -> None:
    text = between.join(start + sentence for start, sentence in lines)
    assert read_digits(read_text("release.txt", text).passages) == digits(text)


@ROOMY
@given(lines=TEXTS, between=BETWEEN)
def test_no_digit_of_a_markdown_text_is_lost(
    tmp_path: Path, lines: list[tuple[str, str]], between: str
) -> None:
    text = between.join(start + sentence for start, sentence in lines)
    path = tmp_path / "release.md"
    path.write_text(text, encoding="utf-8")
    assert read_digits(read_document(path).passages) == digits(text)


@given(
    blocks=st.lists(st.tuples(TAG, SENTENCES), max_size=10),
    closed=st.lists(st.booleans(), min_size=10, max_size=10),
)
def test_no_digit_of_a_page_is_lost(blocks: list[tuple[str, str]], closed: list[bool]) -> None:
    page = "".join(
        f"<{tag}>{html.escape(text)}" + (f"</{tag}>" if ends else " ")
        for (tag, text), ends in zip(blocks, closed, strict=False)
    )
    assert read_digits(html_passages(page)) == digits("".join(text for _, text in blocks))
