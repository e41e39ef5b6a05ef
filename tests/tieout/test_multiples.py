"""Multiples of another period's figure, which give a growth."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.tieout.test_claims import claims, only
from xl_addin.tieout.claims import Measure, Qualifier


@pytest.mark.parametrize(
    ("text", "value", "base"),
    [
        ("Revenues were 1.2 times those of the first quarter of the previous year.", "0.2", "1Q01"),
        ("Revenues in 1Q02 were 1.2 times those of 1Q01.", "0.2", "1Q01"),
        ("Revenues were 1.25 times as high as in 4Q01.", "0.25", "4Q01"),
        ("Revenues rose 1.2-fold year over year.", "0.2", "1Q01"),
        ("Revenues were 2 times the level of 1Q01.", "1", "1Q01"),
        ("当第1四半期の売上高は前年同期比1.2倍となりました。", "0.2", "1Q01"),
        ("当第1四半期の売上高は前年同期の1.2倍となりました。", "0.2", "1Q01"),
        ("売上高は前年同期に比べて1.2倍に拡大しました。", "0.2", "1Q01"),
        ("売上高は前四半期比で1.25倍でした。", "0.25", "4Q01"),
    ],
)
def test_a_multiple_is_a_growth_with_the_last_digit_that_was_printed(
    text: str, value: str, base: str
) -> None:
    claim = only(text)
    assert (claim.measure, claim.item, claim.unit) == (Measure.GROWTH, "total_revenues", "%")
    assert (str(claim.value), str(claim.period), str(claim.base)) == (value, "1Q02", base)
    assert claim.doubts == ()


def test_what_is_printed_is_the_multiple_with_its_word() -> None:
    growth, amount = claims("売上高は前年同期の約1.2倍の9,851百万円となりました。")
    assert (growth.printed, growth.qualifier) == ("1.2倍", Qualifier.ABOUT)
    assert (amount.measure, amount.value) == (Measure.AMOUNT, Decimal("9851e6"))


@pytest.mark.parametrize(
    "text",
    [
        "Revenues were 2.2 times operating costs in 1Q02.",
        "We met customers 4 times in 1Q01.",
        "Revenues were 9 times higher than we had thought.",
        "売上高は営業費用の1.2倍でした。",
        "株価収益率は15倍です。",
        "回線の2倍速サービスを始めました。",
    ],
)
def test_a_multiple_of_anything_else_is_no_claim(text: str) -> None:
    assert claims(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Revenues were 1.2 times higher than in 1Q01.",
        "Revenues in 1Q02 increased 1.2 times from 1Q01.",
        "Revenues were 0.8 times those of 4Q01.",
        "売上高は前四半期の0.8倍でした。",
    ],
)
def test_a_multiple_that_may_be_read_in_two_ways_is_left_open(text: str) -> None:
    assert len(only(text).doubts) == 1
