"""What a map can be compared with."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjm_tui.errors import NotFoundError
from cjm_tui.model.edits import set_field
from cjm_tui.model.record import HEADER, RecordKey
from cjm_tui.services.past.sides import LAST, NOW, Offer, offers_for, side_of
from tests.tui.board_stories import PAY, Team, a_past, a_team, feels


@pytest.fixture
def team(tmp_path: Path) -> Team:
    team = a_team(tmp_path / "shop")
    a_past(team)
    return team


def test_revisions_branches_baseline_and_personas_are_offered(team: Team) -> None:
    team.proposes(feels(2))
    present = set_field(team.document, HEADER, "baseline", "today")
    kinds = [offer.kind for offer in offers_for(team.map, present, {"fiona": "Fiona"})]
    assert kinds == ["now", "baseline", "persona", "last", "branch", "revision", "revision", "revision"]


def test_each_offer_is_what_it_says(team: Team) -> None:
    present = feels(1)(team.document)
    newest, _, oldest = [offer for offer in offers_for(team.map, present, {}) if offer.kind == "revision"]
    assert side_of(NOW, team.map, present).document is present
    assert side_of(LAST, team.map, present).document == side_of(newest, team.map, present).document
    assert side_of(oldest, team.map, present).document.records[PAY].emotion == -1
    assert side_of(oldest, team.map, present).is_past


def test_a_persona_feels_what_is_theirs_and_else_what_everybody_does(team: Team) -> None:
    felt = side_of(Offer("persona fiona", "Fiona"), team.map, team.document).document
    assert felt.records[RecordKey("touchpoint", "compare")].emotion == 2
    assert felt.records[PAY].emotion == -2


def test_a_map_never_committed_is_compared_with_nothing(tmp_path: Path) -> None:
    team = a_team(tmp_path / "new")
    assert not side_of(LAST, team.map, team.document).document.records


def test_without_git_what_needs_none_is_offered(tmp_path: Path) -> None:
    path = tmp_path / "shop.toml"
    path.write_text('schema = "map/1"\n')
    team = a_team(tmp_path / "other")
    assert [offer.kind for offer in offers_for(path, team.document, {"fiona": "Fiona"})] == ["now", "persona"]


def test_a_baseline_that_is_not_there_is_said(team: Team) -> None:
    with pytest.raises(NotFoundError):
        side_of(Offer("baseline nowhere", "nowhere"), team.map, team.document)
