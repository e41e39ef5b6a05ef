"""Formula trees: what is written reads back, and what is folded calculates to the same."""

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st

from tests.engines.forms import agree
from tests.engines.formulon_engine import calculate
from tests.properties.argument_lists import PROFILE
from xl_addin.catalog import Scalar
from xl_addin.catalog.folding import folded
from xl_addin.catalog.syntax import Binary, Call, Literal, Name, Node, Reference, parse, written
from xl_addin.errors import ExcelError

CELLS: dict[str, Scalar] = {
    "A1": 2.5,
    "A2": -3,
    "A3": "ja",
    "A4": True,
    "A5": ExcelError.DIV0,
    "A6": None,
    "A7": "12",
}

INTEGERS = st.integers(-1, 12) | st.integers(-(10**15), 10**15)
DECIMALS = st.builds(
    lambda digits, places: digits / 10**places, st.integers(-(10**6), 10**6), st.integers(1, 9)
)
WORDS = st.sampled_from(["", "en", "ja", "JPY million", "m", "bmto", "12", "TRUE", "𠮷田", 'say "so"'])
ERRORS = st.sampled_from([error for error in ExcelError if error is not ExcelError.NA])
LITERALS = st.builds(Literal, INTEGERS | DECIMALS | WORDS | st.booleans() | ERRORS)
REFERENCES = st.sampled_from([Reference(address) for address in CELLS])
NAMES = st.text(string.ascii_lowercase, min_size=1).map(Name)

OPERATORS = st.sampled_from(["=", "<>", "<", ">", "<=", ">=", "&", "+", "-", "*", "/", "^"])
# Function and number of arguments.
CALLS = [
    *(("IF", 3), ("IF", 2), ("ISBLANK", 1), ("ISERROR", 1), ("ISNUMBER", 1), ("ISTEXT", 1), ("ABS", 1)),
    *(
        ("TRUNC", 1),
        ("TRUNC", 2),
        ("EXACT", 2),
        ("LEN", 1),
        ("LEFT", 2),
        ("MID", 3),
        ("FIND", 2),
        ("FIXED", 2),
    ),
]


def calls(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    def call(kind: tuple[str, int]) -> st.SearchStrategy[Node]:
        return st.tuples(*[inner] * kind[1]).map(lambda arguments: Call(kind[0], arguments))

    return st.sampled_from(CALLS).flatmap(call)


def trees(leaves: st.SearchStrategy[Node], most: int) -> st.SearchStrategy[Node]:
    return st.recursive(
        leaves, lambda inner: st.builds(Binary, OPERATORS, inner, inner) | calls(inner), max_leaves=most
    )


@PROFILE
@given(trees(LITERALS | NAMES | REFERENCES, 20))
def test_what_is_written_reads_back_as_the_same(tree: Node) -> None:
    text = written(tree)
    assert written(parse(text)) == text
    assert in_order(parse(text)) == in_order(tree)


def in_order(node: Node | None) -> str:
    """The tree with all its parentheses; a chain of & is one chain, however it is nested."""
    match node:
        case Binary("&"):
            return f"({' & '.join(map(in_order, chain(node)))})"
        case Binary(operator, left, right):
            return f"({in_order(left)} {operator} {in_order(right)})"
        case Call(function, arguments):
            return f"{function}({', '.join(map(in_order, arguments))})"
    return written(node)


def chain(node: Node) -> list[Node]:
    match node:
        case Binary("&", left, right):
            return [*chain(left), *chain(right)]
    return [node]


@PROFILE
@given(trees(LITERALS | REFERENCES, 8))
def test_folding_does_not_change_what_a_formula_gives(tree: Node) -> None:
    formulas = [written(tree), written(folded(tree))]
    plain, short = calculate(formulas, CELLS)
    assert agree(plain, short), formulas
