"""The two workbooks that accountants open, from text: the release workbook and the add-in."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from xl_addin.domain.functions import FUNCTIONS
from xl_addin.hosts.jobs import figures_of
from xl_addin.hosts.setup.machine import ADDIN
from xl_addin.hosts.vba import sheets
from xl_addin.hosts.vba.modules import commands_module, functions_module
from xl_addin.hosts.vba.project import Sources, build_project
from xl_addin.hosts.vba.ribbon import group_texts, ribbon_xml
from xl_addin.hosts.vba.sources import (
    CHECKOUT,
    Command,
    commands,
    require_checkout,
    source,
    texts,
    xlwings_modules,
)
from xl_addin.release.expressions import Mode
from xl_addin.release.spec import SheetSpec
from xl_addin.writer.edits import DeckEdit, SheetEdit, compile_functions, compile_sources
from xl_addin.writer.files import replace_whole
from xl_addin.writer.headless import write_stream
from xl_addin.writer.macro_book import Button, MacroBook, write_macro_book

RELEASE = "IIJ_Release.xlsm"
# A fixed time, so that packing again without a change is no change.
_PACKED = datetime(2002, 8, 1, tzinfo=UTC)
_SHARED = ("Running", "Interpreter", "Texts", "Failures")
_OF_ADDIN = ("Calls", "Wizard", "Insertion", "Ribbon")


def pack(folder: Path | None = None) -> tuple[Path, ...]:
    """Write both workbooks into a folder, `workbooks/` of the checkout by default.

    Raises:
        WorkbookError: this is no checkout, a library is missing, or a file cannot be written.
    """
    require_checkout()
    target = CHECKOUT / "workbooks" if folder is None else folder
    written = []
    for name, content in ((RELEASE, release_book()), (ADDIN, addin_book())):
        _write(target / name, content)
        written.append(target / name)
    return tuple(written)


def _write(path: Path, content: bytes) -> None:
    def write(stream: BinaryIO) -> None:
        stream.write(content)

    replace_whole(path, write, "--into")


def release_book() -> bytes:
    """The input workbook with a first sheet of buttons."""
    shown = commands()
    figures, _ = figures_of(None, {})
    inputs = compile_sources(figures.sheets, "Quarterly figures")
    deck = replace(
        inputs,
        sheets=(
            *_compiled(sheets.start_sheet(shown)),
            *inputs.sheets,
            *_compiled(sheets.texts_sheet(_texts()), sheets.configuration_sheet()),
        ),
    )
    hidden = frozenset({sheets.TEXTS, sheets.CONFIGURATION})
    return _written(deck, release_sources(), buttons=tuple(_buttons(shown)), hidden=hidden)


def _buttons(shown: Iterable[Command]) -> Iterator[Button]:
    for number, command in enumerate(shown):
        row = sheets.FIRST_BUTTON_ROW + 2 * number
        yield Button(sheets.START, row, sheets.BUTTON_COLUMN, command.macro, command.label, command.tip)


def addin_book() -> bytes:
    """The add-in: the worksheet functions and the ribbon."""
    specs = FUNCTIONS.values()
    made = _compiled(
        sheets.functions_sheet(specs),
        sheets.texts_sheet({**_texts(), **group_texts(specs)}),
        sheets.configuration_sheet(),
    )
    deck = DeckEdit(made, {}, "en", "IIJ Release", "", signed=False)
    return _written(deck, addin_sources(), ribbon=ribbon())


def release_sources() -> Sources:
    """The VBA of the release workbook."""
    embedded = xlwings_modules(addin=False)
    modules = {
        "Commands": commands_module(commands()),
        **{name: source(f"{name}.bas") for name in _SHARED},
        "xlwings": embedded["xlwings"],
    }
    return Sources(modules, {"Dictionary": embedded["Dictionary"]}, source("ReleaseWorkbook.cls"))


def addin_sources() -> Sources:
    """The VBA of the add-in."""
    embedded = xlwings_modules(addin=True)
    modules = {
        "Commands": commands_module(commands()),
        "Functions": functions_module(FUNCTIONS.values()),
        **{name: source(f"{name}.bas") for name in (*_SHARED, *_OF_ADDIN)},
        "xlwings": embedded["xlwings"],
    }
    return Sources(modules, {"Dictionary": embedded["Dictionary"]}, source("AddInWorkbook.cls"))


def ribbon() -> str:
    """The ribbon of the add-in."""
    return ribbon_xml(source("customUI14.xml"), commands(), FUNCTIONS.values())


def _texts() -> Mapping[str, tuple[str, str]]:
    return {**texts(), **{key: pair for command in commands() for key, pair in command.texts().items()}}


def _compiled(*specs: SheetSpec) -> tuple[SheetEdit, ...]:
    return compile_functions(specs, Mode.VALUES).sheets


def _written(
    deck: DeckEdit,
    code: Sources,
    *,
    buttons: tuple[Button, ...] = (),
    hidden: frozenset[str] = frozenset(),
    ribbon: str = "",
) -> bytes:
    plain = io.BytesIO()
    write_stream(deck, plain, _PACKED)
    project = build_project(plain.getvalue(), code)
    return write_macro_book(MacroBook(deck, project, buttons, hidden, ribbon), _PACKED)
