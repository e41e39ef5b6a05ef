"""The deck is alive: an input changed in the written file moves what Python says it moves, and nothing else.

Each input is changed alone: figures, guided amounts, forecasts and rates by a tenth, texts by a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pytest
from openpyxl import load_workbook

from tests.decks import (
    COMPONENTS,
    SHIPPED,
    cell_of,
    changed,
    chart_cells,
    computed,
    deck_of,
    deck_sheets,
    figures_of,
    shipped_deck,
    shipped_file,
)
from tests.engines.formulon_engine import CellKey, Formulon
from tests.engines.libreoffice import LibreOffice
from tests.engines.values import Sheets, differences, same
from xl_addin.domain.periods import FiscalYear, Quarter
from xl_addin.inputs.fingerprint import fingerprint
from xl_addin.inputs.model import CellRef, Figure, Figures
from xl_addin.release.deck import Deck
from xl_addin.release.expressions import Mode, references
from xl_addin.release.spec import Cell

TENTH = 1.1
SHOWN_QUARTERS = (*FiscalYear(2001).quarters, Quarter(2002, 1))

# Settings that decide what is built, as the headings of the periods do: another one is another build.
STEERING = (
    "release_quarter",
    "first_month",
    "unit",
    "presentation_currency",
    "fx_mode",
    "rounding",
    "language",
)


class Change(NamedTuple):
    """One input cell with what it holds and what it is changed to."""

    ref: CellRef
    old: float | str
    new: float | str

    @property
    def key(self) -> CellKey:
        return self.ref.sheet, self.ref.a1


def figures(deck: Deck) -> Iterator[Change]:
    """Every cell of Figures that holds a number."""
    return _tenths(deck.book.figures.cells.values())


def expectations(deck: Deck) -> Iterator[Change]:
    """Every guided bound, every forecast and every rate."""
    book = deck.book.figures
    yield from _tenths(bound for line in book.guidance for bound in (line.low, line.high))
    yield from _tenths(line.value for line in book.consensus)
    yield from _tenths(Figure(rate.rate, rate.ref) for rate in book.rates)


def texts(deck: Deck) -> Iterator[Change]:
    """Every text of the input sheets that the deck shows: labels, settings, sentences."""
    book = deck.book.figures
    steering = {book.settings.cells.get(key) for key in STEERING} | set(book.period_cells.values())
    for ref in sorted(_used(deck) - steering):
        if isinstance(text := _input(book, ref), str):
            yield Change(ref, text, f"{text} anew")


def _tenths(cells: Iterator[Figure]) -> Iterator[Change]:
    for cell in cells:
        if cell.value is not None:
            yield Change(cell.ref, cell.value, cell.value * TENTH if cell.value else 1)


def _input(book: Figures, ref: CellRef) -> object:
    sheet = next(sheet for sheet in book.sheets if sheet.name == ref.sheet)
    return sheet.cells.get((ref.row, ref.column))


def _used(deck: Deck) -> set[CellRef]:
    """The input cells that formulas of the deck read."""
    own = {sheet.name for sheet in deck_sheets(deck)}
    contents = [cell.content for sheet in deck_sheets(deck) for cell in sheet.cells.values()]
    return {ref for content in contents for ref in references(content) if ref.sheet not in own}


Inputs = Callable[[Deck], Iterator[Change]]
ALL: tuple[Inputs, ...] = (figures, expectations, texts)


def inputs(*groups: Inputs) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("group", groups or ALL, ids=lambda group: group.__name__)


@lru_cache
def before(language: str = "en") -> Sheets:
    """What the deck shows as it is shipped."""
    return computed(shipped_deck(language))


@lru_cache(maxsize=512)
def after(change: Change, language: str = "en") -> Deck:
    """The deck that Python builds from the changed input."""
    return deck_of(changed(shipped_deck(language).book.figures, change.ref, change.new))


@lru_cache(maxsize=512)
def expected(change: Change, language: str = "en") -> Sheets:
    """What the deck must show after a change, but for the hash of the inputs, which is of the build."""
    known, built_from = before(language), fingerprint(shipped_deck(language).book.figures)
    return {
        sheet: {
            address: built_from if known[sheet].get(address) == built_from else value
            for address, value in cells.items()
        }
        for sheet, cells in computed(after(change, language)).items()
    }


@lru_cache(maxsize=512)
def moved(change: Change, language: str = "en") -> frozenset[CellKey]:
    """The cells of which Python says that they change."""
    known, now = before(language), expected(change, language)
    return frozenset(
        (sheet, address)
        for sheet in known
        for address in known[sheet].keys() | now[sheet].keys()
        if not same(known[sheet].get(address), now[sheet].get(address))
    )


def shown(change: Change, lines: list[str]) -> list[str]:
    """What is wrong after a change, a few lines of it."""
    return [f"{change.ref.sheet}!{change.ref.a1}: {line}" for line in lines[:3]]


@inputs()
@pytest.mark.parametrize(
    ("mode", "language"), [(Mode.NATIVE, "en"), (Mode.LAMBDA, "en"), (Mode.NATIVE, "ja")]
)
def test_formulon_shows_what_python_computes_after_each_change(
    group: Inputs, mode: Mode, language: str
) -> None:
    used = _used(shipped_deck(language))
    wrong: list[str] = []
    with Formulon(shipped_file(mode, language)) as book:
        as_shipped = book.values()
        for change in group(shipped_deck(language)):
            if change.ref in used and not moved(change, language):
                wrong += shown(change, ["the deck reads it and does not change"])
            with book.changed({change.key: change.new}):
                dependents = book.dependents(*change.key)
                # It recalculates what depends on a change and leaves every other value as it is.
                values = book.values(dependents)
            found = {sheet: as_shipped[sheet] | values[sheet] for sheet in before(language)}
            wrong += shown(change, differences(expected(change, language), found))
            dead = moved(change, language) - dependents
            wrong += shown(change, sorted(f"{at[0]}!{at[1]} does not depend on it" for at in dead))
    assert wrong == []


@inputs()
def test_libreoffice_shows_what_python_computes_after_each_change(
    group: Inputs, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    path = tmp_path / "deck.xlsx"
    path.write_bytes(shipped_file(Mode.NATIVE))
    deck = shipped_deck()
    wrong: list[str] = []
    with libreoffice.open(path) as document:
        for change in group(deck):
            document.change(*change.key, change.new)
            document.recalculate()
            values = document.values()
            found = {sheet.name: values[sheet.name] for sheet in deck_sheets(deck)}
            wrong += shown(change, differences(expected(change), found))
            document.change(*change.key, change.old)
    assert wrong == []


@pytest.mark.parametrize(
    ("group", "language"), [(figures, "en"), (expectations, "en"), (texts, "en"), (texts, "ja")]
)
def test_no_constant_of_the_deck_comes_from_an_input(group: Inputs, language: str) -> None:
    """Neither a cell nor a constant inside a formula; the hash alone is of the build."""
    known = _cells(shipped_deck(language))
    wrong: list[str] = []
    for change in group(shipped_deck(language)):
        now = _cells(after(change, language))
        fixed = [at for at in known.keys() | now.keys() if known.get(at) != now.get(at)]
        wrong += shown(change, sorted(f"{at[0]}!{at[1]} is written into the deck" for at in fixed))
    assert wrong == []


def _cells(deck: Deck) -> dict[CellKey, Cell]:
    """What is written into each cell, the hash of the inputs aside."""
    built_from = fingerprint(deck.book.figures)
    return {
        (sheet.name, CellRef(sheet.name, *at).a1): cell
        for sheet in deck_sheets(deck)
        for at, cell in sheet.cells.items()
        if cell.content != built_from
    }


@inputs()
def test_the_deck_reads_inputs_of_every_kind(group: Inputs) -> None:
    """Else nothing would be told of them above: 6 lines and a total in 5 quarters, 3 bounds, 14 labels."""
    used = _used(shipped_deck())
    read = [change for change in group(shipped_deck()) if change.ref in used]
    assert len(read) >= {figures: 35, expectations: 3, texts: 14}[group]


def test_figures_move_headlines_and_charts() -> None:
    """Each line of revenues in each quarter shown has a cell that the chart draws."""
    deck = shipped_deck()
    book = deck.book.figures
    drawn = chart_cells(deck)
    lines = [book.figure(item, q) for item in (*COMPONENTS, "total_revenues") for q in SHOWN_QUARTERS]
    changes = {change.ref: change for change in figures(deck)}
    assert len(lines) == 7 * 5
    assert [line for line in lines if line is None or not moved(changes[line.ref]) & drawn] == []

    now = expected(changes[book.cells["total_revenues", Quarter(2002, 1)].ref])
    # 10,836.1 is JPY10.8B, 90.4 million dollars at 119.85, 30.0% above 8,334 and 10.6% below 12,115.
    assert "JPY10.8B ($90M), 30.0% up from 1Q01 & 10.6% down from 4Q01" in now["Highlights"].values()


# A figure, a rate, a bound, a label, a setting and a sentence, each to what the reader takes.
READ_AGAIN = {
    "total_revenues": ("Figures", "total_revenues", "1Q02", 9999.5),
    "rate": ("Rates", "USDJPY", "rate", 100.25),
    "bound": ("Guidance", "2Q02", "low", 10600),
    "forecast": ("Consensus", "FY2002", "value", 990),
    "label": ("Figures", "gross_profit", "label", "Gross margin"),
    "Japanese label": ("Figures", "gross_profit", "label_ja", "粗利益"),
    "company": ("Settings", "company", "value", "Example KK"),
    "sentence": ("Commentary", "1Q02", "text", "Revenues rose."),
}


@pytest.mark.parametrize("place", READ_AGAIN.values(), ids=READ_AGAIN)
def test_a_change_in_memory_is_what_the_reader_makes_of_it(
    place: tuple[str, str, str, float | str], tmp_path: Path
) -> None:
    sheet, item, heading, value = place
    book = load_workbook(SHIPPED)
    address = cell_of(book[sheet], item, heading)
    book[sheet][address].value = value
    book.save(path := tmp_path / "input.xlsx")
    cell = book[sheet][address]
    known = figures_of()
    assert changed(known, CellRef(sheet, cell.row, cell.column), value) != known
    assert replace(figures_of(path), file=known.file) == changed(
        known, CellRef(sheet, cell.row, cell.column), value
    )
