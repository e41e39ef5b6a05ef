"""The sheet Functions: an index, how many examples agree, and what to do where one does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xl_addin.catalog import FunctionSpec
from xl_addin.inputs.model import CellRef
from xl_addin.release.expressions import Area, Mode, reference
from xl_addin.release.functions.canvas import Canvas
from xl_addin.release.functions.examples import Entry
from xl_addin.release.functions.groups import Group, grouped
from xl_addin.release.spec import Page, SheetSpec, Stated

NAME = "Functions"
FUNCTION, HELP, HELP_JA, EXAMPLES, AGREE, ALL = range(2, 8)
WIDTHS = {1: 1.5, FUNCTION: 27.0, HELP: 52.0, HELP_JA: 50.0, EXAMPLES: 11.0, AGREE: 9.0, ALL: 12.0}
HEADINGS = {
    FUNCTION: "Function\n関数",
    HELP: "What it gives",
    HELP_JA: "内容",
    EXAMPLES: "Examples\n例の数",
    AGREE: "Agree\n一致",
    ALL: "All agree\nすべて一致",
}
VERDICT, VERDICT_JA = 4, 5
HINTS_ROW = 7

_CALCULATED: Mapping[Mode, tuple[str, str]] = {
    Mode.LAMBDA: (
        "Calculated by the LAMBDAs that this workbook carries as names: Excel 365 or 2024, no add-in.",
        "このブックに名前として定義されたLAMBDAで計算します(Excel 365または2024。アドインは不要)。",
    ),
    Mode.UDF: (
        "Calculated by the add-in, which must be loaded; the workbook defines no function itself.",
        "アドインで計算します(アドインの読み込みが必要。ブック自体は関数を定義していません)。",
    ),
    Mode.NATIVE: (
        "Calculated by native formulas, in any spreadsheet program.",
        "通常の数式で計算します(どの表計算ソフトでも使えます)。",
    ),
}
_FIRST_HINT: Mapping[Mode, tuple[str, str]] = {
    Mode.LAMBDA: (
        "#NAME? in many rows: this program has no LAMBDA. Use Excel 365 or 2024, or the add-in.",
        "多くの行で#NAME?となる場合、LAMBDAに未対応です。Excel 365/2024かアドインを使ってください。",
    ),
    Mode.UDF: (
        "#NAME? in many rows: the add-in is not loaded. Load it, then press Ctrl+Alt+F9.",
        "多くの行で#NAME?となる場合、アドインが読み込まれていません。読み込んでからCtrl+Alt+F9を押してください。",
    ),
    Mode.NATIVE: (
        "In LibreOffice a boolean in a cell counts as a number: a row that is given one says FALSE there.",
        "LibreOfficeではセルの論理値が数値とみなされるため、論理値を引数とする行はFALSEとなります。",
    ),
}
_HINTS = (
    (
        "Old results: calculation may be set to manual. Press Ctrl+Alt+F9 to calculate everything anew.",
        "結果が古い場合、計算方法が手動かもしれません。Ctrl+Alt+F9ですべて再計算してください。",
    ),
    (
        "A blue cell was changed: build the workbook again with  xl-addin functions --workbook FILE.xlsx",
        "青字のセルを変更した場合は、xl-addin functions --workbook FILE.xlsx で作り直してください。",
    ),
    (
        "Otherwise do not rely on that function here. Report the row, both results and Excel's version.",
        "それ以外の場合、その関数は使わず、該当行・両方の結果・Excelのバージョンを報告してください。",
    ),
)


def build_summary(specs: Sequence[FunctionSpec], mode: Mode, entries: Mapping[str, Entry]) -> SheetSpec:
    """The sheet; `entries` tells where each function's examples stand."""
    canvas = Canvas(NAME)
    canvas.heights |= {1: 24, VERDICT: 20, VERDICT_JA: 18}
    canvas.put(1, FUNCTION, "Worksheet functions  ワークシート関数", "title")
    for row, text in enumerate(_CALCULATED[mode], 2):
        canvas.put(row, FUNCTION, text, "subtitle")
    row = _write_hints(canvas, mode)
    heading = row + 1
    for column, text in HEADINGS.items():
        canvas.put(heading, column, text, "column", *(["center"] if column >= EXAMPLES else []))
    canvas.heights[heading] = 30
    row = heading + 1
    for group, members in grouped(specs):
        _write_group(canvas, row, group)
        row += 1
        for spec in members:
            _write_function(canvas, row, spec, entries[spec.name])
            row += 1
    _write_total(canvas, heading + 1, row, sum(entry.called for entry in entries.values()))
    return canvas.spec(
        WIDTHS,
        page=Page(landscape=False, one_page=True, last=(row, ALL), footer="&L&A&R&P / &N"),
        freeze=(VERDICT_JA + 1, 1),
        flagged=((VERDICT, ALL, row, ALL),),
    )


