"""How HEAD moved, from git's own log of it: who committed what, who went to another branch.

It is read from where one stopped reading, without running git: each line is the commit before, the commit after, who
moved it and when, a tab, and what it was for (git-reflog(1)).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.history.message import Person

if TYPE_CHECKING:
    from pathlib import Path

LONGEST = 64 * 1024
"""So many bytes are read at once at the most: the last ones."""

_LINE = re.compile(
    r"(?P<before>[0-9a-f]+) (?P<after>[0-9a-f]+) "
    r"(?P<name>.*) <(?P<email>[^>]*)> (?P<when>\d+) [+-]\d{4}\t(?P<deed>[^:]*): (?P<words>.*)"
)
_TO_BRANCH = re.compile(r"moving from \S+ to (\S+)")
_RECORDING = ("commit", "cherry-pick", "revert")


class Move(NamedTuple):
    """One move of HEAD: whose it was, and what for: git's word for it (`commit`, `checkout`) and a line about it.

    `when` is in seconds since 1970; `before` and `after` are the commits' hashes, zeros for none.
    """

    person: Person
    deed: str
    words: str
    when: int
    before: str = ""
    after: str = ""

    @property
    def is_revision(self) -> bool:
        """Tell whether it was a commit that somebody made."""
        return self.deed.startswith(_RECORDING)

    @property
    def sentence(self) -> str:
        """Say who did what, empty for what nobody has to be told: a merge or a pull is seen by what arrives."""
        if self.is_revision:
            return f"{self.person.name} committed: {self.words}"
        went = _TO_BRANCH.match(self.words) if self.deed == "checkout" else None
        return f"{self.person.name} went to {went[1]}" if went else ""


def log_of_head(git_dir: Path) -> Path:
    """Return the log of HEAD, which is there once it moved."""
    return git_dir / "logs" / "HEAD"


def length_of(log: Path) -> int:
    """Return how many bytes a log of HEAD has, 0 where there is none."""
    try:
        return log.stat().st_size
    except OSError:
        return 0


def moves_since(log: Path, start: int) -> tuple[tuple[Move, ...], int]:
    """Return the moves that were written after `start` bytes, and how many bytes there are up to the last of them.

    A log that has become shorter, as git shortens it from time to time, holds nothing that is new.
    """
    try:
        with log.open("rb") as opened:
            size = opened.seek(0, 2)
            begin = max(min(start, size), size - LONGEST, 0)
            opened.seek(begin)
            added = opened.read(LONGEST)
    except OSError:
        return (), start
    whole = added[: added.rfind(b"\n") + 1]
    found = map(_LINE.fullmatch, whole.decode("utf-8", "replace").split("\n"))
    moves = (_move(line) for line in found if line)
    return tuple(moves), begin + len(whole)


def _move(line: re.Match[str]) -> Move:
    return Move(
        Person(line["name"], line["email"]),
        line["deed"],
        line["words"],
        int(line["when"]),
        line["before"],
        line["after"],
    )
