"""Every state, with the words that each action is refused with there; all other actions are fine."""

from __future__ import annotations

from tests.states import hindrances as around
from tests.states import places, settings
from tests.states import repositories as inside
from tests.states.stagehand import NOBODY
from tests.states.state import State, every

NO_REVISION = ("then", "compare", "review", "touched", "restore")
NO_HISTORY = (
    *("revisions", "log", "log-by-author", "diff", "blame", "branches", "branch", "switch", "commit", "sync"),
    *NO_REVISION,
    *("merge-branch", "finish", "give-up"),
)
NO_REPOSITORY = (*NO_HISTORY, "share", "set-up", "take-back")
NO_CHANGE = ("branch", "switch", "merge-branch", "commit", "sync")
NOTHING = {"give-up": "in the middle of nothing"}
"""What is refused where nothing is under way; of what can be given up the table says "" instead."""
OPEN = {"finish": "could not merge README.md", "give-up": ""}
NOT_WRITTEN = ("branch", "merge-branch", "commit", "sync", "set-up")
GIT_ALONE = ("branches", "branch", "switch", "merge-branch", "sync", "finish", "give-up", "share")
"""What does not ask where the maps lie."""
NO_OFFER = {"merge-branch": "there is no revision “offer”"}


STATES = (
    State(inside.clean),
    State(
        inside.unborn,
        every((*NO_REVISION, "merge-branch", "sync"), "no commit yet")
        | {"switch": "the other branch has another version of it"},
    ),
    State(inside.detached, {"sync": "is no branch"}),
    State(inside.bare, every(NO_REPOSITORY, "no work tree")),
    State(inside.work_tree, {"switch": "is checked out in another folder"}),
    State(inside.submodule, NO_OFFER),
    State(inside.sparse),
    State(inside.shallow, NO_OFFER),
    State(inside.partial_with_a_dead_remote, {"blame": "git cannot tell who wrote", "sync": "the remote"} | NO_OFFER),
    State(
        inside.merging,
        every(NO_CHANGE, "in the middle of a merge") | OPEN | {"sync": r"Git could not merge README.md"},
    ),
    State(inside.rebasing, every(NO_CHANGE, "in the middle of a rebase") | OPEN),
    State(inside.picking, every(NO_CHANGE, "in the middle of a cherry-pick") | OPEN),
    State(inside.reverting, every(NO_CHANGE, "in the middle of a revert") | OPEN),
    State(inside.applying, every((*NO_CHANGE, "finish", "give-up"), "in the middle of applying patches")),
    State(inside.bisecting, every(("sync", "finish", "give-up"), "in the middle of a bisection")),
    State(
        inside.stash_that_would_not_pop,
        every(("merge-branch", "sync"), "a conflict from before is open still in README.md")
        | {"finish": "could not merge README.md"},
    ),
    State(inside.index_locked, every(("merge-branch", "commit", "sync"), "index is locked")),
    State(inside.branch_locked, every(("merge-branch", "commit", "sync"), "main is locked")),
    State(around.no_git, every(NO_REPOSITORY, "no git program"), around=lambda _: {"PATH": "/nowhere"}),
    State(around.no_repository, every(NO_REPOSITORY, "not in a git repository")),
    State(around.nobody, every(("merge-branch", "commit", "sync"), "does not know who you are")),
    State(around.failing_hook, {"commit": "outift", "sync": "Not on a Friday"}),
    State(around.prompting_hook, every(("commit", "sync"), "wants to ask something and has no terminal")),
    State(around.hook_that_reads_its_input),
    State(around.hook_with_a_child_left_behind),
    State(around.signing_without_an_agent, every(("merge-branch", "commit", "sync"), "is to be signed")),
    State(
        around.signing_with_a_key_that_is_gone,
        every(("merge-branch", "commit", "sync"), "is to be signed, and signing failed"),
    ),
    State(
        around.read_only,
        every(("save", "restore", "rename", "confirm", "export"), "may not write there")
        | every(("branch", "merge-branch", "commit", "sync"), "read-only for you")
        | {"set-up": ".gitattributes cannot be written: permission denied"},
        uid=NOBODY,
    ),
    State(around.foreign_owner, every(NO_REPOSITORY, "belongs to somebody else"), uid=NOBODY, other_owner=True),
    State(inside.names_that_are_not_utf_8),
    State(inside.hidden_bare_repository),
    State(
        inside.partly_staged,
        {"commit": "staged by hand and changed since"}
        | every(("merge-branch", "sync"), "changes here that no commit has"),
    ),
    State(inside.a_colleagues_secret_staged, every(("merge-branch", "sync"), "no commit has yet.*secret.env")),
    State(
        inside.ignored,
        every(("then", "compare", "review", "restore"), "does not exist at") | {"commit": "is ignored by"},
    ),
    State(inside.skip_worktree, {"commit": "told to overlook changes in maps/buy.toml .skip-worktree"}),
    State(inside.assume_unchanged, {"commit": "told to overlook changes in maps/buy.toml .assume-unchanged"}),
    State(inside.line_ends_of_windows),
    State(inside.split_index),
    State(inside.index_version_4),
    State(around.broken_head, every(NO_REPOSITORY, "cannot read the repository")),
    State(
        around.broken_index,
        every(
            ("touched", "conflicts", "settle", "merge-branch", "commit", "sync", "finish"),
            "index file smaller than expected",
        ),
    ),
    State(around.broken_configuration, every(NO_REPOSITORY, "cannot read the repository")),
    State(around.lost_objects, every((*NO_HISTORY, "export"), "git fsck|bad object|missing object") | NOTHING),
    State(around.no_remote, {"sync": "has no remote"}),
    State(around.remote_gone, {"sync": "no repository where the remote origin points"}),
    State(around.remote_that_refuses, {"sync": "does not take pushes"}),
    State(around.remote_that_asks, {"sync": "wanted to ask something.*/dev/tty"}),
    State(around.unrelated_remote, {"sync": "no commit in common"}),
    State(around.identity_only_in_the_clone),
    State(
        inside.branch_missing, every((*NO_REVISION, "merge-branch", "sync"), "no commit yet") | {"commit": "staged by"}
    ),
    State(inside.stale_lock, every(("merge-branch", "commit", "sync"), "index is locked, since 1 day")),
    State(around.read_only_history, every(NOT_WRITTEN, "read-only for you|Permission denied"), uid=NOBODY),
    State(around.trusted_owner, uid=NOBODY, other_owner=True),
    State(
        around.broken_object,
        every(("then", "diff", "compare", "review", "restore"), "git cannot read maps/buy.toml"),
    ),
    State(around.broken_commit, every((*NO_HISTORY, "export"), "`git fsck`|git cannot tell who wrote") | NOTHING),
    State(settings.settings_of_taste),
    State(settings.inside_a_hook, around=settings.around_a_hook),
    State(settings.nowhere_at_home, around=lambda _: settings.NOWHERE_AT_HOME),
    State(settings.hash_of_256_bits, NO_OFFER),
    State(settings.made_by_a_newer_git, every(NO_REPOSITORY, "unknown repository extension found: notknownyet")),
    State(places.map_behind_a_link, also=frozenset({"beside/buy.toml"})),
    State(
        places.map_linked_from_outside,
        {
            "revisions": "not in a git repository",
            "export": "outside of the repository",
            "commit": "is a link out of this repository",
        },
    ),
    State(places.maps_behind_a_link, also=frozenset({"journeys/buy.toml"})),
    State(
        places.maps_on_another_disk,
        every(
            tuple(name for name in NO_REPOSITORY if name not in GIT_ALONE), "outside of the repository|not in a git rep"
        )
        | every(("merge-branch", "sync"), "beyond a symbolic link")
        | NOTHING,
    ),
    State(places.clone_behind_a_link),
    State(places.git_folder_apart),
    State(places.work_tree_whose_clone_is_gone, every(NO_REPOSITORY, "cannot read the repository")),
    State(places.borrowed_objects_gone, every((*NO_HISTORY, "export"), "git fsck|git cannot tell who") | NOTHING),
    State(places.files_that_are_none),
)
