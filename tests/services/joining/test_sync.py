"""Two colleagues, two clones and one remote: fetch, merge, push, and never a question that hangs."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from cjm_tui.cli.commands.settle import command as settle_command
from cjm_tui.cli.commands.sync import command
from cjm_tui.errors import GitError
from cjm_tui.history import remote
from cjm_tui.history.remote_words import RemoteError
from cjm_tui.model.edits import add_touchpoint, set_field
from cjm_tui.model.record import RecordKey
from cjm_tui.model.settling import disputes, settle
from cjm_tui.services.joining.finishing import finish
from cjm_tui.services.joining.one_sided import one_sided_files
from cjm_tui.services.joining.sync import sync
from cjm_tui.storage.lens import write
from tests.model.documents import PAY
from tests.patience import STUCK
from tests.services.joining.conftest import Clone, git

SEE = RecordKey("touchpoint", "see")


def test_what_one_commits_the_other_gets(clones: tuple[Clone, Clone]) -> None:
    nora, tomas = clones
    nora.edits(lambda d: set_field(d, PAY, "emotion", -2))
    assert sync(nora.folder).sentence == "In step on main: 1 commit sent."
    assert sync(tomas.folder).sentence == "In step on main: 1 commit received."
    assert tomas.document == nora.document
    assert sync(tomas.folder).sentence == "Everything is in step on main."


def test_edits_of_both_are_merged_by_record_and_field_without_any_set_up(clones: tuple[Clone, Clone]) -> None:
    nora, tomas = clones
    nora.edits(lambda d: add_touchpoint(set_field(d, PAY, "emotion", -2), "Wait", "buy")[0])
    tomas.edits(lambda d: add_touchpoint(set_field(d, PAY, "doing", "Types"), "Sign", "buy")[0])
    sync(nora.folder)
    synced = sync(tomas.folder)
    assert (synced.is_done, synced.received, synced.sent) == (True, 1, 2)
    sync(nora.folder)
    assert nora.document == tomas.document
    assert [t.id for t in nora.document.touchpoints_by_stage()["buy"]] == ["pay", "sign", "wait"]
    assert git(tomas.folder, "status", "--porcelain") == ""


def test_a_true_conflict_waits_in_the_file_and_the_next_sync_ends_the_merge(clones: tuple[Clone, Clone]) -> None:
    nora, tomas = clones
    nora.edits(lambda d: set_field(d, PAY, "emotion", 2))
    tomas.edits(lambda d: set_field(d, PAY, "emotion", -2))
    sync(nora.folder)
    synced = sync(tomas.folder)
    assert synced.unsettled.conflicts == (tomas.map,)
    assert "settle the conflicts (`cjm settle`), then `cjm sync` again" in synced.sentence
    assert sync(tomas.folder).unsettled.conflicts == (tomas.map,)
    (dispute,) = disputes(tomas.document)
    tomas.map.write_text(write(tomas.map.read_text(), settle(tomas.document, dispute.id, 0)))
    assert sync(tomas.folder).is_done
    assert "Conflicts" not in git(tomas.folder, "log", "-1", "--format=%B")
    sync(nora.folder)
    assert nora.document.records[PAY].emotion == 0
    assert disputes(nora.document) == ()


def test_a_merge_that_is_finished_but_not_sent_says_so(clones: tuple[Clone, Clone]) -> None:
    nora, tomas = clones
    nora.edits(lambda d: set_field(d, PAY, "emotion", 2))
    tomas.edits(lambda d: set_field(d, PAY, "emotion", -2))
    sync(nora.folder)
    sync(tomas.folder)
    (dispute,) = disputes(tomas.document)
    tomas.map.write_text(write(tomas.map.read_text(), settle(tomas.document, dispute.id, 0)))
    assert finish(tomas.folder).sentence == "The merge is finished; 2 commits to send yet: `cjm sync` does it"
    assert sync(tomas.folder).sentence == "In step on main: 2 commits sent."


def test_a_file_of_no_map_that_git_cannot_merge_is_left_to_the_person(clones: tuple[Clone, Clone]) -> None:
    nora, tomas = clones
    for clone, text in ((nora, 'name = "n"\n'), (tomas, 'name = "t"\n')):
        (clone.folder / "pyproject.toml").write_text(text)
        git(clone.folder, "add", "-A")
        git(clone.folder, "commit", "-qm", "packaging")
    sync(nora.folder)
    synced = sync(tomas.folder)
    assert synced.unsettled.others == ("pyproject.toml",)
    assert "<<<<<<<" in (tomas.folder / "pyproject.toml").read_text()


@pytest.mark.parametrize("is_kept", [True, False])
@pytest.mark.parametrize("who_removes", [0, 1])
def test_a_map_that_one_removed_and_the_other_changed_waits_for_a_person(
    clones: tuple[Clone, Clone], who_removes: int, monkeypatch: pytest.MonkeyPatch, *, is_kept: bool
) -> None:
    removing, editing = clones[who_removes], clones[1 - who_removes]
    git(removing.folder, "rm", "-q", "maps/shop.toml")
    git(removing.folder, "commit", "-qm", "Not this one")
    editing.edits(lambda d: set_field(d, PAY, "emotion", 2))
    nora, tomas = clones
    sync(nora.folder)
    for _ in range(2):
        synced = sync(tomas.folder)
        assert synced.unsettled.removed == ("maps/shop.toml",)
        assert "`cjm settle FILE --ours` or `--theirs`" in synced.sentence
    (disputed,) = one_sided_files(tomas.folder)
    keeps, lets_go = ("ours", "theirs") if tomas is editing else ("theirs", "ours")
    monkeypatch.chdir(tomas.folder)
    listed = CliRunner().invoke(settle_command, [])
    assert (disputed.kept_by, listed.exit_code) == (keeps, 1)
    assert f"--{keeps} keeps it" in listed.output
    CliRunner().invoke(settle_command, ["shop", f"--{keeps if is_kept else lets_go}"], catch_exceptions=False)
    assert sync(tomas.folder).is_done
    sync(nora.folder)
    assert [clone.map.exists() for clone in clones] == [is_kept, is_kept]


def test_changes_not_committed_are_never_merged_over(clones: tuple[Clone, Clone]) -> None:
    nora, tomas = clones
    nora.edits(lambda d: set_field(d, PAY, "emotion", 2))
    sync(nora.folder)
    text = write(tomas.map.read_text(), set_field(tomas.document, SEE, "doing", "half typed"))
    tomas.map.write_text(text)
    with pytest.raises(GitError, match="no commit has yet") as caught:
        sync(tomas.folder)
    assert "maps/shop.toml" in caught.value.message
    assert tomas.map.read_text() == text
    assert not (tomas.folder / ".git" / "MERGE_HEAD").exists()


def test_somebody_who_pushes_in_between_is_merged_as_well(
    clones: tuple[Clone, Clone], monkeypatch: pytest.MonkeyPatch
) -> None:
    nora, tomas = clones
    tomas.edits(lambda d: set_field(d, PAY, "doing", "Types"))
    meanwhile = [True]

    def fetch_then_somebody_pushes(*words: object, **named: object) -> str:
        found = remote.fetch(*words, **named)  # type: ignore[arg-type]
        if meanwhile.pop() if meanwhile else False:
            nora.edits(lambda d: set_field(d, SEE, "doing", "Looks"))
            git(nora.folder, "push", "-q")
        return found

    monkeypatch.setattr("cjm_tui.services.joining.sync.fetch", fetch_then_somebody_pushes)
    synced = sync(tomas.folder)
    assert synced.is_done
    assert (tomas.document.records[PAY].text("doing"), tomas.document.records[SEE].text("doing")) == ("Types", "Looks")


def test_a_new_branch_is_pushed_to_the_only_remote(clones: tuple[Clone, Clone]) -> None:
    nora, _ = clones
    git(nora.folder, "switch", "-q", "-c", "idea")
    nora.edits(lambda d: set_field(d, PAY, "emotion", 2))
    assert sync(nora.folder).sent == 1
    assert git(nora.folder, "rev-parse", "--abbrev-ref", "@{upstream}").strip() == "origin/idea"


def test_every_clone_at_once_ends_in_step(clones: tuple[Clone, Clone], tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "remote.git", "amira")
    crowd = (*clones, Clone(tmp_path / "amira"))
    for number, clone in enumerate(crowd):
        clone.edits(lambda d, number=number: add_touchpoint(d, f"Card {number}", "buy")[0])  # type: ignore[misc]
    workers = [threading.Thread(target=sync, args=(clone.folder,)) for clone in crowd]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    for clone in crowd:
        sync(clone.folder)
    assert len({clone.map.read_text() for clone in crowd}) == 1
    assert len(crowd[0].document.of_kind("touchpoint")) == 5


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("remote", "remove", "origin"), "has no remote"),
        (
            ("remote", "set-url", "origin", "/nowhere/at/all"),
            "no repository where the remote origin points: /nowhere/at/all",
        ),
        (("remote", "set-url", "origin", "http://127.0.0.1:9/x.git"), "cannot be reached"),
        (("remote", "set-url", "origin", "ssh://127.0.0.1:9/x.git"), "cannot be reached"),
        (("switch", "-q", "--detach"), "is no branch"),
    ],
)
def test_what_is_in_the_way_is_said_in_words_within_seconds(
    clones: tuple[Clone, Clone], words: tuple[str, ...], expected: str
) -> None:
    nora, _ = clones
    git(nora.folder, *words)
    started = time.monotonic()
    with pytest.raises(GitError, match=expected):
        sync(nora.folder)
    assert time.monotonic() - started < STUCK


def test_a_remote_that_asks_for_a_password_would_work_in_a_terminal(clones: tuple[Clone, Clone]) -> None:
    nora, _ = clones
    asking = nora.folder.parent / "asking"
    asking.write_text("#!/bin/sh\necho 'git@host: Permission denied (publickey).' >&2\nexit 255\n")
    asking.chmod(0o755)
    git(nora.folder, "remote", "set-url", "origin", f"ext::{asking}")
    git(nora.folder, "config", "protocol.ext.allow", "always")
    with pytest.raises(RemoteError) as caught:
        sync(nora.folder)
    assert caught.value.needs_terminal


def test_the_command_ends_with_1_while_something_is_open(
    clones: tuple[Clone, Clone], monkeypatch: pytest.MonkeyPatch
) -> None:
    nora, tomas = clones
    nora.edits(lambda d: set_field(d, PAY, "emotion", 2))
    tomas.edits(lambda d: set_field(d, PAY, "emotion", -2))
    monkeypatch.chdir(nora.folder)
    assert CliRunner().invoke(command, []).exit_code == 0
    monkeypatch.chdir(tomas.folder)
    outcome = CliRunner().invoke(command, [])
    assert outcome.exit_code == 1
    assert outcome.stdout.startswith("Both sides changed the same in shop.toml")
    assert "Fetching main from origin …" in outcome.stderr
    git(tomas.folder, "commit", "-qam", "With what is open in it")
    outcome = CliRunner().invoke(command, [])
    assert outcome.exit_code == 0
    assert f"Still open: {tomas.document.title}. `cjm settle` shows what" in outcome.stderr


def test_what_a_hook_at_the_remote_says_is_handed_on(clones: tuple[Clone, Clone]) -> None:
    nora, tomas = clones
    hook = tomas.folder.parent / "remote.git" / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho 'frozen until Monday, ask Dana' >&2\nexit 1\n")
    hook.chmod(0o755)
    nora.edits(lambda d: set_field(d, PAY, "emotion", -2))
    with pytest.raises(RemoteError) as refused:
        sync(nora.folder)
    assert refused.value.message.endswith("to this branch; it said:\nfrozen until Monday, ask Dana")
