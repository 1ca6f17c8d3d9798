"""What a branch changes beside the map that is reviewed: other maps, and other files of the repository."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from cjm_tui.errors import GitError
from cjm_tui.history.between import files_between
from cjm_tui.history.repository import Repository
from cjm_tui.services.workspace.discovery import SETTINGS

_MOST = 8
"""Names that are told; of more there is their number."""


class Beside(NamedTuple):
    """The other files that a branch changes, by their names from the top of the repository: maps, and all the rest.

    Neither is known where git could not compare (`is_known`).
    """

    maps: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    is_known: bool = True

    @property
    def is_nothing(self) -> bool:
        """Tell whether the branch changes the reviewed map alone."""
        return self.is_known and not self.maps and not self.others

    @property
    def words(self) -> str:
        """Return in a few words how much it is, the first names with it: `1 other map (maps/a.toml) and 3 files`."""
        if not self.is_known:
            return "what git cannot tell"
        maps = f"{len(self.maps)} other map{_s(self.maps)} ({_names(self.maps, 2)})" if self.maps else ""
        what = "other file" if not self.maps else "file"
        others = f"{len(self.others)} {what}{_s(self.others)} ({_names(self.others, 2)})" if self.others else ""
        return " and ".join(part for part in (maps, others) if part)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Return what a text in Markdown says about it, the maps apart from the rest."""
        if not self.is_known:
            return ("Which other files this changes git cannot tell.",)
        told = (("Other maps", self.maps), ("Other files", self.others))
        return tuple(f"{what} that this changes: {_names(names, _MOST, '`')}." for what, names in told if names)


def beside(repository: Repository, path: Path, base: str, tip: str) -> Beside:
    """Return what differs between two commits beside the map at `path`; an empty `base` is before all of them."""
    own, folder = repository.name_of(path), PurePosixPath(repository.name_of(path.parent))
    try:
        names = [name for name in files_between(repository, base, tip) if name != own]
    except GitError:  # the map can be reviewed all the same
        return Beside(is_known=False)
    maps = tuple(name for name in names if _is_map(PurePosixPath(name), folder))
    return Beside(maps, tuple(name for name in names if name not in maps))


def _is_map(name: PurePosixPath, folder: PurePosixPath) -> bool:
    return name.parent == folder and name.suffix == ".toml" and name.name != SETTINGS


def _s(names: Sequence[str]) -> str:
    return "" if len(names) == 1 else "s"


def _names(names: Sequence[str], most: int, quote: str = "") -> str:
    # A backtick in a name would end what is quoted by backticks.
    told = [f"{quote}{name.replace('`', chr(39))}{quote}" for name in names[:most]]
    return ", ".join(told) + (f" and {len(names) - most} more" if len(names) > most else "")
