"""What the reference says in both languages: English first, then Japanese."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "Worksheet functions": "ワークシート関数",
    "About the arguments": "引数について",
    "Gives": "結果",
    "Errors": "エラー",
    "Source": "出典",
    "argument": "引数",
    "kind": "種類",
    "unit": "単位",
    "if left out": "省略時",
    "what it is": "内容",
    "required": "必須",
    "optional": "省略可",
    "In the examples": "例で使う",
    "example": "例",
    "result": "結果",
    "note": "備考",
    "number": "数値",
    "text": "文字列",
    "date": "日付",
    "label": "期間の表示名",
    "range": "範囲",
    "any": "任意の値",
    "No LAMBDA and no native form": "LAMBDAと通常の数式はありません",
    "As a LAMBDA, for the name manager": "LAMBDA(「名前の管理」に登録する形)",
    "As a native formula over": "通常の数式。引数のセル:",
}

INTRODUCTION = (
    """[日本語](functions_ja.md)

Each function has three forms that give the same answer, to the last error value: Python (the add-in, and
`evaluate` in code), a LAMBDA as a defined name, and a native formula. The examples are worked by hand; the
workbook `workbooks/iij_functions.xlsx` calls each of them in your own Excel and compares.
`xl-addin functions --workbook FILE.xlsx` makes it anew, `--formulas udf` for the add-in. What the functions
hold to, and why, is in [conventions.md](conventions.md).""",
    """[English](functions.md)

どの関数にも、同じ結果(エラー値も含む)を返す3つの形があります。
Python(アドインと、コードの`evaluate`)、名前として定義するLAMBDA、通常の数式です。
例はすべて手計算によるものです。`workbooks/iij_functions.xlsx`は、お使いのExcelで各例を計算し、照合します。
`xl-addin functions --workbook FILE.xlsx`で作り直せます(アドインの確認には`--formulas udf`)。
計算の約束ごとは[conventions.md](conventions.md)(英語)にあります。
引数・結果・エラー・出典の補足は英語です。""",
)

GENERAL = (
    """## How arguments are judged

Arguments are judged from left to right; the first that cannot be used decides.

| an argument is | the function gives |
| --- | --- |
| an error value | that error, unchanged |
| blank | `#N/A`; a blank is never taken for zero. A blank optional argument counts as left out |
| of a wrong type | `#VALUE!`; for a number a boolean or a number in a text is a wrong type |
| a range where the function takes one as a whole | its first error; else `#N/A` for a blank; else `#VALUE!` |

- `if_nm` may be anything, an error too. A blank bound of `IIJ_GUIDANCE` is open; blank cells of
  `IIJ_CONSENSUS` are left out; `IIJ_GROWTH_SERIES`, `IIJ_RATE` and `IIJ_FIGURE` judge the cells of their
  range one by one.
- A period is written 1Q02, 1H02, 1Q-3Q01, FY2001 or LTM 1Q02; two-digit years from 70 to 99 are 19xx. Every
  other spelling is `#VALUE!`.
- Dates are Excel's serial numbers, from 1 March 1900 on.
- A result that no cell can hold is `#NUM!`, a text of more than 32,767 characters `#VALUE!`.

## Ranges

Where a single value is asked for, a range calls the function for each of its cells, and gives a range. Ranges
of equal shape go cell by cell; a single cell, a row or a column is repeated to fit. So is one in error: it
stands in every cell of the result, as with Excel's own operators. Other shapes give `#VALUE!`. A function
that gives a range itself takes single values in its other arguments.

## Where the three forms are tested to agree

Same type, same error; numbers within 1E-12 of the larger of the result and the largest intermediate figure
(for growth, 1). Tested are numbers with 1E-9 <= |x| <= 1E15 and zero, texts, numbers in texts, booleans,
blanks, errors, optional arguments given and left out, single cells and ranges. Outside of that:

- Beyond those magnitudes the last digits of intermediate results may differ.
- In a text, the fifteenth digit of a larger number may differ where the sixteenth decides: Excel knows 15.
- To LibreOffice a boolean in a cell is a number: a native formula takes it for one there.""",
    """## 引数の判定

引数は左から順に判定し、使えない最初の引数で結果が決まります。

| 引数 | 関数の結果 |
| --- | --- |
| エラー値 | そのエラーをそのまま返す |
| 空白 | `#N/A`(空白を0とみなすことはない)。省略可能な引数の空白は省略と同じ |
| 種類の違う値 | `#VALUE!`(数値の引数では、論理値と文字列の数字も種類違い) |
| 全体をひとつの引数とする範囲 | 最初のエラー、なければ空白に対する`#N/A`、なければ`#VALUE!` |

- `if_nm`には任意の値(エラーも可)を指定できます。`IIJ_GUIDANCE`の空白の上限・下限は「制限なし」です。
  `IIJ_CONSENSUS`の空白セルは無視します。`IIJ_GROWTH_SERIES`、`IIJ_RATE`、`IIJ_FIGURE`は範囲のセルを1つずつ判定します。
- 期間は1Q02、1H02、1Q-3Q01、FY2001、LTM 1Q02の形で書きます。2桁の年の70~99は19xx年です。
  その他の書き方は`#VALUE!`です。
- 日付はExcelのシリアル値で、1900年3月1日以降です。
- セルに入らない数値は`#NUM!`、32,767文字を超える文字列は`#VALUE!`です。

## 範囲

単一の値の引数に範囲を指定すると、セルごとに計算し、結果も範囲になります。同じ形の範囲はセルごとに対応し、単一セル・行・列は
相手の形に合わせて繰り返します。エラーとなる単一の値も同じで、Excelの演算子と同様に結果の全セルがエラーになります。その他の組み合わせは`#VALUE!`です。範囲を返す関数では、他の引数は単一の値に限ります。

## 3つの形の一致を検証した範囲

種類とエラーは同一、数値の差は、結果と途中の最大値(成長率では1)のうち大きい方の1E-12以内です。
検証の対象は、0および1E-9 <= |x| <= 1E15の数値、文字列、文字列の数字、論理値、空白、エラー、
省略可能な引数の有無、単一セルと範囲です。対象外は次のとおりです。

- この大きさを超える数値では、途中の計算の末尾の桁が異なることがあります。
- 文字列中の15桁を超える数字は、16桁目で決まる場合に15桁目が異なることがあります(Excelの精度は15桁)。
- LibreOfficeではセルの論理値は数値として扱われ、通常の数式もそれを数値とみなします。""",
)
