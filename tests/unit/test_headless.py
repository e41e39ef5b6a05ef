"""Edits written to a file: whole or not at all, the same bytes each time, texts as texts."""

from __future__ import annotations

import errno
import io
import os
import re
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.decks import BUILT, SHIPPED, figures_of, shipped_file
from tests.engines.cached import defined_names
from xl_addin.catalog.spec import Rows, Scalar
from xl_addin.errors import ExcelError, WorkbookError
from xl_addin.inputs.model import CellRef
from xl_addin.release.book import Book, Grid
from xl_addin.release.deck import Deck
from xl_addin.release.expressions import Area, Mode, Op, call, join
from xl_addin.release.spec import Cell, Chart, Marked, Offered, Page, Series, SheetSpec, Stated
from xl_addin.writer import files, headless
from xl_addin.writer.edits import DeckEdit, compile_deck, compile_functions
from xl_addin.writer.headless import write_file, write_stream

NAME = "A sheet"


@pytest.fixture
def grid() -> Grid:
    """An empty sheet over the shipped figures."""
    return Grid(Book(figures_of()), NAME)


def deck_of(grid: Grid, mode: Mode = Mode.NATIVE, **options: object) -> DeckEdit:
    return compile_deck(Deck(grid.book, (grid.spec({}, **options),)), mode)


@pytest.fixture
def deck(grid: Grid) -> DeckEdit:
    """A deck of one small sheet."""
    grid.put(1, 1, "Revenues")
    grid.put(1, 2, Op("+", 4000, 5851), "amount")
    return deck_of(grid)


def written(deck: DeckEdit, built: datetime = BUILT) -> bytes:
    stream = io.BytesIO()
    write_stream(deck, stream, built)
    return stream.getvalue()


def read_back(data: bytes, *, values: bool = False) -> Workbook:
    return load_workbook(io.BytesIO(data), data_only=values)


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode()


def test_the_same_edits_and_time_give_the_same_bytes(deck: DeckEdit) -> None:
    assert written(deck) == written(deck)


def test_the_whole_deck_is_the_same_to_the_byte_in_another_process() -> None:
    """Sets have another order there."""
    code = "import sys; from tests.decks import *; sys.stdout.buffer.write(shipped_file(Mode.LAMBDA))"
    other = subprocess.run(
        [sys.executable, "-c", code],
        cwd=SHIPPED.parents[1],
        env=os.environ | {"PYTHONHASHSEED": "7"},
        capture_output=True,
        check=True,
    )
    assert other.stdout == shipped_file(Mode.LAMBDA)


def test_another_time_changes_the_properties_alone(deck: DeckEdit) -> None:
    now, later = (io.BytesIO(written(deck, BUILT.replace(year=year))) for year in (2002, 2003))
    with zipfile.ZipFile(now) as a, zipfile.ZipFile(later) as b:
        differing = [name for name in a.namelist() if a.read(name) != b.read(name)]
        assert a.namelist() == b.namelist()
    assert differing == ["docProps/core.xml"]


def test_the_time_of_another_zone_is_written_in_utc(deck: DeckEdit) -> None:
    data = written(deck, datetime.fromisoformat("2002-08-08T15:00:00+09:00"))
    assert read_back(data).properties.created == datetime(2002, 8, 8, 6, 0)  # noqa: DTZ001 - as openpyxl has it
    assert data == written(deck, datetime(2002, 8, 8, 6, 0, tzinfo=UTC))


# What other programs take for something else when it is typed.
TEXTS = ["=1+1", "+1", "-1", "@SUM(1)", "1Q02", "007", "9,851", "1e5", "TRUE", "#N/A", "https://example.com/"]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_stays_a_text(grid: Grid, text: str) -> None:
    grid.put(1, 1, text)
    data = written(deck_of(grid))
    assert read_back(data)[NAME]["A1"].value == text
    sheet = part(data, "xl/worksheets/sheet1.xml")
    assert 't="s"' in sheet
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


