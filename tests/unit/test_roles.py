"""Which of the usual items a row is, and that everything finds it under whatever key the company keeps it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.unit.inputs.books import BASE, book_of, saved
from xl_addin.domain.periods import FiscalYear, Quarter
from xl_addin.errors import Issue, Severity
from xl_addin.inputs.load import read_figures
from xl_addin.inputs.model import Figures
from xl_addin.release.deck import build_deck

FIRST = Quarter(2002, 1)
OWN_KEYS = {"total_revenues": "net_sales", "operating_income": "operating_profit"}


def read(tmp_path: Path, text: str) -> tuple[Figures | None, tuple[Issue, ...]]:
    return read_figures(saved(book_of(text), tmp_path))


def renamed(text: str = BASE) -> str:
    """The example with keys of its own, every sheet speaking of them."""
    for usual, own in OWN_KEYS.items():
        text = text.replace(usual, own)
    return text


def with_roles(text: str, roles: dict[str, str]) -> str:
    """The sheet Figures with a column role behind its items."""
    before, figures, *after = re.split(r"(?=# (?:Figures|Rates)\n)", text)
    title, heading, *rows = figures.strip().splitlines()
    rows = [f"{row} | {roles.get(row.partition('|')[0].strip(), '')}" for row in rows]
    return "".join([before, "\n".join([title, f"{heading} | role", *rows]), "\n\n", *after])


def test_a_row_is_found_by_its_key_and_by_its_role(tmp_path: Path) -> None:
    figures, issues = read(tmp_path, renamed())
    assert figures is not None
    assert not [issue for issue in issues if issue.severity is not Severity.NOTE]
    assert figures.items["total_revenues"].key == "net_sales"
    assert figures.value("total_revenues", FIRST) == figures.value("net_sales", FIRST) == 140
    assert figures.value("operating_income", FiscalYear(2001)) == 1.5
    assert next(iter(figures.items)) == "net_sales"
    assert [item.key for item in figures.parts_of("total_revenues")] == [
        "ip_service_revenues",
        "equipment_sales",
    ]


def test_a_deck_of_other_keys_shows_the_same_figures(tmp_path: Path) -> None:
    usual, _ = read(tmp_path, BASE)
    own, _ = read(tmp_path, renamed())
    assert usual is not None
    assert own is not None
    decks = [build_deck(figures, "") for figures in (usual, own)]
    shown = [
        {
            (sheet.name, place): deck.book.value(cell.content)
            for sheet in deck.sheets
            if sheet.owned and sheet.name != "About"
            for place, cell in sheet.cells.items()
            if not hasattr(cell.content, "formula")
        }
        for deck in decks
    ]
    assert len(shown[0]) > 200
    assert shown[0] == shown[1]


def test_guidance_and_sources_may_speak_of_the_role(tmp_path: Path) -> None:
    figures_sheet, others = renamed().split("# Rates")
    figures, _ = read(tmp_path, f"{figures_sheet}# Rates{others.replace('net_sales', 'revenue')}")
    assert figures is not None
    assert {line.item for line in figures.guidance} == {"net_sales", "net_sales_growth", "operating_profit"}
    assert ("net_sales", FIRST) in figures.sources


def test_a_role_may_be_stated_for_a_key_that_tells_nothing(tmp_path: Path) -> None:
    text = BASE.replace("total_revenues", "umsatz")
    figures, issues = read(tmp_path, text)
    assert figures is None
    assert [issue.message for issue in issues if issue.severity is Severity.ERROR] == [
        "missing item total_revenues"
    ]
    figures, _ = read(tmp_path, with_roles(text, {"umsatz": "Top line"}))
    assert figures is not None
    assert figures.items["total_revenues"].key == "umsatz"


@pytest.mark.parametrize(
    ("roles", "severity", "message"),
    [
        ({"equipment_sales": "turnovers"}, Severity.ERROR, "unknown role 'turnovers'"),
        (
            {"equipment_sales": "revenue", "ip_service_revenues": "net sales"},
            Severity.ERROR,
            "equipment_sales may be total_revenues, as ip_service_revenues may",
        ),
    ],
)
def test_a_role_that_cannot_be_is_named_in_its_row(
    roles: dict[str, str], severity: Severity, message: str, tmp_path: Path
) -> None:
    figures, issues = read(tmp_path, with_roles(BASE, roles))
    assert figures is None
    assert (severity, message) in [(issue.severity, issue.message) for issue in issues]


def test_of_two_synonyms_a_total_holds_the_role_before_its_part(tmp_path: Path) -> None:
    row = "operating_income     | Operating income"
    sga = "sga | SGA | | | {} | 9 | 9 | 9 | 9 | 9 | 36\n"
    both = sga.format("") + sga.format("sga").replace("sga | SGA", "selling_and_administrative_expenses | S")
    figures, _ = read(tmp_path, BASE.replace(row, both + row))
    assert figures is not None
    assert figures.items["selling_general_administrative_expenses"].key == "sga"
    neither = both.replace("| sga |", "| |")
    figures, issues = read(tmp_path, BASE.replace(row, neither + row))
    assert figures is not None
    assert "selling_general_administrative_expenses" not in figures.items
    assert len([issue for issue in issues if "may be selling_general" in issue.message]) == 2
