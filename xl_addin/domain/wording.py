"""Figures in words: amounts and changes as a release prints them.

Texts round half away from zero on 15 significant digits, as Excel does, or truncate.
"""

from __future__ import annotations

from xl_addin.catalog import Example, excel_function
from xl_addin.domain.growth import TREND_WORDS, trend, yoy
from xl_addin.domain.precision import Rounding, decimal15, round_figure
from xl_addin.domain.terms import (
    Amount,
    Base,
    BaseLabel,
    Current,
    Digits,
    Language,
    RoundingMode,
    Unit,
    Wording,
)
from xl_addin.domain.unit_texts import HAS_DECIMALS, HERE, IS_OF_A_SHARE, NAME, POWER, UNSCALED
from xl_addin.domain.units import CURRENCIES, MONEY_UNITS, SCALES, Scale
from xl_addin.domain.units import Unit as MoneyUnit
from xl_addin.errors import ExcelError, UndefinedResult

_MOST_DIGITS = 9
_MILLION, _BILLION, _HUNDRED_MILLION = (SCALES[name] for name in ("million", "billion", "100 million"))


def _vanishes(scaled: str, places: str) -> str:
    """The formula of whether no digit is left of an amount."""
    return f'({scaled}<IF(EXACT(rounding,"truncate"),1,0.5)/10^{places})'


def _printed(scaled: str, places: str, loss: str, western: str = "", eastern: str = "") -> str:
    """The formula of an amount in one scale; HERE is where its currency goes."""
    # LibreOffice's FIXED alone does not round to a place before the first digit.
    figure = (
        f'FIXED(IF(EXACT(rounding,"truncate"),TRUNC({scaled},{places}),ROUND({scaled},{places})),{places})'
    )
    eastern_loss, western_loss = f'"△-{eastern}{HERE}"', f'"({HERE}-{western})"'
    signed = f"IF({loss},IF(japanese,{eastern_loss},{western_loss})"
    return f'SUBSTITUTE({signed},IF(japanese,"-{eastern}{HERE}","{HERE}-{western}")),"-",{figure})'


def _loss(scaled: str, places: str) -> str:
    """The formula of whether an amount is a loss of which a digit is left."""
    return f"(amount<0)>{_vanishes(scaled, places)}"


_AMOUNT_PARTS = {
    "japanese": 'EXACT(language,"ja")',
    "power": POWER,
    "fine": HAS_DECIMALS,
    "millions": "ABS(amount)/10^(6-power)",
    # MOD leaves powers as they are, and takes that of an amount of each share for none.
    "ones": f"ABS(amount)*10^MOD(power,{-UNSCALED})",
    # 1 billion is ten of Japan's 100 millions, so one decimal less is printed of them.
    "billions": "millions/IF(japanese,100,1000)",
    "places_of_billions": "(IF(OMITTED(digits),1,TRUNC(digits))-japanese)",
    "places_of_millions": "IF(OMITTED(digits),fine*1,TRUNC(digits))",
    "places_of_ones": (
        f"IF(OMITTED(digits),2*(IF({IS_OF_A_SHARE},fine+(ROUND(amount,0)<>ROUND(amount,2)),"
        "fine*(ones<100))>0),TRUNC(digits))"
    ),
    # What no digit of a million is left of, is printed in full: JPY90, and never JPY0M.
    "in_full": f"({_vanishes('millions', 'places_of_millions')}*((amount<>0)+{IS_OF_A_SHARE}))",
    "in_billions": _printed(
        "billions",
        "places_of_billions",
        _loss("billions", "places_of_billions"),
        _BILLION.letter,
        _HUNDRED_MILLION.name_ja,
    ),
    "in_ones": _printed("ones", "places_of_ones", _loss("ones", "places_of_ones")),
    "in_millions": _printed("millions", "places_of_millions", "amount<0", _MILLION.letter, _MILLION.name_ja),
}
_AMOUNT = (
    "IF(IF(OMITTED(digits),FALSE,ABS(digits)>=10),#NUM!,"
    f'SUBSTITUTE(IF(millions>=1000,in_billions,IF(in_full,in_ones,in_millions)),"{HERE}",{NAME}))'
)


