"""Objects as COM gives them: they have the members that are declared, and every use is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from tests.recording_excel.calls import ExcelRefuses

if TYPE_CHECKING:
    from tests.recording_excel.application import Application

Method = TypeVar("Method", bound=Callable[..., Any])


def leads(method: Method) -> Method:
    """A method that changes nothing: it leads to another object or answers."""
    method.__dict__["leads"] = True
    return method


class ComObject:
    """An object of Excel's. Members with capital letters are Excel's, the others the recording's own.

    Methods of Excel's take arguments by position or by the names that Excel gives them.
    """

    # As the object model calls it.
    is_called: ClassVar[str] = ""

    def __init__(self, application: Application) -> None:
        self.application = application

    @property
    def place(self) -> str:
        """Which of its kind it is, for the record."""
        return ""

    def require(self) -> None:
        """Refuse where the object is no more."""

    @classmethod
    def kind(cls) -> str:
        return cls.is_called or cls.__name__

    def __getattribute__(self, name: str) -> Any:
        if not name[0].isupper():
            return object.__getattribute__(self, name)
        member = _declared(type(self), name)
        if isinstance(member, property):
            self.record("get", name, (), reads=True)
            assert member.fget is not None
            return member.fget(self)
        return _Method(self, name, member)

    def __setattr__(self, name: str, value: Any) -> None:
        if not name[0].isupper():
            object.__setattr__(self, name, value)
            return
        member = _declared(type(self), name)
        if not isinstance(member, property) or member.fset is None:
            raise AttributeError(f"Property '{self.kind()}.{name}' can not be set.")
        self.record("set", name, (value,), reads=False)
        member.fset(self, value)

    def record(self, verb: str, name: str, arguments: tuple[object, ...], *, reads: bool) -> None:
        told = tuple(_told(argument) for argument in arguments)
        self.application.calls.made(f"{verb} {self.kind()}.{name}", (self.place, *told), reads=reads)
        self.require()


def _declared(kind: type[ComObject], name: str) -> Any:
    for base in kind.__mro__:
        if name in vars(base):
            return vars(base)[name]
    raise AttributeError(f"{kind.kind()}.{name}")


def _told(argument: object) -> object:
    if isinstance(argument, ComObject):
        return argument.place
    if isinstance(argument, list | tuple):
        return tuple(map(_told, argument))
    return argument


class _Method:
    """A method before it is called."""

    def __init__(self, subject: ComObject, name: str, method: Callable[..., Any]) -> None:
        self._subject, self._name, self._method = subject, name, method

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        given = (*arguments, *named.values())
        self._subject.record("call", self._name, given, reads=hasattr(self._method, "leads"))
        return self._method(self._subject, *arguments, **named)

    def __iter__(self) -> Iterator[Any]:
        return iter(self())


class ComCollection(ComObject):
    """A collection of Excel's: counted from 1, and by name where its members have names."""

    def members(self) -> list[Any]:
        """The members in order."""
        raise NotImplementedError

    def named(self, member: Any) -> str | None:
        """A member's name."""
        return None

    def item(self, key: object) -> Any:
        members = self.members()
        if isinstance(key, str):
            found = [one for one in members if (self.named(one) or "").casefold() == key.casefold()]
            if found:
                return found[0]
        elif isinstance(key, int | float) and 1 <= key <= len(members):
            return members[int(key) - 1]
        raise ExcelRefuses(f"Unable to get the Item property of the {self.kind()} class: {key}")

    @property
    def Count(self) -> int:  # noqa: N802 - as Excel calls it
        return len(self.members())

    @leads
    def Item(self, Index: object) -> Any:  # noqa: N802, N803 - as Excel calls it
        return self.item(Index)

    def __call__(self, key: object) -> Any:
        self.record("call", "Item", (key,), reads=True)
        return self.item(key)

    def __iter__(self) -> Iterator[Any]:
        for number, member in enumerate(self.members(), 1):
            self.record("call", "Item", (number,), reads=True)
            yield member
