"""Hosts with what no library writes: parts put in by hand, other namespaces, other ways to pack a file."""

from __future__ import annotations

import io
import re
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tests.inplace.by_xlsxwriter import sheet_of, written
from tests.inplace.hosts import (
    STORED,
    Edit,
    before,
    declared_as,
    edited,
    host,
    in_turn,
    made,
    packed,
    parts_of,
    related_to,
    swap,
)

TYPES = "[Content_Types].xml"
BOOK, BOOK_LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
SHEET, SHEET_LINKS = "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"
STYLES = "xl/styles.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def plain() -> bytes:
    """The workbook that the others start from: two sheets, a few looks."""
    return two_sheets()


def links(*entries: tuple[str, str, str]) -> bytes:
    """A part of relationships, each an id, a type and a target."""
    inner = "".join(f'<Relationship Id="{i}" Type="{kind}" Target="{to}"/>' for i, kind, to in entries)
    return f'{XML}<Relationships xmlns="{LINKS}">{inner}</Relationships>'.encode()


def without(pattern: str) -> Edit:
    """An edit that takes out what a pattern finds."""
    return lambda part: re.sub(pattern.encode(), b"", part, flags=re.DOTALL)


def prefixed(part: bytes) -> bytes:
    """Every element of the main namespace with the prefix x."""
    part = re.sub(rb"<(/?)(?!\?)([a-zA-Z]\w*)(?=[ />])", rb"<\1x:\2", part)
    return part.replace(b"xmlns=", b"xmlns:x=", 1)


@host()
def two_sheets() -> bytes:
    def fill(book: Any) -> None:
        sheet_of(book, "Mine")
        sheet_of(book, "Yours").activate()

    return written(fill)


@host()
def main_namespace_prefixed() -> bytes:
    edits = dict.fromkeys((BOOK, STYLES, SHEET), prefixed)
    return edited(plain(), edits)


@host()
def byte_order_marks() -> bytes:
    names = (TYPES, BOOK, BOOK_LINKS, STYLES, "docProps/app.xml")
    return edited(plain(), {name: lambda part: b"\xef\xbb\xbf" + part for name in names})


@host()
def absolute_targets() -> bytes:
    relative = re.compile(rb'Target="(?!/)')
    return edited(
        plain(),
        {
            BOOK_LINKS: lambda part: relative.sub(b'Target="/xl/', part),
            "_rels/.rels": lambda part: relative.sub(b'Target="/', part),
        },
    )


@host()
def no_theme() -> bytes:
    gone = {
        TYPES: without(r"<Override [^>]*theme[^>]*>"),
        BOOK_LINKS: without(r"<Relationship [^>]*theme[^>]*>"),
    }
    return edited(plain(), gone, dropped=("xl/theme/theme1.xml",))


@host()
def no_properties() -> bytes:
    gone = {
        TYPES: without(r"<Override [^>]*docProps[^>]*>"),
        "_rels/.rels": without(r"<Relationship [^>]*docProps[^>]*>"),
    }
    return edited(plain(), gone, dropped=("docProps/app.xml", "docProps/core.xml"))


@host()
def no_styles() -> bytes:
    gone = {
        TYPES: without(r"<Override [^>]*styles[^>]*>"),
        BOOK_LINKS: without(r"<Relationship [^>]*styles[^>]*>"),
        **{f"xl/worksheets/sheet{n}.xml": without(r' s="\d+"') for n in (1, 2)},
    }
    return edited(plain(), gone, dropped=(STYLES,))


@host()
def alternate_content() -> bytes:
    namespaces = f' xmlns:mc="{COMPATIBILITY}" mc:Ignorable="x15"'
    namespaces += ' xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"'
    path = '<mc:AlternateContent><mc:Choice Requires="x15"><x15ac:absPath url="C:\\Q&amp;A\\"'
    path += ' xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"/>'
    path += "</mc:Choice></mc:AlternateContent>"
    numbers = '<mc:AlternateContent><mc:Choice Requires="x15">'
    numbers += '<numFmt numFmtId="170" formatCode="0.0_x"/></mc:Choice><mc:Fallback>'
    numbers += '<numFmt numFmtId="170" formatCode="0.0_y"/></mc:Fallback></mc:AlternateContent>'
    return edited(
        plain(),
        {
            BOOK: in_turn(before("><fileVersion", namespaces), before("<bookViews", path)),
            STYLES: in_turn(before("><numFmts", namespaces), before("</numFmts>", numbers)),
        },
    )


