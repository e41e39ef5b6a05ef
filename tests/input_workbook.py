"""The shipped input workbook as rows that can be typed over and saved as another one.

Older quarters are invented in round steps, so that growth and sums can be worked out by hand; Sources
then calls them illustrative.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from openpyxl import Workbook, load_workbook

from tests.decks import SHIPPED
from xl_addin.domain.periods import Quarter
from xl_addin.inputs.model import CellValue

INPUT_SHEETS = ("Settings", "Figures", "Sources", "Restated", "Rates", "Guidance", "Consensus", "Commentary")

RELEASED = Quarter(2002, 1)
OLDEST = Quarter(2001, 1)
# What an older quarter has less than the one after it; the lines' steps add up to that of the total.
STEPS: Mapping[str, int] = {
    "total_revenues": 190,
    "ip_service_revenues": 100,
    "dialup_access_revenues": 0,
    "value_added_service_revenues": 5,
    "other_network_service_revenues": 5,
    "systems_integration_revenues": 40,
    "equipment_sales": 40,
    "gross_profit": 20,
    "systems_integration_gross_profit": 6,
    "selling_general_administrative_expenses": 25,
    "research_development_expenses": 0,
    "operating_income": -5,
    "depreciation_amortization": 15,
    "net_income": -40,
    "ip_service_contracts": 60,
    "contracted_bandwidth": 150,
}
Row = dict[str, CellValue]


@dataclass(slots=True)
class Sheet:
    """One input sheet: its headings and its rows by heading."""

    headings: list[str]
    rows: list[Row]

    def row(self, key: str) -> Row:
        """The row whose first cell is this."""
        return next(row for row in self.rows if row[self.headings[0]] == key)

    def keep(self, wanted: Callable[[Row], bool]) -> None:
        """Delete the other rows."""
        self.rows = [row for row in self.rows if wanted(row)]

    def add(self, *cells: CellValue) -> None:
        """A row in the order of the headings."""
        self.rows.append(dict(zip(self.headings, cells, strict=False)))


class Input:
    """The shipped input workbook while it is typed over."""

    def __init__(self) -> None:
        self.sheets = {
            name: Sheet([str(heading) for heading in rows[0]], []) for name, rows in _shipped_rows().items()
        }
        for name, rows in _shipped_rows().items():
            for cells in rows[1:]:
                self.sheets[name].add(*cells)

    @property
    def figures(self) -> Sheet:
        return self.sheets["Figures"]

    def saved(self, folder: Path) -> Path:
        """The workbook as a file."""
        book = Workbook()
        book.remove(book.worksheets[0])
        for name, sheet in self.sheets.items():
            written = book.create_sheet(name)
            for cells in [sheet.headings, *([row.get(h) for h in sheet.headings] for row in sheet.rows)]:
                written.append(cells)
        path = folder / "input.xlsx"
        book.save(path)
        return path

    def set(self, **settings: CellValue) -> None:
        for key, value in settings.items():
            self.sheets["Settings"].row(key)["value"] = value

    def drop_sheets(self, *names: str) -> None:
        for name in names:
            del self.sheets[name]

    def drop_items(self, *items: str) -> None:
        """Rows of Figures, with what other sheets say of them."""
        names = {*items, *(f"{item}_growth" for item in items)}
        for name in ("Figures", "Sources", "Guidance", "Consensus"):
            self.sheets[name].keep(lambda row: row["item"] not in names)

    def drop_periods(self, *periods: str) -> None:
        """Columns of Figures, with what Sources says of them."""
        self.figures.headings = [heading for heading in self.figures.headings if heading not in periods]
        for row in self.figures.rows:
            for period in periods:
                row.pop(period, None)
        self.sheets["Sources"].keep(lambda row: row["period"] not in periods)

    def keep_periods(self, *periods: str) -> None:
        self.drop_periods(*(h for h in self.figures.headings[5:] if h not in periods))

    def type(self, item: str, figures: Mapping[str, CellValue]) -> None:
        """Figures of an item by period, over what is there."""
        self.figures.row(item).update(figures)

    def add_item(self, item: str, label: str, figures: Mapping[str, CellValue], total_of: str = "") -> None:
        """A row of Figures at its end."""
        head = {"item": item, "label": label, "label_ja": label, "unit": "JPY million", "total_of": total_of}
        self.figures.rows.append({**head, **figures})

    def older_quarters(self, count: int) -> None:
        """So many quarters in all, each older one a step below the next; invented."""
        self.drop_periods("FY2000", "4Q00")
        sources, figures = self.sheets["Sources"], self.figures
        for back in range(1, count - (RELEASED - OLDEST)):
            label = str(OLDEST - back)
            figures.headings.insert(5, label)
            for row in figures.rows:
                row[label] = number_of(row["1Q01"]) - back * STEPS[str(row["item"])]
                sources.add(row["item"], label, "illustrative", None, None, None, "invented")


@lru_cache(maxsize=1)
def _shipped_rows() -> Mapping[str, list[tuple[CellValue, ...]]]:
    book = load_workbook(SHIPPED)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def number_of(value: CellValue) -> float:
    assert isinstance(value, int | float)
    return value
