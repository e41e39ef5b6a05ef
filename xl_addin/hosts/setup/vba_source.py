"""The source text of the VBA modules in a workbook, as Office stores it.

A project is a compound file ([MS-CFB]); each module is a stream that ends with its compressed source
([MS-OVBA] 2.4.1).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

_SIGNATURE = bytes.fromhex("D0CF11E0A1B11AE1")
_HEADER = 512
_DIRECTORY_ENTRY = 128
_SMALL_SECTOR = 64
_STREAM, _ROOT = 2, 5
# A container begins with 1; behind the header and the flags of its first chunk stands "Attribut" as it is.
_SOURCE = re.compile(rb"\x01..\x00Attribut", re.DOTALL)


def module_sources(project: bytes) -> Iterator[str]:
    """The sources of a vbaProject.bin; none where it cannot be read."""
    if len(project) < _HEADER or not project.startswith(_SIGNATURE):
        return
    for stream in _streams(project):
        starts = [found.start() for found in _SOURCE.finditer(stream)]
        if starts:
            yield _decompressed(stream[starts[-1] :]).decode("latin-1")


def constants(project: bytes) -> dict[str, str]:
    """The constants of text that its modules declare for others."""
    declared = re.compile(r'^\s*Public Const (\w+) As String = "([^"]*)"', re.MULTILINE)
    return {name: text for source in module_sources(project) for name, text in declared.findall(source)}


def _streams(project: bytes) -> Iterator[bytes]:
    size = 1 << struct.unpack_from("<H", project, 30)[0]
    (directory_start,) = struct.unpack_from("<I", project, 48)
    smallest, small_table_start = struct.unpack_from("<II", project, 56)
    sectors = _Sectors(project[size:], size, ())
    listed = struct.unpack_from("<109I", project, 76)  # enough sectors of the table for 7 megabytes
    sectors.followers = _numbers(b"".join(sectors.sector(number) for number in listed))
    directory = sectors.chained(directory_start)
    entries = [
        directory[start : start + _DIRECTORY_ENTRY]
        for start in range(0, len(directory) - _DIRECTORY_ENTRY + 1, _DIRECTORY_ENTRY)
    ]
    shared = b"".join(sectors.chained(_place(entry)[0]) for entry in entries if entry[66] == _ROOT)
    small = _Sectors(shared, _SMALL_SECTOR, _numbers(sectors.chained(small_table_start)))
    for entry in entries:
        if entry[66] == _STREAM:
            start, length = _place(entry)
            yield (sectors if length >= smallest else small).chained(start)[:length]


def _place(entry: bytes) -> tuple[int, int]:
    """First sector and length of a directory's entry."""
    start, length = struct.unpack_from("<IQ", entry, 116)
    return start, length


def _numbers(table: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(table) // 4}I", table)


@dataclass(slots=True)
class _Sectors:
    """Sectors of one size, and which one follows each."""

    content: bytes
    size: int
    followers: tuple[int, ...]

    def sector(self, number: int) -> bytes:
        return self.content[number * self.size : (number + 1) * self.size]

    def chained(self, first: int) -> bytes:
        parts: list[bytes] = []
        number = first
        while number < len(self.followers) and len(parts) <= len(self.followers):
            parts.append(self.sector(number))
            number = self.followers[number]
        return b"".join(parts)


def _decompressed(container: bytes) -> bytes:
    """The text of a container; what follows it, or is damaged, ends it."""
    text = bytearray()
    position = 1
    while position + 2 <= len(container):
        (header,) = struct.unpack_from("<H", container, position)
        if header >> 12 & 0b111 != 0b011:
            break
        end = min(position + (header & 0xFFF) + 3, len(container))
        if header & 0x8000:
            _append_chunk(text, container[position + 2 : end])
        else:
            text += container[position + 2 : end]
        position = end
    return bytes(text)


def _append_chunk(text: bytearray, chunk: bytes) -> None:
    start, position = len(text), 0
    while position < len(chunk):
        flags = chunk[position]
        position += 1
        for bit in range(8):
            if position >= len(chunk):
                return
            if not flags >> bit & 1:
                text.append(chunk[position])
                position += 1
                continue
            if position + 2 > len(chunk):
                return
            (token,) = struct.unpack_from("<H", chunk, position)
            position += 2
            # So many bits of the token say how far back the copy begins; the others how long it is.
            offset_bits = max((len(text) - start - 1).bit_length(), 4)
            length = (token & (0xFFFF >> offset_bits)) + 3
            back = (token >> (16 - offset_bits)) + 1
            if back > len(text):
                return
            for _ in range(length):
                text.append(text[-back])
