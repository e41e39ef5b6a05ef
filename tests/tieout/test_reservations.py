"""Figures that are none of the workbook's, though the item is named and the number is the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from xl_addin.inputs.load import read_figures
from xl_addin.tieout.claims_of import context_of, read_claims
from xl_addin.tieout.document import Document, Passage
from xl_addin.tieout.judging.comparison import Verdict
from xl_addin.tieout.judging.verdicts import Judged, judge
from xl_addin.tieout.reading.load import read_document

SHIPPED, _ = read_figures(Path(__file__).parents[2] / "xl_addin" / "data" / "iij_quarterly.xlsx")
CONTEXT = context_of(SHIPPED)


def judged(*texts: str) -> tuple[Judged, ...]:
    """The verdicts on paragraphs: an operating loss of JPY464 million in 1Q02 and 186 in 4Q01 are true."""
    document = Document("test", tuple(Passage(text) for text in texts))
    return judge(read_claims(document, CONTEXT), SHIPPED)


def verdict_on(printed: str, *texts: str) -> Verdict:
    (found,) = (one for one in judged(*texts) if one.claim.printed == printed)
    return found.verdict


@pytest.mark.parametrize(
    "text",
    [
        "The operating loss was JPY464 million in 1Q02.",
        "IIJ recorded an operating loss of JPY464 million.",
        "Internet Initiative Japan Inc. posted an operating loss of JPY464 million.",
        "In 1Q02, IIJ Group's operating loss was JPY464 million.",
        "The Company reported an operating loss of JPY464 million.",
        "The operating loss of IIJ and its consolidated subsidiaries was JPY464 million.",
        "In August 2002, IIJ announced an operating loss of JPY464 million for 1Q02.",
        "IIJ was founded in 1992; its operating loss in 1Q02 was JPY464 million.",
        "Operating loss was JPY464 million, not least because of a write-off.",
        "Because of higher costs of services, the operating loss was JPY464 million.",
        "Operating loss for the quarter was JPY464 million, after operating income in 4Q01.",
        "Operating loss attributable to IIJ was JPY464 million.",
        "IIJの営業損失は464百万円でした。",
        "当社グループの連結営業損失は464百万円となりました。",
        "当第1四半期の営業損失は4億64百万円となりました。",
    ],
)
def test_the_companys_own_figure_ties(text: str) -> None:
    (found,) = judged(text)
    assert found.verdict is Verdict.TIES, found.reason


@pytest.mark.parametrize(
    "text",
    [
        # Another company's.
        "The operating loss of Crosswave was JPY464 million.",
        "Crosswave recorded an operating loss of JPY464 million.",
        "Our subsidiary IIJ Technology posted an operating loss of JPY464 million.",
        "At our affiliate, operating loss amounted to JPY464 million.",
        "The operating loss of our equity-method affiliates was JPY464 million.",
        "Neither Crosswave nor IIJ posted an operating loss of JPY464 million.",
        "クロスウェイブ社は営業損失464百万円を計上しました。",
        "関連会社であるクロスウェイブの営業損失は464百万円でした。",
        # Of a part.
        "Operating loss of the systems integration segment was JPY464 million.",
        "Operating loss attributable to the Asian business was JPY464 million.",
        # On another basis.
        "Excluding one-time costs, the operating loss was JPY464 million.",
        "Operating loss, excluding the effect of acquisitions, was JPY464 million.",
        "Operating loss was JPY464 million, excluding one-time costs.",
        "The operating loss before restructuring charges was JPY464 million.",
        "On a pro forma basis, the operating loss was JPY464 million.",
        "Non-consolidated operating loss was JPY464 million.",
        "Annualized, the operating loss was JPY464 million.",
        "The average operating loss was JPY464 million.",
        "一時費用を除く営業損失は464百万円となりました。",
        "単体の営業損失は464百万円となりました。",
        "営業損失は累計で464百万円となりました。",
        "営業損失は月間464百万円です。",
        "The operating loss was JPY464 million per month.",
        "In each quarter of FY2002, the operating loss was JPY464 million.",
        # Not so, or only supposed.
        "Operating loss was not JPY464 million.",
        "Operating loss would have been JPY464 million without the rebate.",
        "If the yen strengthens further, operating loss could reach JPY464 million.",
        "営業損失は464百万円ではありません。",
        # Planned.
        "The budgeted operating loss was JPY464 million.",
        "The target for operating loss was JPY464 million in 1Q02.",
        "Operating loss in 1Q02 compares with the earlier forecast of JPY464 million.",
        # Another thing of so much.
        "Operating loss includes a write-off of JPY464 million.",
        "Operating loss widened because costs of JPY464 million were booked.",
        "Operating loss, reflecting personnel expenses of JPY464 million, was in line.",
        "The impact on operating loss was JPY464 million.",
        "The backlog of operating loss was JPY464 million.",
        # A period of no quarter.
        "Operating loss for June 2002 was JPY464 million.",
        "In 2002, operating loss was JPY464 million.",
        "2002年の営業損失は464百万円でした。",
    ],
)
def test_a_figure_that_is_none_of_its_own_ties_to_nothing(text: str) -> None:
    (found,) = judged(text)
    assert found.verdict is Verdict.UNVERIFIABLE, found.reason


@pytest.mark.parametrize(
    "text",
    [
        "Of the operating income of JPY200 million in 4Q01, JPY186 million came from personnel costs.",
        "In 4Q01 operating income was JPY200 million, of which JPY186 million came from personnel.",
        "2001年度第4四半期の営業利益は200百万円（うち海外186百万円）でした。",
        "2001年度第4四半期の営業利益200百万円のうち、海外は186百万円です。",
    ],
)
def test_a_part_of_a_figure_is_not_the_figure(text: str) -> None:
    printed = "186百万円" if "百万円" in text else "JPY186 million"
    assert verdict_on(printed, text) is Verdict.UNVERIFIABLE


def test_the_half_of_a_year_by_the_month_it_ends_in() -> None:
    (found,) = judged("2001年9月中間期の営業利益は151百万円でした。")
    assert str(found.claim.period) == "1H01"
    (found,) = judged("2001年4月から12月までの営業利益は151百万円でした。")
    assert str(found.claim.period) == "1Q-3Q01"


def lines(sign: str) -> list[str]:
    """The texts of `other_figures.txt` that tie (+) or must not (-)."""
    text = (Path(__file__).parent / "other_figures.txt").read_text(encoding="utf-8")
    return [line[2:].replace(" // ", "\n") for line in text.splitlines() if line.startswith(f"{sign} ")]


def verdicts(text: str, folder: Path) -> set[Verdict]:
    file = folder / "text.md"
    file.write_text(text, encoding="utf-8")
    return {one.verdict for one in judge(read_claims(read_document(file), CONTEXT), SHIPPED)}


SOUND = {Verdict.TIES, Verdict.CONSISTENT}


def test_none_of_the_texts_about_other_figures_ties(tmp_path: Path) -> None:
    tied = [text for text in lines("-") if verdicts(text, tmp_path) & SOUND]
    assert len(lines("-")) > 800
    assert not tied, "\n".join(tied)


def test_the_texts_about_the_companys_own_figures_tie(tmp_path: Path) -> None:
    found = {text: verdicts(text, tmp_path) for text in lines("+")}
    wrong = [text for text, all_of in found.items() if Verdict.CONTRADICTED in all_of or not all_of & SOUND]
    assert len(found) > 190
    assert not wrong, "\n".join(wrong)
