"""Calls of LAMBDAs and of the add-in stand in files as Excel stores them, so that it shows no @."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from tests.decks import SHIPPED, deck_of, figures_of, shipped_file, written
from tests.engines.audit import audit_errors
from tests.engines.formulon_engine import recalculated
from tests.engines.raw_sheets import MAIN, RawBook, RawCell
from tests.engines.values import differences
from tests.functions_workbook import written as functions_workbook
from tests.inplace.grafts import Graft, built, new_file, small_deck, taken_out
from tests.inplace.hosts import edited, made, parts_of, swap
from xl_addin.domain.functions import FUNCTIONS
from xl_addin.release.expressions import Mode
from xl_addin.release.functions.examples import is_called
from xl_addin.writer.ownership import is_edited
from xl_addin.writer.package.archive import Archive
from xl_addin.writer.package.contents import contents
from xl_addin.writer.package.model import Package

CALLING = (Mode.LAMBDA, Mode.UDF)
DYNAMIC = "{http://schemas.microsoft.com/office/spreadsheetml/2017/dynamicarray}dynamicArrayProperties"
METADATA = "xl/metadata.xml"
DECK = tuple(sheet.name for sheet in small_deck().sheets)
# Hosts without metadata, with arrays, with pictures in cells, and with their parts in odd places.
HOSTS = (
    "a few figures",
    "dynamic arrays",
    "pictures in cells",
    "functions of its own",
    "array formulas",
    "no styles",
    "main namespace prefixed",
    "workbook part at the root",
)


def calls(text: str) -> bool:
    """Whether a function of the add-in is called, outside of texts."""
    code = "".join(text.split('"')[::2])
    return any(name in FUNCTIONS for name in re.findall(r"([A-Z_]+)\(", code))


def formulas(cells: Mapping[str, RawCell]) -> dict[str, tuple[str, Mapping[str, str], int]]:
    """The text, attributes and mark of each formula."""
    found = {at: (cell.formula, cell.metadata) for at, cell in cells.items() if cell.formula is not None}
    return {at: (formula.text or "", formula.attrib, mark) for at, (formula, mark) in found.items()}


def is_dynamic(book: RawBook, mark: int) -> bool:
    """Whether a cell's number leads to a dynamic array."""
    metadata = book.tree(METADATA)
    kinds = [kind.attrib["name"] for kind in metadata.iter(f"{MAIN}metadataType")]
    block = metadata.findall(f"{MAIN}cellMetadata/{MAIN}bk/{MAIN}rc")[mark - 1].attrib
    records = {one.attrib["name"]: list(one) for one in metadata.iter(f"{MAIN}futureMetadata")}
    record = records[kinds[int(block["t"]) - 1]][int(block["v"])]
    return [one.attrib for one in record.iter(DYNAMIC)] == [{"fDynamic": "1", "fCollapsed": "0"}]


def faults(book: RawBook, sheets: tuple[str, ...]) -> list[str]:
    """Calls that are no dynamic arrays of one cell, and other formulas that are not plain."""
    lines = []
    for sheet in sheets:
        for at, (text, attributes, mark) in formulas(book.cells[sheet]).items():
            called = calls(text)
            if attributes != ({"t": "array", "ref": at} if called else {}):
                lines.append(f"{sheet}!{at}: {attributes}")
            if bool(mark) is not called or (called and not is_dynamic(book, mark)):
                lines.append(f"{sheet}!{at}: cm={mark}")
    return lines


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("mode", CALLING)
def test_calls_alone_are_dynamic_arrays_of_one_cell(mode: Mode, language: str) -> None:
    book = RawBook(shipped_file(mode, language))
    assert faults(book, tuple(book.sheets)) == []
    assert sum(mark > 0 for cells in book.cells.values() for _, _, mark in formulas(cells).values()) > 200


@pytest.mark.parametrize("mode", [Mode.NATIVE, Mode.VALUES])
def test_a_deck_that_calls_nothing_has_neither_arrays_nor_metadata(mode: Mode) -> None:
    book = RawBook(shipped_file(mode))
    assert METADATA not in book.parts
    found = [formulas(cells).values() for cells in book.cells.values()]
    assert all((attributes, mark) == ({}, 0) for cells in found for _, attributes, mark in cells)


