"""The names by which the live writer calls Excel are Excel's, by lists that others made of them."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.recording_excel import charts, names, sheets
from tests.recording_excel.com import ComCollection, ComObject
from tests.recording_excel.object_model import (
    capitals_in,
    constants_in,
    has_member,
    mac_constants,
    mac_names,
    references_in,
    windows_names,
)
from xl_addin.hosts.desktop import commands
from xl_addin.writer.open_book import macos, windows

# How pywin32 calls the properties Address and Characters with arguments.
OF_PYWIN32 = {("Range", "GetAddress"), ("Range", "GetCharacters")}


def classes(base: type[ComObject] = ComObject) -> Iterator[type[ComObject]]:
    for kind in base.__subclasses__():
        yield kind
        yield from classes(kind)


def members(kind: type[ComObject]) -> set[str]:
    return {name for base in kind.__mro__ for name in vars(base) if name[0].isupper()}


def declared() -> list[tuple[str, str]]:
    """Every member of every object of the recording Excel."""
    assert {charts.Chart, names.Name, sheets.Worksheet} <= set(classes())
    of_excel = {kind for kind in classes() if members(kind) and kind is not ComCollection}
    return sorted({(kind.kind(), name) for kind in of_excel for name in members(kind)} - OF_PYWIN32)


def test_the_recording_excel_has_no_member_that_excel_does_not_have() -> None:
    assert len(declared()) > 200
    assert [(kind, name) for kind, name in declared() if not has_member(kind, name)] == []


def test_the_names_used_on_windows_are_those_of_the_object_model() -> None:
    used = capitals_in(inspect.getsource(windows))
    assert {"ProtectStructure", "AlternativeText", "InvertIfNegative", "FitToPagesTall"} <= used
    assert used - windows_names() == set()


def test_the_names_that_are_put_together_on_windows_are_those_of_a_page() -> None:
    sides = [side + place for side in windows._SIDES.values() for place in ("Header", "Footer")]
    assert all(has_member("PageSetup", name) for name in [*windows._MARGINS, *sides])


def test_the_names_used_on_a_mac_are_those_of_the_dictionary() -> None:
    source = inspect.getsource(macos)
    used = references_in(source)
    assert {"protect_structure", "chart_area_object", "data_label_object", "gap_width"} <= used
    assert used - mac_names() == set()
    assert "page_setup" not in used  # xlwings' own
    assert constants_in(source)
    assert constants_in(source) - mac_constants() == set()


def test_the_names_that_are_put_together_on_a_mac_are_those_of_a_page() -> None:
    sides = [f"{side}_{place}" for side in macos._SIDES.values() for place in ("header", "footer")]
    assert {*macos._MARGINS, *sides} <= mac_names()


# What reads its text in the user's language, whatever the documentation calls the language of the macro.
LOCAL = {"AutoFilter", "Evaluate", "FormatConditions", "TextToColumns", "Validation"}


def attributes_of(package: Path) -> Iterator[tuple[Path, ast.Attribute]]:
    for module in package.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Attribute):
                yield module, node


def test_names_are_made_in_one_place_and_nothing_else_is_read_in_the_users_language() -> None:
    makers = set()
    for package in (Path(windows.__file__).parents[1], Path(commands.__file__).parent):
        for module, node in attributes_of(package):
            assert node.attr not in LOCAL, module
            assert not node.attr.endswith("Local"), module
            if node.attr == "add" and isinstance(node.value, ast.Attribute) and node.value.attr == "names":
                makers.add(module.name)
    assert makers == {"windows.py", "macos.py"}


SAMPLE = """
from appscript import k
def dress(self, chart: xw.Chart, sheet: xw.Sheet) -> None:
    drawn = chart.api[1]
    group = drawn.chart_groups[1]
    group.gap_widht.set(60)
    sheet.page_setup.api.zoom.set(k.no_such_thing)
def write(font: Any) -> None:
    font.Siez = 9
"""


@pytest.mark.parametrize(
    ("found", "known", "wrong"),
    [
        (capitals_in, windows_names, {"Siez"}),
        (references_in, mac_names, {"gap_widht", "Siez"}),
        (constants_in, mac_constants, {"no_such_thing"}),
    ],
)
def test_a_name_that_is_mistyped_is_found(
    found: Callable[[str], set[str]], known: Callable[[], frozenset[str]], wrong: set[str]
) -> None:
    assert found(SAMPLE) - known() == wrong
