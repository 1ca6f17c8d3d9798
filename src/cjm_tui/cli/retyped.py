"""The command line once more, with the right name in it.

Invariant: only a line that differs from what was typed in that one name is proposed, and only where there is no doubt
which of the words was meant.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence

_RIGHT = re.compile(r"^Did you mean (\S+)\?$")
_WRONG = re.compile(r"“([^”\n]+)”")
_LONG = 160
"""So many characters of a command are read at a glance; a longer one is quicker to mend than to compare."""


def with_next_command(message: str, hint: str, typed: Sequence[str]) -> str:
    """Return the hint of a message that names a wrong word, with the command to type next where it names the right one.

    `typed` are the words after `cjm`.
    """
    right = _RIGHT.match(hint)
    wrong = _WRONG.findall(message)
    again = _retyped(typed, wrong[0], right.group(1)) if right and wrong else ""
    return f"{hint} Type `{again}`." if again else hint


def _retyped(typed: Sequence[str], wrong: str, right: str) -> str:
    """Return the command line with `right` in the place of `wrong`, empty when that place is not the only one."""
    name = re.compile(rf"(?<![^=@#.,:/+-]){re.escape(wrong)}(?![^=@#.,:+-])")
    places = [index for index, word in enumerate(typed) if name.search(word)]
    whole = [index for index in places if typed[index] == wrong]
    places = whole if len(whole) == 1 else places
    if len(places) != 1 or len(name.findall(typed[places[0]])) != 1:
        return ""
    words = list(typed)
    words[places[0]] = name.sub(lambda _: right, words[places[0]])
    again = shlex.join(["cjm", *words])
    return again if again.isprintable() and len(again) <= _LONG and words != list(typed) else ""
