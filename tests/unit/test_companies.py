"""Workbooks of real companies: they load, hold the figures published, and show the differences known."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.companies import COMPANIES, EARLIER, TOP_LINE, rows_of, saved
from tests.decks import deck_of
from xl_addin.domain.items import role_of
from xl_addin.domain.periods import FiscalYear, Period, Quarter
from xl_addin.errors import Issue, Severity
from xl_addin.inputs.load import read_figures
from xl_addin.inputs.model import Figures
from xl_addin.release.deck import Deck

# Years without any quarter are IIJ_ANNUAL_LINES'.
IN_QUARTERS = sorted(set(COMPANIES) - {"IIJ_ANNUAL_LINES"})


@cache
def read(name: str) -> tuple[Figures, tuple[Issue, ...]]:
    with TemporaryDirectory() as folder:
        figures, issues = read_figures(saved(COMPANIES[name], Path(folder)))
    assert figures is not None, "\n".join(map(str, issues))
    return figures, issues


@cache
def deck(name: str) -> Deck:
    return deck_of(read(name)[0])


def period(text: str) -> Period:
    if text.startswith("FY"):
        return FiscalYear(int(text[2:]))
    return Quarter(2000 + int(text[2:]), int(text[0]))


@pytest.mark.parametrize("name", IN_QUARTERS)
def test_the_workbook_of_a_company_loads_without_an_error(name: str) -> None:
    figures, issues = read(name)
    assert [issue for issue in issues if issue.severity is Severity.ERROR] == []
    assert str(figures.settings.unit) == COMPANIES[name].unit
    assert figures.settings.fiscal_year_named == COMPANIES[name].named


@pytest.mark.parametrize("name", IN_QUARTERS)
def test_every_figure_published_is_read_as_it_stands(name: str) -> None:
    figures, _ = read(name)
    for row in rows_of(name):
        if row["basis"] == "cumulative" or row["item"].endswith(EARLIER):
            continue
        key = TOP_LINE if role_of(row["item"]) == TOP_LINE else row["item"]
        assert str(figures.items[key].kind) == row["kind"]
        published = {text: row[text] for text in row if text[0] in "1234F"}
        for text, value in published.items():
            assert figures.value(key, period(text)) == (float(value) if value else None), (key, text)


@pytest.mark.parametrize("name", IN_QUARTERS)
def test_each_figure_says_where_it_was_published(name: str) -> None:
    figures, _ = read(name)
    known = {key for key, figure in figures.cells.items() if figure.value is not None}
    assert set(figures.sources) == known


def test_guidance_issued_before_the_release_is_read_with_its_revisions() -> None:
    figures, _ = read("IIJ")
    year = FiscalYear(2016)
    (now,) = [line for line in figures.guidance if (line.item, line.period) == (TOP_LINE, year)]
    (before,) = [line for line in figures.replaced_guidance if (line.item, line.period) == (TOP_LINE, year)]
    assert (before.low.value, now.low.value) == (159000, 158000)
    assert {str(line.period) for line in figures.guidance} == {"FY2015", "FY2016", "1H17", "FY2017"}


def test_what_was_printed_before_is_kept_beside_the_figure_that_holds() -> None:
    minebea, _ = read("MINEBEA")
    key = ("operating_income", FiscalYear(2023))
    assert (minebea.restated[key].as_reported, minebea.value(*key)) == (100471, 97530)
    nvidia, _ = read("NVIDIA")
    split = ("eps_diluted", Quarter(2024, 1))
    assert (nvidia.restated[split].as_reported, nvidia.value(*split)) == (0.82, 0.08)
