"""Words that make a figure another one than the workbook's, though its item is named.

Someone else's operating loss, one before a charge, a monthly one or one that might have been is none of the
company's own: such a figure is told with the reason, and tied to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xl_addin.tieout.claims import Measure
from xl_addin.tieout.grammar.glossary import Glossary
from xl_addin.tieout.grammar.mention import Mention
from xl_addin.tieout.grammar.modality import is_denied, is_superseded, is_supposed
from xl_addin.tieout.grammar.numbers import Unit
from xl_addin.tieout.grammar.part_words import words_of
from xl_addin.tieout.grammar.reading import Reading
from xl_addin.tieout.grammar.sentence import Sentence
from xl_addin.tieout.grammar.statements import says_more
from xl_addin.tieout.grammar.vocabulary import Aspect

ANOTHER_BASIS = "the text gives it on another basis than the workbook's"
DENIED = "the text says that it is not so"
SUPPOSED = "the text speaks of what might be, not of what is"
SUPERSEDED = "the text speaks of an earlier forecast, not of the present one"
SOMEONE_ELSES = "the text speaks of another company, or of a part of this one"
NOT_OF_WHOLE = "the text gives it for a part that the workbook does not have"
SHARED_OUT = "the text gives an average, or adds several up, or gives it for each of several"
PART_OF_IT = "the text gives a part of it without an item that the workbook has"
SAYS_MORE = "the text says more of it than which item it is, and that may make it another figure"
OTHER_MONEY = "the figures are in a currency that the workbook has no rate of"
BEARS_ON_IT = "the text gives what bears on the item, not the item"

_LEFT_OUT = (
    r"(?:charges?|costs?|expenses?|items?|gains?|loss(?:es)?|tax(?:es)?|interests?|amortization|depreciation"
    r"|write-?(?:off|down)s?|effects?|impacts?|adjustments?|impairments?|provisions?|goodwill"
    r"|allocations?|eliminations?|royalt(?:y|ies)|rebates?|\x02)"
)
_BASIS = (
    r"(?:pro[- ]forma|adjusted|underlying|comparable|like-for-like|annuali[sz]ed|normali[sz]ed"
    r"|non-consolidated|unconsolidated|stand-?alone|parent[- ]only|cash|accrual|gross)"
)
_OTHERWISE = re.compile(
    r"(?<![a-z])(?:excluding|exclusive of|not including|not counting|apart from|aside from|except for"
    r"|net of|stripping out|adjust(?:ed|ing) for"
    rf"|before(?= (?:the |our |its |any |all )?(?:[a-z-]{{2,20}} ){{0,3}}{_LEFT_OUT})"
    r"|after(?= (?:income )?(?:tax(?:es)?|minority|deduct))"
    rf"|on an? {_BASIS} basis|annuali[sz]ed|pro[- ]forma|non-consolidated|unconsolidated|parent[- ]only"
    r"|from (?:dis)?continu(?:ed|ing) operations)(?![a-z])"
    r"|除く|除いた|除外し|控除前|控除後|除くと|除けば|除き|がなければ|差し引|加味した|日本基準"
    r"|国際会計基準|実質|含まない|含まず|考慮し(?:ない|なけ)|単体|個別業績|年換算|年率換算"
)
_OPENS = re.compile(r"^ ?(?:[a-z]{2,10} )?$")
_CURRENCY = re.compile(r"(?:constant|local)[- ]currenc|(?:foreign |currency |exchange ){1,2}|為替|現地通貨")
_NOR = re.compile(r"^ ?neither (?:[^,;.\x03]{1,60}) nor ")
_OTHERS = (
    r"(?:subsidiar(?:y|ies)|affiliates?|associates?|associated compan(?:y|ies)|competitors?|rivals?|peers?"
    r"|joint ventures?|investees?|parent company)"
)
_SUBJECT = re.compile(
    rf"(?:^|[;,:] |(?<![a-z])(?:at|for|while|whereas|and) )(?!(?:its|our|the) consolidated)"
    r"(?:at |for |an? |the |our |its |their |another |one of our |one of its )?(?:[a-z-]{3,16} ){0,2}"
    rf"{_OTHERS}"
    r"(?:'s?)?(?![a-z])"
)
_OF_OTHERS = re.compile(
    r"^ (?:of|at|in|for|from) (?:the |our |its |an? |their |these |those )?(?:[a-z&-]{2,20} ){0,3}"
    rf"{_OTHERS}(?![a-z])"
)
_OTHERS_JA = re.compile(
    r"(?:(?<!連結)子会社|関連会社|持分法適用会社|競合(?:他社|企業)?|他社|同業|親会社(?!株主|の所有者|に帰属"
    r"|持分)|合弁会社)"
    r"[^、。\x03]{0,30}$|(?<![当弊同本会])(?:[一-龠ァ-ヶーA-Za-z]{2,20}社)(?:は|の|が|では)[^。\x03]{0,30}$"
)
_THE_PART = re.compile(
    r"(?:^|[;,:] |and |while )(?:this|that|the|each|our|its) (?:[a-z-]{3,16} )?"
    r"(?:business|segment|division|unit)"
    r" (?:also |again )?(?:record|report|post|achiev|generat|had|has|show|book|incurr|saw|contribut)"
)
_PLAIN_TOPIC = re.compile(r"連結|当社|グループ|全体|業績|損益|利益|比較|面$|期間|年度|四半期|ベース|結果")
_TOPIC_JA = re.compile(
    r"(?:^|[、。である])(?P<topic>[ァ-ヶーa-z&・-]{3,20})(?:は|では|の)[^。\x03]{0,30}$"
    r"|(?:^|[、。])(?P<place>(?!\x02)[一-龠ァ-ヶーa-z]{2,12})(?:においては?|での|については?"
    r"|における|に係る|に関する)[^。\x03]{0,16}$"
    r"|^ ?[・]?(?P<label>[ァ-ヶーa-z]{2,20}):[^。\x03]{0,10}$"
)
_AND_ITS = re.compile(r"(?:and|with|including) (?:its|our|their|the) ")
_NAME = r"(?P<name>[A-Z][A-Za-z0-9&.'-]+(?: (?:of |and |& )?[A-Z][A-Za-z0-9&.'-]*){0,4})"
_OF_NAME = re.compile(f" (?:of|at) {_NAME}")
_NAME_RECORDS = re.compile(
    rf"(?:^|[;:] |[,;] (?:and|while|whereas|but) |while "
    rf"|whereas ){_NAME}(?:, [^,;]{{1,60}},)? (?:also |has |again )?"
    r"(?:(?:record|report|post|achiev|generat|book|incurr|register|earn|recogni[sz]|reali[sz]"
    r"|announc|suffer|expect"
    r"|forecast|return)(?:ed|s)?|had|saw|sees|swung|swings|grew|made|ran|turned|lost)"
    r"(?: (?:an?|its|their|the|to|of|up|in|\x01+|[a-z]{1,12}))*? $"
)
_ABOUT_NAME = re.compile(
    rf"(?:(?<![A-Za-z])(?:[Rr]esults|[Ff]igures|[Ss]hares|[Ss]tatements|[0-9.]+%) of "
    rf"|^(?=[A-Z][^ ]+:$)|^(?=[^:]+, summary))"
    rf"{_NAME}(?![A-Za-z%])"
)
RELEASES_ITS = re.compile(
    rf" ?{_NAME} (?:has |today |also )?(?:report|announc|releas|publish)ed (?:its|their"
    rf"|[a-z-]+ results|results)"
    r"|[ァ-ヶーA-Za-z]{3,20}は(?:[^。]{0,12})(?:業績|決算)を?(?:発表|公表)"
)
_NO_NAMES = words_of(
    """
    january february march april may june july august september october november december fiscal year
    quarter first second third fourth half financial results highlights revenue revenues income loss
    profit operating net yen dollars us usd jpy ebitda gaap sales summary outlook guidance forecast
    forecasts performance overview si internet directors ended months three six nine twelve month period
    """
)
# Sentences start with these, and they are no company's names.
_NO_COMPANIES = words_of(
    """
    the we it they he she this that these those which who its our all both each management company group
    board results business operations japan management's in for during as meanwhile overall however
    consequently today also thus moreover then here consolidated total net gross
    """
)
_APART = re.compile(r", (?:and|but|while|so)(?![a-z])|[;\x03]")
_OF_PART = re.compile(
    r"^ (?:of|at|in|for|from) (?:the |our |its )?(?!(?:entire|whole|overall|total|core|main) )"
    r"(?:[a-z&-]{2,20} ){1,4}(?:division|segment|business|unit|region|operations)(?![a-z])"
)
_ATTRIBUTED = re.compile(
    r"^ attributable to (?:the |our |its )?(?!\x02|owners|shareholders|stockholders|parent|common|company"
    r"|group|equity holders|ordinary)(?P<whose>[a-z]+)"
)
_EACH = re.compile(r"(?<![a-z])(?:in|for|of|during|at) (?:each|every)(?![a-z])")
_EACH_AFTER = re.compile(
    r"^\)? (?:(?:in|for) )?(?:each|every)(?![a-z])|^\)? (?:per|an?) (?:month|day|week|hour|employee|person"
    r"|head|customer|contract|user|subscriber|store|line|site)(?![a-z])|^ ?/月"
)
_ON_AVERAGE = re.compile(
    r"(?<![a-z])(?:averag(?:e|ed|ing)|on average|monthly|daily|weekly|cumulative(?:ly)?)(?![a-z])"
    r"|平均|累計|通算|月間|月平均|毎月|1(?:日|人|社|件|店|契約)当たり"
)
_OF_ANALYSTS = re.compile(r"analyst|consensus|broker|expect|forecast|アナリスト|予想|コンセンサス")
_OF_WHICH = re.compile(r"(?:of which|うち[^、。\x02\x03]{0,12})[ ,]*(?:about |approximately |約)?$")
_OF_THE = re.compile(r"^ ?(?:out )?of (?:the |this |that |our |its |total |all )")
_OF_IT_CAME = re.compile(
    r"^[^\x03;.,]{0,60} (?:came from|(?:was|were) (?:due to|attributable to|generated by|from)"
    r"|stemmed from)(?![a-z])"
)
_ACCOUNTED = re.compile(r"(?<![a-z])(?:accounted for|contributed|delivered|made up|provided) $")
_CAME_FROM = re.compile(
    r"^\)? (?:came|comes|stemmed|arose|resulted|derived|was|were|is|are)(?: (?:derived|due|related"
    r"|attributable|generated))? (?:from|to|by|in)(?![a-z])"
    r"|^\)? (?:related|relates|represent(?:s|ed)|consist(?:s|ed)) "
)
_BEARS = re.compile(
    r"(?<![a-z])(?:change|variance|difference|portion|half|third|interest|majority|most|part"
    r"|remainder|payment"
    r"|impact|effect|influence|contribution|equity|provision|tax|charge|backlog"
    r"|adjustment|burden|pressure"
    r"|sensitivity|levy|boost|drag)(?:e?s)? (?:of [^,.;\x03]{1,40} )?(?:on|to|against|of|from|for|in)"
    r" (?:the |our |its |total |net )*$"
)
_ADJUSTED = re.compile(r"^,? \(?(?:as )?(?:adjusted|normali[sz]ed|pro[- ]forma)")
_OTHER_BASIS = re.compile(
    r"(?<![a-z])(?:non-consolidated|unconsolidated|parent[- ]only|pro[- ]forma)(?![a-z])"
    r"|単体|個別(?:業績|財務|決算)"
)
_OTHER_MONEY = re.compile(
    r"(?<![a-z])(?:rmb|cny|yuan|won|krw|gbp|pounds?|hk\$|nt\$|chf|inr|rupees?)(?![a-z])|£"
)
_ABOUT_OTHERS = re.compile(
    r"(?<![a-z])(?:(?<!consolidated )subsidiar(?:y|ies)|hypothetical|affiliates?|equity[- ]method"
    r"|investees?|competitors?)(?![a-z])|持分法|関連会社|子会社|所在地別"
)
_CHANGED = re.compile(r"^ ?changes? from(?![a-z])|non-gaap|japanese gaap|との(?:差異|増減)|修正前|日本基準")
_FAR = 160


def reservations(
    sentence: Sentence, reading: Reading, mention: Mention | None, glossary: Glossary
) -> Iterator[str]:
    """Why the figure is none of the workbook's, one reason for each kind of words that say so."""
    shape, figure = sentence.shape, reading.figure
    named = mention if mention is reading.mention and mention in sentence.mentions else None
    follows = named is not None and named.end <= figure.start
    start = named.end if follows and named is not None else max(0, figure.start - _FAR)
    between = shape[max(start, figure.start - _FAR) : figure.start]
    clause = between[max(between.rfind(";"), between.rfind("。")) + 1 :]
    opening = shape[: named.start] if named is not None and follows else clause
    if _is_otherwise(sentence, reading, clause, opening):
        yield ANOTHER_BASIS
    if _NOR.match(sentence.text) or is_denied(sentence, reading, opening[-_FAR:], clause):
        yield DENIED
    if is_superseded(sentence, reading):
        yield SUPERSEDED
    if is_supposed(sentence, reading, opening[-_FAR:], clause):
        yield SUPPOSED
    if named is not None:
        if _is_of_others(sentence, named, opening, glossary):
            yield SOMEONE_ELSES
        if says_more(sentence, reading, named, glossary):
            yield SAYS_MORE
        yield from _of_less(sentence, named, opening, glossary)
    if _is_shared_out(sentence, reading, mention, clause):
        yield SHARED_OUT
    yield from _of_part_of_it(sentence, reading, named)


