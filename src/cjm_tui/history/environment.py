"""What git may see of our environment, so that neither it nor what it starts can ask, page, edit or call out.

Invariant: git started from here finds the repository by its folder alone, never by an inherited variable, and nothing
it starts waits for an answer that nobody can give.
"""

from __future__ import annotations

import os

REFUSE = "false"

QUIET = {
    "LC_ALL": "C.UTF-8",
    "LANGUAGE": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "cat",
}
"""For every command: English, so that answers can be told apart; no pager; no lock that is not needed."""

ALONE = {
    "GIT_ASKPASS": REFUSE,
    "SSH_ASKPASS": REFUSE,
    "SSH_ASKPASS_REQUIRE": "force",
    "GIT_EDITOR": REFUSE,
    "GIT_SEQUENCE_EDITOR": REFUSE,
    # gpg-agent would draw its passphrase dialog over the app.
    "GPG_TTY": "",
}
"""For commands without a terminal: whoever asks is refused at once."""

OFFLINE = {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1"}
"""For looking: in a partial clone a missing object would be fetched with the repository's own ssh command."""

_KEPT = (
    "GIT_AUTHOR_",
    "GIT_COMMITTER_",
    "GIT_CONFIG_GLOBAL",
    "GIT_DISCOVERY_",
    "GIT_SSH",
    "GIT_SSL_",
    "GIT_PROXY_",
    "GIT_HTTP_",
)


def clean_own_environment() -> None:
    """Take inherited `GIT_*` variables out of this process, but the person's: who they are, how they reach others.

    A hook or `git` alias that starts us hands down `GIT_DIR`, `GIT_INDEX_FILE` and more, and GitPython's `env=` can
    add to the environment but takes nothing out of it.
    """
    for name in list(os.environ):
        if name.startswith("GIT_") and not name.startswith(_KEPT):
            os.environ.pop(name, None)
