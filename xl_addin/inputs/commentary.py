"""The sheet Commentary: the release's sentences and the deck's sheets they are printed on."""

from __future__ import annotations

from collections.abc import Sequence

from xl_addin.domain.units import CURRENCIES
from xl_addin.inputs.cells import Cell
from xl_addin.inputs.figures import Context
from xl_addin.inputs.headings import folded
from xl_addin.inputs.model import CommentaryLine, deck_sheets, revenue_sheet
from xl_addin.inputs.tables import Table

_OTHER_REVENUE = {folded(revenue_sheet(code)): code for code in CURRENCIES}


def read_commentary(table: Table, context: Context) -> tuple[CommentaryLine, ...]:
    """Every line, by sheet and order; lines without an order keep that of their rows, after the others."""
    found, sheets = [], deck_sheets(context.unit.currency, context.presentation_currency)
    for row in table.rows():
        period = row.cell("period").required().period(context.calendar)
        sheet, order = _sheet(row.cell("sheet").required(), sheets), row.cell("order").number()
        text, text_ja = row.cell("text"), row.cell("text_ja")
        if text.is_blank and text_ja.is_blank:
            text.required()
        words, words_ja = text.text(), text_ja.text()
        if not (period and sheet and text.ref):
            continue
        place = float("inf") if order is None else order
        ref_ja = None if text_ja.is_blank else text_ja.ref
        found.append(CommentaryLine(period, sheet, place, words, words_ja, text.ref, ref_ja))
    return tuple(sorted(found, key=lambda line: (sheets.index(line.sheet), line.order, line.ref.row)))


def _sheet(cell: Cell, sheets: Sequence[str]) -> str | None:
    """One of the deck's sheets; that of revenues in a currency the deck has none of is told apart."""
    text = folded(cell.word())
    if text not in _OTHER_REVENUE or text in map(folded, sheets):
        return cell.choice(sheets)
    code = _OTHER_REVENUE[text]
    remedy = f"give {code} as presentation_currency, or write one of: {', '.join(sheets)}"
    cell.report(f"no amounts are shown in {code}, so the deck has no sheet {revenue_sheet(code)}", remedy)
    return None
