"""Pages for a wiki: which maps go where, and the way from a map to a proven page on disk and into a commit.

Invariant: a page is made and proven before it, or the picture that belongs to it, is written; one that cannot be
written keeps no other from being so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeVar

from cjm_tui.errors import CjmError, UsageError
from cjm_tui.render.curve.svg import picture
from cjm_tui.render.page.blocks import found
from cjm_tui.render.page.history import PageHistory
from cjm_tui.render.page.markdown import markdown
from cjm_tui.render.page.page import page
from cjm_tui.render.page.sources import Sources
from cjm_tui.render.page.targets import TARGETS, Target
from cjm_tui.services.export.files import PageFile, difference, page_file, proven, write
from cjm_tui.services.export.history import DEFAULT_REVISIONS, history_of
from cjm_tui.services.export.sources import WorkspaceFolder
from cjm_tui.services.workspace.discovery import SETTINGS

if TYPE_CHECKING:
    from cjm_tui.history.repository import Repository

HISTORY_LEFT_OUT = (
    "The revision history is left out of the comparison: a page cannot hold its own commit, "
    "and a clone made for a check is often shallow."
)

_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What to export.

    `folder` holds the maps; `maps` are files in it, empty for all of them. `revisions` is how many revisions a page
    shows at most, None for all. `with_picture` asks for the curve as a picture beside each page.
    """

    folder: Path
    maps: tuple[Path, ...] = ()
    revisions: int | None = DEFAULT_REVISIONS
    with_picture: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """A file an export wrote, or found as it should be. `name` is the file as the team calls it; `title` the map's."""

    path: Path
    name: str
    title: str
    is_written: bool
    is_new: bool


@dataclass(frozen=True, slots=True)
class Stale:
    """A page that is not what an export would make of its map: missing (`is_missing`) or different, with the diff."""

    name: str
    difference: str
    is_missing: bool


def export(request: ExportRequest) -> tuple[Exported, ...]:
    """Write the pages of the maps, and return every file concerned.

    Raises the first `CjmError` of one that could not be written, once all others are.
    """
    return _without_refusals(export_each(request))


def export_each(request: ExportRequest) -> Iterator[Exported | CjmError]:
    """Write page after page of the maps; yield every file concerned, and in its place why one was not written.

    Raises `CjmError` where it cannot be said which pages there are to be.
    """
    place = _Place(request)
    for files in place.each(with_history=True):
        if isinstance(files, CjmError):
            yield files
            continue
        try:
            for title, file in [(title, proven(file)) for title, file in files]:
                yield Exported(file.path, place.name(file.path), title, write(file), file.is_new)
        except CjmError as refusal:
            yield refusal


def texts_each(request: ExportRequest) -> Iterator[str | CjmError]:
    """Yield page after page of the maps as text, and in its place why there is none."""
    place = _Place(request)
    target, _ = place.destinations()[0]
    for path in place.maps():
        try:
            blocks = page(replace(place.sources(path, target), history=place.history(path)), target)
            yield proven(PageFile(path, None, markdown(blocks), tuple(found(blocks)))).text
        except CjmError as refusal:
            yield refusal


def stale_pages(request: ExportRequest) -> tuple[Stale, ...]:
    """Return the pages that are not what an export would make of their maps today; see `HISTORY_LEFT_OUT`.

    Raises the first `CjmError` of one that an export could not write.
    """
    return _without_refusals(stale_each(request))


def stale_each(request: ExportRequest) -> Iterator[Stale | CjmError]:
    """Yield every stale page, and in its place why one could not be written at all."""
    place = _Place(request)
    for files in place.each(with_history=False):
        if isinstance(files, CjmError):
            yield files
            continue
        for _, file in files:
            name = place.name(file.path)
            said = difference(file, name)
            if said:
                yield Stale(name, said, file.is_new)


def _without_refusals(found: Iterable[_Found | CjmError]) -> tuple[_Found, ...]:
    done: list[_Found] = []
    refusals: list[CjmError] = []
    for one in found:
        if isinstance(one, CjmError):
            refusals.append(one)
        else:
            done.append(one)
    if refusals:
        raise refusals[0]
    return tuple(done)


