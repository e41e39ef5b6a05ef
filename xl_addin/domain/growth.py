"""Growth of a figure over another, and the words for it.

Growth is current / base - 1 from unrounded figures. It has a meaning only over a base above zero and
for a current figure that is not negative; otherwise it is "n.m.", beside which profit items have words.
"""

from __future__ import annotations

from xl_addin.catalog import Example, excel_function
from xl_addin.domain.precision import decimal15
from xl_addin.domain.terms import (
    Base,
    Current,
    FirstFigure,
    Growth,
    IfNotMeaningful,
    Language,
    LastFigure,
    Previous,
    Ratio,
    Wording,
    YearAgo,
    Years,
)
from xl_addin.errors import ExcelError, UndefinedResult

NOT_MEANINGFUL = "n.m."

# Not current / base - 1, whose subtraction makes 0.08749999999999991 of 87 over 80 and so prints 8.7%.
_GROWTH = "IF(({base}>0)*(current>=0),(current-{base})/{base},if_nm)"


@excel_function(
    "IIJ_YOY",
    formula=_GROWTH.format(base="year_ago"),
    help_ja="前年同期比の伸び率を返します。",
    examples=[
        Example((12, 10), 0.2, "12 is a fifth more than 10"),
        Example((9, 12), -0.25, "a quarter less"),
        Example((0, 8), -1.0, "all of it is gone"),
        Example((-830, -1206), "n.m.", "a smaller loss is no fall of 31.2%"),
        Example((-5, 10, "turned to loss"), "turned to loss"),
        Example((None, 10), ExcelError.NA, "a blank is not zero"),
        Example((10, None), ExcelError.NA),
        Example((True, 10), ExcelError.VALUE),
        Example((ExcelError.DIV0, "x"), ExcelError.DIV0, "judged left to right"),
        Example(([[12], [9]], [[10], [12]]), [[0.2], [-0.25]]),
    ],
)
def yoy(current: Current, year_ago: YearAgo, if_nm: IfNotMeaningful = NOT_MEANINGFUL) -> Growth:
    """Growth over the same period a year before.

    Args: one currency and scale for both figures, unrounded.

    Returns:
        Fraction, unrounded; `if_nm` where the base is not above zero or the figure is negative.

    Source: the conventions' table of growth; IIJ's releases compute it from unrounded figures.
    """
    return (current - year_ago) / year_ago if year_ago > 0 and current >= 0 else if_nm


@excel_function(
    "IIJ_QOQ",
    formula=_GROWTH.format(base="previous"),
    help_ja="前四半期比の伸び率を返します。",
    examples=[
        Example((126, 100), 0.26, "contracted bandwidth up 26%"),
        Example((6, 8), -0.25),
        Example((5, 0), "n.m.", "nothing to grow from"),
        Example((5, 0, ExcelError.NA), ExcelError.NA, "for a chart, which draws text as zero"),
    ],
)
def qoq(current: Current, previous: Previous, if_nm: IfNotMeaningful = NOT_MEANINGFUL) -> Growth:
    """Growth over the quarter before.

    Args: one currency and scale for both figures, unrounded.

    Returns:
        Fraction, unrounded; `if_nm` where the base is not above zero or the figure is negative.

    Source: the conventions' table of growth.
    """
    return (current - previous) / previous if previous > 0 and current >= 0 else if_nm


@excel_function(
    "IIJ_CAGR",
    formula="IF((last>0)*(first>0)*(years>0),(last/first)^(1/years)-1,#NUM!)",
    help_ja="年平均成長率(CAGR)を返します。",
    examples=[
        Example((121, 100, 2), 0.1, "1.1 squared is 1.21"),
        Example((50, 100, 1), -0.5),
        Example((100, -50, 2), ExcelError.NUM, "no rate leads from a loss"),
        Example((121, 100, 0), ExcelError.NUM),
    ],
)
def cagr(last: LastFigure, first: FirstFigure, years: Years) -> Ratio:
    """Compound annual growth rate between two figures.

    Args: one currency and scale for both figures; `years` may be a fraction.

    Returns:
        Fraction a year, unrounded.

    Raises:
        UndefinedResult: an endpoint or `years` is not positive (#NUM!).

    Source: textbook definition (last / first) ^ (1 / years) - 1.
    """
    if not (last > 0 and first > 0 and years > 0):
        raise UndefinedResult(
            f"no yearly rate leads from {first} to {last} in {years} years; all must be positive"
        )
    return float((last / first) ** (1 / years) - 1)


# What happened, in the order it is asked; the first that applies names it.
TREND_WORDS = {
    "turned to profit": "黒字転換",
    "turned to loss": "赤字転換",
    "loss narrowed": "赤字縮小",
    "loss widened": "赤字拡大",
    "up": "増加",
    "down": "減少",
    "unchanged": "横ばい",
}


def _word(english: str) -> str:
    return f'IF(japanese,"{TREND_WORDS[english]}","{english}")'


def _trend_formula() -> str:
    """The decision of `trend` as Excel text; the words are picked by language where they stand."""
    text = f"""
        IF((base<=0)*(current>0),{_word("turned to profit")},
        IF((base>=0)*(current<0),{_word("turned to loss")},
        IF((base<0)*(current>base),{_word("loss narrowed")},
        IF((base<0)*(current<base),{_word("loss widened")},
        IF(current>base,{_word("up")},
        IF(current<base,{_word("down")},{_word("unchanged")}))))))"""
    return "".join(line.strip() for line in text.splitlines()).replace("japanese", 'EXACT(language,"ja")')


@excel_function(
    "IIJ_TREND",
    formula=_trend_formula(),
    help_ja="増減の方向を言葉で返します(増加、減少、黒字転換、赤字縮小など)。",
    examples=[
        Example((110, 100), "up"),
        Example((90, 100), "down"),
        Example((100, 100), "unchanged"),
        Example((0.3, 0.1 + 0.2), "unchanged", "Excel compares on 15 digits"),
        Example((-464, 186), "turned to loss"),
        Example((30, -464), "turned to profit"),
        Example((-135, -148), "loss narrowed"),
        Example((-148, -135, "ja"), "赤字拡大"),
        Example((110, 100, "fr"), ExcelError.VALUE, "English and Japanese only"),
    ],
)
def trend(current: Current, base: Base, language: Language = "en") -> Wording:
    """The direction in words: up, down, turned to loss, loss narrowed, ...

    Args: one currency and scale for both figures.

    Returns:
        A word of the table of growth, in English or Japanese.

    Source: the conventions' words for profit items.
    """
    word = _direction(current, base)
    return TREND_WORDS[word] if language == "ja" else word


def _direction(current: float, base: float) -> str:
    if base <= 0 < current:
        return "turned to profit"
    if current < 0 <= base:
        return "turned to loss"
    # Excel compares on 15 digits, so that 0.3 over 0.1 + 0.2 is no change.
    change = decimal15(current) - decimal15(base)
    if change == 0:
        return "unchanged"
    if base < 0:
        return "loss narrowed" if change > 0 else "loss widened"
    return "up" if change > 0 else "down"
