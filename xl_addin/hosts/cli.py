"""The command xl-addin: its commands, and how it ends.

Exit status: 0 done; 1 done, with findings; 2 cannot be done, nothing written.
"""

from __future__ import annotations

import gc
import sys

import typer

from xl_addin.errors import AddinError, Issue, WorkbookError
from xl_addin.hosts.commands.machine import doctor, install, pack
from xl_addin.hosts.commands.release import build, check, remove
from xl_addin.hosts.commands.starting import new
from xl_addin.hosts.commands.tying import tie_out
from xl_addin.hosts.commands.worksheet import calc, functions
from xl_addin.hosts.console import open_streams, print_refusal

# A command ends before it has many circles of objects to collect; looking for them less often saves time.
_ALLOCATIONS = 50_000

app = typer.Typer(
    name="xl-addin",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback(invoke_without_command=True)
def overview(context: typer.Context) -> int:
    """Turns a workbook of quarterly figures into an earnings release."""
    if context.invoked_subcommand is None:
        print(context.get_help())
    return 0


app.command()(new)
app.command()(build)
app.command()(remove)
app.command()(check)
app.command()(tie_out)
app.command(context_settings={"ignore_unknown_options": True})(calc)  # or -464 would be an option
app.command()(functions)
app.command()(pack)
app.command()(install)
app.command()(doctor)


def _misused(error: typer.TyperException) -> WorkbookError:
    """A command line that cannot be read, as a problem with its remedy."""
    message = error.format_message().replace("Value error, ", "").removesuffix(".")
    context = getattr(error, "ctx", None)
    advice = f"see {context.command_path if context else app.info.name} --help"
    what, _, suggestion = message.partition(". Did you mean ")
    return WorkbookError(Issue(what, f"did you mean {suggestion}" if suggestion else advice))


def main() -> None:
    """Run the command and end with its status."""
    open_streams()
    gc.set_threshold(_ALLOCATIONS)
    try:
        status = app(prog_name=app.info.name, standalone_mode=False)
    except AddinError as error:
        status = print_refusal(error, as_json="--json" in sys.argv)
    except typer.Abort:
        status = 130
    except typer.TyperException as error:
        status = print_refusal(_misused(error), as_json="--json" in sys.argv)
    sys.exit(status)


if __name__ == "__main__":
    main()
