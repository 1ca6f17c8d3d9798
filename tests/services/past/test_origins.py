"""Who last touched which field, on a real history."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from cjm_tui.cli.commands.blame import command
from cjm_tui.errors import GitError
from cjm_tui.model.document import Document
from cjm_tui.model.edits import add_touchpoint, move_touchpoint, set_field, set_fields
from cjm_tui.model.record import HEADER, RecordKey
from cjm_tui.services.past.origins import days_since, origins_of
from cjm_tui.storage.lens import read, write
from cjm_tui.storage.tidying import tidied
from tests.model.documents import PAY, shop

SEE = RecordKey("touchpoint", "see")


def commit(path: Path, text: str, author: str, day: int) -> None:
    path.write_text(text)
    words = [
        "commit",
        "-qm",
        f"by {author}",
        "--author",
        f"{author} <{author}@x>",
        "--date",
        f"2026-03-{day:02}T12:00Z",
    ]
    for command_ in (["add", "-A"], words):
        subprocess.run(["git", *command_], cwd=path.parent, check=True, capture_output=True)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a map made by Nora, felt by Tomás and reworded by Amira."""
    file = tmp_path / "maps" / "shop.toml"
    file.parent.mkdir()
    subprocess.run(["git", "init", "-q"], cwd=file.parent, check=True)
    commit(file, write("", shop()), "Nora", 1)
    commit(file, write(file.read_text(), set_field(shop(), PAY, "emotion", -2)), "Tomás", 5)
    commit(file, write(file.read_text(), set_field(present(file), SEE, "doing", "Looks\ntwice")), "Amira", 9)
    monkeypatch.chdir(tmp_path)
    return file


def present(path: Path) -> Document:
    document = read(path.read_text()).document
    assert document is not None
    return document


def test_each_field_names_who_last_touched_it(path: Path) -> None:
    origins = origins_of(path, present(path))
    assert origins.fields[PAY, "emotion"].author == "Tomás"
    assert origins.fields[PAY, "name"].author == "Nora"
    assert origins.fields[SEE, "doing"].author == "Amira"
    assert origins.fields[HEADER, "title"].author == "Nora"
    assert origins.pending == frozenset()


def test_a_record_is_as_young_as_its_youngest_field(path: Path) -> None:
    origins = origins_of(path, present(path))
    now = datetime(2026, 3, 11, 12, tzinfo=UTC)
    assert days_since(origins.records[PAY], now) == 6
    assert days_since(origins.records[SEE], now) == 2
    assert days_since(origins.records[RecordKey("stage", "buy")], now) == 10
    assert days_since(None, now) is None


def test_what_no_commit_has_is_pending(path: Path) -> None:
    document, key = add_touchpoint(set_field(present(path), PAY, "doing", "Types"), "Wait", "buy")
    origins = origins_of(path, document)
    assert origins.is_pending(PAY, "doing")
    assert not origins.is_pending(PAY, "emotion")
    assert origins.is_pending(key, "name")


def test_putting_the_file_in_order_and_moving_cards_takes_nobodys_name_away(path: Path) -> None:
    shuffled = path.read_text().split("\n\n")
    text = "\n\n".join([shuffled[0], *reversed([part.strip("\n") for part in shuffled[1:]])]) + "\n"
    commit(path, text, "Robin", 12)
    commit(path, tidied(read(text)), "Robin", 13)
    moved = move_touchpoint(present(path), "pay", "look", 0)
    commit(path, write(path.read_text(), moved), "Robin", 14)
    origins = origins_of(path, present(path))
    assert origins.fields[PAY, "emotion"].author == "Tomás"
    assert origins.fields[PAY, "stage"].author == "Robin"


def test_a_map_never_committed_is_pending_as_a_whole(path: Path) -> None:
    new = path.with_name("new.toml")
    new.write_text(write("", shop()))
    origins = origins_of(new, shop())
    assert origins.records == {}
    assert origins.is_pending(PAY, "name")


def test_without_a_repository_there_is_nobody_to_name(tmp_path: Path) -> None:
    lonely = tmp_path / "alone" / "shop.toml"
    lonely.parent.mkdir()
    lonely.write_text(write("", shop()))
    with pytest.raises(GitError):
        origins_of(lonely, shop())


def test_blame_prints_a_line_for_each_field(path: Path) -> None:
    path.write_text(write(path.read_text(), set_fields(present(path), PAY, {"moment": "truth"})))
    lines = CliRunner().invoke(command, ["shop", "touchpoint.pay"]).stdout.splitlines()
    assert [line.split()[-1] for line in lines] == ["Pay", "buy", "10", "app", "−2", "truth"]
    assert "2026-03-05" in lines[4]
    assert "Tomás" in lines[4]
    assert "not committed" in lines[5]


@pytest.mark.usefixtures("path")
def test_blame_of_a_map_begins_with_what_was_left_alone_longest() -> None:
    rows = json.loads(CliRunner().invoke(command, ["shop", "--json"]).stdout)
    assert rows[-1]["what"] == "touchpoint.see"
    assert rows[-2]["what"] == "touchpoint.pay"
    assert {row["author"] for row in rows[:-2]} == {"Nora"}
