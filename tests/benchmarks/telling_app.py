"""The app, telling a file what is on its screen: `telling_app.py MAP FILE`.

A line for each card that changed, once its frame has been sent: when (in seconds since 1970), which, its emotion.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

from cjm_tui.cli.main import main
from cjm_tui.tui.screens.board import BoardScreen
from cjm_tui.tui.terminal.thrift import ThriftyDriver

if TYPE_CHECKING:
    from cjm_tui.services.editing.open_map import OpenMap

FRAME_END = "\x1b[?2026l"

_watch, _write = BoardScreen.watch_open_map, ThriftyDriver.write
_drawn: list[str] = []


def watch_open_map(board: BoardScreen, before: OpenMap | None, after: OpenMap) -> None:
    """Take note of the cards that are about to be drawn anew."""
    if before is not None and before.document is not after.document:
        olds = before.document.records
        news = (card for key, card in after.document.records.items() if olds.get(key) is not card)
        _drawn.extend(f"{card.id} {card.emotion}" for card in news if card.kind == "touchpoint")
    _watch(board, before, after)


def write(driver: ThriftyDriver, data: str) -> None:
    """Send a frame, and tell what is seen in it."""
    _write(driver, data)
    if _drawn and FRAME_END in data:
        os.write(_file, "".join(f"{time.time()} {card}\n" for card in _drawn).encode())
        _drawn.clear()


if __name__ == "__main__":
    _file = os.open(sys.argv.pop(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    BoardScreen.watch_open_map = watch_open_map  # type: ignore[assignment, method-assign]
    ThriftyDriver.write = write  # type: ignore[assignment, method-assign]
    main()
