"""Repositories that name programs to be run, each of which leaves a mark when it is."""

from __future__ import annotations

from pathlib import Path

from tests.states.state import State
from tests.states.world import World

SETTINGS = (
    "core.fsmonitor",
    "core.sshCommand",
    "core.pager",
    "core.editor",
    "core.askPass",
    "core.alternateRefsCommand",
    "diff.external",
    "diff.trap.command",
    "diff.trap.textconv",
    "filter.trap.clean",
    "filter.trap.smudge",
    "gpg.program",
    "gpg.ssh.program",
    "merge.trap.driver",
    "pager.log",
    "pager.diff",
    "pager.branch",
    "credential.helper",
    "uploadpack.packObjectsHook",
    "remote.origin.uploadpack",
    "remote.origin.receivepack",
    "sequence.editor",
    "interactive.diffFilter",
)
ALIASES = ("log", "commit", "merge", "status", "fetch", "push", "rev-parse", "cat-file", "switch", "blame")
HOOKS = (
    "pre-commit",
    "commit-msg",
    "post-commit",
    "post-checkout",
    "post-merge",
    "pre-push",
    "reference-transaction",
    "post-index-change",
    "fsmonitor-watchman",
)
NEVER = frozenset(
    {"core.pager", "core.editor", "core.askPass", "sequence.editor", "diff.external", "interactive.diffFilter"}
    | {"pager.log", "pager.diff", "pager.branch", "diff.trap.command", "diff.trap.textconv", "environment"}
    | {f"alias.{name}" for name in ALIASES}
)
"""Programs that no action of ours may start, not even one that is the person's own act."""


def trap(world: World, name: str) -> str:
    """Make a program that leaves a mark under a name and fails; return its path."""
    marks = world.top / "marks"
    return world.program(world.top / "traps" / name, f"mkdir -p {marks} && touch {marks}/{name}; exit 1")


def lines_of(world: World) -> str:
    """Return a configuration full of traps."""
    lines = [f"[log]\n\tshowSignature = true\n[alias]\n{_aliases(world)}"]
    for key in SETTINGS:
        section, _, name = key.rpartition(".")
        head, dot, rest = section.partition(".")
        lines.append(f"[{head} {_quoted(rest)}]" if dot else f"[{head}]")
        lines.append(f"\t{name} = {trap(world, key)}")
    return "\n".join(lines) + "\n"


def _aliases(world: World) -> str:
    return "\n".join(f"\t{name} = !{trap(world, f'alias.{name}')}" for name in ALIASES)


def _quoted(name: str) -> str:
    return f'"{name}"'


def _with_attributes(world: World) -> None:
    (world.folder / ".git" / "info").mkdir(exist_ok=True)
    (world.folder / ".git" / "info" / "attributes").write_text("* diff=trap filter=trap merge=trap\n")


def _added(path: Path, lines: str) -> None:
    with path.open("a") as file:
        file.write(lines)


def hostile_configuration(world: World) -> None:
    _with_attributes(world)
    _added(world.folder / ".git" / "config", lines_of(world))


def hostile_include(world: World) -> None:
    _with_attributes(world)
    (world.top / "included").write_text(lines_of(world))
    _added(world.folder / ".git" / "config", f'[includeIf "gitdir:{world.top}/"]\n\tpath = {world.top}/included\n')


def hostile_hooks(world: World) -> None:
    for name in HOOKS:
        trap(world, name)
    world.git("config", "core.hooksPath", str(world.top / "traps"))


def hostile_attributes_in_the_tree(world: World) -> None:
    """Let the files name what the configuration defines, as a colleague's commit can."""
    _added(world.folder / ".git" / "config", f'[diff "trap"]\n\ttextconv = {trap(world, "diff.trap.textconv")}\n')
    _added(world.folder / ".git" / "config", f'[filter "trap"]\n\tclean = {trap(world, "filter.trap.clean")}\n')
    world.writes("*.toml diff=trap filter=trap\n", ".gitattributes")


def hostile_environment(world: World) -> None:
    """Leave the repository as it is; what surrounds the process names the programs."""
    trap(world, "environment")


def _around(world: World) -> dict[str, str]:
    program = str(world.top / "traps" / "environment")
    names = ("GIT_EXTERNAL_DIFF", "GIT_PAGER", "PAGER", "GIT_EDITOR", "EDITOR", "VISUAL", "GIT_ASKPASS", "SSH_ASKPASS")
    inherited = {"GIT_DIR": str(world.remote), "GIT_INDEX_FILE": "/nowhere/index", "GIT_WORK_TREE": "/nowhere"}
    counted = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.fsmonitor", "GIT_CONFIG_VALUE_0": program}
    return {**dict.fromkeys(names, program), **inherited, **counted}


HOSTILE = (
    State(hostile_configuration, {"sync": "Not (synced|merged)"}),
    State(hostile_include, {"sync": "Not (synced|merged)"}),
    State(
        hostile_hooks,
        {
            "branch": "Not switched",
            "merge-branch": "Not merged",
            "commit": "Not committed",
            "sync": "Not (synced|merged)",
        },
    ),
    State(hostile_attributes_in_the_tree),
    State(hostile_environment, around=_around),
)
