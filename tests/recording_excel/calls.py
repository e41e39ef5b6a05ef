"""The calls that reach Excel, in order, and those of them that Excel refuses."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple


class Call(NamedTuple):
    """A call: what is got, set or called, and of which object with which arguments."""

    kind: str
    detail: tuple[object, ...]


class ExcelRefuses(Exception):
    """What pywin32 raises where Excel does not do as asked: DISP_E_EXCEPTION with error 1004."""

    hresult = -2147352567

    def __init__(self, text: str = "Application-defined or object-defined error") -> None:
        self.strerror = "Exception occurred."
        self.excepinfo = (0, "Microsoft Excel", text, "xlmain11.chm", 0, -2146827284)
        super().__init__(self.hresult, self.strerror, self.excepinfo, None)


@dataclass
class Calls:
    """A record of calls; `reads` and `writes` apart, and `all` of them in order."""

    all: list[Call] = field(default_factory=list)
    reads: list[Call] = field(default_factory=list)
    writes: list[Call] = field(default_factory=list)
    refused: list[Call] = field(default_factory=list)
    _at: tuple[int, bool] | None = None
    _kinds: dict[str, int | None] = field(default_factory=dict)

    def clear(self) -> None:
        """Forget what was called; what is to fail stays."""
        for record in (self.all, self.reads, self.writes, self.refused):
            record.clear()

    def fail_at(self, number: int, *, lasting: bool = False) -> None:
        """Refuse the call of this number from now on, counted from 1; with `lasting` all later ones too."""
        self._at = (len(self.all) + number, lasting)

    def fail_on(self, kind: str, *, times: int | None = None) -> None:
        """Refuse each call of a kind, such as "set Font.Size", or the first few of them."""
        self._kinds[kind] = times

    def succeed(self) -> None:
        """Refuse nothing any longer."""
        self._at = None
        self._kinds.clear()

    def count(self) -> Counter[str]:
        """How often each kind was called."""
        return Counter(call.kind for call in self.all)

    def made(self, kind: str, detail: tuple[object, ...], *, reads: bool) -> None:
        """Write a call down, and refuse it where it is to fail.

        Raises:
            ExcelRefuses: it is one of those.
        """
        call = Call(kind, detail)
        self.all.append(call)
        (self.reads if reads else self.writes).append(call)
        if self._is_refused(kind):
            self.refused.append(call)
            raise ExcelRefuses(f"{kind} failed")

    def _is_refused(self, kind: str) -> bool:
        if self._at is not None:
            number, lasting = self._at
            if len(self.all) == number or (lasting and len(self.all) > number):
                return True
        if kind not in self._kinds:
            return False
        left = self._kinds[kind]
        if left == 0:
            return False
        self._kinds[kind] = None if left is None else left - 1
        return True
