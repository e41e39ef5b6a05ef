"""Files that are no workbooks, are damaged, mean harm, or cannot be built into safely."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Callable, Mapping
from zipfile import ZipFile

from tests.inplace.by_hand import BOOK, BOOK_LINKS, MAIN, SPREADSHEET, STYLES, TYPES, XML, of_type, plain
from tests.inplace.hosts import before, declared_as, edited, packed, parts_of, related_to, swap

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HUGE = 80 * 2**20


def with_part(part: str, content: bytes) -> bytes:
    """The workbook with this in place of a part."""
    return edited(plain(), {part: lambda _: content})


def with_entry(name: str) -> bytes:
    """The workbook with a further entry under any name."""
    stand_in = "~" * len(name)
    return edited(plain(), added={stand_in: b"<a/>"}).replace(stand_in.encode(), name.encode())


def lying() -> bytes:
    """A part of 80 MB that the directory says has 100 bytes."""
    content = with_part(STYLES, b" " * HUGE)
    at = central_record(content, STYLES)
    return overwritten(content, at + 24, struct.pack("<L", 100))


def entry_of(content: bytes, name: str) -> tuple[int, int]:
    """Where the data of an entry begins, and how long they are."""
    with ZipFile(io.BytesIO(content)) as package:
        info = package.getinfo(name)
    at = info.header_offset
    length, extra = struct.unpack("<HH", content[at + 26 : at + 30])
    return at + 30 + length + extra, info.compress_size


def overwritten(content: bytes, at: int, new: bytes) -> bytes:
    return content[:at] + new + content[at + len(new) :]


def corrupted(name: str) -> bytes:
    """The workbook with one entry's data overwritten."""
    start, length = entry_of(plain(), name)
    return overwritten(plain(), start + length // 3, b"\xff" * (length // 3))


def central_record(content: bytes, name: str) -> int:
    """Where the directory's record of an entry begins."""
    with ZipFile(io.BytesIO(content)) as package:
        at = package.start_dir
    while content[at + 46 : at + 46 + len(name)] != name.encode():
        lengths = struct.unpack("<HHH", content[at + 28 : at + 34])
        at += 46 + sum(lengths)
    return at


def flagged(name: str, offset: int, value: int, size: str = "<H") -> bytes:
    """The workbook with a number in the directory's record of an entry changed."""
    return overwritten(plain(), central_record(plain(), name) + offset, struct.pack(size, value))


def many_entries() -> bytes:
    content = packed({"a": b""})
    with ZipFile(io.BytesIO(content)) as package:
        start = package.start_dir
    record = content[start : content.index(b"PK\x05\x06")]
    directory = record * 65_100
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65_100, 65_100, len(directory), start, 0)
    return content[:start] + directory + end


def entity(declaration: str, use: str) -> bytes:
    """A workbook part that declares an entity and uses it."""
    doctype = f"<!DOCTYPE workbook [{declaration}]>"
    return with_part(BOOK, f'{XML}{doctype}<workbook xmlns="{MAIN}">{use}</workbook>'.encode())


def laughs() -> bytes:
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha" * 10}">' for n in range(10))
    return entity(lines, "&a9;")


def strict() -> bytes:
    official = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return edited(
        plain(), {"_rels/.rels": swap(official, "http://purl.oclc.org/ooxml/officeDocument/relationships")}
    )


def signed() -> bytes:
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    return edited(
        plain(),
        {"_rels/.rels": related_to("_xmlsignatures/origin.sigs", kind, "rIdSigned")},
        {"_xmlsignatures/origin.sigs": b"", "_xmlsignatures/sig1.xml": b"<Signature/>"},
    )


def shared() -> bytes:
    headers = f'{XML}<headers xmlns="{MAIN}" guid="{{0}}"/>'
    return edited(
        plain(),
        {
            BOOK_LINKS: related_to("revisions/revisionHeaders.xml", "revisionHeaders", "rId99"),
            TYPES: declared_as("xl/revisions/revisionHeaders.xml", f"{SPREADSHEET}.revisionHeaders+xml"),
        },
        {"xl/revisions/revisionHeaders.xml": headers.encode()},
    )


def utf16(part: str, encoding: str, declared: str) -> bytes:
    text = parts_of(plain())[part].decode().replace('encoding="UTF-8"', declared)
    return with_part(part, text.encode(encoding))


