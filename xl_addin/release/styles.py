"""How a cell looks, by name: each name sets a few properties, and a cell carries several names.

Colours differ in grey and for colour-blind readers, and none of them means something alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache

NAVY, TEAL, AMBER, VERMILION = "1F3864", "2A8C82", "E0A030", "C8401E"
SKY, STEEL, SILVER = "7FA7D0", "5B7083", "C3CAD2"
INK, GREY, PALE, TINT = "222222", "6B7280", "D5DAE1", "EEF3F9"
INPUT_BLUE, LINK_GREEN = "0033AA", "1B6B3A"


@dataclass(frozen=True, slots=True)
class Style:
    """Appearance without a library's words. `number` names a number format, `mark` goes behind it.

    Sizes are points; colours RRGGBB; `top` and `bottom` are rules: "", "hair", "thin" or "medium".
    """

    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    color: str | None = None
    fill: str | None = None
    align: str | None = None
    valign: str | None = None
    indent: int | None = None
    wrap: bool | None = None
    top: str | None = None
    bottom: str | None = None
    rule: str | None = None
    number: str | None = None
    mark: str | None = None


STYLES: Mapping[str, Style] = {
    "base": Style(size=10, color=INK, valign="vcenter"),
    "title": Style(size=16, bold=True, color=NAVY),
    "subtitle": Style(size=10, color=GREY),
    "section": Style(size=11, bold=True, color=NAVY, bottom="thin", rule=NAVY),
    "ruled": Style(bottom="thin", rule=NAVY),
    "heading": Style(bold=True, color=INK, align="right", bottom="thin", rule=NAVY, wrap=True),
    "heading_left": Style(bold=True, color=INK, align="left", bottom="thin", rule=NAVY),
    "label": Style(align="left"),
    "indented": Style(align="left", indent=1),
    "center": Style(align="center"),
    "right": Style(align="right"),
    "total": Style(bold=True, top="thin", bottom="hair", rule=INK),
    "outcome": Style(top="thin", rule=PALE),
    "current": Style(fill=TINT),
    "small": Style(size=9, color=GREY),
    "strong": Style(bold=True),
    "headline": Style(size=12, bold=True, color=INK),
    "text": Style(size=10, wrap=True, valign="top"),
    "bullet": Style(align="center", valign="top", color=NAVY),
    "legal": Style(size=8, color=GREY, wrap=True, valign="top"),
    "note": Style(size=8, color=GREY),
    "working": Style(size=8, color=GREY),
    "pass": Style(align="center", color=LINK_GREEN, bold=True),
    "fail": Style(align="center", color=VERMILION, bold=True),
    "ties": Style(align="center", color=LINK_GREEN, bold=True, valign="top"),
    "consistent": Style(align="center", color=NAVY, bold=True, valign="top"),
    "contradicted": Style(align="center", color=VERMILION, bold=True, valign="top"),
    "unverifiable": Style(align="center", color=GREY, italic=True, valign="top"),
    "upper": Style(valign="top"),
    "input": Style(color=INPUT_BLUE, valign="top"),
    "aside": Style(size=9, color=GREY, valign="top"),
    "constant": Style(color=INPUT_BLUE),
    "argument": Style(color=INPUT_BLUE, fill=TINT),
    "long": Style(wrap=True),
    "link": Style(color=LINK_GREEN),
    "found": Style(size=10, color=LINK_GREEN, valign="top"),
    "column": Style(bold=True, color="FFFFFF", fill=NAVY, align="left", wrap=True, valign="top"),
    "amount": Style(align="right", number="amount"),
    "decimal": Style(align="right", number="decimal"),
    "percent": Style(align="right", number="percent", size=9),
    "points": Style(align="right", number="points", size=9),
    "rate": Style(align="right", number="rate"),
    "date": Style(align="left", number="date"),
    "plain": Style(align="right", number="plain"),
    "forecast": Style(italic=True),
    "estimate": Style(mark="ᵉ"),
    "illustrative": Style(mark="ⁱ"),
    "restated": Style(mark="†"),
}


@cache
def merged(names: tuple[str, ...]) -> Style:
    """The named styles laid over each other, the later ones on top."""
    style = STYLES["base"]
    for name in names:
        style = _over(style, STYLES[name])
    return style


def _over(below: Style, above: Style) -> Style:
    given = {field.name: getattr(above, field.name) for field in fields(Style)}
    if above.mark and below.mark:
        given["mark"] = below.mark + above.mark
    return replace(below, **{name: value for name, value in given.items() if value is not None})


# A number format's body for positive figures.
_BODIES = {
    "amount": "#,##0",
    "decimal": "#,##0.0",
    "percent": "#,##0.0%",
    "points": '0.0"pt"',
    "rate": "#,##0.00##",
    "plain": "General",
}
_MARKED = {"amount", "decimal", "percent", "points"}


def number_format(number: str, mark: str, language: str) -> str:
    """Excel's number format: negatives in parentheses, in Japanese with a triangle.

    A figure without a mark leaves the mark's width free, so that the digits stand under each other.
    """
    if number == "date":
        return 'yyyy"年"m"月"d"日"' if language == "ja" else "d mmm yyyy"
    body = _BODIES[number]
    if number not in _MARKED:
        return body
    tail = f'"{mark}"' if mark else "_ⁱ"
    if language == "ja":
        return f"{body}{tail};△{body}{tail};{body}{tail};@{tail}"
    if number == "percent":
        return f"{body}_){tail};(#,##0.0)%{tail};{body}_){tail};@_){tail}"
    return f"{body}_){tail};({body}){tail};{body}_){tail};@_){tail}"


def fonts(language: str) -> str:
    """The one type family of a deck."""
    return "Meiryo UI" if language == "ja" else "Calibri"


def worst_mark(styles: Iterable[str]) -> str:
    """The weaker of two origins is the one to show."""
    names = set(styles)
    return next((name for name in ("illustrative", "estimate") if name in names), "")
