"""What points at sheets that go is named, of whatever kind it is, with its sheet and cell."""

from __future__ import annotations

from functools import cache, reduce
from xml.sax.saxutils import escape

import pytest

from tests.inplace.by_hand import BOOK, MAIN, OFFICE, SHEET, SHEET_LINKS, links, plain
from tests.inplace.grafts import built, taken_out
from tests.inplace.hosts import before, edited, swap
from tests.inplace.odd import VML_KIND, Change, with_link
from xl_addin.errors import Issue, Severity

C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
XM = "http://schemas.microsoft.com/office/excel/2006/main"
RULE = '<cfRule type="expression" priority="1"><formula>{}&gt;0</formula></cfRule>'
SPARKS = (
    f'<extLst><ext xmlns:x14="{X14}" xmlns:xm="{XM}"><x14:sparklineGroups><x14:sparklineGroup>'
    "<x14:sparklines><x14:sparkline><xm:f>{}:C3</xm:f><xm:sqref>H7</xm:sqref></x14:sparkline></x14:sparklines>"
    "</x14:sparklineGroup></x14:sparklineGroups></ext></extLst>"
)
SHAPE = f'<xdr:wsDr xmlns:xdr="{XDR}"><xdr:sp textlink="{{}}"/></xdr:wsDr>'
CHART = f'<c:chartSpace xmlns:c="{C}"><c:ser><c:val><c:f>{{}}:$C$9</c:f></c:val></c:ser></c:chartSpace>'
BOXES = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape>'
    "<x:ClientData ObjectType='Spin'><x:FmlaLink>{}</x:FmlaLink></x:ClientData></v:shape></xml>"
)
CONTROL = f'<formControlPr xmlns="{X14}" objectType="CheckBox" fmlaLink="{{}}"/>'
CACHE = (
    f'<pivotCacheDefinition xmlns="{MAIN}"><cacheSource type="worksheet"><worksheetSource ref="A1:B4"'
    ' sheet="Revenue JPY"/></cacheSource></pivotCacheDefinition>'
)
TABLE = (
    f'<table xmlns="{MAIN}" ref="A1:B4"><tableColumn><calculatedColumnFormula>{{}}*2'
    "</calculatedColumnFormula></tableColumn></table>"
)
LIST = '<dataValidation type="list" sqref="E4"><formula1>{}</formula1></dataValidation>'
SUMMED = '<dataConsolidate><dataRefs><dataRef ref="A1" sheet="revenue jpy"/></dataRefs></dataConsolidate>'
AT = "'Revenue JPY'!$B$2"


def in_sheet(text: str, mark: str = "<pageMargins") -> Change:
    return lambda old: edited(old, {SHEET: before(mark, text)})


def hung(part: str, content: str, type_: str = "application/xml") -> Change:
    return with_link(SHEET, part, "odd", content.encode(), type_)


def named(name: str) -> Change:
    return lambda old: edited(old, {BOOK: before("</definedNames>", name)})


