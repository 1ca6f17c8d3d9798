"""The text of a commit: the person's words, and the lines that name who else took part."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

_TRAILER = re.compile(r"[A-Za-z][A-Za-z-]*: \S")


class Person(NamedTuple):
    """Somebody who takes part in a revision, as git writes them; no `email` where they never told git who they are."""

    name: str
    email: str

    @property
    def trailer(self) -> str:
        """Return the line that names this person at the end of a message."""
        name = " ".join(re.sub(r"[<>\0]", "", self.name).split())
        email = re.sub(r"[<>\s\0]", "", self.email)
        # Without an address the line is text to a forge, which counts nobody: an invented one could be somebody's.
        return f"Co-authored-by: {name} <{email}>" if email else f"Co-authored-by: {name}"

    def is_same_as(self, other: Person) -> bool:
        """Tell whether two are one person: by the address, where none is known by the name."""
        return self.email == other.email and (bool(self.email) or self.name == other.name)


def whole_message(words: str, people: Sequence[Person] = ()) -> str:
    """Return `words` with a `Co-authored-by` line for each of `people` that is not there yet, ending in a newline.

    Raise `UsageError` when there are no words.
    """
    body = words.replace("\0", "").strip()
    if not body:
        raise UsageError("Not committed", "the message is empty", "Say in a few words what changed.")
    trailers = [line for line in dict.fromkeys(person.trailer for person in people) if line not in body.splitlines()]
    if not trailers:
        return body + "\n"
    last_paragraph = body.rsplit("\n\n", 1)[1:]
    follows_on = bool(last_paragraph) and all(_TRAILER.match(line) for line in last_paragraph[0].splitlines())
    return body + ("\n" if follows_on else "\n\n") + "\n".join(trailers) + "\n"
