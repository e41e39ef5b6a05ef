"""The reference of the worksheet functions as a page of Markdown, in either language."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from xl_addin.catalog import Arg, FunctionSpec, Kind, Rows
from xl_addin.catalog.syntax import literal_text
from xl_addin.domain.functions import FUNCTIONS
from xl_addin.errors import Issue, WorkbookError
from xl_addin.hosts.literals import written_value
from xl_addin.hosts.page_texts import GENERAL, INTRODUCTION, WORDS
from xl_addin.hosts.reference import written_call
from xl_addin.release.functions.examples import shared_tables
from xl_addin.release.functions.groups import Group, grouped

MARK = "<!-- Made by xl-addin functions --markdown; what is changed here is lost. -->"
# How many cells a range argument has in the native form that is shown.
CELLS = 4

_SECTION = re.compile(r"(Args|Returns|Raises|Source):\s*(.*)", re.DOTALL)
_KIND_OF_ERROR = re.compile(r"^[A-Z]\w+: ", re.MULTILINE)


def write_reference(target: Path, language: str) -> None:
    """Write the page; a file that is no such page stays.

    Raises:
        WorkbookError: the file cannot be written or is not the add-in's to replace.
    """
    text = reference_page(FUNCTIONS.values(), language)
    remedy = "name another with --markdown"
    try:
        if target.exists() and not target.read_bytes().startswith(MARK.encode()):
            message = "it is no page of the add-in's; nothing was replaced"
            raise WorkbookError(Issue(message, remedy, file=str(target)))
        target.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        message = f"cannot be written: {error.strerror or error}"
        raise WorkbookError(Issue(message, remedy, file=str(target))) from error


def reference_page(specs: Iterable[FunctionSpec], language: str) -> str:
    """The whole page: index, what holds for all functions, and one part a function."""
    return _Page(language).text(list(specs))


class _Page:
    """The page in one language."""

    def __init__(self, language: str) -> None:
        self.japanese = language == "ja"

    def say(self, english: str) -> str:
        return WORDS[english] if self.japanese else english

    def text(self, specs: list[FunctionSpec]) -> str:
        groups = grouped(specs)
        blocks = [MARK, f"# {self.say('Worksheet functions')}", INTRODUCTION[self.japanese]]
        blocks += self._index(groups)
        blocks.append(GENERAL[self.japanese])
        for group, members in groups:
            blocks.append(f"## {self._title(group)}")
            blocks += [block for spec in members for block in self._function(spec)]
        return "\n\n".join(blocks) + "\n"

    def _title(self, group: Group) -> str:
        return group.title_ja if self.japanese else group.title

    def _help(self, described: FunctionSpec | Arg) -> str:
        return described.help_ja if self.japanese else described.help

    def _index(self, groups: Iterable[tuple[Group, list[FunctionSpec]]]) -> Iterator[str]:
        for group, members in groups:
            lines = [f"- [`{spec.name}`](#{spec.name.lower()}): {self._help(spec)}" for spec in members]
            yield f"**{self._title(group)}**"
            yield "\n".join(lines)

    def _function(self, spec: FunctionSpec) -> Iterator[str]:
        parts = _sections(spec)
        yield f"### {spec.name}"
        yield f"`{spec.signature}`"
        yield self._help(spec)
        yield self._arguments(spec)
        if "Args" in parts:
            yield f"{self.say('About the arguments')}: {parts['Args']}"
        yield f"**{self.say('Gives')}** {self._result(spec)}"
        if "Returns" in parts:
            yield parts["Returns"]
        if "Raises" in parts:
            yield f"**{self.say('Errors')}**"
            yield "\n".join(f"- {line}" for line in _errors(parts["Raises"]))
        if "Notes" in parts:
            yield parts["Notes"]
        if "Source" in parts:
            yield f"**{self.say('Source')}** {parts['Source']}"
        for index, table in shared_tables(spec).values():
            yield f"{self.say('In the examples')} `{spec.args[index].name}`:"
            yield _table(table)
        yield self._examples(spec)
        yield from self._forms(spec)

    def _arguments(self, spec: FunctionSpec) -> str:
        names = map(self.say, ("argument", "kind", "unit", "if left out", "what it is"))
        rows = [f"| {' | '.join(names)} |", "| --- | --- | --- | --- | --- |"]
        for arg in spec.args:
            cells = (f"`{arg.name}`", self.say(arg.kind), arg.term.told, self._omitted(arg), self._help(arg))
            rows.append(f"| {' | '.join(map(_in_table, cells))} |")
        return "\n".join(rows)

    def _omitted(self, arg: Arg) -> str:
        if not arg.optional:
            return self.say("required")
        return self.say("optional") if arg.default is None else f"`{literal_text(arg.default)}`"

    def _result(self, spec: FunctionSpec) -> str:
        text = spec.result.help_ja if self.japanese else spec.result.help
        return f"{text} ({self.say(spec.result.kind)}; {spec.result.unit})"

    def _examples(self, spec: FunctionSpec) -> str:
        rows = [
            f"| {self.say('example')} | {self.say('result')} | {self.say('note')} |",
            "| --- | --- | --- |",
        ]
        for example in spec.examples:
            cells = (f"`{written_call(spec, example)}`", f"`{written_value(example.result)}`", example.note)
            rows.append(f"| {' | '.join(map(_in_table, cells))} |")
        return "\n".join(rows)

    def _forms(self, spec: FunctionSpec) -> Iterator[str]:
        native = spec.native(*_cells(spec))
        if spec.lambda_formula is None or native is None:
            yield f"{self.say('No LAMBDA and no native form')}: {spec.reason}."
            return
        yield self.say("As a LAMBDA, for the name manager")
        yield f"```text\n{_typed(spec.lambda_formula)}\n```"
        yield f"{self.say('As a native formula over')} {', '.join(f'`{cell}`' for cell in _cells(spec))}"
        yield f"```text\n{native}\n```"


def _cells(spec: FunctionSpec) -> list[str]:
    """A1, B1, ...: a cell an argument, or a column of some."""
    letters = [chr(ord("A") + index) for index in range(len(spec.args))]
    return [
        f"{letter}1:{letter}{CELLS}" if arg.kind is Kind.RANGE else f"{letter}1"
        for letter, arg in zip(letters, spec.args, strict=True)
    ]


def _typed(formula: str) -> str:
    """A LAMBDA as a person types it, without the prefixes that a file holds."""
    return re.sub(r"_xlfn\.|_xlpm\.", "", re.sub(r"_xlop\.(\w+)", r"[\1]", formula))


def _sections(spec: FunctionSpec) -> Mapping[str, str]:
    """The parts of a body's docstring by name, what stands outside them as Notes."""
    found: dict[str, str] = {}
    for paragraph in (inspect.getdoc(spec.body) or "").split("\n\n")[1:]:
        match = _SECTION.fullmatch(paragraph)
        name, text = (match[1], match[2]) if match else ("Notes", paragraph)
        found[name] = f"{found[name]}\n{text}" if name in found else text
    return {name: text if name == "Raises" else _joined(text) for name, text in found.items()}


def _errors(text: str) -> list[str]:
    """One line an error, without the name that it has in Python."""
    return [_joined(part) for part in _KIND_OF_ERROR.split(inspect.cleandoc(text)) if part.strip()]


def _joined(text: str) -> str:
    return " ".join(text.split())


def _table(rows: Rows) -> str:
    heading, *others = [f"| {' | '.join(_in_table(written_value(cell)) for cell in row)} |" for row in rows]
    return "\n".join([heading, f"|{' --- |' * len(rows[0])}", *others])


def _in_table(text: str) -> str:
    """A text that ends no cell of a table."""
    return text.replace("|", "\\|").replace("\n", " ")
