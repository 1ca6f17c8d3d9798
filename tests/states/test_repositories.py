"""Whatever state a repository is in, each action has a plain answer, runs nothing, and loses nothing."""

from __future__ import annotations

import pytest

from tests.states.stagehand import Stagehand
from tests.states.state import State
from tests.states.table import STATES
from tests.states.trial import goes_through
from tests.states.world import World

INSIDE = [state for state in STATES if state.prepare.__module__.endswith("repositories")]


@pytest.mark.parametrize("state", INSIDE, ids=lambda state: state.name)
def test_each_action_has_a_plain_answer_and_costs_nothing(state: State, hand: Stagehand, first_world: World) -> None:
    goes_through(state, hand, first_world)