class _Place:
    """A workspace in its repository, as far as an export needs it; everything is read once."""

    def __init__(self, request: ExportRequest) -> None:
        from cjm_tui.history.repository import Repository, find_repository

        self._request = request
        self._workspace = WorkspaceFolder(request.folder)
        found_repository = find_repository(request.folder)
        self._repository: Repository | None = found_repository if isinstance(found_repository, Repository) else None
        self._top = self._repository.root if self._repository else request.folder.resolve().parent

    def maps(self) -> tuple[Path, ...]:
        """Return the files of the maps to export."""
        maps = self._request.maps or self._workspace.map_files()
        if not maps:
            raise UsageError("Nothing to export", f"there is no map in {self._request.folder}", "`cjm new` makes one.")
        return maps

    def name(self, path: Path) -> str:
        """Return a file as the team calls it: seen from the repository's top."""
        resolved = path.parent.resolve() / path.name
        return resolved.relative_to(self._top).as_posix() if resolved.is_relative_to(self._top) else str(path)

    def destinations(self) -> tuple[tuple[Target, Path], ...]:
        """Return for which kinds of wiki and to which folders pages go: as `cjm.toml` says, else for `gfm`."""
        settings = self._workspace.settings()
        records = settings.of_kind("export") if settings else ()
        asked = [(record.id, record.text("target"), record.text("to")) for record in records]
        gfm = TARGETS["gfm"]
        return tuple(dict.fromkeys(self._destination(*one) for one in asked or [("", gfm.name, gfm.folder)]))

    def sources(self, path: Path, target: Target) -> Sources:
        """Return what the page of one map is made from, but for its history."""
        pages = {id_: f"{id_}{target.link_suffix}" for id_ in self._workspace.files.maps}
        return self._workspace.sources(path, self.name(path), pages)

    def history(self, path: Path) -> PageHistory | None:
        """Return the past of a map, None where there is no repository."""
        if self._repository is None:
            return None
        self._require_here(path)
        return history_of(self._repository, path.resolve(), self._request.revisions)

    def _require_here(self, path: Path) -> None:
        """Raise `UsageError` when a map is a link that leads out of the repository: nobody knows its past here."""
        real = path.resolve()
        if self._repository is not None and not real.is_relative_to(self._top.resolve()):
            message = f"{self.name(path)} leads to {real}, outside of the repository, which does not know its past"
            raise UsageError("Not exported", message, "Put the file itself in the place of the link.")

    def each(self, *, with_history: bool) -> Iterator[tuple[tuple[str, PageFile], ...] | CjmError]:
        """Yield the files of page after page (its picture first) with the title of the map, or why there is none."""
        destinations = self.destinations()
        for path in self.maps():
            try:
                self._require_here(path)
                history = self.history(path) if with_history else None
            except CjmError as refusal:
                yield refusal
                continue
            for target, folder in destinations:
                try:
                    files = tuple(self._files(path, target, folder, history))
                except CjmError as refusal:
                    yield refusal
                else:
                    yield files

    def _files(
        self, path: Path, target: Target, folder: Path, history: PageHistory | None
    ) -> Iterator[tuple[str, PageFile]]:
        sources = replace(self.sources(path, target), history=history)
        title = sources.document.title
        if self._request.with_picture:
            sources = replace(sources, picture=f"{path.stem}.svg")
            yield title, page_file(self._inside(folder / f"{path.stem}.svg"), picture(sources))
        blocks = page(sources, target)
        place = self._inside(folder / f"{path.stem}{target.suffix}")
        yield title, page_file(place, markdown(blocks), tuple(found(blocks)))

    def _inside(self, path: Path) -> Path:
        """Return the path; raise `UsageError` when a link leads out of the repository, or into git's own folder."""
        real = path.resolve()
        git_folders = (self._repository.git_dir, self._repository.common_dir) if self._repository else ()
        if real.is_relative_to(self._top.resolve()) and not any(map(real.is_relative_to, git_folders)):
            return path
        message = f"{self.name(path)} leads to {real}, outside of the repository's files"
        raise UsageError("Not exported", message, "Take the link away, or name another folder in cjm.toml.")

    def _destination(self, id_: str, target: str, to: str) -> tuple[Target, Path]:
        where = f"{self.name(self._request.folder / SETTINGS)}: export.{id_}"
        if target not in TARGETS:
            message = f"{where}.target: there is no target “{target}”"
            raise UsageError("Not exported", message, f"Write one of: {', '.join(TARGETS)}.")
        parts = PurePosixPath(to)
        if not to or parts.is_absolute() or not {"..", ".git"}.isdisjoint(map(str.lower, parts.parts)):
            message = f"{where}.to: “{to}” is no folder inside the repository"
            raise UsageError("Not exported", message, "Write a folder seen from its top, as docs/journeys.")
        return TARGETS[target], self._top / parts
