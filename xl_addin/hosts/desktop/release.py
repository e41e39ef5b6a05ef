"""The release in the open workbook: built in place, checked there, and what is asked before."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import xlwings as xw

from xl_addin.errors import Issue, WorkbookError
from xl_addin.hosts.tying import TiedOut, report_of
from xl_addin.release.checks import NAME as CHECKS
from xl_addin.release.deck import Deck
from xl_addin.release.expressions import Mode
from xl_addin.tieout.report import CLAIMS, verdict_cell
from xl_addin.writer.edits import DeckEdit, SheetEdit, compile_deck
from xl_addin.writer.files import backup_name
from xl_addin.writer.live import build_live
from xl_addin.writer.live_plan import Plan, plan
from xl_addin.writer.open_book.native import native
from xl_addin.writer.open_book.reading import held, owner_text
from xl_addin.writer.ownership import is_edited, signature

TITLE = "IIJ Release"
_MOST_NAMED = 8


class Cancelled(Exception):
    """The person in front of Excel chose to do nothing."""


@dataclass(frozen=True, slots=True)
class Built:
    """What was built: sheets, the copy made before, what this Excel did not do."""

    sheets: tuple[str, ...]
    backup: Path | None
    issues: tuple[Issue, ...]


def build_in_place(book: xw.Book, deck: Deck) -> Built:
    """Build the deck into the open workbook, after asking where something is replaced.

    Raises:
        WorkbookError: it cannot be built there; the workbook is as it was.
        Cancelled: the answer was no.
    """
    edits = compile_deck(deck, Mode.NATIVE)
    planned = plan(book, edits)
    backup = _asked(book, planned) if planned.replaced or planned.removed else None
    issues = build_live(book, edits, planned)
    return Built((*planned.added, *planned.replaced), backup, issues)


def write_checks(book: xw.Book, deck: Deck) -> tuple[Issue, ...]:
    """Bring the sheet Checks up to date; live where the deck in the workbook is the deck of its figures.

    Elsewhere it holds values: the cells that its formulas would point at are not there, or are old.

    Raises:
        WorkbookError: it cannot be written; the workbook is as it was.
        Cancelled: somebody typed on it, and wants to keep that.
    """
    edits = compile_deck(deck, Mode.NATIVE)
    if not _is_current(book, edits):
        edits = compile_deck(deck, Mode.VALUES)
    alone = replace(edits, sheets=tuple(sheet for sheet in edits.sheets if sheet.name == CHECKS))
    planned = plan(book, alone, whole=False)
    if planned.losses:
        _asked(book, planned)
    return build_live(book, alone, planned)


def write_tie_out(book: xw.Book, done: TiedOut) -> tuple[Issue, ...]:
    """Write the report of a tie-out into the open workbook; its formulas point at the input sheets there.

    Raises:
        WorkbookError: it cannot be written; the workbook is as it was.
        Cancelled: somebody typed on an earlier one, and wants to keep that.
    """
    edits = compile_deck(report_of(done), Mode.NATIVE)
    planned = plan(book, edits)
    if planned.losses:
        _asked(book, planned)
    return build_live(book, edits, planned)


def first_failed(book: xw.Book, deck: Deck) -> xw.Range | None:
    """The result cell of the first check that fails, on the sheet Checks."""
    cells = (
        check.passed for check, result in zip(deck.book.checks, deck.checks, strict=True) if not result.passed
    )
    cell = next(cells, None)
    return None if cell is None else book.sheets[CHECKS].range((cell.row, cell.column))


def result_of(book: xw.Book, number: int) -> xw.Range:
    """The cell with the verdict on a claim, by its number in the report."""
    return book.sheets[CLAIMS].range(verdict_cell(number))


def _is_current(book: xw.Book, edits: DeckEdit) -> bool:
    """Whether the sheets that the checks look at are those that would be built now, unedited."""
    needed = [sheet for sheet in edits.sheets if sheet.owned and sheet.name not in (CHECKS, "About")]
    names = set(book.sheet_names)
    return all(edit.name in names and _is_as_built(book.sheets[edit.name], edit) for edit in needed)


def _is_as_built(sheet: xw.Sheet, edit: SheetEdit) -> bool:
    return owner_text(sheet).strip('="') == signature(edit) and not is_edited(edit.name, held(sheet))


def _asked(book: xw.Book, planned: Plan) -> Path | None:
    """Ask before something is replaced; the copy that was made, if one was wanted.

    Raises:
        Cancelled: the answer was no.
        WorkbookError: the copy cannot be made; nothing was changed.
    """
    target = _backup(book)
    if target is None:
        question = "The workbook was never saved in a folder here, so no backup copy can be made. Go on?"
        if book.app.alert(_warning(planned, question), TITLE, "ok_cancel", "info") != "ok":
            raise Cancelled
        return None
    question = (
        f"Save a backup copy first?\n\nYes: as {target.name}, beside the workbook\nNo: go on without one"
    )
    answer = book.app.alert(_warning(planned, question), TITLE, "yes_no_cancel", "info")
    if answer == "yes":
        _save_copy(book, target)
        return target
    if answer != "no":
        raise Cancelled
    return None


def _warning(planned: Plan, question: str) -> str:
    lines = []
    if planned.replaced:
        lines.append(f"These sheets are built anew: {', '.join(planned.replaced)}.")
    if planned.removed:
        lines.append(
            f"These are no longer part of the release and are deleted: {', '.join(planned.removed)}."
        )
    if planned.losses:
        lines += ["", "What people put on them is lost:", *_named(planned.losses)]
    return "\n".join([*lines, "", "Excel cannot undo this.", "", question])


def _named(losses: Sequence[Issue]) -> list[str]:
    """What is lost; of sheets before cells, because those lists may be long."""
    of_sheets = [f"• {issue.sheet}: {_what(issue)}" for issue in losses if not issue.cell]
    named = of_sheets + [f"• {issue.sheet}!{issue.cell}: {_what(issue)}" for issue in losses if issue.cell]
    rest = len(named) - _MOST_NAMED
    return named[:_MOST_NAMED] + ([f"... and {rest} more"] if rest > 0 else [])


def _what(issue: Issue) -> str:
    return issue.message.partition(": ")[2] or issue.message


def _backup(book: xw.Book) -> Path | None:
    """Where a copy of the workbook would go; None where it has no folder."""
    try:
        path = book.fullname
    except xw.XlwingsError:  # it is not to be found in any folder that OneDrive keeps here
        return None
    if "://" in path or not os.path.dirname(path):
        return None
    return backup_name(Path(path), datetime.now().astimezone())


def _save_copy(book: xw.Book, target: Path) -> None:
    try:
        native().save_copy(book, target)
    except WorkbookError:
        raise
    except Exception as error:  # of whatever kind Excel raises
        reason = " ".join(str(error).split())
        message = f"no backup copy can be saved as {target.name} ({reason:.120}); nothing was changed"
        remedy = "save the workbook in a folder where you may write, or go on without a copy"
        raise WorkbookError(Issue(message, remedy, book.name)) from error
