"""Desktop Excel: the worksheet functions as xlwings registers them, and what the buttons call.

The VBA modules call the functions by their Excel names, and `build_release` and `check_figures` with
the version they were generated for.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from inspect import Parameter, Signature
from typing import Any

import xlwings as xw

from xl_addin.catalog import FunctionSpec
from xl_addin.domain.functions import FUNCTIONS
from xl_addin.errors import ExcelError
from xl_addin.hosts.desktop.values import from_excel, to_excel

CATEGORY = "IIJ Release"


def registered(spec: FunctionSpec) -> Callable[..., Any]:
    """The function under its Excel name; it takes and gives COM values and never raises."""
    evaluate = spec.evaluate

    def call(*arguments: Any) -> Any:
        try:
            return to_excel(evaluate(*map(from_excel, arguments)))
        except Exception:  # whatever it is, a traceback must not land in a cell
            logging.getLogger(__name__).exception("%s failed for %r", spec.name, arguments)
            return to_excel(ExcelError.VALUE)

    call.__name__ = call.__qualname__ = spec.name
    call.__doc__ = spec.help
    call.__annotations__ = {}
    call.__signature__ = _signature(spec)  # type: ignore[attr-defined]
    function: Callable[..., Any] = xw.ret("raw")(call)
    for arg in spec.args:
        function = xw.arg(arg.name, "raw", doc=arg.help)(function)
    # The last, because each of the others sets the category back to xlwings' own.
    return xw.func(category=CATEGORY)(function)


def _signature(spec: FunctionSpec) -> Signature:
    return Signature(
        [
            Parameter(
                arg.name,
                Parameter.POSITIONAL_OR_KEYWORD,
                default=None if arg.optional else Parameter.empty,
            )
            for arg in spec.args
        ]
    )


globals().update({spec.name: registered(spec) for spec in FUNCTIONS.values()})


def build_release(version: str) -> None:
    """Build the release into the open workbook and say what came of it."""
    _run("build", version, "Building the release ...")


def check_figures(version: str) -> None:
    """Check the open workbook's figures, bring its sheet Checks up to date and say what came of it."""
    _run("check", version, "Checking the figures ...")


def tie_out(version: str) -> None:
    """Check each number of a release text against the open workbook and say what came of it."""
    _run("tie_out", version, "Tying out the release text ...")


def carry_functions(version: str) -> None:
    """Let the open workbook calculate without the add-in, and say so."""
    _run("carry_functions", version, "Adding the functions to the workbook ...")


def drop_functions(version: str) -> None:
    """Take the functions out of the open workbook again, and say so."""
    _run("drop_functions", version, "Taking the functions out of the workbook ...")


def _run(command: str, version: str, status: str) -> None:
    from xl_addin.hosts.desktop import commands  # noqa: PLC0415 - functions need no workbook

    commands.run(getattr(commands, command), version, status)
