"""What of a workbook points at sheets that go: formulas, charts, rules, links, pivot tables, names.

Whether a text mentions such a sheet is looked up in the bytes of each part first; only parts that do are
parsed, as streams, so that a large workbook costs no more than its reading.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from xl_addin.errors import Issue, Severity
from xl_addin.writer.package.model import Package, Sheet

# Elements whose text is a formula, those that say what a formula in them is of, and where it stands.
_TEXTS = frozenset({"f", "formula", "formula1", "formula2", "calculatedColumnFormula", "totalsRowFormula"})
_TEXTS |= {"FmlaLink", "FmlaRange", "FmlaTxbx", "FmlaGroup", "FmlaPict"}
_HOLDERS: Mapping[str, tuple[str, str]] = {
    "c": ("formulas", "r"),
    "conditionalFormatting": ("conditional formats", "sqref"),
    "dataValidation": ("data validations", "sqref"),
    "sparkline": ("sparklines", ""),
    "sparklineGroup": ("sparklines", ""),
    "chartSpace": ("charts", ""),
    "table": ("tables", "ref"),
    "ClientData": ("form controls", ""),
}
# Attributes that are formulas or addresses, by element; those with an exclamation mark are names of sheets.
_ATTRIBUTES: Mapping[str, tuple[str, tuple[str, ...], str]] = {
    "hyperlink": ("links", ("location",), "ref"),
    "Relationship": ("links", ("Target",), ""),
    "controlPr": ("form controls", ("linkedCell", "listFillRange"), ""),
    "formControlPr": ("form controls", ("fmlaLink", "fmlaRange", "fmlaTxbx", "fmlaGroup"), ""),
    "sp": ("text boxes", ("textlink",), ""),
    "cameraTool": ("linked pictures", ("cellRange",), ""),
    "worksheetSource": ("pivot tables", ("sheet!",), ""),
    "rangeSet": ("pivot tables", ("sheet!",), ""),
    "dataRef": ("consolidations", ("sheet!",), ""),
}
_REFERENCE = re.compile(r"'((?:[^']|'')+)'!|(?<![\w.'\]])([\w.\\?]+(?::[\w.\\?]+)?)!")
_LITERAL = re.compile(r'"[^"]*"')
_READS_TEXTS = re.compile(r"INDIRECT|HYPERLINK", re.IGNORECASE)
_PLAIN = re.compile(r"[^'&<>\"]+")
_CHUNK = 2**20
_SUFFIXES = (".xml", ".vml", ".rels")
_DATA = "pivotcacherecords"  # values alone, which may be very many
_REMEDY = "it will show #REF!; mend it, or build again"


def referring(package: Package, gone: Sequence[Sheet]) -> Iterator[Issue]:
    """What of others points at sheets which go, one issue for each of its kind, sheet and sheet that goes."""
    if not gone:
        return
    search = _Search(package, gone)
    found: dict[tuple[str, str, str], list[str]] = {}
    for part, sheet in _parts(package, gone).items():
        for kind, place, text in search.in_part(part):
            for name in sorted(search.named(text)):
                found.setdefault((name, sheet, kind), []).append(place)
    for (name, sheet, kind), places in sorted(found.items()):
        message = f"its {kind} point at the sheet {name}, which goes{_counted(places)}"
        yield Issue(message, _REMEDY, package.file, sheet, places[0], severity=Severity.WARNING)
    yield from _names(package, gone, search)


def _counted(places: Sequence[str]) -> str:
    others = len(dict.fromkeys(place for place in places if place)) - 1
    return f" ({others} more)" if others > 0 else ""


def _names(package: Package, gone: Iterable[Sheet], search: _Search) -> Iterator[Issue]:
    """Names of the workbook and of other sheets, such as areas and titles to print."""
    indexes = {str(sheet.index) for sheet in gone}
    sheets = {str(sheet.index): sheet.name for sheet in package.sheets}
    for element in package.names:
        place = element.attributes.get("localSheetId", "")
        if place in indexes:
            continue
        for name in sorted(search.named(element.text)):
            message = f"the name {element.attributes.get('name')} points at the sheet {name}, which goes"
            yield Issue(message, _REMEDY, package.file, sheets.get(place, ""), severity=Severity.WARNING)


def _parts(package: Package, gone: Sequence[Sheet]) -> Mapping[str, str]:
    """The parts that stay and may point somewhere, each with the sheet that it hangs on."""
    found: dict[str, str] = {}
    for sheet in package.sheets:
        if sheet.part and sheet not in gone:
            for part in (sheet.part, *package.related(sheet.part)):
                found.setdefault(part, sheet.name)
    for relation in package.relations(package.workbook_part):
        if relation.kind == "pivotCacheDefinition" and relation.target in package.archive.names:
            found.setdefault(relation.target, "")
    names = {part: posixpath.basename(part).casefold() for part in found}
    kept = (part for part, name in names.items() if name.endswith(_SUFFIXES) and not name.startswith(_DATA))
    return {part: found[part] for part in kept}


class _Search:
    """Looks for the names of some sheets in parts and in formulas."""

    def __init__(self, package: Package, gone: Sequence[Sheet]) -> None:
        self._package = package
        self._going = {sheet.name.casefold(): sheet.name for sheet in gone}
        self._order = [sheet.name.casefold() for sheet in package.sheets]
        self._needles = {_needle(name) for name in (*self._going.values(), *self._before(gone))}

    def _before(self, gone: Sequence[Sheet]) -> Iterator[str]:
        """Sheets from which a range of sheets may reach over one that goes."""
        staying = [sheet for sheet in self._package.sheets if sheet not in gone]
        for sheet in staying:
            if any(sheet.index < one.index < staying[-1].index for one in gone):
                yield sheet.name

    def in_part(self, part: str) -> Iterator[tuple[str, str, str]]:
        """Kind, place and text of all formulas of a part that mentions one of the names."""
        with self._package.archive.open(part) as stream:
            if not self._mentioned(stream):
                return
        reader = _Formulas()
        try:
            with self._package.archive.open(part) as stream:
                reader.read(stream)
        except expat.ExpatError:
            return  # what is no XML points nowhere
        yield from ((formula.kind, formula.place, formula.text) for formula in reader.found)

    def _mentioned(self, stream: IO[bytes]) -> bool:
        before = b""
        while chunk := stream.read(_CHUNK):
            text = (before + chunk).lower()
            if b"&#" in text or b"\0" in text or any(needle in text for needle in self._needles):
                return True
            before = chunk[-400:]
        return False

    def named(self, formula: str) -> set[str]:
        """The sheets that go at which a formula or an address points."""
        if not _READS_TEXTS.search(formula):
            formula = _LITERAL.sub('""', formula)
        found = _REFERENCE.finditer(formula)
        return {name for match in found for name in self._in_reference(match[1] or match[2])}

    def _in_reference(self, sheets: str) -> Iterator[str]:
        first, _, last = sheets.replace("''", "'").casefold().partition(":")
        places = [self._order.index(name) for name in (first, last or first) if name in self._order]
        within = self._order[min(places) : max(places) + 1] if len(places) == 2 else [first, last]
        yield from (self._going[name] for name in within if name in self._going)


def _needle(name: str) -> bytes:
    """The longest stretch of a name that is written in XML as it is; letters of ASCII in small."""
    stretches = _PLAIN.findall(name)
    return max(stretches, key=len, default="").encode().lower()


@dataclass(slots=True)
class _Formula:
    kind: str
    place: str
    text: str


@dataclass(slots=True)
class _Formulas:
    """The formulas of a part, as its elements come by."""

    found: list[_Formula] = field(default_factory=list)
    _holders: list[tuple[str, str, str]] = field(default_factory=list)
    _text: list[str] | None = None

    def read(self, stream: IO[bytes]) -> None:
        """Read a part to its end."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        parser.ParseFile(stream)

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name in _HOLDERS:
            kind, place = _HOLDERS[name]
            self._holders.append((name, kind, attributes.get(place, "").partition(" ")[0]))
        if name in _TEXTS or name == "sqref":
            self._text = []
        if name in _ATTRIBUTES:
            kind, names, place = _ATTRIBUTES[name]
            for attribute in names:
                text = attributes.get(attribute.rstrip("!"))
                if text:
                    whole = f"'{text.replace(chr(39), chr(39) * 2)}'!" if attribute.endswith("!") else text
                    self.found.append(_Formula(kind, attributes.get(place, ""), whole.lstrip("#")))

    def _end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if self._text is not None and name in _TEXTS:
            _, kind, place = self._holders[-1] if self._holders else ("", "formulas", "")
            self.found.append(_Formula(kind, place, "".join(self._text)))
        elif self._text is not None and name == "sqref":
            self._placed("".join(self._text).partition(" ")[0])
        if name in _TEXTS or name == "sqref":
            self._text = None
        if self._holders and self._holders[-1][0] == name:
            self._holders.pop()

    def _placed(self, place: str) -> None:
        """Newer elements say behind their formulas where they stand."""
        for formula in reversed(self.found):
            if formula.place or not self._holders or formula.kind != self._holders[-1][1]:
                return
            formula.place = place

    def _data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)
