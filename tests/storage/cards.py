"""One card of a map on disk: how it is saved, and what stands there then."""

from __future__ import annotations

import multiprocessing
from typing import TYPE_CHECKING

from cjm_tui.errors import CjmError
from cjm_tui.model.record import RecordKey
from cjm_tui.storage.files import load, save
from tests.patience import PATIENCE
from tests.storage.changes import document_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cjm_tui.model.document import Document
    from cjm_tui.model.values import Value

CARD = RecordKey("touchpoint", "pay-by-card")


def with_card(document: Document | None, key: str, value: Value | None) -> Document:
    assert document is not None
    return document.with_records([document.records[CARD].with_fields({key: value})])


def saved_card(path: Path) -> str:
    """Set the emotion of the card to 1, and return the text."""
    loaded = load(path)
    return save(path, loaded.reading, with_card(loaded.document, "emotion", 1)).text


def emotion_in(path: Path) -> object:
    return document_of(path.read_text()).records[CARD].get("emotion")


def leftovers(path: Path) -> list[str]:
    return [file.name for file in path.parent.iterdir() if file != path]


def in_another_process(work: Callable[[], object]) -> str:
    """Do some work in a process of its own; return what it said about an error, empty when there was none."""

    def tell() -> None:
        try:
            work()
        except CjmError as error:
            said.send(str(error))
        else:
            said.send("")

    context = multiprocessing.get_context("fork")
    heard, said = context.Pipe(duplex=False)
    process = context.Process(target=tell)
    process.start()
    said.close()  # so that the end of a process that could say nothing is heard
    try:
        assert heard.poll(PATIENCE), "the other process neither ended nor said anything"
        text: str = heard.recv()
        process.join(PATIENCE)
        return text
    finally:
        process.kill()
        process.join()
