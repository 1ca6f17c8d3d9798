"""An open map: what is on the screen, what the disk last held, and the way back.

A value: every function here returns a new one, and none of them does I/O (`saving`, beside it, does). An edit may
span files (a channel or a persona made from a card's form); undo takes all of it back, and only it: undo is a merge,
so an edit that somebody else made meanwhile stays. What two did alike at one moment is one deed, which either of them
takes back for both, as long as nobody went on with it. A document without any record stands for a file that is not
there: so a file is made by an edit, and gone again when that is undone. What only an edit needs loads with the first
one: a map is drawn before that.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.model.document import Document
from cjm_tui.storage.reading import Reading

if TYPE_CHECKING:
    from cjm_tui.model.conflict import Conflict

Documents = Mapping[Path, Document]


class Edit(NamedTuple):
    """What one intent did: for every file concerned the document before and after."""

    before: Documents
    after: Documents

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return what it did, in words."""
        from cjm_tui.model.wording import words

        return tuple(sentence for path, after in self.after.items() for sentence in words(self.before[path], after))


class OnDisk(NamedTuple):
    """What the disk last held of a file.

    `document` is the one on the screen that says the same: as long as it is still there, there is nothing to save.
    """

    reading: Reading
    document: Document


class OpenMap(NamedTuple):
    """One map as it stands on the screen.

    `present` are the documents as shown, the map's own under `path`; `saved` the same files as last seen on disk.
    `past` and `future` are the edits that undo and redo walk. A file is missing from `saved` when it is gone from the
    disk.
    """

    path: Path
    present: Documents
    saved: Mapping[Path, OnDisk]
    past: tuple[Edit, ...] = ()
    future: tuple[Edit, ...] = ()

    @property
    def document(self) -> Document:
        """Return the map as shown."""
        return self.present[self.path]

    @property
    def unsaved(self) -> tuple[Path, ...]:
        """Return the files whose present state is not on the disk yet."""
        return tuple(
            path
            for path, document in self.present.items()
            if path not in self.saved or self.saved[path].document is not document
        )


class Step(NamedTuple):
    """What an undo, a redo or an arrival came to.

    `sentences` say in words what changed on the screen; `refused` are the places it left alone because somebody changed
    them since.
    """

    open_map: OpenMap
    sentences: tuple[str, ...] = ()
    refused: tuple[Conflict, ...] = ()


def opened(path: Path, reading: Reading) -> OpenMap:
    """Return a map just read from the disk; `reading` must have a document."""
    on_disk = on_disk_of(reading)
    return OpenMap(path, {path: on_disk.document}, {path: on_disk})


def on_disk_of(reading: Reading) -> OnDisk:
    """Return what the disk holds as it was just read."""
    if reading.document is None:
        raise AssertionError("only a file that can be read is opened")
    return OnDisk(reading, reading.document)


def with_file(open_map: OpenMap, path: Path, reading: Reading) -> OpenMap:
    """Return the open map with another file at hand that an edit may touch (the workspace file, a persona)."""
    if path in open_map.present:
        return open_map
    on_disk = on_disk_of(reading)
    return open_map._replace(
        present={**open_map.present, path: on_disk.document},
        saved={**open_map.saved, path: on_disk},
    )


def with_new_file(open_map: OpenMap, path: Path, kind: str) -> OpenMap:
    """Return the open map with a file at hand that is not there yet: an edit that gives it records makes it."""
    return with_file(open_map, path, Reading("", Document(kind, {})))


def begun(path: Path, document: Document) -> OpenMap:
    """Return a new file that an edit has just made; undoing it leaves none."""
    nothing = Document(document.kind, {})
    return edited(OpenMap(path, {path: nothing}, {path: OnDisk(Reading("", nothing), nothing)}), document)


def edited(open_map: OpenMap, after: Document | Documents) -> OpenMap:
    """Return the open map after an edit of the map, or of several files; the same one when nothing changed."""
    from cjm_tui.model.diff import diff

    documents = {open_map.path: after} if isinstance(after, Document) else after
    changed = {path: document for path, document in documents.items() if diff(open_map.present[path], document)}
    if not changed:
        return open_map
    edit = Edit({path: open_map.present[path] for path in changed}, changed)
    return open_map._replace(present={**open_map.present, **changed}, past=(*open_map.past, edit), future=())


