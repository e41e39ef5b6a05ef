"""What a paragraph of a Word document is: its own properties say it, or those of its style."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from xl_addin.tieout.document import Kind

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_HEADING = re.compile(r"(?:heading|見出し) ?([1-9])", re.IGNORECASE)
_LIST = re.compile(r"list(?: bullet| number| paragraph)? ?([1-9])?$", re.IGNORECASE)
_TITLES = {"title": 1, "subtitle": 2, "表題": 1, "副題": 2}
_BODY_LEVEL = 9
_LONGEST_CHAIN = 20
_DEEPEST_LIST = 9


@dataclass(frozen=True, slots=True)
class _Style:
    heading: int = 0
    item: int = 0


class ParagraphKinds:
    """Tells headings and items of a document by its styles."""

    def __init__(self, document: Any) -> None:
        self._elements = {
            style.get(f"{W}styleId"): style for style in document.styles.element.iterchildren(f"{W}style")
        }
        self._styles: dict[str, _Style] = {}

    def of(self, paragraph: Any) -> tuple[Kind, int]:
        """The kind of a paragraph and its level."""
        properties = paragraph.find(f"{W}pPr")
        style = self._style(value(properties, "pStyle"))
        heading = _outline(properties) or style.heading
        if heading:
            return Kind.HEADING, heading
        numbered = _numbered(properties)
        item = style.item if numbered is None else numbered
        return (Kind.ITEM, item) if item else (Kind.PARAGRAPH, 0)

    def _style(self, name: str) -> _Style:
        if name not in self._styles:
            self._styles[name] = self._resolved(name)
        return self._styles[name]

    def _resolved(self, name: str) -> _Style:
        """What the style says, or else the one that it is based on."""
        heading, item = 0, None
        for _ in range(_LONGEST_CHAIN):
            style = self._elements.get(name)
            if style is None:
                break
            properties = style.find(f"{W}pPr")
            title = value(style, "name")
            heading = heading or _outline(properties) or _titled(title)
            found = _numbered(properties)
            if item is None and (found is not None or _LIST.match(title)):
                listed = _LIST.match(title)
                item = int(listed[1]) if listed and listed[1] else found
            name = value(style, "basedOn")
        return _Style(heading, item or 0)


def flag(properties: Any, name: str) -> bool:
    """Whether a property that is on or off is on."""
    found = None if properties is None else properties.find(f"{W}{name}")
    return found is not None and found.get(f"{W}val", "true") not in {"0", "false", "off", "none"}


def value(element: Any, name: str) -> str:
    """The value of a property, "" where it is not there."""
    found = None if element is None else element.find(f"{W}{name}")
    return "" if found is None else found.get(f"{W}val", "")


def _titled(name: str) -> int:
    found = _HEADING.match(name)
    return int(found[1]) if found else _TITLES.get(name.lower(), 0)


def _outline(properties: Any) -> int:
    level = value(properties, "outlineLvl")
    return int(level) + 1 if level.isdecimal() and int(level) < _BODY_LEVEL else 0


def _numbered(properties: Any) -> int | None:
    """The level of a list item, 0 for a paragraph taken out of its list, None where nothing is said."""
    numbering = None if properties is None else properties.find(f"{W}numPr")
    if numbering is None:
        return None
    if value(numbering, "numId") == "0":
        return 0
    level = value(numbering, "ilvl")
    return min(int(level), _DEEPEST_LIST - 1) + 1 if level.isdecimal() else 1
