"""The reference of the worksheet functions as Markdown, made from their declarations."""

from __future__ import annotations

from collections.abc import Iterable

from xl_addin.catalog import FunctionSpec, Value
from xl_addin.catalog.syntax import literal_text
from xl_addin.hosts.literals import written_value


def function_table(specs: Iterable[FunctionSpec]) -> str:
    """One row a function: how it is written, what it gives, and its first example."""
    rows = ["| function | gives | example |", "| --- | --- | --- |"]
    rows += [f"| `{spec.signature}` | {spec.help} | {_example(spec)} |" for spec in specs]
    return "\n".join(rows) + "\n"


def _example(spec: FunctionSpec) -> str:
    example = spec.examples[0]
    arguments = ", ".join(map(_written, example.args))
    return f"`={spec.name}({arguments})` → `{written_value(example.result)}`"


def _written(value: Value) -> str:
    """An argument as it is typed into a formula."""
    if isinstance(value, list):
        return "{" + ";".join(",".join(map(_written, row)) for row in value) + "}"
    return "" if value is None else literal_text(value)
