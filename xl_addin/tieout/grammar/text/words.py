"""The small words of a sentence: up and down, about and at least, from and to, profit and loss.

They are looked for in a sentence's shape, where periods, items and numbers are single signs repeated;
so a pattern can step over them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from xl_addin.tieout.claims import Qualifier

WHEN, ITEM, NUMBER = "\x01", "\x02", "\x03"

_UP = (
    r"up|rose|risen|rise|rises|rising|increas(?:e|es|ed|ing)|grew|grow|grows|grown|growing|growth|gain"
    r"|gains|gained|gaining"
    r"|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?|surg(?:e|es|ed|ing)|soar(?:s|ed|ing)?|advanc(?:e|es|ed|ing)"
    r"|higher"
    r"|expan(?:d|ds|ded|ding|sion)|accelerat(?:e|ed|ing)|rebound(?:ed|s)?|recover(?:ed|s|y)?|rall(?:y|ied)"
    r"|added|adding|doubled|tripled|raised|uplift|upturn|swell(?:ed)?|lifted|boosted|strengthened"
    r"|appreciated|upside"
)
_DOWN = (
    r"down|fell|fall|falls|fallen|falling|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|drop(?:s|ped|ping)?"
    r"|lower|lowered"
    r"|reduc(?:e|es|ed|ing|tion)|slip(?:s|ped|ping)?|slid|slide|shrank|shrunk|shrink(?:s|ing|age)?"
    r"|contraction|contracted"
    r"|weaken(?:s|ed|ing)?|eas(?:e|es|ed|ing)|dip(?:s|ped)?|plung(?:e|ed|ing)|tumbl(?:e|ed|ing)"
    r"|slump(?:ed)?|plummet(?:ed)?"
    r"|narrow(?:s|ed|ing)?|cut|cuts|retreat(?:ed)?|sank|soften(?:ed)?|compress(?:ed|ion)|halved|lost|shed"
    r"|slowed|sagged"
)
_BETTER = r"improv(?:e|es|ed|ing|ement|ements)|better|strengthening|turnaround|swing"
_WORSE = r"deteriorat(?:e|es|ed|ing|ion)|worse|worsen(?:s|ed|ing)?|shortfall|weakening"
_WIDER = r"widen(?:s|ed|ing)?"
_UP_JA = r"増収増益|増収|増益|急増|微増|倍増|増加|増|伸び|伸長|上昇|拡大|上回|成長|プラス|上振れ|高"
_DOWN_JA = (
    r"減収減益|減収|減益|急減|微減|半減|減少|減|低下|縮小|下回|下落|マイナス|落ち込|後退|下振れ|割り込|低"
)
_BETTER_JA, _WORSE_JA = r"改善|好転|向上", r"悪化|不足"


@dataclass(frozen=True, slots=True)
class Direction:
    """A word for a change: its sign, and whether it tells better from worse, not more from less."""

    word: str
    sign: int
    is_sense: bool = False

    def applied(self, *, loss: bool) -> int:
        """The sign of the item's own change: more of a loss is less."""
        return -self.sign if loss and not self.is_sense else self.sign


_NATURES = (
    (re.compile(f"(?:{_BETTER}|{_BETTER_JA})$"), 1, True),
    (re.compile(f"(?:{_WORSE}|{_WORSE_JA})$"), -1, True),
    (
        re.compile(
            f"(?:{_UP}|rais(?:e|es|ing)|lifts?|lifting|{_WIDER}|{_UP_JA}|wider|larger|greater"
            f"|above|more|over|excess|ahead)$"
        ),
        1,
        False,
    ),
    (
        re.compile(
            f"(?:{_DOWN}|lowers|lowering|cutting|{_DOWN_JA}|narrower|smaller|below|less|short"
            f"|fewer|under|behind|missed)$"
        ),
        -1,
        False,
    ),
)
_ANY_WORD = rf"(?:{_UP}|{_DOWN}|{_BETTER}|{_WORSE}|{_WIDER})"
_ANY_JA = rf"(?:{_BETTER_JA}|{_WORSE_JA}|{_UP_JA}|{_DOWN_JA})"

_ABOUT = (
    r"about|approximately|approx\.?|around|roughly|some|nearly|almost|close to|circa|an estimated"
    r"|an approximate|estimated"
)
_MORE = (
    r"more than|over|exceed(?:s|ed|ing)?|above|in excess of|greater than|surpass(?:es|ed|ing)?|passed"
    r"|topp(?:ed|ing)"
    r"|tops|beyond|upwards? of|higher than|better than|crossed"
)
_LESS = r"less than|under|below|fewer than|lower than|short of|smaller than"
_LEAST = r"at least|no less than|not less than|no fewer than|a minimum of|minimum of|not below"
_MOST = (
    r"at most|no more than|not more than|up to|a maximum of|maximum of|not exceeding|not exceed"
    r"|within|at or below|as much as"
)
_LIMIT = rf"(?:{_LEAST}|{_MOST}|{_MORE}|{_LESS}|{_ABOUT})"

