"""Formats brought into another style sheet: what is there is used, what is missing appended."""

from __future__ import annotations

import re

import pytest

from xl_addin.writer.package.archive import refusal, spliced
from xl_addin.writer.package.model import MAIN
from xl_addin.writer.package.spans import read_document
from xl_addin.writer.package.styles import BARE, Grafting, Styles

FONTS = '<fonts count="2"><font><sz val="11"/><name val="A"/></font><font><b/><sz val="9"/></font></fonts>'
FIRST_FILL = '<fill><patternFill patternType="none"/></fill>'
FILLS = f'<fills count="2">{FIRST_FILL}<fill><patternFill patternType="gray125"/></fill></fills>'
BORDERS = '<borders count="1"><border><left/><right/></border></borders>'
FORMATS = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
BOLD = '<xf numFmtId="164" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
NUMBERS = '<numFmts count="1"><numFmt numFmtId="164" formatCode="0.0"/></numFmts>'


def styles(inner: str) -> Styles:
    text = f'<styleSheet xmlns="{MAIN}">{inner}</styleSheet>'
    return Styles(read_document(text.encode(), "styles.xml", refusal("a.xlsx")))


def donor(formats: str = FORMATS + BOLD, numbers: str = NUMBERS) -> Styles:
    return styles(f"{numbers}{FONTS}{FILLS}{BORDERS}<cellXfs>{formats}</cellXfs>")


def grafted(host: Styles, giver: Styles) -> tuple[list[int], str]:
    """The donor's formats in the host's numbers, and what is put into the host's style sheet."""
    grafting = Grafting(host, giver)
    numbers = grafting.formats()
    grafting.differential()
    return numbers, spliced(host.document.content, grafting.splices()).decode()


def test_formats_that_are_there_are_used_and_nothing_changes() -> None:
    host = donor(BOLD + FORMATS)
    numbers, text = grafted(host, donor())
    assert numbers == [1, 0]
    assert text == host.document.content.decode()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<b/><sz", '<b val="1"/><sz'),
        ("<b/><sz", '<b val="true"/><sz'),
        ('<sz val="11"/><name val="A"/>', '<name val="A"/><sz val="11"/>'),
        ('<patternFill patternType="none"/>', "<patternFill/>"),
        ("<left/><right/>", "<left/><right/><top/><bottom/><diagonal/>"),
        (' xfId="0"/>', ' xfId="0"><alignment horizontal="general" wrapText="false"/></xf>'),
        (' xfId="0"/>', ' xfId="0"><protection locked="true" hidden="false"/></xf>'),
        (' applyFont="1"', ' applyFont="true" applyFill="0" pivotButton="0" quotePrefix="0"'),
        ('"164"', '"171"'),
    ],
)
def test_what_other_programs_write_for_the_same_format_is_the_same(old: str, new: str) -> None:
    whole = f"{NUMBERS}{FONTS}{FILLS}{BORDERS}<cellXfs>{FORMATS}{BOLD}</cellXfs>"
    assert old in whole
    host = styles(whole.replace(old, new))
    assert grafted(host, donor()) == ([0, 1], host.document.content.decode())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<b/><sz", '<b val="0"/><sz'),
        ('<sz val="9"/>', '<sz val="10"/>'),
        ('formatCode="0.0"', 'formatCode="0.00"'),
        (' xfId="0" applyFont', ' xfId="1" applyFont'),
        (' applyFont="1"', ' applyFont="1" quotePrefix="1"'),
        (' applyFont="1"/>', '><alignment horizontal="left"/></xf>'),
        (' applyFont="1"/>', '><protection locked="0"/></xf>'),
    ],
)
def test_another_format_is_not_taken_for_it(old: str, new: str) -> None:
    whole = f"{NUMBERS}{FONTS}{FILLS}{BORDERS}<cellXfs>{FORMATS}{BOLD}</cellXfs>"
    assert old in whole
    numbers, _ = grafted(styles(whole.replace(old, new)), donor())
    assert numbers == [0, 2]


