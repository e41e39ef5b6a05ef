"""The jobs behind every host: read the inputs, build the deck, write it, or say what is wrong."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from xl_addin.domain.functions import FUNCTIONS
from xl_addin.errors import Issue, Severity, WorkbookError, errors_among
from xl_addin.inputs.load import read_figures
from xl_addin.inputs.model import Figures
from xl_addin.release.deck import CheckResult, Deck, build_deck
from xl_addin.release.expressions import Mode

# What is to be known of a workbook by how it calculates.
_OF_MODE = {
    Mode.LAMBDA: (
        Issue(
            "Protected View, for what comes by mail, calculates no LAMBDA: cells may show #NAME? there",
            "send out a workbook built with --formulas native or values",
            severity=Severity.NOTE,
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Built:
    """A release workbook that was written, and what is to be known about it."""

    output: Path
    sheets: tuple[str, ...]
    issues: tuple[Issue, ...]
    checks: tuple[CheckResult, ...]

    @property
    def checks_failed(self) -> int:
        """How many checks do not pass."""
        return sum(not check.passed for check in self.checks)


def packaged_input() -> Path:
    """The input workbook that ships with the package."""
    return Path(str(files("xl_addin") / "data" / "iij_quarterly.xlsx"))


def figures_of(source: Path | None, overrides: Mapping[str, str]) -> tuple[Figures, tuple[Issue, ...]]:
    """The figures of an input workbook, the packaged one by default, with warnings and notes.

    Raises:
        WorkbookError: with every problem that keeps the workbook from being used.
    """
    figures, issues = read_figures(packaged_input() if source is None else source, overrides)
    if figures is None:
        raise WorkbookError(*errors_among(issues))
    return figures, issues


def deck_of(figures: Figures) -> Deck:
    """The deck of the figures, dated now."""
    return build_deck(figures, f"{build_time():%Y-%m-%d %H:%M} UTC")


def build_time() -> datetime:
    """Now, or what SOURCE_DATE_EPOCH says, so that a build can be repeated to the byte.

    Raises:
        WorkbookError: SOURCE_DATE_EPOCH is no number of seconds.
    """
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    if not fixed:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(fixed), UTC)
    except (ValueError, OverflowError, OSError) as error:
        issue = Issue(f"SOURCE_DATE_EPOCH is {fixed!r}", "give whole seconds since 1970, or unset it")
        raise WorkbookError(issue) from error


def build(source: Path | None, out: Path | None, overrides: Mapping[str, str], mode: Mode) -> Built:
    """Build the release workbook as a new file, `release_<quarter>.xlsx` here by default.

    Raises:
        WorkbookError: the inputs have errors, or the file cannot be written or replaced.
    """
    figures, issues = figures_of(source, overrides)
    target = Path(release_name(figures)) if out is None else out
    require_target(target, source)
    return write_release(figures, issues, target, mode)


def release_name(figures: Figures) -> str:
    """The name of the workbook that a release is built as: `release_1Q02.xlsx`."""
    return f"release_{figures.settings.release_quarter}.xlsx"


def write_release(figures: Figures, issues: tuple[Issue, ...], target: Path, mode: Mode) -> Built:
    """Write the release of the figures to a file that may be replaced; `issues` are those of the figures.

    Raises:
        WorkbookError: the file cannot be written.
    """
    deck = deck_of(figures)
    _write(deck, mode, target)
    names = tuple(sheet.name for sheet in deck.sheets)
    return Built(target, names, (*issues, *deck.issues, *_OF_MODE.get(mode, ())), deck.checks)


def build_into(
    source: Path | None,
    host: Path | None,
    overrides: Mapping[str, str],
    mode: Mode,
    *,
    backup: bool = False,
) -> Built:
    """Build the deck into a workbook that is there; without a `host` into the input workbook itself.

    Raises:
        WorkbookError: the inputs have errors, or the workbook cannot be built into. Nothing is changed.
    """
    from xl_addin.writer.edits import compile_deck  # noqa: PLC0415 - check does not write
    from xl_addin.writer.inplace import build_into as graft  # noqa: PLC0415
    from xl_addin.writer.inplace import other_names  # noqa: PLC0415

    figures, issues = figures_of(source, overrides)
    target = host or source
    assert target is not None
    if host is not None and (others := other_names([sheet.name for sheet in figures.sheets], host)):
        figures = _figures_copied_as(source, overrides, others) or figures
    deck = deck_of(figures)
    edits = compile_deck(deck, mode)
    found = graft(edits, target, build_time(), in_place=host is None, backup=backup)
    names = tuple(sheet.name for sheet in deck.sheets if sheet.owned or host is not None)
    return Built(target, names, (*issues, *deck.issues, *found, *_OF_MODE.get(mode, ())), deck.checks)


def _figures_copied_as(
    source: Path | None, overrides: Mapping[str, str], names: Mapping[str, str]
) -> Figures | None:
    """The figures again, in sheets that are copied under other names."""
    return read_figures(packaged_input() if source is None else source, overrides, copied_as=names)[0]


def remove(host: Path) -> tuple[Issue, ...]:
    """Take the deck out of a workbook again; gives the formulas of others that point at it.

    Raises:
        WorkbookError: there is no deck in it, or it cannot be taken out. Nothing is changed.
    """
    from xl_addin.writer.inplace import remove_from  # noqa: PLC0415 - openpyxl comes with it

    return remove_from(host)


def build_functions(target: Path, mode: Mode) -> int:
    """Write the workbook that checks the worksheet functions; gives how many examples it calls.

    Raises:
        InvalidInput: a mode in which nothing is calculated.
        WorkbookError: the file cannot be written or replaced.
    """
    from xl_addin.release.functions.examples import is_called  # noqa: PLC0415 - build needs none of these
    from xl_addin.release.functions.workbook import build_function_sheets  # noqa: PLC0415
    from xl_addin.writer.edits import compile_functions  # noqa: PLC0415
    from xl_addin.writer.headless import write_file  # noqa: PLC0415

    sheets = build_function_sheets(FUNCTIONS.values(), mode)
    require_target(target, None, "--workbook")
    write_file(compile_functions(sheets, mode), Path(os.path.realpath(target)), build_time(), "--workbook")
    return sum(len(spec.examples) for spec in FUNCTIONS.values() if is_called(spec, mode))


def require_target(target: Path, source: Path | None, option: str = "--out") -> None:
    """Make sure that the file may be written; `option` is the one that names it.

    Raises:
        WorkbookError: it is no place to write to, the source itself, or something of a person's.
    """
    from xl_addin.writer.ownership import require_replaceable  # noqa: PLC0415 - openpyxl comes with it

    try:
        trouble = _trouble_with(target, source, option)
    except OSError as error:  # of a name that the file system does not take, a current folder that is gone
        trouble = f"it cannot be used ({error.strerror})", f"name another with {option}"
    if trouble is not None:
        raise WorkbookError(Issue(*trouble, file=str(target)))
    require_replaceable(target, option)


def _trouble_with(target: Path, source: Path | None, option: str) -> tuple[str, str] | None:
    """What keeps a file from being written, and what to do about it."""
    if target.is_dir():
        return "it is a folder", f"name a file in it with {option}"
    if target.suffix.lower() != ".xlsx":
        return "what is built is an .xlsx file", "name a file that ends in .xlsx"
    folder = Path(os.path.realpath(target)).parent
    if not folder.is_dir():
        return f"there is no folder {folder}", f"make it first, or name another with {option}"
    if not target.exists():
        return None
    if source is not None and target.samefile(source):
        return "it is the input workbook itself; nothing was replaced", f"name another with {option}"
    if not os.access(target, os.W_OK):
        return "it is read-only; nothing was replaced", f"allow writing to it or name another with {option}"
    return None


def _write(deck: Deck, mode: Mode, target: Path) -> None:
    from xl_addin.writer.edits import compile_deck  # noqa: PLC0415 - check does not write
    from xl_addin.writer.headless import write_file  # noqa: PLC0415

    # A link stays one: the file it leads to is replaced.
    write_file(compile_deck(deck, mode), Path(os.path.realpath(target)), build_time())
