"""Rows of totals or averages among rows that each stand for themselves: they would count once more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from xl_addin.inputs.headings import CONSENSUS, GUIDANCE, RATES, RESTATED, SOURCES, SheetKind, folded
from xl_addin.inputs.model import column_letters
from xl_addin.inputs.tables import Row, Table

# What such rows are called, by language.
_WORDS: Mapping[str, frozenset[str]] = {
    "en": frozenset(
        {
            "total",
            "totals",
            "grand total",
            "sub total",
            "subtotal",
            "sum",
            "average",
            "averages",
            "avg",
            "median",
        }
        | {
            "consensus",
            "market consensus",
            "arithmetic mean",
            "simple average",
            "highest",
            "lowest",
            "high",
            "low",
        }
        | {"max", "min", "maximum", "minimum", "standard deviation", "std dev", "stdev", "count"}
    ),
    "ja": frozenset(
        {
            "計",
            "合計",
            "小計",
            "総計",
            "平均",
            "平均値",
            "単純平均",
            "中央値",
            "コンセンサス",
            "市場コンセンサス",
        }
        | {"最大", "最小", "最大値", "最小値", "最高", "最低", "標準偏差", "件数"}
    ),
}
_ALL_WORDS = frozenset(word for words in _WORDS.values() for word in words)
# The columns that say what a row stands for, the figures that a formula may gather, and what its peers share.
_NAMES: Mapping[SheetKind, tuple[str, ...]] = {
    SOURCES: (),
    RESTATED: (),
    RATES: ("pair",),
    GUIDANCE: ("period",),
    CONSENSUS: ("period", "contributor"),
}
_PEERS: Mapping[SheetKind, tuple[tuple[str, ...], tuple[str, ...]]] = {
    RATES: (("rate",), ("pair", "basis")),
    GUIDANCE: (("low", "high"), ("period", "item")),
    CONSENSUS: (("value",), ("period", "item")),
}
_GATHERING = re.compile(r"(?:SUM|AVERAGE|AVERAGEA|MEDIAN|SUBTOTAL|AGGREGATE|TRIMMEAN)\(([^()]*)\)")
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]+):\$?([A-Z]{1,3})\$?([0-9]+)")
_ASIDE = re.compile(r"\(.*?\)|[.:：。]")
# Rows that are a mean and say so.
_MEANS = {("contributor", "mean"), ("basis", "average")}

_REMEDY = "delete the row, or move it to a sheet of your own"
_REMEDY_OF_MEAN = "delete the row; a published mean has the contributor mean"


def leave_out_totals(table: Table) -> None:
    """Report the rows of totals and read them no further."""
    for row in list(table.rows()) if table.kind in _NAMES else ():
        if (why := _why(row)) is not None:
            cell = row.cell((table.kind.key, *_NAMES[table.kind])[-1])
            cell.report(f"{why} among rows that stand for themselves", _remedy(table))
            table.left_out.add(row.number)


def _remedy(table: Table) -> str:
    return _REMEDY_OF_MEAN if table.kind is CONSENSUS else _REMEDY


def _why(row: Row) -> str | None:
    """What tells that a row is one of totals; None where nothing does."""
    kind = row.table.kind
    words = next(filter(_is_total, (_said(row, name) for name in _NAMES[kind])), "")
    if words:
        return f"'{words}' is a row of totals or averages"
    key = row.cell(kind.key).ref
    totals = row.table.grid.layout.totals
    if key and any(area.top == key.row and area.left <= key.column <= area.right for area in totals):
        return "this is the table's row of totals"
    if kind in _PEERS and (formula := _gathering(row)):
        return f"the formula {formula} makes it a row of totals or averages"
    return None


def _said(row: Row, column: str) -> str:
    """A cell's content as it is compared; what is wrong with it is said when it is read."""
    return folded(str(row.cell(column).seen or ""))


def _is_total(text: str) -> bool:
    return " ".join(re.split(r"[\s_-]+", _ASIDE.sub(" ", text).strip("_ "))) in _ALL_WORDS


def _gathering(row: Row) -> str:
    """The formula of a row that gathers figures of its peers, rows that answer the same question."""
    if any(_said(row, column) == word for column, word in _MEANS):
        return ""
    figures, shared = _PEERS[row.table.kind]
    subject = [_said(row, column) for column in shared]
    for figure in figures:
        column = row.table.columns.get(figure)
        text = row.table.grid.formulas.get((row.number, column), "") if column else ""
        others = {number for number in _rows_gathered(text, column or 0) if number != row.number}
        peers = (other for other in row.table.rows() if other.number in others)
        if sum(subject == [_said(peer, name) for name in shared] for peer in peers) > 1:
            return f"={text}"
    return ""


def _rows_gathered(formula: str, column: int) -> Iterator[int]:
    for arguments in _GATHERING.findall(formula.upper()):
        for left, top, right, bottom in _AREA.findall(arguments):
            if left == right == column_letters(column):
                yield from range(int(top), min(int(bottom), int(top) + 10_000) + 1)
