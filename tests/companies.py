"""Input workbooks of real companies, from the facts in tests/fixtures/companies, as they would be typed.

`NAME.csv` has an item a row and a period a column, `NAME_sources.csv` where each figure was published or
how it was derived, GUIDANCE.csv forecasts, CHECKS.csv the sums that do not come out, and why. A forecast
that is no figure ("undecided"), the actual result beside it and rows dated by no day are left out. Exchange
rates are invented, which their source says.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from xl_addin.domain.periods import Quarter

FACTS = Path(__file__).parent / "fixtures" / "companies"
LABELS = ("label", "label_ja", "unit", "kind", "basis", "total_of")
YTD = "_ytd"
EARLIER = ("_as_first_reported", "_as_of_february_2024")
INVENTED = "invented for a test"

Row = dict[str, str]


@dataclass(frozen=True)
class Company:
    """How the figures of a file are to be read. `rates`: of the presentation currency, by day."""

    file: str
    name: str
    release_quarter: str
    unit: str
    named: str = "start"
    first_month: int = 4
    presentation: str = "none"
    rates: tuple[tuple[str, str, float], ...] = ()
    release_date: str = ""
    guidance: str = ""


COMPANIES = {
    company.file: company
    for company in (
        Company(
            "IIJ",
            "Internet Initiative Japan Inc.",
            "4Q16",
            "JPY million",
            presentation="USD",
            rates=(("USDJPY", "2017-03-31", 111.0),),
            release_date="2017-05-15",
            guidance="IIJ",
        ),
        Company("IIJ_ANNUAL_LINES", "Internet Initiative Japan Inc.", "4Q12", "JPY million"),
        Company(
            "IIJ_IFRS_1Q22_1Q23",
            "Internet Initiative Japan Inc.",
            "1Q23",
            "JPY million",
            presentation="EUR",
            rates=(("EURJPY", "2023-06-30", 157.0),),
            release_date="2023-08-08",
            guidance="IIJ",
        ),
        Company(
            "MINEBEA",
            "MINEBEA MITSUMI Inc.",
            "2Q23",
            "JPY million",
            named="end",
            presentation="USD",
            rates=(("USDJPY", "2022-09-30", 145.0),),
            guidance="MINEBEA",
        ),
        Company("NVIDIA", "NVIDIA Corporation", "1Q27", "USD million", named="end", first_month=2),
    )
}


def rows_of(name: str) -> list[Row]:
    """The rows of a file of facts."""
    with (FACTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def workbook_of(company: Company) -> Workbook:
    """The input workbook of a company; rows of the year to date have the key of their item."""
    rows = rows_of(company.file)
    typed = {row["item"]: _key(row["item"]) for row in rows}
    book = Workbook()
    book.remove(book.worksheets[0])
    _fill(book, "Settings", [("key", "value"), *_settings(company)])
    _fill(book, "Figures", _figures(rows))
    rates = [
        (pair, date.fromisoformat(day), "period_end", rate, INVENTED) for pair, day, rate in company.rates
    ]
    _fill(book, "Rates", [("pair", "date", "basis", "rate", "source"), *rates])
    _fill(book, "Sources", _sources(company, typed))
    _fill(book, "Restated", _restated(rows, typed))
    _fill(book, "Guidance", _guidance(company, rows))
    return book


def saved(company: Company, folder: Path) -> Path:
    """The file of a company's workbook."""
    path = folder / f"{company.file}.xlsx"
    workbook_of(company).save(path)
    return path


def _fill(book: Workbook, name: str, rows: list[tuple[object, ...]]) -> None:
    sheet = book.create_sheet(name)
    for row in rows:
        sheet.append([None if cell == "" else cell for cell in row])


def _settings(company: Company) -> Iterator[tuple[object, ...]]:
    yield "company", company.name
    yield "release_quarter", company.release_quarter
    yield "first_month", company.first_month
    yield "fiscal_year_named", company.named
    yield "unit", company.unit
    yield "presentation_currency", company.presentation
    yield "release_date", date.fromisoformat(company.release_date) if company.release_date else ""


