"""What a map can be compared with: any revision, branch, its baseline, another persona's view, itself as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cjm_tui.errors import CjmError, NotFoundError
from cjm_tui.history.branches import branches_of
from cjm_tui.history.names import names_by_commit, tags_of
from cjm_tui.history.repository import require_repository
from cjm_tui.history.revisions import revisions_of
from cjm_tui.model.document import Document
from cjm_tui.model.measures import emotion_of
from cjm_tui.model.record import Record
from cjm_tui.services.past.restoring import document_at
from cjm_tui.storage.files import load

_REVISIONS = 200


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to compare with: `id` is its kind and its own id with a blank between, `name` what people call it.

    `words` are those by which it may be looked for as well.
    """

    id: str
    name: str
    beside: str = ""
    words: str = ""

    @property
    def kind(self) -> str:
        """Return `now`, `last`, `revision`, `branch`, `baseline` or `persona`."""
        return self.id.partition(" ")[0]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison."""

    offer: Offer
    document: Document

    @property
    def is_now(self) -> bool:
        """Tell whether it is the map as it stands."""
        return self.offer.kind == "now"

    @property
    def is_past(self) -> bool:
        """Tell whether it is this map as it was, so that something of it can be brought back."""
        return self.offer.kind in {"last", "revision", "branch"}


NOW = Offer("now", "now", "as it stands")
LAST = Offer("last", "last revision", "the last commit of this branch")


def revision_called(name: str) -> Offer:
    """Return the revision that git knows by a name, whether or not there is one."""
    return Offer(f"revision {name}", f"revision {name}")


def offers_for(path: Path, present: Document, personas: Mapping[str, str]) -> tuple[Offer, ...]:
    """Return all that a map can be compared with; `personas` are the names of who walks it, by id.

    Where there is no history, what needs none is offered all the same.
    """
    found = [NOW]
    if present.header.text("baseline"):
        baseline = present.header.text("baseline")
        found.append(Offer(f"baseline {baseline}", f"baseline {baseline}", "the map this one starts from"))
    found += [Offer(f"persona {id_}", f"as {name} feels it", "persona") for id_, name in personas.items()]
    try:
        repository = require_repository(path)
        branches = [branch for branch in branches_of(repository) if not branch.is_current]
        revisions = revisions_of(repository, path, limit=_REVISIONS)
        called = names_by_commit(repository)
    except CjmError:
        return tuple(found)
    found += [LAST] * bool(revisions)
    for branch in branches:
        words = f"{branch.name}\n{branch.author}\n{branch.subject}"
        found.append(Offer(f"branch {branch.name}", f"branch {branch.name}", branch.author, words))
    for revision in revisions:
        name = f"{revision.short} {revision.when:%Y-%m-%d} {revision.author}"
        known = called.get(revision.commit, ())
        words = "\n".join((revision.commit, *revision.people, revision.subject, revision.body, *known))
        beside = " · ".join((*known, revision.subject))
        found.append(Offer(f"revision {revision.commit}", name, beside, words))
    # A release is tagged at any commit, and few of those changed the map.
    listed = {revision.commit for revision in revisions}
    loose = {name: commit for name, commit in tags_of(repository).items() if commit not in listed}
    found += [Offer(f"revision {commit}", f"tag {name}", commit[:7], name) for name, commit in loose.items()]
    return tuple(found)


def side_of(offer: Offer, path: Path, present: Document) -> Side:
    """Return one side of a comparison. Raises `NotFoundError`, `UnreadableError` or `GitError` in words."""
    kind, _, id_ = offer.id.partition(" ")
    match kind:
        case "now":
            return Side(offer, present)
        case "persona":
            return Side(offer, felt_by(present, id_))
        case "baseline":
            return Side(offer, _baseline(path.with_name(f"{id_}.toml")))
        case "last":
            return Side(offer, _last(path, present.kind))
    return Side(offer, document_at(path, id_))


def felt_by(document: Document, persona: str) -> Document:
    """Return a map with the emotions of one persona in place of everybody's."""
    return document.with_records(_felt(card, persona) for card in document.of_kind("touchpoint"))


def _felt(card: Record, persona: str) -> Record:
    emotion, own = emotion_of(card, persona)
    return card.with_fields({"emotion": emotion}) if own else card


def _baseline(path: Path) -> Document:
    document = load(path).document
    if document is None:
        raise NotFoundError("No baseline", f"{path.name} cannot be read", "`cjm check` says why.")
    return document


def _last(path: Path, kind: str) -> Document:
    try:
        return document_at(path, "HEAD")
    except NotFoundError:
        return Document(kind, {})
