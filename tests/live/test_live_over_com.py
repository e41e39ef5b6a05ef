"""The deck built into an open workbook by xlwings' own code for Windows, as far as Excel's COM objects.

What these hold then is the same as in a file, twice the same, and all of it or nothing.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.live.live_books import Opened, deck_in, in_file, only, opened, saved_variant
from tests.recording_excel import (
    Area,
    Book,
    DefinedName,
    Formula,
    Sheet,
    book_of,
    compare,
    differences,
    snapshot,
)
from tests.recording_excel.model import Chart, Series
from xl_addin.errors import ExcelError, WorkbookError
from xl_addin.release.expressions import Mode
from xl_addin.release.spec import Page, SheetKind
from xl_addin.release.styles import Style
from xl_addin.writer.edits import CellEdit, DeckEdit, SheetEdit
from xl_addin.writer.ownership import OLD_OWNER_NAMES, OWNER_NAME

BUILDS = [
    ("", "en"),
    ("", "ja"),
    ("no lines of revenues", "en"),
    ("no depreciation", "ja"),
    ("bandwidth alone", "en"),
    ("one quarter", "en"),
    ("forty quarters", "en"),
    ("losses everywhere", "ja"),
    ("years without quarters", "en"),
    ("thousands of yen", "ja"),
    ("odd names", "en"),
    ("long names", "ja"),
]
SMALL = ("Systems integration", "Outlook")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("books")


@pytest.fixture(scope="module")
def shipped(folder: Path) -> Path:
    return saved_variant("", folder)


@pytest.fixture(scope="module")
def deck(shipped: Path) -> DeckEdit:
    return deck_in(shipped)


@pytest.fixture(scope="module")
def japanese(shipped: Path) -> DeckEdit:
    """Another deck under the same names of sheets."""
    return deck_in(shipped, language="ja")


def of_deck(deck: DeckEdit) -> list[str]:
    return [sheet.name for sheet in deck.sheets if sheet.owned]


def unlike(live: Book, file: Book, deck: DeckEdit) -> list[str]:
    """The differences of the deck's sheets."""
    assert [sheet.name for sheet in live.sheets][-len(of_deck(deck)) :] == of_deck(deck)
    return [line for name in of_deck(deck) for line in compare(live.sheet(name), file.sheet(name))]


@pytest.mark.parametrize(("variant", "language"), BUILDS, ids=lambda text: text or "shipped")
def test_the_open_workbook_gets_what_the_file_gets(variant: str, language: str, tmp_path: Path) -> None:
    path = saved_variant(variant, tmp_path)
    deck = deck_in(path, language=language)
    excel = opened(book_of(path))
    assert excel.build(deck) == ()
    assert unlike(excel.held, in_file(path, deck), deck) == []


def test_values_alone_are_written_as_well(shipped: Path) -> None:
    deck = deck_in(shipped, Mode.VALUES)
    excel = opened(book_of(shipped))
    excel.build(deck)
    assert unlike(excel.held, in_file(shipped, deck), deck) == []


def test_excel_before_2021_gets_the_same_through_formula(shipped: Path, deck: DeckEdit) -> None:
    excel = opened(book_of(shipped), is_old=True)
    assert excel.build(deck) == ()
    assert "set Range.Formula2" not in excel.app.calls.count()
    assert unlike(excel.held, in_file(shipped, deck), deck) == []


def test_dates_are_counted_from_1904_where_the_workbook_does(shipped: Path, tmp_path: Path) -> None:
    book = load_workbook(shipped)
    book.epoch = CALENDAR_MAC_1904
    path = tmp_path / "from_1904.xlsx"
    book.save(path)
    deck = deck_in(path)
    excel = opened(book_of(path))
    assert excel.held.from_1904
    excel.build(deck)
    assert unlike(excel.held, in_file(path, deck), deck) == []