_SIZE_WORDS = (
    r"up|down|higher|lower|better|worse|increase|rise|growth|gain|climb|jump|surge|expansion|recovery"
    r"|uplift|upside|improvement"
    r"|acceleration|decline|decrease|drop|fall|reduction|slide|slip|slump|dip|contraction|deterioration"
    r"|shortfall|shrinkage|cut"
)
_NOUNS = (
    r"(?:increase|rise|growth|gain|jump|surge|expansion|recovery|uplift|improvement|acceleration|decline"
    r"|decrease|drop"
    r"|fall|reduction|slide|slump|dip|contraction|deterioration|shortfall|shrinkage|narrowing"
    r"|widening|turnaround"
    r"|swing)s?"
)
_STEP = (
    rf"(?:{WHEN}+|{ITEM}+|by|a|an|the|its|our|their|further|another|just|only|even|still|again|well"
    rf"|slightly|year|on|in|total"
    rf"|constant currency|constant currencies|between|anywhere|[a-z]{{2,14}}ly|{_LIMIT})"
)
_TAIL = re.compile(rf"(?<![a-z])(?P<word>{_ANY_WORD})(?:,? {_STEP}){{0,7}},? ?[(~]?$")
_TAIL_NOUN = re.compile(
    rf"(?<![a-z])(?P<word>{_NOUNS}|change)(?: rate)?(?: {WHEN}+)?"
    rf"(?: (?:in|of|for) (?:the |our |its |their )?(?:[a-z]{{1,12}} )?{ITEM}+)?(?: {WHEN}+)?"
    rf"(?: rate)? (?:of|was|is|to be|will be|at a rate of|:|by|in the range of)(?: (?:a|an|{_LIMIT}"
    rf"|between|{ITEM}+))?"
    rf"(?: [a-z]{{2,14}}ly)? ?$"
)
_TAIL_JA = re.compile(r"(?P<word>マイナス|プラス|増減率|増加率|減少率)(?:は|が|[:\s])?(?:約|およそ)?$")
_HEAD = re.compile(
    rf"^\)?[ -](?:(?:{WHEN}+|{ITEM}+|[a-z]{{2,14}}ed|organic|sequential|annual|steep|sharp|slight|modest"
    rf"|strong|solid|net"
    rf"|robust|overall|yearly|quarterly|further|or so)[ -]){{0,3}}(?P<word>{_SIZE_WORDS}|(?:more|less"
    rf"|fewer|wider|narrower|smaller|larger|greater)(?= than| {ITEM})|above|below"
    r"|short(?= of)|ahead(?= of)|behind)(?![a-z])"
)
_HEAD_JA = re.compile(
    r"^(?:件|台|回線|社|人|名|店舗|店|口座|契約|個|株)?(?: ?\([^()]{0,40}\))?\)?"
    r"(?:程度|近く|ほど|前後|超|以上|以下|未満|弱|強|余り|を超える|を上回る|を下回る)?"
    rf"(?:の|も|{WHEN}+|大幅に?な?|大きく|わずかに|若干| ){{0,3}}(?P<word>{_ANY_JA})"
)
# Of an amount these say how it stands, not by how much it changed: "JPY186 million up from JPY151 million".
_STANDING = frozenset(("up", "down"))
_SIGNS_JA = frozenset(("プラス", "マイナス"))
_LEVEL_WORDS = re.compile(rf"(?<![a-z]){_ANY_WORD}(?![a-z])|{_ANY_JA}")


_BEYOND = re.compile(
    r"(?<![a-z])(?P<word>beat|beating|exceed(?:ed|s|ing)?|surpass(?:ed|es|ing)?|outstrip(?:ped|s)?"
    r"|missed)(?![a-z])[^;.\x03]{1,70} by(?: [a-z]{2,14}ly)?(?: (?:about|approximately|more than))? ?$"
)


# By how much something was raised or cut, which stands in between: raised its forecast for sales by A.
_MOVED_BY = re.compile(
    r"(?<![a-z])(?P<word>rais(?:e|es|ed|ing)|lift(?:s|ed|ing)?|lower(?:s|ed|ing)?|cuts?|cutting"
    r"|reduc(?:e|es|ed|ing)|increas(?:e|es|ed|ing)|decreas(?:e|es|ed|ing))(?![a-z])"
    r"[^;,.\x03]{1,110} by(?: [a-z]{2,14}ly)?(?: (?:about|approximately|more than))? ?$"
)


