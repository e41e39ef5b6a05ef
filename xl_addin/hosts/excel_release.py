"""How a release gets into Excel: as a new workbook beside the open one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import xlwings as xw

from xl_addin.errors import Issue, WorkbookError
from xl_addin.hosts import jobs
from xl_addin.inputs.model import Figures
from xl_addin.release.expressions import Mode


@dataclass(frozen=True, slots=True)
class Release:
    """A release that was built, and the open workbook that holds it."""

    built: jobs.Built
    book: xw.Book


def build_beside(book: xw.Book, figures: Figures, issues: tuple[Issue, ...]) -> Release:
    """Build the release in the folder of the open workbook, and open it.

    Raises:
        WorkbookError: there is no folder, it may not be written to, or a file there is in the way.
    """
    target = _folder(book) / jobs.release_name(figures)
    _require_closed(book, target)
    with _remedy(f"move or rename {target.name}, or save {book.name} in another folder"):
        jobs.require_target(target, Path(book.fullname))
    with _remedy(f"save {book.name} in a folder where you may write: the release is built beside it"):
        built = jobs.write_release(figures, issues, target, Mode.NATIVE)
    return Release(built, book.app.books.open(target))


def _folder(book: xw.Book) -> Path:
    try:
        path = book.fullname
    except xw.XlwingsError as error:  # it is not to be found in any folder that OneDrive keeps here
        raise _in_the_cloud(book) from error
    if "://" in path:
        raise _in_the_cloud(book)
    if not os.path.dirname(path):
        remedy = "save it first: the release is built in its folder"
        raise WorkbookError(Issue("the workbook was never saved and has no folder", remedy, book.name))
    return Path(path).parent


def _in_the_cloud(book: xw.Book) -> WorkbookError:
    remedy = "save it in a folder of this computer: the release is built beside it"
    return WorkbookError(
        Issue("the workbook is open from the cloud, without a folder here", remedy, book.name)
    )


def _require_closed(book: xw.Book, target: Path) -> None:
    """Excel holds the file of an open workbook, and opens no second one of its name."""
    if book.name.casefold() == target.name.casefold():
        message = "the open workbook has the name that the release is built under"
        raise WorkbookError(Issue(message, "save it under another name", book.name))
    if target.name.casefold() in (other.name.casefold() for other in book.app.books):
        raise WorkbookError(Issue("the release is open", "close it, and build again", target.name))


@contextmanager
def _remedy(advice: str) -> Iterator[None]:
    """Problems of a file, with what to do about them in Excel."""
    try:
        yield
    except WorkbookError as error:
        raise WorkbookError(*(replace(issue, remedy=advice) for issue in error.issues)) from error
