"""What the import contracts must name one by one."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_each_module_of_the_tie_out_but_the_readers_is_kept_from_the_readers_libraries() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    (readers,) = [one for one in contracts if one["name"].endswith("readers of release texts")]
    modules = {path.stem for path in (ROOT / "xl_addin" / "tieout").iterdir() if path.name[0] != "_"}
    named = {name.removeprefix("xl_addin.tieout.") for name in readers["source_modules"]}
    assert modules - named == {"reading"}
