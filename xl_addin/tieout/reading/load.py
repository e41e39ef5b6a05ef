"""The text of a release, of whatever kind its file is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from xl_addin.errors import Issue, WorkbookError
from xl_addin.tieout.document import Document, Passage
from xl_addin.tieout.reading.encoding import decoded
from xl_addin.tieout.reading.limits import MOST_BYTES, MOST_TEXT_BYTES, SHORTER, Unreadable, gathered
from xl_addin.tieout.reading.plain_text import plain_passages

_KINDS = "give the release as .txt, .md, .html, .docx or .pdf"
# fmt: off
_OTHERS = frozenset((
    ".doc", ".rtf", ".odt", ".ods", ".xls", ".xlsx", ".xlsm", ".xlsb", ".xlam", ".csv", ".ppt", ".pptx",
    ".zip", ".gz", ".tar", ".7z", ".eml", ".msg", ".pages", ".epub", ".png", ".jpg", ".jpeg", ".gif",
    ".tif", ".tiff", ".webp", ".exe", ".dll", ".json", ".xml",
))
# fmt: on


def read_document(path: Path) -> Document:
    """The text of a file, which its name says the kind of; one of no known kind is plain text.

    Raises:
        WorkbookError: it cannot be read, or is no text of a release.
    """
    try:
        return Document(path.name, gathered(_passages(_content(path), path.suffix.lower())))
    except Unreadable as error:
        raise WorkbookError(Issue(error.message, error.remedy, file=str(path))) from error


def read_text(name: str, text: str) -> Document:
    """A plain text that is at hand.

    Raises:
        WorkbookError: it is longer than any release.
    """
    try:
        return Document(name, gathered(plain_passages(text)))
    except Unreadable as error:
        raise WorkbookError(Issue(error.message, error.remedy, file=name)) from error


def _content(path: Path) -> bytes:
    suffix = path.suffix.lower()
    if suffix in _OTHERS:
        raise Unreadable(f"a release is not read from {suffix} files", _KINDS)
    most = MOST_BYTES if suffix in _BINARY else MOST_TEXT_BYTES
    try:
        if path.is_dir():
            raise Unreadable("it is a folder", _KINDS)
        with path.open("rb") as file:
            content = file.read(most + 1)
    except FileNotFoundError as error:
        raise Unreadable("there is no such file", "check its name") from error
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL
        reason = getattr(error, "strerror", None) or str(error)
        raise Unreadable(
            f"it cannot be opened ({reason})", "check its name and that you may read it"
        ) from error
    if len(content) > most:
        raise Unreadable(f"it has more than {most // 10**6} MB", SHORTER)
    return content


def _passages(content: bytes, suffix: str) -> Iterator[Passage]:
    yield from _READERS.get(suffix, _plain)(content)


def _plain(content: bytes) -> Iterator[Passage]:
    return plain_passages(decoded(content))


def _markdown(content: bytes) -> Iterator[Passage]:
    from xl_addin.tieout.reading.markdown_text import markdown_passages  # noqa: PLC0415 - one kind of many

    return markdown_passages(decoded(content))


def _html(content: bytes) -> Iterator[Passage]:
    from xl_addin.tieout.reading.web_page import declared_encoding, html_passages  # noqa: PLC0415

    return html_passages(decoded(content, declared_encoding(content)))


def _word(content: bytes) -> Iterator[Passage]:
    from xl_addin.tieout.reading.word_file import word_passages  # noqa: PLC0415

    return word_passages(content)


def _pdf(content: bytes) -> Iterator[Passage]:
    from xl_addin.tieout.reading.pdf_file import pdf_passages  # noqa: PLC0415

    return pdf_passages(content)


_BINARY = frozenset((".docx", ".pdf"))
_READERS: dict[str, Callable[[bytes], Iterator[Passage]]] = {
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _html,
    ".htm": _html,
    ".xhtml": _html,
    ".docx": _word,
    ".pdf": _pdf,
}
