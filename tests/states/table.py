"""Every state, with the words that each action is refused with there; all other actions are fine."""

from __future__ import annotations

from tests.states import hindrances as around
from tests.states import repositories as inside
from tests.states.stagehand import NOBODY
from tests.states.state import State, every

NO_REVISION = ("then", "compare", "review", "touched", "restore")
NO_HISTORY = (
    *("revisions", "log", "log-by-author", "diff", "blame", "branches", "branch", "switch", "commit", "sync"),
    *NO_REVISION,
)
NO_CHANGE = ("branch", "switch", "commit", "sync")


STATES = (
    State(inside.clean),
    State(
        inside.unborn,
        every((*NO_REVISION, "sync"), "no commit yet") | {"switch": "the other branch has another version of it"},
    ),
    State(inside.detached, {"sync": "is no branch"}),
    State(inside.bare, every(NO_HISTORY, "no work tree")),
    State(inside.work_tree, {"switch": "is already checked out at"}),
    State(inside.submodule),
    State(inside.sparse),
    State(inside.shallow),
    State(inside.partial_with_a_dead_remote, {"blame": "git cannot tell who wrote", "sync": "the remote"}),
    State(
        inside.merging,
        every(("branch", "switch", "commit"), "in the middle of a merge") | {"sync": r"Git could not merge README.md"},
    ),
    State(inside.rebasing, every(NO_CHANGE, "in the middle of a rebase")),
    State(inside.picking, every(NO_CHANGE, "in the middle of a cherry-pick")),
    State(inside.reverting, every(NO_CHANGE, "in the middle of a revert")),
    State(inside.applying, every(NO_CHANGE, "in the middle of applying patches")),
    State(inside.bisecting, {"sync": "in the middle of a bisection"}),
    State(inside.stash_that_would_not_pop, {"sync": "a conflict from before is open still in README.md"}),
    State(inside.index_locked, every(("commit", "sync"), "index is locked")),
    State(inside.branch_locked, every(("commit", "sync"), "main is locked")),
    State(around.no_git, every(NO_HISTORY, "no git program"), around=lambda _: {"PATH": "/nowhere"}),
    State(around.no_repository, every(NO_HISTORY, "not in a git repository")),
    State(around.nobody, every(("commit", "sync"), "does not know who you are")),
    State(around.failing_hook, {"commit": "outift", "sync": "Not on a Friday"}),
    State(around.prompting_hook, every(("commit", "sync"), "wants to ask something and has no terminal")),
    State(around.hook_that_reads_its_input),
    State(around.hook_with_a_child_left_behind),
    State(around.signing_without_an_agent, every(("commit", "sync"), "is to be signed")),
    State(around.signing_with_a_key_that_is_gone, every(("commit", "sync"), "is to be signed, and signing failed")),
    State(
        around.read_only,
        every(("save", "restore", "rename", "export"), "may not write there")
        | every(("branch", "commit", "sync"), "read-only for you"),
        uid=NOBODY,
    ),
    State(around.foreign_owner, every(NO_HISTORY, "belongs to somebody else"), uid=NOBODY, other_owner=True),
    State(inside.names_that_are_not_utf_8),
    State(inside.hidden_bare_repository),
    State(
        inside.partly_staged, {"commit": "staged by hand and changed since", "sync": "changes here that no commit has"}
    ),
    State(inside.a_colleagues_secret_staged, {"sync": "no commit has yet.*secret.env"}),
    State(
        inside.ignored,
        every(("then", "compare", "review", "restore"), "does not exist at") | {"commit": "is ignored by"},
    ),
    State(inside.skip_worktree, {"commit": "told to overlook changes in maps/buy.toml .skip-worktree"}),
    State(inside.assume_unchanged, {"commit": "told to overlook changes in maps/buy.toml .assume-unchanged"}),
    State(inside.line_ends_of_windows),
    State(inside.split_index),
    State(inside.index_version_4),
    State(around.broken_head, every(NO_HISTORY, "cannot read the repository")),
    State(around.broken_index, every(("commit", "sync"), "index file smaller than expected")),
    State(around.broken_configuration, every(NO_HISTORY, "cannot read the repository")),
    State(around.lost_objects, every((*NO_HISTORY, "export"), "git fsck|bad object|missing object")),
    State(around.no_remote, {"sync": "has no remote"}),
    State(around.remote_gone, {"sync": "no repository where the remote origin points"}),
    State(around.remote_that_refuses, {"sync": "does not take pushes"}),
    State(around.remote_that_asks, {"sync": "wanted to ask something.*/dev/tty"}),
    State(around.unrelated_remote, {"sync": "no commit in common"}),
    State(around.identity_only_in_the_clone),
)
