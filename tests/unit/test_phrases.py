"""The deck's words: each has its Japanese, the same blanks, and a place where it is printed."""

from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter

import pytest

import xl_addin.release
from xl_addin.release.phrases import JAPANESE, phrase
from xl_addin.release.translation import CONVENIENCE

SOURCES = sorted(Path(xl_addin.release.__file__).parent.glob("*.py"))
TREES = {path.name: ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES}


def said() -> set[str]:
    """Every literal that is the first argument of say or tell."""
    return {
        call.args[0].value
        for tree in TREES.values()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in ("say", "tell")
        and isinstance(call.args[0], ast.Constant)
    }


def literals() -> set[str]:
    """Every text in the package's sources but the phrase book itself."""
    return {
        node.value
        for name, tree in TREES.items()
        if name != "phrases.py"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_phrase_said_has_its_japanese() -> None:
    assert len(said()) > 100
    assert said() - set(JAPANESE) == set()


def test_every_phrase_of_the_book_is_printed_somewhere() -> None:
    # One phrase has a name of its own.
    named = {key for key in JAPANESE if key.startswith("ARPU: ")}
    assert set(JAPANESE) - literals() - named == set()


@pytest.mark.parametrize("english", JAPANESE)
def test_both_languages_fill_the_same_blanks(english: str) -> None:
    # What is translated for convenience is named in Japanese alone.
    more = {"presentation"} if english == CONVENIENCE else set()
    assert blanks(JAPANESE[english]) == blanks(english) | more


def test_a_phrase_without_japanese_is_an_error_and_not_english() -> None:
    with pytest.raises(KeyError):
        phrase("never said", "ja")


def test_english_is_the_phrase_itself() -> None:
    assert phrase("Revenues", "en") == "Revenues"
