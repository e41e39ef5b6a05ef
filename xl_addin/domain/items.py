"""The line items of a release that the deck knows, by key, with their names in both languages."""

from __future__ import annotations

from collections.abc import Mapping

LINE_ITEMS: Mapping[str, tuple[str, str]] = {
    "total_revenues": ("Total revenues", "売上高合計"),
    "ip_service_revenues": ("IP service revenues", "IPサービス売上高"),
    "dialup_access_revenues": ("Dial-up access revenues", "ダイヤルアップ接続サービス売上高"),
    "value_added_service_revenues": ("Value-added service revenues", "付加価値サービス売上高"),
    "other_network_service_revenues": ("Other network service revenues", "その他ネットワークサービス売上高"),
    "systems_integration_revenues": ("Systems integration revenues", "システムインテグレーション売上高"),
    "equipment_sales": ("Equipment sales", "機器売上高"),
    "gross_profit": ("Gross profit", "売上総利益"),
    "systems_integration_gross_profit": (
        "Systems integration gross profit",
        "システムインテグレーション売上総利益",
    ),
    "selling_general_administrative_expenses": (
        "Selling, general and administrative expenses",
        "販売費及び一般管理費",
    ),
    "research_development_expenses": ("Research and development expenses", "研究開発費"),
    "operating_income": ("Operating income (loss)", "営業利益(損失)"),
    "depreciation_amortization": ("Depreciation and amortization", "減価償却費"),
    "other_income_expense": ("Other income (expense)", "その他の収益(費用)"),
    "interest_expense": ("Net interest expense", "純支払利息"),
    "income_taxes": ("Income taxes", "法人税等"),
    "equity_in_net_income_of_affiliates": ("Equity in net income of affiliates", "持分法による投資損益"),
    "minority_interests": ("Minority interests", "少数株主持分"),
    "net_income": ("Net income (loss)", "純利益(損失)"),
    "ip_service_contracts": ("IP service contracts", "IPサービス契約数"),
    "contracted_bandwidth": ("Contracted bandwidth", "契約総帯域"),
}
