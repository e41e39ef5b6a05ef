"""A deck built into a workbook again: with the same figures, with others, after somebody saved the file."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName

from tests.decks import BUILT
from tests.engines.audit import audit_errors
from tests.engines.libreoffice import require
from tests.inplace.by_hand import SPREADSHEET, TYPES, of_type
from tests.inplace.grafts import FIGURES, built, fewer, graft, new_file, small_deck, taken_out, whole_deck
from tests.inplace.hosts import STORED, before, declared_as, edited, made, parts_of, swap
from tests.inplace.looks import Looks
from tests.unit.inputs.books import book_of
from xl_addin.errors import Issue, Severity, WorkbookError
from xl_addin.hosts import jobs
from xl_addin.release.expressions import Mode
from xl_addin.writer.inplace import build_into
from xl_addin.writer.ownership import OLD_OWNER_NAMES, OWNER_NAME

# The same without contracts, so that the sheet IP service is left out, and with another revenue.
OTHER = (("Figures!A6", "memo_contracts"), ("Figures!D2", "99"), ("Figures!D3", "69"))
SOME = (
    "a few figures",
    "chart sheet first",
    "dates from 1904",
    "macros with buttons",
    "hidden sheets",
    "defined names of all kinds",
    "no styles",
    "styles self closed",
    "main namespace prefixed",
    "openpyxl names",
    "pivot table",
)
PIVOT_LINKS = "xl/pivotTables/_rels/pivotTable1.xml.rels"
some = pytest.mark.parametrize("name", SOME)


def sheets_of(content: bytes) -> list[tuple[str, int]]:
    """Name and id of every sheet in order."""
    (part,) = (part for name, part in parts_of(content).items() if name.endswith("workbook.xml"))
    found = re.findall(r'<(?:\w+:)?sheet [^>]*?name="([^"]*)"[^>]*?sheetId="(\d+)"', part.decode())
    return [(name, int(number)) for name, number in found]


def formats_of(content: bytes) -> dict[str, int]:
    """How many entries every section of the styles has."""
    text = parts_of(content)["xl/styles.xml"].decode()
    sections = re.findall(
        r"<(numFmts|fonts|fills|borders|cellXfs|cellStyles|dxfs)\b([^/]*?)>(.*?)</\1>", text
    )
    tags = {"numFmts": "numFmt", "cellXfs": "xf", "cellStyles": "cellStyle", "dxfs": "dxf"}
    return {
        name: len(re.findall(rf"<{tags.get(name, name[:-1])}[ />]", inner)) for name, _, inner in sections
    }


def resaved(content: bytes, change: Callable[[Workbook], object], folder: Path) -> bytes:
    """The workbook as openpyxl saves it after a change."""
    path = folder / "resaved.xlsx"
    path.write_bytes(content)
    book = load_workbook(path)
    change(book)
    book.save(path)
    return path.read_bytes()


@some
def test_other_figures_and_then_the_first_again_give_the_first_files_bytes(name: str) -> None:
    host = made(name)
    first, _ = built(host.content, host.suffix, whole_deck())
    second, issues = built(first, host.suffix, whole_deck(*OTHER))
    assert issues == ()
    assert {sheet for sheet, _ in sheets_of(first)} - {sheet for sheet, _ in sheets_of(second)} == {
        "IP service"
    }
    third, _ = built(second, host.suffix, whole_deck())
    assert third == first


@pytest.mark.parametrize("mark", OLD_OWNER_NAMES)
def test_a_deck_marked_under_an_older_name_is_built_anew_and_taken_out(mark: str) -> None:
    host = made("a few figures")
    first, _ = built(host.content, host.suffix)
    old = edited(first, {"xl/workbook.xml": swap(OWNER_NAME, mark)})
    second, issues = built(old, host.suffix)
    assert issues == ()
    assert sheets_of(second) == sheets_of(first)
    assert {name for _, name in Looks(second).names if "addin" in name} == {OWNER_NAME}
    content, issues = taken_out(old, host.suffix)
    assert (sheets_of(content), issues) == (sheets_of(host.content), ())


def test_the_functions_of_a_mode_come_and_go_with_it() -> None:
    host = made("functions of its own")
    native, _ = built(host.content, host.suffix)
    named, _ = built(native, host.suffix, small_deck(mode=Mode.LAMBDA))
    names = set(Looks(named).names) - set(Looks(native).names)
    assert ("", "IIJ_YOY") in names
    assert {sheet for sheet, _ in names} == {""}
    assert built(named, host.suffix, small_deck(mode=Mode.LAMBDA))[0] == named
    assert built(named, host.suffix)[0] == native
    assert Looks(taken_out(named, host.suffix)[0]).names == Looks(host.content).names


def reordered(book: Workbook) -> None:
    """The deck's sheets among the host's, backwards."""
    book._sheets.reverse()
    book.move_sheet("Checks", -2)


def test_saved_in_between_with_sheets_reordered_the_sheets_keep_places_and_ids(tmp_path: Path) -> None:
    first, _ = built(made("defined names of all kinds").content, ".xlsx")
    saved = resaved(first, reordered, tmp_path)
    again, issues = built(saved, ".xlsx")
    assert issues == ()
    assert sheets_of(again) == sheets_of(saved)
    assert [name for name, _ in sheets_of(saved)] != [name for name, _ in sheets_of(first)]
    assert Looks(again).names == Looks(saved).names
    assert {sheet: Looks(again).cached[sheet] for sheet in new_file().cached} == new_file().cached
    for sheet in ("Sheet1", "Mine & yours"):
        assert Looks(again).values[sheet] == Looks(saved).values[sheet]
        assert Looks(again).styles[sheet] == Looks(saved).styles[sheet]


@pytest.mark.parametrize(
    "name", ["a few figures", "openpyxl looks", "fifteen hundred formats", "tables", "notes"]
)
def test_saved_and_built_again_and_again_nothing_is_there_twice(name: str, tmp_path: Path) -> None:
    content, _ = built(made(name).content, ".xlsx")
    seen = []
    for _ in range(3):
        content, _ = built(resaved(content, lambda book: None, tmp_path), ".xlsx")
        parts = parts_of(content)
        seen.append((formats_of(content), sorted(parts), Looks(content).names))
    assert seen[0] == seen[1] == seen[2]
    # A save by openpyxl drops unused formats; none but these may come back.
    assert formats_of(content)["cellXfs"] <= formats_of(graft(name).content)["cellXfs"]


def test_taken_out_after_a_save_only_the_deck_goes(tmp_path: Path) -> None:
    first, _ = built(made("defined names of all kinds").content, ".xlsx")
    content, issues = taken_out(resaved(first, reordered, tmp_path), ".xlsx")
    assert issues == ()
    looks, before_ = Looks(content), Looks(made("defined names of all kinds").content)
    assert sorted(looks.book.sheetnames) == sorted(before_.book.sheetnames)
    assert looks.names == before_.names
    assert looks.values == before_.values
    assert looks.styles == before_.styles
    left = [name for name in parts_of(content) if "chart" in name or "comment" in name or "drawing" in name]
    assert left == []


def test_a_sheet_that_somebody_deleted_comes_back_at_the_end(tmp_path: Path) -> None:
    first, _ = built(made("a few figures").content, ".xlsx")
    saved = resaved(first, lambda book: book.remove(book["Checks"]), tmp_path)
    again, _ = built(saved, ".xlsx")
    names = [name for name, _ in sheets_of(first)]
    names.remove("Checks")
    assert [name for name, _ in sheets_of(again)] == [*names, "Checks"]


def test_the_order_of_calculation_goes_when_it_names_cells_of_the_deck(tmp_path: Path) -> None:
    first, _ = built(made("order of calculation").content, ".xlsx")
    number = dict(sheets_of(first))["Checks"]
    chained = edited(
        first,
        {
            "xl/calcChain.xml": before("</calcChain>", f'<c r="B5" i="{number}"/>'),
            "xl/workbook.xml": before("<bookViews", "\n"),
        },
    )
    again, _ = built(chained, ".xlsx")
    assert "xl/calcChain.xml" not in parts_of(again)
    assert b"calcChain" not in parts_of(again)[TYPES] + parts_of(again)["xl/_rels/workbook.xml.rels"]


def test_a_part_of_the_workbooks_stays_where_a_sheet_of_the_deck_uses_it_too(tmp_path: Path) -> None:
    """A pivot table that somebody put on a sheet of the deck goes with it; its cache is the workbook's."""
    first, _ = built(made("pivot table").content, ".xlsx")
    (part,) = (
        name for name, text in parts_of(first).items() if b"xl_addin:" in text[-9000:] and "sheet" in name
    )
    links = part.replace("worksheets/", "worksheets/_rels/") + ".rels"
    assert links not in parts_of(first)
    host_parts = parts_of(made("pivot table").content)
    rels = host_parts["xl/worksheets/_rels/sheet1.xml.rels"]
    pivoted = edited(
        first,
        {
            TYPES: declared_as("xl/pivotTables/pivotTable2.xml", f"{SPREADSHEET}.pivotTable+xml"),
            "xl/workbook.xml": before("<bookViews", "\n"),
        },
        {
            links: rels.replace(b"pivotTable1", b"pivotTable2"),
            "xl/pivotTables/pivotTable2.xml": host_parts["xl/pivotTables/pivotTable1.xml"],
            "xl/pivotTables/_rels/pivotTable2.xml.rels": host_parts[
                "xl/pivotTables/_rels/pivotTable1.xml.rels"
            ],
        },
    )
    parts = parts_of(built(pivoted, ".xlsx")[0])
    assert "xl/pivotTables/pivotTable2.xml" not in parts
    for name, content in host_parts.items():
        if "pivot" in name:
            assert parts[name] == content


