"""Objects as COM hands them over: members with these names and no others; a wrong name is an error."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from tests.excel.calls import Calls


class Com:
    """An object of Excel's object model with its members: values, further objects, methods."""

    def __init__(self, calls: Calls, kind: str, **members: Any) -> None:
        self.__dict__.update(_calls=calls, _kind=kind, _members=members)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if name not in self._members:
            raise AttributeError(f"{self._kind} has no member {name}")
        member = self._members[name]
        if isinstance(member, Com):
            return member
        self._calls.made_of(f"{self._kind}.{name}")
        return member

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in self._members:
            raise AttributeError(f"{self._kind} has no member {name}")
        self._calls.made_of(f"{self._kind}.{name} =", value)
        self._members[name] = value

    def plain(self) -> dict[str, Any]:
        """The members that are values, those of further objects among them."""
        return {
            name: member.plain() if isinstance(member, Com) else member
            for name, member in self._members.items()
            if not callable(member) or isinstance(member, Com)
        }

    def put(self, **members: Any) -> None:
        """Members changed by Excel itself, which is no call."""
        self._members.update(copy.copy(members))


def font(calls: Calls, kind: str) -> Com:
    return Com(calls, f"{kind}.Font", Name="", Size=0, Color=0, Bold=False)


def line(calls: Calls, kind: str) -> Com:
    color = Com(calls, f"{kind}.Line.ForeColor", RGB=0)
    return Com(calls, f"{kind}.Line", Visible=True, Weight=0.75, ForeColor=color)


def fill(calls: Calls, kind: str) -> Com:
    color = Com(calls, f"{kind}.Fill.ForeColor", RGB=0)
    return Com(calls, f"{kind}.Fill", Visible=True, ForeColor=color)


def formatted(calls: Calls, kind: str) -> Com:
    return Com(calls, f"{kind}.Format", Line=line(calls, kind), Fill=fill(calls, kind))


def label(calls: Calls, kind: str) -> Com:
    return Com(
        calls, kind, Position=None, NumberFormat="General", NumberFormatLinked=True, Font=font(calls, kind)
    )


def indexed(make: Callable[[int], Com]) -> Callable[[int], Com]:
    """A collection that makes its members when they are asked for."""
    made: dict[int, Com] = {}

    def get(index: int) -> Com:
        if index not in made:
            made[index] = make(index)
        return made[index]

    get.made = made  # type: ignore[attr-defined]
    return get
