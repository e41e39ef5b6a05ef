"""Whether a sentence states an item's figure plainly, or says more of it than a workbook of items knows.

What stands between the item's name and its figure, right behind the figure, and in a phrase that opens the
sentence is held against the words of plain statements. A word that is none of them - "at Crosswave", "on sale
of securities", "for tax purposes", "absent the charge" - may make it another figure.
"""

from __future__ import annotations

import re
from functools import lru_cache

from xl_addin.tieout.grammar.items.glossary import Glossary
from xl_addin.tieout.grammar.items.mention import Mention
from xl_addin.tieout.grammar.items.part_words import words_of
from xl_addin.tieout.grammar.reading import Reading
from xl_addin.tieout.grammar.sentence import Sentence

_VERBS = words_of(
    """
    consensus mean median brokers expecting planning aiming intends intend aims aim continues continue
    continued was were is are be been being has have had came come comes reached reach reaches stood
    stands totaled totalled totaling amounted amounting amounts remained remain remains stayed ended
    closed finished turned swung became recorded reported posted registered achieved booked earned
    incurred generated made showed shows brought went did do does would should will can rose risen rise
    rises rising grew grow grown growing grows increased increase increases increasing fell fall fallen
    falling declined decline declines declining decreased decrease decreases decreasing dropped drop
    dropping slipped slip slid slide widened widen widening narrowed narrow narrowing improved improve
    improves improving expanded expand expands jumped jump climbed climb edged eased advanced gained
    gain shrank shrink shrunk doubled tripled halved recovered recover rebounded deteriorated worsened
    reduced cut lowered raised lifted surged soared plunged tumbled contracted dipped sank exceeded
    exceed exceeds exceeding surpassed surpass passed topped beat missed met accelerated slowed moved
    changed represented represents accounted equaled compares compared expected expect expects forecast
    forecasts projected projects planned plans targeted guided estimated seen anticipated revised left
    kept maintained set outpaced compares beats tops topped crossed hit touched
    """
)
_PLAIN = _VERBS | words_of(
    """
    of to at by from in for on the a an and or than that this these those which as up down more less
    least most no not about approximately around nearly almost roughly some only just over under above
    below between near flat further again still then now both its our their it we respectively even at
    loss losses profit profits income deficit surplus positive negative minus plus break-even breakeven
    quarter quarters year years months month period half first second third fourth full fiscal ended
    ending same previous prior last current preceding time record high low end beginning three six nine
    twelve plan target targets guidance outlook highlights summary overview note notes key financial
    update estimate estimates range upward downward unchanged company company's group group's
    consolidated attributable applicable available shareholders shareholders' stockholders stockholders'
    owners parent common stock stated level levels amount basis mainly primarily largely partly because
    due versus against equal equivalent percent change turn line comparison contrast with higher lower
    better worse slight total net overall figure mark better-than-expected compared margin decline
    improvement increase decrease reduction result results all-time historic double triple times twice
    also share shares per wider smaller larger who where when while but corresponding revenue revenues
    sales gaap diluted basic quarter-end year-end note notes earlier outflow inflow analysts
    year-earlier year-ago constant currency segment business reporting ordinary operations conditions
    circumstances figures therefore thus hence
    """
)
# Behind a verb these begin a reason, in which anything may stand.
_REASONS = words_of(
    """
    because due reflecting owing thanks driven amid despite helped supported hurt led following after on
    with as when while where although though since partly mainly primarily largely
    """
)
_TOKEN = re.compile(r"[a-z][a-z'.&-]*")
_ASIDE = re.compile(r"\([^()]{0,60}\)|,[^,\x02\x03]{0,80},")
_AND_ITS = re.compile(r" and (?:its|our) (?:consolidated )?subsidiaries")
_TIME = (
    r"(?:[ ,)\x01]|(?:in|for|at|as of|during|of|on|through|by) (?:the )?(?=\x01)"
    r"|for the first time|respectively"
    r"|(?:was|were|is) (?:recorded|posted|booked|incurred|reported|registered|seen|generated)"
    r"|occurred|arose)*+"
)
_LED = re.compile(
    rf"^{_TIME}\(?(?P<by>at|by|for|in|of|from|under|per|within|outside|without|excluding|adjusted|less|on an?"
    r"|on|overseas|abroad|according)(?P<rest> [^\x02\x03,;:()]{1,60}|(?=[.,;]|$))"
)
_IN_BRACKETS = re.compile(rf"^{_TIME}\((?P<rest>[^\x02\x03()]{2, 40})\)")
_ENDS = re.compile(
    r" (?:and|but|while|which|that|as|compared|versus|against|up|down|due|because|reflecting"
    r"|driven|thanks|mainly|primarily"
    r"|largely|with|on|after|following|despite|amid|from|to|is|are|was|were|has|have|had|will)(?![a-z])"
)
_OPENING = re.compile(
    r"^ ?(?P<by>on|for|at|in|under|absent|without|including|leaving|disregarding|ignoring|adjusted"
    r"|stripping|were|had|if"
    r"|assuming|unless|by|within|outside|across|as of|once|not counting"
    r"|with)(?![a-z])(?P<rest>[^,\x02\x03]{0,80}),"
)
_PLACES = words_of("japan america europe asia international us usa china")
# Words of a label that say no more than the item, its unit and its time.
_LABEL = words_of(
    """
    the a an of for in and or at to net total company company's group consolidated operating operations
    loss losses profit profits income deficit ended ending months month quarter quarters year years
    three six nine twelve first second third fourth half full fiscal as june march september december
    ordinary shareholders stockholders attributable owners common stock parent's gaap current previous
    prior same period last jpy yen usd us u.s dollar dollars million millions billion billions thousand
    thousands mm unaudited audited item items account accounts highlights summary key data selected
    financial statements actual actuals amount amounts gbps mbps restated reported number end ratio rate
    approx i ii iii sub-total subtotal unit units eur euro euros person persons
    """
)
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")
_PLAIN_JA = re.compile(
    r"連結|科目|項目|区分|内訳|摘要|合計|総計|総|の|は|当社|グループ|全社|損失|利益|百万|千|億"
    r"|十億|円|単位|実績|当期"
    r"|四半期|純|株主に帰属する"
    r"|親会社|所有者に帰属する|比率|率|ベース|末|残高|又は|または|額|通期|今回|前回|発表|修正|予想"
    r"|計画|対|前年|同期|比|期|年度"
)
_MORE_JA = re.compile(r"[一-龠ァ-ヶー]{2,}")
_LABELLED = re.compile(r"^ ?(?:[-*・] ?)?(?P<label>[^\x02\x03:;,]{2,40}):")
_SUBJECT = re.compile(
    r"^ ?(?P<subject>[^\x02\x03,;:]{2,60}?)(?:, [^,\x02\x03]{1,60},)? (?:also |has |have |again )*"
    r"(?:record|report|post|achiev|generat|book|incurr|register|earn|recogni[sz]|reali[sz]|suffer"
    r"|deliver|produc|had|saw"
    r"|swung|made|ran)(?:ed|s)?(?: [a-z'-]+){0,4} $"
)
_OPENS_PLAINLY = words_of(
    """
    addition total contrast comparison line expectations expectation forecast forecasts particular turn
    summary short other words result consequence meantime effect view light spite strength weakness
    environment economy conditions market markets demand despite weak strong difficult competition
    context face wake background while however words us dollar terms yen company's results earlier
    announced initial plan business
    """
)


