"""Settling on the board what two people did to the structure of a map: removals, places, ids, two maps of one name."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjm_tui.model.document import Document
from cjm_tui.model.edits import add_stage, change_id, move_touchpoint, remove_record, set_field
from cjm_tui.model.merge import merge
from cjm_tui.model.record import HEADER, Record, RecordKey
from cjm_tui.services.joining.conflicts import merged_where_left
from cjm_tui.storage.lens import read
from tests.tui.board_stories import NORA, OMAR, PAY, Team, a_past, a_team, begins_a_merge, disputed, git, on_the_board


@pytest.fixture
def team(tmp_path: Path) -> Team:
    team = a_team(tmp_path / "shop")
    a_past(team)
    return team


async def test_a_note_on_a_card_that_the_other_removed_keeps_the_card_until_it_is_settled(team: Team) -> None:
    wait = RecordKey("touchpoint", "wait")
    note = Record("insight", "odd", {"name": "Odd", "kind": "pain", "touchpoint": "wait"})
    disputed(team, remove_record(team.document, wait), team.document.with_records([note]))
    async with on_the_board(team.map) as story:
        await story.presses("C")
        assert "removed, with Odd" in story.sees()
        assert "stays, with Odd" in story.sees()
        await story.presses("1")
        await story.waits_until(lambda: wait not in team.document.records)
        assert note.key not in team.document.records


async def test_a_place_that_is_gone_says_so_and_is_refused(team: Team) -> None:
    base, gone = add_stage(team.document, "Ask")[0], "ask"
    base = move_touchpoint(base, "pay", gone, 0)
    team.writes(lambda _document: base)
    ours = remove_record(move_touchpoint(base, "pay", "buy", 0), RecordKey("stage", gone))
    disputed(team, ours, move_touchpoint(base, "pay", base.stages()[0].id, 0))
    async with on_the_board(team.map) as story:
        await story.presses("C")
        assert f"{gone}, which is" in story.sees()
        await story.presses("3")
        assert "cannot stand so" in story.status
        assert story.room == "SettlingScreen"
        await story.presses("2")
        await story.waits_until(lambda: not team.document.of_kind("conflict"))


@pytest.mark.parametrize(("keys", "id_"), [("2", "checkout-pay"), ("1", "pay-by-card"), ("e", "pay-it")])
async def test_an_id_that_both_changed_is_settled_with_what_names_the_card_in_other_files(
    team: Team, keys: str, id_: str
) -> None:
    voice = team.folder / "maps/evidence/talks.toml"
    voice.parent.mkdir()
    head = 'schema = "evidence/1"\nname = "Talks"\nkind = "interview"\ndate = 2026-01-01\n'
    voice.write_text(f'{head}\n[quote.slow]\nname = "Slow"\n  touchpoint = "shop#checkout-pay"\n')
    disputed(team, change_id(team.document, PAY, "pay-by-card"), change_id(team.document, PAY, "checkout-pay"))
    async with on_the_board(team.map) as story:
        await story.presses("C")
        assert all(words in story.sees() for words in ("Pay by card", "id", "pay-by-card", "checkout-pay"))
        await story.presses(keys)
        if keys == "e":
            await story.presses("ctrl+u", *id_, "enter")
        await story.waits_until(lambda: RecordKey("touchpoint", id_) in team.document.records)
        await story.waits_until(lambda: f'"shop#{id_}"' in voice.read_text())
        assert not team.document.of_kind("conflict")
        await story.presses("u")
        await story.waits_until(lambda: bool(team.document.of_kind("conflict")))
        assert '"shop#checkout-pay"' in voice.read_text()


@pytest.mark.parametrize("keys", ["c", "S"])
async def test_files_that_follow_an_id_settled_in_a_merge_are_part_of_it(team: Team, keys: str) -> None:
    voice = team.folder / "maps/evidence/talks.toml"
    voice.parent.mkdir()
    head = 'schema = "evidence/1"\nname = "Talks"\nkind = "interview"\ndate = 2026-01-01\n'
    voice.write_text(f'{head}\n[quote.slow]\nname = "Slow"\n  touchpoint = "shop#checkout-pay"\n')
    git(team.folder, "add", ".")
    git(team.folder, "commit", "-qm", "Talks")
    git(team.folder, "branch", "side")
    team.commits(NORA, "Ours", lambda document: change_id(document, PAY, "pay-by-card"), 18)
    git(team.folder, "checkout", "-q", "side")
    team.commits(OMAR, "Theirs", lambda document: change_id(document, PAY, "checkout-pay"), 19)
    git(team.folder, "checkout", "-q", "main")
    begins_a_merge(team, "side")
    merged_where_left(team.map)
    git(team.folder, "init", "-q", "--bare", "../remote.git")
    git(team.folder, "remote", "add", "origin", "../remote.git")
    async with on_the_board(team.map) as story:
        await story.presses("C", "1")
        await story.waits_until(lambda: '"shop#pay-by-card"' in voice.read_text())
        await story.waits_until(lambda: story.room == "BoardScreen")
        await story.presses(keys)
        if keys == "c":
            await story.waits_until(lambda: "finish the merge" in story.sees())
            await story.presses("y")
        await story.waits_until(lambda: len(git(team.folder, "log", "-1", "--format=%P").split()) == 2)
        await story.waits_until(lambda: "finished" in story.status or "In step" in story.status)
    assert git(team.folder, "status", "--porcelain").strip() == ""
    assert "shop#pay-by-card" in git(team.folder, "show", "HEAD:maps/evidence/talks.toml")


async def test_what_an_id_settles_in_other_files_is_open_there_no_more(team: Team) -> None:
    voice = team.folder / "maps/evidence/talks.toml"
    voice.parent.mkdir()
    head = 'schema = "evidence/1"\nname = "Talks"\nkind = "interview"\ndate = 2026-01-01\n'
    quote = '\n[quote.slow]\nname = "Slow"\n  touchpoint = "shop#pay-by-card"\n'
    sides = '  base = "\\"shop#pay\\""\n  ours = "\\"shop#pay-by-card\\""\n  theirs = "\\"shop#checkout-pay\\""\n'
    about = '\n[conflict.quote-slow-touchpoint]\nrecord = "quote.slow"\n  field = "touchpoint"\n'
    voice.write_text(f"{head}{quote}{about}{sides}")
    disputed(team, change_id(team.document, PAY, "pay-by-card"), change_id(team.document, PAY, "checkout-pay"))
    async with on_the_board(team.map) as story:
        await story.waits_until(lambda: "2 conflicts: C" in story.sees())
        await story.presses("C", "2")
        await story.waits_until(lambda: story.room == "BoardScreen")
        assert "all is settled: c commits" in story.status
        await story.waits_until(lambda: "conflict" not in story.sees().splitlines()[0])
    assert "conflict" not in voice.read_text()


async def test_two_maps_of_one_name_are_both_kept_and_one_key_takes_that_back(team: Team) -> None:
    other = Document("map", {key: record for key, record in team.document.records.items() if key.kind in {"", "theme"}})
    other = add_stage(set_field(other, HEADER, "template", "classic"), "Learn")[0]
    ours = set_field(team.document, HEADER, "template", "four-stage")
    merged = merge(Document("map", {}), ours, other)
    team.writes(lambda _document: merged.unsettled)
    second = team.map.with_name("shop-2.toml")
    async with on_the_board(team.map) as story:
        await story.presses("C", "e")
        assert "a whole map is no one value" in story.status
        await story.presses("m")
        await story.waits_until(second.exists)
        await story.waits_until(lambda: team.document == ours)
        assert read(second.read_text()).document == other
        await story.presses("u")
        await story.waits_until(lambda: not second.exists())
        assert team.document == merged.unsettled
