"""Whatever a person's configuration, their environment or another git says, each action works or says why not."""

from __future__ import annotations

import pytest

from tests.states.stagehand import Stagehand
from tests.states.state import State
from tests.states.table import STATES
from tests.states.trial import goes_through
from tests.states.world import World

SETTINGS = [state for state in STATES if state.prepare.__module__.endswith("settings")]


@pytest.mark.parametrize("state", SETTINGS, ids=lambda state: state.name)
def test_each_action_works_or_says_why_not(state: State, hand: Stagehand, first_world: World) -> None:
    goes_through(state, hand, first_world)
