"""What a hostile repository names is not run by looking, and some of it by nothing."""

from __future__ import annotations

import pytest

from tests.states.hostile import HOSTILE, hostile_configuration
from tests.states.stagehand import Stagehand
from tests.states.state import State
from tests.states.trial import goes_through
from tests.states.world import EDITED, World, copied


@pytest.mark.parametrize("state", HOSTILE, ids=lambda state: state.name)
def test_looking_runs_no_program_that_a_repository_names(state: State, hand: Stagehand, first_world: World) -> None:
    goes_through(state, hand, first_world)


def test_the_traps_are_real(first_world: World) -> None:
    world = copied(first_world, first_world.top.parent / "traps-are-real")
    hostile_configuration(world)
    world.writes(EDITED)
    for words in (("status",), ("diff",), ("log", "-p", "-1")):
        world.tries(*words)
    assert {"core.fsmonitor", "diff.trap.command", "filter.trap.clean"} <= set(world.marks)