@pytest.mark.parametrize(
    "text", [" leading and trailing ", "two\nlines", "売上高 ①", "a<b>&\"c'", "tab\there"]
)
def test_texts_come_back_as_they_were(grid: Grid, text: str) -> None:
    grid.put(1, 1, text)
    assert read_back(written(deck_of(grid)))[NAME]["A1"].value == text


@pytest.mark.parametrize("value", [9851, -0.5, 1e-9, True, False])
def test_numbers_and_booleans_keep_value_and_type(grid: Grid, value: Scalar) -> None:
    grid.put(1, 1, value)  # type: ignore[arg-type]
    found = read_back(written(deck_of(grid)))[NAME]["A1"].value
    assert found == value
    assert isinstance(found, bool) == isinstance(value, bool)


# A formula, the type its cached value is stored with, and the value.
CACHED = {
    "number": (Op("+", 4000, 5851), "", "9851"),
    "text": (join("JPY", "9.9B"), ' t="str"', "JPY9.9B"),
    "boolean": (Op("<", 1, 2), ' t="b"', "1"),
    "error": (call("NA"), ' t="e"', "#N/A"),
}


@pytest.mark.parametrize(("content", "kind", "value"), CACHED.values(), ids=CACHED)
def test_a_formula_is_stored_with_its_value(grid: Grid, content: Op, kind: str, value: str) -> None:
    grid.put(1, 1, content)
    sheet = part(written(deck_of(grid)), "xl/worksheets/sheet1.xml")
    assert f'<c r="A1" s="1"{kind}><f>' in sheet
    assert f"</f><v>{value}</v></c>" in sheet


def test_a_call_of_a_lambda_is_stored_as_a_dynamic_array_of_one_cell(grid: Grid) -> None:
    """Excel shows it as it is; it would put an @ before one that is stored like other formulas."""
    grid.put(1, 1, call("IIJ_YOY", 9851, 8334), "percent")
    grid.put(1, 2, join("Loss: ", call("IIJ_MARGIN", -1, 0)))
    grid.put(1, 3, Op("+", 9851, 8334))
    text = part(written(deck_of(grid, Mode.UDF)), "xl/worksheets/sheet1.xml")
    assert re.search(r'<c r="A1" s="\d+" cm="1"><f t="array" ref="A1">IIJ_YOY\(9851,8334\)</f><v>0.18', text)
    assert re.search(r'<c r="B1" s="\d+" cm="1" t="e"><f t="array" ref="B1">"Loss: "&amp;IIJ_MARGIN', text)
    assert re.search(r'<c r="C1" s="\d+"><f>9851\+8334</f><v>18185</v></c>', text)


def test_the_results_of_an_array_are_stored_by_their_types(tmp_path: Path) -> None:
    """Booleans and errors are none as texts."""
    rows: Rows = [[True, ExcelError.NA], ["n.m.", 0.2], ["", False]]
    sheet = SheetSpec("Array", {(2, 2): Cell(Stated("=A1:B3", rows, is_dynamic=True))}, {})
    text = part(written(compile_functions([sheet], Mode.LAMBDA)), "xl/worksheets/sheet1.xml")
    cells = re.sub(r' s="\d+"', "", "".join(re.findall(r"<c .*?</c>", text)))
    assert cells == (
        '<c r="B2" cm="1" t="b"><f t="array" ref="B2:C4">A1:B3</f><v>1</v></c>'
        '<c r="C2" t="e"><v>#N/A</v></c><c r="B3" t="str"><v>n.m.</v></c><c r="C3"><v>0.2</v></c>'
        '<c r="B4" t="str"><v></v></c><c r="C4" t="b"><v>0</v></c>'
    )


def test_an_error_of_an_input_sheet_is_kept(grid: Grid) -> None:
    sheet = deck_of(grid).sheets[0]
    grid.put(1, 1, 1)
    cell = replace(deck_of(grid).sheets[0].cells[0], value=ExcelError.DIV0)
    data = written(replace(deck_of(grid), sheets=(replace(sheet, cells=(cell,)),)))
    assert read_back(data, values=True)[NAME]["A1"].value == "#DIV/0!"


