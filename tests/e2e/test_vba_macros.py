"""The packed VBA runs: commands reach Python, wrappers carry values, and Excel is left as it was."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from pyopenvba.interpreter import VBAErrorValue

from tests.engines.vba import JAPANESE, OMITTED, Control, Excel, array
from xl_addin import FUNCTIONS, ExcelError, __version__
from xl_addin.hosts.excel_values import MARK
from xl_addin.hosts.vba.packing import ADDIN, RELEASE, pack, ribbon
from xl_addin.hosts.vba.sources import commands

COMMAND = "import xl_addin.hosts.excel; xl_addin.hosts.excel.{}('" + __version__ + "')"
UI = "{http://schemas.microsoft.com/office/2009/07/customui}"
BUTTONS = [
    (button.attrib["id"], button.attrib) for button in ElementTree.fromstring(ribbon()).iter(f"{UI}button")
]


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packed")
    pack(folder)
    return folder


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
    assert seen == [("Building the release workbook ...", False)]
    assert not release.dialogs


def test_a_japanese_excel_tells_it_in_japanese(packed: Path) -> None:
    excel = Excel(packed / RELEASE, JAPANESE)
    seen = []
    excel.python.during = lambda: seen.append(excel.application.status_bar)
    excel.run("CheckFigures")
    assert seen == ["数値を検証しています..."]


def _fail() -> None:
    from pyopenvba.interpreter._values import error  # noqa: PLC0415

    raise error(1004, "the disk is full")


@pytest.mark.parametrize("fails", [False, True], ids=["done", "failed"])
def test_excel_is_left_as_it_was_whatever_happens(release: Excel, fails: bool) -> None:
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
    assert application.active_book.active_sheet.name == "Figures"
    assert application.vba_get("Selection").vba_get("Address") == "$C$3:$D$5"
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


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_wrapper_hands_over_its_arguments_in_order(addin: Excel, name: str) -> None:
    spec = FUNCTIONS[name]
    given = [float(number) for number, _ in enumerate(spec.args)]
    addin.python.answer = lambda called: f"{called} answered"
    assert addin.call(name, *given) == f"{name} answered"
    assert addin.python.calls == [("xl_addin.hosts.excel", name, given)]


@pytest.mark.parametrize("name", [name for name, spec in FUNCTIONS.items() if spec.args[-1].optional])
def test_what_is_left_out_arrives_as_left_out(addin: Excel, name: str) -> None:
    required = [1.0 for arg in FUNCTIONS[name].args if not arg.optional]
    addin.call(name, *required)
    ((_, _, arguments),) = addin.python.calls
    assert arguments[: len(required)] == required
    assert all(argument is OMITTED for argument in arguments[len(required) :])
    assert len(arguments) == len(FUNCTIONS[name].args)


def test_a_range_arrives_as_its_values_with_blanks_and_errors(addin: Excel) -> None:
    addin.application.activate_book(addin.add_workbook())
    sheet = addin.sheet()
    sheet.set_value("A1", 9851)
    sheet.set_value("B2", "n/a")
    addin.cells("A2").vba_set("Value", VBAErrorValue(2042))
    addin.call("IIJ_YOY", addin.cells("A1:B2"), addin.cells("A1"), ExcelError.DIV0)
    ((_, _, arguments),) = addin.python.calls
    assert arguments == [[[9851, None], [ExcelError.NA, "n/a"]], 9851, ExcelError.DIV0]


def test_a_range_of_several_areas_is_a_wrong_value(addin: Excel) -> None:
    addin.call("IIJ_YOY", addin.cells("A1:A2,C1:C2"), 1.0)
    assert addin.python.calls[0][2][0] is ExcelError.VALUE


@pytest.mark.parametrize(("given", "arrives"), [([1.0, 2.0], [[1.0, 2.0]]), ([[1.0], [2.0]], [[1.0], [2.0]])])
def test_an_array_constant_arrives_as_rows(addin: Excel, given: list[Any], arrives: list[Any]) -> None:
    addin.call("IIJ_CONSENSUS", given)
    assert addin.python.calls[0][2] == [arrives]


def test_a_blank_argument_stays_blank(addin: Excel) -> None:
    addin.call("IIJ_YOY", None, 1.0, "text")
    assert addin.python.calls[0][2] == [None, 1.0, "text"]


# What CVErr has no number for.
NAMELESS = {ExcelError.BUSY, ExcelError.EXTERNAL, ExcelError.PYTHON}


@pytest.mark.parametrize("error", ExcelError)
def test_a_marked_text_becomes_the_error_it_names(addin: Excel, error: ExcelError) -> None:
    addin.python.answer = lambda name: MARK + error.value
    assert addin.call("IIJ_YOY", 1.0, 2.0) is (ExcelError.VALUE if error in NAMELESS else error)


@pytest.mark.parametrize(
    ("answer", "gives"),
    [
        (0.25, 0.25),
        ("n.m.", "n.m."),
        ("#N/A", "#N/A"),
        (True, True),
        ([1.0, f"{MARK}#NUM!"], [1.0, ExcelError.NUM]),
        ([[1.0, f"{MARK}#N/A"], [f"{MARK}#DIV/0!", "up"]], [[1.0, ExcelError.NA], [ExcelError.DIV0, "up"]]),
    ],
)
def test_results_arrive_in_cells_as_they_are(addin: Excel, answer: Any, gives: Any) -> None:
    addin.python.answer = lambda name: array(answer) if isinstance(answer, list) else answer
    assert addin.call("IIJ_YOY", 1.0, 2.0) == gives


def test_without_python_a_cell_shows_an_error_and_help_tells_why(addin: Excel) -> None:
    addin.python.answer = lambda name: _fail()
    assert addin.call("IIJ_YOY", 1.0, 2.0) is ExcelError.VALUE
    addin.run("IijShowHelp", Control("help"))
    assert addin.dialogs[0][1].startswith(f"IIJ Release {__version__}\n")
    assert re.search("IIJ_YOY: It did not work: .*the disk is full", addin.dialogs[0][1])


def test_calls_share_one_connection(addin: Excel) -> None:
    addin.python.answer = lambda name: 0.25
    assert [addin.call("IIJ_YOY", 1.0, 2.0) for _ in range(3)] == [0.25] * 3
    assert addin.python.connections == 1


def test_a_python_that_was_ended_is_started_again(addin: Excel) -> None:
    addin.call("IIJ_YOY", 1.0, 2.0)
    answers = [_fail, lambda: 0.25]
    addin.python.answer = lambda name: answers.pop(0)()
    assert addin.call("IIJ_YOY", 1.0, 2.0) == 0.25
    assert addin.python.connections == 2


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
        "決算資料を作成" if language == JAPANESE else "Build release workbook"
    )
    spec = FUNCTIONS["IIJ_YOY"]
    assert asked("IijGetFunctionTip", "IIJ_YOY") == (spec.help_ja if language == JAPANESE else spec.help)