def of_label(label: str, start: int, end: int) -> Iterator[str]:
    """Why the figures of a row or column are none of the workbook's; the item's name is from start to end."""
    before, after = label[:start], label[end:]
    if _OTHERWISE.search(label) or _ADJUSTED.search(after):
        yield ANOTHER_BASIS
    if (
        re.search(rf"(?<![a-z]){_OTHERS}(?![a-z])", before)
        or _OF_OTHERS.match(after)
        or _OTHERS_JA.search(before)
    ):
        yield SOMEONE_ELSES
    if _ON_AVERAGE.search(label) or _EACH_AFTER.match(after):
        yield SHARED_OUT
    if _BEARS.search(before):
        yield BEARS_ON_IT


def of_caption(printed: str, glossary: Glossary) -> Iterator[str]:
    """Why the figures under a heading or a caption, or behind a sentence, are none of the workbook's."""
    text = printed.lower()
    if _OTHER_BASIS.search(text) or _OTHERWISE.search(text) or _CHANGED.search(text):
        yield ANOTHER_BASIS
    if _OTHER_MONEY.search(text):
        yield OTHER_MONEY
    if _ABOUT_OTHERS.search(text) or (glossary.own and _names_another(printed, glossary)):
        yield SOMEONE_ELSES


def _names_another(printed: str, glossary: Glossary) -> bool:
    """Whether a heading, a lead-in or a sentence is about a company by another name."""
    for found in _ABOUT_NAME.finditer(printed):
        words = set(re.findall(r"[^\W_]+", found["name"].lower()))
        if not words <= glossary.own | _NO_COMPANIES | _NO_NAMES and not any(
            word.isdigit() for word in words
        ):
            return True
    return False