@host()
def extensions_and_revision_marks() -> bytes:
    root = f' xmlns:mc="{COMPATIBILITY}" mc:Ignorable="xr xr6"'
    root += ' xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision"'
    root += ' xmlns:xr6="http://schemas.microsoft.com/office/spreadsheetml/2016/revision6"'
    pointer = '<xr:revisionPtr revIDLastSave="0" documentId="8_{0F}" xr6:coauthVersionLast="47"'
    pointer += ' xr6:coauthVersionMax="47" xr6:uidLastSave="{00000000-0000-0000-0000-000000000000}"/>'
    view = ' xr2:uid="{00000000-000D-0000-FFFF-FFFF00000000}"'
    view += ' xmlns:xr2="http://schemas.microsoft.com/office/spreadsheetml/2015/revision2"'
    extension = '<extLst><ext uri="{140A7094-0E35-4892-8432-C4D2E57EDEB5}"'
    extension += ' xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main">'
    extension += '<x15:workbookPr chartTrackingRefBase="1"/></ext></extLst>'
    return edited(
        plain(),
        {
            BOOK: in_turn(
                before("><fileVersion", root),
                before("<bookViews", pointer),
                lambda part: re.sub(rb"(<workbookView [^/]*)/>", rb"\1" + view.encode() + b"/>", part),
                before("</workbook>", extension),
            )
        },
    )


@host()
def built_in_number_formats_redefined() -> bytes:
    own = "".join(
        f'<numFmt numFmtId="{number}" formatCode="{code}"/>'
        for number, code in (
            (1, "0_x"),
            (3, "0.000"),
            (4, "0_)"),
            (9, "0.0%"),
            (10, "0.000%"),
            (14, "d.m.yy"),
            (49, "@@"),
        )
    )
    return edited(
        plain(),
        {STYLES: in_turn(before("</numFmts>", own), swap('<numFmts count="1"', '<numFmts count="8"'))},
    )


@host()
def number_formats_with_odd_numbers() -> bytes:
    return edited(plain(), {STYLES: swap('"164"', '"4711"')})


@host()
def sections_of_styles_self_closed() -> bytes:
    return edited(
        plain(),
        {
            STYLES: in_turn(
                lambda part: re.sub(rb"<dxfs [^>]*>", b'<dxfs count="0"/>', part),
                lambda part: re.sub(rb"<tableStyles[^>]*>", b"<tableStyles />", part),
            )
        },
    )


@host()
def styles_without_formats() -> bytes:
    sections = '<fonts count="0"/><fills/><cellXfs count="0"></cellXfs>'
    empty = f'{XML}<styleSheet xmlns="{MAIN}">{sections}</styleSheet>'
    return edited(
        plain(),
        {
            STYLES: lambda _: empty.encode(),
            **{f"xl/worksheets/sheet{n}.xml": without(r' s="\d+"') for n in (1, 2)},
        },
    )


@host()
def styles_self_closed() -> bytes:
    return edited(
        plain(),
        {
            STYLES: lambda _: f'{XML}<styleSheet xmlns="{MAIN}"/>'.encode(),
            **{f"xl/worksheets/sheet{n}.xml": without(r' s="\d+"') for n in (1, 2)},
        },
    )


@host()
def no_counts_in_styles() -> bytes:
    return edited(plain(), {STYLES: without(r' count="\d+"')})


@host()
def palette_and_table_styles_of_its_own() -> bytes:
    colors = "<colors><indexedColors>" + '<rgbColor rgb="FF112233"/>' * 64 + "</indexedColors>"
    colors += '<mruColors><color rgb="FF445566"/></mruColors></colors>'
    table = '<dxfs count="1"><dxf><font><b/><color theme="4" tint="-0.25"/></font></dxf></dxfs>'
    table += '<tableStyles count="1" defaultTableStyle="Mine"><tableStyle name="Mine" pivot="0" count="1">'
    table += '<tableStyleElement type="wholeTable" dxfId="0"/></tableStyle></tableStyles>'
    return edited(
        plain(),
        {
            STYLES: in_turn(
                lambda part: re.sub(rb"<dxfs [^>]*>", b"", part),
                lambda part: re.sub(rb"<tableStyles[^>]*>", (table + colors).encode(), part),
            )
        },
    )


