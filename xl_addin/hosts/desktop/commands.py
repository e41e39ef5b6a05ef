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
from xl_addin.hosts.desktop.inputs import open_grids
from xl_addin.hosts.desktop.release import (
    TITLE,
    Cancelled,
    build_in_place,
    first_failed,
    result_of,
    write_checks,
    write_tie_out,
)
from xl_addin.hosts.desktop.session import session
from xl_addin.hosts.literals import written_figure
from xl_addin.hosts.tying import tied
from xl_addin.inputs.load import read_figures_of_grids
from xl_addin.inputs.model import Figures
from xl_addin.release.deck import CheckResult
from xl_addin.tieout.judging.comparison import Verdict
from xl_addin.tieout.reading.load import read_document
from xl_addin.tieout.report import contradictions
from xl_addin.writer.live import NotWhole
from xl_addin.writer.open_book.functions import carry, drop
from xl_addin.writer.open_book.native import answered, native

LOG = "xl-addin.log"
_ON_DEMAND = "Excel calculates on demand here: after a figure is changed, press F9."
_MOST_LINES = 12
_MOST_CHARACTERS = 300


@dataclass(frozen=True, slots=True)
class Notice:
    """What the message box says, if anything; `selected` are the cells to leave selected."""

    text: str
    is_fault: bool = False
    selected: xw.Range | None = None


Command = Callable[[xw.Book], Notice]


def run(command: Command, version: str, status: str) -> None:
    """Run a command on the workbook it was called from, for VBA modules of a version."""
    book = xw.Book.caller()
    notice = _outcome(command, book, version, status)
    if notice.selected is not None:
        notice.selected.sheet.activate()
        notice.selected.select()
    if notice.text:
        book.app.alert(notice.text, title=TITLE, mode="critical" if notice.is_fault else "info")


def build(book: xw.Book) -> Notice:
    """Build the release into the open workbook.

    Raises:
        WorkbookError: with every problem that keeps it from being built.
    """
    figures, issues = _figures(book)
    deck = jobs.deck_of(figures)
    built = build_in_place(book, deck)
    lines = [f"The release of {figures.settings.release_quarter} is built into {book.name}."]
    saved = (
        "AutoSave has saved it" if answered(native().saves_itself, book, otherwise=False) else "not saved yet"
    )
    lines += [f"{len(built.sheets)} sheets, {built.sheets[0]} to {built.sheets[-1]}; {saved}."]
    lines += [f"The workbook as it was before: {built.backup.name}"] if built.backup else []
    lines += ["", *_findings(deck.checks, (*issues, *deck.issues, *built.issues))]
    return Notice("\n".join(lines), deck.checks_failed > 0)


def check(book: xw.Book) -> Notice:
    """Check the open workbook's figures and bring its sheet Checks up to date.

    Raises:
        WorkbookError: with every problem that keeps them from being checked.
    """
    figures, issues = _figures(book)
    deck = jobs.deck_of(figures)
    issues = (*issues, *deck.issues)
    selected = None
    try:
        issues = (*issues, *write_checks(book, deck))
        selected = first_failed(book, deck)
    except WorkbookError as error:  # a sheet of somebody's is in the way; what was found is told all the same
        issues = (*issues, *(replace(issue, severity=Severity.WARNING) for issue in error.issues))
    lines = [f"{book.name}: the figures of {figures.settings.release_quarter} are checked.", ""]
    lines += _findings(deck.checks, issues)
    return Notice("\n".join(lines), deck.checks_failed > 0, selected)


def tie_out(book: xw.Book) -> Notice:
    """Check each number of a release text against the open workbook; the report becomes sheets of it.

    Raises:
        WorkbookError: the text or the workbook cannot be used.
    """
    figures, issues = _figures(book)
    text = native().choose_text(book.app)
    if text is None:
        return Notice("")
    done = tied(read_document(text), figures, issues)
    issues = (*done.issues, *write_tie_out(book, done))
    against = list(contradictions(done.judged))
    lines = [f"{text.name}: {len(done.judged)} printed numbers."]
    lines += [", ".join(f"{done.count(verdict)} {verdict}" for verdict in Verdict) + "."]
    lines += ["", *_shortened(f"{one.claim.printed}: {one.reason}" for _, one in against)] if against else []
    lines += _noted(issues)
    return Notice("\n".join(lines), bool(against), result_of(book, against[0][0] if against else 1))


def carry_functions(book: xw.Book) -> Notice:
    """Let the open workbook calculate without the add-in.

    Raises:
        WorkbookError: it cannot; it is as it was.
    """
    names = carry(book)
    lines = [f"{book.name} carries {len(names)} functions now, {names[0]} to {names[-1]}, as defined names."]
    lines += ["", "It calculates with them in any Excel 365, without the add-in. Save it to keep them."]
    lines += [
        "Who gets it by mail may see #NAME? until editing is enabled: Protected View calculates no LAMBDA."
    ]
    return Notice("\n".join(lines))


def drop_functions(book: xw.Book) -> Notice:
    """Take the functions out of the open workbook again."""
    names = drop(book)
    if not names:
        return Notice(f"{book.name} carries no functions of the add-in's; nothing was changed.")
    lines = [f"{len(names)} functions are taken out of {book.name}."]
    lines += ["", "Formulas that call them need the add-in from now on."]
    return Notice("\n".join(lines))


def _outcome(command: Command, book: xw.Book, version: str, status: str) -> Notice:
    try:
        _require_version(version)
        with session(book, status) as on_demand:
            notice = command(book)
        return replace(notice, text=f"{notice.text}\n\n{_ON_DEMAND}") if on_demand else notice
    except WorkbookError as error:
        count = len(error.issues)
        state = "Not everything could be put back: " if isinstance(error, NotWhole) else "Nothing was done: "
        head = state + ("one problem." if count == 1 else f"{count} problems.")
        return Notice("\n".join([head, "", *_listed(error.issues, book)]), is_fault=True)
    except Cancelled:
        return Notice("")
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
    figures, issues = read_figures_of_grids(book.name, grids, sheets=book.sheet_names)
    if figures is None:
        raise WorkbookError(*errors_among(issues))
    return figures, issues


def _findings(checks: Sequence[CheckResult], issues: Sequence[Issue]) -> Iterator[str]:
    """How many checks there were, those that fail, and what else is to be known."""
    failed = [result for result in checks if not result.passed]
    yield f"{len(checks)} checks, {len(failed)} failed."
    yield from _shortened(
        f"{result.name} ({result.sheet}): expected {written_figure(result.expected)}, "
        f"actual {written_figure(result.actual)}"
        for result in failed
    )
    yield from _noted(issues)


def _noted(issues: Sequence[Issue]) -> Iterator[str]:
    """What else is to be known, warnings first."""
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