def test_a_number_format_gets_a_number_that_nothing_uses_even_unseen() -> None:
    hidden = '<x:hidden xmlns:x="u"><numFmt numFmtId="900" formatCode="0"/></x:hidden>'
    host = styles(f"<numFmts>{hidden}</numFmts>{FONTS}{FILLS}{BORDERS}<cellXfs>{FORMATS}</cellXfs>")
    _, text = grafted(host, donor())
    assert '<numFmt numFmtId="901" formatCode="0.0"/>' in text


@pytest.mark.parametrize("number", [1, 2, 3, 4, 9, 10])
def test_a_built_in_number_format_that_the_host_redefines_is_written_out(number: int) -> None:
    own = f'<numFmts count="1"><numFmt numFmtId="{number}" formatCode="\\x"/></numFmts>'
    host = styles(f"{own}{FONTS}{FILLS}{BORDERS}<cellXfs>{FORMATS}</cellXfs>")
    used = BOLD.replace("164", str(number))
    _, text = grafted(host, donor(FORMATS + used))
    assert re.search(r'<numFmt numFmtId="164" formatCode="[0#][^"]*"/></numFmts>', text)
    assert 'numFmtId="164" xfId' in text or re.search(r'<xf [^>]*numFmtId="164"', text)


@pytest.mark.parametrize(
    "inner",
    [
        "",
        "<fonts/><fills/><borders/><cellXfs/>",
        '<fonts count="0"></fonts><cellXfs count="0"></cellXfs>',
        "<cellXfs/><extLst/>",
        "<colors/>",
    ],
)
def test_sections_that_are_missing_or_empty_are_made_in_the_schemas_order(inner: str) -> None:
    numbers, text = grafted(styles(inner), donor())
    assert numbers == [0, 1]
    order = ["numFmts", "fonts", "fills", "borders", "cellXfs", "colors", "extLst"]
    root = read_document(text.encode(), "styles.xml", refusal("a.xlsx")).root
    found = [child.name for child in root.children]
    assert found == [name for name in order if name in found]
    assert [len(child.children) for child in root.children if child.name == "cellXfs"] == [2]


def test_a_style_sheet_that_is_self_closed_is_opened() -> None:
    host = Styles(read_document(f'<x:styleSheet xmlns:x="{MAIN}"/>'.encode(), "s", refusal("a.xlsx")))
    _, text = grafted(host, donor())
    assert text.startswith(f'<x:styleSheet xmlns:x="{MAIN}"><x:numFmts count="1"><x:numFmt ')
    assert text.endswith("</x:cellXfs></x:styleSheet>")


def test_the_second_fill_is_the_one_that_excel_takes_it_for() -> None:
    host = styles(f"{FONTS}<fills>{FIRST_FILL}</fills>{BORDERS}<cellXfs>{FORMATS}</cellXfs>")
    assert (
        f'{FIRST_FILL}<fill><patternFill patternType="gray125"/></fill></fills>' in grafted(host, donor())[1]
    )


def test_counts_are_kept_right_and_none_is_added_where_there_was_none() -> None:
    host = styles(f'{FONTS}{FILLS}{BORDERS}<cellXfs count="1">{FORMATS}</cellXfs>')
    _, text = grafted(host, donor())
    assert '<cellXfs count="2">' in text
    host = styles(f"{FONTS}{FILLS}{BORDERS}<cellXfs>{FORMATS}</cellXfs>")
    assert "<cellXfs>" in grafted(host, donor())[1]


def test_the_bare_style_sheet_has_what_excel_asks_for() -> None:
    bare = Styles(read_document(BARE, "styles.xml", refusal("a.xlsx")))
    assert [len(bare.entries(name)) for name in ("fonts", "fills", "borders", "cellXfs")] == [1, 2, 1, 1]
