"""What comes after the last conflict of a file is settled."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from cjm_tui.services.joining.disputed import disputed_around, in_words
from cjm_tui.tui.board.file_desk import FileDesk
from cjm_tui.tui.commands import key_of

if TYPE_CHECKING:
    from cjm_tui.services.editing.open_map import OpenMap
    from cjm_tui.tui.board.desk import Desk
    from cjm_tui.tui.board.file_desk import SettlingDesk


def put_with_others(board: SettlingDesk, open_map: OpenMap) -> None:
    """Show what was chosen, which other files follow, and have all of it on the disk before it is said what is open.

    Raises `SaveError` when it cannot be saved.
    """
    board.put(open_map)
    if not isinstance(board, FileDesk):
        desk = cast("Desk", board)
        desk.save_now()
        desk.read_around(with_names=False)


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
