"""Formulas whose saved value is not their result; what each gives is worked out by hand.

Figures F2:F4 hold 100, 70 and 30, J2:J4 140, 90 and 50.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.inputs.books import BASE, sheets_of
from tests.unit.inputs.written import Formulas, changed, written
from xl_addin.domain.periods import Quarter
from xl_addin.errors import Severity
from xl_addin.hosts.jobs import build_into
from xl_addin.inputs.load import read_figures
from xl_addin.inputs.recalculation import NoAnswer, Recalculation
from xl_addin.release.expressions import Mode

WITH_WORK = sheets_of(BASE) | {
    "Our work": [["70", "90", "0"], ["30", "50", "x"], ["", "", "TRUE"]],
}
EXCEL = 'calcId="191029"'
WRITER = 'calcId="124519" fullCalcOnLoad="1"'
FIGURES = "xl/worksheets/sheet2.xml"


def said(path: Path) -> list[tuple[str, str, str]]:
    """Place, severity and message of each issue."""
    return [(f"{i.sheet}!{i.cell}", str(i.severity), i.message) for i in read_figures(path)[1]]


def by_excel(path: Path) -> Path:
    """The file as if Excel of today had saved it."""
    return changed(path, "xl/workbook.xml", WRITER, EXCEL)


@pytest.mark.parametrize(
    ("formulas", "result"),
    [
        ({"Figures!F2": ("=F3+F4", 0)}, "100"),
        ({"Figures!F2": ("=+F3+F4", 0)}, "100"),
        ({"Figures!F2": ("=SUM(F3:F4)", 0)}, "100"),
        ({"Figures!F2": ("=SUM('Our work'!A1:A3)", 0)}, "100"),
        ({"Figures!F2": ("='Our work'!A3", 0), "Our work!A3": ("=SUM(A1:A2)", 0)}, "100"),
        ({"Figures!F2": ("='Our work'!AB3", 0), "Our work!AB3": ("=50+50", 0)}, "100"),
        ({"Figures!F2": ("=ROUND(F3*F4/21,0)", 0)}, "100"),
        ({"Figures!F2": ("=IF(F3>F4,F3*100%+F4,0)", 0)}, "100"),
        ({"Figures!F2": ("=AVERAGE(F3:F4)*2", 0)}, "100"),
        ({"Figures!F2": ("=IFERROR(F3/0,100)", 0)}, "100"),
        ({"Figures!F2": ("=10^2", 0)}, "100"),
        ({"Figures!F2": ('="to "&"come"', 0)}, "'to come'"),
    ],
)
def test_a_zero_that_is_not_the_result_is_no_figure(formulas: Formulas, result: str, tmp_path: Path) -> None:
    path = by_excel(written(tmp_path, formulas, sheets=WITH_WORK))
    message = f"the formula was not calculated: 0 is saved, its result is {result}"
    assert said(path) == [("Figures!F2", "error", message)]
    assert read_figures(path)[0] is None


@pytest.mark.parametrize(
    ("address", "formula"),
    [
        ("Rates!D6", "=119+0.85"),
        ("Guidance!C2", "=Figures!J2+10"),
        ("Consensus!D2", "=15*2"),
        ("Restated!C2", "=Figures!F2-1"),
        ("Sources!D2", "=Figures!J2-2"),
        ("Settings!B4", "=2+2"),
        ("Figures!J1", '="1Q"&"02"'),
        ("Figures!A2", '="total"&"_revenues"'),
    ],
)
def test_every_cell_that_is_read_is_looked_at(address: str, formula: str, tmp_path: Path) -> None:
    places = [place for place, severity, message in said(written(tmp_path, {address: (formula, 0)}))]
    assert places == [address]


def test_an_old_value_is_a_warning_with_both_numbers(tmp_path: Path) -> None:
    path = by_excel(written(tmp_path, {"Figures!F2": ("=F3+F4", 99)}))
    message = "the formula was not calculated anew: 99 is saved, its result is 100"
    figures, issues = read_figures(path)
    assert [(issue.cell, issue.severity, issue.message) for issue in issues if issue.cell == "F2"] == [
        ("F2", Severity.WARNING, message)
    ]
    assert issues[0].remedy == "open the workbook in Excel, let it calculate (F9), and save it"
    assert len(issues) == 1
    assert figures is not None
    assert figures.value("total_revenues", Quarter(2001, 1)) == 99


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=F3+F4", 100),
        ("=100.1-0.1", 100.00000000000001),
        ("=SUM(F3:F4)", 100.0),
        ("=INDEX(F3:F4,1)+30", 100),
        ("=[1]Sheet1!A1", 100),
        ("=SUM(January:March!A1)", 100),
        ("=Missing!A1+1", 100),
        ("=budget*2", 100),
        ("=SUM(F:F)", 100),
        ("=SUM(A20:CV520)", 100),
        ("=Table1[[#This Row],[x]]", 100),
        ("=F2+1", 100),
        ("=SUMPRODUCT(F3:F4,F3:F4)", 100),
        ("=(F3:F4)+30", 100),
        ('=COUNTIF(F3:F4,">0")', 100),
        ("=ROUND(F3)", 100),
        ("=ABS(F3,F4)", 100),
        ("=F3:F4", 100),
        ("=ROUND(F3:F4,0)", 100),
        ('=TEXT(F3,"0")+30', 100),
        ('="2002-06-28"+1', 100),
        ("=_xlfn.IFNA(100,0)", 100),
    ],
)
def test_a_result_or_what_cannot_be_calculated_here_counts_as_it_is_saved(
    formula: str, value: float, tmp_path: Path
) -> None:
    path = by_excel(written(tmp_path, {"Figures!F2": (formula, value)}))
    figures, issues = read_figures(path)
    assert issues == ()
    assert figures is not None
    assert figures.value("total_revenues", Quarter(2001, 1)) == value


@pytest.mark.parametrize(
    "formula",
    [
        "=F3-F3",
        "=0.3-0.1-0.2",
        "=1234567890.1*7-8641975230.7",
        "=F99",
        "=INDEX(F3:F4,9)",
        "=SUM(F20:F30)",
        "=SUM(A20:CV519)",
    ],
)
def test_a_zero_that_is_the_result_is_one(formula: str, tmp_path: Path) -> None:
    path = by_excel(written(tmp_path, {"Figures!F6": (formula, 0)}))
    assert said(path) == []


@pytest.mark.parametrize(
    ("saved", "held"),
    [
        ("<v></v>", "the formula has no value"),
        ("", "the formula has no value"),
        ("<v/>", "the formula has no value"),
    ],
)
def test_a_value_left_out_is_none(saved: str, held: str, tmp_path: Path) -> None:
    path = changed(written(tmp_path, {"Figures!F2": ("=F3+F4", 7)}), FIGURES, "<v>7</v>", saved)
    assert said(path) == [("Figures!F2", "error", held)]


def test_an_empty_text_where_a_number_comes_out_is_none(tmp_path: Path) -> None:
    path = written(tmp_path, {"Figures!F2": ("=F3+F4", "text")})
    path = changed(path, FIGURES, 't="str"><f>F3+F4</f><v>text</v>', 't="str"><f>F3+F4</f><v></v>')
    message = "the formula was not calculated: nothing is saved, its result is 100"
    assert said(path) == [("Figures!F2", "error", message)]


def test_an_empty_text_that_comes_out_is_a_blank(tmp_path: Path) -> None:
    path = written(tmp_path, {"Figures!F6": ('=IF(F3>0,"",1)', "")})
    path = changed(path, FIGURES, '<c r="F6" s="2"><f>', '<c r="F6" t="str"><f>')
    assert said(path) == []


def test_shared_formulas_are_told_by_the_first_of_them(tmp_path: Path) -> None:
    path = written(tmp_path, {"Figures!F2": ("=F3+F4", 100), "Figures!G2": ("=G3+G4", 0)})
    path = changed(path, FIGURES, "<f>F3+F4</f>", '<f t="shared" ref="F2:G2" si="0">F3+F4</f>')
    path = changed(path, FIGURES, "<f>G3+G4</f>", '<f t="shared" si="0"/>')
    message = "the formula was not calculated: 0 is saved, its result is 110"
    assert said(path) == [("Figures!G2", "error", message)]


def test_the_cells_of_an_array_formula_stand_and_fall_with_the_others(tmp_path: Path) -> None:
    array: Formulas = {"Figures!F6:G6": ("{=F3:G3*2}", 0)}
    assert said(by_excel(written(tmp_path, array))) == []
    message = "the formula was most likely never calculated: it is saved as zero"
    expected = [("Figures!F6", "error", message), ("Figures!G6", "error", message)]
    assert said(written(tmp_path, array)) == expected
    dummy = {"Figures!J2": ("=J3+J4", 0)}
    assert said(by_excel(written(tmp_path, array | dummy)))[1:] == expected


def test_an_array_formula_without_an_area_is_that_of_its_cell(tmp_path: Path) -> None:
    path = written(tmp_path, {"Figures!F6:G6": ("{=F3:G3*2}", 0)}, edits={"Figures!G6": "0"})
    path = changed(path, FIGURES, '<f t="array" ref="F6:G6">', '<f t="array">')
    assert [place for place, _, _ in said(path)] == ["Figures!F6"]


def test_a_formula_without_a_value_makes_zeros_doubtful_that_cannot_be_checked(tmp_path: Path) -> None:
    formulas: Formulas = {"Figures!F6": ('=SUMIFS(F3:F4,F3:F4,">99")', 0), "Figures!J2": ("=J3+J4", 7)}
    path = changed(by_excel(written(tmp_path, formulas)), FIGURES, "<v>7</v>", "")
    assert said(path) == [
        ("Figures!J2", "error", "the formula has no value"),
        ("Figures!F6", "error", "the formula was most likely never calculated: it is saved as zero"),
    ]


def test_cells_beside_an_array_formula_are_none_of_its(tmp_path: Path) -> None:
    array: Formulas = {"Figures!F5:G5": ("{=F6:G6*0}", 0)}
    edits = {"Figures!H5": "0", "Figures!E5": "", "Figures!F6": "0"}
    places = [place for place, _, _ in said(written(tmp_path, array, edits=edits))]
    assert places == ["Figures!F5", "Figures!G5"]


def test_a_zero_that_cannot_be_checked_is_judged_by_who_saved_it(tmp_path: Path) -> None:
    sums: Formulas = {"Figures!F6": ('=SUMIFS(F3:F4,F3:F4,">0")', 0)}
    path = written(tmp_path, sums)
    message = "the formula was most likely never calculated: it is saved as zero"
    assert said(path) == [("Figures!F6", "error", message)]
    assert said(by_excel(path)) == []
    without = changed(path, "xl/workbook.xml", f"<calcPr {WRITER}/>", "")
    assert said(without) == [("Figures!F6", "error", message)]
    assert (
        said(changed(path, "xl/workbook.xml", WRITER, 'iterateCount="100"')) == []
    )  # as LibreOffice says it
    assert said(written(tmp_path, sums | {"Figures!J2": ("=J3+J4", 140)})) == []


def test_a_workbook_saved_before_it_was_calculated_is_doubted_as_a_whole(tmp_path: Path) -> None:
    formulas: Formulas = {"Figures!F6": ("=INDEX(F3:F4,1)", 9), "Figures!G6": ("=INDEX(F3:F4,9)", 0)}
    path = changed(written(tmp_path, formulas), "xl/workbook.xml", WRITER, f'{EXCEL} calcCompleted="0"')
    assert said(path) == [
        (
            "Figures!F6",
            "warning",
            "the formula may be out of date: the workbook was saved before it was calculated",
        ),
        ("Figures!G6", "error", "the formula was most likely never calculated: it is saved as zero"),
    ]


def test_with_precision_as_displayed_no_result_is_doubted_but_a_zero(tmp_path: Path) -> None:
    formulas: Formulas = {"Figures!F6": ("=31/3", 10.3), "Figures!G6": ("=32/3", 0)}
    path = changed(written(tmp_path, formulas), "xl/workbook.xml", WRITER, f'{EXCEL} fullPrecision="0"')
    assert [place for place, _, _ in said(path)] == ["Figures!G6"]


def test_an_error_that_is_saved_is_said_once(tmp_path: Path) -> None:
    path = written(tmp_path, {"Figures!F2": ("=F3+F4", "#REF!")})
    assert said(path) == [("Figures!F2", "error", "the error #REF! where a number belongs")]


def test_a_logical_value_is_no_zero(tmp_path: Path) -> None:
    path = written(tmp_path, {"Figures!B6": ("=F3>F4", False)})
    message = "the formula was not calculated anew: FALSE is saved, its result is TRUE"
    assert said(path) == [("Figures!B6", "warning", message)]
    sums: Formulas = {"Figures!F6": ('=SUMIFS(F3:F4,F3:F4,">99")', 0), "Figures!B6": ("=F3<F4", False)}
    assert said(written(tmp_path, sums)) == []


def test_cells_without_addresses_follow_each_other(tmp_path: Path) -> None:
    path = written(tmp_path, {"Rates!D6": ("=119+0.85", 0)})
    for place in (*(f'<c r="{column}6"' for column in "ABCDE"), *(f'<row r="{row}"' for row in range(1, 7))):
        path = changed(path, "xl/worksheets/sheet3.xml", place, place.partition(" ")[0])
    message = "the formula was not calculated: 0 is saved, its result is 119.85"
    assert said(path) == [("Rates!D6", "error", message)]


def test_a_result_that_is_an_error_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, {"Figures!F6": ("=F3/F99", 7)})
    message = "the formula was not calculated anew: 7 is saved, its result is #DIV/0!"
    assert said(path) == [("Figures!F6", "warning", message)]


def test_formulas_outside_the_table_are_the_accountants_own(tmp_path: Path) -> None:
    assert said(written(tmp_path, {"Figures!M2": ("=F3+F4", 0), "Figures!M20": ("=F3", 0)})) == []


def test_a_long_chain_of_formulas_is_followed(tmp_path: Path) -> None:
    chain = {f"Our work!D{row}": (f"=D{row - 1}+1", 0) for row in range(2, 3001)}
    path = written(tmp_path, chain | {"Figures!F6": ("='Our work'!D3000", 0)}, sheets=WITH_WORK)
    assert said(path) == [
        ("Figures!F6", "error", "the formula was not calculated: 0 is saved, its result is 2,999")
    ]


class Cells:
    """A sheet without a file."""

    def __init__(self, formulas: dict[tuple[int, int], str]) -> None:
        self.cells = dict.fromkeys(formulas, 1)
        self.formulas = formulas


@pytest.mark.parametrize("text", ["A1", "B1", "A1+B1", "+".join(["C1"] * 4000), "(" * 500 + "1" + ")" * 500])
def test_what_leads_in_a_circle_or_too_deep_has_no_answer_or_the_right_one(text: str) -> None:
    sheet = Cells({(1, 1): "B1+1", (1, 2): text})
    recalculation = Recalculation(lambda name: sheet if name == "S" else None)  # type: ignore[arg-type]
    try:
        assert recalculation.value("S", 1, 2) in (1, 0)
    except NoAnswer:
        assert "A1" in text or "B1" in text or len(text) > 1000


def test_a_workbook_with_formulas_is_built_into_twice_without_excel_in_between(tmp_path: Path) -> None:
    formulas: Formulas = {"Figures!F2": ("=F3+F4", 100), "Figures!G6": ("=INDEX(F3:F4,9)", 0)}
    path = by_excel(written(tmp_path, formulas))
    for _ in range(2):
        built = build_into(path, None, {}, Mode.NATIVE)
        assert not [issue for issue in built.issues if "formula" in issue.message]
