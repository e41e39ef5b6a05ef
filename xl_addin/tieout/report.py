"""The report of a tie-out as sheets: a row a claim with what the workbook gives, and the text with marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from xl_addin.inputs.model import CellRef
from xl_addin.release.book import Book, Grid
from xl_addin.release.expressions import Area, Expression, call, join
from xl_addin.release.layout import label_of, page, titled
from xl_addin.release.spec import Cell, Marked, SheetKind, SheetSpec
from xl_addin.release.styles import STYLES
from xl_addin.tieout.claims import Claim, Measure
from xl_addin.tieout.document import Document, Kind
from xl_addin.tieout.judging.comparison import Verdict
from xl_addin.tieout.judging.telling import shown_unit
from xl_addin.tieout.judging.verdicts import Judged

CLAIMS, TEXT = "Tie-out", "Release text"
_TAB = "2A8C82"
_HEADINGS = ("No.", "Where", "Printed", "What it is of", "Period", "Workbook gives", "Unit", "Verdict", "Why")
_WIDTHS = {1: 1.5, 2: 5, 3: 9, 4: 16, 5: 34, 6: 19, 7: 14, 8: 13, 9: 13, 10: 78}
_FIRST = 6
_WHY, _VERDICT = 10, 9
_TEXT_WIDTH = 96
_MEANINGS = {
    Verdict.TIES: "what the workbook gives prints as the text has it",
    Verdict.CONSISTENT: "it is known only roughly, and some of what it may be prints so",
    Verdict.CONTRADICTED: "nothing of what it may be prints so",
    Verdict.UNVERIFIABLE: "there is nothing to check it with; the reason says why",
}
_OTHERS = {
    "ebitda": "EBITDA",
    "usdjpy": "Yen per dollar",
    "arpu": "ARPU",
    "contributors": "Contributors to the consensus",
}
_PLAIN = {Measure.AMOUNT, Measure.RATE, Measure.COUNT}
_NUMBERS = {
    Measure.AMOUNT: "decimal",
    Measure.GROWTH: "percent",
    Measure.MARGIN: "percent",
    Measure.CHANGE: "decimal",
    Measure.RATE: "rate",
    Measure.COUNT: "amount",
}


def build_report(book: Book, document: Document, judged: Sequence[Judged]) -> tuple[SheetSpec, SheetSpec]:
    """The sheets of a tie-out: the claims, and the text."""
    return _claims(book, document, judged), _text(book, document, judged)


def _claims(book: Book, document: Document, judged: Sequence[Judged]) -> SheetSpec:
    grid = Grid(book, CLAIMS)
    first, last = _FIRST, _FIRST - 1 + max(len(judged), 1)
    titled(grid, _title(judged, first, last), f"{document.name} against {PurePath(book.figures.file).name}")
    for column, name in enumerate(_HEADINGS, 2):
        grid.put(first - 1, column, name, "heading_left")
    for number, one in enumerate(judged, 1):
        _row(grid, verdict_cell(number)[0], number, one)
    row = last + 2
    for verdict, meaning in _MEANINGS.items():
        grid.put(row, 4, str(verdict), str(verdict))
        grid.put(row, 5, meaning, "note")
        row += 1
    printed = replace(page(book, (row, _WHY)), repeat_rows=(first - 1, first - 1))
    return grid.spec(
        _WIDTHS,
        page=printed,
        freeze=(first, 5),
        filtered=(first - 1, 2, last, _WHY),
        kind=SheetKind.TIEOUT,
        tab_color=_TAB,
    )


def _title(judged: Sequence[Judged], first: int, last: int) -> Expression:
    """How many of each verdict, counted live in the column of verdicts."""
    verdicts = Area(CellRef(CLAIMS, first, _VERDICT), CellRef(CLAIMS, last, _VERDICT))
    parts: list[Expression] = [f"{len(judged)} printed numbers: "]
    words = {Verdict.TIES: " tie, ", Verdict.CONSISTENT: " consistent, "}
    words |= {Verdict.CONTRADICTED: " contradicted, ", Verdict.UNVERIFIABLE: " unverifiable"}
    for verdict, word in words.items():
        parts += [call("COUNTIF", verdicts, str(verdict)), word]
    return join(*parts)


def _row(grid: Grid, row: int, number: int, one: Judged) -> None:
    claim = one.claim
    grid.put(row, 2, number, "label", "upper")
    grid.put(row, 3, place(claim.line, claim.passage.page), "label", "upper")
    grid.put(row, 4, claim.printed, "label", "upper", "strong")
    grid.put(row, 5, _subject(grid.book, claim), "text")
    grid.put(row, 6, when(claim), "label", "upper")
    if one.expression is not None:
        grid.put(row, 7, one.expression, _NUMBERS[claim.measure], "found")
    unit = "" if claim.unit == "%" else shown_unit(claim, grid.book.figures.settings.unit)
    grid.put(row, 8, unit, "label", "upper")
    grid.put(row, _VERDICT, str(one.verdict), str(one.verdict))
    why = ". ".join([one.reason, *(f"It would tie as {candidate.text}" for candidate in one.candidates)])
    grid.paragraph(row, _WHY, _WHY, f"{why}.", "text", width=_WIDTHS[_WHY])


def place(line: int | None, page_number: int | None) -> str:
    """Where a text stands in its file: "line 12", "page 3"; "" where the kind of file has neither."""
    if page_number is not None:
        return f"page {page_number}"
    return "" if line is None else f"line {line}"


def _subject(book: Book, claim: Claim) -> Expression:
    name = _OTHERS.get(claim.item or "") or (label_of(book, claim.item) if claim.item else "?")
    return name if claim.measure in _PLAIN else join(name, f", {claim.measure}")


def when(claim: Claim) -> str:
    """The period of a claim, and what it is compared with: "1Q02 on 1Q01"."""
    period = "" if claim.period is None else str(claim.period)
    return f"{period} on {claim.base}" if claim.base is not None else period


def _text(book: Book, document: Document, judged: Sequence[Judged]) -> SheetSpec:
    grid = Grid(book, TEXT)
    titled(grid, document.name, "Each number in the colour of its verdict, and the verdicts beside the text")
    for column, name in ((2, "Where"), (3, "Text"), (4, "Numbers of the sheet Tie-out")):
        grid.put(4, column, name, "heading_left")
    found = defaultdict(list)
    for number, one in enumerate(judged, 1):
        found[id(one.claim.passage)].append((number, one))  # two passages may read the same
    row = 4
    for row, passage in enumerate(document.passages, 5):
        grid.put(row, 2, place(passage.line, passage.page), "note", "upper")
        style = "strong" if passage.kind is Kind.HEADING else "label"
        grid.paragraph(row, 3, 3, passage.text, "text", style, width=_TEXT_WIDTH)
        marks = found.get(id(passage), [])
        stretches = tuple(sorted({(one.claim.start, one.claim.end, _color(one.verdict)) for _, one in marks}))
        if stretches:
            grid.cells[row, 3] = Cell(Marked(passage.text, stretches), ("text", style))
        grid.put(row, 4, ", ".join(f"{number} {one.verdict}" for number, one in marks), "text")
        grid.heights[row] = max(grid.heights[row], 14.0 * -(-len(marks) // 2) + 2)
    widths = {1: 1.5, 2: 9, 3: _TEXT_WIDTH, 4: 36}
    printed = replace(page(book, (row, 4), landscape=False), repeat_rows=(4, 4))
    return grid.spec(widths, page=printed, freeze=(5, 1), kind=SheetKind.TIEOUT, tab_color=_TAB)


def _color(verdict: Verdict) -> str:
    color = STYLES[str(verdict)].color
    assert color is not None
    return color


def verdict_cell(number: int) -> tuple[int, int]:
    """Row and column of a verdict on the sheet of the claims."""
    return _FIRST + number - 1, _VERDICT


def contradictions(judged: Sequence[Judged]) -> Iterator[tuple[int, Judged]]:
    """The claims that the workbook contradicts, each with its number."""
    return ((number, one) for number, one in enumerate(judged, 1) if one.verdict is Verdict.CONTRADICTED)
