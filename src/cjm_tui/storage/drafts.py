"""Drafts: what was half-typed in the form of a card, and edits that could not be saved, kept until they are.

They stand in the person's state folder, readable for nobody else, and survive whatever happens to the program.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import platformdirs

from cjm_tui.errors import SaveError
from cjm_tui.model.record import RecordKey
from cjm_tui.storage.in_place import is_alive
from cjm_tui.storage.lock import words

_UNSAVED = "unsaved.json"


def keep_draft(path: Path, record: RecordKey, texts: Mapping[str, str]) -> None:
    """Keep what was typed into the fields of a record, in place of the draft before; nothing typed drops it.

    Raises `SaveError` when it cannot be written.
    """
    file = _file(path, record)
    if not texts:
        with suppress(OSError):
            file.unlink()
        return
    _write(file, {"path": str(path.absolute()), "record": list(record), "texts": dict(texts)})


class Unsaved(NamedTuple):
    """What a file should have held and does not: the text that was last read from it, and the one with the edits."""

    base: str
    wanted: str


def keep_unsaved(path: Path, unsaved: Unsaved | None) -> None:
    """Keep what a file should hold, in place of what was kept before; None drops it.

    Raises `SaveError` when it cannot be written.
    """
    file = _folder(path) / _UNSAVED
    if unsaved is None:
        with suppress(OSError):
            file.unlink()
        return
    _write(file, {"path": str(path.absolute()), "process": os.getpid(), **unsaved._asdict()})


def unsaved_of(path: Path) -> Unsaved | None:
    """Return what a file should have held when a process ended that could not save it; None when there is nothing.

    What another process keeps that is still alive is its own: it tries again.
    """
    try:
        content = json.loads((_folder(path) / _UNSAVED).read_text("ascii"))
        process, base, wanted = content["process"], content["base"], content["wanted"]
    except (OSError, ValueError, LookupError, TypeError):
        return None
    if not (isinstance(process, int) and isinstance(base, str) and isinstance(wanted, str)):
        return None
    return Unsaved(base, wanted) if process == os.getpid() or not is_alive(process) else None


def draft_of(path: Path, record: RecordKey) -> dict[str, str]:
    """Return what was typed into the fields of a record last time, by key; empty when there is no draft."""
    try:
        content = json.loads(_file(path, record).read_text("ascii"))
        texts = content["texts"].items()
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}
    return {key: text for key, text in texts if isinstance(text, str)}


def drafted_records(path: Path) -> tuple[RecordKey, ...]:
    """Return the records of a file into whose forms something was half-typed that has not been taken up."""
    found = []
    with suppress(OSError):
        for file in sorted(_folder(path).glob("*.json")):
            with suppress(OSError, ValueError, LookupError, TypeError):
                kind, id_ = json.loads(file.read_text("ascii"))["record"]
                found.append(RecordKey(str(kind), str(id_)))
    return tuple(found)


def _write(file: Path, content: Mapping[str, object]) -> None:
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary = file.with_suffix(f".{os.getpid()}")
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as written:
            json.dump(content, written)
            written.flush()
            os.fsync(descriptor)
        temporary.replace(file)
    except OSError as error:
        raise SaveError("Not kept", f"the draft could not be written: {words(error)}") from error


def _file(path: Path, record: RecordKey) -> Path:
    return _folder(path) / f"{_hash(*record)}.json"


def _folder(path: Path) -> Path:
    return platformdirs.user_state_path("cjm") / "drafts" / _hash(str(path.absolute()))


def _hash(*parts: str) -> str:
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
