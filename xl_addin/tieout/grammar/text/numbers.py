"""Numbers as they are printed in running text, with their sign, currency, scale and unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from xl_addin.domain.numerals import SCALE, powers_of


class Unit(StrEnum):
    """What a printed number counts; even is the word break-even, a multiple 1.2倍 or 1.2 times."""

    MONEY = "money"
    PERCENT = "percent"
    POINTS = "points"
    BASIS_POINTS = "basis points"
    BANDWIDTH = "bandwidth"
    MULTIPLE = "multiple"
    PLAIN = "plain"
    EVEN = "even"


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number. `figure` is unsigned, its exponent that of the last printed digit.

    `figure` is in whole units, percentages as fractions, bandwidth in Mbps; of a multiple it is the growth
    that this comes to, 0.2 of 1.2 times. `sign` is "-", "+" or "";
    `power` that of ten of the last scale printed, where one was, or of cents.
    """

    start: int
    end: int
    figure: Decimal
    unit: Unit
    currency: str = ""
    sign: str = ""
    scaled: bool = False
    power: int = 0


_ENGLISH_SCALES = {
    "trillion": 12,
    "tn": 12,
    "billion": 9,
    "bil.": 9,
    "bln": 9,
    "bn": 9,
    "million": 6,
    "mil.": 6,
    "mln": 6,
    "mn": 6,
    "mm": 6,
    "thousand": 3,
    "crore": 7,
    "lakh": 5,
    "t": 12,
    "b": 9,
    "m": 6,
    "k": 3,
}
_CURRENCIES = {
    "us$": "USD",
    "usd": "USD",
    "hk$": "HKD",
    "nt$": "TWD",
    "a$": "AUD",
    "c$": "CAD",
    "s$": "SGD",
    "$": "USD",
    "jpy": "JPY",
    "yen": "JPY",
    "¥": "JPY",
    "€": "EUR",
    "eur": "EUR",
    "£": "GBP",
    "gbp": "GBP",
    "chf": "CHF",
    "rmb": "CNY",
    "₩": "KRW",
    "₹": "INR",
}
_SUFFIXES = {
    "円": "JPY",
    "japanese yen": "JPY",
    "yen": "JPY",
    "jpy": "JPY",
    "米ドル": "USD",
    "ドル": "USD",
    "u.s. dollars": "USD",
    "us dollars": "USD",
    "dollars": "USD",
    "usd": "USD",
    "ユーロ": "EUR",
    "euros": "EUR",
    "euro": "EUR",
    "eur": "EUR",
    "cents": "USD",
    "ポンド": "GBP",
    "pounds": "GBP",
    "元": "CNY",
    "ウォン": "KRW",
}
_BANDWIDTHS = {"kbps": -3, "mbps": 0, "gbps": 3, "tbps": 6}
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,9}|[0-9]{1,28})(?:\.[0-9]{1,12})?"


def _any_of(words: dict[str, int] | dict[str, str]) -> str:
    return "|".join(
        re.escape(word) + ("(?![a-z])" if word[-1].isascii() and word[-1].isalpha() else "")
        for word in sorted(words, key=len, reverse=True)
    )


_UNITS = (
    r"(?P<bps>[ -]?(?:basis[ -]points?|bps|bp)(?![a-z]))"
    r"|(?P<points>[ -]?(?:percentage[ -]points?|%? ?ポイント|%pts?|%-?points?|points?|pts?|ppts?"
    r"|pps?)(?![a-z]))"
    r"|(?P<percent> ?(?:%|パーセント|percent(?![a-z])|per cent(?![a-z])|pct(?![a-z]))|-percent(?![a-z]))"
    rf"|(?P<bandwidth> ?(?:{_any_of(_BANDWIDTHS)}))"
    rf"|(?P<suffix>[ -]?(?:{_any_of(_SUFFIXES)}))(?:(?P<sen>[0-9]{{1,2}})銭)?"
    r"|(?P<onlysen>銭)"
    r"|(?P<times>倍(?![速率増数])|(?: times|[ -]?fold)(?![a-z]))"
)
_NUMBER = re.compile(
    # Behind a Latin letter only Japanese money is one: EBITDA20億円.
    r"(?:(?<![0-9a-z_#@/])|(?<=[a-z])(?=[0-9,.]{1,15}[千百十]?[兆億万]))(?<![0-9][.,:])"
    r"(?:(?<![a-z]-)|(?=jpy|us\$|usd|[$¥€£]))"
    r"(?P<open>\((?=[-+△]?(?:[^ ()0-9]{1,3} ?)?[0-9.,]{1,40}\)))?"
    r"(?:(?P<sign>(?<![0-9a-z%)円])[-+]|△ ?))?"
    rf"(?:(?P<prefix>{'|'.join(re.escape(word) for word in sorted(_CURRENCIES, key=len, reverse=True))}) ?"
    r"(?P<inner>\()?(?P<second>[-+]|△ ?)?)?"
    rf"(?P<amount>{_DIGITS})(?P<closed>\))?"
    rf"(?P<scale>{SCALE}(?:(?:{_DIGITS}){SCALE}){{0,6}}(?:(?:{_DIGITS})(?=円|米?ドル|台|件|回線"
    rf"|人|契約|株))?"
    rf"|[ -]?(?:{_any_of(_ENGLISH_SCALES)}))?"
    rf"(?:{_UNITS})?"
    r"(?![0-9]|[.,][0-9])"
)
_EVEN = re.compile(r"break[- ]?even(?!(?: |-)?(?:point|analysis))|収支均衡|収支トントン|損益均衡")
_GLUED = re.compile(r"-?[a-z]")
_LETTER = re.compile(r"[0-9a-zぁ-んァ-ヶー一-龠)\]*]")


