"""The catalogue of line items, and the role of an item by whatever it is called."""

from __future__ import annotations

import pytest

from xl_addin.domain.items import LINE_ITEMS, ItemKind, role_of

ROLES = {
    "total_revenues": "total_revenues",
    "net_sales": "total_revenues",
    "Revenue": "total_revenues",
    "売上収益": "total_revenues",
    "cost_of_revenue": "cost_of_sales",
    "sales_general_and_administrative": "selling_general_administrative_expenses",
    "SG&A": "selling_general_administrative_expenses",
    "R&D": "research_development_expenses",
    "operating_profit": "operating_income",
    "営業利益": "operating_income",
    "depreciation_and_amortization": "depreciation_amortization",
    "income_before_tax": "income_before_income_taxes",
    "経常利益": "ordinary_income",
    "親会社株主に帰属する当期純利益": "net_income",
    "eps": "eps_basic",
    "capex": "capital_expenditures",
    "自己資本比率": "equity_ratio",
    "cfo": "operating_cash_flow",
    "cloud_revenue": "",
    "other_sales": "",
    "mitsumi_business_sales": "",
    "": "",
}


@pytest.mark.parametrize(("text", "role"), ROLES.items())
def test_an_item_has_its_role_by_key_synonym_or_name(text: str, role: str) -> None:
    assert role_of(text) == role


def test_no_spelling_stands_for_two_items() -> None:
    for item in LINE_ITEMS.values():
        assert {role_of(word) for word in item.spellings} == {item.key}


def test_what_stands_at_the_end_of_a_period_is_no_flow() -> None:
    # Positions of a balance sheet, by accounting's definition.
    for key in ("total_assets", "inventories", "total_equity", "cash_and_cash_equivalents", "order_backlog"):
        assert LINE_ITEMS[key].kind is ItemKind.BALANCE


def test_costs_are_those_that_are_entered_positive() -> None:
    assert {key for key, item in LINE_ITEMS.items() if item.is_cost} == {
        "cost_of_sales",
        "selling_general_administrative_expenses",
        "research_development_expenses",
        "operating_expenses",
        "depreciation_amortization",
        "capital_expenditures",
    }
