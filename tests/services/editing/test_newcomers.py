"""What a card's form names for the first time is made in one edit with the card, and undone with it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cjm_tui.model.edits import set_field
from cjm_tui.model.record import RecordKey
from cjm_tui.services.editing.newcomers import Newcomer, settled_in
from cjm_tui.services.editing.open_map import OpenMap, undone
from cjm_tui.services.editing.saving import flush, landed, open_map_at
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


def test_a_persona_gets_a_file_of_its_own(outfit: OpenMap) -> None:
    settled_in(outfit, outfit.document, [Newcomer("persona", "hasty-hanna", "Hasty Hanna")])
    made = outfit.path.parent / "personas" / "hasty-hanna.toml"
    assert made.read_text() == 'schema = "persona/1"\nname = "Hasty Hanna"\n'


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
