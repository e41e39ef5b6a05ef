"""What members Excel's objects have, by others' lists of them.

For Windows the type library of Excel as vbalidator ships it; for a Mac the scripting dictionary as xlwings
ships it, which tells names but not whose they are.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from xlwings import mac_dict


@cache
def _classes() -> dict[str, dict[str, Any]]:
    model = Path(str(distribution("vbalidator").locate_file("src/models/excel.json")))
    classes: dict[str, dict[str, Any]] = json.loads(model.read_text(encoding="utf-8"))["classes"]
    return classes


def has_member(kind: str, name: str) -> bool:
    """Whether an object of Excel for Windows has a property or a method."""
    return name in _classes()[kind]["members"]


@cache
def windows_names() -> frozenset[str]:
    """The members of all objects of Excel for Windows."""
    return frozenset(name for members in _classes().values() for name in members["members"])


@cache
def mac_names() -> frozenset[str]:
    """The properties, elements, commands and classes of Excel for Mac."""
    lists = (mac_dict.properties, mac_dict.elements, mac_dict.commands, mac_dict.classes)
    return frozenset(entry[0] for entries in lists for entry in entries)


@cache
def mac_constants() -> frozenset[str]:
    """What appscript's k has for Excel for Mac."""
    return frozenset(entry[0] for entries in (mac_dict.enums, mac_dict.classes) for entry in entries)


def capitals_in(source: str) -> set[str]:
    """The attributes with a capital letter that a module uses, but for xlwings' classes."""
    return {name for owner, name in _attributes(source) if name[0].isupper() and owner != "xw"}


def constants_in(source: str) -> set[str]:
    """The attributes of appscript's k that a module uses."""
    return {name for owner, name in _attributes(source) if owner == "k"}


def _attributes(source: str) -> Iterator[tuple[str, str]]:
    """Each attribute of a module, and the variable whose attribute it is."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute):
            yield node.value.id if isinstance(node.value, ast.Name) else "", node.attr


def references_in(source: str) -> set[str]:
    """The attributes that a module uses of what appscript gives: behind .api or .xl, or of an Any."""
    return {
        name
        for function in ast.walk(ast.parse(source))
        if isinstance(function, ast.FunctionDef)
        for name in _references(function)
    } - {"get", "set"}


def _references(function: ast.FunctionDef) -> Iterator[str]:
    known = {
        argument.arg
        for argument in function.args.args
        if isinstance(argument.annotation, ast.Name) and argument.annotation.id == "Any"
    }

    def leads(node: ast.expr) -> bool:
        match node:
            case ast.Name():
                return node.id in known
            case ast.Attribute():
                return node.attr in ("api", "xl") or leads(node.value)
            case ast.Subscript():
                return leads(node.value)
            case ast.Call():
                return leads(node.func)
        return False

    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and leads(node.value):
            known |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    for node in ast.walk(function):
        if isinstance(node, ast.Attribute) and leads(node.value):
            yield node.attr
