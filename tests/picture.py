"""The picture in the README, drawn by the real app on a shipped map: `python -m tests.picture` draws it anew.

A picture is stale when its words, its marks or their places are not what the app draws now. Colours and the frame
around it are left to the library that writes the file, so a new version of that does not make it stale; and how long
ago somebody touched a card depends on the hour.
"""

from __future__ import annotations

import asyncio
import os
import re
from html import unescape
from pathlib import Path
from unittest.mock import patch

from cjm_tui.services.demo import samples
from cjm_tui.services.editing.saving import open_map_at
from cjm_tui.tui.app import CjmApp
from cjm_tui.tui.screens.board import BoardScreen

PICTURE = Path(__file__).resolve().parent.parent / ".github" / "board.svg"
COLUMNS, ROWS = 120, 36
TERMINAL = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
STROLL = ("right_square_bracket", "right_square_bracket", "right_square_bracket", "down")
"""The keys that lead to a card worth showing."""

_ELSEWHERE = re.compile(r"\s*(?:@font-face \{.*?\}|<!--.*?-->)", re.DOTALL)
_IDENTITY = re.compile(r"terminal-\d+")
_AGO = re.compile(r"\b(?:\d+ days?|today)\b")
_WORDS = re.compile(r'<text class="[^"]*-r\d+" x="([\d.]+)" y="([\d.]+)"[^>]*>(.*?)</text>')


def drawn() -> str:
    """Return the board of a shipped map, in a repository with its history, as SVG that names no other host."""
    with samples.repository() as folder, patch.dict(os.environ, TERMINAL):
        os.environ.pop("NO_COLOR", None)
        picture = asyncio.run(_screenshot(folder / "maps" / f"{samples.FIRST_MAP}.toml"))
    return _IDENTITY.sub("terminal", _ELSEWHERE.sub("", picture)).rstrip() + "\n"


def rows(picture: str) -> list[str]:
    """Return what a picture shows, row by row: every run of text in its column, times gone by left open."""
    found: dict[float, dict[int, str]] = {}
    for left, top, text in _WORDS.findall(picture):
        found.setdefault(float(top), {})[round(float(left) / 12.2)] = unescape(text).replace("\xa0", " ")
    return [_row(runs) for _, runs in sorted(found.items())]


def _row(runs: dict[int, str]) -> str:
    row = ""
    for column, text in sorted(runs.items()):
        row = row.ljust(column) + text
    return _AGO.sub("some days", row).rstrip()


async def _screenshot(path: Path) -> str:
    app = CjmApp(BoardScreen(open_map_at(path)))
    async with app.run_test(size=(COLUMNS, ROWS)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press(*STROLL)
        await pilot.pause()
        return app.export_screenshot(title="cjm")


if __name__ == "__main__":
    PICTURE.write_text(drawn(), encoding="utf-8")
