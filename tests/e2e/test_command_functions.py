"""xl-addin functions --workbook and --markdown as a user types them, and the files that are committed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.e2e.command import ROOT, contents, typed
from tests.engines.cached import cached, defined_names, formulas
from tests.engines.libreoffice import require
from tests.functions_workbook import BUILT, CALCULATING, called, written
from xl_addin import FUNCTIONS
from xl_addin.hosts.pages import MARK, reference_page
from xl_addin.release.expressions import Mode

COMMITTED = ROOT / "workbooks" / "iij_functions.xlsx"
REMAKE = f"make it anew: SOURCE_DATE_EPOCH={int(BUILT.timestamp())} xl-addin functions "
REMEDY = "nothing was replaced; move the file away or name another with --workbook"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, and a clock that stands still."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(BUILT.timestamp())))
    return tmp_path


def test_the_committed_workbook_is_that_of_the_catalogue(folder: Path) -> None:
    path = folder / "functions.xlsx"
    path.write_bytes(written(Mode.LAMBDA))
    for read in (cached, formulas, defined_names):
        assert read(COMMITTED) == read(path), REMAKE + "--workbook workbooks/iij_functions.xlsx"


@pytest.mark.parametrize(("name", "language"), [("functions.md", "en"), ("functions_ja.md", "ja")])
def test_the_committed_reference_is_that_of_the_catalogue(name: str, language: str) -> None:
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    remake = REMAKE + f"--markdown docs/{name} --language {language}"
    assert page == reference_page(FUNCTIONS.values(), language), remake


@pytest.mark.parametrize("mode", CALCULATING)
def test_the_workbook_is_written_in_each_mode(mode: Mode, folder: Path) -> None:
    done = typed("functions", "--workbook", "a.xlsx", "--formulas", mode)
    assert (done.status, done.err) == (0, "")
    assert done.out.strip() == (
        f"{folder / 'a.xlsx'}: {len(FUNCTIONS)} functions, {called(mode)} examples calculated"
    )
    assert contents(folder) == {"a.xlsx": written(mode)}


def test_lambda_is_the_mode_by_default(folder: Path) -> None:
    assert typed("functions", "--workbook", "a.xlsx").status == 0
    assert contents(folder) == {"a.xlsx": written(Mode.LAMBDA)}


def test_the_workbook_in_json() -> None:
    done = typed("functions", "--workbook", "a.xlsx", "--json")
    assert (done.status, done.err) == (0, "")
    expected = {"output": "a.xlsx", "functions": len(FUNCTIONS), "examples": called(Mode.LAMBDA)}
    assert done.json == expected


@pytest.mark.parametrize("mode", CALCULATING)
def test_the_addins_own_workbook_is_replaced(mode: Mode, folder: Path) -> None:
    assert typed("functions", "--workbook", "a.xlsx", "--formulas", mode).status == 0
    load_workbook("a.xlsx").save("a.xlsx")
    assert typed("functions", "--workbook", "a.xlsx").status == 0
    assert contents(folder) == {"a.xlsx": written(Mode.LAMBDA)}


@pytest.mark.parametrize("mode", CALCULATING)
def test_one_saved_again_by_libreoffice_is_replaced(mode: Mode, folder: Path) -> None:
    require()
    assert typed("functions", "--workbook", "a.xlsx", "--formulas", mode).status == 0
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", "resaved", "a.xlsx"]
    subprocess.run(convert, capture_output=True, check=True, timeout=600)
    done = typed("functions", "--workbook", "resaved/a.xlsx")
    assert (done.status, done.err) == (0, "")


def test_an_edited_one_stays(folder: Path) -> None:
    assert typed("functions", "--workbook", "a.xlsx").status == 0
    book = load_workbook("a.xlsx")
    book["Examples"]["E9"] = 0.3
    book.save("a.xlsx")
    before = contents(folder)
    done = typed("functions", "--workbook", "a.xlsx")
    assert done.status == 2
    assert done.problems == [f"a.xlsx: Examples: the sheet was edited since it was built; {REMEDY}"]
    assert contents(folder) == before


def test_a_workbook_of_a_persons_stays(folder: Path) -> None:
    Workbook().save("a.xlsx")
    before = contents(folder)
    done = typed("functions", "--workbook", "a.xlsx", "--json")
    assert done.status == 2
    assert done.problems == [f"a.xlsx: it is not a workbook of the add-in's; {REMEDY}"]
    (error,) = done.json["errors"]
    assert (error["file"], error["remedy"]) == (
        "a.xlsx",
        "move the file away or name another with --workbook",
    )
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (
            ["--workbook", "a.xlsm"],
            "a.xlsm: what is built is an .xlsx file; name a file that ends in .xlsx",
        ),
        (["--workbook", "."], ".: it is a folder; name a file in it with --workbook"),
        (
            ["--workbook", "gone/a.xlsx"],
            "gone/a.xlsx: there is no folder {folder}/gone; make it first, or name another with --workbook",
        ),
        (
            ["--workbook", "a.xlsx", "--formulas", "values"],
            "the workbook of the functions calculates; give --formulas lambda, udf or native",
        ),
        (["--formulas", "udf"], "--formulas is for the workbook; name its file with --workbook"),
        (
            ["--workbook", "a.xlsx", "--markdown", "a.md"],
            "--workbook and --markdown write two files; give one of them at a time",
        ),
        (["--markdown", "a.md", "--language", "fr"], "there is no language fr; give en or ja"),
        (
            ["--markdown", "gone/a.md"],
            "gone/a.md: cannot be written: No such file or directory; name another with --markdown",
        ),
    ],
)
def test_what_cannot_be_done_is_refused(arguments: list[str], problem: str, folder: Path) -> None:
    done = typed("functions", *arguments)
    assert (done.status, done.out) == (2, "")
    assert done.problems == [problem.format(folder=folder)]
    assert contents(folder) == {}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_reference_is_written_in_each_language(language: str, folder: Path) -> None:
    for _ in range(2):  # the second time over its own
        done = typed("functions", "--markdown", "a.md", "--language", language)
        assert (done.status, done.out.strip(), done.err) == (0, str(folder / "a.md"), "")
    assert (folder / "a.md").read_bytes().decode() == reference_page(FUNCTIONS.values(), language)
    assert typed("functions", "--markdown", "a.md", "--json").json == {"output": "a.md"}


def test_a_page_of_a_persons_stays(folder: Path) -> None:
    (folder / "a.md").write_text(f"Notes\n{MARK}\n", encoding="utf-8")
    before = contents(folder)
    done = typed("functions", "--markdown", "a.md")
    assert done.status == 2
    assert done.problems == [
        "a.md: it is no page of the add-in's; nothing was replaced; name another with --markdown"
    ]
    assert contents(folder) == before
