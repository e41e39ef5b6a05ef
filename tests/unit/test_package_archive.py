"""A zip archive copied entry by entry: what does not change keeps its bytes, its place and its time."""

from __future__ import annotations

import io
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest

from xl_addin.errors import WorkbookError
from xl_addin.writer.package.archive import Archive, spliced

TIME = (2002, 8, 8, 15, 0, 2)


def zipped(**entries: bytes) -> bytes:
    stream = io.BytesIO()
    with ZipFile(stream, "w") as package:
        for number, (name, content) in enumerate(entries.items()):
            info = ZipInfo(f"{name}.xml", TIME)
            info.compress_type = ZIP_DEFLATED if number % 2 else ZIP_STORED
            info.extra = b"\x99\x99\x02\x00ab"
            package.writestr(info, content)
        package.comment = b"by hand"
    return stream.getvalue()


def rewritten(content: bytes, changed: dict[str, bytes], added: dict[str, bytes], dropped: set[str]) -> bytes:
    target = io.BytesIO()
    Archive(io.BytesIO(content), "a.xlsx").write(target, changed, added, dropped)
    return target.getvalue()


def test_a_copy_without_changes_is_the_same_bytes() -> None:
    content = zipped(a=b"1", b=b"2" * 999, c=b"")
    assert rewritten(content, {}, {}, set()) == content


def test_a_part_changed_keeps_its_place_and_the_others_their_bytes() -> None:
    content = zipped(a=b"1", b=b"2", c=b"3")
    with ZipFile(io.BytesIO(rewritten(content, {"b.xml": b"new"}, {"d.xml": b"4"}, set()))) as package:
        assert package.namelist() == ["a.xml", "b.xml", "c.xml", "d.xml"]
        assert [package.read(name) for name in package.namelist()] == [b"1", b"new", b"3", b"4"]
        assert [info.date_time for info in package.infolist()] == [TIME, TIME, TIME, (1980, 1, 1, 0, 0, 0)]
        assert package.getinfo("c.xml").compress_type == ZIP_STORED
        assert package.comment == b"by hand"
        assert package.testzip() is None


def test_a_part_dropped_is_gone_and_one_added_under_an_old_name_goes_to_the_end() -> None:
    content = zipped(a=b"1", b=b"2", c=b"3")
    with ZipFile(io.BytesIO(rewritten(content, {}, {"a.xml": b"new"}, {"b.xml"}))) as package:
        assert [(name, package.read(name)) for name in package.namelist()] == [
            ("c.xml", b"3"),
            ("a.xml", b"new"),
        ]


def test_entries_stay_in_the_directorys_order_even_where_it_is_not_theirs() -> None:
    stream = io.BytesIO()
    with ZipFile(stream, "w") as package:
        for name in "abc":
            package.writestr(f"{name}.xml", name)
        package.filelist.reverse()
    with ZipFile(io.BytesIO(rewritten(stream.getvalue(), {"b.xml": b"B"}, {}, set()))) as package:
        assert package.namelist() == ["c.xml", "b.xml", "a.xml"]
        assert [package.read(name) for name in package.namelist()] == [b"c", b"B", b"a"]


def test_a_part_is_found_in_any_case_as_it_is_written() -> None:
    archive = Archive(io.BytesIO(zipped(Sheet1=b"")), "a.xlsx")
    assert archive.find("sheet1.XML") == "Sheet1.xml"
    assert archive.find("sheet2.xml") is None


def test_names_with_the_slash_that_xlsxwriter_puts_before_some_are_taken() -> None:
    archive = Archive(io.BytesIO(zipped(**{"/xl/richData/a": b"1"})), "a.xlsx")
    assert archive.read("/xl/richData/a.xml") == b"1"
    with pytest.raises(WorkbookError, match="twice"):
        Archive(io.BytesIO(zipped(**{"/xl/a": b"", "xl/A": b""})), "a.xlsx")


@pytest.mark.parametrize(
    "name", ["../a", "xl/../../a", "/a", "//xl/a", "/xl/../../a", "c:/a", "..\\a", "\\a"]
)
def test_a_name_that_leads_out_is_refused(name: str) -> None:
    stand_in = "~" * len(name)
    content = zipped(**{stand_in: b""}).replace(stand_in.encode(), name.encode())
    with pytest.raises(WorkbookError, match="leads out of it"):
        Archive(io.BytesIO(content), "a.xlsx")


def test_splices_are_made_at_the_places_of_before_in_any_order() -> None:
    splices = [(8, 9, b""), (2, 4, b"ab"), (0, 0, b">"), (4, 4, b"c")]
    assert spliced(b"0123456789", splices) == b">01abc45679"
