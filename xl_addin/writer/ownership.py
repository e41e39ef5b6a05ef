"""How a file shows which sheets the add-in wrote, and whether somebody edited them since.

Each sheet carries a hidden name of its own with a signature of its content: formulas, constants, notes,
not cached values or looks, so that a recalculation or a save by another program changes nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Context
from pathlib import Path

from xl_addin.catalog.spec import Scalar
from xl_addin.errors import ExcelError, Issue, Severity, WorkbookError
from xl_addin.inputs.model import CellRef
from xl_addin.inputs.stored import Content, StoredSheet
from xl_addin.release.spec import SheetKind
from xl_addin.writer.edits import CellEdit, SheetEdit
from xl_addin.writer.package.archive import Archive
from xl_addin.writer.package.contents import contents
from xl_addin.writer.package.model import Package

OWNER_NAME = "_iij_addin"
# What it was called before: names that begin with _xl are Office's own.
OLD_OWNER_NAMES = ("_xl_addin",)
OWNER_NAMES = (OWNER_NAME, *OLD_OWNER_NAMES)
# Control characters but for tab and line feed, plain and as files escape them.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f]|_x00[01][0-9A-Fa-f]_")
_BOOLEAN = re.compile(r"\b(TRUE|FALSE)\(\)")
_MOST_TYPED = 20
_LENGTH, _LENGTH_OF_MARK = 24, 8
_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)


def signature(edit: SheetEdit) -> str:
    """The sheet's kind and a hash of what it holds: `deck:1f2e...`."""
    cells = ((cell.row, cell.column, _content(cell)) for cell in edit.cells)
    return f"{edit.kind}:{digest(edit.name, cells, edit.notes)}"


def _content(cell: CellEdit) -> Scalar:
    """A formula as its text; an error value is written as one too."""
    if cell.formula is not None:
        return cell.formula
    return f"={cell.value}" if isinstance(cell.value, ExcelError) else cell.value


def require_replaceable(path: Path, option: str = "--out") -> None:
    """Make sure that nothing of a person's is lost when a file is replaced; `option` names another.

    Raises:
        WorkbookError: the file holds a sheet that the add-in did not write, or one edited since.
    """
    if not path.exists():
        return
    issues = tuple(_foreign(path, option))
    if issues:
        raise WorkbookError(*issues)


def _foreign(path: Path, option: str) -> Iterator[Issue]:
    remedy = f"move the file away or name another with {option}"
    sheets = _stored(path)
    if not any(owner_text(sheet.names) for sheet in sheets.values()):
        yield Issue("it is not a workbook of the add-in's; nothing was replaced", remedy, str(path))
        return
    for name, sheet in sheets.items():
        if owner_kind(owner_text(sheet.names)) is None:
            yield Issue("the sheet is not the add-in's; nothing was replaced", remedy, str(path), name)
        elif is_edited(name, sheet):
            message = "the sheet was edited since it was built; nothing was replaced"
            yield Issue(message, remedy, str(path), name)


def _stored(path: Path) -> Mapping[str, StoredSheet]:
    """Every sheet of a workbook."""
    with path.open("rb") as stream:
        try:
            package = Package(Archive(stream, str(path)))
            return contents(package, package.sheets)
        except WorkbookError as error:
            reason = error.issues[0].message
            message = f"it is there already and cannot be read as a workbook ({reason:.100})"
            raise WorkbookError(
                Issue(message, "move it away or name another file", file=str(path))
            ) from error


def owner_text(names: Mapping[str, str]) -> str:
    """The text of the hidden name among those of a sheet; "" where it has none."""
    return next((names[name] for name in OWNER_NAMES if name in names), "")


def owner_kind(text: str) -> SheetKind | None:
    """The kind of sheet, by the text of its hidden name; None for another's."""
    written = text.strip('="').partition(":")[0]
    return next((kind for kind in SheetKind if kind == written), None)


def is_copy(name: str, text: str, names: Iterable[str]) -> bool:
    """Whether one of the add-in's sheets was copied from another of the workbook's, to keep it as it was.

    One that was only renamed is no copy: the sheet it was is no longer there.
    """
    written = text.strip('="')
    others = (other for other in names if other != name)
    return not written.endswith(_mark(name)) and any(written.endswith(_mark(other)) for other in others)


def is_edited(name: str, sheet: StoredSheet) -> bool:
    """Whether one of the add-in's sheets holds something else than it was written with."""
    written = owner_text(sheet.names).strip('="').partition(":")[2]
    return digest(name, sheet.cells, sheet.notes) != written


def typed_over(
    file: str, stored: Mapping[str, StoredSheet], edits: Mapping[str, SheetEdit]
) -> Iterator[Issue]:
    """Where somebody typed on sheets of the deck: into cells that it leaves empty, or over its formulas."""
    remedy = "keep such texts on the sheet Commentary, figures on the input sheets"
    for name, sheet in stored.items():
        if not is_edited(name, sheet):
            continue
        written = {(cell.row, cell.column): cell for cell in edits[name].cells} if name in edits else {}
        typed = [
            (CellRef(name, row, column).a1, content)
            for row, column, content in sheet.cells
            if _is_typed(content, written.get((row, column)))
        ]
        for place, content in typed[:_MOST_TYPED]:
            message = f"what was typed here is lost with the rebuild: {content!s:.60}"
            yield Issue(message, remedy, file, name, place, severity=Severity.WARNING)
        if len(typed) > _MOST_TYPED:
            message = f"what was typed into {len(typed) - _MOST_TYPED} more cells is lost with the rebuild"
            yield Issue(message, remedy, file, name, severity=Severity.WARNING)


def _is_typed(content: Scalar, cell: CellEdit | None) -> bool:
    if cell is None or (cell.formula is None and cell.value is None):
        return True
    return cell.formula is not None and not (isinstance(content, str) and content.startswith("="))


def digest(name: str, cells: Iterable[Content], notes: Mapping[tuple[int, int], str]) -> str:
    """A hash of a sheet's notes and its cells that are not empty, which ends in one of its name.

    Formulas begin with =.
    """
    lines = [
        f"{row},{column},{_canonical(content)}"
        for row, column, content in cells
        if content is not None and content != ""
    ]
    lines += [f"{row},{column},note:{text}" for (row, column), text in notes.items()]
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()[:_LENGTH] + _mark(name)


def _mark(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:_LENGTH_OF_MARK]


def _canonical(content: int | float | str | bool | ExcelError) -> str:
    """One text for what programs write differently: digits, booleans, returns, the case of functions."""
    if isinstance(content, bool):
        return f"b:{content}"
    if isinstance(content, int | float):
        # XlsxWriter puts 16 digits into a file, which LibreOffice rounds to 15.
        return f"n:{_DIGITS.create_decimal(f'{content + 0.0:.16G}').normalize(_DIGITS)}"
    if isinstance(content, ExcelError):
        return f"e:{content}"
    text = _CONTROL.sub("", content)
    return _canonical_formula(text) if text.startswith("=") else f"s:{text}"


def _canonical_formula(text: str) -> str:
    """LibreOffice writes the booleans as functions, and functions that it does not know in small letters.

    Newer functions carry a prefix in a file, and none in an open workbook.
    """
    parts = text.split('"')  # every other one is a text inside the formula
    code = [_BOOLEAN.sub(r"\1", part.upper()).replace("_XLFN.", "") for part in parts[::2]]
    if code in (["=TRUE"], ["=FALSE"]):
        return _canonical(code == ["=TRUE"])
    return f"f:{code}{parts[1::2]}"
