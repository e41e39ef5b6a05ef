"""What is asked of Excel, counted in order, and refused where a test wants it to fail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any


class ExcelRefuses(Exception):
    """What pywin32 raises where Excel does not do as asked."""


class Calls:
    """The calls so far as (kind, detail); `kind` is a class and a member: "Range.formula2 ="."""

    def __init__(self) -> None:
        self.made: list[tuple[str, Any]] = []
        self._refused: Callable[[int, str], bool] = lambda number, kind: False

    def made_of(self, kind: str, detail: Any = None) -> None:
        """Count a call, or refuse it."""
        number = len(self.made)
        self.made.append((kind, detail))
        if self._refused(number, kind):
            raise ExcelRefuses(f"{kind} failed")

    def refuse(self, refused: Callable[[int, str], bool]) -> None:
        """Refuse each call for which this holds, by its number from now on and its kind."""
        start = len(self.made)
        self._refused = lambda number, kind: refused(number - start, kind)

    def allow(self) -> None:
        """Refuse nothing any more."""
        self._refused = lambda number, kind: False

    @property
    def kinds(self) -> Counter[str]:
        """How often each kind of call was made."""
        return Counter(kind for kind, _ in self.made)


def counted(cls: type) -> type:
    """The class with each public method and property of its own counted as a call of `self.calls`."""
    for name, member in list(vars(cls).items()):
        if name.startswith("_") or name in ("calls", "api", "book", "sheet", "parent", "app"):
            continue
        if isinstance(member, property):
            setattr(cls, name, _counted_property(cls, name, member))
        elif callable(member) and not isinstance(member, type):
            setattr(cls, name, _counted_method(cls, name, member))
    return cls


def _counted_property(cls: type, name: str, member: property) -> property:
    def read(self: Any) -> Any:
        self.calls.made_of(f"{_kind(cls)}.{name}")
        return member.fget(self)  # type: ignore[misc]

    def write(self: Any, value: Any) -> None:
        self.calls.made_of(f"{_kind(cls)}.{name} =", (str(self), value))
        member.fset(self, value)  # type: ignore[misc]

    return property(read, write if member.fset else None)


def _counted_method(cls: type, name: str, member: Callable[..., Any]) -> Callable[..., Any]:
    def call(self: Any, *arguments: Any, **named: Any) -> Any:
        self.calls.made_of(f"{_kind(cls)}.{name}()", (str(self), arguments, named))
        return member(self, *arguments, **named)

    return call


def _kind(cls: type) -> str:
    return cls.__name__.removesuffix("Impl")
