"""Signs of who has which map open: real files, real processes, and folders that cannot be had."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cjm_tui.errors import CjmError
from cjm_tui.storage import hands
from cjm_tui.storage import presence as presences
from cjm_tui.storage.hands import Hand, append, forget, hands_in
from cjm_tui.storage.presence import has_ended, hide, others, present_here, show
from tests.accounts import ANA, BEN, GROUP, as_account, only_root, shared_by_the_group
from tests.patience import happens
from tests.storage.idle import idle_process

ME = present_here("Robin", "robin@example.org", "maps/x.toml")
HAND = Hand("Robin", "robin@example.org", "maps/x.toml", "touchpoint", "pay", "emotion", 1.0)


def test_a_process_that_took_over_the_number_of_a_dead_one_is_not_taken_for_it(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        sign = ME._replace(name="Kay", process=other.pid, born=presences._born(other.pid))
        show(tmp_path, sign)
        assert others(tmp_path, ME) == (sign,)
        show(tmp_path, sign._replace(born=1))
        assert others(tmp_path, ME) == ()
        assert list(tmp_path.iterdir()) == []
        other.communicate(b"\n")


def test_a_process_of_somebody_else_is_alive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_process: int, _signal: int) -> None:
        raise PermissionError

    sign = ME._replace(name="Kay", process=1, born=presences._born(1))
    show(tmp_path, sign)
    monkeypatch.setattr(os, "kill", refuse)
    assert others(tmp_path, ME) == (sign,)
    show(tmp_path, sign._replace(born=sign.born + 1))
    assert others(tmp_path, ME) == ()


@only_root
def test_a_process_of_a_real_other_account_is_seen_as_long_as_it_lives(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir()
    folder = shared_by_the_group(tmp_path / "open")
    with idle_process(ANA, GROUP) as other:
        sign = ME._replace(name="Ana", process=other.pid, born=presences._born(other.pid))
        assert as_account(ANA, lambda: show(folder, sign), umask=0o077) == ""

        def look() -> None:
            raise CjmError("Here", ", ".join(one.name for one in others(folder, present_here("Ben", "b@x", "m"))))

        assert as_account(BEN, look) == "Here: Ana"
        other.kill()
        assert happens(lambda: has_ended(sign, ME))
        assert as_account(BEN, look) == "Here: "
    assert list(folder.iterdir()) == []


def test_a_process_that_was_killed_and_nobody_has_waited_for_is_gone(tmp_path: Path) -> None:
    with idle_process() as other:
        sign = ME._replace(name="Kay", process=other.pid, born=presences._born(other.pid))
        show(tmp_path, sign)
        assert not has_ended(sign, ME)
        other.kill()
        assert happens(lambda: has_ended(sign, ME))
        assert others(tmp_path, ME) == ()


def test_nobody_can_tell_whether_a_process_of_another_machine_has_ended() -> None:
    assert not has_ended(ME._replace(machine="elsewhere", process=2**22 + 1), ME)


def test_what_a_killed_process_of_the_same_number_left_half_written_is_in_nobody_s_way(tmp_path: Path) -> None:
    show(tmp_path, ME)
    (sign,) = tmp_path.iterdir()
    sign.with_suffix(".new").write_text("{")
    sign.with_suffix(".new").chmod(0o444)
    show(tmp_path, ME._replace(name="Kay"))
    assert json.loads(sign.read_text())["name"] == "Kay"


def test_a_number_no_process_can_have_says_nothing_about_the_rest(tmp_path: Path) -> None:
    show(tmp_path, ME._replace(name="Kay", process=10**30))
    assert [one.name for one in others(tmp_path, ME)] == ["Kay"]


def test_a_sign_from_elsewhere_that_goes_while_it_is_looked_at_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(tmp_path, ME._replace(name="Kay", machine="elsewhere"))
    assert [one.name for one in others(tmp_path, ME)] == ["Kay"]
    read = presences._read

    def read_and_lose(file: Path) -> presences.Presence | None:
        sign = read(file)
        file.unlink()
        return sign

    monkeypatch.setattr(presences, "_read", read_and_lose)
    assert others(tmp_path, ME) == ()


def test_where_the_system_does_not_say_when_a_process_began_nothing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> str:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "read_text", refuse)
    assert present_here("Robin", "robin@example.org", "maps/x.toml").born == 0


def test_where_no_sign_can_be_left_nothing_fails(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    show(tmp_path / "file" / "open", ME)
    hide(tmp_path / "file" / "open", ME)
    append(tmp_path / "file" / "hands.jsonl", [HAND])
    forget(tmp_path / "file" / "hands.jsonl", "maps/x.toml", 2.0)
    assert others(tmp_path / "file" / "open", ME) == ()
    assert hands_in(tmp_path / "file" / "hands.jsonl") == ()


def test_a_file_in_a_folder_of_another_group_gets_that_group(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root may give files away")
    shared = tmp_path / "git"
    shared.mkdir()
    os.chown(shared, -1, 12345)
    shared.chmod(0o2775)
    append(shared / "cjm" / "hands.jsonl", [HAND])
    journal = shared / "cjm" / "hands.jsonl"
    os.chown(journal, -1, 0)
    presences.share(journal, shared)
    assert journal.stat().st_gid == 12345
    assert journal.stat().st_mode & 0o777 == 0o664


def test_nothing_changed_is_nothing_written_down(tmp_path: Path) -> None:
    append(tmp_path / "hands.jsonl", [])
    assert list(tmp_path.iterdir()) == []
    append(tmp_path / "hands.jsonl", [HAND])
    assert hands_in(tmp_path / "hands.jsonl") == (HAND,)
    assert json.loads((tmp_path / "hands.jsonl").read_text())["field"] == "emotion"


@pytest.mark.parametrize(
    "sign",
    [
        "[" * 100_000,
        "[]",
        '{"name": "K", "email": "", "map": "m", "machine": "x", "process": Infinity, "born": 1}',
        '{"name": "K", "email": "", "map": "m", "machine": "x", "process": -1, "born": 1}',
        '{"name": "K", "email": "", "map": "m", "machine": "x", "process": 1, "born": "then"}',
    ],
)
def test_a_spoilt_sign_is_passed_over(tmp_path: Path, sign: str) -> None:
    (tmp_path / "elsewhere-1.json").write_text(sign)
    show(tmp_path, ME._replace(name="Kay", machine="elsewhere", process=2))
    assert [one.name for one in others(tmp_path, ME)] == ["Kay"]


@pytest.mark.parametrize("line", ["[" * 100_000, "[]", '"text"', '{"when": 1}'])
def test_a_spoilt_line_of_the_journal_is_passed_over(tmp_path: Path, line: str) -> None:
    journal = tmp_path / "hands.jsonl"
    append(journal, [HAND])
    with journal.open("a") as opened:
        opened.write(f"{line}\n")
        opened.write(json.dumps(HAND._asdict() | {"when": 10**400}) + "\n")
    append(journal, [HAND])
    assert hands_in(journal) == (HAND, HAND)


def test_what_leads_elsewhere_is_not_written_through(tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("mine\n")
    folder = tmp_path / "open"
    show(folder, ME)
    (sign,) = folder.iterdir()
    sign.with_suffix(".new").symlink_to(mine)
    (tmp_path / "hands.jsonl").symlink_to(mine)
    show(folder, ME._replace(name="Kay"))
    append(tmp_path / "hands.jsonl", [HAND])
    assert mine.read_text() == "mine\n"


def test_one_map_s_hands_are_forgotten_and_no_other_s(tmp_path: Path) -> None:
    journal, other = tmp_path / "hands.jsonl", HAND._replace(map="maps/y.toml")
    append(journal, [HAND, other, HAND])
    forget(journal, HAND.map, 2.0)
    assert hands_in(journal) == (other,)
    forget(journal, other.map, 2.0)
    assert list(tmp_path.iterdir()) == []


def test_a_journal_that_grew_long_keeps_the_last_hand_of_every_field(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hands, "LONGEST", 4000)
    journal = tmp_path / "hands.jsonl"
    append(journal, [HAND._replace(name="Early", id="first")])
    for number in range(200):
        append(journal, [HAND._replace(when=float(number))])
    kept = hands_in(journal)
    assert journal.stat().st_size <= 4000
    assert kept[0].name == "Early"
    assert kept[-1].when == 199.0


def test_a_journal_of_very_many_fields_keeps_the_latest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hands, "LONGEST", 4000)
    journal = tmp_path / "hands.jsonl"
    for number in range(100):
        append(journal, [HAND._replace(id=f"card-{number}")])
        assert journal.stat().st_size <= 4000
        assert hands_in(journal)[-1].id == f"card-{number}"
    assert len(hands_in(journal)) > 5


def test_of_some_records_what_was_done_to_them_is_found_and_what_was_done_to_others_is_not(tmp_path: Path) -> None:
    journal = tmp_path / "hands.jsonl"
    append(journal, (HAND._replace(id="pay"), HAND._replace(id="a “b”"), HAND._replace(id="see")))
    assert [hand.id for hand in hands_in(journal, ids=["pay", "a “b”"])] == ["pay", "a “b”"]
    assert hands_in(journal, ids=[]) == ()


def test_a_map_that_is_shown_to_be_open_once_more_has_nobody_look_who_came(tmp_path: Path) -> None:
    show(tmp_path, ME)
    (sign,) = tmp_path.iterdir()
    os.utime(sign, (1, 1))
    os.utime(tmp_path, (1, 1))
    show(tmp_path, ME)
    assert sign.stat().st_mtime > 1
    assert tmp_path.stat().st_mtime == 1


def test_a_name_that_leads_elsewhere_is_no_sign_that_is_left_as_it_is(tmp_path: Path) -> None:
    show(tmp_path / "open", ME)
    (sign,) = (tmp_path / "open").iterdir()
    sign.rename(tmp_path / "elsewhere")
    sign.symlink_to(tmp_path / "elsewhere")
    show(tmp_path / "open", ME)
    assert not sign.is_symlink()
