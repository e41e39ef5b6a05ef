"""How a graft is taken back exactly: what was there before, kept in the first sheet that was added.

It stands in a comment of the sheet's XML, which other programs leave out when they save. Then, and
whenever a part changed since, the parts' hashes say so and the record is not used.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from xl_addin.writer.package.archive import Archive, Overlay, Splice, spliced

_COMMENT = re.compile(rb"<!--xl_addin:([A-Za-z0-9+/=]+)-->")
_MOST = 4 * 2**20

# Where sheets stood and their ids, kept from build to build; None puts them at the end.
Slots = Mapping[str, tuple[int, int]] | None


@dataclass(frozen=True, slots=True)
class Record:
    """A graft as it can be taken back: for each part changed its hash now and the splices back."""

    changed: Mapping[str, tuple[str, list[Splice]]]
    added: tuple[str, ...]
    slots: Slots

    @classmethod
    def of(
        cls,
        before: Mapping[str, bytes],
        splices: Mapping[str, list[Splice]],
        added: Iterable[str],
        slots: Slots,
    ) -> Record:
        """The record of splices made to parts."""
        changed = {
            part: (_hash(spliced(before[part], made)), _reversed(before[part], made))
            for part, made in splices.items()
        }
        return cls(changed, tuple(added), slots)

    def comment(self) -> bytes:
        """The record as an XML comment."""
        content = {
            "changed": {
                part: [digest, [[start, end, base64.b64encode(old).decode()] for start, end, old in splices]]
                for part, (digest, splices) in self.changed.items()
            },
            "added": self.added,
            "slots": self.slots,
        }
        packed = zlib.compress(json.dumps(content, separators=(",", ":")).encode(), 9)
        return b"<!--xl_addin:" + base64.b64encode(packed) + b"-->"

    def undone(self, archive: Archive | Overlay) -> Mapping[str, bytes] | None:
        """The parts as they were; None where one of them changed since, or is gone."""
        result = {}
        if not archive.names.issuperset(self.added):
            return None
        for part, (digest, splices) in self.changed.items():
            if part not in archive.names:
                return None
            content = archive.read(part)
            if _hash(content) != digest:
                return None
            result[part] = spliced(content, splices)
        return result


def read_record(sheet: bytes) -> Record | None:
    """The record that a sheet's part carries; None where there is none that can be read."""
    found = _COMMENT.search(sheet)
    if found is None:
        return None
    try:
        packed = base64.b64decode(found[1], validate=True)
        content = json.loads(zlib.decompressobj().decompress(packed, _MOST))
        changed = {
            str(part): (str(digest), [(int(s), int(e), base64.b64decode(old)) for s, e, old in splices])
            for part, (digest, splices) in content["changed"].items()
        }
        slots = content["slots"]
        places = slots and {str(name): (int(index), int(number)) for name, (index, number) in slots.items()}
        return Record(changed, tuple(map(str, content["added"])), places)
    except (ValueError, KeyError, TypeError, AttributeError, zlib.error):
        return None


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _reversed(before: bytes, splices: list[Splice]) -> list[Splice]:
    """The splices that give back what others replaced."""
    back, shift = [], 0
    for start, end, new in sorted(splices, key=lambda splice: splice[:2]):
        back.append((start + shift, start + shift + len(new), before[start:end]))
        shift += len(new) - (end - start)
    return back
