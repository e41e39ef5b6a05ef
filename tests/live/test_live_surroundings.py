"""The live writer in workbooks as people have them: filters, comments, copies, hidden sheets, AutoSave."""

from __future__ import annotations

import pytest

from tests.decks import SHIPPED
from tests.excel.application import AppImpl, BookImpl, as_book
from tests.live.test_live_safety import everything
from tests.live.test_live_writer import build, deck_of, differences, opened
from xl_addin.errors import WorkbookError
from xl_addin.release.spec import Page, SheetKind
from xl_addin.release.styles import Style
from xl_addin.writer.edits import CellEdit, DeckEdit, SheetEdit
from xl_addin.writer.live_plan import plan

VERY_HIDDEN = 2
CHART = "Charts.add()"  # after the cells of a sheet are written


@pytest.fixture(scope="module")
def deck() -> DeckEdit:
    return deck_of(SHIPPED)


@pytest.fixture
def built(deck: DeckEdit) -> tuple[AppImpl, BookImpl]:
    app, book = opened(SHIPPED)
    build(book, deck)
    return app, book


def refuse(book: BookImpl, refused: str) -> None:
    """Excel from now on refuses one kind of call."""
    book.calls.refuse(lambda number, kind: kind == refused)


def filtered(book: BookImpl, name: str) -> None:
    sheet = book.sheets(name)
    sheet._com.put(AutoFilterMode=True)
    sheet.hidden_rows |= {3, 4, 5}


def test_rows_that_a_filter_hid_are_seen_after_a_rebuild(
    built: tuple[AppImpl, BookImpl], deck: DeckEdit
) -> None:
    _, book = built
    filtered(book, "Checks")
    assert build(book, deck) == ()
    sheet = book.sheets("Checks")
    assert (sheet.hidden_rows, sheet._com._members["AutoFilterMode"]) == (set(), False)
    assert list(differences(book, deck)) == []


def test_filtered_rows_are_put_back_too(built: tuple[AppImpl, BookImpl], deck: DeckEdit) -> None:
    _, book = built
    before = {sheet._name: sheet.plain() for sheet in book.sheets_held}
    filtered(book, "Highlights")
    refuse(book, CHART)
    with pytest.raises(WorkbookError, match="the workbook is as it was before"):
        build(book, deck)
    assert {sheet._name: sheet.plain() for sheet in book.sheets_held} == before


def test_what_lies_upon_cells_is_not_doubled_when_they_are_put_back(
    built: tuple[AppImpl, BookImpl], deck: DeckEdit
) -> None:
    app, book = built
    before = everything(book)
    refuse(book, CHART)
    with pytest.raises(WorkbookError):
        build(book, deck)
    assert everything(book) == before
    assert app.api._members["CopyObjectsWithCells"] is True


def test_comments_and_charts_of_people_are_told_before_they_go(
    built: tuple[AppImpl, BookImpl], deck: DeckEdit
) -> None:
    _, book = built
    book.sheets("Checks")._com._members["Comments"].put(Count=3)
    highlights = book.sheets("Highlights")
    book.sheets("Outlook")._charts.append(book.sheets("Revenue JPY")._charts[0].copied_to(highlights))
    told = [(loss.sheet, loss.message) for loss in plan(as_book(book), deck).losses]
    assert told == [
        ("Checks", "lost with the rebuild: notes and comments (3)"),
        ("Outlook", "lost with the rebuild: charts that the release has not (1)"),
    ]


@pytest.mark.parametrize("name", ["Checks (2)", "Checks as sent out"])
def test_a_copy_that_somebody_keeps_is_left_alone(
    built: tuple[AppImpl, BookImpl], deck: DeckEdit, name: str
) -> None:
    _, book = built
    original = book.sheets("Checks")
    original.copy(None, original)
    copy = book.sheets("Checks (2)")
    copy.name = name
    before = copy.plain()
    planned = plan(as_book(book), deck)
    assert (planned.removed, planned.losses) == ((), ())
    build(book, deck)
    assert book.sheets(name).plain() == before
    assert list(differences(book, deck)) == []


def test_a_sheet_that_was_renamed_is_the_decks_still(built: tuple[AppImpl, BookImpl], deck: DeckEdit) -> None:
    _, book = built
    book.sheets("Checks").name = "Checks of August"
    planned = plan(as_book(book), deck)
    assert (planned.added, planned.removed) == (("Checks",), ("Checks of August",))
    assert {loss.sheet for loss in planned.losses} == {"Checks of August"}


