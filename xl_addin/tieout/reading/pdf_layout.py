"""Where the characters of a page stand, and the lines and paragraphs that this makes them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise, zip_longest
from statistics import median

from xl_addin.tieout.reading.lines import Line
from xl_addin.tieout.reading.passages import bullet, is_title, is_wide, superscript

_SAME_LINE = 0.25
_RAISED = 0.8
_SMALL = 0.88
_COLUMN = 0.9
_SPACE = 0.15
_WIDE_SPACE = 0.6
_APART = 1.25
_LARGE = 1.15
_GAP = "   "
_DEEPEST_INDENT = 60
_EDGE = 3
_SHORT_PAGE = 6
_ENDS = tuple(".。!?！？:：;；")
_COUNTED = re.compile(r"(?<![A-Za-z0-9.,])[0-9]{1,3}(?![A-Za-z0-9.,%])")
_NO_WORDS = re.compile(r"(?:page|of|ページ|[^A-Za-z\u3041-\u9fff])*", re.IGNORECASE)


@dataclass(slots=True)
class Glyph:
    """A character, the base of its line (upwards) and its height; `spaced` when a space follows it."""

    sign: str
    left: float
    right: float
    base: float
    height: float
    spaced: bool = False
    raised: bool = False


@dataclass(slots=True)
class PageLine:
    """The characters of a page that stand in one line."""

    glyphs: list[Glyph]
    base: float
    height: float
    text: str = ""
    size: int = 0
    left: float = field(default=0.0)
    right: float = field(default=0.0)


def page_lines(glyphs: Sequence[Glyph]) -> list[PageLine]:
    """The lines of a page from top to bottom."""
    lines: list[PageLine] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.base):
        last = lines[-1] if lines else None
        if last is None or last.base - glyph.base > _SAME_LINE * min(last.height, glyph.height):
            lines.append(PageLine([glyph], glyph.base, glyph.height))
        else:
            last.glyphs.append(glyph)
            last.height = max(last.height, glyph.height)
    found = _with_notes(lines)
    for line in found:
        line.glyphs.sort(key=lambda glyph: glyph.left)
        line.height = median(glyph.height for glyph in line.glyphs)
        line.left, line.right = line.glyphs[0].left, max(glyph.right for glyph in line.glyphs)
        line.text, line.size = _text(line), len(line.glyphs)
        line.glyphs = []  # of all pages together they would be the most that is in memory
    return [line for line in found if line.text.strip()]


def _with_notes(lines: Sequence[PageLine]) -> list[PageLine]:
    """The lines, small characters just above a line taken into it: they are marks of notes."""
    found: list[PageLine] = []
    for line, below in zip_longest(lines, lines[1:]):
        if (
            below is None
            or line.base - below.base > _RAISED * below.height
            or line.height > _SMALL * below.height
        ):
            found.append(line)
            continue
        left = min(glyph.left for glyph in below.glyphs)
        right = max(glyph.right for glyph in below.glyphs) + below.height
        for glyph in line.glyphs:
            glyph.raised = left - below.height < glyph.left < right
        below.glyphs += [glyph for glyph in line.glyphs if glyph.raised]
        line.glyphs = [glyph for glyph in line.glyphs if not glyph.raised]
        if line.glyphs:
            found.append(line)
    return found


def _text(line: PageLine) -> str:
    """The text of a line; three spaces between its columns."""
    parts: list[str] = []
    raised: list[str] = []
    before: Glyph | None = None
    for glyph in line.glyphs:
        if raised and not glyph.raised:
            parts.append(superscript("".join(raised)))
            raised = []
        if before is not None:
            parts.append(_between(before, glyph, line.height))
        (raised if glyph.raised else parts).append(glyph.sign)
        before = glyph
    text = "".join([*parts, superscript("".join(raised))])
    # On Windows a character beyond the first plane comes in two halves.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _between(before: Glyph, glyph: Glyph, height: float) -> str:
    gap = glyph.left - before.right
    if gap > _COLUMN * height:
        return _GAP
    wide = is_wide(before.sign) and is_wide(glyph.sign)
    return " " if before.spaced or gap > (_WIDE_SPACE if wide else _SPACE) * height else ""


def laid_out(pages: Sequence[list[PageLine]]) -> Iterator[Line]:
    """The lines of all pages, blank ones where paragraphs end, without what repeats on the pages' edges."""
    running = _running(pages)
    heights = Counter[int]()
    for line in chain.from_iterable(pages):
        heights[round(line.height * 2)] += line.size
    body = max(heights, key=lambda height: heights[height]) / 2 if heights else 1.0
    leading = _leading(pages)
    last: PageLine | None = None
    mark = ""
    for number, page in enumerate(pages, 1):
        kept = [line for index, line in enumerate(page) if (number, index) not in running]
        margin = min((line.left for line in kept), default=0.0)
        edge = max((line.right for line in kept), default=0.0)
        for index, line in enumerate(kept):
            if bullet(f"{line.text} .")[1] == ".":
                mark = f"{line.text} "  # set a little higher than its text, it is a line of its own
                continue
            if last is not None and (mark or _parts(last, line, leading, edge, new_page=index == 0)):
                yield Line("", page=number)
            yield _placed(line, number, margin, body, mark)
            last, mark = line, ""


