"""What IIJ presented of 1Q02, each as the result of a formula that Highlights prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.decks import deck_sheets, shipped_deck, shipped_file
from tests.engines.cached import formulas
from tests.engines.formulon_engine import recalculated
from tests.engines.libreoffice import LibreOffice
from tests.engines.values import Value, position
from xl_addin.release.expressions import Mode

NAME = "Highlights"

# From the first page of the presentation of August 2002; EBITDA of 329 is -464 + 793.
PRESENTED = (
    "JPY9.9B",
    "$82M",
    "18.2% up from 1Q01",
    "18.7% down from 4Q01",
    "JPY464M",
    "$3.9M",
    "EBITDA JPY329M",
    "JPY10.5B ($87.6M)",
    "JPY11.0B ($91.8M)",
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("highlights") / "release.xlsx"
    path.write_bytes(shipped_file(Mode.NATIVE))
    return path


@pytest.fixture(scope="module")
def printed_formulas(file: Path) -> dict[str, str]:
    """The formulas inside the printed area."""
    page = next(sheet.page for sheet in deck_sheets(shipped_deck()) if sheet.name == NAME)
    assert page.last is not None
    rows, columns = page.last
    return {
        address: text
        for address, text in formulas(file)[NAME].items()
        if position(address)[0] < rows and position(address)[1] < columns
    }


@pytest.fixture(scope="module")
def by_formulon(file: Path) -> dict[str, Value]:
    return recalculated(file.read_bytes())[NAME]


@pytest.fixture(scope="module")
def by_libreoffice(file: Path, libreoffice: LibreOffice) -> dict[str, Value]:
    with libreoffice.open(file) as document:
        return document.values()[NAME]


@pytest.mark.parametrize("words", PRESENTED)
@pytest.mark.parametrize("engine", ["by_formulon", "by_libreoffice"])
def test_highlights_calculates(
    words: str, engine: str, printed_formulas: dict[str, str], request: pytest.FixtureRequest
) -> None:
    values = request.getfixturevalue(engine)
    found = [address for address in printed_formulas if words in str(values[address])]
    assert found
    assert [address for address in found if words in printed_formulas[address]] == []


def test_the_headline_of_revenues_is_that_of_the_presentation(by_formulon: dict[str, Value]) -> None:
    assert "JPY9.9B ($82M), 18.2% up from 1Q01 & 18.7% down from 4Q01" in by_formulon.values()
