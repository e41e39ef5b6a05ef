"""Rates that cannot be right are named with what was meant; real histories pass without a word."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.unit.inputs.books import BASE, SMALLEST, book_of, saved
from xl_addin.errors import Severity
from xl_addin.inputs.load import read_figures
from xl_addin.inputs.model import CellRef, Rate
from xl_addin.inputs.problems import Problems
from xl_addin.inputs.rate_checks import report_implausible

Dated = tuple[str, float]


def found(pair: str, *dated: Dated, basis: str = "period_end") -> list[str]:
    """What is said of rates, each in the row of its place, from D2 on."""
    problems = Problems("book")
    report_implausible(rates(pair, *dated, basis=basis), problems)
    return [f"{issue.cell} {issue.severity}: {issue.message}; {issue.remedy}" for issue in problems.listed()]


def rates(pair: str, *dated: Dated, basis: str = "period_end", row: int = 2) -> list[Rate]:
    return [
        Rate(pair, date.fromisoformat(day), basis, rate, "", CellRef("Rates", number, 4))
        for number, (day, rate) in enumerate(dated, start=row)
    ]


def typed(edits: dict[str, str], folder: Path, text: str = BASE) -> list[str]:
    _, issues = read_figures(saved(book_of(text, edits), folder))
    return [f"{issue.cell} {issue.severity}: {issue.message}; {issue.remedy}" for issue in issues]


LAST = "132.7 of 2002-03-29, period_end, in D5; USDJPY is JPY for one USD"
MOVED = "if the point is misplaced, write 119.85"


@pytest.mark.parametrize(
    ("rate", "problem"),
    [
        ("0.0083", "the wrong way round: {last}: write 120.482"),
        ("1198.5", "out of all proportion: {last}: {moved}"),
        ("11985", "out of all proportion: {last}: {moved}"),
        ("11.985", "out of all proportion: {last}: {moved}"),
        ("119850", "out of all proportion: {last}: {moved}"),
        ("1.1985", "out of all proportion: {last}: {moved}"),
        ("0.11985", "out of all proportion: {last}: {moved}"),
        ("191.85", "far off: {last}: correct the one that is wrong"),
        ("79.85", "far off: {last}: correct the one that is wrong"),
    ],
)  # fmt: skip
def test_a_mistyped_rate_of_the_release_is_an_error_at_its_cell(
    rate: str, problem: str, tmp_path: Path
) -> None:
    assert typed({"Rates!D6": rate}, tmp_path) == [
        f"D6 error: the rate {rate} of USDJPY is {problem.format(last=LAST, moved=MOVED)}"
    ]


@pytest.mark.parametrize("cell", ["D2", "D3", "D4", "D5", "D6"])
@pytest.mark.parametrize("rate", ["191.85", "0.0083", "12.47"])
def test_one_wrong_rate_among_five_is_found_wherever_it_stands(cell: str, rate: str, tmp_path: Path) -> None:
    lines = typed({f"Rates!{cell}": rate}, tmp_path)
    assert [line.partition(":")[0] for line in lines] == [f"{cell} error"]


# 1 / 119.85 = 0.00834.
@pytest.mark.parametrize(
    ("rate", "problem"),
    [
        ("0.0083", "is the wrong way round; USDJPY is JPY for one USD: write 120.482"),
        ("1198.5", f"is out of all proportion; USDJPY is JPY for one USD: {MOVED}"),
        ("4.5", "is out of all proportion; USDJPY is JPY for one USD: some 60 to 400"),
    ],
)
def test_a_single_rate_is_seen_by_its_order_of_magnitude(rate: str, problem: str, tmp_path: Path) -> None:
    assert typed({"Rates!D2": rate}, tmp_path, SMALLEST) == [f"D2 error: the rate {rate} of USDJPY {problem}"]


def test_rates_that_are_all_the_wrong_way_round_are_one_problem(tmp_path: Path) -> None:
    edits = {f"Rates!D{row}": "0.0083" for row in range(2, 7)}
    assert typed(edits, tmp_path) == [
        "D2 error: all 5 rates of USDJPY are the wrong way round, 0.0083 here; "
        "USDJPY is JPY for one USD: give 1 divided by each"
    ]


def test_the_average_of_a_quarter_cannot_lie_far_from_its_end() -> None:
    end = rates("USDJPY", ("2002-06-28", 119.85))
    problems = Problems("book")
    report_implausible([*end, *rates("USDJPY", ("2002-06-28", 191.85), basis="average", row=3)], problems)
    (issue,) = problems.listed()
    assert (issue.cell, issue.severity) == ("D2", Severity.ERROR)
    assert "191.85 of 2002-06-28, average, in D3" in issue.message
    problems = Problems("book")
    report_implausible([*end, *rates("USDJPY", ("2002-06-28", 127.0), basis="average", row=3)], problems)
    assert problems.listed() == ()


def test_of_two_rates_a_pair_in_either_direction_is_one_history() -> None:
    problems = Problems("book")
    turned = rates("JPYUSD", ("2002-03-29", 1 / 132.7), row=3)
    report_implausible([*rates("USDJPY", ("2002-06-28", 119.85)), *turned], problems)
    assert problems.listed() == ()
    report_implausible([*rates("USDJPY", ("2002-06-28", 191.85)), *turned], problems)
    assert [issue.cell for issue in problems.listed()] == ["D2"]


@pytest.mark.parametrize(
    ("pair", "rate", "meant"),
    [
        ("EURJPY", 0.0085, "write 117.647"),
        ("GBPJPY", 18.3, "write 183"),
        ("USDKRW", 0.00083, "write 1204.82"),
    ],
)
def test_other_pairs_are_seen_too(pair: str, rate: float, meant: str) -> None:
    (line,) = found(pair, ("2002-06-28", rate))
    assert line.startswith("D2 error")
    assert line.endswith(meant)


def test_a_leap_that_was_rare_is_a_warning() -> None:
    (line,) = found("EURUSD", ("2002-03-29", 0.87), ("2002-06-28", 1.4))
    assert line.startswith("D3 warning: the rate 1.4 of EURUSD is far off: 0.87 of 2002-03-29")


# Days apart, and how many times the other one of two rates is: seldom more than the first, never the second.
LEAPS = [
    ("USDTRY", 10, 1.25, 1.5), ("USDTRY", 11, 1.4, 1.7), ("USDTRY", 35, 1.4, 1.7), ("USDTRY", 36, 1.5, 2),
    ("USDTRY", 100, 1.5, 2), ("USDTRY", 101, 1.8, 3), ("USDTRY", 400, 1.8, 3), ("USDTRY", 401, 2.5, 4),
    ("USDTRY", 1200, 2.5, 4), ("USDTRY", 1201, 4, 8), ("USDTRY", 9000, 4, 8),
    ("USDJPY", 10, 1.2, 1.2), ("USDJPY", 11, 1.3, 1.3), ("USDJPY", 35, 1.3, 1.3), ("USDJPY", 36, 1.4, 1.4),
    ("USDJPY", 100, 1.4, 1.4), ("USDJPY", 101, 1.6, 1.6), ("USDJPY", 400, 1.6, 1.6),
    ("USDJPY", 401, 2.2, 2.2), ("USDJPY", 1200, 2.2, 2.2), ("USDJPY", 1201, 5, 5), ("USDJPY", 9000, 5, 5),
]  # fmt: skip


@pytest.mark.parametrize(("pair", "days", "seldom", "at_most"), LEAPS)
def test_how_far_two_rates_may_lie_apart_grows_with_the_days_between(
    pair: str, days: int, seldom: float, at_most: float
) -> None:
    first, day = {"USDTRY": 10, "USDJPY": 70}[pair], date(2000, 1, 3) + timedelta(days)

    def severity(times: float) -> list[str]:
        lines = found(pair, ("2000-01-03", first), (day.isoformat(), first * times))
        return [line.partition(":")[0] for line in lines]

    assert severity(seldom * 0.99) == []
    assert severity(at_most * 1.01) == ["D3 error"]
    if seldom < at_most:
        assert severity(seldom * 1.01) == severity(at_most * 0.99) == ["D3 warning"]


@pytest.mark.parametrize(("days", "lines"), [(55, 1), (56, 0)])
def test_an_average_counts_as_of_the_middle_of_its_quarter(days: int, lines: int) -> None:
    """45 days before its date: 55 more are 100, of which yen and dollar move 1.4 times at most, not 1.5."""
    day = (date(2002, 6, 28) + timedelta(days)).isoformat()
    problems = Problems("book")
    average = rates("USDJPY", ("2002-06-28", 100.0), basis="average")
    report_implausible([*average, *rates("USDJPY", (day, 150.0), row=3)], problems)
    assert len(problems.listed()) == lines


# 1 / 0.99 = 1.0101; a hundredth less is 1.0001, a hundredth more 1.0202.
@pytest.mark.parametrize(
    ("reverse", "cells"), [(1.0201, []), (1.0204, ["D3"]), (1.0003, []), (0.9999, ["D3"])]
)
def test_two_directions_may_differ_by_one_per_cent_as_rounded(reverse: float, cells: list[str]) -> None:
    both = [*rates("EURUSD", ("2002-06-28", 0.99)), *rates("USDEUR", ("2002-06-28", reverse), row=3)]
    problems = Problems("book")
    report_implausible(both, problems)
    assert [issue.cell for issue in problems.listed()] == cells


# Quarter-ends, month-ends and days of real crises, yen and won for a dollar, yen for a pound.
REAL = {
    "dollar 1985": ("USDJPY", ("1985-06-28", 248.95), ("1985-09-30", 217.0), ("1985-12-31", 200.6),
                    ("1986-03-31", 179.65), ("1986-06-30", 163.95), ("1988-01-04", 121.65)),
    "dollar 1998": ("USDJPY", ("1998-06-30", 138.29), ("1998-08-31", 141.5), ("1998-10-05", 135.5),
                    ("1998-10-08", 118.0), ("1998-12-31", 113.08)),
    "dollar 2008": ("USDJPY", ("2008-06-30", 106.17), ("2008-09-30", 105.94), ("2008-12-31", 90.79)),
    "dollar 2022": ("USDJPY", ("2021-12-31", 115.17), ("2022-03-31", 121.44), ("2022-06-30", 135.69),
                    ("2022-09-30", 144.71), ("2022-12-30", 131.81)),
    "pound 2008": ("GBPJPY", ("2008-06-30", 211.5), ("2008-09-30", 188.6), ("2008-12-31", 132.6)),
    "franc 2015": ("EURCHF", ("2015-01-14", 1.201), ("2015-01-15", 0.975), ("2015-03-31", 1.043)),
    "fixed": ("USDHKD", ("2000-12-29", 7.8), ("2020-12-31", 7.75)),
    "old and new": ("USDJPY", ("1972-12-29", 301.7), ("1995-04-19", 79.9)),
}  # fmt: skip


@pytest.mark.parametrize("name", list(REAL))
def test_what_real_pairs_moved_is_no_problem(name: str) -> None:
    pair, *dated = REAL[name]
    assert found(pair, *dated) == []  # type: ignore[arg-type]


def test_the_published_rates_of_the_example_pass() -> None:
    with (Path(__file__).parents[1] / "fixtures" / "rates_usdjpy.csv").open(encoding="utf-8") as file:
        dated = [(row["date"], float(row["rate"])) for row in csv.DictReader(file)]
    assert len(dated) == 10
    assert found("USDJPY", *dated) == []


def test_a_rate_of_a_day_ahead_is_a_warning(tmp_path: Path) -> None:
    assert typed({"Rates!B2": "2020-06-29"}, tmp_path) == [
        "D2 warning: the rate of 2020-06-29 is later than the release_date 2002-08-08, and is not used; "
        "correct the date, or take the row out"
    ]
    assert typed({"Rates!B2": "2002-08-08"}, tmp_path) == []
    assert typed({"Settings!B10": "", "Rates!B2": "2002-09-30"}, tmp_path) == []
    assert typed({"Settings!B10": "2002-12-31", "Rates!B2": "2002-12-30"}, tmp_path) == []
    (late,) = typed({"Settings!B10": "", "Rates!B2": "2002-10-01"}, tmp_path)
    assert late.startswith("D2 warning: the rate of 2002-10-01 is long after 1Q02, and is not used")
