"""What a sheet's XML says beside its values, which openpyxl's read-only mode does not tell.

That is merged cells, hidden rows and columns, tables' rows of totals, and formulas.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import product
from typing import IO
from xml.etree.ElementTree import Element, iterparse

from xl_addin.inputs.model import column_letters
from xl_addin.inputs.parts import Parts, kind_of

_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]+)")
_MOST_FILLED = 100_000


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, both corners included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Layout:
    """The layout of one sheet; columns that are hidden are kept as first and last.

    `formulas` are without their =; the text is empty where a cell cannot be calculated by itself, as
    one that an array formula fills. `totals` are the rows of totals that Excel knows of.
    """

    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    formulas_without_value: set[tuple[int, int]] = field(default_factory=set)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    totals: list[Area] = field(default_factory=list)

    def hides_column(self, column: int) -> bool:
        """Whether a reader of the sheet does not see the column."""
        return any(first <= column <= last for first, last in self.hidden_columns)


def read_layout(parts: Parts, sheet: str) -> Layout:
    """The layout of one worksheet."""
    part = parts.sheets[sheet]
    with parts.archive.open(part) as stream:
        layout = _read_layout(stream)
    for table in parts.related(part, "table"):
        if int(table.get("totalsRowCount", "0")):
            whole = _area(table.get("ref", ""))
            layout.totals.append(Area(whole.bottom, whole.left, whole.bottom, whole.right))
    return layout


def _read_layout(part: IO[bytes]) -> Layout:
    layout, shared = Layout(), dict[str, tuple[str, str]]()
    row = column = 0
    for event, element in iterparse(part, events=("start", "end")):
        kind = kind_of(element)
        if event == "start":
            if kind == "row":
                row, column = int(element.get("r", row + 1)), 0
                if _hidden(element):
                    layout.hidden_rows.add(row)
        elif kind == "c":
            column = _column_of(element, column + 1)
            _read_formula(element, (row, column), layout, shared)
        elif kind == "col" and _hidden(element):
            layout.hidden_columns.append((int(element.get("min", "1")), int(element.get("max", "1"))))
        elif kind == "mergeCell":
            layout.merged.append(_area(element.get("ref", "")))
        elif kind == "row":
            element.clear()
    return layout


def _read_formula(
    cell: Element, place: tuple[int, int], layout: Layout, shared: dict[str, tuple[str, str]]
) -> None:
    """The cell's formula, if it has one; `shared` are those that other cells repeat, by their numbers."""
    formula = next((child for child in cell if kind_of(child) == "f"), None)
    if formula is None:
        return
    kind, text = formula.get("t", "normal"), formula.text or ""
    if kind == "shared":
        text = _unshared(f"{column_letters(place[1])}{place[0]}", text, formula.get("si", ""), shared)
    elif kind != "normal":
        text = ""
        layout.formulas |= dict.fromkeys(_filled(formula.get("ref", "")), text)
    layout.formulas[place] = text
    if _lacks_value(cell):
        layout.formulas_without_value.add(place)


def _unshared(address: str, text: str, number: str, shared: dict[str, tuple[str, str]]) -> str:
    """The formula of a cell that shares it with others: the first one tells it, the others move it."""
    from openpyxl.formula.translate import Translator  # noqa: PLC0415 - costs more than most readings

    if text:
        shared[number] = (address, text)
        return text
    origin, first = shared.get(number, (address, ""))
    return str(Translator(f"={first}", origin).translate_formula(address)).removeprefix("=")


def _filled(reference: str) -> list[tuple[int, int]]:
    """The cells that an array formula or a data table fills; of one beyond reason none."""
    if not _ADDRESS.match(reference):
        return []
    area = _area(reference)
    rows, columns = range(area.top, area.bottom + 1), range(area.left, area.right + 1)
    return list(product(rows, columns)) if len(rows) * len(columns) <= _MOST_FILLED else []


def _lacks_value(cell: Element) -> bool:
    """Whether a formula was saved without its result; a result of empty text is one."""
    value = next((child for child in cell if kind_of(child) == "v"), None)
    return value is None or (not value.text and cell.get("t") != "str")


def _hidden(element: Element) -> bool:
    return element.get("hidden") in {"1", "true"}


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
