"""Where XlsxWriter's form differs from the one that Excel stores: the caches of charts.

A program that does not calculate, such as Excel in Protected View, draws what is cached.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from xl_addin.catalog.spec import Scalar
from xl_addin.errors import ExcelError


class Points(list[Any]):
    """The cached values of a range that a chart draws, one without a figure None, with their formats."""

    def __init__(self, values: Sequence[Scalar], formats: Sequence[str] = ()) -> None:
        super().__init__(None if isinstance(value, ExcelError) else value for value in values)
        self.formats = formats or ("General",) * len(self)


def with_caches(chart: Any) -> Any:
    """The chart of XlsxWriter's, which caches each point as it is and leaves gaps where there is none.

    Unaided it caches a text or an error as 0, and no number formats; a text of digits makes categories
    numbers, and what a gap is drawn as is left to who reads it.
    """
    chart._get_data_type = _data_type
    chart._write_num_cache = partial(_write_numbers, chart)
    chart._write_disp_blanks_as = partial(chart._xml_empty_tag, "c:dispBlanksAs", [("val", "gap")])
    return chart


def _data_type(points: Points) -> str:
    """Of categories."""
    return "str" if any(isinstance(point, str) for point in points) else "num"


def _write_numbers(chart: Any, points: Points) -> None:
    """The format of the first cell is that of the range; others are told beside their points."""
    common = points.formats[0]
    chart._xml_start_tag("c:numCache")
    chart._write_format_code(common)
    chart._write_pt_count(len(points))
    for place, (point, code) in enumerate(zip(points, points.formats, strict=True)):
        if point is not None:
            own = [("formatCode", code)] if code != common else []
            chart._xml_start_tag("c:pt", [("idx", place), *own])
            chart._write_v(point if type(point) in (int, float) else 0)  # Excel draws a text so
            chart._xml_end_tag("c:pt")
    chart._xml_end_tag("c:numCache")