def test_a_sheet_that_a_program_hides_at_the_end_is_no_obstacle(deck: DeckEdit) -> None:
    _, book = opened(SHIPPED)
    book.add("cache")._com.put(Visible=VERY_HIDDEN)
    assert build(book, deck) == ()
    assert book.sheet_names[-1] == "cache"
    assert build(book, deck) == ()
    assert list(differences(book, deck)) == []


def test_a_sheet_of_the_deck_that_a_program_hides_is_named(
    built: tuple[AppImpl, BookImpl], deck: DeckEdit
) -> None:
    _, book = built
    book.sheets("Checks")._com.put(Visible=VERY_HIDDEN)
    before = everything(book)
    with pytest.raises(WorkbookError, match="a program has hidden the sheet") as refused:
        plan(as_book(book), deck)
    assert refused.value.issues[0].sheet == "Checks"
    assert everything(book) == before


def test_a_workbook_that_is_shared_in_the_old_way_is_named(deck: DeckEdit) -> None:
    _, book = opened(SHIPPED)
    book._com.put(MultiUserEditing=True)
    with pytest.raises(WorkbookError, match="shared in the old way"):
        plan(as_book(book), deck)


@pytest.mark.parametrize("fails", [False, True])
def test_what_is_half_built_is_not_saved(deck: DeckEdit, *, fails: bool) -> None:
    app, book = opened(SHIPPED)
    book._com.put(AutoSaveOn=True)
    if fails:
        refuse(book, CHART)
        with pytest.raises(WorkbookError):
            build(book, deck)
    else:
        build(book, deck)
    switched = [(kind, detail) for kind, detail in app.calls.made if "AutoSaveOn =" in kind]
    assert switched == [("Workbook.AutoSaveOn =", False), ("Workbook.AutoSaveOn =", True)]
    first = next(at for at, (kind, _) in enumerate(app.calls.made) if kind == "Sheets.add()")
    assert app.calls.made.index(switched[0]) < first


def test_pages_are_set_without_a_printer_too(deck: DeckEdit) -> None:
    _, book = opened(SHIPPED)
    refuse(book, "Application.PrintCommunication =")
    assert build(book, deck) == ()
    assert list(differences(book, deck)) == []


def test_a_printer_without_the_paper_loses_the_paper_alone(deck: DeckEdit) -> None:
    _, book = opened(SHIPPED)
    refuse(book, "PageSetup.PaperSize =")
    (note,) = build(book, deck)
    assert "the size of paper" in note.message
    page = book.sheets("Highlights")._com._members["PageSetup"]._members
    assert (page["PaperSize"], page["FitToPagesWide"], page["LeftMargin"]) == (1, 1, 36.0)


def text_of(*stretches: tuple[int, int, str]) -> DeckEdit:
    """A deck of one text, parts of which are coloured."""
    style = Style(size=10, color="222222", valign="vcenter")
    text = CellEdit(1, 1, None, "Revenues were JPY9.9B", style, "General", stretches=stretches)
    sheet = SheetEdit(
        "Release text", SheetKind.TIEOUT, (text,), widths={}, heights={}, merged=(), charts=(), page=Page(),
        freeze=None, gridlines=False, filtered=None, notes={}, choices={}, links={}, flagged=(), tab_color="",
    )  # fmt: skip
    return DeckEdit((sheet,), {}, "en", "", "")


def test_colours_inside_a_text_outlive_those_of_its_cell() -> None:
    _, book = opened(SHIPPED)
    assert build(book, text_of((14, 21, "1B6B3A"))) == ()
    look = book.sheets("Release text").looks[1, 1]
    assert (look["font color"], look["font color 14-21"]) == ("#222222", (0x1B, 0x6B, 0x3A))
    assert look["font bold 14-21"] is True


def test_colours_inside_a_text_that_excel_refuses_are_a_note() -> None:
    _, book = opened(SHIPPED)
    book.calls.refuse(lambda number, kind: kind == "Characters.font")
    (note,) = build(book, text_of((14, 21, "1B6B3A")))
    assert "the colours of numbers in texts (Release text)" in note.message
    assert book.sheets("Release text").values[1, 1] == "Revenues were JPY9.9B"
