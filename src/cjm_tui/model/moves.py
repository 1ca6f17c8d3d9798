"""Moves in words: which stages and touchpoints stand elsewhere now, and behind whom.

A record that has another order and the same neighbours did not move.
"""

from __future__ import annotations

from cjm_tui.model.document import Document
from cjm_tui.model.record import Record, RecordKey


class Moves:
    """The moves from one document to another; each row is compared once, however many records of it are asked for."""

    def __init__(self, before: Document, after: Document) -> None:
        self._before = before
        self._after = after
        self._stirred: dict[str | None, bool] = {}

    def said(self, key: RecordKey) -> str:
        """Return where a stage or a touchpoint moved, that is in both documents; empty when it did not."""
        stage = self._after.records[key].text("stage") if key.kind == "touchpoint" else None
        comes_from_elsewhere = stage is not None and self._before.records[key].text("stage") != stage
        if not comes_from_elsewhere and not self._is_stirred(stage):
            return ""
        row = _row(self._after, stage)
        index = next((place for place, other in enumerate(row) if other.id == key.id), 0)
        to = f" to {self._name(stage)}" if comes_from_elsewhere else ""
        where = f" after {row[index - 1].name}" if index else "" if to else " to the front"
        return f"moved{to}{where}"

    def _is_stirred(self, stage: str | None) -> bool:
        if stage not in self._stirred:
            old, new = ([record.id for record in _row(document, stage)] for document in (self._before, self._after))
            both = set(old).intersection(new)
            self._stirred[stage] = [id_ for id_ in old if id_ in both] != [id_ for id_ in new if id_ in both]
        return self._stirred[stage]

    def _name(self, stage: str | None) -> str:
        record = self._after.get("stage", stage or "")
        return record.name if record else stage or ""


def _row(document: Document, stage: str | None) -> tuple[Record, ...]:
    """Return the touchpoints of a stage in order; the stages themselves for None."""
    return document.stages() if stage is None else document.touchpoints_by_stage().get(stage, ())
