"""The parts that know of every sheet: workbook, its relationships, content types, the list of titles."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from xl_addin.writer.package.archive import Splice
from xl_addin.writer.package.model import (
    OFFICE_RELATIONS,
    Package,
    Sheet,
    attribute,
)
from xl_addin.writer.package.record import Slots
from xl_addin.writer.package.spans import Document, Element

Splices = dict[str, list[Splice]]

_CHAINED = re.compile(rb"""\si\s*=\s*["'](\d+)["']""")
_CHUNK = 2**20

# What stands before these in a workbook, in the schema's order.
_BEFORE_NAMES = ("externalReferences", "functionGroups", "sheets")
_BEFORE_CALCULATION = ("definedNames", *_BEFORE_NAMES)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A sheet that joins the workbook: its place among all, its id, and its part."""

    name: str
    part: str
    index: int
    id: int


def placed(host: Package, sheets: Sequence[tuple[str, str]], slots: Slots) -> list[Newcomer]:
    """Names and parts of new sheets in their slots, all others behind the last sheet."""
    taken = {sheet.id for sheet in host.sheets} | chained(host)
    known = slots or {}
    next_id = max([0, *taken, *(number for _, number in known.values())]) + 1
    count = len(host.sheets) + len(sheets)
    wanted = {name: known[name][0] for name, _ in sheets if name in known and known[name][0] < count}
    free = iter(sorted(set(range(count)) - _first_free(host, wanted.values(), count)))
    indexes: dict[str, int] = {}
    for name, _ in sheets:
        indexes[name] = wanted[name] if name in wanted else next(free)
    found = []
    for name, part in sheets:
        number = known[name][1] if name in known and known[name][1] not in taken else next_id
        next_id = max(next_id, number + 1)
        taken.add(number)
        found.append(Newcomer(name, part, indexes[name], number))
    return found


def chained(host: Package) -> set[int]:
    """The ids of the sheets with cells in the order of calculation, those that are gone included.

    A sheet that gets one of these has formulas there that it has not, and Excel repairs the file.
    """
    part = host.part_of_kind("calcChain")
    if part is None:
        return set()
    found: set[int] = set()
    with host.archive.open(part) as stream:  # not as XML: it has an element for each formula
        left = b""
        while chunk := stream.read(_CHUNK):
            left += chunk
            found.update(int(number) for number in set(_CHAINED.findall(left)))
            left = left[left.rfind(b"<") :]
    return found


def _first_free(host: Package, wanted: Iterable[int], count: int) -> set[int]:
    """The places that are taken: those wanted, and the first others, on which the host's sheets stand."""
    taken = set(wanted)
    others = (index for index in range(count) if index not in taken)
    return taken | {next(others) for _ in host.sheets}


def moved(host: Package, newcomers: Iterable[Newcomer]) -> list[int]:
    """Where each of the host's sheets stands among all."""
    taken = {newcomer.index for newcomer in newcomers}
    places = (index for index in range(len(taken) + len(host.sheets)) if index not in taken)
    return [next(places) for _ in host.sheets]


def joined(
    host: Package, newcomers: Sequence[Newcomer], names: Sequence[str], others: Mapping[str, str]
) -> Splices:
    """The splices that make the newcomers sheets of the workbook.

    `names` are elements of defined names, `others` further parts with what they are to the workbook.
    """
    ids = _free_ids(host, len(newcomers) + len(others))
    relations = host.relations_part(host.workbook_part)
    document = host.document(relations)
    targets = [
        _relationship(host, document, part, kind, number)
        for (part, kind), number in zip(
            [*((newcomer.part, "worksheet") for newcomer in newcomers), *others.items()], ids, strict=True
        )
    ]
    return {
        host.workbook_part: [
            *_sheet_elements(host, newcomers, ids[: len(newcomers)]),
            *_shifted(host, moved(host, newcomers)),
            *_defined(host, names),
            *_calculated(host.workbook),
        ],
        relations: [document.appended(document.root, "".join(targets).encode())],
    }


def _free_ids(host: Package, count: int) -> list[str]:
    taken = {relation.id for relation in host.relations(host.workbook_part)}
    numbers = (f"rId{number}" for number in range(1, len(taken) + count + 1))
    return [free for free in numbers if free not in taken][:count]


def free_beside(host: Package, name: str) -> str:
    """A part in the workbook's folder that is not there yet, under this name or one like it."""
    folder = posixpath.dirname(host.workbook_part)
    free = posixpath.join(folder, name)
    while host.archive.find(free) is not None:
        free = posixpath.join(folder, name := f"x{name}")
    return free


def _relationship(host: Package, document: Document, part: str, kind: str, number: str) -> str:
    folder = posixpath.dirname(host.workbook_part)
    is_beside = part.startswith(f"{folder}/") if folder else False
    target = posixpath.relpath(part, folder) if is_beside else f"/{part}"
    tag = document.tag("Relationship")
    return f'<{tag} Id="{number}" Type="{OFFICE_RELATIONS}/{kind}" Target="{attribute(target)}"/>'


def _sheet_elements(host: Package, newcomers: Sequence[Newcomer], ids: Sequence[str]) -> Iterator[Splice]:
    workbook = host.workbook
    holder = workbook.root.first("sheets")
    if holder is None:
        raise host.refuse("it has no sheets", "open it in Excel and save it again")
    tag, prefix, declared = workbook.tag("sheet"), *_relation_prefix(workbook)
    texts = {
        newcomer.index: f'<{tag} name="{attribute(newcomer.name)}" sheetId="{newcomer.id}"{declared}'
        f' {prefix}:id="{number}"/>'
        for newcomer, number in zip(newcomers, ids, strict=True)
    }
    places = moved(host, newcomers)
    for index in sorted(texts):
        before = sum(place < index for place in places)
        at = host.sheets[before - 1].element.end if before else holder.opened
        if holder.is_self_closed:
            raise host.refuse("it has no sheets", "open it in Excel and save it again")
        yield at, at, texts[index].encode()


def _relation_prefix(workbook: Document) -> tuple[str, str]:
    """The prefix of relationship ids, and its declaration where the root has none."""
    tag = workbook.start_tag(workbook.root)
    found = re.search(rb"""xmlns:([\w.-]+)\s*=\s*["']%s["']""" % re.escape(OFFICE_RELATIONS.encode()), tag)
    return (found[1].decode(), "") if found else ("r", f' xmlns:r="{OFFICE_RELATIONS}"')


def _shifted(host: Package, places: Sequence[int]) -> Iterator[Splice]:
    """References to sheets by their number, where those stand elsewhere now."""
    elements = [(element, "localSheetId") for element in host.names]
    views = host.workbook.root.first("bookViews")
    for view in views.all("workbookView") if views is not None else ():
        elements += [(view, "activeTab"), (view, "firstSheet")]
    for element, name in elements:
        yield from _renumbered(host.workbook, element, name, places)


def _renumbered(
    workbook: Document, element: Element, name: str, places: Sequence[int | None]
) -> Iterator[Splice]:
    text = element.attributes.get(name, "0" if name == "activeTab" else "")
    if not text.isdecimal() or int(text) >= len(places):
        return
    place = places[int(text)]
    if place is not None and place != int(text):
        yield workbook.with_attribute(element, name, str(place))


def _defined(host: Package, names: Sequence[str]) -> Iterator[Splice]:
    if not names:
        return
    workbook = host.workbook
    inner = "".join(names).encode()
    holder = workbook.root.first("definedNames")
    if holder is not None:
        yield workbook.appended(holder, inner)
        return
    tag = workbook.tag("definedNames").encode()
    at = _behind(workbook, _BEFORE_NAMES)
    yield at, at, b"<" + tag + b">" + inner + b"</" + tag + b">"


def _calculated(workbook: Document) -> Iterator[Splice]:
    """A full calculation when the file is opened, in whatever mode it is."""
    element = workbook.root.first("calcPr")
    if element is None:
        at = _behind(workbook, _BEFORE_CALCULATION)
        yield at, at, f'<{workbook.tag("calcPr")} fullCalcOnLoad="1"/>'.encode()
    elif element.attributes.get("fullCalcOnLoad") not in ("1", "true"):
        yield workbook.with_attribute(element, "fullCalcOnLoad", "1")


def _behind(workbook: Document, names: Iterable[str]) -> int:
    found = [child.end for name in names if (child := workbook.root.first(name)) is not None]
    return max(found, default=workbook.root.opened)


def typed(host: Package, types: Mapping[str, str]) -> Splices:
    """The splices that give new parts their content types, each its own."""
    document = host.document(host.types_part)
    tag = document.tag("Override")
    texts = [
        f'<{tag} PartName="/{attribute(part)}" ContentType="{attribute(kind)}"/>'
        for part, kind in types.items()
    ]
    return {host.types_part: [document.appended(document.root, "".join(texts).encode())]}


def titled(host: Package, added: Sequence[str]) -> Splices:
    """The splices that add sheets to the titles that a file's properties list, if they list sheets."""
    part = host.part_of_kind("extended-properties", "")
    if part is None:
        return {}
    document = host.document(part)
    headings, titles = (_vector(document, name) for name in ("HeadingPairs", "TitlesOfParts"))
    if headings is None or titles is None or len(headings.children) < 2 or not titles.children:
        return {}
    count = next(iter(headings.children[1].children), None)
    worksheets = [sheet for sheet in host.sheets if sheet.kind == "worksheet"]
    if count is None or not count.text.isdecimal() or int(count.text) != len(worksheets):
        return {}
    number = int(count.text)
    if not 0 < number <= len(titles.children) or not titles.attributes.get("size", "").isdecimal():
        return {}
    tag = document.raw(titles.children[0].start + 1, titles.children[0].opened - 1).decode().split()[0]
    texts = "".join(f"<{tag}>{attribute(name)}</{tag}>" for name in added)
    at = titles.children[number - 1].end
    return {
        part: [
            (count.opened, count.closed, str(number + len(added)).encode()),
            document.with_attribute(titles, "size", str(int(titles.attributes["size"]) + len(added))),
            (at, at, texts.encode()),
        ]
    }


def _vector(document: Document, name: str) -> Element | None:
    holder = document.root.first(name)
    return None if holder is None else next((c for c in holder.children if c.name == "vector"), None)


def removed(host: Package, gone: Sequence[Sheet], names: Iterable[str], parts: set[str]) -> Splices:
    """The splices that take sheets out of the workbook, with their local names and these global ones.

    `parts` are all that go; none of them is the workbook's afterwards.
    """
    indexes = {sheet.index for sheet in gone}
    workbook = host.workbook
    splices = [(sheet.element.start, sheet.element.end, b"") for sheet in gone]
    dropped = set(names)
    kept = iter(range(len(host.sheets)))
    places = [None if sheet.index in indexes else next(kept) for sheet in host.sheets]
    going = [element for element in host.names if _belongs(element, indexes, dropped)]
    if len(going) == len(host.names) and going:
        holder = workbook.root.first("definedNames")
        assert holder is not None
        splices.append((holder.start, holder.end, b""))
    else:
        splices += [(element.start, element.end, b"") for element in going]
        staying = [element for element in host.names if element not in going]
        for element in staying:
            splices += _renumbered(workbook, element, "localSheetId", places)
    splices += _views_without(host, places)
    relations = host.relations_part(host.workbook_part)
    ids = {sheet.relation for sheet in gone}
    links = [r.element for r in host.relations(host.workbook_part) if r.id in ids or r.target in parts]
    return {
        host.workbook_part: splices,
        relations: [(element.start, element.end, b"") for element in links],
    }


def _belongs(element: Element, indexes: set[int], names: set[str]) -> bool:
    local = element.attributes.get("localSheetId")
    if local is None:
        return element.attributes.get("name") in names
    return local.isdecimal() and int(local) in indexes


def _views_without(host: Package, places: Sequence[int | None]) -> Iterator[Splice]:
    """The views with the sheet that was active, or the first that stays where that one goes."""
    views = host.workbook.root.first("bookViews")
    for view in views.all("workbookView") if views is not None else ():
        for name in ("activeTab", "firstSheet"):
            text = view.attributes.get(name, "0")
            number = int(text) if text.isdecimal() else 0
            place = places[number] if number < len(places) else None
            if (place or 0) != number:
                yield host.workbook.with_attribute(view, name, str(place or 0))


def untyped(host: Package, parts: set[str]) -> Splices:
    """The splices that take parts out of the content types."""
    document = host.document(host.types_part)
    gone = {f"/{part}".casefold() for part in parts}
    elements = [
        element
        for element in document.root.children
        if element.name == "Override" and element.attributes.get("PartName", "").casefold() in gone
    ]
    return {host.types_part: [(element.start, element.end, b"") for element in elements]}
