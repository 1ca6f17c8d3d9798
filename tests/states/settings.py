"""What a person's own configuration, their environment, or another git may say of a repository."""

from __future__ import annotations

from tests.states.world import World

TASTE = """\
[color]
    ui = always
[column]
    ui = always
[core]
    abbrev = 40
    commentChar = %
    ignoreCase = true
    logAllRefUpdates = false
    pager = cat >/dev/null
    quotePath = true
    untrackedCache = true
    fsmonitor = true
[commit]
    cleanup = scissors
    status = false
    template = /nowhere/template
    verbose = 2
[diff]
    mnemonicPrefix = true
    noprefix = true
    renames = copies
    relative = true
[i18n]
    logOutputEncoding = ISO-8859-1
    commitEncoding = ISO-8859-1
[log]
    date = relative
    decorate = full
    follow = true
    showRoot = false
[format]
    pretty = fuller
[blame]
    showEmail = true
    date = human
    coloring = highlightRecent
[merge]
    conflictStyle = zdiff3
    ff = only
    autoStash = true
    renames = false
[pull]
    rebase = true
[push]
    default = nothing
[rerere]
    enabled = true
    autoUpdate = true
[status]
    relativePaths = false
    showUntrackedFiles = no
    short = true
[submodule]
    recurse = true
"""


def settings_of_taste(world: World) -> None:
    """Let the person's own configuration say whatever people like to have said, and change all output of git."""
    with (world.top / "home" / "gitconfig").open("a") as file:
        file.write(TASTE)
    world.commits("A shop, a café.\n", "Zu groß, zu späť", "README.md")


def inside_a_hook(world: World) -> None:
    """Leave everything as it is; the process has around it what git hands to a hook, and to an alias in a folder."""
    del world


def around_a_hook(world: World) -> dict[str, str]:
    """Return what git sets for a hook of `git commit a-file`, and what a person may have exported."""
    del world
    own = {"GIT_DIR": ".git", "GIT_INDEX_FILE": ".git/next-index-1.lock", "GIT_PREFIX": "maps/", "GIT_WORK_TREE": "."}
    more = {"GIT_EXEC_PATH": "/usr/lib/git-core", "GIT_REFLOG_ACTION": "rebase", "GIT_LITERAL_PATHSPECS": "1"}
    odd = {
        "GIT_OBJECT_DIRECTORY": "/nowhere",
        "GIT_NAMESPACE": "other",
        "GIT_CEILING_DIRECTORIES": "/",
        "GIT_TRACE": "1",
    }
    return own | more | odd | {"GIT_CONFIG_PARAMETERS": "'core.bare'='true'", "GIT_ICASE_PATHSPECS": "1"}


def nowhere_at_home(world: World) -> None:
    """Leave everything as it is; there is no home, no word of UTF-8, no place to keep anything."""
    with (world.folder / ".git" / "config").open("a") as file:
        file.write("[user]\n    name = Robin Example\n    email = robin@example.org\n")


NOWHERE_AT_HOME: dict[str, str | None] = {
    "HOME": None,
    "XDG_STATE_HOME": "/proc/nowhere",
    "XDG_CONFIG_HOME": "/proc/nowhere",
    "XDG_CACHE_HOME": "/proc/nowhere",
    "LANG": "C",
    "LC_ALL": "C",
    "GIT_CONFIG_GLOBAL": None,
}


def hash_of_256_bits(world: World) -> World:
    """Stand in a clone whose hashes are SHA-256, with a past of two commits."""
    top = world.top
    world.git("init", "-q", "--bare", "-b", "main", "--object-format=sha256", str(top / "long.git"), folder=top)
    world.git("init", "-q", "-b", "main", "--object-format=sha256", str(top / "long"), folder=top)
    there = world.at(top / "long")
    world.git("archive", "--output", str(top / "long.tar"), "HEAD~1")
    world.git("remote", "add", "origin", str(top / "long.git"), folder=there.folder)
    world.unpacks(top / "long.tar", there.folder)
    there.git("add", ".")
    there.git("commit", "-qm", "Begin")
    there.git("push", "-q", "-u", "origin", "main")
    there.commits("Longer.\n", "Say more", "README.md")
    return there


def made_by_a_newer_git(world: World) -> None:
    """Let the repository need what this git does not know, as one with reftables does for an older git."""
    world.git("config", "core.repositoryFormatVersion", "1")
    world.git("config", "extensions.notKnownYet", "true")
