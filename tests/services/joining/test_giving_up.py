"""What git is in the middle of is given up, and no edit goes with it but what was settled of the conflicts."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from cjm_tui.errors import GitError
from cjm_tui.model.edits import remove_record
from cjm_tui.model.record import RecordKey
from cjm_tui.model.settling import settle
from cjm_tui.services.joining.conflicts import choices, merged_where_left
from cjm_tui.services.joining.finishing import finish
from cjm_tui.services.joining.giving_up import forsake
from tests.tui.board_stories import NORA, OMAR, PAY, Team, a_team, feels, git

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cjm_tui.model.document import Document

COMPARE = RecordKey("touchpoint", "compare")
STOPPING = pytest.mark.parametrize(
    "words", [("merge", "side"), ("rebase", "side"), ("cherry-pick", "side")], ids=" ".join
)


@pytest.fixture
def team(tmp_path: Path) -> Team:
    """Make two branches that disagree about the notes; on one of them a card of the map changed as well."""
    team = a_team(tmp_path / "shop")
    commits(team, NORA, "Begin\n", lambda document: document)
    git(team.folder, "checkout", "-qb", "side")
    commits(team, OMAR, "Theirs\n", feels(2, "compare"))
    git(team.folder, "checkout", "-q", "main")
    commits(team, NORA, "Ours\n", lambda document: document)
    return team


@pytest.fixture
def both_felt(tmp_path: Path) -> Team:
    """Make two branches on which one card feels otherwise."""
    team = a_team(tmp_path / "shop")
    team.commits(NORA, "Begin", lambda document: document)
    git(team.folder, "checkout", "-qb", "side")
    team.commits(OMAR, "Theirs", feels(2))
    git(team.folder, "checkout", "-q", "main")
    team.commits(NORA, "Ours", feels(1))
    return team


def commits(team: Team, person: tuple[str, str], notes: str, edit: Callable[[Document], Document]) -> None:
    (team.folder / "notes.txt").write_text(notes)
    team.commits(person, notes, edit)


def stops(team: Team, *words: str) -> None:
    ended = subprocess.run(["git", *words], cwd=team.folder, capture_output=True, text=True, check=False)
    assert "CONFLICT" in ended.stdout + ended.stderr


def disagrees(team: Team, *words: str) -> None:
    """Let git stop at the map itself, and what it left there be merged by card and field, as the board does."""
    stops(team, *words)
    assert merged_where_left(team.map)


@STOPPING
def test_an_edit_of_a_file_that_was_left_alone_stays_byte_for_byte(team: Team, words: tuple[str, ...]) -> None:
    stops(team, *words)
    settings = team.folder / "maps" / "cjm.toml"
    settings.write_bytes(b'schema = "workspace/1"\r\n# odd \xc3\xa4\n\n\n')
    told = forsake(team.map)
    assert settings.read_bytes() == b'schema = "workspace/1"\r\n# odd \xc3\xa4\n\n\n'
    assert told.startswith(f"The {words[0]} is given up; everything is as it was before")
    assert (team.folder / "notes.txt").read_text() == "Ours\n"


@STOPPING
def test_an_edit_on_top_of_what_goes_stays_alone(team: Team, words: tuple[str, ...]) -> None:
    before = team.document.records[COMPARE]
    stops(team, *words)
    assert team.document.records[COMPARE].emotion == 2
    team.writes(feels(1))
    assert forsake(team.map).endswith(", and what was edited since is kept: maps/shop.toml")
    assert team.document.records[PAY].emotion == 1
    assert team.document.records[COMPARE] == before
    assert git(team.folder, "status", "--short") == " M maps/shop.toml\n"


@STOPPING
def test_an_edit_of_the_very_thing_that_goes_is_to_be_settled(team: Team, words: tuple[str, ...]) -> None:
    stops(team, *words)
    team.writes(feels(-2, "compare"))
    assert forsake(team.map).endswith("both sides changed the same in maps/shop.toml: settle it")
    assert team.document.of_kind("conflict")
    assert team.document.records[COMPARE].emotion == -2


@STOPPING
def test_an_edit_beside_a_conflict_of_the_same_map_stays_and_what_was_settled_goes(
    both_felt: Team, words: tuple[str, ...]
) -> None:
    team = both_felt
    disagrees(team, *words)
    assert choices(team.document)
    team.writes(feels(-1, "compare"))
    told = forsake(team.map)
    assert told.endswith(", and what was edited since is kept: maps/shop.toml")
    assert not team.document.of_kind("conflict")
    assert [team.document.records[card].emotion for card in (PAY, COMPARE)] == [1, -1]


@STOPPING
def test_what_was_settled_of_a_map_that_was_edited_besides_goes_with_the_conflict(
    both_felt: Team, words: tuple[str, ...]
) -> None:
    team = both_felt
    disagrees(team, *words)
    team.writes(lambda document: settle(document, choices(document)[0].dispute.id, -2))
    team.writes(feels(-1, "compare"))
    forsake(team.map)
    assert [team.document.records[card].emotion for card in (PAY, COMPARE)] == [1, -1]


@STOPPING
def test_a_map_in_conflict_that_nobody_edited_is_as_it_was(both_felt: Team, words: tuple[str, ...]) -> None:
    team = both_felt
    before = team.map.read_bytes()
    disagrees(team, *words)
    team.writes(lambda document: settle(document, choices(document)[0].dispute.id, -2))
    assert forsake(team.map) == f"The {words[0]} is given up; everything is as it was before"
    assert team.map.read_bytes() == before


def test_an_edit_of_a_map_that_the_others_gave_another_name_is_in_it_under_the_old_one(both_felt: Team) -> None:
    team = both_felt
    git(team.folder, "checkout", "-q", "side")
    git(team.folder, "mv", "maps/shop.toml", "maps/store.toml")
    git(team.folder, "commit", "-qm", "Another name")
    git(team.folder, "checkout", "-q", "main")
    stops(team, "merge", "side")
    store = Team(team.folder)
    store.map = team.map.with_name("store.toml")
    assert merged_where_left(store.map)
    store.writes(feels(-1, "compare"))
    assert forsake(store.map).endswith(", and what was edited since is kept: maps/shop.toml")
    assert [team.document.records[card].emotion for card in (PAY, COMPARE)] == [1, -1]
    assert git(team.folder, "status", "--short") == " M maps/shop.toml\n"


def test_of_a_stage_that_one_side_removed_neither_the_choice_nor_its_cards_count_as_edits(tmp_path: Path) -> None:
    team = a_team(tmp_path / "shop")
    team.commits(NORA, "Begin", lambda document: document)
    git(team.folder, "checkout", "-qb", "side")
    team.commits(OMAR, "Not there", lambda document: remove_record(document, RecordKey("stage", "buy")))
    git(team.folder, "checkout", "-q", "main")
    team.commits(NORA, "Ours", feels(1))
    before = team.document
    disagrees(team, "merge", "side")
    conflict = choices(team.document)[0]
    team.writes(lambda document: settle(document, conflict.dispute.id, None))
    assert PAY not in team.document.records
    team.writes(feels(-1, "compare"))
    forsake(team.map)
    assert team.document == feels(-1, "compare")(before)


def test_what_cannot_be_merged_is_not_given_up(team: Team) -> None:
    git(team.folder, "checkout", "-q", "side")
    (team.folder / "picture.png").write_bytes(b"\x00one")
    team.commits(OMAR, "A picture", lambda document: document)
    git(team.folder, "checkout", "-q", "main")
    stops(team, "merge", "side")
    (team.folder / "picture.png").write_bytes(b"\x00two")
    with pytest.raises(GitError, match=r"picture\.png was changed since it began, and that would be lost"):
        forsake(team.map)
    assert (team.folder / "picture.png").read_bytes() == b"\x00two"
    assert (team.folder / ".git" / "MERGE_HEAD").exists()


def test_what_is_left_to_git_is_told_with_what_ends_it(team: Team) -> None:
    git(team.folder, "bisect", "start")
    with pytest.raises(GitError, match="in the middle of a bisection") as refused:
        forsake(team.map)
    assert refused.value.hint == "`git bisect reset` ends it."


@pytest.mark.parametrize("side", ["--ours", "--theirs"])
def test_a_rebase_goes_on_over_edits_that_no_commit_has(team: Team, side: str) -> None:
    stops(team, "rebase", "side")
    git(team.folder, "checkout", side, "notes.txt")
    git(team.folder, "add", "notes.txt")
    team.writes(feels(1))
    text = team.map.read_text()
    assert finish(team.map).is_done
    assert team.map.read_text() == text
    assert git(team.folder, "status", "--short") == " M maps/shop.toml\n"
    assert git(team.folder, "log", "-1", "--format=%P").strip() == git(team.folder, "rev-parse", "HEAD~1").strip()
