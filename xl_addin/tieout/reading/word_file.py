"""Word documents: paragraphs, lists and tables in the document's order, as they read with changes accepted.

Headers, footers, comments, deleted and hidden text are left out; text boxes follow their paragraph, and
footnotes the whole text.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from xl_addin.tieout.document import Kind, Passage
from xl_addin.tieout.reading.blocks import BREAK, Block, Blocks
from xl_addin.tieout.reading.limits import SHORTER, Unreadable
from xl_addin.tieout.reading.passages import TITLE_LEVEL, superscript, with_marks_read
from xl_addin.tieout.reading.word_styles import ParagraphKinds, W, flag, value

_MOST_UNPACKED = 100_000_000
_MOST_ELEMENTS = 600_000
_MOST_PARTS = 5_000
_FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED = {f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}sectPr", f"{W}tblPr", f"{_COMPATIBLE}Fallback"}
_SIGNS = {f"{W}tab": " ", f"{W}br": BREAK, f"{W}cr": BREAK, f"{W}noBreakHyphen": "-"}
# RuntimeError: a part is encrypted; NotImplementedError: packed in another way.
_BROKEN = (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError, ValueError)
_OLE = b"\xd0\xcf\x11\xe0"
_REMEDY = "save it as .docx, or export it as .pdf"


def word_passages(content: bytes) -> Iterator[Passage]:
    """The passages of a .docx file.

    Raises:
        Unreadable: it is protected, larger than any release, or no such file.
    """
    if content.startswith(_OLE):
        raise Unreadable(
            "it is protected by a password, or an old Word document", f"take that off, or {_REMEDY}"
        )
    _require_sane(content)
    return with_marks_read(_passages(content))


def _require_sane(content: bytes) -> None:
    """Unpack each part once, in pieces, before a parser makes objects of it."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = package.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
                raise Unreadable(f"it unpacks to more than {_MOST_UNPACKED // 10**6} MB", SHORTER)
            texts = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
            elements = sum(_count_tags(package, part) for part in texts)
    except _BROKEN as error:
        raise Unreadable("it is no Word document, or a damaged one", _REMEDY) from error
    if elements > _MOST_ELEMENTS:
        raise Unreadable(f"it has more than {_MOST_ELEMENTS:,} elements", SHORTER)


def _count_tags(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    found = 0
    with package.open(part) as file:
        while piece := file.read(1 << 20):
            found += piece.count(b"<") - piece.count(b"</")
            if found > _MOST_ELEMENTS:
                break
    return found


def _passages(content: bytes) -> Iterator[Passage]:
    for body, kinds in _bodies(content):
        yield from _Walk(kinds).passages(body)


def _bodies(content: bytes) -> list[tuple[Any, ParagraphKinds]]:
    """The text of the document, and each of its footnotes."""
    from docx import Document  # noqa: PLC0415 - other kinds of text do without
    from lxml import etree  # noqa: PLC0415

    try:
        document = Document(BytesIO(content))
        kinds = ParagraphKinds(document)
        found = [(document.element.body, kinds)]
        for relation in document.part.rels.values():
            if relation.reltype == _FOOTNOTES and not relation.is_external:
                notes = etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False))
                noted = notes.iterchildren(f"{W}footnote")
                found += [(note, kinds) for note in noted if note.get(f"{W}type") is None]
    except Exception as error:  # whatever the library happens upon in a file that is no document
        raise Unreadable("it is no Word document, or a damaged one", _REMEDY) from error
    return found


@dataclass(slots=True)
class _Paragraph:
    kind: Kind
    level: int
    parts: list[str] = field(default_factory=list)
    plain: bool = False

    def block(self) -> Block:
        text = "".join(self.parts)
        if self.kind is not Kind.HEADING and text.strip() and not self.plain:
            return Block(text, Kind.HEADING, TITLE_LEVEL + self.level)
        return Block(text, self.kind, self.level)


class _Walk:
    """Goes through the elements in their order, without recursion."""

    def __init__(self, kinds: ParagraphKinds) -> None:
        self._kinds = kinds
        self._blocks = Blocks()
        self._paragraphs: list[_Paragraph] = []
        self._boxed: list[Block] = []

    def passages(self, body: Any) -> Iterator[Passage]:
        """The passages of a body of text."""
        from lxml import etree  # noqa: PLC0415

        walk = etree.iterwalk(body, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                yield from self._closed(element)
            elif element.tag in _SKIPPED or (element.tag == f"{W}r" and self._run(element)):
                walk.skip_subtree()
            else:
                yield from self._opened(element)
        yield from self._blocks.end()

    def _opened(self, element: Any) -> Iterator[Passage]:
        if element.tag == f"{W}p":
            self._paragraphs.append(_Paragraph(*self._kinds.of(element)))
        elif element.tag == f"{W}tbl" and not self._paragraphs:
            yield from self._blocks.open_table()
        elif element.tag == f"{W}tr" and not self._paragraphs:
            self._blocks.open_row()
        elif element.tag == f"{W}tc" and not self._paragraphs:
            self._blocks.open_cell()

    def _closed(self, element: Any) -> Iterator[Passage]:
        if element.tag == f"{W}p" and self._paragraphs:
            block = self._paragraphs.pop().block()
            if self._paragraphs:
                self._boxed.append(block)
                return
            boxed, self._boxed = self._boxed, []
            for each in (block, *boxed):
                yield from self._blocks.add(each)
        elif element.tag == f"{W}tbl" and not self._paragraphs:
            yield from self._blocks.close_table()

    def _run(self, run: Any) -> bool:
        """Take the text of a run; tells whether that was all there is in it."""
        properties = run.find(f"{W}rPr")
        if flag(properties, "vanish"):
            return True
        text = _run_text(run)
        if self._paragraphs and text:
            paragraph = self._paragraphs[-1]
            if value(properties, "vertAlign") == "superscript":
                text = superscript(text)
            paragraph.parts.append(text)
            paragraph.plain |= bool(text.strip()) and not flag(properties, "b")
        return not any(child.tag.endswith(("}drawing", "}pict", "}AlternateContent")) for child in run)


def _run_text(run: Any) -> str:
    parts = []
    for child in run.iterchildren():
        if child.tag == f"{W}t":
            parts.append(child.text or "")
        elif child.tag in _SIGNS:
            parts.append(_SIGNS[child.tag])
    return "".join(parts)
