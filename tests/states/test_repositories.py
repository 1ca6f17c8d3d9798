"""Whatever state a repository is in, each action has a plain answer, runs nothing, and loses nothing."""

from __future__ import annotations

import pytest

from tests.states.actions import ACTING
from tests.states.repositories import clean
from tests.states.stagehand import Stagehand
from tests.states.state import State
from tests.states.table import STATES
from tests.states.trial import does, goes_through, put_into
from tests.states.world import World, copied

ACTIONS = {action.name: action for action in ACTING}
INSIDE = [state for state in STATES if state.prepare.__module__.endswith("repositories")]


@pytest.mark.parametrize("state", INSIDE, ids=lambda state: state.name)
def test_each_action_has_a_plain_answer_and_costs_nothing(state: State, hand: Stagehand, first_world: World) -> None:
    goes_through(state, hand, first_world)


def test_where_nothing_is_in_the_way_each_action_does_what_it_is_for(hand: Stagehand, first_world: World) -> None:
    world = put_into(State(clean), copied(first_world, first_world.top.parent / "nothing-in-the-way"))
    for name in ("save", "restore", "confirm", "rename"):
        before = world.map.read_text()
        assert does(hand, State(clean), world, ACTIONS[name]).status == 0
        assert world.map.read_text() != before, name
    for name in ("merge-branch", "commit", "sync", "branch"):
        kept = world.kept_by_git()
        assert does(hand, State(clean), world, ACTIONS[name]).status == 0
        assert world.kept_by_git() != kept, name
