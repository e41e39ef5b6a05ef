"""Which of the usual items a row is: by what its column `role` says, else by its key or a usual synonym."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from xl_addin.domain.items import LINE_ITEMS, role_of
from xl_addin.errors import Severity
from xl_addin.inputs.cells import Cell, suggestion
from xl_addin.inputs.model import Item


def stated_role(cell: Cell) -> str:
    """The role that a row states; empty where the cell is blank or names none, which is reported."""
    text = cell.word()
    role = role_of(text)
    if text and not role:
        cell.report(f"unknown role '{text}'", suggestion(text, LINE_ITEMS))
    return role


def with_roles(
    items: Mapping[str, Item], stated: Mapping[str, str], cells: Mapping[str, Cell]
) -> dict[str, Item]:
    """The items, each role held by one of them.

    Args:
        items: as they were read, by key.
        stated: the roles that rows state, by their key.
        cells: the cell that each row's item stands in.
    """
    candidates: dict[str, list[Item]] = {}
    for item in items.values():
        if role := stated.get(item.key) or role_of(item.key):
            candidates.setdefault(role, []).append(item)
    holders = {role: _holder(role, found, stated, cells) for role, found in candidates.items()}
    keys = {item.key: role for role, item in holders.items() if item is not None}
    return {key: replace(item, role=keys.get(key, "")) for key, item in items.items()}


def _holder(
    role: str, found: list[Item], stated: Mapping[str, str], cells: Mapping[str, Cell]
) -> Item | None:
    """Who is stated comes first, then who has the catalogue's own key, then who is no part of another."""
    ranks = (
        [item for item in found if item.key in stated],
        [item for item in found if item.key == role],
        [item for item in found if not item.total_of],
    )
    best = next((rank for rank in ranks if rank), found)
    if len(best) == 1:
        return best[0]
    for item in best:
        others = " and ".join(other.key for other in best if other is not item)
        severity = Severity.ERROR if item.key in stated else Severity.WARNING
        cells[item.key].report(
            f"{item.key} may be {role}, as {others} may", "say which one is in the column role", severity
        )
    return None
