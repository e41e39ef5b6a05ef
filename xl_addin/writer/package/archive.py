"""A zip archive whose entries are copied as they are: no part is recompressed that did not change.

An entry is the stretch of bytes from its header to the next entry's, data descriptors and padding
included. Order and times stay.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterable, Mapping
from copy import copy as shallow_copy
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import IO, BinaryIO, Protocol
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from xl_addin.errors import Issue, WorkbookError

_DOS_TIME = (1980, 1, 1, 0, 0, 0)
_ENCRYPTED = 0x1
# The XML parts that are read whole; the largest of real workbooks are a few megabytes.
_LARGEST_PART = 64 * 2**20
_MOST_ENTRIES = 65_000
_CHUNK = 2**20
_SIGNATURE = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 2**24
_FROM_BEFORE = "take a copy of it from before, or build a new file with --out"
_SAVE_AS = "open it in Excel and save it as Excel Workbook (.xlsx)"
_REPAIR = "open it in Excel, let it repair the file, and save it again"


class Host(Protocol):
    """Where problems are reported: the file that is read."""

    def __call__(self, message: str, remedy: str) -> WorkbookError: ...


def refusal(file: str) -> Host:
    """Makes the error that says what is wrong with a file, and what to do."""
    return lambda message, remedy: WorkbookError(Issue(message, remedy, file=file))


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    info: ZipInfo
    start: int
    end: int


class Archive:
    """The parts of a package, read when they are asked for.

    Raises:
        WorkbookError: the archive is damaged, encrypted, holds a name twice or one that leads out of
            it, or is none.
    """

    def __init__(self, stream: BinaryIO, file: str) -> None:
        self._stream = stream
        self.file = file
        self.refuse = refusal(file)
        try:
            self._zip = ZipFile(stream)
        except (BadZipFile, ValueError, EOFError, OSError, NotImplementedError, struct.error) as error:
            raise self._named(error) from error
        self._entries = self._located()
        self._by_name = {name.casefold(): name for name in self._entries}

    def _named(self, error: Exception) -> WorkbookError:
        """What a file is that is no archive, by its first bytes."""
        self._stream.seek(0)
        head = self._stream.read(_HEAD)
        if head.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in head:
            return self.refuse("it is encrypted with a password", "save it in Excel without the password")
        if head.startswith(_OLE):
            return self.refuse("it is an Excel 97-2003 workbook (.xls) under another name", _SAVE_AS)
        if not head.strip(b"\0"):
            return self.refuse("it is empty", _FROM_BEFORE)
        return (
            self._damaged(error)
            if head.startswith(b"PK")
            else self.refuse("it is not an Excel workbook", _SAVE_AS)
        )

    def _damaged(self, error: Exception) -> WorkbookError:
        return self.refuse(f"it is damaged and cannot be read ({' '.join(str(error).split()):.80})", _REPAIR)

    def _located(self) -> dict[str, _Entry]:
        infos = self._zip.infolist()
        if len(infos) > _MOST_ENTRIES:
            raise self.refuse(f"it holds {len(infos):,} parts, more than any workbook", _REPAIR)
        seen: set[str] = set()
        for info in infos:
            self._require_name(info.filename, seen)
            if info.flag_bits & _ENCRYPTED:
                raise self.refuse("a part of it is encrypted", "save it without a password")
        if not infos:
            raise self.refuse("it is a zip archive with nothing in it", _FROM_BEFORE)
        ordered = sorted(infos, key=lambda info: info.header_offset)
        ends = [*(info.header_offset for info in ordered[1:]), self._zip.start_dir]
        found = {}
        for info, end in zip(ordered, ends, strict=True):
            if not 0 <= info.header_offset < end or self._bytes(info.header_offset, 4) != _SIGNATURE:
                raise self._damaged(ValueError(f"no part where {info.filename} should begin"))
            name = _plain(info.filename)
            found[name] = _Entry(name, info, info.header_offset, end)
        return {name: found[name] for name in (_plain(info.filename) for info in infos)}

    def _require_name(self, name: str, seen: set[str]) -> None:
        # XlsxWriter begins names of parts with a slash where there are pictures in cells.
        inner = name[1:] if name.startswith("/xl/") else name
        key = _plain(inner).casefold()
        if key in seen:
            raise self.refuse(f"it holds the part {name!r} twice", _REPAIR)
        seen.add(key)
        path = PurePosixPath(_plain(inner))
        if path.is_absolute() or ".." in path.parts or ":" in name or "\0" in name:
            raise self.refuse(
                f"it holds a part {name!r}, whose name leads out of it", "do not open this file"
            )

    def _bytes(self, start: int, length: int) -> bytes:
        self._stream.seek(start)
        return self._stream.read(length)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of all parts."""
        return frozenset(self._entries)

    def find(self, name: str) -> str | None:
        """The part of this name, whatever its case, as it is written."""
        return self._by_name.get(name.casefold())

    def is_small(self, name: str) -> bool:
        """Whether a part can be read whole."""
        return self._entries[name].info.file_size <= _LARGEST_PART

    def open(self, name: str) -> IO[bytes]:
        """A part's content as a stream, however large it is."""
        return self._zip.open(self._entries[name].info)

    def read(self, name: str) -> bytes:
        """A part's content.

        Raises:
            WorkbookError: it is damaged, or larger than such a part can be.
        """
        info = self._entries[name].info
        if info.file_size > _LARGEST_PART:
            raise self.refuse(f"its part {name} is {info.file_size:,} bytes large", "reduce the workbook")
        try:
            with self._zip.open(info) as part:
                return part.read(_LARGEST_PART)
        except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            raise self._damaged(error) from error

    def write(
        self, target: BinaryIO, changed: Mapping[str, bytes], added: Mapping[str, bytes], dropped: set[str]
    ) -> None:
        """Write the archive with parts changed in their places, left out, and added at its end.

        What is added goes to the end even where a part of the name was there before.
        """
        with ZipFile(target, "w") as copy:
            for entry in sorted(self._entries.values(), key=lambda entry: entry.start):
                name = entry.name
                if name in changed:
                    _add(copy, entry.info.filename, changed[name], entry.info.date_time)
                elif name not in dropped and name not in added:
                    self._copy(entry, copy, target)
            for name, content in added.items():
                _add(copy, name, content, _DOS_TIME)
            kept = (name for name in self._entries if name not in added)
            order = {name: place for place, name in enumerate(kept)}
            copy.filelist.sort(key=lambda info: order.get(_plain(info.filename), len(order)))
            copy.comment = self._zip.comment

    def _copy(self, entry: _Entry, copy: ZipFile, target: BinaryIO) -> None:
        """The entry's bytes as they are, listed under their new place."""
        info = shallow_copy(entry.info)
        info.header_offset = target.tell()
        self._stream.seek(entry.start)
        left = entry.end - entry.start
        while left:
            chunk = self._stream.read(min(left, _CHUNK))
            if not chunk:
                raise self._damaged(EOFError(f"{info.filename} is cut off"))
            target.write(chunk)
            left -= len(chunk)
        copy.filelist.append(info)
        copy.NameToInfo[info.filename] = info
        copy.start_dir = target.tell()