@host()
def links_to_other_workbooks() -> bytes:
    book = f'{XML}<externalLink xmlns="{MAIN}"><externalBook xmlns:r="{OFFICE}" r:id="rId1">'
    book += '<sheetNames><sheetName val="Highlights"/></sheetNames></externalBook></externalLink>'
    path = f"{OFFICE}/externalLinkPath"
    target = links(("rId1", path, "other.xlsx")).replace(b"/></", b' TargetMode="External"/></')
    return edited(
        plain(),
        {
            TYPES: declared_as("xl/externalLinks/externalLink1.xml", f"{SPREADSHEET}.externalLink+xml"),
            BOOK_LINKS: related_to("externalLinks/externalLink1.xml", "externalLink", "rId90"),
            BOOK: before(
                "<calcPr", '<externalReferences><externalReference r:id="rId90"/></externalReferences>'
            ),
            SHEET: swap("SUM(B2:B4)", "SUM(B2:B4)+0*[1]Highlights!$B$2"),
        },
        {
            "xl/externalLinks/externalLink1.xml": book.encode(),
            "xl/externalLinks/_rels/externalLink1.xml.rels": target,
        },
    )


@host()
def pivot_table() -> bytes:
    cache = f'{XML}<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{OFFICE}" r:id="rId1" recordCount="0"'
    cache += ' refreshOnLoad="1"><cacheSource type="worksheet"><worksheetSource ref="A1:C4" sheet="Mine"/>'
    cache += '</cacheSource><cacheFields count="1"><cacheField name="Quarter"><sharedItems/></cacheField>'
    cache += "</cacheFields></pivotCacheDefinition>"
    pivot = f'{XML}<pivotTableDefinition xmlns="{MAIN}" name="Pivot" cacheId="7" dataCaption="Values">'
    pivot += '<location ref="H3:I5" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/>'
    pivot += '<pivotFields count="1"><pivotField/></pivotFields></pivotTableDefinition>'
    definition, table = "xl/pivotCache/pivotCacheDefinition1.xml", "xl/pivotTables/pivotTable1.xml"
    records = "xl/pivotCache/pivotCacheRecords1.xml"
    return edited(
        plain(),
        {
            TYPES: in_turn(
                declared_as(definition, f"{SPREADSHEET}.pivotCacheDefinition+xml"),
                declared_as(records, f"{SPREADSHEET}.pivotCacheRecords+xml"),
                declared_as(table, f"{SPREADSHEET}.pivotTable+xml"),
            ),
            BOOK_LINKS: related_to("pivotCache/pivotCacheDefinition1.xml", "pivotCacheDefinition", "rId91"),
            BOOK: before("</workbook>", '<pivotCaches><pivotCache cacheId="7" r:id="rId91"/></pivotCaches>'),
        },
        {
            definition: cache.encode(),
            "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels": links(
                ("rId1", f"{OFFICE}/pivotCacheRecords", "pivotCacheRecords1.xml")
            ),
            records: f'{XML}<pivotCacheRecords xmlns="{MAIN}" count="0"/>'.encode(),
            table: pivot.encode(),
            "xl/pivotTables/_rels/pivotTable1.xml.rels": links(
                ("rId1", f"{OFFICE}/pivotCacheDefinition", "../pivotCache/pivotCacheDefinition1.xml")
            ),
            SHEET_LINKS: links(("rId1", f"{OFFICE}/pivotTable", "../pivotTables/pivotTable1.xml")),
        },
    )


