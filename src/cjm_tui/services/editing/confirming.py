"""Confirming on the command line: somebody looked, and an opportunity or a card still holds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cjm_tui.errors import NotFoundError, UsageError
from cjm_tui.history.repository import Repository, find_repository
from cjm_tui.model.document import Document
from cjm_tui.model.measures import opportunities_by_touchpoint
from cjm_tui.model.record import Record, RecordKey
from cjm_tui.model.suspect import Link, all_suspects, confirmed, suspects
from cjm_tui.services.editing.addresses import record_key
from cjm_tui.services.watched.due import Due, due_now, watching_cards
from cjm_tui.services.watched.looks import with_look
from cjm_tui.services.workspace.documents import change, readable

Links = tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Doubtful:
    """What may not hold any more: opportunities, each with an insight that changed, and cards whose code changed.

    `due` has the commits behind each of the `cards`, by the card's id. Where `is_known` is not so, git could not tell
    whether the code of any card changed.
    """

    links: Links
    cards: tuple[Record, ...]
    due: Due
    is_known: bool = True

    def __bool__(self) -> bool:
        """Tell whether there is anything."""
        return bool(self.links or self.cards)


def doubtful(path: Path) -> Doubtful:
    """Return all of a map that waits for somebody to look; no card where git cannot tell."""
    document = readable(path)
    due, is_known = _looked_up(path, document)
    return Doubtful(all_suspects(document), _cards(document, due), due, is_known)


def confirm(path: Path, name: str = "", insights: tuple[str, ...] = ()) -> Doubtful:
    """Confirm what is in doubt of an opportunity (or those links to some insights alone) or of a touchpoint.

    A touchpoint is confirmed with what its opportunities rest on; without a name all that is in doubt is. Return what
    was confirmed. Raises `NotFoundError` with the nearest name, `UsageError` for a record of another kind.
    """
    due, is_known = _looked_up(path, readable(path))
    done = Doubtful((), (), due, is_known)

    def edit(document: Document) -> Document:
        nonlocal done
        opportunities, cards = _chosen(document, name)
        wanted = {_of_kind(document, name, "insight").id for name in insights}
        if wanted and not (name and opportunities and not cards):
            raise UsageError("Cannot confirm", "only an opportunity rests on insights", "Leave the insights out.")
        links: list[Link] = []
        for one in opportunities:
            _require_answered(one, wanted)
            changed = [link for link in suspects(document, one) if not wanted or link.id in wanted]
            links += changed
            if changed:
                document = confirmed(document, one.id, tuple(link.id for link in changed))
        looked = tuple(card for card in cards if card.id in due)
        for card in looked:
            document = with_look(document, card.id)
        done = Doubtful(tuple(links), looked, due, is_known)
        return document

    change(path, edit)
    return done


def _looked_up(path: Path, document: Document) -> tuple[Due, bool]:
    """Return the cards that are due, and whether that is known: nobody knows where there is no history."""
    is_known = not watching_cards(document) or isinstance(find_repository(path.parent), Repository)
    return due_now(path, document), is_known


def _cards(document: Document, due: Due) -> tuple[Record, ...]:
    return tuple(card for card in document.journey() if card.id in due)


def _chosen(document: Document, name: str) -> tuple[tuple[Record, ...], tuple[Record, ...]]:
    """Return the opportunities and the cards that are meant: all without a name, of a card its opportunities too."""
    if not name:
        return document.of_kind("opportunity"), document.journey()
    record = _of_kind(document, name, "opportunity", "touchpoint")
    if record.kind == "opportunity":
        return (record,), ()
    return opportunities_by_touchpoint(document).get(record.id, ()), (record,)


def _of_kind(document: Document, name: str, *kinds: str) -> Record:
    keys = (RecordKey(kind, name) for kind in kinds)
    found = [document.records[key] for key in keys if key in document.records]
    record = found[0] if len(found) == 1 else document.records[record_key(document, name)]
    if record.kind not in kinds:
        named = " or ".join(f"{'an' if kind[0] in 'io' else 'a'} {kind}" for kind in kinds)
        what = " and no ".join(kinds)
        raise UsageError("Cannot confirm", f"{record.key} is no {what}", f"Name {named}; `cjm show` lists them.")
    return record


def _require_answered(opportunity: Record, insights: set[str]) -> None:
    for id_ in sorted(insights - set(opportunity.texts("insights"))):
        known = ", ".join(opportunity.texts("insights")) or "none"
        raise NotFoundError("Cannot confirm", f"{opportunity.key} does not rest on {id_}", f"It rests on {known}.")
