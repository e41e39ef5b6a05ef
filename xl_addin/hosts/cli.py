"""The command xl-addin: read arguments, run a job, print what came of it.

Exit status: 0 done; 1 done, with findings; 2 cannot be done, nothing written.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xl_addin.errors import AddinError, InvalidInput, Issue, WorkbookError
from xl_addin.hosts.console import (
    as_json_object,
    one_line,
    open_streams,
    print_json,
    print_refusal,
    progress,
    report,
)
from xl_addin.release.expressions import Mode

if TYPE_CHECKING:
    from xl_addin.catalog import FunctionSpec
    from xl_addin.release.deck import CheckResult

app = typer.Typer(
    name="xl-addin",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Out = Annotated[Path | None, typer.Option(help="The file to write; release_<quarter>.xlsx by default.")]
InPlace = Annotated[
    bool,
    typer.Option("--in-place", help="Build into the input workbook itself; its sheets stay as they are."),
]
Into = Annotated[
    Path | None, typer.Option(help="Build into another workbook, with copies of the input sheets.")
]
Backup = Annotated[bool, typer.Option("--backup", help="Keep a dated copy of the workbook built into.")]
Formulas = Annotated[Mode, typer.Option(help="How the workbook calculates.", case_sensitive=False)]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Literals = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="VALUE", help='An argument as typed into Excel: 9851, 18.2%, 1Q02, "#N/A", "{1,2;3,4}".'
    ),
]
Input = Annotated[
    Path | None, typer.Argument(metavar="INPUT", help="The input workbook; the one packaged by default.")
]
Quarter = Annotated[str | None, typer.Option(help="The quarter released, such as 1Q02; else the setting.")]
Language = Annotated[str | None, typer.Option(help="en or ja; else the setting.")]
FunctionsWorkbook = Annotated[
    Path | None, typer.Option(help="Write a workbook that calls every example and compares the result.")
]
FunctionsFormulas = Annotated[
    Mode | None,
    typer.Option(
        help="How that workbook calculates: lambda (by default), udf or native.", case_sensitive=False
    ),
]
Markdown = Annotated[Path | None, typer.Option(help="Write the reference as Markdown, in --language.")]
Uninstall = Annotated[bool, typer.Option("--uninstall", help="Take it away again.")]
Examined = Annotated[
    list[Path] | None, typer.Argument(metavar="FILES", help="Workbooks to examine, too.", show_default=False)
]
Mend = Annotated[
    bool, typer.Option("--mend", help="Mend formulas that call the add-in at another machine's path.")
]
PackInto = Annotated[Path | None, typer.Option("--into", help="A folder; workbooks/ by default.")]
HelpLanguage = Annotated[str | None, typer.Option("--language", help="en or ja; en by default.")]

_OPTION = re.compile(r"--?[A-Za-z]")


@app.callback(invoke_without_command=True)
def overview(context: typer.Context) -> int:
    """Turns a workbook of quarterly figures into an earnings release."""
    if context.invoked_subcommand is None:
        print(context.get_help())
    return 0


@app.command()
def build(
    source: Input = None,
    *,
    out: Out = None,
    in_place: InPlace = False,
    into: Into = None,
    backup: Backup = False,
    quarter: Quarter = None,
    formulas: Formulas = Mode.NATIVE,
    language: Language = None,
    as_json: Json = False,
) -> int:
    """Build the release workbook from an input workbook."""
    from xl_addin.hosts import jobs  # noqa: PLC0415 - calc and functions need no workbook

    _require_one_target(source, out=out, in_place=in_place, into=into, backup=backup)
    overrides = _overrides(quarter, language)
    with progress("Building", quiet=as_json):
        if in_place or into is not None:
            done = jobs.build_into(source, into, overrides, formulas, backup=backup)
        else:
            done = jobs.build(source, out, overrides, formulas)
    if as_json:
        print_json(
            {
                "output": str(done.output),
                "sheets": done.sheets,
                "issues": [as_json_object(issue) for issue in done.issues],
                "checks_failed": done.checks_failed,
            }
        )
    else:
        report(done.issues)
        print(f"{done.output.resolve()}: {', '.join(done.sheets)}")
        print(f"{len(done.checks)} checks, {done.checks_failed} failed")
        for check in done.checks:
            if not check.passed:
                print(f"  {_failure(check)}")
    return 1 if done.checks_failed else 0


def _require_one_target(
    source: Path | None, *, out: Path | None, in_place: bool, into: Path | None, backup: bool
) -> None:
    given = [
        option
        for option, is_given in (("--out", out), ("--in-place", in_place), ("--into", into))
        if is_given
    ]
    if len(given) > 1:
        raise InvalidInput(f"{' and '.join(given)} name two places; give one of them")
    if in_place and source is None:
        raise InvalidInput("--in-place needs the input workbook; name it before the options")
    if backup and not (in_place or into):
        raise InvalidInput("--backup is for a workbook built into; give it with --in-place or --into")


@app.command()
def remove(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The workbook that the deck was built into.")],
    *,
    as_json: Json = False,
) -> int:
    """Take the deck out of a workbook again; everything else in it stays."""
    from xl_addin.hosts import jobs  # noqa: PLC0415

    issues = jobs.remove(file)
    if as_json:
        print_json({"output": str(file), "issues": [as_json_object(issue) for issue in issues]})
    else:
        report(issues)
        print(f"{file.resolve()}: the deck is taken out")
    return 0


@app.command()
def check(
    source: Input = None, *, quarter: Quarter = None, language: Language = None, as_json: Json = False
) -> int:
    """Check an input workbook; nothing is written."""
    from xl_addin.hosts import jobs  # noqa: PLC0415

    with progress("Checking", quiet=as_json):
        figures, issues = jobs.figures_of(source, _overrides(quarter, language))
        deck = jobs.deck_of(figures)
    if as_json:
        checks = [asdict(result) for result in deck.checks]
        print_json({"checks": checks, "issues": [as_json_object(issue) for issue in (*issues, *deck.issues)]})
    else:
        from xl_addin.hosts.tables import print_checks  # noqa: PLC0415 - rich comes with it

        report((*issues, *deck.issues))
        print_checks(deck.checks)
    return 1 if deck.checks_failed else 0


@app.command(context_settings={"ignore_unknown_options": True})
def calc(
    function: Annotated[
        str, typer.Argument(metavar="FUNCTION", help="A worksheet function, such as IIJ_YOY.")
    ],
    values: Literals = None,
    *,
    as_json: Json = False,
) -> int:
    """Calculate a worksheet function."""
    from xl_addin.domain.functions import FUNCTIONS  # noqa: PLC0415
    from xl_addin.hosts.literals import jsonable, read_literal, written_value  # noqa: PLC0415

    spec = FUNCTIONS.get(function.upper())
    if spec is None:
        raise InvalidInput(f"there is no function {function}; {_nearest(function, FUNCTIONS)}")
    given = values or []
    _require_values(spec, given)
    result = spec.evaluate(*map(read_literal, given))
    if as_json:
        print_json({"value": jsonable(result)})
    else:
        print(written_value(result))
    return 0


@app.command()
def functions(
    *,
    workbook: FunctionsWorkbook = None,
    formulas: FunctionsFormulas = None,
    markdown: Markdown = None,
    language: HelpLanguage = None,
    as_json: Json = False,
) -> int:
    """List the worksheet functions, or write the workbook that checks them, or their reference."""
    from xl_addin.domain.functions import FUNCTIONS  # noqa: PLC0415

    if language not in (None, "en", "ja"):
        raise InvalidInput(f"there is no language {language}; give en or ja")
    if formulas is not None and workbook is None:
        raise InvalidInput("--formulas is for the workbook; name its file with --workbook")
    if workbook is not None and markdown is not None:
        raise InvalidInput("--workbook and --markdown write two files; give one of them at a time")
    if workbook is not None:
        return _functions_workbook(workbook, formulas or Mode.LAMBDA, as_json=as_json)
    if markdown is not None:
        return _functions_page(markdown, language or "en", as_json=as_json)
    if as_json:
        from xl_addin.hosts.reference import described  # noqa: PLC0415

        print_json([described(spec) for spec in FUNCTIONS.values()])
        return 0
    from xl_addin.hosts.tables import print_functions  # noqa: PLC0415 - rich comes with it

    print_functions(FUNCTIONS.values(), japanese=language == "ja")
    return 0


@app.command()
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


def _functions_workbook(target: Path, mode: Mode, *, as_json: bool) -> int:
    from xl_addin.domain.functions import FUNCTIONS  # noqa: PLC0415
    from xl_addin.hosts import jobs  # noqa: PLC0415

    with progress("Building", quiet=as_json):
        examples = jobs.build_functions(target, mode)
    if as_json:
        print_json({"output": str(target), "functions": len(FUNCTIONS), "examples": examples})
    else:
        print(f"{target.resolve()}: {len(FUNCTIONS)} functions, {examples} examples calculated")
    return 0


def _functions_page(target: Path, language: str, *, as_json: bool) -> int:
    from xl_addin.hosts.pages import write_reference  # noqa: PLC0415

    write_reference(target, language)
    if as_json:
        print_json({"output": str(target)})
    else:
        print(target.resolve())
    return 0


@app.command()
def install(*, uninstall: Uninstall = False, as_json: Json = False) -> int:
    """Put the add-in into Excel's start folder, with this Python in its configuration."""
    from xl_addin.hosts import installation  # noqa: PLC0415
    from xl_addin.hosts.machine import this_machine  # noqa: PLC0415

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


