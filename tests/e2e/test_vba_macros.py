"""The packed macros run: each command reaches Python, and Excel is left as it was."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from pyopenvba.interpreter import NOTHING
from pyopenvba.interpreter._intrinsics import INTRINSICS
from pyopenvba.interpreter._values import error

from tests.engines.vba import JAPANESE, Control, Excel, sources
from xl_addin import FUNCTIONS, ExcelError, __version__
from xl_addin.hosts.setup.machine import ADDIN
from xl_addin.hosts.vba.packing import RELEASE, ribbon
from xl_addin.hosts.vba.sources import commands

COMMAND = "import xl_addin.hosts.excel; xl_addin.hosts.excel.{}('" + __version__ + "')"
UI = "{http://schemas.microsoft.com/office/2009/07/customui}"
BUTTONS = [
    (button.attrib["id"], button.attrib) for button in ElementTree.fromstring(ribbon()).iter(f"{UI}button")
]


@pytest.fixture
def release(packed: Path) -> Excel:
    return Excel(packed / RELEASE)


@pytest.fixture
def addin(packed: Path) -> Excel:
    return Excel(packed / ADDIN)


@pytest.mark.parametrize("command", commands(), ids=lambda command: command.macro)
def test_each_button_of_the_first_sheet_hands_its_command_to_python(release: Excel, command: Any) -> None:
    release.run(command.macro)
    assert release.python.commands == [COMMAND.format(command.entry_point)]
    assert '"' not in release.python.commands[0]


@pytest.mark.parametrize("command", commands(), ids=lambda command: command.macro)
def test_each_command_of_the_ribbon_hands_it_to_python(addin: Excel, command: Any) -> None:
    attributes = dict(BUTTONS)[command.macro]
    addin.run(attributes["onAction"], Control(command.macro, attributes["tag"]))
    assert addin.python.commands == [COMMAND.format(command.entry_point)]


def test_the_status_bar_tells_what_is_being_done(release: Excel) -> None:
    seen = []
    release.python.during = lambda: seen.append(
        (release.application.status_bar, release.application.screen_updating)
    )
    release.run("BuildRelease")
    assert seen == [("Building the release ...", False)]
    assert not release.dialogs


def test_a_japanese_excel_tells_it_in_japanese(packed: Path) -> None:
    excel = Excel(packed / RELEASE, JAPANESE)
    seen = []
    excel.python.during = lambda: seen.append(excel.application.status_bar)
    excel.run("CheckFigures")
    assert seen == ["数値を検証しています..."]


def _fail() -> None:
    raise error(1004, "the disk is full")


@pytest.mark.parametrize("fails", [False, True], ids=["done", "failed"])
def test_excel_is_left_as_it_was_and_where_python_went_unless_it_fails(release: Excel, fails: bool) -> None:
    application = release.application
    application.status_bar = "an accountant's own text"
    application.calculation = -4135  # manual
    release.sheet("Figures").sheet.vba_get("Activate")
    release.cells("C3:D5").vba_get("Select")

    def disturb() -> None:
        application.calculation = -4105
        release.sheet("Rates").sheet.vba_get("Activate")
        release.cells("A1").vba_get("Select")
        if fails:
            _fail()

    release.python.during = disturb
    release.run("BuildRelease")
    assert application.screen_updating is True
    assert application.status_bar == "an accountant's own text"
    assert application.calculation == -4135
    sheet, address = ("Figures", "$C$3:$D$5") if fails else ("Rates", "$A$1")
    assert application.active_book.active_sheet.name == sheet
    assert application.vba_get("Selection").vba_get("Address") == address
    assert len(release.dialogs) == fails


def test_a_workbook_that_the_command_opened_stays_in_front(release: Excel) -> None:
    release.python.during = lambda: release.activate_workbook(release.add_workbook())
    before = release.application.active_book
    release.run("BuildRelease")
    assert release.application.active_book is not before


def test_a_failure_is_told_once_in_one_sentence(release: Excel) -> None:
    release.python.during = _fail
    release.run("CheckFigures")
    ((_, text, title, _),) = release.dialogs
    assert text.startswith("It did not work: ")
    assert "the disk is full" in text
    assert title == "IIJ Release"


def test_without_a_workbook_nothing_is_run(addin: Excel) -> None:
    addin.application._this_workbook = addin.application.active_book
    addin.application.active_book = None
    addin.run("IijRunCommand", Control("BuildRelease", "build_release"))
    assert addin.python.commands == []
    assert "No workbook is open" in addin.dialogs[0][1]


def _without_letters(code_page: str) -> Callable[..., object]:
    """VBA's Asc in a code page, which has "?" for what it does not hold."""
    return lambda interpreter, given, named: ord(
        str(given[0])[0].encode(code_page, "replace").decode(code_page)
    )


