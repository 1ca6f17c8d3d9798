"""Hints in empty places that name the next key: those that the app's commands have, a person's own among them.

The app tells its keys once, when it has read them; what is drawn for a pipe names those that the app is shipped with.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SHIPPED = {
    "add-touchpoint": "a", "add-stage": "A", "rename": "e", "feel-very-low": "1-5", "add-insight": "i",
    "add-theme": "t", "add-opportunity": "o", "open-card": "enter", "confirm-links": "Y",
    "open-header": "M",
}  # fmt: skip
"""The commands that hints name, by their ids."""

_NAMED = re.compile(r"\{([a-z-]+)\}")
_keys = dict(SHIPPED)


def name_keys(keys: Mapping[str, str]) -> None:
    """Name these keys from now on, by command; a command that is not among them has the one it is shipped with."""
    _keys.update({id_: keys.get(id_, key) for id_, key in SHIPPED.items()})


def hint(said: str) -> str:
    """Return a sentence with keys where it names commands: `{add-stage} adds a stage`."""
    return _NAMED.sub(lambda found: _keys[found[1]], said)
