"""Values as a person types them into Excel: 9851, (830), 18.2%, ¥9,851, "1Q02", TRUE, #N/A, {1,2;3,4}.

What looks like a number, an error value or a formula, and cannot be read as one, is refused: as a text it
would be another value without a word. A text in quotes is always one.
"""

from __future__ import annotations

import re
from decimal import Decimal

from xl_addin.catalog import Scalar, Value
from xl_addin.domain.notation import Measure, Printed, read_printed
from xl_addin.errors import ExcelError, InvalidInput

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?%?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?%?")
_MINUS = str.maketrans("−－", "--")
_MARKED = re.compile(r"[()（）△▲%％$＄¥￥円]|[A-Za-z]")
_LIKE_A_NUMBER = re.compile(
    r"[-+−–—(（△▲¥￥$＄\s]*[0-9０-９][0-9０-９,.，．'’_\s]*[-)）%％¥￥$＄円\s]*", re.ASCII
)
_ITEM = re.compile(r'(\s*"(?:[^"]|"")*"\s*|[^,;"{}]*)([,;]|$)')
_ERRORS = {error.value: error for error in ExcelError}
_DIGITS = 15  # that Excel keeps


def read_literal(text: str, *, as_text: bool = False) -> Value:
    """A constant as Excel reads it when typed; what is none of its kinds is text, with or without quotes.

    Args:
        text: as typed. In an array a comma always separates two values.
        as_text: whether a text is wanted, such as a printed figure, so that (464) stays as it is.

    Raises:
        InvalidInput: an array that does not end, whose rows differ in length, or with a part that
            cannot be read; what looks like a number, an error value or a formula and is not read as one.
    """
    stripped = text.strip()
    if not stripped.startswith("{"):
        return _scalar(text, as_text=as_text)
    if not stripped.endswith("}"):
        raise InvalidInput(f"the array {stripped} does not end; write it as {{1,2;3,4}} and in quotes")
    return _array(stripped[1:-1])


def _scalar(text: str, *, as_text: bool = False, in_array: bool = False) -> Scalar:
    stripped = text.strip()
    if not stripped:
        return None
    if stripped.upper() in ("TRUE", "FALSE"):
        return stripped.upper() == "TRUE"
    if stripped.upper() in _ERRORS:
        return _ERRORS[stripped.upper()]
    if len(stripped) > 1 and stripped[0] == stripped[-1] == '"':
        return stripped[1:-1].replace('""', '"')
    plain = stripped.translate(_MINUS)
    if _NUMBER.fullmatch(plain) or _GROUPED.fullmatch(plain):
        return _number(plain)
    return text if as_text else _marked(text, stripped, in_array=in_array)


def _number(text: str) -> int | float:
    plain = text.replace(",", "")
    if plain.endswith("%"):
        return float(Decimal(plain[:-1]).scaleb(-2))
    return int(plain) if plain.lstrip("+-").isdigit() and len(plain) <= _DIGITS else float(plain)


def _marked(text: str, stripped: str, *, in_array: bool) -> Scalar:
    """A number with brackets, a triangle, a currency; a text where it does not look like a number."""
    try:
        printed = read_printed(stripped) if _MARKED.search(stripped) else None
    except InvalidInput:
        printed = None
    if printed is None:
        _refuse_likeness(stripped)
        return text
    if printed.scaled or printed.measure is Measure.POINTS:
        raise InvalidInput(f"{stripped} has a unit of its own; {_in_quotes('write the number alone', text)}")
    if in_array and printed.currency:
        raise InvalidInput(
            f"{stripped} has a currency in an array, where a comma separates values; write the number alone"
        )
    return _value(printed)


def _refuse_likeness(stripped: str) -> None:
    if _LIKE_A_NUMBER.fullmatch(stripped):
        how = "write it like 9851, 9,851, -464, (464) or 15%"
        raise InvalidInput(f"{stripped} cannot be read as a number; {_in_quotes(how, stripped)}")
    if re.fullmatch(r"#[A-Za-z].*", stripped):
        how = f"write one of {', '.join(_ERRORS)}"
        raise InvalidInput(f"there is no error value {stripped}; {_in_quotes(how, stripped)}")
    if stripped.startswith("=") and len(stripped) > 1:
        raise InvalidInput(f"{stripped} is a formula; {_in_quotes('give its value', stripped)}")


def _in_quotes(how: str, text: str) -> str:
    return f"{how}, a text in quotes: '\"{text.strip()}\"'"


def _value(printed: Printed) -> int | float:
    figure = printed.figure
    is_whole = figure == figure.to_integral_value() and figure.adjusted() < _DIGITS
    return int(figure) if is_whole and printed.measure is not Measure.PERCENT else float(figure)


def _array(text: str) -> list[list[Scalar]]:
    rows: list[list[Scalar]] = [[]]
    position = 0
    while True:
        match = _ITEM.match(text, position)
        if match is None:
            raise InvalidInput(f"cannot read {text[position:]!r} in an array; write it as {{1,2;3,4}}")
        rows[-1].append(_scalar(match[1], in_array=True))
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