def _is_otherwise(sentence: Sentence, reading: Reading, clause: str, opening: str) -> bool:
    """Whether something is left out: between item and figure, at the start, or right behind the figure."""
    behind = re.match(r"[^\x03;。]{0,60}", reading.after)
    opening = opening if len(opening) <= _FAR else f"...{opening[-_FAR:]}"
    for text in (clause, opening):
        for found in _OTHERWISE.finditer(text):
            if not _CURRENCY.search(text[found.end() : found.end() + 40]) and (
                text is clause or _reaches(text, found)
            ):
                return True
    found_behind = _OTHERWISE.search(behind[0]) if behind else None
    if found_behind is None or behind is None or sentence.japanese:
        return False
    return (
        re.fullmatch(r"\)?(?:[ ,]|\x01)*\(?", behind[0][: found_behind.start()]) is not None
        and _CURRENCY.search(behind[0][found_behind.end() :][:40]) is None
    )


def _reaches(opening: str, found: re.Match[str]) -> bool:
    """Whether words before the item's name bear on it: at the start of the sentence, or right before it."""
    behind = opening[found.end() :]
    starts = re.fullmatch(r" ?(?:[a-z]{2,4} )?", opening[: found.start()]) is not None
    japanese = re.search(r"[ぁ-んァ-ヶ一-龠]", found[0]) is not None
    return (starts or japanese) and "\x03" not in behind


