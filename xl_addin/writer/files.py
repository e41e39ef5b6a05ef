"""Files replaced whole or not at all, and only where nobody has them open."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from xl_addin.errors import Issue, WorkbookError


def replace_whole(path: Path, write: Callable[[BinaryIO], None], option: str) -> None:
    """Write a file beside its place and move it there whole; the old file stays until then.

    `option` is that of the command which names another place.

    Raises:
        WorkbookError: the folder is missing, read-only or full.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:80]}.", suffix=".tmp", dir=path.parent)
    except OSError as error:
        raise _unwritable(path, error, option) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w+b") as stream:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_permissions(path))
        temporary.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise _unwritable(path, error, option) from error
    finally:
        temporary.unlink(missing_ok=True)


def _unwritable(path: Path, error: OSError, option: str) -> WorkbookError:
    remedy = f"close it where it is open, mend the folder's permissions, or name another place with {option}"
    return WorkbookError(Issue(f"cannot be written: {error.strerror or error}", remedy, file=str(path)))


def _permissions(path: Path) -> int:
    """Those of the file replaced, else what a new file gets here."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Make the move itself safe against a loss of power, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def require_closed(path: Path) -> None:
    """Make sure that neither Excel nor LibreOffice has the file open, by the lock files they leave.

    Raises:
        WorkbookError: one of them has; its user is named.
    """
    for lock, user in ((f"~${path.name}", _excel_user), (f".~lock.{path.name}#", _libreoffice_user)):
        file = path.parent / lock
        if file.is_file():
            name = user(file)
            message = f"it is open{f' by {name}' if name else ''} (there is a lock file {lock})"
            remedy = "close it there; if nobody has it open, delete the lock file"
            raise WorkbookError(Issue(message, remedy, file=str(path)))


def _excel_user(lock: Path) -> str:
    """The name behind its length in one byte; then it comes again, in UTF-16."""
    content = _content(lock)
    length = content[0] if content else 0
    wide = content[57 : 57 + 2 * length]
    return wide.decode("utf-16-le", "replace").strip("\0 ") if len(wide) == 2 * length else ""


def _libreoffice_user(lock: Path) -> str:
    """The first field, or else the second, of those that commas separate."""
    fields = _content(lock).decode("utf-8", "replace").split(",")
    return next((field.strip() for field in fields[:2] if field.strip()), "")


def _content(lock: Path) -> bytes:
    try:
        with lock.open("rb") as stream:
            return stream.read(1024)
    except OSError:
        return b""


def backed_up(path: Path, now: datetime) -> Path:
    """A copy of the file beside it, named after the time.

    Raises:
        WorkbookError: it cannot be made.
    """
    copy = backup_name(path, now)
    try:
        if copy.exists():
            raise FileExistsError(f"{copy.name} is there already")
        shutil.copy2(path, copy)
    except OSError as error:
        message = f"no backup copy can be made: {error.strerror or error}"
        raise WorkbookError(Issue(message, "mend the folder's permissions", file=str(path))) from error
    return copy


def backup_name(path: Path, now: datetime) -> Path:
    """Where a backup copy of a file goes: beside it, named after the time."""
    return path.with_name(f"{path.stem} backup {now:%Y-%m-%d %H%M%S}{path.suffix}")
