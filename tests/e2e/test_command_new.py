"""xl-addin new: an empty input workbook, what it offers, and how it becomes a release."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from tests.e2e.command import ROOT, contents, typed
from tests.engines.audit import audit_errors
from tests.engines.libreoffice import LibreOffice, require
from xl_addin.domain.items import LINE_ITEMS
from xl_addin.domain.units import CURRENCIES
from xl_addin.inputs.guide import COLUMNS
from xl_addin.inputs.headings import FIGURES, SHEETS, SheetKind, canonical_heading

QUARTERS = ["3Q24", "4Q24", "1Q25", "2Q25", "3Q25", "4Q25", "1Q26", "2Q26"]
NAMES = [
    "Settings",
    "Figures",
    "Rates",
    "Guidance",
    "Consensus",
    "Commentary",
    "Sources",
    "Restated",
    "Lists",
]
HEADINGS, FIRST = 5, 6
BLUE = "FF0033AA"
STARTS: Mapping[str, tuple[str, ...]] = {
    "yen, English": ("--quarter", "2Q26"),
    "euro, Japanese": (
        *("--quarter", "2Q26", "--currency", "EUR", "--presentation", "USD"),
        *("--unit", "thousand", "--language", "ja"),
    ),
}


@pytest.fixture(scope="module", params=STARTS)
def path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("new"), *STARTS[request.param])


@pytest.fixture(scope="module")
def book(path: Path) -> Workbook:
    return load_workbook(path)


@pytest.fixture(scope="module")
def yen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("yen"), *STARTS["yen, English"])


def written(folder: Path, *options: str) -> Path:
    file = folder / "figures.xlsx"
    done = typed("new", str(file), *options)
    assert (done.status, done.err) == (0, "")
    return file


def headings(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for cell in sheet[HEADINGS] if cell.value is not None]


def column(sheet: Worksheet, name: str) -> int:
    kind = next(kind for kind in SHEETS if kind.name == sheet.title)
    return next(
        at
        for at, text in enumerate(headings(sheet), 1)
        if text == name or canonical_heading(text, kind) == name
    )


def rule_at(sheet: Worksheet, row: int, at: int) -> DataValidation | None:
    cell = sheet.cell(row, at).coordinate
    return next((rule for rule in sheet.data_validations.dataValidation if cell in rule.sqref), None)


def words(book: Workbook, rule: DataValidation | None) -> list[Any]:
    """What a list offers, its range looked up."""
    assert rule is not None
    assert rule.type == "list"
    text = str(rule.formula1)
    if text.startswith('"'):
        return text.strip('"').split(",")
    name, _, area = text.rpartition("!")
    return [cell.value for row in book[name][area.replace("$", "")] for cell in row]


def value_of(book: Workbook, key: str) -> tuple[int, Any]:
    """The row of a setting and its value."""
    sheet = book["Settings"]
    row = next(row for row in range(FIRST, sheet.max_row + 1) if sheet.cell(row, 1).value == key)
    return row, sheet.cell(row, 2).value


def filled(path: Path, target: Path) -> Path:
    """The least that an accountant types: the name, the top line, the rate."""
    book = load_workbook(path)
    book["Settings"].cell(value_of(book, "company")[0], 2).value = "Example plc"
    figures = book["Figures"]
    for number, quarter in enumerate(QUARTERS):
        figures.cell(FIRST, column(figures, quarter)).value = 1000 + 10 * number
    book["Rates"].cell(FIRST, column(book["Rates"], "rate")).value = 150.5
    book.save(target)
    return target


def test_it_has_every_input_sheet_with_every_column(book: Workbook) -> None:
    assert book.sheetnames == NAMES
    for kind in SHEETS:
        found = [canonical_heading(text, kind) or text for text in headings(book[kind.name])]
        own = QUARTERS if kind is FIGURES else []
        assert found[: len(kind.columns) + len(own)] == [*kind.columns, *own]


@pytest.mark.parametrize("kind", SHEETS, ids=lambda kind: kind.name)
def test_every_heading_has_its_note_in_the_language_asked(kind: SheetKind, book: Workbook) -> None:
    sheet, japanese = book[kind.name], value_of(book, "language")[1] == "ja"
    for at, name in enumerate(kind.columns, 1):
        note, guide = sheet.cell(HEADINGS, at).comment, COLUMNS[kind.name, name]
        assert note is not None
        assert note.text == (guide.note_ja if japanese else guide.note)
        assert sheet.cell(HEADINGS, at).font.b


def test_lines_above_the_headings_say_how_to_begin(book: Workbook) -> None:
    for name in NAMES:
        assert str(book[name]["A1"].value).startswith(name)
        assert book[name]["A2"].value
        assert book[name].cell(HEADINGS - 1, 1).value is None


def test_closed_lists_warn_of_other_words_and_open_ones_do_not(book: Workbook) -> None:
    cells = [
        ("Rates", "basis", ["period_end", "average"], True),
        ("Guidance", "qualifier", ["range", "at_least", "about", "break_even"], True),
        ("Sources", "status", ["published", "derived", "estimate", "illustrative"], True),
        ("Figures", "item", list(LINE_ITEMS), False),
        ("Sources", "period", QUARTERS, False),
    ]
    for name, heading, expected, closed in cells:
        sheet = book[name]
        for row in (FIRST, FIRST + 25):
            rule = rule_at(sheet, row, column(sheet, heading))
            assert words(book, rule) == expected
            assert rule is not None
            assert bool(rule.showErrorMessage) is closed


def test_settings_offer_what_they_can_be(book: Workbook) -> None:
    for key, expected in (
        ("fx_mode", ["convenience", "period_end", "average"]),
        ("rounding", ["half_up", "truncate"]),
        ("language", ["en", "ja"]),
        ("presentation_currency", ["none", *CURRENCIES]),
        ("release_quarter", QUARTERS),
        ("first_month", [str(month) for month in range(1, 13)]),
    ):
        row, value = value_of(book, key)
        found = words(book, rule_at(book["Settings"], row, 2))
        assert found == expected
        assert value is None or str(value) in found


def test_units_begin_with_those_of_the_workbook_and_know_every_currency(book: Workbook) -> None:
    row, unit = value_of(book, "unit")
    code, scale = str(unit).split(" ")
    found = words(book, rule_at(book["Settings"], row, 2))
    assert found[:5] == [
        code,
        f"{code} thousand",
        f"{code} million",
        f"{code} 100 million",
        f"{code} billion",
    ]
    assert {f"{other} {scale}" for other in CURRENCIES} <= set(found)
    figures = book["Figures"]
    of_items = words(book, rule_at(figures, FIRST, column(figures, "unit")))
    assert of_items == ["%", f"{code} per share", *found]


def test_totals_and_guidance_offer_the_company_s_own_items(book: Workbook) -> None:
    for name, heading in (("Figures", "total_of"), ("Guidance", "item"), ("Restated", "item")):
        sheet = book[name]
        found = words(book, rule_at(sheet, FIRST, column(sheet, heading)))
        assert found[:3] == ["total_revenues", "cost_of_sales", "gross_profit"]
        assert found[-30:] == [None] * 30  # for rows to come


def test_figures_are_blank_blue_and_lined_up_under_their_quarters(book: Workbook) -> None:
    sheet = book["Figures"]
    for row in (FIRST, FIRST + 3, sheet.max_row):
        for quarter in QUARTERS:
            cell = sheet.cell(row, column(sheet, quarter))
            assert cell.value is None
            assert cell.font.color.rgb == BLUE
    assert sheet.freeze_panes == "B6"
    assert str(sheet.auto_filter.ref).startswith("A5:")
    assert [sheet.cell(FIRST, at).value for at in (1, 2, 3)] == [
        "total_revenues",
        "Total revenues",
        "売上高合計",
    ]


def test_days_that_will_be_typed_look_like_days(book: Workbook) -> None:
    rates, row = book["Rates"], value_of(book, "release_date")[0]
    for cell in (rates.cell(FIRST + 1, column(rates, "date")), book["Settings"].cell(row, 2)):
        assert cell.value is None
        assert cell.is_date


def test_the_file_is_what_the_schemas_ask_for(path: Path) -> None:
    assert audit_errors(path) == []


def test_the_same_day_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1786000000")
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one, other = written(tmp_path / "a"), written(tmp_path / "b")
    assert one.read_bytes() == other.read_bytes()
    # 6 August 2026
    assert value_of(load_workbook(one), "release_quarter")[1] == "1Q26"


def test_check_says_what_is_still_to_be_filled_in(yen: Path) -> None:
    done = typed("check", str(yen))
    assert (done.status, done.out) == (2, "")
    figures = load_workbook(yen)["Figures"]
    cell = figures.cell(FIRST, column(figures, "2Q26")).coordinate
    assert done.problems == [
        f"{yen}: Settings!B6: company is blank; fill in company",
        f"{yen}: Figures!{cell}: total_revenues of the release quarter 2Q26 is blank; fill it in",
        f"{yen}: Rates!D6: rate is blank; fill in rate, or clear the whole row",
    ]


def test_the_command_says_the_same_and_for_which_quarter_it_is(tmp_path: Path) -> None:
    file = tmp_path / "figures.xlsx"
    done = typed("new", str(file), "--quarter", "2Q26", "--company", "Example plc")
    assert done.out.splitlines() == [
        f"{file}: {', '.join(NAMES)}",
        "JPY million; 3Q24 to 2Q26, which ended on 2026-09-30",
        "To be filled in:",
        *(f"  {line}" for line in typed("check", str(file)).problems),
    ]
    assert len(done.out.splitlines()) == 5


def test_json_lists_what_is_to_be_filled_in(tmp_path: Path) -> None:
    file = tmp_path / "figures.xlsx"
    found = typed("new", str(file), "--quarter", "2Q26", "--json").json
    assert (found["output"], found["sheets"]) == (str(file), NAMES)
    assert next((one["sheet"], one["cell"]) for one in found["todo"]) == ("Settings", "B6")
    assert set(found["todo"][0]) >= {"sheet", "cell", "message", "remedy"}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_with_the_least_filled_in_it_checks_and_builds(language: str, tmp_path: Path) -> None:
    new = written(tmp_path, "--quarter", "2Q26", "--language", language)
    figures = filled(new, tmp_path / "filled.xlsx")
    checked = typed("check", str(figures))
    assert checked.status == 0
    assert not [line for line in checked.problems if not line.startswith("note: sheet ")]
    deck = tmp_path / "deck.xlsx"
    assert typed("build", str(figures), "--out", str(deck)).status == 0
    assert audit_errors(deck) == []
    texts = [str(cell.value) for row in load_workbook(deck, data_only=True)["Highlights"] for cell in row]
    assert any("3.9%" in text for text in texts)  # 1,070 over 1,030
    assert typed("build", str(figures), "--in-place").status == 0
    assert load_workbook(figures).sheetnames[: len(NAMES)] == NAMES
    assert words(load_workbook(figures), rule_at(load_workbook(figures)["Figures"], FIRST, 1)) == list(
        LINE_ITEMS
    )


def test_more_sheets_may_be_filled_in_with_what_their_lists_offer(yen: Path, tmp_path: Path) -> None:
    book = load_workbook(filled(yen, tmp_path / "filled.xlsx"))
    rows: Mapping[str, Mapping[str, Any]] = {
        "Guidance": {"period": "3Q26", "item": "total_revenues", "low": 1080, "qualifier": "at_least"},
        "Consensus": {"period": "FY2026", "item": "total_revenues", "contributor": "mean", "value": 4300},
        "Commentary": {"period": "2Q26", "sheet": "Highlights", "text": "Revenues rose.", "order": 1},
        "Sources": {"item": "total_revenues", "period": "1Q26", "status": "estimate"},
        "Restated": {"item": "total_revenues", "period": "1Q26", "as_reported": 1059},
    }
    for name, cells in rows.items():
        for heading, value in cells.items():
            book[name].cell(FIRST, column(book[name], heading)).value = value
    book.save(tmp_path / "more.xlsx")
    done = typed("check", str(tmp_path / "more.xlsx"))
    assert done.status == 0
    assert not [line for line in done.problems if not line.startswith("note: sheet ")]


def test_libreoffice_opens_it_and_keeps_lists_and_notes(path: Path, tmp_path: Path) -> None:
    require()
    with LibreOffice() as office, office.open(path) as document:
        assert list(document.sheets) == NAMES
        assert document.value("Figures", "A6") == "total_revenues"
        document.save(tmp_path / "saved.xlsx")
    book = load_workbook(tmp_path / "saved.xlsx")
    assert words(book, rule_at(book["Figures"], FIRST, 1)) == list(LINE_ITEMS)
    assert words(book, rule_at(book["Rates"], FIRST, 3)) == ["period_end", "average"]
    assert book["Figures"].cell(HEADINGS, 1).comment is not None


def test_every_option_is_documented() -> None:
    told = (ROOT / "docs" / "input_workbook.md").read_text(encoding="utf-8")
    options = set(re.findall(r"--[a-z-]+", typed("new", "--help").out)) - {"--help", "--json"}
    assert len(options) == 9
    assert {option for option in options if f"`{option}`" in told} == options


def existing(folder: Path) -> Iterator[tuple[str, Path, str]]:
    """Files that must not be touched, and places where no file can be."""
    (folder / "mine.xlsx").write_bytes(b"mine")
    yield "a file", folder / "mine.xlsx", "it exists already; nothing was replaced; name another"
    (folder / "dangling.xlsx").symlink_to(folder / "gone.xlsx")
    yield "a link", folder / "dangling.xlsx", "it exists already"
    (folder / "folder.xlsx").mkdir()
    yield "a folder", folder / "folder.xlsx", "it is a folder"
    yield (
        "no workbook",
        folder / "figures.xls",
        "what is built is an .xlsx file; name a file that ends in .xlsx",
    )
    yield "no folder", folder / "none" / "figures.xlsx", "there is no folder"


def test_nothing_is_replaced_and_no_other_place_written_to(tmp_path: Path) -> None:
    for what, target, message in existing(tmp_path):
        before = contents(tmp_path)
        done = typed("new", str(target))
        assert (done.status, done.out) == (2, ""), what
        assert message in done.err
        assert len(done.problems) == 1
        assert contents(tmp_path) == before


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--currency", "XXX"), "there is no currency 'XXX'; use one of: JPY, USD, EUR"),
        (("--unit", "dozen"), "there is no unit 'dozen'"),
        (("--first-month", "13"), "there is no first month '13'"),
        (("--first-month", "April"), "Input should be a valid integer"),
        (("--quarters", "0"), "0 quarters; give 1 to 40"),
        (("--quarter", "FY2026"), "FY2026 is no quarter; give the quarter that is released"),
        (("--named", "middle"), "use one of: start, end"),
    ],
)
def test_options_that_cannot_be_are_refused_with_what_can(
    options: tuple[str, ...], message: str, tmp_path: Path
) -> None:
    done = typed("new", str(tmp_path / "figures.xlsx"), *options)
    assert done.status == 2
    assert message in done.err
    assert contents(tmp_path) == {}
