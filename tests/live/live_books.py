"""Workbooks open in the recording Excel, with decks built into them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import xlwings as xw

from tests.decks import BUILT, SHIPPED, deck_of, figures_of
from tests.input_workbook import Input
from tests.recording_excel import Application, Book, as_book, book_of, excel
from tests.variants import VARIANTS
from xl_addin.errors import Issue
from xl_addin.release.expressions import Mode
from xl_addin.writer.edits import DeckEdit, compile_deck
from xl_addin.writer.inplace import build_into
from xl_addin.writer.live import build_live
from xl_addin.writer.live_plan import Plan, plan


@dataclass(frozen=True)
class Opened:
    """A workbook in front of Excel: the application, what it holds, and the workbook as xlwings gives it."""

    app: Application
    held: Book
    book: xw.Book

    def build(self, deck: DeckEdit) -> tuple[Issue, ...]:
        """Build the deck into it, as the button does after its questions."""
        return self.build_planned(deck, self.plan(deck))

    def build_planned(self, deck: DeckEdit, planned: Plan) -> tuple[Issue, ...]:
        return build_live(self.book, deck, planned)

    def plan(self, deck: DeckEdit) -> Plan:
        return plan(self.book, deck)


def opened(held: Book, *, is_old: bool = False, separator: str = ",") -> Opened:
    """A copy of a workbook, open in an Excel of its own."""
    app = excel(is_old=is_old, separator=separator)
    book = held.twin()
    app.books.append(book)
    app.active = book
    return Opened(app, book, as_book(app, book))


def saved_variant(name: str, folder: Path) -> Path:
    """The input workbook of a variant; of none the shipped one."""
    if not name:
        return Path(shutil.copy2(SHIPPED, folder / SHIPPED.name))
    book = Input()
    next(variant for variant in VARIANTS if variant.name == name).edit(book)
    return book.saved(folder)


def deck_in(path: Path, mode: Mode = Mode.NATIVE, **overrides: str) -> DeckEdit:
    """The deck of an input workbook."""
    return compile_deck(deck_of(figures_of(path, overrides)), mode)


def only(deck: DeckEdit, *names: str) -> DeckEdit:
    """Some sheets of a deck."""
    assert {sheet.name for sheet in deck.sheets} >= set(names)
    return replace(deck, sheets=tuple(sheet for sheet in deck.sheets if sheet.name in names))


def in_file(path: Path, deck: DeckEdit) -> Book:
    """What the file writer makes of a copy of the workbook, as Excel opens it."""
    copy = path.with_name("in_place_" + path.name)
    shutil.copy2(path, copy)
    build_into(deck, copy, BUILT, in_place=True)
    return book_of(copy)