def direction_of(word: str) -> Direction:
    """What a word for a change means."""
    for pattern, sign, is_sense in _NATURES:
        if pattern.match(word):
            return Direction(word, sign, is_sense)
    return Direction(word, 1)


def change_before(window: str) -> Direction | None:
    """The change whose size the number after this text gives: "decreased by", "a decline of"."""
    for pattern in (_TAIL, _TAIL_NOUN, _TAIL_JA, _BEYOND, _MOVED_BY):
        found = pattern.search(window)
        if found:
            return direction_of(found["word"])
    return None


def change_after(window: str, *, money: bool) -> Direction | None:
    """The change whose size the number before this text gives: "18.2% up", 18.7%減."""
    found = _HEAD.match(window) or _HEAD_JA.match(window)
    if found is None or (money and found["word"] in _STANDING) or (money and found["word"] in _SIGNS_JA):
        return None
    return direction_of(found["word"])


def any_direction(text: str, *, last: bool) -> Direction | None:
    """The last or the first word for a change in the text."""
    words = [found[0] for found in _LEVEL_WORDS.finditer(text)]
    return direction_of(words[-1 if last else 0]) if words else None


_QUALIFIERS_BEFORE = tuple(
    (re.compile(rf"(?:(?<![a-z])(?:{english})(?: (?:the|an?|{ITEM}+ of))?[ ~]*|(?:{japanese}))$"), qualifier)
    for english, japanese, qualifier in (
        (_LEAST, "少なくとも|最低でも|最低|下限", Qualifier.AT_LEAST),
        (_MOST, "最大で?|上限|最高で", Qualifier.AT_MOST),
        (_LESS, "(?!)", Qualifier.LESS_THAN),
        (_MORE, "(?!)", Qualifier.MORE_THAN),
        (_ABOUT, "約|およそ|おおよそ|ほぼ|概ね|~", Qualifier.ABOUT),
    )
)
_NEAR = 64  # as far back as the words that limit a number may begin
_UNIT_JA = r"(?:件|台|回線|社|人|名|店舗|店|口座|契約|個|株)?"
_QUALIFIERS_AFTER = tuple(
    (re.compile(rf"^(?:(?: (?:mark )?(?:{english})(?![a-z]))|{_UNIT_JA}(?:{japanese}))"), qualifier)
    for english, japanese, qualifier in (
        (r"or more|or higher|or above|or better|or greater|and above|and more", "以上", Qualifier.AT_LEAST),
        (r"or less|or lower|or below|or fewer|at most", "以下|以内|を上限", Qualifier.AT_MOST),
        (r"(?!)", "未満|弱|を下回る|を下回り|を下回った|を割り込", Qualifier.LESS_THAN),
        (
            r"(?!)",
            "超(?!過)|強|余り|を超え|を超す|を突破|を上回る|を上回り|を上回った|の大台を超え|台を超え",
            Qualifier.MORE_THAN,
        ),
        (r"or so", "程度|前後|ほど|近く|規模|内外|見当", Qualifier.ABOUT),
    )
)


def moved_to(before: str, after: str) -> Direction | None:
    """Which way a level came to be, by the words before it or behind it."""
    found = _MOVED_TO.search(before) or _MOVED_TO_JA.match(after)
    return direction_of(found["word"]) if found else None


def qualifier_before(window: str) -> Qualifier:
    """How the words right before a number limit it."""
    near = window[-_NEAR:]
    return next((mark for pattern, mark in _QUALIFIERS_BEFORE if pattern.search(near)), Qualifier.NONE)


def qualifier_after(window: str) -> Qualifier:
    """How the words right after a number limit it."""
    return next((mark for pattern, mark in _QUALIFIERS_AFTER if pattern.match(window)), Qualifier.NONE)


