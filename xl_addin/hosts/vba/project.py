"""A VBA project as Office stores it, made from text."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from xl_addin.errors import Issue, WorkbookError

# What a writer must put there in place of compiled code (MS-OVBA 2.3.4.1); Excel compiles at first use.
_UNCOMPILED = bytes.fromhex("CC61FFFF000000")


@dataclass(frozen=True, slots=True)
class Sources:
    """The modules of a project: standard modules and classes by name, and the workbook's own code."""

    modules: Mapping[str, str]
    classes: Mapping[str, str]
    this_workbook: str


def build_project(workbook: bytes, sources: Sources) -> bytes:
    """`vbaProject.bin` for a workbook: a code module for each of its sheets, and the sources.

    Raises:
        WorkbookError: pyOpenVBA is not installed, or finds fault with the project.
    """
    try:
        from pyopenvba import ExcelFile, VBAModuleKind  # noqa: PLC0415 - an extra
        from pyopenvba.cfb import CFB  # noqa: PLC0415
    except ImportError as error:
        issue = Issue("packing needs pyOpenVBA", "install it with pip install -e '.[pack]'")
        raise WorkbookError(issue) from error
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "book.xlsm"
        file.write_bytes(workbook)
        with ExcelFile(file) as book:
            project = book.add_vba_project()
            for module in project.modules:
                module.dirty = True  # else it keeps compiled code of the template it was made from
            for name, text in sources.modules.items():
                project.add_module(name, stored(text))
            for name, text in sources.classes.items():
                project.add_module(name, stored(text), kind=VBAModuleKind.other)
            book.set_module("ThisWorkbook", stored(sources.this_workbook))
            book.save()
            faults = book.validate()
        with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as package:
            storage = CFB.from_bytes(package.read("xl/vbaProject.bin"))
    if faults:
        raise WorkbookError(*(Issue(str(fault), "mend the sources in macros/") for fault in faults))
    storage.write_stream_in_storage("VBA", "_VBA_PROJECT", _UNCOMPILED)
    content: bytes = storage.to_bytes()
    return content


def stored(text: str) -> str:
    """A source with the line ends of VBA.

    Raises:
        WorkbookError: it holds a letter that the project's code page has not.
    """
    try:
        text.encode("ascii")
    except UnicodeEncodeError as error:
        message = f"VBA source holds {text[error.start]!r}, which not every Excel can read"
        raise WorkbookError(Issue(message, "put the text into macros/texts.csv")) from error
    return "\r\n".join(text.splitlines()) + "\r\n"
