"""The Excel add-in backend that turns a workbook of quarterly figures into an earnings release."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xl_addin.domain.functions import FUNCTIONS
    from xl_addin.errors import ExcelError

__version__ = "0.1.0"
__all__ = ["FUNCTIONS", "ExcelError", "__version__"]

# Imported when asked for, so that a command pays only for what it uses.
_PUBLIC = {"FUNCTIONS": "xl_addin.domain.functions", "ExcelError": "xl_addin.errors"}


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_PUBLIC[name]), name)
