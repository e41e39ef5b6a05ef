"""The signature of a sheet: the same after a faithful save by any program, another after any edit."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from xl_addin.catalog import Scalar
from xl_addin.errors import ExcelError, WorkbookError
from xl_addin.inputs.stored import Content
from xl_addin.writer.ownership import OLD_OWNER_NAMES, OWNER_NAME, digest, require_replaceable

CELLS: list[Content] = [
    (1, 1, "Revenues"),
    (2, 1, 9851),
    (2, 2, '=IF(A2>0,"up","Down")'),
    (3, 1, ExcelError.NA),
]


def digest_of(*cells: Content, name: str = "Checks", **notes: str) -> str:
    return digest(name, cells, {(1, int(column[1:])): text for column, text in notes.items()})


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (9851, 9851.0),
        (-0.0, 0),
        (0.1 + 0.2, 0.3),
        # XlsxWriter writes 0.09095523297127195, LibreOffice 0.090955232971272 in its place.
        (0.09095523297127195, 0.090955232971272),
        (0.1363636363636365, 0.136363636363637),
        (1e300, 1.0e300),
        (True, "=TRUE()"),
        (False, "=FALSE()"),
        ("=TRUE", True),
        ("=IIJ_YOY(B2,B1)", "=iij_yoy(B2,B1)"),
        ("=(A1<0)+FALSE", "=(A1<0)+FALSE()"),
        ('="Revenues "&IIJ_CHANGE(A1,B1,C1)', '="Revenues "&iij_change(A1,B1,C1)'),
        ("two\r\nlines", "two_x000D_\nlines"),
        ("two\r\nlines", "two\nlines"),
        ("a\x07b", "a_x0007_b"),
    ],
)
def test_what_programs_write_differently_is_the_same(written: Scalar, read: Scalar) -> None:
    assert digest_of((1, 1, written)) == digest_of((1, 1, read))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (9851, 9852),
        (9851, "9851"),
        (9851, "=9851"),
        (0.182, 0.182000000001),
        (1, True),
        (0, None),
        ("Revenues", "revenues"),
        ("Revenues", "Revenues "),
        ("two\nlines", "two lines"),
        ('=IF(A1>0,"up","down")', '=IF(A1>0,"UP","down")'),
        ('=IF(A1>0,"TRUE()",1)', '=IF(A1>0,"TRUE",1)'),
        ("=A1+B1", "=A1-B1"),
        ("=A1", "A1"),
        (ExcelError.NA, "#N/A"),
        (ExcelError.NA, ExcelError.NUM),
    ],
)
def test_an_edit_shows(before: Scalar, after: Scalar) -> None:
    assert digest_of((1, 1, before)) != digest_of((1, 1, after))


def test_empty_cells_and_the_order_of_cells_do_not_count() -> None:
    assert digest_of(*reversed(CELLS), (9, 9, None), (9, 10, "")) == digest_of(*CELLS)


def test_a_cell_moved_a_note_and_the_sheets_name_count() -> None:
    whole = digest_of(*CELLS)
    others = [
        digest_of(*CELLS[1:], (1, 2, "Revenues")),
        digest_of(*CELLS, c1="Audited."),
        digest_of(*CELLS, c2="Audited."),
        digest_of(*CELLS, c1="audited."),
        digest_of(*CELLS, name="About"),
        digest_of(*CELLS, (1, 3, "note:Audited.")),
    ]
    assert len({whole, *others}) == 7


@given(st.floats(-1e307, 1e307))
def test_a_number_keeps_its_signature_through_files_of_16_and_15_digits(number: float) -> None:
    in_file = float(f"{number:.16G}")
    assert digest_of((1, 1, number)) == digest_of((1, 1, in_file))
    assert digest_of((1, 1, number)) == digest_of((1, 1, float(f"{number:.17G}")))


def saved(folder: Path, mark: str = OWNER_NAME, /, **owners: str) -> Path:
    """A workbook of empty sheets, some with an owner's name of this text."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, text in owners.items():
        sheet = book.create_sheet(name)
        if text:
            sheet.defined_names[mark] = DefinedName(mark, attr_text=f'"{text}"', hidden=True)
    path = folder / "a.xlsx"
    book.save(path)
    return path


def refusals(path: Path) -> list[tuple[str, str]]:
    with pytest.raises(WorkbookError) as refused:
        require_replaceable(path)
    assert all(issue.file == str(path) and issue.remedy for issue in refused.value.issues)
    return [(issue.sheet, issue.message.partition(";")[0]) for issue in refused.value.issues]


EMPTY_CHECKS = f"deck:{digest('Checks', [], {})}"


def test_no_file_is_no_loss(tmp_path: Path) -> None:
    require_replaceable(tmp_path / "a.xlsx")


@pytest.mark.parametrize("mark", OLD_OWNER_NAMES)
def test_sheets_marked_under_an_older_name_may_be_replaced_too(mark: str, tmp_path: Path) -> None:
    require_replaceable(saved(tmp_path, mark, Checks=EMPTY_CHECKS))


def test_sheets_with_their_own_signature_may_be_replaced(tmp_path: Path) -> None:
    require_replaceable(saved(tmp_path, Checks=EMPTY_CHECKS, Rates=f"input:{digest('Rates', [], {})}"))


def test_every_sheet_in_the_way_is_named(tmp_path: Path) -> None:
    path = saved(tmp_path, Checks=EMPTY_CHECKS, Memo="", About=EMPTY_CHECKS, Rates="macro:0123", Sources="x")
    assert refusals(path) == [
        ("Memo", "the sheet is not the add-in's"),
        ("About", "the sheet was edited since it was built"),
        ("Rates", "the sheet is not the add-in's"),
        ("Sources", "the sheet is not the add-in's"),
    ]


def test_a_workbook_without_any_signature_is_refused_as_a_whole(tmp_path: Path) -> None:
    path = saved(tmp_path, Checks="", About="")
    assert refusals(path) == [("", "it is not a workbook of the add-in's")]


@pytest.mark.parametrize("content", [b"", b"item,1Q02\n", b"PK\x03\x04" + bytes(200)])
def test_a_file_that_is_no_workbook_is_refused_in_one_line(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    ((sheet, message),) = refusals(path)
    assert (sheet, message[:55]) == ("", "it is there already and cannot be read as a workbook (i")
    assert "\n" not in message
