"""The board's commands about branches: going to another, making one, reviewing what one proposes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cjm_tui.tui.commands import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from cjm_tui.errors import CjmError
    from cjm_tui.history.branches import Branch
    from cjm_tui.model.proposals import Proposal
    from cjm_tui.services.joining.branch_merge import BranchMerge
    from cjm_tui.services.joining.proposals import Review
    from cjm_tui.tui.board.arriving import Arriving
    from cjm_tui.tui.board.desk import Desk

_NEW = " new"
_FETCH = " fetch"


class Branching:
    """Goes from branch to branch with the map open; what is not committed comes along or is refused in words."""

    def __init__(self, desk: Desk, arriving: Arriving) -> None:
        self._desk, self._arriving = desk, arriving
        self._left: dict[str, list[Proposal]] = {}

    def do_show_branches(self) -> None:
        """List the branches; one can be gone to, or a new one made."""
        self._pick_branch("branches", self._go_to_branch, with_new=True)

    def do_review_branch(self) -> None:
        """Choose a branch, and see card by card what it proposes for this map."""
        self._pick_branch("review what a branch proposes", self._review)

    def _pick_branch(self, title: str, then: Callable[[str | None], None], *, with_new: bool = False) -> None:
        offer = partial(self._offer, title, then, with_new=with_new)
        self._desk.bring(partial(_known_branches, self._desk.open_map.path), offer)

    def _offer(
        self, title: str, then: Callable[[str | None], None], found: tuple[tuple[Branch, ...], bool], *, with_new: bool
    ) -> None:
        from cjm_tui.tui.dialogs.pick_list import PickOne, Row

        known, (branches, has_remotes) = self._desk.recorded, found
        here = {branch.name for branch in branches if not branch.is_remote}
        rows = [
            Row(branch.name, branch.name, f"{branch.when:%Y-%m-%d} {branch.author}")
            for branch in branches
            # Nobody can go to another branch of the name of one that is here; it can be reviewed.
            if not branch.is_current and not (with_new and branch.own_name in here and branch.is_remote)
        ]
        if has_remotes:
            rows.append(Row(_FETCH, "ask the remotes for theirs", "over the network"))
        if with_new:
            current = next((branch.name for branch in branches if branch.is_current), known.label if known else "")
            rows.append(Row(_NEW, "a new branch", f"from {current}" if current else ""))
        if not rows:
            self._desk.say(f"There is no other branch here: {key_of('show-branches')} makes one")
            return

        def chosen(name: str | None) -> None:
            if name != _FETCH:
                then(name)
                return
            self._desk.say("Fetching …")
            fetched = partial(_fetched_branches, self._desk.open_map.path)
            self._desk.bring(fetched, offer_again, failed=partial(in_terminal, partial(fetched, in_terminal=True)))

        def in_terminal(fetched: Callable[[], tuple[tuple[Branch, ...], bool]], error: CjmError) -> None:
            from cjm_tui.tui.board.lending import offer_terminal

            offer_terminal(self._desk, error, fetched, offer_again, command="cjm branch --fetch")

        def offer_again(found: tuple[tuple[Branch, ...], bool]) -> None:
            self._desk.say("")
            self._offer(title, then, found, with_new=with_new)

        self._desk.ask(PickOne(title, rows, makes="branch" if with_new else ""), chosen)

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

    def merge_branch(self, name: str, left: Sequence[Proposal], commits_first: bool) -> None:
        """Take a branch in, in a thread, with everything saved before; what was left of it stays out of the map.

        With `commits_first` the map's own edits are a revision before.
        """
        work = partial(_merged_branch, self._desk.open_map.path, name, left, commits_first=commits_first)
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
            also = "" if review.beside.is_nothing else f"; it changes {review.beside.words}"
            self._desk.say(f"{review.branch} proposes nothing for this map{also}")
            return
        left = self._left.setdefault(review.branch, [])
        self._desk.ask(ReviewingScreen(self._desk, self.merge_branch, review, left))


def _known_branches(path: Path) -> tuple[tuple[Branch, ...], bool]:
    """Return the branches, and whether there are remotes to ask for more."""
    from cjm_tui.services.joining.branches import branches
    from cjm_tui.services.joining.fetching import has_remotes

    return branches(path), has_remotes(path)


def _merged_branch(path: Path, name: str, left: Sequence[Proposal], *, commits_first: bool) -> BranchMerge:
    from cjm_tui.services.joining.branch_merge import merge_branch
    from cjm_tui.services.joining.workspace_commit import commit_pending

    if commits_first:
        commit_pending(path)
    return merge_branch(path, name, left=left)


def _fetched_branches(path: Path, *, in_terminal: bool = False) -> tuple[tuple[Branch, ...], bool]:
    from cjm_tui.services.joining.fetching import fetch_branches

    if in_terminal:
        fetch_branches(path, progress=print, in_terminal=True)
    else:
        fetch_branches(path)
    return _known_branches(path)
