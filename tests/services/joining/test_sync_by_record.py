"""A sync merges by record and field in every clone, and leaves the person's own ways of merging in force."""

from __future__ import annotations

from pathlib import Path

from cjm_tui.model.edits import remove_record
from cjm_tui.model.record import Record, RecordKey
from cjm_tui.services.joining.sync import sync
from tests.services.joining.conftest import Clone, git

SEE = RecordKey("touchpoint", "see")


def test_a_note_on_a_card_that_the_other_removed_is_a_conflict_without_any_set_up(clones: tuple[Clone, Clone]) -> None:
    nora, tomas = clones
    nora.edits(lambda d: remove_record(d, SEE))
    sync(nora.folder)
    note = Record("insight", "odd", {"name": "Odd", "kind": "pain", "touchpoint": "see"})
    tomas.edits(lambda d: d.with_records([note]))
    synced = sync(tomas.folder)
    assert synced.open_conflicts == (tomas.map,)
    assert git(tomas.folder, "config", "--local", "--list").count("merge.cjm") == 0


def test_the_persons_own_attributes_stay_in_force(clones: tuple[Clone, Clone], tmp_path: Path) -> None:
    nora, tomas = clones
    own = tmp_path / "attributes"
    own.write_text("NOTES merge=union\n")
    git(tomas.folder, "config", "core.attributesFile", str(own))
    for clone in (nora, tomas):
        (clone.folder / "NOTES").write_text("")
    git(nora.folder, "add", "NOTES")
    git(nora.folder, "commit", "-qm", "notes")
    sync(nora.folder)
    (tomas.folder / "NOTES").unlink()
    sync(tomas.folder)
    for clone, words in ((nora, "hers"), (tomas, "his")):
        (clone.folder / "NOTES").write_text(f"{words}\n")
        git(clone.folder, "commit", "-qam", words)
    sync(nora.folder)
    assert sync(tomas.folder).is_done
    assert sorted((tomas.folder / "NOTES").read_text().split()) == ["hers", "his"]
