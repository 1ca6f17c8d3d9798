"""What a card's form names for the first time is made in one edit with the card, and undone with it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cjm_tui.model.edits import set_field
from cjm_tui.model.record import HEADER, RecordKey
from cjm_tui.services.editing.newcomers import Newcomer, settled_in
from cjm_tui.services.editing.open_map import OpenMap, redone, undone
from cjm_tui.services.editing.saving import flush, landed, open_map_at
from cjm_tui.services.editing.watching import look
from cjm_tui.services.joining.committing import changed_files
from cjm_tui.services.past.recorded import Recorded
from cjm_tui.services.workspace.shipped import maps_folder

CARD = RecordKey("touchpoint", "pay-by-card")
DRONE = Newcomer("channel", "drone", "Drone", "physical")


@pytest.fixture
def outfit(tmp_path: Path) -> OpenMap:
    maps = Path(shutil.copytree(maps_folder(), tmp_path / "maps"))
    open_map = open_map_at(maps / "buy-an-outfit.toml")
    assert CARD in open_map.document.records
    return open_map


def test_a_channel_is_written_into_the_teams_file_and_undone_with_the_card(outfit: OpenMap) -> None:
    after = settled_in(outfit, set_field(outfit.document, CARD, "channels", ("drone",)), [DRONE])
    saved = landed(after, flush(after)).open_map
    settings = outfit.path.parent / "cjm.toml"
    assert '[channel.drone]\nname = "Drone"\n  kind = "physical"\n' in settings.read_text()
    back = undone(saved).open_map
    flush(back)
    assert "drone" not in settings.read_text()
    assert "drone" not in outfit.path.read_text()


def test_a_theme_stands_in_the_map(outfit: OpenMap) -> None:
    after = settled_in(outfit, outfit.document, [Newcomer("theme", "waiting-twice", "Waiting twice")])
    theme = after.document.get("theme", "waiting-twice")
    assert theme is not None
    assert theme.name == "Waiting twice"


def with_hanna(outfit: OpenMap) -> OpenMap:
    """Name a persona for the first time in the map's own form, and save."""
    document = set_field(outfit.document, HEADER, "personas", ("hasty-hanna",))
    after = settled_in(outfit, document, [Newcomer("persona", "hasty-hanna", "Hasty Hanna")])
    return landed(after, flush(after)).open_map


def file_of_hanna(outfit: OpenMap) -> Path:
    return outfit.path.parent / "personas" / "hasty-hanna.toml"


def test_a_persona_gets_a_file_of_its_own_and_it_is_gone_again_when_the_edit_is_undone(outfit: OpenMap) -> None:
    saved, made = with_hanna(outfit), file_of_hanna(outfit)
    assert made.read_text() == 'schema = "persona/1"\nname = "Hasty Hanna"\n'
    assert not saved.unsaved
    step = undone(saved)
    back = landed(step.open_map, flush(step.open_map)).open_map
    assert not made.exists()
    assert "hasty-hanna" not in outfit.path.read_text()
    assert not back.unsaved
    again = redone(back).open_map
    flush(again)
    assert made.read_text() == 'schema = "persona/1"\nname = "Hasty Hanna"\n'


def test_a_file_that_is_not_there_any_more_is_not_missed(outfit: OpenMap) -> None:
    step = undone(with_hanna(outfit))
    assert any("Hasty Hanna" in sentence for sentence in step.sentences)
    back = landed(step.open_map, flush(step.open_map)).open_map
    assert not look(back, {}).changed
    known = Recorded("main", {path: document for path, document in back.present.items() if document.records})
    assert known.uncommitted(back.present) == ()
    assert changed_files(known, back.present) == ()


def test_a_persona_that_somebody_wrote_into_meanwhile_stays(outfit: OpenMap) -> None:
    saved, made = with_hanna(outfit), file_of_hanna(outfit)
    made.write_text(made.read_text() + 'role = "Runs for every train"\n')
    back = undone(saved).open_map
    after = landed(back, flush(back)).open_map
    assert "Runs for every train" in made.read_text()
    assert not after.unsaved
    assert "hasty-hanna" not in outfit.path.read_text()


def test_a_persona_that_somebody_made_meanwhile_stands_as_they_made_it(outfit: OpenMap) -> None:
    after = settled_in(outfit, outfit.document, [Newcomer("persona", "hasty-hanna", "Hasty Hanna")])
    made = file_of_hanna(outfit)
    made.write_text('schema = "persona/1"\nname = "Hanna"\nrole = "Runs"\n')
    there = landed(after, flush(after)).open_map
    assert made.read_text() == 'schema = "persona/1"\nname = "Hanna"\nrole = "Runs"\n'
    assert there.present[made].title == "Hanna"
    assert not there.unsaved


def test_where_the_team_has_no_file_any_channel_is_fine(tmp_path: Path) -> None:
    path = tmp_path / "maps" / "a.toml"
    path.parent.mkdir()
    path.write_text(
        'schema = "map/1"\ntitle = "A"\n\n[touchpoint.pay-by-card]\nname = "Pay"\n  stage = "s"\n  order = 1\n'
    )
    open_map = open_map_at(path)
    after = settled_in(open_map, set_field(open_map.document, CARD, "channels", ("drone",)), [DRONE])
    assert list(after.present) == [path]
    assert after.document.records[CARD].texts("channels") == ("drone",)


def test_the_first_channel_of_a_team_takes_those_along_that_its_maps_name_already(tmp_path: Path) -> None:
    maps = tmp_path / "maps"
    maps.mkdir()
    (maps / "cjm.toml").write_text('schema = "workspace/1"\n')
    card = '[stage.s]\nname = "S"\n\n[touchpoint.pay-by-card]\nname = "Pay"\n  stage = "s"\n  channels = ["{}"]\n'
    for name, channel in (("a", "front-desk"), ("b", "tin-can")):
        (maps / f"{name}.toml").write_text(f'schema = "map/1"\ntitle = "{name}"\n\n{card.format(channel)}')
    open_map = open_map_at(maps / "a.toml")
    after = settled_in(open_map, set_field(open_map.document, CARD, "channels", ("front-desk", "drone")), [DRONE])
    saved = landed(after, flush(after)).open_map
    listed = {channel.id: channel for channel in after.present[maps / "cjm.toml"].of_kind("channel")}
    assert {id_: channel.name for id_, channel in listed.items()} == {
        "front-desk": "Front desk", "tin-can": "Tin can", "drone": "Drone",
    }  # fmt: skip
    assert listed["drone"].text("kind") == "physical"
    flush(undone(saved).open_map)
    assert (maps / "cjm.toml").read_text() == 'schema = "workspace/1"\n'
