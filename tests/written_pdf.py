"""PDF files written by hand, so that a test knows where each text stands on its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """A text at a place, counted in points from the page's lower left corner."""

    left: float
    base: float
    text: str
    size: float = 10


def pdf(*pages: Sequence[Text], trailer: str = "", rotate: int = 0) -> bytes:
    """A PDF file of these pages; Latin texts are in Helvetica, others in a Japanese font not embedded."""
    first = 6
    kids = " ".join(f"{first + 2 * index} 0 R" for index in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        "<</Type/Font/Subtype/Type0/BaseFont/HeiseiKakuGo-W5/Encoding/UniJIS-UTF16-H"
        "/DescendantFonts[5 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/HeiseiKakuGo-W5/DW 1000"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>"
        "/FontDescriptor<</Type/FontDescriptor/FontName/HeiseiKakuGo-W5/Flags 4/FontBBox[0 -120 1000 880]"
        "/ItalicAngle 0/Ascent 752/Descent -221/CapHeight 737/StemV 114>>>>",
    ]
    for index, texts in enumerate(pages):
        content = "\n".join(map(_drawn, texts))
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate {rotate}"
            f"/Resources<</Font<</L 3 0 R/J 4 0 R>>>>/Contents {first + 2 * index + 1} 0 R>>",
            f"<</Length {len(content)}>>\nstream\n{content}\nendstream",
        ]
    return _file(objects, trailer)


def _drawn(text: Text) -> str:
    latin = text.text.isascii() or "•" in text.text
    code = text.text.encode("cp1252" if latin else "utf-16-be").hex()
    return f"BT /{'L' if latin else 'J'} {text.size} Tf {text.left} {text.base} Td <{code}> Tj ET"


def _file(objects: Sequence[str], trailer: str) -> bytes:
    written, places = "%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"trailer<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{len(written)}\n%%EOF\n"
    return f"{written}xref\n0 {size}\n0000000000 65535 f \n{table}{end}".encode("ascii")
