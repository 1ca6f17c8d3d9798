"""What a word that is no command opens."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjm_tui.cli.opening import opening
from cjm_tui.errors import NotFoundError
from cjm_tui.services.workspace.discovery import workspace_in
from cjm_tui.services.workspace.templates import new_map


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_maps_a_person_at_a_terminal_gets_an_empty_library(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cjm_tui.cli.opening.has_screen", lambda: True)
    opened = opening("")
    assert (opened.folder, opened.path) == (nowhere / "maps", None)
    assert not opened.folder.exists()


@pytest.mark.usefixtures("nowhere")
def test_without_maps_and_without_a_terminal_it_says_how_to_begin() -> None:
    with pytest.raises(NotFoundError, match="no folder maps/") as caught:
        opening("")
    assert "cjm new" in caught.value.hint


def test_the_first_map_of_a_folder_brings_the_teams_file_along(nowhere: Path) -> None:
    path = new_map("Return a parcel", "blank", workspace_in(nowhere / "maps"))
    assert sorted(file.name for file in path.parent.iterdir()) == ["cjm.toml", "return-a-parcel.toml"]
    new_map("Another one", "blank", workspace_in(nowhere / "maps"))
    assert len(list(path.parent.iterdir())) == 3


@pytest.mark.usefixtures("nowhere")
def test_a_map_is_opened_by_its_id_and_by_its_path() -> None:
    path = new_map("Return a parcel", "blank")
    for word in ("return-a-parcel", str(path)):
        opened = opening(word).path
        assert opened is not None
        assert opened.resolve() == path.resolve()
    assert opening("maps").path is None


@pytest.mark.usefixtures("nowhere")
def test_a_slip_of_the_finger_names_the_command() -> None:
    with pytest.raises(NotFoundError) as caught:
        opening("exprot")
    assert caught.value.hint == "Did you mean export?"
