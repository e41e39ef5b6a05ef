"""Amounts of other things: a loan, an order, a charge, that stand beside an item and are not of it."""

from __future__ import annotations

import re

from xl_addin.tieout.grammar.items.part_words import words_of
from xl_addin.tieout.grammar.reading import Reading
from xl_addin.tieout.grammar.sentence import Sentence
from xl_addin.tieout.grammar.text.numbers import Unit

_LIMITS = (
    r"(?: (?:about|approximately|around|some|nearly|almost|only|another|just|more than|over|up to|at least))*"
)
# Right before a figure that is of what comes behind it, or of what was done with it.
_USED = re.compile(
    r"(?<![a-z])(?:includ(?:e|es|ed|ing)|reflect(?:s|ed|ing)?|contain(?:s|ed|ing)?|compris(?:e|es|ed|ing)"
    r"|cover(?:s|ed|ing)?|absorb(?:s|ed|ing)?|charging|excludes?|excluded|due to|because of"
    r"|owing to|thanks to"
    r"|despite|(?:caused|helped|burdened|hurt|supported|offset|driven|boosted|affected|funded|financed) by"
    r"|paid|spent|borrow(?:ed|ing)|issu(?:ed|ing)|invest(?:ed|ing)|repa(?:id|y|ying)|received"
    r"|raising|won|sold|bought"
    rf"|wrote (?:off|down)|set aside|transferred|lent|cash|benefit(?:s|ed)? from|on top of"
    rf"|besides){_LIMITS} ?$"
)
# a JPY2 billion order, our 37.9% stake, the 5% consumption tax
_ATTRIBUTE = re.compile(rf"(?<![a-z])(?:an?|the|our|its|this|that|each|one|two|another|new){_LIMITS} $")
_NOUN = re.compile(
    r"^[ -](?!(?:in|to|and|from|for|of|on|was|were|per|against|after|up|down|versus|vs|as|compared"
    r"|at|are|is|between"
    r"|under|during|we|it|they|which|that|who|than|or|but|while|with|by|when|had|has|have|would"
    r"|will|could|should"
    r"|before|since|through|until|respectively|year|quarter|mark|level|level,|or|more|less|higher"
    r"|lower|loss|losses"
    r"|profit|profits|deficit|surplus|gain|increase|decrease|decline|rise|drop|fall|growth"
    r"|improvement|reduction"
    r"|range|target|forecast|estimate|guidance|outlook|consensus|figure|total|operating|net|gross"
    r"|full|so|also"
    r"|now|then|again|both|represent|represents|stands|gives|remains|seen|drop|jump|slide|gap"
    r"|difference|change"
    r"|annual|annually|yoy|qoq|basis|points?|margin|ratio|share|stake)(?![a-z]))(?P<noun>[a-z][a-z-]{2,})"
)
_NEAR = 64
_ENDINGS = re.compile(r"(?:ed|ing|ly)$")
_OF_NOUN = re.compile(
    r"^\)? (?:worth )?(?:of|in) (?:the |our |its |an? |new |additional |one-time "
    r"|such )?(?P<noun>[a-z][a-z-]{2,})(?![a-z])"
)
_NO_NOUNS = words_of(
    """
    which total it this these those that constant local line fiscal cash full all part addition spite first
    second third fourth last same current previous prior quarter year period half revenue revenues sales
    operating net gross losses loss profit profits income earnings ebitda excess aggregate our its the three
    six nine twelve months recent early late comparison contrast turn response accordance connection each both
    """
)
_WE_DID = re.compile(
    r"(?:^|[,;] |(?<![a-z])(?:as|because|and|when|while|since|after|which) |\x01+,? )"
    r"(?:we|they|the company|the group|management|iij|it) (?:also |have |has |had |then )?"
    r"(?:borrow|issu|sold|bought|purchas|acquir|invest|paid|spent|spend|hold|held|own|won|receiv"
    r"|rais|repaid|wrote|transferr"
    r"|donat|grant|leas|sign|open|redeem|lent|enter|establish|drew|set aside|hired"
    r"|transfer)[a-z]*(?![a-z])[^\x02;.]*$"
)
_OTHER_GROWTH = re.compile(
    r"(?<![a-z])(?:market|industry|gdp|inflation|population|wage|price|traffic|economic"
    r"|sector) (?:growth|increases?|decline|rate)"
    r"(?: rate)? (?:of|was|is)(?: about| approximately)? $|(?<![a-z])(?:gdp"
    r"|inflation)(?:, which)? (?:[a-z]+ )?(?:by )?$"
)
_GROWTH_OF = re.compile(
    r"^ (?:annual )?(?:growth|increase|decline|decrease|rise|drop) (?:of|in) (?:the |our |its )?(?!\x02)[a-z]"
)
_WITHOUT_ITEM = re.compile(r"^[^,;.\x03]{0,40}\x02")
# Attached to the figure: 一時費用100百万円; borrowed and the like behind it: 50億円を借り入れ.
_ATTACHED_JA = re.compile(r"(?P<noun>[一-龠々ァ-ヶー]{2,14})$")
_MEASURES_JA = re.compile(
    r"^(?:純|営業)?(?:損失|利益|赤字|黒字|収入|支出)$|(?:合計|総計|総額|累計|純増|純減|増減|増加|減少|最高|最大|最低|最小|平均"
    r"|予想|計画|目標|見通し|見込"
    r"|実績|従来|前回|今回|割合|比率|構成比|マイナス|プラス|年率|換算|相当|下限|上限|金額|達|収支"
    r"|収入|支出|残高|差額|上期|下期"
    r"|通期|当期|前期|同期|年度|四半期|連結|単体|全体|概算|想定|差引|配当|売上|売上高|売上収益"
    r"|営業収益|累積|それぞれ|ベース|レート|ドル|ユーロ|株)$"
)
_NOUN_JA = re.compile(r"^の(?P<noun>[一-龠々ァ-ヶー]{2,14})(?![一-龠々ァ-ヶー\x02])")
_DONE_JA = re.compile(
    r"^(?:の[一-龠]{1,8})?を(?:借り?入れ|発行|支払|投資|投じ|返済|償還|売却|取得|調達|出資|拠出"
    r"|受注|購入|寄付|充当|含)"
    r"|^が(?:含ま|発生)|^の(?:[一-龠ァ-ヶー]{2,10}(?:の|を)(?:計上|発生|支払|反動|寄与|影響|一巡)"
    r"|計上|発生|大型|案件|受注)"
)


