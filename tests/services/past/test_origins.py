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
from cjm_tui.services.past.staleness import stale_after, stale_days
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


def test_a_card_is_stale_when_nobody_touched_it_for_longer_than_the_team_wants(path: Path) -> None:
    now = datetime(2026, 3, 11, 12, tzinfo=UTC)
    origins = origins_of(path, present(path))
    assert stale_after(path) == 90
    path.with_name("cjm.toml").write_text('schema = "workspace/1"\nstale_after_days = 5\n')
    assert stale_after(path) == 5
    assert stale_days(origins, PAY, 5, now) == 6
    assert stale_days(origins, SEE, 5, now) is None
    assert stale_days(origins, PAY, 6, now) is None
    assert stale_days(origins, RecordKey("stage", "buy"), 5, now) is None
    waiting = origins_of(path, set_field(present(path), PAY, "emotion", 1))
    assert stale_days(waiting, PAY, 5, now) is None


def test_blame_names_the_stale_cards(path: Path) -> None:
    path.with_name("cjm.toml").write_text('schema = "workspace/1"\nstale_after_days = 1\n')
    lines = CliRunner().invoke(command, ["shop"]).stdout.splitlines()
    stale = [line for line in lines if "stale, " in line]
    assert stale
    assert all("touchpoint." in line for line in stale)


def test_of_what_stood_where_a_shallow_clone_ends_nobody_is_said_to_be_the_author(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["git", "clone", "-q", "--depth", "1", f"file://{path.parent}", "shallow"]
    subprocess.run(words, cwd=tmp_path, check=True, capture_output=True)
    monkeypatch.chdir(tmp_path / "shallow")
    said = CliRunner().invoke(command, ["shop", "touchpoint.pay"]).stdout
    assert "2026-03-09     or earlier  name" in said
    assert "Amira" not in said
    rows = json.loads(CliRunner().invoke(command, ["shop", "touchpoint.pay", "--json"]).stdout)
    assert {(row["author"], row["or_earlier"]) for row in rows} == {(None, True)}
