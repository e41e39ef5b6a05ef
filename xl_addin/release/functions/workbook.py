"""The sheets of the functions workbook, in order."""

from __future__ import annotations

from collections.abc import Iterable

from xl_addin.catalog import FunctionSpec
from xl_addin.errors import InvalidInput
from xl_addin.release.expressions import Mode
from xl_addin.release.functions.examples import build_examples
from xl_addin.release.functions.reference import build_reference, reference_headings
from xl_addin.release.functions.summary import build_summary
from xl_addin.release.spec import SheetSpec


def build_function_sheets(specs: Iterable[FunctionSpec], mode: Mode) -> tuple[SheetSpec, ...]:
    """Index with summary, examples, and reference.

    Raises:
        InvalidInput: a mode in which nothing is calculated.
    """
    if mode is Mode.VALUES:
        raise InvalidInput("the workbook of the functions calculates; give --formulas lambda, udf or native")
    declared = tuple(specs)
    examples, entries = build_examples(declared, mode, reference_headings(declared))
    reference = build_reference(declared, {name: entry.heading for name, entry in entries.items()})
    return build_summary(declared, mode, entries), examples, reference
