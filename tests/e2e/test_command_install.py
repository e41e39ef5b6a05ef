"""xl-addin install and doctor as they are typed, on this machine and on made-up ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.command import SHIPPED, spawned, typed
from tests.linked_book import BY_PATH, LONG_PATH, OF_ANOTHER, linked_book
from tests.machines import SYSTEMS, MadeUp, made_up
from xl_addin.hosts.setup import doctor, machine


@pytest.fixture(params=SYSTEMS)
def computer(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> MadeUp:
    made = made_up(tmp_path / "user", request.param)
    monkeypatch.setattr(machine, "this_machine", lambda: made.machine)
    monkeypatch.setattr(doctor, "find_spec", lambda name: object())
    return made


@pytest.mark.skipif("sys.platform != 'linux'", reason="on Windows and macOS it would install")
def test_on_linux_nothing_is_installed(tmp_path: Path) -> None:
    for option in ((), ("--uninstall",)):
        done = spawned("install", *option, folder=tmp_path, variables={"HOME": str(tmp_path)})
        assert (done.status, done.out) == (2, "")
        assert done.problems == [
            "desktop Excel does not run here (linux); install the add-in on Windows or macOS"
        ]
    assert list(tmp_path.iterdir()) == []


def test_what_was_installed_is_examined_and_removed(computer: MadeUp) -> None:
    installed = typed("install")
    assert installed.status == 0
    assert f"{computer.addin}: installed" in installed.out.splitlines()
    assert installed.out.splitlines()[-1] == "Start Excel anew."
    examined = typed("doctor")
    assert (examined.status, examined.out) == (
        0,
        "Python, package, add-in, configuration, trust, cloud: nothing wrong\n",
    )
    removed = typed("install", "--uninstall")
    assert removed.status == 0
    assert f"{computer.addin}: removed" in removed.out.splitlines()
    assert typed("install", "--uninstall").out == "There is nothing to remove.\n"


def test_every_fault_is_one_line_that_says_what_to_do(computer: MadeUp) -> None:
    examined = typed("doctor")
    assert examined.status == 1
    lines = examined.out.splitlines()
    assert f"{computer.addin}: the add-in is not installed; run xl-addin install" in lines
    assert lines[-1].endswith(f"{len(lines) - 1} wrong")


def test_json_tells_the_steps_and_the_findings(computer: MadeUp) -> None:
    steps = typed("install", "--json").json["steps"]
    assert {"done": "installed", "path": str(computer.configuration)} in steps
    computer.configuration.unlink()
    examined = typed("doctor", "--json")
    assert examined.status == 1
    assert examined.json["mended"] == []
    assert examined.json["checks"]["add-in"] == []
    (finding,) = examined.json["checks"]["configuration"]
    assert finding["file"] == str(computer.configuration)
    assert finding["remedy"] == "run xl-addin install"


def test_an_installation_that_is_refused_is_a_problem_with_its_file(computer: MadeUp) -> None:
    computer.addin.parent.mkdir(parents=True)
    computer.addin.write_bytes(b"somebody's own")
    refused = typed("install", "--json")
    assert refused.status == 2
    (error,) = refused.json["errors"]
    assert (error["file"], error["remedy"]) == (str(computer.addin), "move it away")


def test_formulas_are_mended_when_asked_and_only_then(tmp_path: Path) -> None:
    book = linked_book(tmp_path / "growth.xlsx", [(BY_PATH, OF_ANOTHER)])
    before = book.read_bytes()
    examined = spawned("doctor", "growth.xlsx", folder=tmp_path)
    assert examined.status == 1
    assert examined.out.startswith("growth.xlsx: 3 formulas call the add-in at the path of another machine")
    assert book.read_bytes() == before
    mended = spawned("doctor", "growth.xlsx", "--mend", folder=tmp_path)
    assert mended.status == 0
    assert mended.out.startswith("growth.xlsx: 3 formulas call the add-in in the start folder")
    assert spawned("doctor", "growth.xlsx", folder=tmp_path).status == 0


def test_what_cannot_be_mended_stays_a_finding(tmp_path: Path) -> None:
    linked_book(tmp_path / "growth.xlsx", [(BY_PATH, OF_ANOTHER), (LONG_PATH, OF_ANOTHER)])
    mended = spawned("doctor", "growth.xlsx", "--mend", folder=tmp_path)
    assert mended.status == 1
    assert "choose Data > Edit Links > Change Source" in mended.out


def test_a_workbook_without_the_add_in_has_nothing_wrong(tmp_path: Path) -> None:
    assert spawned("doctor", str(SHIPPED), folder=tmp_path).status == 0
