"""Who the person is, as far as git was told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cjm_tui.history.command import look
from cjm_tui.history.message import Person

if TYPE_CHECKING:
    from cjm_tui.history.repository import Repository

_IDENTITY = re.compile(r"(?P<name>.*) <(?P<email>.*)> \d+ [+-]\d{4}", re.DOTALL)


def identity_of(repository: Repository) -> Person | None:
    """Return who would be the author of a commit here, None when git was never told; its guesses do not count."""
    answer = look(repository.root, "-c", "user.useConfigOnly=true", "var", "GIT_AUTHOR_IDENT")
    found = _IDENTITY.match(answer.text) if answer.is_fine else None
    return Person(found["name"], found["email"]) if found else None
