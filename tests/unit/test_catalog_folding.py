"""What is constant is worked out, and only where Excel would give the same."""

from __future__ import annotations

import pytest

from xl_addin.catalog.folding import folded
from xl_addin.catalog.syntax import parse, written


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("1+2*3", "7"),
        ("10^0", "1"),
        ("3<2", "FALSE"),
        ("TRUE*TRUE", "1"),
        ("IF(TRUE,a,b)", "a"),
        ("IF(0,a,b)", "b"),
        ("IF(FALSE,a)", "FALSE"),
        ("IF(TRUE,,b)", "0"),
        ("IF(1=1,IF(2>3,a,b),c)", "b"),
        ("ISNUMBER(5)", "TRUE"),
        ("ISNUMBER(TRUE)", "FALSE"),
        ("ISTEXT(5)", "FALSE"),
        ("ISERROR(#REF!)", "TRUE"),
        ("ISBLANK(5)", "FALSE"),
        ("ABS(-5)", "5"),
        ("TRUNC(-1.9)", "-1"),
        ('EXACT("en","EN")', "FALSE"),
        ('LEN("JPY")', "3"),
        ('LEFT("JPY million",3)', '"JPY"'),
        ('MID("JPY million",5,1)', '"m"'),
        ('FIND("m","bmto")', "2"),
        ('ISERROR(FIND("x","bmto"))', "TRUE"),
        ('ISERROR(FIND("b","bmto"))', "FALSE"),
        ('VALUE("-012")', "-12"),
        ("MOD(306,300)", "6"),
        ("MOD(-1,300)", "299"),
        ("MOD(5,-3)", "-1"),
        ("10^MOD(6,300)", "1000000"),
        ('SUBSTITUTE("~円||","|","")', '"~円"'),
        ('MID("ユーロ",2,2)', '"ーロ"'),
        (f'MID("{"a" * 255}"&"bc",255,2)', '"ab"'),
        ('"a"&"b"', '"ab"'),
        ('a&"b"&"c"', 'a&"bc"'),
        ('a&""&b', "a&b"),
        ('FIXED(a,1)&""', "FIXED(a,1)"),
        ("ABS(a)/1", "ABS(a)"),
        ("a*b/1", "a*b"),
        ('EXACT(IF(ISBLANK(A1),"en",A1),"ja")', 'EXACT(A1,"ja")'),
    ],
)
def test_constants_are_worked_out(text: str, result: str) -> None:
    assert written(folded(parse(text))) == result


@pytest.mark.parametrize(
    "text",
    [
        "a+1",
        "1/3",
        "A1/1",  # a blank cell is blank, but 0 when divided; a text is #VALUE!
        'A1&""',  # a number becomes a text
        "TRUE>5",  # to Excel TRUE is above every number
        "TRUE=1",
        'EXACT(1,"1")',  # Excel compares the texts of both
        'EXACT(#REF!,"en")',
        "LEN(5)",
        'VALUE("1.5")',  # whose point is a comma elsewhere
        'VALUE("")',
        'SUBSTITUTE("a","","b")',
        'ISERROR(FIND("x",A1))',
        'ISERROR(FIND("x","𠮷"))',
        f'MID("{"a" * 255}"&"bc",1,A1)',
        'LEN("𠮷")',  # two to Excel, which counts in UTF-16
        'ABS("5")',
        "ABS(TRUE)",
        "TRUNC(1.25,1)",
        "TRUNC(#REF!)",
        'FIND("x","bmto")',
        'MID("JPY",0,1)',
        'LEFT("JPY",-1)',
        "10^(-3)",
        "0^0",
        "MOD(5,0)",
        "999999999999999*10",
        'IF("x",a,b)',
        "IF(#REF!,a,b)",
        'EXACT(IF(ISBLANK(A1),"en",A1),"en")',
        'EXACT(IF(ISBLANK(A1),"en",B1),"ja")',
        'EXACT(IF(ISBLANK(A1),"en",A1),"")',
    ],
)
def test_what_is_not_certain_is_left(text: str) -> None:
    assert written(folded(parse(text))) == text


def test_no_text_grows_beyond_what_a_formula_can_hold() -> None:
    half = f'"{"x" * 128}"'
    assert written(folded(parse(f"{half}&{half}"))) == f"{half}&{half}"
    assert written(folded(parse(f"a&{half}&{half}"))) == f"a&{half}&{half}"
