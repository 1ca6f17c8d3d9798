"""What another branch proposes for a map, card by card: accept it or leave it.

Accepting is a merge of that card alone and an edit on the board like any other; whether a proposal is here already is
read from the map, so that undo is seen at once.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from cjm_tui.model.belonging import needed_by, needing
from cjm_tui.model.proposals import Proposal, accepted, is_in
from cjm_tui.model.renames import under_new_ids
from cjm_tui.render.cells import Ink, Line, Run, fit, wrapped
from cjm_tui.render.curve.overlay import overlaid
from cjm_tui.services.joining.proposals import request_text
from cjm_tui.tui.commands import REVIEW, key_of, keyed
from cjm_tui.tui.deeds import Deed
from cjm_tui.tui.screens.listing import ListingScreen, header_line
from cjm_tui.tui.screens.proposal_rows import merge_question, proposal_row
from cjm_tui.tui.widgets.lines import Lines
from cjm_tui.tui.widgets.row_list import Drawn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from cjm_tui.services.joining.proposals import Review
    from cjm_tui.tui.board.desk import Desk
    from cjm_tui.tui.widgets.row_list import RowList

_CURVE = 5
_WHOLE = "all of it is here; {commit} commits, {merge-branch} in the review makes it a merge"


class ReviewingScreen(ListingScreen[None]):
    """Go through the proposals of a branch for the map on a board."""

    ROOM: ClassVar[str] = REVIEW
    DEFAULT_CSS = """
    ReviewingScreen > .curve { height: 7; }
    ReviewingScreen > .whole { height: 35%; margin: 1 0 0 0; }
    ReviewingScreen > .beside { height: 1; }
    """

    def __init__(
        self,
        board: Desk,
        merge: Callable[[str, Sequence[Proposal], bool], None],
        review: Review,
        left_before: list[Proposal] | None = None,
    ) -> None:
        """Review what a branch proposes for the map on `board`; `merge` takes a whole branch in, by its name.

        `merge` is told as well what was left, and whether the map is to be committed before.
        `left_before` is what was left in a review before; it is kept up with what is left in this one.
        """
        super().__init__()
        self._kept = [] if left_before is None else left_before
        self.merge = merge
        self.board = board
        self.review = review
        self.here: frozenset[int] = frozenset()
        self.left = {place for place, proposal in enumerate(review.proposals) if proposal in self._kept}
        self.taken: set[int] = set()
        self.curve = Lines(classes="curve")
        self.whole = Lines(classes="whole")
        self.beside = Lines(classes="beside")

    def compose(self) -> ComposeResult:
        """Lay out both curves, the proposals, all about the one under the cursor, and what else the branch changes."""
        yield self.header
        yield self.curve
        yield self.rows
        yield self.whole
        if not self.review.beside.is_nothing:
            yield self.beside
        yield self.footer

    def on_mount(self) -> None:
        """See which proposals are here already, and again whenever the map on the board changes."""
        self._look()
        self.board.follow(self, self._follow)

    def _follow(self) -> None:
        self._look()
        self._draw()

    def on_resize(self) -> None:
        """Fit everything to the new size."""
        self.call_after_refresh(self._draw)

    def _look(self) -> None:
        base, document, found = self.review.base, self.board.document, self.review.proposals
        self.here = frozenset(place for place, one in enumerate(found) if is_in(one, base, document, found))

    def _draw(self) -> None:
        cells, count = self.size.width, len(self.review.proposals)
        open_ = count - len(self.here | self.left)
        title = f"{self.review.branch} proposes for {self.board.document.title}"
        self.header.show((header_line(title, f"{open_} of {count} open", cells),))
        self.rows.offer(Drawn(range(count), self._row))
        also = fit(f"It changes {self.review.beside.words} as well", cells - 2)
        self.beside.show(((Run(f" {also}", Ink("muted")),),))
        self._draw_curve()

    def _draw_curve(self) -> None:
        selected = self.current().key
        id_ = selected.id if selected.kind == "touchpoint" else ""
        ours, _ = under_new_ids(self.board.document, self.review.theirs)
        self.curve.show(((), *overlaid(ours, self.review.theirs, self.size.width, _CURVE, id_)))

    def _row(self, place: int) -> Line:
        mark = "✓" if place in self.here else "–" if place in self.left else "?"
        return proposal_row(self.review.proposals[place], mark, self.size.width - 3)

    def current(self) -> Proposal:
        """Return the proposal under the cursor."""
        return self.review.proposals[min(self.rows.cursor, len(self.review.proposals) - 1)]

    def on_row_list_moved(self) -> None:
        """Tell all about the proposal under the cursor."""
        cells, height = self.size.width, self.whole.size.height
        lines = [
            (Run(f" {line}", Ink()),)
            for sentence in self.current().sentences
            for line in wrapped(f"· {sentence}", cells - 2)
        ]
        self.whole.show([*lines, *[()] * height][:height])
        self._draw_curve()

    def on_row_list_clicked(self, event: RowList.Clicked) -> None:
        """Accept what was clicked twice."""
        if event.times > 1:
            self.action_run("accept-proposal")

    def do_accept_proposal(self) -> None:
        """Take the card under the cursor as they have it."""
        place = self.rows.cursor
        if place in self.here:
            self.say("The map has this already")
            return
        self._accept((self.current(),))
        self._next()

    def do_accept_all(self) -> None:
        """Take everything that was neither accepted nor left."""
        done = self.here | self.left
        chosen = [proposal for place, proposal in enumerate(self.review.proposals) if place not in done]
        if not chosen:
            self.say("Nothing is open")
            return
        self._accept(chosen)

    def do_merge_branch(self) -> None:
        """Take the whole branch in with a merge commit, once the person agrees to what that brings."""
        from cjm_tui.services.joining.branch_merge import has_edits_in_the_way

        left = self._stays_out()
        self.board.save_now()
        look = partial(has_edits_in_the_way, self.board.open_map.path, self.review.branch, left)
        self.bring(look, partial(self._ask_to_merge, left))

    def _ask_to_merge(self, left: Sequence[Proposal], commits_first: bool) -> None:
        """Say what a merge brings; where the map has edits that it does not bring, they are committed before."""
        from cjm_tui.tui.dialogs.confirm import Confirm

        question = merge_question(self.review.branch, len(self.review.proposals), left, commits_first=commits_first)
        yes = "commit, then merge" if commits_first else "merge it"
        dialog = Confirm(f"Merge {self.review.branch}", question, yes, "not now")
        merge = partial(self._merge, left, commits_first=commits_first)
        self.app.push_screen(dialog, lambda agreed: merge() if agreed else None)

    def _stays_out(self) -> tuple[Proposal, ...]:
        return tuple(self.review.proposals[place] for place in sorted(self.left - self.here))

    def _merge(self, left: Sequence[Proposal], *, commits_first: bool) -> None:
        self.dismiss(None)
        self.merge(self.review.branch, left, commits_first)

    def do_leave_proposal(self) -> None:
        """Leave the card as it is here."""
        if self.rows.cursor in self.here:
            is_taken = self.rows.cursor in self.taken
            self.say(
                keyed("The map has this already; {undo} takes it back") if is_taken else "The map has this already"
            )
            return
        along = needing(self.review.base, (self.current(),), self.review.proposals)
        self._leave((self.left | {self.rows.cursor, *map(self.review.proposals.index, along)}) - self.here)
        names = ", ".join(proposal.name for proposal in along)
        needs = f", and so does what needs it: {names}" if names else ""
        self.say(f"Left: {self.current().name} stays as it is here{needs}")
        self._next()

    def do_copy_request(self) -> None:
        """Put the text for a pull request where the terminal keeps what is copied."""
        self.app.copy_to_clipboard(request_text(self.review.theirs.title, self.review))
        self.say("The text for a pull request is copied, where this terminal allows that", "text")

    def do_undo_here(self) -> None:
        """Take the last edit back."""
        self.board.run("undo")
        self.say(self.board.status, "text")

    def do_back(self) -> None:
        """Go back to the board."""
        self.dismiss(None)
        count = len(self.here)
        total = len(self.review.proposals)
        words = keyed(_WHOLE if count == total else "{commit} commits")
        self.board.say(f"{count} of {total} changes of {self.review.branch} are here; {words}")

    def do_leave(self) -> None:
        """Go back to the board."""
        self.do_back()

    def _accept(self, chosen: Sequence[Proposal]) -> None:
        found = self.review.proposals
        needed = needed_by(self.review.base, self.board.document, chosen, found)
        together = (*chosen, *needed)
        taken = accepted(self.review.base, self.board.document, together, found)
        document = taken.unsettled
        names = ", ".join(proposal.name for proposal in chosen)
        words = f"Accepted from {self.review.branch}: {names}"
        if needed:
            words += f", and what is needed for that: {', '.join(proposal.name for proposal in needed)}"
        if taken.conflicts:
            words += f"; both changed the same there: {key_of('settle-conflicts')} on the board settles it"
        self.taken |= (places := {self.review.proposals.index(proposal) for proposal in together})
        self._leave(self.left - places)
        self.board.take(Deed(document, self.board.place), words)
        self.say(f"{words} · {key_of('undo-here')} undoes", "text")

    def _leave(self, places: set[int]) -> None:
        self.left = places
        self._kept[:] = [self.review.proposals[place] for place in sorted(places)]

    def _next(self) -> None:
        done = self.here | self.left
        count = len(self.review.proposals)
        following = [place % count for place in range(self.rows.cursor + 1, self.rows.cursor + count)]
        place = next((place for place in following if place not in done), None)
        self._draw()
        if place is not None:
            self.rows.go(place)
