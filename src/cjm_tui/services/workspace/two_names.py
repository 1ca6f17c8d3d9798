"""Files that stand under two names, as they do where two people gave one different ids: found and told.

Invariant: of the other files no more is read than where they say what they are called, until two are called the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Final

from cjm_tui.errors import CjmError
from cjm_tui.model.kinds import DOCUMENT_KINDS
from cjm_tui.model.problem import Problem
from cjm_tui.model.two_names import TOLD_APART_BY, is_one
from cjm_tui.services.workspace.discovery import INNER
from cjm_tui.services.workspace.documents import glance
from cjm_tui.storage.reading import Reading
from cjm_tui.storage.replacing import content_of

_HEAD: Final = 4096
"""So many bytes of a file are looked at for what it is called."""

_FEW: Final = 3
"""More files of one name are copies that somebody means; to compare each with each would take for ever."""

_CALLED: Final = re.compile(rb"""^[ \t]*(?:title|name)[ \t]*=[ \t]*["'](.*)["'][ \t\r]*$""", re.MULTILINE)


class Namesakes:
    """The files of one folder by what they are called, looked at once and only when one is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def problems(self, path: Path, name: str, reading: Reading) -> Iterator[Problem]:
        """Yield under which other names a file of the folder stands, `name` being its path as the person writes it."""
        document = reading.document
        if document is None or document.kind not in TOLD_APART_BY:
            return
        namesakes = self._called.get(_called(reading.text.encode("utf-8", "replace")), ())
        for other in namesakes if len(namesakes) <= _FEW else ():
            if other != path.name and self._is_one(path, other):
                stem, kind = Path(other).stem, document.kind
                hint = f"where it is meant once, {how_to_unite(kind, stem, path.stem)} makes one of them"
                field = TOLD_APART_BY[kind][0]
                yield Problem(name, 1, kind, field, f"it stands as {stem}, too", hint, "warning", "two-names")

    @cached_property
    def _called(self) -> dict[bytes, list[str]]:
        found: dict[bytes, list[str]] = {}
        for path in sorted(self._folder.glob("*.toml")):
            try:
                head = content_of(path, _HEAD) or b""  # a pipe would never end
                found.setdefault(_called(head), []).append(path.name)
            except OSError:
                continue
        found.pop(b"", None)
        return found

    def _is_one(self, path: Path, other: str) -> bool:
        try:
            documents = [glance(file).document for file in (path, path.with_name(other))]
        except CjmError:
            return False
        return None not in documents and is_one(*(document for document in documents if document is not None))


def how_to_unite(kind: str, other: str, kept: str) -> str:
    """Return the command that makes one file of two names, the `other` one going and the `kept` one staying."""
    folder = next((f"{inner}/" for inner in INNER if inner.startswith(kind) and kind in DOCUMENT_KINDS), "")
    return f"`cjm rename {folder}{other} {kind} {kept}`"


def _called(content: bytes) -> bytes:
    """Return what a file says it is called, as it is written there; empty where it says nothing of the kind."""
    head = content[:_HEAD].partition(b"\n[")[0]
    found = _CALLED.search(head)
    return found[1] if found else b""
