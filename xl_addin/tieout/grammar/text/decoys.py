"""Numbers that are no figures of the business: pages, notes, forms, lists, standards, telephones."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NUMBERED = (
    r"pages?|pp?\.|notes?|items?|sections?|sec\.|forms?|rules?|articles?|part|exhibits?|tables?|fig(?:ure"
    r"|\.)|charts?"
    r"|no\.|nos\.|number|version|appendix|chapters?|paragraphs?|steps?|phase|slides?|footnotes?|code|level"
    r"|tier"
    r"|windows|office|topic|asu|ifrs|ias|sfas|fas|act of|type|room|suite|building|tel\.?|fax\.?|phone|top"
    r"|g|generation|wi-?fi|bluetooth|usb|ipv|mpeg|playstation|xbox|iphone|ipad|galaxy"
    r"|model|series|class|schedule|regulation|title|volume|vol\.|issue|edition|group of|day|week|iso|stage"
    r"|division no\."
)
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![a-z0-9])(?:{_NUMBERED})[ :]?(?:no\. ?"
        rf"|number )?[(#]?[0-9][0-9a-z./-]{{0,20}}(?:\([0-9a-z]{{1,3}}\)){{0,3}}"
        r"(?:(?:,| and| to| or|, and) ?[0-9]{1,4}(?![0-9.,%]| ?(?:million|billion|percent)))?",
        # An exchange rate's one unit, $1= or 1ドル=, and a share's.
        r"(?:us|u\.s\. )?\$ ?1(?:\.00?)?(?= ?(?:=|:|equals|to (?:jpy|¥|yen)|(?:was|is|were) (?:jpy|¥)))"
        r"|(?<==)(?: ?)(?:us)?\$ ?1(?:\.00?)?(?![0-9.])",
        r"(?<![0-9.,])1(?:\.00?)? ?(?:米ドル|ドル|ユーロ|u\.s\. dollar|us dollar|dollar|euro|usd"
        r"|eur)(?![0-9])(?= ?(?:=|:|は|が|あたり|当たり|につき|equals|[0-9]|の|を|、))",
        r"€ ?1(?:\.00?)?(?= ?(?:=|:|equals))|to (?:us)?\$1(?:\.00?)?(?![0-9.,]| ?(?:million|billion|m|b"
        r"|bn)(?![a-z]))",
        r"(?<![0-9.,])1 ?株(?:当たり|あたり|につき)|1株(?=当)|per 1 share|(?<![0-9.,])1(?:\.0+)? share",
        r"第 ?[0-9]{1,4} ?(?:章|条|回|期|項|号|版|部|位|弾|節|表|図|世代|次)(?!四半期)|(?:注|表|図|別紙"
        r"|資料|※|\*"
        r"|#) ?[(]?[0-9]{1,3}[)]?",
        r"[0-9]{1,4} ?(?:ページ|頁|章|項|号|(?:か|カ|ヵ|ヶ|ケ|箇)(?:年|月|国|所|条)(?:間)?|年間"
        r"|年(?:ぶり|連続|来|目|前|後|以内|半|物)?"
        r"|四半期(?:ぶり|連続|間|目)|期(?:ぶり|連続|目|間)|日(?:間)?|時間?|分(?:間)?(?!の)|秒|歳|世代"
        r"|倍速|次|位|番|つの|つ|期間|回(?!線)|度|階|種類|周年)",
        r"(?:[0-9]{1,5}|one|two|three|four|five|six|seven|eight|nine|ten|a|an)(?:st|nd|rd"
        r"|th)?[ -](?:consecutive )?(?:years?|quarters?|months?|weeks?|days?|hours?|minutes?|decades?)"
        r"(?![a-z])",
        r"(?<![0-9])[0-9]{1,5}(?:st|nd|rd|th)(?![a-z])"
        r"|(?<![0-9])\+?\(?[0-9]{1,4}\)?[-. ][0-9]{2,4}[-. ][0-9]{3,4}(?:[-. ][0-9]{2,4})?(?![0-9.,%])",
        r"(?:証券コード|コード番号|コード|nasdaq|nyse|tse|ticker)[ :.]{0,3}[0-9]{4}"
        r"|(?<![0-9])[0-9]{4}[.]t(?![a-z])",
        r"[0-9.]{1,6} ?(?:%|percent)[ -](?:owned|held|stake|interest in|ownership)|(?:wholly"
        r"|100%)[ -]owned|[0-9]{1,3}%(?:出資|子会社|表示)",
        r"(?<![0-9.,])[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|https?://[^ ]{1,200}|www\.[^ ]{1,200}",
        r"^ ?\(?[0-9]{1,2}(?:[.)](?![0-9])|(?: ?[.)-][0-9]{1,2}){1,3}[.)]?(?= [a-z])) ?|^\(?[0-9]{1,2}\)",
        r"20-?f様式|様式 ?20-?f|[0-9]{1,3}-[a-z](?![a-z])",
        r"(?<=\()(?:[0-9]{1,2})(?:,[0-9]{1,2})*(?=\)[ .,;]|\)$)(?<=[a-z]\([0-9])",
    )
)


def decoys(text: str) -> Iterator[tuple[int, int]]:
    """Where a plain text in small letters has numbers that are no figures."""
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            yield found.span()
