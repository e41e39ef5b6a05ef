"""Excel formula text as a tree: read, written, substituted.

The part of the grammar that the catalogue, the deck and inputs use: literals, references, names, calls and
operators; a percent sign is a division by 100. What is written can be read again to a tree of the same
meaning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from xl_addin.errors import ExcelError


@dataclass(frozen=True, slots=True)
class Literal:
    """A constant: number, text, TRUE or FALSE, an error value."""

    value: int | float | str | bool | ExcelError


@dataclass(frozen=True, slots=True)
class Name:
    """A lower-case identifier: an argument or a local of a declaration."""

    name: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Cells as they are written in a formula, or any text that stands for one operand."""

    text: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function call; an argument left out is None."""

    function: str
    arguments: tuple[Node | None, ...]


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands and the operator between them."""

    operator: str
    left: Node
    right: Node


Node = Literal | Name | Reference | Call | Binary

TRUE, FALSE = Literal(True), Literal(False)

_PRECEDENCE = {
    "=": 1,
    "<>": 1,
    "<": 1,
    ">": 1,
    "<=": 1,
    ">=": 1,
    "&": 2,
    "+": 3,
    "-": 3,
    "*": 4,
    "/": 4,
    "^": 5,
}
_ERRORS = "|".join(re.escape(error.value) for error in ExcelError)
_AREA = r"\$?[A-Z]{1,3}\$?[0-9]+(?::\$?[A-Z]{1,3}\$?[0-9]+)?"
_TOKEN = re.compile(
    rf"""\s*(?:
      (?P<text>"(?:[^"]|"")*")
    | (?P<error>{_ERRORS})
    | (?P<reference>(?:(?:'(?:[^']|'')+'|[\w.]+)!)?{_AREA}(?![\w(.]))
    | (?P<number>[0-9]+\.?[0-9]*(?:[eE][+-]?[0-9]+)?)
    | (?P<call>[A-Z_][A-Z0-9_.]*)\(
    | (?P<boolean>TRUE|FALSE)
    | (?P<name>[a-z][a-z0-9_]*)
    | (?P<operator><>|<=|>=|[=<>&+\-*/^(),%])
    )""",
    re.VERBOSE,
)


class FormulaSyntaxError(ValueError):
    """Formula text outside the grammar of this module."""


def parse(text: str) -> Node:
    """The tree of a formula; a leading = is allowed.

    Raises:
        FormulaSyntaxError: the text is not in the grammar.
    """
    parser = _Parser(text.removeprefix("="))
    node = parser.expression(1)
    if parser.token != ("end", ""):
        raise FormulaSyntaxError(f"cannot read {text!r} at {parser.token[1]!r}")
    return node


def operand(text: str) -> Node:
    """What a caller wrote for an argument: parsed where possible, else taken as it is, in parentheses.

    A name in it is the workbook's, never an argument of the declaration it is put into.
    """
    try:
        return rewritten(parse(text), lambda node: Reference(node.name) if isinstance(node, Name) else node)
    except FormulaSyntaxError:
        return Reference(text if re.fullmatch(r"[\w.$!':\[\]@# ]+", text) else f"({text})")


