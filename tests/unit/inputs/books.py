"""Workbooks from text: sheets as ledgers, one line a row, cells between bars.

A cell is what Excel would make of it when typed: a number, an ISO date, TRUE, an error value, a formula;
a leading apostrophe keeps it text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell

BASE = """
# Settings
key                   | value
company               | Example KK
release_quarter       | 1Q02
first_month           | 4
unit                  | JPY million
fx_mode               | convenience
rounding              | half_up
language              | en
presentation_currency | USD
release_date          | 2002-08-08
ticker                | 3774

# Figures
item                 | label          | label_ja | unit | total_of | 1Q01 | 2Q01 | 3Q01 | 4Q01 | 1Q02 | FY2001
total_revenues       | Total revenues   | 売上高   |  |                | 100 | 110 | 120 | 130 | 140 | 460
ip_service_revenues  | IP service       |          |  | total_revenues | 70  | 75  | 80  | 85  | 90  | 310
equipment_sales      | Equipment sales  |          |  | total_revenues | 30  | 35  | 40  | 45  | 50  | 150
operating_income     | Operating income | 営業利益 |  |                | -5  | 1   | 2   | 3.5 | -4  | 1.5
ip_service_contracts | Contracts        | 契約数   | contracts |       | 10  | 11  | 12  | 13  | 14  |

# Rates
pair   | date       | basis      | rate   | source
USDJPY | 2001-06-29 | period_end | 124.73 | H.10
USDJPY | 2001-09-28 | period_end | 119.23 | H.10
USDJPY | 2001-12-31 | period_end | 131.04 | H.10
USDJPY | 2002-03-29 | period_end | 132.7  | H.10
USDJPY | 2002-06-28 | period_end | 119.85 | H.10

# Sources
item             | period | status    | low | high | rests_on  | source
total_revenues   | 1Q02   | estimate  | 138 | 142  | JPY0.14bn | press
operating_income | FY2001 | published |     |      |           | release of May 2002

# Restated
item           | period | as_reported | date       | reason
total_revenues | 1Q01   | 99          | 2001-08-10 | reclassified

# Guidance
period | item                  | low | high | qualifier  | unit        | issued     | note
2Q02   | total_revenues        | 150 | 160  | range      | JPY million | 2002-08-08 | presentation
2Q02   | operating_income      |     |      | break_even |             | 2002-08-08 |
FY2002 | total_revenues_growth | 20  | 20   | about      | %           | 2002-08-08 |

# Consensus
period | item             | contributor | value | unit        | date
FY2002 | operating_income | mean        | 30    | JPY million | 2002-08-01
FY2002 | operating_income | Broker 1    | 28    |             |

# Commentary
period | sheet      | order | text           | text_ja
1Q02   | Highlights | 1     | Revenues rose. | 増収となりました。
"""

SMALLEST = """
# Settings
key | value
company | Example KK
release_quarter | 1Q02

# Figures
item | 1Q02
total_revenues | 140

# Rates
pair | date | basis | rate
USDJPY | 2002-06-28 | period_end | 119.85
"""

_ERROR = re.compile(r"#[A-Z0-9/]+[!?]?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INTEGER = re.compile(r"-?[0-9]+")
_DECIMAL = re.compile(r"-?[0-9]+\.[0-9]+")

Sheets = dict[str, list[list[str]]]


def sheets_of(text: str) -> Sheets:
    """The rows of each sheet, by its name."""
    sheets: Sheets = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("# "):
            rows = sheets.setdefault(line.removeprefix("# "), [])
        else:
            rows.append([cell.strip() for cell in line.split("|")])
    return sheets


def book_of(sheets: str | Sheets, edits: Mapping[str, str] | None = None) -> Workbook:
    """The workbook, with some cells typed over: `{"Figures!F2": "n/a"}`."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in (sheets_of(sheets) if isinstance(sheets, str) else sheets).items():
        sheet = book.create_sheet(name)
        for row, cells in enumerate(rows, start=1):
            for column, text in enumerate(cells, start=1):
                type_in(sheet.cell(row, column), text)
    for address, text in (edits or {}).items():
        name, _, cell = address.partition("!")
        type_in(book[name][cell], text)
    return book


def type_in(cell: Cell, text: str) -> None:
    """Puts a text into a cell as typing it would."""
    if not text:
        cell.value = None
    elif text.startswith("'"):
        cell.value = text.removeprefix("'")
        cell.data_type = "s"
    elif text.startswith("=") or _ERROR.fullmatch(text):
        cell.value = text
    elif _DATE.fullmatch(text):
        cell.value = date.fromisoformat(text)
    else:
        cell.number_format = "General"
        cell.value = _number_or_word(text)


def _number_or_word(text: str) -> int | float | bool | str:
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return text == "TRUE" if text in {"TRUE", "FALSE"} else text


def saved(book: Workbook, folder: Path) -> Path:
    """The workbook's file."""
    path = folder / "input.xlsx"
    book.save(path)
    return path


def without_column(sheets: Sheets, name: str, heading: str) -> Sheets:
    """The sheets, one of them without the column of that heading."""
    position = sheets[name][0].index(heading)
    kept = [[cell for index, cell in enumerate(row) if index != position] for row in sheets[name]]
    return sheets | {name: kept}


def without_sheets(sheets: Sheets, names: Iterable[str]) -> Sheets:
    """The sheets but these."""
    return {name: rows for name, rows in sheets.items() if name not in set(names)}