@pytest.mark.parametrize("mode", Mode)
def test_what_was_just_built_is_not_taken_for_edited(mode: Mode) -> None:
    package = Package(Archive(io.BytesIO(shipped_file(mode)), "release.xlsx"))
    sheets = contents(package, package.sheets)
    assert "Checks" in sheets
    assert [name for name, sheet in sheets.items() if is_edited(name, sheet)] == []


@pytest.mark.parametrize("mode", [Mode.LAMBDA, Mode.UDF, Mode.NATIVE])
def test_examples_over_ranges_have_the_area_and_the_results_of_the_whole_array(mode: Mode) -> None:
    """=IIJ_GROWTH_SERIES over 10, 12, 9 and #N/A: a real error first and last."""
    cells = RawBook(functions_workbook(mode)).cells["Examples"]
    found = formulas(cells)
    wide = {
        at: attributes["ref"] for at, (_, attributes, _) in found.items() if ":" in attributes.get("ref", "")
    }
    called = (spec for spec in FUNCTIONS.values() if is_called(spec, mode))
    results = [example.result for spec in called for example in spec.examples]
    assert len(wide) == sum(isinstance(one, list) and one != [one[0][:1]] for one in results)
    for at, area in wide.items():
        assert area.partition(":")[0] == at
        assert (found[at][2] > 0) is (mode is not Mode.NATIVE)
    stated = [
        cell for cell in cells.values() if (cell.value or "").startswith("#") and len(cell.value or "") > 1
    ]
    assert {cell.type for cell in stated} == {"e"}


@cache
def graft(name: str, mode: Mode = Mode.LAMBDA) -> Graft:
    host = made(name)
    return Graft(host, *built(host.content, host.suffix, small_deck(mode=mode)))


@pytest.mark.parametrize("mode", CALLING)
@pytest.mark.parametrize("name", HOSTS[:5])
def test_in_a_workbook_that_is_there_calls_are_dynamic_arrays_too(name: str, mode: Mode) -> None:
    book = RawBook(graft(name, mode).content)
    assert faults(book, DECK) == []


@pytest.mark.parametrize("name", HOSTS)
def test_the_deck_with_calls_is_that_of_a_new_file(name: str) -> None:
    after = graft(name).after
    for kind in ("values", "cached", "styles", "rules"):
        expected, found = getattr(new_file(Mode.LAMBDA), kind), getattr(after, kind)
        assert {sheet: found[sheet] for sheet in DECK} == expected, kind


@pytest.mark.parametrize("name", HOSTS)
def test_twice_is_once_and_removing_gives_back_every_part(name: str) -> None:
    done = graft(name)
    suffix, deck = done.host.suffix, small_deck(mode=Mode.LAMBDA)
    assert built(done.content, suffix, deck) == (done.content, ())
    native, _ = built(done.content, suffix)
    assert native == built(done.host.content, suffix)[0]
    for content in (done.content, native):
        assert parts_of(taken_out(content, suffix)[0]) == parts_of(done.host.content)


@pytest.mark.parametrize("name", HOSTS[:6])
def test_no_error_of_the_schemas_is_new(name: str, tmp_path: Path) -> None:
    done = graft(name)
    before = audit_errors(done.host.saved(tmp_path))
    path = tmp_path / f"after{done.host.suffix}"
    path.write_bytes(done.content)
    assert Counter(audit_errors(path)) <= Counter(before)


@pytest.mark.parametrize("name", ["a few figures", "dynamic arrays", "functions of its own"])
def test_formulon_calculates_the_calls_and_the_hosts_own_arrays(name: str) -> None:
    found = recalculated(graft(name).content)
    expected = recalculated(new_file(Mode.LAMBDA).content)
    assert differences(expected, {sheet: found[sheet] for sheet in DECK}) == []
    own = recalculated(made(name).content)
    assert differences(own, {sheet: found[sheet] for sheet in own}) == []


