"""Confirming a card: somebody looked, and it still holds, though its code or what it rests on changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.errors import UsageError
from cjm_tui.model.suspect import all_suspects, confirmed, suspects
from cjm_tui.tui.deeds import Deed

if TYPE_CHECKING:
    from cjm_tui.tui.board.desk import Desk
    from cjm_tui.tui.board.tracing import Tracing


class Confirming:
    """Says of the card under the cursor that it still holds."""

    def __init__(self, desk: Desk, tracing: Tracing) -> None:
        self._desk, self._tracing = desk, tracing

    def do_confirm_links(self) -> None:
        """Confirm that the card still holds: against its code, and on what its opportunities rest."""
        document, id_ = self._desk.document, self._desk.place.touchpoint
        here = [one for one in self._desk.journey.opportunities.get(id_, ()) if suspects(document, one)]
        is_due = id_ in self._tracing.due
        card = document.get("touchpoint", id_) if is_due or self._tracing.is_stale(id_) else None
        if card is None and not here:
            raise self._nothing()
        said = []
        if card is not None:
            # What it needs talks to git, and the board must not wait for that before it is drawn.
            from cjm_tui.services.watched.looks import with_look

            document = with_look(document, card.id)
            said.append(f"{card.name} still holds{' against its code' * is_due}")
        for opportunity in here:
            document = confirmed(document, opportunity.id)
        if here:
            names = ", ".join(f"“{one.name}”" for one in here)
            said.append(f"{names} still hold{'s' * (len(here) == 1)}")
        self._desk.take(Deed(document, self._desk.place), f"Confirmed: {' · '.join(said)}")

    def _nothing(self) -> UsageError:
        card = self._desk.journey.touchpoint(self._desk.place)
        if card is not None and card.texts("watch") and self._tracing.origins is None:
            why = "whether the code behind this card changed is not known here"
        elif card is not None and card.texts("watch"):
            why = "neither its code nor what its opportunities rest on has changed since somebody looked"
        else:
            why = "no opportunity of this card rests on something that changed"
        due, links = len(self._tracing.due), all_suspects(self._desk.document)
        on_cards = {one.id for those in self._desk.journey.opportunities.values() for one in those}
        elsewhere = sum(link.opportunity.id in on_cards for link in links)
        there = [f"{elsewhere} elsewhere: cards with ◇…! have them"] * bool(elsewhere)
        there += [f"{len(links) - elsewhere} on no card: cjm confirm lists them"] * (len(links) > elsewhere)
        there += [f"{due} card{'s' * (due != 1)} with ↻ to look at"] * bool(due)
        stale = sum(self._tracing.is_stale(touchpoint.id) for touchpoint in self._desk.document.journey())
        there += [f"{stale} stale card{'s' * (stale != 1)} (cjm confirm lists them)"] * bool(stale)
        return UsageError("Nothing to confirm", why, f"{' · '.join(there)}." if there else "")
