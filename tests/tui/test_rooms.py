"""Every room that looks back answers to every key that is declared for it."""

from __future__ import annotations

import pytest

from cjm_tui.tui.commands import COMPARE, CONFLICTS, REVIEW, REVISIONS, commands_of
from cjm_tui.tui.screens.comparing import CompareScreen
from cjm_tui.tui.screens.reviewing import ReviewingScreen
from cjm_tui.tui.screens.revisions import RevisionsScreen
from cjm_tui.tui.screens.settling import SettlingScreen

ROOMS = {REVISIONS: RevisionsScreen, COMPARE: CompareScreen, CONFLICTS: SettlingScreen, REVIEW: ReviewingScreen}


@pytest.mark.parametrize("room", ROOMS)
def test_every_command_of_the_room_does_something(room: str) -> None:
    methods = {f"do_{command.id.replace('-', '_')}" for command in commands_of(room)}
    assert {method for method in methods if not hasattr(ROOMS[room], method)} == set()
