"""Figures that are denied, supposed, or planned for a time that is over."""

from __future__ import annotations

import re

from xl_addin.tieout.grammar.reading import Reading
from xl_addin.tieout.grammar.sentence import Sentence
from xl_addin.tieout.grammar.text.words import REPORTING, REVISION

_NOT = (
    r"(?:not|never|no longer|n't)(?! (?:only|less|more|below|exceed|fewer|under|over|above|merely|just|least"
    r"|lower|higher|change))"
)
_DENIED_BETWEEN = re.compile(
    rf"(?<![a-z])(?:{_NOT}|fail(?:s|ed) to|nowhere near|far from|anything but|short of reaching)(?![a-z])"
)
_DENIED_BEFORE = re.compile(
    rf"(?<![a-z])(?:prevent(?:s|ed|ing)?|avoid(?:s|ed|ing)?|den(?:y|ies|ied)|doubt(?:s|ed)?"
    rf"|rumou?rs?|{_NOT} (?:expect|believe|see)"
    r"|(?:is|was) (?:wrong|false|incorrect)|corrected|rather than|instead of|withdr[ae]w(?:s|n)?"
    r"|feared)(?![a-z])[^;\x03]{0,60}$"
)
_DENIED_BEHIND = re.compile(
    r"^[^;.\x03]{0,40}(?:was|were|is|are|has been|have been|and is|and was) (?:avoided|prevented"
    r"|misstated|withdrawn|restated|denied"
    r"|corrected|false|wrong|incorrect|erroneous|retracted)(?![a-z])"
)
_AS_BEFORE = re.compile(
    r"(?<![a-z])(?:(?:previously|originally|initially|erroneously|wrongly|first) (?:reported"
    r"|stated|announced|published)"
    r"|restated|revised|corrected|misstated|overstated|understated)(?: (?:as|from|by|at"
    r"|to))?(?: [a-z]{1,8})? ?$"
)
_DENIED_JA = re.compile(
    r"^(?:の\x02)?(?:では?(?:なく|ない|なかった|ありません)"
    r"|(?:に|には)(?:至ら|及ば|届か|届き(?:ませ|ません)|達し(?:ませ|なか|ない|ず))"
    r"|を確保でき(?:ま|な)|とは言え|を回避|との(?:一部)?報道|(?:で|だ)(?:ある)?との報道|と誤っ|に迫|を?撤回)"
    r"|^[^。\x03]{0,20}(?:見込んでいません|撤回しま|足りません|誤りです)"
)
_SUPPOSED = re.compile(
    r"(?<![a-z])(?:(?:would|could|might|may|should|ought to) (?:well )?(?:not )?have"
    r"|hypothetical(?:ly)?|had it not been"
    r"|need(?:s|ed)?|required?|suppos(?:e|ed)|pretend|imagine|illustrat(?:ion|ive))(?![a-z])"
)
_NEAR = 64
_SUPERSEDED = re.compile(
    r"(?<![a-z])(?:(?:previously|earlier|originally|initially) (?:expect|forecast|guid|announc|plann)"
    r"|(?:prior|earlier|original|initial|old|previous) (?:forecast|guidance|outlook|expectation"
    r"|range|target))"
    r"[^\x03;]*$"
)
_FORECAST = (
    r"(?<![a-z])(?:forecast|guidance|outlook|expectation|range|target|plan|estimate|projection)s?(?![a-z])"
)
_UNTIL_FROM = r"(?:(?! to )[^;。])*(?<![a-z])from (?:(?! to )[^;。])*$"
# Raised our forecast from A to B; our forecast was raised from A to B.
_REVISED_FROM = re.compile(
    rf"(?:(?:{REVISION.pattern})(?:(?! to )[^;。\x03])*{_FORECAST}"
    rf"|{_FORECAST}[^;。\x03]*(?:{REVISION.pattern})){_UNTIL_FROM}"
)
_REVISED_TO = re.compile(r"^[^;。]{0,60} to [^;。]{0,30}\x03")
_REVISED_JA = re.compile(r"^(?:から|より)[^。]{0,80}(?:修正|引き?上げ|引き?下げ|増額|減額)")
_MIGHT = re.compile(r"(?<![a-z])(?:could|might)(?![a-z])")
_IF = re.compile(r"^ ?(?:if|had|unless|suppose|should|were) |^ ?(?:仮に|もし)")
_CASE = re.compile(r"(?<![a-z])(?:worst|best|stress)[ -](?:case|scenario)|break-even point")
_SUPPOSED_JA = re.compile(
    r"^[^、。\x03]{0,14}(?:となっていた|になっていた|だった|である)(?:はず|でしょう|と試算|場合"
    r"|べき|なら)|^(?:が)?必要"
)
_PLANNED = re.compile(
    r"(?<![a-z])(?:budgeted|planned|guided|forecast(?:s|ed)?|projected|predicted|targeted"
    r"|anticipated|expect(?:s|ed)?|assum(?:es|ed)"
    r"|call(?:s|ed) for|looking for|preliminary|consensus|guidance|supposed|estimates?"
    r"|estimated)(?![a-z])[^;\x03]{0,50}$"
)
_PLANNED_BEHIND = re.compile(
    r"^[^,;.\x03]{0,30}(?:was|were|is|had been) (?:projected|expected|budgeted|planned|forecast"
    r"|predicted|guided|anticipated)"
    r"|^ (?:expected|budgeted|planned|forecast|projected|guided) for"
)
_PLANNED_JA = re.compile(
    r"^(?:の\x02)?(?:と|を|の|となる)?(?:予想|見込み?|計画|見通し|想定)(?:され|して|し|で|でし"
    r"|んで|と)|^[^。\x03]{0,14}(?:見込んでいま|計画しておりま|計画していま)"
)
_BY_ANALYSTS_JA = re.compile(r"(?:アナリスト|市場)(?:の)?(?:予想|コンセンサス|は)")


