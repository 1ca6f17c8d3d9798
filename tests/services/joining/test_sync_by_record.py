"""A sync merges by record and field in every clone, and leaves the person's own ways of merging in force."""

from __future__ import annotations

from pathlib import Path
from subprocess import CalledProcessError

import pytest

from cjm_tui.errors import GitError
from cjm_tui.model.edits import remove_record, set_field
from cjm_tui.model.record import Record, RecordKey
from cjm_tui.model.settling import disputes, settle
from cjm_tui.services.joining.finishing import finish
from cjm_tui.services.joining.git_setup import set_up_here
from cjm_tui.services.joining.sync import sync
from cjm_tui.storage.lens import write
from tests.model.documents import PAY
from tests.services.joining.conftest import Clone, git

SEE = RecordKey("touchpoint", "see")


def far_away_in_the_file() -> Record:
    """Return a note on the card, which git would merge line by line with the removal of that card, without a word."""
    return Record("insight", "wonder", {"name": "Wonder", "kind": "pain", "touchpoint": "see"})


def test_a_note_on_a_card_that_the_other_removed_is_a_conflict_without_any_set_up(clones: tuple[Clone, Clone]) -> None:
    nora, tomas = clones
    nora.edits(lambda d: remove_record(d, SEE))
    sync(nora.folder)
    note = far_away_in_the_file()
    tomas.edits(lambda d: d.with_records([note]))
    synced = sync(tomas.folder)
    assert synced.unsettled.conflicts == (tomas.map,)
    assert git(tomas.folder, "config", "--local", "--list").count("merge.cjm") == 0


def test_a_clone_that_was_told_merges_by_record_on_a_branch_without_its_attributes(
    clones: tuple[Clone, Clone], monkeypatch: pytest.MonkeyPatch
) -> None:
    nora, tomas = clones
    monkeypatch.chdir(tomas.folder)
    set_up_here()
    (tomas.folder / ".gitattributes").unlink()
    nora.edits(lambda d: remove_record(d, SEE))
    sync(nora.folder)
    note = far_away_in_the_file()
    tomas.edits(lambda d: d.with_records([note]))
    assert sync(tomas.folder).unsettled.conflicts == (tomas.map,)


def test_a_rebase_that_goes_on_merges_the_next_commits_by_record_too(clones: tuple[Clone, Clone]) -> None:
    nora, _ = clones
    git(nora.folder, "switch", "-q", "-c", "side")
    nora.edits(lambda d: set_field(d, PAY, "emotion", 2))
    nora.edits(lambda d: remove_record(d, SEE))
    git(nora.folder, "switch", "-q", "main")
    nora.edits(lambda d: set_field(d, PAY, "emotion", -1))
    nora.edits(lambda d: d.with_records([far_away_in_the_file()]))
    with pytest.raises(CalledProcessError):
        git(nora.folder, "rebase", "-q", "side")
    with pytest.raises(GitError, match="both sides changed the same"):
        finish(nora.folder)
    (dispute,) = disputes(nora.document)
    nora.map.write_text(write(nora.map.read_text(), settle(nora.document, dispute.id, -1)))
    assert not finish(nora.folder).is_done
    assert len(disputes(nora.document)) == 1


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


@pytest.mark.parametrize(
    ("key", "value"),
    [("merge.ff", "only"), ("branch.main.mergeOptions", "--no-commit"), ("branch.main.mergeOptions", "--squash")],
)
def test_a_sync_is_made_whole_whatever_git_was_told_of_the_persons_own_merges(
    clones: tuple[Clone, Clone], key: str, value: str
) -> None:
    nora, tomas = clones
    nora.edits(lambda d: set_field(d, PAY, "emotion", -2))
    sync(nora.folder)
    tomas.edits(lambda d: set_field(d, PAY, "doing", "Types"))
    git(tomas.folder, "config", key, value)
    synced = sync(tomas.folder)
    assert (synced.received, synced.sent) == (1, 2)
    assert git(tomas.folder, "log", "--oneline", "-1", "--merges") != ""
    assert git(tomas.folder, "status", "--porcelain") == ""


def test_work_that_no_commit_has_is_not_put_into_a_stash_unseen(clones: tuple[Clone, Clone]) -> None:
    nora, tomas = clones
    git(tomas.folder, "config", "merge.autoStash", "true")
    nora.edits(lambda d: set_field(d, PAY, "emotion", 2))
    sync(nora.folder)
    text = write(tomas.map.read_text(), set_field(tomas.document, PAY, "emotion", -2))
    tomas.map.write_text(text)
    with pytest.raises(GitError, match="no commit has yet"):
        sync(tomas.folder)
    assert tomas.map.read_text() == text
    assert git(tomas.folder, "stash", "list") == ""
