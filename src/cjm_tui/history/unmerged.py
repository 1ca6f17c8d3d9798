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
    stages = _stages(repository, "--", *pathspecs([repository.name_of(path)])).get(repository.name_of(path))
    if not stages:
        return None
    blobs = read_blobs(repository, stages.values())
    base, ours, theirs = (blobs.get(stages.get(stage, "")) for stage in "123")
    return Unmerged(base, ours, theirs)


def given_two_names(repository: Repository) -> tuple[tuple[str, str], ...]:
    """Return the files in conflict that either side gave another name: our name of each, and theirs, from the root.

    Git merges what both wrote, and holds that for unmerged under our name and under theirs alike.
    """
    stages = _stages(repository)
    ours, theirs = (
        {held[stage]: name for name, held in stages.items() if list(held) == [stage]} for stage in ("2", "3")
    )
    return tuple((name, theirs[blob]) for blob, name in ours.items() if blob in theirs)


def _stages(repository: Repository, *words: str) -> dict[str, dict[str, str]]:
    """Return the blobs that git's index holds of the files in conflict: by name from the root, then by stage."""
    stages: dict[str, dict[str, str]] = {}
    for entry in look(repository.root, "ls-files", "-u", "-z", *words).text.split("\0"):
        facts, tab, name = entry.partition("\t")
        if tab:
            _, blob, stage = facts.split(" ")
            stages.setdefault(name, {})[stage] = blob
    return stages


def has_stash(repository: Repository) -> bool:
    """Tell whether git keeps something in its list of stashes, as it does of one that came back in conflict."""
    return look(repository.root, "rev-parse", "--verify", "--quiet", "refs/stash").is_fine
