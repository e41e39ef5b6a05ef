"""xlwings' configuration files: lines of `"KEY","value"`, as VBA writes and reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from xl_addin.errors import Issue, WorkbookError

_LINE = re.compile(r'\s*"?([^",]+)"?\s*,\s*"?([^"]*?)"?\s*')


def read_configuration(path: Path, encoding: str) -> Mapping[str, str]:
    """The values by their keys in capitals; empty where there is no such file.

    Raises:
        WorkbookError: it cannot be read.
    """
    try:
        text = path.read_text(encoding)
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise WorkbookError(Issue(f"it cannot be read ({reason})", "move it away", file=str(path))) from error
    lines = (_LINE.fullmatch(line) for line in text.splitlines())
    return {found[1].upper(): found[2] for found in lines if found}


def configuration_text(values: Mapping[str, str], line_end: str) -> str:
    """The text of a file with these values; VBA wants the line ends of its system.

    Raises:
        WorkbookError: a value that such a file cannot hold.
    """
    for key, value in values.items():
        if '"' in value or "\n" in value:
            raise WorkbookError(Issue(f"{key} holds a quote or a line end: {value!r}", "use another folder"))
    return "".join(f'"{key}","{value}"{line_end}' for key, value in values.items())
