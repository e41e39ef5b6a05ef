"""The glossary: every argument and result of the worksheet functions, in both languages.

One spelling per concept. Ratios are fractions, costs are positive, USDJPY is yen per dollar.
"""

from __future__ import annotations

from typing import Annotated

from xl_addin.catalog import Kind, Rows, Term
from xl_addin.domain.periods import YearName
from xl_addin.domain.unit_texts import IS_UNIT
from xl_addin.domain.units import CURRENCIES, MONEY_UNITS, PER_SHARE, SCALES

AMOUNT_UNIT = "one currency and scale for all amounts"

Number = int | float

Current = Annotated[
    Number, Term(Kind.NUMBER, AMOUNT_UNIT, "The figure of the period reported.", "当期の数値")
]
YearAgo = Annotated[
    Number, Term(Kind.NUMBER, AMOUNT_UNIT, "The figure of the same period a year before.", "前年同期の数値")
]
Previous = Annotated[
    Number, Term(Kind.NUMBER, AMOUNT_UNIT, "The figure of the quarter before.", "前四半期の数値")
]
Base = Annotated[Number, Term(Kind.NUMBER, AMOUNT_UNIT, "The figure compared with.", "比較の基準となる数値")]
IfNotMeaningful = Annotated[
    object,
    Term(
        Kind.ANY,
        "any value",
        'What to give where growth has no meaning, instead of "n.m.".',
        "伸び率に意味がない場合に返す値(省略時は「n.m.」)",
    ),
]
Growth = Annotated[
    object, Term(Kind.ANY, "fraction", "Growth as a fraction; 0.182 is 18.2%.", "伸び率(小数。0.182は18.2%)")
]
LastFigure = Annotated[
    Number, Term(Kind.NUMBER, AMOUNT_UNIT, "The figure at the end of the span.", "期間末の数値")
]
FirstFigure = Annotated[
    Number, Term(Kind.NUMBER, AMOUNT_UNIT, "The figure at the start of the span.", "期間初の数値")
]
Years = Annotated[
    Number, Term(Kind.NUMBER, "years", "The number of years from first to last.", "初めから終わりまでの年数")
]

Profit = Annotated[
    Number,
    Term(Kind.NUMBER, AMOUNT_UNIT, "A profit at any level; a loss is negative.", "利益(損失は負の値)"),
]
Revenue = Annotated[Number, Term(Kind.NUMBER, AMOUNT_UNIT, "Revenue of the same period.", "同じ期間の売上高")]
BaseProfit = Annotated[
    Number, Term(Kind.NUMBER, AMOUNT_UNIT, "The profit of the period compared with.", "比較する期間の利益")
]
BaseRevenue = Annotated[
    Number, Term(Kind.NUMBER, AMOUNT_UNIT, "The revenue of the period compared with.", "比較する期間の売上高")
]
Ratio = Annotated[float, Term(Kind.NUMBER, "fraction", "A share as a fraction.", "比率(小数)")]
Points = Annotated[
    float, Term(Kind.NUMBER, "percentage points", "A change of a ratio.", "比率の変化(ポイント)")
]

OperatingIncome = Annotated[
    Number,
    Term(Kind.NUMBER, AMOUNT_UNIT, "Operating income; a loss is negative.", "営業利益(損失は負の値)"),
]
DepreciationAmortization = Annotated[
    Number,
    Term(Kind.NUMBER, AMOUNT_UNIT, "Depreciation and amortization, positive.", "減価償却費(正の値)"),
]
NetIncome = Annotated[
    Number, Term(Kind.NUMBER, AMOUNT_UNIT, "Net income; a loss is negative.", "当期純利益(損失は負の値)")
]
NetInterestExpense = Annotated[
    Number,
    Term(
        Kind.NUMBER,
        AMOUNT_UNIT,
        "Interest expense less income; an expense is positive.",
        "純支払利息(費用は正の値)",
    ),
]
IncomeTaxes = Annotated[
    Number,
    Term(Kind.NUMBER, AMOUNT_UNIT, "Income taxes; an expense is positive.", "法人税等(費用は正の値)"),
]
Amount = Annotated[Number, Term(Kind.NUMBER, "any currency and scale", "An amount of money.", "金額")]
ExchangeRate = Annotated[
    Number,
    Term(
        Kind.NUMBER,
        "yen per dollar",
        "Units of the amount's currency for one foreign unit.",
        "為替レート(1ドル当たり円)",
    ),
]
AnyAmount = Annotated[
    Number,
    Term(
        Kind.NUMBER,
        "as the amounts given, or the target currency",
        "An amount, unrounded.",
        "金額(端数処理なし)",
    ),
]

