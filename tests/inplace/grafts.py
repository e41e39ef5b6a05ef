"""A small deck built into the hosts, once for all that is to be seen of it."""

from __future__ import annotations

import io
import tempfile
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

from tests.decks import BUILT, deck_of, figures_of
from tests.inplace import by_hand, by_openpyxl, by_xlsxwriter
from tests.inplace.hosts import MAKERS, Host, made, parts_of
from tests.inplace.looks import Looks
from tests.unit.inputs.books import book_of, saved
from xl_addin.errors import Issue
from xl_addin.release.expressions import Mode
from xl_addin.writer.edits import DeckEdit, compile_deck
from xl_addin.writer.headless import write_stream
from xl_addin.writer.inplace import build_into, remove_from

# The modules that declare the hosts.
DECLARING = (by_xlsxwriter, by_openpyxl, by_hand)
NAMES = tuple(MAKERS)
# What the deck need not have to show how it is built into a workbook.
SPARED = ("Revenue USD", "IP service", "Operating result", "Full-year revenue", "Full-year profit")

# Five quarters, so that there is growth, a chart, a translation and a text like a formula.
FIGURES = """
# Settings
key                   | value
company               | '=Example KK
release_quarter       | 1Q02
unit                  | JPY million
presentation_currency | USD
release_date          | 2002-08-08

# Figures
item                 | label            | total_of       | 1Q01 | 2Q01 | 3Q01 | 4Q01 | 1Q02
total_revenues       | Total revenues   |                | 100  | 110  | 120  | 130  | 140
ip_service_revenues  | '@IP service     | total_revenues | 70   | 75   | 80   | 85   | 90
equipment_sales      | '-Equipment      | total_revenues | 30   | 35   | 40   | 45   | 50
operating_income     | '+Operating      |                | -5   | 1    | 2    | 3.5  | -4
ip_service_contracts | Contracts        |                | 10   | 11   | 12   | 13   | 14

# Rates
pair   | date       | basis      | rate
USDJPY | 2001-06-29 | period_end | 124.73
USDJPY | 2001-09-28 | period_end | 119.23
USDJPY | 2001-12-31 | period_end | 131.04
USDJPY | 2002-03-29 | period_end | 132.7
USDJPY | 2002-06-28 | period_end | 119.85
"""

# The parts that know of every sheet or every format.
SHARED = ("workbook.xml", "workbook.xml.rels", "mine.xml", "mine.xml.rels")
SHARED_PATHS = ("[Content_Types].xml", "xl/styles.xml", "docProps/app.xml")


@cache
def whole_deck(*edits: tuple[str, str], mode: Mode = Mode.NATIVE) -> DeckEdit:
    """The deck of a few figures; edits are typed over the input sheets."""
    with tempfile.TemporaryDirectory() as folder:
        path = saved(book_of(FIGURES, dict(edits)), Path(folder))
        return compile_deck(deck_of(figures_of(path)), mode)


@cache
def small_deck(*edits: tuple[str, str], mode: Mode = Mode.NATIVE) -> DeckEdit:
    """The same without the sheets that are spared."""
    return fewer(whole_deck(*edits, mode=mode), *SPARED)


@cache
def new_file(mode: Mode = Mode.NATIVE, *, in_1904: bool = False) -> Looks:
    """The same deck as a file of its own."""
    stream = io.BytesIO()
    write_stream(replace(small_deck(mode=mode), in_1904=in_1904), stream, BUILT)
    return Looks(stream.getvalue())


def built(content: bytes, suffix: str, deck: DeckEdit | None = None) -> tuple[bytes, tuple[Issue, ...]]:
    """A workbook after the deck was built into it, and what was told."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"host{suffix}")
        path.write_bytes(content)
        issues = build_into(deck or small_deck(), path, BUILT, in_place=False)
        assert [one.name for one in Path(folder).iterdir()] == [path.name]
        return path.read_bytes(), issues


def taken_out(content: bytes, suffix: str) -> tuple[bytes, tuple[Issue, ...]]:
    """A workbook after the deck was taken out of it, and what was told."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"host{suffix}")
        path.write_bytes(content)
        issues = remove_from(path)
        return path.read_bytes(), issues


@dataclass(frozen=True)
class Graft:
    """A host before and after."""

    host: Host
    content: bytes
    issues: tuple[Issue, ...]

    @cached_property
    def before(self) -> Looks:
        return Looks(self.host.content)

    @cached_property
    def after(self) -> Looks:
        return Looks(self.content)

    @property
    def changed(self) -> set[str]:
        """The host's parts that are not what they were, or are gone."""
        new = parts_of(self.content)
        return {name for name, part in parts_of(self.host.content).items() if new.get(name) != part}


@cache
def graft(name: str) -> Graft:
    """The small deck in a host."""
    host = made(name)
    return Graft(host, *built(host.content, host.suffix))


def fewer(deck: DeckEdit, *names: str) -> DeckEdit:
    """The deck without some of its sheets."""
    return replace(deck, sheets=tuple(sheet for sheet in deck.sheets if sheet.name not in names))
