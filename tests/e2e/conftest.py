"""Fixtures of what is packed once for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from xl_addin.hosts.vba.packing import pack


@pytest.fixture(scope="session")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the workbooks as `xl-addin pack` writes them."""
    folder = tmp_path_factory.mktemp("packed")
    pack(folder)
    return folder
