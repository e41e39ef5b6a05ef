"""What is declared of a worksheet function: its arguments, help, examples, body and formula."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from xl_addin.catalog.syntax import Node
from xl_addin.errors import ExcelError

Scalar = int | float | str | bool | ExcelError | None
Rows = list[list[Scalar]]
Value = Scalar | Rows


class Kind(StrEnum):
    """What an argument or a result may be. A range is judged whole, all others cell by cell."""

    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    LABEL = "label"
    RANGE = "range"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the glossary: what an argument or a result is, in which unit, in both languages.

    `choices` lists the texts an argument may be, where only these have a meaning; where they are too many
    for a formula to name, `test` is one that is true of them alone, of its only name. A range whose
    blanks are ignored needs one number at least; the cells of an unjudged one may hold anything, and
    the body judges them. A blank that means something (`blank_has_meaning`) reaches the body as None.
    """

    kind: Kind
    unit: str
    help: str
    help_ja: str
    choices: tuple[str, ...] = ()
    blanks_ignored: bool = False
    unjudged: bool = False
    blank_has_meaning: bool = False
    test: str = ""

    @property
    def told(self) -> str:
        """The unit, with the texts that an argument may be where these are few."""
        return f"{self.unit}: {', '.join(self.choices)}" if self.choices and not self.test else self.unit


@dataclass(frozen=True, slots=True)
class Arg:
    """An argument of a function. `default` is what an omitted or blank one stands for."""

    name: str
    term: Term
    optional: bool = False
    default: int | float | str | None = None

    @property
    def kind(self) -> Kind:
        return self.term.kind

    @property
    def unit(self) -> str:
        return self.term.unit

    @property
    def help(self) -> str:
        return self.term.help

    @property
    def help_ja(self) -> str:
        return self.term.help_ja


@dataclass(frozen=True, slots=True)
class Example:
    """Arguments with the result worked out by hand, and how."""

    args: tuple[Value, ...]
    result: Value
    note: str = ""


@dataclass(frozen=True)
class Declaration:
    """One worksheet function as it is declared.

    `core` is the formula for arguments that passed their guards, with the arguments' names;
    `where` names parts of it that it uses more than once. Without a core there is only the Python
    form, and `reason` says why.
    """

    name: str
    args: tuple[Arg, ...]
    result: Term
    help: str
    help_ja: str
    examples: tuple[Example, ...]
    body: Callable[..., Any] = field(repr=False)
    core: Node | None = field(default=None, repr=False)
    where: Mapping[str, Node] = field(default_factory=dict, repr=False)
    reason: str = ""

    @property
    def spills(self) -> bool:
        """Whether the result is a range, so that every argument that is none must be single."""
        return self.result.kind is Kind.RANGE

    @property
    def signature(self) -> str:
        """`IIJ_YOY(current, year_ago, [if_nm])`."""
        names = (f"[{arg.name}]" if arg.optional else arg.name for arg in self.args)
        return f"{self.name}({', '.join(names)})"
