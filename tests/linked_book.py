"""A workbook whose formulas call the add-in by a path, filed as Excel files them."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter

BY_PATH = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath"
PATH_MISSING = "http://schemas.microsoft.com/office/2006/relationships/xlExternalLinkPath/xlPathMissing"
IN_START_FOLDER = "http://schemas.microsoft.com/office/2006/relationships/xlExternalLinkPath/xlStartup"
LONG_PATH = "http://schemas.microsoft.com/office/2019/04/relationships/externalLinkLongPath"
OF_ANOTHER = "file:///C:\\Users\\user\\AppData\\Roaming\\Microsoft\\Excel\\XLSTART\\IIJ_AddIn.xlam"
LINK = "xl/externalLinks/externalLink{}.xml"
RELATIONS = "xl/externalLinks/_rels/externalLink{}.xml.rels"

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"

Relations = list[tuple[str, str]]


def linked_book(path: Path, *links: Relations) -> Path:
    """A workbook with a chart, two formulas on one sheet and one on another that call link 1, and links.

    Each link is given by the type and target of its relationships.
    """
    plain = path.with_suffix(".plain")
    book = xlsxwriter.Workbook(plain)
    figures, growth = book.add_worksheet("Figures"), book.add_worksheet("Growth & more")
    figures.write_row("A1", [8334, 9851])
    figures.write_formula("C1", "=[1]!IIJ_YOY(B1,A1)", None, 0.182)
    figures.write_formula("C2", "=1+[1]!IIJ_MARGIN(A1,B1)", None, 1.8)
    growth.write_formula("A1", "=[1]!IIJ_QOQ(Figures!B1,Figures!A1)", None, 0.182)
    growth.write_string("A2", "[1]!IIJ_YOY(B1,A1) is no formula")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Figures!$A$1:$B$1"})
    figures.insert_chart("E2", chart)
    book.close()
    with ZipFile(plain) as base, ZipFile(path, "w", ZIP_DEFLATED) as made:
        for name in base.namelist():
            made.writestr(name, _with_links(name, base.read(name), len(links)))
        for number, relations in enumerate(links, 1):
            made.writestr(LINK.format(number), _link())
            made.writestr(RELATIONS.format(number), _relations(relations))
    plain.unlink()
    return path


def _with_links(name: str, content: bytes, count: int) -> bytes:
    numbers = range(1, count + 1)
    if name == "[Content_Types].xml":
        added = "".join(f'<Override PartName="/{LINK.format(n)}" ContentType="{_TYPE}"/>' for n in numbers)
        return content.replace(b"</Types>", f"{added}</Types>".encode())
    if name == "xl/_rels/workbook.xml.rels":
        kind = f"{_OFFICE}/externalLink"
        added = "".join(
            f'<Relationship Id="rIdX{n}" Type="{kind}" Target="externalLinks/externalLink{n}.xml"/>'
            for n in numbers
        )
        return content.replace(b"</Relationships>", f"{added}</Relationships>".encode())
    if name == "xl/workbook.xml":
        added = "".join(f'<externalReference r:id="rIdX{n}"/>' for n in numbers)
        return content.replace(
            b"</sheets>", f"</sheets><externalReferences>{added}</externalReferences>".encode()
        )
    return content


def _link() -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<externalLink xmlns="{_MAIN}">'
        f'<externalBook xmlns:r="{_OFFICE}" r:id="rId1"><definedNames><definedName name="IIJ_YOY"/>'
        "</definedNames></externalBook></externalLink>"
    )


def _relations(relations: Relations) -> str:
    added = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}" TargetMode="External"/>'
        for number, (kind, target) in enumerate(relations, 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Relationships xmlns="{_PACKAGE}">{added}</Relationships>'
    )