def says_more(sentence: Sentence, reading: Reading, name: Mention, glossary: Glossary) -> bool:
    """Whether words around an item of the company and its figure may make it another one."""
    if sentence.japanese or not (name.is_bare or name.explicit_total):
        return False
    return (
        (name.end <= reading.figure.start and _more_between(sentence, reading, name, glossary))
        or _more_behind(reading.after, glossary)
        or _more_at_first(sentence, name, glossary)
    )


def _more_between(sentence: Sentence, reading: Reading, name: Mention, glossary: Glossary) -> bool:
    phrase = re.split(r"[\x02\x03;]", sentence.shape[name.end : reading.figure.start], maxsplit=1)[0]
    moved = False
    for found in _TOKEN.finditer(_AND_ITS.sub(" ", _ASIDE.sub(" ", phrase))):
        word = found[0].strip(".")
        if moved and word in _REASONS:
            return False
        if _is_unknown(word, glossary):
            return True
        moved = moved or word in _VERBS
    return False


def _more_behind(after: str, glossary: Glossary) -> bool:
    bracket = _IN_BRACKETS.match(after)
    if bracket is not None and _any_unknown(bracket["rest"], glossary):
        return True
    led = _LED.match(after)
    if led is None or (led["by"] == "on" and "basis" not in led["rest"]):
        return False
    if led["by"] in ("overseas", "abroad", "according"):
        return True
    rest = _ENDS.split(f" {led['rest']}", maxsplit=1)[0]
    return _any_unknown(rest, glossary)


def _more_at_first(sentence: Sentence, name: Mention, glossary: Glossary) -> bool:
    label = _LABELLED.match(sentence.shape[: name.start])
    if label is not None and _any_unknown(label["label"], glossary):
        return True
    subject = _SUBJECT.match(sentence.shape[: name.start]) if glossary.own else None
    if subject is not None and _any_unknown(subject["subject"], glossary):
        return True
    opening = _OPENING.match(sentence.shape)
    if opening is None or opening.end() > name.start:
        return False
    if opening["by"] in ("were", "had", "if", "assuming", "unless", "absent", "once"):
        return True
    words = _TOKEN.findall(opening["rest"])
    return not (words and words[0] in _OPENS_PLAINLY) and _any_unknown(" ".join(words), glossary)


def label_says_more(label: str, start: int, end: int, glossary: Glossary) -> bool:
    """Whether a label has words beside the item's name, from start to end, that a plain one has not."""
    around = f"{label[:start]} ; {label[end:]}"
    if _JAPANESE.search(label):
        return _MORE_JA.search(_PLAIN_JA.sub("", around)) is not None
    words = (word.strip(".") for word in _TOKEN.findall(around))
    return "/" in around or any(word not in _LABEL and word not in glossary.own - _PLACES for word in words)


def _any_unknown(text: str, glossary: Glossary) -> bool:
    words = [word.strip(".") for word in _TOKEN.findall(text)]
    named = glossary.own - _PLACES  # a place is of the company's name only beside its other words
    return any(
        _is_unknown(word, glossary) and not (word in glossary.own and named.intersection(words))
        for word in words
    )


def _is_unknown(word: str, glossary: Glossary) -> bool:
    return _is_other_word(word, glossary.own)


@lru_cache(maxsize=4096)
def _is_other_word(word: str, own: frozenset[str]) -> bool:
    """Whether a word is none of a plain statement, nor of the company's name."""
    known = (word, word.removesuffix("'s").removesuffix("'"))
    return not (word.endswith("ly") or any(each in _PLAIN or each in own - _PLACES for each in known))
