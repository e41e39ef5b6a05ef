"""The constant parts of a formula's tree worked out, so that a text says no more than it must."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from xl_addin.catalog.syntax import FALSE, Binary, Call, Literal, Node, rewritten
from xl_addin.errors import ExcelError


def folded(node: Node) -> Node:
    """The tree with what is constant worked out: tests of literals and the IFs they decide."""
    return rewritten(node, _fold)


def _fold(node: Node) -> Node:
    match node:
        case Call():
            return _folded_call(node)
        case Binary("&"):
            return _folded_join(node)
        # Only where a number is certain: of a blank or a text, x / 1 is not x.
        case Binary("/", Binary("+" | "-" | "*" | "/" | "^") | Call("ABS") as left, Literal(1)):
            return left
        case Binary(operator, Literal(int() as left), Literal(int() as right)):
            return _folded_numbers(node, operator, left, right)
    return node


def _folded_call(node: Call) -> Node:
    match node:
        case Call("IF", (Literal(bool() | int() as condition), chosen, *rest)):
            picked = chosen if condition else (rest[0] if rest else FALSE)
            return picked if picked is not None else Literal(0)
        # A blank is no more the text asked for than its default is.
        case Call(
            "EXACT",
            (
                Call("IF", (Call("ISBLANK", (asked,)), Literal(str() as default), value)),
                Literal(str() as text),
            ),
        ) if asked == value and text not in ("", default):
            return Call("EXACT", (value, Literal(text)))
        # What is found is a number by now.
        case Call("ISERROR", (Call("FIND", (Literal(str() as part), Literal(str() as text))),)) if (
            _is_counted_alike(part + text)
        ):
            return Literal(True)
        # A text too long for a formula is written in parts.
        case Call("MID", (Binary("&", Literal(str() as head), Literal(str() as tail)), *of)):
            whole = Call("MID", (Literal(head + tail), *of))
            found = _folded_constants(whole, *_FOLDABLE_CALLS["MID"])
            return node if found is whole else found
        case Call(function) if function in _FOLDABLE_CALLS:
            return _folded_constants(node, *_FOLDABLE_CALLS[function])
    return node


def _folded_constants(node: Call, kinds: Sequence[_Kind], result: Callable[..., int | float | str]) -> Node:
    values = [argument.value for argument in node.arguments if isinstance(argument, Literal)]
    if len(values) != len(node.arguments) or len(values) != len(kinds):
        return node
    if not all(type(value) in kind for value, kind in zip(values, kinds, strict=True)):
        return node
    if kinds is not _ANY and not all(_is_counted_alike(value) for value in values if isinstance(value, str)):
        return node
    try:
        return Literal(result(*values))
    except ValueError:
        return node


def _is_counted_alike(text: str) -> bool:
    """Whether Excel, which counts in UTF-16, sees as many characters as Python does."""
    return all(ord(character) <= _LAST_OF_ONE_UNIT for character in text)


def _folded_numbers(node: Node, operator: str, left: int, right: int) -> Node:
    # To Excel TRUE is above every number.
    mixed = isinstance(left, bool) != isinstance(right, bool)
    if operator not in _FOLDABLE or (operator in _COMPARISONS and mixed):
        return node
    if operator == "^" and (left == 0 or not 0 <= right <= _MOST_POWER):
        return node
    result = _FOLDABLE[operator](left, right)
    return Literal(result) if abs(result) < _MOST_EXACT else node


def _folded_join(node: Binary) -> Node:
    match node:
        case Binary("&", Literal(str() as left), Literal(str() as right)):
            return _joined(left, right) or node
        case Binary("&", Binary("&", first, Literal(str() as left)), Literal(str() as right)):
            both = _joined(left, right)
            return Binary("&", first, both) if both else node
        case Binary("&", Binary("&", first, Literal("")), right):
            return Binary("&", first, right)
        # An empty text makes a text of what it is joined to, so it stays beside anything else.
        case Binary("&", Binary("&") | Call("FIXED") as kept, Literal("")):
            return kept
        case Binary("&", Literal(""), Binary("&") | Call("FIXED") as kept):
            return kept
    return node


def _joined(left: str, right: str) -> Literal | None:
    """Two texts as one, where a formula can hold it."""
    return Literal(left + right) if len(left + right) <= _LONGEST_TEXT else None


def _middle(text: str, start: int, length: int) -> str:
    if start < 1 or length < 0:
        raise ValueError
    return text[start - 1 : start - 1 + length]


def _substituted(text: str, old: str, new: str) -> str:
    if not old or len(text.replace(old, new)) > _LONGEST_TEXT:
        raise ValueError
    return text.replace(old, new)


def _value(text: str) -> int:
    """A whole number written with nothing but digits; ValueError where Excel may read something else."""
    if not text.removeprefix("-").isdecimal():
        raise ValueError
    return int(text)


def _rounded(number: int, digits: int) -> int:
    if digits < 0:
        raise ValueError
    return number


def _remainder(number: int, divisor: int) -> int:
    if divisor == 0:
        raise ValueError
    return number % divisor


_LONGEST_TEXT = 255
_LAST_OF_ONE_UNIT = 0xFFFF
_MOST_EXACT = 10**15
_MOST_POWER = 15

_Kind = frozenset[type]
_NUMBER: _Kind = frozenset((int, float))
_COUNT: _Kind = frozenset((int,))
_TEXT: _Kind = frozenset((str,))
_ANY: tuple[_Kind] = (frozenset((int, float, str, bool, ExcelError)),)

# What the arguments must be, and the result.
_FOLDABLE_CALLS: Mapping[str, tuple[Sequence[_Kind], Callable[..., int | float | str]]] = {
    "ISBLANK": (_ANY, lambda value: False),
    "ISERROR": (_ANY, lambda value: isinstance(value, ExcelError)),
    "ISNUMBER": (_ANY, lambda value: type(value) in _NUMBER),
    "ISTEXT": (_ANY, lambda value: isinstance(value, str)),
    "ABS": ((_NUMBER,), abs),
    "ROUND": ((_COUNT, _COUNT), _rounded),
    "TRUNC": ((_NUMBER,), int),
    "EXACT": ((_TEXT, _TEXT), lambda left, right: left == right),
    "LEN": ((_TEXT,), len),
    "LEFT": ((_TEXT, _COUNT), lambda text, length: _middle(text, 1, length)),
    "MID": ((_TEXT, _COUNT, _COUNT), _middle),
    "MOD": ((_COUNT, _COUNT), _remainder),
    "VALUE": ((_TEXT,), _value),
    "SUBSTITUTE": ((_TEXT, _TEXT, _TEXT), _substituted),
    "FIND": ((_TEXT, _TEXT), lambda part, text: text.index(part) + 1),
}
_COMPARISONS: Mapping[str, Callable[[int, int], bool]] = {
    "<": lambda left, right: left < right,
    ">": lambda left, right: left > right,
    "<=": lambda left, right: left <= right,
    ">=": lambda left, right: left >= right,
    "=": lambda left, right: left == right,
    "<>": lambda left, right: left != right,
}
_FOLDABLE: Mapping[str, Callable[[int, int], int]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "^": lambda left, right: int(left**right),
    **_COMPARISONS,
}
