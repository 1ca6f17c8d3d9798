"""Drafts: what was half-typed in the form of a card, kept until it is taken up.

They stand in the person's state folder, readable for nobody else, and survive whatever happens to the program.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import platformdirs

from cjm_tui.errors import SaveError
from cjm_tui.model.record import RecordKey
from cjm_tui.storage.json_objects import object_in, write_object
from cjm_tui.storage.lock import words

try:
    from _blake2 import blake2b  # where hashlib has it from, which loads OpenSSL first: four megabytes
except ImportError:  # no CPython
    from hashlib import blake2b


def keep_draft(path: Path, record: RecordKey, texts: Mapping[str, str]) -> None:
    """Keep what was typed into the fields of a record, in place of the draft before; nothing typed drops it.

    Raises `SaveError` when it cannot be written.
    """
    file = _file(path, record)
    if not texts:
        with suppress(OSError):
            file.unlink()
        return
    try:
        write_object(file, {"path": str(path.absolute()), "record": list(record), "texts": dict(texts)})
    except OSError as error:
        raise SaveError("Not kept", f"the draft could not be written: {words(error)}") from error


def draft_of(path: Path, record: RecordKey) -> dict[str, str]:
    """Return what was typed into the fields of a record last time, by key; empty when there is no draft."""
    try:
        texts = object_in(_file(path, record).read_bytes()).get("texts")
    except (OSError, ValueError):
        return {}
    return {key: text for key, text in texts.items() if isinstance(text, str)} if isinstance(texts, dict) else {}


def drafted_records(path: Path) -> tuple[RecordKey, ...]:
    """Return the records of a file into whose forms something was half-typed that has not been taken up."""
    found = []
    with suppress(OSError):
        for file in sorted(drafts_folder(path).glob("*.json")):
            with suppress(OSError, ValueError):
                match object_in(file.read_bytes()).get("record"):
                    case [str(kind), str(id_)]:
                        found.append(RecordKey(kind, id_))
    return tuple(found)


def drafts_folder(path: Path) -> Path:
    """Return the folder for what is kept of a file outside of it."""
    return platformdirs.user_state_path("cjm") / "drafts" / _hash(str(path.absolute()))


def _file(path: Path, record: RecordKey) -> Path:
    return drafts_folder(path) / f"{_hash(*record)}.json"


def _hash(*parts: str) -> str:
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
