"""Fixtures that start a program once for all tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.engines.libreoffice import LibreOffice, require

# No test is timed: a busy machine makes none of them fail.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


@pytest.fixture(scope="session")
def libreoffice() -> Iterator[LibreOffice]:
    """A running LibreOffice; without one the test skips with the reason, and fails in CI."""
    require()
    with LibreOffice() as office:
        yield office
