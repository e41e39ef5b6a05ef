"""The buttons of Excel on a workbook that records what is done to it: the message, and what is put back."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import xlwings as xw

from tests.excel.application import (
    AppImpl,
    BookImpl,
    RangeImpl,
    add_book,
    com_error,
    excel,
    in_front,
    open_file,
)
from tests.unit.inputs.books import BASE, book_of
from xl_addin import __version__
from xl_addin.hosts.desktop import commands as of_buttons
from xl_addin.hosts.excel import build_release, carry_functions, check_figures, drop_functions, tie_out
from xl_addin.hosts.vba.modules import PYTHON_MODULE
from xl_addin.hosts.vba.sources import Command, commands

AS_BEFORE = {
    "calculation": "automatic",
    "screen_updating": True,
    "status_bar": False,
    "enable_events": True,
    "display_alerts": True,
}


def saved_book(path: Path) -> Path:
    """A small input workbook as a file."""
    book_of(BASE).save(path)
    return path


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppImpl:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return excel()


@pytest.fixture
def book(app: AppImpl, tmp_path: Path) -> Iterator[BookImpl]:
    """A workbook in front whose figures make a small release, with the third sheet's C4:D5 selected."""
    opened = open_file(app, saved_book(tmp_path / "quarter.xlsx"))
    app.selected = RangeImpl(opened.sheets[2], 4, 3, 2, 2)
    opened.sheets.active = opened.sheets[2]
    with in_front(opened):
        yield opened


