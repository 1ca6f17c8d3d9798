"""How a proposal of a branch looks in the list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.render.cells import Ink, Line, Run, fit, merged, padded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_tui.model.proposals import Proposal

_NAME = 28


def proposal_row(proposal: Proposal, mark: str, cells: int) -> Line:
    """Return a proposal in one line of so many cells: whether it is here or left, what it is about, what it says."""
    name = min(_NAME, max(10, cells // 3))
    colour = "muted" if mark == "–" else "text"
    said = (sentence.removeprefix(f"{proposal.name}: ") for sentence in proposal.sentences)
    return merged(
        (
            Run(f"{mark} ", Ink("accent", bold=True)),
            Run(f"{padded(proposal.name, name)} ", Ink(colour, bold=True)),
            Run(fit("; ".join(said), cells - name - 3), Ink("muted")),
        )
    )


def merge_question(branch: str, count: int, left: Sequence[Proposal], *, commits_first: bool) -> str:
    """Return what is asked before a branch with `count` proposals for this map is merged, without those left."""
    what = f"all {count} changes of this map" if count != 1 else "its change of this map"
    what = f"{count - len(left)} of {count} changes of this map" if left else what
    question = f"It brings {what}, and everything else on {branch}, as one merge commit."
    if left:
        question += f" What you left stays as it is here, for good: {', '.join(one.name for one in left)}."
    if commits_first:
        question += " What is not committed in this map yet is committed before, as a revision of its own."
    return question
