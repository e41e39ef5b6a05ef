"""Files replaced whole: what is synced and in which order, who has a file open, backup copies."""

from __future__ import annotations

import os
import stat
from datetime import datetime
from pathlib import Path

import pytest

from xl_addin.errors import WorkbookError
from xl_addin.writer import files

NOON = datetime(2002, 8, 8, 12, 0, 5)  # noqa: DTZ001 - a name on this machine's clock
OPTION = "--output"


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What is synced, and when the file takes its place: ("sync", "folder"), ("move", name)."""
    done: list[tuple[str, str]] = []
    sync, move = os.fsync, Path.replace

    def synced(handle: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(handle).st_mode)
        done.append(("sync", "folder" if is_folder else "file"))
        sync(handle)

    def moved(source: Path, target: Path) -> Path:
        done.append(("move", Path(target).name))
        return move(source, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", moved)
    return done


def test_the_file_is_synced_before_it_takes_its_place_and_the_folder_after(
    steps: list[tuple[str, str]], tmp_path: Path
) -> None:
    files.replace_whole(tmp_path / "a.xlsx", lambda stream: stream.write(b"new") and None, OPTION)
    assert steps == [("sync", "file"), ("move", "a.xlsx"), ("sync", "folder")]
    assert (tmp_path / "a.xlsx").read_bytes() == b"new"


def test_the_folder_synced_is_that_of_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    inodes: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda handle: inodes.append(os.fstat(handle).st_ino))
    files.replace_whole(tmp_path / "a.xlsx", lambda stream: None, OPTION)
    assert inodes[-1] == tmp_path.stat().st_ino


def test_a_system_that_syncs_no_folder_keeps_the_new_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sync, opened = os.fsync, len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else 0

    def files_only(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError("folders cannot be synced")
        sync(handle)

    monkeypatch.setattr(os, "fsync", files_only)
    files.replace_whole(tmp_path / "a.xlsx", lambda stream: stream.write(b"new") and None, OPTION)
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]
    if opened:
        assert len(os.listdir("/proc/self/fd")) == opened  # no handle is left open


def excel_lock(user: str) -> bytes:
    """What Excel writes beside an open file: the name's length, the name in 54 bytes, again in UTF-16."""
    narrow = user.encode("ascii", "replace").ljust(54)
    return bytes([len(user)]) + narrow + len(user).to_bytes(2, "little") + user.encode("utf-16-le").ljust(108)


@pytest.mark.parametrize(
    ("lock", "content", "by"),
    [
        ("~$a.xlsx", excel_lock("Sato"), " by Sato"),
        ("~$a.xlsx", excel_lock("佐藤"), " by 佐藤"),
        ("~$a.xlsx", excel_lock("Sato")[:60], ""),  # cut short
        ("~$a.xlsx", b"", ""),
        (".~lock.a.xlsx#", b"Sato,sato,machine,08.08.2002 12:00,file:///home/sato;", " by Sato"),
        (".~lock.a.xlsx#", b",sato,machine,08.08.2002 12:00,;", " by sato"),
        (".~lock.a.xlsx#", b",,machine,08.08.2002 12:00,;", ""),
        (".~lock.a.xlsx#", b"", ""),
    ],
)
def test_a_file_that_somebody_has_open_is_refused_by_name(
    lock: str, content: bytes, by: str, tmp_path: Path
) -> None:
    (tmp_path / lock).write_bytes(content)
    with pytest.raises(WorkbookError) as raised:
        files.require_closed(tmp_path / "a.xlsx")
    (issue,) = raised.value.issues
    assert issue.message == f"it is open{by} (there is a lock file {lock})"
    assert issue.file == str(tmp_path / "a.xlsx")
    files.require_closed(tmp_path / "b.xlsx")


def test_a_lock_that_cannot_be_read_names_nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "~$a.xlsx").write_bytes(excel_lock("Sato"))

    def refused(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(WorkbookError, match=r"it is open \(there is a lock file"):
        files.require_closed(tmp_path / "a.xlsx")


def test_a_folder_named_like_a_lock_is_none(tmp_path: Path) -> None:
    (tmp_path / "~$a.xlsx").mkdir()
    files.require_closed(tmp_path / "a.xlsx")


def test_a_backup_stands_beside_the_file_and_is_named_after_the_time(tmp_path: Path) -> None:
    path = tmp_path / "a.b.xlsm"
    path.write_bytes(b"old")
    os.utime(path, (1_000_000_000, 1_000_000_000))
    copy = files.backed_up(path, NOON)
    assert copy == tmp_path / "a.b backup 2002-08-08 120005.xlsm"
    assert copy.read_bytes() == path.read_bytes() == b"old"
    assert copy.stat().st_mtime == 1_000_000_000


def test_no_backup_is_written_over_another(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")
    first = files.backed_up(path, NOON)
    path.write_bytes(b"newer")
    with pytest.raises(WorkbookError) as raised:
        files.backed_up(path, NOON)
    (issue,) = raised.value.issues
    assert "a backup 2002-08-08 120005.xlsx is there already" in issue.message
    assert (issue.file, first.read_bytes()) == (str(path), b"old")


def test_a_backup_that_cannot_be_made_says_why(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="no backup copy can be made: No such file or directory"):
        files.backed_up(tmp_path / "missing.xlsx", NOON)


def test_a_long_name_is_replaced_too(tmp_path: Path) -> None:
    # 255 bytes are the most that a name may have; the temporary file's has more around it.
    path = tmp_path / f"{'a' * 250}.xlsx"
    files.replace_whole(path, lambda stream: stream.write(b"new") and None, OPTION)
    assert path.read_bytes() == b"new"
