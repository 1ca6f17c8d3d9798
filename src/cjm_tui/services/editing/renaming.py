"""Another id for a record, or for a whole file: every reference to it follows, in all files of the workspace.

Invariant: the references in other files follow first and what they name last, so that a renaming that was cut short is
finished by running it again. A file that may name it and cannot be read stops it before anything is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cjm_tui.errors import NotFoundError, UnreadableError, UsageError
from cjm_tui.model.conflict_ids import cards_in_dispute
from cjm_tui.model.document import Document
from cjm_tui.model.edits import change_id
from cjm_tui.model.ids import ID
from cjm_tui.model.record import HEADER, RecordKey
from cjm_tui.model.references import followed, references, targets
from cjm_tui.model.two_names import is_one, named_once, united
from cjm_tui.services.editing.addresses import record_key
from cjm_tui.services.editing.open_map import OpenMap, edited, with_file
from cjm_tui.services.workspace.discovery import SETTINGS, workspace_of
from cjm_tui.services.workspace.documents import change, readable
from cjm_tui.storage.files import load, remove
from cjm_tui.storage.gate import LARGEST
from cjm_tui.storage.making import move

_ANY_CARD = "map#touchpoint"
_FOLLOWED = frozenset({"map", "persona", "evidence", "channel", "team", "touchpoint"})
"""What other files name; everything else is named in its own file only."""


@dataclass(frozen=True, slots=True)
class Renaming:
    """What gets another id: its kind (`map` for a map's file), both ids, and for a touchpoint the id of its map."""

    kind: str
    old: str
    new: str
    map: str = ""

    def followed(self, document: Document) -> Document:
        """Return another file's document with its references naming the new id."""
        if self.kind == "touchpoint":
            return followed(document, {RecordKey(_ANY_CARD, f"{self.map}#{self.old}"): f"{self.map}#{self.new}"})
        if self.kind not in _FOLLOWED:
            return document
        document = named_once(document, RecordKey(self.kind, self.old), self.new)
        document = followed(document, {RecordKey(self.kind, self.old): self.new})
        if self.kind != "map":
            return document
        cards = {
            reference.target
            for record in document
            for reference in references(document, record)
            if targets(reference) == (_ANY_CARD,) and reference.target.startswith(f"{self.old}#")
        }
        cards |= cards_in_dispute(document, self.old)
        return followed(
            document, {RecordKey(_ANY_CARD, card): f"{self.new}#{card.partition('#')[2]}" for card in cards}
        )


@dataclass(frozen=True, slots=True)
class Renamed:
    """What a renaming came to: the file as it is called now, the other files where references followed, the old key.

    `united` tells that there was a file of the new name, the same one, and that it is one now; `disputed` are the files
    in which the two said something else of the same.
    """

    path: Path
    followed: tuple[Path, ...]
    key: RecordKey = HEADER
    united: bool = False
    disputed: tuple[Path, ...] = ()


def renamed(path: Path, record: str, new: str) -> Renamed:
    """Give a record of a file another id, or with `map` (`persona`, `evidence`) the file itself.

    Where the same file stands under the new name already, the two become one. Raises `NotFoundError` with the nearest
    record, `UsageError` for an id that is taken or none, `UnreadableError` and `SaveError`.
    """
    document = readable(path)
    key = record_key(document, record)
    if key != HEADER:
        change_id(document, key, new)
        others = _follow(path, Renaming(key.kind, key.id, new, path.stem))
        change(path, lambda present: change_id(present, key, new))
        return Renamed(path, others, key)
    target, renaming = _target(path, document, new), Renaming(document.kind, path.stem, new)
    if target != path and target.is_file() and is_one(readable(target), document):
        return _united(path, target, renaming)
    others = _follow(path, renaming)
    move(path, target)
    return Renamed(target, others)


def _united(path: Path, target: Path, renaming: Renaming) -> Renamed:
    """Make one file of two names: what names the old one follows, `target` has what both have, and `path` goes."""
    seen = load(path).reading
    other = seen.document
    if other is None:
        raise UnreadableError("Cannot rename", f"{path.name} cannot be read any more", "Try again.")
    others = _follow(path, renaming)
    change(target, lambda present: united(present, other).unsettled)
    remove(path, seen)
    disputed = tuple(file for file in (target, *others) if readable(file).of_kind("conflict"))
    return Renamed(target, others, united=True, disputed=disputed)


def with_id(open_map: OpenMap, key: RecordKey, new: str) -> OpenMap:
    """Return the open map after a record got another id, with what follows in other files, in one edit.

    Raises `UsageError` for an id that is taken or none, `UnreadableError` for a file that names it and cannot be read.
    """
    after = {open_map.path: change_id(open_map.document, key, new)}
    renaming = Renaming(key.kind, key.id, new, open_map.path.stem)
    for path in _naming(open_map.path, renaming):
        open_map = open_map if path in open_map.present else with_file(open_map, path, load(path).reading)
        after[path] = renaming.followed(open_map.present[path])
    return edited(open_map, after)


def with_id_settled(open_map: OpenMap, settled: Document, key: RecordKey, others: Iterable[str]) -> OpenMap:
    """Return the open map after it was settled which id a record has, with what follows in other files, in one edit.

    `settled` is the document then, `others` are the ids that the record had on either side. Raises `UnreadableError`
    for a file that names it and cannot be read.
    """
    after = {open_map.path: settled}
    for renaming in _settled(open_map.path, settled, key, others):
        for path in _naming(open_map.path, renaming):
            open_map = open_map if path in open_map.present else with_file(open_map, path, load(path).reading)
            after[path] = renaming.followed(after.get(path, open_map.present[path]))
    return edited(open_map, after)


def followed_where_settled(path: Path, settled: Document, key: RecordKey, others: Iterable[str]) -> tuple[Path, ...]:
    """Let other files name a record by the id that was settled on; return those that did not yet."""
    return tuple(other for renaming in _settled(path, settled, key, others) for other in _follow(path, renaming))


def _settled(path: Path, settled: Document, key: RecordKey, others: Iterable[str]) -> tuple[Renaming, ...]:
    olds = dict.fromkeys(old for old in others if old != key.id and RecordKey(key.kind, old) not in settled.records)
    return tuple(Renaming(key.kind, old, key.id, path.stem) for old in olds)


def named_in(path: Path, key: RecordKey) -> tuple[Path, ...]:
    """Return the other files that name a record of this one; none where one of them cannot be read."""
    try:
        # Whatever other id it had, these are the files that would have to follow.
        return tuple(_naming(path, Renaming(key.kind, key.id, f"{key.id}-other", path.stem)))
    except UnreadableError:
        return ()


def _follow(path: Path, renaming: Renaming) -> tuple[Path, ...]:
    follow: Callable[[Document], Document] = renaming.followed
    return tuple(other for other in tuple(_naming(path, renaming)) if _differs(*change(other, follow)))


def _naming(path: Path, renaming: Renaming) -> Iterator[Path]:
    """Yield the other files that name it; raise `UnreadableError` where that cannot be known."""
    try:
        workspace = workspace_of(path)
    except NotFoundError:
        return
    # A template is named by nobody; a map of the same id is another file.
    is_named = renaming.kind in _FOLLOWED and path.resolve() not in {
        own.resolve() for own in workspace.templates.values()
    }
    for other in workspace.files if is_named else ():
        if other.resolve() != path.resolve() and _may_name(other, renaming.old):
            document = readable(other)
            if _differs(document, renaming.followed(document)):
                yield other


def _may_name(path: Path, id_: str) -> bool:
    """Tell whether a file may name an id: one that cannot be opened, or is too large, may, and says so when read."""
    try:
        return path.stat().st_size > LARGEST or id_.encode() in path.read_bytes()
    except OSError:
        return True


def _differs(before: Document, after: Document) -> bool:
    return before is not after and before != after


def _target(path: Path, document: Document, new: str) -> Path:
    if document.kind == "workspace":
        raise UsageError("Cannot rename", f"the team's own file is always called {SETTINGS}")
    if not ID.match(new) or f"{new}.toml" == SETTINGS:
        raise UsageError("Cannot rename", f"“{new}” is no id", "Ids are made of a–z, 0–9 and -, at most 48 of them.")
    return path.with_name(f"{new}.toml")
