"""One cell, read as what belongs there; what it cannot be read as becomes a problem."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from xl_addin.domain.labels import read_period
from xl_addin.domain.periods import FiscalCalendar, Period
from xl_addin.errors import AddinError, ExcelError, Severity
from xl_addin.inputs.appearance import as_percentage, as_shown, shows_percentage
from xl_addin.inputs.calculated import Doubt
from xl_addin.inputs.characters import described, unseen_in, without_unseen
from xl_addin.inputs.headings import disguised, folded, nearest
from xl_addin.inputs.model import CellRef, CellValue
from xl_addin.inputs.problems import Problems

_NO_FIGURE = {"n/a", "na", "n.a.", "#n/a", "none", "nil", "null", "tbd", "n.m.", "該当なし", "なし"}
_DASHES = set("-‐‑‒–—―−ー─")
_SIGNED = re.compile(
    r"(?P<minus>[-−–△▲(]?)\s*(?:[¥$]|jpy|usd)?\s*(?P<digits>[0-9][0-9,]*(?:\.[0-9]+)?)\s*(?P<rest>%?)\)?"
)
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9:.]+)?")
_SHOWN = 40
_SUGGESTED = 13


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell and where it stands; without an address it is no cell but was given with the command.

    `name` is the column's heading or the setting's key, for the messages; `number_format` is what a
    number is shown by.
    """

    name: str
    value: CellValue
    ref: CellRef | None
    problems: Problems
    doubt: Doubt | None = None
    number_format: str = ""

    @property
    def is_blank(self) -> bool:
        """Nothing, or spaces, which look like nothing. A formula without value is not blank."""
        if isinstance(self.seen, str):
            return not self.seen.strip()
        return self.value is None and not self.lacks_value

    @property
    def seen(self) -> CellValue:
        """The value, a text without the characters that are not seen."""
        return without_unseen(self.value) if isinstance(self.value, str) else self.value

    @property
    def lacks_value(self) -> bool:
        """Whether it holds a formula that has no value of its own, whatever is saved with it."""
        return self.doubt is not None and self.doubt.severity is Severity.ERROR

    def report(self, message: str, remedy: str = "", severity: Severity = Severity.ERROR) -> None:
        """A problem of this cell."""
        if self.ref is None:
            self.problems.of_file(f"{self.name} as given with the command: {message}", remedy, severity)
        else:
            self.problems.of_cell(self.ref, message, remedy, severity)

    def required(self) -> Cell:
        """Itself; a blank is a problem, unless its whole column is missing, which is one already."""
        if self.is_blank and self.ref is not None:
            self.report(f"{self.name} is blank", f"fill in {self.name}, or clear the whole row")
        return self

    def text(self) -> str:
        """Its text, to be printed; a number is taken as it is written, as in a ticker. Empty where blank."""
        if isinstance(self.value, str) and (unseen := unseen_in(self.value)):
            message = f"the text holds a character that is not seen: {described(unseen)}"
            self.report(message, "type the text anew, or delete the character", Severity.WARNING)
        return self.word()

    def word(self) -> str:
        """Its text, to be compared with known words: what is not seen in it is no matter."""
        match self._usable("text"):
            case None:
                return ""
            case bool() as value:
                return str(value).upper()
            case float() as value if value.is_integer():
                return str(int(value))
            case date() as value:
                return value.isoformat()
            case value:
                return str(value).strip()

    def number(self) -> int | float | None:
        """Its number as it is shown; text, logical values and dates are problems. None where blank."""
        value = self._number()
        return None if value is None else as_shown(self, value)

    def percentage(self) -> int | float | None:
        """Its number in per cent: 15, or 0.15 where the cell shows it as 15%. None where blank."""
        value = self._number()
        return None if value is None else as_percentage(self, value)

    @property
    def is_fraction(self) -> bool:
        """Whether it holds a fraction that it shows as a percentage."""
        return shows_percentage(self.value, self.number_format)

    def _number(self) -> int | float | None:
        match self._usable("a number"):
            case None:
                return None
            case bool() as value:
                self.report(f"{str(value).upper()} where a number belongs", "type the number")
            case int() | float() as value:
                return value
            case date() as value:
                self.report(f"a date ({value}) where a number belongs", "give the cell a number format")
            case value:
                self.report(f"text '{_short(value)}' where a number belongs", _number_remedy(str(value)))
        return None

    def day(self) -> date | None:
        """Its date, an Excel date or ISO text. None where blank."""
        match self._usable("a date"):
            case None:
                return None
            case datetime() as value:
                return value.date()
            case date() as value:
                return value
            case str() as value if (found := _iso_day(value)) is not None:
                return found
            case bool() | str() as value:
                shown = value if isinstance(value, str) else str(value).upper()
                self.report(
                    f"'{_short(shown)}' where a date belongs",
                    "type an Excel date, or text such as 2002-06-28",
                )
            case value:
                self.report(f"the number {value} where a date belongs", "give the cell a date format")
        return None

    def period(self, calendar: FiscalCalendar) -> Period | None:
        """Its period, in any accepted spelling. None where blank."""
        value = self._usable("a period")
        if value is None:
            return None
        try:
            return read_period(value, calendar)
        except AddinError:
            self.report(f"'{_short(value)}' is not a period", "write it like 1Q02, 1H02 or FY2002")
            return None

    def choice(self, allowed: Iterable[str]) -> str | None:
        """One of the allowed words, without regard to case. None where blank."""
        text = self.word()
        words = {folded(word): word for word in allowed}
        if not text or folded(text) in words:
            return words.get(folded(text))
        self.report(f"unknown {self.name} '{_short(text)}'", suggestion(text, words.values()))
        return None

    def _usable(self, wanted: str) -> CellValue:
        """The value, or None where it is blank, an error value or not there yet."""
        if self.doubt is not None:
            self.report(self.doubt.message, self.doubt.remedy, self.doubt.severity)
        if self.lacks_value:
            return None
        if isinstance(self.value, ExcelError):
            self.report(
                f"the error {self.value} where {wanted} belongs",
                "correct the formula; leave the cell blank where there is nothing to say",
            )
        elif not self.is_blank:
            return self.seen
        return None


def suggestion(text: str, allowed: Iterable[str]) -> str:
    """What to write instead of an unknown word."""
    words = list(allowed)
    if letter := disguised(text, words):
        return f"{letter}; type the word anew"
    near = nearest(text, words)
    more = ", ..." if len(words) > _SUGGESTED else ""
    one_of = f"use one of: {', '.join(words[:_SUGGESTED])}{more}" if words else ""
    return f"did you mean {near}? {one_of}".strip() if near else one_of


def _short(value: object) -> str:
    text = str(value).strip()
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _iso_day(text: str) -> date | None:
    plain = unicodedata.normalize("NFKC", text).strip()
    try:
        return datetime.fromisoformat(plain).date() if _ISO_DATE.fullmatch(plain) else None
    except ValueError:
        return None


def _number_remedy(text: str) -> str:
    """What to do about a text in a number's place, by what was most likely meant."""
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    if plain in _NO_FIGURE:
        return "clear the cell: a blank is a missing figure"
    if set(plain) <= _DASHES:
        return "clear the cell where there is no figure, or type 0 where it is zero"
    if (found := _SIGNED.fullmatch(plain)) and not found["rest"]:
        digits = found["digits"].replace(",", "")
        return f"type it as the number {'-' if found['minus'] else ''}{digits}"
    return "type a number, or clear the cell"
