"""--out over a file that is there: the add-in's own is replaced, anything of a person's is not."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from tests.e2e.command import MODES, SHIPPED, contents, typed
from tests.engines.cached import cached
from tests.engines.libreoffice import require

REMEDY = "nothing was replaced; move the file away or name another with --out"
EDITED = f"the sheet was edited since it was built; {REMEDY}"
FOREIGN = f"the sheet is not the add-in's; {REMEDY}"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, and a clock that stands still."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1028782800")
    return tmp_path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the shipped figures' release in every mode, and a Japanese one."""
    folder = tmp_path_factory.mktemp("built")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1028782800")
        for mode in MODES:
            assert typed("build", "--formulas", mode, "--out", str(folder / f"{mode}.xlsx")).status == 0
        japanese = typed("build", "--language", "ja", "--out", str(folder / "japanese.xlsx"))
        assert japanese.status == 0
    return folder


@pytest.fixture
def release(built: Path, folder: Path) -> Path:
    """A release nobody has touched."""
    path = folder / "release_1Q02.xlsx"
    path.write_bytes((built / "native.xlsx").read_bytes())
    return path


@pytest.mark.parametrize("mode", MODES)
def test_building_again_replaces_the_file_with_the_same_bytes(built: Path, folder: Path, mode: str) -> None:
    before = (built / f"{mode}.xlsx").read_bytes()
    (folder / "a.xlsx").write_bytes(before)
    done = typed("build", "--formulas", mode, "--out", "a.xlsx")
    assert (done.status, done.err.startswith("note: Protected View")) == (0, mode == "lambda")
    assert contents(folder) == {"a.xlsx": before}


def test_a_release_is_replaced_by_that_of_other_figures(release: Path) -> None:
    done = typed("build", "--quarter", "4Q01", "--formulas", "values", "--out", release.name)
    assert (done.status, done.err) == (0, "")
    assert any("4Q01" in str(value) for value in cached(release)["Highlights"].values())


@pytest.mark.parametrize("name", [*MODES, "japanese"])
def test_a_release_saved_again_by_openpyxl_is_still_the_addins(built: Path, folder: Path, name: str) -> None:
    load_workbook(built / f"{name}.xlsx").save(folder / "a.xlsx")
    done = typed("build", "--out", "a.xlsx")
    assert (done.status, done.err) == (0, "")


