"""Which characters the bytes of a text are: UTF-8 and UTF-16, then what Japanese and Western files are in.

A text that is none of them is refused: a wrong guess would change its figures' units and signs.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable

from xl_addin.tieout.reading.limits import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_REMEDY = "save it as UTF-8 text"
_JAPANESE = ("cp932", "euc_jp")
_SAMPLE = 200_000
_WRITTEN = re.compile(r"[\u3001-\u301f\u3041-\u30fe\u4e00-\u9fff\uff01-\uff5e\uffe5]{2,}")
_HALF_WIDTH = re.compile(r"[\uff61-\uff9f]{3,}")
_BINARY = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
_LIKELY = 0.6
_YEN = re.compile(r"\\(?=\s?[0-9(])")
_SHIFT_JIS = {"shift-jis", "sjis", "x-sjis", "windows-31j", "ms-kanji", "cp932", "ms932"}
_WESTERN = {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "cp1252", "windows-1252"}
_DECLARABLE = re.compile(r"euc-jp|windows-125[0-8]|iso-8859-(?:[2-9]|1[0-6])|gb18030|big5|euc-kr")


def decoded(content: bytes, declared: str = "") -> str:
    """The text of the bytes; `declared` is the encoding that the file itself names.

    Raises:
        Unreadable: they are no text, or in no encoding that is known here.
    """
    text = _decoded(content, declared)
    if len(_BINARY.findall(text, 0, _SAMPLE)) > len(text[:_SAMPLE]) // 500:
        raise Unreadable("it is no text file", "give the release as .txt, .md, .html, .docx or .pdf")
    return text


def _decoded(content: bytes, declared: str) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content[len(mark) :], encoding)
    if b"\x1b$" in content[:_SAMPLE]:
        return _strict(content, "iso2022_jp_ext")
    known = _known(declared)
    try:
        return _with_yen(content.decode("utf-8"), known)
    except UnicodeDecodeError as error:
        text = _first(content, [known] if known else [])
        if text is not None:
            return _with_yen(text, known)
        _refuse_broken_utf8(content, error.start)
    return _guessed(content)


def _known(declared: str) -> str:
    """Python's name of an encoding that web pages declare; "" for one that they should not."""
    name = declared.strip().lower().replace("_", "-")
    if name in _SHIFT_JIS:
        return "cp932"
    if name in _WESTERN:
        return "cp1252"
    return name if _DECLARABLE.fullmatch(name) else ""


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(f"byte {error.start + 1:,} of it is no {encoding.upper()}", _REMEDY) from error


def _first(content: bytes, encodings: Iterable[str]) -> str | None:
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    return None


def _guessed(content: bytes) -> str:
    """The text in the Japanese encoding that makes it most Japanese, or in the Western one."""
    readings = {name: text for name in _JAPANESE if (text := _first(content, [name])) is not None}
    likely = {name: _likelihood(text) for name, text in readings.items()}
    best = max(likely, key=lambda name: likely[name], default="")
    if best and likely[best] >= _LIKELY:
        return _with_yen(readings[best], best)
    western = _first(content, ["cp1252"])
    if western is None:
        raise Unreadable("its encoding cannot be told", _REMEDY)
    return western


def _likelihood(text: str) -> float:
    """Which share of what is not ASCII stands in words of Japanese; half-width kana count half."""
    sample = text[:_SAMPLE] if not text[:_SAMPLE].isascii() else text
    foreign = sum(sign > "\x7f" for sign in sample)
    written = sum(map(len, _WRITTEN.findall(sample)))
    return (written + sum(map(len, _HALF_WIDTH.findall(sample))) / 2) / max(1, foreign)


def _refuse_broken_utf8(content: bytes, start: int) -> None:
    """Refuse what is UTF-8 but for some bytes: as anything else it would be read as other signs."""
    text = content[max(0, start - _SAMPLE) : start + _SAMPLE].decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if sum(sign > "\x7f" for sign in text) - broken > 4 * broken:
        line = content.count(b"\n", 0, start) + 1
        raise Unreadable(f"line {line:,} of it is broken UTF-8", _REMEDY)


def _with_yen(text: str, encoding: str) -> str:
    # Shift_JIS has one code for the backslash and the sign of the yen.
    return _YEN.sub("¥", text) if encoding == "cp932" else text
