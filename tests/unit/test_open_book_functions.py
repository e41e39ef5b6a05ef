"""The functions as LAMBDAs that one types into Excel's names."""

from __future__ import annotations

from xl_addin.domain.functions import FUNCTIONS
from xl_addin.writer.open_book.functions import typed_lambdas


def test_a_lambda_is_typed_with_its_optional_arguments_in_brackets_and_without_prefixes() -> None:
    text = typed_lambdas()["IIJ_YOY"]
    assert text.startswith("=LAMBDA(current,year_ago,[if_nm],")
    assert "ISOMITTED(if_nm)" in text
    assert "_xl" not in text


def test_every_function_with_a_lambda_is_there_and_no_other() -> None:
    with_lambda = {name for name, spec in FUNCTIONS.items() if spec.lambda_formula}
    assert typed_lambdas().keys() == with_lambda
    assert with_lambda.isdisjoint({"IIJ_RATE", "IIJ_FIGURE", "IIJ_TIE"})
    assert all("_xl" not in text for text in typed_lambdas().values())
