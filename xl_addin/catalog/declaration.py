"""`@excel_function`: one declaration from which a worksheet function's forms are made."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ParamSpec, Protocol, TypeVar, get_type_hints

from xl_addin.catalog.function import FunctionSpec
from xl_addin.catalog.shapes import AGGREGATES
from xl_addin.catalog.spec import Arg, Example, Kind, Term
from xl_addin.catalog.syntax import Call, Node, occurrences, parse, rewritten, substituted

P = ParamSpec("P")
R_co = TypeVar("R_co", covariant=True)


class Declared(Protocol[P, R_co]):
    """A body that stays the plain function it is and carries its declaration."""

    spec: FunctionSpec

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R_co: ...


_cores: dict[str, FunctionSpec] = {}


def excel_function(
    name: str,
    *,
    help_ja: str,
    examples: Sequence[Example],
    formula: str | None = None,
    where: Mapping[str, str] | None = None,
    reason: str = "",
) -> Callable[[Callable[P, R_co]], Declared[P, R_co]]:
    """Declare a scalar body as a worksheet function.

    The body's parameters are annotated with entries of the glossary; its docstring's first line is
    the wizard's text. `formula` and `where` are Excel text with the parameters' names; a call of a
    function declared before stands for that function's own formula.

    Raises:
        TypeError: the formula aggregates an argument that is judged cell by cell; given a range it would
            take one value for all cells.
    """

    def declare(body: Callable[P, R_co]) -> Declared[P, R_co]:
        spec = FunctionSpec(
            name=name,
            args=_arguments(body),
            result=_terms(body)["return"],
            help=(inspect.getdoc(body) or "").partition("\n")[0],
            help_ja=help_ja,
            examples=tuple(examples),
            body=body,
            core=None if formula is None else _expanded(parse(formula)),
            where={part: _expanded(parse(text)) for part, text in (where or {}).items()},
            reason=reason,
        )
        _refuse_aggregates(spec)
        _cores[name] = spec
        body.spec = spec  # type: ignore[attr-defined]
        return body  # type: ignore[return-value]

    return declare


def _terms(body: Callable[..., Any]) -> dict[str, Term]:
    hints = get_type_hints(body, include_extras=True)
    return {name: hint.__metadata__[0] for name, hint in hints.items()}


def _arguments(body: Callable[..., Any]) -> tuple[Arg, ...]:
    terms = _terms(body)
    return tuple(
        Arg(
            name,
            terms[name],
            optional=parameter.default is not parameter.empty,
            default=None if parameter.default is parameter.empty else parameter.default,
        )
        for name, parameter in inspect.signature(body).parameters.items()
    )


def _refuse_aggregates(spec: FunctionSpec) -> None:
    singles = () if spec.spills else tuple(arg.name for arg in spec.args if arg.kind is not Kind.RANGE)

    def refuse(node: Node) -> Node:
        if isinstance(node, Call) and node.function in AGGREGATES:
            for name in singles:
                if occurrences(node, name):
                    raise TypeError(f"{spec.name}: {node.function} takes one value of all cells of {name}")
        return node

    for node in (spec.core, *spec.where.values()):
        if node is not None:
            rewritten(node, refuse)


def _expanded(node: Node) -> Node:
    """The tree with calls of declared functions replaced by their cores."""
    return rewritten(node, _expand)


def _expand(node: Node) -> Node:
    if not (isinstance(node, Call) and node.function in _cores):
        return node
    spec = _cores[node.function]
    assert spec.core is not None
    assert not spec.where
    given = dict(zip((arg.name for arg in spec.args), node.arguments, strict=True))
    return substituted(spec.core, {name: value for name, value in given.items() if value is not None})
