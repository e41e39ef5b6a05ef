"""What the buttons of Excel do: read the open workbook, work, and end with one message box."""

from __future__ import annotations

import tempfile
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import xlwings as xw

from xl_addin import __version__
from xl_addin.errors import AddinError, Issue, Severity, WorkbookError, errors_among
from xl_addin.hosts import jobs
from xl_addin.hosts.excel_inputs import open_grids
from xl_addin.hosts.excel_release import build_beside
from xl_addin.hosts.excel_session import session
from xl_addin.hosts.literals import written_figure
from xl_addin.inputs.load import read_figures_of_grids
from xl_addin.inputs.model import Figures
from xl_addin.release.deck import CheckResult

TITLE = "IIJ Release"
LOG = "xl-addin.log"
_MOST_LINES = 12
_MOST_CHARACTERS = 300


@dataclass(frozen=True, slots=True)
class Notice:
    """What the message box says; `opened` is the workbook to leave in front."""

    text: str
    is_fault: bool = False
    opened: xw.Book | None = None


Command = Callable[[xw.Book], Notice]


def run(command: Command, version: str, status: str) -> None:
    """Run a command on the workbook it was called from, for VBA modules of a version."""
    book = xw.Book.caller()
    notice = _outcome(command, book, version, status)
    if notice.opened is not None:
        notice.opened.activate()
    book.app.alert(notice.text, title=TITLE, mode="critical" if notice.is_fault else "info")


def build(book: xw.Book) -> Notice:
    """Build the release from the open workbook.

    Raises:
        WorkbookError: with every problem that keeps it from being built.
    """
    figures, issues = _figures(book)
    release = build_beside(book, figures, (*issues, *_protected(book, figures)))
    built = release.built
    lines = [f"{built.output.name} is built and open, in {built.output.parent}.", ""]
    lines += _findings(built.checks, built.issues)
    return Notice("\n".join(lines), built.checks_failed > 0, release.book)


def check(book: xw.Book) -> Notice:
    """Check the open workbook's figures; nothing is written.

    Raises:
        WorkbookError: with every problem that keeps them from being checked.
    """
    figures, issues = _figures(book)
    deck = jobs.deck_of(figures)
    lines = [f"{book.name}: the figures of {figures.settings.release_quarter} are checked.", ""]
    lines += _findings(deck.checks, (*issues, *deck.issues))
    return Notice("\n".join(lines), deck.checks_failed > 0)


def _outcome(command: Command, book: xw.Book, version: str, status: str) -> Notice:
    try:
        _require_version(version)
        with session(book, status):
            return command(book)
    except WorkbookError as error:
        count = len(error.issues)
        head = "Nothing was done: " + ("one problem." if count == 1 else f"{count} problems.")
        return Notice("\n".join([head, "", *_listed(error.issues, book)]), is_fault=True)
    except AddinError as error:
        return Notice(f"Nothing was done.\n\n{error}", is_fault=True)
    except Exception as error:  # a traceback is for the log; the person in front of Excel gets a sentence
        return Notice(_unexpected(error), is_fault=True)


def _require_version(version: str) -> None:
    if version != __version__:
        message = f"the macros are of version {version}, the Python package xl_addin is {__version__}"
        remedy = "run xl-addin install and start Excel anew; a workbook with macros is to be had anew as well"
        raise WorkbookError(Issue(message, remedy))


def _figures(book: xw.Book) -> tuple[Figures, tuple[Issue, ...]]:
    grids = open_grids(book)
    if not grids:
        message = "the open workbook has no input sheets"
        remedy = "go to the workbook with the sheets Settings, Figures and Rates, and try again there"
        raise WorkbookError(Issue(message, remedy, book.name))
    figures, issues = read_figures_of_grids(book.name, grids)
    if figures is None:
        raise WorkbookError(*errors_among(issues))
    return figures, issues


def _protected(book: xw.Book, figures: Figures) -> Iterator[Issue]:
    """Input sheets that nobody may write to; a release in a workbook of its own need not."""
    for sheet in figures.sheets:
        # xlwings has no property for it; on a Mac the native object has none of this name.
        if getattr(book.sheets[sheet.name].api, "ProtectContents", False):
            message = "the sheet is protected; it was read, and nothing was written to it"
            yield Issue(message, file=book.name, sheet=sheet.name, severity=Severity.NOTE)


def _findings(checks: Sequence[CheckResult], issues: Sequence[Issue]) -> Iterator[str]:
    """How many checks there were, those that fail, and what else is to be known."""
    failed = [result for result in checks if not result.passed]
    yield f"{len(checks)} checks, {len(failed)} failed."
    yield from _shortened(
        f"{result.name} ({result.sheet}): expected {written_figure(result.expected)}, "
        f"actual {written_figure(result.actual)}"
        for result in failed
    )
    for severity in (Severity.WARNING, Severity.NOTE):
        found = [issue for issue in issues if issue.severity is severity]
        if found:
            yield from ("", f"{severity.capitalize()}s:")
            yield from _shortened(str(replace(issue, file="")) for issue in found)


def _listed(issues: Iterable[Issue], book: xw.Book) -> Iterator[str]:
    """A line a problem; the open workbook need not be named in each."""
    named = (replace(issue, file="" if issue.file == book.name else issue.file) for issue in issues)
    return _shortened(map(str, named))


def _shortened(lines: Iterable[str]) -> Iterator[str]:
    """As many lines as a message box has room for, marked as a list."""
    whole = list(lines)
    for line in whole[:_MOST_LINES]:
        plain = " ".join(line.split())
        yield "• " + (plain if len(plain) <= _MOST_CHARACTERS else f"{plain[:_MOST_CHARACTERS]}…")
    if len(whole) > _MOST_LINES:
        yield f"... and {len(whole) - _MOST_LINES} more"


def _unexpected(error: Exception) -> str:
    """One sentence about an error of the add-in's or Excel's own; the whole of it goes into a log."""
    log = Path(tempfile.gettempdir()) / LOG
    details = f"The details are in {log}."
    try:
        log.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except OSError as trouble:
        details = f"The details could not be written to {log} ({trouble.strerror})."
    lines = [
        "This did not work, for a reason the add-in did not expect.",
        "",
        " ".join(f"{type(error).__name__}: {error}".split())[:_MOST_CHARACTERS],
        "",
        "Where Excel waits for something (a cell that is typed into, a dialog), finish that and try again.",
        details,
    ]
    return "\n".join(lines)
