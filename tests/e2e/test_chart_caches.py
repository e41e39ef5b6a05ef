"""What a chart caches is what its cells cache: a program that does not calculate draws the right figures."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection
from functools import cache
from pathlib import Path

import pytest

from tests.decks import VARIANTS, Variant, deck_of, figures_of, shipped_deck, shipped_file, written
from tests.engines.audit import audit_errors
from tests.engines.raw_sheets import Cache, RawBook, RawCell, addresses
from tests.inplace.grafts import built
from tests.inplace.hosts import made
from xl_addin.release.expressions import Mode
from xl_addin.writer.edits import compile_deck

LANGUAGES = ("en", "ja")
WORKBOOKS = Path(__file__).parents[2] / "workbooks"


def grafted(mode: Mode, language: str) -> bytes:
    host = made("combined chart with a second axis")
    return built(host.content, host.suffix, compile_deck(shipped_deck(language), mode))[0]


@cache
def book(make: Callable[[Mode, str], bytes], mode: Mode, language: str) -> RawBook:
    return RawBook(make(mode, language))


def all_differences(book: RawBook, sheets: Collection[str]) -> list[str]:
    charts = [(sheet, caches) for sheet, caches in book.charts if sheet in sheets]
    return [line for sheet, caches in charts for each in caches for line in differences(book, sheet, each)]


def differences(book: RawBook, sheet: str, cached: Cache) -> list[str]:
    """Where a cache is not what the cells hold."""
    name, cells = addresses(cached.reference)
    found = [book.cells[name].get(cell) for cell in cells]
    lines = [] if cached.count == len(cells) else [f"{cached.count} points of {len(cells)} cells"]
    for place, cell in enumerate(found):
        wanted = drawn(cell, cached.kind)
        point = cached.points.get(place)
        same = point == wanted if cached.kind == "str" or None in (point, wanted) else close(point, wanted)
        if not same:
            lines.append(f"point {place} is {point} and not {wanted}")
        elif cached.kind == "num" and cell and point and cached.formats[place] != cell.number_format:
            lines.append(f"point {place} has the format {cached.formats[place]}, not {cell.number_format}")
    return [f"{sheet}: {cached.reference}: {line}" for line in lines]


def drawn(cell: RawCell | None, kind: str) -> str | None:
    """What of a cell is drawn: nothing of an error or a blank one, zero of a text among numbers."""
    if cell is None or cell.type == "e" or not cell.value:
        return None
    return cell.value if kind == "str" or cell.type == "n" else "0"


def close(one: str | None, other: str | None) -> bool:
    """A file has 16 digits of a constant."""
    return one is not None and other is not None and math.isclose(float(one), float(other), rel_tol=1e-15)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("make", [shipped_file, grafted])
def test_every_chart_caches_what_its_cells_cache(
    make: Callable[[Mode, str], bytes], mode: Mode, language: str
) -> None:
    found = book(make, mode, language)
    names = {sheet.name for sheet in shipped_deck(language).sheets}
    assert sum(sheet in names for sheet, _ in found.charts) == 7
    assert all_differences(found, names) == []


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_a_variants_charts_cache_what_their_cells_cache(variant: Variant, tmp_path: Path) -> None:
    found = RawBook(written(deck_of(figures_of(variant.saved(tmp_path))), Mode.NATIVE))
    assert all_differences(found, found.sheets) == []


@pytest.mark.parametrize("mode", Mode)
def test_revenue_per_contract_has_no_point_in_the_quarter_before_the_first(mode: Mode) -> None:
    """Its contracts of 3Q00 are not known, so that 4Q00 has no average."""
    charts = dict(book(shipped_file, mode, "en").charts)
    (line,) = (each for each in charts["IP service"] if each.kind == "num" and 0 not in each.points)
    assert (line.count, sorted(line.points)) == (6, [1, 2, 3, 4, 5])
    cells = book(shipped_file, mode, "en").cells["IP service"]
    assert cells[addresses(line.reference)[1][0]].type == ("n" if mode is Mode.VALUES else "e")


def test_a_gap_is_drawn_as_one_and_not_as_zero_where_the_host_is_of_another_program() -> None:
    for make in (shipped_file, grafted):
        found = book(make, Mode.NATIVE, "en")
        charts = [text for name, text in found.parts.items() if name.startswith("xl/charts/chart")]
        assert sum(b'<c:dispBlanksAs val="gap"/>' in text for text in charts) == 7


@pytest.mark.parametrize("name", sorted(path.name for path in WORKBOOKS.glob("*.xl*")))
def test_the_packed_workbooks_have_no_chart_that_could_cache_a_wrong_figure(name: str) -> None:
    assert not list(RawBook((WORKBOOKS / name).read_bytes()).charts)


def test_the_package_is_valid(tmp_path: Path) -> None:
    path = tmp_path / "release.xlsx"
    path.write_bytes(shipped_file(Mode.NATIVE))
    assert audit_errors(path) == []
