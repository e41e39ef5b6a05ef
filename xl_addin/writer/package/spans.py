"""XML read to a tree of elements that know where in the bytes they stand.

A part is changed by splicing bytes at these places, so that whatever else is in it (prefixes,
`mc:AlternateContent`, formatting) stays as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from xl_addin.writer.package.archive import Host, Splice

_SEPARATOR = "\x1f"
_TAG = re.compile(rb"""<[^"'>]*(?:(?:"[^"]*"|'[^']*')[^"'>]*)*>""")
_OTHER = re.compile(rb"""([\w:.-]+)\s*=\s*(?:"[^"]*"|'[^']*')""")
# The named styles of a workbook, which may be some 60,000: nothing here needs to know them.
_UNREAD = re.compile(
    rb"(<((?:[\w.-]+:)?(?:cellStyleXfs|cellStyles))\b[^>]*(?<!/)>)(.*?)(</\2\s*>)", re.DOTALL
)
_DEEPEST = 200
_MOST_ELEMENTS = 300_000
_MANY_ELEMENTS = 20_000
_MOST_BYTES = 32 * 2**20
_TEXT_AT_ONCE = 2**16


@dataclass(slots=True)
class Element:
    """An element: its name with namespace, attributes, and its stretch of bytes.

    `opened` is where its start tag ends, `closed` where its end tag begins; of a self-closed one both
    are `end`. Attributes in a namespace are named `{namespace}name`.
    """

    namespace: str
    name: str
    attributes: Mapping[str, str]
    start: int
    opened: int = 0
    closed: int = 0
    end: int = 0
    children: list[Element] = field(default_factory=list)
    text: str = ""

    @property
    def is_self_closed(self) -> bool:
        return self.opened == self.end

    def all(self, name: str) -> Iterator[Element]:
        """The children of this name in the element's own namespace."""
        return (c for c in self.children if c.name == name and c.namespace == self.namespace)

    def first(self, name: str) -> Element | None:
        """The first child of this name."""
        return next(self.all(name), None)


@dataclass(slots=True)
class Document:
    """A part: its bytes, its root element, and the prefixes that its namespaces have first.

    Of named styles no elements are made.
    """

    content: bytes
    root: Element
    prefixes: Mapping[str, str]

    def tag(self, name: str) -> str:
        """A name in the root's namespace as the part writes it."""
        prefix = self.raw(self.root.start + 1, self.root.opened).decode().split(None, 1)[0].rstrip("/>")
        return f"{prefix.rpartition(':')[0]}:{name}" if ":" in prefix else name

    def raw(self, start: int, end: int) -> bytes:
        return self.content[start:end]

    def start_tag(self, element: Element) -> bytes:
        return self.raw(element.start, element.opened)

    def with_attribute(self, element: Element, name: str, value: str) -> Splice:
        """The splice that sets an attribute without namespace in the element's start tag."""
        place = attribute_span(self.start_tag(element), name)
        if place is not None:
            start, end = (element.start + offset for offset in place)
            return start, end, value.encode()
        at = element.opened - (2 if element.is_self_closed else 1)
        return at, at, f' {name}="{value}"'.encode()

    def appended(self, element: Element, inner: bytes) -> Splice:
        """The splice that adds to an element's content at its end."""
        if not element.is_self_closed:
            return element.closed, element.closed, inner
        name = self.start_tag(element)[1:].split(None, 1)[0].rstrip(b"/>")
        at = element.opened - 2
        return at, element.opened, b">" + inner + b"</" + name + b">"


def attribute_span(tag: bytes, name: str) -> tuple[int, int] | None:
    """Where in a start tag the value of an attribute stands, between its quotes."""
    found = re.search(rb"""\s%s\s*=\s*(?:"([^"]*)"|'([^']*)')""" % name.encode(), _without_values(tag, name))
    return None if found is None else found.span(found.lastindex or 1)


def _without_values(tag: bytes, name: str) -> bytes:
    """The tag with what could be taken for the attribute inside the values of others blanked out."""
    return _OTHER.sub(lambda found: found[0] if found[1] == name.encode() else _blank(found[0]), tag)


