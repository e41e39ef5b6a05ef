"""Guidance issued later replaces what was issued before, and is printed in the unit of its item."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.decks import deck_of
from tests.tieout.made import CONTRADICTED, TIES, UNVERIFIABLE, claim, judged
from tests.unit.inputs.books import BASE, book_of, saved
from xl_addin.errors import Severity
from xl_addin.inputs.load import read_figures
from xl_addin.inputs.model import Figures
from xl_addin.release.deck import Deck
from xl_addin.tieout.grammar.reservations.reasons import SUPERSEDED

# period, item, low, high, qualifier, unit, issued
COLUMNS = "ABCDEFG"
Line = tuple[str, ...]
MAY = ("2Q02", "total_revenues", "140", "145", "range", "JPY million", "2002-05-10")
FEBRUARY = ("2Q02", "total_revenues", "130", "135", "range", "JPY million", "2002-02-10")
UNDATED = (*MAY[:6], "")
DIVIDEND = "dividend_per_share"
PER_SHARE_ROW = {"Figures!A7": DIVIDEND, "Figures!B7": "Dividend", "Figures!C7": "配当金", "Figures!G7": "14"}


def edits(*rows: tuple[str, ...]) -> dict[str, str]:
    """Rows below those of the base workbook's Guidance."""
    return {
        f"Guidance!{column}{number}": text
        for number, row in enumerate(rows, start=5)
        for column, text in zip(COLUMNS, row, strict=True)
    }


def read(typed: dict[str, str], folder: Path, language: str = "en") -> tuple[Figures | None, list[str]]:
    figures, issues = read_figures(saved(book_of(BASE, typed), folder), {"language": language})
    lines = (f"{issue.cell}: {issue.message}; {issue.remedy}" for issue in issues
             if issue.severity is Severity.ERROR)  # fmt: skip
    return figures, list(lines)


def built(typed: dict[str, str], folder: Path, language: str = "en") -> Deck:
    figures, problems = read(typed, folder, language)
    assert figures is not None, problems
    return deck_of(figures)


def shown(deck: Deck, sheet: str) -> list[str]:
    """The texts of a sheet, row by row."""
    spec = next(spec for spec in deck.sheets if spec.name == sheet)
    return [str(deck.book.value(cell.content)) for _, cell in sorted(spec.cells.items())]


@pytest.mark.parametrize("rows", [(MAY,), (FEBRUARY, MAY), (MAY, FEBRUARY)])
def test_the_line_issued_last_holds_wherever_it_stands(
    rows: tuple[tuple[str, ...], ...], tmp_path: Path
) -> None:
    figures, problems = read(edits(*rows), tmp_path)
    assert figures is not None, problems
    held = [line for line in figures.guidance if line.item == "total_revenues"]
    assert [(line.low.value, line.high.value) for line in held] == [(150, 160)]
    assert {line.low.value for line in figures.replaced_guidance} == {float(row[2]) for row in rows}


def test_the_deck_prints_what_holds_and_shows_what_was_issued_before(tmp_path: Path) -> None:
    deck = built(edits(MAY, FEBRUARY), tmp_path)
    lines = [text for text in shown(deck, "Highlights") if text.startswith("2Q02: Total revenues")]
    # 150 / 119.85 = 1.25 and 160 / 119.85 = 1.335.
    assert lines == ["2Q02: Total revenues between JPY150M ($1.3M) and JPY160M ($1.3M)"]
    outlook = shown(deck, "Outlook")
    assert outlook[0] == "Total revenues of JPY150M to JPY160M guided for 2Q02"
    at = outlook.index("2Q02: Total revenues (JPY million)")
    earlier = [number for number, text in enumerate(outlook) if text == "  issued before, replaced"]
    assert [outlook[number + 1 : number + 3] for number in earlier] == [["140", "145"], ["130", "135"]]
    assert at < earlier[0]


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        (
            (UNDATED,),
            "G5: total_revenues of 2Q02 has no date of issue, row 2 has one; "
            "say when each was issued, or keep the one that holds",
        ),
        (
            ((*MAY[:6], "2002-08-08"),),
            "A5: duplicate row for 2Q02 total_revenues 2002-08-08, already in row 2; "
            "keep one of the two rows",
        ),
        (
            ((*MAY[:6], "2002-08-09"),),
            "G5: issued on 2002-08-09, after the release_date 2002-08-08; "
            "correct one of the dates, or take the row out of this release",
        ),
    ],
)
def test_lines_that_nobody_knows_the_order_of_are_named(
    rows: tuple[tuple[str, ...], ...], problem: str, tmp_path: Path
) -> None:
    assert read(edits(*rows), tmp_path) == (None, [problem])


@pytest.mark.parametrize("unit", ["JPY per contract", "JPY million", "USD per share", "USD", "%", "shares"])
def test_what_is_of_each_share_is_guided_in_the_currency_of_each_share(unit: str, tmp_path: Path) -> None:
    row = ("2Q02", DIVIDEND, "14", "14", "about", unit, "")
    (problem,) = read(PER_SHARE_ROW | edits(row), tmp_path)[1]
    assert problem == f"F5: unknown unit '{unit}'; use JPY per share, or JPY"


EQUIPMENT = ("2Q02", "equipment_sales", "50", "60", "range", "JPY million", "")


def test_a_line_without_a_date_that_is_alone_holds(tmp_path: Path) -> None:
    figures, problems = read({"Guidance!G2": "", "Guidance!G3": "", **edits(EQUIPMENT)}, tmp_path)
    assert figures is not None, problems
    assert [line.issued for line in figures.guidance][:2] == [None, None]
    assert figures.replaced_guidance == ()