def pointed_at(folder: Path) -> bytes:
    """A workbook with the deck, and with a formula and a name of somebody's that point at it."""

    def point(book: Workbook) -> None:
        book["Sheet1"]["F2"] = "='IP service'!B5*2"
        book["Sheet1"]["F3"] = "=Checks!B5"

    content, _ = built(made("a few figures").content, ".xlsx", whole_deck())
    return resaved(content, point, folder)


def test_formulas_that_point_at_the_deck_stay_and_are_told_when_their_sheet_goes(tmp_path: Path) -> None:
    content = pointed_at(tmp_path)
    again, issues = built(content, ".xlsx", whole_deck())
    assert issues == ()
    assert Looks(again).values["Sheet1"] == Looks(content).values["Sheet1"]
    fewer_, issues = built(again, ".xlsx", whole_deck(*OTHER))
    told = [(issue.severity, issue.sheet, issue.message) for issue in issues]
    message = "its formulas point at the sheet IP service, which goes"
    assert told == [(Severity.WARNING, "Sheet1", message)]
    assert Looks(fewer_).values["Sheet1"]["F2"] == "='IP service'!B5*2"
    gone, issues = taken_out(again, ".xlsx")
    assert sorted(issue.message for issue in issues) == [
        "its formulas point at the sheet Checks, which goes",
        message,
    ]
    assert Looks(gone).values["Sheet1"]["F3"] == "=Checks!B5"


