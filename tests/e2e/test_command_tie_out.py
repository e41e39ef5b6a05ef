"""tie-out as a user types it: the table, the JSON, the report, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.e2e.command import ROOT, SHIPPED, typed
from tests.engines.audit import audit_errors
from tests.engines.cached import cached, formulas
from tests.engines.formulon_engine import recalculated
from tests.engines.libreoffice import LibreOffice
from tests.engines.values import differences
from xl_addin.release.styles import STYLES

EXAMPLE = ROOT / "workbooks" / "iij_release_1q02.md"
KEYS = ["text", "line", "page", "item", "measure", "period", "base", "unit", "printed", "computed",
        "verdict", "reason", "candidates"]  # fmt: skip

# Read by hand, against the notes on the sources: each printed number, what it is of, and its verdict.
VERDICTS = [
    ("JPY9.9B", "total_revenues", "amount", "1Q02", None, "consistent"),
    ("$82M", "total_revenues", "amount", "1Q02", None, "ties"),
    ("18.2%", "total_revenues", "growth", "1Q02", "1Q01", "consistent"),
    ("18.7%", "total_revenues", "growth", "1Q02", "4Q01", "consistent"),
    ("9.1%", "operating_income", "margin", "1Q02", None, "contradicted"),
    ("12.5%", "operating_income", "margin", "1Q01", None, "unverifiable"),
    ("11.6%", "operating_income", "margin", "4Q01", None, "contradicted"),
    ("JPY464M", "operating_income", "amount", "1Q02", None, "ties"),
    ("$3.9M", "operating_income", "amount", "1Q02", None, "ties"),
    ("JPY329M", "ebitda", "amount", "1Q02", None, "ties"),
    ("JPY10.5B", "total_revenues", "amount", "2Q02", None, "ties"),
    ("$87.6M", "total_revenues", "amount", "2Q02", None, "ties"),
    ("JPY11.0B", "total_revenues", "amount", "2Q02", None, "ties"),
    ("$91.8M", "total_revenues", "amount", "2Q02", None, "ties"),
    ("break-even", "operating_income", "amount", "2Q02", None, "ties"),
    ("15%", "total_revenues", "growth", "1H02", "1H01", "contradicted"),
    ("20%", "total_revenues", "growth", "FY2002", "FY2001", "ties"),
    ("JPY980M", "operating_income", "amount", "FY2002", None, "ties"),
    ("five", "contributors", "count", "FY2002", None, "unverifiable"),
    ("46.0%", "systems_integration_revenues", "growth", "1Q02", "1Q01", "unverifiable"),
    ("14.4Gbps", "contracted_bandwidth", "count", "1Q02", None, "unverifiable"),
    ("26%", "contracted_bandwidth", "growth", "1Q02", "4Q01", "unverifiable"),
    ("JPY119.85", None, "rate", "1Q02", None, "ties"),
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def release(folder: Path, text: str, name: str = "release.md") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return name


def entries(*arguments: str) -> list[dict[str, Any]]:
    done = typed("tie-out", *arguments, "--json")
    assert done.status in (0, 1), done.err
    found: list[dict[str, Any]] = done.json
    return found


def test_every_number_of_the_example_is_judged_as_by_hand() -> None:
    found = entries(str(EXAMPLE))
    got = [
        (e["printed"], e["item"], e["measure"], e["period"], e["base"], e["verdict"])
        for e in found
    ]  # fmt: skip
    assert [row if row[1] else (row[0], got[at][1], *row[2:]) for at, row in enumerate(VERDICTS)] == got
    assert [list(entry) for entry in found] == [KEYS] * len(VERDICTS)


def test_the_two_errors_of_the_presentation_are_found_with_what_was_meant() -> None:
    by_print = {entry["printed"]: entry for entry in entries(str(EXAMPLE), "--figures", str(SHIPPED))}
    # -464 / 9,851 = -4.71%; with 9,845 to 9,858 and -464.5 to -463.5: -4.72% to -4.70%
    low, high = by_print["9.1%"]["computed"]
    assert (round(low, 2), round(high, 2)) == (-4.72, -4.70)
    assert "gross margin" in by_print["9.1%"]["candidates"][0]["text"]
    assert by_print["9.1%"]["candidates"][0]["item"] == "gross_profit"
    assert by_print["11.6%"]["candidates"][0]["item"] == "gross_profit"
    assert "low end" in by_print["15%"]["reason"]


def test_status_and_table_tell_of_contradictions(folder: Path) -> None:
    wrong = typed("tie-out", release(folder, "Operating loss of JPY465M in 1Q02"))
    assert wrong.status == 1
    assert "contradicted" in wrong.out
    assert wrong.out.splitlines()[-1] == "1 numbers: 0 ties, 0 consistent, 1 contradicted, 0 unverifiable"
    right = typed("tie-out", release(folder, "Operating loss of JPY464M in 1Q02"))
    assert right.status == 0
    assert right.out.splitlines()[-1] == "1 numbers: 1 ties, 0 consistent, 0 contradicted, 0 unverifiable"


def test_a_text_without_numbers_is_no_trouble(folder: Path) -> None:
    done = typed("tie-out", release(folder, "We thank our shareholders."), "--report", "report.xlsx")
    assert done.status == 0
    assert (folder / "report.xlsx").exists()
    assert entries("release.md") == []


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("gone.md", None, "there is no such file"),
        ("release.xlsx", b"PK", ""),
        ("release.docx", b"no document", ""),
        ("release.pdf", b"%PDF-1.4 broken", ""),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(
    folder: Path, name: str, content: bytes | None, message: str
) -> None:
    if content is not None:
        (folder / name).write_bytes(content)
    done = typed("tie-out", name, "--report", "report.xlsx")
    assert (done.status, done.out, len(done.problems)) == (2, "", 1)
    assert done.problems[0].startswith(f"{name}: ")
    assert message in done.problems[0]
    assert not (folder / "report.xlsx").exists()
    in_json = typed("tie-out", name, "--json")
    assert (in_json.status, list(in_json.json)) == (2, ["errors"])


def test_a_report_replaces_nothing_of_a_persons(folder: Path) -> None:
    text = release(folder, "Operating loss of JPY464M in 1Q02")
    (folder / "mine.xlsx").write_bytes(SHIPPED.read_bytes())
    for target in ("mine.xlsx", text):
        before = (folder / target).read_bytes()
        done = typed("tie-out", text, "--report", target)
        assert (done.status, len(done.problems)) == (2, 1)
        assert (folder / target).read_bytes() == before


def test_a_report_is_written_again_over_itself(folder: Path) -> None:
    text = release(folder, "Operating loss of JPY464M in 1Q02")
    assert typed("tie-out", text, "--report", "report.xlsx").status == 0
    assert typed("tie-out", text, "--report", "report.xlsx").status == 0


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.xlsx"
    assert typed("tie-out", str(EXAMPLE), "--report", str(path)).status == 1
    return path


def test_the_report_is_a_sound_workbook_whose_formulas_give_their_cached_values(report: Path) -> None:
    assert audit_errors(report) == []
    live = formulas(report)["Tie-out"]
    # each claim but that of break-even, whose guidance has no figure, and the title
    assert len(live) >= len(VERDICTS) - 1
    assert differences(cached(report), recalculated(report.read_bytes())) == []
    with LibreOffice() as office, office.open(report) as document:
        assert differences(cached(report), document.values()) == []


def test_the_report_is_live(report: Path) -> None:
    with LibreOffice() as office, office.open(report) as document:
        row = next(row for row in range(1, 60) if document.value("Tie-out", f"D{row}") == "JPY464M")
        income = next(
            row for row in range(1, 60) if document.value("Figures", f"A{row}") == "operating_income"
        )
        column = next(c for c in "CDEFGHIJKLMNOP" if document.value("Figures", f"{c}1") == "1Q02")
        document.change("Figures", f"{column}{income}", -500)
        document.recalculate()
        assert document.value("Tie-out", f"G{row}") == -500


def test_the_report_shows_the_text_with_each_number_in_the_colour_of_its_verdict(report: Path) -> None:
    sheet = load_workbook(report, rich_text=True)["Release text"]
    parts: dict[str, str] = {}
    for row in range(5, sheet.max_row + 1):
        value = sheet.cell(row, 3).value
        for part in value if isinstance(value, list) else ():
            if getattr(part, "font", None) is not None and part.font.b:
                parts.setdefault(str(part), part.font.color.rgb)
    for printed, *_, verdict in VERDICTS:
        if printed in parts:
            assert parts[printed] == f"FF{STYLES[verdict].color}", printed
    assert len(parts) >= len(VERDICTS) - 1


def as_word(folder: Path) -> Path:
    import docx  # noqa: PLC0415 - slow to import

    document = docx.Document()
    for line in EXAMPLE.read_text(encoding="utf-8").replace("\n  ", " ").splitlines():
        if line.startswith("#"):
            document.add_heading(line.lstrip("# "), line.count("#"))
        elif line.startswith("- "):
            document.add_paragraph(line[2:], style="List Bullet")
        elif line:
            document.add_paragraph(line)
    document.save(folder / "release.docx")
    return folder / "release.docx"


def as_page(folder: Path) -> Path:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - slow to import

    page = f"<html><body>{MarkdownIt().render(EXAMPLE.read_text(encoding='utf-8'))}</body></html>"
    (folder / "release.html").write_text(page, encoding="utf-8")
    return folder / "release.html"


def as_text(folder: Path) -> Path:
    plain = EXAMPLE.read_text(encoding="utf-8").replace("# ", "").replace("#", "")
    (folder / "release.txt").write_text(plain, encoding="shift_jis")
    return folder / "release.txt"


@pytest.mark.parametrize("made", [as_word, as_page, as_text])
def test_the_kind_of_file_makes_no_difference(made: Any, tmp_path: Path) -> None:
    found = [(entry["printed"], entry["period"], entry["verdict"]) for entry in entries(str(made(tmp_path)))]
    assert found == [(printed, period, verdict) for printed, _, _, period, _, verdict in VERDICTS]


def test_a_japanese_text_is_tied_out_too(tmp_path: Path) -> None:
    path = tmp_path / "release.txt"
    path.write_text(
        "2002年度第1四半期の連結売上高は98億51百万円(前年同期比18.2%増)、営業損失は4億64百万円、\n"
        "EBITDAは3億30百万円となりました。\n",
        encoding="utf-8",
    )
    found = [
        (entry["printed"], entry["item"], entry["line"], entry["verdict"]) for entry in entries(str(path))
    ]
    assert found == [
        ("98億51百万円", "total_revenues", 1, "consistent"),
        ("18.2%", "total_revenues", 1, "consistent"),
        ("4億64百万円", "operating_income", 1, "ties"),
        ("3億30百万円", "ebitda", 2, "contradicted"),  # the workbook has 328.5 to 329.5
    ]
