"""What sheets of a workbook file hold: formulas, constants and notes, read from their own parts alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import product
from typing import IO
from xml.etree.ElementTree import Element, fromstring, iterparse

from xl_addin.catalog import Scalar
from xl_addin.errors import ExcelError
from xl_addin.inputs.dates import serial

Content = tuple[int, int, Scalar]
Place = tuple[int, int]

_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]+)")
_ITEM = re.compile(rb"<((?:[\w.-]+:)?si)\b(?:[^>]*/>|.*?</\1\s*>)", re.DOTALL)
_CHUNK = 2**20
_TO_1904 = 1462


@dataclass(frozen=True, slots=True)
class StoredSheet:
    """A sheet's cells as row, column and content, its notes, and the texts of the names that belong to it."""

    cells: tuple[Content, ...]
    notes: Mapping[Place, str]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SheetParts:
    """The parts that make up a sheet: its XML, that of its notes, and its names."""

    cells: Callable[[], IO[bytes]]
    notes: bytes | None
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Shared:
    """A text among those that all sheets share, by its number."""

    number: int


@dataclass(slots=True)
class _Cells:
    """The cells of one sheet while they are read."""

    dates: frozenset[str]
    found: dict[Place, Scalar | _Shared] = field(default_factory=dict)
    spilled: set[Place] = field(default_factory=set)
    formulas: dict[str, tuple[str, str]] = field(default_factory=dict)


def stored_sheets(
    sheets: Mapping[str, SheetParts],
    strings: Callable[[], IO[bytes]] | None,
    dates_from_1904: frozenset[str] = frozenset(),
) -> Mapping[str, StoredSheet]:
    """What each of the sheets holds; `strings` opens the part of the texts that all sheets share.

    Numbers of the cell formats in `dates_from_1904` are given as days of the other system.

    Raises:
        ParseError, ValueError, KeyError: a part is damaged.
    """
    read = {name: _read(parts, dates_from_1904) for name, parts in sheets.items()}
    values = (value for cells in read.values() for value in cells.found.values())
    numbers = {value.number for value in values if isinstance(value, _Shared)}
    texts = shared_texts(strings, numbers) if strings is not None and numbers else {}
    return {name: _stored(read[name], parts, texts) for name, parts in sheets.items()}


