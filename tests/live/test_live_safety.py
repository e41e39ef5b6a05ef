"""What the live writer leaves alone, refuses, asks of Excel, and takes back where Excel refuses."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.decks import SHIPPED
from tests.excel.application import BookImpl, add_book, as_book, excel
from tests.live.long_books import quarters
from tests.live.test_live_writer import build, deck_of, differences, in_file, opened
from tests.live.written import file_cells, live_cells
from xl_addin.errors import Severity, WorkbookError
from xl_addin.writer.edits import DeckEdit
from xl_addin.writer.live import build_live
from xl_addin.writer.live_plan import plan

DECK = 11


def everything(book: BookImpl) -> list[tuple[str, Any]]:
    """The whole workbook: sheets in order, and its names."""
    names = {name: held.plain() for name, held in book.names_held.items()}
    return [*((sheet._name, sheet.plain()) for sheet in book.sheets_held), ("names", names)]


@pytest.fixture(scope="module")
def deck() -> DeckEdit:
    return deck_of(SHIPPED)


def mine(book: BookImpl) -> Any:
    """A sheet of the accountant's own among the others; where there is a deck, a formula points at it."""
    sheet = book.add("My notes")
    sheet.values[1, 1] = "keep"
    if "Checks" in book.sheet_names:
        sheet.formulas[2, 1] = "=Checks!B1"
    sheet.looks[1, 1] = {"fill": "#FFFF00"}
    book.names_held["mine"] = copy.copy(sheet._com)
    return sheet


def test_sheets_and_names_of_others_are_untouched(deck: DeckEdit) -> None:
    _, book = opened(SHIPPED)
    inputs = everything(book)
    build(book, deck)
    sheet = mine(book)
    order = book.sheet_names
    before = everything(book)
    build(book, deck)
    assert everything(book) == before
    assert book.sheet_names == order
    assert everything(book)[: len(inputs) - 1] == inputs[:-1]
    assert sheet.formulas[2, 1] == "=Checks!B1"


def test_new_sheets_come_behind_the_last_in_the_order_of_the_deck(deck: DeckEdit) -> None:
    _, book = opened(SHIPPED)
    mine(book)
    build(book, deck)
    wanted = [edit.name for edit in deck.sheets if edit.owned]
    assert book.sheet_names[-len(wanted) :] == wanted
    book.sheets_held.insert(0, book.sheets_held.pop())  # About, moved to the front
    build(book, deck)
    assert book.sheet_names[0] == "About"


def test_a_sheet_of_somebodys_under_a_name_of_the_decks_is_an_error(deck: DeckEdit) -> None:
    _, book = opened(SHIPPED)
    book.add("OUTLOOK").values[1, 1] = "mine"
    before = everything(book)
    with pytest.raises(WorkbookError, match="OUTLOOK: the workbook has a sheet of this name") as refused:
        plan(as_book(book), deck)
    assert "rename or move" in refused.value.issues[0].remedy
    assert everything(book) == before


@pytest.mark.parametrize("what", ["sheet", "structure"])
def test_what_is_protected_is_an_error_and_nothing_is_changed(deck: DeckEdit, what: str) -> None:
    _, book = opened(SHIPPED)
    build(book, deck)
    if what == "sheet":
        book.sheets("Checks")._com.put(ProtectContents=True)
    else:
        book._com.put(ProtectStructure=True)
    before = everything(book)
    with pytest.raises(WorkbookError, match="protected; nothing was changed"):
        plan(as_book(book), deck)
    assert everything(book) == before


def test_what_was_typed_on_the_deck_is_told_before_it_goes(deck: DeckEdit) -> None:
    _, book = opened(SHIPPED)
    build(book, deck)
    assert plan(as_book(book), deck).losses == ()
    sheet = book.sheets("Highlights")
    sheet.values[60, 3] = "draft, do not send"
    place = next(iter(sheet.formulas))
    del sheet.formulas[place]
    sheet.values[place] = 42.0
    losses = plan(as_book(book), deck).losses
    assert [(loss.sheet, loss.message.partition(": ")[2]) for loss in losses] == [
        ("Highlights", "42.0"),
        ("Highlights", "draft, do not send"),
    ]
    assert {loss.severity for loss in losses} == {Severity.WARNING}


def test_a_sheet_that_left_the_deck_is_named_and_removed(deck: DeckEdit) -> None:
    _, book = opened(SHIPPED)
    build(book, deck)
    smaller = replace(deck, sheets=tuple(sheet for sheet in deck.sheets if sheet.name != "Outlook"))
    assert plan(as_book(book), smaller).removed == ("Outlook",)
    build(book, smaller)
    assert "Outlook" not in book.sheet_names


def test_settings_of_excel_are_put_back(deck: DeckEdit) -> None:
    app, book = opened(SHIPPED)
    before = dict(app.state)
    build(book, deck)
    assert app.state == before


# -- how often Excel is called


