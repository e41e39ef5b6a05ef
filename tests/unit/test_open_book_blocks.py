"""Blocks of cells for Excel: what is given for each cell, and the few rectangles that cover many."""

from __future__ import annotations

import random

import pytest

from xl_addin.errors import ExcelError
from xl_addin.release.styles import Style
from xl_addin.writer.edits import CellEdit
from xl_addin.writer.open_book.blocks import Rectangle, contents, entry, protected, rectangles, stretches


def cell(row: int, column: int, value: object = None, formula: str | None = None, fill: str = "") -> CellEdit:
    return CellEdit(row, column, formula, value, Style(fill=fill or None), "General")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    ["=A1", "+18.2%", "-97", "@here", "'quoted", "#N/A", "1Q02", "2002-08-01", "9.9", "April 2002", "TRUE",
     "false", " 12", "(464)", "$82M", "50%", "1/2"],
)  # fmt: skip
def test_a_text_that_excel_would_take_for_something_else_has_an_apostrophe(text: str) -> None:
    assert protected(text) == "'" + text


@pytest.mark.parametrize("text", ["Total revenues", "売上高", "n.m.", "", "True north", "(loss)"])
def test_a_text_that_can_be_nothing_else_stays_bare(text: str) -> None:
    assert protected(text) == text


def test_a_long_text_is_bare_unless_it_begins_like_a_formula() -> None:
    paragraph = "Statements of 2002 about the future. " * 10
    assert protected(paragraph) == paragraph
    assert protected("=" + paragraph) == "'=" + paragraph


def test_a_formula_loses_the_prefixes_of_files_but_not_those_inside_its_texts() -> None:
    typed = entry(cell(1, 1, formula='=_xlfn.IFNA(A1,"_xlfn.IFNA")'))
    assert typed == '=IFNA(A1,"_xlfn.IFNA")'


def test_an_error_value_is_written_as_a_formula() -> None:
    assert entry(cell(1, 1, ExcelError.NA)) == "=#N/A"


def test_a_block_is_the_smallest_rectangle_and_has_nothing_where_no_cell_is() -> None:
    area, rows = contents([cell(2, 3, 1.5), cell(3, 2, "up"), cell(3, 3, True)])
    assert area == Rectangle(2, 2, 3, 3)
    assert rows == [["", 1.5], ["up", True]]


def test_rectangles_join_rows_with_the_same_run_of_like_cells() -> None:
    cells = [
        cell(row, column, fill="AA" if column < 4 else "BB") for row in (1, 2, 3) for column in (2, 3, 4)
    ]
    found = dict(rectangles(cells, lambda one: one.style.fill))
    assert found == {Rectangle(1, 2, 3, 3): "AA", Rectangle(1, 4, 3, 4): "BB"}


def test_rows_apart_and_columns_apart_are_not_joined() -> None:
    cells = [cell(1, 1), cell(1, 3), cell(3, 1)]
    areas = [area for area, _ in rectangles(cells, lambda one: one.style.fill)]
    assert sorted(areas, key=lambda area: (area.top, area.left)) == [
        Rectangle(1, 1, 1, 1), Rectangle(1, 3, 1, 3), Rectangle(3, 1, 3, 1)
    ]  # fmt: skip


def test_rules_are_drawn_row_by_row() -> None:
    cells = [cell(row, column) for row in (1, 2) for column in (1, 2)]
    areas = {area for area, _ in rectangles(cells, lambda one: one.style.fill, one_row=True)}
    assert areas == {Rectangle(1, 1, 1, 2), Rectangle(2, 1, 2, 2)}


def test_rectangles_cover_each_cell_once_whatever_its_looks() -> None:
    chance = random.Random(20020814)
    for _ in range(200):
        places = {(chance.randint(1, 8), chance.randint(1, 8)): chance.choice("ABC") for _ in range(40)}
        cells = [cell(row, column, fill=fill) for (row, column), fill in places.items()]
        covered: list[tuple[int, int]] = []
        for area, fill in rectangles(cells, lambda one: one.style.fill):
            inside = [
                (row, column)
                for row in range(area.top, area.bottom + 1)
                for column in range(area.left, area.right + 1)
            ]
            assert all(places[at] == fill for at in inside)
            covered += inside
        assert sorted(covered) == sorted(places)


def test_stretches_join_neighbours_of_one_size() -> None:
    sizes = {2: 9.0, 1: 9.0, 3: 5.0, 5: 5.0, 6: 5.0}
    assert list(stretches(sizes)) == [(1, 2, 9.0), (3, 3, 5.0), (5, 6, 5.0)]