def date_formats(codes: Mapping[int, str], formats: list[int]) -> frozenset[str]:
    """The numbers of the cell formats that show dates, of those with these number formats."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format  # noqa: PLC0415 - a slow import

    known = {**BUILTIN_FORMATS, **codes}
    return frozenset(str(place) for place, number in enumerate(formats) if is_date_format(known.get(number)))


def shared_texts(strings: Callable[[], IO[bytes]], numbers: set[int]) -> Mapping[int, str]:
    """Some of the texts that all sheets share; of a long list no more is parsed than is asked for."""
    found: dict[int, str] = {}
    with strings() as part:
        for number, item in enumerate(_items(part)):
            if number in numbers:
                found[number] = _text(_alone(item))
            if len(found) == len(numbers):
                break
    return found


def _items(part: IO[bytes]) -> Iterator[bytes]:
    left = b""
    while chunk := part.read(_CHUNK):
        left, end = left + chunk, 0
        for item in _ITEM.finditer(left):
            yield item[0]
            end = item.end()
        left = left[end:]


def _alone(item: bytes) -> Element:
    """An element outside its part, where its prefix was declared."""
    prefix = item[1 : item.index(b"si")]
    declared = b' xmlns:%s="item"' % prefix.rstrip(b":") if prefix else b""
    return fromstring(b"<x%s>%s</x>" % (declared, item))[0]


def _read(parts: SheetParts, dates: frozenset[str]) -> _Cells:
    cells = _Cells(dates)
    row = column = 0
    with parts.cells() as part:
        for event, element in iterparse(part, events=("start", "end")):
            kind = _kind(element)
            if event == "start":
                if kind == "row":
                    row, column = int(element.get("r", row + 1)), 0
            elif kind == "c":
                row, column = _place(element, (row, column + 1))
                _take(cells, (row, column), element)
            elif kind == "row":
                element.clear()
    return cells


def _place(cell: Element, default: Place) -> Place:
    address = _ADDRESS.fullmatch(cell.get("r", ""))
    return (int(address[2]), _column(address[1])) if address else default


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _take(cells: _Cells, place: Place, cell: Element) -> None:
    children = {_kind(child): child for child in cell}
    formula = children.get("f")
    if formula is not None:
        cells.found[place] = _formula(cells, place, cell.get("r", ""), formula)
    else:
        value = _constant(cell, children, cells.dates)
        if value is not None:
            cells.found[place] = value


def _formula(cells: _Cells, place: Place, address: str, formula: Element) -> str:
    text, kind = f"={formula.text or ''}", formula.get("t")
    if kind == "array":
        cells.spilled |= _area(formula.get("ref", address)) - {place}
    elif kind == "dataTable":
        return f"=TABLE({formula.get('r1', '')},{formula.get('r2', '')})"
    elif kind == "shared":
        return _of_group(cells, address, text, formula.get("si", ""))
    return text


def _of_group(cells: _Cells, address: str, text: str, group: str) -> str:
    """A formula that is stored once for several cells, as it reads in this one."""
    from openpyxl.formula.translate import Translator  # noqa: PLC0415 - a slow import, for few

    first = cells.formulas.get(group)
    if first is None:
        cells.formulas[group] = address, text
        return text
    return str(Translator(first[1], first[0]).translate_formula(address))


def _area(ref: str) -> set[Place]:
    corners = [(int(row), _column(letters)) for letters, row in _ADDRESS.findall(ref)]
    (top, left), (bottom, right) = corners[0], corners[-1]
    return set(product(range(top, bottom + 1), range(left, right + 1)))


def _constant(cell: Element, children: Mapping[str, Element], dates: frozenset[str]) -> Scalar | _Shared:
    kind, inline = cell.get("t", "n"), children.get("is")
    if kind == "inlineStr":
        return None if inline is None else _text(inline)
    text = children["v"].text if "v" in children else None
    if text is None:
        return None
    match kind:
        case "s":
            return _Shared(int(text))
        case "b":
            return text.strip() in {"1", "true"}
        case "e":
            return next((error for error in ExcelError if error.value == text), ExcelError.UNKNOWN)
        case "d":
            return serial(datetime.fromisoformat(text))
        case "n":
            number = int(text) if text.strip().lstrip("+-").isdecimal() else float(text)
            return number + _TO_1904 if cell.get("s", "0") in dates else number
    return text


def _text(holder: Element) -> str:
    """A text with its stretches put together, without how it is to be read aloud."""
    pieces = []
    for child in holder:
        if _kind(child) == "t":
            pieces.append(child.text or "")
        elif _kind(child) == "r":
            pieces += [part.text or "" for part in child if _kind(part) == "t"]
    return "".join(pieces)


def _stored(cells: _Cells, parts: SheetParts, texts: Mapping[int, str]) -> StoredSheet:
    known = {
        place: texts[value.number] if isinstance(value, _Shared) else value
        for place, value in cells.found.items()
    }
    notes = {place: text for place, text in _notes(parts.notes) if place in known}
    kept = ((*place, value) for place, value in known.items() if place not in cells.spilled)
    return StoredSheet(tuple(kept), notes, parts.names)


def _notes(part: bytes | None) -> Iterator[tuple[Place, str]]:
    for comment in fromstring(part).iter() if part is not None else ():
        if _kind(comment) == "comment":
            address = _ADDRESS.fullmatch(comment.get("ref", ""))
            text = next((child for child in comment if _kind(child) == "text"), None)
            if address is not None and text is not None:
                yield (int(address[2]), _column(address[1])), _text(text)


def _kind(element: Element) -> str:
    return element.tag.rpartition("}")[2]
