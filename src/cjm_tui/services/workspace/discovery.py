"""Where the maps are: the nearest workspace upward from a folder, and the files in it.

Invariant: looking for files reads none of them but to tell a folder of maps from any other folder called `maps`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from cjm_tui.errors import NotFoundError, UnreadableError

SETTINGS = "cjm.toml"
INNER = ("personas", "evidence", "templates")
"""The folders inside a workspace whose files belong to it."""


class Workspace(NamedTuple):
    """A folder of maps with what belongs to them: paths by id, and the team's own file where there is one."""

    folder: Path
    maps: Mapping[str, Path]
    personas: Mapping[str, Path]
    evidence: Mapping[str, Path]
    settings: Path | None
    templates: Mapping[str, Path] = MappingProxyType({})

    @property
    def files(self) -> tuple[Path, ...]:
        """Return all files: the team's own, then maps, personas, evidence and the team's templates by id."""
        own = [self.settings] if self.settings else []
        kinds = (self.maps, self.personas, self.evidence, self.templates)
        return (*own, *(path for paths in kinds for path in paths.values()))

    @property
    def named(self) -> dict[str, Path]:
        """Return the files that commands name, by that name: a map's id, `personas/ID` and the like, `cjm`."""
        names = dict(self.maps)
        names |= {f"personas/{id_}": path for id_, path in self.personas.items()}
        names |= {f"evidence/{id_}": path for id_, path in self.evidence.items()}
        names |= {f"templates/{id_}": path for id_, path in self.templates.items()}
        return names | ({"cjm": self.settings} if self.settings else {})


def workspace_of(start: Path) -> Workspace:
    """Return the workspace that a file or folder belongs to, or the nearest one upward.

    Raises `NotFoundError` where there is none, `UnreadableError` where there may be one that nobody lets us look into.
    """
    here = Path(os.path.abspath(start))  # noqa: PTH100  # a link to a map leads to the workspace the link stands in
    folder = here if os.path.isdir(here) else _around(here)  # noqa: PTH112  # is_dir() raises where nobody may look
    closed = None
    for above in (folder, *folder.parents):
        for candidate in (above, above / "maps"):
            # A map that lies about somewhere above does not make that folder a workspace; `maps/` and `cjm.toml` do.
            is_meant = above == folder or candidate.name == "maps" or _is_file(candidate / SETTINGS)
            if candidate.name == "maps" and not _is_open(candidate):
                closed = closed or candidate
            elif is_meant and _holds_maps(candidate):
                return workspace_in(candidate)
    if closed:
        raise UnreadableError("No maps here", f"you may not look into the folder {closed}", "Check who may enter it.")
    raise NotFoundError(
        "No maps here",
        f"there is no folder maps/ in {folder} or above it",
        "`cjm new TITLE` makes one with a first map in it; `cjm demo` shows some.",
    )


def workspace_in(folder: Path) -> Workspace:
    """Return the workspace whose files are in a folder, whatever it holds."""
    maps = dict(_toml_files(folder))
    settings = maps.pop("cjm", None)
    personas, evidence, templates = (dict(_toml_files(folder / inner)) for inner in INNER)
    return Workspace(folder, maps, personas, evidence, settings, templates)


def _around(file: Path) -> Path:
    return file.parent.parent if file.parent.name in INNER else file.parent


def _holds_maps(folder: Path) -> bool:
    if _is_file(folder / SETTINGS):
        return True
    return any(_says_map(path) for _, path in _toml_files(folder))


def _says_map(path: Path) -> bool:
    from cjm_tui.storage.gate import LARGEST

    try:
        head = path.open("rb").read(LARGEST)
    except OSError:
        return False
    return b'"map/' in head.partition(b"[")[0]


def _toml_files(folder: Path) -> Iterator[tuple[str, Path]]:
    try:
        with os.scandir(folder) as entries:  # most file systems say at once which names are files
            names = sorted(entry.name for entry in entries if _is_toml_file(entry))
    except OSError:
        return
    for name in names:
        yield name.removesuffix(".toml"), folder / name


def _is_toml_file(entry: os.DirEntry[str]) -> bool:
    if not entry.name.endswith(".toml") or entry.name.startswith("."):
        return False
    try:
        return entry.is_file()
    except OSError:  # a link to where nobody lets us look
        return False


def _is_file(path: Path) -> bool:
    return os.path.isfile(path)  # noqa: PTH113  # is_file() raises where nobody lets us look


def _is_open(folder: Path) -> bool:
    return not os.path.isdir(folder) or os.access(folder, os.R_OK | os.X_OK)  # noqa: PTH112  # as above