@excel_function(
    "IIJ_AMOUNT",
    formula=_AMOUNT,
    where=_AMOUNT_PARTS,
    help_ja="金額を開示資料の表記(JPY9.9B、464百万円など)にします。",
    examples=[
        Example((9851,), "JPY9.9B", "from 1,000 million on in billions"),
        Example((464, "JPY million"), "JPY464M"),
        Example((3.9, "USD million"), "$3.9M"),
        Example((82.2, "USD million", 0), "$82M"),
        Example((9851, None, None, "ja"), "99億円", "the same precision: 100 million yen"),
        Example((-464, None, None, "ja"), "△464百万円"),
        Example((-464,), "(JPY464M)"),
        Example((9999, "JPY thousand", 2, "en", "truncate"), "JPY9.99M"),
        Example((0,), "JPY0M"),
        Example((90, "JPY"), "JPY90", "what rounds to no million is printed in full, never as JPY0M"),
        Example((12.5, "JPY per share"), "JPY12.50"),
        Example((-0.4,), "(JPY400,000)"),
        Example((0.4, None, None, "ja"), "400,000円"),
        Example((0.0333, "USD million"), "$33,300"),
        Example((0.016, "USD"), "$0.02"),
        Example((-0.001, "JPY"), "JPY0", "a rounded zero has no sign"),
        Example((1234.5, "EUR thousand"), "€1.2M", "every currency of the table, one decimal if it has any"),
        Example((25.5, "CHF 100 million"), "CHF 2.6B", "2,550 million"),
        Example((0.345, "KRW trillion", None, "ja"), "3,450億ウォン"),
        Example((1.5, "USD per share"), "$1.50", "of each share, never in a scale"),
        Example((1, "XYZ million"), ExcelError.VALUE, "no currency of the table"),
        Example((1, "JPY million", 10), ExcelError.NUM),
    ],
)
def amount_text(
    amount: Amount,
    unit: Unit = "JPY million",
    digits: Digits = None,
    language: Language = "en",
    rounding: RoundingMode = "half_up",
) -> Wording:
    """An amount as a release prints it: JPY9.9B, JPY464M, $3.9M.

    Args: the amount in `unit`; `digits` in the unit printed, -9 to 9.

    Returns:
        Text: billions from 1,000 million on, else millions, and what rounds to none of them in full, as is
        an amount of each share; a loss in parentheses. In Japanese 100 millions (億) and millions (百万), a
        loss with a triangle.

    Raises:
        UndefinedResult: `digits` beyond -9 to 9 (#NUM!).

    Source: notation of IIJ's release of 1Q02; the conventions' chapter on notation.
    """
    of, mode, japanese = MONEY_UNITS[unit], Rounding(rounding), language == "ja"
    currency = CURRENCIES[of.currency]
    shown, places, scaled = _shown(amount, of, digits, mode, japanese)
    figure = round_figure(scaled, places, mode)
    scale = shown.name_ja if japanese else shown.letter
    notation = currency.notation_ja if japanese else currency.notation
    text = notation.format(f"{_fixed(figure, places)}{scale}")
    if not amount < 0 < figure:
        return text
    return f"△{text}" if japanese else f"({text})"


def _shown(
    amount: float, unit: MoneyUnit, digits: float | None, mode: Rounding, japanese: bool
) -> tuple[Scale, int, float]:
    """The scale an amount is printed in, with how many decimals, and its size in it."""
    fine = bool(CURRENCIES[unit.currency].decimals)
    if unit.per:
        return _in_full(amount, unit, digits, fine)
    millions, places = abs(amount) / 10 ** (_MILLION.power - unit.power), _decimals(digits, int(fine))
    if decimal15(millions) >= 1000:
        shown, per_million = (_HUNDRED_MILLION, 100) if japanese else (_BILLION, 1000)
        return shown, _decimals(digits, 1) - japanese, millions / per_million
    if amount and not round_figure(millions, places, mode):
        return _in_full(amount, unit, digits, fine)
    return _MILLION, places, millions


