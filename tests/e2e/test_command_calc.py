"""xl-addin calc: a worksheet function on values as typed into Excel."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.e2e.command import spawned, typed
from xl_addin import FUNCTIONS
from xl_addin.errors import InvalidInput
from xl_addin.hosts.literals import read_literal

# Worked out by hand: 1,517 / 8,334 is 0.18202543796496..., 464 / 119.85 is 3.871506...
RESULTS = [
    (["IIJ_YOY", "9851", "8334"], "0.182025437964963", 0.1820254379649628),
    (["iij_yoy", "12", "10"], "0.2", 0.2),
    (["IIJ_YOY", "9,600", "12,000"], "-0.2", -0.2),
    (["IIJ_YOY", "+15", "1e1"], "0.5", 0.5),
    (["IIJ_YOY", "50%", ".25"], "1", 1),
    (["IIJ_YOY", "-464", "100"], "n.m.", "n.m."),
    (["IIJ_YOY", "-464", "100", "turned to loss"], "turned to loss", "turned to loss"),
    (["IIJ_YOY", "-464", "100", "TRUE"], "TRUE", True),
    (["IIJ_YOY", "-464", "100", "#N/A"], "#N/A", {"error": "#N/A"}),
    (["IIJ_YOY", "-464", "100", '"-464"'], "-464", "-464"),
    (["IIJ_YOY", "-464", "100", '"say ""n.m."""'], 'say "n.m."', 'say "n.m."'),
    (["IIJ_EBITDA", "-464", "793"], "329", 329),
    (["IIJ_EBITDA", "-1", "1"], "0", 0),
    (["IIJ_EBITDA_NET", "-464", "-20", "-40", "-60"], "-584", -584),
    (["IIJ_FX", "-464", "119.85"], "-3.8715060492282", -3.8715060492282),
    (["IIJ_FX", "1", "0"], "#NUM!", {"error": "#NUM!"}),
    (["IIJ_MARGIN", "1", "0"], "#DIV/0!", {"error": "#DIV/0!"}),
    (["IIJ_YOY", "#N/A", "1"], "#N/A", {"error": "#N/A"}),
    (["IIJ_YOY", "#div/0!", "#N/A"], "#DIV/0!", {"error": "#DIV/0!"}),
    (["IIJ_YOY", "", "1"], "#N/A", {"error": "#N/A"}),
    (["IIJ_YOY", "  ", "1"], "#N/A", {"error": "#N/A"}),
    (["IIJ_YOY", "TRUE", "1"], "#VALUE!", {"error": "#VALUE!"}),
    (["IIJ_YOY", "false", "1"], "#VALUE!", {"error": "#VALUE!"}),
    (["IIJ_YOY", '"12"', "10"], "#VALUE!", {"error": "#VALUE!"}),
    (["IIJ_YOY", "twelve", "10"], "#VALUE!", {"error": "#VALUE!"}),
    (["IIJ_YOY", "(830)", "△1,206"], "n.m.", "n.m."),
    (["IIJ_FX", "¥11,985", "119.85"], "100", 100),
    (["IIJ_YOY", "15%", "10%"], "0.5", 0.5),
    (["IIJ_YOY", "1e400", "10"], "#NUM!", {"error": "#NUM!"}),
    (["IIJ_CHANGE", "9851", "8334", "the year before"], "18.2% up from the year before", None),
    (["IIJ_CHANGE", "9851", "12115", "4Q01"], "18.7% down from 4Q01", None),
    (["IIJ_AMOUNT", "9851"], "JPY9.9B", "JPY9.9B"),
    (["IIJ_AMOUNT", "3.87", "USD million"], "$3.9M", "$3.9M"),
    (["IIJ_AMOUNT", "9851", "", "", "ja"], "99億円", "99億円"),
    (["IIJ_FOOT", "100", "{40;60}"], "0", 0),
    (["IIJ_FOOT", "100", "{40,50}"], "10", 10),
    (["IIJ_YOY", "{12,9}", "10"], "{0.2,-0.1}", [[0.2, -0.1]]),
    (["IIJ_YOY", " {12 ; 9} ", "{10;12}"], "{0.2;-0.25}", [[0.2], [-0.25]]),
    (
        ["IIJ_YOY", '{12,,#N/A;-1,TRUE,"a, b"}', "10"],
        '{0.2,#N/A,#N/A;"n.m.",#VALUE!,#VALUE!}',
        [[0.2, {"error": "#N/A"}, {"error": "#N/A"}], ["n.m.", {"error": "#VALUE!"}, {"error": "#VALUE!"}]],
    ),
    (
        ["IIJ_YOY", "{1,2}", "{1,2,3}"],
        "#VALUE!",
        {"error": "#VALUE!"},
    ),
]


@pytest.mark.parametrize(("arguments", "printed", "value"), RESULTS)
def test_a_result_prints_as_excel_shows_it(arguments: list[str], printed: str, value: object) -> None:
    done = typed("calc", *arguments)
    assert (done.status, done.out, done.err) == (0, f"{printed}\n", "")


@pytest.mark.parametrize(("arguments", "printed", "value"), RESULTS)
def test_a_result_in_json_keeps_its_type(arguments: list[str], printed: str, value: object) -> None:
    done = typed("calc", *arguments, "--json")
    assert (done.status, done.err) == (0, "")
    assert done.json == {"value": approximately(printed if value is None else value)}