def parts(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def message(app: AppImpl) -> str:
    """The text of the only message box."""
    (alert,) = app.alerts
    assert alert.title == "IIJ Release"
    return str(alert.text)


def untouched(app: AppImpl, book: BookImpl) -> None:
    """Excel is as it was before the button was pressed."""
    assert app.state == AS_BEFORE
    assert book.sheets.active is book.sheets[2]
    assert (app.selection.sheet, app.selection.row, app.selection.column, app.selection.shape) == (
        book.sheets[2],
        4,
        3,
        (2, 2),
    )


def test_excel_is_quiet_while_it_runs_and_as_before_when_the_message_is_shown(
    app: AppImpl, book: BookImpl
) -> None:
    check_figures(__version__)
    assert app.did[:3] == [
        ("status_bar", "Checking the figures ..."),
        ("screen_updating", False),
        ("calculation", "manual"),
    ]
    assert app.alerts[0].state == AS_BEFORE
    untouched(app, book)


def test_values_are_calculated_first_where_excel_calculates_on_demand(app: AppImpl, book: BookImpl) -> None:
    app.state["calculation"] = "manual"
    check_figures(__version__)
    assert app.did.index(("calculate", None)) < app.did.index(("calculation", "manual"))
    assert app.state["calculation"] == "manual"


def test_what_the_macro_said_in_the_status_bar_stays(app: AppImpl, book: BookImpl) -> None:
    app.state["status_bar"] = "数値を検証しています..."
    check_figures(__version__)
    assert app.state["status_bar"] == "数値を検証しています..."
    assert "Checking the figures ..." not in [value for _, value in app.did]


def test_checks_that_fail_are_listed_with_their_figures(app: AppImpl, book: BookImpl) -> None:
    figures = book.sheets("Figures")
    place = next(place for place, value in figures.values.items() if value == 90.0)
    figures.values[place] = 95.0  # with the 50 of the other part it foots to 145, the total being 140
    check_figures(__version__)
    assert app.alerts[0].mode == "critical"
    assert "quarter.xlsx: the figures of 1Q02 are checked." in message(app)
    assert any("140" in line and "145" in line for line in message(app).splitlines() if line.startswith("• "))


@pytest.mark.parametrize("command", [build_release, check_figures])
def test_a_workbook_without_input_sheets_is_named_with_what_to_do(
    command: Callable[[str], None], app: AppImpl, tmp_path: Path
) -> None:
    other = add_book(app, str(tmp_path / "Budget.xlsx"))
    other.add("Sheet1").values[1, 1] = "Budget"
    with in_front(other):
        command(__version__)
    assert message(app) == (
        "Nothing was done: one problem.\n\n"
        "• the open workbook has no input sheets; go to the workbook with the sheets Settings, Figures and "
        "Rates, and try again there"
    )


def test_broken_inputs_are_listed_with_cell_and_remedy(app: AppImpl, book: BookImpl, tmp_path: Path) -> None:
    figures = book.sheets("Figures")
    place = next(place for place, value in figures.values.items() if value == 140.0)
    figures.values[place] = "n/a"
    figures.values[place[0] + 1, place[1]] = com_error("#DIV/0!")
    build_release(__version__)
    assert message(app) == (
        "Nothing was done: 2 problems.\n\n"
        "• Figures!J2: text 'n/a' where a number belongs; clear the cell: a blank is a missing figure\n"
        "• Figures!J3: the error #DIV/0! where a number belongs; correct the formula; leave the cell blank "
        "where there is nothing to say"
    )
    assert "Highlights" not in book.sheet_names
    untouched(app, book)


def test_of_many_problems_the_first_are_shown_and_the_others_counted(app: AppImpl, book: BookImpl) -> None:
    figures = book.sheets("Figures")
    broken = [place for place, value in figures.values.items() if isinstance(value, float)]
    figures.values.update(dict.fromkeys(broken, "none"))
    check_figures(__version__)
    lines = message(app).splitlines()
    assert len([line for line in lines if line.startswith("• ")]) == 12
    assert lines[0] == f"Nothing was done: {len(broken)} problems."
    assert lines[-1] == f"... and {len(broken) - 12} more"


def test_a_workbook_that_was_never_saved_is_checked_all_the_same(app: AppImpl, tmp_path: Path) -> None:
    unsaved = open_file(app, saved_book(tmp_path / "quarter.xlsx"))
    unsaved.name = unsaved.fullname_or_error = "Book1"
    with in_front(unsaved):
        check_figures(__version__)
    assert message(app).startswith("Book1: the figures of 1Q02 are checked.")


def test_a_protected_sheet_on_which_nothing_may_be_selected_is_no_trouble(
    app: AppImpl, book: BookImpl
) -> None:
    selected = book.sheets[2]
    selected.api.ProtectContents, selected.nothing_selectable = True, True
    check_figures(__version__)
    assert message(app).startswith("quarter.xlsx: the figures of 1Q02 are checked.")
    assert app.state == AS_BEFORE


@pytest.mark.parametrize("command", [build_release, check_figures])
def test_macros_of_another_version_than_the_package_do_nothing(
    command: Callable[[str], None], app: AppImpl, book: BookImpl, tmp_path: Path
) -> None:
    command("0.0.1")
    assert message(app) == (
        "Nothing was done: one problem.\n\n"
        f"• the macros are of version 0.0.1, the Python package xl_addin is {__version__}; run xl-addin "
        "install and start Excel anew; a workbook with macros is to be had anew as well"
    )
    assert app.did == []


@pytest.mark.parametrize("failing", ["open_grids", "build_in_place"])
def test_after_an_error_nobody_foresaw_excel_is_as_before_and_a_sentence_is_shown(
    failing: str, app: AppImpl, book: BookImpl, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(of_buttons, failing, broken)
    build_release(__version__)
    untouched(app, book)
    assert "ZeroDivisionError: division by zero" in message(app)
    assert f"The details are in {tmp_path / 'xl-addin.log'}." in message(app)
    assert "Traceback" not in message(app)
    assert "Traceback" in (tmp_path / "xl-addin.log").read_text(encoding="utf-8")


def test_where_excel_refuses_the_selection_the_rest_is_put_back(
    app: AppImpl, book: BookImpl, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: RangeImpl) -> None:
        raise RuntimeError("call was rejected by callee")

    monkeypatch.setattr(RangeImpl, "select", refuse)
    app.hand_over = refuse
    check_figures(__version__)
    assert app.state == AS_BEFORE
    assert "RuntimeError: call was rejected by callee" in message(app)


@pytest.mark.parametrize("selected", [None, RuntimeError("a chart has no address")])
def test_a_chart_or_shape_that_is_selected_stays_so(
    selected: Exception | None, app: AppImpl, book: BookImpl
) -> None:
    app.selected = selected
    check_figures(__version__)
    assert app.selected is selected
    assert message(app).startswith("quarter.xlsx: the figures of 1Q02 are checked.")


# -- building into the open workbook


def test_the_release_is_built_into_the_open_workbook(app: AppImpl, book: BookImpl) -> None:
    inputs = book.sheet_names
    build_release(__version__)
    assert message(app).startswith(
        "The release of 1Q02 is built into quarter.xlsx.\n10 sheets, Highlights to About; not saved yet.\n\n"
    )
    assert app.alerts[0].mode == "info"
    assert book.sheet_names[: len(inputs)] == inputs
    assert book.sheet_names[len(inputs)] == "Highlights"
    untouched(app, book)


def test_the_release_has_the_values_that_are_open_and_not_those_that_are_saved(
    app: AppImpl, book: BookImpl
) -> None:
    figures = book.sheets("Figures")
    place = next(place for place, value in figures.values.items() if value == 90.0)
    figures.values[place] = 95.0  # with the 50 of the other part it foots to 145, the total being 140
    build_release(__version__)
    assert app.alerts[0].mode == "critical"
    assert any("145" in line for line in message(app).splitlines() if line.startswith("• "))


def test_nothing_is_asked_before_a_first_build(app: AppImpl, book: BookImpl) -> None:
    build_release(__version__)
    assert [alert.buttons for alert in app.alerts] == ["ok"]


def rebuilt(app: AppImpl, answer: str) -> None:
    """Build twice, the second time with this answer; the alerts of the second time stay."""
    build_release(__version__)
    app.alerts.clear()
    app.answers = [answer]
    build_release(__version__)


def test_before_sheets_are_replaced_they_are_named_and_a_copy_is_offered(
    app: AppImpl, book: BookImpl, tmp_path: Path
) -> None:
    build_release(__version__)
    app.alerts.clear()
    book.sheets("Highlights").values[70, 3] = "draft"
    app.answers = ["yes"]
    build_release(__version__)
    question, result = app.alerts
    assert question.buttons == "yes_no_cancel"
    assert "These sheets are built anew: Highlights, Revenue JPY" in question.text
    assert "What people put on them is lost:\n• Highlights!C70: draft" in question.text
    assert "Excel cannot undo this." in question.text
    (copy,) = tmp_path.glob("quarter backup *.xlsx")
    assert book.saved_copies == [str(copy)]
    assert f"The workbook as it was before: {copy.name}" in result.text
    assert (70, 3) not in book.sheets("Highlights").values


def test_no_copy_is_made_where_none_is_wanted(app: AppImpl, book: BookImpl) -> None:
    rebuilt(app, "no")
    assert book.saved_copies == []
    assert app.alerts[-1].text.startswith("The release of 1Q02 is built into quarter.xlsx.")


def test_cancelled_nothing_happens_and_nothing_more_is_said(app: AppImpl, book: BookImpl) -> None:
    build_release(__version__)
    app.alerts.clear()
    before = [(sheet.name, sheet.plain()) for sheet in book.sheets]
    app.answers = ["cancel"]
    build_release(__version__)
    assert len(app.alerts) == 1
    assert [(sheet.name, sheet.plain()) for sheet in book.sheets] == before
    untouched(app, book)


@pytest.mark.parametrize(
    "fullname",
    ["Book1", "https://example.sharepoint.com/sites/ir/quarter.xlsx", xw.XlwingsError("no local file")],
)
def test_a_workbook_without_a_folder_is_built_into_and_no_copy_is_offered(
    fullname: Any, app: AppImpl, book: BookImpl
) -> None:
    book.fullname_or_error = fullname
    rebuilt(app, "ok")
    question, result = app.alerts
    assert question.buttons == "ok_cancel"
    assert "no backup copy can be made" in question.text
    assert "is built into" in result.text


def test_where_no_copy_can_be_saved_nothing_is_changed(
    app: AppImpl, book: BookImpl, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_release(__version__)
    before = [(sheet.name, sheet.plain()) for sheet in book.sheets]

    def refuse(path: str) -> None:
        raise RuntimeError("the disk is full")

    book.api.put(SaveCopyAs=refuse)
    app.alerts.clear()
    app.answers = ["yes"]
    build_release(__version__)
    assert "no backup copy can be saved as quarter backup" in app.alerts[-1].text
    assert "(the disk is full); nothing was changed" in app.alerts[-1].text
    assert [(sheet.name, sheet.plain()) for sheet in book.sheets] == before


def test_a_refusal_half_way_is_one_message_and_the_workbook_as_before(app: AppImpl, book: BookImpl) -> None:
    before = [(sheet.name, sheet.plain()) for sheet in book.sheets]
    app.calls.refuse(lambda number, kind: kind == "Range.merge()")
    build_release(__version__)
    app.calls.allow()
    assert message(app) == (
        "Nothing was done: one problem.\n\n"
        "• Highlights: Excel refused while the release was built (Range.merge() failed); the workbook is as "
        "it was before; finish what Excel waits for, a dialog or a cell that is typed into, and try again"
    )
    assert [(sheet.name, sheet.plain()) for sheet in book.sheets] == before


def test_where_excel_calculates_on_demand_it_does_so_at_the_end_and_the_message_says_it(
    app: AppImpl, book: BookImpl
) -> None:
    app.state["calculation"] = "manual"
    build_release(__version__)
    assert app.did.count(("calculate", None)) == 2
    assert app.state["calculation"] == "manual"
    assert message(app).endswith("Excel calculates on demand here: after a figure is changed, press F9.")


# -- checking in the open workbook


def failing(book: BookImpl) -> None:
    figures = book.sheets("Figures")
    place = next(place for place, value in figures.values.items() if value == 90.0)
    figures.values[place] = 95.0


def test_checks_without_a_release_are_a_sheet_of_values(app: AppImpl, book: BookImpl) -> None:
    check_figures(__version__)
    checks = book.sheets("Checks")
    assert checks.formulas == {}
    assert "OK" in checks.values.values()
    assert "Highlights" not in book.sheet_names


def test_checks_of_the_release_that_is_there_are_live(app: AppImpl, book: BookImpl) -> None:
    build_release(__version__)
    before = book.sheets("Checks").plain()
    app.alerts.clear()
    check_figures(__version__)
    assert book.sheets("Checks").plain() == before
    assert book.sheets("Checks").formulas


def test_the_first_check_that_fails_is_selected(app: AppImpl, book: BookImpl) -> None:
    failing(book)
    check_figures(__version__)
    assert book.sheets.active is book.sheets("Checks")
    selected = app.selection
    assert selected is not None
    assert selected.sheet.values[selected.row, selected.column] == "differs"
    above = [selected.sheet.values.get((row, selected.column)) for row in range(5, selected.row)]
    assert set(above) <= {"OK"}


def test_a_sheet_checks_of_somebodys_is_left_alone_and_the_result_told_all_the_same(
    app: AppImpl, book: BookImpl
) -> None:
    book.add("Checks").values[1, 1] = "mine"
    check_figures(__version__)
    assert book.sheets("Checks").values == {(1, 1): "mine"}
    assert "16 checks, 0 failed." in message(app)
    assert "• Checks: the workbook has a sheet of this name that the add-in did not write" in message(app)


# -- functions as names of the workbook


def test_the_workbook_carries_the_functions_and_loses_them_again(app: AppImpl, book: BookImpl) -> None:
    carry_functions(__version__)
    assert message(app).startswith("quarter.xlsx carries 22 functions now, IIJ_YOY to ")
    assert message(app).count("Protected View calculates no LAMBDA") == 1
    assert book.names_held["IIJ_YOY"].plain()["RefersTo"].startswith("=LAMBDA(current,year_ago,[if_nm],")
    app.alerts.clear()
    drop_functions(__version__)
    assert message(app).startswith("22 functions are taken out of quarter.xlsx.")
    assert book.names_held == {}
    app.alerts.clear()
    drop_functions(__version__)
    assert message(app).endswith("nothing was changed.")


def test_an_excel_without_lambda_takes_none_and_is_as_before(app: AppImpl, book: BookImpl) -> None:
    book.takes_lambdas = False
    carry_functions(__version__)
    assert message(app).startswith("Nothing was done: one problem.")
    assert "did not take the function IIJ_YOY as a LAMBDA" in message(app)
    assert book.names_held == {}


def test_a_name_of_somebodys_like_a_functions_is_left_alone(app: AppImpl, book: BookImpl) -> None:
    xw.Book(impl=book).names.add("IIJ_FX", "=Rates!$A$1")
    carry_functions(__version__)
    assert "it has a name IIJ_FX of its own; rename it" in message(app)
    assert list(book.names_held) == ["IIJ_FX"]


# -- the release text


def test_a_release_text_is_tied_out_on_sheets_of_the_workbook(
    app: AppImpl, book: BookImpl, tmp_path: Path
) -> None:
    (tmp_path / "release.md").write_text("Revenues of JPY140M in 1Q02. Revenues of JPY150M.", "utf-8")
    app.chosen = str(tmp_path / "release.md")
    tie_out(__version__)
    assert message(app).splitlines()[0] == "release.md: 2 printed numbers."
    assert book.sheet_names[-2:] == ["Tie-out", "Release text"]
    tied = book.sheets("Tie-out")
    assert book.sheets.active is tied
    assert any(formula.startswith("=Figures!") for formula in tied.formulas.values())
    selected = app.selection
    assert selected is not None
    assert tied.values[selected.row, selected.column] == "contradicted"
    app.alerts.clear()
    build_release(__version__)
    assert "Tie-out" in book.sheet_names


def test_where_no_text_is_chosen_nothing_happens(app: AppImpl, book: BookImpl) -> None:
    before = [(sheet.name, sheet.plain()) for sheet in book.sheets]
    tie_out(__version__)
    assert app.alerts == []
    assert [(sheet.name, sheet.plain()) for sheet in book.sheets] == before


@pytest.mark.parametrize("command", commands(), ids=lambda command: command.macro)
def test_what_the_macros_hand_to_python_runs(command: Command, app: AppImpl, book: BookImpl) -> None:
    exec(f"import {PYTHON_MODULE}; {PYTHON_MODULE}.{command.entry_point}('{__version__}')")
    assert [alert.mode for alert in app.alerts] in ([], ["info"])
