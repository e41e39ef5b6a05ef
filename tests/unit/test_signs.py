"""Costs entered negative: an error where the ladder tells, a warning where it cannot."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.unit.inputs.books import BASE, book_of, saved
from xl_addin.inputs.load import read_figures

# 60 - 40 - 25 = -5, and so on to 30 - 20 - 14 = -4; the year is the sum of its quarters.
LADDER = {
    "gross_profit": "60 | 66 | 72 | 78.5 | 80 | 276.5",
    "selling_general_administrative_expenses": "40 | 45 | 50 | 55 | 60 | 190",
    "research_development_expenses": "25 | 20 | 20 | 20 | 24 | 85",
}
DEPRECIATION = {"depreciation_amortization": "20 | 21 | 22 | 23 | 24 | 86"}


def negative(row: str, *places: int) -> str:
    """The row with the figures of these places negative; of all without places."""
    cells = row.split(" | ")
    chosen = places or range(len(cells))
    return " | ".join(f"-{cell}" if number in chosen else cell for number, cell in enumerate(cells))


def problems(rows: dict[str, str], folder: Path, more: dict[str, str] | None = None) -> list[str]:
    """What is said of signs in rows below those of the base workbook, from row 7 on."""
    edits = dict(more or {})
    for number, (item, figures) in enumerate(rows.items(), start=7):
        edits[f"Figures!A{number}"] = item
        edits |= {f"Figures!{c}{number}": t for c, t in zip("FGHIJK", figures.split(" | "), strict=False)}
    _, issues = read_figures(saved(book_of(BASE, edits), folder))
    lines = (f"{issue.cell} {issue.severity}: {issue.message}; {issue.remedy}" for issue in issues)
    return [line for line in lines if " negative in " in line]


TURN = "costs are positive figures: turn the sign"
UNLESS = f"{TURN}, unless it is a true gain"
SGA, RESEARCH = "selling_general_administrative_expenses", "research_development_expenses"


def test_costs_as_they_should_be_are_no_problem(tmp_path: Path) -> None:
    assert problems(LADDER | DEPRECIATION, tmp_path) == []


@pytest.mark.parametrize(
    ("places", "cells"),
    [((), "F8:K8"), ((0,), "F8"), ((1, 2, 4), "G8:H8, J8"), ((5,), "K8")],
)
def test_a_cost_that_the_ladder_shows_to_be_one_is_an_error_with_all_its_cells(
    places: tuple[int, ...], cells: str, tmp_path: Path
) -> None:
    rows = LADDER | {SGA: negative(LADDER[SGA], *places)}
    assert problems(rows, tmp_path) == [
        f"{cells[:2]} error: {SGA} is negative in {cells}: "
        f"with it positive gross_profit leads to operating_income; {TURN}"
    ]


def test_two_costs_entered_negative_are_two_lines(tmp_path: Path) -> None:
    rows = LADDER | {key: negative(LADDER[key]) for key in (SGA, RESEARCH)}
    assert [line.partition(":")[0] for line in problems(rows, tmp_path)] == ["F8 error", "F9 error"]


def test_a_true_refund_that_closes_the_ladder_is_no_problem(tmp_path: Path) -> None:
    # 80 - 91 + 7 = -4.
    rows = LADDER | {SGA: "40 | 45 | 50 | 55 | 91 | 190", RESEARCH: "25 | 20 | 20 | 20 | -7 | 85"}
    assert problems(rows, tmp_path) == []


def test_a_refund_so_small_that_either_sign_closes_the_ladder_stands_as_it_is(tmp_path: Path) -> None:
    # 60 - 65.5 + 0.5 = -5.
    rows = {"gross_profit": "60", SGA: "65.5", RESEARCH: "-0.5"}
    assert problems(rows, tmp_path) == []


@pytest.mark.parametrize(
    ("places", "cells", "beside"),
    [
        ((), "F7:K7", "as are all its figures"),
        ((1,), "G7", "the others are positive"),
        ((0, 1, 3, 4), "F7:G7, I7:J7", "the others are positive"),
    ],
)
def test_depreciation_is_never_negative(
    places: tuple[int, ...], cells: str, beside: str, tmp_path: Path
) -> None:
    rows = {key: negative(row, *places) for key, row in DEPRECIATION.items()}
    assert problems(rows, tmp_path) == [
        f"{cells[:2]} warning: depreciation_amortization is negative in {cells}, {beside}; {UNLESS}"
    ]


def test_a_ladder_that_closes_says_nothing_of_costs_that_are_none_of_its_steps(tmp_path: Path) -> None:
    rows = LADDER | {key: negative(row, 1) for key, row in DEPRECIATION.items()}
    assert [line.partition(":")[0] for line in problems(rows, tmp_path)] == ["G10 warning"]


def test_depreciation_is_an_error_where_ebitda_is_given_beside_it(tmp_path: Path) -> None:
    # -5 + 20 = 15, 1 + 21 = 22.
    rows = {"depreciation_amortization": "-20 | -21", "ebitda": "15 | 22"}
    assert problems(rows, tmp_path) == [
        "F7 error: depreciation_amortization is negative in F7:G7: "
        f"with it positive operating_income leads to ebitda; {TURN}"
    ]


def test_cost_of_sales_is_told_by_gross_profit(tmp_path: Path) -> None:
    # 100 - 40 = 60.
    rows = {"cost_of_sales": "-40 | -44", "gross_profit": "60 | 66"}
    (line,) = problems(rows, tmp_path)
    assert line.startswith(
        "F7 error: cost_of_sales is negative in F7:G7: with it positive total_revenues leads"
    )


def test_of_two_negative_costs_the_one_whose_sign_is_wrong_is_named(tmp_path: Path) -> None:
    # 80 - 60 + 4 = 24, and 80 - 60 - 4 = 16.
    rows = {"gross_profit": " |  |  |  | 80", SGA: " |  |  |  | -60", RESEARCH: " |  |  |  | -4"}
    lines = problems(rows, tmp_path, {"Figures!J5": "24"})
    assert [line.partition(":")[0] for line in lines] == ["J8 error", "J9 warning"]


# 100 - 40 = 60; 60 - 40 - 10 = 10; 60 - 40 - 10 - 6 + 2 = 6; 60 - 50 = 10;
# 500 + 30 - 40 - 90 + 20 - 10 = 410; 45 - 9 = 36; 10 + 20 = 30.
TO_NET_INCOME = {
    "other_income_expense": "30", "interest_expense": "40", "income_taxes": "90",
    "equity_in_net_income_of_affiliates": "20", "minority_interests": "10", "net_income": "410",
}  # fmt: skip
OTHERS = {"gross_profit": "60", SGA: "40", RESEARCH: "10", "other_expenses": "6", "other_income": "2"}
STEPS = [
    ({"cost_of_sales": "40", "gross_profit": "60"}, "-5", ["cost_of_sales"]),
    ({"gross_profit": "60", SGA: "40", RESEARCH: "10"}, "10", [SGA, RESEARCH]),
    (OTHERS, "6", [SGA, RESEARCH]),
    ({"gross_profit": "60", "operating_expenses": "50"}, "10", ["operating_expenses"]),
    (TO_NET_INCOME, "500", ["interest_expense", "income_taxes"]),
    ({"income_before_income_taxes": "45", "income_taxes": "9", "net_income": "36"}, "", ["income_taxes"]),
    ({"depreciation_amortization": "20", "ebitda": "30"}, "10", ["depreciation_amortization"]),
]


@pytest.mark.parametrize(
    ("rows", "operating", "cost"), [(rows, result, cost) for rows, result, costs in STEPS for cost in costs]
)
def test_every_step_of_every_ladder_tells_the_sign_of_its_cost(
    rows: dict[str, str], operating: str, cost: str, tmp_path: Path
) -> None:
    own = {"Figures!F5": operating, "Figures!K5": ""}
    assert problems(rows, tmp_path, own) == []
    (line,) = problems(rows | {cost: f"-{rows[cost]}"}, tmp_path, own)
    assert line.startswith(f"F{7 + list(rows).index(cost)} error: {cost} is negative in F")


EARNING = {f"Figures!{column}5": "50" for column in "FGHIJ"} | {"Figures!K5": "200"}


@pytest.mark.parametrize(
    ("row", "more", "cells"),
    [
        ("-9 | -8 | -7 | -6 | -5 | -30", EARNING, "F7:K7"),
        ("-9 | 8 | 7 | 6 | 5 | 12", EARNING, None),
        ("-9", EARNING, None),
        ("-9 | -8 | -7 | -6 | -5 | -30", EARNING | {"Figures!F5": "0"}, "F7:K7"),
        # Losses are taxed back.
        ("-9 | -8 | -7 | -6 | -5 | -30", {}, None),
    ],
)
def test_taxes_are_negative_now_and_then(
    row: str, more: dict[str, str], cells: str | None, tmp_path: Path
) -> None:
    lines = problems({"income_taxes": row}, tmp_path, more)
    expected = f"F7 warning: income_taxes is negative in {cells}, as are all its figures; {UNLESS}"
    assert lines == ([expected] if cells else [])


def test_taxes_are_an_error_where_net_income_tells(tmp_path: Path) -> None:
    # 50 - 20 = 30.
    rows = {"income_taxes": "-20 | -20", "net_income": "30 | 30"}
    (line,) = problems(rows, tmp_path, EARNING)
    assert line.startswith(
        "F7 error: income_taxes is negative in F7:G7: with it positive operating_income leads"
    )


def test_a_part_has_the_sign_that_its_total_takes_it_with(tmp_path: Path) -> None:
    rows = {"other_income_net": "4 | 4", "interest_expense": "-6 | -6"}
    assert problems(rows, tmp_path, {"Figures!E8": "other_income_net", **EARNING}) == []
    (line,) = problems(rows, tmp_path, EARNING)
    assert "interest_expense is negative in F8:G8, as are all its figures" in line


# Selling expenses, taxes and depreciation as three companies report them, and their profits.
REPORTED = """
item,1Q22,1Q23
gross_profit,12700,13800
sga,7858,8795
other_income,194,30
other_expenses,10,32
operating_income,5026,5003
income_before_tax,6623,5481
income_tax_expense,2136,1824
depreciation_and_amortization,2612,2671
"""


def test_a_ladder_with_other_income_as_a_company_reports_it(tmp_path: Path) -> None:
    rows = {row["item"]: f"{row['1Q22']} | {row['1Q23']}" for row in csv.DictReader(REPORTED.split())}
    own = {"Figures!F5": "5026", "Figures!G5": "5003", "Figures!K5": ""}
    del rows["operating_income"]
    assert problems(rows, tmp_path, own) == []
    rows["sga"] = "-7858 | -8795"
    (line,) = problems(rows, tmp_path, own)
    assert line.startswith("F8 error: sga is negative in F8:G8: with it positive gross_profit leads")
