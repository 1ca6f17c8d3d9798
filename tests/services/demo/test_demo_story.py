"""The history behind the demo: it ends in what is shipped, and at no point it says more than was known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from itertools import pairwise
from pathlib import PurePosixPath

import pytest

from cjm_tui.checking.document import check
from cjm_tui.checking.surroundings import Surroundings
from cjm_tui.model.diff import diff
from cjm_tui.model.document import Document
from cjm_tui.services.demo.story import Step, story
from cjm_tui.services.workspace.shipped import sample_files
from cjm_tui.storage.lens import read

NOW = datetime(2026, 11, 22, 7, 30, tzinfo=timezone(timedelta(hours=1)))
MAP = "buy-an-outfit.toml"


@pytest.fixture(scope="module")
def shipped() -> dict[str, Document]:
    readings = {path: read(text, path).document for path, text in sample_files().items()}
    return {path: document for path, document in readings.items() if document is not None}


@pytest.fixture(scope="module")
def steps(shipped: dict[str, Document]) -> tuple[Step, ...]:
    return story(shipped, NOW)


def around(documents: Mapping[str, Document]) -> Surroundings:
    ids: dict[str, dict[str, Document]] = {}
    for path, each in documents.items():
        ids.setdefault(each.kind, {})[PurePosixPath(path).stem] = each
    workspace = documents["cjm.toml"]
    return Surroundings(
        channels=frozenset(channel.id for channel in workspace.of_kind("channel")),
        teams=frozenset(team.id for team in workspace.of_kind("team")),
        personas=frozenset(ids["persona"]),
        evidence=frozenset(ids.get("evidence", {})),
        maps={id_: frozenset(card.id for card in each.of_kind("touchpoint")) for id_, each in ids["map"].items()},
    )


def test_the_last_commit_is_what_is_shipped(steps: tuple[Step, ...], shipped: dict[str, Document]) -> None:
    assert steps[-1].documents == shipped


def test_nothing_is_odd_in_any_file_at_any_commit(steps: tuple[Step, ...]) -> None:
    odd = [
        f"{step.when:%d %B}, {path}: {finding.key} {finding.field}: {finding.message}"
        for step in steps
        for path, each in step.documents.items()
        for finding in check(each, around(step.documents))
    ]
    assert odd == []


def test_every_commit_changes_something_and_only_the_first_brings_all_its_files(steps: tuple[Step, ...]) -> None:
    assert set(steps[0].documents) == {"cjm.toml", MAP, "personas/fiona.toml"}
    for before, after in pairwise(steps):
        assert before.documents != after.documents, after.message
        assert set(before.documents) <= set(after.documents), after.message


def test_it_is_a_good_dozen_of_commits_by_three_people(steps: tuple[Step, ...]) -> None:
    assert 12 <= len(steps) <= 18
    assert len({step.author for step in steps}) == 3
    assert all(sum(step.author == author for step in steps) >= 3 for author in {step.author for step in steps})


def test_time_goes_forward_and_ends_before_now(steps: tuple[Step, ...]) -> None:
    assert all(before.when < after.when for before, after in pairwise(steps))
    assert NOW - timedelta(days=4) < steps[-1].when < NOW
    assert {step.when.tzinfo for step in steps} == {NOW.tzinfo}


def test_every_message_begins_with_a_line_that_git_shows_whole(steps: tuple[Step, ...]) -> None:
    for step in steps:
        subject, *body = step.message.split("\n")
        assert 0 < len(subject) <= 72, subject
        assert not body or body[0] == "", step.message


def test_a_message_made_from_the_changes_names_every_card_that_changed(steps: tuple[Step, ...]) -> None:
    title = steps[-1].documents[MAP].title
    made = [pair for pair in pairwise(steps) if pair[1].message.startswith(title)]
    assert made
    for before, after in made:
        old, new = before.documents[MAP], after.documents[MAP]
        cards = {change.key for change in diff(old, new) if change.key.kind == "touchpoint"}
        assert all(new.records[key].name in after.message for key in cards)


def test_the_curve_falls_as_the_team_learns(steps: tuple[Step, ...]) -> None:
    curves = [tuple(card.emotion for card in step.documents[MAP].journey()) for step in steps]
    known = [[emotion for emotion in curve if emotion is not None] for curve in curves]
    assert len(set(curves)) >= 7
    assert min(known[0]) >= 0, "the first guess is rosy"
    assert min(known[-1]) == -2
    assert sum(known[-1]) / len(known[-1]) < sum(known[0]) / len(known[0]) - 0.5


def test_the_share_of_assumptions_falls_from_all_to_few(steps: tuple[Step, ...]) -> None:
    def assumed(step: Step) -> float:
        cards = step.documents[MAP].of_kind("touchpoint")
        return sum(card.text("basis") == "assumption" for card in cards) / len(cards)

    assert assumed(steps[0]) == 1
    assert assumed(steps[-1]) < 0.25


def test_no_commit_rests_on_research_from_its_future(steps: tuple[Step, ...]) -> None:
    for step in steps:
        dates = {each.header.get("date") for each in step.documents.values() if each.kind == "evidence"}
        assert not dates or max(str(date) for date in dates) <= f"{step.when:%Y-%m-%d}", step.message


def test_a_card_was_removed_and_another_moved_to_a_different_stage(steps: tuple[Step, ...]) -> None:
    maps = [step.documents[MAP] for step in steps]
    ever = {card.id for each in maps for card in each.of_kind("touchpoint")}
    assert ever - {card.id for card in maps[-1].of_kind("touchpoint")}
    places = {(card.id, card.text("stage")) for each in maps for card in each.of_kind("touchpoint")}
    assert len(places) > len(ever)