def test_the_line_without_a_date_is_named_wherever_the_other_one_stands(tmp_path: Path) -> None:
    (problem,) = read({"Guidance!G2": "", **edits(MAY)}, tmp_path)[1]
    assert problem.startswith("G2: total_revenues of 2Q02 has no date of issue, row 5 has one")


def test_lines_without_a_date_are_duplicates(tmp_path: Path) -> None:
    assert read(edits(EQUIPMENT, EQUIPMENT), tmp_path)[1] == [
        "A6: duplicate row for 2Q02 equipment_sales, already in row 5; keep one of the two rows"
    ]


def test_without_a_release_date_any_date_of_issue_holds(tmp_path: Path) -> None:
    typed = {"Settings!B10": "", **edits((*MAY[:6], "2002-10-10"))}
    figures, problems = read(typed, tmp_path)
    assert figures is not None, problems
    assert [line.low.value for line in figures.guidance if line.item == "total_revenues"] == [140]


@pytest.mark.parametrize(
    ("printed", "value", "doubts", "verdict"),
    [
        ("JPY150M", "150E6", (), TIES),
        ("JPY140M", "140E6", (), CONTRADICTED),
        ("JPY140M", "140E6", (SUPERSEDED,), TIES),
        ("JPY141M", "141E6", (SUPERSEDED,), UNVERIFIABLE),
        ("JPY150M", "150E6", (SUPERSEDED, "another doubt"), UNVERIFIABLE),
    ],
)
def test_texts_tie_with_what_holds_and_of_an_earlier_forecast_with_what_was_replaced(
    printed: str, value: str, doubts: tuple[str, ...], verdict: str, tmp_path: Path
) -> None:
    rows = ((*MAY[:3], "140", "about", *MAY[5:]), (*MAY[:3], "150", "about", *MAY[5:6], "2002-06-10"))
    typed = edits(*rows) | {"Guidance!D2": "150", "Guidance!E2": "about"}
    typed |= {"Guidance!C6": "149", "Guidance!D6": "149"}
    figures, problems = read(typed, tmp_path)
    assert figures is not None, problems
    made = claim(printed, value, "total_revenues", "2Q02", outlook=True, doubts=doubts)
    found = judged(figures, made)
    assert found.verdict == verdict
    assert ("issued 2002-05-10, replaced since" in found.reason) == (verdict == TIES and bool(doubts))


@pytest.mark.parametrize("unit", ["JPY", "JPY per share", "円", "円/株", ""])
def test_a_dividend_is_printed_in_yen_of_each_share(unit: str, tmp_path: Path) -> None:
    row = ("FY2002", DIVIDEND, "90", "90", "about", unit, "2002-08-08")
    texts = shown(built(PER_SHARE_ROW | edits(row), tmp_path), "Highlights")
    assert "FY2002: Dividend about JPY90 per share" in texts


@pytest.mark.parametrize(
    ("low", "high", "english", "japanese"),
    [
        ("12.5", "12.5", "about JPY12.50 per share", "約1株当たり12.50円"),
        ("2000", "2000", "about JPY2,000 per share", "約1株当たり2,000円"),
        ("-3", "4", "between (JPY3) per share and JPY4 per share", "1株当たり△3円~1株当たり4円"),
        ("0.125", "0.125", "about JPY0.125 per share", "約1株当たり0.125円"),
    ],
)
def test_an_amount_of_each_share_has_the_decimals_it_needs(
    low: str, high: str, english: str, japanese: str, tmp_path: Path
) -> None:
    typed = PER_SHARE_ROW | edits(("FY2002", DIVIDEND, low, high, "range", "", "2002-08-08"))
    assert f"FY2002: Dividend {english}" in shown(built(typed, tmp_path), "Highlights")
    assert f"FY2002:配当金 {japanese}" in shown(built(typed, tmp_path, "ja"), "Highlights")


@pytest.mark.parametrize(
    ("item", "unit", "problem"),
    [
        (DIVIDEND, "JPY million", "unknown unit 'JPY million'"),
        (DIVIDEND, "USD per share", "unknown unit 'USD per share'"),
        ("ip_service_contracts", "JPY million", "the item is no amount of money, its unit here JPY million"),
        ("ip_service_contracts", "JPY per share", "the item is no amount of money"),
        ("operating_income", "JPY per share", "unknown unit 'JPY per share'"),
    ],
)
def test_guidance_in_a_unit_that_the_item_cannot_have_is_named(
    item: str, unit: str, problem: str, tmp_path: Path
) -> None:
    typed = PER_SHARE_ROW | edits(("FY2002", item, "90", "90", "about", unit, "2002-08-08"))
    figures, (line,) = read(typed, tmp_path)
    assert figures is None
    assert line.startswith(f"F5: {problem}")


# 0.4 million is JPY400,000, and 400,000 / 119.85 = 3,337.5 dollars.
def test_amounts_below_a_million_are_printed_and_read_back_in_full(tmp_path: Path) -> None:
    typed = {"Figures!J5": "0.4"}
    for language, words in (
        ("en", "Operating income of JPY400,000 ($3,338)"),
        ("ja", "営業利益 400,000円(3,338ドル)"),
    ):
        deck = built(typed, tmp_path, language)
        assert words in shown(deck, "Highlights")
        passed = {check.name: deck.book.value(check.passed) for check in deck.checks}
        assert set(passed.values()) == {True}, passed


def test_an_item_without_a_label_has_its_key_for_a_name(tmp_path: Path) -> None:
    typed = {"Figures!A7": DIVIDEND, "Figures!G7": "14"}
    typed |= edits(("FY2002", DIVIDEND, "90", "90", "about", "", "2002-08-08"))
    assert "FY2002: Dividend per share about JPY90 per share" in shown(built(typed, tmp_path), "Highlights")
