"""When an app is at rest: nothing it started is under way, and everything that was posted has been handled."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual.worker import WorkerCancelled

if TYPE_CHECKING:
    from textual.pilot import Pilot


async def at_rest(pilot: Pilot[Any]) -> None:
    """Wait until an app is at rest; what one worker found may have started another."""
    for _ in range(3):
        # A dialog that closes upon its answer takes the worker along that found it.
        with suppress(WorkerCancelled):
            await pilot.app.workers.wait_for_complete()
        await pilot.pause()
