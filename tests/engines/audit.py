"""openxml-audit: whether a package is what the Open XML schemas and Microsoft 365 ask for."""

from __future__ import annotations

import zipfile
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

from openxml_audit import FileFormat, OpenXmlValidator, ValidationSeverity


def audit_errors(path: str | Path) -> list[str]:
    """One line for every error of a workbook; warnings, on which Excel opens it all the same, are none.

    openxml-audit repairs a part that is cut off before it judges it, so every part is parsed here too.
    """
    result = _validator().validate(path)
    errors = [str(error) for error in result.errors if error.severity is ValidationSeverity.ERROR]
    return errors + _malformed_parts(path)


@lru_cache(maxsize=1)
def _validator() -> OpenXmlValidator:
    return OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, max_errors=0)


def _malformed_parts(path: str | Path) -> list[str]:
    if not zipfile.is_zipfile(path):
        return []
    lines = []
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels", ".vml")):
                lines += _malformed(name, package.read(name))
    return lines


def _malformed(name: str, part: bytes) -> list[str]:
    try:
        ElementTree.fromstring(part)
    except ElementTree.ParseError as error:
        return [f"[xml] /{name}: {error}"]
    return []
