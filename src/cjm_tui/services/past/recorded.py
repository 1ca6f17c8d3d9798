"""What git has recorded of the files on the screen, and what it has not yet.

Read once a map is drawn and after each commit, never on a key: between two reads only the document changes, and
comparing documents is pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from cjm_tui.errors import CjmError
from cjm_tui.history.repository import Repository, find_repository
from cjm_tui.model.diff import diff
from cjm_tui.model.document import Document
from cjm_tui.model.silence import silent_words
from cjm_tui.model.wording import words
from cjm_tui.storage.reading import Reading, read

PUT_IN_ORDER = "put in order"
READABLE_AGAIN = "can be read again"
UNKNOWN_BEFORE = "what it was before cannot be read in this clone"


class Recorded(NamedTuple):
    """What git knows of some files.

    `label` is for the header: `main`, `detached at 1a2b3c4`, `no git`. `committed` holds each file as of the last
    commit; a file that is not in it was never committed. `notice` is one sentence about what is in the way of a
    commit, empty when nothing is; `hint` says what to do about it. `has_history` is false where there is no
    repository. `operation` is what git is in the middle of: `merge`, `rebase`, empty for nothing. `repository` is
    where git was found to keep the files, `is_foreign` tells that it refuses one of somebody else's; `reordered` are
    those that say in other bytes what the last commit says, as after `cjm fmt`; `illegible` those of which the last
    commit holds a text nobody can read, as with git's markers.
    """

    label: str
    committed: Mapping[Path, Document] = MappingProxyType({})
    notice: str = ""
    hint: str = ""
    has_history: bool = True
    operation: str = ""
    repository: Repository | None = None
    is_foreign: bool = False
    reordered: frozenset[Path] = frozenset()
    illegible: frozenset[Path] = frozenset()

    def uncommitted(self, present: Mapping[Path, Document]) -> tuple[str, ...]:
        """Return in words what the last commit does not have yet, nothing where there is no history at all."""
        if not self.has_history:
            return ()
        told = (self._since_commit(path, document) for path, document in present.items())
        return tuple(sentence for sentences in told for sentence in sentences)

    def _since_commit(self, path: Path, document: Document) -> tuple[str, ...]:
        committed = self.committed.get(path)
        if path in self.illegible:
            return (READABLE_AGAIN,)
        if committed is None:
            return (made_in_words(document),) if document.records else ()
        silent = (PUT_IN_ORDER,) if path in self.reordered else ()
        quiet = silent_words(diff(committed, document))
        return words(committed, document) or ((quiet,) if quiet else silent)


def recorded(paths: Iterable[Path], on_disk: Mapping[Path, Reading] = MappingProxyType({})) -> Recorded:
    """Read what git has recorded of some files of one folder; every state of a repository is an answer in words.

    `on_disk` are files as read from the disk: what is committed as it stands there is kept once, record by record.
    """
    wanted = list(paths)
    try:
        repository = find_repository(wanted[0].parent)
        if not isinstance(repository, Repository):
            is_foreign = repository.reason == "foreign-owner"
            said, hint = repository.message, repository.hint
            return Recorded("no git", notice=said, hint=hint, has_history=False, is_foreign=is_foreign)
        from cjm_tui.history.changes import standing_of
        from cjm_tui.history.state import state_of

        state = state_of(repository)
        standing = standing_of(repository, wanted)
    except CjmError as error:
        return Recorded("no git", notice=error.message, hint=error.hint, has_history=False)
    committed = {
        path: document
        for path, stands in standing.items()
        if stands.committed is not None and (document := _document(stands.committed, on_disk.get(path))) is not None
    }
    reordered = frozenset(
        path
        for path, document in committed.items()
        if differs(standing[path].committed, standing[path].present)
        and _document(standing[path].present or b"", on_disk.get(path)) == document
    )
    return Recorded(
        state.label,
        committed,
        state.notice,
        operation=state.operation or "",
        repository=repository,
        reordered=reordered,
        illegible=frozenset(path for path, stands in standing.items() if stands.committed and path not in committed),
    )


def differs(committed: bytes | None, present: bytes | None) -> bool:
    """Tell whether two states of a file differ in more than line ends, which a filter of git's may have changed."""
    return _plain(committed) != _plain(present)


def _plain(raw: bytes | None) -> bytes | None:
    return None if raw is None else raw.replace(b"\r\n", b"\n")


def made_in_words(document: Document) -> str:
    """Say what a file that was never committed holds: `a new map with 6 stages and 24 touchpoints`."""
    if document.kind == "workspace":
        return "the team's own file"
    if document.kind != "map":
        what = {"evidence": "piece of research", "": "file"}.get(document.kind, document.kind)
        return f"a new {what}: {document.title}".removesuffix(": ")
    counts = [_count(document, kind) for kind in ("stage", "touchpoint")]
    return f"a new map with {' and '.join(counts)}"


def _count(document: Document, kind: str) -> str:
    number = len(document.of_kind(kind))
    return f"{number} {kind}{'' if number == 1 else 's'}"


def _document(committed: bytes, on_disk: Reading | None) -> Document | None:
    text = committed.decode("utf-8", "replace")
    return on_disk.document if on_disk is not None and on_disk.text == text else read(text, known=on_disk).document