def approximately(value: object) -> object:
    if isinstance(value, list):
        return [[approximately(cell) for cell in row] for row in value]
    if isinstance(value, float):
        return pytest.approx(value, rel=1e-12)
    return value


@pytest.mark.parametrize(
    "arguments",
    [
        ["--json", "calc", "IIJ_YOY", "-464", "-5"],
        ["calc", "--json", "IIJ_YOY", "-464", "-5"],
        ["calc", "IIJ_YOY", "--json", "-464", "-5"],
        ["calc", "IIJ_YOY", "-464", "--json", "-5"],
        ["calc", "IIJ_YOY", "-464", "-5", "--json"],
        ["calc", "--json", "IIJ_YOY", "--", "-464", "-5"],
    ],
)
def test_json_may_stand_anywhere_after_the_command(arguments: list[str]) -> None:
    done = typed(*arguments)
    if arguments[0] == "calc":
        assert (done.status, done.json) == (0, {"value": "n.m."})
    else:
        assert (done.status, done.problems) == (2, ["No such option: --json; see xl-addin --help"])


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ["1", "--jsn"],
            "no such option: --jsn; a text that begins so is written '\"--jsn\"'",
        ),
        (["1", "-h"], "no such option: -h; a text that begins so is written '\"-h\"'"),
        (["{1,2;3}", "1"], "the rows of {1,2;3} differ in length; give each the same number of values"),
        (["{1,2", "1"], "the array {1,2 does not end; write it as {1,2;3,4} and in quotes"),
        (["{{1}}", "1"], "cannot read '{1}' in an array; write it as {1,2;3,4}"),
        (['{1,"2}', "1"], "cannot read '\"2' in an array; write it as {1,2;3,4}"),
        (
            ["12 million", "10"],
            "12 million has a unit of its own; write the number alone, a text in quotes: '\"12 million\"'",
        ),
        (
            ["98,51", "10"],
            "98,51 cannot be read as a number; write it like 9851, 9,851, -464, (464) or 15%, "
            "a text in quotes: '\"98,51\"'",
        ),
        (['{"1"2}', "1"], "cannot read '\"1\"2' in an array; write it as {1,2;3,4}"),
    ],
)
def test_a_value_that_cannot_be_read_is_refused(arguments: list[str], line: str) -> None:
    done = typed("calc", "IIJ_YOY", *arguments)
    assert (done.status, done.out, done.problems) == (2, "", [line])


def test_a_quoted_text_may_begin_like_an_option() -> None:
    assert typed("calc", "IIJ_YOY", "-464", "100", '"--json"').out == "--json\n"


def test_calc_ends_a_process_with_its_status(tmp_path: Path) -> None:
    done = spawned("calc", "IIJ_YOY", "-464", "-5", folder=tmp_path)
    assert (done.status, done.out, done.err) == (0, "n.m.\n", "")
    refused = spawned("calc", "IIJ_YOY", "{1", "2", folder=tmp_path)
    assert (refused.status, refused.out) == (2, "")
    assert refused.problems == ["the array {1 does not end; write it as {1,2;3,4} and in quotes"]


ODD = [
    "", " ", "-", "--", "+", ".", "-.5", "5.", "1e", "1e5", "1e308", "-1e308", "1e-320", "1e999", "0", "-0.0",
    "007", "1_000", "1,000", "1,00", "%", "5%", "-5%%", "1e9%", "9851", "-464", "１２", "½", "nan", "inf",
    "²", "9" * 5000, "TRUE", "false", "#N/A", "#n/a", "#", "#FOO!", "#DIV/0!", '"', '""', '"""', '"a',
    "{", "}", "{}", "{;}", "{,}", "{1,2;3,4}", "{1;2,3}", '{"a;b";TRUE}', "{#N/A}", "{1}}", "{" * 50,
    "{" + "1," * 500 + "1}", '{"' + " " * 3000, "=1+1", "1Q02", "FY2001", "ja", "en", "JPY million", "USD",
    "truncate", "half_up", "比", "😀", "\u3000", "\t", "a\nb", "'1", "-x", "--x", "--help me", "--json",
]  # fmt: skip
VALUES = st.one_of(
    st.sampled_from(ODD),
    st.integers().map(str),
    st.floats().map(str),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12),
)


@settings(deadline=None, max_examples=300)
@given(
    function=st.sampled_from([*FUNCTIONS, "SUM", ""]),
    values=st.lists(VALUES, max_size=5),
    as_json=st.booleans(),
)
@example(function="IIJ_YOY", values=["--", "-464", "-5"], as_json=True)
def test_whatever_is_typed_gives_a_result_or_one_line(
    function: str, values: list[str], as_json: bool
) -> None:
    arguments = [*(["--json"] if as_json else []), function, *values]
    done = typed("calc", *arguments)
    if done.status == 2:
        assert len(done.problems) == 1
        assert "; " in done.err
    else:
        assert (done.status, done.err) == (0, "")
        assert done.out.endswith("\n")
    if "--json" in arguments:
        assert list(done.json) == ["errors" if done.status else "value"]


@pytest.mark.parametrize("text", ODD)
def test_a_word_can_always_be_read(text: str) -> None:
    try:
        value = read_literal(text)
    except InvalidInput:
        assert text[0] in "{#=" or any(character.isdigit() for character in text)
    else:
        assert not isinstance(value, list) or len({len(row) for row in value}) == 1