def test_cells_of_every_kind_are_written_as_in_a_file(shipped: Path) -> None:
    plain = Style(size=10, color="222222", valign="vcenter")
    dated = replace(plain, number="date", align="left")
    ruled = replace(plain, fill="EEF3F9", top="hair", bottom="medium", rule="1F3864")
    short = ("=1+1", "+18.2%", "1/2", "'quoted", "TRUE", "1Q02", "(464)", "@here", "#N/A", " 12", "-")
    texts = (*short, "x" * 9_000)
    cells = [
        *(CellEdit(row, 2, None, text, plain, "General") for row, text in enumerate(texts, 1)),
        CellEdit(1, 3, None, True, plain, "General"),
        CellEdit(2, 3, None, ExcelError.NA, plain, "General"),
        CellEdit(3, 3, None, 37482, dated, "d mmm yyyy"),
        CellEdit(4, 3, None, 2**40, plain, "#,##0"),
        CellEdit(5, 3, None, 0.1 + 0.2, plain, "General"),
        CellEdit(6, 3, '=_xlfn.IFNA(B1,"_xlfn.IFNA")', "", plain, "General"),
        CellEdit(7, 3, None, "ties to 9,851 of 2Q02", plain, "General", stretches=((8, 13, "1B6B3A"),)),
        CellEdit(8, 3, None, None, ruled, "General"),
        CellEdit(9, 3, None, "in", replace(plain, align="left", indent=2, wrap=True, italic=True), "General"),
    ]
    sheet = SheetEdit(
        "Odds & ends", SheetKind.DECK, tuple(cells), {2: 30.0, 3: 4.5}, {1: 40.0}, ((10, 2, 11, 3),), (),
        Page(landscape=True, one_page=False, last=(11, 3), repeat_rows=(1, 2), header="&L&8 A && B&R&P"),
        (2, 3), True, None, {}, {}, {}, (), "C8401E",
    )  # fmt: skip
    deck = DeckEdit((sheet,), {}, "en", "odd", "odd")
    excel = opened(book_of(shipped))
    assert excel.build(deck) == ()
    assert unlike(excel.held, in_file(shipped, deck), deck) == []
    assert excel.held.sheet("Odds & ends").contents[1, 2] == "=1+1"


# Built again.


def with_a_users_things(held: Book) -> Book:
    """A sheet of the user's that points at the deck, names, a chart, a hidden sheet, a selection."""
    mine = Sheet(held, "Mine")
    held.sheets.insert(0, mine)
    mine.contents.update({(1, 1): "note", (2, 1): Formula("='Outlook'!B2&'Systems integration'!D5")})
    mine.selection = Area(3, 2, 5, 4)
    mine.charts.append(
        Chart("Chart 1", 10, 10, 200, 100, [Series("=Mine!$A$1", "='Systems integration'!$D$5:$H$5")])
    )
    mine.charts_made = 1
    hidden = Sheet(held, "Hidden", visible=0)
    held.sheets.insert(2, hidden)
    held.names += [DefinedName("guided", "='Outlook'!$B$2"), DefinedName("own", "=1", mine)]
    held.active = mine
    return held


@pytest.fixture(scope="module")
def built(shipped: Path, japanese: DeckEdit) -> Book:
    """A workbook with an earlier deck, one sheet of which is no longer part of it, and a user's things."""
    held = with_a_users_things(book_of(shipped))
    excel = opened(held)
    assert excel.build(only(japanese, *SMALL, "IP service")) == ()
    excel.held.active = excel.held.sheet("Mine")
    return excel.held


@pytest.fixture(scope="module")
def small(deck: DeckEdit) -> DeckEdit:
    return only(deck, *SMALL)


def theirs(held: Book, deck: DeckEdit) -> dict[str, object]:
    """What is not the deck's: paths that do not begin with one of its sheets."""
    own = (*of_deck(deck), "IP service", "active sheet", "sheets")
    found = snapshot(held).items()
    return {path: value for path, value in found if not path.startswith(own) and OWNER_NAME not in path}


def test_building_twice_changes_nothing(shipped: Path, deck: DeckEdit) -> None:
    excel = opened(with_a_users_things(book_of(shipped)))
    excel.build(deck)
    before = snapshot(excel.held)
    assert excel.plan(deck).losses == ()
    assert excel.build(deck) == ()
    assert differences(before, snapshot(excel.held)) == []