def test_the_number_is_the_hosts_where_it_has_other_marks() -> None:
    """Its own arrays are said to be collapsed, which is another mark."""
    host = made("dynamic arrays")
    content = edited(host.content, {METADATA: swap('fCollapsed="0"', 'fCollapsed="1"')})
    after, _ = built(content, ".xlsx", small_deck(mode=Mode.LAMBDA))
    book = RawBook(after)
    assert faults(book, DECK) == []
    marks = {sheet: {mark for _, _, mark in formulas(cells).values()} for sheet, cells in book.cells.items()}
    assert {marks[sheet] <= {0, 2} for sheet in DECK} == {True}
    assert {0, 1} in [marks[sheet] for sheet in RawBook(content).cells]
    assert parts_of(taken_out(after, ".xlsx")[0]) == parts_of(content)


def test_where_metadata_cannot_be_counted_calls_are_plain_and_metadata_stays() -> None:
    host = made("dynamic arrays")
    content = edited(host.content, {METADATA: swap('<cellMetadata count="1">', '<cellMetadata count="9">')})
    after, _ = built(content, ".xlsx", small_deck(mode=Mode.LAMBDA))
    assert parts_of(after)[METADATA] == parts_of(content)[METADATA]
    found = [formulas(RawBook(after).cells[sheet]) for sheet in DECK]
    assert any(calls(text) for cells in found for text, _, _ in cells.values())
    assert all((attributes, mark) == ({}, 0) for cells in found for _, attributes, mark in cells.values())
    assert parts_of(taken_out(after, ".xlsx")[0]) == parts_of(content)
    assert built(after, ".xlsx", small_deck(mode=Mode.LAMBDA))[0] == after


def test_metadata_that_changed_since_is_kept_and_does_not_grow() -> None:
    """As when Excel saved the workbook: the record no longer holds, and the entry is there."""
    saved = edited(graft("pictures in cells").content, {METADATA: lambda part: part + b"\n"})
    again, _ = built(saved, ".xlsx", small_deck(mode=Mode.LAMBDA))
    assert parts_of(again)[METADATA] == parts_of(saved)[METADATA]
    assert faults(RawBook(again), DECK) == []
    assert built(again, ".xlsx", small_deck(mode=Mode.LAMBDA))[0] == again
    removed = parts_of(taken_out(saved, ".xlsx")[0])
    assert removed[METADATA] == parts_of(saved)[METADATA]


def test_words_in_the_texts_of_formulas_are_no_functions(tmp_path: Path) -> None:
    """A rate "by MAP(spot)" is a text; XlsxWriter takes MAP( for a function newer than the file format."""
    deck = small_deck()
    sheet = deck.sheets[0]
    cell = next(cell for cell in sheet.cells if cell.formula is not None)
    text = '="by MAP(spot), FILTER("&"x"'
    typed = replace(cell, formula=text, value="by MAP(spot), FILTER(x")
    sheets = (replace(sheet, cells=(typed,)), *deck.sheets[1:])
    content, _ = built(made("a few figures").content, ".xlsx", replace(deck, sheets=sheets))
    (found,) = formulas(RawBook(content).cells[sheet.name]).values()
    assert found == (text[1:], {}, 0)
    assert METADATA not in parts_of(content)


def test_an_input_sheet_with_dynamic_arrays_is_copied_as_values(tmp_path: Path) -> None:
    """Its K2 spills into K3; both have their results in the file."""
    source = RawBook(SHIPPED.read_bytes())
    part = source.sheets["Figures"]
    old, rest = re.findall(r'<c r="K2"[^>]*?>|<c r="K3".*?</c>', source.parts[part].decode())
    spilling = old[:-1] + ' cm="1"><f t="array" ref="K2:K3">_xlfn._xlws.SORT(N2:N3)</f>'
    path = tmp_path / "input.xlsx"
    path.write_bytes(edited(SHIPPED.read_bytes(), {part: swap(old, spilling)}))
    assert rest in RawBook(path.read_bytes()).parts[part].decode()
    (figures,) = (sheet for sheet in figures_of(path).sheets if sheet.name == "Figures")
    assert [figures.cells[row, 11] for row in (2, 3)] == [9851, 4590]
    copied = RawBook(written(deck_of(figures_of(path)), Mode.LAMBDA)).cells["Figures"]
    assert formulas(copied) == {}
    assert (copied["K2"].value, copied["K3"].value) == ("9851", "4590")
