"""The buttons of Excel on a workbook that records what is done to it: the message, and what is put back."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
import xlwings as xw

from tests.decks import SHIPPED
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
from xl_addin.hosts import excel_commands, jobs
from xl_addin.hosts.excel import build_release, check_figures
from xl_addin.hosts.vba.modules import PYTHON_MODULE
from xl_addin.hosts.vba.sources import Command, commands
from xl_addin.release.expressions import Mode


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
    assert app.state == {"calculation": "automatic", "screen_updating": True, "status_bar": False}
    assert book.sheets.active is book.sheets[2]
    assert (app.selection.sheet, app.selection.row, app.selection.column, app.selection.shape) == (
        book.sheets[2],
        4,
        3,
        (2, 2),
    )


def test_the_release_is_built_beside_the_open_workbook_and_opened(
    app: AppImpl, book: BookImpl, tmp_path: Path
) -> None:
    build_release(__version__)
    assert message(app).startswith(f"release_1Q02.xlsx is built and open, in {tmp_path}.\n\n")
    assert openpyxl.load_workbook(tmp_path / "release_1Q02.xlsx").sheetnames[0] == "Highlights"
    assert ("open", "release_1Q02.xlsx") in app.did
    assert app.alerts[0].front == app.active.name == "release_1Q02.xlsx"


def test_the_release_has_the_values_that_are_open_and_not_those_that_are_saved(
    app: AppImpl, book: BookImpl, tmp_path: Path
) -> None:
    figures = book.sheets("Figures")
    place = next(place for place, value in figures.values.items() if value == 140.0)
    figures.values[place] = 150.0
    build_release(__version__)
    built = openpyxl.load_workbook(tmp_path / "release_1Q02.xlsx", data_only=True)
    assert built["Figures"].cell(*place).value == 150
    assert openpyxl.load_workbook(tmp_path / "quarter.xlsx")["Figures"].cell(*place).value == 140


def test_the_button_and_the_command_build_the_same_release(
    app: AppImpl, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1028764800")
    (tmp_path / SHIPPED.name).write_bytes(SHIPPED.read_bytes())  # the sheet About names the file
    with in_front(open_file(app, tmp_path / SHIPPED.name)):
        build_release(__version__)
    by_command = jobs.build(SHIPPED, tmp_path / "by_command.xlsx", {}, Mode.NATIVE).output
    assert parts(tmp_path / "release_1Q02.xlsx") == parts(by_command)


@pytest.mark.parametrize("command", commands(), ids=lambda command: command.macro)
def test_what_the_macros_hand_to_python_runs(command: Command, app: AppImpl, book: BookImpl) -> None:
    exec(f"import {PYTHON_MODULE}; {PYTHON_MODULE}.{command.entry_point}('{__version__}')")
    assert message(app).startswith(("release_1Q02.xlsx is built", "quarter.xlsx: the figures of 1Q02 are"))


def test_excel_is_quiet_while_it_runs_and_as_before_when_the_message_is_shown(
    app: AppImpl, book: BookImpl
) -> None:
    check_figures(__version__)
    assert app.did[:3] == [
        ("status_bar", "Checking the figures ..."),
        ("screen_updating", False),
        ("calculation", "manual"),
    ]
    assert app.alerts[0].state == {"calculation": "automatic", "screen_updating": True, "status_bar": False}
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
    assert not (tmp_path / "release_1Q02.xlsx").exists()
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


def test_a_workbook_that_was_never_saved_has_no_folder_to_build_in(app: AppImpl, tmp_path: Path) -> None:
    unsaved = open_file(app, saved_book(tmp_path / "quarter.xlsx"))
    unsaved.name = unsaved.fullname_or_error = "Book1"
    with in_front(unsaved):
        build_release(__version__)
    assert message(app) == (
        "Nothing was done: one problem.\n\n"
        "• the workbook was never saved and has no folder; save it first: the release is built in its folder"
    )


def test_a_workbook_that_was_never_saved_is_checked_all_the_same(app: AppImpl, tmp_path: Path) -> None:
    unsaved = open_file(app, saved_book(tmp_path / "quarter.xlsx"))
    unsaved.name = unsaved.fullname_or_error = "Book1"
    with in_front(unsaved):
        check_figures(__version__)
    assert message(app).startswith("Book1: the figures of 1Q02 are checked.")


@pytest.mark.parametrize(
    "fullname",
    [
        "https://example.sharepoint.com/sites/ir/quarter.xlsx",
        xw.XlwingsError("Couldn't find your local file"),
    ],
)
def test_a_workbook_in_the_cloud_without_a_folder_here_is_to_be_saved_here(
    fullname: Any, app: AppImpl, book: BookImpl
) -> None:
    book.fullname_or_error = fullname
    build_release(__version__)
    assert message(app).endswith(
        "• the workbook is open from the cloud, without a folder here; save it in a folder of this computer: "
        "the release is built beside it"
    )


def test_a_protected_sheet_is_read_and_the_message_says_that_it_was_left_alone(
    app: AppImpl, book: BookImpl
) -> None:
    book.sheets("Figures").api.ProtectContents = True
    build_release(__version__)
    assert message(app).startswith("release_1Q02.xlsx is built and open")
    assert "• Figures: the sheet is protected; it was read, and nothing was written to it" in message(app)


def test_a_protected_sheet_on_which_nothing_may_be_selected_is_no_trouble(
    app: AppImpl, book: BookImpl
) -> None:
    selected = book.sheets[2]
    selected.api.ProtectContents, selected.nothing_selectable = True, True
    check_figures(__version__)
    assert message(app).startswith("quarter.xlsx: the figures of 1Q02 are checked.")
    assert app.state == {"calculation": "automatic", "screen_updating": True, "status_bar": False}


def test_a_folder_that_may_not_be_written_to_is_said_with_what_to_do(
    app: AppImpl, book: BookImpl, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(tempfile, "mkstemp", refused)
    build_release(__version__)
    assert message(app) == (
        "Nothing was done: one problem.\n\n"
        f"• {tmp_path}/release_1Q02.xlsx: cannot be written: Permission denied; save quarter.xlsx in a "
        "folder where you may write: the release is built beside it"
    )
    untouched(app, book)


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


def test_a_foreign_file_in_the_release_s_place_is_not_replaced(
    app: AppImpl, book: BookImpl, tmp_path: Path
) -> None:
    foreign = openpyxl.Workbook()
    foreign.save(tmp_path / "release_1Q02.xlsx")
    before = (tmp_path / "release_1Q02.xlsx").read_bytes()
    build_release(__version__)
    assert message(app) == (
        "Nothing was done: one problem.\n\n"
        f"• {tmp_path}/release_1Q02.xlsx: it is not a workbook of the add-in's; nothing was replaced; move "
        "or rename release_1Q02.xlsx, or save quarter.xlsx in another folder"
    )
    assert (tmp_path / "release_1Q02.xlsx").read_bytes() == before


def test_a_release_that_is_still_open_is_to_be_closed_first(app: AppImpl, book: BookImpl) -> None:
    build_release(__version__)
    app.active, app.alerts = book, []
    build_release(__version__)
    assert message(app).endswith("• release_1Q02.xlsx: the release is open; close it, and build again")


def test_a_release_built_before_and_closed_is_replaced(app: AppImpl, book: BookImpl) -> None:
    build_release(__version__)
    app.books.pop()
    app.active, app.alerts = book, []
    build_release(__version__)
    assert message(app).startswith("release_1Q02.xlsx is built and open")


def test_the_open_workbook_may_not_have_the_release_s_name(app: AppImpl, tmp_path: Path) -> None:
    opened = open_file(app, saved_book(tmp_path / "Release_1q02.xlsx"))
    with in_front(opened):
        build_release(__version__)
    assert message(app).endswith(
        "• the open workbook has the name that the release is built under; save it under another name"
    )


@pytest.mark.parametrize("failing", ["open_grids", "build_beside"])
def test_after_an_error_nobody_foresaw_excel_is_as_before_and_a_sentence_is_shown(
    failing: str, app: AppImpl, book: BookImpl, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(excel_commands, failing, broken)
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
    assert app.state == {"calculation": "automatic", "screen_updating": True, "status_bar": False}
    assert "RuntimeError: call was rejected by callee" in message(app)


@pytest.mark.parametrize("selected", [None, RuntimeError("a chart has no address")])
def test_a_chart_or_shape_that_is_selected_stays_so(
    selected: Exception | None, app: AppImpl, book: BookImpl
) -> None:
    app.selected = selected
    check_figures(__version__)
    assert app.selected is selected
    assert message(app).startswith("quarter.xlsx: the figures of 1Q02 are checked.")
