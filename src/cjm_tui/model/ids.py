"""Ids: slugs of a name at the time a record is made, which never change when the name does."""

from __future__ import annotations

import re
from collections.abc import Container

LONGEST = 48
"""How many characters an id may have."""

ID = re.compile(r"[a-z0-9-]{1,48}\Z")
"""What an id of ours looks like."""


def slug(name: str, kind: str) -> str:
    """Return an id made of `name`, in any script; the kind and a short hash where nothing of the name is left."""
    from anyascii import anyascii  # loads tables that only a new record needs

    words = re.sub(r"[^a-z0-9]+", "-", anyascii(name).lower().replace("'", "")).strip("-")
    shortened = words if len(words) <= LONGEST else words[: LONGEST + 1].rpartition("-")[0] or words[:LONGEST]
    return shortened.strip("-") or f"{kind}-{short_hash(name, 6)}"


def short_hash(text: str, digits: int) -> str:
    """Return the first hexadecimal digits of a text's SHA-256."""
    from hashlib import sha256  # loads OpenSSL

    return sha256(text.encode("utf-8", "replace")).hexdigest()[:digits]


def free_id(name: str, kind: str, taken: Container[str]) -> str:
    """Return the slug of `name`, with `-2`, `-3`, … when it is taken."""
    first = slug(name, kind)
    candidate, number = first, 1
    while candidate in taken:
        number += 1
        suffix = f"-{number}"
        candidate = first[: LONGEST - len(suffix)].rstrip("-") + suffix
    return candidate
