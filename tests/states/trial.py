"""One state gone through: each action answers plainly and in time, runs nothing that it should not, loses nothing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self
from zlib import crc32

from tests.campaigns.share import is_full
from tests.patience import STUCK
from tests.states.actions import ACTING, LOOKING, Action
from tests.states.hostile import NEVER
from tests.states.stagehand import Done, Request, Stagehand
from tests.states.state import State
from tests.states.table import NOTHING
from tests.states.world import BUY, EDITED, World, copied

SOMEBODY_ELSE = 12345


def put_into(state: State, world: World) -> World:
    """Bring a copy of the world into a state, with an edit that no commit has; return where the person stands."""
    there = state.prepare(world) or world
    if there.map.read_text() == BUY:
        there.writes(EDITED)
    if os.geteuid() == 0 and state.uid:
        owner = str(SOMEBODY_ELSE if state.other_owner else state.uid)
        subprocess.run(["chown", "-R", owner, str(there.folder)], check=True)
        subprocess.run(["chown", "-R", str(state.uid), str(world.top / "home")], check=True)
    return there


@dataclass(frozen=True)
class Before:
    """How everything stands before something is done."""

    files: dict[str, str]
    branches: str
    head: str
    underway: dict[str, str]
    index: bytes
    staged: dict[str, str]

    @classmethod
    def of(cls, world: World) -> Self:
        """Look at a world."""
        return cls(world.files(), *world.kept_by_git(), world.staged())


def chosen(actions: tuple[Action, ...], state: State) -> Iterator[Action]:
    """Yield what is done in a state."""
    for action in actions:
        if not action.is_rare or is_full() or crc32(f"{state.name} {action.name}".encode()) % 3 == 0:
            yield action


def does(hand: Stagehand, state: State, world: World, action: Action) -> Done:
    around = {"LANG": "C.UTF-8", **world.environment, **state.around(world)}
    uid = state.uid if os.geteuid() == 0 else 0
    assumed = state.other_owner and not uid
    return hand.does(Request(action.deed, action.words, str(world.folder), uid, around, assumed))


def judge(state: State, action: Action, done: Done) -> None:
    """See that an answer came in time, in plain words, and the one that this state calls for."""
    assert done.seconds < STUCK, action.name  # five seconds where the machine is at rest
    assert "Traceback" not in done.said, done.said
    expected = state.refused.get(action.name, NOTHING.get(action.name))
    if not expected:
        assert done.status in {0, 1}, f"{action.name}: {done.said}"
        assert "Not " not in done.said, f"{action.name}: {done.said}"
    else:
        assert done.status in {1, 2}, f"{action.name}: {done.said}"
        assert re.search(expected, done.said), f"{action.name}: {done.said}"


def goes_through(state: State, hand: Stagehand, first_world: World) -> None:
    """Do everything in a state, each from the same beginning."""
    top = first_world.top.parent / state.name
    world = put_into(state, copied(first_world, top))
    try:
        before = Before.of(world)
        looks(state, hand, world, before)
        for action in chosen(ACTING, state):
            acts(state, hand, world, action, before)
    finally:
        subprocess.run(["chmod", "-R", "u+rwX", str(top)], check=True)
        shutil.rmtree(top)


def looks(state: State, hand: Stagehand, world: World, before: Before) -> None:
    """See that looking changes no file, no index and no branch, and starts no program."""
    for action in chosen(LOOKING, state):
        judge(state, action, does(hand, state, world, action))
        assert not world.marks, (action.name, world.marks)
    assert Before.of(world) == before


def acts(state: State, hand: Stagehand, world: World, action: Action, before: Before) -> None:
    """See that an action changes what it is about and nothing else, and leaves no commit behind; then take it back."""
    kept = world.top.with_name(f"{state.name}-{action.name}")
    subprocess.run(["cp", "-a", str(world.top), str(kept)], check=True)
    done = does(hand, state, world, action)
    judge(state, action, done)
    after = world.files()
    lost = {name for name, content in before.files.items() if after.get(name) != content}
    assert lost <= action.files | (state.also if "map" in action.changes else frozenset()), action.name
    head, staged, theirs = world.head, world.staged(), before.staged.items()
    if action.ends and done.status == 0:
        assert "maps/buy.toml" in staged or "maps/buy.toml" not in before.staged
    elif "git" in action.changes and (done.status == 0 or action.name == "sync"):  # what was received stays
        assert (
            head == before.head or not before.head or world.says("merge-base", before.head, head) == f"{before.head}\n"
        )
        ours = {"maps/buy.toml", *state.also, *action.files}
        assert {one for one in theirs if one[0].rstrip("123") not in ours} <= staged.items()
    else:
        assert (head, staged) == (before.head, before.staged), action.name
    if not (action.ends and done.status == 0):
        assert world.underway() == before.underway, action.name
    if "git" not in action.changes:
        assert not world.marks, action.name
    assert not set(world.marks) & NEVER, (action.name, world.marks)
    subprocess.run(["chmod", "-R", "u+rwX", str(world.top)], check=True)
    shutil.rmtree(world.top)
    kept.rename(world.top)
