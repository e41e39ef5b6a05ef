"""Amounts in the unit of their item."""

from __future__ import annotations

import pytest

from xl_addin.domain.builtin import arithmetic
from xl_addin.domain.units import read_unit
from xl_addin.inputs.model import CellRef
from xl_addin.release.expressions import Op
from xl_addin.release.units import in_unit

AMOUNT = CellRef("Guidance", 2, 3)


@pytest.mark.parametrize(
    ("amount", "unit", "wanted", "result"),
    [
        (10.5, "JPY billion", "JPY million", 10500),
        (10.5, "JPY billion", "JPY thousand", 10500000),
        (980, "JPY million", "JPY thousand", 980000),
        (10500000, "JPY thousand", "JPY million", 10500),
        (10500000000, "JPY", "JPY million", 10500),
    ],
)
def test_amounts_are_converted(amount: float, unit: str, wanted: str, result: float) -> None:
    converted = in_unit(AMOUNT, read_unit(unit), read_unit(wanted))
    assert isinstance(converted, Op)
    assert converted.left == AMOUNT
    assert isinstance(converted.right, int | float)
    assert arithmetic(converted.operator, amount, converted.right) == pytest.approx(result, rel=1e-15)


@pytest.mark.parametrize("unit", ["JPY million", "USD million", "contracts"])
def test_an_amount_in_its_unit_stays_as_it_is(unit: str) -> None:
    assert in_unit(AMOUNT, read_unit(unit), read_unit(unit)) is AMOUNT


@pytest.mark.parametrize(
    ("unit", "wanted"), [("USD million", "JPY million"), ("JPY", "contracts"), ("lines", "contracts")]
)
def test_what_is_no_multiple_is_not_converted(unit: str, wanted: str) -> None:
    assert in_unit(AMOUNT, read_unit(unit), read_unit(wanted)) is None
