"""Units of figures: what their texts say, and how they lead to each other."""

from __future__ import annotations

from decimal import Decimal

import pytest

from xl_addin.domain.units import CURRENCIES, PERCENT, SCALES, Unit, read_unit
from xl_addin.errors import InvalidInput

SPELLINGS = {
    "JPY million": Unit("JPY", "million"),
    "jpy  MILLION": Unit("JPY", "million"),
    "million yen": Unit("JPY", "million"),
    "Millions of yen": Unit("JPY", "million"),
    "Japanese yen in millions": Unit("JPY", "million"),
    "百万円": Unit("JPY", "million"),
    "億円": Unit("JPY", "100 million"),
    "千円": Unit("JPY", "thousand"),
    "円": Unit("JPY"),
    "¥": Unit("JPY"),
    "USD": Unit("USD"),
    "$ million": Unit("USD", "million"),
    "US$ thousand": Unit("USD", "thousand"),
    "thousands of U.S. dollars": Unit("USD", "thousand"),
    "百万米ドル": Unit("USD", "million"),
    "HK$ million": Unit("HKD", "million"),
    "€m": Unit("EUR", "million"),
    "EUR k": Unit("EUR", "thousand"),
    "Mio. EUR": Unit("EUR", "million"),
    "千ユーロ": Unit("EUR", "thousand"),
    "£bn": Unit("GBP", "billion"),
    "RMB million": Unit("CNY", "million"),
    "EUR per share": Unit("EUR", "", "share"),
    "USD/share": Unit("USD", "", "share"),
    "$ per diluted share": Unit("USD", "", "share"),
    "円/株": Unit("JPY", "", "share"),
    "1株当たり円": Unit("JPY", "", "share"),
    "JPY per contract": Unit("JPY", "", "contract"),
    "USD / line": Unit("USD", "", "line"),
    "%": PERCENT,
    "％": Unit(counted="％"),
    "contracts": Unit(counted="contracts"),
    "Mbps": Unit(counted="Mbps"),
    "million shares": Unit(counted="million shares"),
    "won contracts": Unit(counted="won contracts"),
    "": Unit(),
}


@pytest.mark.parametrize(("text", "unit"), SPELLINGS.items())
def test_a_text_names_its_unit(text: str, unit: Unit) -> None:
    assert read_unit(text) == unit


@pytest.mark.parametrize("text", ["JPY gazillion", "yen and dollars", "USD million per share", "EUR x"])
def test_a_currency_with_something_else_beside_it_is_no_unit(text: str) -> None:
    with pytest.raises(InvalidInput, match="is not a unit"):
        read_unit(text)


@pytest.mark.parametrize("code", CURRENCIES)
@pytest.mark.parametrize("scale", SCALES)
def test_the_canonical_text_is_read_back(code: str, scale: str) -> None:
    unit = Unit(code, scale)
    assert read_unit(str(unit)) == unit
    assert read_unit(unit.words("ja")) == unit
    share = Unit(code, "", "share")
    assert read_unit(str(share)) == share
    assert read_unit(share.words("ja")) == share


def test_no_spelling_stands_for_two_currencies() -> None:
    codes: dict[str, set[str]] = {}
    for one in CURRENCIES.values():
        for word in one.spellings:
            codes.setdefault(word.casefold(), set()).add(one.code)
    assert {word: found for word, found in codes.items() if len(found) > 1} == {}


def test_a_factor_leads_from_scale_to_scale_of_one_currency() -> None:
    assert Unit("JPY", "billion").factor(Unit("JPY", "million")) == Decimal(1000)
    assert Unit("JPY", "million").factor(Unit("JPY", "100 million")) == Decimal("0.01")
    assert Unit("EUR").factor(Unit("EUR", "thousand")) == Decimal("0.001")
    assert Unit("EUR").factor(Unit("USD")) is None
    assert Unit("EUR").factor(Unit("EUR", "", "share")) is None
    assert PERCENT.factor(PERCENT) == 1


def test_a_translated_unit_keeps_its_scale() -> None:
    assert Unit("JPY", "million").in_currency("EUR") == Unit("EUR", "million")
    assert str(Unit("JPY", "", "share").in_currency("USD")) == "USD per share"


def test_a_unit_is_printed_in_words() -> None:
    assert Unit("JPY", "million").words("ja") == "百万円"
    assert Unit("USD", "thousand").words("ja") == "千ドル"
    assert Unit("USD", "thousand").words("en") == "USD thousand"
    assert Unit(counted="contracts").words("ja") == "contracts"


def test_iso_decimals_are_those_of_the_coins() -> None:
    # ISO 4217, minor units.
    assert {code for code, one in CURRENCIES.items() if one.decimals == 0} == {"JPY", "KRW", "VND"}
