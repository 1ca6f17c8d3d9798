"""How HEAD moved, read from git's own log of it, on real git."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from cjm_tui.history.message import Person
from cjm_tui.history.reflog import LONGEST, length_of, log_of_head, moves_since

Git = Callable[..., str]
NORA = ("-c", "user.name=Nora Lind", "-c", "user.email=nora@example.org")


def log(repository: Path) -> Path:
    return log_of_head(repository / ".git")


def test_who_committed_what_since_one_looked_is_told(repository: Path, git: Git) -> None:
    start = length_of(log(repository))
    git(repository, *NORA, "commit", "-q", "--allow-empty", "-m", "Shop: Pay: emotion −1\n\nmore")
    moves, end = moves_since(log(repository), start)
    assert [move.sentence for move in moves] == ["Nora Lind committed: Shop: Pay: emotion −1"]
    assert moves[0].person == Person("Nora Lind", "nora@example.org")
    assert end == length_of(log(repository))
    assert moves_since(log(repository), end) == ((), end)


def test_an_amended_a_picked_and_a_merging_commit_are_commits(repository: Path, git: Git) -> None:
    git(repository, "switch", "-qc", "faster")
    git(repository, "commit", "-q", "--allow-empty", "-m", "Faster")
    git(repository, "switch", "-q", "main")
    start = length_of(log(repository))
    git(repository, *NORA, "commit", "-q", "--amend", "--allow-empty", "-m", "First, in other words")
    git(repository, *NORA, "cherry-pick", "--allow-empty", "faster")
    moves, _ = moves_since(log(repository), start)
    assert [move.sentence for move in moves] == [
        "Nora Lind committed: First, in other words",
        "Nora Lind committed: Faster",
    ]


def test_who_goes_to_another_branch_is_told_and_who_pulls_is_not(repository: Path, git: Git) -> None:
    git(repository, "branch", "faster")
    start = length_of(log(repository))
    git(repository, *NORA, "switch", "-q", "faster")
    git(repository, *NORA, "commit", "-q", "--allow-empty", "-m", "Faster")
    git(repository, *NORA, "switch", "-q", "main")
    git(repository, *NORA, "merge", "-q", "faster")
    moves, _ = moves_since(log(repository), start)
    assert [move.sentence for move in moves if not move.is_revision] == [
        "Nora Lind went to faster",
        "Nora Lind went to main",
        "",
    ]


def test_a_line_that_is_still_being_written_is_read_when_it_is_whole(repository: Path, git: Git) -> None:
    git(repository, "commit", "-q", "--allow-empty", "-m", "Second")
    whole = log(repository).read_bytes()
    start = whole[:-1].rfind(b"\n") + 1
    log(repository).write_bytes(whole[:-3])
    assert moves_since(log(repository), start) == ((), start)
    log(repository).write_bytes(whole)
    assert [move.words for move in moves_since(log(repository), start)[0]] == ["Second"]


def test_a_log_that_git_shortened_has_no_news(repository: Path, git: Git) -> None:
    git(repository, "commit", "-q", "--allow-empty", "-m", "Second")
    end = length_of(log(repository))
    assert moves_since(log(repository), end + 500) == ((), end)


def test_of_very_many_moves_at_once_the_last_are_told(repository: Path, git: Git) -> None:
    start = length_of(log(repository))
    git(repository, "commit", "-q", "--allow-empty", "-m", "Second")
    line = log(repository).read_bytes()[start:]
    with log(repository).open("ab") as opened:
        opened.write(line * (2 * LONGEST // len(line)))
    moves, end = moves_since(log(repository), start)
    assert LONGEST // len(line) <= len(moves) <= LONGEST // len(line) + 1
    assert end == length_of(log(repository))


def test_where_git_keeps_no_log_there_are_no_news(tmp_path: Path) -> None:
    assert length_of(log(tmp_path)) == 0
    assert moves_since(log(tmp_path), 7) == ((), 7)