# By name: the file's name, its content, and what is said of it.
BROKEN: Mapping[str, tuple[str, Callable[[], bytes], str]] = {
    "nothing in the archive": ("a.xlsx", lambda: packed({}), "nothing in it"),
    "in a folder of the archive": (
        "a.xlsx",
        lambda: packed({f"Report/{name}": part for name, part in parts_of(plain()).items()}),
        "in a folder Report of the archive",
    ),
    "part twice with either slash": ("a.xlsx", lambda: with_entry(STYLES.replace("/", "\\")), "twice"),
    "two sheets of one part": (
        "a.xlsx",
        lambda: edited(plain(), {BOOK: swap('r:id="rId2"', 'r:id="rId1"')}),
        "Mine and Yours are one part",
    ),
    "not a zip": ("a.xlsx", lambda: b"Dear all,\n" * 50, "not an Excel workbook"),
    "empty": ("a.xlsx", lambda: b"", "it is empty"),
    "figures as text": ("a.xlsx", lambda: b"item,1Q01\nrevenue,100\n", "not an Excel workbook"),
    "text by name": ("a.csv", lambda: b"item,1Q01\nrevenue,100\n", "not an Excel workbook"),
    "cut off in the middle": ("a.xlsx", lambda: plain()[: len(plain()) // 2], "damaged"),
    "cut off near the end": ("a.xlsx", lambda: plain()[:-200], "damaged"),
    "without its last bytes": ("a.xlsx", lambda: plain()[:-8], "damaged"),
    "first bytes lost": ("a.xlsx", lambda: plain()[100:], "damaged|not an Excel workbook"),
    "bytes lost inside": ("a.xlsx", lambda: plain()[:500] + plain()[900:], "damaged"),
    "workbook corrupt": ("a.xlsx", lambda: corrupted(BOOK), "damaged"),
    "styles corrupt": ("a.xlsx", lambda: corrupted(STYLES), "damaged"),
    "wrong checksum": ("a.xlsx", lambda: flagged(BOOK, 16, 1, "<L"), "damaged"),
    "unknown compression": ("a.xlsx", lambda: flagged(BOOK, 10, 99), "damaged"),
    "two entries in one place": ("a.xlsx", lambda: flagged(BOOK, 42, 0, "<L"), "damaged"),
    "entry beyond the end": ("a.xlsx", lambda: flagged(BOOK, 42, 2**31, "<L"), "damaged"),
    "bomb": ("a.xlsx", lambda: with_part(STYLES, b" " * HUGE), "large"),
    "bomb that says it is small": ("a.xlsx", lying, "damaged"),
    "more parts than any workbook": ("a.xlsx", many_entries, "65,100 parts"),
    "way out": ("a.xlsx", lambda: with_entry("../../evil.xml"), "leads out of it"),
    "way out of Windows": ("a.xlsx", lambda: with_entry("..\\..\\evil.xml"), "leads out of it"),
    "way to the root": ("a.xlsx", lambda: with_entry("/etc/passwd"), "leads out of it"),
    "way to a drive": ("a.xlsx", lambda: with_entry("C:/evil.xml"), "leads out of it"),
    "part twice": ("a.xlsx", lambda: with_entry(STYLES), "twice"),
    "part twice in other case": ("a.xlsx", lambda: with_entry("XL/Styles.xml"), "twice"),
    "document type": ("a.xlsx", lambda: entity("", ""), "document type declaration"),
    "billion laughs": ("a.xlsx", laughs, "document type declaration"),
    "file of the system": (
        "a.xlsx",
        lambda: entity('<!ENTITY f SYSTEM "file:///etc/passwd">', "&f;"),
        "document type declaration",
    ),
    "UTF-16": ("a.xlsx", lambda: utf16(BOOK, "utf-16", 'encoding="UTF-16"'), "UTF-8"),
    "UTF-16 without mark": (
        "a.xlsx",
        lambda: utf16(BOOK, "utf-16-le", 'encoding="UTF-16"'),
        "UTF-8|encoding",
    ),
    "UTF-16 undeclared": ("a.xlsx", lambda: utf16(BOOK, "utf-16-be", ""), "UTF-8"),
    "Latin-1": ("a.xlsx", lambda: utf16(STYLES, "latin-1", 'encoding="ISO-8859-1"'), "encoding ISO-8859-1"),
    "encrypted entries": ("a.xlsx", lambda: flagged(BOOK, 8, 1), "encrypted"),
    "encrypted by Excel": (
        "a.xlsx",
        lambda: OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(480),
        "encrypted with a password",
    ),
    "old format under a new name": (
        "a.xlsx",
        lambda: OLE + bytes(504) + "Workbook".encode("utf-16-le") + bytes(496),
        r"97-2003 workbook \(\.xls\) under another name",
    ),
    "old format": ("a.xls", lambda: OLE + bytes(1016), r"97-2003 workbook \(\.xls\)"),
    "binary by name": ("a.xlsb", plain, r"binary workbook \(\.xlsb\)"),
    "binary by content": (
        "a.xlsx",
        lambda: of_type("application/vnd.ms-excel.sheet.binary.macroEnabled.main", plain()),
        r"binary workbook \(\.xlsb\)",
    ),
    "strict": ("a.xlsx", strict, "Strict Open XML"),
    "signed": ("a.xlsx", signed, "signed"),
    "shared": ("a.xlsx", shared, "shared"),
    "structure locked": (
        "a.xlsx",
        lambda: edited(plain(), {BOOK: before("<bookViews", '<workbookProtection lockStructure="1"/>')}),
        "structure is protected",
    ),
    "no content types": ("a.xlsx", lambda: edited(plain(), dropped=(TYPES,)), "not an Excel workbook"),
    "no relationships": (
        "a.xlsx",
        lambda: edited(plain(), dropped=("_rels/.rels",)),
        "not an Excel workbook",
    ),
    "no workbook": ("a.xlsx", lambda: edited(plain(), dropped=(BOOK,)), "not an Excel workbook"),
    "no relationships of the workbook": (
        "a.xlsx",
        lambda: edited(plain(), dropped=(BOOK_LINKS,)),
        "sheets has no part",
    ),
    "document of another program": (
        "a.xlsx",
        lambda: with_part(BOOK, b'<w:document xmlns:w="urn:word"/>'),
        "not an Excel workbook",
    ),
    "sheet without relationship": (
        "a.xlsx",
        lambda: edited(plain(), {BOOK: swap('r:id="rId1"', 'r:id="rId77"')}),
        "sheets has no part",
    ),
    "sheet without part": (
        "a.xlsx",
        lambda: edited(plain(), dropped=("xl/worksheets/sheet1.xml",)),
        "sheets has no part",
    ),
    "sheet without name": (
        "a.xlsx",
        lambda: edited(plain(), {BOOK: swap('name="Mine" ', "")}),
        "sheets has no part",
    ),
    "sheet id that is no number": (
        "a.xlsx",
        lambda: edited(plain(), {BOOK: swap('sheetId="1"', 'sheetId="one"')}),
        "sheetId",
    ),
    "number format id that is no number": (
        "a.xlsx",
        lambda: edited(plain(), {STYLES: swap('numFmtId="164"', 'numFmtId="x"')}),
        "styles",
    ),
    "number format without code": (
        "a.xlsx",
        lambda: edited(plain(), {STYLES: lambda part: re.sub(rb' formatCode="[^"]*"', b"", part)}),
        "styles",
    ),
    "no sheets": (
        "a.xlsx",
        lambda: edited(plain(), {BOOK: lambda part: re.sub(rb"<sheets>.*</sheets>", b"<sheets/>", part)}),
        "has no sheets",
    ),
    "workbook that is no XML": ("a.xlsx", lambda: with_part(BOOK, b"<workbook"), "cannot be read"),
    "styles that are no XML": ("a.xlsx", lambda: with_part(STYLES, b"\x01\x02"), "cannot be read"),
    "workbook that is empty": ("a.xlsx", lambda: with_part(BOOK, b""), "cannot be read"),
    "content types that are no XML": ("a.xlsx", lambda: with_part(TYPES, b"</>"), "cannot be read"),
    "nested deep": (
        "a.xlsx",
        lambda: edited(plain(), {STYLES: before("</styleSheet>", "<a>" * 50_000 + "</a>" * 50_000)}),
        "nested too deep",
    ),
    "text without end": (
        "a.xlsx",
        lambda: edited(plain(), {BOOK: before("</workbook>", "\n" * 60_000_000)}),
        "large",
    ),
    "attribute without end": (
        "a.xlsx",
        lambda: edited(plain(), {BOOK: before("</workbook>", f'<a b="{"c" * 60_000_000}"/>')}),
        "large",
    ),
    "elements without end": (
        "a.xlsx",
        lambda: edited(plain(), {STYLES: before("</styleSheet>", "<a/>" * 2_100_000)}),
        "too large",
    ),
}

# Those that are large when unpacked, however small the file.
HEAVY = (
    "bomb",
    "bomb that says it is small",
    "more parts than any workbook",
    "billion laughs",
    "nested deep",
    "text without end",
    "attribute without end",
    "elements without end",
)
