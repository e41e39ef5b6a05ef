"""What an installed copy has beside its modules: every file that they read."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_file_beside_the_modules_is_installed_with_them() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    patterns = settings["package-data"]
    beside = {
        path
        for path in (ROOT / "xl_addin").rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"} and "__pycache__" not in path.parts
    }
    everywhere = {path for pattern in patterns["*"] for path in (ROOT / "xl_addin").rglob(pattern)}
    of_the_root = {path for pattern in patterns["xl_addin"] for path in (ROOT / "xl_addin").glob(pattern)}
    assert {path.name for path in beside - everywhere - of_the_root} == set()
