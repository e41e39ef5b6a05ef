"""The packed workbooks are what their sources say, hold together, and are packed anew where they differ."""

from __future__ import annotations

import json
import subprocess
import sysconfig
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from xml.etree import ElementTree

import pytest

from tests.engines.audit import audit_errors
from tests.engines.cached import cached
from tests.engines.libreoffice import LibreOffice
from tests.engines.vba import parts, sources
from xl_addin import FUNCTIONS
from xl_addin.hosts.setup.machine import ADDIN
from xl_addin.hosts.vba import packing
from xl_addin.hosts.vba.project import Sources
from xl_addin.hosts.vba.sources import commands

ROOT = Path(__file__).parents[2]
BOOKS = {packing.RELEASE: packing.release_sources, ADDIN: packing.addin_sources}
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
VML = "{urn:schemas-microsoft-com:office:excel}"
RIBBON = "customUI/customUI14.xml"
PACK = "it differs from its sources; run: xl-addin pack"
# What our modules call of xlwings' own, which are not ours to judge.
XLWINGS = """Attribute VB_Name = "xlwings"
Option Explicit
Public Function RunPython(PythonCommand As String)
End Function
Public Function XLPy()
End Function
Public Function ReadFile(ByVal FileName As String)
End Function
Public Function GetConfig(configKey As String, Optional default As String = "") As Variant
End Function
Public Function FileExists(ByVal FileSpec As String) As Boolean
End Function
Public Function ExpandEnvironmentStrings(ByVal s As String)
End Function
"""


def expected(code: Sources) -> dict[str, str]:
    """The modules by file name, without what stands above the code."""
    modules = {f"{name}.bas": text for name, text in code.modules.items()}
    modules |= {f"{name}.cls": text for name, text in code.classes.items()}
    modules["ThisWorkbook.cls"] = code.this_workbook
    return {name: body(text) for name, text in modules.items()}


def body(text: str) -> str:
    lines = text.splitlines()
    heads = [at for at, line in enumerate(lines[:20]) if line.startswith("Attribute VB_")]
    return "\n".join(lines[heads[-1] + 1 :] if heads else lines) + "\n"


def code_of(file: Path) -> dict[str, str]:
    """The modules with code; those of sheets have none."""
    return {name: text for name, text in sources(file).items() if text.strip()}


def texts(package: Mapping[str, bytes]) -> list[str]:
    """The texts of a package's cells, in the order in which the sheets first hold them."""
    table = ElementTree.fromstring(package["xl/sharedStrings.xml"])
    return ["".join(entry.itertext()) for entry in table.iter(f"{MAIN}si")]


@pytest.mark.parametrize("name", BOOKS)
def test_the_sources_are_extracted_as_they_were_put_in(packed: Path, name: str) -> None:
    assert code_of(packed / name) == expected(BOOKS[name]())


@pytest.mark.parametrize("name", BOOKS)
def test_the_committed_file_is_packed_from_the_sources(packed: Path, name: str) -> None:
    committed = ROOT / "workbooks" / name
    assert code_of(committed) == expected(BOOKS[name]()), PACK
    was, now = parts(committed), parts(packed / name)
    assert texts(was) == texts(now), PACK
    assert was.get(RIBBON) == now.get(RIBBON), PACK


def test_a_changed_macro_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    source = packing.source
    monkeypatch.setattr(packing, "source", lambda name: source(name) + "' changed\n")
    for name, made in BOOKS.items():
        assert code_of(ROOT / "workbooks" / name) != expected(made())


def test_a_changed_function_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    spec = FUNCTIONS["IIJ_YOY"]
    reworded = MappingProxyType({**FUNCTIONS, spec.name: replace(spec, help="Something else.")})
    shorter = MappingProxyType({**FUNCTIONS, spec.name: replace(spec, args=spec.args[:2])})
    committed = ROOT / "workbooks" / ADDIN
    monkeypatch.setattr(packing, "FUNCTIONS", reworded)
    assert texts(parts(committed)) != texts(parts(packing.addin_book()))
    monkeypatch.setattr(packing, "FUNCTIONS", shorter)
    assert code_of(committed) != expected(packing.addin_sources())


