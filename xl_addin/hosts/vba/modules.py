"""The VBA modules that are generated: the macros of the commands, and a wrapper a worksheet function."""

from __future__ import annotations

from collections.abc import Iterable

from xl_addin import __version__
from xl_addin.catalog import FunctionSpec
from xl_addin.hosts.vba.sources import Command

PYTHON_MODULE = "xl_addin.hosts.excel"

# Words that VBA keeps for itself.
_RESERVED = """
    abs any array as boolean byref byte byval call case close const currency date debug decimal dim do
    double each else empty end enum erase error event exit false fix for function get global if in input int
    integer is len let like line lock long loop me mod name new next not nothing null object on open option
    optional or print private public put resume return scale seek select set sgn single static step stop
    string sub then to true type until variant wend while with write xor
"""


def commands_module(commands: Iterable[Command]) -> str:
    """The macros that buttons are bound to, and what they hand to Python."""
    macros = (
        f'Public Sub {command.macro}()\n    RunCommand "{command.entry_point}"\nEnd Sub\n'
        for command in commands
    )
    head = (
        "Option Explicit\n\n"
        f'Public Const PYTHON_MODULE As String = "{PYTHON_MODULE}"\n'
        f'Public Const PACKED_VERSION As String = "{__version__}"\n'
    )
    return "\n".join((head, *macros))


def functions_module(specs: Iterable[FunctionSpec]) -> str:
    """The worksheet functions: each hands its arguments to Python."""
    return "\n".join(("Option Explicit\n", *map(_wrapper, specs)))


def _wrapper(spec: FunctionSpec) -> str:
    names = [argument_name(arg.name) for arg in spec.args]
    declared = ", ".join(
        f"{'Optional ' if arg.optional else ''}{name} As Variant"
        for arg, name in zip(spec.args, names, strict=True)
    )
    return (
        f"Public Function {spec.name}({declared}) As Variant\n"
        f'    {spec.name} = Answer("{spec.name}", Array({", ".join(names)}))\n'
        "End Function\n"
    )


def argument_name(name: str) -> str:
    """An argument's name as VBA takes it: the function wizard shows it."""
    return f"{name}_" if name.lower() in _RESERVED.split() else name
