"""Levels that a text says rose or fell: 151 in 3Q01, 186 in 4Q01, a loss of 464 in 1Q02, by the workbook."""

from __future__ import annotations

import pytest

from tests.tieout.test_reservations import judged
from xl_addin.tieout.judging.comparison import Verdict


@pytest.mark.parametrize(
    "text",
    [
        "Operating income rose to JPY186 million in 4Q01 from JPY151 million in 3Q01.",
        "Operating income increased sharply from JPY151 million in 3Q01 to JPY186 million in 4Q01.",
        "The operating result fell to a loss of JPY464 million from a profit of JPY186 million in 4Q01.",
        "営業利益は2001年度第3四半期の151百万円から第4四半期は186百万円に増加しました。",
    ],
)
def test_levels_tie_where_they_went_as_the_words_have_it(text: str) -> None:
    assert [one.verdict for one in judged(text)] == [Verdict.TIES, Verdict.TIES]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Operating income fell to JPY186 million in 4Q01 from JPY151 million in 3Q01.", "JPY186 million"),
        (
            "Operating income declined from JPY151 million in 3Q01 to JPY186 million in 4Q01.",
            "JPY186 million",
        ),
        ("Revenues rose to JPY9,851 million in 1Q02 from JPY12,115 million in 4Q01.", "JPY9,851 million"),
        ("営業利益は2001年度第3四半期の151百万円から第4四半期は186百万円に減少しました。", "186百万円"),
    ],
)
def test_a_level_is_contradicted_where_the_word_for_its_move_is_wrong(text: str, printed: str) -> None:
    found = next(one for one in judged(text) if one.claim.printed == printed)
    assert found.verdict is Verdict.CONTRADICTED
    assert "does not fit" in found.reason


def test_what_rests_on_illustrative_figures_tells_of_no_move() -> None:
    fell = "The operating loss narrowed to JPY464 million in 1Q02 from JPY148 million in 1Q01."
    assert judged(fell)[0].verdict is Verdict.TIES
