"""The live writer in an Excel that reads texts in another language, or names cells R1C1."""

from __future__ import annotations

import pytest

from tests.decks import SHIPPED
from tests.live.live_books import Opened, deck_in, opened
from tests.recording_excel import Book, ExcelRefuses, book_of, differences, snapshot
from xl_addin.errors import WorkbookError
from xl_addin.writer.edits import DeckEdit
from xl_addin.writer.open_book.functions import carry, drop, typed_lambdas
from xl_addin.writer.open_book.macos import MacOS

R1C1 = -4150


@pytest.fixture(scope="module")
def held() -> Book:
    return book_of(SHIPPED)


@pytest.fixture(scope="module")
def deck() -> DeckEdit:
    return deck_in(SHIPPED)


@pytest.fixture(scope="module")
def usual(held: Book, deck: DeckEdit) -> Opened:
    """The deck built in an Excel in English."""
    made = opened(held)
    assert made.build(deck) == ()
    return made


def test_a_german_excel_refuses_a_name_that_is_made_with_an_english_text(held: Book) -> None:
    german = opened(held, separator=";")
    for text in ("=LAMBDA(x, x+1)", "=Figures!$A$1,Figures!$B$1", "=1.5"):
        with pytest.raises(ExcelRefuses, match="problem with this formula"):
            german.book.names.add("mine", text)
    assert german.held.names == []
    german.book.names.add("mine", '="1,5"').refers_to = "=LAMBDA(x, x+1)"
    assert [name.refers_to for name in german.held.names] == ["=LAMBDA(x, x+1)"]


def test_a_german_excel_carries_the_functions_as_lambdas_in_english(held: Book) -> None:
    german = opened(held, separator=";")
    assert carry(german.book) == tuple(typed_lambdas())
    assert {name.text: name.refers_to for name in german.held.names} == typed_lambdas()
    assert carry(german.book) == tuple(typed_lambdas())  # again: those it has are renewed
    assert drop(german.book) == tuple(typed_lambdas())
    assert german.held.names == []


def test_functions_that_were_there_come_back_in_english_where_excel_refuses_half_way(held: Book) -> None:
    german = opened(held, separator=";")
    before = {"IIJ_YOY": "=LAMBDA(current,year_ago,current/year_ago)"}
    german.book.names.add("IIJ_YOY", "=0").refers_to = before["IIJ_YOY"]
    german.app.calls.fail_on("set Name.RefersTo", times=1)
    with pytest.raises(WorkbookError, match="the workbook is as it was"):
        carry(german.book)
    assert {name.text: name.refers_to for name in german.held.names} == before


@pytest.mark.parametrize("twice", [False, True], ids=["new", "rebuilt"])
def test_a_german_excel_builds_the_same_deck(
    held: Book, deck: DeckEdit, usual: Opened, *, twice: bool
) -> None:
    german = opened(held, separator=";")
    for _ in range(1 + twice):
        assert german.build(deck) == ()
    assert differences(snapshot(usual.held), snapshot(german.held)) == []


def test_an_excel_that_names_cells_r1c1_builds_the_same_deck_and_goes_on_doing_so(
    held: Book, deck: DeckEdit, usual: Opened
) -> None:
    other = opened(held)
    other.app.state["ReferenceStyle"] = R1C1
    assert other.build(deck) == ()
    assert other.app.state["ReferenceStyle"] == R1C1
    assert differences(snapshot(usual.held), snapshot(other.held)) == []


class _MacNames:
    """Names as Excel for Mac makes them: at a workbook, never at a sheet."""

    def __init__(self) -> None:
        self.made: dict[str, str] = {}

    def add(self, name: str, refers_to: str) -> str:
        self.made[name] = refers_to
        return name


class _MacBook:
    name = "quarter.xlsx"

    def __init__(self) -> None:
        self.names = _MacNames()


class _MacSheet:
    name = "Year's end"

    def __init__(self, book: _MacBook) -> None:
        self.book = book


def test_on_a_mac_a_name_of_a_sheet_is_made_at_its_workbook() -> None:
    book = _MacBook()
    MacOS().define(_MacSheet(book), "owner", '="deck:1"')  # type: ignore[arg-type]
    MacOS().define(book, "IIJ_X", "=LAMBDA(x,x+1)")  # type: ignore[arg-type]
    assert book.names.made == {"'Year''s end'!owner": '="deck:1"', "IIJ_X": "=LAMBDA(x,x+1)"}
