"""The Excel texts of a function: a LAMBDA for a defined name, and a native formula.

Both wrap the same core in guards made from the arguments' kinds. In a core, OMITTED(name) asks
whether an optional argument was left out or blank, DOWN(name) and ACROSS(name) are the numbers of a
range's rows and columns as a column and a row, and a call of another function of the catalogue stands
for that function's core.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce

from xl_addin.catalog import shapes
from xl_addin.catalog.folding import folded
from xl_addin.catalog.spec import Arg, Declaration, Kind
from xl_addin.catalog.syntax import (
    TRUE,
    Binary,
    Call,
    Literal,
    Name,
    Node,
    occurrences,
    operand,
    parse,
    rewritten,
    substituted,
    written,
)
from xl_addin.errors import ExcelError

NA, VALUE = Literal(ExcelError.NA), Literal(ExcelError.VALUE)

# Functions newer than the file format carry this prefix in a file.
_NEWER = {"LAMBDA", "LET", "ISOMITTED", "SEQUENCE"}
# How many cells there are on each side of a range, and the numbers of its rows or columns.
_NUMBERED = {"DOWN": ("ROWS", "ROW"), "ACROSS": ("COLUMNS", "COLUMN")}


def native_text(spec: Declaration, references: Sequence[str]) -> str:
    """The guarded core over these references, without LET or LAMBDA; constants are worked out."""
    required = sum(not arg.optional for arg in spec.args)
    blank = any(not text.strip() for text in references[:required])
    if blank or not required <= len(references) <= len(spec.args):
        raise TypeError(f"{spec.signature} cannot be written over ({', '.join(references)})")
    pairs = zip(spec.args, references, strict=False)
    given = {arg.name: operand(text) for arg, text in pairs if text.strip()}
    node = _with_defaults(spec, _inlined(spec, _core(spec)))
    node = rewritten(_guarded(spec, node), lambda inner: _over_cells(inner, given))
    node = substituted(node, given)
    single = [given[arg.name] for arg in _singles(spec) if arg.name in given]
    fault = shapes.ranged(single) if spec.spills else shapes.misfit(single)
    node = folded(shapes.guarded_by_shape(fault, _spread(spec, single, node)))
    if any(shapes.shape(operand) != shapes.SINGLE for operand in given.values()):
        node = rewritten(node, _concatenated)
    return "=" + written(node)


def _concatenated(node: Node) -> Node:
    """Texts joined by a function: over ranges LibreOffice's & loses cells behind one in error."""
    match node:
        case Binary("&", Call("CONCATENATE", parts), right):
            return Call("CONCATENATE", (*parts, right))
        case Binary("&", left, right):
            return Call("CONCATENATE", (left, right))
    return node


def _over_cells(node: Node, given: Mapping[str, Node]) -> Node:
    """The catalogue's own words over references: what was left out is known, and so are most shapes."""
    match node:
        case Call("OMITTED", (Name(name),)):
            return Call("ISBLANK", (given[name],)) if name in given else TRUE
        case Call("ROWS" | "COLUMNS" as count, (Name(name),)):
            known = shapes.shape(given[name])
            return node if known is None else Literal(known[0 if count == "ROWS" else 1])
        case Call("DOWN" | "ACROSS" as direction, (cells,)):
            number = Call(_NUMBERED[direction][1], (cells,))
            return Binary("+", Binary("-", number, Call("MIN", (number,))), Literal(1))
    return node


def _spread(spec: Declaration, single: Sequence[Node], node: Node) -> Node:
    """The formula with a result for each cell of its operands, errors included."""
    return node if spec.spills else Call("IF", (shapes.spread(single), node))


def _singles(spec: Declaration) -> list[Arg]:
    """The arguments over whose ranges the function is broadcast."""
    return [arg for arg in spec.args if arg.kind != Kind.RANGE]


def lambda_text(spec: Declaration) -> str:
    """The LAMBDA with the prefixes that a file holds."""
    node = rewritten(_guarded(spec, _bound(spec, _core(spec))), _over_arrays)
    single = [Name(arg.name) for arg in _singles(spec)]
    fault = shapes.ranged(single) if spec.spills else shapes.misfit_of_arrays(single)
    node = folded(shapes.guarded_by_shape(fault, _spread(spec, single, node)))
    declared = [Name(("_xlop." if arg.optional else "_xlpm.") + arg.name) for arg in spec.args]
    return "=" + written(Call("_xlfn.LAMBDA", (*declared, rewritten(node, _prefixed))))


def _over_arrays(node: Node) -> Node:
    """The catalogue's own words in a LAMBDA, whose arguments may be left out and need not be cells."""
    match node:
        case Call("OMITTED", (name,)):
            return Call("IF", (Call("ISOMITTED", (name,)), TRUE, Call("ISBLANK", (name,))))
        case Call("ROWS" | "COLUMNS" as count, (Name() as cells,)):
            return shapes.length(count, cells)
        case Call("DOWN", (cells,)) if cells is not None:
            return Call("SEQUENCE", (shapes.length("ROWS", cells),))
        case Call("ACROSS", (cells,)) if cells is not None:
            return Call("SEQUENCE", (Literal(1), shapes.length("COLUMNS", cells)))
    return node


def _prefixed(node: Node) -> Node:
    match node:
        case Name(name):
            return Name("_xlpm." + name)
        case Call(function, arguments) if function in _NEWER:
            return Call("_xlfn." + function, arguments)
    return node


