"""The three versions of a file that git could not merge by itself, as its index keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.history.blobs import read_blobs
from cjm_tui.history.command import look, pathspecs

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_tui.history.repository import Repository


class Unmerged(NamedTuple):
    """What both sides started from, ours and theirs; None where a side has no such file."""

    base: bytes | None
    ours: bytes | None
    theirs: bytes | None

    @property
    def is_one_sided(self) -> bool:
        """Tell whether one side removed what the other changed; what only one side ever had is in nobody's way.

        Git holds a file that one side added for unmerged where the other gave the folder another name.
        """
        return self.base is not None and (self.ours is None) != (self.theirs is None)


def unmerged(repository: Repository, path: Path) -> Unmerged | None:
    """Return the versions of a file that is in conflict, None when it is not."""
    answer = look(repository.root, "ls-files", "-u", "-z", "--", *pathspecs([repository.name_of(path)]))
    stages: dict[str, str] = {}
    for entry in answer.text.split("\0"):
        facts, tab, _ = entry.partition("\t")
        if tab:
            _, blob, stage = facts.split(" ")
            stages[stage] = blob
    if not stages:
        return None
    blobs = read_blobs(repository, stages.values())
    base, ours, theirs = (blobs.get(stages.get(stage, "")) for stage in "123")
    return Unmerged(base, ours, theirs)


def has_stash(repository: Repository) -> bool:
    """Tell whether git keeps something in its list of stashes, as it does of one that came back in conflict."""
    return look(repository.root, "rev-parse", "--verify", "--quiet", "refs/stash").is_fine
