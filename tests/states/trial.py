"""One state gone through: each action answers plainly and in time, runs nothing that it should not, loses nothing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess

from tests.cli.conftest import BUY
from tests.patience import STUCK
from tests.states.actions import ACTING, LOOKING, Action
from tests.states.hostile import NEVER
from tests.states.stagehand import Done, Request, Stagehand
from tests.states.state import State
from tests.states.world import EDITED, World, copied

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


def does(hand: Stagehand, state: State, world: World, action: Action) -> Done:
    around = {**world.environment, **state.around(world), "LANG": "C.UTF-8"}
    uid = state.uid if os.geteuid() == 0 else 0
    assumed = state.other_owner and not uid
    return hand.does(Request(action.deed, action.words, str(world.folder), uid, around, assumed))


def judge(state: State, action: Action, done: Done) -> None:
    """See that an answer came in time, in plain words, and the one that this state calls for."""
    assert done.seconds < STUCK, action.name  # five seconds where the machine is at rest
    assert "Traceback" not in done.said, done.said
    expected = state.refused.get(action.name)
    if expected is None:
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
        looks(state, hand, world)
        for action in ACTING:
            acts(state, hand, world, action)
    finally:
        subprocess.run(["chmod", "-R", "u+rwX", str(top)], check=True)
        shutil.rmtree(top)


def looks(state: State, hand: Stagehand, world: World) -> None:
    """See that looking changes no file, no index and no branch, and starts no program."""
    files, kept = world.files(), world.kept_by_git()
    for action in LOOKING:
        judge(state, action, does(hand, state, world, action))
        assert not world.marks, (action.name, world.marks)
    assert world.files() == files
    assert world.kept_by_git() == kept


def acts(state: State, hand: Stagehand, world: World, action: Action) -> None:
    """See that an action changes what it is about and nothing else, and leaves no commit behind; then take it back."""
    kept = world.top.with_name(f"{state.name}-{action.name}")
    subprocess.run(["cp", "-a", str(world.top), str(kept)], check=True)
    files, (_, head, stash, _), staged = world.files(), world.kept_by_git(), world.staged()
    done = does(hand, state, world, action)
    judge(state, action, done)
    after = world.files()
    lost = {name for name, content in files.items() if after.get(name) != content}
    assert lost <= ({"maps/buy.toml"} if "map" in action.changes else set()), action.name
    _, new_head, new_stash, _ = world.kept_by_git()
    assert new_stash == stash
    if "git" in action.changes and (
        done.status == 0 or action.name == "sync"
    ):  # what was received stays, pushed or not
        assert new_head == head or not head or world.says("merge-base", head.strip(), new_head.strip()) == head
        theirs = {name: one for name, one in staged.items() if name != "maps/buy.toml"}
        assert theirs.items() <= world.staged().items()
    else:
        assert (new_head, world.staged()) == (head, staged), action.name
    if "git" not in action.changes:
        assert not world.marks, action.name
    assert not set(world.marks) & NEVER, (action.name, world.marks)
    subprocess.run(["chmod", "-R", "u+rwX", str(world.top)], check=True)
    shutil.rmtree(world.top)
    kept.rename(world.top)