def _plain(name: str) -> str:
    """A part's name with the slashes that a package has; some programs on Windows turn them round."""
    return name.replace("\\", "/")


def _add(copy: ZipFile, name: str, content: bytes, time: tuple[int, int, int, int, int, int]) -> None:
    info = ZipInfo(name, time)
    info.compress_type = ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    copy.writestr(info, content)


class Overlay:
    """An archive as it would be with parts changed or left out."""

    def __init__(self, base: Archive, changed: Mapping[str, bytes], dropped: Iterable[str]) -> None:
        self._base, self._changed = base, changed
        self.file, self.refuse = base.file, base.refuse
        self.names = (base.names | changed.keys()) - set(dropped)
        self._by_name = {name.casefold(): name for name in self.names}

    def find(self, name: str) -> str | None:
        """The part of this name, whatever its case, as it is written."""
        return self._by_name.get(name.casefold())

    def is_small(self, name: str) -> bool:
        """Whether a part can be read whole."""
        return name in self._changed or self._base.is_small(name)

    def open(self, name: str) -> IO[bytes]:
        """A part's content as a stream, however large it is."""
        return io.BytesIO(self._changed[name]) if name in self._changed else self._base.open(name)

    def read(self, name: str) -> bytes:
        """A part's content."""
        return self._changed[name] if name in self._changed else self._base.read(name)


Splice = tuple[int, int, bytes]


def spliced(content: bytes, splices: list[Splice]) -> bytes:
    """The content with stretches (start, end) replaced; none may overlap another."""
    parts, position = [], 0
    for start, end, new in sorted(splices, key=lambda splice: splice[:2]):
        parts += [content[position:start], new]
        position = end
    return b"".join([*parts, content[position:]])
