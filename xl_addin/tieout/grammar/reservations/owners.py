"""Whose figure it is: the company's own, or another company's, or one of a place or a part of its."""

from __future__ import annotations

import re

from xl_addin.tieout.grammar.items.glossary import Glossary
from xl_addin.tieout.grammar.items.mention import Mention
from xl_addin.tieout.grammar.items.part_words import words_of
from xl_addin.tieout.grammar.sentence import Sentence

_FAR = 160
_OTHERS = (
    r"(?:subsidiar(?:y|ies)|affiliates?|associates?|associated compan(?:y|ies)|competitors?|rivals?|peers?"
    r"|joint ventures?|investees?|parent company)"
)
_ANY_OTHERS = re.compile(rf"(?<![a-z]){_OTHERS}(?![a-z])")
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
_PLAIN_TOPIC = re.compile(
    r"連結|当社|グループ|全体|業績|損益|利益|比較|面$|期間|年度|四半期|ベース|結果|末$|時点$|現在$"
)
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
    forecasts performance overview directors ended months three six nine twelve month period
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
_ABOUT_OTHERS = re.compile(
    r"(?<![a-z])(?:(?<!consolidated )subsidiar(?:y|ies)|hypothetical|affiliates?|equity[- ]method"
    r"|investees?|competitors?)(?![a-z])|持分法|関連会社|子会社|所在地別"
)


def is_of_others(sentence: Sentence, name: Mention, opening: str, glossary: Glossary) -> bool:
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


def label_is_of_others(before: str, after: str) -> bool:
    """Whether a table's label names others, before its item's name or behind it."""
    return bool(_ANY_OTHERS.search(before) or _OF_OTHERS.match(after) or _OTHERS_JA.search(before))


def is_about_others(printed: str, glossary: Glossary) -> bool:
    """Whether a heading, a caption, a lead-in or a sentence is about others."""
    if _ABOUT_OTHERS.search(printed.lower()):
        return True
    return bool(glossary.own) and _names_another(printed, glossary)


def _names_another(printed: str, glossary: Glossary) -> bool:
    """Whether a heading, a lead-in or a sentence is about a company by another name."""
    for found in _ABOUT_NAME.finditer(printed):
        words = set(re.findall(r"[^\W_]+", found["name"].lower()))
        if not words <= glossary.own | _NO_COMPANIES | _NO_NAMES and not any(
            word.isdigit() for word in words
        ):
            return True
    return False
