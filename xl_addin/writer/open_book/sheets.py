"""One sheet of the deck written into an open workbook: contents as one block, looks by areas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from xl_addin.release.styles import INK
from xl_addin.writer.edits import CellEdit, SheetEdit, counted_from_1904
from xl_addin.writer.open_book.blocks import Rectangle, contents, protected, rectangles, stretches

if TYPE_CHECKING:
    import xlwings as xw

# Excel takes no longer text as part of a block.
_LONGEST_IN_BLOCK = 8_000
_STANDARD_WIDTH = 8.43
_WEIGHTS: dict[str, Any] = {"hair": "hairline", "thin": "thin", "medium": "medium"}
_VERTICAL = {"vcenter": "center", "top": "top"}


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing about a cell's looks: what it is by its edit, and how it is set for a range.

    A `common` one cannot be seen on an empty cell: the most frequent value is laid over the whole block.
    """

    of: Callable[[CellEdit], Hashable]
    set: Callable[[xw.Range, Any], object]
    plain: Hashable
    common: bool = False
    one_row: bool = False


def _set(name: str) -> Callable[[xw.Range, Any], None]:
    return lambda area, value: setattr(area, name, value)


def _set_font(name: str) -> Callable[[xw.Range, Any], None]:
    return lambda area, value: setattr(area.font, name, value)


def _rule(side: str) -> Callable[[xw.Range, tuple[str, str]], None]:
    def draw(area: xw.Range, rule: tuple[str, str]) -> None:
        weight, color = rule
        for looks in ({"line_style": "continuous"}, {"weight": _WEIGHTS[weight]}, {"color": "#" + color}):
            area.borders.set(
                side, **looks
            )  # in this order: a line that is given its style may lose the others

    return draw


def _colored(color: str | None) -> str | None:
    return "#" + color if color else None


ASPECTS = (
    Aspect(lambda cell: cell.style.size, _set_font("size"), None, common=True),
    Aspect(lambda cell: _colored(cell.style.color), _set_font("color"), None, common=True),
    Aspect(lambda cell: bool(cell.style.bold), _set_font("bold"), plain=False),
    Aspect(lambda cell: bool(cell.style.italic), _set_font("italic"), plain=False),
    Aspect(lambda cell: _colored(cell.style.fill), _set("color"), None),
    Aspect(lambda cell: cell.style.align, _set("horizontal_alignment"), None),
    Aspect(
        lambda cell: _VERTICAL.get(cell.style.valign or ""), _set("vertical_alignment"), None, common=True
    ),
    Aspect(lambda cell: bool(cell.style.wrap), _set("wrap_text"), plain=False),
    Aspect(lambda cell: cell.number_format, _set("number_format"), "General"),
    Aspect(lambda cell: _edge(cell, cell.style.top), _rule("edge_top"), None, one_row=True),
    Aspect(lambda cell: _edge(cell, cell.style.bottom), _rule("edge_bottom"), None, one_row=True),
)


def _edge(cell: CellEdit, rule: str | None) -> tuple[str, str] | None:
    return (rule, cell.style.rule or INK) if rule else None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is the same for all sheets of a deck: its font, how Excel counts days, which formulas it knows.

    `indent` moves the texts of a range to the right, which xlwings' public interface does not.
    """

    font: str
    indent: Callable[[xw.Range, int], object]
    from_1904: bool = False
    property: str = "formula2"


def write_sheet(sheet: xw.Sheet, edit: SheetEdit, around: Surroundings) -> None:
    """Write an empty sheet: contents, looks, sizes; not the colours of parts of texts, charts and page."""
    for first, last, width in stretches(edit.widths):
        sheet.range((1, first), (1, last)).column_width = width
    if edit.cells:
        cells = [counted_from_1904(cell) if around.from_1904 else cell for cell in edit.cells]
        block = _write_contents(sheet, cells, around)
        _write_looks(sheet, cells, block, around.font)
        indented = [cell for cell in cells if cell.style.indent]
        for area, steps in rectangles(indented, lambda cell: cell.style.indent or 0):
            around.indent(_range(sheet, area), steps)
    for top, left, bottom, right in edit.merged:
        sheet.range((top, left), (bottom, right)).merge()
    for first, last, height in stretches(edit.heights):
        sheet.range((first, 1), (last, 1)).row_height = height


def clear_sheet(sheet: xw.Sheet) -> None:
    """Empty a sheet that stays: what points at its cells goes on doing so. Its charts are not touched."""
    sheet.clear()
    sheet.cells.column_width = _STANDARD_WIDTH
    sheet.autofit("rows")  # their heights are Excel's again


def color_stretches(sheet: xw.Sheet, edit: SheetEdit) -> None:
    """Colour parts of texts: the last of all looks, because those of whole cells would cover them."""
    for cell in edit.cells:
        for first, last, color in cell.stretches:
            sheet.range((cell.row, cell.column)).characters[first:last].font.set(color="#" + color, bold=True)


def _write_contents(sheet: xw.Sheet, cells: list[CellEdit], around: Surroundings) -> xw.Range:
    long = {(cell.row, cell.column): cell for cell in cells if _is_long(cell)}
    area, rows = contents(
        [replace(cell, value=None) if (cell.row, cell.column) in long else cell for cell in cells]
    )
    block = _range(sheet, area)
    setattr(block, around.property, rows)
    for at, cell in long.items():
        sheet.range(at).value = protected(str(cell.value))
    block.number_format = "General"  # a formula takes over the format of what it points at
    return block


def _is_long(cell: CellEdit) -> bool:
    return cell.formula is None and isinstance(cell.value, str) and len(cell.value) > _LONGEST_IN_BLOCK


def _write_looks(sheet: xw.Sheet, cells: list[CellEdit], block: xw.Range, font: str) -> None:
    block.font.name = font
    for aspect in ASPECTS:
        plain = aspect.plain
        if aspect.common:
            plain = Counter(map(aspect.of, cells)).most_common(1)[0][0]
            if plain != aspect.plain:
                aspect.set(block, plain)
        for area, value in _differing(cells, aspect, plain):
            aspect.set(_range(sheet, area), value)


def _differing(
    cells: list[CellEdit], aspect: Aspect, plain: Hashable
) -> Iterator[tuple[Rectangle, Hashable]]:
    found = [cell for cell in cells if aspect.of(cell) != plain]
    return rectangles(found, aspect.of, one_row=aspect.one_row)


def _range(sheet: xw.Sheet, area: Rectangle) -> xw.Range:
    return sheet.range((area.top, area.left), (area.bottom, area.right))
