"""Number formats, as far as they show another number than the cell holds.

A % multiplies by 100, a comma behind the last digit divides by 1,000, a section of its own may leave the
sign away, show nothing, or put digits of its own beside the figure. Texts in quotes or behind a backslash
are shown as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise
from operator import eq, ge, gt, le, lt, ne

_TOKEN = re.compile(
    r"""(?P<bracket>\[[^\]]*\])|"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<space>[_*].)
    |(?P<general>General)|(?P<digits>[0#?]+)|(?P<commas>,+)|(?P<point>\.)|(?P<percent>%)
    |(?P<end>;)|(?P<date>[ymdhsegb]+|E[+-])|(?P<other>.)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"\[(?P<sign><=|>=|<>|=|<|>)\s*(?P<bound>-?[0-9]+(?:\.[0-9]*)?)\]")
_COMPARISONS = {"<": lt, "<=": le, ">": gt, ">=": ge, "=": eq, "<>": ne}
_PLAIN_BRACKET = re.compile(r"\[(?:\$(?P<currency>[^\]-]*)|.*)", re.DOTALL)
_COLOR = re.compile(
    r"\[(?:black|blue|cyan|green|magenta|red|white|yellow|color\s?[0-9]+|[黒青緑赤紫白黄]|色[0-9]+)\]",
    re.IGNORECASE,
)
_LOSS = re.compile(r"[-−–△▲▼(]")
_PERCENT_SIGNS = ("%", "％")

_Tokens = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a cell shows of its number.

    `text` is roughly what is seen. `power` is the power of ten that commas divide by; `percents` how
    often it is multiplied by 100; `says_percent` whether a percent sign stands there, multiplying or not.
    """

    text: str
    power: int = 0
    percents: int = 0
    says_percent: bool = False
    adds_digits: bool = False
    is_hidden: bool = False
    loses_sign: bool = False


@dataclass(frozen=True, slots=True)
class _Section:
    tokens: _Tokens

    def has(self, *kinds: str) -> bool:
        return any(kind in kinds for kind, _ in self.tokens)

    @property
    def literals(self) -> str:
        return "".join(text for kind, text in self.tokens if kind == "literal")

    @property
    def condition(self) -> re.Match[str] | None:
        found = (_CONDITION.fullmatch(text) for kind, text in self.tokens if kind == "bracket")
        return next((match for match in found if match), None)

    def holds(self, value: float) -> bool:
        condition = self.condition
        return condition is None or bool(_COMPARISONS[condition["sign"]](value, float(condition["bound"])))


def shown(value: float, number_format: str) -> Shown:
    """What a cell with this format shows of a number."""
    sections = _sections(number_format or "General")
    section, is_own = _chosen(sections, value)
    is_number = section.has("digits", "general")
    if section.has("date") or (not is_number and value == 0):
        return Shown("")
    power = 0 if section.has("general") else -3 * _scaling(section.tokens)
    percents = sum(kind == "percent" for kind, _ in section.tokens)
    text = _text(section, value, power + 2 * percents, is_own)
    return Shown(
        text,
        power,
        percents,
        bool(percents) or any(sign in section.literals for sign in _PERCENT_SIGNS),
        _adds_digits(section.tokens),
        not is_number,
        is_number and value != 0 and _loses_sign(section, value, is_own),
    )


@cache
def _sections(number_format: str) -> tuple[_Section, ...]:
    sections: list[list[tuple[str, str]]] = [[]]
    for kind, text in _tokens(number_format):
        if kind == "end":
            sections.append([])
        else:
            sections[-1].append((kind, text))
    return tuple(_Section(tuple(tokens)) for tokens in sections)


def _tokens(number_format: str) -> Iterator[tuple[str, str]]:
    for found in _TOKEN.finditer(number_format):
        kind = found.lastgroup or "other"
        text = found[kind]
        if kind == "bracket" and text.startswith("[$"):
            currency = _PLAIN_BRACKET.match(text)
            yield "literal", currency["currency"] if currency and currency["currency"] else ""
        elif kind in ("quoted", "escaped", "other"):
            yield "literal", text
        else:
            yield kind, text


def _chosen(sections: tuple[_Section, ...], value: float) -> tuple[_Section, bool]:
    """The section that a number is shown by, and whether it is one for its sign alone."""
    numeric = sections[:3]
    if any(section.condition for section in numeric):
        return next((section for section in numeric if section.holds(value)), numeric[-1]), False
    if value < 0 and len(numeric) > 1:
        return numeric[1], True
    if value == 0 and len(numeric) > 2:
        return numeric[2], True
    return numeric[0], False


def _scaling(tokens: _Tokens) -> int:
    """How many commas stand behind the last digit, or before the point: each divides by 1,000."""
    marks = [(kind, text) for kind, text in tokens if kind in ("digits", "commas", "point")]
    count = 0
    for at, (kind, text) in enumerate(marks):
        behind = at > 0 and marks[at - 1][0] == "digits"
        before = at + 1 < len(marks) and marks[at + 1][0] == "digits"
        count += len(text) if kind == "commas" and behind and not before else 0
    return count


def _adds_digits(tokens: _Tokens) -> bool:
    """Whether a literal puts a digit right beside the figure: 0"000"."""
    pairs = pairwise(tokens)
    return any(
        (left[0] in ("digits", "general") and right[0] == "literal" and right[1][:1].isdigit())
        or (left[0] == "literal" and left[1][-1:].isdigit() and right[0] in ("digits", "general"))
        for left, right in pairs
    )


def _loses_sign(section: _Section, value: float, is_own: bool) -> bool:
    """Whether a loss is shown without a mark of one, or a gain with it."""
    before = "".join(text for kind, text in _until_digits(section.tokens) if kind == "literal")
    if value > 0:
        return bool(_LOSS.search(before))
    colored = any(_COLOR.fullmatch(text) for kind, text in section.tokens if kind == "bracket")
    return is_own and not colored and not _LOSS.search(section.literals)


def _until_digits(tokens: _Tokens) -> Iterator[tuple[str, str]]:
    for token in tokens:
        if token[0] in ("digits", "general"):
            return
        yield token


def _text(section: _Section, value: float, power: int, is_own: bool) -> str:
    if not section.has("digits", "general"):
        return section.literals.strip()
    number = Decimal(repr(value)).scaleb(power)
    figure = f"{number.normalize():f}" if section.has("general") else _figure(section.tokens, abs(number))
    parts, done = [], False
    for kind, text in section.tokens:
        if kind in ("digits", "general"):
            parts += [] if done else [figure]
            done = True
        elif kind in ("literal", "percent"):
            parts.append(text)
    sign = "-" if value < 0 and not is_own and section.has("digits") else ""
    return (sign + "".join(parts)).strip()


def _figure(tokens: _Tokens, number: Decimal) -> str:
    kinds = [kind for kind, _ in tokens]
    behind = tokens[kinds.index("point") :] if "point" in kinds else ()
    places = sum(len(text) for kind, text in behind if kind == "digits")
    return f"{number:,.{places}f}" if "commas" in kinds else f"{number:.{places}f}"
