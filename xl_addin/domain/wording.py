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
from xl_addin.errors import ExcelError, UndefinedResult

# A unit's amounts are divided by this to give millions.
_PER_MILLION = {"": 1_000_000, " thousand": 1_000, " million": 1, " billion": 0.001}
_MOST_DIGITS = 9

_AMOUNT_PARTS = {
    "japanese": 'EXACT(language,"ja")',
    "dollars": 'EXACT(LEFT(unit,3),"USD")',
    # Billion, million, thousand or one, told by the fifth letter of the unit.
    "millions": 'ABS(amount)/10^(3*FIND(MID(unit&" o",5,1),"bmto")-6)',
    "ones": 'ABS(amount)*10^(3*FIND(MID(unit&" o",5,1),"otmb")-3)',
    "decimals": "TRUNC(digits)",
}


def _shows(scaled: str, places: str) -> str:
    """Whether a digit is left of what is cut off or rounded."""
    return f'{scaled}*10^({places})>=IF(EXACT(rounding,"truncate"),1,0.5)'


def _printed(scaled: str, places: str, western: str, eastern: str) -> str:
    """The formula of an amount in one scale: rounded, with its sign, currency and scale."""
    figure = f'IF(EXACT(rounding,"truncate"),TRUNC({scaled},{places}),ROUND({scaled},{places}))'
    loss = f"(amount<0)*({_shows(scaled, places)})"
    return (
        f'IF({loss},IF(japanese,"△","("),"")&IF(japanese,"",IF(dollars,"$","JPY"))'
        f"&FIXED({figure},{places})"
        f'&IF(japanese,"{eastern}"&IF(dollars,"ドル","円"),"{western}"&IF({loss},")",""))'
    )


# 1 billion is ten of Japan's 100 millions, so one decimal less is printed of them.
_BILLIONS = _printed(
    "millions/IF(japanese,100,1000)", "(IF(OMITTED(digits),1,decimals)-IF(japanese,1,0))", "B", "億"
)
_PLACES = "IF(OMITTED(digits),IF(dollars,1,0),decimals)"
_MILLIONS = _printed("millions", _PLACES, "M", "百万")
# What no digit of a million is left of, is printed in full: JPY90, and never JPY0M.
_ONES = _printed("ones", "IF(OMITTED(digits),IF(dollars*(ones<100),2,0),decimals)", "", "")
_AMOUNT = (
    "IF(IF(OMITTED(digits),FALSE,ABS(digits)>=10),#NUM!,"
    f"IF(millions>=1000,{_BILLIONS},IF((1-({_shows('millions', _PLACES)}))*(amount<>0),{_ONES},{_MILLIONS})))"
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
        Example((-0.4,), "(JPY400,000)"),
        Example((0.4, None, None, "ja"), "400,000円"),
        Example((0.0333, "USD million"), "$33,300"),
        Example((0.016, "USD"), "$0.02"),
        Example((-0.001, "JPY"), "JPY0", "a rounded zero has no sign"),
        Example((1, "EUR"), ExcelError.VALUE, "yen and dollars only"),
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
        Text: billions from 1,000 million on, else millions, and what rounds to none of them in full; a
        loss in parentheses. In Japanese 100 millions (億) and millions (百万), a loss with a triangle.

    Raises:
        UndefinedResult: `digits` beyond -9 to 9 (#NUM!).

    Source: notation of IIJ's release of 1Q02; the conventions' chapter on notation.
    """
    currency, per_million = unit[:3], _PER_MILLION[unit[3:]]
    millions, japanese = abs(amount) / per_million, language == "ja"
    large = decimal15(millions) >= 1000
    scaled = millions / (100 if japanese else 1000) if large else millions
    places = _decimals(digits, large or currency == "USD") - (large and japanese)
    figure = round_figure(scaled, places, Rounding(rounding))
    scale = ("億" if japanese else "B") if large else ("百万" if japanese else "M")
    if not figure and amount and not large:
        scale, scaled = "", abs(amount) * (1_000_000 / per_million)
        places = _decimals(digits, False) if digits is not None else _cents(scaled, currency)
        figure = round_figure(scaled, places, Rounding(rounding))
    printed = f"{_fixed(figure, places)}{scale}"
    loss = amount < 0 < figure
    if japanese:
        return f"{'△' * loss}{printed}{'ドル' if currency == 'USD' else '円'}"
    text = f"{'$' if currency == 'USD' else 'JPY'}{printed}"
    return f"({text})" if loss else text


def _cents(ones: float, currency: str) -> int:
    """The decimals of an amount in full: cents of less than 100 dollars."""
    return 2 if currency == "USD" and decimal15(ones) < 100 else 0


def _decimals(digits: float | None, fine: bool) -> int:
    if digits is None:
        return int(fine)
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