@host()
def custom_xml() -> bytes:
    properties = '<ds:datastoreItem ds:itemID="{0F}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"/>'
    return edited(
        plain(),
        {
            TYPES: declared_as(
                "customXml/itemProps1.xml",
                "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
            ),
            BOOK_LINKS: related_to("../customXml/item1.xml", "customXml", "rId92"),
        },
        {
            "customXml/item1.xml": b'<figures xmlns="urn:mine"><a>1</a></figures>',
            "customXml/itemProps1.xml": properties.encode(),
            "customXml/_rels/item1.xml.rels": links(("rId1", f"{OFFICE}/customXmlProps", "itemProps1.xml")),
        },
    )


@host()
def threaded_comments() -> bytes:
    threaded = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    kinds = "http://schemas.microsoft.com/office/2017/10/relationships"
    person = f'{XML}<personList xmlns="{threaded}"><person displayName="T.S." id="{{1}}" userId="ts"'
    person += ' providerId="None"/></personList>'
    said = f'{XML}<ThreadedComments xmlns="{threaded}"><threadedComment ref="A1" dT="2002-08-08T06:00:00.00"'
    said += ' personId="{1}" id="{2}"><text>Seen?</text></threadedComment></ThreadedComments>'
    part = "xl/threadedComments/threadedComment1.xml"
    return edited(
        made("notes").content,
        {
            TYPES: in_turn(
                declared_as(part, "application/vnd.ms-excel.threadedcomments+xml"),
                declared_as("xl/persons/person.xml", "application/vnd.ms-excel.person+xml"),
            ),
            BOOK_LINKS: related_to("persons/person.xml", f"{kinds}/person", "rId93"),
            SHEET_LINKS: related_to(
                "../threadedComments/threadedComment1.xml", f"{kinds}/threadedComment", "rId9"
            ),
        },
        {part: said.encode(), "xl/persons/person.xml": person.encode()},
    )


@host(".xlsm")
def ribbon() -> bytes:
    ui = '<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui"><ribbon/></customUI>'
    kind = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
    return edited(
        made("macros with buttons").content,
        {"_rels/.rels": related_to("customUI/customUI14.xml", kind, "rIdRibbon")},
        {"customUI/customUI14.xml": ui.encode()},
    )


def of_type(kind: str, content: bytes) -> bytes:
    """The workbook declared as another kind."""
    return edited(content, {TYPES: lambda part: re.sub(rb'(?<=")[^"]*\.main\+xml', kind.encode(), part)})


@host(".xlam")
def add_in_of_somebody() -> bytes:
    return of_type("application/vnd.ms-excel.addin.macroEnabled.main+xml", made("ribbon").content)


@host(".xltm")
def template_with_macros() -> bytes:
    return of_type("application/vnd.ms-excel.template.macroEnabled.main+xml", made("ribbon").content)


@host(".xltx")
def template() -> bytes:
    return of_type(f"{SPREADSHEET}.template.main+xml", plain())


@host()
def entries_stored() -> bytes:
    return edited(plain(), method=STORED)


@host()
def data_descriptors() -> bytes:
    class Pipe(io.BytesIO):
        """A stream in which nothing can be mended later, so that sizes follow the data."""

        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise io.UnsupportedOperation

        def tell(self) -> int:
            raise io.UnsupportedOperation

    stream = Pipe()
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        for name, content in parts_of(plain()).items():
            package.writestr(name, content)
    return stream.getvalue()


@host()
def archive_with_comment_and_extra_fields() -> bytes:
    stream = io.BytesIO()
    with ZipFile(stream, "w") as package:
        for name, content in parts_of(plain()).items():
            info = ZipInfo(name, (2002, 8, 8, 15, 0, 2))
            info.compress_type = ZIP_DEFLATED
            info.extra = b"\x99\x99\x04\x00mine"
            info.comment = b"mine"
            package.writestr(info, content)
        package.comment = b"packed by hand"
    return stream.getvalue()


@host()
def archive_behind_other_bytes() -> bytes:
    return b"not part of it" * 10 + plain()


@host()
def content_types_last() -> bytes:
    parts = parts_of(plain())
    return packed({**{name: parts[name] for name in sorted(parts, reverse=True)}})


@host()
def folders_as_entries() -> bytes:
    return edited(plain(), added={"xl/media/": b"", "docProps/": b""})