def typed_on(sheet: str, cell: str, value: object) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        book[sheet][cell] = value

    return change


def refused(content: bytes, folder: Path, **options: Any) -> list[Issue]:
    """Why the deck is not built into a workbook, which is left as it was."""
    path = folder / "refused.xlsx"
    path.write_bytes(content)
    with pytest.raises(WorkbookError) as error:
        build_into(small_deck(), path, BUILT, **{"in_place": False, **options})
    assert path.read_bytes() == content
    assert all(issue.remedy and issue.file == str(path) for issue in error.value.issues)
    return list(error.value.issues)


def test_text_typed_on_a_sheet_of_the_deck_is_told_before_it_goes(tmp_path: Path) -> None:
    first, _ = built(made("a few figures").content, ".xlsx")
    content = resaved(first, typed_on("Checks", "H40", "Ask T.S."), tmp_path)
    again, (issue,) = built(content, ".xlsx")
    assert (issue.severity, issue.sheet, issue.cell) == (Severity.WARNING, "Checks", "H40")
    assert "Ask T.S." in issue.message
    assert "H40" not in Looks(again).values["Checks"]


def test_a_figure_typed_over_a_formula_of_the_deck_is_told_before_it_goes(tmp_path: Path) -> None:
    first, _ = built(made("a few figures").content, ".xlsx")
    _, (issue,) = built(resaved(first, typed_on("Checks", "D5", 9851), tmp_path), ".xlsx")
    assert (issue.sheet, issue.cell, issue.message.rpartition(": ")[2]) == ("Checks", "D5", "9851")


