"""The sheets of the packed workbooks that are not inputs: the first one, texts, functions, configuration."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from xl_addin.catalog import FunctionSpec
from xl_addin.hosts.setup.machine import PROJECT
from xl_addin.hosts.vba.sources import Command
from xl_addin.release.spec import Cell, Page, SheetKind, SheetSpec

START, TEXTS, FUNCTIONS, CONFIGURATION = "Start", "Texts", "Functions", f"{PROJECT}.conf"
FIRST_BUTTON_ROW = 4
BUTTON_COLUMN = 2
_ENGLISH, _JAPANESE = 3, 4

_STEPS = (
    (
        "Enter your figures in the sheets Settings, Figures and Rates; the other input sheets are optional.",
        "Settings、Figures、Rates の各シートに数値を入力します。他の入力シートは任意です。",
    ),
    (
        "Check figures: every problem is named with its sheet and cell; mend them and check again.",
        "「数値を検証」を押します。問題はシートとセルの番地で示されるので、直してから再度検証します。",
    ),
    (
        "Build release: its sheets come behind these; save to keep them. Tie out text checks the text.",
        "「決算資料を作成」を押すと、後ろにシートが追加されます。保存してください。「本文を照合」で本文を確かめます。",
    ),
)
_NOTES = (
    (
        "The buttons need Python with the package xl_addin (in a terminal: xl-addin install). "
        "If one does not work, xl-addin doctor says why.",
        "ボタンには xl_addin の入った Python が必要です(ターミナルで xl-addin install)。"
        "動かない場合は xl-addin doctor が原因を示します。",
    ),
    (
        "A file from the internet is blocked: close it, tick Unblock in its properties, open it again.",
        "インターネットから入手したファイルは、閉じてからプロパティで「許可する」を選び、開き直してください。",
    ),
)


def start_sheet(commands: Sequence[Command]) -> SheetSpec:
    """The first sheet of the release workbook: what the buttons do, and how to begin."""
    cells = {
        (1, BUTTON_COLUMN): Cell("From quarterly figures to the earnings release", ("title",)),
        (2, BUTTON_COLUMN): Cell("四半期の数値から決算資料を作成します", ("subtitle",)),
    }
    heights = {1: 26.0, 3: 12.0}
    row = FIRST_BUTTON_ROW
    for command in commands:
        cells[row, _ENGLISH] = Cell(command.tip, ("text",))
        cells[row, _JAPANESE] = Cell(f"{command.label_ja}: {command.tip_ja}", ("text",))
        heights[row] = 46.0
        heights[row + 1] = 8.0
        row += 2
    for heading, lines in (("Steps  手順", _STEPS), ("If it does not work  動かない場合", _NOTES)):
        for column in range(BUTTON_COLUMN, _JAPANESE + 1):
            cells[row, column] = Cell(heading if column == BUTTON_COLUMN else None, ("section",))
        row += 1
        heights[row] = 5.0
        for number, (english, japanese) in enumerate(lines, 1):
            row += 1
            cells[row, BUTTON_COLUMN] = Cell(number, ("text", "right"))
            cells[row, _ENGLISH] = Cell(english, ("text",))
            cells[row, _JAPANESE] = Cell(japanese, ("text",))
            heights[row] = 32.0
        row += 2
    widths = {1: 2.0, BUTTON_COLUMN: 32.0, _ENGLISH: 58.0, _JAPANESE: 58.0}
    page = Page(one_page=True, last=(row, _JAPANESE))
    return SheetSpec(START, cells, widths, heights, page=page, kind=SheetKind.INPUT)


def texts_sheet(texts: Mapping[str, tuple[str, str]]) -> SheetSpec:
    """What the macros say, by key, in English and Japanese."""
    return _table(TEXTS, [("key", "en", "ja"), *((key, *pair) for key, pair in texts.items())])


def functions_sheet(specs: Iterable[FunctionSpec]) -> SheetSpec:
    """What the function wizard and the ribbon tell of each function, in English and Japanese."""
    return _table(FUNCTIONS, [("name", "formula", "help", "help_ja", "arguments"), *map(_described, specs)])


def _described(spec: FunctionSpec) -> tuple[str, ...]:
    required = ", ".join(arg.name for arg in spec.args if not arg.optional)
    arguments = (text for arg in spec.args for text in (arg.help, arg.help_ja))
    # The apostrophe's part is played by the cell's type: a text that begins with = is no formula here.
    return (spec.name, f"={spec.name}({required})", spec.help, spec.help_ja, *arguments)


def configuration_sheet() -> SheetSpec:
    """What xlwings is told of this workbook; the interpreter comes from the user's configuration.

    Nothing is imported from the folder that a workbook lies in.
    """
    return _table(CONFIGURATION, [("ADD_WORKBOOK_TO_PYTHONPATH", "False"), ("SHOW CONSOLE", "False")])


def _table(name: str, rows: Iterable[Sequence[str]]) -> SheetSpec:
    cells = {
        (row, column): Cell(text) for row, texts in enumerate(rows, 1) for column, text in enumerate(texts, 1)
    }
    widths = {1: 32.0, 2: 40.0, 3: 40.0, 4: 40.0}
    return SheetSpec(name, cells, widths, gridlines=True, kind=SheetKind.INPUT)