def saved_by_libreoffice(paths: list[Path], folder: Path) -> Path:
    """A folder with the same workbooks as LibreOffice saves them."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "resaved")]
    subprocess.run([*convert, *map(str, paths)], capture_output=True, check=True, timeout=600)
    return folder / "resaved"


def test_a_release_saved_again_by_libreoffice_is_still_the_addins(built: Path, folder: Path) -> None:
    require()
    resaved = saved_by_libreoffice(sorted(built.iterdir()), folder)
    for name in (*MODES, "japanese"):
        path = resaved / f"{name}.xlsx"
        assert path.read_bytes() != (built / path.name).read_bytes()
        done = typed("build", "--out", str(path))
        assert (done.status, done.err) == (0, ""), name


def type_over(sheet: str, cell: str, value: object) -> Callable[[Workbook], None]:
    def edit(book: Workbook) -> None:
        assert book[sheet][cell].value != value
        book[sheet][cell].value = value

    return edit


def add_note(book: Workbook) -> None:
    book["Highlights"]["B2"].comment = Comment("Audited. T.S.", "T.S.")


def rename(book: Workbook) -> None:
    book["Highlights"].title = "Front page"


def exchange_names(book: Workbook) -> None:
    about, checks = book["About"], book["Checks"]
    about.title, checks.title = "Aside", "About"
    about.title = "Checks"


def add_chart_sheet(book: Workbook) -> None:
    chart = BarChart()
    chart.add_data(Reference(book["Figures"], min_col=6, max_col=11, min_row=2), from_rows=True)
    book.create_chartsheet("Chart").add_chart(chart)


EDITS: list[tuple[str, Callable[[Workbook], object], list[str]]] = [
    ("text typed", type_over("Highlights", "B40", "See page 3."), [f"Highlights: {EDITED}"]),
    ("text typed over a formula", type_over("Highlights", "B5", "Good."), [f"Highlights: {EDITED}"]),
    ("cell cleared", type_over("About", "B1", None), [f"About: {EDITED}"]),
    ("figure of an input sheet", type_over("Figures", "K2", 9852), [f"Figures: {EDITED}"]),
    ("figure cleared", type_over("Figures", "K2", None), [f"Figures: {EDITED}"]),
    ("figure as text", type_over("Figures", "K2", "9851"), [f"Figures: {EDITED}"]),
    (
        "two sheets",
        lambda book: [type_over(name, "Z99", 1)(book) for name in ("Rates", "Checks")],
        [f"Checks: {EDITED}", f"Rates: {EDITED}"],
    ),
    ("note", add_note, [f"Highlights: {EDITED}"]),
    ("sheet renamed", rename, [f"Front page: {EDITED}"]),
    ("two sheets renamed", exchange_names, [f"About: {EDITED}", f"Checks: {EDITED}"]),
    ("sheet added", lambda book: book.create_sheet("Memo"), [f"Memo: {FOREIGN}"]),
    ("sheet copied", lambda book: book.copy_worksheet(book["Checks"]), [f"Checks Copy: {FOREIGN}"]),
    ("chart sheet added", add_chart_sheet, [f"Chart: {FOREIGN}"]),
    (
        "name taken away",
        lambda book: book["Checks"].defined_names.clear(),
        [f"Checks: {FOREIGN}"],
    ),
]


@pytest.mark.parametrize(("edit", "lines"), [pytest.param(*case[1:], id=case[0]) for case in EDITS])
def test_an_edited_release_is_refused_sheet_by_sheet(
    release: Path, folder: Path, edit: Callable[[Workbook], object], lines: list[str]
) -> None:
    book = load_workbook(release)
    edit(book)
    book.save(release)
    before = contents(folder)
    done = typed("build")
    assert (done.status, done.out) == (2, "")
    assert sorted(done.problems) == [f"release_1Q02.xlsx: {line}" for line in lines]
    assert contents(folder) == before


def paint(book: Workbook) -> None:
    book["Highlights"]["B2"].fill = PatternFill("solid", fgColor="FFFF00")
    book["Checks"].column_dimensions["B"].width = 20


def reorder(book: Workbook) -> None:
    book.move_sheet("About", -3)


def delete(book: Workbook) -> None:
    del book["About"]


@pytest.mark.parametrize("edit", [paint, reorder, delete])
def test_looks_and_order_are_made_anew_and_deleted_sheets_come_back(
    release: Path, edit: Callable[[Workbook], None]
) -> None:
    sheets = list(cached(release))
    book = load_workbook(release)
    edit(book)
    book.save(release)
    done = typed("build")
    assert (done.status, done.err) == (0, "")
    assert list(cached(release)) == sheets


def test_a_refusal_in_json_names_file_and_sheet(release: Path) -> None:
    book = load_workbook(release)
    book.create_sheet("Memo")
    book.save(release)
    (entry,) = typed("build", "--json").json["errors"]
    assert (entry["file"], entry["sheet"], entry["cell"]) == ("release_1Q02.xlsx", "Memo", "")
    assert f"{entry['message']}; {entry['remedy']}" == FOREIGN


def test_a_workbook_of_somebody_else_is_not_replaced(folder: Path) -> None:
    (folder / "release_1Q02.xlsx").write_bytes(SHIPPED.read_bytes())
    before = contents(folder)
    done = typed("build")
    line = f"release_1Q02.xlsx: it is not a workbook of the add-in's; {REMEDY}"
    assert (done.status, done.problems) == (2, [line])
    assert contents(folder) == before


def test_a_damaged_release_is_one_line(release: Path, folder: Path) -> None:
    release.write_bytes(release.read_bytes()[:-300])
    before = contents(folder)
    done = typed("build")
    assert done.status == 2
    (line,) = done.problems
    assert line.startswith("release_1Q02.xlsx: it is there already and cannot be read as a workbook (")
    assert line.endswith("); move it away or name another file")
    assert contents(folder) == before


def test_a_release_can_be_the_input_of_another(release: Path, folder: Path) -> None:
    done = typed("build", release.name, "--out", "again.xlsx")
    assert (done.status, done.err) == (0, "")
    first, second = cached(release), cached(folder / "again.xlsx")
    assert list(first) == list(second)
    assert {name for name in first if first[name] != second[name]} == {"About"}  # which names the input


def test_a_link_stays_one_and_the_file_it_leads_to_is_replaced(release: Path, folder: Path) -> None:
    (folder / "latest.xlsx").symlink_to(release.name)
    done = typed("build", "--quarter", "4Q01", "--out", "latest.xlsx")
    assert (done.status, done.err) == (0, "")
    assert (folder / "latest.xlsx").is_symlink()
    assert any("4Q01" in str(value) for value in cached(release)["Highlights"].values())


def test_a_file_keeps_its_permissions(release: Path) -> None:
    release.chmod(0o640)
    assert typed("build").status == 0
    assert release.stat().st_mode & 0o777 == 0o640