def calls_of(path: Path) -> int:
    app, book = opened(path)
    deck = deck_of(path)
    planned = plan(as_book(book), deck)
    start = len(app.calls.made)
    build_live(as_book(book), deck, planned)
    return len(app.calls.made) - start


def test_calls_grow_with_the_blocks_and_not_with_the_cells(tmp_path: Path) -> None:
    few, many = (calls_of(quarters(count, tmp_path / f"{count}.xlsx")) for count in (6, 40))
    assert many <= 1.5 * few


# -- what Excel refuses


def refused_at(
    book: BookImpl, deck: DeckEdit, refused: Callable[[int, str], bool]
) -> WorkbookError | tuple[Any, ...]:
    """What a build comes to in which Excel refuses these calls."""
    planned = plan(as_book(book), deck)
    book.calls.refuse(refused)
    try:
        return build_live(as_book(book), deck, planned)
    except WorkbookError as error:
        return error
    finally:
        book.calls.allow()


FEW = ("Systems integration", "Full-year profit", "Checks")


@cache
def few_sheets(language: str) -> DeckEdit:
    """A deck of three sheets, with charts, a second axis, panes and repeated rows."""
    deck = deck_of(SHIPPED, language)
    return replace(deck, sheets=tuple(sheet for sheet in deck.sheets if sheet.name in FEW))


def prepared(rebuilt: bool) -> BookImpl:
    book = add_book(excel(), "quarter.xlsx")
    book.add("Figures").values[1, 1] = "item"
    if rebuilt:
        build(book, few_sheets("ja"))  # something else than what comes
    mine(book)
    return book


def kinds_of_a_build(rebuilt: bool) -> list[str]:
    book = prepared(rebuilt)
    deck = few_sheets("en")
    planned = plan(as_book(book), deck)
    start = len(book.calls.made)
    build_live(as_book(book), deck, planned)
    return [kind for kind, _ in book.calls.made[start:]]


def points(rebuilt: bool) -> list[int]:
    """The first, a middle and the last call of each kind."""
    kinds = kinds_of_a_build(rebuilt)
    found: set[int] = set()
    for kind in dict.fromkeys(kinds):
        at = [number for number, made in enumerate(kinds) if made == kind]
        found |= {at[0], at[len(at) // 2], at[-1]}
    return sorted(found)


@pytest.mark.parametrize("rebuilt", [False, True], ids=["first build", "rebuild"])
def test_a_refused_call_leaves_the_workbook_as_it_was_or_a_note(rebuilt: bool) -> None:
    deck = few_sheets("en")
    tried = points(rebuilt)
    assert len(tried) >= 50
    outcomes = {"as before": 0, "noted": 0, "built": 0}
    for point in tried:
        book = prepared(rebuilt)
        before = everything(book)
        came = refused_at(book, deck, lambda number, kind, point=point: number == point)
        if isinstance(came, WorkbookError):
            assert everything(book) == before, f"call {point}"
            assert len(came.issues) == 1
            assert "the workbook is as it was before" in str(came)
            outcomes["as before"] += 1
        elif came:
            assert all(issue.severity is Severity.NOTE for issue in came)
            assert "not done by this Excel" in came[0].message
            assert_figures(book, deck)
            outcomes["noted"] += 1
        else:
            assert list(differences(book, deck)) == [], f"call {point}"
            outcomes["built"] += 1
    assert outcomes["as before"] >= 20
    assert outcomes["noted"] >= 15


def assert_figures(book: BookImpl, deck: DeckEdit) -> None:
    """Whatever looks are missing, contents are all there."""
    cells = file_cells(in_file(deck))
    for edit in (sheet for sheet in deck.sheets if sheet.owned):
        live = live_cells(book.sheets(edit.name))
        for cell in edit.cells:
            place = (cell.row, cell.column)
            assert live[place]["content"] == cells[edit.name][place]["content"]


def test_where_nothing_can_be_put_back_the_copies_stay_and_are_named() -> None:
    deck = few_sheets("en")
    book = prepared(rebuilt=True)
    before = dict(everything(book))
    came = refused_at(book, deck, lambda number, kind: kind in ("Range.merge()", "Range.copy()"))
    assert isinstance(came, WorkbookError)
    assert "the deck is not whole" in str(came)
    copies = [
        issue.remedy.rpartition(" sheet ")[2]
        for issue in came.issues
        if "could not be put back" in issue.message
    ]
    assert copies
    for copy_name in copies:
        original = copy_name.rpartition(" (")[0]
        kept = book.sheets(copy_name)
        assert (kept.values, kept.formulas) == (before[original]["values"], before[original]["formulas"])


def test_charts_that_this_excel_cannot_draw_are_left_out_and_told(deck: DeckEdit) -> None:
    _, book = opened(SHIPPED)
    came = refused_at(book, deck, lambda number, kind: kind == "SeriesCollection.NewSeries")
    assert isinstance(came, tuple)
    (note,) = came
    assert note.message.startswith("not done by this Excel: charts (Revenue JPY, Revenue USD")
    assert not any(sheet._charts for sheet in book.sheets)
    assert_figures(book, deck)
