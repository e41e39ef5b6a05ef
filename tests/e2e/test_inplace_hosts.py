"""The deck built into other people's workbooks of every sort: nothing of theirs changes."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
from formulon import FormulonError

from tests.engines.audit import audit_errors
from tests.engines.formulon_engine import recalculated
from tests.engines.values import Sheets, differences
from tests.inplace.grafts import NAMES, SHARED, SHARED_PATHS, built, graft, new_file, small_deck, taken_out
from tests.inplace.hosts import parts_of

DECK = tuple(sheet.name for sheet in small_deck().sheets)
# Workbooks that formulon does not open before anything is built into them either.
UNREAD_BY_FORMULON = {
    "pictures in cells",
    "main namespace prefixed",
    "relationship prefix declared at each sheet",
}
hosts = pytest.mark.parametrize("name", NAMES)


def test_there_are_many_hosts() -> None:
    assert len(NAMES) >= 60


@lru_cache(maxsize=2)
def calculated(in_1904: bool) -> Sheets:
    """What formulon makes of the deck as a file of its own."""
    return recalculated(new_file(in_1904=in_1904).content)


@hosts
def test_only_the_parts_that_know_of_all_sheets_change(name: str) -> None:
    done = graft(name)
    assert {part for part in done.changed if part.rpartition("/")[2] not in SHARED} <= set(SHARED_PATHS)
    old, new = list(parts_of(done.host.content)), list(parts_of(done.content))
    assert new[: len(old)] == old
    assert done.issues == ()


@hosts
def test_every_old_cell_keeps_value_cached_value_and_look(name: str) -> None:
    done = graft(name)
    for kind in ("values", "cached", "styles", "rules"):
        before, after = getattr(done.before, kind), getattr(done.after, kind)
        assert {sheet: after.get(sheet) for sheet in before} == before, kind


@hosts
def test_the_deck_is_that_of_a_new_file(name: str) -> None:
    after = graft(name).after
    for kind in ("values", "cached", "styles", "rules"):
        expected, found = getattr(new_file(), kind), getattr(after, kind)
        assert {sheet: found[sheet] for sheet in DECK} == expected, kind


@hosts
def test_names_still_belong_to_their_sheets_and_the_same_sheet_is_active(name: str) -> None:
    done = graft(name)
    names = {key: text for key, text in done.after.names.items() if key[0] not in DECK}
    assert names == done.before.names
    assert done.after.book.sheetnames[: -len(DECK)] == done.before.book.sheetnames
    assert done.after.book.active.title == done.before.book.active.title
    states = {sheet.title: sheet.sheet_state for sheet in done.after.book._sheets}
    assert {**states, **{sheet.title: sheet.sheet_state for sheet in done.before.book._sheets}} == states
    assert {states[sheet] for sheet in DECK} == {"visible"}


@hosts
def test_no_error_of_the_schemas_is_new(name: str, tmp_path: Path) -> None:
    done = graft(name)
    before = Counter(audit_errors(done.host.saved(tmp_path)))
    (tmp_path / f"after{done.host.suffix}").write_bytes(done.content)
    after = Counter(audit_errors(tmp_path / f"after{done.host.suffix}"))
    assert list((after - before).elements()) == []


@hosts
def test_formulon_opens_it_and_finds_the_decks_values(name: str) -> None:
    done = graft(name)
    if name in UNREAD_BY_FORMULON:
        with pytest.raises(FormulonError):
            recalculated(done.host.content)
        return
    found = recalculated(done.content)
    assert differences(calculated("1904" in name), {sheet: found[sheet] for sheet in DECK}) == []


@hosts
def test_twice_is_once_and_removing_gives_back_every_part(name: str) -> None:
    done = graft(name)
    suffix = done.host.suffix
    assert built(done.content, suffix) == (done.content, ())
    content, issues = taken_out(done.content, suffix)
    assert issues == ()
    assert parts_of(content) == parts_of(done.host.content)
    assert list(parts_of(content)) == list(parts_of(done.host.content))


@hosts
def test_every_relationship_and_content_type_leads_to_a_part_once(name: str) -> None:
    parts = parts_of(graft(name).content)
    types = ElementTree.fromstring(parts["[Content_Types].xml"])
    declared = Counter(
        element.get("PartName", "").casefold() for element in types if "PartName" in element.attrib
    )
    assert [part for part, count in declared.items() if count > 1] == []
    new = parts.keys() - parts_of(graft(name).host.content).keys()
    assert {part for part in new if not part.endswith(".rels")} <= {
        part for part in new if f"/{part}".casefold() in declared or part.endswith(".rels")
    }
    for part in parts:
        if part.endswith(".rels"):
            ids = Counter(element.get("Id") for element in ElementTree.fromstring(parts[part]))
            assert max(ids.values(), default=1) == 1, part
