"""Headers and footers in their three parts."""

from __future__ import annotations

import pytest

from xl_addin.writer.open_book.pages import header_parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("&L&8 Example&R&8 1Q02", {"L": "&8 Example", "C": "", "R": "&8 1Q02"}),
        ("&L&8 Invented&C&8 &A&R&8 &P / &N", {"L": "&8 Invented", "C": "&8 &A", "R": "&8 &P / &N"}),
        ("&LTools && Likes&RR", {"L": "Tools && Likes", "C": "", "R": "R"}),
        ("alone", {"L": "", "C": "alone", "R": ""}),
        ("", {"L": "", "C": "", "R": ""}),
    ],
)
def test_a_header_is_taken_apart_by_its_codes(text: str, parts: dict[str, str]) -> None:
    assert header_parts(text) == parts
