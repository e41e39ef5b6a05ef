"""Words and patterns that English periods are read with."""

from __future__ import annotations

import re

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
NOT_MORE = r"(?![0-9a-z]|[.,][0-9]| ?(?:%|percent|points|million|billion|thousand|bps|億|百万|万|千|円))"
START = r"(?<![a-z0-9])"
END = r"(?![a-z0-9])"


def pattern(text: str) -> re.Pattern[str]:
    """The pattern of whole words."""
    return re.compile(f"{START}(?:{text}){END}")


def hinted(text: str, hints: tuple[str, ...]) -> bool:
    """Whether one of the words is there, without which a pattern need not be tried."""
    for hint in hints:  # noqa: SIM110 (half of the time that any() takes, for every sentence and pattern)
        if hint in text:
            return True
    return False
