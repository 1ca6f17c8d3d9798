"""What the program remembers for a person between two sittings: small lists of words by name, in their state folder.

Nothing of it matters enough to get in anybody's way: what cannot be read is forgotten, what cannot be written is not
remembered.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

import platformdirs


def remembered(name: str) -> tuple[str, ...]:
    """Return the words remembered under a name, none where there are none."""
    words = _all().get(name)
    return tuple(word for word in words if isinstance(word, str)) if isinstance(words, list) else ()


def remember(name: str, words: tuple[str, ...]) -> None:
    """Remember words under a name, in place of those before."""
    file = _file()
    content = {**_all(), name: list(words)}
    temporary = file.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary.write_text(json.dumps(content), encoding="ascii")
        temporary.replace(file)


def _all() -> dict[str, object]:
    try:
        content = json.loads(_file().read_text(encoding="ascii"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _file() -> Path:
    return platformdirs.user_state_path("cjm") / "remembered.json"
