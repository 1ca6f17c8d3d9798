"""Whatever is in the way around a repository, each action has a plain answer, and nothing is lost."""

from __future__ import annotations

import pytest

from tests.states.actions import ACTING
from tests.states.hindrances import broken_object
from tests.states.stagehand import Stagehand
from tests.states.state import State
from tests.states.table import STATES
from tests.states.trial import does, goes_through, put_into
from tests.states.world import World, copied

AROUND = [state for state in STATES if state.prepare.__module__.endswith("hindrances")]


@pytest.mark.parametrize("state", AROUND, ids=lambda state: state.name)
def test_each_action_says_what_is_in_the_way_and_costs_nothing(
    state: State, hand: Stagehand, first_world: World
) -> None:
    goes_through(state, hand, first_world)


def test_a_commit_that_git_made_and_then_tripped_over_is_told_as_made(hand: Stagehand, first_world: World) -> None:
    state = State(broken_object)
    world = put_into(state, copied(first_world, first_world.top.parent / "tripped-over"))
    commit = next(action for action in ACTING if action.name == "commit")
    done = does(hand, state, world, commit)
    assert "The revision is made; git could not say more of it (inflate" in done.said
    assert world.says("log", "-1", "--format=%an %s").startswith("Robin Example Buy an outfit: ")