def test_much_that_was_typed_is_told_in_few_lines(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        for row in range(101, 131):
            book["Checks"][f"C{row}"] = "note"

    first, _ = built(made("a few figures").content, ".xlsx")
    _, issues = built(resaved(first, change, tmp_path), ".xlsx")
    assert [issue.cell for issue in issues] == [*(f"C{row}" for row in range(101, 121)), ""]
    assert "10 more cells" in issues[-1].message


def test_a_copy_of_an_input_sheet_that_was_edited_is_refused(tmp_path: Path) -> None:
    first, _ = built(made("a few figures").content, ".xlsx")
    content = resaved(first, typed_on("Figures", "D2", 101), tmp_path)
    (issue,) = refused(content, tmp_path)
    assert (issue.sheet, issue.message.partition(";")[0]) == (
        "Figures",
        "this copy of an input sheet was edited since it was built",
    )
    assert "--in-place" in issue.remedy


def test_the_deck_goes_and_an_edited_copy_of_an_input_sheet_stays(tmp_path: Path) -> None:
    first, _ = built(made("a few figures").content, ".xlsx")
    path = tmp_path / "edited.xlsx"
    path.write_bytes(resaved(first, typed_on("Figures", "D2", 101), tmp_path))
    own = load_workbook(io.BytesIO(made("a few figures").content)).sheetnames
    (note,) = [issue for issue in jobs.remove(path) if issue.severity is Severity.NOTE]
    assert (note.sheet, note.message.rpartition("; ")[2]) == ("Figures", "it stays")
    left = load_workbook(path)
    assert left.sheetnames == [*own, "Figures"]
    assert left["Figures"]["D2"].value == 101


@pytest.mark.parametrize("name", ["Highlights", "CHECKS", "figures"])
def test_a_sheet_of_somebodys_under_a_name_of_the_decks_is_never_overwritten(
    name: str, tmp_path: Path
) -> None:
    content = resaved(made("a few figures").content, lambda book: book.create_sheet(name), tmp_path)
    (issue,) = refused(content, tmp_path)
    assert issue.sheet.casefold() == name.casefold()
    assert "did not write" in issue.message


def test_a_sheet_of_the_decks_renamed_is_the_decks_still(tmp_path: Path) -> None:
    def rename(book: Workbook) -> None:
        book["Checks"].title = "Audit"

    first, _ = built(made("a few figures").content, ".xlsx")
    again, _ = built(resaved(first, rename, tmp_path), ".xlsx")
    names = [name for name, _ in sheets_of(again)]
    assert "Audit" not in names
    assert sorted(names) == sorted(name for name, _ in sheets_of(first))


def test_a_copy_of_a_sheet_of_the_decks_stays(tmp_path: Path) -> None:
    def copy(book: Workbook) -> None:
        twin = book.copy_worksheet(book["Checks"])
        twin.title = "Checks as sent out"
        for name in book["Checks"].defined_names.values():
            twin.defined_names.add(DefinedName(name.name, attr_text=name.attr_text, hidden=True))

    first, _ = built(made("a few figures").content, ".xlsx")
    again, issues = built(resaved(first, copy, tmp_path), ".xlsx")
    assert issues == ()
    names = [name for name, _ in sheets_of(again)]
    assert sorted(names) == sorted([*(name for name, _ in sheets_of(first)), "Checks as sent out"])
    path = tmp_path / "copied.xlsx"
    path.write_bytes(again)
    jobs.remove(path)
    own = load_workbook(io.BytesIO(made("a few figures").content)).sheetnames
    assert load_workbook(path).sheetnames == [*own, "Checks as sent out"]


def test_a_name_of_a_function_that_means_something_else_is_refused(tmp_path: Path) -> None:
    def define(book: Any) -> None:
        book.defined_names["IIJ_YOY"] = DefinedName("IIJ_YOY", attr_text="Sheet1!$B$2")

    path = tmp_path / "host.xlsx"
    path.write_bytes(resaved(made("a few figures").content, define, tmp_path))
    content = path.read_bytes()
    with pytest.raises(WorkbookError, match="IIJ_YOY"):
        build_into(small_deck(mode=Mode.LAMBDA), path, BUILT, in_place=False)
    assert path.read_bytes() == content
    build_into(small_deck(), path, BUILT, in_place=False)
    assert Looks(path.read_bytes()).names["", "IIJ_YOY"] == "Sheet1!$B$2"


def test_nothing_to_take_out_is_refused() -> None:
    host = made("a few figures")
    with pytest.raises(WorkbookError, match=r"no sheet in it is the add-in's"):
        taken_out(host.content, host.suffix)


def input_workbook(folder: Path) -> Path:
    path = folder / "input.xlsx"
    book = book_of(FIGURES)
    book.create_sheet("Memo")["A1"] = "mine"
    book.save(path)
    return path


def test_in_place_the_input_sheets_stay_byte_for_byte_and_the_deck_reads_them(tmp_path: Path) -> None:
    path = input_workbook(tmp_path)
    old = path.read_bytes()
    for _ in range(2):
        assert build_into(small_deck(), path, BUILT, in_place=True) == ()
    new, before_ = parts_of(path.read_bytes()), parts_of(old)
    shared = {TYPES, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "docProps/app.xml"}
    assert {name for name in before_ if new[name] != before_[name]} <= shared
    names = Looks(path.read_bytes()).names
    owned = {sheet for sheet, name in names if name == OWNER_NAME}
    assert owned == {sheet.name for sheet in small_deck().sheets if sheet.owned}
    for sheet in owned:
        assert Looks(path.read_bytes()).cached[sheet] == new_file().cached[sheet]
    content, issues = taken_out(path.read_bytes(), ".xlsx")
    assert issues == ()
    assert parts_of(content) == before_


INPUTS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "with macros": (".xlsm", partial(of_type, "application/vnd.ms-excel.sheet.macroEnabled.main+xml")),
    "template": (".xltx", partial(of_type, f"{SPREADSHEET}.template.main+xml")),
    "pretty": (
        ".xlsx",
        lambda old: edited(old, {"xl/workbook.xml": swap("><", ">\n<")}),
    ),
    "marked": (".xlsx", lambda old: edited(old, {"xl/styles.xml": lambda part: b"\xef\xbb\xbf" + part})),
    "stored": (".xlsx", lambda old: edited(old, method=STORED)),
}


