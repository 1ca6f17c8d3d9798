"""Conflicts as a person settles them, also where git merged without the driver and left markers."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from cjm_tui.errors import CjmError
from cjm_tui.model.conflict import with_conflict_records
from cjm_tui.model.edits import add_touchpoint, remove_record, set_field, set_fields
from cjm_tui.model.merge import merge
from cjm_tui.model.record import Record
from cjm_tui.model.settling import settle
from cjm_tui.services.joining.conflict_words import field_label, said, subject
from cjm_tui.services.joining.conflicts import choices, merged_from_git
from cjm_tui.services.joining.markers import has_markers
from cjm_tui.storage.lens import read, write
from tests.model.documents import PAY, shop


def git(folder: Path, *words: str, check: bool = True) -> str:
    return subprocess.run(["git", *words], cwd=folder, check=check, capture_output=True, text=True).stdout


def test_the_sides_of_a_conflict_come_back_as_values() -> None:
    merged = merge(shop(), set_field(shop(), PAY, "emotion", -2), set_field(shop(), PAY, "emotion", 1))
    document = read(write("", merged.unsettled)).document
    assert document is not None
    (choice,) = choices(document)
    assert (choice.base, choice.ours, choice.theirs) == (None, -2, 1)
    settled = settle(document, choice.dispute.id, choice.theirs)
    assert settled.records[PAY].emotion == 1
    assert choices(settled) == ()


def test_a_removed_card_comes_back_whole_from_its_conflict() -> None:
    theirs = set_field(shop(), PAY, "emotion_by.fiona", 2)
    merged = merge(shop(), remove_record(shop(), PAY), theirs)
    document = read(write("", merged.unsettled)).document
    assert document is not None
    (choice,) = choices(document)
    assert settle(document, choice.dispute.id, choice.theirs).records[PAY] == theirs.records[PAY]


def test_what_the_teams_own_file_says_of_itself_is_called_by_that_file() -> None:
    before, ours, theirs = (
        read(f'schema = "workspace/1"\nstale_after_days = {days}\n').document for days in (90, 60, 45)
    )
    assert before is not None
    assert ours is not None
    assert theirs is not None
    merged = merge(before, ours, theirs)
    disputed = with_conflict_records(merged.document, merged.conflicts)
    (choice,) = choices(disputed)
    assert (subject(disputed, choice), field_label(choice)) == ("the team's own file", "stale after days")


def test_a_literal_somebody_broke_is_shown_as_its_text() -> None:
    broken = shop().with_records(
        [Record("conflict", "c", {"record": "touchpoint.pay", "field": "name", "ours": "Pay"})]
    )
    assert choices(broken)[0].ours == "Pay"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    path = tmp_path / "shop.toml"
    path.write_text(write("", shop()))
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "start")
    for branch, emotion, name in (("side", 2, "Wait"), ("main", -2, "Sign")):
        git(tmp_path, "checkout", "-q", *(["-b"] if branch == "side" else []), branch)
        path.write_text(
            write(path.read_text(), add_touchpoint(set_field(shop(), PAY, "emotion", emotion), name, "buy")[0])
        )
        git(tmp_path, "commit", "-qam", branch)
    git(tmp_path, "merge", "side", check=False)
    return path


def test_markers_git_left_become_a_merge_by_record_with_the_true_conflict_alone(clone: Path) -> None:
    assert has_markers(clone.read_text())
    reading = merged_from_git(clone)
    assert reading is not None
    assert reading.document is not None
    assert [t.id for t in reading.document.touchpoints_by_stage()["buy"]] == ["pay", "sign", "wait"]
    (choice,) = choices(reading.document)
    assert (choice.dispute.field, choice.ours, choice.theirs) == ("emotion", -2, 2)
    assert not has_markers(clone.read_text())


def test_a_file_in_no_conflict_is_left_alone(tmp_path: Path, clone: Path) -> None:
    git(tmp_path, "merge", "--abort")
    before = clone.read_text()
    assert merged_from_git(clone) is None
    assert clone.read_text() == before


def test_a_side_that_cannot_be_read_leaves_the_file_as_it_was(tmp_path: Path, clone: Path) -> None:
    git(tmp_path, "merge", "--abort")
    git(tmp_path, "checkout", "-q", "side")
    clone.write_text("title = \n" + clone.read_text())
    git(tmp_path, "commit", "-qam", "broken")
    git(tmp_path, "checkout", "-q", "main")
    git(tmp_path, "merge", "side", check=False)
    before = clone.read_text()
    with pytest.raises(CjmError, match=r"their version of shop\.toml"):
        merged_from_git(clone)
    assert clone.read_text() == before


def test_outside_of_a_repository_there_is_nothing_to_merge(tmp_path: Path) -> None:
    path = tmp_path / "shop.toml"
    path.write_text(write("", shop()))
    assert merged_from_git(path) is None


def test_a_place_in_dispute_is_told_by_what_stands_before_it() -> None:
    document, key = add_touchpoint(shop(), "Wait", "buy")
    ours = set_field(document, key, "order", 5)
    merged = merge(document, ours, set_fields(document, key, {"stage": "look", "order": 30}))
    (choice,) = choices(merged.unsettled)
    told = [said(merged.document, choice, side) for side in (choice.ours, choice.theirs, choice.base)]
    assert told == ["Buy · first there", "Look · after See", "Buy · after Pay"]


def test_of_a_removal_it_is_said_what_goes_with_the_card_and_a_comment_is_told_as_one() -> None:
    base = set_field(shop(), PAY, "#", "# Legal wants\n# it")
    theirs = remove_record(base, PAY)
    loud = Record("insight", "loud", {"name": "Too loud", "kind": "pain", "touchpoint": "pay"})
    merged = merge(base, set_field(base, PAY, "emotion", 2).with_records([loud]), theirs)
    (choice,) = choices(merged.unsettled)
    document = merged.unsettled
    assert said(document, choice, choice.theirs) == "removed, with Twice, Too loud"
    without = [insight.key for insight in merged.document.of_kind("insight")]
    alone = with_conflict_records(merged.document.with_records((), without), merged.conflicts)
    assert said(alone, choice, choice.theirs) == "removed"
    assert "comment: Legal wants it" in said(merged.document, choice, choice.ours).splitlines()