def test_looks_alone_leave_the_cell_blank(grid: Grid) -> None:
    grid.paint(1, 1, 1, "current")
    cell = read_back(written(deck_of(grid)))[NAME]["A1"]
    assert cell.value is None
    assert cell.fill.fgColor.rgb == "FFEEF3F9"


def test_layout_is_written(grid: Grid) -> None:
    grid.put(2, 2, "Heading", "heading")
    grid.merge(2, 2, 4)
    grid.heights[2] = 30
    page = Page(
        landscape=False,
        one_page=True,
        last=(9, 4),
        repeat_rows=(1, 2),
        header="&LExample",
        footer="&CPage &P",
    )
    options = {"freeze": (3, 2), "page": page, "filtered": (2, 2, 9, 4)}
    options |= {"notes": {(2, 2): "A note"}, "choices": (Offered((3, 2, 3, 2), ("en", "ja")),)}
    sheet = read_back(written(deck_of(grid, **options)))[NAME]
    assert [str(area) for area in sheet.merged_cells.ranges] == ["B2:D2"]
    assert sheet.row_dimensions[2].height == 30
    assert sheet.freeze_panes == "B3"
    assert (sheet.print_area, sheet.print_title_rows) == ("'A sheet'!$A$1:$D$9", "$1:$2")
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight or 1) == (1, 1)
    assert (sheet.oddHeader.left.text, sheet.oddFooter.center.text) == ("Example", "Page &P")
    assert sheet.auto_filter.ref == "B2:D9"
    assert sheet["B2"].comment.text == "A note"
    (rule,) = sheet.data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1, rule.errorStyle) == ("B3", '"en,ja"', "warning")
    assert sheet.sheet_view.showGridLines is False
    assert sheet["B2"].font.b
    assert sheet["B2"].font.name == "Calibri"


def test_a_list_may_stand_in_other_cells_and_let_anything_else_be_typed(grid: Grid) -> None:
    cells = Area(CellRef(NAME, 1, 1), CellRef(NAME, 4, 1))
    sheet = deck_of(grid, choices=(Offered((3, 2, 9, 2), cells, open=True),))
    (rule,) = read_back(written(sheet))[NAME].data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1) == ("B3:B9", f"'{NAME}'!$A$1:$A$4")
    assert not rule.showErrorMessage


def test_each_sheet_carries_a_hidden_name_with_its_signature(deck: DeckEdit) -> None:
    data = written(deck)
    (name,) = [line for line in part(data, "xl/workbook.xml").split("<definedName ") if "_iij_addin" in line]
    assert 'localSheetId="0" hidden="1"' in name
    assert "deck:" in name


def test_a_deck_that_is_not_the_add_ins_carries_none(deck: DeckEdit, tmp_path: Path) -> None:
    path = tmp_path / "input.xlsx"
    path.write_bytes(written(replace(deck, signed=False)))
    assert defined_names(path) == {}


def test_names_of_the_functions_are_written_as_excel_stores_them(deck: DeckEdit, tmp_path: Path) -> None:
    path = tmp_path / "lambda.xlsx"
    text = "=_xlfn.LAMBDA(_xlpm.a,_xlop.b,_xlpm.a)"
    path.write_bytes(written(replace(deck, names={"IIJ_TEST": text}, signed=False)))
    assert defined_names(path) == {"IIJ_TEST": text.removeprefix("=")}


@pytest.fixture
def chart(grid: Grid) -> str:
    """The drawn XML of stacked columns with a total that carries labels alone."""
    title = grid.put(1, 1, "Revenues by line")
    for column, heading in enumerate(("4Q01", "1Q02"), start=2):
        grid.put(2, column, heading)
        grid.put(3, column, 4000 * column)
        grid.put(4, column, call("NA") if column == 2 else 9851)
    series = (
        Series(grid.put(3, 1, "Line"), grid.area(3, 2, 3), "1F3864", labels="last", label_color="FFFFFF"),
        Series(grid.put(4, 1, "Total"), grid.area(4, 2, 3), "6B7280", kind="line", labels="all", hidden=True),
    )
    drawn = Chart(
        CellRef(NAME, 6, 1),
        title,
        grid.area(2, 2, 3),
        series,
        "JPY million",
        "amount",
        "Two columns",
        stacked=True,
    )
    return part(written(deck_of(grid, charts=(drawn,))), "xl/charts/chart1.xml")


