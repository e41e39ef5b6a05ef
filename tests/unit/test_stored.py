"""What a sheet holds, read from its XML alone."""

from __future__ import annotations

import io

import pytest

from xl_addin.catalog import Scalar
from xl_addin.errors import ExcelError
from xl_addin.inputs.stored import SheetParts, StoredSheet, date_formats, stored_sheets

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NOTES = f"""<comments xmlns="{MAIN}"><authors><author>A</author></authors><commentList>
<comment ref="A1" authorId="0"><text><t>Audited.</t></text></comment>
<comment ref="C1" authorId="0"><commentPr/><text><t>A plan.</t></text></comment>
<comment ref="B9" authorId="0"><text><r><t>An empty cell's</t></r></text></comment>
</commentList></comments>"""


def read(cells: str, strings: str = "", dates: frozenset[str] = frozenset(), notes: str = "") -> StoredSheet:
    """The sheet with these cells."""
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'.encode()
    parts = SheetParts(lambda: io.BytesIO(sheet), notes.encode() or None, {"mine": "1"})
    return stored_sheets({"A": parts}, lambda: io.BytesIO(strings.encode()), dates)["A"]


def contents(cells: str, **more: str) -> dict[tuple[int, int], Scalar]:
    return {(row, column): value for row, column, value in read(f"<row>{cells}</row>", **more).cells}


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1"><v>9851</v></c>', 9851),
        ('<c r="A1" t="n"><v>-1.5E3</v></c>', -1500.0),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="b"><v>0</v></c>', False),
        ('<c r="A1" t="e"><v>#N/A</v></c>', ExcelError.NA),
        ('<c r="A1" t="e"><v>#ODD!</v></c>', ExcelError.UNKNOWN),
        ('<c r="A1" t="str"><v>text</v></c>', "text"),
        ('<c r="A1" t="d"><v>2002-08-08T00:00:00</v></c>', 37476),
        ('<c r="A1" t="inlineStr"><is><t>a </t></is></c>', "a "),
        (
            '<c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>bold</t></r><r><t> plain</t></r></is></c>',
            "bold plain",
        ),
        (
            '<c r="A1" t="inlineStr"><is><t>売上高</t><rPh sb="0" eb="3"><t>ウリアゲダカ</t></rPh></is></c>',
            "売上高",
        ),
        ('<c r="A1"><f>SUM(B1:B2)</f><v>3</v></c>', "=SUM(B1:B2)"),
        ('<c r="A1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>', '="a"&"b"'),
        ('<c r="A1"><f t="array" ref="A1:A2">B1:B2</f><v>3</v></c>', "=B1:B2"),
        ('<c r="A1"><f t="dataTable" ref="A1:A2" r1="C1" r2="C2"/><v>3</v></c>', "=TABLE(C1,C2)"),
    ],
)
def test_a_cell_is_a_formula_or_a_constant(cell: str, value: Scalar) -> None:
    found = contents(cell)
    assert found == {(1, 1): value}
    assert type(found[1, 1]) is type(value)


@pytest.mark.parametrize("cell", ['<c r="A1"/>', '<c r="A1" s="4"><v/></c>', '<c t="inlineStr"/>'])
def test_a_cell_with_a_look_alone_is_empty(cell: str) -> None:
    assert contents(cell) == {}


def test_a_formula_stored_once_for_several_cells_reads_in_each_as_excel_shows_it() -> None:
    cells = '<c r="A1"><f t="shared" ref="A1:A2" si="0">B1*$C$1</f></c>'
    found = read(f'<row r="1">{cells}</row><row r="2"><c r="A2"><f t="shared" si="0"/></c></row>')
    assert found.cells == ((1, 1, "=B1*$C$1"), (2, 1, "=B2*$C$1"))


def test_what_an_array_formula_fills_is_no_content() -> None:
    rows = '<row r="1"><c r="A1"><f t="array" ref="A1:B3">D1:E3</f><v>3</v></c><c r="B1"><v>4</v></c></row>'
    rows += (
        '<row r="2"><c r="A2"><v>4</v></c><c r="C2"><v>9</v></c></row><row r="3"><c r="B3"><v>4</v></c></row>'
    )
    assert read(rows + '<row r="4"><c r="A4"><v>8</v></c></row>').cells == (
        (1, 1, "=D1:E3"),
        (2, 3, 9),
        (4, 1, 8),
    )


def test_cells_without_addresses_follow_each_other() -> None:
    found = read('<row><c><v>1</v></c><c r="D1"><v>4</v></c><c><v>5</v></c></row><row><c><v>6</v></c></row>')
    assert [cell[:2] for cell in found.cells] == [(1, 1), (1, 4), (1, 5), (2, 1)]


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_shared_texts_are_found_by_their_number(prefix: str) -> None:
    """Past the first stretch that is read, with an empty and a dressed one before."""
    declared = f' xmlns:x="{MAIN}"' if prefix else f' xmlns="{MAIN}"'
    many = "<si><t>a&lt;si&gt; b:c</t></si>" * 50_000
    items = f"<si/>{many}<si><r><t>re</t></r><r><rPr><b/></rPr><t xml:space='preserve'>v: </t></r></si>"
    tagged = items.replace("</", "</~").replace("<", f"<{prefix}").replace(f"<{prefix}/~", f"</{prefix}")
    strings = f"<?xml version='1.0'?><{prefix}sst{declared}>{tagged}</{prefix}sst>"
    cells = '<c r="A1" t="s"><v>50001</v></c><c r="B1" t="s"><v>7</v></c><c r="C1" t="s"><v>0</v></c>'
    assert contents(cells, strings=strings) == {(1, 1): "rev: ", (1, 2): "a<si> b:c", (1, 3): ""}


def test_dates_from_1904_are_days_of_the_other_system() -> None:
    formats = date_formats({164: "yyyy/m/d", 165: "0.0"}, [0, 14, 164, 165])
    assert formats == {"1", "2"}
    row = '<row><c s="2"><v>36014</v></c><c s="3"><v>36014</v></c></row>'
    assert read(row, dates=formats).cells == ((1, 1, 37476), (1, 2, 36014))


def test_notes_belong_to_cells_that_hold_something() -> None:
    cells = '<row><c r="A1"><v>1</v></c><c r="C1"><v>2</v></c></row>'
    assert read(cells, notes=NOTES).notes == {(1, 1): "Audited.", (1, 3): "A plan."}
