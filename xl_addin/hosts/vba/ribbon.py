"""The ribbon: the template in `macros/` with the commands, and a menu of the functions in groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.sax.saxutils import quoteattr

from xl_addin.catalog import FunctionSpec
from xl_addin.hosts.vba.sources import Command
from xl_addin.release.functions.groups import grouped

_LABELLED = 'getLabel="IijGetLabel"'


def ribbon_xml(template: str, commands: Iterable[Command], specs: Iterable[FunctionSpec]) -> str:
    """The part customUI14.xml."""
    filled = _filled(template, "commands", map(_command, commands))
    return _filled(filled, "functions", _menus(specs))


def group_texts(specs: Iterable[FunctionSpec]) -> Mapping[str, tuple[str, str]]:
    """What the submenus of functions are called, in English and Japanese."""
    return {
        f"{_group_id(number)}.label": (group.title, group.title_ja)
        for number, (group, _) in enumerate(grouped(specs), 1)
    }


def _command(command: Command) -> str:
    return (
        f'<button id={quoteattr(command.macro)} tag={quoteattr(command.entry_point)} size="large" '
        f'imageMso={quoteattr(command.image)} {_LABELLED} getSupertip="IijGetTip" onAction="IijRunCommand"/>'
    )


def _menus(specs: Iterable[FunctionSpec]) -> Iterable[str]:
    for number, (_, members) in enumerate(grouped(specs), 1):
        yield f'<menu id="{_group_id(number)}" {_LABELLED}>'
        yield from (f"  {_function(spec)}" for spec in members)
        yield "</menu>"


def _function(spec: FunctionSpec) -> str:
    return (
        f'<button id="{spec.name}" label="{spec.name}" getSupertip="IijGetFunctionTip" '
        'onAction="IijInsertFunction"/>'
    )


def _group_id(number: int) -> str:
    return f"group{number}"


def _filled(template: str, name: str, lines: Iterable[str]) -> str:
    """The template with a comment replaced by lines, indented as it is."""
    before, _, after = template.partition(f"<!-- {name} -->")
    indent = before[before.rindex("\n") :]
    return before + indent.join(lines) + after
