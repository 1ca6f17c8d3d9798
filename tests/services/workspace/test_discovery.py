"""Where the maps are, from wherever somebody stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjm_tui.errors import NotFoundError
from cjm_tui.services.workspace.discovery import workspace_of

MAP = 'schema = "map/1"\ntitle = "T"\n'


@pytest.fixture
def maps(tmp_path: Path) -> Path:
    folder = tmp_path / "project" / "maps"
    (folder / "personas").mkdir(parents=True)
    (folder / "evidence").mkdir()
    (folder / "workshops").mkdir()
    (folder / "buy.toml").write_text(MAP)
    (folder / "personas" / "fiona.toml").write_text('schema = "persona/1"\nname = "F"\n')
    return folder


def test_the_nearest_workspace_upward_is_found_from_every_folder_below_it(maps: Path) -> None:
    (maps.parent / "src" / "deep").mkdir(parents=True)
    starts = [maps, maps.parent, maps / "workshops", maps / "personas", maps.parent / "src" / "deep"]
    starts += [maps / "buy.toml", maps / "personas" / "fiona.toml", maps / "not-there-yet.toml"]
    assert {workspace_of(start).folder for start in starts} == {maps}


def test_its_files_go_by_their_ids(maps: Path) -> None:
    (maps / "cjm.toml").write_text('schema = "workspace/1"\n')
    (maps / ".hidden.toml").write_text(MAP)
    (maps / "notes.txt").write_text("x")
    workspace = workspace_of(maps)
    assert (list(workspace.maps), list(workspace.personas), list(workspace.evidence)) == (["buy"], ["fiona"], [])
    assert workspace.settings == maps / "cjm.toml"
    assert [path.name for path in workspace.files] == ["cjm.toml", "buy.toml", "fiona.toml"]


def test_a_folder_called_maps_that_holds_none_is_passed_by(maps: Path) -> None:
    other = maps.parent / "game" / "maps"
    other.mkdir(parents=True)
    (other / "level.toml").write_text("width = 10\n")
    assert workspace_of(other.parent).folder == maps


def test_a_new_workspace_with_nothing_but_its_own_file_is_one(tmp_path: Path) -> None:
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "cjm.toml").write_text('schema = "workspace/1"\n')
    assert workspace_of(tmp_path).maps == {}


def test_a_map_that_lies_about_above_makes_no_workspace(tmp_path: Path) -> None:
    (tmp_path / "stray.toml").write_text(MAP)
    (tmp_path / "project" / "maps").mkdir(parents=True)
    (tmp_path / "project" / "maps" / "buy.toml").write_text(MAP)
    (tmp_path / "other").mkdir()
    assert workspace_of(tmp_path / "project").folder == tmp_path / "project" / "maps"
    assert workspace_of(tmp_path / "stray.toml").folder == tmp_path
    with pytest.raises(NotFoundError):
        workspace_of(tmp_path / "other")


def test_where_there_is_none_the_way_to_begin_is_said() -> None:
    with pytest.raises(NotFoundError) as failure:
        workspace_of(Path("/"))
    assert "`cjm new TITLE`" in failure.value.hint