def _in_full(amount: float, unit: MoneyUnit, digits: float | None, fine: bool) -> tuple[Scale, int, float]:
    """The same of an amount that is printed in no scale."""
    ones = abs(amount) * 10**unit.power
    return SCALES[""], _decimals(digits, _needed(ones, unit, fine)), ones


def _needed(ones: float, unit: MoneyUnit, fine: bool) -> int:
    """Two decimals of less than 100 where there are coins for them; of each share where it is not whole."""
    if not unit.per:
        return 2 if fine and decimal15(ones) < 100 else 0
    return 2 if fine or round_figure(ones, 0) != round_figure(ones, 2) else 0


def _decimals(digits: float | None, otherwise: int) -> int:
    if digits is None:
        return otherwise
    whole = int(decimal15(digits))
    if abs(whole) > _MOST_DIGITS:
        raise UndefinedResult(f"digits is {digits}; it must be from -{_MOST_DIGITS} to {_MOST_DIGITS}")
    return whole


def _fixed(figure: float, places: int) -> str:
    """A rounded figure with commas, as Excel's FIXED prints it: no digit beyond the fifteenth is told."""
    return f"{decimal15(figure):,.{max(places, 0)}f}"


_DIRECTION = "IIJ_TREND(current,base,language)"
_CHANGE = (
    "IF((base>0)*(current>=0),"
    'IF(percent=0,IF(EXACT(language,"ja"),base_label&"比横ばい","unchanged from "&base_label),'
    'IF(EXACT(language,"ja"),base_label&"比"&FIXED(percent,1)&"%"&IF(current>base,"増","減"),'
    'FIXED(percent,1)&"% "&IF(current>base,"up","down")&" from "&base_label)),'
    f'IF(EXACT(language,"ja"),base_label&"比"&{_DIRECTION},{_DIRECTION}&" from "&base_label))'
)


@excel_function(
    "IIJ_CHANGE",
    formula=_CHANGE,
    # Over a range LibreOffice mixes up the cells where one of them divides by zero, even unused.
    # The inner ROUND takes the noise of binary fractions away: 100.05 - 100 is not quite 0.05.
    where={"percent": "ROUND(ROUND(ABS(current-base)/IF(base>0,base,1)*100,9),1)"},
    help_ja="増減率を開示資料の文言(「1Q01比18.2%増」など)にします。",
    examples=[
        Example((9851, 8334, "1Q01"), "18.2% up from 1Q01", "IIJ's presentation of 1Q02"),
        Example((75, 100, "4Q01"), "25.0% down from 4Q01"),
        Example((87, 80, "1Q01"), "8.8% up from 1Q01", "8.75% rounds away from zero"),
        Example((100, 100, "4Q01"), "unchanged from 4Q01"),
        Example((-464, 186, "4Q01"), "turned to loss from 4Q01"),
        Example((118, 100, "1Q01", "ja"), "1Q01比18.0%増"),
        Example((-135, -148, "1Q01", "ja"), "1Q01比赤字縮小"),
        Example((100, None, "1Q01"), ExcelError.NA),
    ],
)
def change_text(current: Current, base: Base, base_label: BaseLabel, language: Language = "en") -> Wording:
    """A change in words: 18.2% up from 1Q01.

    Args: one currency and scale for both figures.

    Returns:
        Text with one decimal; "unchanged" where the printed rate is zero; the words of profit items
        where growth has no meaning.

    Source: notation of IIJ's presentation of 1Q02; the conventions' table of growth.
    """
    growth = yoy(current, base)
    if not isinstance(growth, int | float):
        word = trend(current, base, language)
        return f"{base_label}比{word}" if language == "ja" else f"{word} from {base_label}"
    percent = round_figure(round_figure(abs(growth) * 100, 9), 1)
    if percent == 0:
        unchanged = TREND_WORDS["unchanged"]
        return f"{base_label}比{unchanged}" if language == "ja" else f"unchanged from {base_label}"
    printed = _fixed(percent, 1)
    if language == "ja":
        return f"{base_label}比{printed}%{'増' if current > base else '減'}"
    return f"{printed}% {'up' if current > base else 'down'} from {base_label}"