def numbers(text: str) -> Iterator[Number]:
    """The printed numbers of a plain text in small letters, in their order."""
    even = [Number(*found.span(), Decimal(0), Unit.EVEN) for found in _EVEN.finditer(text)]
    printed = (number for found in _NUMBER.finditer(text) if (number := _number(text, found)) is not None)
    yield from sorted([*even, *printed], key=lambda number: number.start) if even else printed


def _number(text: str, found: re.Match[str]) -> Number | None:
    unit = _unit(found)
    if unit is Unit.PLAIN and _GLUED.match(text, found.end()):
        return None
    if found["open"] and not found["prefix"] and _is_note(text, found):
        return None
    start, end, negative = _extent(text, found)
    figure, currency = _figure(found), _currency(found)
    if figure is None:
        return None
    if unit is Unit.MONEY and not currency:
        unit = Unit.PLAIN
    if unit is Unit.PERCENT:
        figure = figure.scaleb(-2)
    if unit is Unit.MULTIPLE:
        growth = figure - 1
        return Number(start, end, abs(growth), unit, sign="-" if growth < 0 else "+")
    signs = (found["sign"] or "").strip() + (found["second"] or "").strip()
    sign = "-" if negative or "-" in signs or "△" in signs else signs[:1]
    power = -2 if _is_cents(found) else _power(found["scale"] or "")
    return Number(start, end, figure, unit, currency, sign, bool(found["scale"]), power)


def _power(scale: str) -> int:
    """That of the last scale: 6 of million, 8 of 億."""
    word = scale.strip(" -")
    return _ENGLISH_SCALES[word] if word in _ENGLISH_SCALES else powers_of(f"1{word}")[-1][1]


def _unit(found: re.Match[str]) -> Unit:
    if found["bps"]:
        return Unit.BASIS_POINTS
    if found["points"]:
        return Unit.POINTS
    if found["percent"]:
        return Unit.PERCENT
    if found["bandwidth"]:
        return Unit.BANDWIDTH
    if found["times"]:
        return Unit.MULTIPLE
    return Unit.MONEY if found["prefix"] or found["suffix"] or found["onlysen"] else Unit.PLAIN


def _is_note(text: str, found: re.Match[str]) -> bool:
    """A mark of a note, EBITDA(2): one or two digits in parentheses, set against a word."""
    short = len(found["amount"]) <= 2 and not found["scale"]
    return short and found.start() > 0 and _LETTER.match(text, found.start() - 1) is not None


def _extent(text: str, found: re.Match[str]) -> tuple[int, int, bool]:
    """From where to where the number is printed, and whether in the parentheses of a loss.

    ($3.9M) and (15.0%) stand in parentheses of the sentence: only what closes right after the digits,
    (464), (1.3)% or ($3.9) million, is a loss, and a currency needs its scale after it.
    """
    start, end = found.span()
    if found["open"]:
        follows = end > found.end("closed") if found["closed"] else False
        if found["closed"] and (not found["prefix"] or follows):
            return start, end, True
        return start + 1, found.end("amount"), False
    if found["inner"]:
        return start, end, found["closed"] is not None
    return start, (found.start("closed") if found["closed"] else end), False


def _figure(found: re.Match[str]) -> Decimal | None:
    scale = (found["scale"] or "").strip(" -")
    if scale in _ENGLISH_SCALES:
        figure = Decimal(found["amount"].replace(",", "")).scaleb(_ENGLISH_SCALES[scale])
    else:
        first, *others = (digits.scaleb(power) for digits, power in powers_of(found["amount"] + scale))
        figure = sum(others, first)
    if _is_cents(found):
        return figure.scaleb(-2)
    if found["sen"]:
        return figure + Decimal(found["sen"]).scaleb(-2)
    bandwidth = (found["bandwidth"] or "").strip()
    return figure.scaleb(_BANDWIDTHS[bandwidth]) if bandwidth else figure


def _is_cents(found: re.Match[str]) -> bool:
    """Whether the number is of hundredths of the currency: 24 cents, 50銭."""
    return found["onlysen"] is not None or (found["suffix"] or "").strip(" -") == "cents"


def _currency(found: re.Match[str]) -> str:
    if found["prefix"]:
        return _CURRENCIES[found["prefix"]]
    if found["suffix"]:
        return _SUFFIXES[found["suffix"].strip(" -")]
    return "JPY" if found["onlysen"] else ""
