"""The deck's fixed words, English and Japanese. Blanks in braces are filled where they are printed."""

from __future__ import annotations

from collections.abc import Mapping

ARPU_NOTE = "ARPU: the quarter's IP service revenues over the mean of opening and closing contracts, a month."

JAPANESE: Mapping[str, str] = {
    # Titles and headings
    "Results of {quarter}, {span}": "{quarter}決算({span})",
    "Revenues": "売上高",
    "Revenues in {currency}": "{currency}建て売上高",
    "Operating result": "営業損益",
    "Guidance": "業績予想",
    "Commentary": "概況",
    "YoY": "前年同期比",
    "QoQ": "前四半期比",
    "% of revenues": "売上高比率",
    "Growth YoY": "前年同期比",
    "Growth QoQ": "前四半期比",
    "Share of total revenues": "売上高構成比",
    "Revenues breakdown by quarter, {unit}": "四半期別売上高の内訳({unit})",
    "Revenues by line and quarter": "四半期別・区分別売上高",
    "Not given by line": "内訳のない売上高",
    "ARPU, contracts and contracted bandwidth": "ARPU、契約数、契約総帯域",
    "ARPU, {unit} a month": "ARPU({unit}/月)",
    "Contracted bandwidth by quarter": "四半期別契約総帯域",
    "Contracts and contracted bandwidth": "契約数、契約総帯域",
    "Contracts by quarter": "四半期別契約数",
    "Contracts and ARPU by quarter": "四半期別契約数とARPU",
    "contracts": "契約",
    "Revenues, {unit}": "売上高({unit})",
    "Revenues and gross margin ratio, {unit}": "売上高と売上総利益率({unit})",
    "Revenues by quarter": "四半期別売上高",
    "Revenues and gross margin by quarter": "四半期別売上高と売上総利益率",
    "Gross margin": "売上総利益率",
    "Gross margin, % of revenues": "売上総利益率(%)",
    "Operating income, margins and EBITDA, {unit}": "営業損益、利益率、EBITDA({unit})",
    "Operating income (loss) by quarter": "四半期別営業利益(損失)",
    "{words}, {trend} against {period}": "{words}({period}比{trend})",
    "Operating margin": "営業利益率",
    "EBITDA and its reconciliation": "EBITDAと調整",
    "EBITDA (operating income (loss) + D&A)": "EBITDA(営業利益(損失)+減価償却費)",
    "EBITDA margin": "EBITDAマージン",
    "Less: {item}": "控除:{item}",
    "Items between, net": "その他の調整項目(純額)",
    "Not explained by these items": "上記の項目で説明されない差額",
    "Figures computed": "計算値",
    "Data of the chart": "グラフのデータ",
    "{period}E": "{period}(予)",
    "Revenues by fiscal year": "年度別売上高",
    "Revenues by fiscal year, {unit}": "年度別売上高({unit})",
    "Revenues by fiscal year, {unit} and {other}": "年度別売上高({unit}、{other})",
    "Revenues of {amount} in {year}": "{year}の売上高 {amount}",
    "Revenues of {amount} expected in {year}": "{year}の売上高予想 {amount}",
    "Operating income by fiscal year": "年度別営業利益",
    "Operating income by fiscal year, {unit}": "年度別営業利益({unit})",
    "Operating income of {amount} in {year}": "{year}の営業利益 {amount}",
    "Operating loss of {amount} in {year}": "{year}の営業損失 {amount}",
    "Analysts expect operating income of {amount} in {year}": "{year}の営業利益のアナリスト予想 {amount}",
    "Analysts expect an operating loss of {amount} in {year}": "{year}の営業損失のアナリスト予想 {amount}",
    "Consensus on {year}": "{year}のコンセンサス",
    "Mean of contributors": "各社予想の平均",
    "Highest": "最高",
    "Lowest": "最低",
    "Contributors": "予想提供社数",
    "Published mean": "公表された平均",
    "As of {day}": "{day}現在",
    "Guidance, and what it implies": "業績予想とその意味",
    "{money} per share": "1株当たり{money}",
    "  issued before, replaced": "  以前の予想(修正前)",
    "Guidance as issued": "公表された業績予想",
    "{item} of {low} to {high} guided for {period}": "{period}の{item}予想 {low}~{high}",
    "Outlook after {quarter}": "{quarter}後の見通し",
    " growth, %": "の伸び率(%)",
    "{end}, {unit}": "{end}({unit})",
    "qualifier, note": "種別、備考",
    "issued": "公表日",
    "range": "レンジ",
    "about": "約",
    "at least": "以上",
    "at or near break-even": "概ね均衡",
    "{period} against the growth guided, {unit}": "{period}と予想伸び率({unit})",
    "{period} by the amounts guided, {unit}": "予想の金額による{period}({unit})",
    "{period} as guided": "{period}(予想)",
    "Sum of {names}": "{names}の合計",
    "Growth implied": "予想の金額による伸び率",
    "Growth guided ({qualifier})": "公表された予想伸び率({qualifier})",
    "{period} at the growth guided": "予想伸び率による{period}",
    "Left for {names}": "{names}に必要な金額",
    "Growth needed in {names}": "{names}に必要な伸び率",
    "The growth guided does not hold at the low end of the amounts guided; it holds at the high end.": (
        "予想伸び率は、予想金額の下限では達成されず、上限では達成されます。"
    ),
    "The growth guided does not hold for the amounts guided.": "予想伸び率は、予想金額では達成されません。",
    "The growth guided holds for the amounts guided.": "予想伸び率は、予想金額の範囲で達成されます。",
    # Headlines
    "{amount} ({other})": "{amount}({other})",
    ", ": "、",
    " & ": "、",
    "Operating loss of ": "営業損失 ",
    "Operating income of ": "営業利益 ",
    "Operating margin {now}": "営業利益率 {now}",
    "Operating margin {now}, from {then} in {year_ago} and {lately} in {previous}": (
        "営業利益率 {now}({year_ago}は{then}、{previous}は{lately})"
    ),
    "(operating income (loss) + D&A)": "(営業利益(損失)+減価償却費)",
    "{period}: {item} at or near break-even": "{period}:{item} 概ね均衡",
    "{period}: {item} between {low} and {high}": "{period}:{item} {low}~{high}",
    "{period}: {item} about {low}": "{period}:{item} 約{low}",
    "{period}: {item} at least {low}": "{period}:{item} {low}以上",
    "{period}: {item} at most {high}": "{period}:{item} {high}以下",
    "{period}: {item} growth of about {low}%": "{period}:{item} 約{low}%増",
    "{period}: {item} growth of {low}% to {high}%": "{period}:{item} {low}%~{high}%増",
    "{period}: {item} growth of at least {low}%": "{period}:{item} {low}%以上の増加",
    "{period}: {item} growth of at most {high}%": "{period}:{item} {high}%以下の増加",
    " (the amounts guided give {low} to {high})": "(業績予想の金額では{low}~{high})",
    # Workings
    "Workings of the headlines": "見出しの計算",
    "revenues": "売上高",
    "operating income": "営業利益",
    "low": "下限",
    "high": "上限",
    "{label}, printed": "{label}、表示",
    "{label}, {currency}": "{label}、{currency}",
    "{label}, {currency} printed": "{label}、{currency}表示",
    "Revenues against {period}": "売上高、{period}比",
    "Operating income or loss": "営業利益または損失",
    "Operating margin, {period}": "営業利益率、{period}",
    "EBITDA, printed": "EBITDA、表示",
    "{period} a year before": "{period}の前年同期",
    "{period}, {end}": "{period}、{end}",
    "Growth implied, {end}": "予想の金額による伸び率、{end}",
    "Growth implied, {end}, %": "予想の金額による伸び率、{end}、%",
    # Notes
    "Translated at one rate, {quote}, {day}{source}.": (
        "単一の為替レート({quote}、{day}{source})で換算しています。"
    ),
    "Each period translated at the rate of its end, this one at {quote}, {day}{source}.": (
        "各期の期末レート(当期は{quote}、{day}{source})で換算しています。"
    ),
    "Each period translated at its average rate, this one at {quote}, {day}{source}.": (
        "各期の平均レート(当期は{quote}、{day}{source})で換算しています。"
    ),
    "Solely for convenience; no representation that {reporting} amounts could be converted at this or any"
    " rate.": (
        "{presentation}金額は便宜上のものであり、{reporting}金額がこの為替レートまたは他のレートで換算できることを示すものではありません。"
    ),
    "May not add due to rounding.": "端数処理のため合計が一致しない場合があります。",
    "n/a: no comparative figure. n.m.: growth has no meaning.": (
        "n/a:比較対象の数値なし。n.m.:伸び率に意味がないもの。"
    ),
    "ᵉ Estimate, or computed from one: a point inside published bounds; see Sources.": (
        "ᵉ 推定値、または推定値による計算値(公表された範囲内の値)。Sourcesを参照。"
    ),
    "ⁱ Illustrative, or computed from it: not a published figure; see Sources.": (
        "ⁱ 例示値、または例示値による計算値(公表された数値ではありません)。Sourcesを参照。"
    ),
    ARPU_NOTE: "ARPU:当四半期のIPサービス売上高÷期初と期末の契約数の平均÷月数。",
    "EBITDA is left out: depreciation and amortization are not given.": (
        "減価償却費が示されていないため、EBITDAは表示していません。"
    ),
    "Not reconciled to net income, which is not given.": (
        "純利益がないため、純利益への調整は表示していません。"
    ),
    "Not given one by one: {items}.": "個別に記載のない項目:{items}。",
    "other income": "その他の収益・費用",
    "interest": "支払利息",
    "income taxes": "法人税等",
    "affiliates": "持分法投資損益",
    "minority interests": "少数株主損益",
    "E: forecast, not a figure of the books; see Outlook.": (
        "(予):予想であり、実績ではありません。Outlookを参照。"
    ),
    "E: consensus of analysts, not a forecast of the company.": (
        "(予):アナリストのコンセンサスであり、会社の予想ではありません。"
    ),
    "† {name} {period}: reported before as {amount}.{reason}": (
        "† {name} {period}:当初の発表値 {amount}。{reason}"
    ),
    "† {name} {period}: reported on {day} as {amount}.{reason}": (
        "† {name} {period}:{day}の発表値 {amount}。{reason}"
    ),
    "Contains illustrative figures": "例示値を含みます",
    # Checks
    "Checks": "検証",
    "Live: expected and actual agree within the tolerance": (
        "期待値と実際値が許容差の範囲で一致すること(数式)"
    ),
    "Check": "検証項目",
    "Sheet": "シート",
    "Expected": "期待値",
    "Actual": "実際値",
    "Difference": "差",
    "Tolerance": "許容差",
    "Result": "結果",
    "differs": "不一致",
    "Failed checks": "不一致の件数",
    "{total}: sum of components, {period}": "{total}:内訳の合計、{period}",
    "{item}: sum of quarters, {period}": "{item}:四半期の合計、{period}",
    "{item}: year to date and its parts, {period}": "{item}:累計とその内訳、{period}",
    "Derived quarters": "計算で求めた四半期",
    "Live: the year, or the year to date, less what is given of it. Blank: not to be told.": (
        "通期または累計から、示された期間を差し引いた数式です。空欄は求められない数値です。"
    ),
    "Item": "項目",
    "{item}: closing quarter, {period}": "{item}:期末の四半期、{period}",
    "Operating income: gross profit less SG&A and R&D, {period}": (
        "営業利益:売上総利益から販売費及び一般管理費と研究開発費を控除、{period}"
    ),
    "{item}: revenues less cost of sales, {period}": "{item}:売上高-売上原価、{period}",
    "{item}: gross profit less operating expenses, {period}": "{item}:売上総利益-営業費用、{period}",
    "{item}: operating income and other, {period}": "{item}:営業利益+その他、{period}",
    "{item}: pre-tax income less taxes, {period}": "{item}:税引前利益-法人税等、{period}",
    "{item}: pre-tax income less taxes and minorities, {period}": (
        "{item}:税引前利益-法人税等-少数株主損益、{period}"
    ),
    "{item}: operating income and D&A, {period}": "{item}:営業利益+減価償却費、{period}",
    "{item}: total assets less liabilities, {period}": "{item}:総資産-負債、{period}",
    "{item}: operating and investing cash flow, {period}": "{item}:営業CF+投資CF、{period}",
    "{item}: operating cash flow less capital expenditures, {period}": "{item}:営業CF-設備投資額、{period}",
    "{item}: equity over total assets, {period}": "{item}:自己資本÷総資産、{period}",
    "{item}: net income over average shares, {period}": "{item}:純利益÷期中平均株式数、{period}",
    "{item}: equity over shares at the end, {period}": "{item}:自己資本÷期末株式数、{period}",
    "{item}: sum of quarters, roughly, {period}": "{item}:四半期の合計(概算)、{period}",
    "Year-ago column is four quarters back": "前年同期の列は4四半期前",
    "Previous column is one quarter back": "前四半期の列は1四半期前",
    "Translation: {name} in {currency} times the rate": "換算:{name}の{currency}金額×為替レート",
    "Translation: {name} in {currency} divided by the rate": "換算:{name}の{currency}金額÷為替レート",
    "Rounding: {name} as printed, {unit}": "端数処理:{name}の表示、{unit}",
    # About
    "About this workbook": "このブックについて",
    "What it was built from": "作成の元となったもの",
    "Build": "作成",
    "Built with": "作成プログラム",
    "Build time": "作成日時",
    "Input workbook": "入力ブック",
    "SHA-256 of the input values": "入力値のSHA-256",
    "Settings": "設定",
    "Exchange rate": "為替レート",
    "Estimated figures": "推定値",
    "Illustrative figures": "例示値",
}


def phrase(english: str, language: str) -> str:
    """A phrase in a language.

    Raises:
        KeyError: the phrase has no Japanese yet.
    """
    return JAPANESE[english] if language == "ja" else english