class _Parser:
    """Precedence climbing over the tokens of one formula."""

    def __init__(self, text: str) -> None:
        self._tokens = _tokens(text)
        self.token = next(self._tokens)

    def advance(self) -> tuple[str, str]:
        token, self.token = self.token, next(self._tokens, ("end", ""))
        return token

    def expression(self, level: int) -> Node:
        left = self.operand()
        while self.token[0] == "operator" and _PRECEDENCE.get(self.token[1], 0) >= level:
            operator = self.advance()[1]
            left = Binary(operator, left, self.expression(_PRECEDENCE[operator] + 1))
        return left

    def operand(self) -> Node:
        node = self.plain_operand()
        while self.token == ("operator", "%"):
            self.advance()
            node = Binary("/", node, Literal(100))
        return node

    def plain_operand(self) -> Node:
        kind, text = self.advance()
        if kind == "call":
            return Call(text, self.arguments())
        if kind in _LEAVES:
            return _LEAVES[kind](text)
        if text == "(":
            inner = self.expression(1)
            self.expect(")")
            return inner
        if text == "-":
            # Excel takes the sign before the power: -2^2 is 4.
            return _negative(self.operand())
        if text == "+":
            return self.operand()
        raise FormulaSyntaxError(f"expected a value, found {text!r}")

    def arguments(self) -> tuple[Node | None, ...]:
        found: list[Node | None] = []
        if self.token == ("operator", ")"):
            self.advance()
            return ()
        while True:
            empty = self.token in (("operator", ","), ("operator", ")"))
            found.append(None if empty else self.expression(1))
            if self.token == ("operator", ","):
                self.advance()
                continue
            self.expect(")")
            return tuple(found)

    def expect(self, text: str) -> None:
        if self.advance() != ("operator", text):
            raise FormulaSyntaxError(f"expected {text!r}")


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    position = 0
    while text[position:].strip():
        match = _TOKEN.match(text, position)
        if match is None or match.lastgroup is None:
            raise FormulaSyntaxError(f"cannot read {text[position:]!r}")
        yield match.lastgroup, match[match.lastgroup]
        position = match.end()
    yield "end", ""


def _number(text: str) -> Literal:
    return Literal(int(text) if text.isdigit() else float(text))


def _negative(node: Node) -> Node:
    if isinstance(node, Literal) and isinstance(node.value, int | float):
        return Literal(-node.value)
    return Binary("-", Literal(0), node)


_LEAVES: Mapping[str, Callable[[str], Node]] = {
    "text": lambda text: Literal(text[1:-1].replace('""', '"')),
    "error": lambda text: Literal(ExcelError(text)),
    "reference": Reference,
    "number": _number,
    "boolean": lambda text: Literal(text == "TRUE"),
    "name": Name,
}


def written(node: Node | None) -> str:
    """The formula text of a tree, without a leading =, with no parentheses but the needed ones."""
    match node:
        case None:
            return ""
        case Literal(value):
            return literal_text(value)
        case Name(text) | Reference(text):
            return text
        case Call(function, arguments):
            return f"{function}({','.join(map(written, arguments))})"
        case Binary(operator, left, right):
            level = _PRECEDENCE[operator]
            # a & (b & c) is a & b & c; for the other operators the order counts.
            return _enclosed(left, level) + operator + _enclosed(right, level + (operator != "&"))


def _enclosed(node: Node, level: int) -> str:
    text = written(node)
    lower = isinstance(node, Binary) and _PRECEDENCE[node.operator] < level
    return f"({text})" if lower or (text.startswith("-") and level > 1) else text


def literal_text(value: int | float | str | bool | ExcelError) -> str:
    """A constant as it is written in a formula."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        doubled = value.replace('"', '""')
        return f'"{doubled}"'
    if isinstance(value, float):
        if value.is_integer() and abs(value) < 1e16:
            return str(int(value))
        # Small ones in full, as spreadsheets save them.
        return f"{Decimal(repr(value)):f}" if 1e-8 < abs(value) < 1 else repr(value).upper()
    return "NA()" if value is ExcelError.NA else str(value)


def substituted(node: Node, values: Mapping[str, Node]) -> Node:
    """The tree with each name that `values` knows replaced."""
    return rewritten(node, lambda inner: values.get(inner.name, inner) if isinstance(inner, Name) else inner)


def rewritten(node: Node, change: Callable[[Node], Node]) -> Node:
    """The tree with `change` applied to each node, innermost first."""
    match node:
        case Call(function, arguments):
            node = Call(function, tuple(None if a is None else rewritten(a, change) for a in arguments))
        case Binary(operator, left, right):
            node = Binary(operator, rewritten(left, change), rewritten(right, change))
    return change(node)


def occurrences(node: Node | None, name: str) -> int:
    """How often a name stands in the tree."""
    match node:
        case Name(found):
            return int(found == name)
        case Call(_, arguments):
            return sum(occurrences(argument, name) for argument in arguments)
        case Binary(_, left, right):
            return occurrences(left, name) + occurrences(right, name)
    return 0
