"""The live writer on an Excel in memory, compared with what the file writer writes for the same deck."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.decks import SHIPPED, VARIANTS, Variant
from tests.excel.application import AppImpl, BookImpl, as_book, excel, open_file
from tests.excel.sheets import Misread
from tests.live.written import file_cells, file_charts, file_frame, live_cells, live_charts, live_frame
from xl_addin.hosts import jobs
from xl_addin.release.expressions import Mode
from xl_addin.writer.edits import DeckEdit, compile_deck
from xl_addin.writer.headless import write_stream
from xl_addin.writer.live import build_live
from xl_addin.writer.live_plan import plan

BUILT = datetime(2002, 8, 14, tzinfo=UTC)
TEN = VARIANTS[:10]


def deck_of(path: Path, language: str = "en") -> DeckEdit:
    figures, _ = jobs.figures_of(path, {"language": language})
    return compile_deck(jobs.deck_of(figures), Mode.NATIVE)


def opened(path: Path) -> tuple[AppImpl, BookImpl]:
    app = excel()
    return app, open_file(app, path)


def build(book: BookImpl, deck: DeckEdit) -> tuple[Any, ...]:
    return build_live(as_book(book), deck, plan(as_book(book), deck))


def in_file(deck: DeckEdit) -> bytes:
    stream = io.BytesIO()
    write_stream(deck, stream, BUILT)
    return stream.getvalue()


def differences(book: BookImpl, deck: DeckEdit) -> Iterator[str]:
    """Everything in which the open workbook and the file differ."""
    content = in_file(deck)
    cells, frames, charts = file_cells(content), file_frame(content), file_charts(content)
    for edit in (sheet for sheet in deck.sheets if sheet.owned):
        sheet = book.sheets(edit.name)
        live = live_cells(sheet)
        for place in sorted((cell.row, cell.column) for cell in edit.cells):
            for name, expected in cells[edit.name][place].items():
                found = live[place][name]
                if found != expected and not (name == "content" and expected is None):
                    yield f"{edit.name} {place} {name}: {found!r}, in the file {expected!r}"
        frame = live_frame(sheet)
        for name, expected in frames[edit.name].items():
            if frame[name] != expected and not (name == "print area" and expected is None):
                yield f"{edit.name} {name}: {frame[name]!r}, in the file {expected!r}"
        # A file has sizes in whole pixels; Excel is given them as they are.
        if (sheet.widths, sheet.heights) != (dict(edit.widths), dict(edit.heights)):
            yield f"{edit.name} sizes: {sheet.widths}, {sheet.heights}"
        for found_chart in live_charts(sheet):
            yield from chart_differences(edit.name, found_chart, next(charts))


def chart_differences(sheet: str, live: dict[str, Any], file: dict[str, Any]) -> Iterator[str]:
    for name in live.keys() - {"series"}:
        if live[name] != file[name]:
            yield f"{sheet} chart {name}: {live[name]!r}, in the file {file[name]!r}"
    assert len(live["series"]) == len(file["series"])
    for number, (ours, theirs) in enumerate(zip(live["series"], file["series"], strict=True)):
        for name in ours:
            if name == "points":  # in a file each point has a colour, in Excel those that differ
                other = {at: color for at, color in theirs[name].items() if color != ours["color"]}
                same = ours[name] == other
            elif name == "labelled" and isinstance(ours[name], dict):
                same = theirs[name] == [
                    at for at in range(1, theirs["count"] + 1) if at not in ours[name]["but"]
                ]
            else:
                same = ours[name] == theirs[name]
            if not same:
                yield f"{sheet} series {number} {name}: {ours[name]!r}, in the file {theirs[name]!r}"


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_sample_is_as_in_a_file(language: str) -> None:
    _, book = opened(SHIPPED)
    deck = deck_of(SHIPPED, language)
    assert build(book, deck) == ()
    assert list(differences(book, deck)) == []


@pytest.mark.parametrize("variant", TEN, ids=str)
def test_variants_are_as_in_a_file(variant: Variant, tmp_path: Path) -> None:
    path = variant.saved(tmp_path)
    _, book = opened(path)
    deck = deck_of(path)
    assert build(book, deck) == ()
    assert list(differences(book, deck)) == []


def test_no_text_is_taken_for_a_number_or_a_date() -> None:
    _, book = opened(SHIPPED)
    build(book, deck_of(SHIPPED))
    misread = [
        value for sheet in book.sheets for value in sheet.values.values() if isinstance(value, Misread)
    ]
    assert misread == []


def test_built_twice_is_built_once() -> None:
    _, book = opened(SHIPPED)
    deck = deck_of(SHIPPED)
    build(book, deck)
    before = [(sheet.name, sheet.plain()) for sheet in book.sheets]
    build(book, deck)
    assert [(sheet.name, sheet.plain()) for sheet in book.sheets] == before


def test_excel_without_formula2_gets_formulas() -> None:
    app, book = opened(SHIPPED)
    app.has_formula2 = False
    deck = deck_of(SHIPPED)
    assert build(book, deck) == ()
    assert list(differences(book, deck)) == []
    assert not any("formula2 =" in kind for kind in app.calls.kinds)


def test_dates_are_counted_from_1904_where_the_workbook_does() -> None:
    _, book = opened(SHIPPED)
    deck = deck_of(SHIPPED)
    build(book, deck)
    _, other = opened(SHIPPED)
    other._com.put(Date1904=True)
    build(other, deck)
    dates = [
        (edit.name, (cell.row, cell.column), cell.value)
        for edit in deck.sheets
        for cell in edit.cells
        if edit.owned and cell.style.number == "date" and cell.formula is None and cell.value is not None
    ]
    for sheet, place, value in dates:
        assert book.sheets(sheet).values[place] == value
        assert other.sheets(sheet).values[place] == value - 1462  # type: ignore[operator]


def _mutations() -> dict[str, Any]:
    def sheet(book: BookImpl) -> Any:
        return book.sheets("Systems integration")

    def of_chart(book: BookImpl) -> Any:
        return sheet(book)._charts[0]

    return {
        "a formula": lambda book: sheet(book).formulas.update({(5, 4): "=1"}),
        "a number format": lambda book: sheet(book).looks[5, 4].update({"number format": "0"}),
        "a font": lambda book: sheet(book).looks[1, 2].update({"font bold": False}),
        "a fill": lambda book: sheet(book).looks[5, 8].pop("fill"),
        "a rule": lambda book: sheet(book).looks[4, 2].pop("edge_bottom line_style"),
        "a width": lambda book: sheet(book).widths.update({3: 10.0}),
        "a name": lambda book: sheet(book).names_held["_iij_addin"].put(Visible=True),
        "a chart's values": lambda book: of_chart(book).all_series[0].com.put(Values="=A1"),
        "a chart's axis": lambda book: of_chart(book).state["value axis"].update(maximum_scale=1),
        "a chart's second axis": lambda book: (
            of_chart(book).all_series[-1].looks.update(axis_group="primary")
        ),
        "a chart's title": lambda book: of_chart(book)._com._members["ChartTitle"].put(Formula="=A1"),
        "a page": lambda book: sheet(book)._com._members["PageSetup"].put(Orientation=1),
    }


@pytest.mark.parametrize("changed", _mutations())
def test_the_comparison_sees_each_difference(changed: str) -> None:
    _, book = opened(SHIPPED)
    deck = deck_of(SHIPPED)
    build(book, deck)
    _mutations()[changed](book)
    assert len(list(differences(book, deck))) > 0
