"""Cell formats of one workbook brought into another's: what is there is used, what is missing appended.

Nothing that stands in the host's styles moves, so that every cell of its own keeps its look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from xl_addin.writer.package.archive import Splice
from xl_addin.writer.package.model import MAIN, attribute
from xl_addin.writer.package.spans import Document, Element

Key: TypeAlias = tuple[object, ...]

_ORDER = (
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
    "tableStyles",
    "colors",
    "extLst",
)
# What a workbook without styles looks like.
BARE = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>\
</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill\
 patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/>\
</border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>\
</cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>""".encode()
_FIRST_CUSTOM = 164
_BUILT_IN = {0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"}
# Attributes that say nothing where they have these values, and those that only repeat what is there.
_DEFAULTS = {("val", "1"), ("diagonalUp", "0"), ("diagonalDown", "0"), ("horizontal", "general")}
_DEFAULTS |= {("vertical", "bottom"), ("wrapText", "0"), ("indent", "0"), ("textRotation", "0")}
_DEFAULTS |= {("shrinkToFit", "0"), ("locked", "1"), ("hidden", "0"), ("patternType", "none")}
_BOOLEANS = {"true": "1", "false": "0"}
_NUMBER_IDS = re.compile(rb"""numFmtId\s*=\s*["'](\d+)""")


class Styles:
    """The sections of a style sheet, by what their entries look like."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.sections = {child.name: child for child in document.root.children if child.namespace == MAIN}
        numbers = self.entries("numFmts")
        self.codes = {int(e.attributes["numFmtId"]): e.attributes["formatCode"] for e in numbers}
        self.fonts = [_key(e) for e in self.entries("fonts")]
        self.fills = [_key(e) for e in self.entries("fills")]
        self.borders = [_key(e) for e in self.entries("borders")]
        self.differential = [_key(e) for e in self.entries("dxfs")]

    def entries(self, section: str) -> list[Element]:
        """The entries of a section, in their order."""
        found = self.sections.get(section)
        return [] if found is None else [child for child in found.children if child.namespace == MAIN]

    def code(self, number: int) -> str:
        """A number format's code; of a built-in one its number, unless the file redefines it."""
        return self.codes.get(number, f"built-in {number}")

    def formats(self) -> list[Key | None]:
        """What each cell format looks like; None for one of a named style of its own."""
        return [self._format(element) for element in self.entries("cellXfs")]

    def _format(self, element: Element) -> Key | None:
        found = element.attributes
        if found.get("xfId", "0") != "0" or found.get("quotePrefix") == "1":
            return None
        try:
            number = self.code(int(found.get("numFmtId", "0")))
            looks = (
                self.fonts[int(found.get("fontId", "0"))],
                self.fills[int(found.get("fillId", "0"))],
                self.borders[int(found.get("borderId", "0"))],
            )
        except (IndexError, ValueError):
            return None
        return (
            number,
            *looks,
            *sorted((key for key in map(_key, element.children) if key[1] or key[2]), key=repr),
        )


def _key(element: Element) -> Key:
    """What an entry looks like, whatever order it is written in."""
    pairs = ((name, _BOOLEANS.get(value, value)) for name, value in element.attributes.items())
    attributes = frozenset(pair for pair in pairs if pair not in _DEFAULTS)
    children = [_key(child) for child in element.children if child.namespace == MAIN]
    kept = [child for child in children if child[1] or child[2] or element.name == "font"]
    return (element.name, attributes, tuple(sorted(kept, key=repr)))


class Grafting:
    """The donor's formats in the host's numbering, and what the host's style sheet lacks for them."""

    def __init__(self, host: Styles, donor: Styles) -> None:
        self._host, self._donor = host, donor
        self._appended: dict[str, list[str]] = {}
        self._numbers = {code: number for number, code in host.codes.items()}
        used = [int(number) for number in _NUMBER_IDS.findall(host.document.content)]
        self._next_number = max([_FIRST_CUSTOM - 1, *used]) + 1
        self._looks = {"fonts": list(host.fonts), "fills": list(host.fills), "borders": list(host.borders)}
        self._formats = host.formats()
        self._dxfs = list(host.differential)
        self._prefix = host.document.tag("x")[:-1]
        self._seed()

    def _seed(self) -> None:
        """What every style sheet begins with, where the host's has not: Excel takes two fills as given."""
        for section, count in (("fonts", 1), ("fills", 2), ("borders", 1)):
            for number in range(len(self._looks[section]), count):
                self._look(section, number)
        if not self._formats:
            self._format(self._donor.entries("cellXfs")[0], self._donor.formats()[0])

    def formats(self) -> list[int]:
        """For each cell format of the donor its number in the host."""
        own = self._donor.formats()
        return [
            self._format(element, key)
            for element, key in zip(self._donor.entries("cellXfs"), own, strict=True)
        ]

    def differential(self) -> list[int]:
        """For each format of a conditional format its number in the host."""
        return [
            self._placed("dxfs", self._dxfs, key, self._written(element))
            for element, key in zip(
                self._donor.entries("dxfs"),
                self._donor.differential,
                strict=True,
            )
        ]

    def _format(self, element: Element, key: Key | None) -> int:
        assert key is not None
        if key in self._formats:
            return self._formats.index(key)
        found = element.attributes
        ids = {
            name: self._look(section, int(found.get(name, "0")))
            for name, section in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders"))
        }
        ids["numFmtId"] = self._number(int(found.get("numFmtId", "0")))
        kept = {name: value for name, value in found.items() if name not in ids}
        everything = {**{name: str(value) for name, value in ids.items()}, **kept}
        text = self._tag(element.name, everything, element.children)
        return self._placed("cellXfs", self._formats, key, text)

    def _look(self, section: str, number: int) -> int:
        element = self._donor.entries(section)[number]
        return self._placed(section, self._looks[section], _key(element), self._written(element))

    def _placed(self, section: str, known: list[Key | None] | list[Key], key: Key, text: str) -> int:
        if key not in known:
            known.append(key)
            self._appended.setdefault(section, []).append(text)
        return known.index(key)

    def _number(self, number: int) -> int:
        code = self._donor.codes.get(number)
        if code is None and number not in self._host.codes:
            return number
        code = code or _BUILT_IN[number]
        if code not in self._numbers:
            self._numbers[code] = self._next_number
            self._next_number += 1
            given = {"numFmtId": str(self._numbers[code]), "formatCode": code}
            self._appended.setdefault("numFmts", []).append(self._tag("numFmt", given, ()))
        return self._numbers[code]

    def _written(self, element: Element) -> str:
        return self._tag(element.name, element.attributes, element.children)

    def _tag(self, name: str, attributes: Mapping[str, str], children: Iterable[Element]) -> str:
        """An element in the host's prefix."""
        given = "".join(f' {key}="{attribute(value)}"' for key, value in attributes.items())
        inner = "".join(map(self._written, children))
        tag = self._prefix + name
        return f"<{tag}{given}>{inner}</{tag}>" if inner else f"<{tag}{given}/>"

    def splices(self) -> list[Splice]:
        """What is to be added to the host's style sheet."""
        splices = [splice for section in _ORDER for splice in self._section(section)]
        root = self._host.document.root
        if not root.is_self_closed:
            return splices
        return [self._host.document.appended(root, b"".join(new for _, _, new in splices))]

    def _section(self, name: str) -> Iterable[Splice]:
        entries = self._appended.get(name)
        if not entries:
            return []
        document, section = self._host.document, self._host.sections.get(name)
        inner = "".join(entries).encode()
        if section is None:
            place = self._place(name)
            tag = f"{self._prefix}{name}"
            text = f'<{tag} count="{len(entries)}">'.encode() + inner + f"</{tag}>".encode()
            return [(place, place, text)]
        known = len([child for child in section.children if child.namespace == MAIN])
        counted = [document.with_attribute(section, "count", str(known + len(entries)))]
        counted = counted if "count" in section.attributes else []
        return [*counted, document.appended(section, inner)]

    def _place(self, name: str) -> int:
        """Where a section that is missing belongs."""
        before = _ORDER[: _ORDER.index(name)]
        ends = [self._host.sections[other].end for other in before if other in self._host.sections]
        return max(ends, default=self._host.document.root.opened)
