"""The reference page says of every function what its declaration says."""

from __future__ import annotations

import re

import pytest

from xl_addin import FUNCTIONS
from xl_addin.catalog import FunctionSpec
from xl_addin.hosts.literals import written_value
from xl_addin.hosts.page_texts import WORDS
from xl_addin.hosts.pages import reference_page

JAPANESE = re.compile(r"[぀-ヿ一-鿿]")
PAGES = {language: reference_page(FUNCTIONS.values(), language) for language in ("en", "ja")}


def part(language: str, name: str) -> str:
    """What a page says of one function."""
    return re.split(r"^##+ ", PAGES[language].partition(f"\n### {name}\n")[2], flags=re.MULTILINE)[0]


@pytest.mark.parametrize("spec", FUNCTIONS.values(), ids=lambda spec: spec.name)
@pytest.mark.parametrize("language", PAGES)
def test_a_function_is_described_in_full(language: str, spec: FunctionSpec) -> None:
    text = part(language, spec.name)
    assert f"`{spec.signature}`" in text
    assert (spec.help_ja if language == "ja" else spec.help) in text
    for arg in spec.args:
        (row,) = re.findall(rf"^\| `{arg.name}` .*$", text, re.MULTILINE)
        assert arg.unit in row
        assert (arg.help_ja if language == "ja" else arg.help) in row
        assert all(choice in row for choice in arg.term.choices if not arg.term.test)
    assert spec.result.unit in text
    rows = re.findall(rf"^\| `={spec.name}\(.*$", text, re.MULTILINE)
    assert len(rows) == len(spec.examples)
    for row, example in zip(rows, spec.examples, strict=True):
        assert row.endswith(f"| `{written_value(example.result)}` | {example.note} |")


@pytest.mark.parametrize("spec", FUNCTIONS.values(), ids=lambda spec: spec.name)
def test_both_texts_or_the_reason_are_shown(spec: FunctionSpec) -> None:
    blocks = re.findall(r"```text\n(.*?)\n```", part("en", spec.name), re.DOTALL)
    if spec.lambda_formula is None:
        assert blocks == []
        assert f"No LAMBDA and no native form: {spec.reason}." in part("en", spec.name)
        return
    typed, native = blocks
    assert "_xl" not in typed
    declared = re.match(r"=LAMBDA\((.*)", typed)
    names = [f"[{arg.name}]" if arg.optional else arg.name for arg in spec.args]
    assert declared is not None
    assert declared[1].startswith(",".join(names) + ",")
    assert native.startswith("=")
    assert "A1" in native


def test_what_a_body_raises_is_listed() -> None:
    text = part("en", "IIJ_ARPU")
    assert "- no contracts (#DIV/0!); a negative count, or months not above zero (#NUM!).\n" in text
    assert "**Source** the usual definition of average revenue per user." in text
    text = part("en", "IIJ_RATE")
    assert text.index("- no such rate (#N/A).") < text.index("- no quarter, a column is missing")
    assert "UndefinedResult" not in PAGES["en"]


@pytest.mark.parametrize("language", PAGES)
def test_the_index_leads_to_every_function(language: str) -> None:
    links = re.findall(r"^- \[`(IIJ_\w+)`\]\(#(\w+)\)", PAGES[language], re.MULTILINE)
    headings = re.findall(r"^### (IIJ_\w+)$", PAGES[language], re.MULTILINE)
    assert [name for name, _ in links] == headings
    assert sorted(headings) == sorted(FUNCTIONS)
    assert all(anchor == name.lower() for name, anchor in links)


def test_every_word_is_japanese_on_the_japanese_page() -> None:
    assert all(JAPANESE.search(word) for word in WORDS.values())
    headings = re.findall(r"^## (.*)$", PAGES["ja"], re.MULTILINE)
    assert [heading for heading in headings if not JAPANESE.search(heading)] == ["EBITDA"]


@pytest.mark.parametrize("words", ["1E-9 <= |x| <= 1E15", "15", "`evaluate`", "LibreOffice"])
@pytest.mark.parametrize("language", PAGES)
def test_where_the_forms_may_differ_is_named(language: str, words: str) -> None:
    assert words in PAGES[language]