# A level that something came to: rose to A, BからAに減少.
_MOVED_TO = re.compile(
    rf"(?<![a-z])(?P<word>{_UP}|{_DOWN}|{_BETTER}|{_WORSE}|{_WIDER})(?: [a-z]{{3,14}}ly| further)?"
    rf"(?: (?:from|by) [^;.]{{0,60}}{NUMBER}[^;.{NUMBER}]{{0,40}})? to(?: {_LIMIT}| an?| the)? ?$"
)
_MOVED_TO_JA = re.compile(rf"^(?:の\x02+)?(?:に|へと?)(?:大幅に|大きく)?(?P<word>{_ANY_JA})")
PER_SHARE = re.compile(r"^\)? (?:per|a) (?:diluted |basic |common |ordinary |ads )?share")
RESPECTIVELY = re.compile(r"(?<![a-z])respectively(?![a-z])|それぞれ")
OUTLOOK = re.compile(
    r"(?<![a-z])(?:expect(?:s|ed|ing|ation|ations)?|forecasts?|forecasted|guidance|guid(?:e|es|ed|ing)"
    r"|outlook|anticipat(?:e|es|ed|ing)|assum(?:e|es|ed|ing|ptions?)|project(?:s|ed|ion|ions)(?= to|ed)"
    r"|plans?|planned|planning|targets?|targeted|targeting|will|would|should|aims?|aiming|seen|sees?"
    r"|estimat(?:e|es|ed)|likely|budget(?:ed)?"
    r"|confident|intends?|goals?)(?![a-z])|見込|予想|予定|計画|目標|見通し|目指|ガイダンス"
    r"|想定為替|想定レート"
)
# Words of what was planned that tell of results all the same.
REPORTING = re.compile(
    r"(?<![a-z])(?:beat|beating|exceed(?:ed|ing|s)|surpass(?:ed|ing)|missed|above|below|topped|better than"
    r"|in line with|ahead of|outperformed|than|met"
    r"|within|as)(?: [a-z']{1,12}){0,4} (?:guidance|expectations?|expected|forecasts?|forecasted|outlook"
    r"|plan|planned|target|targets|estimates?|guided|range|anticipated)(?![a-z])"
    r"|(?:予想|計画|見込み?)の[^。]{1,24}を(?:上回|下回)"
    r"|予想を上回|予想を下回|計画を|見込みを上回|見込みを下回|想定を"
)
FUTURE = re.compile(
    r"(?<![a-z])(?:will|expects?|expecting|anticipates?|forecasts?(?= (?:that|a|an|to))|plans? to"
    r"|going forward|next)(?![a-z])|見込んで|見通し|予定"
)
PLANNED_AMOUNT = re.compile(
    r"(?<![a-z])(?:guidance|forecasts?|targets?|plan|estimates?|expectations?|outlook"
    r"|consensus)(?: range)?(?: (?:of|was|for \x01+ of))?(?: (?:between|about|approximately))? ?$"
    r"|(?:予想|計画|目標|見込み)(?:値|額)?(?:の|は|である)?$"
)
_PLAN_NOUNS = r"(?:targets?|plans?|budgets?|forecasts?|guidance|goals?|estimates?|projections?|outlook)"
PLANNED_ITEM = re.compile(
    rf"(?<![a-z]){_PLAN_NOUNS} (?:for|of|on) (?:the |our |its |quarterly |annual |full-year )*$"
    r"|(?<![a-z])(?:budgeted|planned|targeted|guided|forecast|projected|internal|initial)"
    r"(?: (?:forecast|quarterly|annual|total|net))? $"
    r"|(?:予想|計画|目標|予算|見通し)(?:の|上の|する)?$"
)
ITEM_PLANNED = re.compile(
    rf"^ {_PLAN_NOUNS}(?: for (?:the )?\x01+)? (?:was|were|is|are|of|stood|had been|remains?)(?![a-z])"
    r"|^の(?:予想|計画|目標|予算|見通し|見込み)(?:値|額)?(?:は|が|を)"
)
WAS_PLANNED = re.compile(
    r"^[^、。\x03]{0,24}(?:を見込んでい(?:た|まし)|と予想してい(?:た|まし)|の予想でし|の計画でし)"
    r"|^ (?:had been|was|were) (?:expected"
    r"|guided|forecast|planned)"
)
PLAN = re.compile(
    r"(?<![a-z])(?:targets?|plan|planned|plans|forecasts?|guidance|guided|expectations?|expected|budget"
    r"|consensus|estimates?|projections?"
    r"|outlook)(?![a-z])|予想|計画|目標|見通し|見込み|コンセンサス"
)
REVISION = re.compile(
    r"(?<![a-z])(?:raised|raises|raising|lifted|lowered|cut|revised|revises|reduced|upgraded|downgraded"
    r"|increased|changed)(?![a-z])|修正|引き上げ|引き下げ|引上げ|引下げ|上方|下方"
)
COMPARED = re.compile(
    r"(?<![a-z])(?:from|than|over|versus|vs\.?|compare[sd]|comparison|against|above|below|relative|on"
    r"|short of|of those|those of|ahead|behind|since|after|following)(?![a-z])"
    r"|比べ|比較|対し|より|に対する"
)
COMPARED_BEFORE = re.compile(
    r"(?<![a-z])(?:from|than|over|versus|vs\.?|compared (?:with|to)|against|above|below|relative to|on"
    r"|since|short of|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|outstrip(?:s|ped)?)"
    r"(?: (?:in|the|that|those|of|levels?|for|at|its|our)){0,4}(?: \x01+,? and(?: the)?)? ?$"
)
COMPARATIVE = re.compile(
    r"(?<![a-z])(?:from|compare[sd] (?:with|to)|as compared (?:with|to)|as against|against|versus|vs\.?"
    r"|as opposed to|after|when it was|had been|following|up on|down on"
    r"|(?:than|ahead of|behind|above|below|short of)(?= (?:the|its|our|that of|those of) )"
    r"|(?:improvement|increase|decrease|decline|rise|growth|gain|drop|advance) (?:on|over)"
    r"|(?:previous|prior|former|old) (?:record|high|peak|best|low)(?: level)?)"
    rf"(?:,? (?:the|an?|its|our|only|just|{ITEM}+|{WHEN}+|losses|loss|profits?|income|gains?|of|(?:positive"
    rf"|negative)|{_LIMIT})){{0,5}} ?\(?$"
)
PLACING = re.compile(
    r"^\)?,?(?: (?:per (?:u\.s\. |us )?(?:dollar|euro|share)|recorded|reported|posted|achieved|registered"
    r"|seen|earned|made|set|booked|alone|[a-z]{2,14}ed))?"
    r" ?(?:in|at|for|of|on|during|as of|as at|by|through|over)?(?: (?:the|its|our|a))? ?$"
)
IN_PLACE = re.compile(r"(?<![a-z])(?:in|for|during|as of|at|by the|as at|through)(?: the| its| our)? ?$")
SHARE_AFTER = re.compile(
    r"^\)? (?:of|share of) (?:the |our |its )?(?:\x01+ )?(?:total |consolidated |net |group |overall "
    r"|company |all |quarterly |annual ){0,3}"
    r"(?:revenues?|sales|turnover|net sales|total|operating revenues?|business)(?![a-z])"
    r"|^を占め|^の構成比|^の割合|^に相当|^に当た"
)
SHARE_BEFORE = re.compile(
    r"(?:売上高|売上収益|売上|営業収益|全体)(?:に占める(?:割合|比率|構成比)(?:は|が)?|の|比|構成比(?:は"
    r"|が)?|比率(?:は|が)?|に対する比率(?:は|が)?)?(?:約)?$"
    r"|構成比(?:率)?(?:は|が)?(?:約)?$|比率(?:は|が)(?:約)?$|as a (?:percentage"
    r"|share) of [a-z ]{1,25}(?:was|were|at"
    r"|to|of)? ?$"
)
TOLERANCE = re.compile(r"(?:plus or minus|\+/-|±|give or take) ?$|\+ ?/ ?$")
LOSS_BEFORE = re.compile(
    r"(?<![a-z])(?P<loss>loss|losses|deficit|negative|(?<!plus or )minus|shortfall|outflows?)(?![a-z])"
    r"|(?<![a-z])(?P<profit>positive|profits?|income|gains?|surplus|plus|inflows?)(?![a-z])"
    r"|(?P<lossja>損失|赤字|マイナス)|(?P<profitja>利益|黒字|プラス)"
)
LOSS_AFTER = re.compile(
    r"^\)?(?:程度|前後|ほど|近く|弱|強|余り|規模|以上|以下)?の(?:[一-龠]{0,6}?)(?:(?P<lossja>損失|赤字"
    r"|マイナス|損)|(?P<profitja>利益|黒字"
    r"|プラス))"
    r"|^\)?(?:の)?(?P<lossja2>損失|赤字)|^\)?[ -](?:million |billion )?(?:net |operating )?(?:(?P<loss>loss"
    r"|losses|deficit)|(?P<profit>profits?|gain|surplus))(?![a-z])"
)


# Of cash flows these say what losses and profits say of results: 15億円の支出.
CASH_AFTER = re.compile(
    r"^\)?(?:程度|前後|ほど|近く|弱|強|余り)?の(?:資金)?(?:(?P<lossja>支出|流出|減少)|(?P<profitja>収入|流入|増加))"
)


def loss_said(found: re.Match[str] | None) -> bool | None:
    """Whether the word found is one for a loss; None where no word was."""
    if found is None:
        return None
    groups = found.groupdict()
    return any(groups.get(name) for name in ("loss", "lossja", "lossja2"))
