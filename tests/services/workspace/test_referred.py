"""Personas and evidence: what there is, where each is named, and how somebody walks a map."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cjm_tui.errors import UsageError
from cjm_tui.model.measures import emotion_of, map_mean
from cjm_tui.services.workspace.discovery import Workspace, workspace_in
from cjm_tui.services.workspace.referred import EVIDENCE, PERSONA, begin, shelf_of, walk_of
from cjm_tui.services.workspace.review import problems_in
from cjm_tui.services.workspace.shipped import maps_folder
from cjm_tui.storage.making import create


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Copy the sample maps."""
    return workspace_in(Path(shutil.copytree(maps_folder(), tmp_path / "maps")))


def test_every_persona_and_every_source_is_there_with_its_uses(workspace: Workspace) -> None:
    for kind, files in ((PERSONA, workspace.personas), (EVIDENCE, workspace.evidence)):
        shelf = shelf_of(workspace, kind)
        assert {entry.id for entry in shelf.entries} == set(files)
        assert all(entry.document is not None and entry.uses for entry in shelf.entries)
        assert set(shelf.maps) == set(workspace.maps.values())


def test_personas_come_by_their_ids_and_evidence_the_newest_first(workspace: Workspace) -> None:
    people, pieces = (shelf_of(workspace, kind).entries for kind in (PERSONA, EVIDENCE))
    assert [entry.id for entry in people] == sorted(workspace.personas)
    assert [entry.found_out for entry in pieces] == sorted((entry.found_out for entry in pieces), reverse=True)
    assert pieces[0].id == "prototype-tests"


def test_each_use_leads_to_a_card_that_is_there(workspace: Workspace) -> None:
    shelf = shelf_of(workspace, EVIDENCE)
    uses = [use for entry in shelf.entries for use in entry.uses if use.touchpoint]
    assert uses
    assert all(shelf.maps[use.path].get("touchpoint", use.touchpoint) is not None for use in uses)


def test_a_persona_walks_the_maps_that_know_most_of_them_first(workspace: Workspace) -> None:
    shelf = shelf_of(workspace, PERSONA)
    walked = shelf.walked_by("fiona")
    assert {path.stem for path in walked} == {"buy-an-outfit", "buy-an-outfit-future"}
    own = [sum(emotion_of(card, "fiona")[1] for card in shelf.maps[path].of_kind("touchpoint")) for path in walked]
    assert own == sorted(own, reverse=True)


def test_a_walk_has_their_emotions_and_not_the_cards_they_skip(workspace: Workspace) -> None:
    document = shelf_of(workspace, PERSONA).maps[workspace.maps["buy-an-outfit"]]
    theirs = walk_of(document, "paul")
    skipped = {card.id for card in document.of_kind("touchpoint") if "paul" in card.texts("skipped_by")}
    assert skipped
    assert skipped.isdisjoint(card.id for card in theirs.of_kind("touchpoint"))
    assert map_mean(theirs) == map_mean(document, "paul")
    assert walk_of(document, "") is document


def test_who_is_named_and_has_no_file_is_listed_with_that(workspace: Workspace) -> None:
    workspace.personas["paul"].unlink()
    shelf = shelf_of(workspace_in(workspace.folder), PERSONA)
    paul = next(entry for entry in shelf.entries if entry.id == "paul")
    assert paul.document is None
    assert "no such file" in paul.problem
    assert "buy-an-outfit" in paul.maps


def test_a_file_that_cannot_be_read_says_where_and_leaves_the_others_alone(workspace: Workspace) -> None:
    workspace.personas["paul"].write_text('schema = "persona/1"\nname = "Paul\n')
    shelf = shelf_of(workspace, PERSONA)
    broken = [entry for entry in shelf.entries if entry.document is None]
    assert [entry.id for entry in broken] == ["paul"]
    assert "paul.toml:2" in broken[0].problem


def test_a_new_one_has_a_file_that_check_has_nothing_against(workspace: Workspace) -> None:
    path, document = begin(workspace, PERSONA, "  Fashionable Fiona ")
    create(path, document)
    assert path.name == "fashionable-fiona.toml"
    assert begin(workspace_in(workspace.folder), PERSONA, "Fashionable Fiona")[0].name == "fashionable-fiona-2.toml"
    assert problems_in(path) == ()
    with pytest.raises(UsageError):
        begin(workspace, EVIDENCE, " ")


def test_a_card_is_told_by_its_name_and_one_that_is_gone_by_what_referred_to_it(workspace: Workspace) -> None:
    shelf = shelf_of(workspace, EVIDENCE)
    assert shelf.card_named("buy-an-outfit#pay-by-card") == "Pay by card"
    assert shelf.card_named("buy-an-outfit#gone") == "buy-an-outfit#gone"
    assert shelf.card_named("gone#gone") == "gone#gone"
