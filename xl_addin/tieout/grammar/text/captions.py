"""Captions that give bare amounts their scale and currency: (JPY in millions), 単位:百万円."""

from __future__ import annotations

import re

_SCALES = {"thousand": 3, "million": 6, "billion": 9, "千": 3, "百万": 6, "億": 8, "十億": 9, "": 0}
_MONEY = {
    **dict.fromkeys(("jpy", "yen", "¥", "円"), "JPY"),
    **dict.fromkeys(("usd", "us$", "$", "dollars", "u.s. dollars", "us dollars", "ドル", "米ドル"), "USD"),
    **dict.fromkeys(("€", "eur", "euros"), "EUR"),
}
_CAPTION = re.compile(
    r"(?P<c1>u\.s\. dollars|us dollars|dollars|euros|jpy|yen|¥|us\$|usd|\$|€|eur)(?: in"
    r"|,)? ?(?P<s1>thousand|million|billion)s?(?![a-z])"
    r"|(?P<s2>thousand|million|billion)s? (?:of )?(?P<c2>japanese yen|yen|u\.s\. dollars|us dollars"
    r"|dollars|euros|jpy|usd|eur)(?![a-z])"
    r"|in (?P<s3>thousand|million|billion)s(?! of)(?![a-z])"
    r"|(?:単位|単位は)? ?[::]? ?[(]?(?P<s4>百万|十億|億|千)(?P<c4>円|米ドル|ドル)(?=[)\],、未 ]|$)"
)
_SCALE_WORDS = ("illion", "thousand", "百万", "億", "千")
LONGEST_CAPTION = 90


def caption_of(low: str) -> tuple[int, str] | None:
    """The power of ten and the currency that a caption gives to bare amounts: (JPY in millions)."""
    if len(low) > 4 * LONGEST_CAPTION or not any(word in low for word in _SCALE_WORDS):
        return None
    for found in _CAPTION.finditer(low):
        if found[0][0] != "(" and re.search(r"[0-9] ?$", low[: found.start()]):
            continue
        scale = found["s1"] or found["s2"] or found["s3"] or found["s4"] or ""
        money = (found["c1"] or found["c2"] or found["c4"] or "yen").removeprefix("japanese ")
        return _SCALES[scale], _MONEY[money]
    return None