@app.command()
def doctor(files: Examined = None, *, mend: Mend = False, as_json: Json = False) -> int:
    """Say what is wrong with the add-in on this machine, or with workbooks that use it."""
    from xl_addin.hosts.doctor import examined  # noqa: PLC0415
    from xl_addin.hosts.machine import this_machine  # noqa: PLC0415

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


def _overrides(quarter: str | None, language: str | None) -> Mapping[str, str]:
    """The settings given with the command."""
    for option, value in (("--quarter", quarter), ("--language", language)):
        if value is not None and not value.strip():
            raise InvalidInput(f"{option} is blank; give its value, or leave it out for the setting")
    given = {"release_quarter": quarter, "language": language}
    return {key: value for key, value in given.items() if value is not None}


def _require_values(spec: FunctionSpec, given: Sequence[str]) -> None:
    """As many as the function takes, and none that was meant as an option."""
    for text in given:
        if _OPTION.match(text):
            raise InvalidInput(f"no such option: {text}; a text that begins so is written '\"{text}\"'")
    required = sum(not arg.optional for arg in spec.args)
    if not required <= len(given) <= len(spec.args):
        raise InvalidInput(f"wrong number of arguments: {len(given)}; write {spec.signature}")


def _failure(check: CheckResult) -> str:
    from xl_addin.hosts.literals import written_figure  # noqa: PLC0415

    expected, actual, tolerance = map(written_figure, (check.expected, check.actual, check.tolerance))
    figures = f"expected {expected}, actual {actual}, tolerance {tolerance}"
    return f"{check.name} ({check.sheet}): {figures}"


def _nearest(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415

    near = get_close_matches(name.upper(), list(known), n=1)
    return f"did you mean {near[0]}?" if near else "xl-addin functions lists them"


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
