"""What to compare with: one of what is offered, or a revision by any name that git knows (`HEAD~3`, `v2`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.services.past.sides import Offer, revision_called
from cjm_tui.tui.dialogs.pick_list import NEW, FilteredList, Row

if TYPE_CHECKING:
    from collections.abc import Sequence


class PickSide(FilteredList[Offer]):
    """Pick one side of a comparison; gives back None when nothing was picked."""

    def __init__(self, title: str, offers: Sequence[Offer]) -> None:
        """Offer `offers`, and what is typed as the name of a revision where none of them fits."""
        rows = (
            Row(offer.id, offer.name, offer.beside, f"{offer.name}\n{offer.beside}\n{offer.words}") for offer in offers
        )
        super().__init__(tuple(rows), heading=title)
        self._offers = {offer.id: offer for offer in offers}

    def taken(self, row: Row) -> None:
        """Give back what was offered, or the revision that was typed."""
        self.dismiss(self._offers.get(row.id) or revision_called(row.id.removeprefix(NEW)))

    def _new(self, wanted: str) -> tuple[Row, ...]:
        is_name = bool(wanted) and " " not in wanted and not self.matching(wanted)
        return (Row(f"{NEW}{wanted}", f"revision {wanted}", "if git knows one of that name"),) if is_name else ()
