"""Rates of exchange: $1=JPY119.85, 119.85 yen to the dollar, 1ドル=119.85円."""

from __future__ import annotations

import re

from xl_addin.tieout.grammar.reading import Reading
from xl_addin.tieout.grammar.sentence import Sentence
from xl_addin.tieout.grammar.text.numbers import Number, Unit
from xl_addin.tieout.grammar.text.words import ITEM, RESPECTIVELY

_RATE_AFTER = re.compile(
    r"^ ?(?:per|/|(?:against|to|versus) (?:the|one|a)|=|to) ?(?:one |a |the |1 ?)?(?:u\.s\. "
    r"|us )?(?P<of>dollar|us\$|\$|usd"
    r"|euro|€|eur)(?:s?(?![a-z])|\b)"
)
_RATE_BEFORE = re.compile(
    r"(?:(?:us)?(?P<dollar>\$) ?1(?:\.00?)? ?(?:=|:|equals|was|is|to)? ?"
    r"|(?P<euro>€) ?1(?:\.00?)? ?(?:=|:|equals|was|is|to)? ?"
    r"|1(?:\.00?)? ?(?P<of>米ドル|ドル|ユーロ|u\.s\. dollar|us dollar|dollar|euro|usd|eur)(?:[ =:]|は|が"
    r"|あたり|当たり|につき"
    r"|の|から|、|を|equals|was|at|想定|約|\x01){0,8}"
    r"|(?P<rate>米ドル|ドル|ユーロ)(?:が|は|=|:)(?:約|平均)?"
    r"|(?P<pair>usd/jpy|eur/jpy|ドル円|対ドル|対米ドル|対ユーロ)[^0-9]{0,15})$"
)
_NEAR, _FAR = 60, 120


def rate_of_exchange(sentence: Sentence, reading: Reading, earlier: list[Reading]) -> str:
    """The pair whose rate of exchange the figure is, or "": its own words', else that of a rate before it."""
    previous = earlier[-1] if earlier else None
    paired = len(earlier) > 1 and _rate_of(earlier[-2]) and RESPECTIVELY.search(sentence.text) is not None
    previous = earlier[-2] if paired else previous
    number = reading.figure.number
    if number.unit not in (Unit.MONEY, Unit.PLAIN) or number.scaled or number.currency not in ("JPY", ""):
        return ""
    after = _RATE_AFTER.match(sentence.text[number.end : number.end + 30])
    before = _RATE_BEFORE.search(sentence.text[max(0, number.start - 40) : number.start])
    if number.currency and after:
        return "eurjpy" if after["of"] in ("euro", "€", "eur") else "usdjpy"
    if before:
        named = before["of"] or before["rate"] or before["pair"] or ""
        return "eurjpy" if before["euro"] or named.startswith(("ユーロ", "eur", "対ユ")) else "usdjpy"
    return (
        _rate_of(previous)
        if previous is not None and _is_near(previous, number, sentence, _FAR if paired else _NEAR)
        else ""
    )


def _is_near(previous: Reading, number: Number, sentence: Sentence, reach: int) -> bool:
    """Whether a figure is of the size of the rate before it and close to it: "102 yen, down from 105 yen"."""
    between = sentence.shape[previous.figure.end : number.start]
    last = previous.figure.number.figure
    return (
        bool(number.currency)
        and ITEM not in between
        and len(between) < reach
        and last < 2 * number.figure < 4 * last
    )


def _rate_of(reading: Reading) -> str:
    return reading.mention.item or "" if reading.mention and reading.mention.concept == "rate" else ""
