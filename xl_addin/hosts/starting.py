"""The job behind `xl-addin new`: an empty input workbook as a new file."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from xl_addin.errors import Issue, WorkbookError, errors_among
from xl_addin.hosts.jobs import build_time, require_target
from xl_addin.inputs.load import read_figures
from xl_addin.inputs.starting import Start
from xl_addin.release.starting import build_starting_sheets

_ANOTHER = "xl-addin new"


@dataclass(frozen=True, slots=True)
class Started:
    """An input workbook that was written, and what is still to be filled in."""

    output: Path
    sheets: tuple[str, ...]
    todo: tuple[Issue, ...]


def start_workbook(target: Path, start: Start) -> Started:
    """Write the empty input workbook; a file that is there is never replaced.

    Raises:
        InvalidInput: the start asks for what no workbook can say.
        WorkbookError: there is such a file, or it cannot be written.
    """
    from xl_addin.writer.edits import compile_inputs  # noqa: PLC0415 - XlsxWriter comes with the writer
    from xl_addin.writer.headless import write_file  # noqa: PLC0415

    sheets = build_starting_sheets(start)
    _require_free(target)
    require_target(target, None, _ANOTHER)
    edits = compile_inputs(sheets, "Quarterly figures", start.language, start.company)
    write_file(edits, Path(os.path.realpath(target)), build_time(), _ANOTHER)
    _, issues = read_figures(target)
    return Started(target, tuple(sheet.name for sheet in sheets), errors_among(issues))


def _require_free(target: Path) -> None:
    if os.path.lexists(target) and not target.is_dir():
        remedy = f"name another with {_ANOTHER}, or move this one away first"
        raise WorkbookError(Issue("it exists already; nothing was replaced", remedy, file=str(target)))
