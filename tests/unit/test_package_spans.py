"""XML with the places of its elements: splices at them change nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.errors import WorkbookError
from xl_addin.writer.package.archive import refusal, spliced
from xl_addin.writer.package.spans import Document, read_document


def document(text: str | bytes) -> Document:
    return read_document(text if isinstance(text, bytes) else text.encode(), "a.xml", refusal("a.xlsx"))


def test_an_element_knows_where_its_tags_begin_and_end() -> None:
    text = "<a>x<b c='>'>売</b ><d /></a>"
    root = document(text).root
    b, d = root.children
    content = text.encode()
    assert content[b.start : b.opened] == b"<b c='>'>"
    assert content[b.opened : b.closed] == "売".encode()
    assert content[b.closed : b.end] == b"</b >"
    assert content[d.start : d.end] == b"<d />"
    assert (b.is_self_closed, d.is_self_closed) == (False, True)
    assert (root.text, b.text, b.attributes) == ("x", "売", {"c": ">"})


def test_an_empty_element_with_an_end_tag_is_not_self_closed() -> None:
    (b,) = document("<a><b></b></a>").root.children
    assert not b.is_self_closed
    assert b.opened == b.closed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<a><b/></a>", "<a><b><c/></b></a>"),
        ("<a><b /></a>", "<a><b ><c/></b></a>"),
        ('<a><b d="/"/></a>', '<a><b d="/"><c/></b></a>'),
        ("<a><b></b></a>", "<a><b><c/></b></a>"),
        ("<a><b>1</b></a>", "<a><b>1<c/></b></a>"),
        ('<x:a xmlns:x="u"><x:b/></x:a>', '<x:a xmlns:x="u"><x:b><c/></x:b></x:a>'),
        ("\ufeff<a><!-- <b/> --><b/></a>", "\ufeff<a><!-- <b/> --><b><c/></b></a>"),
    ],
)
def test_something_appended_stands_at_the_end_of_the_element(text: str, expected: str) -> None:
    found = document(text)
    (b,) = found.root.children
    assert spliced(found.content, [found.appended(b, b"<c/>")]).decode() == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ('<b n="1"/>', '<b n="9"/>'),
        ("<b n='1' m='2'/>", "<b n='9' m='2'/>"),
        ("<b m='2'\n n = '1'></b>", "<b m='2'\n n = '9'></b>"),
        ("<b m=\" n='1'\"/>", '<b m=" n=\'1\'" n="9"/>'),
        ('<b xn="1"/>', '<b xn="1" n="9"/>'),
        ('<b n="1" m=" n=&quot;2&quot;"/>', '<b n="9" m=" n=&quot;2&quot;"/>'),
        ("<b/>", '<b n="9"/>'),
        ("<b></b>", '<b n="9"></b>'),
    ],
)
def test_an_attribute_is_set_where_it_stands_or_added(tag: str, expected: str) -> None:
    found = document(f"<a>{tag}</a>")
    (b,) = found.root.children
    assert spliced(found.content, [found.with_attribute(b, "n", "9")]).decode() == f"<a>{expected}</a>"


def test_names_are_written_in_the_prefix_of_the_root() -> None:
    assert document('<x:a xmlns:x="u"/>').tag("b") == "x:b"
    assert document('<a xmlns="u"/>').tag("b") == "b"


def test_an_attribute_in_a_namespace_is_told_from_one_without() -> None:
    (b,) = document('<a xmlns:r="u"><b id="1" r:id="2"/></a>').root.children
    assert b.attributes == {"id": "1", "{u}id": "2"}


def test_children_in_another_namespace_are_not_found_by_name() -> None:
    root = document('<a xmlns="u" xmlns:m="v"><m:b/><b/></a>').root
    assert [child.namespace for child in root.children] == ["v", "u"]
    assert root.first("b") is root.children[1]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<a>",
        b"<a/><b/>",
        b"<!DOCTYPE a><a/>",
        b'<?xml version="1.0" encoding="Shift_JIS"?><a/>',
        "<a/>".encode("utf-16"),
        "<a/>".encode("utf-16-le"),
        "<a/>".encode("utf-16-be"),
        b"<a>" * 300 + b"</a>" * 300,
        b"<a>&b;</a>",
        b"<a>\xff</a>",
    ],
)
def test_what_no_part_of_a_workbook_holds_is_refused(content: bytes) -> None:
    with pytest.raises(WorkbookError, match=r"^a\.xlsx: its part a\.xml"):
        document(content)


names = st.sampled_from(["a", "b", "c", "e"])
texts = st.text("xy \n&<>\"'売", max_size=5).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
)
trees = st.recursive(
    st.tuples(names, texts, st.just(())),
    lambda inner: st.tuples(names, texts, st.lists(inner, max_size=3).map(tuple)),
    max_leaves=8,
)


def xml(tree: tuple[str, str, tuple[object, ...]]) -> str:
    name, text, inner = tree
    body = "".join(xml(one) for one in inner)  # type: ignore[arg-type]
    return f'<{name} n="{text}">{text}{body}</{name}>' if body or text else f'<{name} n=""/>'


@given(trees)
def test_every_element_stands_where_it_says(tree: tuple[str, str, tuple[object, ...]]) -> None:
    found = document(xml(tree))
    waiting = [found.root]
    while waiting:
        element = waiting.pop()
        waiting += element.children
        raw = found.raw(element.start, element.end)
        assert raw.startswith(b"<")
        assert raw.endswith(b">")
        alone = document(raw).root
        assert (alone.name, len(alone.children), alone.text) == (
            element.name,
            len(element.children),
            element.text,
        )
