"""Which cards are stale: nobody touched them for longer than the team wants, by the dates of git.

A card whose newest values wait for a commit was touched today. The team's own file says after how many days
(`stale_after_days`).
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from cjm_tui.errors import CjmError
from cjm_tui.model.kinds import declared_field
from cjm_tui.model.record import RecordKey
from cjm_tui.services.past.origins import Origins, days_since
from cjm_tui.services.workspace.discovery import workspace_of
from cjm_tui.services.workspace.documents import glance

_FIELD = "stale_after_days"


def stale_after(path: Path) -> int:
    """Return after how many days without a touch a card of the map at `path` is stale. Blocks on the disk."""
    with suppress(CjmError):
        settings = workspace_of(path).settings
        document = glance(settings).document if settings else None
        days = document.header.number(_FIELD) if document else None
        if days is not None and days >= 1:
            return int(days)
    field = declared_field("workspace", "", _FIELD)
    return int(field.default or 0) if field is not None else 0


def stale_days(origins: Origins, key: RecordKey, limit: int, now: datetime) -> int | None:
    """Return for how many days nobody touched a card that is stale; None for one that is not, or is no card."""
    is_waiting = any(waiting == key for waiting, _ in origins.pending)
    if key.kind != "touchpoint" or is_waiting:
        return None
    days = days_since(origins.records.get(key), now)
    return days if days is not None and days > limit > 0 else None