def _core(spec: Declaration) -> Node:
    assert spec.core is not None
    return spec.core


def _inlined(spec: Declaration, node: Node) -> Node:
    """The tree with the named parts put in their places, the last one first."""
    for name, part in reversed(list(spec.where.items())):
        node = substituted(node, {name: part})
    return node


def _defaulted(arg: Arg) -> Node:
    assert arg.default is not None
    return Call("IF", (Call("OMITTED", (Name(arg.name),)), Literal(arg.default), Name(arg.name)))


def _with_defaults(spec: Declaration, node: Node) -> Node:
    defaults = {arg.name: _defaulted(arg) for arg in spec.args if arg.optional and arg.default is not None}
    return _substituted_but_asked(node, defaults)


def _substituted_but_asked(node: Node, values: Mapping[str, Node]) -> Node:
    """Names replaced, but not those that OMITTED asks about."""
    match node:
        case Call("OMITTED"):
            return node
        case Call(function, arguments):
            kept = (None if a is None else _substituted_but_asked(a, values) for a in arguments)
            return Call(function, tuple(kept))
        case Binary(operator, left, right):
            sides = [_substituted_but_asked(side, values) for side in (left, right)]
            return Binary(operator, *sides)
        case Name(name):
            return values.get(name, node)
    return node


def _bound(spec: Declaration, node: Node) -> Node:
    """The core in a LET that names defaulted arguments and parts used more than once."""
    whole = [node, *spec.where.values()]
    names: list[tuple[str, Node]] = []
    inline: dict[str, Node] = {}
    for arg in spec.args:
        if not arg.optional or arg.default is None:
            continue
        if sum(occurrences(part, arg.name) for part in whole) > 1:
            names.append((f"the_{arg.name}", _defaulted(arg)))
            inline[arg.name] = Name(f"the_{arg.name}")
        else:
            inline[arg.name] = _defaulted(arg)
    names += [(name, _substituted_but_asked(part, inline)) for name, part in spec.where.items()]
    node = _substituted_but_asked(node, inline)
    if not names:
        return node
    pairs = [part for name, value in names for part in (Name(name), value)]
    return Call("LET", (*pairs, node))


def _guarded(spec: Declaration, node: Node) -> Node:
    """The core behind the guards of the arguments, judged left to right."""
    return reduce(lambda inner, arg: _guard(arg, inner), reversed(spec.args), node)


def _guard(arg: Arg, inner: Node) -> Node:
    name = Name(arg.name)
    if arg.kind == Kind.ANY or arg.term.unjudged:
        return inner
    if arg.kind == Kind.RANGE:
        return _sparse_guard(name, inner) if arg.term.blanks_ignored else _range_guard(name, inner)
    accepted = _accepted(arg, name)
    if arg.optional:
        accepted = Call("IF", (Call("OMITTED", (name,)), TRUE, accepted))
        fault: Node = VALUE
    elif arg.term.blank_has_meaning:
        accepted, fault = Call("IF", (Call("ISBLANK", (name,)), TRUE, accepted)), VALUE
    else:
        fault = Call("IF", (Call("ISBLANK", (name,)), NA, VALUE))
    if not arg.term.choices or arg.term.test:
        # EXACT hands an error on by itself; ISNUMBER and ISTEXT do not.
        fault = Call("IF", (Call("ISERROR", (name,)), name, fault))
    return Call("IF", (accepted, inner, fault))


def _accepted(arg: Arg, name: Name) -> Node:
    if arg.term.test:
        return rewritten(parse(arg.term.test), lambda node: name if isinstance(node, Name) else node)
    if arg.term.choices:
        tests: list[Node] = [Call("EXACT", (name, Literal(choice))) for choice in arg.term.choices]
        return reduce(lambda left, right: Binary("+", left, right), tests)
    return Call("ISTEXT" if arg.kind in (Kind.TEXT, Kind.LABEL) else "ISNUMBER", (name,))


def _count(test: Node) -> Node:
    """How many cells of a range pass a test."""
    return Call("SUMPRODUCT", (test,))


def _sparse_guard(name: Name, inner: Node) -> Node:
    """All cells numbers or blanks; else the first error, else #VALUE!. No number at all is #N/A."""
    is_number, is_blank, total = Call("ISNUMBER", (name,)), Call("ISBLANK", (name,)), Call("SUM", (name,))
    wrong = _count(Binary("-", Binary("-", Literal(1), is_number), is_blank))
    some = Binary(">", _count(Binary("+", is_number, Literal(0))), Literal(0))
    fault = Call("IF", (Call("ISERROR", (total,)), total, VALUE))
    return Call("IF", (Binary("=", wrong, Literal(0)), Call("IF", (some, inner, NA)), fault))


def _range_guard(name: Name, inner: Node) -> Node:
    """All cells numbers; else the first error, else #N/A for a blank, else #VALUE!."""
    total = Call("SUM", (name,))
    numbers = _count(Binary("-", Literal(1), Call("ISNUMBER", (name,))))
    blanks = _count(Binary("+", Call("ISBLANK", (name,)), Literal(0)))
    fault = Call("IF", (Binary(">", blanks, Literal(0)), NA, VALUE))
    fault = Call("IF", (Call("ISERROR", (total,)), total, fault))
    return Call("IF", (Binary("=", numbers, Literal(0)), inner, fault))