def test_a_chart_draws_ranges_with_their_values_at_hand(chart: str) -> None:
    assert "<c:f>'A sheet'!$A$1</c:f>" in chart
    assert "<c:f>'A sheet'!$B$3:$C$3</c:f>" in chart
    assert '<c:pt idx="0"><c:v>8000</c:v></c:pt><c:pt idx="1"><c:v>12000</c:v></c:pt>' in chart
    assert "<c:v>4Q01</c:v>" in chart
    assert '<c:barDir val="col"/><c:grouping val="stacked"/>' in chart


def test_a_cell_in_error_is_a_point_that_is_left_out_of_those_cached(chart: str) -> None:
    line = chart[chart.index("<c:lineChart>") : chart.index("</c:lineChart>")]
    cached = line[line.index("<c:numCache>") : line.index("</c:numCache>")]
    assert cached.endswith('<c:ptCount val="2"/><c:pt idx="1"><c:v>9851</c:v></c:pt>')
    assert '<c:dispBlanksAs val="gap"/>' in chart


def test_texts_of_digits_are_categories_all_the_same(grid: Grid) -> None:
    """A company may call its years 2001 and 2002; a text among figures is drawn as zero, as Excel does."""
    for column, (year, amount) in enumerate((("2001", 9851), ("2002", "n.m.")), start=1):
        grid.put(1, column, year)
        grid.put(2, column, amount, "amount" if column == 1 else "percent")
    name = grid.put(3, 1, "Total")
    series = (Series(name, grid.area(2, 1, 2), "1F3864"),)
    drawn = Chart(CellRef(NAME, 5, 1), name, grid.area(1, 1, 2), series, "JPY million", "amount", "Columns")
    text = part(written(deck_of(grid, charts=(drawn,))), "xl/charts/chart1.xml")
    points = '<c:pt idx="0"><c:v>2001</c:v></c:pt><c:pt idx="1"><c:v>2002</c:v></c:pt>'
    assert f'<c:strCache><c:ptCount val="2"/>{points}</c:strCache>' in text
    assert '<c:pt idx="0"><c:v>9851</c:v></c:pt><c:pt idx="1" formatCode="#,##0.0%' in text
    assert "<c:v>0</c:v>" in text


def test_only_the_last_column_is_labelled_where_asked(chart: str) -> None:
    columns = chart[chart.index("<c:barChart>") : chart.index("</c:barChart>")]
    assert columns.count('<c:dLbl><c:idx val="0"/><c:delete val="1"/></c:dLbl>') == 1
    assert '<c:idx val="1"/><c:delete val="1"/></c:dLbl>' not in columns


def test_a_point_without_a_figure_has_no_label(chart: str) -> None:
    line = chart[chart.index("<c:lineChart>") : chart.index("</c:lineChart>")]
    assert line.count('<c:dLbl><c:idx val="0"/><c:delete val="1"/></c:dLbl>') == 1
    assert '<c:idx val="1"/><c:delete val="1"/></c:dLbl>' not in line


def test_a_series_of_labels_is_neither_drawn_nor_in_the_legend(chart: str) -> None:
    total = chart[chart.index("<c:lineChart>") : chart.index("</c:lineChart>")]
    assert "<c:spPr><a:ln" in total
    assert "<a:noFill/>" in total
    assert '<c:symbol val="none"/>' in total
    assert '<c:legendEntry><c:idx val="1"/><c:delete val="1"/></c:legendEntry>' in chart


