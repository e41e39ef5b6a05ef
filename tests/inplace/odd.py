"""Parts that Excel takes and openpyxl does not, to be put into workbooks."""

from __future__ import annotations

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

# A field of regions that somebody put into two groups.
GROUPED_CACHE = (
    f'<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{OFFICE}" saveData="0" refreshOnLoad="1" recordCount="0">'
    '<cacheSource type="worksheet"><worksheetSource ref="A1:B4" sheet="Mine"/></cacheSource>'
    '<cacheFields count="2"><cacheField name="Region" numFmtId="0"><sharedItems count="3"><s v="East"/>'
    '<s v="North"/><s v="West"/></sharedItems><fieldGroup par="1"/></cacheField>'
    '<cacheField name="Region2" numFmtId="0" databaseField="0"><fieldGroup base="0">'
    '<discretePr count="3"><x v="0"/><x v="0"/><x v="1"/></discretePr>'
    '<groupItems count="2"><s v="Group1"/><s v="West"/></groupItems></fieldGroup></cacheField></cacheFields>'
    "</pivotCacheDefinition>"
).encode()

DDE_LINK = (
    f'<externalLink xmlns="{MAIN}"><ddeLink ddeService="Quotes" ddeTopic="IIJI"><ddeItems>'
    '<ddeItem name="StdDocumentName" ole="1" advise="1"/><ddeItem name="Last" advise="1"><values rows="2">'
    '<value t="str"><val>n/a</val></value><value><val>4.5</val></value></values></ddeItem></ddeItems>'
    "</ddeLink></externalLink>"
).encode()


def utf16(part: bytes) -> bytes:
    """A part in the other encoding that XML has."""
    text = part.decode().removeprefix("\ufeff").replace('encoding="UTF-8"', 'encoding="UTF-16"')
    return text.encode("utf-16")
