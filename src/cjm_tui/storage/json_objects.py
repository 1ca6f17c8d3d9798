"""Small files that each hold one JSON object: read softly, whatever has become of them, and replaced whole."""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

_COUNT = itertools.count()


def object_in(text: str | bytes) -> dict[str, object]:
    """Return the object a JSON text holds; raise `ValueError` for any other text, however it is spoilt."""
    try:
        content = json.loads(text)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if not isinstance(content, dict):
        raise ValueError("it is no object")  # noqa: TRY004  # a text of the wrong content, as any other
    return content


def write_object(file: Path, content: Mapping[str, object]) -> None:
    """Make a file, and its folder where it is missing, hold an object, for nobody else to read.

    Raises `OSError` when that cannot be done; nothing is left behind then.
    """
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = file.with_suffix(f".{os.getpid()}-{next(_COUNT)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as written:
            json.dump(content, written)
            written.flush()
            os.fsync(descriptor)
        temporary.replace(file)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()