@pytest.mark.parametrize("make", [packing.release_book, packing.addin_book])
def test_packing_twice_gives_the_same_parts(make: object) -> None:
    assert callable(make)
    assert parts(make()) == parts(make())


@pytest.mark.parametrize("name", BOOKS)
def test_code_names_are_those_of_the_modules(packed: Path, name: str) -> None:
    package = parts(packed / name)
    names = [ElementTree.fromstring(package["xl/workbook.xml"]).find(f"{MAIN}workbookPr").attrib["codeName"]]
    for number in range(1, sum(part.startswith("xl/worksheets/sheet") for part in package) + 1):
        sheet = ElementTree.fromstring(package[f"xl/worksheets/sheet{number}.xml"])
        names.append(sheet.find(f"{MAIN}sheetPr").attrib["codeName"])
    others = {"Dictionary"}
    modules = [Path(module).stem for module in sources(packed / name) if module.endswith(".cls")]
    assert names == [module for module in modules if module not in others]


def test_each_button_is_bound_to_a_macro_of_ours(packed: Path) -> None:
    drawing = ElementTree.fromstring(parts(packed / packing.RELEASE)["xl/drawings/vmlDrawing1.vml"])
    bound = [element.text for element in drawing.iter(f"{VML}FmlaMacro")]
    assert bound == [f"[0]!{command.macro}" for command in commands()]
    module = sources(packed / packing.RELEASE)["Commands.bas"]
    assert all(f"Public Sub {command.macro}()" in module for command in commands())


def test_every_callback_of_the_ribbon_exists(packed: Path) -> None:
    package = parts(packed / ADDIN)
    ribbon = ElementTree.fromstring(package[RIBBON])
    callbacks = {
        value
        for element in ribbon.iter()
        for name, value in element.attrib.items()
        if name.startswith(("on", "get"))
    }
    module = sources(packed / ADDIN)["Ribbon.bas"]
    assert callbacks
    assert all(f"Public Sub {callback}(control As IRibbonControl" in module for callback in callbacks)
    identities = [element.attrib["id"] for element in ribbon.iter() if "id" in element.attrib]
    assert len(identities) == len(set(identities))
    assert set(FUNCTIONS) <= set(identities)


@pytest.mark.parametrize("name", BOOKS)
def test_vbalidator_finds_nothing(packed: Path, name: str, tmp_path: Path) -> None:
    folder = tmp_path / "modules"
    folder.mkdir()
    for module, text in sources(packed / name).items():
        if module.endswith(".bas"):
            named = f'Attribute VB_Name = "{Path(module).stem}"\n{text}'
            (folder / module).write_text(XLWINGS if module == "xlwings.bas" else named)
    report = tmp_path / "report.json"
    command = Path(sysconfig.get_path("scripts"), "vbalidator")
    done = subprocess.run(
        [command, folder, "--host", "excel", "--output", report], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert json.loads(report.read_text())["issues"] == []


@pytest.mark.parametrize("name", BOOKS)
def test_the_package_is_valid(packed: Path, name: str) -> None:
    assert audit_errors(packed / name) == []


def test_the_release_workbook_holds_the_input_workbook(packed: Path) -> None:
    inputs = cached(ROOT / "workbooks" / "iij_quarterly.xlsx")
    found = cached(packed / packing.RELEASE)
    assert {sheet: found[sheet] for sheet in inputs} == inputs
    assert list(found) == ["Start", *inputs, "Texts", "IIJ_AddIn.conf"]


def test_libreoffice_opens_both_and_shows_the_buttons(packed: Path, libreoffice: LibreOffice) -> None:
    with libreoffice.open(packed / packing.RELEASE) as document:
        assert document.buttons("Start") == {
            command.label: f"Commands.{command.macro}" for command in commands()
        }
    with libreoffice.open(packed / ADDIN) as document:
        assert list(document.sheets) == ["Functions", "Texts", "IIJ_AddIn.conf"]
