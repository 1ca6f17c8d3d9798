"""Reads version after version of one text, each in little more than the time of what it does not share with the last.

Invariant: a version reads as it would alone. A record that two neighbours share is one and the same value, so that
comparing them costs what differs.
"""

from __future__ import annotations

from types import MappingProxyType

from cjm_tui.model.document import Document
from cjm_tui.model.record import Record
from cjm_tui.storage.blocks import blocks_of
from cjm_tui.storage.pieces import Before, found_in
from cjm_tui.storage.reading import Reading, parse


class Versions:
    """The versions of one text, without their comments, as history needs them."""

    def __init__(self) -> None:
        self._last = Reading("", None)

    def parse(self, text: str, path: str = "") -> Reading:
        """Read a version as `reading.parse` does."""
        reading = self._parsed(text)
        if reading is None:
            return parse(text, path)
        self._last = reading
        return reading._replace(blocks=())

    def _parsed(self, text: str) -> Reading | None:
        before = self._last.document
        try:
            blocks = blocks_of(text)
            known = Before(before.kind, self._last.blocks, before.records) if before else None
            found = found_in(blocks, known)
        except ValueError:
            return None
        if found is None:
            return None
        records = {
            key: found.kept.get(key) or Record(*key, MappingProxyType(values)) for key, values in found.fields.items()
        }
        return Reading(text, Document(found.kind, MappingProxyType(records)), (), found.version, blocks)
