"""What cannot be done: exit status 2, a line a problem with its remedy, and nothing written."""

from __future__ import annotations

import errno
import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.command import SHIPPED, Outcome, contents, spawned, typed
from tests.unit.inputs.books import BASE, book_of, saved
from tests.unit.test_inputs_broken import CELLS, FILES, Expected

LONGEST = 300
LINE = re.compile(r"input\.xlsx: (?P<place>[A-Za-z]+(![A-Z]+[0-9]+)?: )?(?P<what>[^;].*); (?P<remedy>.+)")
KEYS = ["file", "sheet", "cell", "message", "remedy"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def assert_refused(done: Outcome, folder: Path, before: dict[str, bytes]) -> None:
    """Status 2 and nothing said on stdout, no file changed and none left behind."""
    assert (done.status, done.out) == (2, "")
    assert contents(folder) == before
    assert "Traceback" not in done.err
    assert all(len(line) <= LONGEST for line in done.problems)


@pytest.mark.parametrize(("edits", "expected"), CELLS)
def test_every_problem_of_an_input_workbook_is_a_line_of_its_own(
    edits: dict[str, str], expected: tuple[Expected, ...], folder: Path
) -> None:
    saved(book_of(BASE, edits), folder)
    before = contents(folder)
    done = typed("build", "input.xlsx")
    assert_refused(done, folder, before)
    assert len(done.problems) == len(expected), done.err
    for line, (sheet, cell, words) in zip(done.problems, expected, strict=True):
        found = LINE.fullmatch(line)
        assert found is not None, line
        place = f"{sheet}!{cell}: " if cell else f"{sheet}: "
        assert found["place"] == place
        assert words in line


@pytest.mark.parametrize(("edits", "expected"), CELLS)
def test_every_problem_of_an_input_workbook_is_an_entry_in_json(
    edits: dict[str, str], expected: tuple[Expected, ...], folder: Path
) -> None:
    saved(book_of(BASE, edits), folder)
    before = contents(folder)
    done = typed("check", "input.xlsx", "--json")
    assert done.status == 2
    assert contents(folder) == before
    assert list(done.json) == ["errors"]
    entries = done.json["errors"]
    assert all(list(entry) == KEYS for entry in entries)
    assert [(entry["sheet"], entry["cell"]) for entry in entries] == [place[:2] for place in expected]
    assert {entry["file"] for entry in entries} == {"input.xlsx"}
    # The same problems are said beside it, as without --json.
    assert done.problems == typed("build", "input.xlsx").problems


@pytest.mark.parametrize(
    ("make", "words"), [pytest.param(make, words, id=name) for name, make, words in FILES]
)
def test_an_input_that_is_no_workbook_is_one_line(
    make: Callable[[Path], Path], words: str, folder: Path
) -> None:
    path = make(folder)
    before = contents(folder)
    done = typed("build", str(path))
    assert_refused(done, folder, before)
    (line,) = done.problems
    assert line.startswith(f"{path}: ")
    assert words in line


def test_a_process_ends_with_status_2_and_all_lines(folder: Path) -> None:
    edits = {"Figures!F2": "n/a", "Rates!D3": "0", "Settings!B8": "english"}
    saved(book_of(BASE, edits), folder)
    before = contents(folder)
    done = spawned("build", "input.xlsx", folder=folder)
    assert_refused(done, folder, before)
    assert [line.split(": ")[1] for line in done.problems] == ["Settings!B8", "Figures!F2", "Rates!D3"]


def test_a_cell_of_several_lines_is_quoted_on_one(folder: Path) -> None:
    saved(book_of(BASE, {"Figures!F5": "see\nnote " + "x" * 5000}), folder)
    done = typed("check", "input.xlsx")
    (line,) = done.problems
    assert line.startswith("input.xlsx: Figures!F5: text 'see note xxx")
    assert len(line) <= LONGEST


def nothing(_: Path) -> None:
    """The input workbook alone."""


def link(folder: Path) -> None:
    (folder / "target.xlsx").symlink_to(folder / "input.xlsx")


def dead_link(folder: Path) -> None:
    (folder / "target.xlsx").symlink_to(folder / "gone" / "a.xlsx")


# What is made in the folder, the file that is asked for, and the one line that it gets.
TARGETS: list[tuple[str, Callable[[Path], object], str, str]] = [
    (
        "no folder",
        nothing,
        "reports/a.xlsx",
        "reports/a.xlsx: there is no folder {folder}/reports; make it first, or name another with --out",
    ),
    (
        "file for a folder",
        lambda folder: (folder / "notes").write_text("notes"),
        "notes/a.xlsx",
        "notes/a.xlsx: there is no folder {folder}/notes; make it first, or name another with --out",
    ),
    (
        "folder",
        lambda folder: (folder / "a.xlsx").mkdir(),
        "a.xlsx",
        "a.xlsx: it is a folder; name a file in it with --out",
    ),
    ("this folder", nothing, ".", ".: it is a folder; name a file in it with --out"),
    (
        "macros",
        nothing,
        "a.xlsm",
        "a.xlsm: what is built is an .xlsx file; name a file that ends in .xlsx",
    ),
    (
        "no suffix",
        nothing,
        "release",
        "release: what is built is an .xlsx file; name a file that ends in .xlsx",
    ),
    (
        "input",
        nothing,
        "input.xlsx",
        "input.xlsx: it is the input workbook itself; nothing was replaced; name another with --out",
    ),
    (
        "input by another way",
        nothing,
        "../{name}/input.xlsx",
        "../{name}/input.xlsx: it is the input workbook itself; nothing was replaced; "
        "name another with --out",
    ),
    (
        "link to the input",
        link,
        "target.xlsx",
        "target.xlsx: it is the input workbook itself; nothing was replaced; name another with --out",
    ),
    (
        "link to nowhere",
        dead_link,
        "target.xlsx",
        "target.xlsx: there is no folder {folder}/gone; make it first, or name another with --out",
    ),
    (
        "another workbook",
        lambda folder: book_of(BASE).save(folder / "a.xlsx"),
        "a.xlsx",
        "a.xlsx: it is not a workbook of the add-in's; nothing was replaced; "
        "move the file away or name another with --out",
    ),
    (
        "no workbook",
        lambda folder: (folder / "a.xlsx").write_text("item,1Q02\n"),
        "a.xlsx",
        "a.xlsx: it is there already and cannot be read as a workbook (it is not an Excel workbook); "
        "move it away or name another file",
    ),
    (
        "cut short",
        lambda folder: (folder / "a.xlsx").write_bytes(SHIPPED.read_bytes()[:9000]),
        "a.xlsx",
        "a.xlsx: it is there already and cannot be read as a workbook "
        "(it is damaged and cannot be read (File is not a zip file)); "
        "move it away or name another file",
    ),
]


@pytest.mark.parametrize(
    ("make", "target", "line"), [pytest.param(*case[1:], id=case[0]) for case in TARGETS]
)
def test_a_place_that_cannot_be_written_is_one_line(
    make: Callable[[Path], object], target: str, line: str, folder: Path
) -> None:
    saved(book_of(BASE), folder)
    make(folder)
    before = contents(folder)
    done = typed("build", "input.xlsx", "--out", target.format(name=folder.name))
    assert_refused(done, folder, before)
    assert done.problems == [line.format(name=folder.name, folder=folder.resolve())]


def test_a_name_that_is_too_long_is_one_line(folder: Path) -> None:
    done = typed("build", "--out", "a" * 300 + ".xlsx")
    assert (done.status, contents(folder)) == (2, {})
    (line,) = done.problems
    assert line.endswith("a.xlsx: it cannot be used (File name too long); name another with --out")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a current folder cannot be deleted")
def test_a_current_folder_that_is_gone_is_one_line(folder: Path) -> None:
    gone = folder / "gone"
    gone.mkdir()
    prefix = ("sh", "-c", 'rmdir ../gone && "$@"', "sh")
    done = spawned("build", str(SHIPPED), "--out", "a.xlsx", folder=gone, prefix=prefix)
    assert (done.status, done.out) == (2, "")
    assert done.problems == ["a.xlsx: it cannot be used (No such file or directory); name another with --out"]


@pytest.mark.parametrize("option", ["--quarter", "--language"])
def test_an_option_given_blank_is_refused(folder: Path, option: str) -> None:
    for command in ("build", "check"):
        done = typed(command, option, " ")
        line = f"{option} is blank; give its value, or leave it out for the setting"
        assert (done.status, done.out, done.problems) == (2, "", [line])
    assert contents(folder) == {}


def test_the_packaged_workbook_is_not_replaced(folder: Path) -> None:
    shutil.copy(SHIPPED, folder / "mine.xlsx")
    before = contents(folder)
    assert_refused(typed("build", "--out", "mine.xlsx"), folder, before)


def without_privileges() -> tuple[str, ...]:
    """What takes from root the right to write where nobody may."""
    if os.geteuid() != 0:
        return ()
    if shutil.which("setpriv") is None:
        pytest.skip("root may write everywhere, and there is no setpriv to stop it")
    return ("setpriv", "--bounding-set", "-dac_override", "--inh-caps", "-dac_override")


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such permissions on Windows")
def test_a_folder_that_may_not_be_written_to_is_one_line(folder: Path) -> None:
    board = folder / "board"
    board.mkdir()
    board.chmod(0o555)
    done = spawned("build", "--out", "board/a.xlsx", folder=folder, prefix=without_privileges())
    board.chmod(0o755)
    assert_refused(done, folder, {})
    (line,) = done.problems
    assert re.fullmatch(
        r".*board/a\.xlsx: cannot be written: Permission denied; close it where it is open.*", line
    )


@pytest.mark.skipif(sys.platform == "win32", reason="the prefix is for Linux")
def test_a_file_that_is_read_only_stays_as_it_is(folder: Path) -> None:
    saved(book_of(BASE), folder)
    assert typed("build", "input.xlsx", "--out", "final.xlsx").status == 0
    (folder / "final.xlsx").chmod(0o444)
    before = contents(folder)
    done = spawned("build", "input.xlsx", "--out", "final.xlsx", folder=folder, prefix=without_privileges())
    assert_refused(done, folder, before)
    assert done.problems == [
        "final.xlsx: it is read-only; nothing was replaced; allow writing to it or name another with --out"
    ]


def test_a_full_disk_leaves_the_old_file_and_no_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(book_of(BASE), folder)
    assert typed("build", "input.xlsx", "--out", "a.xlsx").status == 0
    before = contents(folder)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("xl_addin.writer.headless.write_stream", full)
    done = typed("build", "input.xlsx", "--out", "a.xlsx")
    assert_refused(done, folder, before)
    assert "a.xlsx: cannot be written: No space left on device; " in done.problems[0]


def test_a_bug_shows_itself_and_leaves_no_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("xl_addin.writer.headless.write_stream", broken)
    with pytest.raises(ZeroDivisionError):
        typed("build", "--out", "a.xlsx")
    assert contents(folder) == {}
