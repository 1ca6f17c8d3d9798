"""Where a clone, its parts and its maps may lie: behind links, apart from git's folder, beside something odd."""

from __future__ import annotations

import os
import shutil

from tests.states.world import EDITED, World


def map_behind_a_link(world: World) -> None:
    """Keep the map elsewhere in the clone, and a link to it among the maps."""
    (world.folder / "beside").mkdir()
    world.git("mv", "maps/buy.toml", "beside/buy.toml")
    world.map.symlink_to("../beside/buy.toml")
    world.git("add", ".")
    world.git("commit", "-qm", "One map for two places")
    world.writes(EDITED, "beside/buy.toml")


def map_linked_from_outside(world: World) -> None:
    """Keep the map outside of the clone, and a link to it among the maps."""
    (world.top / "kept.toml").write_text(EDITED)
    world.map.unlink()
    world.map.symlink_to(world.top / "kept.toml")


def maps_behind_a_link(world: World) -> None:
    """Keep the maps in another folder of the clone, and a link to it where they were."""
    world.git("mv", "maps", "journeys")
    (world.folder / "maps").symlink_to("journeys")
    world.git("add", ".")
    world.git("commit", "-qm", "Another name")


def maps_on_another_disk(world: World) -> None:
    """Keep the maps outside of the clone, and a link to their folder where they were, as a mounted disk has it."""
    shutil.move(world.folder / "maps", world.top / "disk")
    (world.folder / "maps").symlink_to(world.top / "disk")


def clone_behind_a_link(world: World) -> World:
    """Stand in a clone that is reached through a link."""
    (world.top / "way").symlink_to(world.folder)
    return world.at(world.top / "way")


def git_folder_apart(world: World) -> None:
    world.git("init", "-q", "--separate-git-dir", str(world.top / "kept.git"))


def work_tree_whose_clone_is_gone(world: World) -> World:
    """Stand in a second work tree; the clone it belongs to was moved."""
    world.git("worktree", "add", "-q", "-b", "beside", str(world.top / "beside"))
    world.folder.rename(world.top / "moved")
    return world.at(world.top / "beside")


def borrowed_objects_gone(world: World) -> World:
    """Stand in a clone that borrowed its objects from another, which is gone."""
    world.git("clone", "-q", "--shared", str(world.folder), str(world.top / "borrower"), folder=world.top)
    shutil.rmtree(world.folder)
    return world.at(world.top / "borrower")


def files_that_are_none(world: World) -> None:
    """Let there be names of maps behind which is no file: a pipe, a folder, a link to itself, one to nowhere."""
    maps = world.folder / "maps"
    os.mkfifo(maps / "pipe.toml")
    (maps / "folder.toml").mkdir()
    (maps / "loop.toml").symlink_to("loop.toml")
    (maps / "gone.toml").symlink_to("/nowhere/gone.toml")