def _key(item: str) -> str:
    """The key that an item is typed under; a year to date is the item's own, on another basis."""
    return item.replace(f"{YTD}_as_first_reported", "").removesuffix(YTD)


def _figures(rows: list[Row]) -> list[tuple[object, ...]]:
    """The sheet; rows of what was printed before stand on Restated."""
    periods = _without_gaps(_periods(rows))
    typed: list[tuple[object, ...]] = [("item", *LABELS, *periods)]
    for row in rows:
        if row["item"].endswith(EARLIER) and row["basis"] != "cumulative":
            continue
        texts = {**row, "total_of": _key(row["total_of"])}
        numbers = [_number(row.get(period, "")) for period in periods]
        typed.append((_key(row["item"]), *(texts[name] for name in LABELS), *numbers))
    return typed


def _periods(rows: list[Row]) -> list[str]:
    return [name for name in rows[0] if name not in ("item", *LABELS)]


def _without_gaps(periods: list[str]) -> list[str]:
    """The quarters between the first and the last, blank where there are no figures; then the years."""
    quarters = sorted(
        Quarter(2000 + int(period[2:]), int(period[0])) for period in periods if period[1] == "Q"
    )
    between = range(quarters[-1] - quarters[0] + 1) if quarters else ()
    return [*(str(quarters[0] + step) for step in between), *(each for each in periods if each[1] != "Q")]


def _sources(company: Company, typed: dict[str, str]) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = [("item", "period", "status", "rests_on", "source")]
    for row in rows_of(f"{company.file}_sources"):
        status, _, how = row["status"].partition(": ")
        # Sources has one row a figure: the standalone one's, not that of the year to date.
        if row["item"] in typed and not row["item"].endswith((YTD, *EARLIER)):
            found.append((typed[row["item"]], row["period"], status, how, row["source"]))
    return found


def _restated(rows: list[Row], typed: dict[str, str]) -> list[tuple[object, ...]]:
    """What was printed before, where it is another figure than the one that holds."""
    found: list[tuple[object, ...]] = [("item", "period", "as_reported", "reason")]
    current = {row["item"]: row for row in rows}
    for row in rows:
        ending = next((ending for ending in EARLIER if row["item"].endswith(ending)), "")
        item = row["item"].removesuffix(ending)
        if not ending or item not in current:
            continue
        changed = [period for period in _periods(rows) if row[period] not in ("", current[item][period])]
        reason = ending[1:].replace("_", " ")
        found += [(typed[item], period, _number(row[period]), reason) for period in changed]
    return found


def _guidance(company: Company, rows: list[Row]) -> list[tuple[object, ...]]:
    """Forecasts for the years of the figures and later, first and as revised until the release."""
    found: list[tuple[object, ...]] = [("period", "item", "low", "high", "unit", "issued", "note")]
    items = {row["item"] for row in rows}
    oldest = min(int(period[-2:]) for period in _periods(rows))
    for row in rows_of("GUIDANCE"):
        is_ours = row["company"] == company.guidance and row["item"] in items
        if is_ours and int(row["period"][-2:]) >= oldest and _is_forecast(row, company.release_date):
            value, day = _number(row["value"]), date.fromisoformat(row["announced"])
            item = _key(row["item"])
            found.append((row["period"], item, value, value, row["unit"], day, row["version"]))
    return found


def _is_forecast(row: Row, release_date: str) -> bool:
    is_told = row["value"] != "undecided" and len(row["announced"]) == len("2002-08-08")
    beside_another = row["version"].startswith(("actual", "risk scenario"))
    # A forecast beside the one that counts, or one that the release could not know yet.
    return is_told and not beside_another and row["announced"] <= (release_date or row["announced"])


def _number(text: str) -> int | float | str:
    if not text:
        return ""
    value = float(text)
    return value if "." in text else int(value)