HINDERED = [
    ("INTERPRETER_WIN", "", "Excel has not been told which Python to run"),
    ("INTERPRETER_WIN", "gone", "The Python that Excel is to run is not there: gone."),
    ("USERPROFILE", r"C:\Users\Žofie", r"the name of your folder, C:\Users\Žofie: it holds letters that"),
]


@pytest.mark.parametrize(("setting", "value", "told"), HINDERED)
def test_where_python_cannot_be_started_a_sentence_says_why(
    packed: Path, setting: str, value: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(INTRINSICS, "asc", _without_letters("cp932"))
    for book, run in ((RELEASE, "BuildRelease"), (ADDIN, "IijRunCommand")):
        excel = Excel(packed / book)
        excel.settings.values[setting] = value
        excel.run(run, *([Control("BuildRelease", "build_release")] if book == ADDIN else []))
        ((_, text, _, _),) = excel.dialogs
        assert told in text
        assert excel.python.commands == []
    assert excel.call("IIJ_YOY", 1.0, 2.0) is ExcelError.VALUE
    assert excel.python.calls == []
    excel.run("IijShowHelp", Control("help"))
    assert told in excel.dialogs[-1][1]


def test_letters_of_the_code_page_are_no_hindrance(release: Excel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(INTRINSICS, "asc", _without_letters("cp932"))
    release.settings.values["USERPROFILE"] = r"C:\Users\山田"
    release.run("BuildRelease")
    assert len(release.python.commands) == 1


def _chart() -> object:
    raise error(1004, "the active sheet is a chart")


@pytest.mark.parametrize("in_front", [lambda: NOTHING, _chart], ids=["no workbook", "a chart"])
def test_where_no_cell_is_in_front_no_function_is_inserted(
    addin: Excel, in_front: Callable[[], object]
) -> None:
    addin.application.has_no_cell = in_front
    addin.run("IijInsertFunction", Control("IIJ_YOY"))
    assert [text for _, text, _, _ in addin.dialogs] == [
        "There is no active cell; select a cell of a worksheet first."
    ]


def test_functions_and_texts_need_no_workbook_in_front(addin: Excel) -> None:
    addin.application._this_workbook = addin.application.active_book
    addin.application.active_book = None
    addin.python.answer = lambda name: 0.25
    assert addin.call("IIJ_YOY", 1.0, 2.0) == 0.25
    assert addin.answer_of("IijGetLabel", Control("BuildRelease")) == "Build release"


# Members that Excel's Application has on a Mac as well; others would keep a module from compiling there.
ON_EACH = {"Calculation", "Caller", "International", "ScreenUpdating", "StatusBar"}


@pytest.mark.parametrize("name", [RELEASE, ADDIN])
def test_what_not_every_excel_has_is_named_through_an_object(packed: Path, name: str) -> None:
    ours = [
        text for at, text in sources(packed / name).items() if at not in ("xlwings.bas", "Dictionary.cls")
    ]
    assert set(re.findall(r"\bApplication\.(\w+)", "\n".join(ours))) <= ON_EACH
    assert "Declare " not in "\n".join(ours)
    assert "CreateObject" not in "\n".join(ours)


@pytest.mark.parametrize(
    ("report", "told"),
    [
        ("Traceback\r\n  File x\r\nModuleNotFoundError: No module named 'xl_addin'\r\n", "xl-addin install"),
        ("Traceback\r\n  File x\r\nKeyError: 'total'\r\n\r\n", "It did not work: KeyError: 'total'"),
        ("'python' is not recognized as a command,\r\nprogram or file.\r\n", "'python' is not recognized"),
    ],
)
def test_no_traceback_is_ever_shown(release: Excel, report: str, told: str) -> None:
    release.run("ShowError", report)
    ((_, text, _, _),) = release.dialogs
    assert told in text
    assert "Traceback" not in text


@pytest.mark.parametrize("language", [1033, JAPANESE], ids=["en", "ja"])
def test_the_function_wizard_gets_its_texts_when_the_addin_opens(packed: Path, language: int) -> None:
    excel = Excel(packed / ADDIN, language)
    book = excel.application.active_book
    book.saved = True
    excel.run("ThisWorkbook.Workbook_Open")
    options = excel.application.options
    assert [option["macro"] for option in options] == [f"'{ADDIN}'!{name}" for name in FUNCTIONS]
    for spec, option in zip(FUNCTIONS.values(), options, strict=True):
        japanese = language == JAPANESE
        assert option["description"] == (spec.help_ja if japanese else spec.help)
        assert option["arguments"] == [arg.help_ja if japanese else arg.help for arg in spec.args]
        assert option["category"] == "IIJ Release"
        assert max(map(len, (option["description"], *option["arguments"]))) <= 255
    assert book.shown_as_addin is True
    assert excel.application.screen_updating is True


def test_an_excel_that_takes_no_texts_still_has_the_addin(addin: Excel) -> None:
    addin.application.refuses_options = True
    addin.run("ThisWorkbook.Workbook_Open")
    assert addin.application.active_book.shown_as_addin is True
    assert addin.application.screen_updating is True
    assert not addin.dialogs


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_ribbon_inserts_a_function_with_its_arguments(addin: Excel, name: str) -> None:
    addin.application.activate_book(addin.add_workbook())
    addin.application._this_workbook = addin.workbooks()[0]
    addin.run(dict(BUTTONS)[name]["onAction"], Control(name))
    required = [arg.name for arg in FUNCTIONS[name].args if not arg.optional]
    assert addin.sheet().formula("A1") == f"={name}({', '.join(required)})"
    assert not addin.dialogs


def test_a_filled_cell_is_replaced_only_when_asked_for(addin: Excel) -> None:
    addin.application.activate_book(addin.add_workbook())
    addin.application._this_workbook = addin.workbooks()[0]
    addin.sheet().set_value("A1", 9851)
    addin.answer_dialogs(2)  # cancel
    addin.run("IijInsertFunction", Control("IIJ_YOY"))
    assert addin.sheet().value("A1") == 9851
    addin.answer_dialogs(1)
    addin.run("IijInsertFunction", Control("IIJ_YOY"))
    assert addin.sheet().formula("A1") == "=IIJ_YOY(current, year_ago)"
    assert [text for _, text, _, _ in addin.dialogs] == ["A1 is not empty. Replace what it holds?"] * 2


@pytest.mark.parametrize("language", [1033, JAPANESE], ids=["en", "ja"])
def test_everything_on_the_ribbon_has_its_label_and_tip(packed: Path, language: int) -> None:
    excel = Excel(packed / ADDIN, language)
    asked: Callable[[str, str], object] = lambda callback, name: excel.answer_of(callback, Control(name))  # noqa: E731
    for element in ElementTree.fromstring(ribbon()).iter():
        name = element.get("id", "")
        if callback := element.get("getLabel"):
            assert asked(callback, name) not in ("", f"{name}.label")
        if callback := element.get("getSupertip"):
            assert asked(callback, name) not in ("", f"{name}.tip")
    assert asked("IijGetLabel", "BuildRelease") == (
        "決算資料を作成" if language == JAPANESE else "Build release"
    )
    spec = FUNCTIONS["IIJ_YOY"]
    assert asked("IijGetFunctionTip", "IIJ_YOY") == (spec.help_ja if language == JAPANESE else spec.help)
