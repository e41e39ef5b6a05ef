"""Axes of charts: columns stand on zero with room above, lines in the upper third."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from xl_addin.catalog import Scalar
from xl_addin.writer.chart_scales import Scale, column_scale, labelled_points, ratio_scale
from xl_addin.writer.edits import ChartEdit, SeriesEdit


def series(*values: Scalar, kind: str = "column", labels: str = "", hidden: bool = False) -> SeriesEdit:
    return SeriesEdit(
        name="=S!A1", values="=S!B1:D1", color="1F3864", kind=kind, secondary=kind == "line", labels=labels,
        label_color="", hidden=hidden, number_format="#,##0", point_colors=(), cached_name="S",
        cached_values=values,
    )  # fmt: skip


def chart(*all_series: SeriesEdit) -> ChartEdit:
    return ChartEdit(
        row=1, column=1, title="=S!A1", cached_title="S", categories="=S!B2:D2", cached_categories=(),
        series=all_series, axis_title="", number_format="#,##0", alt_text="", width=600, height=300,
        stacked=False, second_axis_title="",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("values", "scale"),
    [
        # Labels and a line above columns of 100 need the axis to end at 170 or more, on a round number.
        ([60, 100], Scale(0, 200, 50)),
        # 1.7 times 9,851 is 16,747, a sixth of it 2,791: steps of 5,000.
        ([8334, 9851], Scale(0, 20_000, 5_000)),
        ([0.6, 1.2], Scale(0, 2.5, 0.5)),
    ],
)
def test_columns_below_a_line_leave_seven_tenths_of_their_height_free(
    values: Sequence[float], scale: Scale
) -> None:
    assert column_scale(chart(series(*values), series(0.1, 0.2, kind="line"))) == scale


def test_columns_alone_stand_on_zero_and_leave_the_rest_to_excel() -> None:
    assert column_scale(chart(series(60, 100))) == Scale(low=0)


@pytest.mark.parametrize(
    ("values", "scale"),
    [
        # 1.4 times each end: -140 to 280; a sixth of 420 is 70, so steps of 100.
        ([-100, 200], Scale(-200, 300, 100)),
        # -464 and 186: -649.6 to 260.4; steps of 200.
        ([186, -464], Scale(-800, 400, 200)),
        # Losses alone end at zero: -140 to 0, steps of 25.
        ([-100, -50], Scale(-150, 0, 25)),
    ],
)
def test_losses_leave_two_fifths_free_at_both_ends(values: Sequence[float], scale: Scale) -> None:
    assert column_scale(chart(series(*values))) == scale


def test_labels_drawn_on_a_hidden_line_need_room_too() -> None:
    total = series(100, 300, kind="line", hidden=True)
    # 1.7 times 300 is 510, a sixth of it 85.
    assert column_scale(chart(series(60, 100), total)) == Scale(0, 600, 100)


@pytest.mark.parametrize("values", [(), ("", "n/a"), (None, None)])
def test_without_a_number_the_axes_are_excels_to_choose(values: Sequence[Scalar]) -> None:
    assert column_scale(chart(series(*values))) == Scale()
    assert ratio_scale(chart(series(*values, kind="line"))) == Scale()


@pytest.mark.parametrize(
    ("values", "scale"),
    [
        # 10 to 20: 2.4 times the span below is -14, so zero; 0.3 times above is 23: steps of 5.
        ([10, 20], Scale(0, 25, 5)),
        # 100 to 110: from 76 to 113, steps of 10.
        ([100, 110], Scale(70, 120, 10)),
        # -10 to 10: from -58 to 16, a sixth of 74 is 12.3: steps of 20.
        ([-10, 10], Scale(-60, 20, 20)),
        # A flat line spans a tenth of its height: 100 from 76 to 103.
        ([100, 100], Scale(75, 105, 5)),
        # At zero throughout the span is one: 0 to 0.3.
        ([0, 0], Scale(0, 0.3, 0.05)),
    ],
)
def test_a_line_lies_in_the_upper_third_of_its_axis(values: Sequence[float], scale: Scale) -> None:
    assert ratio_scale(chart(series(5000, 6000), series(*values, kind="line"))) == scale


def test_only_points_with_a_figure_are_labelled() -> None:
    one = series(1, None, "n/a", 4, labels="all")
    assert tuple(labelled_points(chart(one), one)) == (0, 3)
    bare = series(1, 2)
    assert not labelled_points(chart(bare), bare)


@pytest.mark.parametrize(("last", "labelled"), [(100, (1,)), (6.25, (1,)), (6.2, ()), (None, ()), ("", ())])
def test_the_last_point_is_labelled_where_it_is_a_sixteenth_of_the_tallest(
    last: Scalar, labelled: tuple[int, ...]
) -> None:
    one = series(50, last, labels="last")
    assert tuple(labelled_points(chart(one, series(-100, 20)), one)) == labelled
