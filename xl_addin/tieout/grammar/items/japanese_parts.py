"""Which part of the business a Japanese name of an item is of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from xl_addin.tieout.grammar.items.glossary import Glossary
from xl_addin.tieout.grammar.items.mention import UNSAID_PART, Mention, composed_key
from xl_addin.tieout.grammar.items.vocabulary import JAPANESE, Sense

_PART_JA = re.compile(
    r"([一-龠ァ-ヶーA-Za-z0-9&・]{1,20}(?:事業|部門|分野|セグメント))(?:(?:における|での|の)|は|では|で"
    r"|、|について)"
)
_SAME_PART_JA = re.compile(r"(?:当|同|本)(?:事業|部門|セグメント|分野)(?:の|における|での)?$")
_COMPOUND_JA = re.compile(r"([一-龠ァ-ヶーA-Za-z0-9&・]{1,20})(の?)$")
NEUTRAL_JA = re.compile(
    r"(?:連結|単体|全社|当社|当|グループ|全体|総|四半期|通期|年間|累計|期間|実績|予想|計画|目標|最高"
    r"|最大|過去|同|業績|期|の|ベース"
    r"|世界|国際会計基準|日本基準|ifrs|基本的|希薄化後|主要|合計|これら|その結果|結果|直近|純|月次|当期|当該"
    r"|[かカヵヶケ箇]月間?|修正後の|変更後の|米?ドル|中間|会計|以上|程度|前後|当連結会計年度|(?<![一-龠])年|末|上|下|結果、)+$"
)
_JOINTS_JA = tuple(f"{name}{joint}" for name in JAPANESE for joint in ("・", "と", "及び", "および", "/"))
_TOTAL_JA = re.compile(r"連結|全社|グループ|全体|総")


def of_japanese_part(mention: Mention, sense: Sense, masked: str, glossary: Glossary) -> Mention:
    known = glossary.parts.get(sense.concept, {})
    left = masked[max(0, mention.start - 40) : mention.start].replace("\x01", "")
    bare = NEUTRAL_JA.sub("", left)
    if _SAME_PART_JA.search(left):
        return mention.of_part(None, doubt=UNSAID_PART)
    part = max((name for name in known if bare.endswith(name)), key=len, default="")
    if part:
        return mention.of_part(known[part])
    whole = _TOTAL_JA.search(left[len(bare) :]) is not None
    prefix = "adjusted" if bare.endswith("調整後") else "non_ifrs" if bare.endswith("非ifrs") else ""
    if prefix:
        return mention.of_part(composed_key(prefix, sense))
    topic = _topic(masked[: mention.start], known) if not whole else ""
    if topic in known:
        return mention.of_part(known[topic])
    compound = _COMPOUND_JA.search(bare) if not bare.endswith(_JOINTS_JA) else None
    if topic or (compound and not compound[2] and not whole):
        name = topic or (compound[1] if compound else "").strip("・")
        if not name or name in glossary.own:
            return mention if not name else replace(mention, is_bare=True)
        return mention.of_part(None, doubt=f"the workbook has no such item of {name}")
    return replace(mention, is_bare=not whole)


def _topic(text: str, known: Mapping[str, str]) -> str:
    """The part of the business that the sentence is about: ATM運営事業は..., モバイルの..."""
    window = text[-80:]
    places = ((window.rfind(f"{part}{mark}"), part) for part in known for mark in "はので、")
    at, name = max(places, default=(-1, ""))
    if at >= 0:
        return name
    last = None
    for found in _PART_JA.finditer(window):
        last = found
    return last[1] if last else ""