def test_another_deck_is_built_as_if_there_had_been_none(built: Book, small: DeckEdit, shipped: Path) -> None:
    excel = opened(built)
    planned = excel.plan(small)
    assert (planned.added, planned.replaced, planned.removed) == ((), SMALL, ("IP service",))
    assert excel.build(small) == ()
    assert unlike(excel.held, in_file(shipped, small), small) == []


def test_a_users_sheets_names_charts_and_selection_stay(built: Book, small: DeckEdit) -> None:
    excel = opened(built)
    before = theirs(excel.held, small)
    excel.build(small)
    assert differences(before, theirs(excel.held, small)) == []
    assert excel.held.sheet("Mine").contents[2, 1] == Formula("='Outlook'!B2&'Systems integration'!D5")


def marked_as_before(built: Book) -> Opened:
    """The built workbook with the hidden names as they were called once."""
    excel = opened(built)
    for name in excel.held.names:
        if name.text == OWNER_NAME:
            name.text = OLD_OWNER_NAMES[0]
    return excel


def marks(held: Book) -> set[str]:
    return {name.text for name in held.names if "addin" in name.text}


def test_no_name_begins_like_those_that_office_keeps_for_itself(built: Book) -> None:
    assert marks(built) == {OWNER_NAME}
    assert not [name for name in built.names if name.text.casefold().startswith("_xl")]


def test_sheets_marked_under_an_older_name_are_known_and_marked_anew(
    shipped: Path, built: Book, small: DeckEdit
) -> None:
    excel = marked_as_before(built)
    planned = excel.plan(small)
    assert (planned.added, planned.replaced, planned.removed) == ((), SMALL, ("IP service",))
    assert excel.build(small) == ()
    assert marks(excel.held) == {OWNER_NAME}
    assert unlike(excel.held, in_file(shipped, small), small) == []


def test_where_excel_refuses_the_older_name_is_put_back(built: Book, small: DeckEdit) -> None:
    excel = marked_as_before(built)
    before = as_before(excel.held)
    points = of_each_kind(marked_as_before(built), small)
    excel.app.calls.fail_at(next(number for kind, number in points.items() if "NewSeries" in kind))
    with pytest.raises(WorkbookError, match="as it was before"):
        excel.build(small)
    assert differences(before, as_before(excel.held)) == []
    assert marks(excel.held) == {OLD_OWNER_NAMES[0]}


def test_what_points_at_a_sheet_that_goes_points_nowhere(built: Book, small: DeckEdit) -> None:
    excel = opened(built)
    excel.held.sheet("Mine").contents[9, 1] = Formula("='IP service'!B2")
    excel.build(small)
    assert excel.held.sheet("Mine").contents[9, 1] == Formula("=#REF!B2")


def test_a_sheet_of_somebodys_under_a_name_of_the_decks_is_not_touched(
    shipped: Path, small: DeckEdit
) -> None:
    held = book_of(shipped)
    held.add("OUTLOOK").contents[1, 1] = "mine"
    excel = opened(held)
    before = snapshot(excel.held)
    with pytest.raises(WorkbookError, match="that the add-in did not write"):
        excel.build(small)
    assert differences(before, snapshot(excel.held)) == []


@pytest.mark.parametrize("what", ["sheet", "structure"])
def test_a_protected_workbook_is_said_to_be_and_not_touched(what: str, built: Book, small: DeckEdit) -> None:
    excel = opened(built)
    if what == "sheet":
        excel.held.sheet("Outlook").is_protected = True
    else:
        excel.held.is_fixed = True
    before = snapshot(excel.held)
    with pytest.raises(WorkbookError, match=f"{what} is protected"):
        excel.build(small)
    assert differences(before, snapshot(excel.held)) == []
    assert excel.app.calls.writes == []


def test_what_somebody_typed_on_a_sheet_is_named_before_it_goes(built: Book, small: DeckEdit) -> None:
    excel = opened(built)
    excel.held.sheet("Outlook").contents[40, 2] = "call the auditor"
    (loss,) = excel.plan(small).losses
    assert (loss.sheet, loss.cell) == ("Outlook", "B40")
    assert "call the auditor" in loss.message


