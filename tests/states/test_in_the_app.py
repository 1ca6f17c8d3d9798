"""The app opens a map in a repository of any state, says what is in the way, saves an edit, and ends with status 0."""

from __future__ import annotations

import pytest

from tests.states.actions import APP
from tests.states.hostile import HOSTILE
from tests.states.stagehand import Stagehand
from tests.states.state import State
from tests.states.table import STATES
from tests.states.trial import Before, does, put_into
from tests.states.world import World, copied

SAID = {
    "clean": "2 revisions",
    "unborn": "fresh",
    "detached": "detached at",
    "merging": "in the middle of a merge",
    "index_locked": "2 revisions",
    "no_git": "there is no git program",
    "no_repository": "no git",
    "nowhere_at_home": "2 revisions",
    "broken_head": "no git",
    "broken_index": "2 revisions",
    "broken_commit": "git cannot read the last commit",
    "made_by_a_newer_git": "no git",
    "maps_on_another_disk": "no git",
    "partial_with_a_dead_remote": "2 revisions",
    "hostile_configuration": "2 revisions",
}
"""What is to be read in the app of each state, on the board or where its revisions are asked for."""


@pytest.mark.parametrize(
    "state", [one for one in (*STATES, *HOSTILE) if one.name in SAID], ids=lambda state: state.name
)
def test_the_app_saves_and_says_what_is_in_the_way(state: State, hand: Stagehand, first_world: World) -> None:
    world = put_into(state, copied(first_world, first_world.top.parent / f"app-{state.name}"))
    before, text = Before.of(world), world.map.read_text()
    done = does(hand, state, world, APP)
    assert done.status == 0, done.said
    assert SAID[state.name] in " ".join(done.said.split()), done.said
    assert world.map.read_text() == text.replace("emotion = 1\n", "emotion = 2\n", 1)
    world.map.write_text(text)
    assert Before.of(world) == before
    assert not world.marks
