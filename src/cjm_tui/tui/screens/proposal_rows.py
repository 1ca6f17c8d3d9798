"""How a proposal of a branch looks in the list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.render.cells import Ink, Line, Run, fit, merged, padded

if TYPE_CHECKING:
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