# What is put on the sheet Mine, what is said of it, and the cell.
KINDS: dict[str, tuple[Change, str, str]] = {
    "formula": (lambda old: edited(old, {SHEET: swap("SUM(B2:B4)", f"{AT}+1")}), "its formulas", "B5"),
    "text that is read": (
        lambda old: edited(old, {SHEET: swap("SUM(B2:B4)", f'INDIRECT("{AT}")'.replace('"', "&quot;"))}),
        "its formulas",
        "B5",
    ),
    "conditional format": (
        in_sheet(f'<conditionalFormatting sqref="D2:D9 F2">{RULE.format(AT)}</conditionalFormatting>'),
        "its conditional formats",
        "D2:D9",
    ),
    "data validation": (
        in_sheet(f"<dataValidations>{LIST.format(AT)}</dataValidations>"),
        "its data validations",
        "E4",
    ),
    "link": (in_sheet(f'<hyperlinks><hyperlink ref="G1" location="{AT}"/></hyperlinks>'), "its links", "G1"),
    "sparkline": (in_sheet(SPARKS.format(AT), "</worksheet>"), "its sparklines", "H7"),
    "consolidation": (
        in_sheet(
            '<dataConsolidate><dataRefs><dataRef ref="A1" sheet="revenue jpy"/></dataRefs></dataConsolidate>'
        ),
        "its consolidations",
        "",
    ),
    "chart": (hung("xl/charts/chart91.xml", CHART.format(AT)), "its charts", ""),
    "text box": (hung("xl/drawings/drawing91.xml", SHAPE.format(AT)), "its text boxes", ""),
    "control": (hung("xl/ctrlProps/ctrlProp91.xml", CONTROL.format(AT)), "its form controls", ""),
    "control of old": (hung("xl/drawings/v91.vml", BOXES.format(AT), VML_KIND), "its form controls", ""),
    "pivot table": (hung("xl/pivotCache/pivotCacheDefinition91.xml", CACHE), "its pivot tables", ""),
    "table": (hung("xl/tables/table91.xml", TABLE.format(AT)), "its tables", "A1:B4"),
    "link of a picture": (
        lambda old: edited(old, added={SHEET_LINKS: links(("rId1", f"{OFFICE}/hyperlink", f"#{AT}"))}),
        "its links",
        "",
    ),
    "titles to print": (
        named(f'<definedName name="_xlnm.Print_Titles" localSheetId="0">{AT}</definedName>'),
        "the name _xlnm.Print_Titles",
        "",
    ),
    "name": (named(f'<definedName name="Sales">{AT}</definedName>'), "the name Sales", ""),
    "range of sheets": (
        lambda old: edited(old, {SHEET: swap("SUM(B2:B4)", "SUM('Highlights:Checks'!B2)")}),
        "its formulas",
        "B5",
    ),
}


@cache
def with_deck() -> bytes:
    return built(plain(), ".xlsx")[0]


def told(content: bytes) -> list[Issue]:
    """What is told of the sheet Revenue JPY when the deck is taken out."""
    return [issue for issue in taken_out(content, ".xlsx")[1] if "Revenue JPY" in issue.message]


@pytest.mark.parametrize("kind", KINDS)
def test_what_points_at_a_sheet_that_goes_is_named(kind: str) -> None:
    change, what, cell = KINDS[kind]
    (issue,) = told(change(with_deck()))
    verb = "points" if what.startswith("the ") else "point"
    assert issue.message == f"{what} {verb} at the sheet Revenue JPY, which goes"
    assert (issue.sheet, issue.cell) == ("" if kind == "name" else "Mine", cell)
    assert (issue.severity, bool(issue.remedy)) == (Severity.WARNING, True)


@pytest.mark.parametrize(
    "formula",
    [
        '"see Revenue JPY!B2"',
        "'[1]Revenue JPY'!B2",
        "'[board.xlsx]Revenue JPY'!B2",
        "'My Revenue JPY'!B2",
        "Revenue JPY",
        "'Revenue''JPY'!B2",
    ],
)
def test_what_only_looks_like_it_is_not(formula: str) -> None:
    assert told(edited(with_deck(), {SHEET: swap("SUM(B2:B4)", formula.replace('"', "&quot;"))})) == []


def test_all_kinds_at_once_are_one_line_each() -> None:
    changes = [
        change for name, (change, *_) in KINDS.items() if name in ("formula", "link", "sparkline", "name")
    ]
    content = reduce(lambda old, change: change(old), changes, with_deck())
    assert len(told(content)) == len(changes)


def test_many_cells_are_one_line_that_counts_them() -> None:
    cells = "".join(f'<row r="{row}"><c r="A{row}"><f>{AT}</f></c></row>' for row in range(50, 90))
    (issue,) = told(edited(with_deck(), {SHEET: before("</sheetData>", cells)}))
    assert (issue.cell, issue.message[-20:]) == ("A50", "which goes (39 more)")


@pytest.mark.parametrize("name", ["売上高", "Q&A <1>", "It's", "A!B", "Ünder"])
def test_any_name_of_a_sheet_is_found(name: str) -> None:
    content = edited(with_deck(), {BOOK: swap("Revenue JPY", escape(name, {"'": "&apos;"}))})
    quoted = escape("'" + name.replace("'", "''") + "'!B2")
    issues = taken_out(edited(content, {SHEET: swap("SUM(B2:B4)", quoted)}), ".xlsx")[1]
    assert [(issue.sheet, issue.cell) for issue in issues if name in issue.message] == [("Mine", "B5")]