def _blank(text: bytes) -> bytes:
    return b"." * len(text)


def read_document(content: bytes, part: str, refuse: Host) -> Document:
    """The elements of a part.

    Raises:
        WorkbookError: it is no XML, has a DTD, is in another encoding than UTF-8, or too large.
    """
    remedy = "open it in Excel, let it repair the file, and save it again"
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in content[:4]:
        raise refuse(f"its part {part} is not in UTF-8", "open it in Excel and save it again")
    if len(content) > _MOST_BYTES:
        raise refuse(f"its part {part} is {len(content):,} bytes large", "reduce the workbook")
    reader = _Reader(require_few(content, part, refuse))
    try:
        return Document(content, *reader.read())
    except (expat.ExpatError, _Refused) as error:
        raise refuse(f"its part {part} cannot be read ({error})", remedy) from error


def require_few(content: bytes, part: str, refuse: Host) -> bytes:
    """Make sure, before an element is made of each, that a part has not too many.

    Returns:
        What elements are made of: in a large part, blanks stand in place of its named styles.

    Raises:
        WorkbookError: it has too many.
    """
    if _start_tags(content) < _MANY_ELEMENTS:
        return content
    read = _UNREAD.sub(lambda found: found[1] + _blank_for(found[3]) + found[4], content)
    if _start_tags(read) > _MOST_ELEMENTS:
        message = f"its part {part} is too large: more than {_MOST_ELEMENTS:,} elements"
        raise refuse(message, "reduce the workbook")
    return read


def _blank_for(text: bytes) -> bytes:
    return b" " * len(text)


def _start_tags(content: bytes) -> int:
    """Give or take those in comments."""
    return content.count(b"<") - content.count(b"</")


class _Refused(Exception):
    """What no part of a workbook has."""


class _Reader:
    def __init__(self, content: bytes) -> None:
        self._content = content
        self._stack: list[Element] = []
        self._texts: list[list[str]] = []
        self._root: Element | None = None
        self._prefixes: dict[str, str] = {}
        self._parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
        self._parser.ordered_attributes = False
        self._parser.buffer_text = True
        self._parser.buffer_size = _TEXT_AT_ONCE
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartNamespaceDeclHandler = self._namespace
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.XmlDeclHandler = self._declaration

    def read(self) -> tuple[Element, Mapping[str, str]]:
        self._parser.Parse(self._content, True)
        assert self._root is not None
        return self._root, self._prefixes

    def _doctype(self, *_: object) -> None:
        raise _Refused("it has a document type declaration")

    def _declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        if (encoding or "utf-8").lower() not in ("utf-8", "us-ascii"):
            raise _Refused(f"it is in the encoding {encoding}")

    def _namespace(self, prefix: str | None, uri: str) -> None:
        self._prefixes.setdefault(uri, prefix or "")

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        start = self._parser.CurrentByteIndex
        namespace, _, local = name.rpartition(_SEPARATOR)
        named = {
            "{{{0}}}{2}".format(*key.rpartition(_SEPARATOR)) if _SEPARATOR in key else key: value
            for key, value in attributes.items()
        }
        element = Element(namespace, local, named, start, opened=_tag_end(self._content, start))
        if len(self._stack) > _DEEPEST:
            raise _Refused("it is nested too deep")
        if self._stack:
            self._stack[-1].children.append(element)
        else:
            self._root = element
        self._stack.append(element)
        self._texts.append([])

    def _end(self, _: str) -> None:
        element = self._stack.pop()
        element.text = "".join(self._texts.pop())
        at = self._parser.CurrentByteIndex
        if self._content[element.opened - 2 : element.opened] == b"/>" and at <= element.opened:
            element.closed = element.end = element.opened
        else:
            element.closed, element.end = at, self._content.index(b">", at) + 1

    def _text(self, data: str) -> None:
        if self._texts:
            self._texts[-1].append(data)


def _tag_end(content: bytes, start: int) -> int:
    """Where a start tag ends: behind the > that stands in no quotes."""
    found = _TAG.match(content, start)
    assert found is not None
    return found.end()