def _is_of_others(sentence: Sentence, name: Mention, opening: str, glossary: Glossary) -> bool:
    """Whether the item is another company's, by what stands behind its name or by the clause's subject."""
    if _OF_OTHERS.match(sentence.text[name.end : name.end + _FAR]):
        return True
    subject = opening[max(opening.rfind(";"), opening.rfind("\x03")) + 1 :]
    if _OTHERS_JA.search(subject) or _is_topic_ja(sentence, name, subject, glossary):
        return True
    if _SUBJECT.search(subject) is not None and not _AND_ITS.search(subject):
        return True
    return (
        bool(glossary.own)
        and name.is_bare
        and (
            _is_foreign(_OF_NAME.match(sentence.printed, name.end), sentence, glossary)
            or _is_foreign(_NAME_RECORDS.search(sentence.printed[: name.start]), sentence, glossary)
        )
    )


def _is_topic_ja(sentence: Sentence, name: Mention, subject: str, glossary: Glossary) -> bool:
    """Whether a Japanese sentence is about a company or a place that is not this one: クロスウェイブは..."""
    found = _TOPIC_JA.search(subject) if sentence.japanese and name.is_bare else None
    topic = next((part for part in found.groups() if part), "") if found else ""
    return bool(topic) and topic not in glossary.own and not _PLAIN_TOPIC.search(topic)


