"""The sheet Reference: what every function and every argument is, in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xl_addin.catalog import Arg, FunctionSpec, Term
from xl_addin.catalog.syntax import literal_text
from xl_addin.inputs.model import CellRef
from xl_addin.release.functions.canvas import Canvas
from xl_addin.release.functions.examples import without_lambda
from xl_addin.release.functions.groups import Group, grouped
from xl_addin.release.spec import Page, SheetSpec

NAME = "Reference"
FIRST_ROW = 5
FUNCTION, KIND, UNIT, OMITTED, HELP, HELP_JA = range(2, 8)
WIDTHS = {1: 1.5, FUNCTION: 27.0, KIND: 9.0, UNIT: 40.0, OMITTED: 17.0, HELP: 52.0, HELP_JA: 57.0}
HEADINGS = {
    FUNCTION: "Function, arguments\n関数・引数",
    KIND: "Kind\n種類",
    UNIT: "Unit\n単位",
    OMITTED: "If left out\n省略時",
    HELP: "What it is",
    HELP_JA: "内容",
}


def reference_headings(specs: Sequence[FunctionSpec]) -> Mapping[str, CellRef]:
    """Where each function's heading stands."""
    cells, row = {}, FIRST_ROW
    for _, members in grouped(specs):
        row += 1
        for spec in members:
            cells[spec.name] = CellRef(NAME, row, FUNCTION)
            row += len(spec.args) + 3 + (spec.lambda_formula is None)
    return cells


def build_reference(specs: Sequence[FunctionSpec], examples: Mapping[str, CellRef]) -> SheetSpec:
    """The sheet; `examples` tells where those of each function stand."""
    canvas = Canvas(NAME)
    canvas.heights[1] = 24
    canvas.put(1, FUNCTION, "Reference  関数と引数", "title")
    canvas.put(
        2, FUNCTION, "A function's name leads to its examples.  関数名から例へ移動できます。", "subtitle"
    )
    for column, text in HEADINGS.items():
        canvas.put(FIRST_ROW - 1, column, text, "column")
    canvas.heights[FIRST_ROW - 1] = 30
    headings, row = reference_headings(specs), FIRST_ROW
    for group, members in grouped(specs):
        _write_group(canvas, row, group)
        for spec in members:
            row = _write_function(canvas, headings[spec.name].row, spec, examples[spec.name])
    return canvas.spec(
        WIDTHS,
        page=Page(
            last=(row - 1, HELP_JA), repeat_rows=(FIRST_ROW - 1, FIRST_ROW - 1), footer="&L&A&R&P / &N"
        ),
        freeze=(FIRST_ROW, FUNCTION + 1),
    )


def _write_group(canvas: Canvas, row: int, group: Group) -> None:
    title = group.title if group.title == group.title_ja else f"{group.title}  {group.title_ja}"
    canvas.put(row, FUNCTION, title, "headline")


def _write_function(canvas: Canvas, row: int, spec: FunctionSpec, examples: CellRef) -> int:
    """The function, its arguments and its result; gives the row after them."""
    canvas.link(row, FUNCTION, spec.signature, examples, "long", "section")
    canvas.paint(row, KIND, OMITTED, "section")
    canvas.merge(row, FUNCTION, OMITTED)
    _put_help(canvas, row, spec.help, spec.help_ja, "long", "ruled")
    for number, arg in enumerate(spec.args, 1):
        _put_term(canvas, row + number, arg.name, arg.term)
        canvas.put(row + number, OMITTED, omitted(arg), "long")
    row += len(spec.args) + 1
    _put_term(canvas, row, "gives  結果", spec.result, "outcome")
    canvas.paint(row, OMITTED, OMITTED, "outcome")
    if spec.lambda_formula is None:
        row += 1
        canvas.put(row, FUNCTION, without_lambda(spec), "indented", "small")
    return row + 2


def _put_term(canvas: Canvas, row: int, name: str, term: Term, *styles: str) -> None:
    canvas.put(row, FUNCTION, name, "long", "indented", *styles)
    canvas.put(row, KIND, term.kind.value, "long", *styles)
    canvas.put(row, UNIT, term.told, "long", *styles)
    _put_help(canvas, row, term.help, term.help_ja, "long", *styles)
    canvas.fit(row, {term.told: WIDTHS[UNIT], term.help: WIDTHS[HELP], term.help_ja: WIDTHS[HELP_JA]})


def _put_help(canvas: Canvas, row: int, english: str, japanese: str, *styles: str) -> None:
    canvas.put(row, HELP, english, *styles)
    canvas.put(row, HELP_JA, japanese, *styles)
    canvas.fit(row, {english: WIDTHS[HELP], japanese: WIDTHS[HELP_JA]})


def omitted(arg: Arg) -> str:
    """What an argument left out stands for."""
    if not arg.optional:
        return "required  必須"
    return "optional  省略可" if arg.default is None else f"{literal_text(arg.default)}"
