"""xlwings' own server of worksheet functions, on a machine without Windows.

The Windows modules it imports are stand-ins that do nothing; registration, conversion and the unpacking
of results are xlwings' code.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType, SimpleNamespace
from typing import Any, ClassVar
from unittest.mock import patch

import xlwings

MODULE = "xl_addin.hosts.excel"
_WINDOWS = (
    "pythoncom",
    "pywintypes",
    "win32api",
    "win32event",
    "win32com",
    "win32com.client",
    "win32com.server",
    "win32com.server.dispatcher",
    "win32com.server.policy",
    "win32com.server.util",
)
_OURS = (MODULE, "xlwings.udfs", "xlwings.com_server", "xlwings._xlwindows")


class _StandIn(ModuleType):
    """A module that has whatever is asked of it."""

    __path__: ClassVar[list[str]] = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        value = _Anything()
        setattr(self, name, value)
        return value


class _Anything:
    def __call__(self, *_: object, **__: object) -> None:
        return None

    def __getitem__(self, key: object) -> None:
        return None


@contextmanager
def udf_server() -> Iterator[SimpleNamespace]:
    """`server`: what Excel calls, with `CallUDF`; `module`: the functions as xlwings registered them."""
    standing_in = {name: _StandIn(name) for name in _WINDOWS}
    standing_in["win32com.server.util"].unwrap = _is_no_object  # type: ignore[attr-defined]
    for name, module in standing_in.items():
        parent, _, child = name.rpartition(".")
        if parent:
            setattr(standing_in[parent], child, module)
    windows = ModuleType("xlwings._xlwindows")
    windows.Range = lambda xl: SimpleNamespace(xl=xl, options=None)  # type: ignore[attr-defined]
    windows.is_range_instance = lambda value: False  # type: ignore[attr-defined]
    engines = xlwings.engines
    with patch.dict(sys.modules, standing_in | {"xlwings._xlwindows": windows}):
        for name in _OURS[:-1]:
            sys.modules.pop(name, None)
        with (
            patch.object(xlwings, "_xlwindows", windows, create=True),
            patch.dict(
                engines.engines_by_name, {"excel": xlwings.Engine(impl=SimpleNamespace(name="excel"))}
            ),
        ):
            udfs = importlib.import_module("xlwings.udfs")
            com_server = importlib.import_module("xlwings.com_server")
            registering = {"func": udfs.xlfunc, "arg": udfs.xlarg, "ret": udfs.xlret}
            try:
                with patch.multiple(xlwings, **registering):
                    module = importlib.import_module(MODULE)
                yield SimpleNamespace(server=com_server.XLPython(), udfs=udfs, module=module)
            finally:
                com_server.loop.close()
                udfs.com_executor.shutdown()


def _is_no_object(value: object) -> None:
    raise TypeError(value)
