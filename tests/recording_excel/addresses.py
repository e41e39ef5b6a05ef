"""Addresses, colours and error values as COM has them."""

from __future__ import annotations

import re

from tests.recording_excel.calls import ExcelRefuses
from tests.recording_excel.model import MOST_COLUMNS, MOST_ROWS, Area
from tests.recording_excel.typing_in import ERRORS

# The xlErr number of each error value, from the documentation of XlCVError; COM adds 0x800A0000 as an int32.
_ERROR_NUMBERS = dict(zip(ERRORS, (2000, 2007, 2015, 2023, 2029, 2036, 2042), strict=True))
_A1 = re.compile(r"\$?([A-Z]{1,3})?\$?(\d+)?(?::\$?([A-Z]{1,3})?\$?(\d+)?)?", re.IGNORECASE)


def com_error(text: str) -> int:
    """An error value as COM hands it over."""
    return _ERROR_NUMBERS[text] + 0x800A0000 - 2**32


def color_of(number: float) -> str:
    """RRGGBB of a colour as COM has it, red in the lowest byte."""
    return int(number).to_bytes(3, "little").hex().upper()


def number_of(color: str) -> int:
    """The opposite of color_of."""
    return int.from_bytes(bytes.fromhex(color), "little")


def area_of(address: str) -> Area:
    """The area that an address in A1 notation names.

    Raises:
        ExcelRefuses: it names none.
    """
    found = _A1.fullmatch(address)
    if not found or not any(found.groups()):
        raise ExcelRefuses(f"Method 'Range' of object '_Worksheet' failed: {address}")
    first, top, last, bottom = found.groups()
    left = _number(first) if first else 1
    right = _number(last) if last else (left if first else MOST_COLUMNS)
    start = int(top) if top else 1
    end = int(bottom) if bottom else (start if top else MOST_ROWS)
    return Area(start, left, end, right)


def _number(text: str) -> int:
    number = 0
    for letter in text.upper():
        number = number * 26 + ord(letter) - 64
    return number
