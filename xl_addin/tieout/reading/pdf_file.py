"""PDF files: characters put back into lines by where they stand, and lines into passages.

Columns of text side by side are read across, as the rows of a table are.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from ctypes import c_double
from typing import Any

from xl_addin.tieout.document import Passage
from xl_addin.tieout.reading.limits import SHORTER, Unreadable
from xl_addin.tieout.reading.lines import passages_of
from xl_addin.tieout.reading.pdf_layout import Glyph, laid_out, page_lines

_MOST_PAGES = 1_000
_MOST_CHARACTERS = 1_000_000
_MOST_STREAMS = 100_000
_MOST_OF_A_STREAM = 3_000_000
_MOST_OF_ALL_STREAMS = 60_000_000
_STEP = 1 << 16
_EXPORT = "export it with text, or give the .docx"
# What PDFium makes of the hyphen at the end of a line.
_HYPHENS = {0x02: "-", 0xFFFE: "-", 0xAD: "-"}
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_NO_CONTENT = re.compile(
    rb"/Length1\b|/Subtype\s*/(?:Image|CIDFontType0C|Type1C|OpenType|XML)|/ICCBased|/N\s+[134]\b"
)


def pdf_passages(content: bytes) -> Iterator[Passage]:
    """The passages of a PDF file.

    Raises:
        Unreadable: it is protected, damaged, without text, or larger than any release.
    """
    _require_sane(content)
    pages = [page_lines(glyphs) for glyphs in _pages(content)]
    if not any(pages):
        raise Unreadable("it has no text, only pictures of it", _EXPORT)
    return passages_of(laid_out(pages))


def _require_sane(content: bytes) -> None:
    """Unpack the drawing instructions once, in pieces, before a parser makes objects of them."""
    view, total = memoryview(content), 0
    for count, found in enumerate(_STREAM.finditer(content)):
        start = found.end()
        if _NO_CONTENT.search(content, max(0, start - 400), start):
            continue
        end = content.find(b"endstream", start, start + _MOST_OF_A_STREAM + 9)
        size = max((end if end >= 0 else len(content)) - start, _unpacked(view[start:]))
        total += size
        if size > _MOST_OF_A_STREAM or total > _MOST_OF_ALL_STREAMS or count > _MOST_STREAMS:
            raise Unreadable("its pages unpack to more than any release's", f"{SHORTER}, or {_EXPORT}")


def _unpacked(packed: memoryview) -> int:
    """The size of a packed stream, at most just beyond the limit."""
    unpacking = zlib.decompressobj()
    size = 0
    try:
        for start in range(0, min(len(packed), _MOST_OF_A_STREAM), _STEP):
            piece = bytes(packed[start : start + _STEP])
            while piece and not unpacking.eof and size <= _MOST_OF_A_STREAM:
                size += len(unpacking.decompress(piece, 1 << 20))
                piece = unpacking.unconsumed_tail
            if unpacking.eof or size > _MOST_OF_A_STREAM:
                break
    except zlib.error:
        pass  # it is not packed so, or damaged, which is for the parser to say
    return size


def _pages(content: bytes) -> Iterator[list[Glyph]]:
    import pypdfium2 as pdfium  # noqa: PLC0415 - other kinds of text do without

    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if "assword" in str(error) or "ecurity" in str(error):
            raise Unreadable("it is protected by a password", "save it without one") from error
        raise Unreadable("it is no PDF file, or a damaged one", f"export it anew, or {_EXPORT}") from error
    try:
        yield from _glyphs_of(document)
    except pdfium.PdfiumError as error:
        raise Unreadable(f"it is a damaged PDF file ({error})", f"export it anew, or {_EXPORT}") from error
    finally:
        document.close()


def _glyphs_of(document: Any) -> Iterator[list[Glyph]]:
    if len(document) > _MOST_PAGES:
        raise Unreadable(f"it has more than {_MOST_PAGES:,} pages", SHORTER)
    characters = 0
    for index in range(len(document)):
        page = document[index]
        text = page.get_textpage()
        characters += text.count_chars()
        if characters > _MOST_CHARACTERS:
            raise Unreadable(f"it has more than {_MOST_CHARACTERS:,} characters", SHORTER)
        yield _glyphs(text, page.get_rotation())
        text.close()
        page.close()


def _glyphs(page: Any, rotation: int) -> list[Glyph]:
    """The characters of a page that can be seen, each with its place."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - see above

    found: list[Glyph] = []
    box, x, y = pdfium.FS_RECTF(), c_double(), c_double()
    for index in range(page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(page.raw, index)
        sign = _HYPHENS.get(code) or chr(code)
        if sign.isspace() or code < 32:
            if found and sign == " ":
                found[-1].spaced = True
        elif pdfium.FPDFText_GetLooseCharBox(page.raw, index, box):
            pdfium.FPDFText_GetCharOrigin(page.raw, index, x, y)
            edges = box.left, box.bottom, box.right, box.top
            found.append(_placed(sign, edges, (x.value, y.value), rotation))
    return found


def _placed(
    sign: str, edges: tuple[float, float, float, float], origin: tuple[float, float], rotation: int
) -> Glyph:
    """A character as it stands when the page is turned the way it is shown."""
    left, bottom, right, top = edges
    match rotation:
        case 90:
            return Glyph(sign, bottom, top, -origin[0], right - left)
        case 180:
            return Glyph(sign, -right, -left, -origin[1], top - bottom)
        case 270:
            return Glyph(sign, -top, -bottom, origin[0], right - left)
    return Glyph(sign, left, right, origin[1], top - bottom)
