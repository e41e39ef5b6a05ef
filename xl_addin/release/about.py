"""About: what the deck was built from, so that it can be built again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from itertools import groupby
from pathlib import PurePath

from xl_addin import __version__
from xl_addin.domain.periods import Period, Quarter
from xl_addin.inputs.fingerprint import fingerprint
from xl_addin.inputs.model import Settings, Status
from xl_addin.release.book import Book, Grid
from xl_addin.release.expressions import Expression
from xl_addin.release.layout import label_of, page, titled
from xl_addin.release.spec import SheetSpec
from xl_addin.release.translation import rate_note, release_conversion

NAME = "About"
WIDTH = 100.0


def build_about(book: Book, built: str) -> SheetSpec:
    """The sheet; `built` is the build time as text."""
    grid = Grid(book, NAME)
    figures, settings = book.figures, book.figures.settings
    titled(grid, book.say("About this workbook"), book.say("What it was built from"))
    row = _section(grid, 4, "Build")
    row = _pairs(
        grid,
        row,
        [
            (book.say("Built with"), f"xl_addin {__version__}"),
            (book.say("Build time"), built),
            (book.say("Input workbook"), PurePath(figures.file).name),
            (book.say("SHA-256 of the input values"), fingerprint(figures)),
        ],
    )
    row = _section(grid, row + 1, "Settings")
    row = _pairs(grid, row, _settings(book, settings))
    conversion = release_conversion(book)
    if conversion is not None:
        row = _section(grid, row + 1, "Exchange rate")
        grid.paragraph(row, 2, 3, rate_note(book, conversion), "text", width=WIDTH)
        row += 1
    row = _origins(grid, row + 1)
    return grid.spec({1: 1.5, 2: 44, 3: 62}, page=page(book, (row, 3), landscape=False))


def _settings(book: Book, settings: Settings) -> Iterator[tuple[str, Expression]]:
    """Each setting that was given; one given with the command stands as it was given."""
    for name in (field.name for field in fields(settings)):
        if name in settings.cells and not name.startswith("safe_harbor"):
            yield name, settings.cells[name]
        elif name == "release_quarter":
            yield name, book.period(settings.release_quarter)
        elif name == "language":
            yield name, settings.language


def _section(grid: Grid, row: int, title: str) -> int:
    grid.put(row, 2, grid.book.say(title), "section")
    grid.paint(row, 3, 3, "section")
    return row + 1


def _pairs(grid: Grid, row: int, pairs: Iterable[tuple[str, Expression]]) -> int:
    for name, content in pairs:
        grid.put(row, 2, name, "label")
        number = isinstance(grid.book.value(content), int | float)
        grid.put(row, 3, content, "date" if number and name == "release_date" else "label", "link")
        row += 1
    return row


def _origins(grid: Grid, row: int) -> int:
    """The figures that are estimated or illustrative, an item a line; gives the next free row."""
    book = grid.book
    wanted = ((Status.ESTIMATE, "Estimated figures"), (Status.ILLUSTRATIVE, "Illustrative figures"))
    for status, title in wanted:
        keys = [key for key, origin in book.figures.sources.items() if origin.status is status]
        if not keys:
            continue
        row = _section(grid, row, title)
        for item, group in groupby(keys, key=lambda key: key[0]):
            grid.put(row, 2, label_of(book, item), "label")
            periods = periods_text(book, [period for _, period in group])
            grid.paragraph(row, 3, 3, periods, "text", width=62)
            row += 1
        row += 1
    return row


def periods_text(book: Book, periods: Iterable[Period]) -> str:
    """Periods in few words: runs of quarters as 1Q01–1Q02."""
    runs: list[list[Period]] = []
    for period in periods:
        last = runs[-1][-1] if runs else None
        if isinstance(period, Quarter) and isinstance(last, Quarter) and period - last == 1:
            runs[-1].append(period)
        else:
            runs.append([period])
    ends = ([book.period(end) for end in dict.fromkeys((run[0], run[-1]))] for run in runs)
    return ", ".join("–".join(names) for names in ends)
