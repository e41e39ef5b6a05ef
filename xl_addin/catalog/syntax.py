"""Excel formula text as a tree: read, written, substituted, its constants folded.

The part of the grammar that the catalogue and the deck use: literals, references, names, calls and
binary operators. What is written can be read again to a tree of the same meaning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

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
    | (?P<operator><>|<=|>=|[=<>&+\-*/^(),])
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
    """What a caller wrote for an argument: parsed where possible, else taken as it is, in parentheses."""
    try:
        return parse(text)
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
            return _negative(self.expression(5))
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
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
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


def folded(node: Node) -> Node:
    """The tree with what is constant worked out: tests of literals and the IFs they decide."""
    return rewritten(node, _fold)


def _fold(node: Node) -> Node:
    match node:
        case Call():
            return _folded_call(node)
        case Binary("&"):
            return _folded_join(node)
        case Binary("/", left, Literal(1)):
            return left
        case Binary(operator, Literal(int() as left), Literal(int() as right)) if operator in _FOLDABLE:
            return Literal(_FOLDABLE[operator](left, right))
    return node


def _folded_call(node: Call) -> Node:
    match node:
        case Call("IF", (Literal(bool() | int() as condition), chosen, *rest)):
            picked = chosen if condition else (rest[0] if rest else FALSE)
            return picked if picked is not None else Literal(0)
        case Call(function, arguments) if function in _FOLDABLE_CALLS:
            values = [argument.value for argument in arguments if isinstance(argument, Literal)]
            return Literal(_FOLDABLE_CALLS[function](*values)) if len(values) == len(arguments) else node
    return node


def _folded_join(node: Binary) -> Node:
    match node:
        case Binary("&", Literal(str() as left), Literal(str() as right)):
            return Literal(left + right)
        case Binary("&", Binary("&", first, Literal(str() as left)), Literal(str() as right)):
            return Binary("&", first, Literal(left + right))
        case Binary("&", Binary("&", first, Literal("")), right):
            return Binary("&", first, right)
        # An empty text makes a text of what it is joined to, so it stays beside anything else.
        case Binary("&", Binary("&") | Call("FIXED") as kept, Literal("")):
            return kept
        case Binary("&", Literal(""), Binary("&") | Call("FIXED") as kept):
            return kept
    return node


_FOLDABLE_CALLS: Mapping[str, Callable[..., int | float | str]] = {
    "EXACT": lambda left, right: left == right,
    "ISBLANK": lambda value: False,
    "ISERROR": lambda value: isinstance(value, ExcelError),
    "ISNUMBER": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "ISTEXT": lambda value: isinstance(value, str),
    "ABS": abs,
    "TRUNC": int,
    "LEN": len,
    "LEFT": lambda text, length: text[:length],
    "MID": lambda text, start, length: text[start - 1 : start - 1 + length],
}
_FOLDABLE: Mapping[str, Callable[[int, int], int | bool]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "<": lambda left, right: left < right,
    ">": lambda left, right: left > right,
    "<=": lambda left, right: left <= right,
    ">=": lambda left, right: left >= right,
    "=": lambda left, right: left == right,
}
