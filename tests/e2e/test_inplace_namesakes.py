"""A workbook that has sheets named as input sheets are: copies of the input sheets get other names."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook, load_workbook

from tests.engines.cached import cached
from tests.engines.formulon_engine import recalculated
from tests.inplace.hosts import parts_of
from xl_addin.hosts import jobs
from xl_addin.release.expressions import Mode

OWN = ["settings", "Figures", "FIGURES (INPUT)"]


def host_of(path: Path) -> bytes:
    """Somebody's workbook with sheets of his own, one of which took the first other name as well."""
    book = Workbook()
    for sheet, name in zip([book.active, book.create_sheet(), book.create_sheet()], OWN, strict=True):
        sheet.title, sheet["A1"], sheet["B2"] = name, "mine", 1
    book.save(path)
    return path.read_bytes()


def test_copies_get_other_names_and_the_deck_follows(tmp_path: Path) -> None:
    path = tmp_path / "board.xlsx"
    before = host_of(path)
    done = jobs.build_into(None, path, {}, Mode.NATIVE)
    names = load_workbook(path).sheetnames
    assert names[: len(OWN)] == OWN
    assert {"Settings (input)", "Figures (input 2)", "Rates"} <= set(names) & set(done.sheets)
    after = path.read_bytes()
    sheets = [name for name in parts_of(before) if name.startswith("xl/worksheets/")]
    assert [parts_of(after)[name] for name in sheets] == [parts_of(before)[name] for name in sheets]
    jobs.build_into(None, path, {}, Mode.NATIVE)
    assert load_workbook(path).sheetnames == names
    jobs.remove(path)
    assert load_workbook(path).sheetnames == OWN


def test_the_deck_calculates_from_the_copies(tmp_path: Path) -> None:
    path = tmp_path / "board.xlsx"
    host_of(path)
    jobs.build_into(None, path, {}, Mode.NATIVE)
    stored, anew = cached(path), recalculated(path.read_bytes())
    for sheet in ("Highlights", "Revenue JPY", "Checks"):
        shown = {at: value for at, value in stored[sheet].items() if value != ""}
        assert {at: anew[sheet].get(at) for at in shown} == shown
    changed = recalculated(path.read_bytes(), {("Figures (input 2)", "K2"): 10836.1})
    assert changed["Highlights"]["L4"] == "JPY10.8B"
