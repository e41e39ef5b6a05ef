"""The empty input workbook: every sheet with what can be known before a figure is typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from xl_addin.domain.items import LINE_ITEMS
from xl_addin.domain.labels import read_label
from xl_addin.domain.periods import MONTHS, FiscalCalendar, Quarter, YearName
from xl_addin.domain.tables import table
from xl_addin.domain.units import CURRENCIES, SCALES, Unit, read_unit
from xl_addin.errors import InvalidInput
from xl_addin.inputs.guide import SETTINGS as SETTINGS_GUIDE
from xl_addin.inputs.guide import SHEETS as SHEETS_GUIDE
from xl_addin.inputs.guide import in_language
from xl_addin.inputs.headings import (
    FIGURES,
    RATES,
    SETTINGS,
    SHEETS,
    SYNONYMS,
    SheetKind,
    canonical_heading,
)
from xl_addin.inputs.model import CellValue, SourceSheet
from xl_addin.inputs.rates import PERIOD_END
from xl_addin.inputs.settings import KEYS, LANGUAGES

HEADING_ROW = 5
MOST_QUARTERS = 40
NOT_TRANSLATED = "none"
_FRIDAY = 4
# The market quotes one of these in terms of those behind it, and of all others.
_QUOTED_FIRST = ("EUR", "GBP", "AUD", "NZD", "USD")


@dataclass(frozen=True, slots=True)
class Start:
    """What an empty workbook is made for. `presentation` is a currency's code, or `none`.

    `periods` are the columns of Figures, oldest first; the last is the quarter released.
    """

    unit: Unit
    presentation: str
    calendar: FiscalCalendar
    periods: tuple[Quarter, ...]
    language: str
    company: str

    @property
    def release(self) -> Quarter:
        """The quarter released."""
        return self.periods[-1]


def start_of(
    *,
    today: date,
    currency: str = "JPY",
    scale: str = "million",
    presentation: str | None = None,
    first_month: int | None = None,
    named: str = YearName.START,
    release: str | None = None,
    quarters: int = 8,
    language: str = "en",
    company: str = "",
) -> Start:
    """The start asked for; what is left out is what most companies that report in the currency have.

    Args:
        today: the quarter released is the last one that has ended by then, where none is given.
        first_month: April for a company that reports in yen, January for others.
        presentation: the dollar for a company that reports in yen, none for others.

    Raises:
        InvalidInput: a value that is none of those it can be.
    """
    code = _one_of("currency", currency.upper(), CURRENCIES)
    in_yen = code == "JPY"
    month = (4 if in_yen else 1) if first_month is None else first_month
    _one_of("first month", str(month), [str(number) for number in range(1, MONTHS + 1)])
    _one_of("name of a fiscal year", named, YearName)
    if not 1 <= quarters <= MOST_QUARTERS:
        raise InvalidInput(f"{quarters} quarters; give 1 to {MOST_QUARTERS}")
    calendar = FiscalCalendar(month, YearName(named))
    quarter = Quarter.containing(today, calendar) - 1 if release is None else _quarter(release, calendar)
    return Start(
        _unit(code, scale),
        _presentation(("USD" if in_yen else NOT_TRANSLATED) if presentation is None else presentation, code),
        calendar,
        tuple(quarter - back for back in reversed(range(quarters))),
        _one_of("language", language, LANGUAGES),
        company.strip(),
    )


def _one_of(what: str, text: str, known: Iterable[str]) -> str:
    known = tuple(known)
    if text not in known:
        raise InvalidInput(f"there is no {what} '{text}'; use one of: {', '.join(known)}")
    return text


def _unit(code: str, scale: str) -> Unit:
    known = {name or NOT_TRANSLATED: name for name in SCALES}
    return Unit(code, known[_one_of("unit", scale, known)])


def _presentation(code: str, reporting: str) -> str:
    if code.casefold() == NOT_TRANSLATED:
        return NOT_TRANSLATED
    if _one_of("presentation currency", code.upper(), CURRENCIES) == reporting:
        raise InvalidInput(f"{reporting} is translated into itself; give another currency, or none")
    return code.upper()


def _quarter(label: str, calendar: FiscalCalendar) -> Quarter:
    period = read_label(label, calendar)
    if not isinstance(period, Quarter):
        raise InvalidInput(f"{period} is no quarter; give the quarter that is released, such as 1Q02")
    return period


def starting_sheets(start: Start) -> tuple[SourceSheet, ...]:
    """Every input sheet, in the order in which they are filled in.

    Raises:
        InvalidInput: the start needs a setting that the sheet Settings does not have.
    """
    rows = {SETTINGS.name: _settings(start), FIGURES.name: _items(start), RATES.name: _rates(start)}
    ordered = sorted(SHEETS, key=lambda kind: list(SHEETS_GUIDE).index(kind.name))
    return tuple(_sheet(kind, start, rows.get(kind.name, ())) for kind in ordered)


def _sheet(kind: SheetKind, start: Start, rows: Sequence[Mapping[str, CellValue]]) -> SourceSheet:
    """A sheet with its title, guidance, headings and rows; `meaning` is a column without a meaning to us."""
    quarters = [str(quarter) for quarter in start.periods] if kind is FIGURES else []
    columns = {name: column for column, name in enumerate((*kind.columns, *quarters), 1)}
    cells: dict[tuple[int, int], CellValue] = dict(top_rows(kind.name, start.language))
    cells |= {(HEADING_ROW, at): heading_of(name, kind, start.language) for name, at in columns.items()}
    beside = {"meaning": len(columns) + 1} if kind is SETTINGS else {}
    cells |= {(HEADING_ROW, at): in_language(start.language, name, "説明") for name, at in beside.items()}
    for number, row in enumerate(rows, HEADING_ROW + 1):
        cells |= {(number, (columns | beside)[name]): value for name, value in row.items() if value != ""}
    return SourceSheet(kind.name, kind.name, HEADING_ROW, columns, cells)


def top_rows(sheet: str, language: str) -> Mapping[tuple[int, int], str]:
    """What stands above the headings: what the sheet is, and how it is filled in."""
    guide = SHEETS_GUIDE[sheet]
    return {(row, 1): text for row, text in enumerate(in_language(language, guide.lines, guide.lines_ja), 1)}


def heading_of(name: str, kind: SheetKind, language: str) -> str:
    """The column's name; in Japanese behind the word that it is known by, where there is one."""
    words = SYNONYMS.get(name, ()) if language == "ja" else ()
    headings = (f"{word} ({name})" for word in words)
    return next((heading for heading in headings if canonical_heading(heading, kind) == name), name)


