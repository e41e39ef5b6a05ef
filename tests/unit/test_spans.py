"""Which figures of a year leave one of its quarters."""

from __future__ import annotations

import pytest

from xl_addin.inputs.spans import Terms, terms


@pytest.mark.parametrize(
    ("quarter", "alone", "to_date", "expected"),
    [
        (2, {1, 3}, {2, 3, 4}, Terms(2, 0, (1,))),
        (3, {1, 2}, {2, 3}, Terms(3, 2, ())),
        (4, {1, 2, 3}, {3, 4}, Terms(4, 3, ())),
        (4, {1, 2, 3}, {4}, Terms(4, 0, (1, 2, 3))),
        (1, {2}, {2}, Terms(2, 0, (2,))),
        (2, {1}, {3}, None),
        (4, {1, 2, 3}, set(), None),
    ],
)
def test_the_shortest_way_is_taken(
    quarter: int, alone: set[int], to_date: set[int], expected: Terms | None
) -> None:
    assert terms(quarter, alone, to_date) == expected
