from __future__ import annotations

import codecs

import pytest

from xl_addin.tieout.reading.encoding import decoded
from xl_addin.tieout.reading.limits import Unreadable

JAPANESE = "当第1四半期の売上高は9,851百万円(前年同期比18.2%増)、営業損失は△464百万円です。"
WESTERN = "Société’s revenues of €1,040 – “up” 18.2%, at £3 each"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932", "euc_jp", "iso2022_jp"])
def test_japanese_is_read_in_every_usual_encoding(encoding: str) -> None:
    assert decoded(JAPANESE.encode(encoding)) == JAPANESE


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp"])
@pytest.mark.parametrize("text", ["売上高 9,851 8,334", "EBITDA は329百万円", "IIJ、1Q02決算を発表"])
def test_few_words_are_enough_to_tell(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)) == text


def test_western_text_is_not_taken_for_japanese() -> None:
    assert decoded(WESTERN.encode("cp1252")) == WESTERN
    assert decoded("“Revenues” rose – 5%".encode("cp1252")) == "“Revenues” rose – 5%"


def test_utf_16_without_sense_is_refused() -> None:
    with pytest.raises(Unreadable, match="UTF-16-LE"):
        decoded(codecs.BOM_UTF16_LE + b"\x00\xd8a")


def test_backslash_of_shift_jis_before_a_number_is_the_sign_of_the_yen() -> None:
    assert decoded(b"\x94\x84\x8f\xe3\x8d\x82 \\9,851") == "売上高 ¥9,851"


def test_declared_encoding_counts_where_the_bytes_are_no_utf_8() -> None:
    assert decoded("\u20ac5".encode("cp1252"), "ISO-8859-1") == "€5"
    assert decoded("円".encode("cp932"), "x-sjis") == "円"


def test_broken_utf_8_is_refused_with_its_line() -> None:
    with pytest.raises(Unreadable, match="line 2 of it is broken UTF-8"):
        decoded("売上高\n".encode() + b"\xe5\xa3" + "高は増加".encode())


def test_binary_files_are_refused() -> None:
    with pytest.raises(Unreadable, match="no text file"):
        decoded(b"PK\x03\x04\x00\x00\x08\x00" * 100)
