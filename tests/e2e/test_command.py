"""The command xl-addin: what it writes, prints and ends with."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.e2e.command import MODES, SHIPPED, command_line, contents, environment, spawned, typed
from tests.engines.cached import cached, defined_names, formulas
from tests.input_workbook import INPUT_SHEETS
from tests.unit.inputs.books import BASE, book_of, saved
from xl_addin import FUNCTIONS


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, the current one, and a clock that stands still."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1028782800")
    return tmp_path


def texts(path: Path, sheet: str) -> list[str]:
    """The texts a sheet shows, by their cached values."""
    return [value for value in cached(path)[sheet].values() if isinstance(value, str)]


def test_a_build_without_arguments_writes_the_release_here_and_says_where(tmp_path: Path) -> None:
    done = spawned("build", folder=tmp_path)
    written = tmp_path / "release_1Q02.xlsx"
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"{written}: Highlights, Revenue JPY, ")
    assert done.out.splitlines()[-1].endswith(" checks, 0 failed")
    assert list(contents(tmp_path)) == [written.name]
    assert tuple(cached(written))[-8:] == INPUT_SHEETS
    assert "JPY9.9B ($82M)" in " ".join(texts(written, "Highlights"))


def test_out_names_the_file(folder: Path) -> None:
    (folder / "board").mkdir()
    done = typed("build", str(SHIPPED), "--out", "board/august.xlsx")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"{folder / 'board' / 'august.xlsx'}: ")
    assert list(contents(folder)) == [os.path.join("board", "august.xlsx")]


def test_an_earlier_quarter_is_built_from_what_is_there(folder: Path) -> None:
    done = typed("build", "--quarter", "4Q01")
    assert (done.status, done.err) == (0, "")
    shown = " ".join(texts(folder / "release_4Q01.xlsx", "Highlights"))
    # 12,115 against 9,940 a quarter before; 4Q00 has no revenues.
    assert "JPY12.1B" in shown
    assert "21.9% up from 3Q01" in shown
    assert "9.9B" not in shown


@pytest.mark.parametrize(
    ("quarter", "words"),
    [
        ("1Q99", "the release quarter 1Q99 is no column of Figures; name one of its quarters"),
        ("soon", "'soon' is not a period; write it like 1Q02"),
        ("FY2001", "FY2001 is no quarter; give the quarter that is reported"),
        ("4Q00", "total_revenues of the release quarter 4Q00 is blank; fill it in"),
    ],
)
def test_a_quarter_that_cannot_be_released_is_refused(folder: Path, quarter: str, words: str) -> None:
    done = typed("build", "--quarter", quarter)
    assert (done.status, done.out) == (2, "")
    assert words in done.problems[0]
    assert contents(folder) == {}


def test_the_language_is_that_of_the_option(folder: Path) -> None:
    done = typed("build", "--language", "ja")
    assert done.status == 0
    shown = " ".join(texts(folder / "release_1Q02.xlsx", "Highlights"))
    # JPY 9,851 million in units of 100 million.
    assert "99億円" in shown
    assert "18.2%増" in shown


def test_a_language_that_is_not_there_is_refused(folder: Path) -> None:
    done = typed("build", str(SHIPPED), "--language", "fr")
    assert done.status == 2
    assert done.problems == [
        f"{SHIPPED}: language as given with the command: unknown language 'fr'; use one of: en, ja"
    ]
    assert contents(folder) == {}


@pytest.mark.parametrize("mode", MODES)
def test_each_mode_calculates_in_its_own_way(folder: Path, mode: str) -> None:
    done = typed("build", "--formulas", mode.upper(), "--out", "a.xlsx")
    assert done.status == 0
    notes = [line.partition(",")[0] for line in done.err.splitlines()]
    assert notes == (["note: Protected View"] if mode == "lambda" else [])
    names = {name for name in defined_names("a.xlsx") if name.startswith("IIJ_")}
    deck = [text for sheet in ("Highlights", "Revenue JPY") for text in formulas("a.xlsx")[sheet].values()]
    calls = [text for text in deck if "IIJ_" in text]
    assert bool(deck) == (mode != "values")
    assert bool(calls) == (mode in ("lambda", "udf"))
    # What has no LAMBDA form has no name.
    assert names == ({n for n, f in FUNCTIONS.items() if f.lambda_formula} if mode == "lambda" else set())


def test_a_build_in_json_names_file_sheets_issues_and_failed_checks(folder: Path) -> None:
    done = typed("build", "--json", "--out", "a.xlsx")
    assert (done.status, done.err) == (0, "")
    assert list(done.json) == ["output", "sheets", "issues", "checks_failed"]
    assert done.json["output"] == "a.xlsx"
    assert done.json["sheets"] == list(cached("a.xlsx"))
    assert done.json["issues"] == []
    assert done.json["checks_failed"] == 0


def test_what_is_left_out_is_said_as_a_note(folder: Path) -> None:
    book = book_of(BASE)
    saved(book, folder)
    done = typed("build", "input.xlsx")
    notes = [line for line in done.problems if line.startswith("note: ")]
    assert done.status == 0
    assert notes == done.problems
    assert any("Systems integration" in line and "systems_integration_revenues" in line for line in notes)
    in_json = typed("build", "input.xlsx", "--json")
    assert in_json.err == ""
    assert {issue["severity"] for issue in in_json.json["issues"]} == {"note"}
    assert all(
        list(issue) == ["message", "remedy", "file", "sheet", "cell", "severity"]
        for issue in in_json.json["issues"]
    )
    assert len(in_json.json["issues"]) == len(notes)


# Of 1Q02, 90 and 57 against a total of 140; half a million for each of three figures is tolerated.
FINDING = "Total revenues: sum of components, 1Q02"


def test_figures_that_do_not_foot_are_a_finding_of_a_build_that_is_done(folder: Path) -> None:
    saved(book_of(BASE, {"Figures!J4": "57"}), folder)
    done = spawned("build", "input.xlsx", folder=folder)
    assert done.status == 1
    assert done.out.splitlines()[1].endswith(" checks, 1 failed")
    assert done.out.splitlines()[2:] == [
        f"  {FINDING} (Figures): expected 140, actual 147, tolerance 1.5",
    ]
    assert (folder / "release_1Q02.xlsx").exists()
    assert typed("build", "input.xlsx", "--json").json["checks_failed"] == 1


def test_check_prints_every_check_and_writes_nothing(folder: Path) -> None:
    saved(book_of(BASE, {"Figures!J4": "57", "Figures!B2": "Total [net] [/]"}), folder)
    before = contents(folder)
    done = typed("check", "input.xlsx")
    rows = done.out.splitlines()
    assert done.status == 1
    assert rows[0].split() == ["Check", "Sheet", "Expected", "Actual", "Tolerance", "Result"]
    differing = [row.split() for row in rows if row.endswith("differs")]
    name = ["Total", "[net]", "[/]:", "sum", "of", "components,", "1Q02"]
    assert differing == [[*name, "Figures", "140", "147", "1.5", "differs"]]
    assert rows[-1] == f"{len(rows) - 2} checks, 1 failed"
    assert contents(folder) == before


def test_check_in_json_gives_each_check_with_its_figures(folder: Path) -> None:
    saved(book_of(BASE, {"Figures!J4": "57"}), folder)
    done = typed("check", "--json", "input.xlsx")
    assert (done.status, done.err) == (1, "")
    assert list(done.json) == ["checks", "issues"]
    keys = ["name", "sheet", "expected", "actual", "tolerance", "passed"]
    assert all(list(entry) == keys for entry in done.json["checks"])
    assert [entry for entry in done.json["checks"] if not entry["passed"]] == [
        dict(zip(keys, [FINDING, "Figures", 140, 147, 1.5, False], strict=True))
    ]


def test_the_packaged_figures_pass_every_check(folder: Path) -> None:
    done = typed("check", "--json")
    assert done.status == 0
    assert len(done.json["checks"]) > 20
    assert all(entry["passed"] for entry in done.json["checks"])
    assert contents(folder) == {}


def test_functions_lists_every_function_with_its_arguments() -> None:
    rows = typed("functions").out.splitlines()
    assert [row for row in rows if row.startswith("IIJ_")] == [f.signature for f in FUNCTIONS.values()]
    assert "  Growth over the same period a year before." in rows
    assert "    rate: Units of the amount's currency for one foreign unit. (yen per dollar)" in rows


def test_functions_speaks_japanese() -> None:
    done = typed("functions", "--language", "ja")
    assert done.status == 0
    assert all(f"  {spec.help_ja}" in done.out.splitlines() for spec in FUNCTIONS.values())
    refused = typed("functions", "--language", "fr")
    assert (refused.status, refused.problems) == (2, ["there is no language fr; give en or ja"])


def test_functions_in_json_is_a_list_of_specs() -> None:
    specs = typed("functions", "--json").json
    assert [spec["name"] for spec in specs] == list(FUNCTIONS)
    wanted = {"name", "args", "help", "help_ja", "examples", "lambda_formula"}
    assert all(wanted <= set(spec) for spec in specs)
    yoy = next(spec for spec in specs if spec["name"] == "IIJ_YOY")
    assert [(arg["name"], arg["kind"], arg["optional"]) for arg in yoy["args"]] == [
        ("current", "number", False),
        ("year_ago", "number", False),
        ("if_nm", "any", True),
    ]
    assert yoy["lambda_formula"].startswith("=_xlfn.LAMBDA(_xlpm.current,")
    assert yoy["examples"][0]["args"] == [12, 10]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["bild"], "No such command 'bild'; did you mean 'build'?"),
        (["nonsense"], "No such command 'nonsense'; see xl-addin --help"),
        (["--nonsense"], "No such option: --nonsense; see xl-addin --help"),
        (["build", "--nonsense"], "No such option: --nonsense; see xl-addin build --help"),
        (
            ["build", "a.xlsx", "b.xlsx"],
            "Got unexpected extra argument(s) (b.xlsx); see xl-addin build --help",
        ),
        (["build", "--out"], "Option '--out' requires an argument; see xl-addin --help"),
        (
            ["build", "--formulas", "vba"],
            "Invalid value for '--formulas': 'vba' is not one of 'native', 'lambda', 'udf', 'values'; "
            "see xl-addin build --help",
        ),
        (["calc"], "Missing argument 'FUNCTION'; see xl-addin calc --help"),
        (["calc", "IIJ_YOI", "1", "2"], "there is no function IIJ_YOI; did you mean IIJ_YOY?"),
        (["calc", "SUM", "1"], "there is no function SUM; xl-addin functions lists them"),
        (["calc", "IIJ_YOY", "1"], "wrong number of arguments: 1; write IIJ_YOY(current, year_ago, [if_nm])"),
        (["calc", "IIJ_FX", "1", "2", "3"], "wrong number of arguments: 3; write IIJ_FX(amount, rate)"),
        (["build", "--in-place"], "--in-place needs the input workbook; name it before the options"),
        (
            ["build", "--out", "x.xlsx", "--into", "y.xlsx"],
            "--out and --into name two places; give one of them",
        ),
        (
            ["build", "--backup"],
            "--backup is for a workbook built into; give it with --in-place or --into",
        ),
    ],
)
def test_a_command_that_cannot_be_read_is_one_line_and_status_2(
    folder: Path, arguments: list[str], line: str
) -> None:
    done = typed(*arguments)
    assert (done.status, done.out, done.problems) == (2, "", [line])
    in_json = typed(*arguments, "--json")
    if "--out" not in arguments:  # which takes --json for its file
        assert (in_json.status, in_json.problems) == (2, [line])
        (entry,) = in_json.json["errors"]
        assert list(in_json.json) == ["errors"]
        assert list(entry) == ["file", "sheet", "cell", "message", "remedy"]
        assert f"{entry['message']}; {entry['remedy']}" == line
    assert contents(folder) == {}


def test_out_takes_what_follows_for_its_file(folder: Path) -> None:
    done = typed("build", "--out", "--json")
    assert done.status == 2
    assert contents(folder) == {}


@pytest.mark.parametrize("arguments", [[], ["--help"], ["build", "--help"], ["calc", "--help"]])
def test_help_is_printed_and_nothing_done(folder: Path, arguments: list[str]) -> None:
    done = typed(*arguments)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("Usage: xl-addin")
    assert contents(folder) == {}


def test_help_names_every_command_and_option() -> None:
    overview = typed("--help").out
    assert all(f"  {name} " in overview for name in ("build", "check", "calc", "functions"))
    options = typed("build", "--help").out
    assert all(
        option in options
        for option in ("--out", "--in-place", "--into", "--quarter", "--formulas", "--language", "--json")
    )


def on_a_terminal(*arguments: str, folder: Path) -> tuple[int, str, str]:
    """Status, stdout, and what stderr shows where it is a terminal."""
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        command_line(*arguments),
        cwd=folder,
        env=environment({"TERM": "xterm", "COLUMNS": "80"}),
        stdout=subprocess.PIPE,
        stderr=theirs,
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:  # Linux's way to say that the other end is closed
            part = b""
        if not part:
            break
        shown += part
    os.close(ours)
    out, _ = process.communicate()
    return process.returncode, out.decode(), shown.decode()


def test_progress_shows_on_a_terminal_and_leaves_the_result_alone(folder: Path) -> None:
    status, out, shown = on_a_terminal("build", folder=folder)
    assert status == 0
    assert "Building ..." in shown
    assert "\x1b" not in out
    assert out.startswith(str(folder / "release_1Q02.xlsx"))


def test_json_shows_no_progress(folder: Path) -> None:
    status, out, shown = on_a_terminal("check", "--json", folder=folder)
    assert (status, shown) == (0, "")
    assert out.startswith("{")


def test_a_console_without_japanese_prints_what_it_can(folder: Path) -> None:
    words = ("calc", "IIJ_CHANGE", "9851", "8334", "1Q01", "ja")
    ascii_only = {"PYTHONIOENCODING": "ascii"}
    plain = spawned(*words, folder=folder, variables=ascii_only)
    assert (plain.status, plain.out, plain.err) == (0, "1Q01?18.2%?\n", "")
    assert spawned(*words, folder=folder).out == "1Q01比18.2%増\n"
    # JSON loses nothing: what the console cannot show is escaped.
    in_json = spawned(*words, "--json", folder=folder, variables=ascii_only)
    assert in_json.json == {"value": "1Q01比18.2%増"}
    built = spawned("build", "--language", "ja", folder=folder, variables=ascii_only)
    assert (built.status, built.err) == (0, "")


def test_a_fixed_time_gives_the_same_bytes_in_every_process(folder: Path) -> None:
    for name, seed in (("a.xlsx", "1"), ("b.xlsx", "2")):
        done = spawned("build", "--out", name, folder=folder, variables={"PYTHONHASHSEED": seed})
        assert done.status == 0
    assert (folder / "a.xlsx").read_bytes() == (folder / "b.xlsx").read_bytes()


def test_a_time_that_is_no_number_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    done = typed("build")
    assert done.status == 2
    assert done.problems == [
        "SOURCE_DATE_EPOCH is 'yesterday'; give whole seconds since 1970, or unset it",
    ]
    assert contents(folder) == {}


def test_calc_loads_no_workbook_library(folder: Path) -> None:
    script = (
        "import sys; sys.argv = ['xl-addin', 'calc', 'IIJ_YOY', '12', '10']\n"
        "from xl_addin.hosts.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print([n for n in ('pandas', 'openpyxl', 'xlsxwriter', 'rich', 'xlwings') if n in sys.modules])"
    )
    done = subprocess.run(
        [command_line()[0], "-c", script],
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.splitlines() == ["0.2", "[]"]


@pytest.mark.skipif(os.name == "nt", reason="the shell's way to close a stream")
def test_closed_streams_change_no_status(tmp_path: Path) -> None:
    unheard = ("sh", "-c", '"$@" >&- 2>&-', "sh")
    assert spawned("calc", "IIJ_YOY", "12", "10", folder=tmp_path, prefix=unheard).status == 0
    assert spawned("build", "none.xlsx", folder=tmp_path, prefix=unheard).status == 2
