"""Values as a person types them into Excel: 9851, 18.2%, "1Q02", TRUE, #N/A, {1,2;3,4}."""

from __future__ import annotations

import re

from xl_addin.catalog import Scalar, Value
from xl_addin.errors import ExcelError, InvalidInput

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+|%)?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?%?")
_ITEM = re.compile(r'(\s*"(?:[^"]|"")*"\s*|[^,;"{}]*)([,;]|$)')


def read_literal(text: str) -> Value:
    """A constant of Excel; what is none of its other kinds is text, with or without quotes.

    Raises:
        InvalidInput: an array that does not end, whose rows differ in length, or with a part that
            cannot be read.
    """
    stripped = text.strip()
    if not stripped.startswith("{"):
        return _scalar(text)
    if not stripped.endswith("}"):
        raise InvalidInput(f"the array {stripped} does not end; write it as {{1,2;3,4}} and in quotes")
    return _array(stripped[1:-1])


def _scalar(text: str) -> Scalar:
    stripped = text.strip()
    if not stripped:
        return None
    if stripped.upper() in ("TRUE", "FALSE"):
        return stripped.upper() == "TRUE"
    if stripped.startswith("#"):
        try:
            return ExcelError(stripped.upper())
        except ValueError:
            return text
    if len(stripped) > 1 and stripped[0] == stripped[-1] == '"':
        return stripped[1:-1].replace('""', '"')
    return _number(stripped) if _NUMBER.fullmatch(stripped) or _GROUPED.fullmatch(stripped) else text


def _number(text: str) -> int | float:
    plain = text.replace(",", "")
    if plain.endswith("%"):
        return float(f"{plain[:-1]}e-2")
    # Excel keeps 15 digits.
    return int(plain) if plain.lstrip("+-").isdigit() and len(plain) <= 15 else float(plain)


def _array(text: str) -> list[list[Scalar]]:
    rows: list[list[Scalar]] = [[]]
    position = 0
    while True:
        match = _ITEM.match(text, position)
        if match is None:
            raise InvalidInput(f"cannot read {text[position:]!r} in an array; write it as {{1,2;3,4}}")
        rows[-1].append(_scalar(match[1]))
        if not match[2]:
            break
        if match[2] == ";":
            rows.append([])
        position = match.end()
    if len({len(row) for row in rows}) > 1:
        raise InvalidInput(f"the rows of {{{text}}} differ in length; give each the same number of values")
    return rows


def written_value(value: Value) -> str:
    """A result as Excel would show it; in an array texts are quoted."""
    if isinstance(value, list):
        return "{" + ";".join(",".join(map(_written_item, row)) for row in value) + "}"
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    # A zero has no sign in Excel.
    return f"{value + 0.0:.15G}" if isinstance(value, float) else str(value)


def _written_item(value: Scalar) -> str:
    return '"' + value.replace('"', '""') + '"' if isinstance(value, str) else written_value(value)


def written_figure(value: Scalar) -> str:
    """A figure of a check, with separators between thousands."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:,.10g}"
    return written_value(value)


def jsonable(value: Value) -> object:
    """A result for JSON: errors as {"error": "#N/A"}, ranges as rows."""
    if isinstance(value, list):
        return [[jsonable(cell) for cell in row] for row in value]
    return {"error": value.value} if isinstance(value, ExcelError) else value
