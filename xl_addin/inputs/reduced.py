"""A workbook reduced to what is read of it: the cells of some sheets, their texts and number formats.

Whatever else a workbook holds (pivot caches, links, properties, page set-up, looks) is not looked at, so
that nothing of it can keep the figures from being read, however odd it is and however large.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO
from xml.etree.ElementTree import Element, iterparse
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_STORED, ZipFile

from xl_addin.inputs.parts import Package, Parts, kind_of

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DATA = re.compile(rb"<((?:[\w.-]+:)?)sheetData\b(?:[^>]*/>|.*</\1sheetData\s*>)", re.DOTALL)
_ROOT = re.compile(rb"<((?:[\w.-]+:)?worksheet)\b[^>]*>")
_STYLE = re.compile(rb"""<(?:[\w.-]+:)?c\s[^>]*?\bs\s*=\s*["'](\d+)["']""")
_MOST_FORMATS = 65_536
_NAMED = {f"xl/{kind}.xml": kind for kind in ("workbook", "styles", "sharedStrings")}
_LOOKS = (
    '<fonts count="1"><font/></fonts><fills count="1"><fill><patternFill/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
)


def reduced(parts: Parts, sheets: Iterable[str]) -> BinaryIO:
    """A package with those worksheets alone, under their names.

    Raises:
        KeyError, ParseError, ...: a part that is needed is missing or damaged.
    """
    names = [name for name in sheets if name in parts.sheets]
    cells = [_cells_alone(parts.archive.read(parts.sheets[name])) for name in names]
    content = {f"xl/worksheets/sheet{number}.xml": part for number, part in enumerate(cells, 1)}
    if (texts := parts.of_workbook("sharedStrings")) is not None:
        content["xl/sharedStrings.xml"] = parts.archive.read(texts)
    styles = _styles(parts.archive, parts.of_workbook("styles"), _formats_used(cells))
    content["xl/styles.xml"] = styles.encode()
    content["xl/workbook.xml"] = _workbook(names, date1904=parts.date1904).encode()
    return _packed(content)


def _cells_alone(content: bytes) -> bytes:
    """A worksheet with nothing but its cells."""
    if b"\0" in content[:4]:
        content = re.sub(r"<\?xml.*?\?>", "", _decoded(content), count=1).encode()
    root, data = _ROOT.search(content), _DATA.search(content)
    if root is None or data is None:
        return content
    return root[0].replace(b"/>", b">") + data[0] + b"</" + root[1] + b">"


def _decoded(content: bytes) -> str:
    has_mark = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    return content.decode("utf-16" if has_mark else "utf-16-be" if content[:1] == b"\0" else "utf-16-le")


def _formats_used(cells: list[bytes]) -> int:
    """How many cell formats there must be for every cell to have its own."""
    numbers = {int(number) for content in cells for number in set(_STYLE.findall(content))}
    return min(max(numbers, default=0) + 1, _MOST_FORMATS)


def _styles(archive: Package, part: str | None, count: int) -> str:
    """Number formats alone; cells of formats that are missing have the general one, as in Excel."""
    codes: dict[str, str] = {}
    formats: list[str] = []
    if part is not None:
        with archive.open(part) as stream:
            _read_styles(iterparse(stream, events=("start", "end")), codes, formats)
    formats += ["0"] * (count - len(formats))
    numbers = "".join(
        f"<numFmt numFmtId={quoteattr(number)} formatCode={quoteattr(code)}/>"
        for number, code in codes.items()
    )
    inner = f"<numFmts>{numbers}</numFmts>" if numbers else ""
    cells = "".join(f'<xf numFmtId="{number}"/>' for number in formats)
    return f'<styleSheet xmlns="{_MAIN}">{inner}{_LOOKS}<cellXfs>{cells}</cellXfs></styleSheet>'


def _read_styles(events: Iterator[tuple[str, Element]], codes: dict[str, str], formats: list[str]) -> None:
    section = ""
    for event, element in events:
        kind = kind_of(element)
        if event == "start":
            section = kind if kind in ("cellXfs", "dxfs") else section
            continue
        if kind == "numFmt" and section != "dxfs" and element.get("numFmtId", "").isdecimal():
            codes.setdefault(element.get("numFmtId", ""), element.get("formatCode", ""))
        elif kind == "xf" and section == "cellXfs":
            number = element.get("numFmtId", "0")
            formats.append(number if number.isdecimal() else "0")
        elif kind == section:
            section = ""
        if kind in ("xf", "font", "fill", "border", "dxf", "cellStyle"):
            element.clear()


def _workbook(names: list[str], *, date1904: bool) -> str:
    inner = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, 1)
    )
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr date1904="{int(date1904)}"/>'
        f"<sheets>{inner}</sheets></workbook>"
    )


def _packed(parts: Mapping[str, bytes]) -> BinaryIO:
    """A package of parts of a workbook, with what leads to them."""
    kinds = {part: _NAMED.get(part, "worksheet") for part in parts}
    types = "".join(
        f'<Override PartName="/{part}" ContentType="{_KIND}.{kind}+xml"/>'
        for part, kind in (kinds | {"xl/workbook.xml": "sheet.main"}).items()
    )
    inner = [(f"rId{number}", kind, f"/{part}") for number, (part, kind) in enumerate(kinds.items(), 1)]
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as package:
        package.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types">{types}</Types>')
        package.writestr("_rels/.rels", _links([("rId1", "officeDocument", "/xl/workbook.xml")]))
        package.writestr(
            "xl/_rels/workbook.xml.rels", _links([link for link in inner if link[1] != "workbook"])
        )
        for part, content in parts.items():
            package.writestr(part, content)
    return stream


def _links(links: list[tuple[str, str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, kind, target in links
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'
