"""The commands pack, install and doctor."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from xl_addin.hosts.commands.options import Json
from xl_addin.hosts.console import as_json_object, one_line, print_json, progress

Uninstall = Annotated[bool, typer.Option("--uninstall", help="Take it away again.")]
Examined = Annotated[
    list[Path] | None, typer.Argument(metavar="FILES", help="Workbooks to examine, too.", show_default=False)
]
Mend = Annotated[
    bool, typer.Option("--mend", help="Mend formulas that call the add-in at another machine's path.")
]
PackInto = Annotated[Path | None, typer.Option("--into", help="A folder; workbooks/ by default.")]


def pack(*, into: PackInto = None, as_json: Json = False) -> int:
    """Pack IIJ_Release.xlsm and IIJ_AddIn.xlam from a checkout's macros/ and the declared functions."""
    from xl_addin.hosts.vba import packing  # noqa: PLC0415 - only a checkout has what it needs

    with progress("Packing", quiet=as_json):
        written = packing.pack(into)
    if as_json:
        print_json({"written": [str(path) for path in written]})
    else:
        for path in written:
            print(path.resolve())
    return 0


def install(*, uninstall: Uninstall = False, as_json: Json = False) -> int:
    """Put the add-in into Excel's start folder, with this Python in its configuration."""
    from xl_addin.hosts.setup import installation  # noqa: PLC0415
    from xl_addin.hosts.setup.machine import this_machine  # noqa: PLC0415

    machine = this_machine()
    if uninstall:
        steps = installation.uninstall(machine)
    else:
        installation.required_places(machine)
        steps = installation.install(machine, installation.packed_addin())
    if as_json:
        print_json({"steps": [{"done": step.done, "path": str(step.path)} for step in steps]})
    else:
        for step in steps:
            print(f"{step.path}: {step.done}")
        print("Start Excel anew." if steps else "There is nothing to remove.")
    return 0


def doctor(files: Examined = None, *, mend: Mend = False, as_json: Json = False) -> int:
    """Say what is wrong with the add-in on this machine, or with workbooks that use it."""
    from xl_addin.hosts.setup.doctor import examined  # noqa: PLC0415
    from xl_addin.hosts.setup.machine import this_machine  # noqa: PLC0415

    found = examined(this_machine(), sys.version_info[:3], files or (), mending=mend)
    if as_json:
        checks = {
            name: [as_json_object(issue) for issue in issues] for name, issues in found.findings.items()
        }
        print_json({"checks": checks, "mended": found.mended})
    else:
        for line in (*found.mended, *map(str, found.issues)):
            print(one_line(line))
        print(f"{', '.join(found.findings)}: {len(found.issues) or 'nothing'} wrong")
    return 1 if found.issues else 0
