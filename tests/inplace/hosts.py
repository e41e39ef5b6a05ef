"""Workbooks of other people's, to build into: each made by a function under the name of what is in it."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

Edit = Callable[[bytes], bytes]
NO_EDITS: Mapping[str, Edit] = {}
NO_PARTS: Mapping[str, bytes] = {}

MAKERS: dict[str, tuple[str, Callable[[], bytes]]] = {}


@dataclass(frozen=True, slots=True)
class Host:
    """A workbook as a file: its name, and what is in it."""

    name: str
    suffix: str
    content: bytes

    def saved(self, folder: Path) -> Path:
        """The workbook as a file in a folder."""
        path = folder / f"host{self.suffix}"
        path.write_bytes(self.content)
        return path


def host(suffix: str = ".xlsx") -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Declare a function that makes a workbook; its name, read as words, says what is in it."""

    def declared(make: Callable[[], bytes]) -> Callable[[], bytes]:
        name = make.__name__.replace("_", " ").strip()
        assert name not in MAKERS, name
        MAKERS[name] = suffix, make
        return make

    return declared


@cache
def made(name: str) -> Host:
    """The workbook of a name; each is made once."""
    suffix, make = MAKERS[name]
    return Host(name, suffix, make())


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of a package, in the order in which it lists them."""
    with ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Mapping[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    """A package of these parts."""
    stream = io.BytesIO()
    with ZipFile(stream, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def edited(
    content: bytes,
    edits: Mapping[str, Edit] = NO_EDITS,
    added: Mapping[str, bytes] = NO_PARTS,
    dropped: tuple[str, ...] = (),
    method: int = ZIP_DEFLATED,
) -> bytes:
    """A package with some parts edited, left out, or added; an edit must change its part."""
    parts = {name: part for name, part in parts_of(content).items() if name not in dropped}
    for name, edit in edits.items():
        changed = edit(parts[name])
        assert changed != parts[name], name
        parts[name] = changed
    return packed({**parts, **added}, method)


def swap(old: str, new: str) -> Edit:
    """An edit that replaces a text wherever it stands."""
    return lambda part: part.replace(old.encode(), new.encode())


def before(mark: str, text: str) -> Edit:
    """An edit that puts a text before the first place of another."""
    return lambda part: part.replace(mark.encode(), text.encode() + mark.encode(), 1)


def in_turn(*edits: Edit) -> Edit:
    """Several edits of one part."""

    def all_of_them(part: bytes) -> bytes:
        for edit in edits:
            part = edit(part)
        return part

    return all_of_them


def declared_as(part: str, kind: str) -> Edit:
    """An edit of the content types that declares a part."""
    return before("</Types>", f'<Override PartName="/{part}" ContentType="{kind}"/>')


def related_to(target: str, kind: str, number: str) -> Edit:
    """An edit of relationships that adds one; `kind` is a whole type or the last word of Microsoft's."""
    if "/" not in kind:
        kind = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    return before("</Relationships>", f'<Relationship Id="{number}" Type="{kind}" Target="{target}"/>')


def picture(color: tuple[int, int, int] = (31, 56, 100)) -> bytes:
    """A PNG picture of 8 by 8 dots in one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    rows = b"".join(b"\0" + bytes(color) * 8 for _ in range(8))
    header = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


STORED = ZIP_STORED