def is_of_something_else(sentence: Sentence, reading: Reading) -> bool:
    """Whether the words right around a level say that it is of a thing that is no item."""
    if not reading.is_level or reading.comparative:
        return _is_other_growth(reading)
    unit, near = reading.figure.number.unit, reading.before[-_NEAR:]
    if unit not in (Unit.MONEY, Unit.PERCENT):
        return False
    if sentence.japanese:
        return unit is Unit.MONEY and _is_other_ja(reading)
    if _USED.search(near) or _WE_DID.search(reading.before):
        return _WITHOUT_ITEM.match(reading.after) is None
    noun = _NOUN.match(reading.after)
    if noun is not None and _ATTRIBUTE.search(near) and not _ENDINGS.search(noun["noun"]):
        return _WITHOUT_ITEM.match(reading.after) is None
    of = _OF_NOUN.match(reading.after)
    if unit is Unit.MONEY and of is not None and of["noun"] not in _NO_NOUNS:
        return _WITHOUT_ITEM.match(reading.after) is None
    return unit is Unit.PERCENT and _is_other_growth(reading)


def _is_other_growth(reading: Reading) -> bool:
    if reading.figure.number.unit is not Unit.PERCENT:
        return False
    return _OTHER_GROWTH.search(reading.before) is not None or (
        _GROWTH_OF.match(reading.after) is not None and _WITHOUT_ITEM.match(reading.after) is None
    )


def _is_other_ja(reading: Reading) -> bool:
    behind = _NOUN_JA.match(reading.after)
    if _DONE_JA.match(reading.after) or (behind and _MEASURES_JA.search(behind["noun"]) is None):
        return True
    attached = _ATTACHED_JA.search(reading.before)
    return attached is not None and _MEASURES_JA.search(attached["noun"]) is None
