"""The input sheets' columns, and the headings they are found by, in English and Japanese."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from xl_addin.inputs.characters import look_alike, without_unseen


@dataclass(frozen=True, slots=True)
class SheetKind:
    """One input sheet. The first of the required columns marks the header row."""

    name: str
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    is_required: bool = False

    @property
    def key(self) -> str:
        """The column that every row of the sheet begins with."""
        return self.required[0]

    @property
    def columns(self) -> tuple[str, ...]:
        """All that have a meaning."""
        return self.required + self.optional


SETTINGS = SheetKind("Settings", ("key", "value"), is_required=True)
FIGURES = SheetKind(
    "Figures",
    ("item",),
    ("label", "label_ja", "unit", "kind", "basis", "role", "total_of"),
    is_required=True,
)
SOURCES = SheetKind("Sources", ("item", "period", "status"), ("low", "high", "rests_on", "source"))
RESTATED = SheetKind("Restated", ("item", "period", "as_reported"), ("date", "reason"))
RATES = SheetKind("Rates", ("pair", "date", "basis", "rate"), ("source",))
GUIDANCE = SheetKind("Guidance", ("period", "item", "low", "high"), ("qualifier", "unit", "issued", "note"))
CONSENSUS = SheetKind("Consensus", ("period", "item", "contributor", "value"), ("unit", "date"))
COMMENTARY = SheetKind("Commentary", ("period", "sheet", "text"), ("order", "text_ja"))

SHEETS = (SETTINGS, FIGURES, SOURCES, RESTATED, RATES, GUIDANCE, CONSENSUS, COMMENTARY)

# A heading may stand for several columns; which one is meant, the sheet it stands on decides.
SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "key": ("キー", "項目", "設定", "設定項目"),
    "value": ("値", "設定値", "予想", "予想値"),
    "item": ("項目", "項目キー", "科目", "勘定科目"),
    "label": ("ラベル", "表示名", "名称", "英語名", "label en"),
    "label_ja": (
        "日本語ラベル",
        "日本語表示名",
        "日本語名",
        "和名",
        "ラベル日本語",
        "ラベル(日本語)",
        "表示名(日本語)",
    ),
    "unit": ("単位",),
    "kind": ("種類", "項目の種類"),
    "total_of": ("内訳", "合計項目", "合計先", "親項目"),
    "period": ("期間", "対象期間", "期", "対象期", "四半期"),
    "status": ("状態", "区分", "ステータス"),
    "low": ("下限", "最小"),
    "high": ("上限", "最大"),
    "rests_on": ("根拠",),
    "source": ("出典", "出所", "情報源"),
    "as_reported": ("発表値", "公表値", "当初発表値", "訂正前", "修正前"),
    "date": ("日付", "年月日", "基準日", "発表日", "公表日"),
    "reason": ("理由", "修正理由", "訂正理由"),
    "pair": ("通貨", "通貨ペア"),
    "basis": ("基準", "種類", "集計区分", "累計区分", "単独・累計"),
    "rate": ("レート", "為替レート"),
    "qualifier": ("種別", "表現", "条件"),
    "issued": ("発表日", "公表日"),
    "note": ("備考", "注記", "注"),
    "contributor": ("提供者", "証券会社", "予想者", "機関"),
    "sheet": ("シート", "シート名"),
    "order": ("順序", "順番", "順"),
    "text": ("文", "本文", "文章", "テキスト"),
    "text_ja": ("日本語文", "日本語本文", "文(日本語)", "本文(日本語)", "日本語"),
}

_PARENTHESES = re.compile(r"(?P<before>[^()]*)\((?P<inside>[^()]*)\)")


def folded(text: str) -> str:
    """The text as it is compared: width, case, blanks are no matter, and characters that are not seen."""
    plain = unicodedata.normalize("NFKC", without_unseen(text))
    return "_".join(re.split(r"[\s_]+", plain.casefold().strip()))


def canonical_heading(text: str, kind: SheetKind) -> str | None:
    """The column of the sheet that a heading stands for; `内訳 (total_of)` is `total_of` too."""
    meanings = _meanings(kind)
    whole = folded(text)
    parts = [whole]
    if found := _PARENTHESES.fullmatch(whole):
        parts += [found["inside"].strip("_"), found["before"].strip("_")]
    return next((meanings[part] for part in parts if part in meanings), None)


def _meanings(kind: SheetKind) -> Mapping[str, str]:
    return {folded(word): column for column in kind.columns for word in (column, *SYNONYMS.get(column, ()))}


def nearest(text: str, known: Iterable[str], least: float = 0.75) -> str | None:
    """The known word that a mistyped one most likely means."""
    words = {folded(word): word for word in known}
    close = get_close_matches(folded(text), words, n=1, cutoff=least)
    return words[close[0]] if close else None


def disguised(text: str, known: Iterable[str]) -> str:
    """Which letter keeps a text from being a known word that it looks like; empty where none does."""
    return look_alike(folded(text), map(folded, known))
