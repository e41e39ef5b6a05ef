"""What line items are to time, by what is said of them, by their key, by their unit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.decks import deck_of
from tests.unit.inputs.books import BASE, SMALLEST, book_of, saved, sheets_of
from xl_addin.domain.items import ItemKind
from xl_addin.domain.kinds import kind_of
from xl_addin.domain.periods import FiscalYear, Quarter
from xl_addin.domain.units import read_unit
from xl_addin.errors import Severity
from xl_addin.inputs.load import read_figures
from xl_addin.inputs.model import Figures
from xl_addin.tieout.judging.known import Knowledge

ROW = len(sheets_of(BASE)["Figures"]) + 1


@pytest.mark.parametrize(
    ("key", "unit", "kind"),
    [
        ("total_revenues", "JPY million", "flow"),
        ("total_assets", "JPY million", "balance"),
        ("interest_bearing_debt", "JPY million", "balance"),
        ("income_taxes_payable", "JPY million", "balance"),
        ("equity_in_net_income_of_affiliates", "JPY million", "flow"),
        ("gain_on_sale_of_assets", "JPY million", "flow"),
        ("change_in_inventories", "USD million", "flow"),
        ("repayment_of_long_term_debt", "JPY million", "flow"),
        ("operating_cash_flow", "JPY million", "flow"),
        ("dividend_per_share", "JPY", "per_share"),
        ("eps_diluted", "JPY", "per_share"),
        ("net_income", "JPY per share", "per_share"),
        ("equity_ratio", "%", "ratio"),
        ("equity_ratio", "", "ratio"),
        ("gross_margin", "JPY million", "flow"),
        ("contracted_bandwidth", "Mbps", "count"),
        ("total_revenues", "", "flow"),
    ],
)
def test_the_kind_is_told_by_key_and_unit(key: str, unit: str, kind: str) -> None:
    assert kind_of(key, read_unit(unit)) == kind


def read_with(rows: list[str], tmp_path: Path, heading: str = "") -> tuple[Figures | None, list[str]]:
    """The base workbook with rows below its figures; `heading` is that of a column M."""
    edits = {"Figures!M1": heading}
    for number, row in enumerate(rows, start=ROW):
        for column, text in zip("ABCDEFGHIJKLM", row.split("|"), strict=False):
            edits[f"Figures!{column}{number}"] = text.strip()
    figures, issues = read_figures(saved(book_of(BASE, edits), tmp_path))
    worst = (issue for issue in issues if issue.severity is not Severity.NOTE)
    return figures, [f"{issue.cell}: {issue.message}; {issue.remedy}" for issue in worst]


ASSETS = "total_assets | Total assets | | JPY million | | 500 | 510 | 520 | 530 | 540 | 530"


def test_a_balance_of_a_year_is_that_of_its_closing_quarter(tmp_path: Path) -> None:
    figures, problems = read_with([ASSETS], tmp_path)
    assert figures is not None, problems
    deck = deck_of(figures)
    check = next(check for check in deck.checks if "closing quarter" in check.name)
    assert check.name == "Total assets: closing quarter, FY2001"
    assert (deck.book.value(check.expected), deck.book.value(check.actual)) == (530, 530)
    assert not any("Total assets: sum" in check.name for check in deck.checks)


def test_a_year_that_is_not_its_closing_quarter_is_named_with_both(tmp_path: Path) -> None:
    figures, problems = read_with([ASSETS.replace("| 540 | 530", "| 540 | 2060")], tmp_path)
    assert figures is None
    assert problems == [
        f"K{ROW}: total_assets of FY2001 is 2,060, at the end of 4Q01 it is 530; "
        f"correct the year or I{ROW}; if total_assets is no balance, say so in the column kind"
    ]


def test_half_a_unit_of_each_figure_may_lie_between_a_year_and_its_closing_quarter(tmp_path: Path) -> None:
    assert read_with([ASSETS.replace("| 540 | 530", "| 540 | 531")], tmp_path)[1] == []
    assert read_with([ASSETS.replace("| 540 | 530", "| 540 | 531.5")], tmp_path)[1] != []


def test_amounts_of_each_share_and_ratios_are_not_summed(tmp_path: Path) -> None:
    rows = [
        "eps_basic | EPS | | JPY per share | | -5 | 1 | 2 | 3 | 4 | 1.5",
        "dividend_per_share | Dividend | | | | | 14 | | 22 | | 36",
        "equity_ratio | Equity ratio | | | | 44 | 44.8 | 46.2 | 44.9 | 44.5 | 44.9",
    ]
    figures, problems = read_with(rows, tmp_path)
    assert figures is not None, problems
    assert str(figures.items["dividend_per_share"].unit) == "JPY per share"
    assert str(figures.items["equity_ratio"].unit) == "%"
    assert not any(item in check.name for check in deck_of(figures).checks for item in ("EPS", "Dividend"))


@pytest.mark.parametrize(
    ("word", "kind"),
    [("balance", "balance"), ("残高", "balance"), ("フロー", "flow"), ("Flow", "flow")],
)
def test_the_column_says_the_kind_in_either_language(word: str, kind: str, tmp_path: Path) -> None:
    row = f"policy_reserves | Reserves | | JPY million | | 1 | 2 | 3 | 4 | 5 | | | {word}"
    figures, problems = read_with([row], tmp_path, "kind")
    assert figures is not None, problems
    assert figures.items["policy_reserves"].kind == kind


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            "policy_reserves | | | | | 1 | 2 | 3 | 4 | 5 | 4 | |",
            "K7: policy_reserves of FY2001 is 4, the sum of its quarters 10; if the row is year to date, "
            "write cumulative in a column basis; else correct a figure; if policy_reserves is not summed, "
            "say so in the column kind",
        ),
        (
            "reserves | | | JPY million | | 1 | | | | | | | stock",
            "M7: unknown kind 'stock'; use one of: flow, balance, ratio, per_share, count",
        ),
        (
            "visitors | | | | | 1 | | | | | | | count",
            "D7: visitors is of the kind count, its unit JPY million; write what is counted",
        ),
        (
            "reserves | | | % | | 1 | | | | | | | balance",
            "D7: reserves is of the kind balance, its unit %; correct the unit or the kind",
        ),
        (
            "dividend_per_share | | | JPY million | | 1 | | | | | | |",
            "D7: dividend_per_share is of each share, its unit JPY million; write JPY per share",
        ),
        (
            "store_equity | | | JPY million | total_revenues | | | | | | | | balance",
            "E7: store_equity is of the kind balance, its total total_revenues of flow; "
            "give both one kind in the column kind, or clear total_of",
        ),
    ],
)
def test_a_kind_that_does_not_fit_is_named_at_its_cell(row: str, problem: str, tmp_path: Path) -> None:
    assert read_with([row], tmp_path, "kind")[1] == [problem]


def test_a_part_is_what_its_total_is(tmp_path: Path) -> None:
    rows = [
        "total_current_assets | | | JPY million | | 20 | 20 | 20 | 20 | 20 | 20",
        "advances_paid | | | JPY million | total_current_assets | 20 | 20 | 20 | 20 | 20 | 20",
        "securities | | | JPY million | total_revenues | | | | | |",
    ]
    figures, problems = read_with(rows, tmp_path)
    assert figures is not None, problems
    assert figures.items["advances_paid"].kind is ItemKind.BALANCE
    assert figures.items["securities"].kind is ItemKind.FLOW


def test_without_a_column_of_units_what_cannot_be_is_said_of_the_kind(tmp_path: Path) -> None:
    rows = [["item", "kind", "1Q02"], ["total_revenues", "", "140"], ["visitors", "count", "5"]]
    _, issues = read_figures(saved(book_of(sheets_of(SMALLEST) | {"Figures": rows}), tmp_path))
    assert [(issue.cell, issue.message) for issue in issues] == [
        ("B3", "visitors is of the kind count, its unit JPY million")
    ]


def test_a_part_of_an_own_total_is_what_the_total_is_said_to_be(tmp_path: Path) -> None:
    rows = [
        "alpha | | | JPY million | | 20 | 20 | 20 | 20 | 20 | 20 | | balance",
        "beta  | | | JPY million | alpha | 20 | 20 | 20 | 20 | 20 | 20 | |",
    ]
    figures, problems = read_with(rows, tmp_path, "kind")
    assert figures is not None, problems
    assert figures.items["beta"].kind is ItemKind.BALANCE


def test_what_texts_print_of_a_year_is_its_closing_balance_and_never_a_closing_eps(tmp_path: Path) -> None:
    rows = [
        ASSETS.replace("| 540 | 530", "| 540 |"),
        "eps_basic | EPS | | JPY per share | | -5 | 1 | 2 | 3 | 4 |",
    ]
    figures, problems = read_with(rows, tmp_path)
    assert figures is not None, problems
    known = Knowledge(figures)
    assert known.figure("total_assets", FiscalYear(2001)).point == 530
    assert known.figure("eps_basic", Quarter(2001, 4)).point == 3
    with pytest.raises(Exception, match="eps_basic FY2001 is blank"):
        known.figure("eps_basic", FiscalYear(2001))


COMPANIES = {
    ("total_assets", "JPY million"): "balance",
    ("eps_basic", "JPY per share"): "per_share",
    ("shares_period_end", "shares"): "count",
    ("investing_cash_flow", "JPY million"): "flow",
    ("net_interest_bearing_debt", "JPY million"): "balance",
    ("property_and_equipment", "USD million"): "balance",
    ("remaining_performance_obligations", "USD million"): "balance",
    ("share_repurchases", "USD million"): "flow",
    ("stock_based_compensation", "USD million"): "flow",
    ("network_services_cost", "JPY million"): "flow",
}


@pytest.mark.parametrize(("item", "kind"), list(COMPANIES.items()))
def test_items_as_companies_report_them(item: tuple[str, str], kind: str) -> None:
    key, unit = item
    assert kind_of(key, read_unit(unit)) == kind
