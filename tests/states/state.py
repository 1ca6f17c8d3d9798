"""What a state of a repository is: how to get there, and what is refused in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.states.world import World


@dataclass(frozen=True)
class State:
    """How to get there, and for each action that cannot be done the words (a pattern) it is refused with.

    `prepare` may return another folder to stand in. `uid` is who acts, where that matters and can be chosen; `around`
    gives variables of the environment, None to have none; `also` are other files that a change of the map changes.
    """

    prepare: Callable[[World], World | None]
    refused: Mapping[str, str] = field(default_factory=dict)
    uid: int = 0
    around: Callable[[World], Mapping[str, str | None]] = lambda _: {}
    other_owner: bool = False
    also: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        return self.prepare.__name__


def every(actions: tuple[str, ...], words: str) -> dict[str, str]:
    """Return the same words for several actions."""
    return dict.fromkeys(actions, words)