@pytest.mark.parametrize("name", INPUTS)
def test_in_place_in_any_input_workbook_everything_else_stays(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1028782800")
    suffix, changed = INPUTS[name]
    path = tmp_path / f"input{suffix}"
    path.write_bytes(changed(input_workbook(tmp_path).read_bytes()))
    old, faults = path.read_bytes(), audit_errors(path)
    done = jobs.build_into(path, None, {}, Mode.NATIVE)
    assert done.output == path
    first = path.read_bytes()
    shared = {TYPES, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "docProps/app.xml"}
    assert {part for part, content in parts_of(old).items() if parts_of(first)[part] != content} <= shared
    assert Looks(first).values["Figures"] == Looks(old).values["Figures"]
    assert Looks(first).styles["Figures"] == Looks(old).styles["Figures"]
    assert audit_errors(path) == faults
    jobs.build_into(path, None, {}, Mode.NATIVE)
    assert path.read_bytes() == first
    assert jobs.remove(path) == ()
    assert parts_of(path.read_bytes()) == parts_of(old)


def test_in_place_after_into_leaves_the_edited_copies_as_the_inputs(tmp_path: Path) -> None:
    first, _ = built(made("a few figures").content, ".xlsx")
    path = tmp_path / "host.xlsx"
    path.write_bytes(resaved(first, typed_on("Figures", "D2", 101), tmp_path))
    build_into(small_deck(), path, BUILT, in_place=True)
    assert Looks(path.read_bytes()).values["Figures"]["D2"] == 101


def test_labels_that_begin_like_formulas_stay_texts() -> None:
    book = graft("a few figures").after.book
    labels = {"=Example KK", "@IP service", "-Equipment", "+Operating"}
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    found = {cell.value: cell.data_type for cell in cells if cell.value in labels}
    assert found.keys() == labels
    assert set(found.values()) <= {"s", "inlineStr"}
    formulas = [cell.value for cell in cells if cell.data_type == "f"]
    assert [text for text in formulas if str(text).startswith(("=Example", "=@", "=-Eq", "=+Op"))] == []


def test_a_backup_is_the_old_file(tmp_path: Path) -> None:
    path = made("a few figures").saved(tmp_path)
    build_into(small_deck(), path, BUILT, in_place=False, backup=True)
    (copy,) = (one for one in tmp_path.iterdir() if one != path)
    assert copy.read_bytes() == made("a few figures").content
    assert re.fullmatch(r"host backup \d{4}-\d\d-\d\d \d{6}\.xlsx", copy.name)
    assert zipfile.is_zipfile(path)


def test_saved_by_libreoffice_in_between_the_deck_is_found_and_nothing_is_there_twice(tmp_path: Path) -> None:
    require()
    content, _ = built(made("a few figures").content, ".xlsx")
    seen = []
    for turn in ("first", "second", "third"):
        (tmp_path / "host.xlsx").write_bytes(content)
        folder = tmp_path / turn
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        convert = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder)]
        subprocess.run([*convert, str(tmp_path / "host.xlsx")], capture_output=True, check=True, timeout=600)
        saved = (folder / "host.xlsx").read_bytes()
        assert saved != content
        content, issues = built(saved, ".xlsx")
        assert issues == ()
        assert sheets_of(content) == sheets_of(saved)
        assert {sheet: Looks(content).cached[sheet] for sheet in new_file().cached} == new_file().cached
        seen.append((formats_of(content), len(parts_of(content)), Looks(content).names))
    # LibreOffice gives the first one a format more, of its own.
    assert seen[1] == seen[2]
    left, _ = taken_out(content, ".xlsx")
    assert Looks(left).book.sheetnames == ["Sheet1"]


def test_fewer_sheets_than_before_leave_none_of_their_parts() -> None:
    host = made("a few figures")
    first, _ = built(host.content, host.suffix)
    second, _ = built(first, host.suffix, fewer(small_deck(), "Revenue JPY"))
    assert not [name for name in parts_of(second) if "chart" in name]
    assert built(second, host.suffix)[0] == first
