"""What a sheet's XML says beside its values, which openpyxl's read-only mode does not tell.

That is merged cells, hidden rows and columns, and formulas that were saved without a value.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO
from xml.etree.ElementTree import Element, fromstring, iterparse
from zipfile import ZipFile

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/"
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]+)")


class StrictWorkbook(Exception):
    """The workbook is saved as Strict Open XML, whose sheets openpyxl does not find."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, both corners included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Layout:
    """The layout of one sheet; columns that are hidden are kept as first and last."""

    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    formulas_without_value: set[tuple[int, int]] = field(default_factory=set)

    def hides_column(self, column: int) -> bool:
        """Whether a reader of the sheet does not see the column."""
        return any(first <= column <= last for first, last in self.hidden_columns)


def read_layouts(archive: ZipFile, sheets: Iterable[str]) -> Mapping[str, Layout]:
    """The layout of each of the named sheets.

    Raises:
        StrictWorkbook: the file's form is not the usual one.
    """
    parts = _sheet_parts(archive)
    layouts = {}
    for name in sheets:
        with archive.open(parts[name]) as part:
            layouts[name] = _read_layout(part)
    return layouts


def _sheet_parts(archive: ZipFile) -> Mapping[str, str]:
    """The part of each worksheet, by the sheet's name."""
    _, workbook = next(_relations(archive, "", "officeDocument"))
    root = fromstring(archive.read(workbook))
    if root.tag.startswith("{" + _STRICT):
        raise StrictWorkbook
    targets = dict(_relations(archive, workbook, "worksheet"))
    sheets = (sheet for sheet in root.iter() if _kind(sheet) == "sheet")
    identified = ((sheet.get("name", ""), sheet.get(f"{{{_RELATIONS}}}id", "")) for sheet in sheets)
    return {name: targets[relation] for name, relation in identified if relation in targets}


def _relations(archive: ZipFile, part: str, kind: str) -> Iterator[tuple[str, str]]:
    """Id and target of the part's relations of one kind."""
    folder, name = posixpath.split(part)
    relations = fromstring(archive.read(posixpath.join(folder, "_rels", f"{name}.rels")))
    for relation in relations:
        if relation.get("Type", "").endswith(f"/{kind}"):
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            yield relation.get("Id", ""), target.lstrip("/")


def _read_layout(part: IO[bytes]) -> Layout:
    layout = Layout()
    row = column = 0
    for event, element in iterparse(part, events=("start", "end")):
        kind = _kind(element)
        if event == "start":
            if kind == "row":
                row, column = int(element.get("r", row + 1)), 0
                if _hidden(element):
                    layout.hidden_rows.add(row)
        elif kind == "c":
            column = _column_of(element, column + 1)
            if _lacks_value(element):
                layout.formulas_without_value.add((row, column))
        elif kind == "col" and _hidden(element):
            layout.hidden_columns.append((int(element.get("min", "1")), int(element.get("max", "1"))))
        elif kind == "mergeCell":
            layout.merged.append(_area(element.get("ref", "")))
        elif kind == "row":
            element.clear()
    return layout


def _lacks_value(cell: Element) -> bool:
    """Whether a formula was saved without its result; a result of empty text is one."""
    formula = value = None
    for child in cell:
        kind = _kind(child)
        formula, value = (child if kind == "f" else formula), (child if kind == "v" else value)
    if formula is None:
        return False
    return value is None or (not value.text and cell.get("t") != "str")


def _hidden(element: Element) -> bool:
    return element.get("hidden") in {"1", "true"}


def _kind(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _column_of(cell: Element, default: int) -> int:
    address = _ADDRESS.fullmatch(cell.get("r", ""))
    return _column_number(address[1]) if address else default


def _area(reference: str) -> Area:
    corners = [(int(row), _column_number(letters)) for letters, row in _ADDRESS.findall(reference)]
    (top, left), (bottom, right) = corners[0], corners[-1]
    return Area(top, left, bottom, right)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