def _hints_at_case(text: str) -> bool:
    return "case" in text or "scenario" in text or "point" in text


def is_denied(sentence: Sentence, reading: Reading, opening: str, between: str) -> bool:
    """Whether the words say that the figure is not so, or no longer."""
    del sentence
    return (
        _DENIED_BETWEEN.search(between) is not None
        or _DENIED_BEFORE.search(opening) is not None
        or _DENIED_BEHIND.match(reading.after) is not None
        or _AS_BEFORE.search(reading.before[-_NEAR:]) is not None
        or _DENIED_JA.match(reading.after) is not None
    )


def is_supposed(sentence: Sentence, reading: Reading, opening: str, between: str) -> bool:
    """Whether the words speak of what might be, not of what is."""
    clause = f"{opening}{between}"
    return (
        _SUPPOSED.search(clause) is not None
        or (not sentence.ahead and _MIGHT.search(clause) is not None)
        or _IF.match(sentence.text) is not None
        or (_hints_at_case(sentence.text) and _CASE.search(sentence.text) is not None)
        or sentence.text.rstrip().endswith("?")
        or _SUPPOSED_JA.match(reading.after) is not None
    )


def is_superseded(sentence: Sentence, reading: Reading) -> bool:
    """Whether the figure is of a forecast that another one has followed."""
    if not sentence.ahead:
        return False
    told_before = not reading.comparative and _SUPERSEDED.search(reading.before) is not None
    is_past = reading.period is not None and reading.period.quarters[-1] <= sentence.release
    return told_before or (not is_past and _is_revised(reading))


def _is_revised(reading: Reading) -> bool:
    """Whether it is what a forecast was revised from: from A to B, AからBに修正."""
    if _REVISED_JA.match(reading.after):
        return True
    return _REVISED_TO.match(reading.after) is not None and _REVISED_FROM.search(reading.before) is not None


def was_planned(sentence: Sentence, reading: Reading) -> bool:
    """Whether the figure is told as what was planned or expected, and not as what came of it."""
    if reading.comparative:
        return False
    if _PLANNED_BEHIND.match(reading.after) or _PLANNED_JA.match(reading.after):
        return True
    clause = reading.before[max(reading.before.rfind(sign) for sign in (", ", ": ", "\x03")) + 1 :]
    if REPORTING.search(sentence.text) or REPORTING.search(clause):
        return False
    return _PLANNED.search(clause) is not None or _BY_ANALYSTS_JA.search(clause) is not None
