"""Next steps in the app's own words: what a sentence from below calls by its command, the app calls by its key.

Services know nothing of keys: a sentence of theirs says "`cjm sync` sends it", and the app says "S sends it", with
the key that the command has now. What has to be done in a terminal, or has no key, stays as it is said.
"""

from __future__ import annotations

import re
from collections.abc import Container

from cjm_tui.tui.commands import BOARD, commands_of, key_of

_KEYED = (
    ("sync --finish", "commit"),
    ("sync --give-up", "give-up"),
    ("sync", "sync"),
    ("settle", "settle-conflicts"),
    ("confirm", "confirm-links"),
    ("commit", "commit"),
    ("branch --fetch", "review-branch"),
    ("branch [^`]*--merge", "review-branch"),
    ("branch", "show-branches"),
    ("log", "show-revisions"),
    ("export", "export"),
)
"""What the words of a command begin with, and the app's command that does the same; the first that fits counts."""

_COMMAND = re.compile(r"`cjm ([^`]+)`(?: or `--[a-z-]+`)*(?! in (?:a|the) (?:terminal|shell))")


def here(said: str, commands: Container[str] | None = None) -> str:
    """Return a sentence with keys for the commands it names.

    `commands` are the ids of those of the room one is in, without them those of the board; of another one it is said
    that it is on the board.
    """
    if "`cjm " not in said:
        return said
    known = {command.id for command in commands_of(BOARD)} if commands is None else commands
    return _COMMAND.sub(lambda found: _key(found, known), said)


def _key(found: re.Match[str], known: Container[str]) -> str:
    id_ = next((id_ for words, id_ in _KEYED if re.match(rf"{words}(?![\w-])", found[1])), "")
    if not id_:
        return found[0]
    return key_of(id_) + ("" if id_ in known else " on the board")