def listing(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_is_written(deck: DeckEdit, tmp_path: Path) -> None:
    path = tmp_path / "release.xlsx"
    write_file(deck, path, BUILT)
    assert path.read_bytes() == written(deck)
    assert listing(tmp_path) == ["release.xlsx"]


def test_an_old_file_is_replaced_and_keeps_its_permissions(deck: DeckEdit, tmp_path: Path) -> None:
    path = tmp_path / "release.xlsx"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_file(deck, path, BUILT)
    assert path.read_bytes() == written(deck)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert listing(tmp_path) == ["release.xlsx"]


@pytest.mark.parametrize(("mask", "permissions"), [(0o022, 0o644), (0o077, 0o600)])
def test_a_new_file_has_the_permissions_of_any_new_file(
    deck: DeckEdit, tmp_path: Path, mask: int, permissions: int
) -> None:
    previous = os.umask(mask)
    try:
        write_file(deck, tmp_path / "release.xlsx", BUILT)
        assert os.umask(mask) == mask
    finally:
        os.umask(previous)
    assert stat.S_IMODE((tmp_path / "release.xlsx").stat().st_mode) == permissions


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def refused(*_: object, **__: object) -> None:
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


# Where a disk or a folder fails: opening, writing, flushing to disk, taking the old file's place.
FAILURES: dict[str, tuple[object, str, Callable[..., None], str]] = {
    "no file may be made": (files.tempfile, "mkstemp", refused, "Permission denied"),
    "the disk is full": (headless, "write_stream", full, "No space left on device"),
    "the disk fails at the end": (os, "fsync", full, "No space left on device"),
    "the old file is locked": (Path, "replace", refused, "Permission denied"),
    "permissions cannot be set": (Path, "chmod", refused, "Permission denied"),
}


@pytest.mark.parametrize("failing", FAILURES.values(), ids=FAILURES)
def test_the_old_file_is_kept_where_the_new_one_cannot_be_written(
    deck: DeckEdit,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    failing: tuple[object, str, Callable[..., None], str],
) -> None:
    owner, name, failure, reason = failing
    path = tmp_path / "release.xlsx"
    path.write_bytes(b"old")
    with monkeypatch.context() as patched:
        patched.setattr(owner, name, failure)
        with pytest.raises(WorkbookError) as raised:
            write_file(deck, path, BUILT)
    (issue,) = raised.value.issues
    assert issue.file == str(path)
    assert reason in issue.message
    assert issue.remedy
    assert path.read_bytes() == b"old"
    assert listing(tmp_path) == ["release.xlsx"]


def test_a_mistake_of_the_program_shows_itself_and_leaves_nothing(
    deck: DeckEdit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mistaken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(headless, "write_stream", mistaken)
    with pytest.raises(ZeroDivisionError):
        write_file(deck, tmp_path / "release.xlsx", BUILT)
    assert listing(tmp_path) == []


def test_a_missing_folder_is_a_problem_with_the_file_named(deck: DeckEdit, tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "release.xlsx"
    with pytest.raises(WorkbookError, match="No such file or directory") as raised:
        write_file(deck, path, BUILT)
    assert str(raised.value).startswith(f"{path}: cannot be written: ")
    assert listing(tmp_path) == []


def test_stretches_of_a_text_are_coloured_and_the_text_is_whole(tmp_path: Path) -> None:
    texts = {
        (1, 1): Marked("up 18.2% on 1Q01", ((3, 8, "2A8C82"),)),
        (2, 1): Marked("18.2%", ((0, 5, "C8401E"),)),
        (3, 1): Marked("464 and 329", ((0, 3, "C8401E"), (8, 11, "2A8C82"))),
    }
    sheet = SheetSpec("Text", {at: Cell(text, ("text",)) for at, text in texts.items()}, {1: 40})
    write_file(compile_functions([sheet], Mode.NATIVE), tmp_path / "text.xlsx", datetime.now(UTC))
    book = load_workbook(tmp_path / "text.xlsx", rich_text=True)
    rich = [book["Text"].cell(row, 1) for row in (1, 2, 3)]
    assert [str(cell.value) for cell in rich] == [text.text for text in texts.values()]
    assert [(str(part), part.font.color.rgb, part.font.b) for part in rich[0].value] == [
        ("up ", "FF222222", False),
        ("18.2%", "FF2A8C82", True),
        (" on 1Q01", "FF222222", False),
    ]
    assert rich[1].font.color.rgb == "FFC8401E"
    assert [str(part) for part in rich[2].value if part.font.b] == ["464", "329"]
