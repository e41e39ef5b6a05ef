"""The worksheet functions in groups, in the order of the reference."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xl_addin.catalog import FunctionSpec


@dataclass(frozen=True, slots=True)
class Group:
    """Functions about one thing, with what it is called in both languages."""

    title: str
    title_ja: str
    names: frozenset[str]


GROUPS = (
    Group(
        "Growth",
        "成長率",
        frozenset({"IIJ_YOY", "IIJ_QOQ", "IIJ_GROWTH_SERIES", "IIJ_CAGR", "IIJ_TREND"}),
    ),
    Group("Margins", "利益率", frozenset({"IIJ_MARGIN", "IIJ_MARGIN_CHANGE"})),
    Group("EBITDA", "EBITDA", frozenset({"IIJ_EBITDA", "IIJ_EBITDA_NET", "IIJ_EBITDA_MARGIN"})),
    Group("Currency", "為替", frozenset({"IIJ_FX", "IIJ_RATE"})),
    Group("Operations", "営業指標", frozenset({"IIJ_ARPU"})),
    Group(
        "Periods",
        "期間",
        frozenset({"IIJ_PERIOD", "IIJ_PERIOD_END", "IIJ_QUARTER", "IIJ_FIGURE", "IIJ_LTM"}),
    ),
    Group("Outlook", "業績予想", frozenset({"IIJ_CONSENSUS", "IIJ_SURPRISE", "IIJ_GUIDANCE"})),
    Group("Wording and checks", "文言と検証", frozenset({"IIJ_AMOUNT", "IIJ_CHANGE", "IIJ_TIE", "IIJ_FOOT"})),
)


def grouped(specs: Iterable[FunctionSpec]) -> list[tuple[Group, list[FunctionSpec]]]:
    """The groups that have functions here, each with them; what belongs to none comes last."""
    rest = list(specs)
    found = []
    for group in GROUPS:
        found.append((group, [spec for spec in rest if spec.name in group.names]))
        rest = [spec for spec in rest if spec.name not in group.names]
    found.append((Group("More functions", "その他の関数", frozenset()), rest))
    return [(group, members) for group, members in found if members]