def _settings(start: Start) -> list[Mapping[str, CellValue]]:
    """A row for every setting that is read, in the order of the guide."""
    given: dict[str, CellValue] = {
        "company": start.company,
        "release_quarter": str(start.release),
        "first_month": start.calendar.first_month,
        "fiscal_year_named": start.calendar.named,
        "unit": str(start.unit),
        "presentation_currency": start.presentation,
        "language": start.language,
    }
    return [
        {
            "key": key,
            "value": given.get(key, guide.start),
            "meaning": in_language(start.language, guide.note, guide.note_ja),
        }
        for key, guide in SETTINGS_GUIDE.items()
        if key in KEYS
    ]


def _items(start: Start) -> list[Mapping[str, CellValue]]:
    """The usual items without figures."""
    found: list[Mapping[str, CellValue]] = []
    for row in table("starting_items", __package__):
        item, unit = LINE_ITEMS[row["key"]], row["unit"]
        per = str(read_unit(f"{start.unit.currency} {unit}")) if unit == "per share" else unit
        found.append({"item": item.key, "label": item.name, "label_ja": item.name_ja, "unit": per})
    return found


def _rates(start: Start) -> list[Mapping[str, CellValue]]:
    """The rate that a translated release cannot do without, on the last working day of the quarter."""
    if start.presentation == NOT_TRANSLATED:
        return []
    weekend = max(start.release.end(start.calendar).weekday() - _FRIDAY, 0)
    day = start.release.end(start.calendar) - timedelta(days=weekend)
    return [{"pair": _pair(start.unit.currency, start.presentation), "date": day, "basis": PERIOD_END}]


def _pair(one: str, other: str) -> str:
    """Two currencies in the order in which the market quotes them."""

    def rank(code: str) -> int:
        return _QUOTED_FIRST.index(code) if code in _QUOTED_FIRST else len(_QUOTED_FIRST)

    return "".join(sorted((other, one), key=rank))
