"""Bringing back a map, a card or a field from a revision."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given

from cjm_tui.cli.commands.restore import command
from cjm_tui.errors import CjmError, NotFoundError, UnreadableError, UsageError
from cjm_tui.model.document import Document
from cjm_tui.model.edits import add_record, add_touchpoint, move_touchpoint, remove_record, set_field, set_fields
from cjm_tui.model.record import Record, RecordKey
from cjm_tui.model.restoring import restored
from cjm_tui.services.past.restoring import restore
from cjm_tui.storage.lens import read, write
from tests.model.documents import PAY, edited_maps, shop

SEE = RecordKey("touchpoint", "see")


@given(edited_maps())
def test_a_restored_map_is_what_it_was(versions: tuple[Document, ...]) -> None:
    then, now = versions
    assert restored(now, then) == then


@given(edited_maps())
def test_restoring_every_record_one_by_one_restores_the_map(versions: tuple[Document, ...]) -> None:
    then, now = versions
    for key in sorted({**then.records, **now.records}):
        if key in now.records or key in then.records:
            now = restored(now, then, key)
    for key in sorted(then.records):
        now = restored(now, then, key)
    assert now == then


def test_a_removed_card_comes_back_with_what_hung_on_it() -> None:
    back = restored(remove_record(shop(), PAY), shop(), PAY)
    assert back == shop()


def test_a_card_whose_stage_is_gone_too_brings_that_back_and_no_other_card() -> None:
    buy = RecordKey("stage", "buy")
    then, _ = add_touchpoint(shop(), "Wait", "buy")
    back = restored(remove_record(then, buy), then, PAY)
    assert back.records[buy] == then.records[buy]
    assert back.records[PAY] == then.records[PAY]
    assert RecordKey("touchpoint", "wait") not in back.records


def test_a_card_that_was_not_there_then_goes() -> None:
    now, key = add_touchpoint(shop(), "Wait", "buy")
    assert restored(now, shop(), key) == shop()


def test_one_field_comes_back_alone_and_a_place_as_a_whole() -> None:
    now = set_fields(move_touchpoint(shop(), "see", "buy", 1), SEE, {"emotion": -2})
    assert restored(now, shop(), SEE, "emotion").records[SEE].text("stage") == "buy"
    placed = restored(now, shop(), SEE, "stage").records[SEE]
    assert (placed.text("stage"), placed.number("order"), placed.emotion) == ("look", 10, -2)


def test_what_never_was_cannot_be_restored() -> None:
    with pytest.raises(NotFoundError, match=r"there is no touchpoint\.nope"):
        restored(shop(), shop(), RecordKey("touchpoint", "nope"))


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "maps" / "shop.toml"
    file.parent.mkdir()
    file.write_text(write("", set_fields(shop(), PAY, {"#": "# legal wants it"})))
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "start"]):
        subprocess.run(["git", *words], cwd=tmp_path, check=True, capture_output=True)
    monkeypatch.chdir(tmp_path)
    return file


def test_the_file_gets_the_card_back_with_its_comment(path: Path) -> None:
    before = path.read_text()
    now = read(before).document
    assert now is not None
    path.write_text(write(before, remove_record(now, PAY)))
    outcome = CliRunner().invoke(command, ["shop@HEAD", "touchpoint.pay"])
    assert outcome.stdout == "added touchpoint ‘Pay’ in Buy\nadded pain ‘Twice’\n"
    assert path.read_text() == before


def test_a_map_that_is_gone_comes_back_to_the_byte_and_stands_in_nobodys_way(path: Path) -> None:
    text = path.read_bytes()
    path.unlink()
    with pytest.raises(NotFoundError, match="is gone"):
        restore("maps/shop.toml@HEAD", "touchpoint.pay")
    assert restore("maps/shop.toml@HEAD") == ("maps/shop.toml is there again",)
    assert path.read_bytes() == text
    path.unlink()
    path.symlink_to("nowhere.toml")
    with pytest.raises(CjmError):
        restore("maps/shop.toml@HEAD")


def test_a_field_comes_back_and_nothing_else(path: Path) -> None:
    before = path.read_text()
    now = read(before).document
    assert now is not None
    path.write_text(write(before, set_field(set_field(now, SEE, "emotion", -2), SEE, "doing", "Looks")))
    assert restore("shop@HEAD", "touchpoint.see", "emotion") == ("See: emotion −2 → +1",)
    assert 'doing = "Looks"' in path.read_text()


@pytest.mark.usefixtures("path")
def test_what_is_as_it_was_is_said_and_is_no_failure() -> None:
    outcome = CliRunner().invoke(command, ["shop@HEAD"])
    assert (outcome.exit_code, outcome.stdout) == (0, "")
    assert "nothing to restore" in outcome.stderr


@pytest.mark.usefixtures("path")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("shop",), "names no revision"),
        (("shop@HEDA",), "no revision “HEDA”"),
        (("shop@HEAD", "touchpoint.nope"), "no touchpoint.nope"),
        (("shop@HEAD", "touchpoint.pay", "emoton"), "emoton"),
    ],
)
def test_what_does_not_exist_is_named(words: tuple[str, ...], expected: str) -> None:
    with pytest.raises(CjmError) as caught:
        restore(*words)
    assert expected in str(caught.value)
    assert isinstance(caught.value, UsageError)


def test_what_named_a_card_that_comes_back_names_it_again() -> None:
    answers = Record(
        "opportunity", "one", {"name": "How?", "insights": ("late", "twice"), "touchpoints": ("see", "pay")}
    )
    csat = Record("metric", "csat", {"name": "CSAT", "kind": "csat", "touchpoint": "pay"})
    late = Record("insight", "late", {"name": "Late", "kind": "pain", "touchpoint": "see"})
    then = add_record(add_record(add_record(shop(), late), answers), csat)
    gone = remove_record(then, PAY)
    assert "pay" not in str(gone.records[answers.key].fields) + str(gone.records[csat.key].fields)
    assert restored(gone, then, PAY) == then
    since = set_fields(gone, answers.key, {"touchpoints": ("other", "see")})
    assert restored(since, then, PAY).records[answers.key].texts("touchpoints") == ("see", "pay", "other")
    elsewhere = set_fields(gone, csat.key, {"touchpoint": "see"})
    assert restored(elsewhere, then, PAY).records[csat.key].text("touchpoint") == "see"


def test_a_map_that_nobody_can_read_comes_back_where_nothing_of_it_is_lost(path: Path) -> None:
    good = path.read_bytes()
    path.with_name("cjm.toml").write_text('schema = "workspace/1"\n')
    path.write_text("garbage[")
    with pytest.raises(UnreadableError, match="it would be lost"):
        restore("shop@HEAD")
    assert path.read_text() == "garbage["
    subprocess.run(["git", "commit", "-qam", "Broken"], cwd=path.parent, check=True)
    with pytest.raises(UnreadableError, match="Cannot read that revision"):
        restore("shop@HEAD")
    assert restore("shop@HEAD~1") == ("maps/shop.toml is as it was",)
    assert path.read_bytes() == good
