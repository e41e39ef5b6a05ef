"""Units of figures: a currency with its scale, an amount a share, percent, or what is counted.

A unit is read once, where a text comes in, and asked from then on. Currencies and scales are tables:
another one is another line of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache

from xl_addin.domain.tables import several, table
from xl_addin.errors import InvalidInput

SHARE = "share"
PER_SHARE = f"per {SHARE}"
PERCENT_SIGN = "%"


@dataclass(frozen=True)
class Currency:
    """A currency by its ISO 4217 code.

    `decimals` are those of its smallest coin; `notation` is how a release prints an amount of it; `short`
    and `plural` are what it is called in a sentence: dollar amounts, revenues in dollars;
    `per_dollar` the least and the most of it that a dollar has cost since currencies float: orders of
    magnitude, wide on purpose.
    """

    code: str
    name: str
    name_ja: str
    decimals: int
    notation: str
    notation_ja: str
    signs: tuple[str, ...]
    words: tuple[str, ...]
    per_dollar: tuple[float, float]
    short: str
    plural: str

    @cached_property
    def spellings(self) -> tuple[str, ...]:
        """Everything that stands for it in a unit or before and behind a figure."""
        return (self.code, self.name, self.name_ja, *self.signs, *self.words)


@dataclass(frozen=True, slots=True)
class Scale:
    """What an amount is counted in, as a power of ten; `letter` is printed behind a figure."""

    name: str
    power: int
    letter: str
    name_ja: str
    words: tuple[str, ...]


CURRENCIES: Mapping[str, Currency] = {
    row["code"]: Currency(
        row["code"],
        row["name"],
        row["name_ja"],
        int(row["decimals"]),
        row["notation"],
        row["notation_ja"],
        several(row["signs"]),
        several(row["words"]),
        (float(row["least_per_dollar"]), float(row["most_per_dollar"])),
        row["short"],
        row["plural"],
    )
    for row in table("currencies")
}
SCALES: Mapping[str, Scale] = {
    row["name"]: Scale(row["name"], int(row["power"]), row["letter"], row["name_ja"], several(row["words"]))
    for row in table("scales")
}


@dataclass(frozen=True, slots=True)
class Unit:
    """What a figure counts.

    Args:
        currency: the code of a currency; empty where the figure is no amount of money.
        scale: the name of a scale: `million`; empty for whole units.
        per: what an amount is of each of: `share`, `contract`; empty for a sum.
        counted: of what is no money: `%`, `contracts`, `Mbps`.

    `str` gives the canonical text, which `read_unit` reads back: `JPY million`, `EUR per share`, `%`.
    """

    currency: str = ""
    scale: str = ""
    per: str = ""
    counted: str = ""

    def __str__(self) -> str:
        if not self.currency:
            return self.counted
        return (
            f"{self.currency}{f' {self.scale}' if self.scale else ''}{f' per {self.per}' if self.per else ''}"
        )

    @property
    def is_money(self) -> bool:
        """Whether it is an amount of a currency, one of each share included."""
        return bool(self.currency)

    @property
    def is_total(self) -> bool:
        """Whether it is an amount of money, and not of each share or the like."""
        return self.is_money and not self.per

    @property
    def power(self) -> int:
        """The power of ten that its figures are counted in."""
        return SCALES[self.scale].power

    def in_currency(self, code: str) -> Unit:
        """The same scale of another currency."""
        return replace(self, currency=code)

    def factor(self, wanted: Unit) -> Decimal | None:
        """What a figure is multiplied by to be in the wanted unit; None where no factor leads there."""
        if replace(self, scale="") != replace(wanted, scale=""):
            return None
        return Decimal(1).scaleb(self.power - wanted.power)

    def words(self, language: str) -> str:
        """The unit as a sheet prints it: JPY million, 百万円; what is counted stays the company's word."""
        if language != "ja" or not self.currency:
            return str(self)
        name = SCALES[self.scale].name_ja + CURRENCIES[self.currency].name_ja
        return f"1株当たり{name}" if self.per else name


DEFAULT_UNIT = Unit("JPY", "million")
# Every amount of money by its canonical text.
MONEY_UNITS: Mapping[str, Unit] = {
    str(unit): unit
    for code in CURRENCIES
    for unit in (*(Unit(code, scale) for scale in SCALES), Unit(code, per=SHARE))
}
PERCENT = Unit(counted=PERCENT_SIGN)
_PER = re.compile(
    r"^(?P<money>[^/]+?) ?(?:/ ?|(?:per|a) )(?P<each>[^/]+)$|^(?:1|一)株(?:当|あ)たり ?(?P<rest>.+)$"
)
# T€, TEUR: Tausend. Behind the currency, and behind a figure, a t is a trillion.
_GERMAN_THOUSAND = "t"
# Of whatever kind: diluted, ordinary, 1株.
_OF_A_SHARE = re.compile(r"(?:[a-z]+ )?shares?|1? ?株")


@lru_cache(maxsize=4096)
def read_unit(text: str) -> Unit:
    """The unit that a text names: a currency in any usual spelling with its scale, else what is counted.

    `JPY million`, `million yen`, `百万円`, `EUR k`, `€m`, `USD per share`, `円/株`, `%`, `contracts`.

    Raises:
        InvalidInput: it names a currency, and something beside it that is no scale.
    """
    plain = _folded(text)
    if found := _in_currency(plain):
        return found
    if any(_names(plain, word) for word in _currency_words()):
        raise InvalidInput(
            f"'{text}' is not a unit; write it like JPY million, EUR thousand or USD per share"
        )
    return Unit(counted=" ".join(text.split()))


def _in_currency(plain: str) -> Unit | None:
    amount, per = plain, ""
    if found := _PER.fullmatch(plain):
        amount = found["money"] or found["rest"]
        per = SHARE if found["rest"] or _OF_A_SHARE.fullmatch(found["each"]) else found["each"]
    for word, code in _currency_words().items():
        if amount.replace(" ", "") == f"{_GERMAN_THOUSAND}{word}" and not per:
            return Unit(code, "thousand")
        for scale in _beside(amount, word):
            if (name := _scale_words().get(scale)) is not None and not (per and name):
                return Unit(code, name, per)
    return None


def _beside(text: str, word: str) -> Iterator[str]:
    """What stands before or behind a word that begins or ends the text."""
    if text.startswith(word):
        yield text.removeprefix(word).strip(" ,()").removeprefix("in ").strip()
    if text.endswith(word):
        yield text.removesuffix(word).strip(" ,()").removesuffix(" of").strip()


def _names(plain: str, word: str) -> bool:
    """Whether a text speaks of a currency: by its sign or name, or by its code as a word of its own."""
    if word.isascii() and word.isalpha():
        return re.search(rf"(?<![a-z]){word}(?![a-z])", plain) is not None
    return word in plain


@lru_cache(maxsize=1)
def _currency_words() -> Mapping[str, str]:
    """The longest first, so that HK$ is not read as $."""
    words = {_folded(word): one.code for one in CURRENCIES.values() for word in one.spellings}
    return dict(sorted(words.items(), key=lambda entry: -len(entry[0])))


@lru_cache(maxsize=1)
def _scale_words() -> Mapping[str, str]:
    return {_folded(word): one.name for one in SCALES.values() for word in (one.name, *one.words)}


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
