"""Translation in the deck: which way a pair leads, how a rate is quoted, and that nothing else is named."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tests import edits as of
from tests.decks import deck_of, deck_sheets, figures_of, written
from tests.engines.audit import audit_errors
from tests.input_workbook import Input
from xl_addin.errors import ExcelError, Severity
from xl_addin.inputs.load import read_figures
from xl_addin.inputs.model import CellRef, Rate
from xl_addin.inputs.rates import Conversion
from xl_addin.release.deck import Deck
from xl_addin.release.expressions import Mode, value
from xl_addin.release.translation import rate_note, translated, translated_back

AMOUNT, RATE = CellRef("Figures", 2, 6), CellRef("Rates", 2, 4)
DAY = date(2002, 6, 28)


def conversion(pair: str, rate: float, *, divides: bool) -> Conversion:
    return Conversion(Rate(pair, DAY, "period_end", rate, "", RATE), divides)


def built(edit: of.Edit, folder: Path) -> Deck:
    book = Input()
    edit(book)
    return deck_of(figures_of(book.saved(folder)))


def errors_of(edit: of.Edit, folder: Path) -> list[str]:
    book = Input()
    edit(book)
    _, issues = read_figures(book.saved(folder))
    return [f"{issue.message}; {issue.remedy}" for issue in issues if issue.severity is Severity.ERROR]


# 9,851 / 119.85 = 82.194 yen a dollar; 9,851 x 0.9856 = 9,709.1 dollars a euro.
@pytest.mark.parametrize(
    ("pair", "rate", "divides", "expected"),
    [("USDJPY", 119.85, True, 82.1944), ("EURUSD", 0.9856, False, 9709.1456)],
)
def test_a_pair_divides_or_multiplies_and_leads_back(
    pair: str, rate: float, divides: bool, expected: float
) -> None:
    way = conversion(pair, rate, divides=divides)
    cells = {AMOUNT: 9851, RATE: rate}.get
    there = translated(AMOUNT, way)
    assert value(there, cells) == pytest.approx(expected, abs=5e-5)
    assert value(translated_back(there, way), cells) == pytest.approx(9851, abs=1e-6)


@pytest.mark.parametrize("divides", [True, False])
@pytest.mark.parametrize("rate", [0, -1.2, None, "n/a", ExcelError.NA])
def test_a_bad_rate_is_an_error_and_never_a_figure(rate: object, divides: bool) -> None:
    cells = {AMOUNT: 9851, RATE: rate}.get
    assert isinstance(value(translated(AMOUNT, conversion("EURUSD", 1, divides=divides)), cells), ExcelError)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("pair", "rate", "quoted"),
    [
        ("USDJPY", 119.85, "$1 = JPY119.85"),
        ("EURUSD", 1.0813, "€1 = $1.0813"),
        ("USDCHF", 0.89, "$1 = CHF 0.8900"),
        ("USDIDR", 15250.0, "$1 = IDR 15,250.00"),
        ("JPYUSD", 0.0083438, "JPY1 = $0.008344"),
        ("IDRUSD", 0.00006557, "IDR 1 = $0.00006557"),
    ],
)
def test_a_rate_is_quoted_in_the_notation_of_its_currencies(pair: str, rate: float, quoted: str) -> None:
    book = deck_of(figures_of()).book
    book.contents[RATE] = rate
    note = str(book.value(rate_note(book, conversion(pair, rate, divides=True))))
    assert note.startswith(f"Translated at one rate, {quoted}, 28 June 2002.")


def test_a_deck_of_euros_alone_names_no_other_currency(tmp_path: Path) -> None:
    deck = built(of.all_of(of.reported_in("EUR million", "none"), of.without_sheets("Rates")), tmp_path)
    shown = [deck.book.value(cell.content) for sheet in deck_sheets(deck) for cell in sheet.cells.values()]
    texts = [text for text in shown if isinstance(text, str)]
    assert [text for text in texts if re.search(r"JPY|USD|\byen\b|dollar|\$|円|ドル", text)] == []
    assert "€9.9B, 18.2% up from 1Q01 & 18.7% down from 4Q01" in texts
    assert [sheet.name for sheet in deck_sheets(deck) if sheet.name.startswith("Revenue")] == ["Revenue EUR"]
    assert deck.issues == ()
    assert deck.checks_failed == 0


def test_a_deck_of_euros_in_dollars_has_no_audit_findings(tmp_path: Path) -> None:
    edit = of.all_of(of.reported_in("EUR million", "USD"), of.quoted("EURUSD", of.EURUSD))
    path = tmp_path / "release.xlsx"
    path.write_bytes(written(built(edit, tmp_path), Mode.NATIVE))
    assert audit_errors(path) == []


def test_a_pair_that_is_not_given_is_asked_for(tmp_path: Path) -> None:
    edit = of.all_of(of.reported_in("CHF million", "EUR"), of.quoted("EURUSD", of.EURUSD))
    (error,) = errors_of(edit, tmp_path)
    assert error == (
        "no EURCHF rate (period_end) in the last 7 days of 1Q02; "
        "add a row for EURCHF with a date up to 2002-06-30 and the basis period_end"
    )


def test_a_sentence_for_a_page_in_a_currency_that_is_not_shown_is_an_error(tmp_path: Path) -> None:
    def edit(book: Input) -> None:
        book.set(presentation_currency="none")
        book.sheets["Commentary"].add("1Q02", "revenue usd", 1, "In dollars they rose.", None)

    (error,) = errors_of(edit, tmp_path)
    assert error.startswith(
        "no amounts are shown in USD, so the deck has no sheet Revenue USD; "
        "give USD as presentation_currency, or write one of: Highlights, Revenue JPY, IP service"
    )


def test_a_workbook_that_translates_needs_the_sheet_of_rates(tmp_path: Path) -> None:
    (error,) = errors_of(of.without_sheets("Rates"), tmp_path)
    assert error == "the sheet is missing; add a sheet Rates with the columns pair, date, basis, rate, source"
