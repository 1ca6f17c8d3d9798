"""The board's commands about branches: going to another, making one, reviewing what one proposes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cjm_tui.tui.commands import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cjm_tui.history.branches import Branch
    from cjm_tui.model.proposals import Proposal
    from cjm_tui.services.joining.branch_merge import BranchMerge
    from cjm_tui.services.joining.proposals import Review
    from cjm_tui.tui.board.arriving import Arriving
    from cjm_tui.tui.board.desk import Desk

_NEW = " new"


class Branching:
    """Goes from branch to branch with the map open; what is not committed comes along or is refused in words."""

    def __init__(self, desk: Desk, arriving: Arriving) -> None:
        self._desk, self._arriving = desk, arriving

    def do_show_branches(self) -> None:
        """List the branches; one can be gone to, or a new one made."""
        self._pick_branch("branches", self._go_to_branch, with_new=True)

    def do_review_branch(self) -> None:
        """Choose a branch, and see card by card what it proposes for this map."""
        self._pick_branch("review what a branch proposes", self._review)

    def _pick_branch(self, title: str, then: Callable[[str | None], None], *, with_new: bool = False) -> None:
        from cjm_tui.services.joining.branches import branches
        from cjm_tui.tui.dialogs.pick_list import PickOne, Row

        known = self._desk.recorded

        def show(found: tuple[Branch, ...]) -> None:
            others = [branch for branch in found if not branch.is_current]
            rows = [Row(branch.name, branch.name, f"{branch.when:%Y-%m-%d} {branch.author}") for branch in others]
            if with_new:
                here = next((branch.name for branch in found if branch.is_current), known.label if known else "")
                rows.append(Row(_NEW, "a new branch", f"from {here}" if here else ""))
            if not rows:
                self._desk.say(f"There is no other branch here: {key_of('show-branches')} makes one")
                return
            self._desk.ask(PickOne(title, rows, makes="branch" if with_new else ""), then)

        self._desk.bring(partial(branches, self._desk.open_map.path), show)

    def _go_to_branch(self, name: str | None) -> None:
        from cjm_tui.services.joining.branches import go_to_branch
        from cjm_tui.tui.dialogs.pick_list import NEW
        from cjm_tui.tui.dialogs.quick_text import QuickText

        if name is not None and name.startswith(NEW):
            self._make_branch(name.removeprefix(NEW))
        elif name == _NEW:
            self._desk.ask(QuickText("a new branch", placeholder="faster-checkout"), self._make_branch)
        elif name is not None:
            self._desk.guarded(partial(self._at_branches, partial(go_to_branch, self._desk.open_map.path, name)))

    def _make_branch(self, name: str | None) -> None:
        from cjm_tui.services.joining.branches import make_branch

        if name is not None:
            wanted = "-".join(name.split())
            self._desk.guarded(partial(self._at_branches, partial(make_branch, self._desk.open_map.path, wanted)))

    def _at_branches(self, work: Callable[[], str]) -> None:
        """Do something that may change the file on the disk."""
        self._arriving.joins(work, self._arrive_on_branch)

    def _arrive_on_branch(self, sentence: str) -> None:
        arrived = self._arriving.gathered()
        self._desk.read_around()
        self._desk.say(f"{sentence} {'; '.join(arrived)}".rstrip(), "text")

    def merge_branch(self, name: str, left: Sequence[Proposal]) -> None:
        """Take a branch in, in a thread, with everything saved before; what was left of it stays out of the map."""
        from cjm_tui.services.joining.branch_merge import merge_branch

        work = partial(merge_branch, self._desk.open_map.path, name, left=left)
        self._desk.guarded(lambda: self._arriving.joins(work, self._merged))

    def _merged(self, merged: BranchMerge) -> None:
        self._arriving.gathered()
        self._desk.read_around()
        self._desk.say(merged.sentence, "text" if merged.is_done else "error")
        if self._desk.open_map.path.resolve() in {path.resolve() for path in merged.unsettled.conflicts}:
            self._desk.run("settle-conflicts")

    def _review(self, name: str | None) -> None:
        from cjm_tui.services.joining.proposals import review_of

        if name is not None:
            self._desk.bring(partial(review_of, self._desk.open_map.path, name), self._show_review)

    def _show_review(self, review: Review) -> None:
        from cjm_tui.tui.screens.reviewing import ReviewingScreen

        if not review.proposals:
            self._desk.say(f"{review.branch} proposes nothing for this map")
            return
        self._desk.ask(ReviewingScreen(self._desk, self.merge_branch, review))
