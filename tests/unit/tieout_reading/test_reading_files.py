from __future__ import annotations

import subprocess
import sys
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from tests.written_pdf import Text, pdf
from xl_addin.errors import Issue, WorkbookError
from xl_addin.tieout.document import Kind, Passage
from xl_addin.tieout.reading.load import read_document, read_text

LIBRARIES = {"docx", "lxml", "markdown_it", "pypdfium2"}


def refused(path: Path) -> Issue:
    with pytest.raises(WorkbookError) as caught:
        read_document(path)
    (issue,) = caught.value.issues
    assert issue.file == str(path)
    assert issue.remedy
    return issue


def file(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def word(text: str) -> bytes:
    document, content = Document(), BytesIO()
    document.add_paragraph(text)
    document.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("release.txt", "Up 18.2%."),
        ("release", "Up 18.2%."),
        ("release.text", "Up 18.2%."),
        ("release.md", "Up **18.2**%."),
        ("release.Markdown", "Up *18.2*%."),
        ("release.html", "<p>Up <b>18.2</b>%."),
        ("release.HTM", "Up <i>18.2</i>%."),
        ("release.xhtml", '<?xml version="1.0"?><html><body><p>Up 18.2%.</p></body></html>'),
        ("release.docx", word("Up 18.2%.")),
        ("release.pdf", pdf([Text(50, 700, "Up 18.2%.")])),
    ],
)
def test_kind_of_a_file_is_told_by_its_name(tmp_path: Path, name: str, content: bytes | str) -> None:
    document = read_document(file(tmp_path, name, content))
    assert document.name == name
    assert [(passage.kind, passage.text) for passage in document.passages] == [(Kind.PARAGRAPH, "Up 18.2%.")]


def test_declared_charset_of_a_page_is_respected(tmp_path: Path) -> None:
    page = '<meta charset="euc-jp"><p>円</p>'.encode("euc_jp")
    assert read_document(file(tmp_path, "release.html", page)).passages == (Passage("円", line=1),)


@pytest.mark.parametrize("suffix", [".doc", ".rtf", ".xlsx", ".zip", ".PPTX"])
def test_other_kinds_are_refused(tmp_path: Path, suffix: str) -> None:
    issue = refused(file(tmp_path, f"release{suffix}", "text"))
    assert issue.message == f"a release is not read from {suffix.lower()} files"
    assert ".docx or .pdf" in issue.remedy


def test_file_that_is_not_there_and_folder_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "release.md").message == "there is no such file"
    assert refused(tmp_path).message == "it is a folder"


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
@pytest.mark.parametrize("content", [b"", b"text", b"PK\x03\x04", b"%PDF-1.7\n"])
def test_damaged_files_are_refused(tmp_path: Path, suffix: str, content: bytes) -> None:
    assert "damaged" in refused(file(tmp_path, f"release{suffix}", content)).message


def test_protected_word_document_is_refused(tmp_path: Path) -> None:
    assert "password" in refused(file(tmp_path, "release.docx", b"\xd0\xcf\x11\xe0" + bytes(600))).message


def test_workbook_called_a_document_is_refused(tmp_path: Path) -> None:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
    assert "no Word document" in refused(file(tmp_path, "release.docx", content.getvalue())).message


def test_document_that_unpacks_beyond_measure_is_refused(tmp_path: Path) -> None:
    content = BytesIO(word("9,851"))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/image.bin", bytes(100_000_001))
    assert (
        "unpacks to more than 100 MB" in refused(file(tmp_path, "release.docx", content.getvalue())).message
    )


def test_page_that_unpacks_beyond_measure_is_refused(tmp_path: Path) -> None:
    packed = zlib.compress(b"q " * 1_500_001)
    content = b"%PDF-1.7\n1 0 obj\n<</Filter/FlateDecode>>\nstream\n" + packed + b"\nendstream\nendobj"
    assert "unpack to more" in refused(file(tmp_path, "release.pdf", content)).message


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("one_line.txt", "9" * 5_000_001),
        ("lines.txt", "\n" * 600_001),
        ("bullets.txt", "- a\n" * 100_001),
        ("brackets.md", "[" * 20_001),
        ("quotations.md", ">" * 1_000 + " 9"),
        ("bullets.html", "<li>9" * 100_001),
        ("breaks.html", "9<br>" * 100_001),
        ("deep.html", "<div>" * 1_001 + "9"),
        ("cells.html", "<table><tr>" + "<td>9" * 100_001),
        ("bytes.html", "<!---->" * 3_000_000),
    ],
)
def test_what_is_no_release_by_its_size_is_refused(tmp_path: Path, name: str, text: str) -> None:
    issue = refused(file(tmp_path, name, text))
    assert "more than" in issue.message or "too deep" in issue.message


def test_text_at_hand_is_refused_under_its_name() -> None:
    with pytest.raises(WorkbookError, match=r"^draft: it has more than 5,000,000 characters"):
        read_text("draft", "9" * 5_000_001)


def test_no_library_is_imported_before_its_kind_of_file_is_read(tmp_path: Path) -> None:
    plain = file(tmp_path, "release.txt", "Up 18.2%.")
    code = (
        "import sys; from pathlib import Path; from xl_addin.tieout.reading.load import read_document;"
        "read_document(Path(sys.argv[1])); print(*sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code, plain], capture_output=True, text=True, check=True)
    assert not LIBRARIES & set(run.stdout.split())