@host()
def parts_written_with_line_breaks() -> bytes:
    spaced: Edit = lambda part: part.replace(b"><", b">\r\n\t<")  # noqa: E731
    return edited(plain(), dict.fromkeys((TYPES, BOOK, BOOK_LINKS, STYLES, "docProps/app.xml"), spaced))


@host()
def quotes_single_and_references_numeric() -> bytes:
    single: Edit = lambda part: part.replace(b'"', b"'")  # noqa: E731
    odd = in_turn(swap('name="Mine"', "name='M&#105;ne'"), swap('name="Yours"', "name = 'Yours&#x20;&amp;'"))
    return edited(
        plain(),
        {
            **dict.fromkeys((TYPES, BOOK_LINKS, STYLES), single),
            BOOK: in_turn(
                odd, before("<sheets", "<!-- <sheets/> activeTab='9' -->"), before("<sheets", "<?mine a?>")
            ),
        },
    )


@host()
def workbook_part_elsewhere() -> bytes:
    parts = parts_of(plain())
    moved = {
        name.replace("xl/workbook", "book/mine").replace("xl/_rels/workbook", "book/_rels/mine"): content
        for name, content in parts.items()
    }
    moved[TYPES] = moved[TYPES].replace(b"/xl/workbook.xml", b"/book/mine.xml")
    moved["_rels/.rels"] = moved["_rels/.rels"].replace(b"xl/workbook.xml", b"book/mine.xml")
    name = "book/_rels/mine.xml.rels"
    moved[name] = moved[name].replace(b'Target="', b'Target="../xl/')
    return packed(moved)


@host()
def workbook_part_at_the_root() -> bytes:
    parts = parts_of(plain())
    names = {"xl/workbook.xml": "workbook.xml", "xl/_rels/workbook.xml.rels": "_rels/workbook.xml.rels"}
    moved = {names.get(name, name): content for name, content in parts.items()}
    moved[TYPES] = moved[TYPES].replace(b"/xl/workbook.xml", b"/workbook.xml")
    moved["_rels/.rels"] = moved["_rels/.rels"].replace(b"xl/workbook.xml", b"workbook.xml")
    name = "_rels/workbook.xml.rels"
    moved[name] = moved[name].replace(b'Target="', b'Target="xl/')
    return packed(moved)


@host()
def odd_names_of_parts_and_ids() -> bytes:
    parts = parts_of(plain())
    moved = {name.replace("sheet1.xml", "Quarterly%20figures.xml"): part for name, part in parts.items()}
    for name in (TYPES, BOOK_LINKS):
        moved[name] = moved[name].replace(b"sheet1.xml", b"Quarterly%20figures.xml")
    moved[BOOK_LINKS] = moved[BOOK_LINKS].replace(b'"rId1"', b'"R1f0e"').replace(b'"rId2"', b'"rId17"')
    moved[BOOK] = moved[BOOK].replace(b'"rId1"', b'"R1f0e"').replace(b'"rId2"', b'"rId17"')
    moved[BOOK] = moved[BOOK].replace(b'sheetId="2"', b'sheetId="65000"')
    return packed(moved)


@host()
def types_of_parts_that_are_gone() -> bytes:
    gone = [(f"xl/worksheets/sheet{n}.xml", f"{SPREADSHEET}.worksheet+xml") for n in (3, 5)]
    gone.append(("xl/charts/chart1.xml", "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"))
    return edited(plain(), {TYPES: in_turn(*(declared_as(*one) for one in gone))})


@host()
def xml_declared_as_something_else() -> bytes:
    return edited(
        plain(),
        {
            TYPES: swap(
                'Extension="xml" ContentType="application/xml"',
                f'Extension="xml" ContentType="{SPREADSHEET}.worksheet+xml"',
            )
        },
    )


@host()
def order_of_calculation() -> bytes:
    chain = f'{XML}<calcChain xmlns="{MAIN}"><c r="B5" i="1" l="1"/><c r="C5"/><c r="B5" i="2"/></calcChain>'
    return edited(
        plain(),
        {
            TYPES: declared_as("xl/calcChain.xml", f"{SPREADSHEET}.calcChain+xml"),
            BOOK_LINKS: related_to("calcChain.xml", "calcChain", "rId94"),
        },
        {"xl/calcChain.xml": chain.encode()},
    )


