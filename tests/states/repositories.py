"""Repositories in every state a person may find theirs in, and what each action has to answer there."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.states.stagehand import NOBODY
from tests.states.world import EDITED, IDENTITY, World

FINE = "fine"
"""An answer with status 0, or 1 where there is something to report."""


@dataclass(frozen=True)
class State:
    """How to get there, and for each action that cannot be done the words (a pattern) it is refused with.

    `prepare` may return another folder to stand in. `uid` is who acts, where that matters and can be chosen; `around`
    gives variables of the environment.
    """

    prepare: Callable[[World], World | None]
    refused: Mapping[str, str] = field(default_factory=dict)
    uid: int = 0
    around: Callable[[World], Mapping[str, str]] = lambda _: {}
    other_owner: bool = False

    @property
    def name(self) -> str:
        return self.prepare.__name__


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


def no_git(world: World) -> None:
    """Leave everything as it is; the path leads to no git."""
    del world


def no_repository(world: World) -> None:
    shutil.rmtree(world.folder / ".git")


def nobody(world: World) -> None:
    (world.top / "home" / "gitconfig").write_text("")


def failing_hook(world: World) -> None:
    world.hook("pre-commit", "echo 'Spell checker: outift?' >&2; exit 1")
    world.hook("pre-push", "echo 'Not on a Friday' >&2; exit 1")
    world.hook("post-checkout", "exit 1")


def prompting_hook(world: World) -> None:
    world.hook("pre-commit", 'printf "Sure? "; read answer < /dev/tty || exit 1')
    world.hook("pre-push", 'printf "Sure? "; read answer < /dev/tty || exit 1')


def hook_that_reads_its_input(world: World) -> None:
    world.hook("pre-commit", "read answer; exit 0")
    world.hook("commit-msg", "cat > /dev/null")


def hook_with_a_child_left_behind(world: World) -> None:
    world.hook("post-commit", "sleep 15 &")


def signing_without_an_agent(world: World) -> None:
    program = world.program(world.top / "gpg", "echo 'gpg: signing failed: Inappropriate ioctl for device' >&2; exit 2")
    world.git("config", "commit.gpgSign", "true")
    world.git("config", "gpg.program", program)


def signing_with_a_key_that_is_gone(world: World) -> None:
    world.git("config", "commit.gpgSign", "true")
    world.git("config", "gpg.format", "ssh")
    world.git("config", "user.signingKey", "/nowhere/key.pub")


def read_only(world: World) -> None:
    world.writes(EDITED)
    for path in [world.folder, *world.folder.rglob("*")]:
        path.chmod(path.stat().st_mode & 0o555)


def foreign_owner(world: World) -> None:
    """Leave everything to the fixture, which gives the files another owner than the one who acts."""
    for path in [world.folder, *world.folder.rglob("*")]:
        path.chmod(path.stat().st_mode | 0o666 | (0o777 if path.is_dir() else 0))


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


def broken_head(world: World) -> None:
    (world.folder / ".git" / "HEAD").write_text("nonsense\n")


def broken_index(world: World) -> None:
    (world.folder / ".git" / "index").write_bytes(b"nonsense")


def broken_configuration(world: World) -> None:
    (world.folder / ".git" / "config").write_text("[core\nnonsense")


def lost_objects(world: World) -> None:
    shutil.rmtree(world.folder / ".git" / "objects")
    (world.folder / ".git" / "objects").mkdir()


def no_remote(world: World) -> None:
    world.git("remote", "remove", "origin")


def remote_gone(world: World) -> None:
    shutil.rmtree(world.remote)


def remote_that_refuses(world: World) -> None:
    world.program(world.remote / "hooks" / "pre-receive", "echo 'main is protected' >&2; exit 1")


def remote_that_asks(world: World) -> None:
    """Let the remote be reached by an ssh that asks for a passphrase on the terminal."""
    program = world.program(world.top / "ssh", 'printf "Passphrase: " > /dev/tty; read word < /dev/tty; exit 255')
    world.git("config", "core.sshCommand", program)
    world.git("config", "remote.origin.url", "ssh://example.invalid/shop")


def unrelated_remote(world: World) -> None:
    shutil.rmtree(world.remote)
    world.git("init", "-q", "--bare", "-b", "main", str(world.remote), folder=world.top)
    other = world.at(world.top / "other")
    world.git("clone", "-q", str(world.remote), str(other.folder), folder=world.top)
    other.commits("Another team.\n", "Elsewhere", "OTHER.md")
    other.git("push", "-q", "-u", "origin", "HEAD:main")


def identity_only_in_the_clone(world: World) -> None:
    (world.top / "home" / "gitconfig").write_text("")
    with (world.folder / ".git" / "config").open("a") as file:
        file.write(IDENTITY)


NO_HISTORY = ("revisions", "log", "blame", "branches", "touched", "restore", "branch", "commit", "sync", "diff")
NO_CHANGE = ("branch", "commit", "sync")


def every(actions: tuple[str, ...], words: str) -> dict[str, str]:
    """Return the same words for several actions."""
    return dict.fromkeys(actions, words)


STATES = (
    State(clean),
    State(unborn, every(("touched", "restore", "sync"), "no commit yet")),
    State(detached, {"sync": "is no branch"}),
    State(bare, every(NO_HISTORY, "no work tree")),
    State(work_tree),
    State(submodule),
    State(sparse),
    State(shallow),
    State(partial_with_a_dead_remote, {"blame": "git cannot tell who wrote", "sync": "the remote"}),
    State(merging, every(("branch", "commit"), "in the middle of a merge") | {"sync": r"Not merged: README.md"}),
    State(rebasing, every(NO_CHANGE, "in the middle of a rebase")),
    State(picking, every(NO_CHANGE, "in the middle of a cherry-pick")),
    State(reverting, every(NO_CHANGE, "in the middle of a revert")),
    State(applying, every(NO_CHANGE, "in the middle of applying patches")),
    State(bisecting, {"sync": "in the middle of a bisection"}),
    State(stash_that_would_not_pop, {"sync": "a conflict from before is open still in README.md"}),
    State(index_locked, every(("commit", "sync"), "index is locked")),
    State(branch_locked, every(("commit", "sync"), "main is locked")),
    State(no_git, every(NO_HISTORY, "no git program"), around=lambda _: {"PATH": "/nowhere"}),
    State(no_repository, every(NO_HISTORY, "not in a git repository")),
    State(nobody, every(("commit", "sync"), "does not know who you are")),
    State(failing_hook, {"commit": "outift", "sync": "Not on a Friday"}),
    State(prompting_hook, every(("commit", "sync"), "wants to ask something and has no terminal")),
    State(hook_that_reads_its_input),
    State(hook_with_a_child_left_behind),
    State(signing_without_an_agent, every(("commit", "sync"), "is to be signed")),
    State(signing_with_a_key_that_is_gone, every(("commit", "sync"), "is to be signed, and signing failed")),
    State(
        read_only, every(("save", "restore"), "may not write there") | every(NO_CHANGE, "read-only for you"), uid=NOBODY
    ),
    State(foreign_owner, every(NO_HISTORY, "belongs to somebody else"), uid=NOBODY, other_owner=True),
    State(names_that_are_not_utf_8),
    State(hidden_bare_repository),
    State(partly_staged, {"commit": "staged by hand and changed since", "sync": "changes here that no commit has"}),
    State(a_colleagues_secret_staged, {"sync": "no commit has yet.*secret.env"}),
    State(ignored, {"restore": "does not exist at", "commit": "is ignored by"}),
    State(skip_worktree, {"commit": "told to overlook changes in maps/buy.toml .skip-worktree"}),
    State(assume_unchanged, {"commit": "told to overlook changes in maps/buy.toml .assume-unchanged"}),
    State(line_ends_of_windows),
    State(split_index),
    State(index_version_4),
    State(broken_head, every(NO_HISTORY, "cannot read the repository")),
    State(broken_index, every(("commit", "sync"), "index file smaller than expected")),
    State(broken_configuration, every(NO_HISTORY, "cannot read the repository")),
    State(lost_objects, every(NO_HISTORY, "git fsck|bad object|missing object")),
    State(no_remote, {"sync": "has no remote"}),
    State(remote_gone, {"sync": "no repository where the remote points"}),
    State(remote_that_refuses, {"sync": "does not take pushes"}),
    State(remote_that_asks, {"sync": "wanted to ask something.*/dev/tty"}),
    State(unrelated_remote, {"sync": "no commit in common"}),
    State(identity_only_in_the_clone),
)
