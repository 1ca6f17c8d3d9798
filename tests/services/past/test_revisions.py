"""Revisions as they are looked at: page by page, across renames, by author and by words."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from cjm_tui.cli.commands.log import command
from cjm_tui.errors import GitError
from cjm_tui.model.document import Document
from cjm_tui.model.edits import change_id, set_field
from cjm_tui.model.record import Record, RecordKey
from cjm_tui.model.suspect import framed
from cjm_tui.services.past.revisions import Page, Told, Wanted, names_of, page_after, wanted_of
from cjm_tui.services.past.tellings import past_of, unrecorded
from tests.tui.board_stories import NORA, OMAR, PAY, Team, a_long_past, a_past, a_team, feels, git


def all_of(path: Path, record: RecordKey | None = None, wanted: Wanted | None = None) -> list[Told]:
    """Turn every page; return what they told."""
    page = Page(names=names_of(record))
    told: list[Told] = []
    for _ in range(50):
        page = page_after(page, path, wanted)
        told += page.told
        if page.is_last:
            return told
    raise AssertionError("the pages do not end")


def pays(number: int, document: Document) -> Document:
    return set_field(document, PAY, "doing", f"Pays for the {number}th time")


@pytest.fixture
def team(tmp_path: Path) -> Team:
    team = a_team(tmp_path / "shop")
    a_past(team)
    return team


def test_pages_tell_every_revision_once_and_newest_first(team: Team) -> None:
    made = a_long_past(team, [feels((number + 1) % 5 - 2) for number in range(130)])
    told = all_of(team.map)
    assert [one.revision.commit for one in told][: len(made)] == made[::-1]
    assert len(told) == len(made) + 3


def test_the_first_page_has_what_a_screen_shows_and_no_more(team: Team) -> None:
    for number in range(30):
        team.commits(NORA, f"Edit {number}", feels((number + 1) % 5 - 2), 10)
    assert 10 <= len(page_after(Page(), team.map).told) < 30


def test_each_has_its_curve_its_mean_and_what_it_changed(team: Team) -> None:
    newest, worse, first = all_of(team.map)
    assert worse.sentences == ("Pay by card: emotion −1 → −2",)
    assert worse.curve == (1, 0, -2, None)
    assert worse.mean == pytest.approx(-1 / 3)
    assert first.sentences == ("a new map with 2 stages and 4 touchpoints",)
    assert newest.document == team.document


def test_a_renamed_map_keeps_its_past(team: Team) -> None:
    git(team.folder, "mv", "maps/shop.toml", "maps/store.toml")
    git(team.folder, "commit", "-qm", "Rename")
    told = all_of(team.folder / "maps" / "store.toml")
    assert told[0].sentences == ("file maps/shop.toml → maps/store.toml",)
    assert [one.revision.subject for one in told][1:] == [
        "Where people look for the price",
        "Paying is worse than we thought",
        "The shop, as we know it",
    ]


def test_what_a_branch_changed_is_told_against_its_own_parent(team: Team) -> None:
    git(team.folder, "checkout", "-qb", "side", "HEAD~1")
    team.commits(OMAR, "On the side", feels(2), 20)
    git(team.folder, "checkout", "-q", "main")
    git(team.folder, "merge", "-q", "--no-edit", "side")
    told = {one.revision.subject: one.sentences for one in all_of(team.map)}
    assert told["On the side"] == ("Pay by card: emotion −2 → +2",)


def test_a_card_has_the_revisions_that_changed_it_or_what_hangs_on_it(team: Team) -> None:
    assert [one.revision.subject for one in all_of(team.map, PAY)] == [
        "Paying is worse than we thought",
        "The shop, as we know it",
    ]


def test_a_card_keeps_its_past_under_the_id_it_had(team: Team) -> None:
    here = RecordKey("touchpoint", "pay-here")
    team.commits(OMAR, "Another id", lambda document: change_id(feels(1)(document), PAY, here.id), 10)
    team.commits(NORA, "Later", feels(2, here.id), 11)
    expected = [
        ("Pay by card: emotion +1 → +2",),
        ("Pay by card: id pay → pay-here; emotion −2 → +1",),
        ("Pay by card: emotion −1 → −2",),
    ]
    assert [one.sentences for one in all_of(team.map, here)][:3] == expected
    past = list(past_of(team.map, here))
    assert [one.sentences for one in past][:3] == expected
    assert [one.record.emotion for one in past if one.record] == [2, 1, -2, -1]
    assert [one.revision.subject for one in past_of(team.map, here, wanted=Wanted("omar"))] == [
        "Another id",
        "Paying is worse than we thought",
    ]


def test_so_does_one_whose_new_id_no_commit_has_yet(team: Team) -> None:
    theme = RecordKey("theme", "forms")
    team.commits(NORA, "A theme", lambda document: document.with_records([Record(*theme, {"name": "Forms"})]), 10)
    team.writes(lambda document: change_id(document, theme, "questions"))
    assert [one.sentences for one in past_of(team.map, RecordKey("theme", "questions"))] == [("added theme ‘Forms’",)]
    told = CliRunner().invoke(command, [str(team.map), "theme.questions"], catch_exceptions=False).output
    assert "now      not committed yet\n    Theme ‘Forms’: id forms → questions\n" in told


def test_words_and_authors_are_looked_for_without_regard_to_case(team: Team) -> None:
    assert wanted_of("@nora  Price") == Wanted("nora", ("price",))
    assert [one.revision.people for one in all_of(team.map, wanted=wanted_of("@OMAR"))] == [("Omar Haddad",)]
    assert [one.revision.subject for one in all_of(team.map, wanted=wanted_of("emotion pay"))] == [
        "Paying is worse than we thought"
    ]
    assert all_of(team.map, wanted=wanted_of("@omar price")) == []


def test_a_map_never_committed_has_none_and_one_without_git_says_so(tmp_path: Path) -> None:
    assert all_of(a_team(tmp_path / "shop").map) == []
    alone = tmp_path / "alone.toml"
    alone.write_text('schema = "map/1"\n')
    with pytest.raises(GitError, match="git"):
        page_after(Page(), alone)


def test_the_log_tells_it_against_its_own_parent_too(team: Team) -> None:
    git(team.folder, "checkout", "-qb", "side", "HEAD~1")
    team.commits(OMAR, "On the side", feels(2), 20)
    git(team.folder, "checkout", "-q", "main")
    git(team.folder, "merge", "-q", "--no-edit", "side")
    assert ("Pay by card: emotion −2 → +2",) in {past.sentences for past in past_of(team.map)}


def test_of_a_revision_whose_past_this_clone_has_not_nothing_is_claimed(team: Team, tmp_path: Path) -> None:
    git(team.folder, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", f"file://{team.folder}", "partial")
    clone = Team(tmp_path / "partial")
    git(clone.folder, "config", "remote.origin.url", "ssh://example.invalid/x")
    newest = page_after(Page(), clone.map).told[0]
    assert newest.sentences == ("what it was before cannot be read in this clone",)
    older = {one.sentences for one in all_of(clone.map)[1:]}
    assert older == {("this clone does not hold this version: `git fetch --refetch --no-filter` brings it",)}
    assert [one.sentences for one in past_of(clone.map)] == [one.sentences for one in all_of(clone.map)]
    assert [one.sentences for one in past_of(clone.map, PAY)] == [newest.sentences]


def test_of_a_version_that_nobody_can_read_nothing_is_claimed(team: Team) -> None:
    text = team.map.read_text()
    for message, content in (("Broken", text + "x = = 3\n"), ("Broken still", text + "x = = 4\n"), ("Mended", text)):
        team.map.write_text(content)
        git(team.folder, "commit", "-qam", message)
    git(team.folder, "rm", "-q", str(team.map))
    git(team.folder, "commit", "-qm", "Gone")
    said = [past.sentences[0] for past in past_of(team.map, limit=4)]
    unreadable = "nobody can read this version"
    assert said == ["removed the file", "can be read again", unreadable, unreadable]
    assert [one.sentences[0] for one in all_of(team.map)[:4]] == said
    assert {one.revision.subject for one in past_of(team.map, PAY)} & {"Broken", "Broken still", "Mended"} == set()


def test_the_log_says_of_a_merge_that_what_it_brought_was_merged(team: Team) -> None:
    git(team.folder, "checkout", "-qb", "side", "HEAD~1")
    team.commits(OMAR, "On the side", feels(2), 20)
    git(team.folder, "checkout", "-q", "main")
    git(team.folder, "merge", "-q", "--no-edit", "side")
    told = CliRunner().invoke(command, [str(team.map)], catch_exceptions=False).output
    assert "    “Merge branch 'side'”\n    merged: Pay by card: emotion −2 → +2\n" in told
    assert "    “On the side”\n    Pay by card: emotion −2 → +2\n" in told


def test_the_log_says_of_no_merge_that_it_confirmed_what_only_came_back_with_it(team: Team) -> None:
    twice = RecordKey("insight", "twice")
    sizes = RecordKey("opportunity", "sizes")

    def framed_by_hand(document: Document) -> Document:
        insight = Record(*twice, {"name": "Asked twice", "kind": "pain", "touchpoint": "pay"})
        return document.with_records([insight, Record(*sizes, {"name": "One form", "insights": ("twice",)})])

    def edited(document: Document, name: str) -> Document:
        return framed(document, set_field(document, twice, "name", name))

    team.commits(NORA, "By hand", framed_by_hand, 18)
    git(team.folder, "checkout", "-qb", "side")
    team.commits(OMAR, "There", lambda document: edited(document, "Asked thrice"), 19)
    team.commits(OMAR, "And back", lambda document: edited(document, "Asked twice"), 20)
    git(team.folder, "checkout", "-q", "main")
    team.commits(NORA, "Meanwhile", feels(2), 21)
    git(team.folder, "merge", "-q", "--no-edit", "side")
    assert team.document.records[sizes].get("seen.twice") is not None
    told = CliRunner().invoke(command, [str(team.map)], catch_exceptions=False).output
    assert "Merge branch 'side'" in told
    assert "confirmed" not in told


def test_work_that_no_commit_has_stands_first_and_of_one_card_only_its_own(team: Team) -> None:
    assert unrecorded(team.map) is None
    team.writes(feels(2))
    now = unrecorded(team.map)
    assert now is not None
    assert now.sentences == ("Pay by card: emotion −2 → +2",)
    assert unrecorded(team.map, PAY) == now
    assert unrecorded(team.map, RecordKey("touchpoint", "advert")) is None


def test_a_map_begun_from_the_same_template_as_another_has_a_past_of_its_own(team: Team) -> None:
    other = team.map.with_name("store.toml")
    other.write_text(team.map.read_text())
    git(team.folder, "add", "-A")
    git(team.folder, "commit", "-qm", "Another")
    assert [one.sentences for one in all_of(other)] == [
        ("a new map with 2 stages and 4 touchpoints, much like maps/shop.toml was",)
    ]


def test_where_a_shallow_clone_ends_no_change_is_claimed(team: Team, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{team.folder}", "shallow")
    shallow = Team(tmp_path / "shallow")
    end = ("where this clone ends: what was before it, `git fetch --unshallow` brings",)
    assert [one.sentences for one in all_of(shallow.map)] == [end]
    assert [one.sentences for one in past_of(shallow.map, PAY)] == [end]


def test_a_long_past_is_told_without_holding_all_of_it(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    made = a_long_past(team, [partial(pays, number) for number in range(250)])
    size = len(team.map.read_bytes())
    monkeypatch.setattr("cjm_tui.history.process.MOST", 150 * size)
    told = list(past_of(team.map, wanted=Wanted(words=("pay",))))
    assert [one.revision.commit for one in told][: len(made)] == made[::-1]