def _placed(line: PageLine, page: int, margin: float, body: float, mark: str) -> Line:
    indent = min(_DEEPEST_INDENT, round(2 * (line.left - margin) / line.height)) if line.height else 0
    large = line.height > _LARGE * body and is_title(line.text)
    level = 1 + (line.height < 1.6 * body) + (line.height < 1.3 * body) if large else 0
    return Line(" " * indent + mark + line.text, page=page, level=level)


def _leading(pages: Iterable[Sequence[PageLine]]) -> float:
    """The usual distance of lines, in heights of the lower one."""
    found = [
        (above.base - line.base) / line.height
        for page in pages
        for above, line in pairwise(page)
        if line.height and above.base - line.base < 2.5 * line.height
    ]
    return median(found) if found else 1.0


def _parts(last: PageLine, line: PageLine, leading: float, edge: float, *, new_page: bool) -> bool:
    """Whether a paragraph ends between two lines."""
    if new_page:
        goes_on = line.text[0].islower() or (is_wide(line.text[0]) and last.right > edge - 2 * last.height)
        return last.text.endswith(_ENDS) or not goes_on
    distance = last.base - line.base
    if _GAP in last.text and _GAP in line.text:
        return distance > 3 * line.height
    if abs(last.height - line.height) > 0.12 * line.height:
        return True
    return distance > _APART * leading * line.height


def _running(pages: Sequence[Sequence[PageLine]]) -> set[tuple[int, int]]:
    """Page and place of the lines at the edges that say the same on many pages, or count them."""
    places: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for number, page in enumerate(pages, 1):
        for index in {*range(len(page))[:_EDGE], *range(len(page))[-_EDGE:]}:
            for key in _keys(page[index].text, number, short=len(page) < _SHORT_PAGE):
                places.setdefault(key, []).append((number, index))
    return {
        place
        for key, found in places.items()
        if len({page for page, _ in found}) >= _least(key, len(pages))
        for place in found
    }


def _least(key: tuple[str, ...], pages: int) -> int:
    """On how many pages a line must be found to be a header or footer."""
    if key[0] == "same":
        return max(2, pages // 2)
    return 2 if _NO_WORDS.fullmatch(key[1]) else 3


def _keys(text: str, page: int, *, short: bool) -> Iterator[tuple[str, ...]]:
    """What a line would say on the other pages, were it a header or a footer."""
    if _GAP not in text and not short:
        yield ("same", text)
    if len(text) < 60:
        for found in _COUNTED.finditer(text):
            rest = f"{text[: found.start()]}#{text[found.end() :]}"
            yield ("counted", rest, str(int(found[0]) - page))