def test_a_plan_changes_nothing(built: Book, small: DeckEdit) -> None:
    excel = opened(built)
    before = snapshot(excel.held)
    excel.plan(small)
    assert differences(before, snapshot(excel.held)) == []
    assert excel.app.calls.writes == []


# Calls.


def test_a_deck_of_forty_quarters_takes_little_more_calls_than_one_of_six(
    shipped: Path, deck: DeckEdit, tmp_path: Path
) -> None:
    long = saved_variant("forty quarters", tmp_path)
    counts = []
    for path, edits in ((shipped, deck), (long, deck_in(long))):
        excel = opened(book_of(path))
        excel.build(edits)
        counts.append(len(excel.app.calls.all))
    assert counts[1] <= 1.5 * counts[0]


def test_contents_of_a_sheet_are_one_call(shipped: Path, deck: DeckEdit) -> None:
    excel = opened(book_of(shipped))
    excel.build(deck)
    assert excel.app.calls.count()["set Range.Formula2"] == len(of_deck(deck))
    assert excel.app.calls.count()["set Range.Value"] == 0


# Failures.


@pytest.fixture(scope="module", params=["first build", "rebuild"])
def before(request: pytest.FixtureRequest, built: Book) -> Book:
    """A workbook without its input sheets, which no call touches; with an earlier deck or without one."""
    held = built.twin()
    kept = ("Mine", "Hidden", *((*SMALL, "IP service") if request.param == "rebuild" else ()))
    held.sheets = [sheet for sheet in held.sheets if sheet.name in kept]
    held.names = [name for name in held.names if name.sheet is None or name.sheet in held.sheets]
    if request.param == "first build":
        held.names, held.sheet("Mine").charts = [], []
        held.sheet("Mine").contents.clear()
    return held


def of_each_kind(excel: Opened, deck: DeckEdit) -> dict[str, int]:
    """The number of a call of each kind that a build makes: the one in the middle."""
    planned = excel.plan(deck)
    excel.app.calls.clear()
    excel.build_planned(deck, planned)
    kinds: dict[str, list[int]] = {}
    for number, call in enumerate(excel.app.calls.all, 1):
        kinds.setdefault(call.kind, []).append(number)
    return {kind: numbers[len(numbers) // 2] for kind, numbers in kinds.items()}


def as_before(held: Book) -> dict[str, object]:
    """All but the sheet in front, which the button puts back."""
    return {path: value for path, value in snapshot(held).items() if path != "active sheet"}


def test_a_call_that_fails_leaves_the_workbook_as_it_was_or_is_told(before: Book, small: DeckEdit) -> None:
    excel = opened(before)
    points = of_each_kind(excel, small)
    assert len(points) > 100
    done = as_before(excel.held)
    faults = [after_a_failure(before, small, kind, number, done) for kind, number in points.items()]
    assert [fault for fault in faults if fault] == []


def after_a_failure(held: Book, deck: DeckEdit, kind: str, number: int, done: dict[str, object]) -> str:
    """What is wrong when a call fails: nothing, where all is as before or what is missing is told."""
    excel = opened(held)
    planned = excel.plan(deck)
    before, where = as_before(excel.held), f"{kind} as call {number}"
    excel.app.calls.clear()
    excel.app.calls.fail_at(number)
    try:
        issues = excel.build_planned(deck, planned)
    except WorkbookError as error:
        left = differences(before, as_before(excel.held))
        if len(error.issues) != 1 or "as it was before" not in error.issues[0].remedy:
            return f"{where}: {error}"
        return f"{where}: {left[0]}" if left else ""
    missing = differences(done, as_before(excel.held))
    return f"{where}, nothing said: {missing[0]}" if missing and not issues else ""


def test_an_excel_that_answers_no_longer_is_one_message(before: Book, small: DeckEdit) -> None:
    points = of_each_kind(opened(before), small)
    for number in points.values():
        excel = opened(before)
        planned = excel.plan(small)
        excel.app.calls.clear()
        excel.app.calls.fail_at(number, lasting=True)
        with suppress(WorkbookError):  # and no other error
            assert excel.build_planned(small, planned)
