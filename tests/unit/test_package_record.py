"""The record of a graft: taken back exactly, or not at all."""

from __future__ import annotations

import io
from zipfile import ZipFile

import pytest

from xl_addin.writer.package.archive import Archive, Splice, spliced
from xl_addin.writer.package.record import Record, read_record

BEFORE = {"a.xml": b"<a><b/></a>", "b.xml": b"0123456789"}
SPLICES: dict[str, list[Splice]] = {
    "a.xml": [(3, 7, b"<b><c/></b>"), (3, 3, b"<!-- -->")],
    "b.xml": [(9, 10, b""), (0, 2, b"abc"), (5, 5, b"")],
}


def archive(**parts: bytes) -> Archive:
    stream = io.BytesIO()
    with ZipFile(stream, "w") as package:
        for name, content in parts.items():
            package.writestr(f"{name}.xml", content)
    return Archive(stream, "a.xlsx")


def after(name: str) -> bytes:
    return spliced(BEFORE[name], SPLICES[name])


def record(slots: dict[str, tuple[int, int]] | None = None) -> Record:
    made = Record.of(BEFORE, SPLICES, ["new.xml"], slots)
    read = read_record(b"<worksheet>" + made.comment() + b"</worksheet>")
    assert read == made
    return read


@pytest.mark.parametrize("slots", [None, {}, {"Checks": (3, 7), "売上": (0, 1)}])
def test_a_record_is_read_as_it_was_written(slots: dict[str, tuple[int, int]] | None) -> None:
    assert record(slots).slots == slots


def test_splices_are_taken_back_to_the_byte() -> None:
    host = archive(a=after("a.xml"), b=after("b.xml"), new=b"")
    assert record().undone(host) == BEFORE


@pytest.mark.parametrize(
    "parts",
    [
        {"a": after("a.xml") + b" ", "b": after("b.xml"), "new": b""},
        {"a": after("a.xml"), "new": b""},
        {"a": after("a.xml"), "b": after("b.xml")},
    ],
)
def test_nothing_is_taken_back_where_a_part_changed_or_went(parts: dict[str, bytes]) -> None:
    assert record().undone(archive(**parts)) is None


@pytest.mark.parametrize(
    "comment",
    [
        b"",
        b"<!--xl_addin:-->",
        b"<!--xl_addin:AAAA-->",
        b"<!--xl_addin:eNqrVgIAAXUA+Q==-->",
        b"<!--xl_addin:not base 64-->",
    ],
)
def test_a_record_that_cannot_be_read_is_none(comment: bytes) -> None:
    assert read_record(b"<worksheet>" + comment + b"</worksheet>") is None
