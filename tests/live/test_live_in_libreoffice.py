"""The live writer's sheets, through xlwings' own code for Windows and LibreOffice's VBA.

The statements that xlwings makes for Excel are run by another program; what stands on the sheets then is
compared with the file writer's workbook, both as LibreOffice saves them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.decks import SHIPPED
from tests.engines import libreoffice
from tests.engines.libreoffice import LibreOffice
from tests.engines.recorded_vba import recorded_sheet, windows_of_xlwings
from xl_addin.hosts import jobs
from xl_addin.release.expressions import Mode
from xl_addin.release.styles import fonts
from xl_addin.writer.edits import DeckEdit, SheetEdit, compile_deck
from xl_addin.writer.headless import write_file
from xl_addin.writer.open_book.sheets import Surroundings, write_sheet
from xl_addin.writer.open_book.windows import Windows

OVERRIDES = {"en": {}, "ja": {"language": "ja"}}


@pytest.fixture(params=list(OVERRIDES))
def deck(request: pytest.FixtureRequest) -> DeckEdit:
    figures, _ = jobs.figures_of(SHIPPED, OVERRIDES[request.param])
    return compile_deck(jobs.deck_of(figures), Mode.NATIVE)


def module_of(edit: SheetEdit, font: str) -> str:
    """A macro `Fill` that writes one sheet; an error is written into a cell beside it."""
    with windows_of_xlwings() as windows:
        sheet, lines = recorded_sheet(windows)
        write_sheet(sheet, edit, Surroundings(font, Windows().indent, property="formula"))
    failed = f'ThisComponent.Sheets.getByName("{edit.name}").getCellRangeByName("AZ1").String'
    body = [f'Set s = Worksheets("{edit.name}")', *lines]
    return "\n".join(
        ["Sub Fill()", "Dim s As Object", "Dim a()", "On Error GoTo Failed", *body, "Exit Sub", "Failed:",
         f'{failed} = "failed: " & Err.Description', "End Sub"]
    )  # fmt: skip


def written_live(office: LibreOffice, deck: DeckEdit, path: Path) -> Path:
    """The deck in the input workbook, by VBA."""
    sheets = [sheet for sheet in deck.sheets if sheet.owned]
    modules = {f"M{number}": module_of(sheet, fonts(deck.language)) for number, sheet in enumerate(sheets)}
    last = "Worksheets(Worksheets.Count)"
    made = [f'Worksheets.Add After:={last}\n{last}.Name = "{sheet.name}"' for sheet in sheets]
    modules["All"] = "\n".join(["Sub Run()", *made, *(f"{name}.Fill" for name in modules), "End Sub"])
    with office.open(SHIPPED) as document:
        document.run_vba(modules, "All.Run")
        document.recalculate()
        assert not [
            document.value(sheet.name, "AZ1") for sheet in sheets if document.value(sheet.name, "AZ1")
        ]
        document.save(path)
    return path


def written_as_file(office: LibreOffice, deck: DeckEdit, path: Path) -> Path:
    written = path.with_name("file_" + path.name)
    write_file(deck, written, datetime(2002, 8, 14, tzinfo=UTC))
    with office.open(written) as document:
        document.save(path)
    return path


def differences(live: Path, file: Path, deck: DeckEdit) -> Iterator[str]:
    formulas = [load_workbook(path) for path in (live, file)]
    values = [load_workbook(path, data_only=True) for path in (live, file)]
    for edit in (sheet for sheet in deck.sheets if sheet.owned):
        for cell in edit.cells:
            ours, theirs = (book[edit.name].cell(cell.row, cell.column) for book in formulas)
            shown = [book[edit.name].cell(cell.row, cell.column).value for book in values]
            pairs = {name: (look(ours)[name], look(theirs)[name]) for name in look(ours)}
            if deck.language == "ja":  # LibreOffice has another font for Japanese, which its VBA does not set
                del pairs["font"]
            pairs["value"] = (shown[0], shown[1])
            # LibreOffice's VBA takes the constants FALSE and TRUE for 0 and 1.
            texts = [str(cell.value).replace("FALSE()", "0") for cell in (ours, theirs)]
            pairs["formula"] = (texts[0].replace("TRUE()", "1"), texts[1].replace("TRUE()", "1"))  # type: ignore[assignment]
            for name, (one, other) in pairs.items():
                if one != other:
                    yield f"{edit.name}!{ours.coordinate} {name}: {one!r}, in the file {other!r}"
        merged = [sorted(map(str, book[edit.name].merged_cells.ranges)) for book in formulas]
        if merged[0] != merged[1]:
            yield f"{edit.name} merged: {merged}"


def look(cell: Any) -> dict[str, object]:
    """How a cell looks, as openpyxl reads it."""
    font, alignment, border = cell.font, cell.alignment, cell.border
    return {
        "number format": cell.number_format,
        "font": (font.name, font.sz, bool(font.b), bool(font.i), font.color.rgb if font.color else None),
        "fill": cell.fill.fgColor.rgb if cell.fill.fill_type else None,
        "alignment": (alignment.horizontal, alignment.vertical, bool(alignment.wrap_text), alignment.indent),
        **{side: rule(getattr(border, side)) for side in ("top", "bottom")},
    }


def rule(side: Any) -> tuple[str, str | None] | None:
    return (side.style, side.color.rgb if side.color else None) if side and side.style else None


def test_every_cell_is_as_the_file_writer_writes_it(deck: DeckEdit, tmp_path: Path) -> None:
    libreoffice.require()
    with LibreOffice() as office:
        live = written_live(office, deck, tmp_path / "live.xlsx")
        file = written_as_file(office, deck, tmp_path / "file.xlsx")
    assert list(differences(live, file, deck)) == []