Total = Annotated[Number, Term(Kind.NUMBER, AMOUNT_UNIT, "The total as stated.", "記載された合計")]
Parts = Annotated[Rows, Term(Kind.RANGE, AMOUNT_UNIT, "The components of the total.", "合計の内訳(範囲)")]
RoundingUnit = Annotated[
    Number,
    Term(
        Kind.NUMBER,
        AMOUNT_UNIT,
        "The unit the source figures are rounded to; 1 if omitted.",
        "元の数値の端数処理の単位(省略時は1)",
    ),
]

_SPELLED = f"{', '.join(CURRENCIES)}; behind it {', '.join(filter(None, SCALES))}, {PER_SHARE} or nothing"

Unit = Annotated[
    str,
    Term(
        Kind.TEXT,
        _SPELLED,
        'The amount\'s own unit, like EUR thousand or USD per share: "JPY million" if omitted.',
        "金額の単位(「EUR thousand」「USD per share」など。省略時は「JPY million」)",
        tuple(MONEY_UNITS),
        test=IS_UNIT,
    ),
]
Digits = Annotated[
    Number | None,
    Term(
        Kind.NUMBER,
        "decimal digits, -9 to 9",
        "Decimals printed; if omitted one, none for millions of a currency without decimals such as the yen.",
        "小数点以下の桁数(省略時は1桁。円など補助単位のない通貨の百万単位は0桁)",
    ),
]
Language = Annotated[
    str,
    Term(
        Kind.TEXT,
        "language code",
        'Language of the text: "en" if omitted, or "ja".',
        "言語(省略時は「en」、日本語は「ja」)",
        ("en", "ja"),
    ),
]
RoundingMode = Annotated[
    str,
    Term(
        Kind.TEXT,
        "rounding mode",
        '"half_up" if omitted, or "truncate".',
        "端数処理(省略時は四捨五入「half_up」、切捨ては「truncate」)",
        ("half_up", "truncate"),
    ),
]
BaseLabel = Annotated[
    str, Term(Kind.TEXT, "text", "What the figure is compared with, as printed.", "比較対象の表示名")
]
Wording = Annotated[str, Term(Kind.TEXT, "text", "Words of a release.", "開示資料の文言")]

Forecasts = Annotated[
    Rows,
    Term(
        Kind.RANGE,
        AMOUNT_UNIT,
        "The contributors' forecasts; blanks are ignored.",
        "各社の予想(範囲。空白は無視)",
        blanks_ignored=True,
    ),
]

OpeningContracts = Annotated[
    Number,
    Term(Kind.NUMBER, "contracts", "The contracts at the start of the period.", "期初の契約数"),
]
ClosingContracts = Annotated[
    Number, Term(Kind.NUMBER, "contracts", "The contracts at the end of the period.", "期末の契約数")
]
Months = Annotated[
    Number,
    Term(Kind.NUMBER, "months", "The months of the period; 3 if omitted.", "期間の月数(省略時は3)"),
]

Label = Annotated[
    str,
    Term(
        Kind.LABEL,
        "period label",
        "A period: 1Q02, 1H02, 1Q-3Q01, FY2001, LTM 1Q02.",
        "期間の表示名(1Q02、1H02、1Q-3Q01、FY2001、LTM 1Q02)",
    ),
]
Quarters = Annotated[
    Number,
    Term(
        Kind.NUMBER,
        "quarters",
        "How many quarters later; negative for earlier.",
        "移動する四半期数(負は過去)",
    ),
]
Day = Annotated[
    Number,
    Term(
        Kind.DATE,
        "serial number of a day, from 1 March 1900 on",
        "A day of the quarter.",
        "四半期に含まれる日付",
    ),
]
FirstMonth = Annotated[
    Number,
    Term(
        Kind.NUMBER,
        "month, 1 to 12",
        "First month of the fiscal year; 4 (April) if omitted.",
        "事業年度の開始月(省略時は4月)",
    ),
]
YearNamed = Annotated[
    str,
    Term(
        Kind.TEXT,
        "calendar year",
        'The calendar year a fiscal year is named after: that of its "start" if omitted, or of its "end".',
        "事業年度の名称とする暦年(省略時は開始年「start」、終了年は「end」)",
        tuple(map(str, YearName)),
    ),
]
LastDay = Annotated[
    Number,
    Term(Kind.DATE, "serial number of a day", "A day; give the cell a date format.", "日付(シリアル値)"),
]

