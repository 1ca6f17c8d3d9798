"""What comes after the last conflict of a file is settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.services.joining.disputed import disputed_around, in_words
from cjm_tui.tui.board.file_desk import FileDesk
from cjm_tui.tui.commands import key_of

if TYPE_CHECKING:
    from cjm_tui.tui.board.file_desk import SettlingDesk


def what_comes(board: SettlingDesk, words: str, kept: str) -> str:
    """Say what was chosen last, in `words`, and what comes then; where git keeps something besides, that instead."""
    then = _then(board)
    # Both would not fit into a line; what was chosen has just been seen.
    said = f"{then} · {kept}" if kept else f"{words} · {then}"
    return f"{said[0].upper()}{said[1:]}"


def _then(board: SettlingDesk) -> str:
    """Say what comes after the last conflict of this file: those of others, or a commit."""
    path = board.open_map.path
    elsewhere = disputed_around(path, but=path)
    if elsewhere:
        return f"settled here; still open: {in_words(elsewhere)}: {key_of('settle-conflicts')} leads there"
    if isinstance(board, FileDesk):
        return f"all is settled: {board.goes_on}"
    return f"all is settled: {key_of('commit')} commits, {key_of('undo')} undoes"
