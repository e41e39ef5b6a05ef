"""VBA read out of workbooks that Excel saved: those that come with xlwings."""

from __future__ import annotations

import tomllib
from importlib.metadata import version
from pathlib import Path
from zipfile import ZipFile

import pytest
import xlwings

from xl_addin import __version__
from xl_addin.hosts.setup.vba_source import constants, module_sources

XLWINGS = Path(xlwings.__file__).parent
CHECKOUT = Path(__file__).parents[2]


def project(path: Path) -> bytes:
    with ZipFile(path) as package:
        return package.read("xl/vbaProject.bin")


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines() if not line.startswith(("Attribute ", "'Attribute "))]


@pytest.mark.parametrize(
    "name", ["addin/xlwings.xlam", "quickstart_standalone.xlsm", "quickstart_addin.xlam"]
)
def test_files_saved_by_excel_tell_the_version_of_their_macros(name: str) -> None:
    assert constants(project(XLWINGS / name))["XLWINGS_VERSION"] == version("xlwings")


def test_a_module_is_read_whole() -> None:
    sources = list(module_sources(project(XLWINGS / "addin" / "xlwings.xlam")))
    read = next(source for source in sources if 'VB_Name = "Dictionary"' in source)
    stored = (XLWINGS / "addin" / "Dictionary.cls").read_text("utf-8")
    assert lines(read)[-200:] == lines(stored)[-200:]


@pytest.mark.parametrize("name", ["IIJ_AddIn.xlam", "IIJ_Release.xlsm"])
def test_the_packed_workbooks_are_of_the_versions_that_are_installed(name: str) -> None:
    found = constants(project(CHECKOUT / "workbooks" / name))
    assert (found["PACKED_VERSION"], found["XLWINGS_VERSION"]) == (__version__, version("xlwings"))


def test_the_package_requires_the_xlwings_whose_macros_are_packed() -> None:
    packed = constants(project(CHECKOUT / "workbooks" / "IIJ_AddIn.xlam"))["XLWINGS_VERSION"]
    required = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert [one for one in required if one.startswith("xlwings")] == [f"xlwings=={packed}"]


def test_a_small_module_is_read_too() -> None:
    sources = list(module_sources(project(XLWINGS / "quickstart_standalone.xlsm")))
    assert 'Attribute VB_Name = "Module1"' in {source.splitlines()[0] for source in sources}
    assert all(len(source.encode()) < 60_000 for source in sources)


@pytest.mark.parametrize("length", [0, 8, 100, 512, 600, 3000, 20_000])
def test_a_project_that_is_cut_off_gives_what_is_left_of_it(length: int) -> None:
    whole = project(XLWINGS / "quickstart_addin.xlam")
    assert len(list(module_sources(whole[:length]))) <= len(list(module_sources(whole)))


def test_what_is_no_project_has_no_modules() -> None:
    assert list(module_sources(b"PK" + bytes(2000))) == []
