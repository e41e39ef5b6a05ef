"""The sheet Commentary: the release's sentences and the deck's sheets they are printed on."""

from __future__ import annotations

from xl_addin.inputs.figures import Context
from xl_addin.inputs.model import DECK_SHEETS, CommentaryLine
from xl_addin.inputs.tables import Table


def read_commentary(table: Table, context: Context) -> tuple[CommentaryLine, ...]:
    """Every line, by sheet and order; lines without an order keep that of their rows, after the others."""
    found = []
    for row in table.rows():
        period = row.cell("period").required().period(context.calendar)
        sheet, order = row.cell("sheet").required().choice(DECK_SHEETS), row.cell("order").number()
        text, text_ja = row.cell("text"), row.cell("text_ja")
        if text.is_blank and text_ja.is_blank:
            text.required()
        words, words_ja = text.text(), text_ja.text()
        if not (period and sheet and text.ref):
            continue
        place = float("inf") if order is None else order
        ref_ja = None if text_ja.is_blank else text_ja.ref
        found.append(CommentaryLine(period, sheet, place, words, words_ja, text.ref, ref_ja))
    return tuple(sorted(found, key=lambda line: (DECK_SHEETS.index(line.sheet), line.order, line.ref.row)))
