"""What a build into an open workbook would do to it, and what stands in its way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xl_addin.errors import Issue, Severity, WorkbookError
from xl_addin.inputs.stored import StoredSheet
from xl_addin.writer.edits import DeckEdit, SheetEdit
from xl_addin.writer.open_book.native import Native, answered, native
from xl_addin.writer.open_book.reading import held, owner_text
from xl_addin.writer.ownership import is_copy, owner_kind, typed_over

if TYPE_CHECKING:
    import xlwings as xw


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build would do to an open workbook: sheets by name, and what is lost by it."""

    added: tuple[str, ...]
    replaced: tuple[str, ...]
    removed: tuple[str, ...]
    losses: tuple[Issue, ...]


def plan(book: xw.Book, deck: DeckEdit, *, whole: bool = True) -> Plan:
    """What building the deck into the workbook would do; nothing is changed.

    One that is not `whole` leaves the deck's other sheets alone. Copies that somebody made of the deck's
    sheets are always left alone.

    Raises:
        WorkbookError: a sheet of somebody's stands under a name of the deck's, a sheet of the deck's is
            protected, or the workbook's structure is.
    """
    sheets = {sheet.name: sheet for sheet in book.sheets}
    edits = {edit.name: edit for edit in of_deck(deck)}
    kinds = {edit.kind for edit in edits.values()}
    texts = {name: owner_text(sheet) for name, sheet in sheets.items()}
    owned = {
        name for name, text in texts.items() if owner_kind(text) in kinds and not is_copy(name, text, sheets)
    }
    owned = owned if whole else owned & edits.keys()
    there = {name.casefold(): name for name in sheets}
    platform = native()
    faults = list(_faults(book, sheets, owned, edits, platform))
    if faults:
        raise WorkbookError(*faults)
    stored: Mapping[str, StoredSheet] = {name: held(sheets[name]) for name in sheets if name in owned}
    return Plan(
        tuple(name for name in edits if name.casefold() not in there),
        tuple(name for name in edits if name in owned),
        tuple(name for name in sheets if name in owned and name not in edits),
        (*typed_over(book.name, stored, edits), *_laid_over(book, sorted(owned), edits, platform)),
    )


def _laid_over(
    book: xw.Book, owned: Sequence[str], edits: Mapping[str, SheetEdit], platform: Native
) -> Iterator[Issue]:
    """What people put on sheets of the deck besides what they typed: comments, and charts of their own."""
    remedy = "keep such things on sheets of your own"
    for name in owned:
        sheet = book.sheets[name]
        comments = answered(platform.comments, sheet, otherwise=0)
        charts = len(sheet.charts) - len(edits[name].charts) if name in edits else 0
        for count, things in ((comments, "notes and comments"), (charts, "charts that the release has not")):
            if count > 0:
                message = f"lost with the rebuild: {things} ({count})"
                yield Issue(message, remedy, book.name, name, severity=Severity.WARNING)


def of_deck(deck: DeckEdit) -> Sequence[SheetEdit]:
    """The sheets that are built; the input sheets are the workbook's own."""
    return [edit for edit in deck.sheets if edit.owned]


def _faults(
    book: xw.Book,
    sheets: Mapping[str, xw.Sheet],
    owned: set[str],
    edits: Mapping[str, SheetEdit],
    platform: Native,
) -> Iterator[Issue]:
    if answered(platform.is_shared, book, otherwise=False):
        message = "the workbook is shared in the old way, in which Excel adds no charts; nothing was changed"
        yield Issue(message, "end it: Review > Unshare Workbook", book.name)
    if answered(platform.has_fixed_structure, book, otherwise=False):
        message = "the workbook's structure is protected; nothing was changed"
        yield Issue(message, "take the protection off: Review > Protect Workbook", book.name)
    names = {name.casefold() for name in edits}
    for name, sheet in sheets.items():
        if name not in owned and name.casefold() in names:
            message = "the workbook has a sheet of this name that the add-in did not write"
            yield Issue(message, "rename or move that sheet; nothing was changed", book.name, name)
        elif name in owned and answered(platform.is_protected, sheet, otherwise=False):
            message = "the sheet is protected; nothing was changed"
            yield Issue(message, "take the protection off: Review > Unprotect Sheet", book.name, name)
        elif name in owned and answered(platform.is_out_of_reach, sheet, otherwise=False):
            message = "a program has hidden the sheet, so that Excel cannot copy it; nothing was changed"
            yield Issue(message, "make it visible in the VBA editor, or delete it", book.name, name)
