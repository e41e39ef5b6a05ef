"""The worksheet functions in short, as Markdown and for JSON, made from their declarations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xl_addin.catalog import Example, FunctionSpec, Value
from xl_addin.catalog.syntax import literal_text
from xl_addin.hosts.literals import jsonable, written_value
from xl_addin.release.functions.examples import shared_tables


def function_table(specs: Iterable[FunctionSpec]) -> str:
    """One row a function: how it is written, what it gives, and its first example."""
    rows = ["| function | gives | example |", "| --- | --- | --- |"]
    rows += [f"| `{spec.signature}` | {spec.help} | {_example(spec)} |" for spec in specs]
    return "\n".join(rows) + "\n"


def described(spec: FunctionSpec) -> Mapping[str, object]:
    """A declaration as `functions --json` prints it."""
    return {
        "name": spec.name,
        "args": [
            {
                "name": arg.name,
                "kind": arg.kind,
                "optional": arg.optional,
                "unit": arg.unit,
                "help": arg.help,
                "help_ja": arg.help_ja,
            }
            for arg in spec.args
        ],
        "help": spec.help,
        "help_ja": spec.help_ja,
        "examples": [
            {"args": [jsonable(a) for a in e.args], "result": jsonable(e.result), "note": e.note}
            for e in spec.examples
        ],
        "lambda_formula": spec.lambda_formula,
    }


def _example(spec: FunctionSpec) -> str:
    example = spec.examples[0]
    return f"`{written_call(spec, example)}` → `{written_value(example.result)}`"


def written_call(spec: FunctionSpec, example: Example) -> str:
    """An example as it is typed into a cell; a table of several examples goes by its argument's name."""
    tables = shared_tables(spec)
    texts = [
        arg.name if repr(value) in tables else _written(value)
        for arg, value in zip(spec.args, example.args, strict=False)
    ]
    return f"={spec.name}({', '.join(texts)})"


def _written(value: Value) -> str:
    """An argument as it is typed into a formula."""
    if isinstance(value, list):
        return "{" + ";".join(",".join(map(_written, row)) for row in value) + "}"
    return "" if value is None else literal_text(value)
