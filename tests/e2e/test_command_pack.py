"""xl-addin pack as a user types it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.command import contents, typed
from xl_addin.hosts.setup import of_xlwings
from xl_addin.hosts.vba import sources


def test_pack_writes_both_workbooks_and_says_where(tmp_path: Path) -> None:
    done = typed("pack", "--into", str(tmp_path))
    assert done.status == 0
    assert done.out.splitlines() == [str(tmp_path / "IIJ_Release.xlsm"), str(tmp_path / "IIJ_AddIn.xlam")]
    assert set(contents(tmp_path)) == {"IIJ_Release.xlsm", "IIJ_AddIn.xlam"}


def test_pack_tells_programs_what_it_wrote(tmp_path: Path) -> None:
    done = typed("pack", "--into", str(tmp_path), "--json")
    assert done.json == {"written": [str(tmp_path / "IIJ_Release.xlsm"), str(tmp_path / "IIJ_AddIn.xlam")]}


def test_packing_again_changes_nothing(tmp_path: Path) -> None:
    typed("pack", "--into", str(tmp_path))
    first = contents(tmp_path)
    typed("pack", "--into", str(tmp_path))
    assert contents(tmp_path) == first


def test_a_missing_folder_is_named_with_a_remedy(tmp_path: Path) -> None:
    done = typed("pack", "--into", str(tmp_path / "nowhere"))
    assert done.status == 2
    assert done.problems[0].startswith(f"{tmp_path / 'nowhere' / 'IIJ_Release.xlsm'}: ")
    assert "--into" in done.problems[0]


def test_an_installed_package_says_that_it_needs_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "MACROS", tmp_path / "macros")
    done = typed("pack", "--into", str(tmp_path))
    assert done.status == 2
    assert "checkout" in done.problems[0]
    assert contents(tmp_path) == {}


def test_a_source_with_a_letter_that_vba_cannot_hold_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from xl_addin.hosts.vba import packing  # noqa: PLC0415

    read = packing.source
    monkeypatch.setattr(packing, "source", lambda name: read(name) + "' 決算\n")
    done = typed("pack", "--into", str(tmp_path))
    assert done.status == 2
    assert "'決'" in done.problems[0]
    assert contents(tmp_path) == {}


def test_another_xlwings_is_refused_rather_than_packed_wrongly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = (of_xlwings.Change("Sub ShowProblem(FileName As String)", ""),)
    monkeypatch.setattr(of_xlwings, "_SHARED", changed)
    done = typed("pack", "--into", str(tmp_path))
    assert done.status == 2
    assert "xlwings" in done.problems[0]