def undone(open_map: OpenMap) -> Step:
    """Take the last edit back, and nothing that anybody did since; the same open map when there is none."""
    if not open_map.past:
        return Step(open_map)
    edit = open_map.past[-1]
    present, refused = _reapplied(open_map, edit.after, edit.before)
    walked = open_map._replace(present=present, past=open_map.past[:-1], future=(*open_map.future, edit))
    return Step(walked, _told(open_map, walked), refused)


def taken_back(edit: Edit, step: Step) -> str:
    """Say which edit an undo took back: the edit itself, or what could still be taken back of it."""
    if not step.sentences:
        return "Not undone: somebody changed the same since" if step.refused else "Undone: nothing was left of it"
    return f"Undone in part: {'; '.join(step.sentences)}" if step.refused else f"Undone: {'; '.join(edit.sentences)}"


def redone(open_map: OpenMap) -> Step:
    """Do the edit again that was taken back last."""
    if not open_map.future:
        return Step(open_map)
    edit = open_map.future[-1]
    present, refused = _reapplied(open_map, edit.before, edit.after)
    walked = open_map._replace(present=present, past=(*open_map.past, edit), future=open_map.future[:-1])
    return Step(walked, _told(open_map, walked), refused)


def arrived(open_map: OpenMap, path: Path, reading: Reading, base: Document | None = None) -> Step:
    """Take in what the disk now holds: merge it with what is on the screen.

    `base` is what both started from: the document handed to a save, or (by default) what the disk held before. Where
    both changed one short value, the one on the screen stands and undo brings the other back; two versions of a long
    text, and a card removed on one side and edited on the other, become a conflict to settle.
    """
    from cjm_tui.model.diff import diff
    from cjm_tui.services.editing.live_merge import merge_live

    on_disk = on_disk_of(reading)
    mine = open_map.present[path]
    before = open_map.saved.get(path)
    common = base or (before.document if before else mine)
    settled = merge_live(common, mine, on_disk.document)
    present = settled.document
    if not diff(present, on_disk.document):
        present = mine if not diff(mine, present) else on_disk.document
        on_disk = OnDisk(reading, present)
    past = open_map.past
    if settled.overruled is not None:
        past = (*past, Edit({path: settled.overruled}, {path: present}))
    taken = open_map._replace(
        present={**open_map.present, path: present},
        saved={**open_map.saved, path: on_disk},
        past=past,
    )
    return Step(taken, _told(open_map, taken), settled.conflicts)


def gone_from_disk(open_map: OpenMap, path: Path) -> OpenMap:
    """Return the open map after a file was deleted on the disk: shown still, and never silently made again."""
    return open_map._replace(saved={other: on_disk for other, on_disk in open_map.saved.items() if other != path})


def let_go(open_map: OpenMap, path: Path) -> OpenMap:
    """Return the open map after a file beside it went from the disk with all that was edited in it: it is none of its.

    An undo that reaches into it finds nothing there; a redo that made it makes it again.
    """
    nothing = Document(open_map.present[path].kind, {})
    gone = OnDisk(Reading("", nothing), nothing)
    return open_map._replace(present={**open_map.present, path: nothing}, saved={**open_map.saved, path: gone})


def _reapplied(open_map: OpenMap, base: Documents, theirs: Documents) -> tuple[Documents, tuple[Conflict, ...]]:
    from cjm_tui.model.merge import merge

    present = dict(open_map.present)
    refused: list[Conflict] = []
    for path, start in base.items():
        merged = merge(start, present[path], theirs[path])
        present[path] = merged.document
        refused += merged.conflicts
    return present, tuple(refused)


def _told(before: OpenMap, after: OpenMap) -> tuple[str, ...]:
    from cjm_tui.model.wording import words

    return tuple(
        sentence
        for path, document in after.present.items()
        if before.present[path] is not document
        for sentence in words(before.present[path], document)
    )
