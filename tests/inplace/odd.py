"""Parts that Excel takes and openpyxl does not, to be put into workbooks."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tests.inplace.by_hand import BOOK, BOOK_LINKS, MAIN, OFFICE, SHEET, SPREADSHEET, STYLES, TYPES, links
from tests.inplace.hosts import Edit, before, declared_as, edited, in_turn, packed, parts_of, related_to, swap

# A field of regions that somebody put into two groups.
GROUPED_CACHE = (
    f'<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{OFFICE}" saveData="0" refreshOnLoad="1" recordCount="0">'
    '<cacheSource type="worksheet"><worksheetSource ref="A1:B4" sheet="Mine"/></cacheSource>'
    '<cacheFields count="2"><cacheField name="Region" numFmtId="0"><sharedItems count="3"><s v="East"/>'
    '<s v="North"/><s v="West"/></sharedItems><fieldGroup par="1"/></cacheField>'
    '<cacheField name="Region2" numFmtId="0" databaseField="0"><fieldGroup base="0">'
    '<discretePr count="3"><x v="0"/><x v="0"/><x v="1"/></discretePr>'
    '<groupItems count="2"><s v="Group1"/><s v="West"/></groupItems></fieldGroup></cacheField></cacheFields>'
    "</pivotCacheDefinition>"
).encode()

DDE_LINK = (
    f'<externalLink xmlns="{MAIN}"><ddeLink ddeService="Quotes" ddeTopic="IIJI"><ddeItems>'
    '<ddeItem name="StdDocumentName" ole="1" advise="1"/><ddeItem name="Last" advise="1"><values rows="2">'
    '<value t="str"><val>n/a</val></value><value><val>4.5</val></value></values></ddeItem></ddeItems>'
    "</ddeLink></externalLink>"
).encode()


def utf16(part: bytes) -> bytes:
    """A part in the other encoding that XML has."""
    text = part.decode().removeprefix("\ufeff").replace('encoding="UTF-8"', 'encoding="UTF-16"')
    return text.encode("utf-16")


Change = Callable[[bytes], bytes]


def with_part(part: str, kind: str, content: bytes, listed: Edit | None = None) -> Change:
    """A workbook with a further part and where it is listed, by the id rIdOf and its kind."""

    def changed(old: bytes) -> bytes:
        edits = {
            TYPES: declared_as(part, f"{SPREADSHEET}.{kind}+xml"),
            BOOK_LINKS: related_to(f"/{part}", kind, f"rIdOf{kind}"),
        }
        if listed is not None:
            edits[BOOK] = listed
        return edited(old, edits, {part: content})

    return changed


def with_edit(part: str, *edits: Edit) -> Change:
    """A workbook with a part edited."""
    return lambda old: edited(old, {part: in_turn(*edits)})


def with_link(source: str, part: str, kind: str, content: bytes, type_: str) -> Change:
    """A workbook with a further part that hangs on one of its parts that has none yet."""
    folder, _, name = source.rpartition("/")
    related = links(("rIdOdd", f"{OFFICE}/{kind}", f"/{part}"))
    added = {part: content, f"{folder}/_rels/{name}.rels": related}
    return lambda old: edited(old, {TYPES: declared_as(part, type_)}, added)


def renamed(change: Callable[[str], str]) -> Change:
    """A workbook whose entries are called otherwise."""
    return lambda old: packed({change(name): part for name, part in parts_of(old).items()})


def in_ascii(part: bytes) -> bytes:
    """A part that says that it has no other letters than those of ASCII."""
    return part.replace(b'encoding="UTF-8"', b'encoding="us-ascii"')


def large_archive(old: bytes) -> bytes:
    """A package whose entries are written as those of files beyond 4 GB."""
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        for name, content in parts_of(old).items():
            with package.open(ZipInfo(name), "w", force_zip64=True) as entry:
                entry.write(content)
    return stream.getvalue()


def many_styles(count: int) -> Edit:
    """An edit of the styles that adds named ones, as workbooks collect them over the years."""
    xf = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"><alignment indent="{0}"/></xf>'
    looks = "".join(xf.format(number % 200) for number in range(count))
    named = "".join(f'<cellStyle name="S{number}" xfId="{number + 1}"/>' for number in range(count))
    return in_turn(
        lambda part: re.sub(rb'(<(?:cellStyleXfs|cellStyles)) count="\d+"', rb"\1", part),
        before("</cellStyleXfs>", looks),
        before("</cellStyles>", named),
    )


NAMESPACE = f'xmlns:r="{OFFICE}"'
CACHES = f'<pivotCache cacheId="7" {NAMESPACE} r:id="rIdOfpivotCacheDefinition"/>'
LINKS = f'<externalReference {NAMESPACE} r:id="rIdOfexternalLink"/>'
LOST_SHEET = f'<sheet xmlns:r="{OFFICE}" name="Module1" sheetId="77" r:id=""/>'
LOST_NAME = '<definedNames><definedName name="Gone" localSheetId="99">#REF!</definedName></definedNames>'
ODD_RULE = '<conditionalFormatting sqref="A1"><cfRule type="odd"/></conditionalFormatting>'
VML_KIND = "application/vnd.openxmlformats-officedocument.vmlDrawing"
CHAIN = f'<calcChain xmlns="{MAIN}"><c r="B5" i="1"/><c r="A1" i="3"/></calcChain>'.encode()
VML = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape>'
    b'<x:ClientData ObjectType="Spin"><x:FmlaLink>Mine!$A$1</x:FmlaLink></x:ClientData></v:shape></xml>'
)

# What is put into a workbook, by its name; any of them goes together with any other.
ODD: dict[str, Change] = {
    "pivot field grouped by hand": with_part(
        "xl/pivotCache/pivotCacheDefinition1.xml",
        "pivotCacheDefinition",
        GROUPED_CACHE,
        before("</workbook>", f"<pivotCaches>{CACHES}</pivotCaches>"),
    ),
    "DDE link": with_part(
        "xl/externalLinks/externalLink1.xml",
        "externalLink",
        DDE_LINK,
        before("<calcPr", f"<externalReferences>{LINKS}</externalReferences>"),
    ),
    "style index that is missing": with_edit(SHEET, swap('<c r="B2"', '<c s="977" r="B2"')),
    "properties that are no dates": with_edit("docProps/core.xml", swap('W3CDTF">20', 'W3CDTF">noon')),
    "properties that are no XML": with_edit("docProps/core.xml", lambda part: b"none"),
    "properties of a program's own": with_part("docProps/custom.xml", "custom-properties", b"<odd/>"),
    "theme that is no XML": with_edit("xl/theme/theme1.xml", lambda part: b"no theme"),
    "family of fonts that is none": with_edit(STYLES, swap('<family val="2"/>', '<family val="300"/>')),
    "margin that is no number": with_edit(SHEET, swap('left="0.7"', 'left="wide"')),
    "conditional format of a kind to come": with_edit(SHEET, before("<pageMargins", ODD_RULE)),
    "view of a kind to come": with_edit(SHEET, swap("<sheetView ", '<sheetView view="odd" ')),
    "window of a kind to come": with_edit(BOOK, swap("<workbookView ", '<workbookView visibility="odd" ')),
    "name of a sheet that is gone": with_edit(BOOK, before("<calcPr", LOST_NAME)),
    "sheet without an id": with_edit(BOOK, before("</sheets>", LOST_SHEET)),
    "foreign sheet in UTF-16": with_edit("xl/worksheets/sheet2.xml", utf16),
    "shared texts in UTF-16": with_edit("xl/sharedStrings.xml", utf16),
    "workbook in ASCII": with_edit(BOOK, in_ascii),
    "styles in ASCII": with_edit(STYLES, in_ascii),
    "five thousand named styles": with_edit(STYLES, many_styles(5_000)),
    "form control of old": with_link(
        SHEET,
        "xl/drawings/vmlDrawing1.vml",
        "vmlDrawing",
        VML,
        VML_KIND,
    ),
    "order of calculation with sheets that are gone": with_part(
        "xl/calcChain.xml",
        "calcChain",
        CHAIN,
    ),
    "connection of a kind to come": with_part("xl/connections.xml", "connections", b"<connections odd='1'/>"),
    "folders with backslashes": renamed(lambda name: name.replace("/", "\\")),
    "names in capitals": renamed(str.upper),
    "list of parts in small letters": renamed(str.lower),
    "archive for more than 4 GB": large_archive,
}
