"""Many processes that save one map at once: no edit of any is lost. All of it: 8 writers with 5,000 edits each."""

from __future__ import annotations

import os
import traceback
from typing import TYPE_CHECKING

from cjm_tui.model.record import Record, RecordKey
from cjm_tui.storage.files import load, save
from tests.campaigns.share import share
from tests.storage.changes import document_of

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_tui.model.document import Document


def count_of(document: Document, writer: int) -> int:
    number = document.records[RecordKey("touchpoint", f"card-{writer}")].number("reach")
    return int(number or 0)


def write_many(path: Path, writer: int, writers: int, edits: int) -> None:
    """Count up in a card of one's own from what was seen last; see that nobody's count ever goes back."""
    seen = load(path).reading
    counts = [0] * writers
    for number in range(1, edits + 1):
        document = seen.document
        assert document is not None
        card = document.records[RecordKey("touchpoint", f"card-{writer}")]
        note = Record("insight", f"by-{writer}", {"name": str(number)})
        edited = document.with_records([card.with_fields({"reach": number}), note])
        if number % 3 == 0:
            edited = edited.with_records([], [note.key])
        saved = save(path, seen, edited)
        assert not saved.conflicts
        seen = saved.reading
        now = [count_of(saved.document, other) for other in range(writers)]
        assert now[writer] == number
        assert all(before <= after for before, after in zip(counts, now, strict=True)), (counts, now)
        counts = now


def written_by_many(path: Path, writers: int, edits: int) -> Document:
    """Let so many processes make so many edits each on a new map at once; return what stands in it then."""
    cards = (f'# of {n}\n[touchpoint.card-{n}]\nname = "{n}"\n  reach = 0 # kept\n' for n in range(writers))
    path.write_text('schema = "map/1"\n\n' + "\n".join(cards))
    children = []
    for writer in range(writers):
        child = os.fork()
        if not child:
            try:
                write_many(path, writer, writers, edits)
            except BaseException:  # noqa: BLE001  # a forked child never goes back into the test run
                traceback.print_exc()
                os._exit(1)
            os._exit(0)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * writers
    return document_of(path.read_text())


def test_no_edit_of_any_writer_is_lost(tmp_path: Path) -> None:
    writers, edits = share(small=4, full=8), share(small=10, full=5_000)
    document = written_by_many(tmp_path / "map.toml", writers, edits)
    assert [count_of(document, writer) for writer in range(writers)] == [edits] * writers
    without = document.with_records([], [key for key in document.records if key.kind == "insight"])
    assert [record.get("#inside") for record in without if record.kind] == [("# kept",)] * writers
    assert [file.name for file in tmp_path.iterdir()] == ["map.toml"]
