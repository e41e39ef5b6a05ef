"""Files that the deck cannot be built into: one line each, nothing changed, bounded in memory."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.decks import BUILT
from tests.e2e.command import contents, environment, spawned, typed
from tests.inplace.broken import BROKEN, HEAVY
from tests.inplace.grafts import built, new_file, small_deck
from tests.inplace.hosts import made
from xl_addin.errors import WorkbookError
from xl_addin.writer.inplace import build_into, remove_from

KILOBYTES = 300 * 1024


def broken(name: str, folder: Path) -> tuple[Path, str]:
    """The file of a name, and what is said of it."""
    file, make, expected = BROKEN[name]
    path = folder / file
    path.write_bytes(make())
    return path, expected


def test_there_are_many_broken_files() -> None:
    assert len(BROKEN) >= 30


@pytest.mark.parametrize("name", [name for name in BROKEN if name not in HEAVY])
def test_a_file_that_cannot_be_built_into_is_refused_in_one_line(name: str, tmp_path: Path) -> None:
    path, expected = broken(name, tmp_path)
    before = contents(tmp_path)
    with pytest.raises(WorkbookError) as refused:
        build_into(small_deck(), path, BUILT, in_place=False)
    (issue,) = refused.value.issues
    assert re.search(expected, issue.message), issue.message
    assert (issue.file, bool(issue.remedy)) == (str(path), True)
    assert "\n" not in str(issue)
    assert contents(tmp_path) == before
    with pytest.raises(WorkbookError):
        remove_from(path)
    assert contents(tmp_path) == before


# The command in a process of its own, which says at its end how much memory it took at most.
PROBE = """
import sys
from pathlib import Path
from xl_addin.hosts.cli import main
try:
    main()
finally:
    print(next(line for line in Path("/proc/self/status").open() if line.startswith("VmHWM")))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read as Linux tells it")
@pytest.mark.parametrize("name", HEAVY)
def test_a_file_that_blows_up_is_refused_before_it_does(name: str, tmp_path: Path) -> None:
    path, expected = broken(name, tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", PROBE, "build", "--into", str(path)],
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert re.search(expected, line)
    assert int(done.stdout.split()[1]) < KILOBYTES


@pytest.mark.parametrize(
    "name", ["empty", "billion laughs", "structure locked", "old format", "part twice in other case"]
)
def test_the_command_ends_with_status_2_and_one_line(name: str, tmp_path: Path) -> None:
    path, expected = broken(name, tmp_path)
    before = contents(tmp_path)
    done = typed("build", "--into", str(path))
    assert (done.status, done.out) == (2, "")
    (line,) = done.problems
    assert line.startswith(f"{path}: ")
    assert re.search(expected, line)
    assert "; " in line
    assert contents(tmp_path) == before


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    for path, message in ((tmp_path, "folder"), (tmp_path / "a.xlsx", "no such file")):
        with pytest.raises(WorkbookError, match=message):
            build_into(small_deck(), path, BUILT, in_place=False)
    assert contents(tmp_path) == {}


def test_a_new_file_of_the_decks_own_holds_nothing_to_build_into() -> None:
    with pytest.raises(WorkbookError, match=r"all its sheets are the add-in's; build a new file with --out"):
        built(new_file().content, ".xlsx")


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has other permissions")
@pytest.mark.parametrize(("file", "folder"), [(0o444, 0o755), (0o644, 0o555)])
def test_without_permission_nothing_changes(file: int, folder: int, tmp_path: Path) -> None:
    prefix: tuple[str, ...] = ()
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("root may write everywhere, and there is no setpriv to stop it")
        drop = "-dac_override,-dac_read_search"
        prefix = ("setpriv", "--bounding-set", drop, "--inh-caps", drop)
    place = tmp_path / "board"
    place.mkdir()
    path = made("a few figures").saved(place)
    path.chmod(file)
    place.chmod(folder)
    try:
        done = spawned("build", "--into", str(path), folder=tmp_path, prefix=prefix)
    finally:
        place.chmod(0o755)
        path.chmod(0o644)
    assert done.status == 2
    (line,) = done.problems
    assert line.startswith(f"{path}: it ") or line.startswith(f"{path}: cannot be written")
    assert contents(place) == {"host.xlsx": made("a few figures").content}


@pytest.mark.skipif(shutil.which("prlimit") is None, reason="no prlimit to stand for a full disk")
def test_a_disk_that_is_full_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = made("a few figures").saved(tmp_path)
    before = contents(tmp_path)
    done = spawned("build", "--into", str(path), folder=tmp_path, prefix=("prlimit", "--fsize=20000"))
    assert done.status == 2
    (line,) = done.problems
    assert line.startswith(f"{path}: cannot be written: File too large; ")
    assert contents(tmp_path) == before


def excel_lock(user: str) -> bytes:
    """The lock file of Excel: the name behind its length, padded to 55 bytes, and again in UTF-16."""
    narrow = user.encode("cp932", "replace")
    wide = user.encode("utf-16-le")
    head = bytes([len(narrow)]) + narrow.ljust(54)
    return (head + bytes([len(user), 0]) + wide + " ".encode("utf-16-le") * 54)[:165]


@pytest.mark.parametrize(
    ("lock", "content", "said"),
    [
        ("~$host.xlsx", excel_lock("Sato Taro"), "open by Sato Taro"),
        ("~$host.xlsx", b"", "it is open (there is a lock file"),
        (".~lock.host.xlsx#", b",sato,tokyo1,08.08.2002 15:00,file:///home/sato;", "open by sato"),
        (".~lock.host.xlsx#", "佐藤,sato,tokyo1,08.08.2002 15:00,;".encode(), "open by 佐藤"),
    ],
)
def test_a_file_that_is_open_is_refused_with_its_users_name(
    lock: str, content: bytes, said: str, tmp_path: Path
) -> None:
    path = made("a few figures").saved(tmp_path)
    (tmp_path / lock).write_bytes(content)
    before = contents(tmp_path)
    for work in (lambda: build_into(small_deck(), path, BUILT, in_place=False), lambda: remove_from(path)):
        with pytest.raises(WorkbookError, match=re.escape(said)) as refused:
            work()
        assert lock in str(refused.value)
    assert contents(tmp_path) == before


def test_a_link_is_followed_and_stays_one(tmp_path: Path) -> None:
    path = made("a few figures").saved(tmp_path)
    link = tmp_path / "latest.xlsx"
    link.symlink_to(path.name)
    path.chmod(0o640)
    build_into(small_deck(), link, BUILT, in_place=False)
    assert link.is_symlink()
    assert path.read_bytes() == built(made("a few figures").content, ".xlsx")[0]
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_lock_beside_the_file_that_a_link_leads_to_counts(tmp_path: Path) -> None:
    path = made("a few figures").saved(tmp_path)
    (tmp_path / "~$host.xlsx").write_bytes(excel_lock("Sato"))
    (tmp_path / "links").mkdir()
    link = tmp_path / "links" / "latest.xlsx"
    link.symlink_to(path)
    with pytest.raises(WorkbookError, match="open by Sato"):
        build_into(small_deck(), link, BUILT, in_place=False)
