"""The commands calc and functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xl_addin.errors import InvalidInput
from xl_addin.hosts.commands.options import Json
from xl_addin.hosts.console import print_json, progress
from xl_addin.release.expressions import Mode

if TYPE_CHECKING:
    from xl_addin.catalog import FunctionSpec

Literals = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="VALUE",
        help="An argument as typed into Excel: 9851, 9,851, ¥9,851, -464, (464), △464, 18.2%, 1Q02, TRUE, "
        '"#N/A", "{1,2;3,4}"; in an array a comma always separates two values.',
    ),
]
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
HelpLanguage = Annotated[str | None, typer.Option("--language", help="en or ja; en by default.")]

_OPTION = re.compile(r"--?[A-Za-z]")


def calc(
    function: Annotated[
        str, typer.Argument(metavar="FUNCTION", help="A worksheet function, such as IIJ_YOY.")
    ],
    values: Literals = None,
    *,
    as_json: Json = False,
) -> int:
    """Calculate a worksheet function."""
    from xl_addin.catalog import Kind  # noqa: PLC0415
    from xl_addin.domain.functions import FUNCTIONS  # noqa: PLC0415
    from xl_addin.hosts.literals import jsonable, read_literal, written_value  # noqa: PLC0415

    spec = FUNCTIONS.get(function.upper())
    if spec is None:
        raise InvalidInput(f"there is no function {function}; {_nearest(function, FUNCTIONS)}")
    given = values or []
    _require_values(spec, given)
    texts = (Kind.TEXT, Kind.LABEL)
    pairs = zip(spec.args, given, strict=False)
    result = spec.evaluate(*(read_literal(text, as_text=arg.kind in texts) for arg, text in pairs))
    if as_json:
        print_json({"value": jsonable(result)})
    else:
        print(written_value(result))
    return 0


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


def _require_values(spec: FunctionSpec, given: Sequence[str]) -> None:
    """As many as the function takes, and none that was meant as an option."""
    for text in given:
        if _OPTION.match(text):
            raise InvalidInput(f"no such option: {text}; a text that begins so is written '\"{text}\"'")
    required = sum(not arg.optional for arg in spec.args)
    if not required <= len(given) <= len(spec.args):
        raise InvalidInput(f"wrong number of arguments: {len(given)}; write {spec.signature}")


def _nearest(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415

    near = get_close_matches(name.upper(), list(known), n=1)
    return f"did you mean {near[0]}?" if near else "xl-addin functions lists them"
