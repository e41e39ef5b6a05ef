"""Fixtures that start a program once for all tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.engines.libreoffice import LibreOffice, require


@pytest.fixture(scope="session")
def libreoffice() -> Iterator[LibreOffice]:
    """A running LibreOffice; without one the test skips with the reason, and fails in CI."""
    require()
    with LibreOffice() as office:
        yield office
