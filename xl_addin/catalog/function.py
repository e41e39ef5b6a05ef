"""A worksheet function with its three equal forms, made from one declaration."""

from __future__ import annotations

from functools import cached_property

from xl_addin.catalog import evaluation, texts
from xl_addin.catalog.spec import Declaration, Value


class FunctionSpec(Declaration):
    """One worksheet function: Python, a LAMBDA for a defined name, and a native formula."""

    def evaluate(self, *values: Value) -> Value:
        """The function as Excel calls it: values in, a value or an `ExcelError` out; never raises.

        Ranges are lists of rows. Ranges for single arguments give a range: equal shapes, or single
        cells, rows and columns repeated to fit; other shapes are #VALUE!.
        """
        return self._evaluator(values)

    @cached_property
    def _evaluator(self) -> evaluation.Evaluator:
        return evaluation.Evaluator(self)

    @cached_property
    def lambda_formula(self) -> str | None:
        """The text of a defined name that makes the function work in Excel 365 without the add-in."""
        return None if self.core is None else texts.lambda_text(self)

    def native(self, *references: str) -> str | None:
        """The function as a formula of any spreadsheet over these references or constants.

        Raises:
            TypeError: too few or too many references.
        """
        return None if self.core is None else texts.native_text(self, references)
