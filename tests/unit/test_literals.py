"""Values as typed into Excel, read and written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.catalog import Value
from xl_addin.errors import ExcelError, InvalidInput
from xl_addin.hosts.literals import jsonable, read_literal, written_figure, written_value

READ: list[tuple[str, Value]] = [
    ("9851", 9851),
    (" 9851 ", 9851),
    ("-464", -464),
    ("+464", 464),
    ("119.85", 119.85),
    (".5", 0.5),
    ("5.", 5.0),
    ("1e3", 1000.0),
    ("-1.5E-2", -0.015),
    ("9,851", 9851),
    ("-1,234,567.5", -1234567.5),
    ("18%", 0.18),
    ("-18.2%", -0.182),
    ("1,820%", 18.2),
    ("９８５１", 9851),
    ("TRUE", True),
    ("false", False),
    ("", None),
    ("   ", None),
    ("#N/A", ExcelError.NA),
    (" #div/0! ", ExcelError.DIV0),
    ("1Q02", "1Q02"),
    ("two words", "two words"),
    ('"9851"', "9851"),
    ('"TRUE"', "TRUE"),
    ('"#N/A"', "#N/A"),
    ('""', ""),
    ('"say ""n.m."""', 'say "n.m."'),
    ('"', '"'),
    ("1e5%", 1000.0),
    ("nan", "nan"),
    ("(830)", -830),
    ("( 1,234.5 )", -1234.5),
    ("(15%)", -0.15),
    ("15%", 0.15),
    ("１５％", 0.15),
    ("¥9,851", 9851),
    ("￥９，８５１", 9851),
    ("-¥830", -830),
    ("(¥830)", -830),
    ("$3.9", 3.9),
    ("JPY9,851", 9851),
    ("9,851円", 9851),
    ("△830", -830),
    ("▲18.2%", -0.182),
    ("−464", -464),
    ("－464", -464),
    ("2002-06-28", "2002-06-28"),
    ("1Q-3Q01", "1Q-3Q01"),
    ("n.m.", "n.m."),
    ("#", "#"),
    ("#1", "#1"),
    ("=", "="),
    ('"(464)"', "(464)"),
    ("{(830),△464;15%,-1}", [[-830, -464], [0.15, -1]]),
    ("{1,234}", [[1, 234]]),
    ("{1,2;3,4}", [[1, 2], [3, 4]]),
    (" { 1 , 2 } ", [[1, 2]]),
    ("{9,851}", [[9, 851]]),
    ("{}", [[None]]),
    ("{1,}", [[1, None]]),
    ("{;}", [[None], [None]]),
    ('{"a;b","{c}"}', [["a;b", "{c}"]]),
    ("{#N/A,TRUE;1Q02,50%}", [[ExcelError.NA, True], ["1Q02", 0.5]]),
]


@pytest.mark.parametrize(("text", "value"), READ)
def test_a_literal_is_read_with_its_type(text: str, value: Value) -> None:
    read = read_literal(text)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize("text", ["{1", "{1,2;3}", "{{1}}", "{1}}", '{"1}', '{"1"2}', '{1"2"}', "{a{b,1}"])
def test_an_array_that_cannot_be_read_says_how_to_write_it(text: str) -> None:
    with pytest.raises(InvalidInput, match=r"; (write it as \{1,2;3,4\}|give each the same number)"):
        read_literal(text)


@pytest.mark.parametrize(
    "text",
    [
        *("98,51", "1,00", "1.234.567", "1 234", "1'234", "--5", "5-", "(5", "5)", "(-5)", "–464", "-5%%"),
        *("1_000", "¥98,51", "12.5.3", "{¥9,851}", "{(1,234)}", "{98 51}", "9.9B", "12 million", "98億円"),
        *("1.5pt", "#FOO!", "#DIV0", "=1+1", "=A1", "{=1}"),
    ],
)  # fmt: skip
def test_what_looks_like_a_number_and_is_none_is_never_a_text_in_silence(text: str) -> None:
    with pytest.raises(InvalidInput, match=r"; .*(in quotes|write the number alone)"):
        read_literal(text)


@pytest.mark.parametrize("text", ["(464)", "JPY9.9B", "98億円", "△464百万円", "5-", "#FOO!"])
def test_where_a_text_is_wanted_a_printed_figure_stays_as_it_is(text: str) -> None:
    assert read_literal(text, as_text=True) == text


def test_digits_beyond_excels_fifteen_are_a_float() -> None:
    assert type(read_literal("123456789012345")) is int
    assert type(read_literal("1234567890123456")) is float
    assert read_literal("9" * 5000) == float("inf")


WRITTEN: list[tuple[Value, str]] = [
    (9851, "9851"),
    (9851.0, "9851"),
    (-0.0, "0"),
    (0.1 + 0.2, "0.3"),
    (1 / 3, "0.333333333333333"),
    (1e-7, "1E-07"),
    (1e20, "1E+20"),
    (True, "TRUE"),
    (None, ""),
    (ExcelError.NA, "#N/A"),
    ("n.m.", "n.m."),
    ('say "n.m."', 'say "n.m."'),
    ([[1, 2.5], [None, False]], "{1,2.5;,FALSE}"),
    ([["n.m.", ExcelError.NUM, 'a "b"']], '{"n.m.",#NUM!,"a ""b"""}'),
]


@pytest.mark.parametrize(("value", "text"), WRITTEN)
def test_a_value_is_written_as_excel_shows_it(value: Value, text: str) -> None:
    assert written_value(value) == text


NUMBERS = st.one_of(
    st.integers(-(10**14), 10**14),
    st.floats(-1e300, 1e300).map(lambda x: float(f"{x:.15G}") + 0.0),
)
CELLS = st.one_of(st.none(), st.booleans(), NUMBERS, st.sampled_from(ExcelError), st.text())


@given(width=st.integers(1, 4), data=st.data())
def test_an_array_that_was_written_is_read_back(width: int, data: st.DataObject) -> None:
    row = st.lists(CELLS, min_size=width, max_size=width)
    rows = data.draw(st.lists(row, min_size=1, max_size=4))
    assert read_literal(written_value(rows)) == rows


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (9851, "9,851"),
        (-12115.0, "-12,115"),
        (2421.234877, "2,421.234877"),
        (0.1 + 0.2, "0.3"),
        (3.5, "3.5"),
        (True, "TRUE"),
        (ExcelError.NA, "#N/A"),
        ("1Q02", "1Q02"),
        (None, ""),
    ],
)
def test_a_figure_has_separators(value: Value, text: str) -> None:
    assert written_figure(value) == text


def test_errors_in_json_are_told_from_texts() -> None:
    assert jsonable([["#N/A", ExcelError.NA], [None, 1.5]]) == [["#N/A", {"error": "#N/A"}], [None, 1.5]]
