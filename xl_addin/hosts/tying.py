"""The job of tie-out: a release text against a workbook of figures, and its report."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from xl_addin.errors import Issue
from xl_addin.hosts.jobs import build_time, figures_of, require_target
from xl_addin.inputs.model import Figures
from xl_addin.release.book import Book
from xl_addin.release.deck import Deck
from xl_addin.release.derived import build_derived
from xl_addin.release.expressions import Mode
from xl_addin.release.source_sheets import build_source_sheets
from xl_addin.tieout.claims_of import context_of, read_claims
from xl_addin.tieout.document import Document
from xl_addin.tieout.judging.comparison import Verdict
from xl_addin.tieout.judging.verdicts import Judged, judge
from xl_addin.tieout.reading.load import read_document
from xl_addin.tieout.report import build_report


@dataclass(frozen=True, slots=True)
class TiedOut:
    """A release text with the verdict on each of its numbers."""

    document: Document
    figures: Figures
    judged: tuple[Judged, ...]
    issues: tuple[Issue, ...]

    def count(self, verdict: Verdict) -> int:
        """How many claims have a verdict."""
        return sum(one.verdict is verdict for one in self.judged)


def tie_out(release: Path, source: Path | None, overrides: Mapping[str, str]) -> TiedOut:
    """Check each number of a release text against a workbook, the packaged one by default.

    Raises:
        WorkbookError: the text or the workbook cannot be used.
    """
    figures, issues = figures_of(source, overrides)
    return tied(read_document(release), figures, issues)


def tied(document: Document, figures: Figures, issues: tuple[Issue, ...]) -> TiedOut:
    """Check each number of a text against figures; `issues` are those of the figures."""
    claims = read_claims(document, context_of(figures))
    return TiedOut(document, figures, judge(claims, figures), issues)


def report_of(done: TiedOut) -> Deck:
    """The sheets of the report, with the input sheets that its formulas point at."""
    book = Book(done.figures)
    derived = build_derived(book)
    sheets = build_report(book, done.document, done.judged)
    return Deck(book, (*sheets, *((derived,) if derived else ()), *build_source_sheets(done.figures)))


def write_report(done: TiedOut, target: Path) -> None:
    """Write the report as a workbook of its own.

    Raises:
        WorkbookError: the file cannot be written or replaced.
    """
    from xl_addin.writer.edits import compile_deck  # noqa: PLC0415 - a tie-out alone does not write
    from xl_addin.writer.headless import write_file  # noqa: PLC0415

    edits = compile_deck(report_of(done), Mode.NATIVE)
    write_file(edits, Path(os.path.realpath(target)), build_time(), "--report")


def require_report(target: Path, source: Path | None) -> None:
    """Make sure that a report may be written there.

    Raises:
        WorkbookError: it is no place to write to, the input workbook itself, or something of a person's.
    """
    require_target(target, source, "--report")