Series = Annotated[
    Rows,
    Term(
        Kind.RANGE,
        AMOUNT_UNIT,
        "Figures one after the other, oldest first; a table is read along its longer side.",
        "古い順に並んだ数値(範囲。表は長い辺に沿って読む)",
        unjudged=True,
    ),
]
Lag = Annotated[
    Number,
    Term(
        Kind.NUMBER,
        "cells",
        "How many cells before the base stands: 4 for a year of quarters, 1 for the quarter before.",
        "比較対象までのセル数(前年同期は4、前四半期は1)",
    ),
]
GrowthRows = Annotated[
    Rows,
    Term(
        Kind.RANGE,
        "fraction",
        "Growth of each cell, in the shape of the series.",
        "各セルの伸び率(元の範囲と同じ形)",
    ),
]
FourQuarters = Annotated[
    Rows,
    Term(
        Kind.RANGE,
        AMOUNT_UNIT,
        "The flows of four quarters on end.",
        "連続する4四半期のフロー数値(範囲)",
    ),
]

Actual = Annotated[Number, Term(Kind.NUMBER, AMOUNT_UNIT, "The figure reported.", "実績値")]
Expected = Annotated[
    Number, Term(Kind.NUMBER, AMOUNT_UNIT, "The figure expected, such as the consensus.", "予想値")
]
GuidanceLow = Annotated[
    Number | None,
    Term(
        Kind.NUMBER,
        AMOUNT_UNIT,
        "The lower bound guided; a blank one is open.",
        "業績予想の下限(空白は下限なし)",
        blank_has_meaning=True,
    ),
]
GuidanceHigh = Annotated[
    Number | None,
    Term(
        Kind.NUMBER,
        AMOUNT_UNIT,
        "The upper bound guided; a blank one is open.",
        "業績予想の上限(空白は上限なし)",
        blank_has_meaning=True,
    ),
]

RatesTable = Annotated[
    Rows,
    Term(
        Kind.RANGE,
        "as the sheet Rates",
        "The sheet Rates with its headers: pair, date, basis, rate.",
        "見出し付きのRatesシートの範囲(pair、date、basis、rate)",
        unjudged=True,
    ),
]
Pair = Annotated[
    str,
    Term(
        Kind.TEXT,
        "currency pair",
        "The pair as the sheet Rates has it: USDJPY is yen per dollar.",
        "通貨ペア(USDJPYは1ドル当たり円)",
    ),
]
DateOrQuarter = Annotated[
    object,
    Term(
        Kind.ANY,
        "quarter label or serial number of a day",
        "A quarter such as 1Q02, or any day in it.",
        "四半期の表示名(1Q02など)またはその四半期の日付",
    ),
]
RateBasis = Annotated[
    str,
    Term(
        Kind.TEXT,
        "basis of a rate",
        '"period_end" if omitted, or "average".',
        "レートの種類(省略時は期末「period_end」、平均は「average」)",
        ("period_end", "average"),
    ),
]
FiguresTable = Annotated[
    Rows,
    Term(
        Kind.RANGE,
        "as the sheet Figures",
        "The sheet Figures with its headers: item, unit, and the periods.",
        "見出し付きのFiguresシートの範囲(item、unit、各期間)",
        unjudged=True,
    ),
]
Item = Annotated[
    str,
    Term(Kind.TEXT, "item key", "The item's key in the column item.", "項目のキー(item列の値)"),
]

PrintedText = Annotated[
    str,
    Term(
        Kind.TEXT,
        "text",
        "A figure as printed: JPY9.9B, $82M, 18.2%, (464).",
        "印刷された数値(JPY9.9B、$82M、18.2%、△464など)",
    ),
]
TiedValue = Annotated[
    Number,
    Term(
        Kind.NUMBER,
        "`unit`; a percentage as a fraction",
        "The unrounded figure it should stand for.",
        "対応する端数処理前の数値(比率は小数)",
    ),
]
TiedUnit = Annotated[
    str,
    Term(
        Kind.TEXT,
        _SPELLED,
        'The unit of the value: "JPY million" if omitted.',
        "数値の単位(省略時は「JPY million」)",
        tuple(MONEY_UNITS),
        test=IS_UNIT,
    ),
]
Verdict = Annotated[
    bool, Term(Kind.ANY, "TRUE or FALSE", "Whether it ties.", "一致する場合はTRUE、しない場合はFALSE")
]
