"""Repositories in every state a person may find theirs in."""

from __future__ import annotations

import os
import subprocess

from tests.states.world import World


def clean(world: World) -> None:
    """Leave everything as it is."""
    del world


def unborn(world: World) -> None:
    world.git("checkout", "-q", "--orphan", "fresh")
    world.git("rm", "-rq", "--cached", ".")


def detached(world: World) -> None:
    world.git("switch", "-q", "--detach")


def bare(world: World) -> None:
    world.git("config", "core.bare", "true")


def work_tree(world: World) -> World:
    """Stand in a second work tree of the clone."""
    world.git("worktree", "add", "-q", "-b", "beside", str(world.top / "beside"))
    return world.at(world.top / "beside")


def submodule(world: World) -> World:
    """Stand in a clone that is a submodule of another."""
    outer = world.top / "outer"
    world.git("init", "-q", "-b", "main", str(outer), folder=world.top)
    world.git("submodule", "--quiet", "add", "-b", "main", str(world.remote), "shop", folder=outer)
    world.git("commit", "-qm", "With the shop", folder=outer)
    return world.at(outer / "shop")


def sparse(world: World) -> None:
    world.git("sparse-checkout", "set", "--cone", "--sparse-index", "maps")


def shallow(world: World) -> World:
    world.git("clone", "-q", "--depth=1", f"file://{world.remote}", str(world.top / "shallow"), folder=world.top)
    return world.at(world.top / "shallow")


def partial_with_a_dead_remote(world: World) -> World:
    """Stand in a clone without old contents, whose remote would have to be asked for them."""
    world.git("config", "uploadpack.allowFilter", "true", folder=world.remote)
    words = ("clone", "-q", "--filter=blob:none", f"file://{world.remote}", str(world.top / "partial"))
    world.git(*words, folder=world.top)
    there = world.at(world.top / "partial")
    trap = world.program(world.top / "traps" / "ssh-of-the-remote", f"mkdir -p {world.top}/marks/ssh; exit 1")
    there.git("config", "core.sshCommand", trap)
    there.git("config", "remote.origin.url", "ssh://example.invalid/shop")
    return there


def merging(world: World) -> None:
    world.diverges()
    world.fails("merge", "-q", "theirs")


def rebasing(world: World) -> None:
    world.diverges()
    world.fails("rebase", "-q", "theirs")


def picking(world: World) -> None:
    world.diverges()
    world.fails("cherry-pick", "theirs")


def reverting(world: World) -> None:
    world.diverges()
    world.fails("revert", "--no-edit", "theirs")


def applying(world: World) -> None:
    world.diverges()
    world.git("format-patch", "-q", "-1", "theirs", "--output=patch")
    world.fails("am", "-q", "patch")


def bisecting(world: World) -> None:
    world.git("bisect", "start")


def stash_that_would_not_pop(world: World) -> None:
    world.writes("stashed\n", "README.md")
    world.git("stash", "-q")
    world.commits("kept\n", "Kept", "README.md")
    world.fails("stash", "pop", "-q")


def index_locked(world: World) -> None:
    (world.folder / ".git" / "index.lock").touch()


def branch_locked(world: World) -> None:
    (world.folder / ".git" / "refs" / "heads" / "main.lock").touch()


def names_that_are_not_utf_8(world: World) -> None:
    folder = os.fsencode(world.folder / "maps")
    for name in (b"caf\xe9.toml", b"notes \xff\xfe\n.txt"):
        with open(os.path.join(folder, name), "wb") as file:  # noqa: PTH118, PTH123  # a name that is no text
            file.write(b'schema = "map/1"\ntitle = "Caf\xc3\xa9"\n')
    subprocess.run(["git", "-C", str(world.folder), "add", "."], check=True)
    world.git("commit", "-qm", "Odd names")


def hidden_bare_repository(world: World) -> None:
    world.git("init", "-q", "--bare", "maps/hidden.git")
    trap = world.program(world.top / "traps" / "hidden", f"mkdir -p {world.top}/marks/hidden")
    world.git("config", "--file", "maps/hidden.git/config", "core.fsmonitor", trap)


def partly_staged(world: World) -> None:
    world.writes(world.map.read_text().replace("emotion = -1", "emotion = 1"))
    world.git("add", "maps/buy.toml")
    world.writes(world.map.read_text().replace("emotion = 1", "emotion = 2"))


def a_colleagues_secret_staged(world: World) -> None:
    world.writes("TOKEN=1\n", "secret.env")
    world.git("add", "secret.env")


def ignored(world: World) -> None:
    world.writes("maps/\n", ".gitignore")
    world.git("rm", "-rq", "--cached", "maps")
    world.git("commit", "-qam", "Untrack")


def skip_worktree(world: World) -> None:
    world.git("update-index", "--skip-worktree", "maps/buy.toml")


def assume_unchanged(world: World) -> None:
    world.git("update-index", "--assume-unchanged", "maps/buy.toml")


def line_ends_of_windows(world: World) -> None:
    world.git("config", "core.autocrlf", "true")
    world.map.write_bytes(world.map.read_bytes().replace(b"\n", b"\r\n").replace(b"emotion = -1", b"emotion = -2"))


def split_index(world: World) -> None:
    world.git("update-index", "--split-index")


def index_version_4(world: World) -> None:
    world.git("update-index", "--index-version", "4")


def branch_missing(world: World) -> None:
    """Let HEAD name a branch that is not there, with the index and the files of another."""
    world.git("symbolic-ref", "HEAD", "refs/heads/never-made")


def stale_lock(world: World) -> None:
    """Let a lock stand since yesterday."""
    lock = world.folder / ".git" / "index.lock"
    lock.touch()
    os.utime(lock, (0, lock.stat().st_mtime - 86_400))