def _is_foreign(found: re.Match[str] | None, sentence: Sentence, glossary: Glossary) -> bool:
    """Whether a name in capitals is neither the company's nor an item's nor a period."""
    if found is None or "\x02" in (shape := sentence.shape[slice(*found.span("name"))]) or "\x01" in shape:
        return False
    words = set(re.findall(r"[^\W_]+", found["name"].lower()))
    return "\x03" not in shape and not words <= glossary.own | _NO_COMPANIES


def _of_less(sentence: Sentence, name: Mention, opening: str, glossary: Glossary) -> Iterator[str]:
    following = sentence.text[name.end : name.end + _FAR]
    attributed = _ATTRIBUTED.match(following)
    if attributed is not None and attributed["whose"] in glossary.own:
        attributed = None
    less = _OF_PART.match(following) or attributed or _THE_PART.search(opening)
    if name.is_bare and (less or _follows_part(sentence, name)):
        yield NOT_OF_WHOLE
    if _BEARS.search(opening[-80:]):
        yield BEARS_ON_IT


def _follows_part(sentence: Sentence, name: Mention) -> bool:
    """Whether the sentence is about a part that it starts with: SI had operating income of A."""
    first = sentence.mentions[0] if sentence.mentions else None
    if first is None or not first.is_part or first.end > name.start or name.concept == "revenues":
        return False
    return _APART.search(sentence.shape[first.end : name.start]) is None


def _is_shared_out(sentence: Sentence, reading: Reading, mention: Mention | None, clause: str) -> bool:
    """Whether an amount of money is told for each of several, or as an average of them."""
    if mention is None or mention.aspect is not Aspect.AMOUNT or mention.concept == "arpu":
        return False
    if reading.measure is not Measure.AMOUNT:
        return False
    return (
        _EACH.search(reading.before) is not None
        or _EACH_AFTER.match(reading.after) is not None
        or (_ON_AVERAGE.search(clause) is not None and _OF_ANALYSTS.search(sentence.text) is None)
    )


def _of_part_of_it(sentence: Sentence, reading: Reading, named: Mention | None) -> Iterator[str]:
    """A part of the item before, whose own item is not said: of which JPY2 billion came from personnel."""
    if named is None or named.is_part or not named.is_bare:
        return
    accounted = _ACCOUNTED.search(reading.before) is not None and reading.figure.number.unit is Unit.MONEY
    if _OF_IT_CAME.match(reading.after) or accounted:
        yield PART_OF_IT
        return
    divided = _OF_THE.match(sentence.text) is not None and _CAME_FROM.match(reading.after) is not None
    before = sentence.shape[named.end : reading.figure.start]
    if (
        divided
        or _OF_WHICH.search(before)
        or re.match(r"\x03+[^\x02\x03。]{0,6}のうち", _from_number(before))
    ):
        yield PART_OF_IT


def _from_number(text: str) -> str:
    at = text.find("\x03")
    return text[at:] if at >= 0 else ""
