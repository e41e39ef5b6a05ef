"""The items of an income statement and its surroundings, by the names that releases give them.

A concept is a line that any company or part of one may have; with no part named it is the item under
`whole`, and of a part it is the part's name and the concept's ending: `cloud` and `_revenues`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Aspect(StrEnum):
    """What a name speaks of: money, a share of revenues, a share of its own, things, money per share."""

    AMOUNT = "amount"
    RATIO = "ratio"
    RATE = "rate"
    COUNT = "count"
    PER_SHARE = "per share"
    GROWTH = "growth"


@dataclass(frozen=True, slots=True)
class Concept:
    """A line of a statement; `whole` is the item's key, "" where a part must be named.

    `unit` is what is counted. A balance is of a day, not of a period.
    """

    whole: str
    ending: str
    aspect: Aspect = Aspect.AMOUNT
    unit: str = ""
    balance: bool = False


def _money(key: str, ending: str = "", *, balance: bool = False) -> Concept:
    return Concept(key, f"_{ending or key}", balance=balance)


def _things(key: str, unit: str, ending: str = "", *, balance: bool = True) -> Concept:
    return Concept(key, f"_{ending or key}", Aspect.COUNT, unit, balance)


CONCEPTS: dict[str, Concept] = {
    "revenues": _money("total_revenues", "revenues"),
    "gross_profit": _money("gross_profit"),
    "operating_income": _money("operating_income"),
    "ordinary_income": _money("ordinary_income"),
    "pretax_income": _money("income_before_income_taxes"),
    "net_income": _money("net_income"),
    "comprehensive_income": _money("comprehensive_income"),
    "ebitda": _money("ebitda"),
    "sga": _money("selling_general_administrative_expenses"),
    "rd": _money("research_development_expenses"),
    "da": _money("depreciation_amortization"),
    "costs": _money("cost_of_revenues"),
    "operating_expenses": _money("operating_expenses"),
    "non_operating_expenses": _money("non_operating_expenses"),
    "non_operating_income": _money("non_operating_income"),
    "interest_expense": _money("interest_expense"),
    "net_interest_income": _money("net_interest_income"),
    "provision": _money("provision_for_credit_losses"),
    "income_taxes": _money("income_taxes"),
    "tax_rate": Concept("effective_tax_rate", "_tax_rate", Aspect.RATE),
    "equity_income": _money("equity_in_net_income_of_affiliates"),
    "minority": _money("minority_interests"),
    "other_income": _money("other_income_expense"),
    "impairment": _money("impairment_losses"),
    "capex": _money("capital_expenditures"),
    "free_cash_flow": _money("free_cash_flow"),
    "operating_cash_flow": _money("operating_cash_flow"),
    "investing_cash_flow": _money("investing_cash_flow"),
    "financing_cash_flow": _money("financing_cash_flow"),
    "cash": _money("cash_and_cash_equivalents", balance=True),
    "assets": _money("total_assets", balance=True),
    "net_assets": _money("net_assets", balance=True),
    "equity": _money("shareholders_equity", balance=True),
    "inventories": _money("inventories", balance=True),
    "receivables": _money("accounts_receivable", balance=True),
    "debt": _money("interest_bearing_debt", balance=True),
    "deposits": _money("deposits", balance=True),
    "loans": _money("loans", balance=True),
    "orders": _money("orders"),
    "backlog": _money("order_backlog", balance=True),
    "bookings": _money("bookings"),
    "share_buyback": _money("share_repurchases"),
    "eps": Concept("eps", "_eps", Aspect.PER_SHARE),
    "dividend": Concept("dividend_per_share", "_dividend_per_share", Aspect.PER_SHARE),
    "payout": Concept("payout_ratio", "_payout_ratio", Aspect.RATE),
    "progress": Concept("progress_rate", "_progress_rate", Aspect.RATE),
    "roe": Concept("return_on_equity", "_return_on_equity", Aspect.RATE),
    "churn": Concept("churn", "_churn", Aspect.RATE),
    "net_interest_margin": Concept("net_interest_margin", "_net_interest_margin", Aspect.RATE),
    "capital_ratio": Concept("capital_ratio", "_capital_ratio", Aspect.RATE),
    "arpu": _money("arpu"),
    "contracts": _things("", "contracts", "contracts"),
    "subscribers": _things("", "subscribers", "subscribers"),
    "subscriptions": _things("", "contracts", "subscriptions"),
    "connections": _things("", "connections", "connections"),
    "customers": _things("", "customers", "customers"),
    "members": _things("", "members", "members"),
    "net_additions": _things("", "connections", "net_additions", balance=False),
    "employees": _things("employees", "employees"),
    "stores": _things("", "stores", "stores"),
    "vehicles": _things("vehicle_sales", "vehicles", balance=False),
    "units": _things("", "units", "units", balance=False),
    "bandwidth": _things("contracted_bandwidth", "Mbps", "contracted_bandwidth"),
    "comparable_sales": Concept("comparable_sales", "_comparable_sales", Aspect.GROWTH),
    "margin": Concept("", "", Aspect.RATIO),
}


@dataclass(frozen=True, slots=True)
class Sense:
    """What a name means: a concept, in an aspect; `loss` where the name says it is one."""

    concept: str
    aspect: Aspect
    loss: bool = False


_MARGIN, _LOSS = "%", "-"
# Names after "%" are of the concept as a share of revenues, after "-" of a loss.
_ENGLISH: dict[str, str] = {
    "revenues": "revenues|revenue|net revenues|net revenue|operating revenues|operating revenue"
    "|total revenues"
    "|total revenue|net sales|sales revenue|sales|turnover|total net revenue|total net sales|top line"
    "|top-line",
    "gross_profit": "gross profit|gross income|gross profit (loss)"
    "|% gross margin|gross margins|gross profit margin|gross margin ratio|gross profit ratio"
    "|gross margin percentage"
    "|gross margin rate|- gross loss",
    "operating_income": "operating income|operating profit|segment profit|segment income"
    "|segment operating profit|segment operating income|operating profits|operating income (loss)"
    "|operating profit (loss)|operating income/loss|operating income or loss|operating profit or loss"
    "|operating (loss) income|operating result|operating results|operating guidance|operating forecast"
    "|operating earnings|income from operations|profit from operations|earnings from operations"
    "|income (loss) from operations|earnings before interest and taxes|ebit"
    "|% operating margin|operating margins|operating profit margin|operating income margin"
    "|operating margin ratio"
    "|operating income ratio|ebit margin"
    "|- operating loss|operating losses|loss from operations|losses from operations|operating deficit",
    "operating_income_loss_ratio": "%- operating loss ratio|operating loss margin|negative operating margin",
    "ordinary_income": "ordinary income|ordinary profit|recurring profit|recurring income"
    "|% ordinary income margin|ordinary profit margin|- ordinary loss|recurring loss",
    "pretax_income": "income before income taxes|profit before tax|profit before income taxes|pretax income"
    "|pre-tax income|pretax profit|pre-tax profit|income before taxes|earnings before taxes"
    "|pre-provision profit"
    "|% pretax margin|pre-tax margin|- loss before income taxes|loss before tax|pretax loss|pre-tax loss",
    "net_income": "net income|net profit|net profits|net earnings|net result|net income (loss)"
    "|net (loss) income|net profit (loss)"
    "|net income/loss|net income or loss|bottom line|profit for the period|profit for the quarter"
    "|profit for the year"
    "|profit attributable to owners of the parent|profit attributable to owners of parent"
    "|net income attributable to shareholders|profit after tax|net income to common"
    "|% net margin|net profit margin|net income margin|profit margin after tax"
    "|- net loss|net losses|loss for the period|loss for the year|loss attributable to owners of the parent",
    "comprehensive_income": "comprehensive income|total comprehensive income|- comprehensive loss",
    "ebitda": "ebitda|adjusted ebitda|% ebitda margin|adjusted ebitda margin|ebitda margins|- ebitda loss"
    "|adjusted ebitda loss|negative ebitda",
    "sga": "selling, general and administrative expenses|selling, general and administrative expense"
    "|selling, general & administrative expenses|selling general and administrative expenses"
    "|sg&a expenses|sg&a expense|sg&a costs|sg&a|% sg&a ratio|sg&a expense ratio",
    "rd": "research and development expenses|research and development expense|research and development costs"
    "|research & development expenses|research and development|r&d expenses|r&d expense|r&d spending"
    "|r&d costs|r&d",
    "da": "depreciation and amortization|depreciation & amortization|depreciation and amortisation|d&a"
    "|depreciation",
    "costs": "cost of revenues|cost of revenue|costs of revenues|cost of sales|cost of goods sold|cogs",
    "operating_expenses": "operating expenses|operating expense|operating costs|total expenses"
    "|total costs and expenses"
    "|costs and expenses|opex|noninterest expense|non-interest expense",
    "non_operating_expenses": "non-operating expenses|nonoperating expenses",
    "non_operating_income": "non-operating income|nonoperating income",
    "interest_expense": "interest expense|interest expenses",
    "net_interest_income": "net interest income|nii",
    "provision": "provision for credit losses|provisions for credit losses|loan loss provisions|credit costs",
    "income_taxes": "income taxes|income tax expense|income tax expenses|provision for income taxes",
    "tax_rate": "effective tax rate|tax rate",
    "equity_income": "equity in net income of affiliates|equity in net income (loss) of affiliates"
    "|equity in net income (loss) of affiliated companies|equity in net income of affiliated companies"
    "|- equity in net loss of affiliated companies|equity in net income of equity method investees"
    "|equity in earnings of affiliates|- equity in net loss of affiliates"
    "|equity in net loss of equity method investees",
    "minority": "minority interests|minority interest|noncontrolling interests|non-controlling interests",
    "other_income": "other income|other expense|other expenses|other income (expense)"
    "|other income (expenses)",
    "impairment": "impairment loss|impairment losses|impairment charge|impairment charges|impairment",
    "capex": "capital expenditures|capital expenditure|capital spending|capital investment"
    "|capital investments|capex",
    "free_cash_flow": "free cash flow|free cash flows|fcf",
    "operating_cash_flow": "cash flow from operations|cash flows from operations"
    "|cash flow from operating activities"
    "|cash flows from operating activities|operating cash flow|operating cash flows"
    "|cash from operating activities"
    "|cash from operations|cash provided by operating activities|cash generated by operating activities",
    "investing_cash_flow": "cash used in investing activities|cash flows from investing activities",
    "financing_cash_flow": "cash used in financing activities|cash flows from financing activities",
    "cash": "cash and cash equivalents|cash, cash equivalents and marketable securities|cash and equivalents"
    "|cash, cash equivalents and investments|cash and short-term investments|cash balance",
    "assets": "total assets",
    "net_assets": "net assets",
    "equity": "shareholders' equity|shareholder's equity|stockholders' equity|total equity"
    "|shareholders equity"
    "|% equity ratio|shareholders' equity ratio|capital adequacy",
    "inventories": "inventories|inventory",
    "receivables": "accounts receivable|receivables|trade receivables",
    "debt": "interest-bearing debt|net debt|total debt|long-term debt|borrowings",
    "deposits": "deposits|total deposits|customer deposits",
    "loans": "loans|total loans|loan balance|loan balances",
    "orders": "order intake|orders received|new orders|orders",
    "backlog": "order backlog|orders backlog|backlog|remaining performance obligations"
    "|remaining performance obligation",
    "bookings": "bookings|billings",
    "share_buyback": "share repurchases|share buybacks|stock repurchases|share buyback",
    "eps": "earnings per share|earnings per diluted share|net income per diluted share"
    "|net loss per diluted share|income per share|net income per share|profit per share"
    "|earnings (loss) per share"
    "|diluted earnings per share|basic earnings per share|diluted net income per share"
    "|basic net income per share"
    "|net income (loss) per share|diluted eps|basic eps|eps"
    "|- loss per share|net loss per share|losses per share|basic and diluted net loss per share"
    "|diluted loss per share",
    "dividend": "dividend per share|dividends per share|interim dividend|year-end dividend|annual dividend"
    "|quarterly dividend|cash dividend|cash dividends|dividend|dividends",
    "payout": "payout ratio|dividend payout ratio",
    "roe": "return on equity|roe|rote|return on tangible common equity",
    "churn": "churn|churn rate|monthly churn|monthly churn rate",
    "net_interest_margin": "net interest margin|nim",
    "capital_ratio": "capital ratio|cet1 ratio|cet1 capital ratio|common equity tier 1 ratio"
    "|tier 1 ratio|capital adequacy ratio",
    "arpu": "arpu|average revenue per user",
    "contracts": "contracts|number of contracts|total number of contracts|contract count",
    "subscribers": "subscribers|number of subscribers|subscriber base|paid subscribers|users"
    "|active users|daily active users"
    "|monthly active users|subscriber lines",
    "subscriptions": "subscriptions|number of subscriptions",
    "connections": "connections|number of connections",
    "customers": "number of customers|customers",
    "members": "members|number of members|paid members|memberships|paid memberships",
    "net_additions": "net additions|net adds|net subscriber additions|net customer additions",
    "employees": "number of employees|employees|headcount",
    "stores": "number of stores|stores|store count",
    "vehicles": "vehicle sales|vehicle unit sales|vehicles sold|vehicle deliveries|vehicles"
    "|unit sales of vehicles",
    "units": "unit sales|units sold|units|shipments",
    "bandwidth": "contracted bandwidth|total contracted bandwidth|bandwidth|total bandwidth",
    "comparable_sales": "comparable sales|same-store sales|like-for-like sales|comparable store sales"
    "|same store sales"
    "|existing-store sales|comparable-store sales",
    "margin": "% margin|margins|profit margin|profitability ratio|margin ratio",
}
_JAPANESE: dict[str, str] = {
    "revenues": "売上高|売上収益|営業収益|純売上高|売上高合計|売上|純営業収益|総売上高|総売上|業務粗利益"
    "|経常収益",
    "gross_profit": "売上総利益|売上総損益|粗利益|粗利|% 売上総利益率|粗利率|粗利益率|売上高総利益率"
    "|- 売上総損失",
    "operating_income": "営業利益|セグメント利益|営業損益|営業黒字|事業利益|営業利益(損失)"
    "|営業利益又は営業損失"
    "|営業利益又は損失"
    "|% 営業利益率|売上高営業利益率|売上収益営業利益率|営業収益営業利益率|- 営業損失|セグメント損失|営業赤字",
    "operating_income_loss_ratio": "%- 営業損失率",
    "ordinary_income": "経常利益|経常損益|経常黒字|% 経常利益率|売上高経常利益率|- 経常損失|経常赤字",
    "pretax_income": "税引前利益|税引前当期純利益|税引前四半期利益|税引前当期利益|税金等調整前当期純利益"
    "|税金等調整前四半期純利益"
    "|税引前四半期純利益|% 税引前利益率|- 税引前損失|税金等調整前当期純損失",
    "net_income": "純利益|純損益|当期純利益|四半期純利益|当期純損益|四半期純損益|最終利益|最終損益"
    "|最終黒字|当期利益|四半期利益"
    "|中間純利益|親会社株主に帰属する当期純利益|親会社株主に帰属する四半期純利益"
    "|親会社の所有者に帰属する当期利益"
    "|親会社の所有者に帰属する四半期利益|親会社株主に帰属する純利益|親会社の所有者に帰属する利益"
    "|親会社株主に帰属する利益|純利益(損失)|当社株主に帰属する当期純利益"
    "|当社株主に帰属する四半期純利益|親会社株主に帰属する中間純利益|% 純利益率|当期純利益率|売上高純利益率"
    "|中間純損益|中間利益|- 純損失|当期純損失|四半期純損失|中間純損失|親会社株主に帰属する中間純損失"
    "|最終損失|最終赤字|当期損失|四半期損失|親会社株主に帰属する当期純損失"
    "|親会社株主に帰属する四半期純損失|親会社の所有者に帰属する当期損失|親会社の所有者に帰属する四半期損失",
    "comprehensive_income": "包括利益|- 包括損失",
    "ebitda": "ebitda|調整後ebitda|償却前営業利益|% ebitdaマージン|ebitda率",
    "sga": "販売費及び一般管理費|販売費および一般管理費|販売費・一般管理費|販管費|% 販管費率"
    "|売上高販管費比率|販管費比率",
    "rd": "研究開発費|試験研究費|研究開発費用",
    "da": "減価償却費|減価償却費及び償却費|減価償却費及びその他の償却費",
    "costs": "売上原価|営業原価|% 売上原価率|原価率",
    "operating_expenses": "営業費用|営業経費",
    "non_operating_expenses": "営業外費用",
    "non_operating_income": "営業外収益",
    "interest_expense": "支払利息",
    "net_interest_income": "資金利益|純金利収益|純資金利益",
    "provision": "与信関係費用|貸倒引当金繰入額|与信費用",
    "income_taxes": "法人税等|法人所得税費用|法人税等合計",
    "tax_rate": "実効税率|税負担率",
    "equity_income": "持分法による投資利益|持分法投資利益|持分法による投資損益|- 持分法による投資損失"
    "|持分法投資損失",
    "minority": "少数株主利益|少数株主持分|非支配持分",
    "impairment": "減損損失",
    "capex": "設備投資額|設備投資|資本的支出",
    "free_cash_flow": "フリー・キャッシュ・フロー|フリーキャッシュフロー|フリー・キャッシュフロー|fcf",
    "operating_cash_flow": "営業活動によるキャッシュ・フロー|営業キャッシュ・フロー|営業キャッシュフロー"
    "|営業活動によるキャッシュフロー",
    "investing_cash_flow": "投資活動によるキャッシュ・フロー|投資キャッシュフロー",
    "financing_cash_flow": "財務活動によるキャッシュ・フロー|財務キャッシュフロー",
    "cash": "現金及び現金同等物|現金及び現金同等物の残高|現預金|手元資金|現金及び預金",
    "assets": "総資産|資産合計|総資産額",
    "net_assets": "純資産|純資産合計",
    "equity": "株主資本|自己資本|資本合計|親会社の所有者に帰属する持分|% 株主資本比率|自己資本比率"
    "|親会社所有者帰属持分比率",
    "inventories": "棚卸資産|たな卸資産|在庫",
    "receivables": "売掛金|売上債権|受取手形及び売掛金",
    "debt": "有利子負債|純有利子負債|借入金",
    "deposits": "預金",
    "loans": "貸出金|貸出残高",
    "orders": "受注高|受注額|新規受注",
    "backlog": "受注残高|受注残",
    "share_buyback": "自己株式の取得|自社株買い|自己株式取得",
    "eps": "1株当たり利益|1株当たり当期純利益|1株当たり四半期純利益|1株当たり純利益"
    "|基本的1株当たり当期利益|1株あたり利益"
    "|基本的1株当たり四半期純利益|基本的1株当たり四半期利益|基本的1株当たり当期純利益"
    "|希薄化後1株当たり当期利益|1株あたり純利益"
    "|希薄化後1株当たり四半期利益|潜在株式調整後1株当たり当期純利益|eps|1株当たり当期利益"
    "|1株当たり四半期利益|1株当たり利益(損失)"
    "|- 1株当たり損失|1株当たり当期純損失|1株当たり四半期純損失|1株当たり純損失|基本的1株当たり四半期純損失",
    "dividend": "1株当たり配当金|1株当たり配当|配当金|期末配当|期末配当金|中間配当|中間配当金|年間配当"
    "|年間配当金|配当",
    "payout": "配当性向",
    "progress": "進捗率",
    "roe": "自己資本利益率|roe|株主資本利益率|自己資本当期純利益率",
    "churn": "解約率|チャーンレート",
    "net_interest_margin": "預貸金利鞘|純金利マージン",
    "capital_ratio": "総自己資本比率|普通株式等tier1比率|cet1比率",
    "arpu": "arpu",
    "contracts": "契約数|契約件数|総契約数",
    "subscribers": "加入者数|契約者数|加入者|利用者数|ユーザー数|加入件数",
    "subscriptions": "契約回線数|累計契約回線数|回線契約数",
    "connections": "回線数|接続数",
    "customers": "顧客数|取引社数|顧客社数",
    "members": "会員数",
    "net_additions": "純増数|純増",
    "employees": "従業員数|連結従業員数",
    "stores": "店舗数",
    "vehicles": "販売台数|連結販売台数|新車販売台数|自動車販売台数",
    "units": "販売数量|出荷台数|出荷数",
    "bandwidth": "契約総帯域|総契約帯域|総帯域|契約帯域|帯域",
    "comparable_sales": "既存店売上高|既存店売上",
    "margin": "% 利益率|マージン",
}


def _senses(names: dict[str, str]) -> dict[str, Sense]:
    found: dict[str, Sense] = {}
    for key, text in names.items():
        concept = key.removesuffix("_loss_ratio")
        aspect, loss = CONCEPTS[concept].aspect, False
        for name in text.split("|"):
            bare = name
            if name[0] in (_MARGIN, _LOSS):
                marks, _, bare = name.partition(" ")
                aspect = Aspect.RATIO if _MARGIN in marks else CONCEPTS[concept].aspect
                loss = _LOSS in marks
            found[bare] = Sense(concept, aspect, loss)
    return found


ENGLISH: dict[str, Sense] = _senses(_ENGLISH)
JAPANESE: dict[str, Sense] = _senses(_JAPANESE)
