"""Whatever is in the way around a repository, each action has a plain answer, and nothing is lost."""

from __future__ import annotations

import pytest

from tests.states.stagehand import Stagehand
from tests.states.state import State
from tests.states.table import STATES
from tests.states.trial import goes_through
from tests.states.world import World

AROUND = [state for state in STATES if state.prepare.__module__.endswith("hindrances")]


@pytest.mark.parametrize("state", AROUND, ids=lambda state: state.name)
def test_each_action_says_what_is_in_the_way_and_costs_nothing(
    state: State, hand: Stagehand, first_world: World
) -> None:
    goes_through(state, hand, first_world)
