"""What somebody else wrote is merged and put down to them before the screen hears of it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from cjm_tui.history.message import Person
from cjm_tui.model.edits import set_field
from cjm_tui.model.record import HEADER
from cjm_tui.services.editing.arrival import Arrival, arrival_in
from cjm_tui.services.editing.open_map import OpenMap
from cjm_tui.services.editing.saving import open_map_at
from cjm_tui.services.editing.together import Company, company_of
from cjm_tui.services.editing.watching import look
from cjm_tui.storage.files import load, save
from cjm_tui.storage.lens import write
from tests.model.documents import PAY, shop


@pytest.fixture
def path(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=tmp_path, check=True)
    file = tmp_path / "shop.toml"
    file.write_text(write("", shop()))
    return file


def company(path: Path, name: str) -> Company:
    found = company_of(path)
    assert found is not None
    return Company(found.folder, found.name, Person(name, f"{name}@x"))


def saved_beside(path: Path, name: str = "") -> None:
    """Save an edit as another cjm does; with a name it is written down who that was."""
    reading = load(path).reading
    assert reading.document is not None
    after = set_field(reading.document, PAY, "emotion", -2)
    if name:
        company(path, name).wrote(reading.document, after)
    save(path, reading, after)


def arrival_at(open_map: OpenMap) -> Arrival | None:
    return arrival_in(open_map, look(open_map, {}), company(open_map.path, "ben"))


def test_an_edit_arrives_with_what_it_comes_to_and_whose_it_is(path: Path) -> None:
    open_map = open_map_at(path)
    saved_beside(path, "ana")
    arrival = arrival_at(open_map)
    assert arrival is not None
    assert arrival.path == path
    assert arrival.step.open_map.document.records[PAY].emotion == -2
    assert arrival.told is not None
    ((name, sentences),) = arrival.told
    assert name == "ana"
    assert sentences == arrival.step.sentences


def test_of_an_edit_that_nobody_has_written_down_yet_it_is_left_open_whose_it_is(path: Path) -> None:
    open_map = open_map_at(path)
    saved_beside(path)
    arrival = arrival_at(open_map)
    assert arrival is not None
    assert arrival.step.sentences
    assert arrival.told is None


def test_a_file_that_cannot_be_read_comes_to_nothing(path: Path) -> None:
    open_map = open_map_at(path)
    path.write_text("[touchpoint.")
    assert look(open_map, {}).changed
    assert arrival_at(open_map) is None


def test_tables_that_nobody_changed_are_the_very_same_records(path: Path) -> None:
    open_map = open_map_at(path)
    before = open_map.document
    saved_beside(path)
    arrival = arrival_at(open_map)
    assert arrival is not None
    after = arrival.step.open_map.document
    assert {key for key, record in after.records.items() if before.records.get(key) is not record} == {HEADER, PAY}
