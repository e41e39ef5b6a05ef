"""The tables of currencies and scales as the formulas look them up."""

from __future__ import annotations

import pytest

from xl_addin.domain.unit_texts import APART, HERE, PADDING
from xl_addin.domain.units import CURRENCIES, MONEY_UNITS, PER_SHARE, SCALES, read_unit


@pytest.mark.parametrize("code", CURRENCIES)
def test_a_currency_is_printed_before_an_amount_in_english_and_behind_it_in_japanese(code: str) -> None:
    one = CURRENCIES[code]
    assert one.notation.endswith("{}")
    assert one.notation_ja.startswith("{}")
    assert not {APART, PADDING, HERE, "-"} & set(one.notation + one.notation_ja)
    assert len(one.code) == 3
    assert one.code.isupper()


def test_scales_differ_where_the_formulas_look() -> None:
    names = [name for name in (*SCALES, PER_SHARE) if name]
    assert len({name[:3] for name in names}) == len(names)
    assert [name for name in names if name[0] == PER_SHARE[0]] == [PER_SHARE]
    assert not {APART, PADDING, "<", ">"} & set("".join(names))


def test_every_unit_of_the_functions_is_the_canonical_text_of_what_it_is_read_as() -> None:
    assert len(MONEY_UNITS) == len(CURRENCIES) * (len(SCALES) + 1)
    assert all(str(read_unit(text)) == text and read_unit(text) == unit for text, unit in MONEY_UNITS.items())
