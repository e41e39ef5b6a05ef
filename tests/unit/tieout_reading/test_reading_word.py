from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from docx import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from xl_addin.tieout.document import Kind
from xl_addin.tieout.reading.word_file import word_passages


def read(write: Callable[[Any], object]) -> list[tuple[Kind, int, str]]:
    document = Document()
    write(document)
    file = BytesIO()
    document.save(file)
    return [(found.kind, found.level, found.text) for found in word_passages(file.getvalue())]


def append(document: Any, xml: str) -> None:
    document.element.body.insert(len(document.element.body) - 1, parse_xml(xml))


def paragraph(runs: str, properties: str = "") -> str:
    return f"<w:p {nsdecls('w')}><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_headings_lists_and_tables_come_in_their_order() -> None:
    def write(document: Any) -> None:
        document.add_heading("1Q02 Results", 0)
        document.add_heading("Outlook", 2)
        document.add_paragraph("Revenues rose 18.2%.")
        table = document.add_table(2, 2)
        for cell, text in zip(table._cells, ["", "1Q02", "Loss", "(464)"], strict=True):
            cell.text = text
        document.add_paragraph("a", style="List Bullet")
        document.add_paragraph("b", style="List Number 2")

    assert read(write) == [
        (Kind.HEADING, 1, "1Q02 Results"),
        (Kind.HEADING, 2, "Outlook"),
        (Kind.PARAGRAPH, 0, "Revenues rose 18.2%."),
        (Kind.ROW, 0, "| 1Q02"),
        (Kind.ROW, 0, "Loss | (464)"),
        (Kind.ITEM, 1, "a"),
        (Kind.ITEM, 2, "b"),
    ]


def test_level_of_an_item_is_that_of_its_numbering() -> None:
    numbered = '<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>'
    assert read(lambda document: append(document, paragraph(run("Up 15%"), numbered))) == [
        (Kind.ITEM, 3, "Up 15%")
    ]


def test_changes_are_read_as_accepted() -> None:
    changed = paragraph(
        run("Up ")
        + f"<w:del>{run('17.9')}</w:del><w:ins>{run('18.2')}</w:ins><w:moveFrom>{run('9')}</w:moveFrom>"
        + run("%.")
    )
    assert read(lambda document: append(document, changed)) == [(Kind.PARAGRAPH, 0, "Up 18.2%.")]


def test_raised_note_marks_and_hidden_text_are_left_out() -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    text = paragraph(
        run("98.5") + run("1", raised) + run(" up the 1") + run("st", raised) + run("9", "<w:vanish/>")
    )
    assert read(lambda document: append(document, text)) == [(Kind.PARAGRAPH, 0, "98.5 up the 1st")]


def test_bold_paragraph_is_a_heading() -> None:
    assert read(lambda document: append(document, paragraph(run("Outlook: 15% up", "<w:b/>")))) == [
        (Kind.HEADING, 7, "Outlook: 15% up")
    ]


def test_footnotes_follow_the_text() -> None:
    def write(document: Any) -> None:
        document.add_paragraph("Revenues rose.")
        notes = f'<w:footnote w:type="separator">{paragraph(run("9"))}</w:footnote>'
        notes += f"<w:footnote>{paragraph(run('A mean of JPY980M.'))}</w:footnote>"
        xml = f"<w:footnotes {nsdecls('w')}>{notes}</w:footnotes>".encode()
        part = Part(PackURI("/word/footnotes.xml"), CT.WML_FOOTNOTES, xml, document.part.package)
        document.part.relate_to(part, RT.FOOTNOTES)

    assert read(write) == [(Kind.PARAGRAPH, 0, "Revenues rose."), (Kind.PARAGRAPH, 0, "A mean of JPY980M.")]


def test_headers_and_footers_are_left_out() -> None:
    def write(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "Page 1"
        document.add_paragraph("Revenues rose.")

    assert read(write) == [(Kind.PARAGRAPH, 0, "Revenues rose.")]


def test_text_of_a_box_follows_its_paragraph_once() -> None:
    box = f"<w:txbxContent>{paragraph(run('Up 18.2%.'))}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    choices = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    both = f"<mc:AlternateContent {mc}>{choices}</mc:AlternateContent>"
    text = paragraph(f"{run('Before')}<w:r>{both}</w:r>{run(' and after.')}")
    assert read(lambda document: append(document, text)) == [
        (Kind.PARAGRAPH, 0, "Before and after."),
        (Kind.PARAGRAPH, 0, "Up 18.2%."),
    ]