@host(".xlsm")
def macro_sheet_and_dialog() -> bytes:
    macro = (
        f'{XML}<xm:macrosheet xmlns="{MAIN}" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    )
    macro += "<sheetData/></xm:macrosheet>"
    dialog = f'{XML}<dialogsheet xmlns="{MAIN}"/>'
    return edited(
        made("macros with buttons").content,
        {
            TYPES: in_turn(
                declared_as("xl/macrosheets/sheet1.xml", "application/vnd.ms-excel.macrosheet+xml"),
                declared_as("xl/dialogsheets/sheet1.xml", f"{SPREADSHEET}.dialogsheet+xml"),
            ),
            BOOK_LINKS: in_turn(
                related_to(
                    "macrosheets/sheet1.xml",
                    "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet",
                    "rId95",
                ),
                related_to("dialogsheets/sheet1.xml", "dialogsheet", "rId96"),
            ),
            BOOK: in_turn(
                before("</sheets>", '<sheet name="Macro1" sheetId="8" r:id="rId95"/>'),
                before("</sheets>", '<sheet name="Dialog1" sheetId="9" state="hidden" r:id="rId96"/>'),
            ),
        },
        {"xl/macrosheets/sheet1.xml": macro.encode(), "xl/dialogsheets/sheet1.xml": dialog.encode()},
    )


@host()
def printer_settings() -> bytes:
    name = "xl/printerSettings/printerSettings1.bin"
    kind = f"{SPREADSHEET}.printerSettings"
    return edited(
        plain(),
        {
            TYPES: before("<Override", f'<Default Extension="bin" ContentType="{kind}"/>'),
            SHEET: before("</worksheet>", '<pageSetup paperSize="9" r:id="rId1"/>'),
        },
        {
            name: bytes(range(256)) * 4,
            SHEET_LINKS: links(
                ("rId1", f"{OFFICE}/printerSettings", "../printerSettings/printerSettings1.bin")
            ),
        },
    )


@host()
def shapes_of_all_sorts() -> bytes:
    shape = (
        '<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="9" name="Arrow"/><xdr:cNvSpPr/></xdr:nvSpPr>'
    )
    shape += '<xdr:spPr><a:prstGeom prst="rightArrow"><a:avLst/></a:prstGeom></xdr:spPr></xdr:sp>'
    anchor = '<xdr:absoluteAnchor><xdr:pos x="0" y="0"/><xdr:ext cx="900000" cy="300000"/>'
    return edited(
        made("text boxes").content,
        {
            "xl/drawings/drawing1.xml": before(
                "</xdr:wsDr>", f"{anchor}{shape}<xdr:clientData/></xdr:absoluteAnchor>"
            )
        },
    )


@host()
def windows_locked_and_no_calculation_settings() -> bytes:
    lock = '<workbookProtection workbookPassword="CC1A" lockWindows="1"/>'
    return edited(plain(), {BOOK: in_turn(before("<bookViews", lock), without(r"<calcPr[^>]*>"))})


@host()
def no_view() -> bytes:
    return edited(
        plain(), {BOOK: without(r"<bookViews>.*</bookViews>"), SHEET: without(r"<sheetViews>.*</sheetViews>")}
    )


@host()
def two_windows() -> bytes:
    second = '<workbookView xWindow="0" yWindow="0" windowWidth="9000" windowHeight="9000"/>'
    return edited(plain(), {BOOK: before("</bookViews>", second)})


@host()
def relationship_prefix_declared_at_each_sheet() -> bytes:
    return edited(
        plain(),
        {
            BOOK: in_turn(
                without(f' xmlns:r="{OFFICE}"'),
                lambda part: re.sub(rb'r:id="(\w+)"/>', rb'q:id="\1" xmlns:q="%s"/>' % OFFICE.encode(), part),
            )
        },
    )


@host()
def titles_that_are_wrong() -> bytes:
    return edited(plain(), {"docProps/app.xml": swap("<vt:i4>2</vt:i4>", "<vt:i4>7</vt:i4>")})