def _write_hints(canvas: Canvas, mode: Mode) -> int:
    """What to do where a row is FALSE; gives the next free row."""
    row = HINTS_ROW
    canvas.put(row, FUNCTION, "When a row says FALSE", "section")
    canvas.put(row, HELP_JA, "FALSEの行があるとき", "section")
    canvas.paint(row, HELP, HELP, "section")
    canvas.paint(row, EXAMPLES, ALL, "section")
    for number, (english, japanese) in enumerate((_FIRST_HINT[mode], *_HINTS), 1):
        row += 1
        for first, last, text in ((FUNCTION, HELP, english), (HELP_JA, ALL, japanese)):
            canvas.put(row, first, f"{number}. {text}", "long")
            canvas.merge(row, first, last)
        left, right = (
            sum(WIDTHS[c] for c in range(*ends)) for ends in ((FUNCTION, HELP_JA), (HELP_JA, ALL + 1))
        )
        canvas.fit(row, {english: left, japanese: right})
    return row + 1


def _write_group(canvas: Canvas, row: int, group: Group) -> None:
    canvas.put(row, FUNCTION, group.title, "section")
    canvas.put(row, HELP_JA, group.title_ja, "section")
    canvas.paint(row, HELP, HELP, "section")
    canvas.paint(row, EXAMPLES, ALL, "section")


def _write_function(canvas: Canvas, row: int, spec: FunctionSpec, entry: Entry) -> None:
    canvas.link(row, FUNCTION, spec.name, entry.heading, "long", "indented", "link")
    canvas.put(row, HELP, spec.help, "long")
    canvas.put(row, HELP_JA, spec.help_ja, "long")
    canvas.fit(row, {spec.help: WIDTHS[HELP], spec.help_ja: WIDTHS[HELP_JA]})
    if not entry.called:
        canvas.put(row, EXAMPLES, "add-in only", "long", "center", "small")
        return
    agreeing = f"=COUNTIF({reference(entry.verdicts, NAME)},TRUE)"
    examples = canvas.put(row, EXAMPLES, entry.called, "long", "center")
    agree = canvas.put(row, AGREE, Stated(agreeing, entry.called), "long", "center")
    canvas.put(row, ALL, Stated(f"={agree.a1}={examples.a1}", True), "long", "pass")


def _write_total(canvas: Canvas, first: int, row: int, called: int) -> None:
    """The sums, and above the table what they say."""
    canvas.put(row, FUNCTION, "All functions  合計", "total")
    canvas.paint(row, HELP, HELP_JA, "total")

    def total(column: int) -> CellRef:
        area = Area(CellRef(NAME, first, column), CellRef(NAME, row - 1, column))
        return canvas.put(row, column, Stated(f"=SUM({reference(area, NAME)})", called), "center", "total")

    examples, agree = total(EXAMPLES).a1, total(AGREE).a1
    canvas.put(row, ALL, Stated(f"={agree}={examples}", True), "pass", "total")
    canvas.put(VERDICT, ALL, Stated(f"={agree}={examples}", True), "headline", "pass")
    for at, words in (
        (
            VERDICT,
            ("All ", " examples agree.", " of ", " examples do not agree: see the rows that say FALSE."),
        ),
        (
            VERDICT_JA,
            ("", "件の例がすべて一致しています。", "件が不一致です(全", "件)。FALSEの行を確認してください。"),
        ),
    ):
        before, after, between, end = words
        text = (
            f'=IF({agree}={examples},"{before}"&{examples}&"{after}",'
            f'{examples}-{agree}&"{between}"&{examples}&"{end}")'
        )
        canvas.put(at, FUNCTION, Stated(text, f"{before}{called}{after}"), "headline")
