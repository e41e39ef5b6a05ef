"""The sentences that claims are read from: written by hand, checked here against arithmetic of their own.

`sentences.json` is a list of records, each a sentence or short passage after the manner of earnings
releases, in this project's own words. The figures are real where `source` names where they were
published, or marked "invented figures".

A record: `id`; `company`; `source`; `language` (en, ja); `release_quarter`, the quarter reported, its
fiscal year named after the year it starts in, with `first_month` as the year's first month; `heading`
above the sentence; `before`, the sentences, bullets or table header preceding it; `text`; `claims`,
one for each printed number that is a figure of the business, in the order of the text. Years, dates,
pages, list numbers, notes, standards, streaks of quarters, names of products and counts that no workbook
holds are none.

A claim:
- `printed`: verbatim, the number with its sign, currency, scale and sign of percent, points or Gbps;
  what is counted (contracts, 回線, 台) stays outside, and so does "$1=" before a rate.
- `measure`: amount (money), growth (fraction), margin (share of revenues, or of total assets for
  equity; its item is the numerator), change (a difference: points, money or things), rate (exchange
  rate, churn), count (things, bandwidth).
- `item`: a key of `items.json`; null where the passage leaves it open.
- `period`, `base`: canonical labels; a balance has its last quarter. Growth and changes have a base,
  null where it is not said (or is a plan); the others never have one.
- `unit`, `value`: money in whole units of the currency, percentages as fractions, points as points,
  bandwidth in Mbps. The value is signed: losses and declines are negative, however they are printed.
  A change is the item's own: an operating loss that grows by 344 is a change of -344.
- `qualifier`: of the printed magnitude, as the words have it: about, more_than, at_least, at_most,
  low and high for the ends of a range ("a decline of 1% to 3%": 1% is low), near for break-even.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from xl_addin.domain.labels import parse_label
from xl_addin.domain.periods import Quarter

HERE = Path(__file__).parent
RECORDS: list[dict[str, Any]] = json.loads(
    (HERE / "sentences.json").read_text(encoding="utf-8"), parse_float=Decimal
)
ITEMS: dict[str, dict[str, str]] = json.loads((HERE / "items.json").read_text(encoding="utf-8"))
CLAIMS = [(record, claim) for record in RECORDS for claim in record["claims"]]

INVENTED = "invented figures"
RECORD_KEYS = ("id", "company", "source", "language", "release_quarter", "first_month")
PASSAGE_KEYS = ("heading", "before", "text", "claims")
CLAIM_KEYS = ("printed", "measure", "item", "period", "base", "unit", "value", "qualifier")
MONEY = {"JPY", "USD", "EUR"}
THINGS = {"contracts", "connections", "vehicles"}
UNITS = {
    "amount": MONEY | {f"{currency} per share" for currency in MONEY},
    "growth": {"%"},
    "margin": {"%"},
    "change": MONEY | THINGS | {"pt", "bps"},
    "rate": {"JPY per USD", "JPY per EUR", "%"},
    "count": THINGS | {"Mbps"},
}
QUALIFIERS = {"", "about", "more_than", "at_least", "at_most", "low", "high", "near"}
BREAK_EVEN = {"break-even", "収支均衡"}

NUMBER = r"[0-9][0-9,]*(?:\.[0-9]+)?"
SCALES = {
    "": 1,
    "兆": 10**12,
    "億": 10**8,
    "千万": 10**7,
    "百万": 10**6,
    "万": 10**4,
    "trillion": 10**12,
    "billion": 10**9,
    "bn": 10**9,
    "B": 10**9,
    "million": 10**6,
    "M": 10**6,
    "thousand": 10**3,
    "Gbps": 10**3,
    "Mbps": 1,
    "銭": Decimal("0.01"),
    "cents": Decimal("0.01"),
}
SCALED = re.compile(rf"({NUMBER})\)? ?({'|'.join(sorted(filter(None, SCALES), key=len, reverse=True))}|)")
# What the heading or the far end of a range says for a number printed without scale.
PASSAGE_SCALES = {
    "millions": 10**6,
    "millions of yen": 10**6,
    "million": 10**6,
    "billion": 10**9,
    "億円": 10**8,
}
NEGATIVE_MARK = re.compile(r"[△▲-]|\(.*[0-9].*\)")
NEGATIVE_WORDS = re.compile(
    r"loss|down|declin|decreas|reduc|lower|less|below|worse|slip|fell|short|eased|drop|shrank"
    r"|deteriorat|negative|損失|赤字|減|低下|悪化|拡大|下回",
    re.IGNORECASE,
)
PERIOD_WORDS = re.compile(
    r"[1-4]Q(?:-[1-4]Q)?[0-9]{2}|[12]H[0-9]{2}|FY ?[0-9]{4}|(?:fiscal|quarter) (?:of )?[0-9]{4}"
    r"|第[1-4]四半期|[0-9]{4}年度|\$1=|1ドル=|1ユーロ="
)

NOTATIONS = {
    "JPY9.9B": r"JPY[0-9.]+B",
    "JPY 8,344 million": r"JPY [0-9,]+ million",
    "$69.6 million": r"\$[0-9.]+ million",
    "¥464M": r"¥[0-9]+M",
    "98億5千万円": r"[0-9]+億[0-9]千万円",
    "9,851百万円": r"[0-9,]+百万円",
    "△464百万円": r"△[0-9]+百万円",
    "(464)": r"\([0-9,]+\)",
    "-97": r"-[0-9]+",
    "¥(40.66)": r"[¥$]\([0-9.]+\)",
    "(1.3)%": r"\([0-9.]+\)%",
    "+18.2%": r"\+[0-9.]+%",
    "2.4 percent": r"[0-9.]+ percent",
    "3.4 points": r"[0-9.]+ (?:percentage )?points?",
    "3.4ポイント": r"[0-9.]+ポイント",
    "140bps": r"[0-9]+bps",
    "20.8pp": r"[0-9.]+pp",
    "14.4Gbps": r"[0-9.]+Gbps",
    "950Mbps": r"[0-9,.]+Mbps",
    "1兆443億円": r"[0-9]+兆[0-9,]+億円",
    "633万": r"[0-9]+万",
    "390万米ドル": r"[0-9]+万米ドル",
    "18.2%": r"[0-9.]+%",
    "€1,040": r"€[0-9,]+",
    "5,041.9 billion yen": r"[0-9,.]+ billion yen",
    "11 cents": r"[0-9]+ cents",
    "11円52銭": r"[0-9]+円[0-9]+銭",
}


def passage(record: dict[str, Any]) -> str:
    return "\n".join((record["heading"], *record["before"], record["text"]))


def magnitude(printed: str) -> tuple[Decimal, bool]:
    """The printed digits times their own scale, and whether a scale or sign of unit was printed."""
    plain = unicodedata.normalize("NFKC", printed)
    if plain in BREAK_EVEN:
        return Decimal(0), True
    parts = SCALED.findall(plain)
    total = sum((Decimal(digits.replace(",", "")) * SCALES[scale] for digits, scale in parts), Decimal(0))
    return total, any(scale for _, scale in parts)


def rest_of(record: dict[str, Any]) -> str:
    """The text without its claims and without what names a period or the 1 of an exchange rate."""
    rest, position, text = "", 0, record["text"]
    for claim in record["claims"]:
        start = text.index(claim["printed"], position)
        rest, position = rest + text[position:start] + " ", start + len(claim["printed"])
    return PERIOD_WORDS.sub("", unicodedata.normalize("NFKC", rest + text[position:]))


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["id"])
def test_record_has_its_fields_and_its_claims_stand_in_its_text_in_order(record: dict[str, Any]) -> None:
    assert tuple(record) == RECORD_KEYS + PASSAGE_KEYS
    assert isinstance(parse_label(record["release_quarter"]), Quarter)
    assert record["first_month"] in range(1, 13)
    assert record["source"].strip()
    assert bool(re.search(r"[ぁ-んァ-ヶ一-龠]", record["text"])) == (record["language"] == "ja")
    position = 0
    for claim in record["claims"]:
        whole = rf"(?<![0-9])(?<![0-9][.,]){re.escape(claim['printed'])}(?![0-9])"
        found = re.compile(whole).search(record["text"], position)
        assert found, f"{claim['printed']!r} is not in the text after character {position}"
        position = found.end()


@pytest.mark.parametrize(
    ("record", "claim"), CLAIMS, ids=[f"{record['id']}:{claim['printed']}" for record, claim in CLAIMS]
)
def test_claim_is_in_known_terms_and_its_value_is_what_was_printed(
    record: dict[str, Any], claim: dict[str, Any]
) -> None:
    assert tuple(claim) == CLAIM_KEYS
    assert claim["unit"] in UNITS[claim["measure"]]
    assert claim["qualifier"] in QUALIFIERS
    assert claim["item"] is None or claim["item"] in ITEMS
    if claim["base"] is not None:
        assert claim["measure"] in {"growth", "change"}
        assert parse_label(claim["base"]).end() < parse_label(claim["period"]).end()
    if claim["period"] is not None:
        parse_label(claim["period"])
    size, scaled = magnitude(claim["printed"])
    value = Decimal(claim["value"])
    if claim["unit"] == "%":
        size /= 100
    if claim["unit"] in MONEY and not scaled:
        named = {scale for word, scale in PASSAGE_SCALES.items() if word in passage(record)}
        assert abs(value) in {size * scale for scale in named}
    else:
        assert abs(value) == size


@pytest.mark.parametrize(
    ("record", "claim"), CLAIMS, ids=[f"{record['id']}:{claim['printed']}" for record, claim in CLAIMS]
)
def test_negative_values_are_printed_so_or_said_so(record: dict[str, Any], claim: dict[str, Any]) -> None:
    printed = unicodedata.normalize("NFKC", claim["printed"])
    if NEGATIVE_MARK.match(printed.lstrip("¥$")) and printed not in BREAK_EVEN:
        assert claim["value"] < 0
    elif printed.startswith("+"):
        assert claim["value"] > 0
    elif claim["value"] < 0:
        assert NEGATIVE_WORDS.search(passage(record))


def test_ids_and_passages_are_unique() -> None:
    assert len({record["id"] for record in RECORDS}) == len(RECORDS)
    assert len({(record["release_quarter"], passage(record)) for record in RECORDS}) == len(RECORDS)


def test_items_have_names_in_both_languages_that_are_theirs_alone() -> None:
    for language in ("label", "label_ja"):
        names = Counter(item[language] for item in ITEMS.values())
        assert set(names.values()) == {1}


def test_corpus_is_wide_enough() -> None:
    real = [record for record in RECORDS if record["source"] != INVENTED]
    assert len(RECORDS) >= 110
    assert len(real) >= 70
    assert len({record["company"] for record in real}) >= 12
    languages = Counter(record["language"] for record in RECORDS)
    assert min(languages["en"], languages["ja"]) >= 50
    for measure in UNITS:
        assert sum(claim["measure"] == measure for _, claim in CLAIMS) >= 10
    for qualifier in QUALIFIERS:
        assert any(claim["qualifier"] == qualifier for _, claim in CLAIMS)


@pytest.mark.parametrize("example", NOTATIONS)
def test_notation_occurs(example: str) -> None:
    pattern = re.compile(NOTATIONS[example])
    assert pattern.fullmatch(example)
    assert any(pattern.fullmatch(claim["printed"]) for _, claim in CLAIMS)


def test_numbers_that_are_no_claims_stand_beside_claims_and_alone() -> None:
    decoys = [record for record in RECORDS if re.search(r"[0-9]", rest_of(record))]
    assert sum(bool(record["claims"]) for record in decoys) >= 25
    assert sum(not record["claims"] for record in decoys) >= 8
