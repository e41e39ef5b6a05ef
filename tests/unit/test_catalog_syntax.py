"""Formula text as a tree; what the trees mean by hand, from Excel's own rules of precedence."""

from __future__ import annotations

import pytest

from xl_addin.catalog.syntax import (
    Binary,
    Call,
    FormulaSyntaxError,
    Literal,
    Name,
    Reference,
    literal_text,
    occurrences,
    operand,
    parse,
    substituted,
    written,
)
from xl_addin.errors import ExcelError

A, B, C = Name("a"), Name("b"), Name("c")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("=a", A),
        ("a+b*c", Binary("+", A, Binary("*", B, C))),
        ("(a+b)*c", Binary("*", Binary("+", A, B), C)),
        ("a-b-c", Binary("-", Binary("-", A, B), C)),
        ("a^b^c", Binary("^", Binary("^", A, B), C)),
        ("a&b=c", Binary("=", Binary("&", A, B), C)),
        ("a<>b", Binary("<>", A, B)),
        ("-2^2", Binary("^", Literal(-2), Literal(2))),
        ("-a^b", Binary("^", Binary("-", Literal(0), A), B)),
        ("a--1", Binary("-", A, Literal(-1))),
        ("+a-+b", Binary("-", A, B)),
        ("5%", Binary("/", Literal(5), Literal(100))),
        ("-a%^2%", Binary("^", Binary("-", Literal(0), Binary("/", A, Literal(100))), parse("2/100"))),
        ("(a+b)%%", Binary("/", Binary("/", Binary("+", A, B), Literal(100)), Literal(100))),
        (' "say ""x""" ', Literal('say "x"')),
        ("1.5E-3", Literal(0.0015)),
        ("TRUE", Literal(True)),
        ("#DIV/0!", Literal(ExcelError.DIV0)),
        ("Figures!$AB$123", Reference("Figures!$AB$123")),
        ("'Our figures'!A1:B2", Reference("'Our figures'!A1:B2")),
        ("IF(a,,b)", Call("IF", (A, None, B))),
        ("NA()", Call("NA", ())),
        ("IF(a,)", Call("IF", (A, None))),
    ],
)
def test_text_is_read_as_excel_reads_it(text: str, tree: object) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    "text",
    ["", "a b", "(a", "a+", "a)", "{1,2}", "IF(a", "%", "#N/X", '"open', "a,b", "sum(a)", "+"],
)
def test_text_outside_the_grammar_is_refused(text: str) -> None:
    with pytest.raises(FormulaSyntaxError):
        parse(text)


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (Binary("*", Binary("+", A, B), C), "(a+b)*c"),
        (Binary("+", Binary("*", A, B), C), "a*b+c"),
        (Binary("-", A, Binary("-", B, C)), "a-(b-c)"),
        (Binary("/", A, Binary("*", B, C)), "a/(b*c)"),
        (Binary("^", Binary("^", A, B), C), "a^b^c"),
        (Binary("^", A, Binary("^", B, C)), "a^(b^c)"),
        (Binary("&", A, Binary("&", B, C)), "a&b&c"),
        (Binary("=", Binary("=", A, B), C), "a=b=c"),
        (Binary("=", A, Binary("=", B, C)), "a=(b=c)"),
        (Binary("-", A, Literal(-5)), "a-(-5)"),
        (Binary("^", Literal(-2), Literal(2)), "(-2)^2"),
        (Call("IF", (A, None, Literal("x"))), 'IF(a,,"x")'),
    ],
)
def test_parentheses_stand_only_where_they_are_needed(tree: Binary | Call, text: str) -> None:
    assert written(tree) == text
    assert parse(written(tree)) in (tree, parse(text))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (5, "5"),
        (-5.0, "-5"),
        (-0.0, "0"),
        (0.1, "0.1"),
        (1e-9, "1E-09"),
        (1e15, "1000000000000000"),
        (1e16, "1E+16"),
        (1.5e300, "1.5E+300"),
        ('a "quoted" word', '"a ""quoted"" word"'),
        (True, "TRUE"),
        (ExcelError.NUM, "#NUM!"),
        (ExcelError.NA, "NA()"),
    ],
)
def test_constants_are_written_as_excel_writes_them(value: float | str | ExcelError, text: str) -> None:
    assert literal_text(value) == text


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("A1", "A1"),
        ("a1", "a1"),
        ("A1+B1", "A1+B1"),
        ("FX_RATE", "FX_RATE"),
        ("Sales[Total]", "Sales[Total]"),
        ("A1#", "A1#"),
        ("{1,2}", "({1,2})"),
        ("5%", "5/100"),
        ("Sheet1!A1,B1", "(Sheet1!A1,B1)"),
    ],
)
def test_what_a_caller_writes_stays_one_operand(text: str, result: str) -> None:
    assert written(operand(text)) == result


def test_an_operand_keeps_its_value_among_stronger_operators() -> None:
    assert written(Binary("*", operand("A1+B1"), Literal(2))) == "(A1+B1)*2"


def test_a_name_of_the_workbook_is_no_argument_of_the_declaration() -> None:
    given = {"amount": operand("rate"), "rate": operand("amount")}
    assert written(substituted(parse("amount/rate"), given)) == "rate/amount"
    assert not occurrences(operand("rate*2"), "rate")


def test_occurrences_count_a_name_and_nothing_else() -> None:
    assert occurrences(parse('IF(a>b,a&"a",A1)'), "a") == 2
    assert occurrences(None, "a") == 0
