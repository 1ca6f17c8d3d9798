"""Confirming on the command line: somebody looked, and an opportunity or a card still holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cjm_tui.errors import CjmError, NotFoundError, UsageError
from cjm_tui.history.repository import Repository, find_repository
from cjm_tui.model.document import Document
from cjm_tui.model.measures import opportunities_by_touchpoint
from cjm_tui.model.record import Record, RecordKey
from cjm_tui.model.suspect import Link, all_suspects, confirmed, suspects
from cjm_tui.services.editing.addresses import record_key
from cjm_tui.services.past.origins import origins_of
from cjm_tui.services.past.staleness import stale_after, stale_days
from cjm_tui.services.watched.due import Due, due_cards, watching_cards
from cjm_tui.services.watched.looks import with_look
from cjm_tui.services.workspace.documents import change, readable

Links = tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Doubtful:
    """What may not hold any more: opportunities, each with an insight that changed, and cards nobody looked at since.

    `due` has the commits of their code behind some of the `cards`, `stale` the days for which nobody touched others,
    both by the card's id. Where `is_known` is not so, git could not tell whether the code of any card changed.
    """

    links: Links
    cards: tuple[Record, ...]
    due: Due
    stale: Mapping[str, int]
    is_known: bool = True

    def __bool__(self) -> bool:
        """Tell whether there is anything."""
        return bool(self.links or self.cards)


def doubtful(path: Path) -> Doubtful:
    """Return all of a map that waits for somebody to look; no card where git cannot tell."""
    document = readable(path)
    due, stale, is_known = _looked_up(path, document)
    cards = tuple(card for card in document.journey() if card.id in due or card.id in stale)
    return Doubtful(all_suspects(document), cards, due, stale, is_known)


def confirm(path: Path, name: str = "", insights: tuple[str, ...] = ()) -> Doubtful:
    """Confirm what is in doubt of an opportunity (or those links to some insights alone) or of a touchpoint.

    A touchpoint is confirmed with what its opportunities rest on; without a name all that is in doubt is. Return what
    was confirmed. Raises `NotFoundError` with the nearest name, `UsageError` for a record of another kind.
    """
    due, stale, is_known = _looked_up(path, readable(path))
    done = Doubtful((), (), due, stale, is_known)

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
        looked = tuple(card for card in cards if card.id in due or card.id in stale)
        for card in looked:
            document = with_look(document, card.id)
        done = Doubtful(tuple(links), looked, due, stale, is_known)
        return document

    change(path, edit)
    return done


def _looked_up(path: Path, document: Document) -> tuple[Due, Mapping[str, int], bool]:
    """Return the cards that are due, those that are stale, and whether that is known: not where there is no history."""
    watching = watching_cards(document)
    if not isinstance(find_repository(path.parent), Repository):
        return {}, {}, not watching
    try:
        origins = origins_of(path, document)
        due = due_cards(path, document, origins)
    except CjmError:
        return {}, {}, not watching
    limit, now = stale_after(path), datetime.now().astimezone()
    ages = ((card.id, stale_days(origins, card.key, limit, now)) for card in document.journey())
    return due, {id_: days for id_, days in ages if days is not None}, True


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
