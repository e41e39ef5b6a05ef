"""The jobs behind the command, called as another host calls them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.unit.inputs.books import BASE, SMALLEST, book_of, saved
from xl_addin.errors import Severity, WorkbookError
from xl_addin.hosts import jobs
from xl_addin.release.expressions import Mode


def test_the_packaged_input_is_the_shipped_workbook() -> None:
    shipped = Path(__file__).parents[2] / "workbooks" / "iij_quarterly.xlsx"
    assert jobs.packaged_input().read_bytes() == shipped.read_bytes()


def test_figures_come_with_warnings_and_notes_and_none_of_them_an_error(tmp_path: Path) -> None:
    figures, issues = jobs.figures_of(saved(book_of(BASE), tmp_path), {"language": "ja"})
    assert figures.settings.language == "ja"
    assert all(issue.severity is not Severity.ERROR for issue in issues)


def test_figures_that_cannot_be_used_come_with_every_error(tmp_path: Path) -> None:
    path = saved(book_of(BASE, {"Figures!F2": "n/a", "Rates!D3": "0"}), tmp_path)
    with pytest.raises(WorkbookError) as refused:
        jobs.figures_of(path, {})
    assert [(issue.sheet, issue.cell) for issue in refused.value.issues] == [
        ("Figures", "F2"),
        ("Rates", "D3"),
    ]


def test_the_build_time_is_now_unless_it_is_fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    before = datetime.now(UTC)
    assert before <= jobs.build_time() <= datetime.now(UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1028782800")
    assert jobs.build_time() == datetime(2002, 8, 8, 5, 0, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    assert jobs.build_time() >= before


@pytest.mark.parametrize("text", ["now", "1e9", "1028782800.5", "9" * 30, "-" + "9" * 30])
def test_a_fixed_time_must_be_whole_seconds(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", text)
    with pytest.raises(WorkbookError, match=r"^SOURCE_DATE_EPOCH is '.*'; give whole seconds since 1970"):
        jobs.build_time()


@pytest.mark.parametrize("mode", Mode)
def test_a_build_with_lambdas_tells_once_that_protected_view_calculates_none(
    mode: Mode, tmp_path: Path
) -> None:
    source = saved(book_of(SMALLEST), tmp_path)
    alone = jobs.build(source, tmp_path / "release.xlsx", {}, mode)
    in_place = jobs.build_into(source, None, {}, mode)
    for built in (alone, in_place):
        told = [issue for issue in built.issues if "Protected View" in issue.message]
        assert [issue.severity for issue in told] == [Severity.NOTE] * (mode is Mode.LAMBDA)
        assert all("--formulas native or values" in issue.remedy for issue in told)


def test_a_build_tells_what_it_wrote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    built = jobs.build(saved(book_of(SMALLEST), tmp_path), None, {}, Mode.NATIVE)
    assert built.output == Path("release_1Q02.xlsx")
    assert built.output.exists()
    assert built.sheets[0] == "Highlights"
    assert built.sheets[-3:] == ("Settings", "Figures", "Rates")
    assert built.checks
    assert built.checks_failed == 0
    assert all(issue.severity is Severity.NOTE and issue.remedy for issue in built.issues)


def test_failed_checks_are_counted_and_do_not_keep_the_file_from_being_written(tmp_path: Path) -> None:
    # 70 and 31 foot against 100 within 1.5; 75 and 40 do not against 110, nor 80 and 38 against 120.
    edits = {"Figures!F4": "31", "Figures!G4": "40", "Figures!H4": "38", "Figures!K4": ""}
    path = saved(book_of(BASE, edits), tmp_path)
    built = jobs.build(path, tmp_path / "a.xlsx", {}, Mode.VALUES)
    failed = [(check.name, check.expected, check.actual) for check in built.checks if not check.passed]
    assert failed == [
        ("Total revenues: sum of components, 2Q01", 110, 115),
        ("Total revenues: sum of components, 3Q01", 120, 118),
    ]
    assert built.checks_failed == 2
    assert (tmp_path / "a.xlsx").exists()


def test_a_deck_can_be_checked_without_a_file(tmp_path: Path) -> None:
    figures, _ = jobs.figures_of(saved(book_of(BASE), tmp_path), {})
    deck = jobs.deck_of(figures)
    assert deck.checks_failed == 0
    assert [path.name for path in tmp_path.iterdir()] == ["input.xlsx"]
